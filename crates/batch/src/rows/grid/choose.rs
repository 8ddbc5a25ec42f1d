//! Which columns are printed: named by head, by letter, or as the second of two heads that are alike.

use std::collections::BTreeSet;

use gongwen_document::{Diagnostic, Message};

use super::super::header::{letters, split_unit};
use super::super::same_name;
use super::super::top::compose;
use super::lattice::Lattice;

/// The heads over each column, from the top, with the numbers of their cells.
pub(super) struct Heads<'l>(Vec<Vec<(usize, &'l str)>>);

impl<'l> Heads<'l> {
    pub(super) fn new(lattice: &'l Lattice, head: usize) -> Heads<'l> {
        let mut heads = vec![Vec::new(); lattice.columns.len()];
        for (index, item) in lattice.items.iter().enumerate() {
            if item.rows.0 < head && !item.is_blank() {
                for column in heads.get_mut(item.columns.0..=item.columns.1).unwrap_or_default() {
                    column.push((index, item.text.as_str()));
                }
            }
        }
        Heads(heads)
    }

    /// The whole head of a column, as 收入上年（万元）.
    pub(super) fn whole(&self, column: usize) -> String {
        let levels = self.0.get(column).map(Vec::as_slice).unwrap_or_default();
        compose(&levels.iter().map(|(_, text)| *text).collect::<Vec<_>>())
    }

    /// The columns of this name: those below one head, or an error for columns whose heads are alike.
    fn named(&self, name: &str) -> Vec<(usize, usize)> {
        let is = |text: &str| same_name(text, name) || same_name(split_unit(text).0, name);
        let whole = self.0.iter().enumerate().filter(|(column, _)| is(&self.whole(*column)));
        let whole: Vec<(usize, usize)> =
            whole.filter_map(|(column, levels)| Some((column, levels.last()?.0))).collect();
        if !whole.is_empty() {
            return whole;
        }
        let level = |(column, levels): (usize, &Vec<(usize, &str)>)| {
            levels.iter().rfind(|(_, text)| is(text)).map(|(item, _)| (column, *item))
        };
        self.0.iter().enumerate().filter_map(level).collect()
    }
}

/// The columns to print, in their order, as numbers of used ones.
pub(super) fn columns(
    lattice: &Lattice,
    head: usize,
    asked: &[String],
) -> Result<Vec<usize>, Vec<Diagnostic>> {
    let heads = Heads::new(lattice, head);
    let (mut chosen, mut taken, mut faults) = (Vec::new(), BTreeSet::new(), Vec::new());
    for name in asked {
        match one(lattice, &heads, name.trim()) {
            Ok(columns) => {
                for column in columns {
                    match taken.insert(column) {
                        true => chosen.push(column),
                        false => faults.push(twice(name, lattice, column)),
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(chosen) } else { Err(faults) }
}

fn one(lattice: &Lattice, heads: &Heads<'_>, asked: &str) -> Result<Vec<usize>, Diagnostic> {
    let (name, number) = numbered(asked);
    // A head may itself end in brackets.
    let mut found = heads.named(asked);
    if found.is_empty() && number.is_some() {
        found = heads.named(name);
        let nth = number.and_then(|number| found.get(number.checked_sub(1)?));
        return match nth {
            Some((column, _)) => Ok(vec![*column]),
            None => Err(missing(lattice, heads, asked)),
        };
    }
    match found.as_slice() {
        [] => {
            let letter = lattice
                .columns
                .iter()
                .position(|column| letters(*column as usize).eq_ignore_ascii_case(asked));
            letter.map(|column| vec![column]).ok_or_else(|| missing(lattice, heads, asked))
        }
        [(_, first), rest @ ..] if rest.iter().all(|(_, item)| item == first) => {
            Ok(found.iter().map(|(column, _)| *column).collect())
        }
        _ => Err(alike(lattice, heads, asked, &found)),
    }
}

/// `单位[2]` is (`单位`, 2).
fn numbered(asked: &str) -> (&str, Option<usize>) {
    let inner = asked.strip_suffix([']', '］']).and_then(|inner| {
        let at = inner.rfind(['[', '［'])?;
        let number = inner.get(at..)?.trim_start_matches(['[', '［']).trim().parse().ok()?;
        Some((inner.get(..at)?.trim(), number))
    });
    inner.map_or((asked, None), |(name, number)| (name, Some(number)))
}

fn list(lattice: &Lattice, heads: &Heads<'_>, columns: impl Iterator<Item = usize>) -> String {
    const SHOWN: usize = 40;
    let name = |column: usize| {
        let letter = lattice.columns.get(column).map(|column| letters(*column as usize)).unwrap_or_default();
        match heads.whole(column) {
            head if head.is_empty() => letter,
            head => format!("{letter} {}", head.replace('\n', "")),
        }
    };
    let mut names: Vec<String> = columns.take(SHOWN + 1).map(name).collect();
    if names.len() > SHOWN {
        names.truncate(SHOWN);
        names.push("……".to_owned());
    }
    names.join("、")
}

fn missing(lattice: &Lattice, heads: &Heads<'_>, asked: &str) -> Diagnostic {
    let there = list(lattice, heads, 0..lattice.columns.len());
    Diagnostic::error(
        "rows/no-column",
        Message::new(
            format!("columns 里的“{asked}”在表格里没有（隐藏的栏不算）"),
            format!("the table has no column `{asked}` that is not hidden"),
        ),
    )
    .help(Message::new(
        format!("有这些栏：{there}；写栏名或者列标，同名的第二栏写 \"单位[2]\""),
        format!("columns there are: {there}; write a head or a letter, `head[2]` for the second of two"),
    ))
}

fn alike(lattice: &Lattice, heads: &Heads<'_>, asked: &str, found: &[(usize, usize)]) -> Diagnostic {
    let which = list(lattice, heads, found.iter().map(|(column, _)| *column));
    Diagnostic::error(
        "rows/column-alike",
        Message::new(
            format!("有 {} 栏叫“{asked}”：{which}，分不清是哪一栏", found.len()),
            format!("{} columns are called `{asked}`: {which}", found.len()),
        ),
    )
    .help(Message::new(
        format!("写列标，或者写 \"{asked}[1]\"、\"{asked}[2]\""),
        format!("write the letter, or `{asked}[1]`, `{asked}[2]`"),
    ))
}

fn twice(asked: &str, lattice: &Lattice, column: usize) -> Diagnostic {
    let letter = lattice.columns.get(column).map(|column| letters(*column as usize)).unwrap_or_default();
    Diagnostic::error(
        "rows/column-twice",
        Message::new(
            format!("columns 里的“{asked}”（{letter} 栏）前面已经选过"),
            format!("column {letter} is chosen a second time by `{asked}`"),
        ),
    )
    .help(Message::new("一栏只写一次", "choose each column once"))
}
