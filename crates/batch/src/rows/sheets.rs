//! What workbooks of every notation have: sheets, and cells at their places.

use super::CellValue;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// None where a file is one sheet.
    pub(super) name: Option<String>,
    pub(super) visible: bool,
}

/// The notation of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BookNotation {
    /// A zip of parts.
    Xlsx,
    /// BIFF in a compound file, or bare.
    Xls,
    /// A table of a web page.
    Html,
}

/// A cell with its row and column, from 0.
pub(super) type PlacedCell = ((u32, u32), CellValue);
