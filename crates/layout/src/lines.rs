//! Third stage: items to lines. First fit as Word does; a closing mark that would begin the next line is
//! pulled in by squeezing the line's punctuation, otherwise the line is left looser.

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
        let measure = if lines.is_empty() { first } else { other };
        let line = next_line(items, start, measure);
        start = line.items.end;
        let forced = items.get(start).is_some_and(|item| item.class == Class::Break);
        lines.push(line);
        if forced {
            start += 1;
        }
        if start >= items.len() {
            if forced {
                lines.push(Line { items: start..start, slack: other, last: true });
            }
            return lines;
        }
    }
}

fn next_line(items: &[Item], start: usize, measure: i64) -> Line {
    let mut width = 0;
    let mut best = None;
    let mut address = None;
    let mut index = start;
    while let Some(item) = items.get(index) {
        if item.class == Class::Break {
            return finish(items, start..index, measure, true);
        }
        if index > start {
            match item.boundary {
                Boundary::Allowed | Boundary::Forced => best = Some(index),
                Boundary::Address => address = Some(index),
                Boundary::Never => {}
            }
        }
        // Spaces at a line's end take no room.
        if width + item.width > measure && item.class != Class::Space && item.width > 0 {
            break;
        }
        width += item.width;
        index += 1;
    }
    if index >= items.len() {
        return finish(items, start..index, measure, true);
    }
    if let Some(end) = pull_in(items, start, index, measure) {
        let last = items.get(end).is_none_or(|item| item.class == Class::Break);
        return finish(items, start..end, measure, last);
    }
    let end = best.or(address).unwrap_or(index).max(start + 1);
    finish(items, start..end, measure, false)
}

/// The end of the line if the closing marks from `overflow` on can be squeezed into it.
fn pull_in(items: &[Item], start: usize, overflow: usize, measure: i64) -> Option<usize> {
    let mut end = overflow;
    while items.get(end).is_some_and(|item| item.class.never_first()) {
        end += 1;
        // No line holds more than that.
        if end - overflow > 8 {
            return None;
        }
    }
    let legal = end > overflow
        && items.get(end).is_none_or(|item| item.boundary == Boundary::Allowed || item.class == Class::Break);
    if !legal {
        return None;
    }
    let line = &items[start..trimmed(items, start..end)];
    let width: i64 = line.iter().map(|item| item.width).sum();
    let room: i64 = line.iter().filter(|item| item.class.squeezable()).map(|item| (item.width + 1) / 2).sum();
    (width - measure <= room).then_some(end)
}

fn finish(items: &[Item], range: Range<usize>, measure: i64, last: bool) -> Line {
    let ink = &items[range.start..trimmed(items, range.clone())];
    let width: i64 = ink.iter().map(|item| item.width).sum();
    Line { items: range, slack: measure - width, last }
}

/// Where the spaces at the end of a line begin.
pub(crate) fn trimmed(items: &[Item], range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && items[end - 1].class == Class::Space {
        end -= 1;
    }
    end
}
