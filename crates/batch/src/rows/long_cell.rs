//! Cells with more characters than a spreadsheet lets anybody write into one.

use gongwen_core::report::Grid;
use gongwen_document::{Diagnostic, Message};

use super::CellValue;

/// Whether the text of a cell is longer than [`Grid::MOST_CHARACTERS`].
pub(crate) fn too_long(text: &str) -> bool {
    text.len() > Grid::MOST_CHARACTERS && text.chars().nth(Grid::MOST_CHARACTERS).is_some()
}

/// Whether a cell of data holds a text that is longer than [`Grid::MOST_CHARACTERS`].
pub(super) fn is_long(cell: &CellValue) -> bool {
    matches!(cell, CellValue::Text(text) | CellValue::Shared { text, .. } if too_long(text))
}

/// `rows/long-cell`, without a place.
pub(crate) fn long_cell() -> Diagnostic {
    let most = Grid::MOST_CHARACTERS;
    let message =
        Message::new(format!("这一格超过 {most} 个字"), format!("this cell has more than {most} characters"));
    Diagnostic::error("rows/long-cell", message).help(Message::new(
        "多半是引号没有配对，或者整篇文章贴进了一格；删减以后再做",
        "a quote may be open, or a whole text was pasted into the cell: shorten it",
    ))
}
