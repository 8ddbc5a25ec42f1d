//! Everything put in its place on the pages.
//!
//! Line i of a page of text begins i pitches below the top margin. After a table, text goes on right below it, as
//! in Word: lines are not drawn back to the grid.

use gongwen_document::{Length, Orientation, Stylesheet};

use crate::canvas::{Canvas, Extent};
use crate::flow::footnotes;
use crate::flow::frame::lying;
use crate::flow::rules::place_rules;
use crate::flow::sheets::{Sheet, height_at, repeated_header};
use crate::flow::stretch::{note_pitches, stretch};
use crate::flow::table::Segment;
use crate::flow::units::{Content, Flow};
use crate::pages::Page;

/// Pages, and where the text of the last one ends.
pub(crate) struct Paginated {
    pub(crate) pages: Vec<Page>,
    /// EMU below the top of the type area.
    pub(crate) used: i64,
    /// How the last page stands.
    pub(crate) last: Orientation,
    /// The page of the letterhead.
    pub(crate) head: Option<usize>,
    /// Where all that is on the pages stands.
    pub(crate) extents: Vec<Extent>,
    /// Whether glyphs are drawn.
    pub(crate) draw: bool,
}

impl Paginated {
    /// A page to put something on.
    pub(crate) fn canvas(&mut self, number: usize) -> Option<Canvas<'_>> {
        let page = self.pages.get_mut(number)?;
        Some(Canvas { page, extents: &mut self.extents, number, draw: self.draw })
    }
}

/// A page with nothing on it.
pub(crate) fn blank_page(style: &Stylesheet) -> Page {
    Page { width: style.page.width, height: style.page.height, ..Page::default() }
}

/// Places all text and rules of these pages, or, when they are not drawn, finds out where they would stand.
pub(crate) fn paginate(flow: &mut Flow, sheets: &[Sheet], style: &Stylesheet, draw: bool) -> Paginated {
    let turned = sheets.iter().any(|sheet| sheet.orientation == Orientation::Landscape).then(|| lying(style));
    let mut laid = Paginated {
        pages: Vec::new(),
        used: 0,
        last: Orientation::Portrait,
        head: None,
        extents: Vec::new(),
        draw,
    };
    for (number, sheet) in sheets.iter().enumerate() {
        let style = match (&turned, sheet.orientation) {
            (Some(turned), Orientation::Landscape) => turned,
            _ => style,
        };
        laid.pages.push(Page { orientation: sheet.orientation, ..blank_page(style) });
        laid.last = sheet.orientation;
        let mut head = laid.head;
        if let Some(mut canvas) = laid.canvas(number) {
            laid.used = fill(flow, &mut canvas, (sheet, sheets.get(number + 1)), style, &mut head);
        }
        laid.head = head;
    }
    flow.told.extend(flow.tables.iter().filter_map(|grid| grid.said_again()));
    laid
}

/// Places the units of a page, which may be none; returns where they end.
///
/// Rows of a table are placed first and ruled when the table ends on this page, since a rule depends on the row after
/// it. The header of a table is said again at the top of a page that begins within it. What is left of a page of a
/// letter is shared out among its lines by `stretch`.
fn fill(
    flow: &mut Flow,
    canvas: &mut Canvas<'_>,
    (sheet, next): (&Sheet, Option<&Sheet>),
    style: &Stylesheet,
    head: &mut Option<usize>,
) -> i64 {
    let left = style.page.binding_margin.emu();
    let top = style.page.top_margin.emu();
    let (mut y, mut used) = (top, top);
    let mut open: Option<(usize, Vec<Segment>)> = None;
    let mut stretch = stretch(flow, sheet);
    note_pitches(flow, (sheet, next), &stretch);
    for index in sheet.start..sheet.end {
        let Some(unit) = flow.units.get(index) else { break };
        let (content, below) = (unit.content, unit.below);
        let height = height_at(flow, index, y == top);
        if !matches!((content, &open), (Content::Rows { table, .. }, Some((current, _))) if table == *current)
        {
            close_table(flow, canvas, open.take(), style, left);
        }
        match content {
            Content::Blank | Content::Room | Content::PageBreak(_) => {}
            Content::Line { paragraph, line, outline } => {
                if flow.first_text.is_some_and(|first| index > first) {
                    y += stretch.take();
                }
                if let Some(entry) = outline.and_then(|outline| flow.outline.get_mut(outline)) {
                    entry.page = canvas.number;
                    entry.y = Length::from_emu(y);
                }
                if let Some(paragraph) = flow.paragraphs.get(paragraph) {
                    paragraph.place(canvas, line, left, y, false);
                }
            }
            Content::Piece(piece) => {
                if flow.head == Some(piece) {
                    *head = Some(canvas.number);
                }
                if let Some(piece) = flow.pieces.get(piece) {
                    piece.place(&flow.paragraphs, canvas, left, y);
                }
            }
            Content::Rows { table, group } => {
                let (_, segments) = open.get_or_insert_with(|| (table, Vec::new()));
                if let Some(grid) = flow.tables.get(table) {
                    let mut at = y;
                    if y == top && repeated_header(flow, table, group) > 0 {
                        for header in grid.header_groups() {
                            grid.place_group(header, canvas, segments, left, at, true);
                            at += header.height;
                        }
                    }
                    if let Some(group) = grid.groups.get(group) {
                        grid.place_group(group, canvas, segments, left, at, false);
                    }
                }
            }
        }
        y += height;
        // What stands below a seal keeps off it.
        let clear = if below > 0 { style.closing.seal_gap.emu() } else { 0 };
        used = used.max(y + below + clear);
    }
    close_table(flow, canvas, open, style, left);
    if sheet.feet.is_empty() {
        return used - top;
    }
    footnotes::place(flow, canvas, &sheet.feet, style, left, top + sheet.area);
    // Nothing fits below them.
    sheet.area
}

fn close_table(
    flow: &mut Flow,
    canvas: &mut Canvas<'_>,
    open: Option<(usize, Vec<Segment>)>,
    style: &Stylesheet,
    left: i64,
) {
    if let Some((table, segments)) = open
        && let Some(grid) = flow.tables.get_mut(table)
    {
        grid.place_cut(canvas, &segments, left);
        if let Some(place) = grid.block.and_then(|block| flow.facts.tables.get_mut(&block)) {
            place.cuts.clone_from(&grid.place.cuts);
        }
        place_rules(&mut canvas.page.rules, grid, &segments, &style.table, left);
    }
}
