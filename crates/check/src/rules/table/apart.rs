//! What prose says two rows are apart: 桥东为97.0%，比文昌高出2个百分点; 四季度销售额比三季度增长17.1%.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::columns::{Column, Names, OTHER_TIMES};
use super::sheet::{Number, Sheet};
use super::told::{Told, tell, told};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::words::has;

/// Words of what is more, and of what is less.
const MORE: [&str; 10] = ["涨", "高", "高出", "多", "多出", "增长", "增加", "提高", "上升", "快"];
const LESS: [&str; 8] = ["降", "低", "少", "下降", "减少", "降低", "回落", "慢"];

/// What may be said of the total before its number.
const OF_ALL: [&str; 13] = [
    "合计",
    "总",
    "总收入",
    "总投入",
    "总支出",
    "总投资",
    "收入",
    "投入",
    "支出",
    "总量",
    "总额",
    "总数",
    "总共",
];

/// The difference or the growth of two rows, of the column that is named or has the number before.
pub(super) fn apart(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(claim) = line.quantities.get(index).filter(|it| it.qualifier.is_none()) else { return };
    // 比2023年增加21万元，增长7.6%: the growth is of the same two.
    let own = line.label(index);
    let again = MORE.iter().chain(&LESS).any(|word| own.trim_end_matches('了') == *word);
    let first = index.checked_sub(1).filter(|at| again && follows(line, *at, index)).unwrap_or(index);
    let label = line.label(first);
    let (lead, rest) = label.split_once(['比', '较']).unwrap_or((label, ""));
    let Some((before, more)) = verb(if rest.is_empty() { lead } else { rest }) else { return };
    let Some((_, more)) = (if first == index { Some(("", more)) } else { verb(own) }) else { return };
    let (lead, name) = if rest.is_empty() { (before, "上年") } else { (lead, before) };
    let place = beside(sheet, names, line, first, lead).filter(|_| !rest.is_empty());
    // What the sentence tells with all its numbers needs no table.
    if place.is_some() && first != index {
        return;
    }
    let place = place.or_else(|| within(sheet, names, lead));
    let earlier = || said_before(names, line, first, claim).filter(|_| lead.is_empty() && !rest.is_empty());
    let Some((row, column)) = place.or_else(earlier) else {
        return;
    };
    let past = matches!(name, "上年" | "去年" | "前一年" | "上一年");
    let other = if past { year_before(names, row) } else { one(names, name) };
    let Some(other) = other.filter(|_| past || !has(label, &OTHER_TIMES)) else { return };
    let pair = sheet.number(row, column.index).zip(sheet.number(other, column.index));
    let Some((new, old)) = pair.filter(|_| row != other) else { return };
    let points = claim.unit == "百分点";
    let made = match () {
        () if points => column.is_rate().then(|| new.interval - old.interval),
        () if claim.is_percent() => {
            (!column.is_rate() && !old.value.is_zero()).then(|| Interval::growth(new.interval, old.interval))
        }
        () => column.counts(sheet, row, claim).then(|| new.interval - old.interval),
    };
    let Some(made) = made.map(|made| if more { made } else { -made }) else { return };
    let middle = made.low().value().zip(made.high().value());
    let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
    let Some(value) = middle.map(|it| it.round_dp(claim.printed.scale().max(1)).normalize()) else { return };
    let words = Told { zh: "按表里两行算的", en: "what two rows make" };
    tell(sheet, claim, Number { value, ..new }, told(claim).equals(made), words, out);
}

/// What stands before a word of more or less, and whether it is one of more.
fn verb(text: &str) -> Option<(&str, bool)> {
    let bare = text.trim_end_matches('了');
    let word =
        |words: &[&str]| words.iter().filter_map(|word| bare.strip_suffix(word)).min_by_key(|it| it.len());
    match (word(&MORE), word(&LESS)) {
        (Some(rest), _) => Some((rest, true)),
        (_, Some(rest)) => Some((rest, false)),
        _ => None,
    }
}

/// Whether a number with its comparison stands in the clause before another one.
fn follows(line: &Line, first: usize, index: usize) -> bool {
    let Some((one, other)) = line.quantities.get(first).zip(line.quantities.get(index)) else { return false };
    let gap = line.text(one.to, other.from.max(one.to));
    gap.strip_prefix('，') == Some(line.label(index)) && line.label(first).contains(['比', '较'])
}

