//! A sheet: where its cells stand in the stream, what is hidden and merged, and its cells one by one.

use gongwen_document::{Diagnostic, Message};

use super::super::CellValue;
use super::super::archive::{encrypted, not_xlsx};
use super::super::marks::{MAX_MERGED, Marks};
use super::super::sheets::PlacedCell;
use super::super::stored::{number, text_cell, whole};
use super::globals::Globals;
use super::record::{Chain, Record, Records};

/// Cells of the largest sheet: 65,536 rows of 256 columns.
const MOST_CELLS: usize = 1 << 24;

const RSTRING: u16 = 0x00D6;
const LABEL: u16 = 0x0204;
const LABEL_SHARED: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MULTIPLE_RK: u16 = 0x00BD;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;

const FORMULA: u16 = 0x0006;

/// What may stand between a formula and its text: a shared formula, an array, a table of results.
const BETWEEN: [u16; 4] = [0x04BC, 0x0221, 0x0236, 0x003C];

/// A cell that holds something: its row and column, and where its record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellPlace {
    row: u16,
    column: u16,
    at: u32,
}

/// What a sheet's records say.
#[derive(Default)]
pub(super) struct Parsed {
    /// Where the records of the cells are, row by row.
    pub(super) places: Vec<CellPlace>,
    pub(super) marks: Marks,
    /// How many bytes its records take.
    pub(super) length: usize,
}

