//! Spreadsheets of Excel, WPS and LibreOffice, streamed cell by cell.

use calamine::{DataRef, Reader, Xlsx, XlsxCellReader, XlsxError};
use gongwen_core::{Diagnostic, Diagnostics, Message, read::nearest};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::csv::empty;
use super::header::letters;
use super::sheet::{Marks, Sheet, broken, marks, sheets};
use super::top::Top;
use super::{Cell, Detected, Header, Input, Row, Source, Table, TableOptions, archive, plain_spaces};

/// An open spreadsheet.
pub(super) struct Book {
    book: Xlsx<Box<dyn Input>>,
    sheet: String,
    marks: Marks,
    as_shown: bool,
}

pub(super) fn open(mut input: Box<dyn Input>, options: &TableOptions) -> Result<Table, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    archive::check(&mut *input, &options.limits).map_err(one)?;
    let sheets = sheets(&mut *input).map_err(one)?;
    let chosen = choose(&sheets, options.sheet.as_deref()).map_err(one)?;
    let sheet = chosen.name.clone();
    let other_sheets = sheets.iter().map(|sheet| sheet.name.clone()).filter(|name| *name != sheet).collect();
    let marks = marks(&mut *input, chosen).map_err(one)?;
    input.seek(std::io::SeekFrom::Start(0)).map_err(|error| one(super::encoding::unreadable(&error)))?;
    let book = Xlsx::new(input).map_err(|error| one(broken(error)))?;
    let mut book = Book { book, sheet: sheet.clone(), marks, as_shown: options.as_shown };
    let header = book.header(options).map_err(one)?;
    let mut warnings: Vec<Diagnostic> = header.blank_columns().into_iter().collect();
    warnings.extend(hidden_rows(&book.marks, &header));
    let detected = Detected { sheet: Some(sheet), other_sheets, ..Detected::default() };
    Ok(Table { header, detected, warnings, source: Source::Xlsx(Box::new(book)) })
}

fn choose<'s>(sheets: &'s [Sheet], asked: Option<&str>) -> Result<&'s Sheet, Diagnostic> {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let chosen = match asked {
        Some(name) => sheets.iter().find(|sheet| sheet.name == name),
        None => sheets.iter().find(|sheet| sheet.visible).or(sheets.first()),
    };
    if let Some(sheet) = chosen {
        return Ok(sheet);
    }
    let asked = asked.unwrap_or_default();
    let message = match sheets {
        [] => Message::new("文件里没有工作表", "there is no sheet in the file"),
        _ => Message::new(format!("没有叫“{asked}”的工作表"), format!("there is no sheet `{asked}`")),
    };
    let help = match nearest(asked, names.iter().copied()) {
        Some(near) => Message::new(format!("是不是“{near}”？"), format!("did you mean `{near}`?")),
        None => Message::new(
            format!("文件里有：{}", names.join("、")),
            format!("sheets there are: {}", names.join(", ")),
        ),
    };
    Err(Diagnostic::error("rows/no-sheet", message).help(help))
}

/// Rows that a filter hides may be meant or not: they are read, and somebody is told.
fn hidden_rows(marks: &Marks, header: &Header) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let runs: Vec<(u32, u32)> = marks
        .hidden
        .iter()
        .map(|(first, last)| ((first + 1).max(header.row + 1), last + 1))
        .filter(|(first, last)| first <= last)
        .collect();
    let count: u32 = runs.iter().map(|(first, last)| last - first + 1).sum();
    let (first, _) = *runs.first()?;
    let run = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    let mut list = runs.iter().take(SHOWN).map(run).collect::<Vec<_>>().join("、");
    if runs.len() > SHOWN {
        list.push_str("……");
    }
    let found = Diagnostic::warning(
        "rows/hidden",
        Message::new(
            format!("有 {count} 行是隐藏的（第 {list} 行），也照样读入"),
            format!("{count} rows are hidden ({list}) and read all the same"),
        ),
    );
    Some(found.at(header.place(None, Some(first), None)).help(Message::new(
        "不要的行请删去；筛选隐藏的行不会自动跳过",
        "delete the rows that are not wanted; a filter does not leave them out",
    )))
}

