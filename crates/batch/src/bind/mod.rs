//! Which column fills what of a report, and a report for each row.

use std::collections::BTreeMap;

use gongwen_core::read::Format;
use gongwen_core::{Diagnostic, Diagnostics, Message, Report};

use crate::rows::{Header, Row};

/// How to bind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindOptions {
    /// The column whose values name the rows, instead of the one that the report file says.
    pub key: Option<String>,
}

/// A report file bound to the columns of a table: parsed and checked once, filled once for each row. Threads share it.
#[derive(Clone, Debug)]
pub struct Binding {}

/// A row that became a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What names the row, as `360923102200`.
    pub key: String,
    /// The number of the row as the spreadsheet shows it.
    pub row: u32,
    /// Texts by name, for the names of files: the fields of the report file, and the columns by their headers.
    pub fields: BTreeMap<String, String>,
    /// The report, checked.
    pub report: Report,
    /// What somebody should look at all the same.
    pub warnings: Vec<Diagnostic>,
}

impl Binding {
    /// Binds a report file to the columns of a table.
    ///
    /// # Errors
    ///
    /// What is wrong with the report file, and columns that it needs and the table has not (`rows/missing-column`).
    pub fn new(
        report: &[u8],
        format: Format,
        header: &Header,
        options: &BindOptions,
    ) -> Result<Binding, Diagnostics> {
        let _ = (report, format, header, options);
        let message = Message::new("还没有做", "not there yet");
        Err(Diagnostics(vec![Diagnostic::error("rows/not-yet", message)]))
    }

    /// What somebody should look at before the run: columns that fill nothing.
    pub fn warnings(&self) -> &[Diagnostic] {
        &[]
    }

    /// Why this row is no village, if it is none: a row of totals 合计 below the table. Such rows are left out.
    pub fn skips(&self, row: &Row) -> Option<Diagnostic> {
        let _ = row;
        None
    }

    /// The report for this row.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the row, each with its sheet, row, column and value.
    pub fn bind(&self, row: &Row) -> Result<Bound, Diagnostics> {
        let _ = row;
        let message = Message::new("还没有做", "not there yet");
        Err(Diagnostics(vec![Diagnostic::error("rows/not-yet", message)]))
    }
}
