//! What was found in a run: the first of each kind on the screen, all of it in a table, beside the record when there is one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use gongwen::Diagnostic;
use gongwen::batch::{Entry, Gate, Remark};

use super::record::stopped;
use crate::failure::Failure;
use crate::output::{open_plain, temporary_in};

/// How many findings of a kind the screen shows.
const OF_A_KIND: usize = 10;

/// How many it shows in all.
const IN_ALL: usize = 100;

/// The first line of the table. The mark tells spreadsheet programs that this is UTF-8.
const HEAD: &str = "\u{feff}行,代码,级别,位置,问题,规则\r\n";

/// What is said of rows that are no villages; nobody has to look at that, and no table is written for it alone.
const QUIET: [&str; 3] = ["rows/totals", "rows/part", "rows/note"];

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

/// Where the table of a run is: `findings.csv` beside its record; where there is no folder of the run, since nothing was
/// made, beside where it would be, `out-findings.csv`. `mark` is that of a share.
pub(super) fn place(folder: &Path, mark: &str) -> PathBuf {
    match folder.is_dir() {
        true => folder.join(format!("findings{mark}.csv")),
        false => {
            let beside = besides(folder, mark);
            let there = beside.iter().position(|path| crate::output::folder(path).is_dir());
            beside.get(there.unwrap_or_default()).cloned().unwrap_or_default()
        }
    }
}

/// Beside a folder that is not there, or beside the one that it would be in.
fn besides(folder: &Path, mark: &str) -> Vec<PathBuf> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let above = folder.ancestors().skip(1);
    above.map(|above| above.join(format!("{name}-findings{mark}.csv"))).collect()
}

/// Removes the tables of earlier runs: they would speak of what is mended.
pub(super) fn clear(folder: &Path, mark: &str) -> Result<(), Failure> {
    let own = folder.join(format!("findings{mark}.csv"));
    for path in std::iter::once(own).chain(besides(folder, mark)) {
        if is_ours(&path) {
            fs::remove_file(&path).map_err(stopped(&path))?;
        }
    }
    Ok(())
}

/// Whether a run wrote it; a table of that name may be somebody else's.
fn is_ours(path: &Path) -> bool {
    let mut head = vec![0; HEAD.len()];
    let read = open_plain(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == HEAD.as_bytes()
}

/// Writes the table: what the gate found, and what `rows` of this run say, in their order. Without findings there is no
/// such file, and one of an earlier run goes. Returns whether there is one.
pub(super) fn write(
    gate: &Gate,
    rows: impl Iterator<Item = Result<Entry, Failure>>,
    table: &Path,
    prefix: &str,
) -> Result<bool, Failure> {
    let mut file = temporary_in(crate::output::folder(table), prefix).map_err(stopped(table))?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    buffer.write_all(HEAD.as_bytes()).map_err(stopped(table))?;
    let mut any = false;
    let mut put = |row: Option<u32>, key: &str, remark: &Remark| {
        any |= !QUIET.contains(&remark.code.as_str());
        let row = row.map_or(String::new(), |row| row.to_string());
        let cells = [&row, key, level(remark), &remark.place, &remark.message, &remark.code];
        let line = cells.map(cell).join(",");
        write!(buffer, "{line}\r\n").map_err(stopped(table))
    };
    // What belongs to no row alone stands at its row, without a key.
    let mut apart: Vec<&(Option<u32>, Remark)> = gate.found_apart().iter().collect();
    apart.sort_by_key(|(row, _)| *row);
    let mut apart = apart.into_iter().peekable();
    for entry in rows {
        let entry = entry?;
        while let Some((row, remark)) = apart.next_if(|(row, _)| row.is_none_or(|row| row <= entry.row)) {
            put(*row, "", remark)?;
        }
        let found = gate.found_of(entry.row);
        let own = entry.diagnostics.iter().filter(|remark| !found.contains(remark));
        for remark in found.iter().chain(own) {
            put(Some(entry.row), &entry.key, remark)?;
        }
    }
    for (row, remark) in apart {
        put(*row, "", remark)?;
    }
    buffer.flush().map_err(stopped(table))?;
    drop(buffer);
    settle(file, table, any)
}

/// Puts the table into its place, or removes the one that is there when nothing was found.
fn settle(file: tempfile::NamedTempFile, table: &Path, any: bool) -> Result<bool, Failure> {
    if any {
        file.persist(table).map_err(|error| stopped(table)(error.error))?;
    } else if is_ours(table) {
        fs::remove_file(table).map_err(stopped(table))?;
    }
    Ok(any)
}

/// Joins the tables of shares: what several say is said once, in the order of the rows.
pub(in crate::command) fn join(tables: &[PathBuf], table: &Path) -> Result<bool, Failure> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    let mut known = BTreeSet::new();
    for path in tables {
        let text = open_plain(path).and_then(std::io::read_to_string).map_err(Failure::reading(path))?;
        for line in records(text.strip_prefix(HEAD).unwrap_or_default()) {
            if known.insert(line.to_owned()) {
                let row = line.split(',').next().and_then(|row| row.parse().ok()).unwrap_or_default();
                lines.push((row, line.to_owned()));
            }
        }
    }
    lines.sort_by_key(|(row, _)| *row);
    let mut file =
        temporary_in(crate::output::folder(table), ".gongwen~").map_err(Failure::writing(table))?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    let head = std::iter::once(HEAD);
    for line in head.chain(lines.iter().map(|(_, line)| line.as_str())) {
        buffer.write_all(line.as_bytes()).map_err(Failure::writing(table))?;
    }
    buffer.flush().map_err(Failure::writing(table))?;
    drop(buffer);
    settle(file, table, !lines.is_empty())
}

/// The lines of a table with their ends; a line break in quotes ends none.
fn records(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split_inclusive(move |character| {
        quoted ^= character == '"';
        character == '\n' && !quoted
    })
}

fn level(remark: &Remark) -> &'static str {
    if remark.is_error() { "错误" } else { "提醒" }
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
