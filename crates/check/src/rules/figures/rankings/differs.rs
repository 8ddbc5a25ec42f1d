//! By how much two of a list differ: 花生720亩、红薯860亩，花生较红薯少140亩.

use gongwen_core::interval::Verdict;

use super::entries::{Entry, Kind, List};
use super::kin::named_in;
use crate::Findings;
use crate::quantity::{CLAUSES, Line};
use crate::rules::figures::statement::Statement;
use crate::rules::figures::words::has;

/// Words of what is more, and of what is less.
const MORE: [&str; 8] = ["多", "高", "高出", "多出", "大", "长", "超出", "高了"];
const LESS: [&str; 5] = ["少", "低", "小", "短", "少了"];

/// What else may be compared.
const OTHER: [&str; 14] = [
    "上年", "去年", "同期", "年初", "计划", "目标", "平均", "预算", "任务", "上月", "上季", "全", "以前",
    "原来",
];

/// All statements of a paragraph.
pub(super) fn run<'l>(line: &'l Line, list: &List<'l>, out: &mut Findings) {
    for (index, claim) in line.quantities.iter().enumerate() {
        let label = line.label(index);
        let Some((left, rest)) = label.split_once(['比', '较']) else { continue };
        let verb = |words: &[&str]| {
            words.iter().filter_map(|word| rest.strip_suffix(word)).min_by_key(|it| it.len())
        };
        let (right, more) = match (verb(&MORE), verb(&LESS)) {
            (Some(right), _) => (right, true),
            (_, Some(right)) => (right, false),
            _ => continue,
        };
        let plain = !claim.range && claim.qualifier.is_none() && claim.is_amount();
        if !plain || has(right, &OTHER) || left.chars().count() < 2 || right.chars().count() < 2 {
            continue;
        }
        let at = line.back(claim.from, &CLAUSES, 30);
        let entries = list.all();
        let Some((one, own, measure)) = named_in(line, entries, left, at) else { continue };
        let Some((two, others, rest)) = named_in(line, entries, right, at) else { continue };
        // 甲村户数比乙村: what is measured is that of the list or has its name.
        if one.contains(two) || two.contains(one) || measure.chars().count() > 4 || !rest.is_empty() {
            continue;
        }
        let meant = |it: &&Entry<'_>| {
            it.quantity.same_unit(claim) && it.kind == Kind::Amount && it.index < index && !it.quantity.range
        };
        let mut pairs =
            own.iter().filter(meant).flat_map(|one| others.iter().filter(meant).map(move |it| (one, it)));
        let (Some((one, other)), None) = (pairs.next(), pairs.next()) else { continue };
        let made = one.value - other.value;
        let verdict = claim.value.equals(if more { made } else { -made });
        let (first, second) = (one.quantity.shown(), other.quantity.shown());
        let value = one.quantity.printed.checked_sub(other.quantity.printed).unwrap_or_default().normalize();
        Statement {
            kind: "figures/growth",
            line,
            from: at,
            to: claim.to,
            claim,
            called: ("相差", "difference"),
            parts: vec![one.quantity, other.quantity],
            verdict: if one.quantity.factor == other.quantity.factor { verdict } else { Verdict::Open },
            reason: format!("{first} - {second} = {value}"),
        }
        .tell(
            || format!("所说的相差与两个数不合：{first} 与 {second}"),
            || format!("{first} and {second} do not differ by this"),
            out,
        );
    }
}
