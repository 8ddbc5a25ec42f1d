//! What was found in a run: the first of each kind on the screen, all of it in a table beside the record.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use gongwen::batch::{Gate, Remark};
use gongwen::{Diagnostic, Source};

use super::record::{Record, stopped};
use crate::failure::Failure;
use crate::output::temporary_in;

/// How many findings of a kind the screen shows.
const OF_A_KIND: usize = 10;

/// How many it shows in all.
const IN_ALL: usize = 100;

/// What the screen shows: the first findings of each kind, in their order.
pub(super) fn shown(gate: &Gate) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let first = gate.found.iter().filter(|found| {
        let count = kinds.entry(found.code).or_default();
        *count += 1;
        *count <= OF_A_KIND
    });
    first.take(IN_ALL).cloned().collect()
}

/// Writes `findings.csv` beside the record of a run that came to its end: everything that its rows were refused for, and
/// what should be looked at in the others. Without findings there is no such file. Returns its path.
pub(super) fn write(
    gate: &Gate,
    record: &Record,
    path: &Path,
    prefix: &str,
) -> Result<Option<PathBuf>, Failure> {
    let table = table_beside(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = temporary_in(folder, prefix).map_err(stopped(&table))?;
    let mut any = false;
    {
        let mut buffer = BufWriter::new(file.as_file_mut());
        let mut put = |cells: [&str; 6]| {
            let line = cells.map(cell).join(",");
            writeln!(buffer, "{line}\r").map_err(stopped(&table))
        };
        // The mark tells spreadsheet programs that this is UTF-8.
        put(["\u{feff}行", "代码", "级别", "位置", "问题", "规则"])?;
        // What belongs to no row: the record has nothing of it.
        for found in gate.found.iter().filter(|found| row_of(found).is_none()) {
            let remark = Remark::from(found);
            any = true;
            put(["", "", level(&remark), &remark.place, &remark.message, &remark.code])?;
        }
        for line in record.lines()? {
            let Ok(line) = line else { continue };
            for remark in &line.entry.diagnostics {
                any = true;
                let row = line.entry.row.to_string();
                let key = &line.entry.key;
                put([&row, key, level(remark), &remark.place, &remark.message, &remark.code])?;
            }
        }
        buffer.flush().map_err(stopped(&table))?;
    }
    if !any {
        // One of an earlier run would speak of what is mended.
        return match fs::remove_file(&table) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(stopped(&table)(error)),
            _ => Ok(None),
        };
    }
    file.persist(&table).map_err(|error| stopped(&table)(error.error))?;
    Ok(Some(table))
}

/// `findings.csv` of `manifest.jsonl`, `findings-1-of-2.csv` of `manifest-1-of-2.jsonl`.
fn table_beside(record: &Path) -> PathBuf {
    let stem = record.file_stem().unwrap_or_default().to_string_lossy();
    let share = stem.strip_prefix("manifest").unwrap_or_default();
    record.with_file_name(format!("findings{share}.csv"))
}

fn row_of(found: &Diagnostic) -> Option<u32> {
    match &found.place.source {
        Source::Table(cell) => cell.row,
        _ => None,
    }
}

fn level(remark: &Remark) -> &'static str {
    if remark.severity == "error" { "错误" } else { "提醒" }
}

/// A cell of the table: in quotes where it has to be, and never a formula to the program that opens it.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
