//! The column cut into pages: which units stand on each.

use std::ops::Range;

use gongwen_document::{Orientation, Stylesheet};

use crate::flow::feet::{Filling, Foot};
use crate::flow::units::{Content, Flow, Keep, Unit};

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
            // What would fill a page and more is not kept together, but a caption goes with its table all the same.
            let end = kept(Keep::Signature)
                .or_else(|| kept(Keep::Next))
                .unwrap_or_else(|| last_paragraph(units, sheet.start..index, sheet.area));
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

/// Where the paragraph that ends these units begins, when something stands above it and it has room on a page with the unit
/// behind them; else their end.
fn last_paragraph(units: &[Unit], range: Range<usize>, area: i64) -> usize {
    let paragraph = |unit: &Unit| match unit.content {
        Content::Line { paragraph, .. } => Some(paragraph),
        _ => None,
    };
    let own = units.get(range.clone()).unwrap_or_default();
    let lines = own
        .iter()
        .rposition(|unit| !matches!(unit.content, Content::Blank))
        .map_or(&[][..], |last| &own[..=last]);
    let Some(last) = lines.last().and_then(paragraph) else { return range.end };
    let Some(above) = lines.iter().rposition(|unit| paragraph(unit) != Some(last)) else { return range.end };
    let begin = range.start + above + 1;
    let height: i64 = units.get(begin..=range.end).unwrap_or_default().iter().map(|unit| unit.height).sum();
    if height <= area { begin } else { range.end }
}

/// Height of a unit; at the top of a page blank lines vanish and a table repeats its header.
pub(crate) fn height_at(flow: &Flow, index: usize, top: bool) -> i64 {
    let Some(unit) = flow.units.get(index) else { return 0 };
    match unit.content {
        Content::Blank if top => 0,
        Content::Rows { table, group } if top => unit.height + repeated_header(flow, table, group),
        _ => unit.height,
    }
}

pub(crate) fn repeated_header(flow: &Flow, table: usize, group: usize) -> i64 {
    match flow.tables.get(table) {
        Some(grid) if grid.groups.get(group).is_some_and(|group| group.rows.start >= grid.header_rows) => {
            grid.header_height
        }
        _ => 0,
    }
}
