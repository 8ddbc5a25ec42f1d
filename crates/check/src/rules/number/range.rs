//! Ranges 数值范围: 5～10%, 13～17万元, the greater end first.

use super::counted::{behind_scale, is_code, unit_at};
use crate::rules::line::{Digits, Line, is_numeral};
use crate::{Finding, Findings};

/// Marks and words between the ends of a range.
const JOINS: [&str; 9] = ["——", "—", "–", "～", "~", "-", "－", "至", "到"];

/// Units of ages and degrees, which rise along a range: 18至45周岁, 14～24℃.
const RISING: [&str; 5] = ["周岁", "岁", "℃", "°C", "摄氏度"];

/// What begins a clause whose figure falls.
const FALLS: [&str; 12] =
    ["由", "从", "下降", "减少", "缩短", "降低", "压缩", "调整", "压减", "提前", "下调", "放宽"];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    spelled(line, out);
    for pair in numbers.windows(2) {
        let [first, second] = pair else { continue };
        if is_code(line, first) || is_code(line, second) {
            continue;
        }
        let scaled = behind_scale(line, first.to);
        let age = line.one_of(scaled, &RISING);
        let unit = age.or_else(|| unit_at(line, scaled)).unwrap_or_default();
        let at = scaled + unit.chars().count();
        let Some(join) = line.one_of(at, &JOINS) else { continue };
        if joined_twice(line, (first, at), join, second, out) {
            continue;
        }
        if at + join.chars().count() != second.from {
            continue;
        }
        // 1-2-3, 0795-2512345, 〔2024〕1-3号.
        let long = first.to - first.from > 6 || second.to - second.from > 6;
        let chained = |at: usize| line.one_of(at, &JOINS[..7]).is_some() && line.get(at + 1).is_ascii_digit();
        if long
            || matches!(line.back(first.from, 1), '-' | '—' | '.' | '/' | '第' | '－')
            || chained(second.to)
        {
            continue;
        }
        let scaled_too = behind_scale(line, second.to);
        let scale = line.text(second.to, scaled_too);
        let percent = matches!(line.get(second.to), '%' | '％' | '‰');
        let bare = at == first.to;
        if bare && (percent || !scale.is_empty()) {
            ambiguous(line, first, second, join, percent, out);
        } else {
            reversed(line, first, second, (scaled, scaled_too), join, out);
        }
    }
}

/// 1至至2名, 3～-5家: two signs between the ends of one range.
fn joined_twice(
    line: &Line<'_>,
    (first, at): (&Digits, usize),
    join: &str,
    second: &Digits,
    out: &mut Findings,
) -> bool {
    let behind = at + join.chars().count();
    let Some(again) = line.one_of(behind, &JOINS) else { return false };
    let word = |join: &str| matches!(join, "至" | "到");
    // 3～-5℃ ends below nought; -- is told as a mark.
    let sign = matches!(again, "-" | "－" | "–")
        && (join == again || unit_at(line, second.to).is_none_or(|unit| matches!(unit, "度" | "%" | "米")));
    if behind + again.chars().count() != second.from
        || (sign && !word(join))
        || (!word(join) && !word(again) && join == again)
    {
        return false;
    }
    doubled(line, (first.from, second.to), (at, behind, second.from), out);
    true
}

/// 一至至两名: the same of numbers in characters, and between dates.
fn spelled(line: &Line<'_>, out: &mut Findings) {
    let word = |c: &char| matches!(c, '至' | '到');
    let number = |c: char| is_numeral(c) || matches!(c, '两' | '百' | '千' | '万');
    for (at, pair) in line.chars().windows(2).enumerate() {
        if !pair.iter().all(word) {
            continue;
        }
        let before = line.back(at, 1);
        let dated =
            matches!(before, '年' | '月' | '日') && is_count(line.back(at, 2)) && is_count(line.get(at + 2));
        if dated || (number(before) && number(line.get(at + 2))) {
            doubled(line, (at - 1, at + 3), (at, at + 1, at + 2), out);
        }
    }
}

