//! Averages that prose makes of a row 正文里的平均数: 供水项目平均90万元 of 总投资 and 入库数; 临时救助惠及1216人次，次均2999元 of the
//! amount that the row has and the count beside it.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::columns::Names;
use super::rates::about;
use super::sheet::{Number, Sheet};
use super::told::told;
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::words::has;
use crate::{Finding, Findings, Relation, Span};

/// Words of averages that are of another time, or compare.
const OTHER: [&str; 13] =
    ["每月", "每年", "每天", "每日", "日均", "月均", "年均", "季均", "比", "较", "上年", "去年", "增"];

/// How many columns of amounts and of counts are tried.
const MOST: u32 = 12;

/// An average, and the row that its words name.
struct Average<'l> {
    at: usize,
    it: &'l Quantity,
    row: u32,
}

/// The average at a number, held against its row.
pub(super) fn average(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(own) = read(names, line, index) else { return };
    if let Some(by) = counted(names, line, &own) {
        return over_count(sheet, line, &own, by, out);
    }
    let columns = sheet.columns.min(MOST);
    let pairs = (1..columns).flat_map(|whole| (1..columns).map(move |by| (whole, by)));
    let pairs: Vec<(u32, u32)> = pairs.filter(|(whole, by)| whole != by).collect();
    let holds = |one: &Average, pair: &(u32, u32)| {
        made(sheet, one, *pair).is_some_and(|(made, _)| told(one.it).equals(made) == Verdict::Holds)
    };
    if pairs.iter().any(|pair| holds(&own, pair)) {
        return;
    }
    // The other averages of the sentence say which columns are meant.
    let others: Vec<Average> = line
        .around(index, 4)
        .filter(|(at, it)| *at != index && it.sentence == own.it.sentence && it.same_unit(own.it))
        .filter_map(|(at, _)| read(names, line, at))
        .filter(|other| other.row != own.row)
        .collect();
    let mut meant = pairs.iter().filter(|pair| others.iter().any(|other| holds(other, pair)));
    let (Some(pair), None) = (meant.next(), meant.next()) else { return };
    if let Some((made, cells)) = made(sheet, &own, *pair) {
        tell(sheet, line, own.it, &made, &cells, None, out);
    }
}

/// Whether a number is an average, and of which row: the only one that its clause names.
fn read<'l>(names: &Names, line: &'l Line, at: usize) -> Option<Average<'l>> {
    let it = line.quantities.get(at)?;
    let plain = it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let label = line.label(at);
    if !plain || !has(label, &["均", "每"]) || has(label, &OTHER) {
        return None;
    }
    // The name stands before the average in its clause, or in the one before.
    let mut from = line.back(it.from, &CLAUSES, 30);
    if names.in_text(line.text(from, it.from)).next().is_none() && line.ends(from, "，") {
        from = line.back(from.saturating_sub(1), &CLAUSES, 30);
    }
    let mut rows = names.in_text(line.text(from, it.from)).map(|(row, _)| row);
    let row = rows.next()?;
    rows.next().is_none().then_some(Average { at, it, row })
}

/// The count right before an average, in the clause that names the row: 临时救助共惠及1216人次，次均….
fn counted<'l>(names: &Names, line: &'l Line, own: &Average) -> Option<&'l Quantity> {
    let by = line.quantities.get(own.at.checked_sub(1)?)?;
    let label = line.label(own.at);
    let joined = line.text(by.to, own.it.from).strip_prefix('，') == Some(label);
    let head = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    let counts = match by.unit.as_str() {
        "人次" => head(&["次均", "人次均", "人均", "平均每人次", "每人次"]),
        "人" => head(&["人均", "平均每人", "每人"]),
        "户" => head(&["户均", "平均每户", "每户"]),
        "件" => head(&["件均", "平均每件"]),
        _ => false,
    };
    let from = line.back(by.from, &CLAUSES, 30);
    let named = names.in_text(line.text(from, by.from)).any(|(row, _)| row == own.row);
    let only = line.quantities_in(from, by.from).is_empty() && !by.range && by.qualifier.is_none();
    (joined && counts && named && only && own.it.unit == "元").then_some(by)
}

