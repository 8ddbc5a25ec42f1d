//! The cells of a sheet, one after the other, with what keeps one of them from being printed.

use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
use rust_decimal::Decimal;

use super::super::book::{Book, open_book};
use super::super::content::{Content, content};
use super::super::csv::{Text, open_text};
use super::super::header::shortened;
use super::super::marks::MAX_MERGED;
use super::super::{CellValue, Input, Kind, TableOptions, literal, long_cell, no_such_day, too_long};
use super::place::place;
use super::regions::{Region, Shut};

/// Cells with something in them that are read of one sheet at most.
const MOST_CELLS: usize = 1_000_000;

/// A General number shown with fewer digits than it has, or a written one with more than these behind the point.
const DECIMALS: u32 = 6;

/// An open sheet; its cells can be read more than once.
pub(super) enum OpenSheet {
    Book(Box<Book>),
    Text(Box<Text>),
}

/// What a cell shows.
pub(super) struct Shown {
    pub(super) row: u32,
    pub(super) column: u32,
    /// Its text, lines parted by `\n`; or why it cannot be printed.
    pub(super) text: Result<String, Refusal>,
    /// Whether it is a number that nobody rounded, or one that General shows as 1.23457E+11.
    pub(super) long: bool,
    /// Whether its format shows nothing of what it keeps.
    pub(super) unseen: bool,
}

/// The cells of a sheet that show something, and where those are whose format shows nothing.
pub(super) type Cells = (Vec<Shown>, Vec<(u32, u32)>);

/// Why a cell cannot be printed.
pub(super) enum Refusal {
    /// A formula failed with this value.
    Failed(String),
    /// A formula has no result in the file.
    Uncomputed,
    /// A formula stands where a text should, as in a CSV.
    Formula(String),
    /// A picture of WPS inside the cell.
    Picture,
    /// A number that is no day in a format of dates, so that the cell is full of #.
    NoSuchDay(Decimal),
}

impl OpenSheet {
    /// Opens a table; with the names of the other sheets that show something when none was asked for, and what to tell
    /// when the file is not what it is called.
    pub(super) fn open(
        mut input: Box<dyn Input>,
        kind: Kind,
        options: &TableOptions,
    ) -> Result<(OpenSheet, Vec<String>, Vec<Diagnostic>), Diagnostics> {
        let one = |fault: Diagnostic| Diagnostics(vec![fault]);
        let (found, told) = content(&mut *input, kind).map_err(one)?;
        match found {
            Content::Book(notation) => {
                let (book, others) = open_book(input, notation, options).map_err(one)?;
                if book.marks().merged.len() >= MAX_MERGED {
                    return Err(one(too_large()));
                }
                let told = told.into_iter().chain(book.told().cloned()).collect();
                Ok((OpenSheet::Book(Box::new(book)), others, told))
            }
            Content::Text => {
                let text = open_text(input, options.limits.held_bytes).map_err(one)?;
                let told = told.into_iter().chain(text.guessed()).collect();
                Ok((OpenSheet::Text(Box::new(text)), Vec::new(), told))
            }
        }
    }

    pub(super) fn sheet(&self) -> Option<&str> {
        match self {
            OpenSheet::Book(book) => book.sheet(),
            OpenSheet::Text(_) => None,
        }
    }

    pub(super) fn merged(&self) -> &[Region] {
        match self {
            OpenSheet::Book(book) => &book.marks().merged,
            OpenSheet::Text(_) => &[],
        }
    }

    /// Hidden rows and hidden columns.
    pub(super) fn hidden(&self) -> (Shut, Shut) {
        match self {
            OpenSheet::Book(book) => {
                let marks = book.marks();
                (Shut::new(marks.hidden.iter().copied()), Shut::new(marks.hidden_columns.iter().copied()))
            }
            OpenSheet::Text(_) => (Shut::default(), Shut::default()),
        }
    }

    /// Every cell that shows something or should, hidden ones too, in the order of the file; and those whose format shows
    /// nothing.
    pub(super) fn each(
        &mut self,
        each: &mut dyn FnMut(Shown) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        match self {
            OpenSheet::Book(book) => book.each_cell(&mut |(row, column), cell| match shown(&cell) {
                Some((text, long)) => each(Shown { row, column, text, long, unseen: false }),
                None if cell.not_shown().is_some() => {
                    each(Shown { row, column, text: Ok(String::new()), long: false, unseen: true })
                }
                None => Ok(()),
            }),
            OpenSheet::Text(text) => {
                let mut rows = text.raw_rows()?;
                while let Some(record) = rows.next_record() {
                    let (number, record) = record?;
                    for (column, field) in (0..).zip(record) {
                        if let Some((text, long)) = written(field) {
                            let row = number.saturating_sub(1);
                            each(Shown { row, column, text, long, unseen: false })?;
                        }
                    }
                }
                Ok(())
            }
        }
    }

