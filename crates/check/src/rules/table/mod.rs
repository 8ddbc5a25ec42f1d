//! Sums and rates of tables 表格.

mod apart;
mod averages;
mod carried;
mod claims;
mod columns;
mod done;
mod far;
mod means;
mod most;
mod prose;
mod quotients;
mod rates;
mod scope;
mod sheet;
mod short;
mod sums;
mod told;
mod totals;

use std::collections::BTreeMap;

use super::line::Line;
use crate::{Cell, Findings, Options, Role, Text};
use prose::against_prose;
use sheet::Sheet;

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, _lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let mut sheets: BTreeMap<u32, Sheet<'_>> = BTreeMap::new();
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        let Role::Cell(Cell { table, row, column }) = paragraph.role else { continue };
        let sheet = sheets.entry(table).or_insert_with(|| Sheet {
            text,
            cells: BTreeMap::new(),
            rows: 0,
            columns: 0,
        });
        sheet.cells.insert((row, column), index);
        sheet.rows = sheet.rows.max(row + 1);
        sheet.columns = sheet.columns.max(column + 1);
    }
    for sheet in sheets.values() {
        sheet.column_sums(out);
        sheet.row_sums(out);
        sheet.rates(out);
        sheet.quotients(out);
        sheet.means(out);
        sheet.differences(out);
        sheet.ranks(out);
        sheet.growth(out);
        sheet.households(out);
        // The columns of the table as it should be read: 全年 is the total of its quarters.
        if let Some(turned) = sheet.turned() {
            turned.column_sums(out);
        }
    }
    if options.wants("table/text-differs") && !sheets.is_empty() {
        against_prose(text, sheets.values(), out);
    }
}
