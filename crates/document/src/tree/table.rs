//! Tables.

use super::{Align, ColumnWidth, Inline, Origin};

/// A table: a grid of `columns`, rows of cells, the first `header_rows` repeated on each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Title above the table.
    pub caption: Option<Vec<Inline>>,
    /// What a form says of itself above the table 填报单位, at the left: on the line of the unit where both have room, else
    /// on a line above it.
    pub form: Option<Vec<Inline>>,
    /// The unit of its numbers 单位, above it at the right.
    pub unit: Option<Vec<Inline>>,
    /// Width of each column.
    pub columns: Vec<ColumnWidth>,
    /// How many of the first rows are the header.
    pub header_rows: usize,
    /// Rows; a cell stands where the HTML table model puts it (spans push later cells right).
    pub rows: Vec<Row>,
    /// Notes 表注 below it, a paragraph each.
    pub notes: Vec<Vec<Inline>>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Cells that start in this row.
    pub cells: Vec<Cell>,
    /// Where it came from.
    pub origin: Origin,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Content, one paragraph; [`Inline::Break`] starts a new line.
    pub inlines: Vec<Inline>,
    /// `th`, with its scope for readers of tagged PDF.
    pub header: bool,
    /// How many columns it covers, at least 1.
    pub column_span: usize,
    /// How many rows it covers, at least 1.
    pub row_span: usize,
    /// Alignment of its text.
    pub align: Align,
}
