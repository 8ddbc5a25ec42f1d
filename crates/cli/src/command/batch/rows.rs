//! Which rows of the table are made.

use std::collections::BTreeSet;

use gongwen::batch::{Binding, Row, Shard, Table};
use gongwen::{Diagnostic, Diagnostics};

use crate::arguments::Batch;
use crate::failure::Failure;

/// The rows that `--only` and `--shard` choose.
pub(super) struct Chosen {
    /// Names, each with the values that it may have.
    only: Vec<(String, BTreeSet<String>)>,
    /// The share of this machine.
    pub(super) shard: Option<Shard>,
}

impl Chosen {
    pub(super) fn new(options: &Batch, binding: &Binding) -> Result<Chosen, Failure> {
        let mut only: Vec<(String, BTreeSet<String>)> = Vec::new();
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
            let values = values.split([',', '，']).map(|value| value.trim().to_owned());
            // The same name again adds values; another name is a further condition.
            match only.iter_mut().find(|(other, _)| other == name) {
                Some((_, known)) => known.extend(values),
                None => only.push((name.to_owned(), values.collect())),
            }
        }
        let shard = options.shard.as_deref().map(str::parse).transpose().map_err(Failure::Usage)?;
        Ok(Chosen { only, shard })
    }

    pub(super) fn holds(&self, binding: &Binding, row: &Row) -> bool {
        let shown = |name: &str| binding.shown(row, name).unwrap_or_default();
        self.only.iter().all(|(name, values)| values.contains(&shown(name)))
            && self.shard.is_none_or(|shard| shard.holds(&shown("key")))
    }
}

/// The rows that are chosen, in their order, read one by one.
pub(super) fn chosen<'t>(
    table: &'t mut Table,
    binding: &'t Binding,
    chosen: &'t Chosen,
) -> Result<impl Iterator<Item = Result<Row, Diagnostic>> + Send + 't, Diagnostics> {
    let holds = |row: &Row| binding.skips(row).is_none() && chosen.holds(binding, row);
    Ok(table.rows()?.filter(move |row| row.as_ref().map_or(true, holds)))
}
