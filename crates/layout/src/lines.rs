//! Third stage: items to lines.
//!
//! The lines of the DOCX are Word's and LibreOffice's: first fit, a mark that may not begin a line takes the character
//! before it down with it. Ours are the same, but for one thing: a number stays with its unit. Where first fit would part
//! the two, punctuation is squeezed until the unit fits, or the number goes to the next line; `fit` tells the DOCX how to
//! space that line so that Word breaks it there too.

use std::ops::Range;

use crate::classes::Class;
use crate::collect::{Boundary, Item};

/// A line: its items, and the room that is left in its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) items: Range<usize>,
    /// EMU; negative when punctuation must be squeezed by so much.
    pub(crate) slack: i64,
    /// Whether it ends the paragraph or stands before a forced new line.
    pub(crate) last: bool,
}

/// Breaks items into lines: the first as wide as `first`, the others as `other` (EMU).
pub(crate) fn choose_lines(items: &[Item], first: i64, other: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let forced =
            items.get(start..).and_then(|rest| rest.iter().position(|item| item.class == Class::Break));
        let end = forced.map_or(items.len(), |place| start + place);
        piece(items, start..end, if lines.is_empty() { first } else { other }, other, &mut lines);
        match forced {
            Some(_) => start = end + 1,
            None => return lines,
        }
    }
}

/// Lines of a piece without forced breaks.
fn piece(items: &[Item], piece: Range<usize>, first: i64, other: i64, lines: &mut Vec<Line>) {
    let mut start = piece.start;
    let mut measure = first;
    loop {
        let end = line_end(items, start, piece.end, measure);
        let slack = measure - width(items, start..trimmed(items, start..end));
        lines.push(Line { items: start..end, slack, last: end >= piece.end });
        if end >= piece.end {
            return;
        }
        start = end;
        measure = other;
    }
}

fn line_end(items: &[Item], start: usize, stop: usize, measure: i64) -> usize {
    let word = word_end(items, start, stop, measure);
    if items.get(word).is_none_or(|item| item.boundary != Boundary::Unit) {
        return word;
    }
    // Keep the unit with its number in this line, if marks give way for it.
    let unit = (word + 1..stop).find(|end| items[*end].boundary >= Boundary::Allowed).unwrap_or(stop);
    let over = width(items, start..trimmed(items, start..unit)) - measure;
    if over <= room(items, start..unit) {
        return unit;
    }
    first_fit(items, start, stop, measure, Boundary::Allowed)
}

/// Where Word and LibreOffice end this line.
pub(crate) fn word_end(items: &[Item], start: usize, stop: usize, measure: i64) -> usize {
    first_fit(items, start, stop, measure, Boundary::Unit)
}

/// The end of the longest line that fits, where a boundary of this quality or better is.
fn first_fit(items: &[Item], start: usize, stop: usize, measure: i64, quality: Boundary) -> usize {
    let mut width = 0;
    let (mut best, mut unit, mut address) = (None, None, None);
    let mut index = start;
    while index < stop {
        let item = &items[index];
        if index > start {
            match item.boundary {
                boundary if boundary >= quality => best = Some(index),
                Boundary::Unit => unit = Some(index),
                Boundary::Address => address = Some(index),
                _ => {}
            }
        }
        let lead = if index > start { item.lead } else { 0 };
        // Spaces at a line's end take no room.
        if width + lead + item.width > measure && item.class != Class::Space && item.width > 0 {
            return best.or(unit).or(address).unwrap_or(index).max(start + 1);
        }
        width += lead + item.width;
        index += 1;
    }
    stop
}

/// Width of these items in a line of their own.
pub(crate) fn width(items: &[Item], range: Range<usize>) -> i64 {
    let line = &items[range];
    let leads: i64 = line.iter().skip(1).map(|item| item.lead).sum();
    leads + line.iter().map(|item| item.width).sum::<i64>()
}

/// By how much the marks of a line may be squeezed: half a cell each.
fn room(items: &[Item], range: Range<usize>) -> i64 {
    items[range].iter().filter(|item| item.class.squeezable()).map(|item| (item.width + 1) / 2).sum()
}

/// Where the spaces at the end of a line begin.
pub(crate) fn trimmed(items: &[Item], range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && items[end - 1].class == Class::Space {
        end -= 1;
    }
    end
}
