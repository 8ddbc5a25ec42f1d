//! The rows of a table to the bytes of their files.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::thread::Scope;

use gongwen_batch::{Binding, Bound, DataRow};
use gongwen_core::Report;
#[cfg(feature = "docx")]
use gongwen_document::MadeBy;
use gongwen_document::{Diagnostic, Diagnostics, Message};
use sha2::{Digest, Sha256};

use crate::files::FilesBeside;
use crate::{Detached, Error, Press, Printed};

/// Which of the two files of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FileFormat {
    /// A Word file 文档, `.docx`.
    #[cfg(feature = "docx")]
    Docx,
    /// A PDF to print, `.pdf`.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl FileFormat {
    /// The ending of its files.
    ///
    /// ```
    /// assert_eq!(gongwen::batch::FileFormat::Docx.extension(), "docx");
    /// ```
    pub fn extension(self) -> &'static str {
        match self {
            #[cfg(feature = "docx")]
            FileFormat::Docx => "docx",
            #[cfg(feature = "pdf")]
            FileFormat::Pdf => "pdf",
        }
    }
}

/// Makes the documents of a table's rows 批量. What they have in common (fonts, templates, the files beside the report, the
/// glyphs that their PDFs share) is read and cut once; threads share it. It prints nothing and writes nothing.
pub struct Documents<'p> {
    press: &'p Press,
    binding: &'p Binding,
    formats: Vec<FileFormat>,
    files: FilesBeside,
    #[cfg(feature = "pdf")]
    shared: gongwen_pdf::SharedSubsets,
    /// Hash of everything that decides the documents, besides their rows.
    common: Sha256,
}

/// The files of a row.
#[derive(Debug)]
#[non_exhaustive]
pub struct Made {
    /// Bytes of the files, in the order of [`Documents::formats`].
    pub files: Vec<Vec<u8>>,
    /// How many pages they have.
    pub pages: u32,
    /// Attachments that are not bound with it, each with its label, as `附件2`, and its files in the same order.
    pub detached: Vec<(String, Vec<Vec<u8>>)>,
    /// What somebody should look at; none is an error.
    pub warnings: Vec<Diagnostic>,
}

/// What became of a row.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// What names the row, as `360923102200`.
    pub key: String,
    /// The number of the row as the spreadsheet shows it.
    pub row: u32,
    /// Its files, or everything that is wrong with it.
    pub made: Result<Made, Diagnostics>,
}

