//! An old value in one sentence and the new one in the next 上句上期、下句本期: 上年发放贷款4.2亿元。今年发放5.46亿元，同比增长30%.

use super::change::Change;
use super::earlier::{EARLIER, is_earlier};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// With what a sentence of now begins.
const NOW: [&str; 9] = ["今年", "本年", "本年度", "今年以来", "当年", "如今", "目前", "现在", "到年底"];

/// Words of a name that say when, or only that there is something.
const BARE: [&str; 22] = [
    "全年", "同期", "共计", "一共", "总共", "累计", "达到", "实现", "完成", "只有", "仅有", "已有", "以来",
    "共", "为", "是", "达", "有", "则", "仅", "已", "的",
];

/// The old value at this place and the new one behind it, when its sentence is the next.
pub(crate) fn across(line: &Line, index: usize) -> Option<Change> {
    let (old, new) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let rate =
        line.quantities.get(index + 2).filter(|it| it.is_percent() && new.sentence == old.sentence + 1)?;
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none() && it.depth == 0;
    let label = line.label(index + 1);
    let now = NOW.iter().any(|word| line.clause(new).starts_with(word) || label.starts_with(word));
    let next = rate.sentence == new.sentence;
    let alike = new.same_unit(old) && new.is_amount() && plain(new) && plain(old);
    if !(now && next && alike && is_earlier(line, index)) || new.from - old.to > 30 {
        return None;
    }
    let (one, other) = (name(line.label(index)), name(label));
    // 去年培训1200人。今年培训高素质农民420人: of some of them.
    let same = !one.is_empty() && one.contains(&other);
    let whole = !has(label, &["其中", "增", "减", "比", "较", "均", "新"]);
    (same && whole).then_some(Change {
        old: Some(index),
        new: index + 1,
        difference: None,
        way: None,
        last: index + 1,
    })
}

/// What is counted, without times.
fn name(label: &str) -> String {
    EARLIER.iter().chain(&NOW).chain(&BARE).fold(label.to_owned(), |name, word| name.replace(word, ""))
}

/// Whether the words behind the year of the second value are the last of the first: 2023年招生, 2024年招生.
pub(crate) fn is_told_again(before: &str, gap: &str) -> bool {
    let rest = gap.rsplit('年').next().unwrap_or_default();
    rest.chars().count() >= 2 && before.ends_with(rest)
}
