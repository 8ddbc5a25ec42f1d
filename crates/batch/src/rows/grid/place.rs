//! Places in a sheet, for diagnostics.

use gongwen_document::{Place, TableCell};

use super::super::header::{letters, shortened};

/// A cell, a row or a column of a sheet, counted from 0.
pub(super) fn place(
    sheet: Option<&str>,
    row: Option<u32>,
    column: Option<u32>,
    value: Option<&str>,
) -> Place {
    Place::table(TableCell {
        sheet: sheet.map(str::to_owned),
        row: row.map(|row| row.saturating_add(1)),
        letters: column.map(|column| letters(column as usize)),
        column: None,
        value: value.map(shortened),
    })
}
