//! A table as it stands on paper: rows of cells, some of which cover several columns or rows.

use super::Prose;

/// The cells of a table 表格 with what custom puts around them.
///
/// A cell stands where the HTML table model puts it: in the first place of its row that no cell from the left or from
/// above covers. So a row below a cell that spans down has a cell less.
///
/// ```
/// use gongwen_core::report::{Grid, GridCell};
/// // 收入（万元） stands over 本年 and 上年, 村 beside both rows of the head.
/// let village = GridCell { rows: 2, ..GridCell::text("村") };
/// let income = GridCell { columns: 2, ..GridCell::text("收入（万元）") };
/// let grid = Grid {
///     rows: vec![
///         vec![village, income],
///         vec![GridCell::text("本年"), GridCell::text("上年")],
///         vec![GridCell::text("锦河村"), GridCell::text("12.50"), GridCell::text("11.80")],
///     ],
///     header_rows: Some(2),
///     ..Grid::default()
/// };
/// assert_eq!(grid.columns(), 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Title 表题 that stands above it where it comes from; the caption of a table that the report gives none.
    pub title: Option<String>,
    /// Rows of cells that begin in them.
    pub rows: Vec<Vec<GridCell>>,
    /// How many of the first rows are the head 表头, when the source of the table says so.
    pub header_rows: Option<usize>,
    /// The line above the table, at the right as is custom: the unit of all its numbers, as `单位：万元`, behind what else
    /// a form says there, as `填报单位：某某镇　　单位：万元`.
    pub unit: Option<String>,
    /// Notes 表注 below the table, a line each.
    pub notes: Vec<String>,
}

/// A cell of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Its text; a `\n` in it is a line end of its author.
    pub text: Prose,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// How many rows it covers, at least 1.
    pub rows: usize,
}

impl GridCell {
    /// A cell of one column and one row with these characters, braces included.
    pub fn text(text: impl Into<std::sync::Arc<str>>) -> GridCell {
        GridCell::from(Prose::text(text))
    }
}

impl From<Prose> for GridCell {
    fn from(text: Prose) -> GridCell {
        GridCell { text, columns: 1, rows: 1 }
    }
}

impl Grid {
    /// How many columns its widest row covers; a row below a cell that spans down is narrower than that.
    pub fn columns(&self) -> usize {
        let width = |row: &Vec<GridCell>| row.iter().map(|cell| cell.columns.max(1)).sum();
        self.rows.iter().map(width).max().unwrap_or(0)
    }

    /// The rows of a head 表头 of this many rows with its cells whole: a cell that begins in the head and spans down out
    /// of it takes the rows below along. Never more rows than there are.
    ///
    /// ```
    /// use gongwen_core::report::{Grid, GridCell};
    /// let area = GridCell { rows: 2, ..GridCell::text("东片") };
    /// let rows = vec![vec![area, GridCell::text("甲村")], vec![GridCell::text("乙村")], vec![GridCell::text("丙村")]];
    /// let grid = Grid { rows, ..Grid::default() };
    /// assert_eq!((grid.whole_head(1), grid.whole_head(0), grid.whole_head(9)), (2, 0, 3));
    /// ```
    pub fn whole_head(&self, rows: usize) -> usize {
        let (mut head, mut seen) = (rows.min(self.rows.len()), 0);
        while let Some(row) = self.rows.get(seen).filter(|_| seen < head) {
            let lowest = row.iter().map(|cell| cell.rows.max(1)).max().unwrap_or(1);
            head = head.max(seen.saturating_add(lowest)).min(self.rows.len());
            seen += 1;
        }
        head
    }
}

/// Rows of plain texts, a cell each.
impl From<Vec<Vec<String>>> for Grid {
    fn from(rows: Vec<Vec<String>>) -> Grid {
        let row = |row: Vec<String>| row.into_iter().map(GridCell::text).collect();
        Grid { rows: rows.into_iter().map(row).collect(), ..Grid::default() }
    }
}
