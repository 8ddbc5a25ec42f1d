//! Which lines of a record hold when a run is at its end.

use std::collections::BTreeSet;
use std::ops::Range;

use gongwen::Diagnostic;
use gongwen::batch::Line;

use super::short::{Short, short, short_path};

/// What is left of the lines of a record.
#[derive(Default)]
pub(super) struct Kept {
    /// In the order of the rows: whether it is of this run, and its bytes.
    pub(super) lines: Vec<(bool, Range<u64>)>,
    /// The files that they name.
    pub(super) paths: BTreeSet<Short>,
}

/// A line in less room than itself.
struct Seen {
    row: u32,
    identity: Short,
    key: Short,
    refused: bool,
    paths: Vec<Short>,
    mine: bool,
    bytes: Range<u64>,
}

/// The last line of each row, in the order of the rows: those of this run, which `mine` tells from where they begin, and,
/// when the run is `partial`, those of other rows that an earlier run spoke of last.
pub(super) fn merged(
    lines: impl Iterator<Item = Result<Line, Diagnostic>>,
    partial: bool,
    mine: &dyn Fn(u64) -> bool,
) -> Result<Kept, Diagnostic> {
    let mut seen = Vec::new();
    for line in lines {
        let Line { entry, bytes } = line?;
        let mine = mine(bytes.start);
        if !mine && !partial {
            continue;
        }
        let (key, row) = entry.identity();
        seen.push(Seen {
            row: entry.row,
            identity: short(&format!("{key}\0{row:?}")),
            key: short(key),
            refused: entry.is_refused(),
            paths: entry.outputs.iter().map(|written| short_path(&written.path)).collect(),
            mine,
            bytes,
        });
    }
    // This run comes last, whichever line says so.
    seen.sort_by_key(|line| (line.mine, line.bytes.start));
    let own = |line: &&Seen| line.mine;
    let keys: BTreeSet<Short> = seen.iter().filter(own).map(|line| line.key).collect();
    let rows: BTreeSet<u32> = seen.iter().filter(own).map(|line| line.row).collect();
    let (mut known, mut made, mut refused) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut kept = Kept::default();
    let mut lines = Vec::with_capacity(seen.len());
    for line in seen.into_iter().rev() {
        // What an earlier run said of a row of this one, or refused of a row that is another village's now.
        let told = keys.contains(&line.key)
            || made.contains(&line.key)
            || if line.refused { rows.contains(&line.row) } else { refused.contains(&line.key) };
        let old = !line.mine && told;
        let over = line.paths.iter().any(|path| kept.paths.contains(path));
        if old || over || !known.insert(line.identity) {
            continue;
        }
        if line.refused {
            refused.insert(line.key)
        } else {
            made.insert(line.key)
        };
        kept.paths.extend(line.paths);
        lines.push((line.row, line.identity, line.mine, line.bytes));
    }
    lines.sort_by_key(|(row, identity, ..)| (*row, *identity));
    kept.lines = lines.into_iter().map(|(.., mine, bytes)| (mine, bytes)).collect();
    Ok(kept)
}
