//! What prose reckons from a table: 占全县的34.6%, 收入超过30万元的有2个村, 李村、张村分别为28人、33人.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::columns::{Column, Names};
use super::sheet::{Number, Sheet};
use super::told::{ROW, Told, tell, told};
use crate::Findings;
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::words::has;

/// Of the total of its column a row is a share: 城关镇完成投资1764万元，占全县的34.6%.
pub(super) fn share(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(claim) = line.quantities.get(index).filter(|it| it.is_percent() && it.qualifier.is_none())
    else {
        return;
    };
    let Some((subject, whole)) = line.label(index).rsplit_once('占') else { return };
    let all = ["全", "总", "合计", "各"].iter().any(|word| whole.contains(word));
    if !(all || whole.is_empty()) || has(whole, &["上年", "去年", "全国", "全省", "全市", "计划"])
    {
        return;
    }
    // The row is named in this clause or in one of the two before it.
    let mut from = line.back(claim.from, &CLAUSES, 40);
    for _ in 0..2 {
        if names.in_text(line.text(from, claim.from)).next().is_none() && !line.ends(from, "。") {
            from = line.back(from.saturating_sub(1), &CLAUSES, 30);
        }
    }
    let scope = line.text(from, claim.from);
    let mut found = names.in_text(scope);
    let (Some((row, end)), None) = (found.next(), found.next()) else { return };
    drop(found);
    let said = scope.get(end..).unwrap_or_default();
    let joined =
        said.starts_with(['、', '和', '与', '及', '等']) || has(said, &["两", "合计", "。", "；", "其中"]);
    if joined || !(subject.is_empty() || said.contains(subject)) {
        return;
    }
    let total = |column: u32| -> Option<Interval> {
        let total = (sheet.top()..sheet.rows).rev().find(|row| Sheet::is_total(sheet.name(*row)));
        total.and_then(|total| sheet.number(total, column)).map(|it| it.interval)
    };
    let rate = |column: u32| -> Option<(Number, Interval)> {
        let part = sheet.number(row, column)?;
        Some((part, part.interval.rate(total(column)?)))
    };
    let rates: Vec<(&Column, Number, Interval)> = names
        .columns
        .iter()
        .filter(|column| sheet.adds(column.index))
        .filter_map(|column| rate(column.index).map(|(part, rate)| (column, part, rate)))
        .collect();
    let stated = Interval::rounded(claim.printed);
    if rates.iter().any(|(_, _, rate)| stated.may_equal(rate)) {
        return;
    }
    let mut named = rates.iter().filter(|(column, _, _)| column.said(said) || (all && column.hinted(said)));
    let (Some((_, part, rate)), None) = (named.next(), named.next()) else { return };
    let slack = Interval::exact(Decimal::TEN);
    if (*rate + slack).is_below(&stated) || (stated + slack).is_below(rate) {
        return;
    }
    let told = Told { zh: "按这一行算的占比", en: "share of the row" };
    let middle = rate.low().value().zip(rate.high().value());
    let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
    let value = middle.map_or(part.value, |it| it.round_dp(claim.printed.scale().max(1)));
    tell(sheet, claim, Number { value, ..*part }, Verdict::Fails, told, out);
}

/// How many rows are above or below a bound: 收入超过30万元的有2个村, 2个村收入在30万元以上.
pub(super) fn count(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(bound) = line.quantities.get(index) else { return };
    let counts = |it: &&Quantity| {
        matches!(it.unit.as_str(), "个" | "家" | "所" | "村" | "户")
            && it.is_amount()
            && it.qualifier.is_none()
    };
    let from = line.back(bound.from, &CLAUSES, 30);
    let to = line.ahead(bound.to, &CLAUSES, 16);
    let clause = line.text(from, to);
    let (first, last) = (line.index_at(from), line.index_at(to));
    // No other number than the bound and the count.
    let (2, Some(count)) = (
        last.saturating_sub(first),
        line.quantities.get(first..last).unwrap_or_default().iter().find(counts),
    ) else {
        return;
    };
    if has(clause, &["其中", "全部", "均", "都", "上年", "去年", "力争", "目标"])
        || names.in_text(clause).next().is_some()
    {
        return;
    }
    let behind = line.text(bound.to, to);
    let said = count.from < bound.from || behind.starts_with('的') || has(behind, &["有", "达"]);
    let Some(column) = names.only(sheet, clause, bound).filter(|_| said) else { return };
    let (mut above, mut rows) = (0_u32, 0_u32);
    for (row, _) in names.members(sheet) {
        let Some(number) = sheet.number(*row, column.index) else { return };
        // 以上 may mean either of the bound itself.
        if number.value == bound.printed {
            return;
        }
        above += u32::from(number.value > bound.printed);
        rows += 1;
    }
    let made = match bound.qualifier {
        Some(Qualifier::MoreThan | Qualifier::Exceeding | Qualifier::Beyond | Qualifier::AtLeast) => above,
        Some(Qualifier::Below) => rows.saturating_sub(above),
        _ => return,
    };
    let Some(cell) = names.rows.first().and_then(|(row, _)| sheet.number(*row, column.index)) else { return };
    // 12个村 of a larger whole are not counted by a table of five.
    if count.printed > Decimal::from(rows) {
        return;
    }
    let verdict = if count.printed == Decimal::from(made) { Verdict::Holds } else { Verdict::Fails };
    let told = Told { zh: "表里这样的行数", en: "count of such rows" };
    tell(sheet, count, Number { value: made.into(), ..cell }, verdict, told, out);
}

/// 李村、张村低保人数分别为28人、33人: names and numbers in the same order.
pub(super) fn list(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(first) = line.quantities.get(index) else { return };
    let label = line.label(index);
    if !label.contains("分别") {
        return;
    }
    let joined = |pair: &[Quantity]| match pair {
        [one, other] => one.same_unit(other) && matches!(line.text(one.to, other.from), "、" | "和" | "，"),
        _ => false,
    };
    let rest = line.quantities.get(index..).unwrap_or_default();
    let count = 1 + rest.windows(2).take_while(|pair| joined(pair)).count();
    let from = line.back(first.from, &CLAUSES, 60);
    let scope = line.text(from, first.from);
    let mut rows: Vec<(u32, usize)> = names.in_text(scope).collect();
    rows.sort_by_key(|(_, end)| *end);
    let behind = rows.last().and_then(|(_, end)| scope.get(*end..)).unwrap_or_default();
    let other = ["比", "较", "增", "减", "降", "提高", "上升", "占", "上年", "去年", "计划", "目标", "新"];
    if count < 2 || rows.len() != count || behind.starts_with('等') {
        return;
    }
    let mut columns =
        names.columns.iter().filter(|it| it.counts(sheet, names.first_row(), first) && it.said(behind));
    let (Some(column), None) = (columns.next(), columns.next()) else { return };
    if other.iter().any(|word| behind.contains(word) && !column.allows(word)) {
        return;
    }
    for ((row, _), quantity) in rows.iter().zip(rest) {
        let Some(number) = sheet.number(*row, column.index) else { return };
        let verdict = told(quantity).equals(number.interval);
        tell(sheet, quantity, number, verdict, ROW, out);
    }
}