impl Parsed {
    /// Reads the records of the sheet that begins here.
    pub(super) fn read(stream: &[u8], at: usize) -> Result<Parsed, Diagnostic> {
        let mut records = Records::new(stream, at);
        if records.next()?.is_none_or(|first| first.kind != 0x0809) {
            return Err(no_sheet());
        }
        let (mut parsed, mut depth) = (Parsed::default(), 0u32);
        loop {
            // A sheet says where it ends; one that does not was cut off.
            let record = records.next()?.ok_or_else(cut_off)?;
            parsed.length = record.at.saturating_add(record.body.len()).saturating_sub(at);
            match record.kind {
                // FILEPASS
                0x002F => return Err(encrypted()),
                // A chart within the sheet has records of its own: BOF to EOF.
                0x0809 => depth = depth.saturating_add(1),
                0x000A if depth == 0 => break,
                0x000A => depth -= 1,
                _ if depth > 0 => {}
                _ => parsed.take(&record)?,
            }
        }
        if !parsed.places.is_sorted() {
            parsed.places.sort_unstable();
        }
        for place in &parsed.places {
            parsed.marks.holds(u32::from(place.row), u32::from(place.column));
        }
        parsed.marks.settle();
        Ok(parsed)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Diagnostic> {
        match record.kind {
            LABEL | LABEL_SHARED | RSTRING | NUMBER | RK | BOOL_OR_ERROR | FORMULA => {
                self.place(record, 1)?
            }
            // Row, first column, then six bytes for each cell, last column.
            MULTIPLE_RK => self.place(record, record.body.len().saturating_sub(6) / 6)?,
            // ROW: hidden, or of no height.
            0x0208 => {
                let (Some(row), Some(height), Some(flags)) = (record.u16(0), record.u16(6), record.u16(12))
                else {
                    return Ok(());
                };
                if flags & 0x20 != 0 || height & 0x7FFF == 0 {
                    self.marks.hide_row(u32::from(row));
                }
            }
            // COLINFO
            0x007D => {
                let (Some(first), Some(last), Some(width), Some(flags)) =
                    (record.u16(0), record.u16(2), record.u16(4), record.u16(8))
                else {
                    return Ok(());
                };
                if flags & 1 != 0 || width == 0 {
                    self.marks.hidden_columns.push((u32::from(first), u32::from(last)));
                }
            }
            // MERGEDCELLS
            0x00E5 => {
                let regions = record.body.get(2..).unwrap_or_default().chunks_exact(8);
                for region in regions.take(usize::from(record.u16(0).unwrap_or_default())) {
                    let region = Record { kind: 0, at: 0, body: region };
                    let end = |at| region.u16(at).map(u32::from).unwrap_or_default();
                    // One more than are read tells that there are too many.
                    if self.marks.merged.len() <= MAX_MERGED {
                        self.marks.merged.push((end(0), end(4), end(2), end(6)));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn place(&mut self, record: &Record<'_>, count: usize) -> Result<(), Diagnostic> {
        let (Some(row), Some(first), Ok(at)) = (record.u16(0), record.u16(2), u32::try_from(record.at))
        else {
            return Err(cut_off());
        };
        if self.places.len().saturating_add(count) > MOST_CELLS {
            return Err(not_xlsx("文件坏了：单元格太多", "the file is broken: too many cells"));
        }
        let columns = (0..count).map_while(|index| first.checked_add(u16::try_from(index).ok()?));
        self.places.extend(columns.map(|column| CellPlace { row, column, at }));
        Ok(())
    }

    /// Whether there are two rows of more than one cell.
    pub(super) fn has_table(&self) -> bool {
        let rows = self.places.chunk_by(|one, next| one.row == next.row);
        rows.filter(|row| row.len() > 1).nth(1).is_some()
    }
}

/// The cells of a sheet.
pub(in crate::rows) struct Cells<'t> {
    stream: &'t [u8],
    globals: &'t Globals,
    places: std::slice::Iter<'t, CellPlace>,
}

impl<'t> Cells<'t> {
    pub(super) fn new(stream: &'t [u8], globals: &'t Globals, places: &'t [CellPlace]) -> Cells<'t> {
        Cells { stream, globals, places: places.iter() }
    }

    /// The next cell in the order of the sheet; none behind the last.
    pub(in crate::rows) fn next(&mut self) -> Result<Option<PlacedCell>, Diagnostic> {
        let Some(place) = self.places.next() else { return Ok(None) };
        let cell = self.cell(place).ok_or_else(cut_off)?;
        Ok(Some(((u32::from(place.row), u32::from(place.column)), cell?)))
    }

    /// None when its record is too short.
    fn cell(&self, place: &CellPlace) -> Option<Result<CellValue, Diagnostic>> {
        let mut records = Records::new(self.stream, place.at as usize);
        let record = records.next().ok()??;
        let format = |at: usize| Some(self.globals.formats.get(usize::from(record.u16(at)?)));
        let texts = self.globals.texts;
        Some(Ok(match record.kind {
            LABEL_SHARED => match self.globals.shared.get(record.u32(6)?) {
                Some(text) => text_cell(text, format(4)?),
                None => return Some(Err(no_text(record.u32(6)?))),
            },
            LABEL | RSTRING => {
                let mut text = String::new();
                let mut chain = Chain::of(record.body.get(6..)?);
                texts.long(&mut chain, &mut text).ok()?;
                text_cell(&text, format(4)?)
            }
            NUMBER => number(record.f64(6)?, format(4)?),
            RK => rk(record.u32(6)?, format(4)?),
            MULTIPLE_RK => {
                let at = 4 + 6 * usize::from(place.column.checked_sub(record.u16(2)?)?);
                rk(record.u32(at + 2)?, format(at)?)
            }
            BOOL_OR_ERROR if record.u8(7)? == 0 => CellValue::Bool(record.u8(6)? != 0),
            BOOL_OR_ERROR => CellValue::Fault(failure(record.u8(6)?)),
            _ => match (record.u16(12)?, record.u8(6)?) {
                // A result that is no number.
                (0xFFFF, 0) => {
                    let text = result_text(&mut records, texts)?;
                    text_cell(&text, format(4)?)
                }
                (0xFFFF, 1) => CellValue::Bool(record.u8(8)? != 0),
                (0xFFFF, 2) => CellValue::Fault(failure(record.u8(8)?)),
                (0xFFFF, _) if gives_number(&record) => CellValue::Uncomputed,
                (0xFFFF, _) => CellValue::Empty,
                _ => number(record.f64(6)?, format(4)?),
            },
        }))
    }
}

/// The text that a formula results in stands behind it.
fn result_text(records: &mut Records<'_>, texts: super::text::Texts) -> Option<String> {
    loop {
        let record = records.next().ok()??;
        if record.kind == STRING {
            let mut text = String::new();
            texts.long(&mut records.continued(record.body), &mut text).ok()?;
            return Some(text);
        }
        if !BETWEEN.contains(&record.kind) {
            return Some(String::new());
        }
    }
}

/// Whether a formula surely results in a number, so that an empty text is no result of it but says that nobody computed
/// it, as programs write that cannot compute: its last step is + - * / ^ or a sum.
fn gives_number(record: &Record<'_>) -> bool {
    let Some(length) = record.u16(20).map(usize::from) else { return false };
    let steps = record.body.get(22..).unwrap_or_default();
    let steps = steps.get(..length).unwrap_or(steps);
    match steps {
        [.., 0x19, 0x10, _, _] => true,
        // SUM, AVERAGE, MIN, MAX and ROUND, with any number of arguments or with their own.
        [.., 0x22 | 0x42 | 0x62, _, 4..=7, 0] | [.., 0x21 | 0x41 | 0x61, 27, 0] => true,
        [_, .., last] => (0x03..=0x07).contains(last),
        _ => false,
    }
}

/// A number in four bytes: whole or the upper half of a binary one, as it is or a hundredth of it.
fn rk(value: u32, format: Option<&super::super::stored::CellFormat>) -> CellValue {
    let (hundredth, is_whole) = (value & 1 == 1, value & 2 == 2);
    if is_whole {
        let value = value.cast_signed() >> 2;
        return match hundredth {
            true => number(f64::from(value) / 100.0, format),
            false => whole(i64::from(value), format),
        };
    }
    let value = f64::from_bits(u64::from(value & 0xFFFF_FFFC) << 32);
    number(if hundredth { value / 100.0 } else { value }, format)
}

fn failure(code: u8) -> String {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
    .to_owned()
}

fn cut_off() -> Diagnostic {
    super::record::CutOff.into()
}

fn no_sheet() -> Diagnostic {
    not_xlsx("文件坏了：工作表不在它该在的地方", "the file is broken: a sheet is not where it should be")
}

fn no_text(index: u32) -> Diagnostic {
    let Message { zh, en } = Message::new(
        format!("文件坏了：没有第 {index} 条共用的文字"),
        format!("the file is broken: there is no shared text {index}"),
    );
    not_xlsx(&zh, &en)
}
