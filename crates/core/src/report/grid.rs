//! A table as it stands on paper: rows of cells, some of which cover several columns or rows.

use super::cell::{self, Named};
use super::{Field, Figure, Prose, Segment};
use gongwen_document::{Diagnostic, Diagnostics, Place};

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
    /// How many of the first rows are the head 表头, when the source of the table says so. Where the report says so itself,
    /// that counts, and merged cells of the head take the rows along that they reach into.
    pub header_rows: Option<usize>,
    /// What a form says of itself above the table, as `填报单位：某某镇`. It is no unit and stands before it.
    pub form: Option<String>,
    /// The unit of all its numbers, above the table at the right as is custom: `单位：万元`. A unit that the report gives
    /// stands instead of it.
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
    /// Rows that are printed at most, wherever they come from.
    pub const MOST_ROWS: usize = 10_000;
    /// Columns that are printed at most: as many as a table in Word has.
    pub const MOST_COLUMNS: usize = 63;
    /// Characters of a cell at most, as a spreadsheet of Excel has them.
    pub const MOST_CHARACTERS: usize = 32_767;

    /// How many columns its widest row covers; a row below a cell that spans down is narrower than that.
    pub fn columns(&self) -> usize {
        let width = |row: &Vec<GridCell>| row.iter().map(|cell| cell.columns.max(1)).sum();
        self.rows.iter().map(width).max().unwrap_or(0)
    }

    /// Makes references of the `{{name}}` in cells that were read from a file, as in prose: names of these figures and,
    /// where rows fill the report, of these texts. A backslash makes braces characters, in title, unit and notes too.
    ///
    /// # Errors
    ///
    /// What must not be printed, each with its row and its place in the row: names that are no figure and no text of
    /// these, braces that stand for nothing, and what a spreadsheet writes where a value is missing (`text/leftover`).
    ///
    /// ```
    /// use gongwen_core::report::{Figure, Grid};
    /// let people = Figure { id: "people".into(), value: 1315.into(), unit: "人".into(), ..Figure::default() };
    /// let mut grid = Grid::from(vec![vec!["人口".to_owned(), "{{people}}".to_owned()]]);
    /// assert!(grid.name_figures(std::slice::from_ref(&people), &[]).is_ok());
    /// let found = grid.name_figures(&[], &[]).expect_err("no such figure");
    /// assert_eq!(found.0[0].place.path, "第1行第2格");
    /// ```
    pub fn name_figures(&mut self, figures: &[Figure], fields: &[Field]) -> Result<(), Diagnostics> {
        let named = |name: &str| {
            if figures.iter().any(|figure| figure.id == name) {
                return Some(Named::Figure);
            }
            fields.iter().any(|field| field.id == name).then_some(Named::Text)
        };
        let mut found = Vec::new();
        for (row, cells) in self.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                if let Err(fault) = name_figures(&mut cell.text, &named)
                    && found.len() < MOST_TOLD
                {
                    let place = format!("第{}行第{}格", row + 1, column + 1);
                    found.push(fault.at(Place::report(place, None)));
                }
            }
        }
        let around = self.title.iter_mut().chain(&mut self.form).chain(&mut self.unit).chain(&mut self.notes);
        for text in around {
            match cell::plain(text, &|name| named(name).is_some()) {
                Ok(None) => {}
                Ok(Some(plain)) => *text = plain,
                Err(fault) if found.len() < MOST_TOLD => found.push(fault),
                Err(_) => {}
            }
        }
        if found.is_empty() { Ok(()) } else { Err(Diagnostics(found)) }
    }

    /// The texts around its cells.
    pub(super) fn around(&self) -> impl Iterator<Item = &String> {
        self.title.iter().chain(&self.form).chain(&self.unit).chain(&self.notes)
    }
}

/// How many cells of a table are told.
const MOST_TOLD: usize = 20;

fn name_figures(text: &mut Prose, named: &dyn Fn(&str) -> Option<Named>) -> Result<(), Diagnostic> {
    for segment in &text.segments {
        if let Segment::Figure { id, part } = segment
            && let Some(fault) = cell::wrong_name(id, *part, named)
        {
            return Err(fault);
        }
    }
    let [Segment::Text(plain)] = text.segments.as_slice() else { return Ok(()) };
    if let Some(segments) = cell::prose(plain, named)? {
        text.segments = segments;
    }
    Ok(())
}

/// Rows of plain texts, a cell each.
impl From<Vec<Vec<String>>> for Grid {
    fn from(rows: Vec<Vec<String>>) -> Grid {
        let row = |row: Vec<String>| row.into_iter().map(GridCell::text).collect();
        Grid { rows: rows.into_iter().map(row).collect(), ..Grid::default() }
    }
}
