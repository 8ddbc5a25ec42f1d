//! Page 1 of a letter 信函, whose last line stands at an exact distance above the lower rules: what is left of it is shared
//! out among its lines.

use gongwen_document::Length;

use crate::flow::sheets::Sheet;
use crate::flow::units::{Content, Flow};
use crate::inline::justify::Spread;

/// 10.1: the last line of page 1 of a letter stands at an exact distance above the lower rules. When the page is
/// full, what is left of it is shared out among its lines.
pub(crate) fn stretch(flow: &Flow, sheet: &Sheet) -> Spread {
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
/// has one pitch, so one that goes on keeps the grid's when its wider lines would not all have room on the next page.
pub(crate) fn note_pitches(flow: &mut Flow, (sheet, next): (&Sheet, Option<&Sheet>), stretch: &Spread) {
    let (Some(first), Some(share)) = (flow.first_text, stretch.share_of_one_more()) else { return };
    for (block, start) in
        flow.starts.iter().enumerate().filter(|(_, start)| (first..sheet.end).contains(start))
    {
        let end = flow.starts.get(block + 1).copied().unwrap_or_default();
        if next.is_some_and(|next| end > sheet.end && !has_room(flow, next, (end - sheet.end) as i64 * share))
        {
            continue;
        }
        if let Some(unit) = flow.units.get(*start)
            && matches!(unit.content, Content::Line { .. })
        {
            flow.facts.line_pitches.insert(block, Length::from_emu(unit.height + share));
        }
    }
}

/// Whether a page has so much room below its last unit, its imprint aside.
fn has_room(flow: &Flow, sheet: &Sheet, more: i64) -> bool {
    let units = flow.units.get(sheet.start..sheet.end).unwrap_or_default();
    let below = units.last().map_or(0, |unit| unit.below);
    sheet.overflow.is_none() && units.iter().map(|unit| unit.height).sum::<i64>() + below + more <= sheet.area
}