impl<'p> Documents<'p> {
    /// Readies what the documents have in common. `folder` is the one of the report file; a report that names no files
    /// needs none. `samples` are a few of the reports, as [`Gate::samples`](super::Gate::samples) has them: what at
    /// least half of them show is shared by the fonts of all PDFs, so the bytes of each PDF depend on them.
    ///
    /// # Errors
    ///
    /// [`Error::Input`]: what is wrong with the template (`template/…`), and with the files beside the report (`files/…`, see
    /// [`read_files`](crate::read_files)); [`Error::Pdf`] for a font that cannot be embedded.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// assert_eq!(documents.formats(), [FileFormat::Docx]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(
        press: &'p Press,
        binding: &'p Binding,
        formats: impl IntoIterator<Item = FileFormat>,
        folder: Option<&Path>,
        samples: &[Report],
    ) -> Result<Documents<'p>, Error> {
        let mut formats: Vec<FileFormat> = formats.into_iter().collect();
        formats.sort_unstable();
        formats.dedup();
        press.compile_template(binding.form().report())?;
        let files = FilesBeside::read(binding.form().report(), binding.form().fields(), folder)?;
        let unfilled = files.unfilled(binding.form().fields());
        if !unfilled.is_empty() {
            return Err(Diagnostics(unfilled).into());
        }
        let mut common = common(env!("CARGO_PKG_VERSION"), press, binding, &files);
        #[cfg(feature = "pdf")]
        let shared = {
            let mut samples = if formats.contains(&FileFormat::Pdf) { samples.to_vec() } else { Vec::new() };
            samples.iter_mut().for_each(|report| files.give(report));
            let shared = press.share(&samples)?;
            common.update(shared.digest());
            shared
        };
        #[cfg(not(feature = "pdf"))]
        let _ = (samples, &mut common);
        Ok(Documents {
            press,
            binding,
            formats,
            files,
            #[cfg(feature = "pdf")]
            shared,
            common,
        })
    }

    /// What somebody should look at in the files beside the report, see [`read_files`](crate::read_files): once, for they
    /// are the same for all rows.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// assert!(documents.warnings().is_empty()); // the report names no files
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.files.warnings
    }

    /// The files that each row becomes, without doubles.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let twice = [FileFormat::Pdf, FileFormat::Docx, FileFormat::Pdf];
    /// let documents = Documents::new(&press, &binding, twice, None, &[])?;
    /// assert_eq!(documents.formats(), [FileFormat::Docx, FileFormat::Pdf]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn formats(&self) -> &[FileFormat] {
        &self.formats
    }

    /// SHA-256 of everything that decides the document of a row: the row, the report file and the files beside it,
    /// templates, form, fonts, the version of this program. The same input makes the same bytes, so that a document that
    /// is there already need not be made again.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// let rows: Vec<_> = table.rows()?.collect::<Result<_, _>>().map_err(gongwen::Diagnostics::from)?;
    /// assert_eq!(documents.input(&rows[0]), documents.input(&rows[0]));
    /// assert_ne!(documents.input(&rows[0]), documents.input(&rows[1]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn input(&self, row: &DataRow) -> [u8; 32] {
        let mut hash = self.common.clone();
        hash.update(self.binding.digest(row));
        hash.finalize().into()
    }

    /// The report of a row, with the files beside it.
    ///
    /// # Errors
    ///
    /// As [`Binding::bind`]: `rows/…` for what is wrong in the cells, `figures/…` and `report/…` for what does not hold
    /// together.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// for row in table.rows()? {
    ///     let bound = documents.bind(&row.map_err(gongwen::Diagnostics::from)?)?;
    ///     println!("{}：{}", bound.key, bound.report.issuer);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bind(&self, row: &DataRow) -> Result<Bound, Diagnostics> {
        let mut bound = self.binding.bind(row)?;
        self.files.give(&mut bound.report);
        Ok(bound)
    }

    /// Makes the files of a row that [`Documents::bind`] bound.
    ///
    /// # Errors
    ///
    /// As [`Press::print`]; `batch/failed` when a file's format cannot hold what the report says.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// for row in table.rows()? {
    ///     let bound = documents.bind(&row.map_err(gongwen::Diagnostics::from)?)?;
    ///     let made = documents.make(&bound)?;
    ///     assert!(made.files[0].starts_with(b"PK"));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn make(&self, bound: &Bound) -> Result<Made, Diagnostics> {
        let mut made = self.made(&bound.report).map_err(|found| Diagnostics(bound.named(found.0)))?;
        let found = bound.named(std::mem::take(&mut made.warnings));
        made.warnings = bound.warnings.iter().cloned().chain(found).collect();
        Ok(made)
    }

    fn made(&self, report: &Report) -> Result<Made, Diagnostics> {
        #[cfg(feature = "docx")]
        if self.formats == [FileFormat::Docx] {
            let word = self.press.word_by(MadeBy::Batch, report).map_err(faults)?;
            let mut warnings = word.warnings;
            let detached = word.detached.into_iter().map(|(label, word)| {
                warnings.extend(word.warnings);
                (label, vec![word.bytes])
            });
            let detached = detached.collect();
            return Ok(Made { files: vec![word.bytes], pages: word.pages, detached, warnings });
        }
        let mut printed = self.press.print(report).map_err(faults)?;
        let mut warnings = std::mem::take(&mut printed.warnings);
        let files = self.files(&printed).map_err(faults)?;
        let mut detached = Vec::with_capacity(printed.detached.len());
        for Detached { label, printed } in &mut printed.detached {
            warnings.append(&mut printed.warnings);
            detached.push((label.clone(), self.files(printed).map_err(faults)?));
        }
        let pages = u32::try_from(printed.pages.pages.len()).unwrap_or(u32::MAX);
        Ok(Made { files, pages, detached, warnings })
    }

    fn files(&self, printed: &Printed<'_>) -> Result<Vec<Vec<u8>>, Error> {
        let file = |format: &FileFormat| match format {
            #[cfg(feature = "docx")]
            FileFormat::Docx => printed.docx_by(MadeBy::Batch),
            #[cfg(feature = "pdf")]
            FileFormat::Pdf => printed.pdf_with(&self.shared),
        };
        self.formats.iter().map(file).collect()
    }

    /// Takes rows one by one, as the threads are free for them, and hands each to `work`, which makes of it what it
    /// likes with [`bind`](Documents::bind), [`make`](Documents::make) and [`input`](Documents::input): a document that
    /// is there already need not be made, files can be written where they are made. `done` gets the results as they
    /// come, from one thread at a time; an error is a table that cannot be read any further. Once `cancel` is set, no
    /// further row is begun, and those begun are finished. `gongwen batch` runs so; [`stream`](Documents::stream) is the
    /// short way to bytes. Gives the number of threads that worked: fewer than `threads` where the system starts no more.
    ///
    /// ```
    /// # #[cfg(feature = "docx")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use std::num::NonZeroUsize;
    /// # use std::sync::atomic::AtomicBool;
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, Documents, FileFormat, DataRow, DataTable};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// let make = |row: &DataRow| documents.bind(row).and_then(|bound| documents.make(&bound));
    /// let (mut pages, two) = (0, NonZeroUsize::new(2).ok_or("none")?);
    /// documents.run(table.rows()?, two, &AtomicBool::new(false), make, |made| {
    ///     pages += made.ok().and_then(Result::ok).map_or(0, |made| made.pages);
    /// });
    /// assert_eq!(pages, 2);
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "docx"))]
    /// # fn main() {}
    /// ```
    pub fn run<R: Send>(
        &self,
        rows: impl Iterator<Item = Result<DataRow, Diagnostic>> + Send,
        threads: NonZeroUsize,
        cancel: &AtomicBool,
        work: impl Fn(&DataRow) -> R + Sync,
        done: impl FnMut(Result<R, Diagnostics>) + Send,
    ) -> NonZeroUsize {
        gongwen_batch::for_each(rows, threads, cancel, |row| taken(row, &work), done)
    }

    /// Rows in, results out, as they come: in no certain order, worked on ahead by as many rows as there are threads. An
    /// error is a table that cannot be read any further. When the iterator is dropped the run is cancelled: no further
    /// row is begun, and those begun are finished before the scope ends. See [the module](super) for an example.
    ///
    /// ```
    /// # use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Documents, FileFormat};
    /// # use gongwen::{Fonts, Press, read::Notation};
    /// # let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"如下。\"\n\
    /// #     general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"村名\"\n";
    /// # let mut table = DataTable::from_rows(["村名"], [[CellValue::from("锦南村")], [CellValue::from("锦河村")]])?;
    /// # let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// # let press = Press::new(Fonts::embedded());
    /// let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[])?;
    /// let two = std::num::NonZeroUsize::new(2).ok_or("none")?;
    /// let rows = table.rows()?;
    /// let made = std::thread::scope(|scope| {
    ///     let outcomes = documents.stream(scope, rows, two);
    ///     outcomes.filter(|outcome| outcome.as_ref().is_ok_and(|outcome| outcome.made.is_ok())).count()
    /// });
    /// assert_eq!(made, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stream<'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        rows: impl Iterator<Item = Result<DataRow, Diagnostic>> + Send + 'scope,
        threads: NonZeroUsize,
    ) -> impl Iterator<Item = Result<Outcome, Diagnostics>> + 'scope {
        let outcome = |row: &DataRow| Outcome {
            key: self.binding.shown(row, "key").unwrap_or_default(),
            row: row.number,
            made: self.bind(row).and_then(|bound| self.make(&bound)),
        };
        gongwen_batch::stream(scope, rows, threads, move |row| taken(row, outcome))
    }
}

