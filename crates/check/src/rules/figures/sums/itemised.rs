//! A whole and its parts in short paragraphs of their own behind it: 共收到建议46件。/ 1.经济发展类18件。/ 2.民生保障类21件。/ 3.其他9件。

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{both, is_whole, overlaps};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, addition, begins, is_within, sum_of};
use crate::rules::figures::words::{acts, compares, has, totals};

/// The longest paragraph that is an item with its number and nothing else.
const LONGEST: usize = 40;
/// The most items of a list.
const MOST: usize = 20;

/// All lists of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    let mut at = 0;
    while at + 3 < lines.len() {
        let items: Vec<(&str, &Quantity)> =
            lines.get(at + 1..).unwrap_or_default().iter().take(MOST).map_while(item).collect();
        if items.len() > 2 && lines.get(at).is_some_and(|line| item(line).is_none()) {
            judge(lines, at, &items, out);
        }
        at += items.len().max(1);
    }
}

/// The name and the number of a short paragraph that begins with an ordinal.
fn item(line: &Line) -> Option<(&str, &Quantity)> {
    if line.chars.len() > LONGEST {
        return None;
    }
    let it = line.quantities.first().filter(|it| it.is_amount() && it.qualifier.is_none() && !it.range)?;
    let lead = line.text(0, it.from);
    let ordinal = lead
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '（' | '①'..='⑳' | '一'..='十'))
        && has(lead, &[".", "、", "）", "是", "．"])
        || lead.starts_with('①');
    let name = lead.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '（' | '）' | '.' | '、' | '．' | ' ' | '①'..='⑳')
    });
    let plain = (2..=12).contains(&name.chars().count())
        && !name.contains(['。', '，', '：', '；'])
        && !compares(name)
        && !totals(name)
        && !acts(name);
    (ordinal && plain).then_some((name, it))
}

fn judge(lines: &[Line], at: usize, items: &[(&str, &Quantity)], out: &mut Findings) {
    let Some((line, (_, first))) = lines.get(at).zip(items.first()) else { return };
    if items.iter().any(|(_, it)| !it.same_unit(first)) {
        return;
    }
    let told = line.quantities.iter().enumerate().filter(|(_, it)| it.same_unit(first) && it.depth == 0);
    let told: Vec<(usize, &Quantity)> = told.collect();
    let [(index, whole)] = told.as_slice() else { return };
    let parts: Vec<&Quantity> = items.iter().map(|(_, it)| *it).collect();
    let names: Vec<&str> = items.iter().map(|(name, _)| *name).collect();
    let sum = sum_of(parts.iter().map(|it| it.value));
    let label = line.label(*index);
    let more = whole.value.is_below(&sum) && is_within(whole, &sum, Decimal::ONE, Decimal::new(112, 2));
    let less = is_whole(&names) && is_within(whole, &sum, Decimal::new(88, 2), Decimal::ONE);
    let plain = whole.qualifier.is_none() && !whole.range && !whole.quoted;
    if !(plain && (more || less))
        || whole.value.may_equal(&sum)
        || compares(label)
        || has(label, &["均", "每", "计划", "目标", "其中", "新增"])
        || overlaps(&names, label)
        || both(&names)
    {
        return;
    }
    let ((reason, computed), shown) = (addition(&parts, whole), whole.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, *index),
        to: whole.to,
        claim: whole,
        called: ("合计", "whole"),
        parts,
        verdict: Verdict::Fails,
        reason,
    }
    .tell(
        || format!("下面各项之和 {computed} 与合计 {shown} 不符"),
        || format!("the items below make {computed}, the whole is {shown}"),
        out,
    );
}
