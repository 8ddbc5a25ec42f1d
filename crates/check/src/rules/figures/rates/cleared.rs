//! The rate of cases closed of the old ones and the new ones 结案率: 旧存213件，新收2874件，审执结2791件，结案率90.4%.

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, addition, begins};
use crate::rules::figures::words::has;

/// What was there before the year, what came within it, and what was closed.
const OLD: [&str; 5] = ["旧存", "上年结转", "去年结转", "上年旧存", "结转"];
const NEW: [&str; 3] = ["新收", "新受理", "新立"];
const CLOSED: [&str; 7] = ["审执结", "审结", "办结", "执结", "结案", "审理完结", "侦结"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, rate) in line.quantities.iter().enumerate().skip(3) {
        let label = line.label(index).trim_end_matches(['为', '达', '到', '是']);
        let named = rate.is_percent() && ["结案率", "审结率", "办结率", "审执结率"].contains(&label);
        if named && !rate.range && rate.qualifier.is_none() {
            judge(line, index, rate, out);
        }
    }
}

fn judge(line: &Line, index: usize, rate: &Quantity, out: &mut Findings) {
    let own = || {
        line.quantities.get(index.saturating_sub(8)..index).unwrap_or_default().iter().filter(|it| {
            it.sentence + 1 >= rate.sentence && it.is_amount() && !it.range && it.qualifier.is_none()
        })
    };
    let only = |words: &[&str]| {
        let mut found = own().filter(|it| has(line.label(line.index_at(it.from)), words));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let (Some(old), Some(new), Some(closed)) = (only(&OLD), only(&NEW), only(&CLOSED)) else { return };
    let alike = old.same_unit(new) && new.same_unit(closed);
    let order = old.from < closed.from && new.from < closed.from && old.from != new.from;
    // 新收案件结案率 is of the new ones.
    let between = line.text(closed.to, rate.from);
    if !alike || !order || rate.from - closed.to > 24 || has(between, &["新收", "其中", "旧存"]) {
        return;
    }
    let whole = old.value + new.value;
    let made = closed.value.rate(whole);
    // 结案率 may be of the new ones alone, when the text has it so.
    let of_new = rate.value.equals(closed.value.rate(new.value)) == Verdict::Holds;
    let verdict = if of_new { Verdict::Open } else { rate.value.equals(made) };
    let computed = about(&made, rate.printed.scale().max(1));
    let (sum, total) = addition(&[old, new], closed);
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, line.index_at(old.from.min(new.from))),
        to: rate.to,
        claim: rate,
        called: ("比率", "rate"),
        parts: vec![old, new, closed],
        verdict,
        reason: format!("{sum}，{} ÷ {total} = {computed}%", closed.shown()),
    }
    .tell_percent(computed, out);
}
