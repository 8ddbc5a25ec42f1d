//! Days and hours that part a whole of days and hours: 优良天数328天，其中优126天、良202天; 120小时，理论48小时、实操72小时.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, sum_of, tell_sum};
use crate::rules::figures::words::{compares, has};

/// The most parts of a list of them.
const MOST_PARTS: usize = 8;

/// Names that leave nothing over.
const WHOLE: [&[&str]; 5] =
    [&["优", "良"], &["理论", "实"], &["线上", "线下"], &["集中", "分散"], &["集中", "自"]];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let mut index = 0;
    while index + 2 < line.quantities.len() {
        let parts = parts(line, index);
        if parts.len() > 1 {
            judge(line, index, &parts, out);
        }
        index += parts.len().max(1);
    }
}

/// Whether a number is of days or hours as they are.
fn is_plain(it: &Quantity) -> bool {
    matches!(it.unit.as_str(), "天" | "小时") && it.qualifier.is_none() && !it.range && !it.quoted
}

/// The numbers behind one that are named beside each other.
fn parts(line: &Line, index: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(whole) = line.quantities.get(index).filter(|it| is_plain(it)) else { return found };
    let mut last = whole;
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(2 * MOST_PARTS) {
        // 优良天数328天，占89.6%，其中优126天: a share of it lies between.
        if it.is_percent() && it.sentence == whole.sentence {
            continue;
        }
        // 实际工期251天，合同工期240天，其中停工18天: of the number before, not of the first.
        if !found.is_empty() && line.label(at).starts_with("其中") {
            break;
        }
        let gap = line.text(last.to, it.from.max(last.to));
        let name = line.label(at).trim_start_matches("其中");
        let named = (1..=8).contains(&name.chars().count())
            && !compares(name)
            && !has(name, &["均", "每", "超", "不足", "最", "计划", "连续", "共", "总", "累计"]);
        let joined = !gap.contains(['。', '；', '（']) && gap.chars().count() <= 20;
        if !(is_plain(it) && it.same_unit(whole) && it.depth == whole.depth && named && joined) {
            break;
        }
        found.push(at);
        last = it;
        if found.len() == MOST_PARTS {
            break;
        }
    }
    found
}

fn judge(line: &Line, index: usize, parts: &[usize], out: &mut Findings) {
    let Some(whole) = line.quantities.get(index) else { return };
    let all: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let names: Vec<&str> = parts.iter().map(|at| line.label(*at).trim_start_matches("其中")).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    let among = line.text(whole.to, first.from.max(whole.to)).contains("其中");
    let sum = sum_of(all.iter().map(|it| it.value));
    let known = WHOLE.iter().any(|pair| {
        pair.len() == names.len() && pair.iter().zip(&names).all(|(word, name)| name.starts_with(word))
    }) || names.len() > 2 && names.iter().any(|name| name.starts_with('其'));
    let more = whole.value.is_below(&sum);
    let slack = if known { 20 } else { 6 };
    let (low, high) = (Decimal::new(100 - slack, 2), Decimal::new(100 + slack, 2));
    let label = line.label(index);
    let meant = known || names.len() > 2 && !among || among && more;
    if !meant
        || has(label, &["均", "每", "提前", "缩短", "延长", "比"])
        || compares(label)
        || !is_within(whole, &sum, low, high)
    {
        return;
    }
    let (from, to) = (begins(line, index), last.to);
    let verdict = if whole.value.may_equal(&sum) { Verdict::Holds } else { Verdict::Fails };
    tell_sum(line, (from, to), whole, all, verdict, out);
}
