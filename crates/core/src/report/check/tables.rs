//! Tables: where their rows come from, cells that join others, widths and alignments of columns.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::Checker;
use super::text::enumerated;
use crate::report::{
    AlignWord, Grid, GridCell, SheetPart, TableFile, TableRows, TableSource, TableUse, WidthText,
};
use gongwen_document::{Align, ColumnWidth, Diagnostic, Message, Place};

/// What a cell says that joins the one at its left, or the one above it.
const JOINS: [&str; 2] = ["<", "^"];

impl Checker<'_, '_> {
    /// A table below this heading.
    pub(super) fn table(&mut self, file: TableFile, heading: Option<String>, path: &str) -> TableUse {
        let titles = file.caption.iter().cloned().chain(heading).collect();
        let of_file = match &file.rows {
            TableRows::Range(_) => true,
            TableRows::Cells(rows) => rows.is_empty(),
        };
        let source = match (file.file, file.rows) {
            (Some(name), rows) if of_file => TableSource::File {
                path: self.required(name, &format!("{path}.file")),
                part: SheetPart {
                    sheet: self.label(file.sheet, &format!("{path}.sheet")),
                    rows: self.row_ranges(&rows, &format!("{path}.rows")),
                    columns: self.sheet_columns(file.columns, &format!("{path}.columns")),
                    header_rows: file.header_rows,
                    captioned: file.caption.is_some(),
                    unit: file.unit.clone(),
                    titles,
                },
            },
            (None, TableRows::Cells(rows)) if !rows.is_empty() => {
                if !file.columns.is_empty() {
                    self.found.push(of_a_file_only(self.located.place(&format!("{path}.columns"))));
                }
                TableSource::Rows(self.grid(rows, &format!("{path}.rows")))
            }
            (name, _) => {
                let message = match name {
                    Some(_) => {
                        Message::new("表格既写了 rows，又写了 file", "the table has both rows and a file")
                    }
                    None => Message::new("表格没有内容", "the table has no rows"),
                };
                self.found
                    .push(Diagnostic::error("report/table-source", message).at(self.located.place(path)).help(
                    Message::new(
                        "写 rows = [[\"项目\", \"投资\"], …]，或者写 file = \"projects.xlsx\"，写一样就行",
                        "write rows = [[…], …] or file = \"projects.xlsx\", one of the two",
                    ),
                ));
                TableSource::default()
            }
        };
        let table = TableUse {
            caption: self.optional(file.caption, &format!("{path}.caption")),
            source,
            header_rows: file.header_rows,
            widths: self.widths(file.widths, &format!("{path}.widths")),
            align: file.align.into_iter().map(align).collect(),
            unit: self.optional(file.unit, &format!("{path}.unit")),
            notes: self.paragraphs(file.notes, &format!("{path}.notes")),
            path: Arc::from(path),
        };
        for told in table.misfits() {
            let place = self.located.place(&told.place.path);
            self.found.push(told.at(place));
        }
        table
    }

    /// The rows of a file that are printed.
    fn row_ranges(&mut self, rows: &TableRows, path: &str) -> Vec<RangeInclusive<u32>> {
        let TableRows::Range(text) = rows else { return Vec::new() };
        if let Some(ranges) = SheetPart::parse_rows(text) {
            return ranges;
        }
        let message =
            Message::new(format!("看不懂印哪几行：“{text}”"), format!("`{text}` is no range of rows"));
        self.found.push(
            Diagnostic::error("report/row-range", message).at(self.located.place(path)).help(Message::new(
                "按表格左边的行号写，连同表头，如 rows = \"2:15\"；几段用逗号隔开，如 \"1:2, 8:20\"",
                "write the numbers of the spreadsheet's rows, head included: rows = \"2:15\" or \"1:2, 8:20\"",
            )),
        );
        Vec::new()
    }

    /// The columns of a file that are printed, none of them twice.
    fn sheet_columns(&mut self, columns: Vec<String>, path: &str) -> Vec<String> {
        enumerated(columns, path, |column, path| self.required(column, path))
    }

