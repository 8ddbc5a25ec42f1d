//! Tables: cells on their grid, heights of rows. Each row is as high as its longest cell and one rule.

mod columns;
mod cut;
mod flow;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use gongwen_document::style::{ParagraphStyle, Stylesheet};
use gongwen_document::{Align, Diagnostic, Facts, Length, Origin, Place, Table, TablePlace};

use crate::canvas::Canvas;
use crate::flow::structure::{add_node, add_part, tag};
use crate::inline::collect::{Boundary, Collector, Text};
use crate::inline::lines::{self, Line, Measure, choose_lines};
use crate::inline::paragraph::Paragraph;
use crate::pages::{StructureKind, StructureNode};
use columns::Measured;
pub(crate) use cut::Group;

/// A table with every cell in its place.
pub(crate) struct TableGrid {
    /// Boundaries of columns, EMU from the left of the type area; one more than columns.
    pub(crate) edges: Vec<i64>,
    /// Rows that stay together, in order.
    pub(crate) groups: Vec<Group>,
    pub(crate) header_rows: usize,
    /// Height of the header rows; zero when they are too high to repeat.
    pub(crate) header_height: i64,
    cells: Vec<LaidCell>,
    /// Index of the cell at each row and column.
    slots: Vec<Vec<Option<usize>>>,
    heights: Vec<i64>,
    /// Cells by the row in which they start.
    row_cells: Vec<Range<usize>>,
    rule: i64,
    padding: i64,
    /// Merged cells that page ends cut.
    cut: BTreeSet<usize>,
    /// Those of them that stand on a page already.
    shown: BTreeSet<usize>,
    /// Pages, from 1, that say the text of such a cell again.
    again: Vec<(usize, String)>,
    /// The block of the table, once that is known.
    pub(crate) block: Option<usize>,
    /// Where what is wrong with it is told.
    told_at: Place,
    /// What the Word file is told of it.
    pub(crate) place: TablePlace,
}

struct LaidCell {
    row: usize,
    column: usize,
    row_span: usize,
    paragraph: Paragraph,
}

/// Where a row came to stand on a page: row, top, bottom.
pub(crate) type Segment = (usize, i64, i64);

