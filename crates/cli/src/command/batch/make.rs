//! One row to its files.

use gongwen::batch::{Binding, DataRow, Documents, Entry, Gate, NamePattern, Remark};
use gongwen::{Diagnostic, Diagnostics, Tightened};

use super::store::{Store, hex};
use crate::output::Unwritten;

/// Makes documents and puts them into the folder of the run; threads share it.
pub(super) struct Maker<'r> {
    pub(super) binding: &'r Binding,
    pub(super) names: &'r NamePattern,
    pub(super) documents: Documents<'r>,
    pub(super) store: &'r Store,
    /// Whether the line pitch may be less where that saves a sheet.
    pub(super) fits: bool,
}

/// What became of a row.
pub(super) struct Outcome {
    /// Its line in the record.
    pub(super) entry: Entry,
    /// Whether the files were there already.
    pub(super) kept: bool,
    /// Whether its line pitch is less, to save a sheet.
    pub(super) tightened: bool,
    /// Whether the record has to be told.
    pub(super) record: bool,
    /// Why it was not made.
    pub(super) faults: Vec<Diagnostic>,
    /// Files that somebody had revised, and their new names.
    pub(super) aside: Vec<(String, String)>,
    /// What people call the row; said only of rows that were not made.
    pub(super) village: String,
}

impl Outcome {
    /// One that the record has to be told of.
    fn of(entry: Entry) -> Outcome {
        let (faults, aside, village) = (Vec::new(), Vec::new(), String::new());
        Outcome { entry, kept: false, tightened: false, record: true, faults, aside, village }
    }
}

impl Maker<'_> {
    /// Makes the files of a row, unless they are there.
    pub(super) fn make(&self, row: &DataRow) -> Result<Outcome, Unwritten> {
        let key = self.binding.shown(row, "key").unwrap_or_default();
        let mut entry = Entry::new(key, row.number, hex(&self.documents.input(row)));
        let named = self.documents.bind(row).and_then(|bound| {
            let name = self.names.name(&bound.fields).map_err(|fault| Diagnostics(vec![fault]))?;
            Ok((bound, name))
        });
        let (bound, name) = match named {
            Ok(named) => named,
            Err(faults) => return Ok(self.failed(row, entry, faults)),
        };
        let formats = self.documents.formats();
        let named =
            |name: &str| formats.iter().map(|format| format!("{name}.{}", format.extension())).collect();
        let mut paths: Vec<String> = named(&name);
        for attachment in bound.report.detached() {
            let label = bound.report.attachment_label(attachment);
            paths.append(&mut named(&format!("{name}-{label}")));
        }
        if let Some(before) = self.store.done(&entry, &paths) {
            let mut kept = before.entry;
            // A line that says the same is not written again.
            let same = before.line.filter(|_| kept.row == entry.row);
            same.into_iter().for_each(|line| self.store.record.keep(line));
            kept.row = entry.row;
            return Ok(Outcome { kept: true, record: same.is_none(), ..Outcome::of(kept) });
        }
        let made = match self.documents.make(&bound) {
            Ok(made) => made,
            Err(faults) => return Ok(self.failed(row, entry, faults)),
        };
        entry.pages = Some(made.pages);
        entry.diagnostics = made.warnings.iter().map(Remark::from).collect();
        let detached = made.detached.into_iter().flat_map(|(_, files)| files);
        let files = paths.into_iter().zip(made.files.into_iter().chain(detached)).collect();
        let (written, aside) = self.store.write(files)?;
        entry.outputs = written;
        let tightened = made.warnings.iter().any(|found| found.code == Tightened::CODE);
        Ok(Outcome { aside, tightened, ..Outcome::of(entry) })
    }

    /// A row that the gate refused, as the record keeps it.
    pub(super) fn refuse(&self, row: &DataRow, gate: &Gate) -> Outcome {
        let key = self.binding.shown(row, "key").unwrap_or_default();
        let mut entry = Entry::refused(key, row.number, gate.remarks(row.number));
        let before = self.store.record.before(&entry.key).map(|before| before.entry);
        entry.earlier = before.filter(|before| !before.outputs.is_empty()).map(Box::new);
        Outcome { village: self.binding.village(row), ..Outcome::of(entry) }
    }

    fn failed(&self, row: &DataRow, mut entry: Entry, faults: Diagnostics) -> Outcome {
        entry.diagnostics = faults.0.iter().map(Remark::from).collect();
        Outcome { faults: faults.0, village: self.binding.village(row), ..Outcome::of(entry) }
    }
}
