//! Whether the rows of a table make sense beside each other: values of another order than all others, rows of totals
//! 合计 that are not the sum, cells whose unit is not that of their column.

use std::collections::BTreeMap;

use gongwen_core::report::{Figure, unit};
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use crate::bind::{Binding, RowSeen, Seen};

/// A value is far from the others when it is so many times as large as the largest of them, and as their median.
const LARGER: i64 = 300;

/// The same of small ones; between two villages alone.
const SMALLER: i64 = 1000;

/// Where the largest of the others is so far away, it takes a thousand times the median.
const APART: i64 = 30;
const THOUSAND: i64 = 1000;

/// So many rows are held against each other; more of them only count in sums.
const MOST: usize = 100_000;

/// How many rows a message names; of more it says the number.
const NAMED: usize = 5;

/// Labels of what does not add up.
const NO_SUMS: [&str; 7] = ["率", "人均", "平均", "户均", "均价", "比重", "占比"];

/// What was seen of a table so far.
#[derive(Default)]
pub(crate) struct Sense {
    /// Numbers and villages of the rows.
    rows: Vec<(u32, String)>,
    figures: Vec<Column>,
    totals: Vec<Total>,
    /// By column and unit: how many cells, and the first rows.
    units: BTreeMap<(usize, String), (u32, Vec<u32>)>,
}

#[derive(Default)]
struct Column {
    /// Whether it counts things, whose sums are exact: known of its figure when the first row comes.
    counts: Option<bool>,
    /// Place of the row in `rows`, value.
    values: Vec<(u32, Decimal)>,
    all: Sum,
    /// The sums between rows of totals.
    parts: Vec<Sum>,
}

/// A row of totals.
struct Total {
    row: u32,
    figures: Vec<Seen>,
}

/// A sum, and by how much it may differ from what is written for it: figures are rounded.
#[derive(Clone, Copy, Default)]
struct Sum {
    sum: Decimal,
    slack: Decimal,
    count: u32,
    open: bool,
}

impl Sum {
    fn add(&mut self, seen: Option<&Seen>, counts: bool) {
        let Some(seen) = seen else {
            self.open = true;
            return;
        };
        self.open |= seen.open;
        let Some(value) = seen.value else { return };
        self.count += 1;
        match (self.sum.checked_add(value), self.slack.checked_add(slack(value, counts))) {
            (Some(sum), Some(slack)) => (self.sum, self.slack) = (sum, slack),
            _ => self.open = true,
        }
    }

    /// Whether this may be written for it; the last digit of what is written is rounded too.
    fn may_be(&self, written: Decimal, counts: bool) -> bool {
        let slack = self.slack.checked_add(slack(written, counts));
        let apart = self.sum.checked_sub(written).map(|apart| apart.abs());
        self.open || apart.zip(slack).is_none_or(|(apart, slack)| apart <= slack)
    }
}

/// Half of the last digit; what is counted in ones is exact.
fn slack(value: Decimal, counts: bool) -> Decimal {
    if counts && value.scale() == 0 {
        return Decimal::ZERO;
    }
    Decimal::try_from_i128_with_scale(5, value.scale() + 1).unwrap_or_default()
}

impl Sense {
    /// Takes in a village.
    pub(crate) fn village(&mut self, row: u32, village: String, seen: RowSeen, figures: &[Figure]) {
        self.figures.resize_with(figures.len(), Column::default);
        let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let kept = self.rows.len() < MOST;
        if kept {
            self.rows.push((row, village));
        }
        let part = self.totals.len();
        for ((index, column), figure) in self.figures.iter_mut().enumerate().zip(figures) {
            let of_row = seen.figures.get(index);
            if let Some(value) = of_row.and_then(|seen| seen.value).filter(|value| kept && !value.is_zero()) {
                column.values.push((place, value));
            }
            let counts = *column.counts.get_or_insert_with(|| unit::counts(&figure.unit));
            column.all.add(of_row, counts);
            column.parts.resize(part + 1, Sum::default());
            if let Some(part) = column.parts.last_mut() {
                part.add(of_row, counts);
            }
        }
        for (column, unit) in seen.units {
            let (count, rows) = self.units.entry((column, unit)).or_default();
            *count += 1;
            if rows.len() < NAMED {
                rows.push(row);
            }
        }
    }

