//! What is done, what is going on and what is not begun, a sentence behind what there is of it: 今年安排改造小区38个。截至
//! 10月底，已完工21个，正在施工15个，另有2个尚未进场.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{divide, is_settled};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, addition, begins, is_within, sum_of};
use crate::rules::figures::words::{compares, has};

/// The most states that one thing goes through.
const MOST_STATES: usize = 4;
/// The whole stands among so many numbers before them.
const REACH: usize = 12;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for index in 1..line.quantities.len() {
        if let Some((whole, parts)) = states(line, index).and_then(|parts| Some((whole(line, index)?, parts)))
        {
            judge(line, index, whole, &parts, out);
        }
    }
}

/// The states of one thing that begin here, when their names say that all of it is in one of them.
fn states(line: &Line, index: usize) -> Option<Vec<usize>> {
    let first = line.quantities.get(index).filter(|it| it.is_amount() && it.depth == 0)?;
    let label = line.label(index);
    if !(label.starts_with('已') || is_settled(label)) || label.chars().count() > 8 {
        return None;
    }
    let mut parts = vec![index];
    let mut last = first;
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(3 * MOST_STATES) {
        if it.sentence != first.sentence || it.from.saturating_sub(last.to) > 30 {
            break;
        }
        if it.same_unit(first) && it.depth == first.depth {
            parts.push(at);
            last = it;
        }
    }
    let names: Vec<&str> = parts.iter().map(|at| line.label(*at)).collect();
    let exact = parts.iter().filter_map(|at| line.quantities.get(*at));
    let exact = exact.clone().all(|it| !it.range && !it.quoted && it.qualifier.is_none());
    let left = names.last().is_some_and(|name| {
        ["其余", "剩余", "余下", "尚有", "还有", "仍有", "另有", "另外", "尚未", "未", "没", "还没"]
            .iter()
            .any(|word| name.starts_with(word))
    });
    let plain = names.iter().all(|name| name.chars().count() <= 12 && !compares(name));
    (exact && left && plain && (2..=MOST_STATES).contains(&parts.len()) && divide(&names)).then_some(parts)
}

/// The nearest number of the same unit before the sentence of the states; none when their own sentence names one.
fn whole(line: &Line, index: usize) -> Option<&Quantity> {
    let first = line.quantities.get(index)?;
    let before = (index.saturating_sub(REACH)..index).rev();
    let (at, whole) =
        before.filter_map(|at| Some((at, line.quantities.get(at)?))).find(|(_, it)| it.same_unit(first))?;
    let label = line.label(at);
    let plain = whole.sentence + 1 == first.sentence
        && whole.depth == 0
        && whole.qualifier.is_none()
        && !(whole.range || whole.quoted)
        && !compares(label)
        && !has(label, &["其中", "累计", "已", "均", "每"]);
    plain.then_some(whole)
}

fn judge(line: &Line, index: usize, whole: &Quantity, parts: &[usize], out: &mut Findings) {
    let all: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let sum = sum_of(all.iter().map(|it| it.value));
    let verdict = whole.value.equals(sum);
    // 另有 tells of some more, not of all that are left.
    let some = parts.last().is_some_and(|at| line.label(*at).starts_with("另"));
    let is_near = |it: &Quantity| is_within(it, &sum, Decimal::new(75, 2), Decimal::new(130, 2));
    // Of two numbers that it may be nobody knows which.
    let mut others = line.around(index, REACH).take_while(|(at, _)| *at < index);
    let near =
        is_near(whole) && !others.any(|(_, it)| it.from != whole.from && it.same_unit(whole) && is_near(it));
    if !near || (some && !whole.value.is_below(&sum)) || verdict == Verdict::Open {
        return;
    }
    let (reason, computed) = addition(&all, whole);
    let (shown, to) = (whole.shown(), all.last().map_or(whole.to, |it| it.to));
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, index),
        to,
        claim: whole,
        called: ("总数", "whole"),
        parts: all,
        verdict,
        reason,
    }
    .tell(
        || format!("各种进度之和 {computed} 与总数 {shown} 不符"),
        || format!("the states make {computed}, the whole is {shown}"),
        out,
    );
}