    fn widths(&mut self, widths: Vec<WidthText>, path: &str) -> Vec<ColumnWidth> {
        enumerated(widths, path, |WidthText(text), path| {
            ColumnWidth::parse(text.trim()).unwrap_or_else(|| {
                let message = Message::new(
                    format!("列宽“{text}”不是一个大于 0 的数，也不是毫米数"),
                    format!("`{text}` is no number above 0 and no width in millimetres"),
                );
                self.found.push(
                    Diagnostic::error("report/table-width", message).at(self.located.place(path)).help(
                        Message::new(
                            "写宽度之比，如 2.5（小数点后最多三位）；或者写毫米，如 \"30mm\"，最多 420mm",
                            "write a share as 2.5, with up to three digits after the point, or \"30mm\", 420mm at most",
                        ),
                    ),
                );
                ColumnWidth::Auto
            })
        })
    }

    /// The rows that stand in the report file; a cell names figures as prose does.
    fn grid(&mut self, rows: Vec<Vec<String>>, path: &str) -> Grid {
        if let Some((told, at)) = too_large(&rows) {
            self.found
                .push(told.at(self.located.place(&at.map_or(path.to_owned(), |at| format!("{path}{at}")))));
            return Grid::default();
        }
        self.ragged(&rows, path);
        let mut joined: Vec<Joined> = Vec::new();
        // Which cell covers each place.
        let mut places: Vec<Vec<Option<usize>>> = Vec::with_capacity(rows.len());
        for (row, texts) in rows.into_iter().enumerate() {
            let mut line: Vec<Option<usize>> = Vec::with_capacity(texts.len());
            for (column, text) in texts.into_iter().enumerate() {
                let at = || format!("{path}[{row}][{column}]");
                let owner = match text.trim() {
                    "<" => line.last().copied().flatten(),
                    "^" => places.last().and_then(|above| above.get(column)).copied().flatten(),
                    plain => {
                        // A backslash makes the mark a character.
                        let plain =
                            plain.strip_prefix('\\').filter(|rest| JOINS.contains(rest)).unwrap_or(&text);
                        let cell = GridCell::from(self.prose_line(plain, 0, &at()));
                        joined.push(Joined { cell, row, column, places: 0 });
                        Some(joined.len() - 1)
                    }
                };
                match owner.and_then(|owner| joined.get_mut(owner)) {
                    Some(owner) => owner.reach(row, column),
                    None => self.nothing_to_join(text.trim() == "<", &at()),
                }
                line.push(owner);
            }
            places.push(line);
        }
        let mut grid = Grid { rows: places.iter().map(|_| Vec::new()).collect(), ..Grid::default() };
        for Joined { cell, row, column, places } in joined {
            if places != cell.rows * cell.columns {
                self.no_rectangle(&cell, &format!("{path}[{row}][{column}]"));
            }
            if let Some(row) = grid.rows.get_mut(row) {
                row.push(cell);
            }
        }
        grid
    }

