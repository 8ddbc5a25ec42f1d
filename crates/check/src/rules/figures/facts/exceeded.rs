//! More of a thing than all there are, as told before: 入社农户213户 … 我村共有251户入社农户有意扩种; “两新”组织党支部6个 … 镇内8个“两新”组织党支部中.

use rust_decimal::Decimal;

use super::retold::core;
use super::same::{of_one_place, other_year};
use super::telling::{PAST, Telling};
use crate::rules::figures::words::{acts, compares, has};

/// So many numbers are looked back at.
const LOOKED_BACK: usize = 120;

/// Places all of whose things are meant, and what follows them before a number.
const PLACES: [&str; 16] = [
    "我村",
    "我镇",
    "我乡",
    "我县",
    "我区",
    "我局",
    "我校",
    "全村",
    "全镇",
    "全乡",
    "全县",
    "全区",
    "镇内",
    "县内",
    "村内",
    "辖区内",
];

/// What makes another number of it.
const OTHERS: [&str; 19] = [
    "新增", "新建", "新认", "新创", "新成", "新注", "新发", "新入", "今年", "年内", "年初", "月", "季度",
    "半年", "计划", "力争", "原有", "均", "每",
];

/// The only number before that has the whole name of this one, when this one is more by a half at most.
pub(crate) fn exceeded<'l>(telling: Telling<'l>, earlier: &[Telling<'l>], year: &str) -> Option<Telling<'l>> {
    const SHORTEST: usize = 4;
    let (line, own) = (telling.line, telling.quantity);
    let label = line.label(telling.index).trim_end_matches(['有', '共', '现', '的']);
    if !PLACES.contains(&label) || own.qualifier.is_some() {
        return None;
    }
    let noun = line.text(own.to, line.ahead(own.to, &['，', '。', '、', '；', '：', '（', '\n'], 16));
    let sentence = telling.sentence();
    if noun.chars().count() < SHORTEST || has(sentence, &OTHERS) || has(sentence, &PAST) {
        return None;
    }
    let named = |it: &&Telling<'l>| {
        if !it.quantity.same_unit(own) {
            return false;
        }
        let marks = ['，', '。', '、', '；', '：', '（', '\n'];
        let from = it.line.back(it.quantity.from, &marks, 24);
        let name = core(it.line.text(from, it.quantity.from).trim_start_matches("其中"));
        // 规上企业和重点项目单位 are more than the first of them.
        let behind = noun.strip_prefix(name);
        let alone = behind.is_some_and(|rest| !rest.starts_with(['和', '及', '与', '或', '等', '以']));
        let ends = own.to + name.chars().count();
        name.chars().count() >= SHORTEST && !acts(name) && alone && !matches!(line.char(ends), '、' | '（')
    };
    let mut told = earlier.iter().rev().take(LOOKED_BACK).filter(named);
    let (first, None) = (told.next()?, told.next()) else { return None };
    let before = first.sentence();
    let same = of_one_place(first.line, line) && other_year(before, year) == other_year(sentence, year);
    let whole = first.quantity.qualifier.is_none() && !first.quantity.range && first.quantity.depth == 0;
    let more = first.quantity.value.is_below(&own.value)
        && !first.quantity.value.times(Decimal::new(15, 1)).is_below(&own.value);
    (same && whole && more && !has(before, &OTHERS) && !has(before, &PAST) && !compares(before))
        .then_some(*first)
}
