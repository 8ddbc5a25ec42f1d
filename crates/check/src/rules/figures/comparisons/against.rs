//! Comparisons whose new value stands farther back 现值在前: behind a target, or by its name.

use super::change::Change;
use super::ways::{DOWN, UP, Way, way};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::is_base;
use crate::rules::figures::words::has;

/// Words of what is aimed at.
const AIMS: [&str; 4] = ["预算", "计划", "目标", "任务"];

/// Words of the time before.
const EARLIER: [&str; 8] = ["上年同期", "去年同期", "上年", "去年", "上年末", "去年末", "同期", "年初"];

/// How many numbers before are asked for their name.
const REACH: usize = 24;

/// What a clause compares with, when it does nothing else: ，比上年同期的.
fn compared(gap: &str) -> bool {
    let bare = gap.trim_start_matches(['，', '、']);
    let rest = bare.strip_prefix(['比', '较']).map(|rest| rest.trim_end_matches(['的', '为', '是']));
    rest.is_some_and(|rest| EARLIER.contains(&rest))
}

/// Whether a word of growth follows a value.
fn moves(line: &Line, old: &Quantity) -> bool {
    let end = line.ahead(old.to, &['。', '；', '，', '、'], 8);
    way(line.text(old.to, end)).is_some()
}

/// A value told beside its budget, and last year's value further on: 完成6.48亿元，为年初预算12亿元的54%，比上年同期的6.12亿元增加…; 4.26亿元，为预算的94.7%（预算4.5亿元），同比下降11.3%（上年4.8亿元）.
pub(crate) fn past_aims(line: &Line, index: usize) -> Option<Change> {
    let counted = |it: &&Quantity| (it.is_amount() || it.unit == "天") && !it.range && !it.quoted;
    let new = line.quantities.get(index).filter(counted)?;
    let aimed = |at: usize| has(line.label(at), &AIMS);
    let own = |at: usize| line.quantities.get(at).filter(|it| it.sentence == new.sentence);
    let mut at = index + 1;
    // The target, or the rate of it; and the target again in a bracket.
    if own(at).is_some_and(|it| it.same_unit(new) && aimed(at)) && is_base(line, at) {
        at += 2;
    } else if own(at).is_some_and(Quantity::is_percent) && aimed(at) {
        at += 1;
        if own(at).is_some_and(|it| it.same_unit(new) && it.depth > new.depth && aimed(at)) {
            at += 1;
        }
    }
    // 优良天数337天，优良率92.1%，比上年333天增加4天: what share it is stands between.
    if at == index + 1 && own(at).is_some_and(|it| it.is_percent() && it.depth == new.depth) {
        let bare = line.label(at).trim_end_matches(['为', '达', '到']);
        let gap = own(at).map_or("", |it| line.text(new.to, it.from.max(new.to)));
        if gap.chars().count() <= 10
            && gap.matches('，').count() == 1
            && (bare.ends_with('率') || gap.contains('占'))
        {
            at += 1;
        }
    }
    let (before, next) = (own(at.checked_sub(1)?)?, own(at)?);
    if at == index + 1 || next.range {
        return None;
    }
    let gap = line.text(before.to, next.from.max(before.to));
    if next.same_unit(new) {
        let told = compared(gap) && moves(line, next);
        return told.then_some(Change { old: Some(at), new: index, difference: None, way: None, last: at });
    }
    // The rate of growth first, and behind it in a bracket what was before.
    let old = own(at + 1).filter(|it| it.same_unit(new) && it.depth > next.depth)?;
    let called = line.text(next.to, old.from.max(next.to)).trim_start_matches('（');
    let earlier = EARLIER.contains(&called.trim_end_matches(['为', '是']));
    let way = way(gap).filter(|_| next.is_percent() && earlier && has(gap, &["同比", "上年", "去年"]))?;
    Some(Change { old: Some(at + 1), new: index, difference: None, way: Some(way), last: at - 1 })
}

/// 火灾148起、救援236起…。火灾起数比上年的160起下降7.5%: the only number of the paragraph that is called so.
pub(crate) fn by_name(line: &Line, index: usize) -> Option<Change> {
    let old = line.quantities.get(index).filter(|it| !it.range && !it.quoted)?;
    let label = line.label(index);
    let (name, rest) = label.split_once(['比', '较'])?;
    let name = name.trim_start_matches("其中").trim_end_matches(['也', '则', '均']);
    let earlier = EARLIER.contains(&rest.trim_end_matches(['的', '为', '是']));
    if !earlier || !(2..=10).contains(&name.chars().count()) || !moves(line, old) {
        return None;
    }
    let counted = ["起数", "件数", "件", "户数", "人数", "总数", "数量", "总量", "次数"];
    let core = counted.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let called = |at: usize| {
        let label = line.label(at).trim_start_matches("其中");
        let old = has(label, &["上年", "去年", "同期", "比", "较", "计划", "目标", "任务", "由", "从"]);
        let bare = label.trim_end_matches(['为', '达', '到', '是', '共', '有']);
        !old && core.chars().count() >= 2 && (bare.starts_with(core) || bare.ends_with(core))
    };
    let mut found = (index.saturating_sub(REACH)..index).filter(|at| {
        line.quantities.get(*at).is_some_and(|it| it.same_unit(old) && !it.range && called(*at))
    });
    let new = found.next()?;
    let only = found.next().is_none() && line.quantities.get(new)?.qualifier.is_none();
    only.then_some(Change { old: Some(index), new, difference: None, way: None, last: index })
}