/// The amount of a row by the count of the sentence.
fn over_count(sheet: &Sheet<'_>, line: &Line, own: &Average, by: &Quantity, out: &mut Findings) {
    let amounts = (1..sheet.columns.min(MOST)).filter_map(|column| {
        let times = times(&sheet.unit(own.row, column)?, &own.it.printed_unit)?;
        Some((sheet.number(own.row, column)?, times))
    });
    let all: Vec<(Interval, Number)> =
        amounts.map(|(cell, times)| (cell.interval.quotient(by.value).times(times), cell)).collect();
    let Some(found) =
        all.iter().find(|(made, _)| told(own.it).equals(*made) == Verdict::Holds).or(all.first())
    else {
        return;
    };
    if all.len() == 1 || told(own.it).equals(found.0) == Verdict::Holds {
        tell(sheet, line, own.it, &found.0, &[found.1], Some(by), out);
    }
}

/// What two columns make of a row, in the unit of the average, and their cells.
fn made(sheet: &Sheet<'_>, own: &Average, (whole, by): (u32, u32)) -> Option<(Interval, [Number; 2])> {
    let unit = &own.it.printed_unit;
    let times = times(&sheet.unit(own.row, whole)?, unit)?;
    // Amounts are not divided by each other, nor by shares.
    let divides = !sheet.unit(own.row, by).is_some_and(|it| it.ends_with('元') || it.contains('%'))
        && !has(&sheet.header(by), &["率", "占比", "比例", "比重"]);
    let (one, other) = (sheet.number(own.row, whole)?, sheet.number(own.row, by)?);
    let made = one.interval.quotient(other.interval).times(times);
    (divides && !other.value.is_zero()).then_some((made, [one, other]))
}

/// How many of one unit another is, when both are of one kind.
fn times(one: &str, other: &str) -> Option<Decimal> {
    let split = |unit: &str| {
        let (scale, rest) = match unit.chars().next()? {
            '万' => (10_000, unit.get('万'.len_utf8()..)?),
            '亿' => (100_000_000, unit.get('亿'.len_utf8()..)?),
            _ => (1, unit),
        };
        Some((Decimal::from(scale), rest.to_owned()))
    };
    let ((first, own), (second, its)) = (split(one)?, split(other)?);
    if own == its { first.checked_div(second) } else { None }
}

/// Notes an average and what makes it; as a finding when it fails and can only have been meant to be that.
fn tell(
    sheet: &Sheet<'_>,
    line: &Line,
    it: &Quantity,
    made: &Interval,
    cells: &[Number],
    by: Option<&Quantity>,
    out: &mut Findings,
) {
    let value = told(it);
    let half = Interval::rounded(it.printed.trunc()).may_equal(made) && it.printed.scale() == 0;
    let verdict = if half { Verdict::Holds } else { value.equals(*made) };
    let like = !made.times(Decimal::TWO).is_below(&value) && !value.times(Decimal::TWO).is_below(made);
    if verdict == Verdict::Fails && !like {
        return;
    }
    let (shown, computed) = (it.shown(), about(made, it.printed.scale().max(2)));
    let span = line.span(it.from, it.to);
    let numbers = cells.iter().map(|it| it.value).chain(by.map(|it| it.printed));
    let numbers: Vec<String> = numbers.map(|it| it.to_string()).collect();
    let reason = format!("{} = {computed}", numbers.join(" ÷ "));
    let parts: Vec<Span> = cells.iter().map(|it| sheet.span(it)).chain(by.map(|it| it.span)).collect();
    if verdict == Verdict::Fails {
        let mut finding = Finding::error(
            "table/text-differs",
            span,
            format!("正文写的平均数是 {shown}，按表里的数算是 {computed}"),
            format!("prose has an average of {shown}, the table makes {computed}"),
        );
        for part in &parts {
            finding = finding.related("有关的数", "number", *part);
        }
        out.push(finding.reason(reason.clone()));
    }
    out.relation(Relation { kind: "table/text-differs", verdict, span, claim: span, parts, reason });
}
