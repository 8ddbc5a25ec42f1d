//! Tables 表格: rows and cells with what they cover, whatever wraps them.

use gongwen_document::Diagnostic;

use super::walker::{Walker, chosen};
use super::xml::{Element, Space};
use crate::draft::{Block, Cell, Fate, Paragraph, Table, without_notes};
use crate::traced::Traced;

/// Columns of a table that Word can have.
const MAX_COLUMNS: usize = 63;

/// A cell before those that go on from above are joined.
#[derive(Default)]
struct Raw {
    text: Traced,
    number: u32,
    columns: usize,
    /// Whether it goes on from the one above.
    goes_on: bool,
}

impl<'t> Walker<'t> {
    /// Reads a table.
    ///
    /// # Errors
    /// A draft that is too long.
    pub(super) fn table(&mut self, element: Element<'t>) -> Result<(), Diagnostic> {
        let number = self.number + 1;
        let mut rows = Vec::new();
        let mut header_rows = 0;
        self.rows(element, &mut rows, &mut header_rows)?;
        let rows = joined(rows);
        match rows.as_slice() {
            [] => {}
            // A frame around text is no table.
            [only] if only.len() == 1 => {
                self.changed(("只有一格的表格，当作段落", "tables of one cell, which become paragraphs"));
                for cell in only {
                    let said = Traced { text: cell.text.clone(), origins: cell.origins.clone() };
                    for Traced { text, origins } in said.lines() {
                        let paragraph = Paragraph { number, text, origins, ..Paragraph::default() };
                        self.blocks.push(Block::Paragraph(paragraph));
                    }
                }
            }
            _ if rows.iter().flatten().all(|cell| cell.text.trim().is_empty()) => {
                self.lost(("空表格", "empty tables"));
            }
            _ => self.blocks.push(Block::Table(Table { number, rows, header_rows })),
        }
        Ok(())
    }

