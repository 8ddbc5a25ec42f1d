//! Workbooks, whatever their notation: which sheet is read, its header, its rows, its merged cells.

use gongwen_core::read::nearest;
use gongwen_document::{Diagnostic, Diagnostics, Message};

use super::csv::{empty, too_wide};
use super::grid::{crossing, regions};
use super::header::letters;
use super::marks::{MAX_COLUMNS, MAX_MERGED, Marks};
use super::row::Headed;
use super::sheets::{BookNotation, PlacedCell, Sheet};
use super::top::Top;
use super::{
    CellValue, DataRow, Detected, Header, Input, Limits, TableOptions, html, plain_spaces, xls, xlsx,
};

/// A workbook whose sheets are known.
enum Workbook {
    Xlsx(Box<xlsx::Workbook>),
    Xls(Box<xls::Workbook>),
    Html(Box<html::Page>),
}

impl Workbook {
    fn open(input: Box<dyn Input>, notation: BookNotation, limits: &Limits) -> Result<Workbook, Diagnostic> {
        Ok(match notation {
            BookNotation::Xlsx => Workbook::Xlsx(Box::new(xlsx::Workbook::open(input, limits)?)),
            BookNotation::Xls => Workbook::Xls(Box::new(xls::Workbook::open(input, limits)?)),
            BookNotation::Html => Workbook::Html(Box::new(html::Page::open(input, limits)?)),
        })
    }

    fn sheets(&self) -> Vec<Sheet> {
        match self {
            Workbook::Xlsx(book) => book.sheets(),
            Workbook::Xls(book) => book.sheets(),
            Workbook::Html(_) => vec![Sheet { name: None, visible: true }],
        }
    }

    /// Whether a sheet holds a table: two rows of more than one value. A sheet of notes, one line below the other, is
    /// none.
    fn has_table(&mut self, sheet: usize) -> bool {
        match self {
            Workbook::Xlsx(book) => book.has_table(sheet),
            Workbook::Xls(book) => book.has_table(sheet),
            Workbook::Html(_) => true,
        }
    }

    /// Whether anything is written on a sheet.
    fn has_values(&mut self, sheet: usize) -> Result<bool, Diagnostic> {
        match self {
            Workbook::Xlsx(book) => book.has_values(sheet),
            Workbook::Xls(book) => book.has_values(sheet),
            Workbook::Html(_) => Ok(true),
        }
    }

    fn take(self, index: usize, sheet: &Sheet) -> Result<Book, Diagnostic> {
        let mut told = None;
        let (marks, content) = match self {
            Workbook::Xlsx(book) => {
                let (marks, book) = book.take(index)?;
                (marks, Content::Xlsx(Box::new(book)))
            }
            Workbook::Xls(book) => {
                let (marks, sheet) = book.take(index)?;
                (marks, Content::Xls(Box::new(sheet)))
            }
            Workbook::Html(page) => {
                let (marks, cells, hidden) = page.take();
                told = hidden;
                (marks, Content::Html(cells))
            }
        };
        Ok(Book { sheet: sheet.name.clone(), marks, content, told })
    }
}

/// An open workbook at one of its sheets.
pub(super) struct Book {
    sheet: Option<String>,
    marks: Marks,
    content: Content,
    told: Option<Diagnostic>,
}

enum Content {
    Xlsx(Box<xlsx::Opened>),
    Xls(Box<xls::Opened>),
    Html(Vec<PlacedCell>),
}