impl TableGrid {
    /// Lays out the cells of a table 表格; so much must stand above it on its first page (EMU).
    ///
    /// First every text is measured in the largest type, then widths and type are decided for all columns together,
    /// then each text is scaled to that type and broken to its width: breaking is dear, and is done once. `whole` is
    /// the largest form, `form` the one that was decided: 12 pt text measured at 14 pt is scaled by 12/14.
    ///
    /// In a column of numbers aligned by their points, a number with fewer digits behind the point gets white at its
    /// right, so that 3.5 and 12.25 stand with one point above the other; in whole twips, so that Word has the same.
    pub(crate) fn new(
        collector: &mut Collector<'_>,
        table: &Table,
        style: &Stylesheet,
        origin: &Origin,
        structure: (&mut Vec<StructureNode>, &mut Vec<Diagnostic>),
        (node, above): (usize, i64),
    ) -> TableGrid {
        let (structure, told) = structure;
        let (places, slots) = find_places(table);
        let columns = slots.first().map_or(1, Vec::len);
        let forms = style.table_forms();
        let whole = forms[0].clone();
        let mut texts = Vec::with_capacity(places.len());
        let mut measured = Vec::with_capacity(places.len());
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (cell, row)));
        for ((cell, row), (column, columns, _)) in cells.zip(&places) {
            let origin = if row.origin.path.is_empty() { origin } else { &row.origin };
            let form = if cell.header { &whole.header } else { &whole.cell };
            let text = Paragraph::text(collector, &cell.inlines, form, origin);
            let need = words::measure(&text.items, cell.align == Align::Decimal);
            measured.push(Measured { column: *column, columns: *columns, head: cell.header, need });
            texts.push(text);
        }
        let decided = columns::decide(table, &measured, columns, (style, &forms), origin, told);
        let form = forms.get(decided.form).unwrap_or(&whole);
        let mut grid = TableGrid {
            edges: decided.edges,
            groups: Vec::new(),
            header_rows: table.header_rows.min(table.rows.len()),
            header_height: 0,
            cells: Vec::new(),
            slots,
            heights: Vec::new(),
            row_cells: Vec::new(),
            rule: style.table.inner_rule.emu(),
            padding: form.padding.emu(),
            cut: BTreeSet::new(),
            shown: BTreeSet::new(),
            again: Vec::new(),
            block: None,
            told_at: Place::report(origin.path.to_string(), origin.span.clone()),
            place: TablePlace { form: decided.form, ..TablePlace::default() },
        };
        let left = grid.edges.first().copied().unwrap_or(0);
        grid.place.edges = grid.edges.iter().map(|edge| Length::from_emu(edge - left)).collect();
        let mut places = places.into_iter().zip(texts).zip(measured);
        for (row_index, row) in table.rows.iter().enumerate() {
            let start = grid.cells.len();
            let origin = if row.origin.path.is_empty() { origin } else { &row.origin };
            let row_node = add_node(structure, node, StructureKind::TableRow, origin);
            for cell in &row.cells {
                let Some((((column, column_span, row_span), mut text), measured)) = places.next() else {
                    continue;
                };
                let mut width = grid.edges[column + column_span] - grid.edges[column] - 2 * grid.padding;
                let (form, whole) = match cell.header {
                    true => (&form.header, &whole.header),
                    false => (&form.cell, &whole.cell),
                };
                text.scale(form.size, whole.size);
                let at = (row_index, grid.cells.len() - start);
                if let Some([_, tail]) = measured.need.point.filter(|_| column_span == 1) {
                    let widest = decided.tails.get(column).copied().unwrap_or(tail);
                    // Whole twips, as in the Word file.
                    let indent = (widest - tail) * form.size.emu() / whole.size.emu().max(1) / 635 * 635;
                    if indent > 0 && indent < width {
                        grid.place.indents.insert(at, Length::from_emu(indent));
                        width -= indent;
                    }
                }
                let paragraph = match decided.whole_words && cell.align != Align::Justify {
                    true => whole_words(collector, text, (form, cell.align), width, origin),
                    false => (
                        Paragraph::of(collector, text, &aligned(form, cell.align), width, origin),
                        Vec::new(),
                    ),
                };
                let (mut paragraph, breaks) = paragraph;
                if !breaks.is_empty() {
                    grid.place.breaks.insert(at, breaks);
                }
                let kind = if cell.header {
                    StructureKind::TableHeader { column_span, row_span }
                } else {
                    StructureKind::TableCell { column_span, row_span }
                };
                let cell_node = add_part(structure, row_node, kind);
                tag(structure, &mut paragraph, cell_node);
                grid.cells.push(LaidCell { row: row_index, column, row_span, paragraph });
            }
            grid.row_cells.push(start..grid.cells.len());
        }
        let page = style.page.type_area_height().emu() - above;
        let pitch = form.cell.line_pitch.emu();
        grid.find_heights(pitch);
        told.extend(grid.find_groups(page, pitch));
        grid
    }

    /// Whether this row has one cell, which covers all columns: 一、东片.
    pub(crate) fn is_section(&self, table: &Table, row: usize) -> bool {
        let cells = table.rows.get(row).map_or(&[][..], |row| &row.cells);
        self.slots.first().is_some_and(|slots| slots.len() > 1)
            && matches!(cells, [cell] if cell.column_span >= self.edges.len() - 1)
            && row >= self.header_rows
    }

    pub(crate) fn row_count(&self) -> usize {
        self.heights.len()
    }

    /// Notes the cells that Word would draw too far apart.
    pub(crate) fn note(&mut self, facts: &mut Facts, block: usize) {
        self.block = Some(block);
        facts.tables.insert(block, self.place.clone());
        for (row, cells) in self.row_cells.iter().enumerate() {
            for (place, cell) in self.cells[cells.clone()].iter().enumerate() {
                if let Some(loose) = cell.paragraph.loose() {
                    facts.loose_cells.insert((block, row, place), loose);
                }
            }
        }
    }

    fn find_heights(&mut self, pitch: i64) {
        self.heights = vec![pitch + self.rule; self.row_cells.len()];
        for cell in self.cells.iter().filter(|cell| cell.row_span == 1) {
            let height = cell.height() + self.rule;
            self.heights[cell.row] = self.heights[cell.row].max(height);
        }
        for cell in self.cells.iter().filter(|cell| cell.row_span > 1) {
            let rows = cell.row..cell.row + cell.row_span;
            let room: i64 = self.heights[rows.clone()].iter().sum();
            self.heights[rows.end - 1] += (cell.height() + self.rule - room).max(0);
        }
    }

    /// Puts the text of a group on a page and notes where its rows stand.
    pub(crate) fn place_group(
        &self,
        group: &Group,
        canvas: &mut Canvas<'_>,
        segments: &mut Vec<Segment>,
        left: i64,
        top: i64,
        artifact: bool,
    ) {
        let mut y = top;
        for row in group.rows.clone() {
            let height =
                if group.part.is_some() || group.rows.len() == 1 { group.height } else { self.heights[row] };
            segments.push((row, y, y + height));
            y += height;
        }
        let mut y = top;
        for row in group.rows.clone() {
            for index in self.row_cells[row].clone().filter(|index| !self.is_cut(*index)) {
                let cell = &self.cells[index];
                let x = left + self.edges[cell.column] + self.padding;
                if let Some((first, count)) = group.part {
                    for line in first..first + count {
                        let rule = if first == 0 { self.rule } else { 0 };
                        let line_top = y + rule + (line - first) as i64 * cell.paragraph.pitch;
                        cell.paragraph.place(canvas, line, x, line_top, artifact);
                    }
                    continue;
                }
                let end = (cell.row + cell.row_span).min(group.rows.end);
                let height: i64 = if group.rows.len() == 1 {
                    group.height
                } else {
                    self.heights[cell.row..end].iter().sum()
                };
                let start = y + self.rule + (height - self.rule - cell.height()).max(0) / 2;
                for line in 0..cell.paragraph.lines.len() {
                    cell.paragraph.place(
                        canvas,
                        line,
                        x,
                        start + line as i64 * cell.paragraph.pitch,
                        artifact,
                    );
                }
            }
            y += self.heights[row];
        }
    }

    /// The footnotes whose marks stand in a group.
    pub(crate) fn marks(&self, group: usize) -> Vec<usize> {
        let Some(group) = self.groups.get(group) else { return Vec::new() };
        let cells = group.rows.clone().flat_map(|row| &self.cells[self.row_cells[row].clone()]);
        let lines = |paragraph: &Paragraph| {
            let all = paragraph.lines.len();
            group.part.map_or(0..all, |(first, count)| first.min(all)..(first + count).min(all))
        };
        cells.flat_map(|cell| cell.paragraph.marks(lines(&cell.paragraph))).collect()
    }

    /// The text of its cells.
    pub(crate) fn paragraphs(&mut self) -> impl Iterator<Item = &mut Paragraph> {
        self.cells.iter_mut().map(|cell| &mut cell.paragraph)
    }

    /// Groups that make up the header.
    pub(crate) fn header_groups(&self) -> impl Iterator<Item = &Group> {
        let shown = if self.header_height > 0 { self.header_rows } else { 0 };
        self.groups.iter().take_while(move |group| group.rows.end <= shown)
    }

    /// Whether one cell covers the slots of a row on both sides of a column boundary.
    pub(crate) fn same_beside(&self, row: usize, edge: usize) -> bool {
        edge > 0 && self.slot(row, edge - 1).is_some() && self.slot(row, edge - 1) == self.slot(row, edge)
    }

    /// Whether one cell covers a column in both of these rows.
    pub(crate) fn same_below(&self, row: usize, next: usize, column: usize) -> bool {
        self.slot(row, column).is_some() && self.slot(row, column) == self.slot(next, column)
    }

    fn slot(&self, row: usize, column: usize) -> Option<usize> {
        self.slots.get(row).and_then(|row| row.get(column)).copied().flatten()
    }
}

