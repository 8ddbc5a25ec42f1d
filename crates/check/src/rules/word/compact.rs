//! Fixed orders of single characters 固定次序的字: 德智体美劳, 农林牧渔; levels in a row 层级: 县、镇、村三级.

use std::sync::LazyLock;

use crate::rules::line::Line;
use crate::{Finding, Findings};

/// The sets, each with what tells where its order is fixed. Some have a shorter and a longer form, which are two sets.
static SETS: LazyLock<Vec<(Vec<char>, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../rules/compact.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(set, source)| (set.chars().collect(), source))
        .collect()
});

/// All of their characters, a bit for each.
static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 1024];
    for c in SETS.iter().filter_map(|(set, _)| set.first()) {
        if let Some(word) = bits.get_mut(*c as usize / 64) {
            *word |= 1 << (*c as usize % 64);
        }
    }
    bits
});

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let bits = &*BITS;
    for line in lines {
        let mut behind = 0;
        for (at, c) in line.chars().iter().enumerate() {
            if *c == '级' {
                levels(line, at, out);
            }
            let known = bits.get(*c as usize / 64).is_some_and(|bits| bits >> (*c as usize % 64) & 1 == 1);
            if known
                && let Some((from, to, set, source)) = reordered(line, at, *c)
                && from >= behind
            {
                behind = to;
                tell(line, (from, to), &set, source, out);
            }
        }
    }
}

/// The characters of a set around its first one, in another order.
fn reordered(line: &Line<'_>, at: usize, c: char) -> Option<(usize, usize, String, &'static str)> {
    SETS.iter().filter(|(set, _)| set.first() == Some(&c)).find_map(|(set, source)| {
        let (count, text) = (set.len(), set.iter().collect::<String>());
        // 不要吃拿卡要, 党政军民学、学: the set itself stands here.
        if (at.saturating_sub(count)..=at).any(|at| line.starts(at, &text)) {
            return None;
        }
        let least = (at + 1).saturating_sub(count);
        let from = (least..at).find(|from| {
            let mut chars: Vec<char> = (*from..*from + count).map(|at| line.get(at)).collect();
            let same = chars.iter().all(|c| set.contains(c));
            chars.sort_unstable();
            chars.dedup();
            same && chars.len() == count
        });
        // The first character stands first as well: 德体智美劳.
        let head = || {
            let mut chars: Vec<char> = (at..at + count).map(|at| line.get(at)).collect();
            let same = chars.iter().all(|c| set.contains(c));
            chars.sort_unstable();
            chars.dedup();
            (same && chars.len() == count).then_some(at)
        };
        from.or_else(head).map(|from| (from, from + count, text, *source))
    })
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), right: &str, source: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/order",
            line.span(from, to),
            format!("“{quote}”的固定次序是“{right}”"),
            format!("the fixed order of `{quote}` is `{right}`"),
        )
        .fix(right, true)
        .source(source),
    );
}

/// Levels of government in a row, and which of them is higher.
const LEVELS: [(char, u8); 11] = [
    ('国', 0),
    ('省', 1),
    ('市', 2),
    ('州', 2),
    ('县', 3),
    ('区', 3),
    ('乡', 4),
    ('镇', 4),
    ('街', 4),
    ('村', 5),
    ('组', 6),
];

/// 县、村、镇三级: three levels and more that go neither up nor down, before the word that counts them.
fn levels(line: &Line<'_>, at: usize, out: &mut Findings) {
    if !matches!(line.back(at, 1), '三' | '四' | '五') {
        return;
    }
    let (mut ranks, mut from) = (Vec::new(), at - 1);
    while let Some(before) = from.checked_sub(1)
        && ranks.len() < 6
    {
        let c = line.get(before);
        match LEVELS.iter().find(|(level, _)| *level == c) {
            Some((_, rank)) => ranks.push(*rank),
            None if c == '、' && !ranks.is_empty() => {}
            None => break,
        }
        from = before;
    }
    let from = from + usize::from(line.get(from) == '、');
    if ranks.len() < 3 || ranks.is_sorted() || ranks.iter().rev().is_sorted() {
        return;
    }
    let quote = line.text(from, at + 1);
    out.push(
        Finding::warning(
            "word/order",
            line.span(from, at + 1),
            format!("“{quote}”：各级从高到低或者从低到高排列"),
            format!("the levels of `{quote}` go neither up nor down"),
        )
        .source("《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"),
    );
}