/// The cells of a sheet, in the order of the file.
enum Cells<'t> {
    Xlsx(Box<xlsx::Cells<'t>>),
    Xls(xls::Cells<'t>),
    Html(std::slice::Iter<'t, PlacedCell>),
}

impl Cells<'_> {
    fn next(&mut self, marks: &Marks) -> Result<Option<PlacedCell>, Diagnostic> {
        match self {
            Cells::Xlsx(cells) => cells.next(marks),
            Cells::Xls(cells) => cells.next(),
            Cells::Html(cells) => Ok(cells.next().cloned()),
        }
    }
}

/// Opens a workbook for its rows: chooses the sheet, finds the header in its first rows, and keeps the place from which
/// rows are read one by one.
///
/// Without a sheet that was asked for, the first visible one is taken; that other visible sheets hold tables as well is
/// told, since the wrong one may have been taken in silence: 说明, 各村 and 去年 with 各村 first gives a warning that names 去年,
/// and 说明 too if it has the form of a table.
pub(super) fn open(
    input: Box<dyn Input>,
    notation: BookNotation,
    options: &TableOptions,
) -> Result<Headed<Box<Book>>, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    let mut workbook = Workbook::open(input, notation, &options.limits).map_err(one)?;
    let sheets = workbook.sheets();
    let index = choose(&sheets, options.sheet.as_deref()).map_err(one)?;
    let chosen = sheets.get(index).cloned().unwrap_or(Sheet { name: None, visible: true });
    let others = || sheets.iter().enumerate().filter(|(other, _)| *other != index);
    let other_sheets: Vec<String> = others().filter_map(|(_, sheet)| sheet.name.clone()).collect();
    let mut rivals: Vec<&str> = Vec::new();
    if options.sheet.is_none() {
        for (other, sheet) in others().filter(|(_, sheet)| sheet.visible) {
            if let Some(name) = sheet.name.as_deref().filter(|_| workbook.has_table(other)) {
                rivals.push(name);
            }
        }
    }
    let name = chosen.name.clone().unwrap_or_default();
    let rivals = (!rivals.is_empty()).then(|| taken(&name, &rivals));
    let mut book = workbook.take(index, &chosen).map_err(one)?;
    if book.marks.merged.len() >= MAX_MERGED {
        return Err(one(too_many_merged()));
    }
    let crosses = |(first, second)| one(crossing(book.sheet(), first, second));
    book.marks.merged = regions(&book.marks.merged).map_err(crosses)?;
    let header = book.header(options).map_err(one)?;
    let mut warnings: Vec<Diagnostic> = {
        let beyond = book.marks.columns_beyond(header.columns.len(), header.row);
        header.blank_columns(beyond.map(letters)).into_iter().collect()
    };
    warnings.extend(rivals);
    warnings.extend(hidden_rows(&book.marks, &header));
    warnings.extend(book.told().cloned());
    let detected = Detected { sheet: chosen.name, other_sheets, ..Detected::default() };
    Ok(Headed { header, detected, warnings, source: Box::new(book) })
}

/// Opens a workbook at the sheet that is asked for, or else at the first one that shows something; with the names of
/// those that do so too, when nobody asked.
pub(super) fn open_book(
    input: Box<dyn Input>,
    notation: BookNotation,
    options: &TableOptions,
) -> Result<(Book, Vec<String>), Diagnostic> {
    let mut workbook = Workbook::open(input, notation, &options.limits)?;
    let sheets = workbook.sheets();
    let mut index = choose(&sheets, options.sheet.as_deref())?;
    let mut others = Vec::new();
    if options.sheet.is_none() {
        let mut filled = Vec::new();
        for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.visible) {
            if workbook.has_values(at)? {
                filled.push((at, sheet));
            }
        }
        index = filled.first().map_or(index, |(at, _)| *at);
        others.extend(filled.iter().skip(1).filter_map(|(_, sheet)| sheet.name.clone()));
    }
    let sheet = sheets.get(index).cloned().unwrap_or(Sheet { name: None, visible: true });
    Ok((workbook.take(index, &sheet)?, others))
}

/// Which sheet of a workbook is read: the one of the name that was asked for, else the first visible one, else the
/// first.
///
/// A name that no sheet has is an error whose help is the nearest name there is, 各村 for 各 村, or all of them.
fn choose(sheets: &[Sheet], asked: Option<&str>) -> Result<usize, Diagnostic> {
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    let chosen = match asked {
        Some(name) => sheets.iter().position(|sheet| sheet.name.as_deref() == Some(name)),
        None => sheets.iter().position(|sheet| sheet.visible).or((!sheets.is_empty()).then_some(0)),
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
        None if names.is_empty() && !sheets.is_empty() => Message::new(
            "文件是网页，只有一张表，没有名字；去掉 sheet",
            "the file is a web page with one table that has no name; leave `sheet` out",
        ),
        None => Message::new(
            format!("文件里有：{}", names.join("、")),
            format!("sheets there are: {}", names.join(", ")),
        ),
    };
    Err(Diagnostic::error("rows/no-sheet", message).help(help))
}

fn too_many_merged() -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(
            format!("合并的格子超过 {MAX_MERGED} 处，没有读"),
            format!("the table has more than {MAX_MERGED} merged cells"),
        ),
    )
    .help(Message::new("取消合并，每格都写上，再保存", "unmerge the cells and fill all of them"))
}

