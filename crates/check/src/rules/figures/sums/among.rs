//! Some of a whole that are more than it: 240名学员中，263人取得证书; 耕地1860亩 … 耕地中已流转1906亩.

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, exceeds};
use crate::rules::figures::words::{acts, compares, has};

/// How many numbers before 耕地中已流转… are asked for their name.
const REACH: usize = 30;

/// Words with which the number behind 中 counts other things: 18个村中，建成广场26个.
const OTHERS: [&str; 30] = [
    "新建", "新增", "建成", "建设", "培训", "服务", "走访", "慰问", "举办", "开展", "组织", "带动", "打造",
    "推广", "发放", "安装", "惠及", "帮助", "吸纳", "招收", "引进", "设立", "成立", "配备", "覆盖", "发现",
    "排查", "发展", "累计", "推行",
];

/// Units that count all sorts of things; what is counted has to be named alike.
const GENERIC: [&str; 16] =
    ["个", "处", "项", "家", "条", "座", "次", "场", "支", "所", "种", "类", "台", "套", "份", "批"];

/// People who are not those of an office or a course.
const PEOPLE: [&str; 10] = ["群众", "村民", "居民", "学生", "职工", "农民", "游客", "人员", "老人", "儿童"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, part) in line.quantities.iter().enumerate().skip(1) {
        if !part.is_amount() || part.range || part.quoted {
            continue;
        }
        if let Some(whole) = within(line, index, part).or_else(|| named(line, index, part)) {
            judge(line, index, whole, part, out);
        }
    }
}

/// Whether nothing but some of the whole can be meant behind 中: its own words, none of another fact.
fn is_plain(label: &str) -> bool {
    label.chars().count() <= 24
        && !label.contains(['，', '。', '；', '：'])
        && !compares(label)
        && !has(label, &OTHERS)
}

/// The whole that stands before 中 in the sentence: 240名学员中，263人…, 86件建议中有93件….
fn within<'l>(line: &'l Line, index: usize, part: &Quantity) -> Option<&'l Quantity> {
    // 12个村中，收入10万元以上的9个: another number may stand in the words of the part.
    let before = line.quantities.get(index.saturating_sub(2)..index)?;
    let whole = before.iter().rev().find(|it| it.same_unit(part))?;
    if whole.sentence != part.sentence || whole.depth != part.depth || whole.range {
        return None;
    }
    let gap = line.text(whole.to, part.from.max(whole.to));
    // 126个行政村，有集体收入的138个.
    if let Some((noun, rest)) = gap.split_once('，').filter(|(noun, _)| !noun.contains('中')) {
        let bounded = rest.starts_with(['有', '无', '达', '超'])
            || has(rest, &["以上", "以下", "超过", "达到", "符合"]);
        let told = rest.strip_suffix('的').is_some_and(|rest| bounded && is_plain(rest));
        let named = (1..=8).contains(&noun.chars().count()) && !noun.contains(['、', '（', '的']);
        return (told && named).then_some(whole);
    }
    let (noun, rest) = gap.split_once('中')?;
    let opened =
        rest.is_empty() || ["，", "有", "已", "仍", "尚", "共有"].iter().any(|word| rest.starts_with(word));
    let rest = rest.trim_start_matches('，');
    let plain = noun.chars().count() <= 12
        && !noun.contains(['，', '。', '；', '：', '、', '（'])
        && !noun.ends_with(['其', '集', '年', '空', '镇', '之', '高', '初', '期', '途', '当']);
    let behind = line.noun(index);
    let alike = !GENERIC.contains(&part.unit.as_str())
        || rest.ends_with('的')
        || (!behind.is_empty() && behind.chars().next() == noun.chars().next())
        || behind
            .char_indices()
            .nth(2)
            .is_some_and(|(at, _)| noun.ends_with(behind.get(..at).unwrap_or_default()));
    let others = part.unit == "人"
        && PEOPLE
            .iter()
            .any(|word| (rest.contains(word) || behind.starts_with(word)) && !noun.contains(word));
    (opened && plain && alike && !others && is_plain(rest)).then_some(whole)
}

/// 耕地中已流转1906亩, of 全村耕地1860亩 before it in the paragraph: the largest number that is called so.
fn named<'l>(line: &'l Line, index: usize, part: &Quantity) -> Option<&'l Quantity> {
    let (name, rest) = line.clause(part).split_once('中')?;
    let plain = (2..=6).contains(&name.chars().count())
        && !rest.is_empty()
        && !rest.contains('、')
        && !name.ends_with(['其', '集', '年', '之', '期', '途', '当'])
        && is_plain(rest);
    if !plain {
        return None;
    }
    let before = (index.saturating_sub(REACH)..index).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| it.same_unit(part) && !it.range)?;
        let label = line.label(at);
        let called = label.ends_with(name) || line.noun(at).starts_with(name);
        let stem = label.strip_suffix(name).unwrap_or(label);
        (called && !compares(label) && !acts(label) && !has(stem, &OTHERS)).then_some(it)
    });
    before.reduce(|most, it| if most.value.is_below(&it.value) { it } else { most })
}

fn judge(line: &Line, index: usize, whole: &Quantity, part: &Quantity, out: &mut Findings) {
    // More than twice as many are another thing.
    let twice = whole.value.times(rust_decimal::Decimal::TWO);
    if !whole.value.is_below(&part.value) || twice.is_below(&part.value) {
        return;
    }
    let from = if whole.sentence == part.sentence {
        begins(line, line.index_at(whole.from))
    } else {
        begins(line, index)
    };
    exceeds(line, from, whole, part, ("总数", "whole"), out);
}
