//! A sum and how it grew, run together 数后面漏了逗号: 完成投资8.64亿元同比增长12.5%.

use super::counted::{behind_scale, unit_at};
use crate::rules::line::{Digits, Line};
use crate::{Finding, Findings, Role};

/// What begins the clause that says how a sum grew.
const GROWN: [&str; 24] = [
    "同比增长",
    "同比下降",
    "同比增加",
    "同比减少",
    "同比上升",
    "同比提高",
    "同比降低",
    "同比多",
    "同比少",
    "环比增长",
    "环比下降",
    "环比增加",
    "环比减少",
    "较上年增长",
    "较上年下降",
    "较上年同期增长",
    "较上年同期下降",
    "比上年增长",
    "比上年下降",
    "比上年增加",
    "比上年减少",
    "比上年同期增长",
    "比上年同期下降",
    "较去年同期增长",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    // Titles and cells are short on purpose.
    if !matches!(line.paragraph.role, Role::Body | Role::Item) {
        return;
    }
    for pair in numbers.windows(2) {
        let [number, next] = pair else { continue };
        let scale = behind_scale(line, number.to);
        if scale == number.to && !number.fraction && number.to - number.from < 2 {
            continue;
        }
        let Some(unit) = unit_at(line, scale) else { continue };
        let at = scale + unit.chars().count();
        if at >= next.from || matches!(unit, "年" | "月" | "日" | "期" | "%") {
            continue;
        }
        let Some(word) = line.one_of(at, &GROWN) else { continue };
        // 8.64亿元同比增长的: the clause makes a whole of it.
        if at + word.chars().count() != next.from {
            continue;
        }
        let quote = line.text(number.from, next.from);
        out.push(
            Finding::warning(
                "number/run-together",
                line.span(number.from, next.from),
                format!("“{quote}”：“{}”后面漏了逗号", line.text(number.from, at)),
                format!("`{quote}` lacks the comma behind the sum"),
            )
            .fix(format!("{}，{word}", line.text(number.from, at)), true)
            .source("GB/T 15834-2011 4.4"),
        );
    }
}