    /// The cells, row by row, within what is held at once.
    pub(super) fn cells(&mut self, held_bytes: u64) -> Result<Cells, Diagnostic> {
        let (mut cells, mut unseen, mut bytes) = (Vec::new(), Vec::new(), 0u64);
        let sheet = self.sheet().map(str::to_owned);
        self.each(&mut |cell| {
            if cell.text.as_ref().is_ok_and(|text| too_long(text)) {
                let at = place(sheet.as_deref(), Some(cell.row), Some(cell.column), None);
                return Err(long_cell().at(at));
            }
            bytes += cell.text.as_ref().map_or(0, String::len) as u64;
            if cells.len().saturating_add(unseen.len()) >= MOST_CELLS || bytes > held_bytes {
                return Err(too_large());
            }
            match cell.unseen {
                true => unseen.push((cell.row, cell.column)),
                false => cells.push(cell),
            }
            Ok(())
        })?;
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let same = cells.windows(2).find_map(|pair| match pair {
            [one, next] if (one.row, one.column) == (next.row, next.column) => Some(next),
            _ => None,
        });
        match same {
            Some(cell) => {
                let message = Message::new("文件里这一格写了两次", "the file has this cell twice");
                let at = place(self.sheet(), Some(cell.row), Some(cell.column), None);
                Err(Diagnostic::error("rows/not-xlsx", message).at(at).help(Message::new(
                    "用 Excel 或 WPS 打开，另存一份",
                    "open it and save it under another name",
                )))
            }
            None => Ok((cells, unseen)),
        }
    }
}

/// What a cell of a workbook shows, and whether it is a number that nobody rounded.
fn shown(cell: &CellValue) -> Option<(Result<String, Refusal>, bool)> {
    let text = match cell {
        CellValue::Fault(value) => return Some((Err(Refusal::of(value)), false)),
        CellValue::Uncomputed => return Some((Err(Refusal::Uncomputed), false)),
        cell => match cell.no_such_day() {
            Some(number) => return Some((Err(Refusal::NoSuchDay(number)), false)),
            None => lines(&cell.printed()),
        },
    };
    let long = match cell {
        CellValue::Number { value, format } => {
            format.as_ref().is_none_or(|format| format.is_general())
                && (value.normalize().scale() > DECIMALS || text.contains('E'))
        }
        _ => false,
    };
    (!text.is_empty()).then_some((Ok(text), long))
}

/// What a value of a CSV shows.
fn written(field: &str) -> Option<(Result<String, Refusal>, bool)> {
    let (shown, _) = shown(&literal::cell(lines(field)))?;
    let long = shown.as_ref().is_ok_and(|text| {
        text.len() < 64
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
            && Decimal::from_str_exact(text)
                .map_or(text.contains('.') && text.len() > 20, |value| value.normalize().scale() > DECIMALS)
    });
    Some((shown, long))
}

/// Line ends as one, nothing around.
fn lines(text: &str) -> String {
    let text = text.trim();
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.to_owned(),
    }
}

impl Refusal {
    /// Why a cell with this fault cannot be printed.
    fn of(value: &str) -> Refusal {
        match value {
            _ if literal::is_picture(value) => Refusal::Picture,
            _ if value.starts_with('=') => Refusal::Formula(value.to_owned()),
            _ => Refusal::Failed(value.to_owned()),
        }
    }

    /// Told at this cell.
    pub(super) fn told(&self, at: Place) -> Diagnostic {
        let compute = Message::new(
            "用 Excel 或 WPS 打开，改好公式，重新算过再保存",
            "open it, mend the formula, compute and save it",
        );
        let (code, message, help) = match self {
            Refusal::Failed(value) => (
                "rows/formula",
                Message::new(format!("公式出错：{value}"), format!("a formula failed: {value}")),
                compute,
            ),
            Refusal::Uncomputed => (
                "rows/formula",
                Message::new("公式没有算出结果", "a formula has no result in the file"),
                compute,
            ),
            Refusal::Formula(text) => {
                let text = shortened(text);
                (
                    "rows/formula",
                    Message::new(
                        format!("这一格是公式 {text}，文件里没有它的结果"),
                        format!("the cell is the formula {text}, and its result is not in the file"),
                    ),
                    Message::new(
                        "另存为 .xlsx，或者把公式换成它的结果；本来就是文字的，去掉前面的 =",
                        "save it as .xlsx, or write the result; a text does not begin with =",
                    ),
                )
            }
            Refusal::NoSuchDay(number) => return no_such_day(*number).at(at),
            Refusal::Picture => (
                "rows/picture-cell",
                Message::new(
                    "这一格是嵌在单元格里的图片（WPS 的 DISPIMG），表格里印不出来",
                    "the cell is a picture (DISPIMG of WPS), which a table cannot print",
                ),
                Message::new(
                    "把图片另存出来，写成 figure；或者在表格里删去它，或者用 columns 只选要印的栏",
                    "save the picture and name it as a figure, delete it, or choose columns without it",
                ),
            ),
        };
        Diagnostic::error(code, message).at(at).help(help)
    }
}

pub(super) fn too_large() -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(
            format!("表格太大：有字的格子超过 {MOST_CELLS} 个，或者合并的格子太多，没有读"),
            "the table is too large: too many cells, or too many merged ones",
        ),
    )
    .help(Message::new(
        "印在公文里的表格，请删减到用得着的行和栏，另存一份",
        "keep the rows and columns that are to be printed in a file of their own",
    ))
}
