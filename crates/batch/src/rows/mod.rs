//! Reading a table: the bytes of a spreadsheet to rows of typed cells, streamed.

mod archive;
mod book;
mod cell;
mod content;
mod csv;
mod encoding;
mod grid;
mod header;
mod html;
mod jsonl;
mod literal;
mod made;
mod marks;
mod number;
mod sheet;
mod stored;
mod toml;
mod top;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

use gongwen_document::{Diagnostic, Diagnostics};

pub use cell::CellValue;
pub(crate) use cell::{civil_date, serial_date};
pub use encoding::Encoding;
pub use grid::{PrintLimits, PrintedTable, printed_table};
pub(crate) use header::same_name;
pub use header::{Column, Header};
pub(crate) use number::{Written, number_in_text, plain_spaces, qualified_number};

/// What a table is read from: a file, or bytes in a [`std::io::Cursor`].
pub trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// The notation of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A spreadsheet of Excel, WPS or LibreOffice: `.xlsx`, an old `.xls` or `.et`, or a table of a web page under such
    /// a name. Which one, the bytes say; values separated by commas are read under this name too, and it is told.
    Xlsx,
    /// Values separated by commas, tabs or semicolons. A spreadsheet under this name is read as one, and it is told.
    Csv,
    /// An array of tables `[[rows]]`.
    Toml,
    /// One JSON object a line.
    Jsonl,
}

impl Kind {
    /// The notation by the extension of a file name.
    ///
    /// ```
    /// use gongwen_batch::Kind;
    /// assert_eq!(Kind::of_extension("XLSX"), Some(Kind::Xlsx));
    /// assert_eq!(Kind::of_extension("et"), Some(Kind::Xlsx));
    /// assert_eq!(Kind::of_extension("docx"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Kind> {
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" | "xls" | "et" | "htm" | "html" => Some(Kind::Xlsx),
            "csv" | "tsv" | "txt" => Some(Kind::Csv),
            "toml" => Some(Kind::Toml),
            "jsonl" | "ndjson" => Some(Kind::Jsonl),
            _ => None,
        }
    }
}

/// How large a table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all parts of a spreadsheet once unpacked, and of a table in TOML.
    pub unpacked_bytes: u64,
    /// Bytes of what a reader has to hold at once: a line, the texts that the cells of a spreadsheet share.
    pub held_bytes: u64,
    /// Columns.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { unpacked_bytes: 2 << 30, held_bytes: 256 << 20, columns: 1024 }
    }
}

/// How to read a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Name of the sheet 工作表; without it the first one that is not hidden.
    pub sheet: Option<String>,
    /// Names that columns should have. The header is that of the first rows which has most of them; without names the
    /// first row with more than one text. See [`TableOptions::of`].
    pub names: Vec<String>,
    /// How large it may be.
    pub limits: Limits,
}

/// What was found out about a table that did not say it itself; a summary states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detected {
    /// Encoding of a text file.
    pub encoding: Option<Encoding>,
    /// What separates the values of a line.
    pub separator: Option<char>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// Sheets that are not read.
    pub other_sheets: Vec<String>,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataRow {
    /// Its number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// A cell for each column of the header, in its order.
    pub cells: Vec<CellValue>,
    /// Whether the spreadsheet hides it, as a filter does.
    pub hidden: bool,
    /// What is wrong with it as a whole: it says something, and can become nothing.
    pub fault: Option<Diagnostic>,
}

/// A table that was opened: its header is read, its rows are still in the file.
pub struct DataTable {
    header: Header,
    detected: Detected,
    warnings: Vec<Diagnostic>,
    source: RowSource,
}

enum RowSource {
    Book(Box<book::Book>),
    Csv(Box<csv::Text>),
    Jsonl(jsonl::Lines),
    Listed(Vec<DataRow>),
}

impl std::fmt::Debug for DataTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("header", &self.header)
            .field("detected", &self.detected)
            .finish_non_exhaustive()
    }
}

impl DataTable {
    /// Opens a table and reads its header.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being read: `rows/not-xlsx`, `rows/encrypted`, `rows/too-large`,
    /// `rows/mixed-encoding`, `rows/open-quote`, `rows/no-sheet`, `rows/empty` …
    ///
    /// ```
    /// use gongwen_batch::{CellValue, Kind, DataTable, TableOptions};
    /// let bytes = std::io::Cursor::new("代码,收入（万元）\n360923102200,12.5\n");
    /// let mut table = DataTable::open(Box::new(bytes), Kind::Csv, &TableOptions::default())?;
    /// assert_eq!(table.header().columns[1].unit.as_deref(), Some("万元"));
    /// let row = table.rows()?.next().expect("a row").expect("that reads");
    /// assert_eq!((row.number, &row.cells[1]), (2, &CellValue::Text("12.5".into())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(input: Box<dyn Input>, kind: Kind, options: &TableOptions) -> Result<DataTable, Diagnostics> {
        match kind {
            Kind::Xlsx | Kind::Csv => {
                let mut input = input;
                let one = |fault: Diagnostic| Diagnostics(vec![fault]);
                let (found, told) = content::content(&mut *input, kind).map_err(one)?;
                let mut table = match found {
                    content::Content::Book(notation) => book::open(input, notation, options)?,
                    content::Content::Text => csv::open(input, options)?,
                };
                table.warnings.extend(told);
                Ok(table)
            }
            Kind::Toml => toml::open(input, options),
            Kind::Jsonl => jsonl::open(input, options),
        }
    }

    /// Its columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What was found out about it.
    pub fn detected(&self) -> &Detected {
        &self.detected
    }

    /// What somebody should look at: hidden rows, columns without a header.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Its rows, from the first one on each time this is called; empty rows are left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read again.
    pub fn rows(&mut self) -> Result<Rows<'_>, Diagnostics> {
        let header = &self.header;
        let inner = match &mut self.source {
            RowSource::Book(book) => Inner::Book(Box::new(book.rows(header)?)),
            RowSource::Csv(text) => Inner::Csv(Box::new(text.rows(header)?)),
            RowSource::Jsonl(lines) => Inner::Jsonl(lines.rows(header)?),
            RowSource::Listed(rows) => Inner::Listed(rows.iter()),
        };
        Ok(Rows { inner, done: false })
    }
}

/// The rows of a [`DataTable`]. After an error there are no more: what comes behind it cannot be told apart.
pub struct Rows<'t> {
    inner: Inner<'t>,
    done: bool,
}

enum Inner<'t> {
    Book(Box<book::BookRows<'t>>),
    Csv(Box<csv::TextRows<'t>>),
    Jsonl(jsonl::LineRows<'t>),
    Listed(std::slice::Iter<'t, DataRow>),
}

impl Iterator for Rows<'_> {
    type Item = Result<DataRow, Diagnostic>;

    fn next(&mut self) -> Option<Result<DataRow, Diagnostic>> {
        while !self.done {
            let row = match &mut self.inner {
                Inner::Book(rows) => rows.next(),
                Inner::Csv(rows) => rows.next(),
                Inner::Jsonl(rows) => rows.next(),
                Inner::Listed(rows) => rows.next().cloned().map(Ok),
            };
            match row {
                Some(Ok(row)) if row.fault.is_none() && row.cells.iter().all(CellValue::is_blank) => {}
                Some(Ok(row)) => return Some(Ok(row)),
                Some(Err(fault)) => {
                    self.done = true;
                    return Some(Err(fault));
                }
                None => self.done = true,
            }
        }
        None
    }
}
