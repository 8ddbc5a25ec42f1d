//! Standards of several groups, each with its count and its total 分档标准: 小学生每人500元、初中生每人625元，其中小学生380名19万元、
//! 初中生260名16.25万元.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::each::{Each, each};
use super::months;
use super::product::is_like;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;
use gongwen_core::interval::Verdict;

/// Words of standards that moved, and of numbers that are other ones.
const OTHER: [&str; 10] = ["提高", "增", "由", "从", "原", "上年", "去年", "最高", "同比", "比"];

/// The standard of one group.
struct Standard<'l> {
    name: &'l str,
    one: &'l Quantity,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    // Two standards, and of one of them a count and a total.
    if line.quantities.len() < 4 || !line.chars.contains(&'每') {
        return;
    }
    let mut index = 0;
    while index < line.quantities.len() {
        let kinds = each(line, index);
        let (group, next) = if kinds.is_empty() { (Vec::new(), index + 1) } else { standards(line, index) };
        if group.len() >= 2 && are_apart(&group) {
            for at in next..(next + 12).min(line.quantities.len().saturating_sub(1)) {
                judge(line, &group, &kinds, at, out);
            }
        }
        index = next;
    }
}

/// The standards in a row that begins with this number, and the number behind them.
fn standards<'l>(line: &'l Line, first: usize) -> (Vec<Standard<'l>>, usize) {
    let mut found: Vec<Standard<'l>> = Vec::new();
    let mut at = first;
    while let Some(one) = line.quantities.get(at) {
        let same = found.last().is_none_or(|last| {
            let near = one.from.saturating_sub(last.one.to) <= 20 && one.sentence <= last.one.sentence + 1;
            near && one.same_unit(last.one)
        });
        let label = line.label(at);
        let name = label.split_once('每').map_or(label, |(name, _)| name);
        let name = name.trim_end_matches("按").trim_start_matches(['对', '给', '按', '为']);
        let name = name.trim_start_matches("其中");
        let plain = !one.range && one.qualifier.is_none() && !has(label, &OTHER);
        if !same || !plain || !(2..=12).contains(&name.chars().count()) {
            break;
        }
        found.push(Standard { name, one });
        at += 1;
    }
    (found, at.max(first + 1))
}

/// Whether a number is one of a row of standards: 每生每年3800元、二等2800元、三等1800元.
pub(crate) fn is_in_row(line: &Line, index: usize) -> bool {
    let joined = |at: &usize| {
        let Some([one, other]) = line.quantities.get(*at..at + 2) else { return false };
        one.same_unit(other) && line.text(one.to, other.from.max(one.to)).starts_with('、')
    };
    (index.saturating_sub(4)..index).rev().take_while(joined).any(|at| line.label(at).contains('每'))
}

/// Whether no name stands in another one.
fn are_apart(group: &[Standard]) -> bool {
    group.iter().enumerate().all(|(at, it)| {
        group.iter().enumerate().all(|(other, its)| at == other || !its.name.contains(it.name))
    })
}

/// A count and the total right behind it, by the standard of the group that is named before or between them.
fn judge(line: &Line, group: &[Standard], kinds: &[Each], at: usize, out: &mut Findings) {
    let Some([count, made]) = line.quantities.get(at..at + 2) else { return };
    let Some(first) = group.first().map(|it| it.one) else { return };
    let told = line.text(begins(line, at), made.from.max(count.to));
    let gap = line.text(count.to, made.from.max(count.to));
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    let near = gap.chars().count() <= 16 && !gap.contains(['。', '；', '、']);
    if !plain(count) || !plain(made) || !made.same_unit(first) || !near || has(told, &OTHER) {
        return;
    }
    let mut named = group.iter().filter(|it| told.contains(it.name));
    let (Some(standard), None) = (named.next(), named.next()) else { return };
    let Some(things) = kinds.iter().find(|kind| !matches!(kind, Each::Month | Each::Year)) else { return };
    let other = kinds.len() > 2 || !things.is(line, at, count);
    if other || has(gap, &["每", "均", "其中"]) {
        return;
    }
    let monthly = kinds.iter().any(|kind| matches!(kind, Each::Month));
    let Some(price) = standard.one.printed.checked_mul(standard.one.factor) else { return };
    let scaled = Decimal::ONE.checked_div(things.scale()).unwrap_or(Decimal::ONE);
    let product =
        |months: i64| (Interval::exact(price) * count.value).times(scaled) * Interval::exact(months.into());
    let months = match monthly.then(|| months::within(line.text(first.from, made.from.max(first.from)))) {
        None => vec![1],
        Some(Some(months)) => vec![months],
        Some(None) => vec![1, 3, 6, 12],
    };
    let fits = |months: &&i64| made.value.may_equal(&product(**months));
    let verdict = if months.iter().any(|it| fits(&it)) { Verdict::Holds } else { Verdict::Fails };
    let Some(times) = months.iter().find(fits).or(months.first()).copied() else { return };
    if verdict == Verdict::Fails && (months.len() > 1 || !is_like(made, &product(times), true)) {
        return;
    }
    let computed = about_as(&product(times), made, 2);
    let (shown, unit) = (made.shown(), &made.printed_unit);
    let by = if times == 1 { String::new() } else { format!(" × {times}") };
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, at),
        to: made.to,
        claim: made,
        called: ("总数", "total"),
        parts: vec![standard.one, count],
        verdict,
        reason: format!("{} × {}{by} = {computed}", printed_in(standard.one, made), count.shown()),
    }
    .tell(
        || format!("写的是 {shown}{unit}，按标准算是 {computed}{unit}"),
        || format!("{shown} is stated, the standard makes {computed}"),
        out,
    );
}
