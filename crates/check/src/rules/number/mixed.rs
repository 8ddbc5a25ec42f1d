//! One kind of thing in two units within a sentence: 万元 and 元, 公里 and 千米.

use super::counted::{behind_scale, unit_at};
use crate::rules::line::{Digits, Line, ends_sentence};
use crate::{Finding, Findings, Span};

/// Units of one kind that do not stand beside each other, and what is told of them.
const PAIRS: [(&str, &str); 6] = [
    ("公里", "千米"),
    ("公斤", "千克"),
    ("公斤", "斤"),
    ("亩", "公顷"),
    ("平方公里", "平方千米"),
    ("公里", "华里"),
];

/// Most numbers of a sentence that are held against the next one.
const MOST: usize = 12;

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    let mut sentence: Vec<(&'static str, Digits, usize)> = Vec::new();
    let mut from = 0;
    for number in numbers {
        if (from..number.from).any(|at| ends_sentence(line.get(at)) || matches!(line.get(at), '；' | ';')) {
            sentence.clear();
        }
        from = number.to;
        let mut at = behind_scale(line, number.to);
        let scaled = at > number.to;
        if matches!(line.get(at), '余' | '多') {
            at = behind_scale(line, at + 1);
        }
        let Some(unit) = unit_at(line, at) else { continue };
        let unit = match unit {
            "元" if scaled || at > number.to + 1 => "万元",
            other => other,
        };
        let end = at + unit_at(line, at).unwrap_or_default().chars().count();
        // 1500亩（100公顷）、1.2万亩（800公顷）: what a bracket says again is no other thing.
        if explains(line, number.from) {
            continue;
        }
        for (other, earlier, earlier_end) in &sentence {
            if let Some(message) = differ(line, (other, earlier), (unit, number)) {
                tell(line, (number.from, end), line.span(earlier.from, *earlier_end), &message, out);
                sentence.clear();
                break;
            }
        }
        if sentence.len() >= MOST {
            sentence.remove(0);
        }
        sentence.push((unit, *number, end));
    }
}

/// Whether a number opens a bracket that stands right behind a unit: 亩（约合100公顷.
fn explains(line: &Line<'_>, from: usize) -> bool {
    let mut at = from;
    while let Some(word) = line.one_before(at, &["约", "合", "折合", "即", "折", "共"]) {
        at -= word.chars().count();
    }
    matches!(line.back(at, 1), '（' | '(')
        && line.one_before(at - 1, &["亩", "公顷", "公里", "千米", "公斤", "斤", "米"]).is_some()
}

/// What is told of two numbers of one sentence whose units do not go together.
fn differ(line: &Line<'_>, one: (&str, &Digits), other: (&str, &Digits)) -> Option<String> {
    // 12公顷（180亩）, 即180亩: the same thing said again.
    let between = line.text(one.1.to, other.1.from);
    if between.contains(['（', '(', '=', '为']) || between.contains("即") || between.contains("合") {
        return None;
    }
    let both = |a: &str, b: &str| (one.0 == a && other.0 == b) || (one.0 == b && other.0 == a);
    let yuan = if one.0 == "元" { one.1 } else { other.1 };
    let large = yuan.value(line).is_some_and(|value| value >= rust_decimal::Decimal::from(10_000));
    let each = ["人均", "户均", "每", "平均", "收入从", "标准"]
        .iter()
        .any(|word| line.text(one.1.from.saturating_sub(30), other.1.from).contains(word));
    if both("元", "万元") && large && !each {
        return Some("同一句里金额的单位有的用“元”、有的用“万元”，上万的应统一用“万元”".to_owned());
    }
    // 300亩、20公顷: the same thing again.
    if both("亩", "公顷") {
        let (mu, hectares) = if one.0 == "亩" { (one.1, other.1) } else { (other.1, one.1) };
        let same = mu.value(line).zip(hectares.value(line)).is_some_and(|(mu, hectares)| {
            let fifteen = hectares * rust_decimal::Decimal::from(15);
            (mu - fifteen).abs() * rust_decimal::Decimal::from(50) <= mu
        });
        if same {
            return None;
        }
    }
    // Two things, a comma between, may be measured in two ways; two names of one measure may not.
    let apart = between.contains(['，', ',']);
    PAIRS
        .iter()
        .find(|(a, b)| both(a, b) && (!apart || b.starts_with('千') || b.ends_with("千米")))
        .map(|(a, b)| format!("同一句里“{a}”和“{b}”混用，同类的量应统一用一个单位"))
}

fn tell(line: &Line<'_>, place: (usize, usize), first: Span, message: &str, out: &mut Findings) {
    out.push(
        Finding::warning(
            "number/mixed-units",
            line.span(place.0, place.1),
            message,
            "one kind of thing bears two units in a sentence",
        )
        .related("另一处", "the other one", first)
        .source("GB/T 15835-2011 4.3"),
    );
}
