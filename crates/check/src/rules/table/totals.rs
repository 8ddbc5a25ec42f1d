//! Totals that prose tells of a table: of a column, whether or not a row adds it up, and of two columns a rate.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::columns::{Column, Names, OTHER_TIMES};
use super::scope::is_of_total;
use super::sheet::{Number, Sheet};
use super::told::{Told, tell, told};
use crate::quantity::{Line, Quantity};
use crate::words::has;
use crate::{Finding, Findings};

/// Words by which a number is of all rows.
const ALL: [&str; 10] = ["全镇", "全县", "全乡", "全村", "全区", "全市", "共", "合计", "总", "整体"];

/// Words by which it is of something else.
const OTHER: [&str; 12] = ["其中", "新增", "累计", "占", "平均", "均", "每", "比", "较", "增", "减", "公共"];

/// What is told of a total of the table.
const TOTAL: Told = Told { zh: "表里的合计", en: "total of the table" };

/// All of a column: 三个月共接待120批次, 全年销售额1570万元 above four quarters.
pub(super) fn column(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    index: usize,
    quantity: &Quantity,
    out: &mut Findings,
) {
    let clause = line.clause(quantity);
    let label = line.label(index);
    let whole = has(clause, &ALL) || clause.contains("全年") && periods(names);
    if !whole || has(clause, &OTHER) || has(clause, &OTHER_TIMES) || quantity.qualifier.is_some() {
        return;
    }
    if !quantity.is_amount() || names.in_text(clause).next().is_some() || part(sheet, line, index, quantity) {
        return;
    }
    let first = names.first_row();
    let of =
        |it: &&Column| sheet.adds(it.index) && it.counts(sheet, first, quantity) && !it.is_of_other_time();
    let fits: Vec<(&Column, Number, bool)> = names
        .columns
        .iter()
        .filter(of)
        .filter_map(|it| Some((it, total(sheet, names, it)?)))
        .map(|(it, (number, printed))| (it, number, printed))
        .collect();
    let cells = || {
        (sheet.top()..sheet.rows)
            .flat_map(|row| fits.iter().filter_map(move |(it, _, _)| sheet.number(row, it.index)))
    };
    let stated = told(quantity);
    if cells().any(|it| stated.may_equal(&it.interval))
        || fits.iter().any(|(_, it, _)| stated.may_equal(&it.interval))
    {
        return;
    }
    let mut named = fits.iter().filter(|(it, _, _)| it.said(label) || it.hinted(label));
    let found = match (named.next(), named.next()) {
        (Some(found), None) => Some((found, true)),
        (None, _) if fits.len() == 1 && next_to(sheet, line) => fits.first().map(|found| (found, false)),
        _ => None,
    };
    let Some(((own, number, printed), named)) = found else { return };
    if !is_of_total(sheet, line, index, (own, number.value), named) {
        return;
    }
    let (low, high) = if *printed && named { (67, 150) } else { (90, 111) };
    let share = |hundredths| number.value.checked_mul(Decimal::new(hundredths, 2)).unwrap_or(number.value);
    if (share(low)..=share(high)).contains(&quantity.printed) {
        tell(sheet, quantity, *number, Verdict::Fails, TOTAL, out);
    }
}

/// Whether a paragraph stands right beside the table.
fn next_to(sheet: &Sheet<'_>, line: &Line) -> bool {
    let first = sheet.cells.values().min().copied().unwrap_or_default();
    let last = sheet.cells.values().max().copied().unwrap_or_default();
    line.index + 1 == first || line.index == last + 1
}

/// Whether all rows are the months or quarters of a year.
fn periods(names: &Names) -> bool {
    let quarters = names.rows.len() == 4 && names.rows.iter().all(|(_, name)| name.ends_with("季度"));
    quarters || names.rows.len() == 12 && names.rows.iter().all(|(_, name)| name.ends_with('月'))
}

/// Whether the sentence counts other things than there are rows: 全县18个卫生院, of which the table has four.
fn part(sheet: &Sheet<'_>, line: &Line, index: usize, quantity: &Quantity) -> bool {
    let rows =
        Decimal::from((sheet.top()..sheet.rows).filter(|row| !Sheet::is_total(sheet.name(*row))).count());
    let before = line.quantities.get(..index).unwrap_or_default().iter().rev();
    before.take_while(|it| it.sentence == quantity.sentence).any(|it| {
        matches!(it.unit.as_str(), "个" | "家" | "所" | "村" | "镇" | "乡" | "月") && it.printed != rows
    })
}

/// The total of a column as it is printed, else the sum of its rows; and whether it is printed.
fn total(sheet: &Sheet<'_>, names: &Names, column: &Column) -> Option<(Number, bool)> {
    let mut totals = (sheet.top()..sheet.rows).filter(|row| Sheet::is_total(sheet.name(*row)));
    if let Some(row) = totals.next() {
        let number = sheet.number(row, column.index)?;
        return totals.next().is_none().then_some((number, true));
    }
    let members: Vec<u32> = names.members(sheet).map(|(row, _)| *row).collect();
    let numbers: Option<Vec<Number>> = members.iter().map(|row| sheet.number(*row, column.index)).collect();
    let numbers = numbers.filter(|it| it.len() > 1 && it.len() == names.rows.len())?;
    let value = numbers.iter().map(|it| it.value).sum();
    let interval = Interval::sum(numbers.iter().map(|it| it.interval));
    Some((Number { value, interval, ..*numbers.first()? }, false))
}

