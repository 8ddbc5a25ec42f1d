//! Averages that say by whom they are reckoned 按…计算: 发放1.46亿元，按年末领取待遇人数测算，月人均约180元.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::average_scope::near;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;

/// What closes the words of such a clause.
const RECKONED: [&str; 6] = ["测算", "计算", "折算", "平均", "算", "计"];

/// Words around the name of those who are counted, which say when or that they are counted.
const BEFORE: [&str; 8] = ["年末", "年底", "年初", "全年", "平均", "全县", "实际", "照"];
const BEHIND: [&str; 6] = ["总人数", "人数", "户数", "总数", "数量", "数"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, average) in line.quantities.iter().enumerate().skip(2) {
        let label = line.label(index);
        let kind = ["人均", "户均"].iter().any(|word| label.contains(word));
        if kind && average.unit == "元" && !average.range {
            judge(line, index, average, out);
        }
    }
}

fn judge(line: &Line, index: usize, average: &Quantity, out: &mut Findings) {
    let Some(whole) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    let gap = line.text(whole.to, average.from.max(whole.to));
    let Some(name) = gap.strip_prefix("，按").and_then(|rest| counted(rest.split_once('，')?.0)) else {
        return;
    };
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    if !plain(whole) || !whole.same_unit(average) || whole.sentence != average.sentence {
        return;
    }
    let mut found = (0..index - 1).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| plain(it) && matches!(it.unit.as_str(), "人" | "户"))?;
        let told = line.label(at).contains(name) || line.noun(at).starts_with(name);
        told.then_some(it)
    });
    let (Some(by), None) = (found.next(), found.next()) else { return };
    let label = line.label(index);
    let monthly = has(label, &["月人均", "每月", "月均", "人均月"]);
    let yearly = has(line.clause(whole), &["全年", "年度", "一年"]);
    if monthly && !yearly || has(label, &["每天", "日", "季"]) {
        return;
    }
    let months = if monthly { Decimal::new(12, 0) } else { Decimal::ONE };
    let Some(share) = Decimal::ONE.checked_div(months) else { return };
    let made = whole.value.quotient(by.value).times(share);
    let like = !made.times(Decimal::TWO).is_below(&average.value)
        && !average.value.times(Decimal::TWO).is_below(&made);
    if !like {
        return;
    }
    let computed = about_as(&made, average, 1);
    // Of whole 元 the rest may be left out.
    let stated = near(average).unwrap_or(average.value);
    let cut = stated + gongwen_core::Interval::exact(Decimal::new(5, 1).saturating_mul(average.factor));
    let holds = [stated, cut].iter().any(|it| it.equals(made) == Verdict::Holds);
    let by_months = if monthly { " ÷ 12" } else { "" };
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, index - 1),
        to: average.to,
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict: if holds { Verdict::Holds } else { stated.equals(made) },
        reason: format!("{} ÷ {}{by_months} = {computed}", printed_in(whole, average), by.shown()),
    }
    .tell_made(computed, out);
}

/// The name of those by whom it is reckoned: 领取待遇 of 年末领取待遇人数测算.
fn counted(clause: &str) -> Option<&str> {
    let mut name = RECKONED.iter().find_map(|word| clause.strip_suffix(word))?;
    while let Some(rest) = BEFORE.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    let name = BEHIND.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    (name.chars().count() >= 2).then_some(name)
}
