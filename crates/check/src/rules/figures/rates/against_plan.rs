//! Rates of completion against a plan that stands right before them 对照计划: 造林8160亩，对照年初8500亩的计划，完成率96%.

use gongwen_core::interval::Verdict;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// Words of what was to be done.
const PLANS: [&str; 5] = ["计划", "任务", "目标", "指标", "预算"];

/// Whether a number is what was to be done, by the words that end before it or begin behind it.
pub(crate) fn is_plan(line: &Line, at: usize) -> bool {
    let noun = line.noun(at).trim_start_matches('的').trim_start_matches(['总', '年']);
    let noun = noun.trim_start_matches("度").trim_start_matches("全");
    let label = line.label(at).trim_end_matches(['为', '是', '的', '数']);
    // 年度计划投资46亿元: what was to be done may be told between.
    let told = |word: &str| {
        label.split_once(word).is_some_and(|(_, deed)| deed.chars().count() < 4 && !deed.contains('完'))
    };
    PLANS.iter().any(|word| noun.starts_with(word) || told(word)) && !label.contains('超')
}

/// What was done and the plan of the same unit beside it, right before a rate.
pub(crate) fn pair(line: &Line, index: usize) -> Option<(&Quantity, &Quantity)> {
    let rate = line.quantities.get(index)?;
    let at = index.checked_sub(2)?;
    let [one, other] = line.quantities.get(at..index)? else { return None };
    let plain = |it: &Quantity| {
        it.is_amount()
            && !it.range
            && it.qualifier.is_none()
            && it.sentence == rate.sentence
            && it.depth == rate.depth
    };
    let (done, done_at, plan) = match (is_plan(line, at), is_plan(line, at + 1)) {
        (true, false) => (other, at + 1, one),
        (false, true) => (one, at, other),
        _ => return None,
    };
    let label = line.label(done_at);
    let own =
        !has(label, &["比", "较", "上年", "去年", "同期", "其中", "累计", "均", "增", "减", "差", "超"]);
    let near = rate.from.saturating_sub(other.to) <= 12 && other.from.saturating_sub(one.to) <= 16;
    (plain(one) && plain(other) && one.same_unit(other) && own && near).then_some((done, plan))
}

/// Whether a number cannot be the part of a rate: what came in of one of cases closed 结案率, the aim of a 完成率.
pub(crate) fn no_part(line: &Line, at: usize, stem: &str) -> bool {
    match stem {
        "结案" | "审结" | "执结" => has(line.label(at), &["新收", "旧存", "结转"]),
        "完成" => is_plan(line, at),
        _ => false,
    }
}

/// Whether numbers of another unit make a rate: 发放620户、2480万元；逾期3户、8.6万元，逾期率0.35% is of the money.
pub(crate) fn by_another_unit(line: &Line, index: usize, part: &Quantity) -> bool {
    let Some(rate) = line.quantities.get(index) else { return false };
    let Some(last) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return false };
    let own = last.is_amount() && !last.same_unit(part) && last.sentence == rate.sentence;
    own && line.around(index, 8).any(|(at, it)| {
        at + 1 < index && it.same_unit(last) && rate.value.equals(last.value.rate(it.value)) == Verdict::Holds
    })
}

/// Whether an aim has its own rate in a clause before another thing is told: 完成年度任务8000人的85.5%；再就业1936人，完成任务的96.8%.
pub(crate) fn is_taken(line: &Line, aim: &Quantity, done: &Quantity) -> bool {
    let next = line.quantities.get(line.index_at(aim.from) + 1);
    let own = next.is_some_and(|it| {
        let gap = line.text(aim.to, it.from.max(aim.to));
        it.is_percent() && it.from < done.from && gap.chars().count() <= 10 && !gap.contains(['；', '。'])
    });
    own && line.text(aim.to, done.from.max(aim.to)).contains(['；', '。'])
}