impl Book {
    fn header(&mut self, options: &TableOptions) -> Result<Header, Diagnostic> {
        let mut header = Header { sheet: Some(self.sheet.clone()), ..Header::default() };
        let (mut rows, mut top) = (self.raw_rows(options.limits.columns)?, Top::new(&options.names));
        while let Some(row) = rows.next_row() {
            let (number, cells) = row?;
            let shown = |cell: &Cell| plain_spaces(&cell.shown()).to_owned();
            if !top.take(number + 1, cells.iter().map(shown).collect()) {
                break;
            }
        }
        drop(rows);
        match top.find(&self.marks.merged, &mut header) {
            Some(()) => Ok(header),
            None => Err(empty(&header)),
        }
    }

    fn raw_rows(&mut self, columns: usize) -> Result<BookRows<'_>, Diagnostic> {
        let cells = self.book.worksheet_cells_reader(&self.sheet).map_err(broken)?;
        let shown = cells
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref())
            .map(|format| format.map_or(Shown::default(), |format| Shown::of(&format.format_code)))
            .collect();
        let merged = Merged { rest: &self.marks.merged, open: Vec::new() };
        Ok(BookRows {
            cells,
            shown,
            marks: &self.marks,
            merged,
            header: None,
            columns,
            as_shown: self.as_shown,
            waiting: None,
            done: false,
        })
    }

    pub(super) fn rows<'t>(&'t mut self, header: &'t Header) -> Result<BookRows<'t>, Diagnostics> {
        let columns = header.columns.len();
        let mut rows = self.raw_rows(columns).map_err(|fault| Diagnostics(vec![fault]))?;
        rows.header = Some(header);
        Ok(rows)
    }
}

/// How a number format shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    /// As a percentage.
    percent: bool,
    /// Digits after the point, when it says how many.
    digits: Option<u32>,
    /// How many of them are always there.
    least: u32,
    /// With a comma before each three digits.
    grouped: bool,
}

impl Shown {
    /// Reads a format such as `#,##0.00` or `0.0%`; what stands in quotes or behind a backslash is only a text.
    fn of(format: &str) -> Shown {
        let mut shown = Shown::default();
        let (mut quoted, mut escaped, mut bracketed, mut plain) = (false, false, false, true);
        let (mut places, mut digits, mut point, mut last) = (0, 0, false, ' ');
        for c in format.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' | '_' | '*' if !quoted => escaped = true,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '[' => bracketed = true,
                ']' => bracketed = false,
                _ if bracketed => {}
                // Behind it stands how negative numbers look.
                ';' => break,
                '%' => shown.percent = true,
                '.' => point = true,
                '0' if point => {
                    digits += 1;
                    shown.least = digits;
                }
                '#' | '?' if point => digits += 1,
                '0' | '#' | '?' => places += 1,
                ',' if places > 0 && !point => shown.grouped = true,
                ',' | ' ' | '-' | '+' | '(' | ')' | '$' | '¥' | '￥' => {}
                _ => plain = false,
            }
            last = c;
        }
        // A comma at the end divides by a thousand.
        if plain && places + digits > 0 && last != ',' {
            shown.digits = Some(digits);
        }
        shown
    }

    /// A number as the spreadsheet shows it: its zeros behind the point, its commas, its percent sign.
    fn text(self, value: Decimal) -> String {
        let value = match self.percent {
            true => value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value),
            false => value,
        };
        let mut value = match self.digits.filter(|digits| *digits < value.scale()) {
            Some(digits) => value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero),
            None => value,
        }
        .normalize();
        if self.digits.is_some() && value.scale() < self.least {
            value.rescale(self.least);
        }
        let mut text = value.abs().to_string();
        if self.grouped && self.digits.is_some() {
            let whole = text.find('.').unwrap_or(text.len());
            for at in (1..whole).rev().filter(|at| (whole - at) % 3 == 0) {
                text.insert(at, ',');
            }
        }
        let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
        format!("{sign}{text}{}", if self.percent { "%" } else { "" })
    }
}

