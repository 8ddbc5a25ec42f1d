//! Titles of more than one line: broken between words, balanced as a trapezoid or diamond 梯形、菱形 (7.3.1).

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::classes::Class;
use crate::collect::{Boundary, Item};
use crate::lines::{Line, Measure, choose_lines};

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
    let greedy = choose_lines(items, &Measure::unfilled(measure));
    if greedy.len() < 2 || greedy.len() > MOST_LINES {
        return greedy;
    }
    let words = word_starts(items);
    let ruler = Ruler::new(items);
    for count in greedy.len()..=MOST_LINES {
        let mut search = Search { ruler: &ruler, words: &words, measure, best: None };
        search.extend(&mut Vec::new(), count);
        if let Some((_, ends)) = search.best {
            return to_lines(&ruler, &ends, measure);
        }
    }
    greedy
}

/// Widths of stretches of a title, each in a line of its own.
struct Ruler<'a> {
    items: &'a [Item],
    /// From the start to before each item.
    sums: Vec<i64>,
}

impl Ruler<'_> {
    fn new(items: &[Item]) -> Ruler<'_> {
        let mut sums = Vec::with_capacity(items.len() + 1);
        let mut sum = 0;
        sums.push(0);
        for item in items {
            sum += item.lead + item.width;
            sums.push(sum);
        }
        Ruler { items, sums }
    }

    fn width(&self, range: Range<usize>) -> i64 {
        // The space before the first item is lost at the start of a line.
        let lead = self.items.get(range.start).filter(|_| !range.is_empty()).map_or(0, |item| item.lead);
        self.sums[range.end] - self.sums[range.start] - lead
    }

    fn lines<'a>(&'a self, ends: &'a [usize]) -> impl Iterator<Item = (Range<usize>, i64)> + 'a {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(start, end)| (start..*end, self.width(start..*end)))
    }
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
    ruler: &'a Ruler<'a>,
    words: &'a [usize],
    measure: i64,
    /// Cost and the ends of the lines.
    best: Option<(i64, Vec<usize>)>,
}

impl Search<'_> {
    fn extend(&mut self, ends: &mut Vec<usize>, count: usize) {
        let start = ends.last().copied().unwrap_or(0);
        let end = self.ruler.items.len();
        if ends.len() + 1 == count {
            if self.ruler.width(start..end) <= self.measure {
                ends.push(end);
                let cost = cost(self.ruler, ends);
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
            if self.ruler.width(start..word) > self.measure {
                break;
            }
            if self.ruler.width(word..end) <= room {
                ends.push(word);
                self.extend(ends, count);
                ends.pop();
            }
        }
    }
}

/// What a line costs that begins inside a name as 工作总结, in square points.
const PARTED: i64 = 6_000;

/// How far the lines are from a good shape: even lengths, names whole, but neither an hourglass nor a block of
/// equal lines.
fn cost(ruler: &Ruler<'_>, ends: &[usize]) -> i64 {
    // In points, so that squares stay small.
    let widths: Vec<i64> = ruler.lines(ends).map(|(_, width)| width / 12_700).collect();
    let mean = widths.iter().sum::<i64>() / widths.len().max(1) as i64;
    let uneven: i64 = widths.iter().map(|width| (width - mean) * (width - mean)).sum();
    let hourglass = widths.windows(3).any(|three| three[1] < three[0] && three[1] < three[2]);
    let block = widths.windows(2).all(|two| two[0] == two[1]);
    let parted = ruler.lines(ends).filter(|(line, _)| parts_name(ruler.items, line.start)).count() as i64;
    uneven + parted * PARTED + if hourglass { 1_000_000 } else { 0 } + if block { 2_000 } else { 0 }
}

/// Kinds of document and what they are about: the last word of names as 工作总结, 实施意见.
const KINDS: &[&str] = &[
    "报告", "总结", "情况", "打算", "安排", "计划", "规划", "方案", "要点", "意见", "通知", "通报", "决定",
    "办法", "规定", "细则",
];

/// Whether a line that begins here tears the last word of a name from the one before.
fn parts_name(items: &[Item], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).and_then(|before| items.get(before)) else { return false };
    before.class == Class::Ideograph
        && !LEANING.contains(&before.character)
        && KINDS.iter().any(|kind| {
            let mut rest = items.iter().skip(start).map(|item| item.character);
            kind.chars().all(|character| rest.next() == Some(character))
        })
}

fn to_lines(ruler: &Ruler<'_>, ends: &[usize], measure: i64) -> Vec<Line> {
    ruler
        .lines(ends)
        .map(|(items, width)| Line { items, slack: measure - width, last: true, ..Line::default() })
        .collect()
}
