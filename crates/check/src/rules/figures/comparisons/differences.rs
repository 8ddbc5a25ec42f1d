//! A value and by how much it changed, in whatever words 现值与增减额: 21.5亿元，较上年多争取1.9亿元; 9.7亿元，同比增长10.3%，比上年同期增加1.2亿元.

use super::change::{Change, pair};
use super::earlier::is_earlier;
use super::said::{Said, Since, behind_base, holds_against, is_next_year, said};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::is_base;
use crate::rules::figures::words::has;

/// The noun between a value and the clause of its change is at most so long.
const NOUN: usize = 8;

/// What a clause between two numbers says of the first of them and of nothing else.
fn told(line: &Line, one: &Quantity, other: &Quantity) -> Option<Said<'static>> {
    let gap = line.text(one.to, other.from.max(one.to));
    let cut = gap.find('，')?;
    let noun =
        gap.get(..cut).filter(|noun| noun.chars().count() <= NOUN && !noun.contains(['、', '（', '）']))?;
    let it = said(gap.strip_prefix(noun)?)?;
    // 平均亩产412公斤，亩均增产15公斤: the average itself.
    let average = ["亩", "户", "人", "亩均", "户均", "人均"].contains(&it.name)
        && has(line.label(line.index_at(one.from)), &["均", "亩产", "单产"]);
    (average || it.name.is_empty()).then_some(Said { way: it.way, since: it.since, name: "" })
}

/// Whether a value is one that changes as a whole: no rate, no average beside a total.
fn is_whole(line: &Line, index: usize, new: &Quantity, difference: &Quantity) -> bool {
    let apart =
        new.printed_unit != difference.printed_unit && has(line.label(index), &["均", "亩产", "单产"]);
    // 产值214亿元，…，比上年多完成12亿元投资: more of another thing.
    let noun = line.noun(line.index_at(difference.from));
    let stem = noun.char_indices().nth(2).map_or(noun, |(at, _)| noun.get(..at).unwrap_or(noun));
    let own = noun.is_empty()
        || noun.starts_with(['左', '以', '的'])
        || line.label(index).contains(stem)
        || line.noun(index).starts_with(stem);
    new.is_amount() && !new.range && new.qualifier.is_none() && !difference.range && !apart && own
}

/// The change of a value by the difference right behind it, whatever the verb: 21.5亿元，较上年多争取1.9亿元，增长8.8%.
pub(crate) fn behind(line: &Line, index: usize) -> Option<Change> {
    let (new, difference) = pair(line, index)?;
    if !new.same_unit(difference) || !is_whole(line, index, new, difference) {
        return None;
    }
    let it = told(line, new, difference)?;
    // 2021年8.2万人，2022年比上年增加0.3万人: the value is the earlier one.
    if is_next_year(line.label(index), line.text(new.to, difference.from)) || is_earlier(line, index) {
        return None;
    }
    // Without a time the rate behind it says that the year before is meant.
    let rated = || {
        let rate = line
            .quantities
            .get(index + 2)
            .filter(|rate| rate.is_percent() && rate.sentence == new.sentence)?;
        let gap = line.text(difference.to, rate.from.max(difference.to));
        // 2022年24万元，一年多了2.4万元: the value is the earlier one.
        let old = line.label(index).contains("20");
        said(gap)
            .filter(|_| !old)
            .filter(|next| next.way == it.way && next.name.is_empty() && next.since.is_none())
    };
    (it.since.is_some() || rated().is_some()).then_some(Change {
        old: None,
        new: index,
        difference: Some(index + 1),
        way: Some(it.way),
        last: index + 1,
    })
}

