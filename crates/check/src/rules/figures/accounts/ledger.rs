//! Budgets that are told by two sums and what is carried over 预算收支总表: …，收入总计54亿元。…，支出总计51.8亿元。收支相抵，结转下年2.2亿元.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;
use crate::rules::word_set::WordSet;

/// Words of all that there was to spend, and of all that was spent.
const HAD: [&str; 4] = ["收入总计", "收入总量", "收入合计", "收入共计"];
const SPENT: [&str; 4] = ["支出总计", "支出总量", "支出合计", "支出共计"];

/// What is carried over is told within so many numbers.
const REACH: usize = 4;

/// What whole paragraphs are asked for.
static BUDGETS: WordSet = WordSet::new(&SPENT);

/// All budgets of a paragraph. What was found since there were `since` is not told again.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    if line.quantities.len() < 3 || !BUDGETS.stand_in(line.text(0, line.chars.len())) {
        return;
    }
    let mut had: Option<&Quantity> = None;
    for (index, it) in line.quantities.iter().enumerate().filter(|(_, it)| is_plain(it)) {
        let label = line.label(index).trim_end_matches(['为', '是', '达', '共', '约']);
        if HAD.iter().any(|word| label.ends_with(word)) {
            had = Some(it);
        } else if let Some(all) = had.filter(|_| SPENT.iter().any(|word| label.ends_with(word))) {
            carried(line, index, all, it, since, out);
            had = None;
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && it.unit == "元" && !it.range && !it.quoted && it.qualifier.is_none() && it.depth == 0
}

/// A number of a budget to as many digits as its neighbours have: 71.1亿元 among numbers of two digits is 71.10亿元.
fn exact(line: &Line, it: &Quantity) -> Interval {
    let digits = line
        .quantities
        .iter()
        .filter(|other| other.printed_unit == it.printed_unit && is_plain(other))
        .map(|other| other.printed.scale())
        .max();
    match digits {
        Some(digits) if digits > it.printed.scale() => {
            Interval::rounded_to(it.printed, digits).times(it.factor)
        }
        _ => it.value,
    }
}

/// Holds what is carried over against the two sums; it may be told in several numbers.
fn carried(line: &Line, index: usize, had: &Quantity, spent: &Quantity, since: usize, out: &mut Findings) {
    let left = exact(line, had) - exact(line, spent);
    let mut told: Vec<(usize, &Quantity)> = Vec::new();
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(REACH) {
        let label = line.label(at);
        let carries = has(label, &["结转", "结余"]) && !has(label, &["累计", "滚存", "历年", "上年", "其中"]);
        if !carries || !is_plain(it) || it.sentence > spent.sentence + 1 {
            break;
        }
        told.push((at, it));
    }
    let mut sum = Interval::exact(Decimal::ZERO);
    for (_, it) in &told {
        sum = sum + exact(line, it);
        if left.may_equal(&sum) {
            return;
        }
    }
    let Some((at, claim)) = told.first().copied().filter(|_| told.len() == 1) else { return };
    let (one, other) = (printed_in(had, claim), printed_in(spent, claim));
    let made = one.checked_sub(other).unwrap_or_default().normalize();
    // What is kept back for other uses may stand between.
    let near =
        made > Decimal::ZERO && claim.printed < made * Decimal::TWO && made < claim.printed * Decimal::TWO;
    let between = line.text(spent.to, claim.from.max(spent.to));
    if !near
        || has(between, &["扣除", "减去", "安排", "补充"])
        || out.covers(since, line.span(claim.from, claim.to))
    {
        return;
    }
    let stated = claim.shown();
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, at),
        to: claim.to,
        claim,
        called: ("结转", "carried over"),
        parts: vec![had, spent],
        verdict: Verdict::Fails,
        reason: format!("{one} - {other} = {made}"),
    }
    .tell(
        || format!("收支相抵应是 {made}，写的是 {stated}"),
        || format!("what was had less what was spent is {made}, {stated} is stated"),
        out,
    );
}
