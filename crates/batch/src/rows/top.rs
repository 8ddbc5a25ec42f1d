//! The top of a table: which row is the header 表头, below titles, and above the villages. In a spreadsheet it may take
//! several rows, held together by merged cells.

use std::collections::BTreeSet;

use super::header::{letters, plain_name, split_unit, units_above};
use super::{Column, Header};

/// Rows of more than one text that are looked at, and rows of any kind.
const LOOKED: (usize, usize) = (20, 200);

/// Merged cells of a header are not higher than this; of a table's body they may be.
const HIGHEST: u32 = 4;

/// How many merged cells are looked at to find the header; those beyond count for nothing.
const MOST_MERGED: usize = 4096;

/// Merged cells: first row, first column, last row, last column, from 0.
type Region = (u32, u32, u32, u32);

/// The first rows of a table.
pub(super) struct Top {
    /// Names that some column should have, as they are compared.
    wanted: BTreeSet<String>,
    /// Number from 1, and texts.
    rows: Vec<(u32, Vec<String>)>,
    looked: usize,
}

impl Top {
    pub(super) fn new(wanted: &[String]) -> Top {
        let wanted = wanted.iter().map(|name| plain_name(name).into_owned()).collect();
        Top { wanted, rows: Vec::new(), looked: 0 }
    }

