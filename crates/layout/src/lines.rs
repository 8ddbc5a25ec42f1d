//! Third stage: items to lines.
//!
//! The lines of the DOCX are Word's and LibreOffice's: first fit, a mark that may not begin a line takes the character
//! before it down with it. Ours are the same wherever Chinese typography lets them be. They part from it where first
//! fit would tear a number from its unit; then punctuation is squeezed by as much as brings the lines together again.

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

/// A line that comes back to first fit may be so much looser, in cells.
const LOOSER: i64 = 3;

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
    let mut reference =
        Reference { items, piece: piece.clone(), measure: first, other, ends: vec![piece.start] };
    loop {
        let end = line_end(items, start, piece.end, measure, &mut reference);
        let slack = measure - width(items, start..trimmed(items, start..end));
        lines.push(Line { items: start..end, slack, last: end >= piece.end });
        if end >= piece.end {
            return;
        }
        start = end;
        measure = other;
    }
}

/// Where first fit breaks, found as far as it is asked for.
struct Reference<'a> {
    items: &'a [Item],
    piece: Range<usize>,
    /// Of the line to be found next.
    measure: i64,
    other: i64,
    /// Only the last few: those that a line from the present start can reach.
    ends: Vec<usize>,
}

impl Reference<'_> {
    /// The breaks after `start`, up to the first beyond `reach`; and whether `start` is one itself.
    fn after(&mut self, start: usize, reach: usize) -> (bool, &[usize]) {
        while self.ends.last().is_some_and(|last| *last <= reach && *last < self.piece.end) {
            let from = self.ends.last().copied().unwrap_or(start);
            let end = first_fit(self.items, from, self.piece.end, self.measure, Boundary::Unit);
            self.measure = self.other;
            self.ends.push(end);
        }
        let passed = self.ends.iter().take_while(|end| **end < start).count();
        self.ends.drain(..passed);
        let same = self.ends.first() == Some(&start);
        (same, &self.ends[usize::from(same)..])
    }
}

fn line_end(items: &[Item], start: usize, stop: usize, measure: i64, reference: &mut Reference<'_>) -> usize {
    let own = first_fit(items, start, stop, measure, Boundary::Allowed);
    let reach = own + usize::try_from(LOOSER).unwrap_or(0) + 1;
    let (same, ends) = reference.after(start, reach);
    let allowed = |end: usize| end >= stop || items[end].boundary >= Boundary::Allowed;
    let fits =
        |end: usize| width(items, start..trimmed(items, start..end)) - measure <= room(items, start..end);
    if same {
        let Some(&next) = ends.first() else { return own };
        if allowed(next) || items[next].boundary != Boundary::Unit {
            return next;
        }
        // Keep the unit with its number in this line, if marks give way for it.
        let unit = (next + 1..stop).find(|end| allowed(*end)).unwrap_or(stop);
        return if fits(unit) { unit } else { own };
    }
    let cell = items.get(start).map_or(0, |item| item.width.max(item.em));
    let back = ends.iter().rev().copied().find(|end| allowed(*end) && *end > start && fits(*end));
    match back {
        Some(end) if measure - width(items, start..trimmed(items, start..end)) <= LOOSER * cell => end,
        _ => own,
    }
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
