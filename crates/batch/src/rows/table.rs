//! A table of any notation, and its rows, streamed.

use gongwen_document::{Diagnostic, Diagnostics};

use super::long_cell::{is_long, long_cell, too_long};
use super::row::Headed;
use super::{
    CellValue, DataRow, Detected, Header, Input, Kind, TableOptions, book, content, csv, jsonl, toml,
};

/// A table that was opened: its header is read, its rows are still in the file.
pub struct DataTable {
    pub(super) header: Header,
    pub(super) detected: Detected,
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) source: RowSource,
}

/// Where the rows of an open table are.
pub(super) enum RowSource {
    Book(Box<book::Book>),
    Csv(Box<csv::Text>),
    Jsonl(jsonl::Lines),
    Listed(Vec<DataRow>),
}

impl std::fmt::Debug for DataTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataTable")
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
        let one = |fault: Diagnostic| Diagnostics(vec![fault]);
        let table = match kind {
            Kind::Xlsx | Kind::Csv => {
                let mut input = input;
                let (found, told) = content::content(&mut *input, kind).map_err(one)?;
                let mut table = match found {
                    content::Content::Book(notation) => {
                        DataTable::of(book::open(input, notation, options)?, RowSource::Book)
                    }
                    content::Content::Text => DataTable::of(csv::open(input, options)?, RowSource::Csv),
                };
                table.warnings.extend(told);
                table
            }
            Kind::Toml => DataTable::of(toml::open(input, options)?, RowSource::Listed),
            Kind::Jsonl => DataTable::of(jsonl::open(input, options)?, RowSource::Jsonl),
        };
        let header = table.header();
        match header.columns.iter().position(|column| too_long(&column.header)) {
            Some(column) => Err(one(long_cell().at(header.place(Some(column), Some(header.row), None)))),
            None => Ok(table),
        }
    }

    /// A table of any notation.
    fn of<S>(headed: Headed<S>, source: impl FnOnce(S) -> RowSource) -> DataTable {
        let Headed { header, detected, warnings, source: rows } = headed;
        DataTable { header, detected, warnings, source: source(rows) }
    }

    /// The columns of the table, which its header names.
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
        Ok(Rows { inner, header, done: false })
    }
}

/// The rows of a [`DataTable`]. After an error there are no more: what comes behind it cannot be told apart.
pub struct Rows<'t> {
    inner: Inner<'t>,
    header: &'t Header,
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
                Some(Ok(mut row)) => {
                    if let Some(column) = row.cells.iter().position(is_long) {
                        let place = self.header.place(Some(column), Some(row.number), None);
                        row.fault.get_or_insert(long_cell().at(place));
                        // Nobody copies it any more.
                        row.cells
                            .iter_mut()
                            .filter(|cell| is_long(cell))
                            .for_each(|cell| *cell = CellValue::Empty);
                    }
                    return Some(Ok(row));
                }
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
