//! Tables.

use super::{Align, Inline, Origin};
use crate::Length;

/// A table: a grid of `columns`, rows of cells, the first `header_rows` repeated on each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Title above the table.
    pub caption: Option<Vec<Inline>>,
    /// Relative width of each column; the sum is free.
    pub columns: Vec<u32>,
    /// How many of the first rows are the header.
    pub header_rows: usize,
    /// Rows; a cell stands where the HTML table model puts it (spans push later cells right).
    pub rows: Vec<Row>,
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

impl Table {
    /// The left edge of each of so many columns and the right edge of the last, of a table of this width: by the columns'
    /// weights, and none narrower than `least` if all of them can have that.
    ///
    /// ```
    /// use gongwen_core::{Length, document::Table};
    /// let table = Table { columns: vec![1, 3], ..Table::default() };
    /// let edges = table.edges(2, Length::mm(100), Length::mm(10));
    /// assert_eq!(edges, [Length::ZERO, Length::mm(25), Length::mm(100)]);
    /// ```
    pub fn edges(&self, columns: usize, width: Length, least: Length) -> Vec<Length> {
        let (width, least) = (width.emu(), least.emu());
        let weights = self.columns.iter().map(|weight| i128::from((*weight).max(1)));
        // A column raised to the least width has no weight any more.
        let mut weights: Vec<Option<i128>> =
            weights.chain(std::iter::repeat(1)).take(columns).map(Some).collect();
        let possible = least * columns as i64 <= width;
        let (room, total) = loop {
            let total = weights.iter().flatten().sum::<i128>().max(1);
            let raised = weights.iter().filter(|weight| weight.is_none()).count();
            let room = i128::from(width - least * raised as i64);
            let mut settled = true;
            for weight in &mut weights {
                if possible && weight.is_some_and(|weight| room * weight / total < i128::from(least)) {
                    *weight = None;
                    settled = false;
                }
            }
            if settled {
                break (room, total);
            }
        };
        let (mut sum, mut fixed) = (0, 0);
        let mut edges = vec![Length::ZERO];
        for weight in weights {
            match weight {
                Some(weight) => sum += weight,
                None => fixed += least,
            }
            edges.push(Length::from_emu(fixed + i64::try_from(room * sum / total).unwrap_or(0)));
        }
        edges
    }
}