/// 全县总体完成率96.9%: of the total row, as it is printed or as two of its numbers make it.
pub(super) fn rate(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(claim) = line.quantities.get(index).filter(|it| it.is_percent() && it.qualifier.is_none())
    else {
        return;
    };
    let label = line.label(index).trim_end_matches(['为', '达', '到', '是']);
    let Some(stem) = label.strip_suffix('率') else { return };
    let whole = ["总体", "全县", "全镇", "全乡", "全区", "全市", "整体", "综合", "平均"];
    let other = ["其中", "比", "较", "按", "及时", "首", "以上", "上年", "去年"];
    let named = names.in_text(label).next().is_some();
    if !whole.iter().any(|word| label.starts_with(word)) || has(label, &other) || named {
        return;
    }
    let name: String = stem.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let mut totals = (sheet.top()..sheet.rows).filter(|row| Sheet::is_total(sheet.name(*row)));
    let (Some(row), None) = (totals.next(), totals.next()) else { return };
    let cells = |rates: bool| {
        names
            .columns
            .iter()
            .filter(move |it| it.is_rate() == rates)
            .filter_map(move |it| Some((it, sheet.number(row, it.index)?)))
    };
    let stated = Interval::rounded(claim.printed);
    let pair = |one: &Number, other: &Number| stated.may_equal(&one.interval.rate(other.interval));
    let made = cells(false).any(|(_, one)| cells(false).any(|(_, other)| pair(&one, &other)));
    if made || cells(true).any(|(_, it)| stated.may_equal(&it.interval)) {
        return;
    }
    let printed =
        cells(true).find(|(it, _)| it.is_called(&format!("{name}率"))).map(|(_, it)| (it.value, it));
    let reckoned = || {
        let mut parts = cells(false).filter(|(it, _)| it.allows(&name) && !it.is_of_other_time());
        let ((part, number), None) = (parts.next()?, parts.next()) else { return None };
        drop(parts);
        let mut wholes = cells(false).filter(|(it, _)| it.index != part.index && it.is_due());
        let ((_, all), None) = (wholes.next()?, wholes.next()) else { return None };
        let made = number.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all.value)?;
        Some((made.round_dp(claim.printed.scale().max(1)), number))
    };
    let Some((value, number)) = printed.or_else(reckoned) else { return };
    if (value - claim.printed).abs() <= Decimal::TEN {
        tell(sheet, claim, Number { value, ..number }, Verdict::Fails, TOTAL, out);
    }
}

/// 全镇总体参保率比上年的95.2%提高1.5个百分点: the new rate stands in the table alone.
pub(super) fn moved(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let rates = |it: &&Quantity| it.is_percent() && it.qualifier.is_none() && !it.range;
    let old = index.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(rates);
    let (Some(claim), Some(old)) = (line.quantities.get(index), old) else { return };
    let points = claim.unit == "百分点";
    if !(points || claim.is_percent()) || claim.qualifier.is_some() || claim.sentence != old.sentence {
        return;
    }
    let falls = match line.text(old.to, claim.from.max(old.to)) {
        "提高" | "提高了" | "上升" | "提升" | "提升了" | "高出" | "增长" => false,
        "下降" | "下降了" | "降低" | "回落" => true,
        _ => return,
    };
    let Some((name, rest)) = line.label(index - 1).split_once(['比', '较']) else { return };
    let earlier = ["上年", "去年", "年初", "上月", "上季度"].iter().any(|word| rest.starts_with(word));
    let total = || {
        let mut totals = (sheet.top()..sheet.rows).filter(|row| Sheet::is_total(sheet.name(*row)));
        let whole = ["总体", "全县", "全镇", "全乡", "全区", "全市", "整体"]
            .iter()
            .any(|word| name.starts_with(word));
        totals.next().filter(|_| totals.next().is_none() && whole)
    };
    let row = names.in_text(name).next().map(|(row, _)| row).or_else(total);
    let column = names.columns.iter().find(|it| it.is_rate() && it.ends(name));
    let Some(new) = row.zip(column).and_then(|(row, column)| sheet.number(row, column.index)) else { return };
    let value = if falls { old.printed - new.value } else { new.value - old.printed };
    if !earlier || (points && value == claim.printed) {
        return;
    }
    let span = line.span(old.from, claim.to);
    let (shown, stated) = (value.normalize(), claim.printed);
    let (zh, en) = match points {
        true => (
            format!("写的是 {stated}个百分点，表里是 {}%，相差 {shown}个百分点", new.value),
            format!("{stated} is stated, the table makes {shown}"),
        ),
        false if value == stated => (
            format!("两个百分数相减，写“{shown}个百分点”"),
            format!("percentages differ by {shown} percentage points, not per cent"),
        ),
        false => return,
    };
    out.push(
        Finding::error("figures/percentage-points", span, zh, en)
            .reason(format!("{}、{}：{shown}个百分点", old.printed, new.value))
            .related("表里的这一行", "row of the table", sheet.span(&new)),
    );
}
