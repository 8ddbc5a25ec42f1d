//! Titles of more than one line: broken where their meaning has a joint, and shaped as a trapezoid or diamond 梯形、菱形
//! (7.3.1). Meaning weighs more than shape: lines may be of unequal length, a name is never cut for it.

mod dictionary;
mod joints;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::inline::classes::Class;
use crate::inline::collect::Item;
use crate::inline::lines::{Line, Measure, choose_lines};

/// Beyond so many lines a title is text.
const MOST_LINES: usize = 6;
/// A line more than there must be is worth a name kept whole, and not much less.
const LINE: i64 = 1_200;

/// Breaks a title into lines; forced new lines stay. `names` are those of the report: places, bodies, people.
pub(crate) fn balance_lines(items: &[Item], measure: i64, names: &[String]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for part in items.split(|item| item.class == Class::Break) {
        let range = start..start + part.len();
        start = range.end + 1;
        for line in balance_part(part, measure, names) {
            lines.push(Line { items: range.start + line.items.start..range.start + line.items.end, ..line });
        }
    }
    lines
}

/// Where a long name may be parted, counted from its start.
pub(crate) fn word_starts(items: &[Item]) -> Vec<usize> {
    joints::starts(items)
}

fn balance_part(items: &[Item], measure: i64, names: &[String]) -> Vec<Line> {
    let greedy = choose_lines(items, &Measure::unfilled(measure));
    if greedy.len() < 2 || greedy.len() > MOST_LINES {
        return greedy;
    }
    let ruler = Ruler::new(items);
    let costs = joints::costs(items, names);
    let em = items.iter().map(|item| item.em).max().unwrap_or(1).max(1);
    let mut search = Search { ruler: &ruler, joints: Vec::new(), measure, em };
    // Inside words only when nothing else will do.
    for most in [joints::CUT - 1, i64::MAX] {
        let joints = costs.iter().enumerate();
        search.joints = joints
            .filter_map(|(at, cost)| cost.filter(|cost| *cost <= most).map(|cost| (at, cost)))
            .collect();
        let counts = greedy.len()..=(greedy.len() + 1);
        let found = counts.filter_map(|count| {
            let (cost, ends) = search.best(count)?;
            Some((cost + (count - greedy.len()) as i64 * LINE, ends))
        });
        if let Some((_, ends)) = found.min_by_key(|(cost, _)| *cost) {
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
        // Spaces at the end take no room; the space before the first item is lost at the start of a line.
        let end = crate::inline::lines::trimmed(self.items, range.clone());
        let lead = self.items.get(range.start).filter(|_| range.start < end).map_or(0, |item| item.lead);
        self.sums.get(end).copied().unwrap_or(0) - self.sums.get(range.start).copied().unwrap_or(0) - lead
    }

    fn lines<'a>(&'a self, ends: &'a [usize]) -> impl Iterator<Item = (Range<usize>, i64)> + 'a {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(start, end)| (start..*end, self.width(start..*end)))
    }
}

struct Search<'a> {
    ruler: &'a Ruler<'a>,
    /// Where a line may begin, and what it costs.
    joints: Vec<(usize, i64)>,
    measure: i64,
    /// Width of a character of the title, EMU.
    em: i64,
}

/// A line, and whether it is shorter than the one before: then a longer one behind it makes an hourglass 沙漏.
type Key = (usize, usize, bool);

/// The cost so far, and the line before.
type Way = (i64, Option<Key>);

impl Search<'_> {
    /// The cheapest way to set the title in so many lines, and where these end.
    fn best(&self, count: usize) -> Option<(i64, Vec<usize>)> {
        let end = self.ruler.items.len();
        let mean = self.ruler.width(0..end) / count.max(1) as i64;
        let mut layers: Vec<BTreeMap<Key, Way>> = vec![BTreeMap::from([((0, 0, false), (0, None))])];
        for line in 1..=count {
            let mut layer: BTreeMap<Key, Way> = BTreeMap::new();
            for (key, (cost, _)) in layers.last()? {
                let start = key.1;
                let ends = self.joints.iter().copied().filter(|(at, _)| *at > start && line < count);
                for (stop, joint) in ends.chain((line == count).then_some((end, 0))) {
                    let width = self.ruler.width(start..stop);
                    if width > self.measure {
                        break;
                    }
                    let (shape, shorter) =
                        self.shape(key, (line > 1).then(|| self.ruler.width(key.0..key.1)), width, mean);
                    let cost = cost + joint + shape;
                    let place = layer.entry((start, stop, shorter)).or_insert((i64::MAX, None));
                    if cost < place.0 {
                        *place = (cost, Some(*key));
                    }
                }
            }
            layers.push(layer);
        }
        let (mut key, (cost, _)) = layers.last()?.iter().min_by_key(|(_, (cost, _))| *cost)?;
        let mut ends = vec![key.1];
        for layer in layers.iter().skip(2).rev() {
            key = layer.get(key)?.1.as_ref()?;
            ends.push(key.1);
        }
        ends.reverse();
        Some((*cost, ends))
    }

    /// What a line's length costs, and whether it is shorter than the one before.
    fn shape(&self, key: &Key, before: Option<i64>, width: i64, mean: i64) -> (i64, bool) {
        // In tenths of a character.
        let off = (width - mean) * 10 / self.em;
        let mut cost = off * off / 10;
        if width < self.em * 4 {
            cost += 400;
        }
        let mut shorter = false;
        if let Some(before) = before {
            let more = (width - before) * 10 / self.em;
            shorter = more < -12;
            if key.2 && more > 12 {
                cost += 900;
            }
            if more.abs() <= 3 {
                cost += 40;
                shorter = key.2;
            }
        }
        (cost, shorter)
    }
}

fn to_lines(ruler: &Ruler<'_>, ends: &[usize], measure: i64) -> Vec<Line> {
    ruler
        .lines(ends)
        .map(|(items, width)| Line { items, slack: measure - width, last: true, ..Line::default() })
        .collect()
}
