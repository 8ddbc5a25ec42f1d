//! What is left of a whole that a paragraph before names by the noun of the rest 前文所缺: 缺工人数6420人 … 入职2946人，仍有3474名缺工未补足.

use rust_decimal::Decimal;

use super::phrase::{lead, tail};
use super::rest_afar::{less, tell};
use super::rest_words::{self, Left};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::has;
use crate::{Findings, Part, Role};

/// So many paragraphs before may name the whole.
const REACH: usize = 4;
/// So many numbers of a paragraph are looked at.
const MOST: usize = 40;
/// What is done stands so near to what is left, in numbers.
const NEAR: usize = 4;

/// So many characters stand between the noun of a whole and its number: 缺水人口, 缺工人数.
const BEHIND: usize = 3;

/// All statements of a text. What was found since there were `since` is not told again.
pub(crate) fn run(lines: &[Line], since: usize, out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Cell(_) | Role::Footnote) || matches!(line.part, Part::Signature) {
            continue;
        }
        for (index, left) in line.quantities.iter().enumerate().skip(1) {
            let label = lead(line, index);
            let rest = is_plain(left)
                && rest_words::may_tell(label)
                && rest_words::left(label, tail(line, index)).is_some_and(|it| it != Left::Bare);
            if rest && !out.covers(since, line.span(left.from, left.to)) {
                judge(lines, at, index, left, out);
            }
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// Whether a number is called by this noun: 缺工人数, 缺工, 建档缺工共.
fn is_called(line: &Line, index: usize, noun: &str) -> bool {
    let label = line.label(index);
    let ends = label.rsplit_once(noun).is_some_and(|(_, rest)| rest.chars().count() <= BEHIND);
    let own = ends || line.noun(index).starts_with(noun);
    own && !rest_words::other(label) && !has(label, &["其中", "上年", "去年", "明年", "计划", "每", "均"])
}

fn judge(lines: &[Line], at: usize, index: usize, left: &Quantity, out: &mut Findings) {
    let Some(line) = lines.get(at) else { return };
    let noun = line.noun(index);
    let Some(noun) = noun.char_indices().nth(2).and_then(|(end, _)| noun.get(..end)) else { return };
    let done = (index.saturating_sub(NEAR)..index).rev().find_map(|at| {
        let it = line.quantities.get(at)?;
        let label = lead(line, at);
        let fits = it.same_unit(left)
            && it.sentence + 1 >= left.sentence
            && it.depth == left.depth
            && is_plain(it)
            && rest_words::done(label, tail(line, at))
            && !rest_words::other(label)
            && !rest_words::aimed(label);
        fits.then_some(it)
    });
    let Some(done) = done else { return };
    let before = lines.get(at.saturating_sub(REACH)..=at).unwrap_or_default();
    let told: Vec<(&Line, usize, &Quantity)> = before
        .iter()
        .flat_map(|other| other.quantities.iter().enumerate().take(MOST).map(move |(at, it)| (other, at, it)))
        .filter(|(other, _, it)| (other.index < line.index || it.to <= done.from) && it.same_unit(left))
        .collect();
    // What something else leaves is no slip.
    if told.iter().any(|(_, _, it)| left.value.may_equal(&(it.value - done.value))) {
        return;
    }
    let mut wholes = told.iter().filter(|(other, at, it)| {
        is_plain(it) && done.value.is_below(&it.value) && is_called(other, *at, noun)
    });
    let Some((_, _, whole)) = wholes.next() else { return };
    if wholes.any(|(_, _, it)| it.value != whole.value) {
        return;
    }
    let (.., made) = less(whole, done, left);
    let near = left.printed <= made * Decimal::TWO && made <= left.printed * Decimal::TWO;
    if !(near && is_slip(left.printed, made, &[])) {
        return;
    }
    tell(line, begins(line, line.index_at(done.from)), (whole, done, left), out);
}