/// A cell with its row and column, from 0.
type PlacedCell = ((u32, u32), Cell);

/// The rows of a spreadsheet.
pub(super) struct BookRows<'t> {
    cells: XlsxCellReader<'t, Box<dyn Input>>,
    /// How a style shows numbers, by its number.
    shown: Vec<Shown>,
    marks: &'t Marks,
    merged: Merged<'t>,
    header: Option<&'t Header>,
    /// Cells to the right of these are not kept.
    columns: usize,
    as_shown: bool,
    /// The first cell of the next row.
    waiting: Option<PlacedCell>,
    /// Whether the last cell was read; the reader may not be asked again.
    done: bool,
}

impl BookRows<'_> {
    pub(super) fn next(&mut self) -> Option<Result<Row, Diagnostic>> {
        let header = self.header?;
        loop {
            let (number, cells) = match self.next_row()? {
                Ok(row) => row,
                Err(fault) => return Some(Err(fault)),
            };
            if number < header.row {
                continue;
            }
            let mut cells: Vec<Cell> = cells;
            cells.resize(header.columns.len(), Cell::Empty);
            self.merged.mark(number, &mut cells);
            return Some(Ok(Row {
                number: number + 1,
                cells,
                hidden: self.marks.is_hidden(number),
                fault: None,
            }));
        }
    }

    /// The next row that has cells, with its number from 0.
    fn next_row(&mut self) -> Option<Result<(u32, Vec<Cell>), Diagnostic>> {
        let mut number = None;
        let mut cells = Vec::new();
        loop {
            let ((row, column), cell) = match self.waiting.take() {
                Some(waiting) => waiting,
                None if self.done => return number.map(|number| Ok((number, cells))),
                None => match self.next_cell() {
                    Ok(Some(cell)) => cell,
                    Ok(None) => {
                        self.done = true;
                        continue;
                    }
                    Err(error) => return Some(Err(broken(error))),
                },
            };
            if *number.get_or_insert(row) != row {
                self.waiting = Some(((row, column), cell));
                return number.map(|number| Ok((number, cells)));
            }
            let column = column as usize;
            if column < self.columns {
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::Empty);
                }
                if let Some(place) = cells.get_mut(column) {
                    *place = cell;
                }
            }
        }
    }

    fn next_cell(&mut self) -> Result<Option<PlacedCell>, XlsxError> {
        let Some((cell, style)) = self.cells.next_cell_with_style_id()? else { return Ok(None) };
        let place = cell.get_position();
        let shown = self.shown.get(style).copied().unwrap_or_default();
        let cell = match cell.get_value() {
            DataRef::Int(value) if self.as_shown => Cell::Text(shown.text(Decimal::from(*value))),
            DataRef::Float(value) if self.as_shown => match number(*value, shown) {
                Cell::Number { value, .. } => Cell::Text(shown.text(value)),
                other => other,
            },
            DataRef::Empty if self.marks.uncomputed.contains_key(&place) => Cell::Uncomputed,
            DataRef::Empty => Cell::Empty,
            DataRef::Int(value) => Cell::Number { value: Decimal::from(*value), percent: shown.percent },
            DataRef::Float(value) => number(*value, shown),
            DataRef::String(text) => text_cell(text),
            DataRef::SharedString(text) => text_cell(text),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::DateTime(value) if value.is_datetime() => {
                let (year, month, day, ..) = value.to_ymd_hms_milli();
                date(year, month, day).unwrap_or_else(|| number(value.as_f64(), Shown::default()))
            }
            DataRef::DateTime(value) => number(value.as_f64(), Shown::default()),
            DataRef::DateTimeIso(text) => iso_date(text).unwrap_or_else(|| text_cell(text)),
            DataRef::DurationIso(text) => text_cell(text),
            DataRef::Error(error) => Cell::Fault(error.to_string()),
        };
        Ok(Some((place, cell)))
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn date(year: u16, month: u8, day: u8) -> Option<Cell> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(Cell::Date)
}