/// 最高负荷18.6万千瓦，出现在8月6日，比上年最高负荷17.2万千瓦增长8.1%: the old value has the name of the new one.
pub(crate) fn by_name_of_old(line: &Line, index: usize) -> Option<Change> {
    let old = line.quantities.get(index).filter(|it| !it.range && !it.quoted && it.qualifier.is_none())?;
    let rest = line.label(index).strip_prefix(['比', '较'])?;
    let name = EARLIER.iter().filter_map(|word| rest.strip_prefix(word)).min_by_key(|rest| rest.len())?;
    let name = name.trim_start_matches('的').trim_end_matches(['的', '为', '是']);
    if name.chars().count() < 2 || !moves(line, old) {
        return None;
    }
    // Nothing else of this unit stands between them.
    let (new_at, new) = (index.saturating_sub(3)..index)
        .rev()
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .find(|(_, it)| it.same_unit(old))?;
    let label = line.label(new_at).trim_end_matches(['为', '达', '到', '是', '共']);
    let one = new.sentence == old.sentence && new.depth == old.depth && !new.range && new.qualifier.is_none();
    (one && label.ends_with(name)).then_some(Change {
        old: Some(index),
        new: new_at,
        difference: None,
        way: None,
        last: index,
    })
}

/// 较上年提高20公斤，达到520公斤，提高4%: the difference stands before the new value.
pub(crate) fn difference_first(line: &Line, index: usize) -> Option<Change> {
    let (difference, new) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let rate = line.quantities.get(index + 2).filter(|it| it.is_percent())?;
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let own = new.sentence == difference.sentence && rate.sentence == new.sentence;
    let label = line.label(index);
    let said = has(label, &["比上年", "较上年", "比去年", "较去年", "同比"]);
    // 养老金月人均增加120元，达到3240元，增幅3.8%.
    let plain_said = ["增加", "提高", "上调", "增加了", "提高了"].iter().any(|word| label.ends_with(word));
    let rated = line.text(new.to, rate.from.max(new.to));
    let rated = matches!(
        rated,
        "，降" | "，下降" | "，降幅" | "，增幅" | "，增幅为" | "，增幅达" | "，提高" | "，增长" | "，上调"
    );
    let way = way(label).filter(|_| said || plain_said && rated)?;
    let joined = matches!(
        line.text(difference.to, new.from.max(difference.to)),
        "，达到"
            | "，达"
            | "，为"
            | "，今年"
            | "，今年为"
            | "，今年是"
            | "，降到"
            | "，降至"
            | "，减至"
            | "，减到"
            | "，增至"
            | "，增加到"
            | "，总数"
            | "，只花了"
            | "，花了"
            | "，只用了"
            | "，用了"
            | "，实际支出"
    );
    (plain(difference) && plain(new) && own && joined && new.same_unit(difference)).then_some(Change {
        old: None,
        new: index + 1,
        difference: Some(index),
        way: Some(way),
        last: index + 1,
    })
}

/// What was done against the target behind it, of which the fourth number says by how much it was passed 超额完成:
/// 绿化3600亩，完成年度任务3000亩的120%，超额完成600亩.
pub(crate) fn over_target(line: &Line, index: usize) -> Option<Change> {
    let (new, target) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let rate = line.quantities.get(index + 2).filter(|it| it.is_percent())?;
    let more = line.quantities.get(index + 3).filter(|it| it.same_unit(new) && !it.range)?;
    let aimed = has(line.label(index + 1), &["任务", "计划", "目标", "指标"]);
    let said = matches!(line.label(index + 3), "超额完成" | "超额" | "超出" | "超计划" | "超任务");
    let plain = new.same_unit(target) && new.is_amount() && !new.range && !target.range;
    (aimed && said && plain && rate.sentence == new.sentence && more.sentence == new.sentence).then_some(
        Change { old: Some(index + 1), new: index, difference: None, way: Some(Way::Up), last: index + 2 },
    )
}

/// 完成3256万元，为预算3100万元的105%，比上年增收186万元，增长…: other numbers stand between.
pub(crate) fn risen(line: &Line, index: usize) -> Option<Change> {
    let difference = line.quantities.get(index).filter(|it| it.is_amount() && !it.range)?;
    let label = line.label(index);
    let said = ["比上年", "较上年", "比去年", "较去年", "同比", "比上年同期", "比去年同期"]
        .iter()
        .find_map(|word| label.strip_prefix(word))
        .filter(|word| UP.contains(word) || DOWN.contains(word))?;
    let mut before = line.quantities.iter().enumerate().take(index).rev();
    let own = |it: &Quantity| it.sentence == difference.sentence;
    let new = before
        .by_ref()
        .take_while(|(_, it)| own(it))
        .filter(|(at, it)| it.same_unit(difference) && !line.label(*at).contains(['比', '较']))
        .last()?;
    let aims = line
        .quantities
        .get(new.0 + 1..index)
        .unwrap_or_default()
        .iter()
        .filter(|it| it.same_unit(difference));
    let held =
        aims.clone().all(|it| has(line.label(line.index_at(it.from)), &["预算", "计划", "任务", "目标"]));
    let some = aims.count() > 0;
    (some && held && !new.1.range && difference.from - new.1.to <= 60).then_some(Change {
        old: None,
        new: new.0,
        difference: Some(index),
        way: way(said),
        last: index,
    })
}
