//! A value that prose tells in a later clause than the name of its row: 石桥村依托加工厂，种植面积达到860亩.

use gongwen_core::interval::Verdict;

use super::columns::{Column, Names, OTHER_TIMES};
use super::scope::is_exchanged;
use super::sheet::{Number, Sheet};
use super::told::{ROW, tell, told};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::words::has;

/// Marks between sentences.
const SENTENCES: [char; 5] = ['。', '；', '！', '？', '\n'];

/// Words with which a number is another one than the value of a row.
const OTHER: [&str; 16] = [
    "比", "较", "增", "减", "降", "其中", "合计", "平均", "均", "每", "占", "新", "累计", "预计", "力争",
    "分别",
];

/// A number whose sentence names one row and one column before it, and that is the number of their cell with its digits in
/// another order.
pub(super) fn value(sheet: &Sheet<'_>, names: &Names, line: &Line, quantity: &Quantity, out: &mut Findings) {
    let digits = quantity.printed.mantissa().unsigned_abs();
    if digits < 100 || quantity.qualifier.is_some() || !quantity.is_amount() {
        return;
    }
    let from = line.back(quantity.from, &SENTENCES, 60);
    let clause = line.back(quantity.from, &['，', '：'], 60).max(from);
    let (said, own) = (line.text(from, quantity.from), line.text(clause, quantity.from));
    let first = !line.quantities_in(from, quantity.from).is_empty();
    if first || names.in_text(own).next().is_some() || has(own, &OTHER) || has(said, &OTHER_TIMES) {
        return;
    }
    let mut rows = names.in_text(said);
    let (Some((row, _)), None) = (rows.next(), rows.next()) else { return };
    let mut columns = names.columns.iter().filter(|it| it.said(said));
    let (Some(column), None) = (columns.next(), columns.next()) else { return };
    let fits = |column: &Column| {
        !column.is_of_other_time()
            && (column.counts(sheet, row, quantity) || sheet.unit(row, column.index).is_none())
    };
    let Some(cell) = sheet.number(row, column.index).filter(|_| fits(column)) else { return };
    let other = |it: Number| told(quantity).may_equal(&it.interval);
    let told_of = |row: u32| (1..sheet.columns).filter_map(|column| sheet.number(row, column)).any(other);
    if !is_exchanged(cell.value, quantity.printed) || (sheet.top()..sheet.rows).any(told_of) {
        return;
    }
    tell(sheet, quantity, cell, Verdict::Fails, ROW, out);
}
