//! Spreadsheets of Excel, WPS and LibreOffice, streamed cell by cell.

use std::sync::Arc;

use calamine::{DataRef, Reader, Style, Xlsx, XlsxCellReader, XlsxError};
use gongwen_core::read::nearest;
use gongwen_document::{Diagnostic, Diagnostics, Message};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::csv::empty;
use super::header::letters;
use super::literal;
use super::sheet::{Marks, Sheet, broken, has_table, has_values, marks, sheets};
use super::top::Top;
use super::{Cell, Detected, Header, Input, Row, Source, Table, TableOptions, archive, plain_spaces};
use crate::format::{Epoch, NumberFormat, builtin_format};

/// An open spreadsheet.
pub(super) struct Book {
    book: Xlsx<Box<dyn Input>>,
    sheet: String,
    marks: Marks,
    epoch: Epoch,
}

pub(super) fn open(mut input: Box<dyn Input>, options: &TableOptions) -> Result<Table, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    archive::check(&mut *input, &options.limits).map_err(one)?;
    let (sheets, epoch) = sheets(&mut *input).map_err(one)?;
    let chosen = choose(&sheets, options.sheet.as_deref()).map_err(one)?;
    let sheet = chosen.name.clone();
    let other_sheets = sheets.iter().map(|sheet| sheet.name.clone()).filter(|name| *name != sheet).collect();
    let rivals: Vec<&str> = match options.sheet {
        None => {
            let others = sheets.iter().filter(|other| other.visible && other.name != sheet);
            others.filter(|other| has_table(&mut *input, other)).map(|other| other.name.as_str()).collect()
        }
        Some(_) => Vec::new(),
    };
    let rivals = (!rivals.is_empty()).then(|| taken(&sheet, &rivals));
    let mut book = Book::of(input, chosen, epoch).map_err(one)?;
    let header = book.header(options).map_err(one)?;
    let mut warnings: Vec<Diagnostic> = header.blank_columns().into_iter().collect();
    warnings.extend(rivals);
    warnings.extend(hidden_rows(&book.marks, &header));
    let detected = Detected { sheet: Some(sheet), other_sheets, ..Detected::default() };
    Ok(Table { header, detected, warnings, source: Source::Xlsx(Box::new(book)) })
}

/// Opens a workbook at the sheet that is asked for, or else at the first one that shows something; with the names of
/// those that do so too, when nobody asked.
pub(super) fn open_book(
    mut input: Box<dyn Input>,
    options: &TableOptions,
) -> Result<(Book, Vec<String>), Diagnostic> {
    archive::check(&mut *input, &options.limits)?;
    let (sheets, epoch) = sheets(&mut *input)?;
    let mut chosen = choose(&sheets, options.sheet.as_deref())?;
    let mut others = Vec::new();
    if options.sheet.is_none() {
        let mut filled = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.visible) {
            if has_values(&mut *input, sheet)? {
                filled.push(sheet);
            }
        }
        chosen = filled.first().copied().unwrap_or(chosen);
        others.extend(filled.iter().skip(1).map(|sheet| sheet.name.clone()));
    }
    Ok((Book::of(input, chosen, epoch)?, others))
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