/// What to say when several sheets might be meant.
fn taken(sheet: &str, others: &[&str]) -> Diagnostic {
    let (count, list) = (others.len() + 1, others.join("、"));
    let message = Message::new(
        format!("文件里有 {count} 张工作表有表格，读的是“{sheet}”；没有读的：{list}"),
        format!("{count} sheets of the file hold a table, `{sheet}` is read, not {list}"),
    );
    let found = Diagnostic::warning("rows/sheet-taken", message);
    found.at(Header::default().place(None, None, None)).help(Message::new(
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
    /// The sheet that is read; none in a file that is one sheet.
    pub(super) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// What somebody should look at.
    pub(super) fn told(&self) -> Option<&Diagnostic> {
        self.told.as_ref()
    }

    /// What it says of rows and columns.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Every cell of the sheet with its row and column from 0, in the order of the file.
    pub(super) fn each_cell(
        &mut self,
        each: &mut dyn FnMut((u32, u32), CellValue) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let marks = &self.marks;
        let mut cells = self.content.cells()?;
        while let Some((place, cell)) = cells.next(marks)? {
            each(place, cell)?;
        }
        Ok(())
    }

    fn header(&mut self, options: &TableOptions) -> Result<Header, Diagnostic> {
        let mut header = Header { sheet: self.sheet.clone(), ..Header::default() };
        let (mut rows, mut top) = (self.raw_rows(MAX_COLUMNS as usize)?, Top::new(&options.names));
        while let Some(row) = rows.next_row() {
            let (number, cells) = row?;
            let shown = |cell: &CellValue| plain_spaces(&cell.shown()).to_owned();
            if !top.take(number + 1, cells.iter().map(shown).collect()) {
                break;
            }
        }
        drop(rows);
        top.find(&self.marks.merged, &mut header).ok_or_else(|| empty(&header))?;
        match header.columns.len() {
            width if width > options.limits.columns => Err(too_wide(width, options.limits.columns)),
            _ => Ok(header),
        }
    }

    fn raw_rows(&mut self, columns: usize) -> Result<BookRows<'_>, Diagnostic> {
        let marks = &self.marks;
        let merged = Merged { rest: &marks.merged, open: Vec::new() };
        let cells = self.content.cells()?;
        Ok(BookRows { cells, marks, merged, header: None, columns, waiting: None, done: false })
    }

    pub(super) fn rows<'t>(&'t mut self, header: &'t Header) -> Result<BookRows<'t>, Diagnostics> {
        let columns = header.columns.len();
        let mut rows = self.raw_rows(columns).map_err(|fault| Diagnostics(vec![fault]))?;
        rows.header = Some(header);
        Ok(rows)
    }
}

impl Content {
    fn cells(&mut self) -> Result<Cells<'_>, Diagnostic> {
        Ok(match self {
            Content::Xlsx(book) => Cells::Xlsx(Box::new(book.cells()?)),
            Content::Xls(sheet) => Cells::Xls(sheet.cells()),
            Content::Html(cells) => Cells::Html(cells.iter()),
        })
    }
}

/// The rows of a workbook's sheet.
pub(super) struct BookRows<'t> {
    cells: Cells<'t>,
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
    pub(super) fn next(&mut self) -> Option<Result<DataRow, Diagnostic>> {
        let header = self.header?;
        loop {
            let (number, cells) = match self.next_row()? {
                Ok(row) => row,
                Err(fault) => return Some(Err(fault)),
            };
            if number < header.row {
                continue;
            }
            let mut cells: Vec<CellValue> = cells;
            cells.resize(header.columns.len(), CellValue::Empty);
            self.merged.mark(number, &mut cells);
            return Some(Ok(DataRow {
                number: number + 1,
                cells,
                hidden: self.marks.is_hidden(number),
                fault: None,
            }));
        }
    }

    /// The next row that has cells, with its number from 0.
    fn next_row(&mut self) -> Option<Result<(u32, Vec<CellValue>), Diagnostic>> {
        let mut number = None;
        let mut cells = Vec::new();
        loop {
            let ((row, column), cell) = match self.waiting.take() {
                Some(waiting) => waiting,
                None if self.done => return number.map(|number| Ok((number, cells))),
                None => match self.cells.next(self.marks) {
                    Ok(Some(cell)) => cell,
                    Ok(None) => {
                        self.done = true;
                        continue;
                    }
                    Err(fault) => return Some(Err(fault)),
                },
            };
            if *number.get_or_insert(row) != row {
                self.waiting = Some(((row, column), cell));
                return number.map(|number| Ok((number, cells)));
            }
            let column = column as usize;
            if column < self.columns {
                if cells.len() <= column {
                    cells.resize(column + 1, CellValue::Empty);
                }
                if let Some(place) = cells.get_mut(column) {
                    *place = cell;
                }
            }
        }
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
    fn mark(&mut self, row: u32, cells: &mut [CellValue]) {
        while let Some((first, rest)) = self.rest.split_first().filter(|(first, _)| first.0 <= row) {
            let (top, left, bottom, right) = *first;
            let said = match cells.get(left as usize) {
                Some(CellValue::Text(text)) if top == row && left == right && bottom > top => {
                    Some(text.clone())
                }
                _ => None,
            };
            if (left as usize) < cells.len() {
                self.open.push((*first, said));
            }
            self.rest = rest;
        }
        self.open.retain(|((_, _, bottom, _), _)| *bottom >= row);
        for ((top, left, _, right), said) in &self.open {
            let (from, end) = (*left as usize, cells.len().min(*right as usize + 1));
            for (column, cell) in (*left..).zip(cells.get_mut(from..end).unwrap_or_default()) {
                if (row, column) != (*top, *left) && cell.is_blank() {
                    let first = format!("{}{}", letters(*left as usize), top + 1);
                    *cell = match said {
                        Some(text) => CellValue::Shared { text: text.clone(), first },
                        None => CellValue::Merged(first),
                    };
                }
            }
        }
    }
}
