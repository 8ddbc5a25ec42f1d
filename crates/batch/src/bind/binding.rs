//! A report file bound to the columns of a table.

use gongwen_core::report::Form;
use gongwen_document::Diagnostic;

use super::columns::FigureColumns;
use crate::rows::Header;

/// A report file bound to the columns of a table: parsed and checked once, filled once for each row. Threads share it.
#[derive(Clone, Debug)]
pub struct Binding {
    pub(super) form: Form,
    pub(super) header: Header,
    pub(super) key: usize,
    /// The column that names the villages, where it is not that of the key.
    pub(super) village: Option<usize>,
    /// For each figure of the form.
    pub(super) figures: Vec<FigureColumns>,
    /// For each field of the form.
    pub(super) fields: Vec<Option<usize>>,
    /// Names for files besides the fields, each with its column.
    pub(super) names: Vec<(String, usize)>,
    pub(super) warnings: Vec<Diagnostic>,
    /// SHA-256 of the report file.
    pub(super) source: [u8; 32],
}