/// What to say when several sheets might be meant.
pub(super) fn taken(sheet: &str, others: &[&str]) -> Diagnostic {
    let (count, list) = (others.len() + 1, others.join("、"));
    let message = Message::new(
        format!("文件里有 {count} 张工作表有表格，读的是“{sheet}”；没有读的：{list}"),
        format!("{count} sheets of the file hold a table, `{sheet}` is read, not {list}"),
    );
    Diagnostic::warning("rows/sheet-taken", message).help(Message::new(
        format!("要读哪一张，在报告文件里写 [batch] sheet = \"{sheet}\"，或者用 --sheet"),
        format!("name it in the report file, as [batch] sheet = \"{sheet}\", or with --sheet"),
    ))
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
    fn of(mut input: Box<dyn Input>, sheet: &Sheet, epoch: Epoch) -> Result<Book, Diagnostic> {
        let marks = marks(&mut *input, sheet)?;
        input.seek(std::io::SeekFrom::Start(0)).map_err(|error| super::encoding::unreadable(&error))?;
        let book = Xlsx::new(input).map_err(broken)?;
        Ok(Book { book, sheet: sheet.name.clone(), marks, epoch })
    }

    /// The sheet that is read.
    pub(super) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// What it says of rows and columns.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Every cell of the sheet with its row and column from 0, in the order of the file.
    pub(super) fn each_cell(
        &mut self,
        each: &mut dyn FnMut((u32, u32), Cell) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let mut rows = self.raw_rows(0)?;
        while let Some((place, cell)) = rows.next_cell().map_err(broken)? {
            each(place, cell)?;
        }
        Ok(())
    }

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
        let formats = formats(cells.styles(), self.epoch);
        let merged = Merged { rest: &self.marks.merged, open: Vec::new() };
        Ok(BookRows {
            cells,
            formats,
            marks: &self.marks,
            merged,
            header: None,
            columns,
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

/// The formats of these styles. Those that a file names by number only look as in Chinese; a code that the reader
/// puts in for such a number is that of English.
fn formats(styles: &[Style], epoch: Epoch) -> Vec<Format> {
    let format = |style: &Style| {
        let code = style.number_format.as_ref().map_or("General", |format| {
            let own =
                format.format_id.filter(|id| english(*id).is_some_and(|code| code == format.format_code));
            own.and_then(builtin_format).unwrap_or(&format.format_code)
        });
        Format::new(code, epoch)
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

/// A format as the cells of one style share it.
struct Format {
    numbers: Arc<NumberFormat>,
    /// Whether it changes texts.
    texts: bool,
}

impl Format {
    fn new(code: &str, epoch: Epoch) -> Format {
        let numbers = NumberFormat::new(code, epoch);
        let texts = numbers.shown_text("文").trim() != "文";
        Format { numbers: Arc::new(numbers), texts }
    }
}

/// A cell with its row and column, from 0.
type PlacedCell = ((u32, u32), Cell);

/// The rows of a spreadsheet.
pub(super) struct BookRows<'t> {
    cells: XlsxCellReader<'t, Box<dyn Input>>,
    /// How a style shows numbers, by its number.
    formats: Vec<Format>,
    marks: &'t Marks,
    merged: Merged<'t>,
    header: Option<&'t Header>,
    /// Cells to the right of these are not kept.
    columns: usize,
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
        let format = self.formats.get(style);
        let cell = match cell.get_value() {
            DataRef::Empty if self.marks.uncomputed.contains_key(&place) => Cell::Uncomputed,
            DataRef::Empty => Cell::Empty,
            DataRef::Int(value) => Cell::Number {
                value: Decimal::from(*value),
                format: format.map(|format| format.numbers.clone()),
            },
            DataRef::Float(value) => number(*value, format),
            // What a date or a time is, its format says.
            DataRef::DateTime(value) => number(value.as_f64(), format),
            DataRef::String(text) => text_cell(text, format),
            DataRef::SharedString(text) => text_cell(text, format),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::DateTimeIso(text) => iso_date(text).unwrap_or_else(|| text_cell(text, format)),
            DataRef::DurationIso(text) => text_cell(text, format),
            DataRef::Error(error) => Cell::Fault(error.to_string()),
        };
        Ok(Some((place, cell)))
    }
}

fn text_cell(text: &str, format: Option<&Format>) -> Cell {
    let text = match format.filter(|format| format.texts && !text.is_empty()) {
        Some(format) => format.numbers.shown_text(text),
        None => text.to_owned(),
    };
    if text.is_empty() { Cell::Empty } else { literal::cell(text) }
}

fn iso_date(text: &str) -> Option<Cell> {
    text.get(..10)?.parse::<Date>().ok().map(Cell::Date)
}

/// A number as a spreadsheet keeps it: binary, of which 15 digits count, as it shows them itself. What somebody
/// typed comes back digit by digit.
fn number(value: f64, format: Option<&Format>) -> Cell {
    let shortest = value.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    let exact = Decimal::from_str_exact(&shortest).ok().filter(|_| digits <= 15);
    let rounded = || Decimal::from_scientific(&format!("{value:.14e}")).ok();
    match exact.or_else(rounded) {
        Some(value) => {
            Cell::Number { value: value.normalize(), format: format.map(|format| format.numbers.clone()) }
        }
        // Beyond what can be reckoned with.
        None => Cell::Text(match format {
            Some(format) => format.numbers.shown_float(value),
            None => shortest,
        }),
    }
}

/// First row, first column, last row, last column, from 0.
type Region = (u32, u32, u32, u32);

/// Merged cells, in the order of their first rows.
struct Merged<'t> {
    rest: &'t [Region],
    /// Each with the text in its first cell, where it is one column of several rows.
    open: Vec<(Region, Option<String>)>,
}

impl Merged<'_> {
    /// Marks the cells of this row that are merged into another one.
    fn mark(&mut self, row: u32, cells: &mut [Cell]) {
        while let Some((first, rest)) = self.rest.split_first().filter(|(first, _)| first.0 <= row) {
            let (top, left, bottom, right) = *first;
            let said = match cells.get(left as usize) {
                Some(Cell::Text(text)) if top == row && left == right && bottom > top => Some(text.clone()),
                _ => None,
            };
            self.open.push((*first, said));
            self.rest = rest;
        }
        self.open.retain(|((_, _, bottom, _), _)| *bottom >= row);
        for ((top, left, _, right), said) in &self.open {
            for column in *left..=*right {
                if (row, column) == (*top, *left) {
                    continue;
                }
                if let Some(cell) = cells.get_mut(column as usize).filter(|cell| cell.is_blank()) {
                    let first = format!("{}{}", letters(*left as usize), top + 1);
                    *cell = match said {
                        Some(text) => Cell::Shared { text: text.clone(), first },
                        None => Cell::Merged(first),
                    };
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
            assert_eq!(number(value, None).shown(), expected);
        }
        assert_eq!(number(1e300, None), Cell::Text(format!("{}", 1e300)));
    }
}
