//! Titles of more than one line: broken between words, balanced as a trapezoid or diamond 梯形、菱形 (7.3.1).

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::classes::Class;
use crate::collect::{Boundary, Item};
use crate::lines::{Line, choose_lines};

/// Particles and suffixes that lean on the word before, which the dictionary does not always know, and do not begin a line.
const LEANING: &[char] =
    &['的', '和', '与', '及', '等', '了', '地', '得', '之', '化', '性', '型', '者', '们', '率'];

/// Beyond so many lines a title is text.
const MOST_LINES: usize = 5;

/// Breaks a title into balanced lines; forced new lines stay.
pub(crate) fn balance_lines(items: &[Item], measure: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for part in items.split(|item| item.class == Class::Break) {
        let range = start..start + part.len();
        start = range.end + 1;
        for line in balance_part(part, measure) {
            lines.push(Line { items: range.start + line.items.start..range.start + line.items.end, ..line });
        }
    }
    lines
}

fn balance_part(items: &[Item], measure: i64) -> Vec<Line> {
    let greedy = choose_lines(items, measure, measure);
    if greedy.len() < 2 || greedy.len() > MOST_LINES {
        return greedy;
    }
    let mut sums = Vec::with_capacity(items.len() + 1);
    let mut sum = 0;
    sums.push(0);
    for item in items {
        sum += item.width;
        sums.push(sum);
    }
    let words = word_starts(items);
    for count in greedy.len()..=MOST_LINES {
        let mut search = Search { sums: &sums, words: &words, measure, best: None };
        search.extend(&mut Vec::new(), count);
        if let Some((_, ends)) = search.best {
            return to_lines(&sums, &ends, measure);
        }
    }
    greedy
}

/// Where a line of a title may begin.
fn word_starts(items: &[Item]) -> Vec<usize> {
    let text: String = items.iter().map(|item| item.character).collect();
    let mut boundaries =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&text).peekable();
    let mut starts = Vec::new();
    for (index, (byte, character)) in text.char_indices().enumerate() {
        while boundaries.peek().is_some_and(|boundary| *boundary < byte) {
            boundaries.next();
        }
        let word = boundaries.peek() == Some(&byte);
        let legal = items.get(index).is_some_and(|item| item.boundary == Boundary::Allowed);
        if index > 0 && word && legal && !LEANING.contains(&character) {
            starts.push(index);
        }
    }
    starts
}

struct Search<'a> {
    sums: &'a [i64],
    words: &'a [usize],
    measure: i64,
    /// Cost and the ends of the lines.
    best: Option<(i64, Vec<usize>)>,
}

impl Search<'_> {
    fn width(&self, range: Range<usize>) -> i64 {
        self.sums[range.end] - self.sums[range.start]
    }

    fn extend(&mut self, ends: &mut Vec<usize>, count: usize) {
        let start = ends.last().copied().unwrap_or(0);
        let end = self.sums.len() - 1;
        if ends.len() + 1 == count {
            if self.width(start..end) <= self.measure {
                ends.push(end);
                let cost = cost(&widths(self.sums, ends));
                if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                    self.best = Some((cost, ends.clone()));
                }
                ends.pop();
            }
            return;
        }
        // What is left must fit in the lines that are left.
        let room = self.measure * (count - ends.len() - 1) as i64;
        let words = self.words;
        for word in words.iter().copied().filter(|word| *word > start) {
            if self.width(start..word) > self.measure {
                break;
            }
            if self.width(word..end) <= room {
                ends.push(word);
                self.extend(ends, count);
                ends.pop();
            }
        }
    }
}

fn widths(sums: &[i64], ends: &[usize]) -> Vec<i64> {
    let mut start = 0;
    ends.iter()
        .map(|end| {
            let width = sums[*end] - sums[start];
            start = *end;
            width
        })
        .collect()
}

/// How far the lines are from a good shape: even lengths, but neither an hourglass nor a block of equal lines.
fn cost(widths: &[i64]) -> i64 {
    // In points, so that squares stay small.
    let widths: Vec<i64> = widths.iter().map(|width| width / 12_700).collect();
    let mean = widths.iter().sum::<i64>() / widths.len().max(1) as i64;
    let uneven: i64 = widths.iter().map(|width| (width - mean) * (width - mean)).sum();
    let hourglass = widths.windows(3).any(|three| three[1] < three[0] && three[1] < three[2]);
    let block = widths.windows(2).all(|two| two[0] == two[1]);
    uneven + if hourglass { 1_000_000 } else { 0 } + if block { 2_000 } else { 0 }
}

fn to_lines(sums: &[i64], ends: &[usize], measure: i64) -> Vec<Line> {
    let mut start = 0;
    ends.iter()
        .map(|end| {
            let line = Line { items: start..*end, slack: measure - (sums[*end] - sums[start]), last: true };
            start = *end;
            line
        })
        .collect()
}
