//! How far a row is from what was planned or due: 改厕还差12户, 桥头村还有120人未缴, 造林超额30亩.

use super::columns::{Column, Names};
use super::sheet::{Number, Sheet};
use super::told::{Told, tell, told};
use crate::Findings;
use crate::quantity::{CLAUSES, Line};
use crate::words::has;

/// What stands between the name of a row and how much it lacks, and how much it has beyond.
const LACKS: [&str; 9] = ["还差", "尚差", "仍差", "差", "尚欠", "还欠", "欠", "短缺", "少完成"];
const BEYOND: [&str; 8] = ["超额完成", "超额", "超计划", "超过计划", "超任务", "超出计划", "多完成", "超"];

/// What stands behind the number of a row that has so much still.
const UNDONE: [&str; 8] = ["未", "没有", "没", "尚未", "还没", "待", "仍未", "还未"];

/// The difference of what a row should have and what it has.
pub(super) fn short(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(claim) = line.quantities.get(index).filter(|it| it.is_amount() && it.qualifier.is_none()) else {
        return;
    };
    let label = line.label(index);
    let left = ["还有", "尚有", "仍有"].iter().any(|word| label.ends_with(word))
        && UNDONE.iter().any(|word| line.noun(index).starts_with(word));
    let ends = |words: &[&str]| words.iter().find_map(|word| label.strip_suffix(word));
    let lacks = ends(&LACKS).filter(|rest| !rest.ends_with("相"));
    // 还差12户验收 is of another step.
    let noun = line.noun(index);
    let plain = noun.is_empty() || noun.starts_with(['未', '没', '完', '任', '达', '尚']);
    if !left && (!plain || lacks.is_none() && ends(&BEYOND).is_none()) {
        return;
    }
    let clause = line.text(line.back(claim.from, &CLAUSES, 30), claim.from);
    let mut rows = names.in_text(clause);
    let (Some((row, _)), None) = (rows.next(), rows.next()) else { return };
    drop(rows);
    let only = |wanted: &dyn Fn(&Column) -> bool| {
        let mut found = names.columns.iter().filter(|it| !it.is_rate() && wanted(it));
        found.next().filter(|_| found.next().is_none())
    };
    let done = |it: &Column| !it.is_due() && ["完成", "实", "已"].iter().any(|word| it.allows(word));
    let (Some(due), Some(made)) = (only(&Column::is_due), only(&done)) else { return };
    let (Some(plan), Some(number)) = (sheet.number(row, due.index), sheet.number(row, made.index)) else {
        return;
    };
    if !made.counts(sheet, row, claim) || has(label, &["上年", "去年", "同期", "比", "较"]) {
        return;
    }
    let lacking = left || lacks.is_some();
    let (made, value) = match lacking {
        true => (plan.interval - number.interval, plan.value - number.value),
        false => (number.interval - plan.interval, number.value - plan.value),
    };
    let words = Told { zh: "按表里两栏算的", en: "what two columns make" };
    let cell = Number { value, ..number };
    tell(sheet, claim, cell, told(claim).equals(made), words, out);
}
