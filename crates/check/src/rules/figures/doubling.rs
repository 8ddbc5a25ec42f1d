//! Doublings 翻番: 翻一番 is twice, 翻两番 four times.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::statement::{Statement, about, begins};
use super::words::has;
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// How many times 翻番 at a place says.
pub(super) fn times(line: &Line, at: usize) -> Option<i64> {
    let next = at + 1 + usize::from(line.char(at + 1) == '了');
    let one = if line.char(next) == '番' { Some('一') } else { None };
    let number = one.or_else(|| (line.char(next + 1) == '番').then(|| line.char(next)))?;
    match number {
        '一' => Some(2),
        '两' | '二' => Some(4),
        '三' => Some(8),
        _ => None,
    }
}

/// Doublings whose two values stand elsewhere in the sentence: 实现翻一番，2020年仅为60万元; 翻了一番，由2000亩增加到4000亩.
pub(super) fn run(line: &Line, judged: &[usize], out: &mut Findings) {
    for at in 0..line.chars.len() {
        if line.char(at) != '翻' || judged.contains(&at) {
            continue;
        }
        let Some(times) = times(line, at) else { continue };
        let from = line.back(at, &['。', '；', '！', '？', '\n'], 80);
        let end = line.ahead(at, &['。', '；', '！', '？', '\n'], 60);
        let sentence = line.text(from, end);
        let open =
            ["力争", "有望", "将", "目标", "计划", "预计", "近", "约", "超", "以上", "多", "人均", "其中"];
        let inside: Vec<&Quantity> = line
            .quantities_in(from, end)
            .iter()
            .filter(|it| it.is_amount() && !it.range && !it.quoted)
            .collect();
        let [one, other] = inside.as_slice() else { continue };
        let told = ["20", "19", "去年", "上年", "由", "从", "期初", "原来"];
        // The words behind 翻一番 have to lead to its values: ，由…, ，2020年…; another subject has its own.
        let mark = line.ahead(at, &['，', '（', '、', '。', '；'], 8);
        let behind = line.text(mark + 1, end);
        let leads =
            ["由", "从", "20", "19", "去年", "上年", "而20"].iter().any(|word| behind.starts_with(word));
        if !matches!(line.char(mark), '，' | '（') || !leads || other.from < mark {
            continue;
        }
        let plain = one.same_unit(other) && one.qualifier.is_none() && other.qualifier.is_none();
        if !plain || has(&sentence.replace("人均", ""), &open) || !has(sentence, &told) {
            continue;
        }
        // What doubles grows: the old value is the smaller one.
        let (old, new) = if other.value.is_below(&one.value) { (other, one) } else { (one, other) };
        let first = begins(line, line.index_at(one.from));
        let to = other.to.max(at + 2);
        judge(line, (first.min(at), to), times, (new.value, old.value), &[new, old], out);
    }
}

/// Tells what so many times are of two values, the new one first.
pub(super) fn judge<'l>(
    line: &'l Line,
    (from, to): (usize, usize),
    times: i64,
    (new, old): (Interval, Interval),
    named: &[&'l Quantity],
    out: &mut Findings,
) {
    let Some(claim) = named.first() else { return };
    // A little less or more than twice is still called a doubling.
    let bounds = (Decimal::new(times * 95, 2), Decimal::new(times * 115, 2));
    let claimed =
        Interval::between(End::Closed(bounds.0), End::Closed(bounds.1)).unwrap_or(Interval::UNKNOWN);
    let made = new.quotient(old);
    let shown = about(&made, 2);
    Statement {
        kind: "figures/growth",
        line,
        from,
        to,
        claim,
        called: ("现在的数", "new value"),
        parts: named.to_vec(),
        verdict: if made == Interval::UNKNOWN { Verdict::Open } else { claimed.equals(made) },
        reason: format!("现在的数是原来的 {shown} 倍，翻番是 {times} 倍"),
    }
    .tell(
        || format!("是原来的 {shown} 倍，不是 {times} 倍"),
        || format!("it is {shown} times the old value, not {times}"),
        out,
    );
}
