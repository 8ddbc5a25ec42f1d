//! What is done and what is left of a whole that another paragraph tells 异段余数: 改造任务27个小区 … 19个小区竣工，其余8个小区正在收尾.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::rest_words;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, is_within, printed_in};
use crate::rules::figures::words::has;
use crate::{Findings, Part, Role};

/// So many paragraphs before may tell the whole.
const REACH: usize = 30;
/// So many numbers of a paragraph are looked at.
const MOST: usize = 60;

/// Words before what is left.
const LEFT: [&str; 6] = ["其余", "剩余", "余下", "剩下", "余下的", "剩下的"];

/// All statements of a text. What was found since there were `since` is not told again.
pub(crate) fn run(lines: &[Line], since: usize, out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Cell(_) | Role::Footnote) || matches!(line.part, Part::Signature) {
            continue;
        }
        for index in 1..line.quantities.len() {
            if !LEFT.contains(&line.label(index)) {
                continue;
            }
            let pair = line.quantities.get(index - 1).zip(line.quantities.get(index));
            let Some((done, left)) = pair.filter(|(done, left)| is_pair(line, index, done, left)) else {
                continue;
            };
            if !out.covers(since, line.span(left.from, left.to)) {
                judge(lines, at, index, done, left, out);
            }
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// The first two characters of the noun of a number, when it has as many.
fn noun(line: &Line, index: usize) -> Option<&str> {
    let noun = line.noun(index);
    let end = noun.char_indices().nth(2).map_or(noun.len(), |(at, _)| at);
    noun.get(..end).filter(|noun| noun.chars().count() == 2)
}

/// Whether two numbers are of what is done and of what is left of one noun, and no other number of their sentence may be their whole.
fn is_pair(line: &Line, index: usize, done: &Quantity, left: &Quantity) -> bool {
    let alone = line
        .quantities
        .iter()
        .take(index - 1)
        .rev()
        .take_while(|it| it.sentence == done.sentence)
        .all(|it| !it.same_unit(done));
    let alike = noun(line, index - 1).is_some() && noun(line, index - 1) == noun(line, index);
    let gap = line.text(done.to, left.from.max(done.to));
    is_plain(done)
        && is_plain(left)
        && done.same_unit(left)
        && done.sentence == left.sentence
        && done.depth == left.depth
        && alone
        && alike
        && gap.chars().count() <= 24
        && line.label(index - 1).chars().count() <= 4
        && !has(line.label(index - 1), &["其中", "有", "新", "另"])
}

fn judge(lines: &[Line], at: usize, index: usize, done: &Quantity, left: &Quantity, out: &mut Findings) {
    let Some(line) = lines.get(at) else { return };
    let sum = done.value + left.value;
    let wanted = noun(line, index);
    let mut told: Vec<(&Quantity, bool)> = Vec::new();
    for other in lines.get(at.saturating_sub(REACH)..=at).unwrap_or_default() {
        for (place, it) in other.quantities.iter().enumerate().take(MOST) {
            let before = other.index < line.index || it.to <= done.from;
            if before && is_plain(it) && it.same_unit(done) && noun(other, place) == wanted {
                let aimed =
                    rest_words::aimed(other.label(place)) || has(other.label(place), &["涉及", "共", "全部"]);
                told.push((it, aimed && !has(other.label(place), &["上年", "去年", "明年"])));
            }
        }
    }
    // The whole is aimed at, or told twice; no other number of this noun may be meant.
    let more: Vec<&(&Quantity, bool)> =
        told.iter().filter(|(it, _)| done.value.is_below(&it.value)).collect();
    let Some((whole, _)) = more.first().copied() else { return };
    let one = more.iter().all(|(it, _)| it.value == whole.value);
    let known = more.iter().any(|(_, aimed)| *aimed) || more.len() > 1;
    let near = is_within(whole, &sum, Decimal::new(75, 2), Decimal::new(133, 2));
    // 任务34个小区，去年结转6个小区: what both make may be meant.
    let together = told.iter().any(|(it, _)| sum.may_equal(&(whole.value + it.value)));
    if together || !one || !known || !near || whole.value.equals(sum) != Verdict::Fails {
        return;
    }
    tell(line, begins(line, index - 1), (whole, done, left), out);
}

/// A whole, what is done of it, and what is left over as it is printed.
pub(crate) fn less(whole: &Quantity, done: &Quantity, left: &Quantity) -> (Decimal, Decimal, Decimal) {
    let (all, some) = (printed_in(whole, left), printed_in(done, left));
    (all, some, all.checked_sub(some).unwrap_or(all).normalize())
}

/// Tells of what is left of a whole that stands elsewhere in the text, and is another number than stated.
pub(crate) fn tell(
    line: &Line,
    from: usize,
    (whole, done, left): (&Quantity, &Quantity, &Quantity),
    out: &mut Findings,
) {
    let ((all, some, made), shown) = (less(whole, done, left), left.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from,
        to: left.to,
        claim: left,
        called: ("余下的数", "rest"),
        parts: vec![whole, done],
        verdict: Verdict::Fails,
        reason: format!("{all} - {some} = {made}"),
    }
    .tell(
        || format!("前文共 {all}，已办 {some}，应余 {made}，写的是 {shown}"),
        || format!("{some} of {all} are done, so {made} are left; {shown} is stated"),
        out,
    );
}
