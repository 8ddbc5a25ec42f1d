//! The gate before a run: every row is bound and checked first.

use std::collections::BTreeMap;

use gongwen_core::{Diagnostic, Diagnostics, Message};
use sha2::{Digest, Sha256};

use crate::bind::{Binding, Bound};
use crate::rows::{Header, Row, Table};
use crate::run::{NamePattern, Remark};

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
    /// Which of what was found is wrong with a row that cannot become a document: number of the row, place in `found`.
    faults: Vec<(u32, usize)>,
}

impl Gate {
    fn push(&mut self, diagnostic: Diagnostic) {
        match self.found.len() < LIMIT {
            true => self.found.push(diagnostic),
            false => self.more = self.more.saturating_add(1),
        }
    }

    /// Refuses a row, or several for one reason.
    fn refuse(&mut self, rows: &[u32], diagnostic: Diagnostic) {
        if self.found.len() < LIMIT && diagnostic.is_error() {
            self.faults.extend(rows.iter().map(|row| (*row, self.found.len())));
        }
        self.bad.extend(rows);
        self.push(diagnostic);
    }

    /// Why this row cannot become a document; nothing when it can, or when so much was found that it was only counted.
    pub fn remarks(&self, row: u32) -> Vec<Remark> {
        let of_row = self.faults.iter().filter(|(number, _)| *number == row);
        of_row.filter_map(|(_, place)| self.found.get(*place)).map(Remark::from).collect()
    }
}

/// Binds and checks every row of a table, and looks for keys that stand twice.
///
/// # Errors
///
/// Only when the rows cannot be read at all; what is wrong with a row is in the [`Gate`].
pub fn check_rows(table: &mut Table, binding: &Binding) -> Result<Gate, Diagnostics> {
    check_chosen(table, binding, None, |_| true, |_, _| {})
}

/// As [`check_rows`], for a run: `names` are checked as well, each for itself and against all others, and of rows that
/// are not `chosen` only key and name count. `each` sees the rows that have no fault of their own, and whether they are
/// chosen.
///
/// # Errors
///
/// As [`check_rows`].
pub fn check_chosen(
    table: &mut Table,
    binding: &Binding,
    names: Option<&NamePattern>,
    chosen: impl Fn(&Row) -> bool,
    mut each: impl FnMut(Bound, bool),
) -> Result<Gate, Diagnostics> {
    let mut gate = Gate::default();
    let (mut keys, mut files) = (First::default(), First::default());
    for diagnostic in table.warnings().iter().chain(binding.warnings()).cloned().collect::<Vec<_>>() {
        gate.push(diagnostic);
    }
    let mut any = false;
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
        any = true;
        let chosen = chosen(&row);
        if chosen {
            gate.rows += 1;
        }
        let bound = match binding.bind(&row) {
            Ok(bound) => bound,
            Err(found) => {
                if chosen {
                    found.0.into_iter().for_each(|diagnostic| gate.refuse(&[row.number], diagnostic));
                }
                continue;
            }
        };
        let mut faults = keys.twice(&bound.key, row.number, chosen, &mut gate, |other| {
            binding.twice(&bound.key, other, row.number)
        });
        if let Some(names) = names {
            match names.name(&bound.fields) {
                // File systems that know no case, and Windows, would write one file over the other.
                Ok(name) if !faults => {
                    faults |= files.twice(&name.to_lowercase(), row.number, chosen, &mut gate, |other| {
                        same_name(&name, other, row.number).at(binding.row_place(row.number))
                    });
                }
                Ok(_) => {}
                Err(fault) if chosen => {
                    faults = true;
                    gate.refuse(&[row.number], fault.at(binding.row_place(row.number)));
                }
                Err(_) => {}
            }
        }
        if chosen {
            bound.warnings.iter().for_each(|warning| gate.push(warning.clone()));
        }
        if !faults {
            each(bound, chosen);
        }
    }
    if !any && !gate.found.iter().any(Diagnostic::is_error) {
        gate.push(no_rows(table.header()));
    }
    gate.bad.sort_unstable();
    gate.bad.dedup();
    gate.ready = gate.rows - u32::try_from(gate.bad.len()).unwrap_or(gate.rows);
    Ok(gate)
}

/// Where each text was seen first, and whether that row is to be made. A hash stands for the text: there may be as many
/// as a sheet has rows.
#[derive(Default)]
struct First(BTreeMap<[u8; 16], (u32, bool)>);

impl First {
    /// Whether the text was seen before; then both rows are bad, those of them that are to be made.
    fn twice(
        &mut self,
        text: &str,
        row: u32,
        chosen: bool,
        gate: &mut Gate,
        tell: impl FnOnce(u32) -> Diagnostic,
    ) -> bool {
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(text)[..16]);
        let Some((other, other_chosen)) = self.0.get(&hash).copied() else {
            self.0.insert(hash, (row, chosen));
            return false;
        };
        let both = [(other, other_chosen), (row, chosen)];
        let both: Vec<u32> = both.into_iter().filter(|(_, chosen)| *chosen).map(|(row, _)| row).collect();
        if !both.is_empty() {
            gate.refuse(&both, tell(other));
        }
        true
    }
}

fn same_name(name: &str, first: u32, second: u32) -> Diagnostic {
    let message = Message::new(
        format!("第 {second} 行和第 {first} 行的文件都叫 {name}"),
        format!("the files of rows {first} and {second} would both be called {name}"),
    );
    Diagnostic::error("batch/same-name", message).help(Message::new(
        "在 --out 里加上能区分各行的栏，如 {{key}}；大小写不同的算同名",
        "add a column to --out that tells the rows apart, as {{key}}; case does not count",
    ))
}

fn no_rows(header: &Header) -> Diagnostic {
    let message = Message::new("表格只有表头，没有一行数据", "the table has a header and no rows");
    Diagnostic::error("rows/no-rows", message)
        .at(header.place(None, Some(header.row).filter(|row| *row > 0), None))
        .help(Message::new("表头下面一村写一行", "give each village a row below the header"))
}