    /// Takes the next row; whether further ones have to be looked at.
    pub(super) fn take(&mut self, number: u32, mut texts: Vec<String>) -> bool {
        texts.truncate(texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
        self.looked += usize::from(texts.iter().filter(|text| !text.is_empty()).count() > 1);
        self.rows.push((number, texts));
        let most = if self.wanted.is_empty() { 1 } else { LOOKED.0 };
        self.looked < most && self.rows.len() < LOOKED.1
    }

    /// Puts the header in: the row with most of the wanted names, else the first one with more than one text, else the first. A title
    /// above the table fills one cell alone.
    pub(super) fn find(self, merged: &[Region], header: &mut Header) -> Option<()> {
        let mut best: Option<(usize, usize)> = None;
        for (index, (_, texts)) in self.rows.iter().enumerate() {
            let filled = texts.iter().filter(|text| !text.is_empty());
            let score = filled.clone().filter(|text| self.means(text)).count();
            if (score > 0 || filled.count() > 1) && best.is_none_or(|(_, most)| score > most) {
                best = Some((index, score));
            }
        }
        // A table of one column has a header too, be it called otherwise.
        let first = || self.rows.iter().position(|(_, texts)| !texts.is_empty());
        let (number, _) = self.rows.get(best.map(|(index, _)| index).or_else(first)?)?;
        let high = merged.iter().filter(|(top, _, bottom, _)| {
            (top + 1..=bottom + 1).contains(number) && (1..HIGHEST).contains(&(bottom - top))
        });
        let (first, last) = high.fold((*number, *number), |(first, last), (top, _, bottom, _)| {
            (first.min(top + 1), last.max(bottom + 1))
        });
        let rows = self.rows.iter().filter(|(number, _)| (first..=last).contains(number));
        let width = rows.map(|(_, texts)| texts.len()).max().unwrap_or_default();
        let here = merged.iter().filter(|(top, _, bottom, _)| *top < last && bottom + 1 >= first);
        let merged: Vec<Region> = here.take(MOST_MERGED).copied().collect();
        let column = |index: usize| {
            let levels: Vec<&str> = (first..=last).map(|row| self.text(row, index, &merged)).collect();
            let (whole, lowest) = (compose(&levels), levels.last().copied().unwrap_or_default());
            // What stands above may only group columns that have names of their own.
            let named = if !self.means(&whole) && self.means(lowest) { lowest } else { &whole };
            Column::new(named, letters(index))
        };
        header.columns = (0..width).map(column).collect();
        header.row = last;
        header.units = self.units(first);
        Some(())
    }

    /// The units of the line above the header that is nearest to it; `单位：` and `万元` may stand in cells of their own.
    fn units(&self, first: u32) -> Vec<String> {
        let above = self.rows.iter().rev().filter(|(number, _)| *number < first);
        let said = |texts: &Vec<String>| {
            let mut filled = texts.iter().filter(|text| !text.is_empty());
            while let Some(text) = filled.next() {
                let mut units = units_above(text);
                if units.is_empty() && text.ends_with(['：', ':']) {
                    units = filled
                        .clone()
                        .next()
                        .map(|next| units_above(&format!("{text}{next}")))
                        .unwrap_or_default();
                }
                if !units.is_empty() {
                    return units;
                }
            }
            Vec::new()
        };
        above.map(|(_, texts)| said(texts)).find(|units| !units.is_empty()).unwrap_or_default()
    }

    fn means(&self, text: &str) -> bool {
        let (name, _) = split_unit(text);
        [text, name].into_iter().any(|name| self.wanted.contains(plain_name(name).as_ref()))
    }

    /// What stands in a cell, or in the merged cells that it belongs to.
    fn text(&self, row: u32, column: usize, merged: &[Region]) -> &str {
        let within = |(top, left, bottom, right): &&Region| {
            (top + 1..=bottom + 1).contains(&row) && (*left as usize..=*right as usize).contains(&column)
        };
        let (row, column) = match merged.iter().find(within) {
            Some((top, left, ..)) => (top + 1, *left as usize),
            None => (row, column),
        };
        let texts = self.rows.iter().find(|(number, _)| *number == row).map(|(_, texts)| texts);
        texts.and_then(|texts| texts.get(column)).map_or("", String::as_str)
    }
}

/// One header of several levels: `收入（万元）` above `上年` is `收入上年（万元）`.
pub(super) fn compose(levels: &[&str]) -> String {
    let (mut parts, mut unit): (Vec<&str>, Option<&str>) = (Vec::new(), None);
    let mut above = "";
    for level in levels.iter().filter(|level| !level.is_empty()) {
        // Merged cells have one text in all their rows.
        if *level != above {
            let (name, own) = split_unit(level);
            parts.push(name);
            unit = own.or(unit);
        }
        above = level;
    }
    match (parts.as_slice(), unit) {
        // As it is written.
        ([_], _) => above.to_owned(),
        (_, Some(unit)) => format!("{}（{unit}）", parts.concat()),
        (_, None) => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header that is found in these rows: its number and its columns.
    fn found(rows: &[&str], wanted: &[&str], merged: &[Region]) -> Option<(u32, String)> {
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        let mut top = Top::new(&wanted);
        for (number, row) in (1..).zip(rows) {
            if !top.take(number, row.split('|').map(str::to_owned).collect()) {
                break;
            }
        }
        let mut header = Header::default();
        top.find(merged, &mut header)?;
        let columns: Vec<&str> = header.columns.iter().map(|column| column.header.as_str()).collect();
        Some((header.row, columns.join("|")))
    }

    #[test]
    fn the_row_with_the_wanted_names_is_the_header() {
        let rows = ["各村情况表", "填报单位：某镇||2024年", "代码|村名|收入（万元）", "1|东村|3"];
        let header = Some((3, "代码|村名|收入（万元）".to_owned()));
        assert_eq!(found(&rows, &["村名", "收入"], &[]), header);
        // Without names, or with none that is there, the first row of more than one cell has to do.
        let first = Some((2, "填报单位：某镇||2024年".to_owned()));
        assert_eq!(found(&rows, &[], &[]), first);
        assert_eq!(found(&rows, &["面积"], &[]), first);
        assert_eq!(found(&["代码", "1", "2"], &["代码"], &[]), Some((1, "代码".to_owned())));
        assert_eq!(found(&["", "说明", "1"], &["代码"], &[]), Some((2, "说明".to_owned())));
        assert_eq!(found(&["", ""], &["代码"], &[]), None);
    }

    #[test]
    fn a_header_of_several_rows_is_read_as_one() {
        let rows = ["代码|村名|收入（万元）||道路", "||本年|上年|", "1|东村|3|2|1"];
        // The first two and the last column are two rows high, the income is two columns wide.
        let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)];
        let header = Some((2, "代码|村名|收入本年（万元）|收入上年（万元）|道路".to_owned()));
        assert_eq!(found(&rows, &["代码", "村名", "收入", "道路"], &merged), header);
        assert_eq!(found(&rows, &["代码", "村名", "道路"], &merged), header);
        // A group beside a merged cell has columns with names of their own.
        let rows = ["基本情况||收入（万元）", "代码|村名|", "1|东村|3"];
        let header = Some((2, "代码|村名|收入（万元）".to_owned()));
        assert_eq!(found(&rows, &["代码", "村名", "收入"], &[(0, 0, 0, 1), (0, 2, 1, 2)]), header);
        // Groups above the header are not part of it.
        let rows = ["基本情况||产业", "代码|村名|收入", "1|东村|3"];
        let header = Some((2, "代码|村名|收入".to_owned()));
        assert_eq!(found(&rows, &["代码", "收入"], &[(0, 0, 0, 1)]), header);
        // Merged cells in the body of the table are none of the header's.
        let rows = ["镇|村名|收入", "某镇|东村|3", "|西村|4"];
        assert_eq!(found(&rows, &["村名"], &[(1, 0, 2, 0)]), Some((1, "镇|村名|收入".to_owned())));
    }
}
