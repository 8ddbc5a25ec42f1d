//! Spreadsheets of Excel, WPS and LibreOffice since 2007, streamed cell by cell.

use std::collections::BTreeMap;

use calamine::{DataRef, Reader, Style, Xlsx, XlsxCellReader};
use gongwen_document::Diagnostic;
use jiff::civil::Date;

use super::archive::{self, broken};
use super::marks::Marks;
use super::sheet::{self, Part};
use super::sheets::{PlacedCell, Sheet};
use super::stored::{CellFormat, number, text_cell, whole};
use super::{CellValue, Input, Limits};
use crate::format::{Epoch, builtin_format};

/// A workbook whose sheets are known.
pub(super) struct Workbook {
    input: Box<dyn Input>,
    parts: Vec<Part>,
    epoch: Epoch,
    /// Parts that were looked into for tables, and for values: several sheets may name the same one.
    looked: (BTreeMap<String, bool>, BTreeMap<String, bool>),
}

impl Workbook {
    pub(super) fn open(mut input: Box<dyn Input>, limits: &Limits) -> Result<Workbook, Diagnostic> {
        archive::check(&mut *input, limits)?;
        let (parts, epoch) = sheet::sheets(&mut *input)?;
        Ok(Workbook { input, parts, epoch, looked: Default::default() })
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let sheet = |part: &Part| Sheet { name: Some(part.name.clone()), visible: part.visible };
        self.parts.iter().map(sheet).collect()
    }

    pub(super) fn has_table(&mut self, index: usize) -> bool {
        let Some(part) = self.parts.get(index) else { return false };
        if let Some(known) = self.looked.0.get(&part.part) {
            return *known;
        }
        let found = sheet::has_table(&mut *self.input, part);
        self.looked.0.insert(part.part.clone(), found);
        found
    }

    pub(super) fn has_values(&mut self, index: usize) -> Result<bool, Diagnostic> {
        let Some(part) = self.parts.get(index) else { return Ok(false) };
        if let Some(known) = self.looked.1.get(&part.part) {
            return Ok(*known);
        }
        let found = sheet::has_values(&mut *self.input, part)?;
        self.looked.1.insert(part.part.clone(), found);
        Ok(found)
    }

    pub(super) fn take(mut self, index: usize) -> Result<(Marks, Opened), Diagnostic> {
        let (mut marks, mut sheet) = (Marks::default(), String::new());
        if let Some(part) = self.parts.get(index) {
            marks = sheet::marks(&mut *self.input, part)?;
            sheet = part.name.clone();
        }
        self.input.seek(std::io::SeekFrom::Start(0)).map_err(|error| super::encoding::unreadable(&error))?;
        let book = Xlsx::new(self.input).map_err(broken)?;
        Ok((marks, Opened { book, sheet, epoch: self.epoch }))
    }
}

/// A workbook at one of its sheets.
pub(super) struct Opened {
    book: Xlsx<Box<dyn Input>>,
    sheet: String,
    epoch: Epoch,
}

impl Opened {
    /// The cells of the sheet, from the first one on.
    pub(super) fn cells(&mut self) -> Result<Cells<'_>, Diagnostic> {
        let cells = self.book.worksheet_cells_reader(&self.sheet).map_err(broken)?;
        let formats = formats(cells.styles(), self.epoch);
        Ok(Cells { cells, formats })
    }
}

/// The formats of these styles. Those that a file names by number only look as in Chinese; a code that the reader
/// puts in for such a number is that of English.
fn formats(styles: &[Style], epoch: Epoch) -> Vec<CellFormat> {
    let format = |style: &Style| {
        let code = style.number_format.as_ref().map_or("General", |format| {
            let own =
                format.format_id.filter(|id| english(*id).is_some_and(|code| code == format.format_code));
            own.and_then(builtin_format).unwrap_or(&format.format_code)
        });
        CellFormat::new(code, epoch)
    };
    styles.iter().map(format).collect()
}

/// What the reader puts in for a format that it knows by its number and that looks otherwise in Chinese.
fn english(id: u32) -> Option<&'static str> {
    Some(match id {
        5..=8 | 27..=36 | 50..=58 => "General",
        14 => "mm-dd-yy",
        22 => "m/d/yy h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
        47 => "mmss.0",
        _ => return None,
    })
}

/// The cells of a sheet.
pub(super) struct Cells<'t> {
    cells: XlsxCellReader<'t, Box<dyn Input>>,
    /// How a style shows numbers, by its number.
    formats: Vec<CellFormat>,
}

impl Cells<'_> {
    /// The next one; there may be none behind the last, nor behind an error.
    pub(super) fn next(&mut self, marks: &Marks) -> Result<Option<PlacedCell>, Diagnostic> {
        let next = self.cells.next_cell_with_style_id().map_err(broken)?;
        let Some((cell, style)) = next else { return Ok(None) };
        let place = cell.get_position();
        let format = self.formats.get(style);
        let cell = match cell.get_value() {
            DataRef::Empty | DataRef::Int(0) | DataRef::Float(0.0) if marks.uncomputed.contains(&place) => {
                CellValue::Uncomputed
            }
            DataRef::Empty => CellValue::Empty,
            DataRef::Int(value) => whole(*value, format),
            DataRef::Float(value) => number(*value, format),
            // What a date or a time is, its format says.
            DataRef::DateTime(value) => number(value.as_f64(), format),
            DataRef::String(text) => text_cell(text, format),
            DataRef::SharedString(text) => text_cell(text, format),
            DataRef::Bool(value) => CellValue::Bool(*value),
            DataRef::DateTimeIso(text) => iso_date(text).unwrap_or_else(|| text_cell(text, format)),
            DataRef::DurationIso(text) => text_cell(text, format),
            DataRef::Error(error) => CellValue::Fault(error.to_string()),
        };
        Ok(Some((place, cell)))
    }
}

fn iso_date(text: &str) -> Option<CellValue> {
    text.get(..10)?.parse::<Date>().ok().map(CellValue::Date)
}
