//! The gate before a run: every row is bound and checked first.

use std::collections::BTreeMap;

use gongwen_core::{Diagnostic, Diagnostics, Message};

use crate::bind::Binding;
use crate::rows::{Header, Table};

/// How many faults are kept; what comes after them is only counted.
const LIMIT: usize = 1000;

/// What a look at all rows says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// How many rows there are, rows of totals left out.
    pub rows: u32,
    /// How many of them can become documents.
    pub ready: u32,
    /// Numbers of the rows that cannot, rising.
    pub bad: Vec<u32>,
    /// Everything that was found, warnings too, in the order of the rows; at most a thousand.
    pub found: Vec<Diagnostic>,
    /// How much more was found.
    pub more: u32,
}

impl Gate {
    fn push(&mut self, diagnostic: Diagnostic) {
        match self.found.len() < LIMIT {
            true => self.found.push(diagnostic),
            false => self.more = self.more.saturating_add(1),
        }
    }
}

/// Binds and checks every row of a table, and looks for keys that stand twice.
///
/// # Errors
///
/// Only when the rows cannot be read at all; what is wrong with a row is in the [`Gate`].
pub fn check_rows(table: &mut Table, binding: &Binding) -> Result<Gate, Diagnostics> {
    let mut gate = Gate::default();
    let mut first: BTreeMap<String, u32> = BTreeMap::new();
    for diagnostic in table.warnings().iter().chain(binding.warnings()).cloned().collect::<Vec<_>>() {
        gate.push(diagnostic);
    }
    for row in table.rows()? {
        let row = match row {
            Ok(row) => row,
            Err(fault) => {
                gate.push(fault);
                break;
            }
        };
        if let Some(reason) = binding.skips(&row) {
            gate.push(reason);
            continue;
        }
        gate.rows += 1;
        match binding.bind(&row) {
            Ok(bound) => {
                bound.warnings.into_iter().for_each(|warning| gate.push(warning));
                match first.get(&bound.key) {
                    Some(other) => {
                        gate.bad.extend([*other, row.number]);
                        gate.push(binding.twice(&bound.key, *other, row.number));
                    }
                    None => {
                        first.insert(bound.key, row.number);
                    }
                }
            }
            Err(found) => {
                gate.bad.push(row.number);
                found.0.into_iter().for_each(|diagnostic| gate.push(diagnostic));
            }
        }
    }
    if gate.rows == 0 && !gate.found.iter().any(Diagnostic::is_error) {
        gate.push(no_rows(table.header()));
    }
    gate.bad.sort_unstable();
    gate.bad.dedup();
    gate.ready = gate.rows - u32::try_from(gate.bad.len()).unwrap_or(gate.rows);
    Ok(gate)
}

fn no_rows(header: &Header) -> Diagnostic {
    let message = Message::new("表格只有表头，没有一行数据", "the table has a header and no rows");
    Diagnostic::error("rows/no-rows", message)
        .at(header.place(None, Some(header.row).filter(|row| *row > 0), None))
        .help(Message::new("表头下面一村写一行", "give each village a row below the header"))
}
