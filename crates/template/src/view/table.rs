//! Tables as templates see them: heads and rows, how each column is aligned, what stands around them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::TextView;
use super::parts::{NEW_LINE, ProseReader};
use gongwen_core::report::{GridCell, TableSource, TableUse};
use gongwen_document::{Align, ColumnWidth};

/// A table 表格.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableView<'a> {
    /// Where the table stands in the report file.
    pub at: &'a str,
    /// The title above the table 表题.
    pub caption: Option<TextView<'a>>,
    /// What a form says of itself above it at the left, as `填报单位：某某镇`.
    pub form: Option<&'a str>,
    /// The unit of its numbers above it at the right, as `单位：万元`.
    pub unit: Option<Cow<'a, str>>,
    /// The width of each column: a share as `2.5`, millimetres as `30mm`, or `auto`.
    pub widths: Vec<String>,
    /// Rows of the header.
    pub header: Vec<RowView<'a>>,
    /// The rows below the header.
    pub rows: Vec<RowView<'a>>,
    /// Notes 表注 below it, the first with `注：` before it.
    pub notes: Vec<Cow<'a, str>>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowView<'a> {
    /// The cells of the row, those that a cell from above covers left out.
    pub cells: Vec<CellView<'a>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellView<'a> {
    /// The text of the cell, with the line breaks of its author.
    pub text: Cow<'a, str>,
    /// How many columns it covers, when more than one.
    pub columns: Option<usize>,
    /// How many rows it covers, when more than one.
    pub rows: Option<usize>,
    /// By its column: `right` for numbers, `decimal` where these have more or fewer digits after the point, `left` where a
    /// text is long, else `center`.
    pub align: &'static str,
}

/// The texts of a row, its cells, and the column where each of them begins.
type PlacedRow<'c, 'a> = ((Vec<Cow<'a, str>>, &'c Vec<GridCell>), &'c Vec<usize>);

impl<'a> TableView<'a> {
    /// The table of a chart: its first row is the head.
    pub(super) fn of_chart(at: &'a str, rows: Vec<Vec<String>>) -> TableView<'a> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut found = vec![Column::default(); columns];
        for (index, row) in rows.iter().enumerate() {
            found.iter_mut().zip(row).for_each(|(column, text)| column.see(text, index == 0));
        }
        let aligns: Vec<&'static str> = found.iter().map(Column::align).collect();
        let row = |row: Vec<String>| RowView {
            cells: row
                .into_iter()
                .zip(&aligns)
                .map(|(text, align)| CellView { text: Cow::Owned(text), columns: None, rows: None, align })
                .collect(),
        };
        let mut rows = rows.into_iter().map(row);
        TableView {
            at,
            caption: None,
            form: None,
            unit: None,
            widths: vec![ColumnWidth::Auto.written(); columns],
            header: rows.by_ref().take(1).collect(),
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}

impl<'a> ProseReader<'a> {
    /// A table as templates see it: header and rows, how each cell is aligned, and the lines around.
    ///
    /// Without alignments of the report's own, each column is looked at as a whole: numbers to the right, by their
    /// points where these have more and fewer digits, long texts to the left, all else in the middle. A cell over
    /// several columns says nothing of any of them, and one over the whole width, as 一、东片, begins at the left.
    pub(super) fn table(&mut self, table: &'a TableUse) -> TableView<'a> {
        self.found.extend(table.misfits());
        // A file that nobody read has no rows; whoever renders it has said so before.
        let grid = match &table.source {
            TableSource::Rows(grid) => Some(grid),
            TableSource::File { .. } => None,
        };
        let rows: &[Vec<GridCell>] = grid.map_or(&[], |grid| &grid.rows);
        let columns = grid.map_or(0, |grid| grid.columns());
        let starts = starts(rows, columns);
        let texts: Vec<Vec<Cow<'a, str>>> =
            rows.iter().map(|row| row.iter().map(|cell| lines(self.text(&cell.text))).collect()).collect();
        let head = table.head();
        let aligns: Vec<&'static str> = match table.align.is_empty() {
            true => {
                let mut found = vec![Column::default(); columns];
                for (index, ((texts, cells), starts)) in texts.iter().zip(rows).zip(&starts).enumerate() {
                    for ((text, cell), column) in texts.iter().zip(cells).zip(starts) {
                        if let Some(column) = found.get_mut(*column).filter(|_| cell.columns <= 1) {
                            column.see(text, index < head);
                        }
                    }
                }
                found.iter().map(Column::align).collect()
            }
            false => table.align.iter().map(|align| word(*align)).collect(),
        };
        let row = |((texts, cells), starts): PlacedRow<'_, 'a>| RowView {
            cells: texts
                .into_iter()
                .zip(cells)
                .zip(starts)
                .map(|((text, cell), column)| CellView {
                    text,
                    columns: Some(cell.columns).filter(|columns| *columns > 1),
                    rows: Some(cell.rows).filter(|rows| *rows > 1),
                    align: match cell.columns {
                        0 | 1 => aligns.get(*column).copied().unwrap_or("center"),
                        // 一、东片 across the whole table begins where texts do.
                        across if across >= columns => "left",
                        _ => "center",
                    },
                })
                .collect(),
        };
        let mut rows = texts.into_iter().zip(rows).zip(&starts).map(row);
        let header = rows.by_ref().take(head).collect();
        let rows = rows.collect();
        let unit = match &table.unit {
            Some(unit) => Some(self.text(unit)),
            None => grid.and_then(|grid| grid.unit.as_deref()).map(Cow::Borrowed),
        };
        let notes = match table.notes.is_empty() {
            false => table.notes.iter().map(|note| self.text(note)).collect(),
            true => grid.map_or_else(Vec::new, |grid| {
                grid.notes.iter().map(|note| lines(Cow::Borrowed(note))).collect()
            }),
        };
        TableView {
            at: &table.path,
            caption: table.caption.as_ref().map(|caption| self.placed(caption)),
            form: grid.and_then(|grid| grid.form.as_deref()),
            unit: unit.map(labelled),
            widths: match table.widths.is_empty() {
                true => vec![ColumnWidth::Auto.written(); columns],
                false => table.widths.iter().map(|width| width.written()).collect(),
            },
            header,
            rows,
            notes: noted(notes),
        }
    }
}

/// The column in which each cell of each row begins, by the HTML table model.
fn starts(rows: &[Vec<GridCell>], columns: usize) -> Vec<Vec<usize>> {
    // For each column, how many rows more a cell from above covers.
    let mut open = vec![0_usize; columns];
    let mut starts = Vec::with_capacity(rows.len());
    for row in rows {
        let mut column = 0;
        let mut line = Vec::with_capacity(row.len());
        for cell in row {
            while open.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            line.push(column);
            let end = column + cell.columns.max(1);
            for rows in open.iter_mut().take(end).skip(column) {
                *rows = cell.rows.max(1);
            }
            column = end;
        }
        for rows in &mut open {
            *rows = rows.saturating_sub(1);
        }
        starts.push(line);
    }
    starts
}

/// The text with the line ends of its author.
fn lines(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.contains('\n') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\n', &char::from(NEW_LINE).to_string())),
        false => text,
    }
}

/// A unit as it stands above a table: 万元 is 单位：万元.
fn labelled(unit: Cow<'_, str>) -> Cow<'_, str> {
    match unit.contains(['：', ':']) || unit.starts_with("单位") || unit.starts_with("计量单位") {
        true => unit,
        false => Cow::Owned(format!("单位：{unit}")),
    }
}

/// What a note may begin with so that it is seen to be one.
const NOTES: [&str; 10] = ["注", "备注", "说明", "附注", "资料来源", "数据来源", "*", "※", "①", "（"];

/// Notes as they stand below a table.
fn noted(mut notes: Vec<Cow<'_, str>>) -> Vec<Cow<'_, str>> {
    if let Some(first) = notes.first_mut()
        && !NOTES.iter().any(|word| first.starts_with(word))
    {
        *first = Cow::Owned(format!("注：{first}"));
    }
    notes
}

fn word(align: Align) -> &'static str {
    match align {
        Align::Justify => "justify",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Decimal => "decimal",
    }
}

/// What the cells of a column below the head are.
#[derive(Clone, Default)]
struct Column {
    /// The head of the column, its lines joined.
    head: String,
    numbers: usize,
    texts: usize,
    /// Whether a text is too long to look well in the middle.
    long: bool,
    /// Digits after the point of its numbers, fewest and most.
    decimals: Option<(usize, usize)>,
    /// Whether all are of as many digits and nothing else, and how many that is.
    digits: Option<usize>,
    uneven: bool,
    /// Whether one of them begins with a 0 that counts for nothing.
    padded: bool,
}

/// Words of heads whose numbers count nothing.
const CODES: [&str; 12] =
    ["序号", "编号", "代码", "编码", "号码", "证号", "账号", "卡号", "电话", "手机", "邮编", "年份"];

impl Column {
    /// Takes note of one of its cells.
    fn see(&mut self, text: &str, head: bool) {
        if head {
            self.head.extend(text.chars().filter(|c| !c.is_whitespace() && !c.is_control()));
            return;
        }
        let text = text.trim();
        if text.is_empty() || text.chars().all(|c| matches!(c, '—' | '-' | '–' | '/' | '…' | '－')) {
            return;
        }
        if !is_number(text) {
            self.texts += 1;
            self.long |= text.chars().count() > 8;
            return;
        }
        self.numbers += 1;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text.len());
        self.uneven |= self.numbers > 1 && self.digits != digits;
        self.digits = digits;
        self.padded |= text.len() > 1 && text.starts_with('0') && digits.is_some();
        let decimals =
            text.split_once('.').map_or(0, |(_, tail)| tail.bytes().filter(u8::is_ascii_digit).count());
        let (fewest, most) = self.decimals.unwrap_or((decimals, decimals));
        self.decimals = Some((fewest.min(decimals), most.max(decimals)));
    }

    fn align(&self) -> &'static str {
        let code = self.numbers > 0
            && (CODES.iter().any(|word| self.head.ends_with(word))
                || self.padded
                || (!self.uneven && self.digits.is_some_and(|digits| digits >= 6) && self.numbers > 1));
        if self.numbers > self.texts && !code {
            return match self.decimals {
                Some((fewest, most)) if fewest != most => "decimal",
                _ => "right",
            };
        }
        if self.long { "left" } else { "center" }
    }
}

fn is_number(text: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '%' | '−');
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(of_number)
}
