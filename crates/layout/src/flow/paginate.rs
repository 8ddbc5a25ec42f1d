//! The column cut into pages, and everything put in its place.
//!
//! Line i of a page of text begins i pitches below the top margin. After a table, text goes on right below it, as
//! in Word: lines are not drawn back to the grid.

use gongwen_document::{Length, Orientation, Stylesheet};

use crate::canvas::{Canvas, Extent};
use crate::flow::feet::{Filling, Foot};
use crate::flow::footnotes;
use crate::flow::frame::lying;
use crate::flow::rules::place_rules;
use crate::flow::table::Segment;
use crate::flow::units::{Content, Flow, Keep};
use crate::inline::justify::Spread;
use crate::pages::Page;

/// The units of one page.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) orientation: Orientation,
    /// Height for text, EMU.
    pub(crate) area: i64,
    /// The unit that had no room on it, when that is why it ended; text may have gone along.
    pub(crate) overflow: Option<usize>,
    /// The footnotes that stand at the foot of the page, or the parts of them that do.
    pub(crate) feet: Vec<Foot>,
}

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

/// Cuts the column into pages: which units stand on each, and which of their footnotes.
///
/// Units are taken while they and their footnotes have room. Where one has not, the page ends before it, or further up,
/// behind the last unit that may be the last of a page: a heading whose first line of text has no room goes to the next
/// page with it. What would fill a page and more is not kept together, or it would be moved for ever. Footnotes that
/// found no room go on at the foot of the next page, and a page may hold nothing else.
pub(crate) fn find_sheets(flow: &Flow, style: &Stylesheet) -> Vec<Sheet> {
    let units = &flow.units;
    let page = style.page;
    let area = |orientation: Orientation| match orientation {
        Orientation::Portrait => page.type_area_height().emu(),
        Orientation::Landscape => page.type_area_width().emu(),
    };
    let mut sheets: Vec<Sheet> = Vec::new();
    let new = |start: usize, orientation: Orientation| Sheet {
        start,
        end: units.len(),
        orientation,
        area: area(orientation),
        overflow: None,
        feet: Vec::new(),
    };
    let notes = &flow.footnotes;
    let pitch = style.grid.line_pitch.emu();
    let mut sheet = new(0, Orientation::Portrait);
    let mut foot = Filling::default();
    let (mut y, mut index) = (0, 0);
    while index < units.len() {
        let unit = &units[index];
        if let Content::PageBreak(orientation) = unit.content {
            let (feet, rest) = foot.end_before(index);
            if index > sheet.start || !feet.is_empty() {
                sheets.push(Sheet { end: index, feet, ..sheet });
            }
            index += 1;
            (sheet, y) = (new(index, orientation), 0);
            foot = Filling::after(rest, notes, sheet.area, pitch);
            continue;
        }
        if let (Content::Piece(piece), Some(area)) = (unit.content, flow.head_area)
            && flow.head == Some(piece)
        {
            sheet.area = area;
        }
        let height = height_at(flow, index, y == 0);
        let left = sheet.area - y - height - unit.below;
        if y > 0 && !foot.fits(index, notes, left) {
            let kept = |least: Keep| {
                let free = units[sheet.start..index].iter().rposition(|unit| unit.keep < least);
                free.map(|place| sheet.start + place + 1)
            };
            // What would fill a page and more is not kept together.
            let end = kept(Keep::Signature).or_else(|| kept(Keep::Next)).unwrap_or(index);
            let (feet, rest) = foot.end_before(end);
            let orientation = sheet.orientation;
            sheets.push(Sheet { end, overflow: Some(index), feet, ..sheet });
            (sheet, y, index) = (new(end, orientation), 0, end);
            foot = Filling::after(rest, notes, sheet.area, pitch);
            continue;
        }
        foot.take(index, notes, left);
        y += height;
        index += 1;
    }
    let (feet, mut rest) = foot.end_before(units.len());
    let orientation = sheet.orientation;
    if sheet.start < units.len() || sheets.is_empty() || !feet.is_empty() {
        sheets.push(Sheet { feet, ..sheet });
    }
    while !rest.is_empty() {
        let sheet = new(units.len(), orientation);
        let (feet, more) = Filling::after(rest, notes, sheet.area, 0).end_before(units.len());
        sheets.push(Sheet { feet, ..sheet });
        rest = more;
    }
    sheets
}

/// Height of a unit; at the top of a page blank lines vanish and a table repeats its header.
fn height_at(flow: &Flow, index: usize, top: bool) -> i64 {
    let Some(unit) = flow.units.get(index) else { return 0 };
    match unit.content {
        Content::Blank if top => 0,
        Content::Rows { table, group } if top => unit.height + repeated_header(flow, table, group),
        _ => unit.height,
    }
}

fn repeated_header(flow: &Flow, table: usize, group: usize) -> i64 {
    match flow.tables.get(table) {
        Some(grid) if grid.groups.get(group).is_some_and(|group| group.rows.start >= grid.header_rows) => {
            grid.header_height
        }
        _ => 0,
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

/// 10.1: the last line of page 1 of a letter stands at an exact distance above the lower rules. When the page is
/// full, what is left of it is shared out among its lines.
fn stretch(flow: &Flow, sheet: &Sheet) -> Spread {
    let units = flow.units.get(sheet.start..sheet.end).unwrap_or_default();
    let head = matches!(units.first().map(|unit| unit.content), Some(Content::Piece(piece)) if flow.head == Some(piece));
    let goes_on =
        flow.units.get(sheet.end).is_some_and(|next| !matches!(next.content, Content::PageBreak(_)));
    let rest = sheet.area - units.iter().map(|unit| unit.height).sum::<i64>();
    let pitch = units.last().map_or(0, |unit| unit.height);
    if flow.head_area.is_none() || !head || !sheet.feet.is_empty() || !goes_on || rest >= pitch {
        return Spread::default();
    }
    let lines = (sheet.start..sheet.end).zip(units).filter(|(index, unit)| {
        flow.first_text.is_some_and(|first| *index > first) && matches!(unit.content, Content::Line { .. })
    });
    Spread::new(rest, lines.count())
}

/// What the lines of a stretched page need more, for the Word file: there the first one takes its share as well. A paragraph
/// has one pitch, so one that goes on keeps the grid's when the next page is full: wider lines would not all have room there.
fn note_pitches(flow: &mut Flow, (sheet, next): (&Sheet, Option<&Sheet>), stretch: &Spread) {
    let (Some(first), Some(share)) = (flow.first_text, stretch.share_of_one_more()) else { return };
    let full = next.is_some_and(|next| next.overflow.is_some());
    for (block, start) in
        flow.starts.iter().enumerate().filter(|(_, start)| (first..sheet.end).contains(start))
    {
        if full && flow.starts.get(block + 1).is_some_and(|end| *end > sheet.end) {
            continue;
        }
        if let Some(unit) = flow.units.get(*start)
            && matches!(unit.content, Content::Line { .. })
        {
            flow.facts.line_pitches.insert(block, Length::from_emu(unit.height + share));
        }
    }
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
