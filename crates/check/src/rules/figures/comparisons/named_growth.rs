//! The rate of a difference whose value a clause before tells by its name 分句点名的增减: 共发生火灾138起。…与去年同期相比，火灾起数减少19起，下降12.1%.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::said::said;
use super::ways::Way;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// The times that are compared with.
const EARLIER: [&str; 6] = ["上年同期", "去年同期", "上年", "去年", "上年度", "同期"];

/// So many numbers before may tell the value.
const REACH: usize = 24;

/// All statements of a paragraph. What was found since there were `since` is not told again.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    let pairs = 1..line.quantities.len().saturating_sub(1);
    let told: Vec<_> = pairs.clone().filter_map(|index| bracketed(line, index)).collect();
    // A rate that the two values beside it were held against is judged already.
    let judged = if told.is_empty() { Vec::new() } else { out.judged_in(line.index) };
    for told in told.into_iter().filter(|(_, rate, _, _)| judged.binary_search(&rate.span).is_err()) {
        judge_values(line, told, out);
    }
    for index in pairs {
        let Some([difference, rate]) = line.quantities.get(index..index + 2) else { return };
        let plain = rate.is_percent() && !rate.range && rate.qualifier.is_none() && is_plain(difference);
        if !plain || rate.sentence != difference.sentence || rate.depth != difference.depth {
            continue;
        }
        let gap = line.text(difference.to, rate.from.max(difference.to));
        let Some(own) = said(gap).filter(|it| it.name.is_empty() && it.since.is_none()) else { continue };
        if let Some(new) = value(line, index, difference, own.way)
            && !out.covers(since, line.span(difference.from, rate.to))
        {
            judge(line, index, (new, difference, rate), own.way, out);
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// The only number before that is called as the clause of the difference names it.
fn value<'l>(line: &'l Line, index: usize, difference: &Quantity, way: Way) -> Option<&'l Quantity> {
    let last = line.quantities.get(index.checked_sub(1)?)?;
    let start = line.back(difference.from, &['。', '；', '\n'], 60);
    let clause = line.text(start.max(last.to), difference.from);
    // 比去年同期，火灾减少19起；伤亡减少2人: the time is told once for all of them.
    let cut = clause.rfind('，').map_or(0, |at| at + '，'.len_utf8());
    let it = said(clause).or_else(|| said(clause.get(cut..)?)).filter(|it| it.way == way)?;
    let timed = it.since.is_some() || {
        let from = line.back(difference.from, &['。', '\n'], 120);
        has(line.text(from, difference.from), &["相比", "同比", "比上年", "比去年", "较上年", "较去年"])
    };
    let measures = ["起数", "件数", "总量", "总数", "数量", "人数", "户数", "总额", "数"];
    let core = measures.iter().find_map(|word| it.name.strip_suffix(word)).unwrap_or(it.name);
    if !timed || core.chars().count() < 2 || core.chars().count() > 12 || core.contains(['，', '、', '（'])
    {
        return None;
    }
    let called = |at: usize| {
        let label = line.label(at);
        let bare = label.trim_end_matches(['共', '有', '为', '达', '到', '是', '了']);
        bare.ends_with(core)
            && !has(
                label,
                &["上年", "去年", "同期", "比", "较", "减", "增", "降", "计划", "目标", "任务", "其中"],
            )
    };
    let mut found = (index.saturating_sub(REACH)..index).rev().filter_map(|at| {
        let own = line.quantities.get(at)?;
        (is_plain(own) && own.same_unit(difference) && own.depth == difference.depth && called(at))
            .then_some(own)
    });
    let new = found.next()?;
    found.next().is_none().then_some(new)
}

