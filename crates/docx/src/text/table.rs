//! A table as docx-rs builds it: a fixed grid over the type area, spans as Word counts them.

use std::borrow::Cow;

use docx_rs::{
    Indent, Justification, Paragraph, ParagraphStyle, TableAlignmentType, TableCell, TableCellContent,
    TableCellMargins, TableCellProperty, TableLayoutType, TableRow, VMergeType, WidthType,
};
use gongwen_document::{
    Align, Cell, ColumnNeed, Inline, Length, Role, Stylesheet, Table, TablePlace, plain_text,
};

use crate::styles;
use crate::text::children::{self, Child};
use crate::text::runs::{self, Links};

/// Columns that one table may have; Word itself stops at 63.
const MAX_COLUMNS: usize = 63;

/// Builds a table and the runs of its cells; `None` when it has no cell.
///
/// Word wants a cell in every row for what a merged cell covers (`vMerge`), and grids that are even: places that no
/// cell takes become empty ones. Where the pages cut a merged cell, its text is said again and the merge begins anew
/// ([`GridPlace::Again`]). A row may not be divided unless the pages had to. `at` is the row and how many cells started
/// in it before, the key of facts: in a row 甲 | (covered) | 乙 the second is (row, 1).
pub(crate) fn compose(
    table: &Table,
    style: &Stylesheet,
    width: Length,
    page_break: bool,
    facts: &CellFacts<'_>,
    links: &mut Links,
) -> Option<Child> {
    let grid = grid(table);
    let columns = grid.iter().map(Vec::len).max().filter(|columns| *columns > 0)?;
    let forms = style.table_forms();
    let number = facts.place.map_or(0, |place| place.form);
    let form = forms.get(number).or(forms.first())?;
    let widths = widths(table, columns, facts.place, width);
    let mut break_before = page_break;
    let mut rows = Vec::with_capacity(grid.len());
    let mut runs = Vec::with_capacity(grid.len() * columns);
    for (row, places) in grid.iter().enumerate() {
        let mut cells = Vec::with_capacity(columns);
        let mut started = 0;
        for column in 0..columns {
            let place = places.get(column).copied().unwrap_or(GridPlace::Free);
            if matches!(place, GridPlace::Covered) {
                continue;
            }
            let width = widths.iter().skip(column).take(place.columns()).sum();
            let mut at = (row, usize::MAX);
            let mut place = place;
            if let GridPlace::Start(..) = place {
                at.1 = started;
                started += 1;
            }
            if let GridPlace::Below(cell, columns, start) = place
                && facts.cut_at(start, row)
            {
                (place, at) = (GridPlace::Again(cell, columns), start);
            }
            let page_break = std::mem::take(&mut break_before);
            let (mut cell, text) =
                compose_cell(place, width, (style, number), page_break, (facts, at), links);
            if facts.keeps(row) {
                for child in &mut cell.children {
                    if let TableCellContent::Paragraph(paragraph) = child {
                        paragraph.property.keep_next = Some(true);
                    }
                }
            }
            cells.push(cell);
            runs.push(text);
        }
        let row_of_cells = TableRow::new(cells);
        let divided = facts.place.is_some_and(|place| place.divided.contains(&row));
        // What is higher than a page and may not be divided runs off its foot in Word.
        rows.push(if divided { row_of_cells } else { row_of_cells.cant_split() });
    }
    let mut built = docx_rs::Table::without_borders(rows)
        .style(styles::TABLE)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed);
    if number > 0 {
        let padding = usize::try_from(form.padding.to_twips()).unwrap_or_default();
        built = built.margins(TableCellMargins::new().margin(0, padding, 0, padding));
    }
    let caption = table.caption.as_deref().map(plain_text).unwrap_or_default();
    Some(Child::Table(children::BuiltTable {
        built: Box::new(built),
        header_rows: table.header_rows,
        caption,
        runs,
    }))
}