/// The row of the year before that of a row: 2023年 of 2024年.
fn year_before(names: &Names, row: u32) -> Option<u32> {
    let year =
        |name: &str| name.strip_suffix('年')?.parse::<u32>().ok().filter(|it| (1990..2100).contains(it));
    let own = names.rows.iter().find(|(it, _)| *it == row).and_then(|(_, name)| year(name))?;
    names.rows.iter().find(|(_, name)| year(name).is_some_and(|it| it + 1 == own)).map(|(row, _)| *row)
}

/// The only row that a text names.
fn one(names: &Names, text: &str) -> Option<u32> {
    let mut found = names.in_text(text);
    found.next().filter(|_| found.next().is_none()).map(|(row, _)| row)
}

/// The row before the number before, and the column that has this number: 桥东为97.0%，比….
fn beside<'n>(
    sheet: &Sheet<'_>,
    names: &'n Names,
    line: &Line,
    index: usize,
    lead: &str,
) -> Option<(u32, &'n Column)> {
    let (before, claim) = (line.quantities.get(index.checked_sub(1)?)?, line.quantities.get(index)?);
    let gap = line.text(before.to, claim.from.max(before.to));
    let near = lead.is_empty() && gap.chars().count() == line.label(index).chars().count() + 1;
    let plain = |it: &Quantity| it.sentence == claim.sentence && it.qualifier.is_none() && !it.range;
    let row = one(names, line.text(line.back(before.from, &['。', '；', '\n'], 40), before.from))?;
    let column = names.columns.iter().find(|it| {
        let number = sheet.number(row, it.index);
        it.counts(sheet, row, before) && number.is_some_and(|number| number.value == before.printed)
    })?;
    (near && plain(before)).then_some((row, column))
}

/// The row and the column of the clause before: 一小学生最多，比二小多200人.
fn said_before<'n>(
    names: &'n Names,
    line: &Line,
    index: usize,
    claim: &Quantity,
) -> Option<(u32, &'n Column)> {
    let own = line.quantities.get(index)?;
    let end = line.back(own.from, &['，', '。', '；', '\n'], 30).checked_sub(1)?;
    let clause = line.text(line.back(end, &['，', '。', '；', '：', '\n'], 30), end);
    let mut found = names.in_text(clause);
    let ((row, to), None) = (found.next()?, found.next()) else { return None };
    drop(found);
    let said = clause.get(to..)?;
    let unit = |it: &Column| it.is_rate() == (claim.is_percent() || claim.unit == "百分点");
    let mut columns = names.columns.iter().filter(|it| it.said(said) && !it.is_of_other_time() && unit(it));
    let column = columns.next()?;
    (line.char(end) == '，' && columns.next().is_none()).then_some((row, column))
}

/// The row of the same clause, and the column that is named behind it: 四季度销售额比….
fn within<'n>(sheet: &Sheet<'_>, names: &'n Names, lead: &str) -> Option<(u32, &'n Column)> {
    let mut found = names.in_text(lead);
    let ((row, end), None) = (found.next()?, found.next()) else { return None };
    drop(found);
    let said = lead.get(end..).unwrap_or_default().trim_start_matches('的');
    // 2023年涨了, 2024年总投入: of the total of a year.
    let before = lead.get(..end.saturating_sub("2024年".len())).unwrap_or_default();
    let of_year = names.rows.iter().any(|(it, name)| *it == row && name.ends_with('年'));
    // 门诊人次2024年: what is measured stands before the year.
    if of_year && said.is_empty() && !before.is_empty() {
        let mut columns = names.columns.iter().filter(|it| it.said(before));
        return columns.next().filter(|_| columns.next().is_none()).map(|it| (row, it));
    }
    if of_year
        && (said.is_empty() || OF_ALL.contains(&said))
        && !names.columns.iter().any(|it| it.is_called(said))
    {
        let mut totals = names.columns.iter().filter(|it| it.is_total());
        return totals.next().filter(|_| totals.next().is_none()).map(|it| (row, it));
    }
    // 2024年水利投入: the column 水利.
    let called = |it: &&Column| {
        it.is_called(said)
            || of_year
                && ["投入", "收入", "支出", "投资"]
                    .iter()
                    .any(|word| said.strip_suffix(word).is_some_and(|name| it.is_called(name)))
    };
    let mut columns = names
        .columns
        .iter()
        .filter(|it| called(it) && !it.is_of_other_time() && sheet.number(row, it.index).is_some());
    let column = columns.next()?;
    columns.next().is_none().then_some((row, column))
}
