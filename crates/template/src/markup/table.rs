//! Tables: rows and cells, held to the grid of the HTML table model.

use roxmltree::Node;

use super::inlines::inlines;
use super::parser::{MAX_COLUMNS, Parser};
use super::vocabulary::{Element, align, align_names};
use gongwen_document::{Align, Cell, ColumnWidth, Message, Row, Table};

/// The table of this element; none when it has nothing or its grid does not close.
pub(super) fn table(parser: &mut Parser<'_, '_>, node: Node<'_, '_>) -> Option<Table> {
    let mut reader = TableReader { parser, table: Table::default(), open: Vec::new(), sound: true };
    for child in node.children() {
        reader.part(child);
    }
    reader.end_of_section(node);
    reader.finish(node)
}

struct TableReader<'p, 's, 'r> {
    parser: &'p mut Parser<'s, 'r>,
    table: Table,
    /// For each column, how many rows more a cell from above covers.
    open: Vec<usize>,
    sound: bool,
}

impl TableReader<'_, '_, '_> {
    fn part(&mut self, node: Node<'_, '_>) {
        let Some(kind) = self.element(node) else { return };
        match kind {
            Element::Caption if self.table.caption.is_none() && self.table.rows.is_empty() => {
                self.table.caption = Some(inlines(self.parser, node));
            }
            Element::TableForm if self.table.form.is_none() && self.table.rows.is_empty() => {
                self.table.form = Some(inlines(self.parser, node));
            }
            Element::TableUnit if self.table.unit.is_none() && self.table.rows.is_empty() => {
                self.table.unit = Some(inlines(self.parser, node));
            }
            // Below the rows; nothing but notes comes behind one.
            Element::TableNote if !self.table.rows.is_empty() => {
                self.table.notes.push(inlines(self.parser, node));
            }
            _ if !self.table.notes.is_empty() => self.misplaced(node),
            Element::ColumnGroup if self.table.columns.is_empty() && self.table.rows.is_empty() => {
                for column in node.children() {
                    match self.element(column) {
                        Some(Element::Column) => {
                            let width = self.width_of(column);
                            self.table.columns.push(width);
                        }
                        Some(_) => self.misplaced(column),
                        None => {}
                    }
                }
            }
            Element::Head if self.table.rows.is_empty() => {
                self.rows(node);
                self.end_of_section(node);
                self.table.header_rows = self.table.rows.len();
            }
            Element::Body => {
                self.rows(node);
                self.end_of_section(node);
            }
            Element::Row => self.row(node),
            _ => self.misplaced(node),
        }
    }

    fn rows(&mut self, node: Node<'_, '_>) {
        for child in node.children() {
            match self.element(child) {
                Some(Element::Row) => self.row(child),
                Some(_) => self.misplaced(child),
                None => {}
            }
        }
    }

    fn row(&mut self, node: Node<'_, '_>) {
        let mut cells = Vec::new();
        let mut column = 0;
        let first = self.table.rows.is_empty() && self.table.columns.is_empty();
        for child in node.children() {
            let header = match self.element(child) {
                Some(Element::HeaderCell) => true,
                Some(Element::Cell) => false,
                Some(_) => {
                    self.misplaced(child);
                    continue;
                }
                None => continue,
            };
            let cell = self.cell(child, header);
            // Columns that a cell from above still covers are passed over.
            while self.open.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column + cell.column_span;
            let width = if first { MAX_COLUMNS } else { self.width() };
            if end > width {
                let message = Message::new(
                    format!("这一行超出了表格的 {width} 列"),
                    format!("this row goes past the {width} columns of the table"),
                );
                self.fail(child, message);
                return;
            }
            if self.open.len() < end {
                self.open.resize(end, 0);
            }
            let mut overlaps = false;
            for rows in self.open.iter_mut().take(end).skip(column) {
                overlaps |= *rows > 0;
                *rows = cell.row_span;
            }
            if overlaps {
                let message = Message::new(
                    "这个单元格压住了上面合并下来的单元格",
                    "this cell overlaps one that spans down from above",
                );
                self.fail(child, message);
                return;
            }
            column = end;
            cells.push(cell);
        }
        if first {
            self.table.columns = vec![ColumnWidth::Auto; self.open.len()];
        }
        let width = self.width();
        let filled = self.open.iter().filter(|rows| **rows > 0).count();
        if filled < width {
            let message = Message::new(
                format!("表格有 {width} 列，这一行只填了 {filled} 列"),
                format!("the table has {width} columns, this row fills {filled}"),
            );
            self.fail(node, message);
        }
        for rows in &mut self.open {
            *rows = rows.saturating_sub(1);
        }
        let origin = self.parser.origin(node);
        self.table.rows.push(Row { cells, origin });
    }

    fn cell(&mut self, node: Node<'_, '_>, header: bool) -> Cell {
        let align = match node.attribute("align") {
            None if header => Align::Center,
            None => Align::Justify,
            Some(name) => align(name).unwrap_or_else(|| {
                self.parser.value(node, "align", name, &align_names());
                Align::Justify
            }),
        };
        let column_span = self.number(node, "colspan", MAX_COLUMNS).unwrap_or(1);
        let row_span = self.number(node, "rowspan", 10_000).unwrap_or(1);
        Cell { inlines: inlines(self.parser, node), header, column_span, row_span, align }
    }

    /// What a `col` asks for: a share, millimetres, or nothing.
    fn width_of(&mut self, node: Node<'_, '_>) -> ColumnWidth {
        let Some(value) = node.attribute("width") else { return ColumnWidth::Auto };
        ColumnWidth::parse(value).unwrap_or_else(|| {
            self.parser.value(node, "width", value, &["2", "2.5", "30mm", "auto"]);
            ColumnWidth::Auto
        })
    }

    fn width(&self) -> usize {
        self.table.columns.len()
    }

    /// A whole number of at least 1 and at most `limit`.
    fn number(&mut self, node: Node<'_, '_>, attribute: &str, limit: usize) -> Option<usize> {
        let value = node.attribute(attribute)?;
        let number = value.parse::<usize>().ok().filter(|number| (1..=limit).contains(number));
        if number.is_none() {
            let range = format!("1 … {limit}");
            self.parser.value(node, attribute, value, &[&range]);
        }
        number
    }

    /// A known element with its attributes checked; text between elements is refused.
    fn element(&mut self, node: Node<'_, '_>) -> Option<Element> {
        if node.is_text() {
            if node.text().is_some_and(|text| !text.trim_ascii().is_empty()) {
                let message =
                    Message::new("表格里的文字要放在单元格里面", "text of a table must stand in a cell");
                self.parser.report(node, "markup/misplaced", message);
            }
            return None;
        }
        let kind = self.parser.known(node)?;
        self.parser.attributes(node, kind);
        Some(kind)
    }

    fn misplaced(&mut self, node: Node<'_, '_>) {
        self.parser.misplaced(node);
    }

    fn fail(&mut self, node: Node<'_, '_>, message: Message) {
        self.sound = false;
        self.parser.report(node, "markup/table-grid", message);
    }

    fn end_of_section(&mut self, node: Node<'_, '_>) {
        if self.open.iter().any(|rows| *rows > 0) && self.sound {
            let message = Message::new("rowspan 超出了最后一行", "a `rowspan` goes past the last row");
            self.fail(node, message);
        }
    }

    fn finish(mut self, node: Node<'_, '_>) -> Option<Table> {
        if self.table.rows.is_empty() && self.sound {
            self.fail(node, Message::new("表格里没有行", "the table has no rows"));
        }
        if self.table.columns.len() > MAX_COLUMNS {
            let message = Message::new(
                format!("表格超过了 {MAX_COLUMNS} 列"),
                format!("the table has more than {MAX_COLUMNS} columns"),
            );
            self.fail(node, message);
        }
        self.sound.then_some(self.table)
    }
}