fn iso_date(text: &str) -> Option<Cell> {
    text.get(..10)?.parse::<Date>().ok().map(Cell::Date)
}

/// A number as a spreadsheet keeps it: binary, of which 15 digits count, as it shows them itself. What somebody
/// typed comes back digit by digit.
///
/// A format that shows fewer digits is what everybody reads: the number is rounded as it is shown.
fn number(value: f64, shown: Shown) -> Cell {
    let shortest = value.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    let exact = Decimal::from_str_exact(&shortest).ok().filter(|_| digits <= 15);
    let rounded = || Decimal::from_scientific(&format!("{value:.14e}")).ok().map(|value| value.normalize());
    match exact.or_else(rounded) {
        Some(value) => {
            let digits = shown.digits.map(|digits| digits + if shown.percent { 2 } else { 0 });
            let value = match digits.filter(|digits| *digits < value.scale()) {
                Some(digits) => value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero),
                None => value,
            };
            Cell::Number { value: value.normalize(), percent: shown.percent }
        }
        None => Cell::Text(shortest),
    }
}

/// Merged cells, in the order of their first rows.
struct Merged<'t> {
    rest: &'t [(u32, u32, u32, u32)],
    open: Vec<(u32, u32, u32, u32)>,
}

impl Merged<'_> {
    /// Marks the cells of this row that are merged into another one.
    fn mark(&mut self, row: u32, cells: &mut [Cell]) {
        while let Some((first, rest)) = self.rest.split_first().filter(|(first, _)| first.0 <= row) {
            self.open.push(*first);
            self.rest = rest;
        }
        self.open.retain(|(_, _, bottom, _)| *bottom >= row);
        for (top, left, _, right) in &self.open {
            for column in *left..=*right {
                if (row, column) == (*top, *left) {
                    continue;
                }
                if let Some(cell) = cells.get_mut(column as usize).filter(|cell| cell.is_blank()) {
                    *cell = Cell::Merged(format!("{}{}", letters(*left as usize), top + 1));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_typed() {
        for (value, expected) in [
            (203.37, "203.37"),
            (0.1 + 0.2, "0.3"),
            (22961.97, "22961.97"),
            (1e15, "1000000000000000"),
            (-0.85, "-0.85"),
            (360923102200.0, "360923102200"),
            (0.0, "0"),
        ] {
            assert_eq!(number(value, Shown::default()).shown(), expected);
        }
        assert_eq!(number(1e300, Shown::default()), Cell::Text(format!("{}", 1e300)));
    }

    #[test]
    fn numbers_as_texts_look_as_the_spreadsheet_shows_them() {
        for (format, value, expected) in [
            ("#,##0.00", "1250.5", "1,250.50"),
            ("#,##0", "950", "950"),
            ("#,##0", "-1234567", "-1,234,567"),
            ("General", "28.60", "28.6"),
            ("0.0%", "0.853", "85.3%"),
            ("0.##", "3", "3"),
            ("0.00", "2.005", "2.01"),
        ] {
            assert_eq!(Shown::of(format).text(value.parse().unwrap()), expected, "{format} {value}");
        }
    }

    #[test]
    fn formats_say_how_numbers_are_shown() {
        for (format, percent, digits) in [
            ("0%", true, Some(0)),
            ("0.00%", true, Some(2)),
            ("0\"%\"", false, Some(0)),
            ("0\\%", false, Some(0)),
            ("General", false, None),
            ("#,##0.00_);[Red](#,##0.00)", false, Some(2)),
            ("0.00E+00", false, None),
            ("0.0,", false, None),
            ("@", false, None),
        ] {
            let shown = Shown::of(format);
            assert_eq!((shown.percent, shown.digits), (percent, digits), "{format}");
        }
    }

    #[test]
    fn numbers_are_what_the_sheet_shows() {
        assert_eq!(number(0.986666666, Shown::of("0.0%")).shown(), "98.7%");
        assert_eq!(number(12.345, Shown::of("0.0")).shown(), "12.3");
        assert_eq!(number(12.5, Shown::of("0.000")).shown(), "12.5");
    }
}
