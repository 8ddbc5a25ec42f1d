//! Where the cells of a table of a web page stand, after what spans columns and rows.

use gongwen_document::Diagnostic;

use super::super::marks::{MAX_COLUMNS, MAX_MERGED, MAX_ROWS, Marks};
use super::faults::too_many;

/// So many spans are stepped over in a page at most.
const MOST_STEPS: u64 = 10_000_000;

/// A cell that spans rows, as the rows below it see it.
#[derive(Clone, Copy)]
struct Span {
    left: u32,
    right: u32,
    bottom: u32,
}

/// The rows of a page, one below the other.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) marks: Marks,
    /// The row that comes next, from 0.
    pub(super) row: u32,
    steps: u64,
}

/// A table while its rows are read.
#[derive(Default)]
pub(super) struct TableLayout {
    /// Spans from above, in the order of their columns.
    above: Vec<Span>,
    /// How many of them the row has passed.
    passed: usize,
    /// Spans that begin in this row.
    new: Vec<Span>,
    column: u32,
    /// The first of its merged cells.
    first_merged: usize,
}

impl Layout {
    pub(super) fn table(&self) -> TableLayout {
        TableLayout { first_merged: self.marks.merged.len(), ..TableLayout::default() }
    }

    /// Begins a row of this table.
    pub(super) fn begin_row(&mut self, table: &mut TableLayout) -> Result<(), Diagnostic> {
        let row = self.row;
        self.step(table.above.len())?;
        table.above.retain(|span| span.bottom >= row);
        (table.passed, table.column) = (0, 0);
        Ok(())
    }

    /// Ends the open row of this table: its cells that reach down count from here on for the rows below.
    pub(super) fn end_row(&mut self, table: &mut TableLayout) -> Result<(), Diagnostic> {
        if !table.new.is_empty() {
            self.step(table.above.len())?;
            table.above.append(&mut table.new);
            table.above.sort_by_key(|span| span.left);
        }
        self.next_row()
    }

    /// Passes to the next line of the sheet; an error past the most rows that are read.
    pub(super) fn next_row(&mut self) -> Result<(), Diagnostic> {
        self.row += 1;
        if self.row > MAX_ROWS { Err(too_many()) } else { Ok(()) }
    }

    /// Ends the table: what reaches out of it below ends with it.
    pub(super) fn end_table(&mut self, table: &TableLayout) {
        let last = self.row.saturating_sub(1);
        for (_, _, bottom, _) in self.marks.merged.iter_mut().skip(table.first_merged) {
            *bottom = last.min(*bottom);
        }
    }

    /// The column of the next cell of this row.
    pub(super) fn place(
        &mut self,
        table: &mut TableLayout,
        columns: u32,
        rows: u32,
    ) -> Result<u32, Diagnostic> {
        while let Some(span) = table.above.get(table.passed).filter(|span| span.left <= table.column) {
            table.column = table.column.max(span.right + 1);
            table.passed += 1;
            self.step(1)?;
        }
        let (left, columns) = (table.column, columns.max(1));
        let right = left.saturating_add(columns - 1);
        if right >= MAX_COLUMNS {
            return Err(too_many());
        }
        table.column = right + 1;
        // None means all that are left.
        let bottom = if rows == 0 { MAX_ROWS } else { self.row.saturating_add(rows - 1).min(MAX_ROWS) };
        if rows != 1 {
            table.new.push(Span { left, right, bottom });
        }
        if rows != 1 || columns > 1 {
            if self.marks.merged.len() > MAX_MERGED {
                return Err(too_many());
            }
            self.marks.merged.push((self.row, left, bottom, right));
        }
        Ok(left)
    }

    fn step(&mut self, count: usize) -> Result<(), Diagnostic> {
        self.steps += count as u64;
        if self.steps > MOST_STEPS { Err(too_many()) } else { Ok(()) }
    }
}
