//! What a sentence says is the most or the least of the numbers it lists 最多、最少: 甲村86户，乙村92户，丙村79户，其中甲村最多.

use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::{has, totals};
use crate::{Finding, Findings};

/// Words with which other things are meant than the numbers of the list.
const OTHER: [&str; 14] =
    ["历", "以来", "之一", "全县", "全市", "全省", "全国", "近", "同比", "增", "减", "降", "上年", "去年"];

/// What may stand between a name and 最, and says nothing of what is counted.
const COUNTED: [&str; 10] = ["数量", "占比", "件数", "户数", "人数", "总量", "规模", "面积", "金额", "完成"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for at in (0..line.chars.len()).filter(|at| line.char(*at) == '最') {
        let most = match line.char(at + 1) {
            '多' | '高' | '大' => true,
            '少' | '低' | '小' => false,
            _ => continue,
        };
        judge(line, at, most, out);
    }
}

fn judge(line: &Line, at: usize, most: bool, out: &mut Findings) {
    let from = line.back(at, &CLAUSES, 24);
    let to = line.ahead(at + 2, &CLAUSES, 16);
    let (before, behind) = (line.text(from, at), line.text(at + 2, to));
    if has(before, &OTHER) || has(behind, &OTHER) {
        return;
    }
    let bare = before.trim_start_matches("其中").trim_start_matches('以');
    let name = match behind.strip_prefix("的是").or_else(|| behind.strip_prefix("的为")) {
        Some(name) if bare.is_empty() || COUNTED.contains(&bare) => name,
        None if behind.is_empty() => COUNTED.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare),
        _ => return,
    };
    // 个体访62批、集体访18批，集体访人数最多: of other numbers.
    let units = [("件数", "件"), ("户数", "户"), ("人数", "人"), ("面积", "亩"), ("金额", "元")];
    let list = listed(line, from);
    let unit = list.first().and_then(|at| line.quantities.get(*at)).map_or("", |it| it.unit.as_str());
    if units.iter().any(|(word, own)| bare.ends_with(word) && *own != unit) {
        return;
    }
    let called = |at: &usize| {
        let label = line.label(*at).trim_start_matches("其中");
        label.starts_with(name) || label.ends_with(name)
    };
    let mut own = list.iter().filter(|at| called(at));
    let (Some(own), None) = (own.next(), own.next()) else { return };
    let Some(value) = line.quantities.get(*own).filter(|_| name.chars().count() >= 2 && list.len() > 2)
    else {
        return;
    };
    let beyond = |it: &&Quantity| match most {
        true => value.value.is_below(&it.value),
        false => it.value.is_below(&value.value),
    };
    let mut others = list.iter().filter_map(|at| line.quantities.get(*at));
    let Some(other) = others.find(beyond) else { return };
    let (shown, more) = (value.shown(), other.shown());
    let sign = if most { '<' } else { '>' };
    out.push(
        Finding::error(
            "figures/same-fact-differs",
            line.span(from, to),
            format!("前面列的数里有 {more}，这里说的是 {shown}"),
            format!("the list before has {more}, what is said of is {shown}"),
        )
        .reason(format!("{shown} {sign} {more}"))
        .related("前面的数", "number before", line.span(begins(line, *own), value.to))
        .related("前面的数", "number before", other.span),
    );
}

/// The numbers of one unit that stand in a row before a clause of the same sentence, each with a name of its own.
fn listed(line: &Line, from: usize) -> Vec<usize> {
    let Some(last) = line.index_at(from).checked_sub(1) else { return Vec::new() };
    let Some(end) = line.quantities.get(last).filter(|it| line.text(it.to, from).chars().count() <= 4) else {
        return Vec::new();
    };
    if line.text(end.to, from).contains(['。', '；', '\n']) {
        return Vec::new();
    }
    let plain = |at: &usize| {
        let Some(it) = line.quantities.get(*at) else { return false };
        let label = line.label(*at);
        let named = label.chars().count() >= 2 && !totals(label) && !has(label, &OTHER);
        named && it.same_unit(end) && it.sentence == end.sentence && it.qualifier.is_none() && !it.range
    };
    (0..=last).rev().take(12).take_while(plain).collect()
}
