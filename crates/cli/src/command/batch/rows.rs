//! Which rows of the table are made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use gongwen::batch::{Binding, DataRow, DataTable, Shard};
use gongwen::{Diagnostic, Diagnostics, read};

use crate::arguments::Batch;
use crate::failure::Failure;

/// The rows that `--only` and `--shard` choose.
pub(super) struct Chosen {
    only: Vec<Only>,
    /// The share of this machine.
    pub(super) shard: Option<Shard>,
}

/// A name, and the values that it may have.
struct Only {
    name: String,
    values: BTreeMap<String, AtomicBool>,
}

impl Chosen {
    pub(super) fn new(options: &Batch, binding: &Binding) -> Result<Chosen, Failure> {
        let mut only: Vec<Only> = Vec::new();
        for condition in &options.only {
            let Some((name, values)) = condition.split_once('=') else {
                return Err(Failure::usage(
                    format!("--only {condition}：写成 名字=值，如 key=360923102200。"),
                    format!("--only {condition}: write name=value, as key=360923102200"),
                ));
            };
            let name = name.trim();
            let known: Vec<&str> = binding.names().collect();
            if !known.contains(&name) {
                return Err(Failure::usage(
                    format!("--only：没有“{name}”这个名字。可以用的：{}。", known.join("、")),
                    format!("--only: no name `{name}`; there are {}", known.join(", ")),
                ));
            }
            let values =
                values.split([',', '，']).map(|value| (value.trim().to_owned(), AtomicBool::new(false)));
            // The same name again adds values; another name is a further condition.
            match only.iter_mut().find(|only| only.name == name) {
                Some(only) => only.values.extend(values),
                None => only.push(Only { name: name.to_owned(), values: values.collect() }),
            }
        }
        let shard = options.shard.as_deref().map(str::parse).transpose().map_err(Failure::Usage)?;
        Ok(Chosen { only, shard })
    }

    /// Whether a row is chosen; remembers which values there are.
    pub(super) fn holds(&self, binding: &Binding, row: &DataRow) -> bool {
        let shown = |name: &str| binding.shown(row, name).unwrap_or_default();
        let mut holds = self.shard.is_none_or(|shard| shard.holds(&shown("key")));
        for only in &self.only {
            match only.values.get(&shown(&only.name)) {
                Some(found) => found.store(true, Ordering::Relaxed),
                None => holds = false,
            }
        }
        holds
    }

    /// Whether all rows were looked at and a value of `--only` is nowhere: it is misspelt, and its document would be missed.
    pub(super) fn all_found(&self, table: &mut DataTable, binding: &Binding) -> Result<(), Failure> {
        let missing = self.only.iter().find_map(|only| {
            let value = only.values.iter().find(|(_, found)| !found.load(Ordering::Relaxed));
            value.map(|(value, _)| (only.name.as_str(), value.as_str()))
        });
        let Some((name, value)) = missing else { return Ok(()) };
        let rows = table.rows().into_iter().flatten().filter_map(Result::ok);
        let there: BTreeSet<String> = rows.filter_map(|row| binding.shown(&row, name)).collect();
        let near = read::nearest(value, there.iter().map(String::as_str));
        let (zh, en) = near.map_or_else(Default::default, |near| {
            (format!("是不是想写“{near}”？"), format!("; did you mean `{near}`?"))
        });
        Err(Failure::usage(
            format!("--only：表格里没有一行的 {name} 是“{value}”。{zh}"),
            format!("--only: no row of the table has `{value}` as its {name}{en}"),
        ))
    }
}

/// The rows that are chosen, in their order, read one by one.
pub(super) fn chosen<'t>(
    table: &'t mut DataTable,
    binding: &'t Binding,
    chosen: &'t Chosen,
) -> Result<impl Iterator<Item = Result<DataRow, Diagnostic>> + Send + 't, Diagnostics> {
    let holds = |row: &DataRow| binding.skips(row).is_none() && chosen.holds(binding, row);
    Ok(table.rows()?.filter(move |row| row.as_ref().map_or(true, holds)))
}
