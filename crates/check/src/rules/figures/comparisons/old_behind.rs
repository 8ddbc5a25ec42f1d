//! A difference and its rate with the earlier value in a bracket behind them 上年数在括号里: 较上年减少48笔，下降12%（上年400笔）.

use gongwen_core::interval::Verdict;

use super::earlier::EARLIER;
use super::said::said;
use super::ways::Way;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, beside, printed_in};

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for index in 0..line.quantities.len().saturating_sub(2) {
        let Some([difference, rate, old]) = line.quantities.get(index..index + 3) else { return };
        let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
        let alike = rate.is_percent() && old.depth == rate.depth + 1 && difference.same_unit(old);
        if !alike || !plain(difference) || !plain(old) || difference.depth != rate.depth || rate.range {
            continue;
        }
        let since = said(line.label(index)).filter(|it| it.since.is_some());
        let rated = said(line.text(difference.to, rate.from.max(difference.to)))
            .filter(|it| it.name.is_empty() && it.since.is_none());
        let Some((way, true)) = since.zip(rated).map(|(one, other)| (one.way, one.way == other.way)) else {
            continue;
        };
        if !is_earlier(line, rate, old) {
            continue;
        }
        // 8170万元，较上年减少830万元，下降9.2%（上年为9000万元): three values of one change.
        let new = index.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(|it| {
            let gap = line.text(it.to, difference.from.max(it.to));
            let of_it = said(gap).is_some_and(|told| told.name.is_empty() && gap.starts_with('，'));
            plain(it) && it.same_unit(old) && it.sentence == old.sentence && it.depth == rate.depth && of_it
        });
        if !new.is_some_and(|new| moved(line, index, (new, difference, old), way, out)) {
            share(line, index, (difference, rate, old), out);
        }
    }
}

/// Whether a bracket behind a rate says nothing but what there was before.
fn is_earlier(line: &Line, rate: &Quantity, old: &Quantity) -> bool {
    let called = line.text(rate.to, old.from.max(rate.to));
    let bare = called.strip_prefix('（').map(|it| it.trim_end_matches(['为', '是', '有', '共', '数']));
    line.char(old.to) == '）'
        && bare.is_some_and(|it| {
            EARLIER.contains(&it)
                || matches!(it, "上年同期" | "去年同期")
                || it.len() == 7 && it.ends_with('年')
        })
}

/// Holds a difference against both values; gives whether it failed.
fn moved(
    line: &Line,
    index: usize,
    (new, difference, old): (&Quantity, &Quantity, &Quantity),
    way: Way,
    out: &mut Findings,
) -> bool {
    let (value, earlier) = beside(new, old);
    let made = if way == Way::Up { value - earlier } else { earlier - value };
    let (is, was) = (printed_in(new, difference), printed_in(old, difference));
    let computed = (is - was).abs().normalize();
    let (verdict, shown) = (difference.value.equals(made), difference.shown());
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index - 1),
        to: old.to,
        claim: difference,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict,
        reason: format!("{is}、{was}：{computed}"),
    }
    .tell(
        || format!("写的是 {shown}，按前后两个数算是 {computed}"),
        || format!("{shown} is stated, the two values make {computed}"),
        out,
    );
    verdict == Verdict::Fails
}

/// Holds a rate against the difference and the earlier value.
fn share(
    line: &Line,
    index: usize,
    (difference, rate, old): (&Quantity, &Quantity, &Quantity),
    out: &mut Findings,
) {
    let growth = difference.value.rate(old.value);
    let made = about(&growth, rate.printed.scale().max(1));
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index),
        to: old.to,
        claim: rate,
        called: ("变化", "change"),
        parts: vec![difference, old],
        verdict: rate.value.equals(growth),
        reason: format!("{} ÷ {} = {made}%", printed_in(difference, old), old.shown()),
    }
    .tell_percent(made, out);
}
