//! A value that prose tells of the row its sentence began with: 三季度势头最旺，新开民宿8家，旅游收入2.64亿元; 城南站任务最重，也有141批次合格.

use gongwen_core::interval::Verdict;

use super::columns::{Column, Names, OTHER_TIMES};
use super::scope::{is_exchanged, is_of_cell};
use super::sheet::Sheet;
use super::told::{ROW, tell, told};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::words::has;

/// Marks behind which prose may speak of another row of a table.
const SENTENCES: [char; 5] = ['。', '；', '！', '？', '\n'];

/// Words with which a number is another one than the value of a row.
const OTHER: [&str; 27] = [
    "比", "较", "增", "减", "降", "升", "其中", "合计", "平均", "均", "每", "占", "新", "累计", "预计",
    "力争", "分别", "差", "超", "两", "全", "余", "剩", "未", "共", "第", "再",
];

/// A number whose clause names one column, in a sentence that names one row before that clause and no other.
pub(super) fn value(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    index: usize,
    quantity: &Quantity,
    out: &mut Findings,
) {
    if quantity.qualifier.is_some() || !(quantity.is_amount() || quantity.is_percent()) || quantity.depth > 0
    {
        return;
    }
    let from = line.back(quantity.from, &SENTENCES, 90);
    let clause = line.back(quantity.from, &['，', '：'], 60).max(from);
    let (said, own) = (line.text(from, clause), line.text(clause, quantity.from));
    let (label, noun) = (line.label(index), line.noun(index));
    // 2025年收入526万元，…；支出498万元: behind ； the row with which the whole sentence began.
    let start = line.back(quantity.from, &['。', '！', '？', '\n'], 120);
    let opens = if start < from { line.text(start, (start + 8).min(from)) } else { "" };
    let said = if said.is_empty() { opens } else { said };
    if said.is_empty()
        || has(own, &OTHER)
        || has(noun, &OTHER)
        || has(said, &OTHER_TIMES)
        || has(said, &["两", "分别"])
    {
        return;
    }
    let whole = |row: u32| Sheet::is_whole(sheet.name(row)) || Sheet::is_total(sheet.name(row));
    let rows = |text| names.in_text(text).filter(|(row, _)| !whole(*row));
    if rows(own).next().is_some() {
        return;
    }
    let mut found = rows(said);
    let (Some((row, end)), None) = (found.next(), found.next()) else { return };
    drop(found);
    // 城关镇、马店镇 are two, of which the table may have one.
    if said.get(end..).is_some_and(|rest| rest.starts_with(['、', '和', '与', '及', '等'])) {
        return;
    }
    let named = |it: &&Column| {
        it.counts(sheet, row, quantity)
            && !it.is_of_other_time()
            && (it.ends(label.trim_end_matches(ENDS))
                || it.opens(noun)
                || it.is_called(&quantity.printed_unit))
    };
    let mut columns = names.columns.iter().filter(named);
    let (Some(column), None) = (columns.next(), columns.next()) else { return };
    let Some(cell) = sheet.number(row, column.index) else { return };
    let stated = told(quantity);
    // The number of another cell of this row or column: another one is meant than was read.
    let row_cells = (1..sheet.columns).filter_map(|column| sheet.number(row, column));
    let column_cells = (sheet.top()..sheet.rows).filter_map(|row| sheet.number(row, column.index));
    let anywhere = stated.equals(cell.interval) != Verdict::Holds
        && row_cells.chain(column_cells).any(|it| stated.may_equal(&it.interval));
    let (low, high) = (quantity.printed.min(cell.value), quantity.printed.max(cell.value));
    let like =
        high.checked_mul(4.into()).zip(low.checked_mul(5.into())).is_some_and(|(high, low)| high <= low);
    let verdict = stated.equals(cell.interval);
    // 东部园区规上企业68家，产值78.2亿元: a number before that is none of the row is of a part of it, and so is this one.
    let behind = clause.saturating_sub(said.get(end..).unwrap_or_default().chars().count());
    let narrowed = || {
        let mut before = line.quantities_in(behind, clause).iter().filter(|it| it.is_amount());
        before.any(|it| {
            let mut cells = (1..sheet.columns).filter_map(|column| sheet.number(row, column));
            !cells.any(|cell| told(it).may_equal(&cell.interval))
        })
    };
    let meant = || verdict != Verdict::Fails || is_of_cell(sheet, line, quantity, (row, column), own);
    if (like || is_exchanged(cell.value, quantity.printed))
        && !anywhere
        && meant()
        && (verdict != Verdict::Fails || !narrowed())
    {
        tell(sheet, quantity, cell, verdict, ROW, out);
    }
}

/// What may stand between a name and its number.
const ENDS: [char; 16] =
    ['达', '到', '为', '是', '有', '了', '的', '也', '就', '已', '数', '完', '只', '仅', '才', '却'];