    /// Takes in a row of totals.
    pub(crate) fn total(&mut self, row: u32, figures: Vec<Seen>) {
        const MOST_TOTALS: usize = 1000;
        if self.totals.len() < MOST_TOTALS {
            self.totals.push(Total { row, figures });
        }
    }

    /// What somebody should look at before hundreds of documents are made: cells in other units than their column,
    /// totals that are not the sums, values far away from all others.
    ///
    /// Percentages and per-head numbers are left out, for they neither add up nor lie close together by nature. A
    /// column of 20 villages with 合计 23.6 over 22.6 is told at the row of the total; a village whose number is a
    /// hundred times that of the others at its own row.
    pub(crate) fn told(self, binding: &Binding) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        let header = binding.header();
        for ((column, unit), (count, rows)) in &self.units {
            let own = header.columns.get(*column);
            let said = own.and_then(|column| column.unit.clone()).unwrap_or_else(|| header.units.join("、"));
            let name = own.map(|column| column.name.as_str()).unwrap_or_default();
            let mut list = rows.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
            if *count as usize > rows.len() {
                list.push_str("……");
            }
            let message = Message::new(
                format!(
                    "“{name}”栏的单位是“{said}”，有 {count} 格自己写的是“{unit}”（第 {list} 行），按格子里写的换算"
                ),
                format!(
                    "the column `{name}` is in `{said}`, {count} cells say `{unit}` themselves (rows {list}) and are converted"
                ),
            );
            let warning = Diagnostic::warning("rows/units-differ", message).help(Message::new(
                "整栏用一种单位；格子里的单位写错了的，改正它",
                "use one unit in the whole column, or correct that of the cells",
            ));
            found.push(warning.at(header.place(Some(*column), rows.first().copied(), None)));
        }
        let figures = &binding.form().report().figures;
        for ((index, column), figure) in self.figures.into_iter().enumerate().zip(figures) {
            let percent = matches!(figure.unit.as_str(), "%" | "％" | "‰" | "百分点");
            if percent {
                continue;
            }
            if !NO_SUMS.iter().any(|word| figure.label.contains(word)) && !figure.unit.contains('/') {
                found.extend(self.totals.iter().enumerate().filter_map(|(part, total)| {
                    Some(column.differs(part, total.figures.get(index)?, figure)?.at(binding.figure_place(
                        index,
                        total.row,
                        total.figures.get(index)?.value.map(|value| value.to_string()),
                    )))
                }));
            }
            found.extend(column.outliers().into_iter().filter_map(|outlier| {
                let (row, village) = self.rows.get(outlier.row as usize)?;
                let value = Some(outlier.value.to_string());
                Some(outlier.told(village, figure).at(binding.figure_place(index, *row, value)))
            }));
        }
        found
    }
}

impl Column {
    /// What to say of a row of totals that is neither the sum of all villages nor of those before or behind it.
    fn differs(&self, part: usize, total: &Seen, figure: &Figure) -> Option<Diagnostic> {
        let written = total.value.filter(|_| !total.open)?;
        let counts = unit::counts(&figure.unit);
        let part_at = |at: usize| self.parts.get(at).copied().unwrap_or_default();
        let sums = [self.all, part_at(part), part_at(part + 1)];
        // Without a village that says it, nothing was summed here.
        if self.all.count == 0 || sums.iter().any(|sum| sum.count > 0 && sum.may_be(written, counts)) {
            return None;
        }
        let (label, unit) = (&figure.label, &figure.unit);
        let sum =
            if self.parts.len() > 1 && part_at(part).count > 0 { part_at(part).sum } else { self.all.sum };
        let sum = sum.normalize();
        let message = Message::new(
            format!("合计行的{label}是 {written}{unit}，各行加起来是 {sum}{unit}"),
            format!("the row of totals has {written}{unit} as `{label}`, the rows make {sum}{unit}"),
        );
        Some(Diagnostic::warning("rows/total-differs", message).help(Message::new(
            "看看是少填了一个村、填错了一个数，还是合计没有重新算",
            "is a village missing, a number wrong, or the total an old one?",
        )))
    }

