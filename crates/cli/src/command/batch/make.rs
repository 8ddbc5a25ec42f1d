//! One row to its files.

use std::io;
use std::path::{Path, PathBuf};

use gongwen::batch::{Binding, Bound, Entry, Gate, NamePattern, Remark, Row};
use gongwen::{Diagnostic, Error, Message, Press, Report, SharedSubsets};
use sha2::{Digest, Sha256};

use super::beside::Beside;
use super::store::{Store, hex};
use crate::arguments::{Batch, MissingGlyph, Printable};
use crate::failure::Failure;
use crate::input::Source;

/// A file or folder that could not be written, and why.
pub(super) type Unwritten = (PathBuf, io::Error);

/// Makes documents; threads share it.
pub(super) struct Maker<'r> {
    binding: &'r Binding,
    names: &'r NamePattern,
    press: &'r Press,
    formats: Vec<Printable>,
    /// What the PDFs have in common.
    shared: SharedSubsets,
    beside: Beside<'r>,
    /// Hash of everything that decides the documents, besides their rows.
    common: Sha256,
    pub(super) store: &'r Store,
}

/// What became of a row.
pub(super) struct Outcome {
    /// Its line in the record.
    pub(super) entry: Entry,
    /// Whether the files were there already.
    pub(super) kept: bool,
    /// Whether the record has to be told.
    pub(super) record: bool,
    /// Why it was not made.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'r> Maker<'r> {
    pub(super) fn new(
        options: &'r Batch,
        report: &Source,
        binding: &'r Binding,
        names: &'r NamePattern,
        press: &'r Press,
        store: &'r Store,
        samples: &[Report],
    ) -> Result<Maker<'r>, Failure> {
        let mut formats = options.formats.clone();
        formats.sort_unstable();
        formats.dedup();
        let path = options.report.as_path();
        let folder = (path != Path::new("-")).then(|| path.parent()).flatten();
        let beside = Beside::new(folder);
        let mut samples = samples.to_vec();
        // One that has a fault is told of when it is its turn.
        samples.retain_mut(|report| beside.read(report, &mut Sha256::new()).is_ok());
        let samples = if formats.contains(&Printable::Pdf) { samples } else { Vec::new() };
        let shared = press.share(&samples).map_err(|error| Failure::Library(error.to_string()))?;
        let mut common = common(options, report, press);
        common.update(shared.digest());
        Ok(Maker { binding, names, press, formats, shared, beside, common, store })
    }

    /// Makes the files of a row, unless they are there.
    pub(super) fn make(&self, row: Row) -> Result<Outcome, Unwritten> {
        let key = self.binding.shown(&row, "key").unwrap_or_default();
        let mut hash = self.common.clone();
        hash.update(self.binding.digest(&row));
        let bound = self.binding.bind(&row).map_err(|found| found.0);
        let named = bound.and_then(|mut bound| {
            self.beside.read(&mut bound.report, &mut hash).map_err(|found| found.0)?;
            let name = self.names.name(&bound.fields).map_err(|fault| vec![fault])?;
            Ok((bound, name))
        });
        let mut entry = Entry::new(key, row.number, hex(&hash.finalize()));
        let (bound, name) = match named {
            Ok(named) => named,
            Err(faults) => return Ok(failed(entry, faults)),
        };
        let paths: Vec<String> =
            self.formats.iter().map(|format| format!("{name}.{}", format.extension())).collect();
        if let Some(mut kept) = self.store.done(&entry, &paths) {
            let record = kept.row != entry.row;
            kept.row = entry.row;
            return Ok(Outcome { entry: kept, kept: true, record, faults: Vec::new() });
        }
        let files = match self.print(&bound, &mut entry) {
            Ok(files) => files,
            Err(faults) => return Ok(failed(entry, faults)),
        };
        for (path, bytes) in paths.into_iter().zip(files) {
            entry.outputs.push(self.store.write(path, &bytes)?);
        }
        Ok(Outcome { entry, kept: false, record: true, faults: Vec::new() })
    }

    /// A row that the gate refused, as the record keeps it.
    pub(super) fn refuse(&self, row: &Row, gate: &Gate) -> Outcome {
        let key = self.binding.shown(row, "key").unwrap_or_default();
        let entry = Entry::refused(key, row.number, gate.remarks(row.number));
        Outcome { entry, kept: false, record: true, faults: Vec::new() }
    }

    fn print(&self, bound: &Bound, entry: &mut Entry) -> Result<Vec<Vec<u8>>, Vec<Diagnostic>> {
        if self.formats == [Printable::Docx] {
            let word = self.press.word(&bound.report).map_err(faults)?;
            entry.pages = Some(word.pages);
            entry.diagnostics.extend(bound.warnings.iter().chain(&word.warnings).map(Remark::from));
            return Ok(vec![word.bytes]);
        }
        let printed = self.press.print(&bound.report).map_err(faults)?;
        entry.pages = u32::try_from(printed.pages.pages.len()).ok();
        entry.diagnostics.extend(bound.warnings.iter().chain(&printed.warnings).map(Remark::from));
        let files = self.formats.iter().map(|format| match format {
            Printable::Docx => printed.docx().map_err(faults),
            Printable::Pdf => printed.pdf_with(&self.shared).map_err(faults),
        });
        files.collect()
    }
}

fn failed(mut entry: Entry, faults: Vec<Diagnostic>) -> Outcome {
    entry.diagnostics.extend(faults.iter().map(Remark::from));
    Outcome { entry, kept: false, record: true, faults }
}

fn faults(error: Error) -> Vec<Diagnostic> {
    match error {
        Error::Input(found) => found.0,
        other => {
            let text = other.to_string();
            vec![Diagnostic::error("batch/failed", Message::new(text.clone(), text))]
        }
    }
}

/// The program, the report file, the templates, the form, the fonts and the options.
fn common(options: &Batch, report: &Source, press: &Press) -> Sha256 {
    let mut hash = Sha256::new();
    let mut put = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    put(env!("CARGO_PKG_VERSION").as_bytes());
    put(&report.bytes);
    put(options.template.as_deref().unwrap_or_default().as_bytes());
    put(&[u8::from(options.missing_glyph == MissingGlyph::Mark)]);
    for (name, source) in press.templates().sources() {
        put(name.as_bytes());
        put(source.as_bytes());
    }
    for departure in press.style().departures() {
        put(departure.path.as_bytes());
        put(departure.value.as_bytes());
    }
    for assignment in press.fonts().assignments() {
        put(assignment.role.label().as_bytes());
        put(assignment.family.as_bytes());
    }
    hash
}
