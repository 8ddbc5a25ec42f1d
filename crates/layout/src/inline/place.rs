//! A line onto paper: justified or aligned, as glyph runs.

use std::sync::Arc;

use gongwen_document::{Align, Length};

use crate::inline::collect::Text;
use crate::inline::justify::{Fill, gap, still};
use crate::inline::lines::{Line, trimmed};
use crate::pages::{Color, Glyph, GlyphRun};

/// Where a line goes.
pub(crate) struct Spot {
    /// Left of its measure, EMU from the left of the paper.
    pub(crate) x: i64,
    /// EMU from the top of the paper.
    pub(crate) baseline: i64,
    pub(crate) align: Align,
    pub(crate) size: Length,
    /// Width of the glyphs, in percent.
    pub(crate) scale: u8,
    /// Whether it belongs to no node: a repeated header row, a page number.
    pub(crate) artifact: bool,
    pub(crate) color: Color,
    pub(crate) bold: bool,
}

/// Baseline of a line: four fifths down its pitch, as [`ParagraphStyle::baseline`](gongwen_document::style::ParagraphStyle::baseline).
pub(crate) fn baseline(top: i64, pitch: i64) -> i64 {
    top + Length::from_emu(pitch).scale(4, 5).emu()
}

/// Puts a line on the page as runs of glyphs, one run for each face, height and element of the structure.
///
/// A line that is not the paragraph's last is drawn to the full width: `fill` shares the slack out, first among spaces
/// and between Chinese and Latin, then everywhere. Items before `still` are the hanging part and stay as they are;
/// those from `ink` on are white at the line's end and take no width. Of 16 pt of slack in a line of 21 characters
/// without spaces or letters, each of the 20 gaps gets 0.8 pt.
pub(crate) fn place_line(runs: &mut Vec<GlyphRun>, text: &Text, line: &Line, spot: &Spot) {
    let items = &text.items[line.items.clone()];
    let ink = trimmed(&text.items, line.items.clone()) - line.items.start;
    let mut x = spot.x;
    let mut fill = Fill::default();
    let still = still(text.hang, line.items.start, ink);
    match spot.align {
        Align::Justify if line.fills() => fill = Fill::new(items, still, ink, line.slack),
        Align::Justify | Align::Left => {}
        Align::Center => x += line.slack / 2,
        Align::Right | Align::Decimal => x += line.slack,
    }
    let mut current: Option<usize> = None;
    for (index, item) in items.iter().enumerate() {
        let mut advance = if index < ink { item.width } else { 0 };
        if index > 0 && index < ink {
            x += item.lead;
        }
        if index > still && index < ink {
            let (before, inside) = fill.take(item);
            x += before;
            advance += inside;
        }
        if index >= still && index + 1 < ink && gap(items, index + 1) {
            advance += fill.take_gap();
        }
        let (node, link) =
            text.spans.get(item.span as usize).map_or((None, None), |span| (span.node, span.link.as_ref()));
        let node = if spot.artifact { None } else { node };
        let same = current.and_then(|at| runs.get(at)).is_some_and(|run: &GlyphRun| {
            run.face == item.face
                && run.node == node
                && run.baseline.emu() == spot.baseline - item.rise
                && same_link(run.link.as_ref(), link)
        });
        if !same {
            current = Some(runs.len());
            runs.push(GlyphRun {
                face: item.face,
                size: if item.rise == 0 { spot.size } else { Length::from_emu(item.em) },
                scale: spot.scale,
                baseline: Length::from_emu(spot.baseline - item.rise),
                color: spot.color,
                bold: spot.bold,
                glyphs: Vec::with_capacity(items.len() - index),
                text: String::with_capacity((items.len() - index) * 3),
                node,
                link: link.cloned(),
            });
        }
        if let Some(run) = runs.last_mut() {
            let start = run.text.len();
            run.text.push(item.character);
            run.glyphs.push(Glyph {
                id: item.glyph,
                x: Length::from_emu(x + item.offset),
                advance: Length::from_emu(advance),
                text: start..run.text.len(),
            });
        }
        x += advance;
    }
}

fn same_link(left: Option<&Arc<str>>, right: Option<&Arc<str>>) -> bool {
    left == right
}
