//! What prose says all rows have done: 三个乡镇均已完成年度计划.

use super::columns::{Column, Names};
use super::sheet::{Number, Sheet};
use crate::quantity::{CLAUSES, Line};
use crate::words::has;
use crate::{Finding, Findings};

/// Words of all of them.
const ALL: [&str; 4] = ["均", "全部", "都", "全面"];

/// Words with which it is not done yet, or not by all.
const OTHER: [&str; 14] =
    ["除", "未", "确保", "力争", "将", "要", "如期", "预计", "其余", "其他", "争取", "推动", "督促", "上年"];

/// All statements of a paragraph.
pub(super) fn done(sheet: &Sheet<'_>, names: &Names, line: &Line, out: &mut Findings) {
    for at in (0..line.chars.len()).filter(|at| line.starts(*at, "完成")) {
        let from = line.back(at, &CLAUSES, 30);
        let to = line.ahead(at + 2, &CLAUSES, 10);
        let (before, behind) = (line.text(from, at), line.text(at + 2, to));
        let aim = behind.trim_start_matches(['了', '年', '度', '全', '既', '定', '下', '达', '的']);
        let said = ["计划", "任务", "目标"].iter().any(|word| aim == *word || aim == format!("{word}任务"));
        if said && has(before, &ALL) && !has(before, &OTHER) && names.in_text(before).next().is_none() {
            judge(sheet, names, line, (from, to), out);
        }
    }
}

fn judge(sheet: &Sheet<'_>, names: &Names, line: &Line, (from, to): (usize, usize), out: &mut Findings) {
    let only = |wanted: &dyn Fn(&Column) -> bool| {
        let mut found = names.columns.iter().filter(|it| !it.is_rate() && wanted(it));
        found.next().filter(|_| found.next().is_none())
    };
    let (Some(plan), Some(made)) =
        (only(&|it| it.is_due()), only(&|it| !it.is_due() && (it.allows("完成") || it.allows("实际"))))
    else {
        return;
    };
    let short = names.members(sheet).find_map(|(row, name)| {
        let (plan, made): (Number, Number) =
            (sheet.number(*row, plan.index)?, sheet.number(*row, made.index)?);
        (made.value < plan.value).then_some((name, plan, made))
    });
    let Some((name, plan, made)) = short else { return };
    out.push(
        Finding::error(
            "table/text-differs",
            line.span(from, to),
            format!("表里{name}的计划是 {}，只完成 {}", plan.value, made.value),
            format!("the table has {} of {}", made.value, plan.value),
        )
        .reason(format!("{} < {}", made.value, plan.value))
        .related("表里的这一行", "row of the table", sheet.span(&made)),
    );
}
