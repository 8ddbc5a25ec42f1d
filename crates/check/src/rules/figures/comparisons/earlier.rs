//! Values of an earlier time 上期数, and what is told of the change from them: 上年5起，减少2起，下降四成.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::said;
use super::ways::Way;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// Words for a time before the one that a report is of.
pub(crate) const EARLIER: [&str; 33] = [
    "上一年度",
    "上年度",
    "两年前",
    "三年前",
    "四年前",
    "五年前",
    "十年前",
    "上年",
    "去年",
    "上一年",
    "前一年",
    "前年",
    "往年",
    "同期",
    "年初",
    "期初",
    "上期",
    "上半年",
    "上季度",
    "上月",
    "上届",
    "上学年",
    "上学期",
    "上一届",
    "此前",
    "之前",
    "以前",
    "原来",
    "原先",
    "当初",
    "改造前",
    "实施前",
    "一季度",
];

/// Whether a number is one of an earlier time, and not held against one: 上年5起, but not 比上年增加5起.
pub(crate) fn is_earlier(line: &Line, at: usize) -> bool {
    let label = line.label(at);
    // 上半年57次，比去年同期多6次 is of now; 上半年57次，下半年…: before what follows.
    if has(label, &["上半年", "一季度"]) && !has(label, &["上年", "去年"]) {
        let to = line.quantities.get(at).map_or(0, |it| it.to);
        return has(line.text(to, to + 12), &["下半年", "二季度", "三季度", "四季度"]);
    }
    has(label, &EARLIER) && !label.replace("同期", "").contains(['比', '较', '同', '增', '减', '降', '超'])
}

/// 上年5起，减少2起，下降四成: the rate of a difference that stands behind the earlier value. What was found since there were
/// `since` is not told again.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    for index in 0..line.quantities.len().saturating_sub(2) {
        let Some([old, difference, rate]) = line.quantities.get(index..index + 3) else { continue };
        let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
        let alike = plain(old) && plain(difference) && old.same_unit(difference) && rate.is_percent();
        let held = is_held(line.label(index));
        if !alike
            || rate.range
            || rate.sentence != old.sentence
            || !(held || is_earlier(line, index) || is_year_ago(line, index))
        {
            continue;
        }
        // What is made is reckoned in the prices of one year.
        let before = line.text(line.back(old.from, &['。', '；', '\n'], 40), old.from);
        if has(before, &["生产总值", "GDP", "增加值"]) {
            continue;
        }
        let (gap, rated) =
            (line.text(old.to, difference.from.max(old.to)), line.text(difference.to, rate.from));
        // Behind the earlier value itself stands a verb, behind a mark a clause.
        let joint = held || gap.starts_with(['，', '、']);
        // What is held against a year before is of now: 上半年57次，比去年同期多6次.
        // What is told of the value that it is held against may be named again: 比较，受理量增加9件，增幅7.6%.
        let named =
            if held { said::said(said::behind_base(gap).unwrap_or(gap)).map(|it| it.way) } else { None };
        let Some(way) = told(gap).or(named).filter(|_| joint) else { continue };
        if told(rated) == Some(way) && !out.covers(since, line.span(old.from, rate.to)) {
            judge(line, index, (old, difference, rate), way, out);
        }
    }
}

/// 2022年24万元，一年多了2.4万元: a year that the next clause leaves behind.
fn is_year_ago(line: &Line, at: usize) -> bool {
    let Some(it) = line.quantities.get(at) else { return false };
    let next = line.text(it.to, it.to + 3);
    line.label(at).starts_with("20") && matches!(next, "，一年" | "，今年")
}

/// Whether a label holds what it tells of against an earlier time: 学生比上学年的.
fn is_held(label: &str) -> bool {
    // 与上年出警102次相比: what is counted may be named.
    if said::holds_against(label) || label.starts_with(['与', '同']) && said::opens_against(label) {
        return true;
    }
    let rest = label.rsplit_once('比').or_else(|| label.rsplit_once('较')).map(|(_, rest)| rest);
    rest.is_some_and(|rest| EARLIER.iter().any(|word| rest.starts_with(word)) && rest.chars().count() <= 6)
}

/// The way of a clause that tells of a change and nothing else: ，减少; ，今年少了; ，下降; 减亏.
fn told(gap: &str) -> Option<Way> {
    let it = said::said(gap).filter(|it| it.name.is_empty() && it.since.is_none())?;
    Some(it.way)
}

fn judge(
    line: &Line,
    index: usize,
    (old, difference, rate): (&Quantity, &Quantity, &Quantity),
    way: Way,
    out: &mut Findings,
) {
    let growth = difference.value.rate(old.value);
    // Of the new value it is reckoned wrongly, of another thing it is not reckoned at all.
    let new = if way == Way::Up { old.value + difference.value } else { old.value - difference.value };
    let near = |made: Interval| {
        !made.times(Decimal::new(150, 2)).is_below(&rate.value)
            && !rate.value.is_below(&made.times(Decimal::new(66, 2)))
    };
    if !near(growth) && !rate.value.may_equal(&difference.value.rate(new)) {
        return;
    }
    let made = about(&growth, rate.printed.scale().max(1));
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index),
        to: rate.to,
        claim: rate,
        called: ("变化", "change"),
        parts: vec![old, difference],
        verdict: rate.value.equals(growth),
        reason: format!("{} ÷ {} = {made}%", printed_in(difference, old), old.shown()),
    }
    .tell_percent(made, out);
}