/// A row as the table gave it: one that cannot be read is worked on by nobody.
fn taken<R>(row: Result<DataRow, Diagnostic>, work: impl Fn(&DataRow) -> R) -> Result<R, Diagnostics> {
    row.map(|row| work(&row)).map_err(Diagnostics::from)
}

fn faults(error: Error) -> Diagnostics {
    match error {
        Error::Input(found) => found,
        other => {
            let text = other.to_string();
            Diagnostics(vec![Diagnostic::error("batch/failed", Message::new(text.clone(), text))])
        }
    }
}

/// The program, the report file and the files beside it, the templates, the form, the fonts and the settings. Each comes
/// with its length and each list with its own, so that nothing can move from one to the next unseen.
fn common(version: &str, press: &Press, binding: &Binding, files: &FilesBeside) -> Sha256 {
    let mut hash = Sha256::new();
    let mut put = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    put(version.as_bytes());
    put(&binding.source());
    put(&files.digests().count().to_be_bytes());
    for (path, digest) in files.digests() {
        put(path.as_bytes());
        put(digest);
    }
    put(press.settings().template.as_deref().unwrap_or_default().as_bytes());
    put(&[u8::from(press.settings().missing_glyph == gongwen_layout::MissingGlyph::Mark)]);
    put(&[u8::from(press.settings().fit)]);
    put(&press.templates().sources().count().to_be_bytes());
    for (name, source) in press.templates().sources() {
        put(name.as_bytes());
        put(source.as_bytes());
    }
    // All of it: what a list of departures would round, or leave out, decides the pages too.
    put(format!("{:?}", press.style()).as_bytes());
    // Their bytes, not their names: a file may be replaced under its old one.
    put(&press.fonts().digest());
    hash
}

#[cfg(test)]
mod tests {
    use gongwen_batch::{BindOptions, DataTable, TableOptions};
    use gongwen_core::read::Notation;

    use super::*;

    const REPORT: &[u8] = include_bytes!("../../../../fixtures/villages/village.toml");
    const ROWS: &[u8] = include_bytes!("../../../../fixtures/villages/villages.csv");

    #[test]
    fn another_program_makes_other_documents() {
        let press = Press::new(gongwen_fonts::Fonts::embedded());
        let table = std::io::Cursor::new(ROWS);
        let table = DataTable::open(Box::new(table), gongwen_batch::Kind::Csv, &TableOptions::default());
        let table = table.expect("a table");
        let binding =
            Binding::new(REPORT, Notation::Toml, table.header(), &BindOptions::default()).expect("bound");
        let of = |version| common(version, &press, &binding, &FilesBeside::default()).finalize();
        assert_eq!(of("0.1.0"), of("0.1.0"));
        assert_ne!(of("0.1.0"), of("0.1.1"));
    }
}
