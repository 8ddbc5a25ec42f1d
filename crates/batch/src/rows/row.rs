//! What every notation of a table gives: its header, its rows, and what was found out about it.

use gongwen_document::Diagnostic;

use super::{CellValue, Encoding, Header};

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

/// A table whose header is read, and where its rows are: `S` is the open file, or the rows themselves.
pub(super) struct Headed<S> {
    /// The columns of the table, by their heads.
    pub(super) header: Header,
    /// What it did not say itself.
    pub(super) detected: Detected,
    /// What somebody should look at.
    pub(super) warnings: Vec<Diagnostic>,
    /// Where the rows are.
    pub(super) source: S,
}
