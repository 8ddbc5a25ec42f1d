//! Ratios of two numbers that have names 比: 城乡居民收入比1.84∶1, 师生比1∶16.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{about, joined};
use crate::rules::figures::words::has;
use crate::{Finding, Findings};

/// What a ratio is called, and what the first and the second number are called.
const KINDS: [(&str, &[&str], &[&str]); 7] = [
    ("收入比", &["城镇"], &["农村"]),
    ("收入之比", &["城镇"], &["农村"]),
    ("师生比", &["教师", "教职工"], &["学生"]),
    ("生师比", &["学生"], &["教师", "教职工"]),
    ("警辅比", &["民警"], &["辅警"]),
    ("抚养比", &["在职"], &["离退休", "退休"]),
    ("医护比", &["医师", "医生"], &["护士"]),
];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for at in (0..line.chars.len()).filter(|at| line.char(*at) == '比') {
        let kind = KINDS.iter().find(|(word, _, _)| line.ends(at + 1, word));
        let Some((_, one, other)) = kind else { continue };
        let Some((value, to)) = told(line, at + 1) else { continue };
        let before = line.index_at(at);
        let pair = respective(line, before, one, other).or_else(|| {
            let (one, other) = (only(line, before, one)?, only(line, before, other)?);
            // 城乡…分别为39860元和20415元: what has both names is no number of either.
            (one.span != other.span).then_some((one, other))
        });
        let Some((one, other)) = pair else { continue };
        if one.same_unit(other) {
            judge(line, (at, to), value, (one, other), out);
        }
    }
}

/// The ratio that stands behind its name: 为1.84∶1, 缩小到1.84, 1∶16; its value and where it ends.
fn told(line: &Line, from: usize) -> Option<(Told, usize)> {
    // 由上年的1.84缩小至1.82.
    let moved = ["缩小到", "缩小至", "降至", "降到", "下降到", "收窄到", "收窄至"];
    let earlier = line.text(from, from + 10);
    let turn = (from..from + 14).find(|at| moved.iter().any(|word| line.ends(*at, word)));
    let from = turn.filter(|_| earlier.starts_with(['由', '从'])).unwrap_or(from);
    let start = (from..from + 8).find(|at| line.char(*at).is_ascii_digit())?;
    let words =
        ["", "为", "达", "是", "达到", "缩小到", "缩小至", "降至", "降到", "下降到", "缩小为", "约为"];
    if !words.contains(&line.text(from, start)) {
        return None;
    }
    let number = |from: usize| {
        let end = (from..).find(|at| !matches!(line.char(*at), '0'..='9' | '.')).unwrap_or(from);
        Some((line.text(from, end).parse::<Decimal>().ok()?, end))
    };
    let (first, end) = number(start)?;
    match line.char(end) {
        '∶' | '：' | '比' => {
            let (second, end) = number(end + 1)?;
            let told = match (first == Decimal::ONE, second == Decimal::ONE) {
                (_, true) => Told::First(first),
                (true, false) => Told::Second(second),
                _ => return None,
            };
            Some((told, end))
        }
        '，' | '。' | '；' | '、' | '\n' => Some((Told::First(first), end)),
        _ => None,
    }
}

/// Which of the two numbers of a ratio is not 1.
enum Told {
    First(Decimal),
    Second(Decimal),
}

/// 城镇和农村居民收入分别为39860元和20415元: the two numbers of a row, in the order of their names.
fn respective<'l>(
    line: &'l Line,
    before: usize,
    one: &[&str],
    other: &[&str],
) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = (before.saturating_sub(4)..before).rev().find(|at| line.label(*at).contains("分别"))?;
    let (first, second) = (line.quantities.get(at)?, line.quantities.get(at + 1)?);
    let label = line.clause(first);
    let place = |names: &[&str]| names.iter().find_map(|name| label.find(name));
    let (left, right) = match label.contains("城乡") {
        true => (label.find("城乡").filter(|_| one.contains(&"城镇"))?, label.len()),
        false => (place(one)?, place(other)?),
    };
    let exact = |it: &Quantity| it.qualifier.is_none() && !it.range;
    let row = joined(line, at) && exact(first) && exact(second) && !has(label, &["上年", "去年", "增", "减"]);
    row.then_some(if left < right { (first, second) } else { (second, first) })
}

/// The only number before that is called so, of this year.
fn only<'l>(line: &'l Line, before: usize, names: &[&str]) -> Option<&'l Quantity> {
    let other = ["上年", "去年", "同期", "增", "减", "比", "新", "由", "从", "全国", "全省"];
    let mut found = (before.saturating_sub(16)..before).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| matches!(it.unit.as_str(), "元" | "人") && !it.range)?;
        (has(line.label(at), names) && !has(line.label(at), &other) && it.qualifier.is_none()).then_some(it)
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn judge(
    line: &Line,
    (at, to): (usize, usize),
    told: Told,
    (one, other): (&Quantity, &Quantity),
    out: &mut Findings,
) {
    let (value, made, first) = match told {
        Told::First(value) => (value, one.value.quotient(other.value), true),
        Told::Second(value) => (value, other.value.quotient(one.value), false),
    };
    let near = |times: i64| made.times(Decimal::new(times, 2));
    let printed = Interval::exact(value);
    let like = !near(200).is_below(&printed) && !printed.is_below(&near(50));
    if !like || Interval::rounded(value).equals(made) != Verdict::Fails {
        return;
    }
    let computed = about(&made, value.scale().max(1));
    let shown = if first { format!("{computed}∶1") } else { format!("1∶{computed}") };
    let (above, below) = if first { (one, other) } else { (other, one) };
    out.push(
        Finding::error(
            "figures/rate",
            line.span(line.back(at, &['，', '。', '；', '、', '\n'], 16), to),
            format!("按前面的数算，这个比是 {shown}"),
            format!("the numbers make a ratio of {shown}"),
        )
        .reason(format!("{} ÷ {} = {computed}", above.shown(), below.shown()))
        .related("有关的数", "number", one.span)
        .related("有关的数", "number", other.span),
    );
}
