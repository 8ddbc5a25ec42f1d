//! Ranges 数值范围: 5～10%, 13～17万元, the greater end first.

use super::counted::{behind_scale, is_code, unit_at};
use crate::rules::line::{Digits, Line};
use crate::{Finding, Findings};

/// Marks and words between the ends of a range.
const JOINS: [&str; 9] = ["——", "—", "–", "～", "~", "-", "－", "至", "到"];

/// Units of ages and degrees, which rise along a range: 18至45周岁, 14～24℃.
const RISING: [&str; 5] = ["周岁", "岁", "℃", "°C", "摄氏度"];

/// What begins a clause whose figure falls.
const FALLS: [&str; 12] =
    ["由", "从", "下降", "减少", "缩短", "降低", "压缩", "调整", "压减", "提前", "下调", "放宽"];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
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
