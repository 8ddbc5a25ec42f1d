//! Third stage: items to lines, as Word breaks them.
//!
//! First fit: a line takes what fits, and a mark that may not begin the next one takes the character before it along. Marks
//! are not squeezed and do not hang. Where that would draw the characters of a justified line too far apart, because a long
//! word or address does not fit, the word is broken; a line that cannot be filled even so is set ragged.

use std::ops::Range;

use crate::inline::classes::Class;
use crate::inline::collect::{Boundary, Item};
use crate::inline::justify::{is_loose, still};

/// A line: its items, and the room that is left in its measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) items: Range<usize>,
    /// EMU; negative when a single item is wider than the measure.
    pub(crate) slack: i64,
    /// Whether it ends the paragraph or stands before a forced new line.
    pub(crate) last: bool,
    /// Whether filling it would draw its characters too far apart.
    pub(crate) ragged: bool,
    /// Whether it ends inside a word, so that it is filled.
    pub(crate) parts_word: bool,
}

impl Line {
    /// Whether its white is shared out when its paragraph is justified.
    pub(crate) fn fills(&self) -> bool {
        !self.last && !self.ragged
    }
}

/// What lines are broken to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// Width of the first line, EMU.
    pub(crate) first: i64,
    /// Width of the others, EMU.
    pub(crate) other: i64,
    /// How far characters may be drawn apart to fill a line, in hundredths of an em; `None` when lines are not filled.
    pub(crate) most_stretch: Option<i64>,
    /// Items before this one stay where they are when a line is filled, as [`Text::hang`](crate::inline::collect::Text::hang).
    pub(crate) hang: usize,
}

impl Measure {
    /// Lines of this width, which nothing fills.
    pub(crate) fn unfilled(width: i64) -> Measure {
        Measure { first: width, other: width, most_stretch: None, hang: 0 }
    }
}

/// Breaks items into lines.
pub(crate) fn choose_lines(items: &[Item], measure: &Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let forced =
            items.get(start..).and_then(|rest| rest.iter().position(|item| item.class == Class::Break));
        let end = forced.map_or(items.len(), |place| start + place);
        piece(items, start..end, measure, &mut lines);
        match forced {
            Some(_) => start = end + 1,
            None => return lines,
        }
    }
}

/// Lines of a piece without forced breaks.
fn piece(items: &[Item], piece: Range<usize>, measure: &Measure, lines: &mut Vec<Line>) {
    let mut start = piece.start;
    loop {
        let width = if lines.is_empty() { measure.first } else { measure.other };
        let line = next_line(items, start, piece.end, width, measure);
        start = line.items.end;
        let last = line.last;
        lines.push(line);
        if last {
            return;
        }
    }
}

/// The line that begins with item `start`.
fn next_line(items: &[Item], start: usize, stop: usize, width: i64, measure: &Measure) -> Line {
    let line = |end: usize| {
        let slack = width - self::width(items, start..trimmed(items, start..end));
        Line { items: start..end, slack, last: end >= stop, ..Line::default() }
    };
    let fit = Fit::new(items, start, stop, width);
    let first = line(fit.end(Boundary::Allowed));
    let loose = |line: &Line| {
        measure.most_stretch.is_some_and(|most| {
            let ink = trimmed(items, line.items.clone()) - start;
            !line.last
                && is_loose(
                    &items[line.items.clone()],
                    still(measure.hang, start, ink),
                    ink,
                    line.slack,
                    most,
                )
        })
    };
    if !loose(&first) {
        return first;
    }
    for quality in [Boundary::Unit, Boundary::Address, Boundary::Word] {
        let line = Line { parts_word: quality != Boundary::Unit, ..line(fit.end(quality)) };
        if line.items.end > first.items.end && !loose(&line) {
            return line;
        }
    }
    Line { ragged: true, ..first }
}

/// The last item at which a line may end, for each quality of boundary.
struct Fit {
    /// By the rank of the quality.
    ends: [Option<usize>; Boundary::RANKS],
    /// Where the line is full; the end of the text, when that fits.
    full: usize,
    /// Whether all of the text fits.
    all: bool,
    start: usize,
}

impl Fit {
    fn new(items: &[Item], start: usize, stop: usize, measure: i64) -> Fit {
        let mut fit = Fit { ends: [None; Boundary::RANKS], full: stop, all: true, start };
        let mut width = 0;
        for (index, item) in items.iter().enumerate().take(stop).skip(start) {
            let mut lead = 0;
            if index > start {
                lead = item.lead;
                if let Some(at) = item.boundary.rank() {
                    fit.ends[at] = Some(index);
                }
            }
            // Spaces at a line's end take no room.
            if width + lead + item.width > measure && item.class != Class::Space && item.width > 0 {
                return Fit { full: index, all: false, ..fit };
            }
            width += lead + item.width;
        }
        fit
    }

    /// The end of the longest line that fits and ends at a boundary of this quality or a better one; the best of the others
    /// when there is none, and at least one item.
    fn end(&self, quality: Boundary) -> usize {
        if self.all {
            return self.full;
        }
        let from = quality.rank().unwrap_or(0);
        let better = self.ends.iter().skip(from).flatten().max().copied();
        let worse = self.ends.iter().take(from).rev().find_map(|end| *end);
        better.or(worse).unwrap_or(self.full).max(self.start + 1)
    }
}

/// Width of these items in a line of their own.
pub(crate) fn width(items: &[Item], range: Range<usize>) -> i64 {
    let line = &items[range];
    let leads: i64 = line.iter().skip(1).map(|item| item.lead).sum();
    leads + line.iter().map(|item| item.width).sum::<i64>()
}

/// Where the spaces at the end of a line begin.
pub(crate) fn trimmed(items: &[Item], range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && items[end - 1].class == Class::Space {
        end -= 1;
    }
    end
}
