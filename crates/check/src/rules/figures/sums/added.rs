//! What there is, what is added to it, and what they make: 现有大棚320座，再新增80座，达到400座.

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::{TOTALS, has};

/// Words of what is added.
const MORE: [&str; 20] = [
    "增加",
    "新增",
    "新增加",
    "净增",
    "新建",
    "扩建",
    "新购",
    "新增设",
    "新开",
    "培育",
    "新设",
    "新办",
    "扩大",
    "增",
    "扩种",
    "新种",
    "新栽",
    "发展",
    "吸纳",
    "新发展",
];

/// Words of what is taken away.
const LESS: [&str; 7] = ["减少", "压减", "压缩", "核减", "下降", "精简", "减"];

/// Words before what they make.
const MADE: [&str; 10] =
    ["达到", "达", "增加到", "增至", "扩大到", "扩大至", "发展到", "减少到", "减至", "降至"];

/// Words by which a number is what there was before.
const BEFORE: [&str; 9] = ["现有", "原有", "已有", "目前", "年初", "上年", "去年", "原来", "现存"];

/// What is known by its name is looked for among so many numbers.
const REACH: usize = 400;

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        for index in 0..line.quantities.len().saturating_sub(1) {
            let Some(found) = addition(line, index) else { continue };
            let before = within(line, index, &found).or_else(|| elsewhere(lines, at, index, &found));
            if let Some(before) = before {
                judge(line, index, &found, before, out);
            }
        }
    }
}

/// What is added, what is made, and what the words say of them.
struct Addition<'l> {
    more: &'l Quantity,
    made: &'l Quantity,
    falls: bool,
    /// 再: there is something already.
    again: bool,
    /// The name of what grows, as it was called where its size was told.
    name: &'l str,
}

fn addition(line: &Line, index: usize) -> Option<Addition<'_>> {
    let (more, made) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let gap = line.text(more.to, made.from.max(more.to));
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let leads = MADE.iter().any(|word| gap.ends_with(word)) && gap.contains('，');
    let total = || has(gap, &TOTALS) || has(gap, &["累计", "其中", "目标", "计划", "任务", "同比", "上年"]);
    if !leads
        || total()
        || gap.chars().count() > 12
        || gap.contains(['。', '；', '、', '（'])
        || gap.matches('，').count() > 1
        || !(plain(more) && plain(made) && more.same_unit(made) && more.sentence == made.sentence)
    {
        return None;
    }
    let label = line.label(index).trim_end_matches('了');
    let find = |words: &[&str]| {
        words.iter().filter_map(|word| label.strip_suffix(*word)).min_by_key(|name| name.len())
    };
    let (name, falls) = find(&MORE).map(|name| (name, false)).or_else(|| Some((find(&LESS)?, true)))?;
    if has(label, &["比", "较", "同比", "累计", "其中"]) {
        return None;
    }
    let again = name.ends_with('再');
    let opened =
        ["力争", "争取", "确保", "计划", "预计", "实现"].iter().find_map(|word| name.strip_prefix(word));
    Some(Addition { more, made, falls, again, name: opened.unwrap_or(name).trim_end_matches('再') })
}

/// What there was, right before in the sentence.
fn within<'l>(line: &'l Line, index: usize, found: &Addition<'_>) -> Option<&'l Quantity> {
    let at = index.checked_sub(1)?;
    let before = line.quantities.get(at)?;
    let gap = line.text(before.to, found.more.from.max(before.to));
    let known = has(line.label(at), &BEFORE) || gap.contains("基础上");
    let plain = before.same_unit(found.more)
        && before.sentence == found.more.sentence
        && !before.range
        && before.qualifier.is_none()
        && gap.chars().count() <= 20;
    let other = gap.matches('，').count() > 1 || has(line.label(at), &["比", "较", "增长", "增加", "新增"]);
    (plain && !other && (known || (found.again && gap.contains('，')))).then_some(before)
}

/// What there was, told by the same name anywhere before: 投产茶园960亩 … 投产茶园再增加200亩.
fn elsewhere<'l>(lines: &'l [Line], at: usize, index: usize, found: &Addition<'_>) -> Option<&'l Quantity> {
    if !found.again || found.name.chars().count() < 3 {
        return None;
    }
    let own = lines.get(at)?;
    let here = (0..index).rev().map(|index| (own, index));
    let earlier = lines
        .get(at.saturating_sub(REACH)..at)?
        .iter()
        .rev()
        .flat_map(|line| (0..line.quantities.len()).rev().map(move |it| (line, it)));
    let mut told = here.chain(earlier).take(REACH).filter_map(|(line, index)| {
        let it = line.quantities.get(index).filter(|it| it.same_unit(found.more) && !it.range)?;
        line.label(index).ends_with(found.name).then_some(it)
    });
    let first = told.next()?;
    told.all(|it| it.value == first.value).then_some(first).filter(|it| it.qualifier.is_none())
}

fn judge(line: &Line, index: usize, found: &Addition<'_>, before: &Quantity, out: &mut Findings) {
    let (more, made) = (found.more, found.made);
    let sum = if found.falls { before.value - more.value } else { before.value + more.value };
    let (one, other) = (printed_in(before, made), printed_in(more, made));
    let (sign, computed) =
        if found.falls { ('-', one.checked_sub(other)) } else { ('+', one.checked_add(other)) };
    let (computed, shown) = (computed.unwrap_or(one), made.shown());
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index),
        to: made.to,
        claim: made,
        called: ("现在的数", "new value"),
        parts: vec![before, more],
        verdict: made.value.equals(sum),
        reason: format!("{one} {sign} {other} = {computed}"),
    }
    .tell(
        || format!("写的是 {shown}，按前面的数算是 {computed}"),
        || format!("{shown} is stated, the numbers make {computed}"),
        out,
    );
}