impl LaidCell {
    fn height(&self) -> i64 {
        self.paragraph.lines.len() as i64 * self.paragraph.pitch
    }
}

fn aligned(form: &ParagraphStyle, align: Align) -> ParagraphStyle {
    match align {
        Align::Justify => form.clone(),
        align => ParagraphStyle { align, ..form.clone() },
    }
}

/// A paragraph that parts no short word, and where its lines begin that would in Word.
fn whole_words(
    collector: &Collector<'_>,
    mut text: Text,
    (form, align): (&ParagraphStyle, Align),
    width: i64,
    origin: &Origin,
) -> (Paragraph, Vec<usize>) {
    let form = aligned(form, align);
    // One line parts nothing.
    if lines::width(&text.items, 0..text.items.len()) <= width {
        return (Paragraph::of(collector, text, &form, width, origin), Vec::new());
    }
    let free = text.items.clone();
    words::join(&mut text.items);
    let paragraph = Paragraph::of(collector, text, &form, width, origin);
    let measure = Measure::unfilled(width.max(1));
    let starts = |lines: &[Line]| lines.iter().skip(1).map(|line| line.items.start).collect::<Vec<usize>>();
    let mut breaks = starts(&paragraph.lines);
    if breaks == starts(&choose_lines(&free, &measure)) {
        return (paragraph, Vec::new());
    }
    breaks.retain(|start| {
        paragraph.text.items.get(*start).is_some_and(|item| item.boundary != Boundary::Forced)
    });
    (paragraph, breaks)
}

/// Column, column span and row span of each cell in order; and which cell covers each slot.
type Places = (Vec<(usize, usize, usize)>, Vec<Vec<Option<usize>>>);

/// Places cells as HTML does: each in the first free slot of its row; none reaches out of the header.
fn find_places(table: &Table) -> Places {
    let rows = table.rows.len();
    let header_rows = table.header_rows.min(rows);
    let mut slots: Vec<Vec<Option<usize>>> = vec![Vec::new(); rows];
    let mut places = Vec::new();
    for (row_index, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &row.cells {
            while slots[row_index].get(column).copied().flatten().is_some() {
                column += 1;
            }
            let section = if row_index < header_rows { header_rows } else { rows };
            let row_span = cell.row_span.clamp(1, section - row_index);
            let mut column_span = 1;
            while column_span < cell.column_span
                && column + column_span < table.columns.len()
                && slots[row_index].get(column + column_span).copied().flatten().is_none()
            {
                column_span += 1;
            }
            for covered in &mut slots[row_index..row_index + row_span] {
                if covered.len() < column + column_span {
                    covered.resize(column + column_span, None);
                }
                covered[column..column + column_span].fill(Some(places.len()));
            }
            places.push((column, column_span, row_span));
            column += column_span;
        }
    }
    let columns = slots.iter().map(Vec::len).max().unwrap_or(0).max(table.columns.len()).max(1);
    for row in &mut slots {
        row.resize(columns, None);
    }
    (places, slots)
}
