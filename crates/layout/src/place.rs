//! A line onto paper: justified, squeezed or aligned, as glyph runs.

use std::sync::Arc;

use gongwen_core::Length;
use gongwen_core::document::Align;

use crate::classes::Class;
use crate::collect::{Item, Text};
use crate::lines::{Line, trimmed};
use crate::pages::{Color, Glyph, GlyphRun};

/// Where a line goes.
pub(crate) struct Spot {
    /// Left of its measure, EMU from the left of the paper.
    pub(crate) x: i64,
    /// EMU from the top of the paper.
    pub(crate) baseline: i64,
    pub(crate) align: Align,
    pub(crate) size: Length,
    /// Whether it belongs to no node: a repeated header row, a page number.
    pub(crate) artifact: bool,
    pub(crate) color: Color,
}

/// Baseline of a line in its pitch: the em box (0.88 above the baseline, 0.12 below, as in all Chinese faces) stands in
/// the middle, so faces of one size share it. LibreOffice centres ascent and descent of each face in lines of exact
/// height, which comes within 0.3 mm of this for the embedded faces.
pub(crate) fn baseline(top: i64, pitch: i64, size: Length) -> i64 {
    top + pitch / 2 + size.emu() * 38 / 100
}

/// Puts a line on the page.
pub(crate) fn place_line(runs: &mut Vec<GlyphRun>, text: &Text, line: &Line, spot: &Spot) {
    let items = &text.items[line.items.clone()];
    let ink = trimmed(&text.items, line.items.clone()) - line.items.start;
    let mut x = spot.x;
    let mut spread = Spread::default();
    let mut squeeze = Spread::default();
    // What stands before a hang stays where wrapped lines expect it.
    let mut still = text.hang.saturating_sub(line.items.start);
    if still >= ink {
        still = 0;
    }
    if line.slack < 0 {
        let marks =
            |from: usize| items.iter().take(ink).skip(from).filter(|item| item.class.squeezable()).count();
        if marks(still) == 0 {
            still = 0;
        }
        squeeze = Spread::new(-line.slack, marks(still));
    } else {
        match spot.align {
            Align::Justify if !line.last => {
                spread = Spread::new(line.slack, (still + 1..ink).filter(|index| gap(items, *index)).count());
            }
            Align::Justify | Align::Left => {}
            Align::Center => x += line.slack / 2,
            Align::Right => x += line.slack,
        }
    }
    let mut current: Option<usize> = None;
    for (index, item) in items.iter().enumerate() {
        let mut advance = if index < ink { item.width } else { 0 };
        let mut offset = item.offset;
        if index > 0 && index < ink {
            x += item.lead;
        }
        if index >= still && item.class.squeezable() {
            let less = squeeze.take();
            advance -= less;
            if item.class == Class::Opening {
                offset -= less;
            }
        }
        if index >= still && index + 1 < ink && gap(items, index + 1) {
            advance += spread.take();
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
                baseline: Length::from_emu(spot.baseline - item.rise),
                color: spot.color,
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
                x: Length::from_emu(x + offset),
                advance: Length::from_emu(advance),
                text: start..run.text.len(),
            });
        }
        x += advance;
    }
}

/// Whether space may be added before this item: at 汉字 and spaces, never in words, numbers, —— and ……
fn gap(items: &[Item], index: usize) -> bool {
    let (before, after) = (items[index - 1].class, items[index].class);
    let whole = matches!((before, after), (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis));
    let beside_space = after == Class::Space && before != Class::Ideograph;
    !whole
        && !beside_space
        && (before.stretches() || after.stretches())
        && after != Class::Glue
        && before != Class::Glue
}

fn same_link(left: Option<&Arc<str>>, right: Option<&Arc<str>>) -> bool {
    left == right
}

/// A length shared out evenly, to the last EMU.
#[derive(Default)]
pub(crate) struct Spread {
    rest: i64,
    parts: i64,
}

impl Spread {
    pub(crate) fn new(total: i64, parts: usize) -> Spread {
        Spread { rest: total, parts: parts as i64 }
    }

    /// The share of each, were there one more; none when there is nothing to share.
    pub(crate) fn share_of_one_more(&self) -> Option<i64> {
        (self.rest > 0 && self.parts > 0).then(|| self.rest / (self.parts + 1))
    }

    pub(crate) fn take(&mut self) -> i64 {
        if self.parts <= 0 {
            return 0;
        }
        let share = self.rest / self.parts;
        self.rest -= share;
        self.parts -= 1;
        share
    }
}
