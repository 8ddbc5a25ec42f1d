//! Values of several years in a row 逐年数列: 2020年12万元，2021年18万元，2022年27万元，年均增长50%. What is told behind them of all the years
//! is of the first and the last, and what is told of a year is of the last two.

use super::change::Change;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// The most years of one row.
const MOST: usize = 12;

/// What the claims behind a change are of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Two values that belong to no row.
    Pair,
    /// The first and the last of a row of so many.
    Whole(usize),
    /// The last two of a row.
    Last,
}

impl Scope {
    /// Whether a claim with these words between the row and it is of this change.
    pub(crate) fn has(self, words: &str) -> bool {
        let yearly = || {
            has(words, &["同比", "比上年", "较上年", "比去年", "较去年", "比上一年", "较上一年", "比前一年"])
        };
        match self {
            Scope::Pair => true,
            Scope::Last => yearly(),
            // 2022年…，2023年…，2024年…，三年提高: since the year before the first, of which nothing is told.
            Scope::Whole(count) => {
                let spans = ["两年", "三年", "四年", "五年", "六年", "七年", "八年", "九年", "十年"];
                let span = spans.iter().zip(2..).find(|(word, _)| words.contains(**word));
                let all = has(words, &["年均", "平均每年", "每年平均"]);
                !yearly() && (all || span.is_some_and(|(_, years)| years != count))
            }
        }
    }
}

/// The change that the row of years makes of two of its values, and what is told of it; nothing for those in the middle.
pub(crate) fn scope(line: &Line, change: Change) -> Option<(Change, Scope)> {
    let Some(old) = change.old.filter(|old| old + 1 == change.new) else {
        return Some((change, Scope::Pair));
    };
    let steps = (change.new..).take(MOST).take_while(|at| follows(line, *at)).count();
    let opens = old.checked_sub(1).is_none_or(|at| !follows(line, at));
    if !follows(line, old) || opens && steps == 0 {
        return Some((change, Scope::Pair));
    }
    let last = change.new + steps;
    match (opens, steps) {
        (true, _) => Some((
            Change { old: Some(old), new: last, difference: None, way: None, last },
            Scope::Whole(steps + 2),
        )),
        (false, 0) => Some((change, Scope::Last)),
        _ => None,
    }
}

/// Whether the value behind this one is of the next year: 2021年18万元，2022年27万元.
fn follows(line: &Line, at: usize) -> bool {
    let (Some(one), Some(other)) = (line.quantities.get(at), line.quantities.get(at + 1)) else {
        return false;
    };
    let gap = line.text(one.to, other.from.max(one.to));
    let joined = gap.starts_with(['，', '、']) && gap.matches(['，', '、', '；']).count() == 1;
    let plain = |it: &Quantity| (it.is_amount() || it.is_percent()) && !it.range && !it.quoted;
    let next = || year(line.label(at)).zip(year(line.label(at + 1))).is_some_and(|(one, two)| two == one + 1);
    one.same_unit(other) && one.sentence == other.sentence && joined && plain(one) && plain(other) && next()
}

/// The year in the words before a value.
fn year(label: &str) -> Option<u32> {
    let at = label.rfind('年')?;
    label.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (1949..2100).contains(year))
}