/// 5.12万人，占常住人口43.6万人的11.7%，较上年增加0.47万人，增长10.1%: its share of something stands between.
pub(crate) fn past_share(line: &Line, index: usize) -> Option<Change> {
    let new = line.quantities.get(index)?;
    let first = line.quantities.get(index + 1)?;
    let at = match first.is_percent() {
        true if line.label(index + 1).contains(['占', '率']) => index + 2,
        false if line.label(index + 1).starts_with('占') && is_base(line, index + 1) => index + 3,
        _ => return None,
    };
    let (before, difference) = (line.quantities.get(at - 1)?, line.quantities.get(at)?);
    let one =
        difference.sentence == new.sentence && difference.depth == new.depth && before.depth == new.depth;
    if !one
        || !new.same_unit(difference)
        || !is_whole(line, index, new, difference)
        || is_earlier(line, index)
    {
        return None;
    }
    let it = told(line, before, difference).filter(|it| it.since.is_some())?;
    Some(Change { old: None, new: index, difference: Some(at), way: Some(it.way), last: at })
}

/// 9.7亿元，同比增长10.3%，比上年同期增加1.2亿元: the rate stands before the difference.
pub(crate) fn rate_between(line: &Line, index: usize) -> Option<Change> {
    let [new, rate, difference] = line.quantities.get(index..index + 3)? else { return None };
    let one = difference.sentence == new.sentence && difference.depth == new.depth && rate.depth == new.depth;
    if !one || !rate.is_percent() || !new.same_unit(difference) || !is_whole(line, index, new, difference) {
        return None;
    }
    let (first, second) = (told(line, new, rate)?, told(line, rate, difference)?);
    // 同比增长9.8%，比年初增加8.2亿元: since two times.
    let other = [first.since, second.since].contains(&Some(Since::Other)) && first.since != second.since;
    (first.way == second.way && !other).then_some(Change {
        old: None,
        new: index,
        difference: Some(index + 2),
        way: Some(first.way),
        last: index,
    })
}

/// 9.36亿元，可比增长4.2%，按自然口径比上年的8.87亿元增长5.5%: only rates stand between the two values.
pub(crate) fn past_rates(line: &Line, index: usize) -> Option<Change> {
    let new = line.quantities.get(index).filter(|it| it.is_amount() && !it.range && !it.quoted)?;
    let behind = line.quantities.iter().enumerate().skip(index + 1).take(4);
    let (at, old) = behind
        .take_while(|(_, it)| it.sentence == new.sentence && it.depth == new.depth)
        .find(|(_, it)| !(it.is_percent() || it.unit == "百分点"))
        .filter(|(at, it)| *at > index + 1 && it.same_unit(new) && !it.range && old_label(line, *at))?;
    let end = line.quantities.get(at + 1).map_or(old.to, |it| it.from).max(old.to);
    let moves = said(line.text(old.to, end)).is_some_and(|it| it.name.is_empty());
    (moves && !is_earlier(line, index)).then_some(Change {
        old: Some(at),
        new: index,
        difference: None,
        way: None,
        last: at,
    })
}

/// Whether the words before a value only hold it against what was told: 按自然口径比上年的.
fn old_label(line: &Line, at: usize) -> bool {
    let label = line.label(at);
    let bare =
        label.strip_prefix('按').and_then(|rest| rest.split_once("口径")).map_or(label, |(_, rest)| rest);
    bare.starts_with(['比', '较']) && holds_against(bare)
}

/// 86万元，同上年的72万元比，多卖了14万元; 四处合计1万人次。按去年同期8000人次算，增长25%: words of comparison around the older value.
pub(crate) fn beside(line: &Line, index: usize) -> Option<Change> {
    let (new, old) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    if !new.same_unit(old) || new.depth != old.depth || !(new.is_amount() || new.is_percent()) {
        return None;
    }
    let gap = line.text(new.to, old.from.max(new.to));
    // What the sentence before ends with is meant when it tells of all.
    let summed = || {
        has(line.label(index), &["合计", "共", "总", "累计", "达", "完成"])
            .then(|| gap.strip_prefix('。'))
            .flatten()
    };
    let clause = if new.sentence == old.sentence { gap.strip_prefix('，') } else { summed() }?;
    behind_base(line.text(old.to, old.to + 8))?;
    holds_against(clause).then_some(Change {
        old: Some(index + 1),
        new: index,
        difference: None,
        way: None,
        last: index + 1,
    })
}
