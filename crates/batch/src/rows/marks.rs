//! What a sheet says of its rows and cells besides their values: which rows and columns are hidden, which cells are
//! merged, which formulas were never computed.

use std::collections::BTreeSet;

/// How many formulas without a result are remembered.
pub(super) const MAX_UNCOMPUTED: usize = 100_000;

/// How many merged cells are remembered.
pub(super) const MAX_MERGED: usize = 100_000;

/// Rows and columns of the largest sheet.
pub(super) const MAX_ROWS: u32 = 1_048_576;
pub(super) const MAX_COLUMNS: u32 = 16_384;

/// What is special about a sheet. Rows and columns count from 0.
#[derive(Default)]
pub(super) struct Marks {
    /// Runs of hidden rows, first and last.
    pub(super) hidden: Vec<(u32, u32)>,
    /// Runs of hidden columns, first and last, as the file has them.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Merged cells: first row, first column, last row, last column.
    pub(super) merged: Vec<(u32, u32, u32, u32)>,
    /// Formulas without a result, by row and column.
    pub(super) uncomputed: BTreeSet<(u32, u32)>,
    /// The last row of each column that holds something, from 1; 0 for none.
    pub(super) last_rows: Vec<u32>,
}

impl Marks {
    pub(super) fn is_hidden(&self, row: u32) -> bool {
        let at = self.hidden.partition_point(|(_, last)| *last < row);
        self.hidden.get(at).is_some_and(|(first, _)| *first <= row)
    }
    /// Notes a cell that holds something.
    pub(super) fn holds(&mut self, row: u32, column: u32) {
        let column = column.min(MAX_COLUMNS) as usize;
        if self.last_rows.len() <= column {
            self.last_rows.resize(column + 1, 0);
        }
        if let Some(last) = self.last_rows.get_mut(column) {
            *last = row.saturating_add(1).max(*last);
        }
    }

    /// The columns from this one on that hold something below this row, which counts from 1.
    pub(super) fn columns_beyond(&self, width: usize, row: u32) -> impl Iterator<Item = usize> {
        self.last_rows.iter().enumerate().skip(width).filter(move |(_, last)| **last > row).map(|(at, _)| at)
    }

    /// Notes a hidden row.
    pub(super) fn hide_row(&mut self, row: u32) {
        match self.hidden.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
            _ => self.hidden.push((row, row)),
        }
    }

    /// Puts everything in its order, as it is searched.
    pub(super) fn settle(&mut self) {
        self.hidden.sort_unstable();
        self.hidden.dedup();
        self.hidden_columns.sort_unstable();
        self.merged.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_are_found_in_their_runs() {
        let marks = Marks { hidden: vec![(2, 4), (8, 8)], ..Marks::default() };
        assert_eq!((0..10).filter(|row| marks.is_hidden(*row)).collect::<Vec<_>>(), [2, 3, 4, 8]);
    }
}
