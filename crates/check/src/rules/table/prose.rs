//! What prose says of a table beside it.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::Sheet;
use crate::quantity::lines;
use crate::{Finding, Findings, Relation, Role, Text};

/// The totals of tables beside what prose says of them.
pub(super) fn against_prose<'t>(
    text: &Text,
    sheets: impl Iterator<Item = &'t Sheet<'t>>,
    out: &mut Findings,
) {
    let lines = lines(text);
    for sheet in sheets {
        let top = sheet.top();
        let Some(total) = (top..sheet.rows).rev().find(|row| Sheet::is_total(sheet.name(*row))) else {
            continue;
        };
        let first = sheet.cells.values().min().copied().unwrap_or_default();
        let last = sheet.cells.values().max().copied().unwrap_or_default();
        for column in (1..sheet.columns).filter(|column| sheet.adds(*column)) {
            let header = sheet.header(column);
            let Some((name, unit)) = header.split_once(['（', '(']) else { continue };
            let unit: Vec<char> = unit.trim_end_matches(['）', ')']).chars().collect();
            let (Some(claim), true) = (sheet.number(total, column), name.chars().count() >= 2) else {
                continue;
            };
            let around = lines.iter().filter(|line| line.index + 3 >= first && line.index <= last + 3);
            for line in around.filter(|line| !matches!(line.role, Role::Cell(_))) {
                for (index, quantity) in line.quantities.iter().enumerate() {
                    let label = line.label(index);
                    let clause = line.clause(quantity);
                    let says = label.trim_end_matches(['达', '到', '为', '是', '有', '共']).ends_with(name)
                        && ["全镇", "全县", "全乡", "全村", "共", "合计", "总"]
                            .iter()
                            .any(|word| clause.contains(word));
                    let other = ["其中", "新增", "上年", "去年", "计划", "目标", "累计"]
                        .iter()
                        .any(|word| clause.contains(word));
                    let same_unit = quantity.printed_unit.chars().eq(unit.iter().copied());
                    if !says || other || !same_unit {
                        continue;
                    }
                    let told = quantity
                        .value
                        .times(Decimal::ONE.checked_div(quantity.factor).unwrap_or(Decimal::ONE));
                    let verdict = told.equals(claim.interval);
                    let (shown, table) = (quantity.shown(), claim.value);
                    if verdict == Verdict::Fails {
                        out.push(
                            Finding::error(
                                "table/text-differs",
                                quantity.span,
                                format!("正文写的是 {shown}，表里的合计是 {table}"),
                                format!("prose has {shown}, the table's total is {table}"),
                            )
                            .reason(format!("{shown} ≠ {table}"))
                            .related(
                                "表里的合计",
                                "total of the table",
                                sheet.span(&claim),
                            ),
                        );
                    }
                    let (span, parts) = (quantity.span, vec![sheet.span(&claim)]);
                    let reason = format!("{shown}、{table}");
                    out.relation(Relation {
                        kind: "table/text-differs",
                        verdict,
                        span,
                        claim: span,
                        parts,
                        reason,
                    });
                }
            }
        }
    }
}