fn compose_cell(
    place: GridPlace<'_>,
    width: usize,
    (style, form): (&Stylesheet, usize),
    page_break: bool,
    (facts, at): (&CellFacts<'_>, (usize, usize)),
    links: &mut Links,
) -> (TableCell, String) {
    let mut property = TableCellProperty::new().width(width, WidthType::Dxa);
    let mut role = Role::TableCell;
    let mut align = style.paragraph(role).align;
    let mut inlines: Cow<'_, [Inline]> = Cow::Borrowed(&[]);
    if let GridPlace::Start(cell, columns)
    | GridPlace::Again(cell, columns)
    | GridPlace::Below(cell, columns, _) = place
    {
        if cell.header {
            role = Role::TableHeader;
        }
        align = cell.align;
        if columns > 1 {
            property = property.grid_span(columns);
        }
        if cell.row_span > 1 {
            let below = matches!(place, GridPlace::Below(..));
            property =
                property.vertical_merge(if below { VMergeType::Continue } else { VMergeType::Restart });
        }
        match place {
            GridPlace::Start(cell, _) => inlines = Cow::Borrowed(&cell.inlines),
            // A footnote has its mark once.
            GridPlace::Again(cell, _) => {
                let noted = |inline: &&Inline| !matches!(inline, Inline::Footnote(_));
                inlines = cell.inlines.iter().filter(noted).cloned().collect();
            }
            _ => {}
        }
    }
    if align == Align::Justify && (facts.loose)(at.0, at.1) {
        // A long word would draw its lines too far apart.
        align = Align::Left;
    }
    // Filled in its box: docx-rs's paragraphs are 2.4 kB, which its builders move again and again.
    let mut paragraph = Box::<Paragraph>::default();
    paragraph.property.style = Some(ParagraphStyle::new(Some(styles::table_id(role, form))));
    if align != style.paragraph(role).align {
        paragraph.property.alignment = Some(Justification::new(styles::align(align)));
    }
    if page_break {
        paragraph.property.page_break_before = Some(true);
    }
    let place = facts.place;
    if let Some(indent) = place.and_then(|place| place.indents.get(&at))
        && let Ok(twips) = i32::try_from(indent.to_twips())
    {
        paragraph.property.indent = Some(Indent::new(Some(0), None, Some(twips), None));
    }
    let breaks = place.and_then(|place| place.breaks.get(&at)).map_or(&[][..], Vec::as_slice);
    let children = vec![TableCellContent::Paragraph(paragraph)];
    (TableCell { children, property, has_numbering: false }, runs::compose(&inlines, breaks, links))
}

/// What stands at a place of the grid.
#[derive(Clone, Copy)]
enum GridPlace<'a> {
    /// Nothing; an empty cell is made up.
    Free,
    /// A cell and the columns it covers.
    Start(&'a Cell, usize),
    /// The same in a further row of the cell, with the row and the place in it where the cell begins.
    Below(&'a Cell, usize, (usize, usize)),
    /// The same in the row where a page begins and the cell goes on.
    Again(&'a Cell, usize),
    /// Covered by a cell to the left.
    Covered,
}

impl GridPlace<'_> {
    fn columns(self) -> usize {
        match self {
            GridPlace::Start(_, columns) | GridPlace::Below(_, columns, _) | GridPlace::Again(_, columns) => {
                columns
            }
            GridPlace::Free | GridPlace::Covered => 1,
        }
    }
}

/// A cell that reaches down.
type Open<'a> = (usize, &'a Cell, usize, (usize, usize), usize);

/// The places of each row by the HTML table model: cells take the free places from left to right.
fn grid(table: &Table) -> Vec<Vec<GridPlace<'_>>> {
    // Cells that reach down: column, cell, columns, where it begins, rows left.
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        let mut places = vec![GridPlace::Free; table.columns.len().min(MAX_COLUMNS)];
        for (column, cell, columns, start, _) in &open {
            put(&mut places, *column, *columns, GridPlace::Below(cell, *columns, *start));
        }
        let mut opened = Vec::new();
        let mut column = 0;
        for (number, cell) in row.cells.iter().enumerate() {
            while !is_free(&places, column) {
                column += 1;
            }
            let room = (column..MAX_COLUMNS).take_while(|column| is_free(&places, *column)).count();
            if room == 0 {
                break;
            }
            let columns = cell.column_span.clamp(1, room);
            put(&mut places, column, columns, GridPlace::Start(cell, columns));
            // None reaches out of the header.
            let section = if index < table.header_rows { table.header_rows } else { usize::MAX };
            let below = cell.row_span.min(section.min(table.rows.len()) - index);
            if below > 1 {
                opened.push((column, cell, columns, (index, number), below));
            }
            column += columns;
        }
        open.extend(opened);
        open.retain_mut(|(.., left)| {
            *left -= 1;
            *left > 0
        });
        rows.push(places);
    }
    rows
}

fn is_free(places: &[GridPlace<'_>], column: usize) -> bool {
    matches!(places.get(column), None | Some(GridPlace::Free))
}

fn put<'a>(places: &mut Vec<GridPlace<'a>>, column: usize, columns: usize, place: GridPlace<'a>) {
    if places.len() < column + columns {
        places.resize(column + columns, GridPlace::Free);
    }
    for (offset, slot) in places.iter_mut().skip(column).take(columns).enumerate() {
        *slot = if offset == 0 { place } else { GridPlace::Covered };
    }
}

/// The width of each column in twips, as the pages have it; without pages the columns have their shares.
fn widths(table: &Table, columns: usize, place: Option<&TablePlace>, total: Length) -> Vec<usize> {
    let found = place.map(|place| place.edges.clone()).filter(|edges| edges.len() == columns + 1);
    let edges = found.unwrap_or_else(|| table.edges(&vec![ColumnNeed::default(); columns], total));
    let twips: Vec<usize> =
        edges.iter().map(|edge| usize::try_from(edge.to_twips()).unwrap_or_default()).collect();
    twips.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect()
}

/// What the pages say of the cells of a table.
pub(crate) struct CellFacts<'a> {
    /// The columns of the table and what its cells need, as the pages found them.
    pub(crate) place: Option<&'a TablePlace>,
    /// Rows from this one on stay with what follows.
    pub(crate) kept: usize,
    /// Whether a cell, by row and place in the row, would be drawn too far apart.
    pub(crate) loose: &'a dyn Fn(usize, usize) -> bool,
}

impl CellFacts<'_> {
    /// Whether a page begins with this row and cuts the merged cell that begins there.
    fn cut_at(&self, start: (usize, usize), row: usize) -> bool {
        self.place.and_then(|place| place.cuts.get(&start)).is_some_and(|rows| rows.contains(&row))
    }

    fn keeps(&self, row: usize) -> bool {
        // What page ends divide cannot stay on the page of anything.
        let place = self.place.filter(|place| !place.divided.contains(&row));
        place.is_some_and(|place| row >= self.kept || place.kept.contains(&row))
    }
}