    fn rows(
        &mut self,
        parent: Element<'t>,
        rows: &mut Vec<Vec<Raw>>,
        header_rows: &mut usize,
    ) -> Result<(), Diagnostic> {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "tr") => {
                    let properties = child.child("trPr");
                    if properties.is_some_and(|it| it.child("del").is_some()) {
                        self.lost(("修订：删除的表格行，按接受处理", "deleted rows of tables, accepted"));
                        continue;
                    }
                    if properties.is_some_and(|it| it.child("ins").is_some()) {
                        self.changed(("修订：插入的表格行，按接受处理", "inserted rows of tables, accepted"));
                    }
                    if properties.and_then(|it| it.on("tblHeader")) == Some(true)
                        && *header_rows == rows.len()
                    {
                        *header_rows += 1;
                    }
                    let mut cells = Vec::new();
                    let skipped = |name: &str| {
                        let count = properties.and_then(|it| it.value(name)).and_then(|it| it.parse().ok());
                        count.unwrap_or(0usize).min(MAX_COLUMNS)
                    };
                    let blank = || Raw { columns: 1, ..Raw::default() };
                    cells.extend(std::iter::repeat_with(blank).take(skipped("gridBefore")));
                    self.cells(child, &mut cells)?;
                    cells.extend(std::iter::repeat_with(blank).take(skipped("gridAfter")));
                    if !cells.is_empty() {
                        rows.push(cells);
                    }
                }
                (Space::Word, "sdt") => {
                    if let Some(content) = child.child("sdtContent") {
                        self.rows(content, rows, header_rows)?;
                    }
                }
                (Space::Word, "customXml" | "ins" | "moveTo") => self.rows(child, rows, header_rows)?,
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.rows(chosen, rows, header_rows)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: Element<'t>, cells: &mut Vec<Raw>) -> Result<(), Diagnostic> {
        for child in row.children() {
            match (child.space(), child.name()) {
                (Space::Word, "tc") => {
                    let properties = child.child("tcPr");
                    let columns =
                        properties.and_then(|it| it.value("gridSpan")).and_then(|it| it.parse().ok());
                    let merge = |name: &str| {
                        let merge = properties.and_then(|it| it.child(name));
                        merge.is_some_and(|merge| merge.attribute("val") != Some("restart"))
                    };
                    // The old way to merge cells of a row.
                    if merge("hMerge")
                        && let Some(before) = cells.last_mut()
                    {
                        before.columns += 1;
                        continue;
                    }
                    let columns = columns.unwrap_or(1usize).clamp(1, MAX_COLUMNS);
                    let goes_on = merge("vMerge");
                    let number = self.number + 1;
                    let text = self.cell(child)?;
                    cells.push(Raw { text, number, columns, goes_on });
                }
                (Space::Word, "sdt") => {
                    if let Some(content) = child.child("sdtContent") {
                        self.cells(content, cells)?;
                    }
                }
                (Space::Word, "customXml" | "ins" | "moveTo") => self.cells(child, cells)?,
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.cells(chosen, cells)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The text of a cell: a line a paragraph, tables in it as lines too.
    fn cell(&mut self, cell: Element<'t>) -> Result<Traced, Diagnostic> {
        let before = std::mem::take(&mut self.blocks);
        let number = self.number;
        self.cell_depth += 1;
        let read = self.blocks(cell);
        self.cell_depth -= 1;
        let inside = std::mem::replace(&mut self.blocks, before);
        read?;
        let mut said = Traced::default();
        let mut first = true;
        let mut add = |line: Traced| {
            if !std::mem::take(&mut first) {
                said.push("\n");
            }
            said.append(line);
        };
        for block in inside {
            match block {
                Block::Paragraph(Paragraph { text, origins, .. }) => add(Traced { text, origins }.trimmed()),
                Block::Table(table) => {
                    let what = ("表格里的表格，拆成几行文字", "tables in tables, which become lines of text");
                    self.losses.add(Fate::Changed, what, number + 1);
                    table.rows.into_iter().for_each(|row| add(in_line(row)));
                }
            }
        }
        Ok(said)
    }
}

/// A row of a table in a cell, as a line.
fn in_line(row: Vec<Cell>) -> Traced {
    let mut said = Traced::default();
    for (index, cell) in row.into_iter().enumerate() {
        if index > 0 {
            said.push("　");
        }
        let mut notes = Vec::new();
        let text = without_notes(&cell.text, &mut notes);
        let origins = if notes.is_empty() { cell.origins } else { Vec::new() };
        Traced { text, origins }.lines().into_iter().for_each(|line| said.append(line));
    }
    said
}

/// Rows whose cells know how many rows they cover.
fn joined(raw: Vec<Vec<Raw>>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(raw.len());
    // By the first column of a cell: which row and which of its cells go on there, and how wide it is.
    let mut open: std::collections::HashMap<usize, (usize, usize, usize)> = std::collections::HashMap::new();
    for (at, cells) in raw.into_iter().enumerate() {
        let mut row = Vec::with_capacity(cells.len());
        let mut column = 0;
        let mut next = std::collections::HashMap::new();
        for cell in cells {
            let above = open.get(&column).copied().filter(|(_, _, width)| *width == cell.columns);
            match above.filter(|_| cell.goes_on) {
                Some((first, index, width)) => {
                    if let Some(owner) = rows.get_mut(first).and_then(|row| row.get_mut(index)) {
                        owner.rows += 1;
                        if !cell.text.text.is_empty() {
                            let mut said = Traced {
                                text: std::mem::take(&mut owner.text),
                                origins: std::mem::take(&mut owner.origins),
                            };
                            said.push("\n");
                            said.append(cell.text);
                            (owner.text, owner.origins) = (said.text, said.origins);
                        }
                    }
                    next.insert(column, (first, index, width));
                }
                None => {
                    next.insert(column, (at, row.len(), cell.columns));
                    let Traced { text, origins } = cell.text;
                    row.push(Cell { text, columns: cell.columns, rows: 1, number: cell.number, origins });
                }
            }
            column += cell.columns;
        }
        open = next;
        rows.push(row);
    }
    rows
}
