//! Shares whose whole stands in their own words 分母在句中: 占全镇人口32600人的9.8%, 完成年度任务22公里的107.7%.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::division::{division, exact, statement};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{about, beside, is_base};
use crate::rules::figures::words::{AMONG, has};

/// 占全镇人口32600人的9.8%: the whole stands within the words of the share.
pub(super) fn judge(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let (Some(at), true) = (index.checked_sub(1), matches!(label, "的")) else {
        return false;
    };
    let Some(whole) = line.quantities.get(at).filter(|it| (it.is_amount() || it.unit == "天") && !it.range)
    else {
        return false;
    };
    // 占全镇人口（32600人）的9.8%: the whole stands in a bracket behind its name.
    let bracket = line.char(whole.from.wrapping_sub(1)) == '（' && line.char(whole.to) == '）';
    let called = match bracket {
        true => line.text(line.back(whole.from - 1, &['。', '；', '，', '、', '：'], 24), whole.from),
        false => line.label(at),
    };
    let share = (called.contains('占') || bracket && called.contains("覆盖")) && !takes_land(called);
    let aimed = has(called, &["完成", "为", "是", "达", "占"])
        && has(called, &["任务", "计划", "目标", "预算", "指标"]);
    if !(share || aimed) {
        return false;
    }
    let mut parts = line.quantities.iter().take(at).rev().filter(|it| it.sentence == rate.sentence);
    // 比上年的6380万元增长6.9%，完成预算6800万元的…: what it is compared with is not what came in.
    // But 上年为302天、占365天的82.7% is of last year.
    let compared = |it: &Quantity| {
        let label = line.label(line.index_at(it.from));
        let own = matches!(line.text(it.to, whole.from), "、占" | "，占") && !label.contains(['比', '较']);
        has(label, &["上年", "去年", "同期"]) && !own
    };
    let part = parts.find(|it| {
        it.same_unit(whole)
            && !it.range
            && it.depth == rate.depth
            && whole.from - it.to <= 40
            && !compared(it)
            // 占年度计划18亿元的70%，占总投资42亿元的30%: of the same part.
            && !is_base(line, line.index_at(it.from))
    });
    let Some(part) = part else {
        return false;
    };
    // What is aimed at is exact.
    let made = |part: &Quantity| {
        let (value, all) = beside(part, whole);
        value.rate(exact(whole).filter(|_| aimed).map_or(all, Interval::exact))
    };
    // 改造23.7公里，其中新建15.2公里、改造8.5公里，占年度任务22公里的107.7%: of what the list parts.
    let listed =
        || line.quantities.iter().take(at).filter(|it| it.sentence == rate.sentence && it.to <= part.from);
    let head = listed().rfind(|it| {
        let behind = line.text(it.to, part.from.max(it.to));
        it.same_unit(whole) && !it.range && it.depth == rate.depth && has(behind, &AMONG) && !compared(it)
    });
    let part = head.filter(|it| rate.value.equals(made(it)) == Verdict::Holds).unwrap_or(part);
    let computed = made(part);
    let made = about(&computed, rate.printed.scale().max(1));
    let reason = division(part, whole, rate);
    statement(line, index, rate, vec![part, whole], rate.value.equals(computed), reason)
        .tell_percent(made, out);
    true
}

/// Whether 占 is of land or use and no share: 占地, 占用; but 占地区生产总值, 占地方财政收入.
pub(super) fn takes_land(label: &str) -> bool {
    label.contains("占用") && !has(label, &["占用工", "占用水", "占用电"])
        || label.contains("占地") && !has(label, &["占地区", "占地方"])
}
