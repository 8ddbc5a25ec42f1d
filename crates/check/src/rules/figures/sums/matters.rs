//! Matters that come in by several ways, each counted by its own word, and one number for all of them: 信访事项1746件次，来信238件、来访517批、
//! 网上信访982件.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::crossed;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, tell_sum};
use crate::rules::figures::words::{compares, has};

/// Words by which matters are counted.
const UNITS: [&str; 6] = ["件", "批", "起", "封", "件次", "批次"];

/// What the number of all of them is called.
const CALLED: [&str; 8] = ["信访", "投诉", "举报", "诉求", "线索", "案件", "来信来访", "咨询"];

/// Ways by which they come in.
const WAYS: [&str; 15] = [
    "信", "访", "电", "网", "平台", "窗口", "热线", "微信", "来人", "上级", "转办", "交办", "当面", "短信",
    "其他",
];

/// The most ways by which matters of one whole come in; longer lists are of something else.
const MOST: usize = 10;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, whole) in line.quantities.iter().enumerate() {
        if !is_matter(whole) || compares(line.label(index)) {
            continue;
        }
        let called = line.text(line.back(whole.from, &['。', '；', '，', '：', '\n'], 24), whole.from);
        if !has(called, &CALLED) || has(called, &["其中", "均", "计划", "目标"]) {
            continue;
        }
        let Some(parts) = parts(line, index, whole) else { continue };
        judge(line, index, whole, parts, out);
    }
}

fn is_matter(it: &Quantity) -> bool {
    UNITS.contains(&it.unit.as_str()) && it.qualifier.is_none() && !it.range && !it.quoted
}

/// Three ways and more that 、 joins right behind a number, not all of them counted as it is.
fn parts<'l>(line: &'l Line, index: usize, whole: &Quantity) -> Option<Vec<&'l Quantity>> {
    let mut last = whole.to;
    let mut parts: Vec<&Quantity> = Vec::new();
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(MOST) {
        let gap = line.text(last, it.from.max(last));
        let joint =
            if parts.is_empty() { gap.starts_with(['，', '：', '（']) } else { gap.starts_with('、') };
        let name = line.label(at).trim_start_matches("其中");
        let way = has(name, &WAYS) && (2..=8).contains(&name.chars().count());
        if !joint || gap.chars().count() > 12 || !way || !is_matter(it) {
            break;
        }
        parts.push(it);
        last = it.to;
    }
    let end = line.ahead(last, &['，', '。', '；', '）', '\n', '、'], 8);
    let over = line.char(end) != '、' && !line.text(last, end).contains('等');
    let mixed = parts.iter().any(|it| !it.same_unit(whole));
    (parts.len() > 2 && over && mixed).then_some(parts)
}

fn judge(line: &Line, index: usize, whole: &Quantity, parts: Vec<&Quantity>, out: &mut Findings) {
    let numbers = || parts.iter().map(|it| it.printed);
    let sum: Decimal = numbers().sum();
    let named = gongwen_core::Interval::exact(sum);
    let plain = whole.factor == Decimal::ONE && parts.iter().all(|it| it.factor == Decimal::ONE);
    let to = parts.last().map_or(whole.to, |it| it.to);
    if !plain
        || !is_within(whole, &named, Decimal::new(95, 2), Decimal::new(105, 2))
        || crossed::is_told(line, whole.from, to)
    {
        return;
    }
    // 其中 may leave some of the ways out.
    let first = parts.first().map_or(whole.to, |it| it.from.max(whole.to));
    let some = line.text(whole.to, first).contains("其中") && sum < whole.printed;
    let verdict = match sum == whole.printed {
        true => Verdict::Holds,
        false if some => Verdict::Open,
        false => Verdict::Fails,
    };
    tell_sum(line, (begins(line, index), to), whole, parts, verdict, out);
}