    /// Values that are of another order than all others, the fewer ones.
    fn outliers(mut self) -> Vec<Outlier> {
        self.values.iter_mut().for_each(|(_, value)| *value = value.abs());
        let values = || self.values.iter().map(|(_, value)| *value);
        // Most columns: no value is far from another, so none is from the median.
        let close = |(low, high): (Decimal, Decimal)| {
            low.checked_mul(Decimal::from(LARGER)).is_some_and(|limit| high < limit)
        };
        if values().min().zip(values().max()).is_none_or(close) {
            return Vec::new();
        }
        self.values.sort_unstable_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
        let count = self.values.len();
        let Some((_, median)) = self.values.get(count / 2).copied() else { return Vec::new() };
        let far = |low: Decimal, high: Decimal, times: i64| {
            low.checked_mul(Decimal::from(times)).is_some_and(|limit| high >= limit)
        };
        // The one of two that is wrong is not known; a gap among few is no proof.
        let times = if count < 4 { SMALLER } else { LARGER };
        let pairs = || self.values.iter().zip(self.values.iter().skip(1)).enumerate();
        let above = pairs()
            .find(|(at, ((_, low), (_, high)))| {
                let much = far(*low, *high, times) && far(median.min(*low), *high, times);
                let thousand = count >= 4 && far(*low, *high, APART) && far(median, *high, THOUSAND);
                2 * (at + 1) >= count && (much || thousand)
            })
            .map(|(at, _)| at + 1);
        let below = pairs()
            .rfind(|(at, ((_, low), (_, high)))| {
                2 * (at + 1) < count && far(*low, *high, SMALLER) && far(*low, median, SMALLER)
            })
            .map(|(at, _)| at + 1);
        let outlier = |(row, value): &(u32, Decimal)| Outlier { row: *row, value: *value, median };
        let large = self.values.iter().skip(above.unwrap_or(count));
        let small = self.values.iter().take(below.unwrap_or(0));
        let mut found: Vec<Outlier> = small.chain(large).map(outlier).collect();
        if count == 2
            && let (Some(one), Some((_, other))) = (found.first_mut(), self.values.first())
        {
            one.median = *other;
        }
        found.sort_unstable_by_key(|outlier| outlier.row);
        found
    }
}

struct Outlier {
    /// Place in the rows.
    row: u32,
    value: Decimal,
    median: Decimal,
}

impl Outlier {
    fn told(&self, village: &str, figure: &Figure) -> Diagnostic {
        let Outlier { value, median, .. } = self;
        let (label, unit) = (&figure.label, &figure.unit);
        let (larger, smaller) = if value > median { (value, median) } else { (median, value) };
        let times = larger.checked_div(*smaller).map(|times| times.round().to_string()).unwrap_or_default();
        let message = Message::new(
            format!(
                "{village}的{label}是 {value}{unit}，各村一般是 {median}{unit} 上下，差了大约 {times} 倍"
            ),
            format!(
                "`{label}` of {village} is {value}{unit}, of most villages about {median}{unit}: a factor of about {times}"
            ),
        );
        Diagnostic::warning("rows/far-from-others", message).help(gongwen_core::report::unit_or_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outliers(values: &[&str]) -> Vec<u32> {
        let values = (0..).zip(values).map(|(row, value)| (row, value.parse().unwrap())).collect();
        Column { values, ..Column::default() }.outliers().into_iter().map(|outlier| outlier.row).collect()
    }

    #[test]
    fn another_order_than_all_others() {
        assert_eq!(outliers(&["12.5", "8", "125000", "30", "22"]), [2]);
        assert_eq!(outliers(&["12.5", "8", "125000", "30", "220000", "14"]), [2, 4]);
        assert_eq!(outliers(&["125000", "80000", "12.5", "300000", "220000"]), [2]);
        assert_eq!(outliers(&["12.5", "125000"]), [1]);
        assert_eq!(outliers(&["12.5", "8", "12500"]), [2]);
        assert_eq!(outliers(&["1", "4", "9", "10", "100", "10000"]), [5]);
    }

    #[test]
    fn a_real_spread_is_quiet() {
        let none: [u32; 0] = [];
        assert_eq!(outliers(&[]), none);
        assert_eq!(outliers(&["5"]), none);
        assert_eq!(outliers(&["0.5", "120"]), none);
        assert_eq!(outliers(&["0.3", "12", "55", "260", "3", "18", "900", "1.2"]), none);
        assert_eq!(outliers(&["1", "10", "100", "1000", "10000", "100000"]), none);
        assert_eq!(outliers(&["5", "5", "5", "5"]), none);
    }
}