    /// Rows with another number of cells than the first, the head: one cell too few moves all behind it.
    fn ragged(&mut self, rows: &[Vec<String>], path: &str) {
        let Some(wanted) = rows.first().map(Vec::len) else { return };
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != wanted) {
            let (number, count) = (index + 1, row.len());
            self.found.push(
                Diagnostic::error(
                    "report/ragged-row",
                    Message::new(
                        format!("第{number}行有{count}格，表头有{wanted}格"),
                        format!("row {number} has {count} cells, the head has {wanted}"),
                    ),
                )
                .at(self.located.place(&format!("{path}[{index}]")))
                .help(Message::new(
                    "每行写一样多的格，没有内容的写 \"\"",
                    "write as many cells in each row; \"\" for one that is empty",
                )),
            );
        }
    }

    fn nothing_to_join(&mut self, left: bool, path: &str) {
        let (mark, side, side_en) =
            if left { ("<", "左边", "at its left") } else { ("^", "上边", "above it") };
        let message = Message::new(
            format!("这一格写“{mark}”，{side}没有格子可以并入"),
            format!("this cell says `{mark}`, and there is no cell {side_en} to join"),
        );
        let help = Message::new(
            format!("写上内容；要印“{mark}”这个符号，写 '\\{mark}'"),
            format!("write its text; for the sign itself write '\\{mark}'"),
        );
        self.found
            .push(Diagnostic::error("report/table-join", message).at(self.located.place(path)).help(help));
    }

    fn no_rectangle(&mut self, cell: &GridCell, path: &str) {
        let message = Message::new(
            format!("并入这一格的格子不是一个长方形（{} 行 {} 列）", cell.rows, cell.columns),
            format!("the cells that join this one are no rectangle of {} by {}", cell.rows, cell.columns),
        );
        let help = Message::new(
            "几行几列合成一格的，第一行后面各格写 \"<\"，下面各行每格写 \"^\"",
            "for a cell of several rows and columns write \"<\" in its first row and \"^\" in all cells below",
        );
        self.found
            .push(Diagnostic::error("report/table-join", message).at(self.located.place(path)).help(help));
    }
}

/// What to say of rows that no page takes, and at which row or cell of them.
fn too_large(rows: &[Vec<String>]) -> Option<(Diagnostic, Option<String>)> {
    let (most_rows, most_columns, most) = (Grid::MOST_ROWS, Grid::MOST_COLUMNS, Grid::MOST_CHARACTERS);
    if rows.len() > most_rows {
        let message = Message::new(
            format!("表格有 {} 行，超过上限 {most_rows}", rows.len()),
            format!("the table has {} rows, more than the limit of {most_rows}", rows.len()),
        );
        let help = Message::new("删减到要印的行", "keep the rows that are to be printed");
        return Some((Diagnostic::error("report/table-size", message).help(help), None));
    }
    for (row, cells) in rows.iter().enumerate() {
        let (number, count) = (row + 1, cells.len());
        if count > most_columns {
            let message = Message::new(
                format!("第{number}行有 {count} 格，超过上限 {most_columns}"),
                format!("row {number} has {count} cells, more than the limit of {most_columns}"),
            );
            let help = Message::new("分成几张表格写", "divide it into several tables");
            return Some((
                Diagnostic::error("report/table-size", message).help(help),
                Some(format!("[{row}]")),
            ));
        }
        let long = |text: &String| text.len() > most && text.chars().nth(most).is_some();
        if let Some(column) = cells.iter().position(long) {
            let message = Message::new(
                format!("这一格超过 {most} 个字"),
                format!("this cell has more than {most} characters"),
            );
            let help = Message::new(
                "长的文字写成正文，不放进表格",
                "write long texts as paragraphs, not in a table",
            );
            let at = Some(format!("[{row}][{column}]"));
            return Some((Diagnostic::error("report/table-size", message).help(help), at));
        }
    }
    None
}

/// A cell and the place where it begins.
struct Joined {
    cell: GridCell,
    row: usize,
    column: usize,
    /// How many places it covers.
    places: usize,
}

impl Joined {
    /// Covers this place too.
    fn reach(&mut self, row: usize, column: usize) {
        self.places += 1;
        self.cell.rows = self.cell.rows.max(row + 1 - self.row);
        self.cell.columns = self.cell.columns.max((column + 1).saturating_sub(self.column));
    }
}

fn align(word: AlignWord) -> Align {
    match word {
        AlignWord::Left => Align::Left,
        AlignWord::Center => Align::Center,
        AlignWord::Right => Align::Right,
        AlignWord::Decimal => Align::Decimal,
    }
}

/// Rows that stand in the report file are printed as they are.
fn of_a_file_only(place: Place) -> Diagnostic {
    let message = Message::new("columns 只用于写了 file 的表格", "`columns` is for a table with a file");
    Diagnostic::error("report/table-source", message).at(place).help(Message::new(
        "直接写 rows 的，把要印的格子写在各行里就行",
        "write the cells to print in the rows",
    ))
}
