//! Shares and rates without their % 比率漏了百分号: 采纳率75。, 占28.8；, 由58提升到66%, 2.1、7.6%和4.4%.

use rust_decimal::Decimal;

use super::counted::{is_code, missing};
use crate::chars::is_one_of;
use crate::rules::line::{Digits, Line, ends_clause, is_han};
use crate::{Findings, Role};

/// Rates that are told in other units, or in none.
const OTHERS: [&str; 21] = [
    "汇率",
    "费率",
    "频率",
    "功率",
    "效率",
    "速率",
    "积率",
    "死亡率",
    "出生率",
    "发病率",
    "患病率",
    "倍率",
    "周转率",
    "曲率",
    "心率",
    "税率",
    "斜率",
    "感染率",
    "增长率",
    "亡率",
    "利率",
];

/// Words between a rate and its number.
const LINKS: [&str; 16] = [
    "稳定在",
    "保持在",
    "控制在",
    "提高到",
    "提升到",
    "上升到",
    "下降到",
    "降到",
    "降至",
    "升至",
    "达到",
    "仅为",
    "达",
    "为",
    "至",
    "约",
];

/// From one value to another one.
const MOVED: [&str; 12] = [
    "提升到",
    "提高到",
    "提升至",
    "提高至",
    "上升到",
    "上升至",
    "下降到",
    "下降至",
    "降到",
    "降至",
    "升至",
    "增至",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    if !matches!(line.paragraph.role, Role::Body | Role::Item) {
        return;
    }
    for (index, number) in numbers.iter().enumerate() {
        // Most numbers have their unit at once.
        if is_han(line.get(number.to))
            && line.one_of(number.to, &MOVED).is_none()
            && line.get(number.to) != '和'
        {
            continue;
        }
        let next = numbers.get(index + 1);
        let small =
            number.value(line).is_some_and(|value| value > Decimal::ZERO && value <= Decimal::ONE_HUNDRED);
        let plain = small && !is_code(line, number) && line.back(number.from, 1) != '.';
        if plain
            && (share(line, number)
                || moved(line, number, next)
                || listed(line, number, next)
                || index
                    .checked_sub(1)
                    .and_then(|at| numbers.get(at))
                    .is_some_and(|last| after(line, last, number)))
        {
            out.push(missing(line, number.from, number.to, "%", false));
        }
    }
}

/// Whether a number behind the name of a rate, or behind 占, lacks its %: 采纳率75。, 占28.8（.
fn share(line: &Line<'_>, number: &Digits) -> bool {
    let end = line.get(number.to);
    if !(ends_clause(end) || end == '\0' || end == '（') || end == '：' {
        return false;
    }
    if line.back(number.from, 1) == '占' {
        // 占 and a number with a broken part, or such a whole one as no thing has alone.
        return number.fraction && is_one_of!(line.back(number.from, 2), "，、；。（：各别仅共约均");
    }
    let mut before = number.from;
    if let Some(link) = line.one_before(before, &LINKS) {
        before -= link.chars().count();
    }
    line.back(before, 1) == '率' && is_han(line.back(before, 2)) && line.one_before(before, &OTHERS).is_none()
}

/// Whether a number lacks the % of the one that it moved to: 由58提升到66%.
fn moved(line: &Line<'_>, number: &Digits, next: Option<&Digits>) -> bool {
    let Some(next) = next else { return false };
    let from = line.clause_start(number.from, 12);
    let begins = line.text(from, number.from).contains(['由', '从']);
    begins
        && line.get(next.to) == '%'
        && line.one_of(number.to, &MOVED).is_some_and(|word| number.to + word.chars().count() == next.from)
}

/// 由10.4%降至8.9，; 增长5.3%、6.5。: what it moved from, and the other member, have theirs.
fn after(line: &Line<'_>, last: &Digits, number: &Digits) -> bool {
    let end = line.get(number.to);
    let ends = ends_clause(end) && end != '：' || end == '\0';
    if !ends || line.get(last.to) != '%' {
        return false;
    }
    let from = last.to + 1;
    let moved = line.one_of(from, &MOVED).is_some_and(|word| from + word.chars().count() == number.from);
    let member = matches!(line.get(from), '、' | '和') && from + 1 == number.from;
    moved || member && last.fraction && number.fraction
}

/// 分别增长2.1、7.6%和4.4%: only such as both have a broken part.
fn listed(line: &Line<'_>, number: &Digits, next: Option<&Digits>) -> bool {
    let Some(next) = next else { return false };
    let from = line.clause_start(number.from, 12);
    matches!(line.get(number.to), '、' | '和')
        && number.to + 1 == next.from
        && line.get(next.to) == '%'
        && number.fraction
        && next.fraction
        && line.text(from, number.from).contains("分别")
}
