//! Numbers that point back to what was told before 回指: 对上述16处险情点位, 15个行政村全覆盖.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::telling::{PAST, Telling};
use crate::rules::figures::words::{AMONG, VERBS, ends_with_noun, has};

/// So many numbers are looked back at.
const LOOKED_BACK: usize = 60;

/// Words that point back.
const ABOVE: [&str; 3] = ["上述", "上列", "前述"];

/// The first two characters of a noun.
fn begins_with(noun: &str) -> Option<&str> {
    let end = noun.char_indices().nth(2).map_or(noun.len(), |(at, _)| at);
    noun.get(..end).filter(|stem| stem.chars().count() == 2)
}

/// 上述16处险情点位: the only number of the paragraphs before that counts what has this noun.
pub(crate) fn above<'l>(telling: Telling<'l>, earlier: &[Telling<'l>]) -> Option<Telling<'l>> {
    // What is few may be listed without a number: 一是…；二是…. 上述两个问题.
    let five = Decimal::from(5);
    let label = telling.line.label(telling.index);
    let named =
        ABOVE.iter().find_map(|word| label.rsplit_once(word)).filter(|_| telling.quantity.printed > five)?;
    if named.0.contains("其中") {
        return None;
    }
    // 上述隐患16处 has its noun before the number.
    let rest = named.1.trim_start_matches('的');
    let noun = match rest.char_indices().rev().nth(1) {
        Some((at, _)) => rest.get(at..)?,
        None => Some(telling.line.noun(telling.index)).filter(|_| rest.is_empty())?,
    };
    let stem = begins_with(noun)?;
    let own: Vec<&Telling<'l>> =
        earlier.iter().rev().take(LOOKED_BACK).filter(|it| it.quantity.same_unit(telling.quantity)).collect();
    let value = telling.quantity.value;
    // 整改6处、销号10处 … 上述16处: several of them may be meant together.
    let together = (2..=5).any(|count| {
        own.windows(count).any(|run| Interval::sum(run.iter().map(|it| it.quantity.value)).may_equal(&value))
    });
    if together || own.iter().any(|it| it.quantity.value.may_equal(&value)) {
        return None;
    }
    let called = |it: &&Telling<'l>| {
        let line = it.line;
        ends_with_noun(line.label(it.index), noun) || line.noun(it.index).starts_with(stem)
    };
    let mut named = own.into_iter().filter(called);
    let only = named.next().filter(|_| named.next().is_none())?;
    let twice = Decimal::TWO;
    let like = !only.quantity.value.times(twice).is_below(&value)
        && !value.times(twice).is_below(&only.quantity.value);
    let plain = only.quantity.qualifier.is_none() && !has(only.sentence(), &PAST);
    (like && plain).then_some(*only)
}

/// 全乡14个行政村 … 15个行政村全覆盖: more than all of a place cannot be covered.
pub(crate) fn covered<'l>(telling: Telling<'l>, earlier: &[Telling<'l>]) -> Option<Telling<'l>> {
    let line = telling.line;
    let end = line.ahead(telling.quantity.to, &['，', '。', '；', '、', '\n'], 16);
    let every = ["全覆盖", "全部覆盖"];
    // 走进15个村，实现了全覆盖: in a clause of its own.
    let next = || {
        let clause = line.text(end, line.ahead(end + 1, &['，', '。', '；', '、', '\n'], 12));
        ["，实现", "，做到", "，达到"].iter().any(|verb| clause.starts_with(verb)) && has(clause, &every)
    };
    if !has(line.text(telling.quantity.to, end), &every) && !next() {
        return None;
    }
    // 村（社区） is no 村庄.
    let stem = begins_with(line.text(telling.quantity.to, telling.quantity.to + 2))?;
    let whole = |it: &&Telling<'l>| {
        let label = it.line.label(it.index);
        let place = ["全乡", "全镇", "全县", "全区", "全街道", "我镇", "我乡", "我县", "辖"]
            .iter()
            .any(|place| label.trim_end_matches(['有', '的', '共', '区']).ends_with(place));
        place && it.quantity.same_unit(telling.quantity) && it.line.starts(it.quantity.to, stem)
    };
    let mut wholes = earlier.iter().rev().take(LOOKED_BACK).filter(whole);
    let only = wholes.next().filter(|_| wholes.next().is_none())?;
    let deed = line.label(telling.index).replace("完成", "").replace("实现", "");
    let others = has(&deed, &AMONG) || has(&deed, &VERBS);
    let half = Decimal::new(15, 1);
    let more = only.quantity.value.is_below(&telling.quantity.value)
        && !only.quantity.value.times(half).is_below(&telling.quantity.value);
    (more && !others && !has(telling.sentence(), &["全县", "全市", "全省"])).then_some(*only)
}