fn judge(
    line: &Line,
    index: usize,
    (new, difference, rate): (&Quantity, &Quantity, &Quantity),
    way: Way,
    out: &mut Findings,
) {
    let old = if way == Way::Up { new.value - difference.value } else { new.value + difference.value };
    let growth = difference.value.rate(old);
    if growth == Interval::UNKNOWN {
        return;
    }
    let mut verdict = rate.value.equals(growth);
    let made = about(&growth, rate.printed.scale().max(1));
    // Of the new value it is reckoned wrongly; a digit of it may be wrong; else it is of another thing.
    let known = rate.value.may_equal(&difference.value.rate(new.value))
        || made.parse::<Decimal>().is_ok_and(|made| is_slip(rate.printed, made, &[]));
    if verdict == Verdict::Fails && !known {
        verdict = Verdict::Open;
    }
    let sign = if way == Way::Up { '-' } else { '+' };
    let (all, some) = (new.shown(), printed_in(difference, new));
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index),
        to: rate.to,
        claim: rate,
        called: ("变化", "change"),
        parts: vec![new, difference],
        verdict,
        reason: format!("{some} ÷ ({all} {sign} {some}) = {made}%"),
    }
    .tell_percent(made, out);
}

/// 立案问题73起，处分61人，问题起数同比上升14.1%（上年64起）: the rate of a number farther back, and behind it in a bracket what was
/// before. It is the only one of its unit in the sentence, or the only one that is called so.
fn bracketed(line: &Line, index: usize) -> Option<(&Quantity, &Quantity, &Quantity, Way)> {
    let [rate, old] = line.quantities.get(index..index + 2)? else { return None };
    let gap = line.text(rate.to, old.from.max(rate.to));
    let called = gap.strip_prefix('（')?.trim_end_matches(['为', '是', '有']);
    let year = called.ends_with('年') && called.starts_with("20") && called.chars().count() == 5;
    let told = rate.is_percent() && old.depth > rate.depth && (year || EARLIER.contains(&called));
    let counted = old.is_amount() && !old.range && !old.quoted && line.char(old.to) == '）';
    if !told || !counted {
        return None;
    }
    let from = line.back(rate.from, &['。', '；', '\n', '）'], 60);
    let clause = line.text(line.back(rate.from, &['。', '；', '，', '\n', '）', '、'], 40), rate.from);
    let it = said(clause)?;
    let plain = |at: &usize| {
        let own = line.quantities.get(*at);
        own.is_some_and(|own| {
            own.same_unit(old)
                && own.depth == rate.depth
                && !own.range
                && own.qualifier.is_none()
                && !has(line.label(*at), &["上年", "去年", "比", "较", "其中"])
        })
    };
    let near = |at: &usize| line.quantities.get(*at).is_some_and(|own| own.sentence == rate.sentence);
    let all: Vec<usize> = (index.saturating_sub(8)..index).filter(plain).filter(near).collect();
    let measures = ["起数", "件数", "人数", "总数", "数"];
    let core = measures.iter().find_map(|word| it.name.strip_suffix(word)).unwrap_or(it.name);
    let new = match all.as_slice() {
        [only] if core.is_empty() || line.quantities.get(*only).is_some_and(|own| own.from >= from) => *only,
        several => {
            let mut named = several
                .iter()
                .filter(|at| core.chars().count() > 1 && stem(line.label(**at)).ends_with(core));
            *named.next().filter(|_| named.next().is_none())?
        }
    };
    Some((line.quantities.get(new)?, rate, old, it.way))
}

/// A name without the word for how much there is of it: 进出口 of 进出口总额.
fn stem(name: &str) -> &str {
    ["总额", "总量", "总数", "数量", "共", "了"]
        .iter()
        .find_map(|word| name.strip_suffix(word))
        .unwrap_or(name)
}

/// Holds a rate against the two values.
fn judge_values(
    line: &Line,
    (new, rate, old, way): (&Quantity, &Quantity, &Quantity, Way),
    out: &mut Findings,
) {
    let growth = Interval::growth(new.value, old.value);
    let made = if way == Way::Down { -growth } else { growth };
    if made == Interval::UNKNOWN {
        return;
    }
    let computed = about(&made, rate.printed.scale().max(1));
    let (was, is) = (old.shown(), printed_in(new, old));
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, line.index_at(new.from)),
        to: old.to,
        claim: rate,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict: rate.value.equals(made),
        reason: format!("({is} - {was}) ÷ {was} = {computed}%"),
    }
    .tell_percent(computed, out);
}