fn is_count(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// Tells of two signs of a range: the first from one place to the next, the second from there on.
fn doubled(
    line: &Line<'_>,
    (from, to): (usize, usize),
    (one, other, end): (usize, usize, usize),
    out: &mut Findings,
) {
    let quote = line.text(from, to);
    // Of a word and a sign the sign is the slip.
    let keep =
        if matches!(line.get(other), '至' | '到') { line.text(other, end) } else { line.text(one, other) };
    out.push(
        Finding::warning(
            "number/range",
            line.span(from, to),
            format!("“{quote}”：范围中间的“{}”重复，只用一个", line.text(one, end)),
            format!("the range `{quote}` has two signs between its ends"),
        )
        .fix(format!("{}{keep}{}", line.text(from, one), line.text(end, to)), false)
        .source("GB/T 15835-2011 5.1.3"),
    );
}

/// 5～10%: the sign stands at both ends; 13～17万元: so does 万.
fn ambiguous(
    line: &Line<'_>,
    first: &Digits,
    second: &Digits,
    join: &str,
    percent: bool,
    out: &mut Findings,
) {
    let scale = behind_scale(line, second.to);
    let unit = if percent { line.text(second.to, second.to + 1) } else { line.text(second.to, scale) };
    let money = if !percent && line.get(scale) == '元' { "元" } else { "" };
    let end = if percent { second.to + 1 } else { scale + money.chars().count() };
    let join = if matches!(join, "至" | "到" | "—" | "～") { join } else { "～" };
    let right = format!(
        "{}{unit}{money}{join}{}{unit}{money}",
        line.text(first.from, first.to),
        line.text(second.from, second.to)
    );
    let quote = line.text(first.from, end);
    out.push(
        Finding::warning(
            "number/range",
            line.span(first.from, end),
            format!("“{quote}”：范围两头的“{unit}”都要写，应为“{right}”"),
            format!("both ends of the range `{quote}` bear `{unit}`: `{right}`"),
        )
        .fix(right, true)
        .source("GB/T 15835-2011 5.1.3"),
    );
}

/// 17万元～13万元.
fn reversed(
    line: &Line<'_>,
    first: &Digits,
    second: &Digits,
    scales: (usize, usize),
    join: &str,
    out: &mut Findings,
) {
    let (scaled, scaled_too) = scales;
    let age = |at: usize| line.one_of(at, &RISING);
    let unit = age(scaled).or_else(|| unit_at(line, scaled)).unwrap_or_default();
    let last = age(scaled_too).or_else(|| unit_at(line, scaled_too)).unwrap_or_default();
    let same =
        line.text(first.to, scaled) == line.text(second.to, scaled_too) && (unit == last || unit.is_empty());
    let moved =
        ["由", "从", "自", "降", "减", "压", "缩", "比", "年"].iter().any(|word| line.ends(first.from, word));
    let dates = matches!(last, "年" | "月" | "日" | "") || matches!(unit, "年" | "月" | "日");
    let clause = line.clause_start(first.from, 12);
    let falls = FALLS.iter().any(|word| line.text(clause, first.from).contains(word));
    if !same
        || moved
        || falls
        || dates
        || (join == "到" && !RISING.contains(&last))
        || (join == "至" && !matches!(last, "元" | "万元" | "亩" | "%" | "米") && !RISING.contains(&last))
    {
        return;
    }
    let (Some(from), Some(to)) = (first.value(line), second.value(line)) else { return };
    if from <= to {
        return;
    }
    let end = scaled_too + last.chars().count();
    let quote = line.text(first.from, end);
    out.push(
        Finding::warning(
            "number/range",
            line.span(first.from, end),
            format!("“{quote}”：范围的起点大于终点"),
            format!("the range `{quote}` begins above its end"),
        )
        .source("GB/T 15835-2011 5.1.3"),
    );
}
