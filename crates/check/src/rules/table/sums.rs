//! Columns and rows that make their totals.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::Findings;

impl Sheet<'_> {
    pub(super) fn column_sums(&self, out: &mut Findings) {
        let top = self.top();
        let mut totals: Vec<u32> = (top..self.rows).filter(|row| Self::is_total(self.name(*row))).collect();
        if totals.is_empty() {
            totals.extend(self.whole(top));
        }
        for column in (1..self.columns).filter(|column| self.adds(*column)) {
            for total in &totals {
                let Some(claim) = self.number(*total, column) else { continue };
                let candidates = self.summands(column, *total, top, &totals);
                self.best("table/column-sum", claim, &candidates, true, out);
            }
        }
    }

    /// A last row 全年 or 全县: the other rows may be all of it or some, so it is their total when most of its numbers
    /// are their sums.
    fn whole(&self, top: u32) -> Option<u32> {
        self.last_sum(top).filter(|row| Self::is_whole(self.name(*row)))
    }

    /// The last row when most of its numbers are the sums of those above, whatever it is called: 三季度 below its months.
    pub(super) fn last_sum(&self, top: u32) -> Option<u32> {
        let row = self.rows.checked_sub(1).filter(|row| *row > top + 1)?;
        let sums: Vec<bool> = (1..self.columns)
            .filter(|column| self.adds(*column))
            .filter_map(|column| {
                let parts = (top..row).filter_map(|row| self.number(row, column)).map(|it| it.interval);
                Some(self.number(row, column)?.interval.equals(Interval::sum(parts)) == Verdict::Holds)
            })
            .collect();
        let held = sums.iter().filter(|held| **held).count();
        (held > 0 && held * 2 >= sums.len()).then_some(row)
    }

    /// The sets of numbers of which a total may be the sum, first the one that is meant: a total stands below its rows
    /// or above them; a grand total adds subtotals, or all rows.
    fn summands(&self, column: u32, total: u32, top: u32, totals: &[u32]) -> Vec<Vec<Number>> {
        let own_unit = self.named_unit(total);
        let among = |row: u32| {
            let name = self.name(row);
            own_unit.is_some() && own_unit != self.named_unit(row)
                || name.starts_with("其中")
                || name.starts_with("#")
                || name.starts_with("  ")
                || name.contains("平均")
        };
        let numbers = |rows: Vec<u32>| -> Vec<Number> {
            rows.into_iter().filter(|row| !among(*row)).filter_map(|row| self.number(row, column)).collect()
        };
        let above = totals.iter().rev().find(|row| **row < total).map_or(top, |row| row + 1);
        let below = totals.iter().find(|row| **row > total).copied().unwrap_or(self.rows);
        let plain = |from: u32, to: u32| (from..to).filter(|row| !totals.contains(row)).collect::<Vec<u32>>();
        if Self::is_subtotal(self.name(total)) {
            // 东片小计 above its villages, when the first total stands above all rows.
            let (rows_above, rows_below) = (numbers(plain(above, total)), numbers(plain(total + 1, below)));
            return match totals.first() == Some(&top) {
                true => vec![rows_below, rows_above],
                false => vec![rows_above, numbers(plain(top, total)), rows_below],
            };
        }
        let subtotals: Vec<u32> = totals
            .iter()
            .copied()
            .filter(|row| *row != total && Self::is_subtotal(self.name(*row)))
            .collect();
        let mut candidates =
            vec![numbers(subtotals), numbers(plain(above, total)), numbers(plain(top, total))];
        if total == top {
            candidates.push(numbers(plain(total + 1, below)));
            candidates.push(numbers(plain(total + 1, self.rows)));
        }
        candidates
    }

    /// Holds when any set of summands makes the claim; fails when none does and the first one is meant.
    fn best(
        &self,
        kind: &'static str,
        claim: Number,
        candidates: &[Vec<Number>],
        meant: bool,
        out: &mut Findings,
    ) -> bool {
        let sum = |numbers: &[Number]| Interval::sum(numbers.iter().map(|number| number.interval));
        let shown = |numbers: &[Number]| {
            let total =
                numbers.iter().fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value).unwrap_or(sum));
            let list: Vec<String> = numbers.iter().take(12).map(|number| number.value.to_string()).collect();
            let more = if numbers.len() > 12 { " + …" } else { "" };
            format!("{}{more} = {}", list.join(" + "), total.normalize())
        };
        let sets = || candidates.iter().filter(|set| set.len() > 1);
        let rounded = self.rounds(claim);
        if let Some(set) = sets().find(|set| rounded.equals(sum(set)) == Verdict::Holds) {
            self.tell(kind, claim, set, Verdict::Holds, shown(set), out);
            return true;
        }
        if let Some(set) = sets().next().filter(|_| meant) {
            self.tell(kind, claim, set, Verdict::Fails, shown(set), out);
        }
        false
    }

    fn rounds(&self, claim: Number) -> Interval {
        claim.interval
    }

    pub(super) fn row_sums(&self, out: &mut Findings) {
        let top = self.top();
        let total = (1..self.columns).find(|column| {
            let header = self.header(*column);
            let bare = header.split(['（', '(']).next().unwrap_or_default();
            Self::is_total(bare) || ["合计", "总数", "总计", "小计"].iter().any(|word| bare.ends_with(word))
        });
        // 总分 beside 基础分 and 加分: any whole that most rows make.
        let whole = || {
            let named =
                |column: &u32| self.header(*column).starts_with('总') && !self.cell(top, *column).is_empty();
            (1..self.columns).find(named)
        };
        let Some(total) = total.or_else(whole) else { return };
        let adds: Vec<u32> = (1..self.columns)
            .filter(|column| {
                *column != total && self.adds(*column) && !self.header(*column).starts_with("其中")
            })
            .collect();
        let unit = |column: u32| {
            let header = self.header(column);
            header.split_once(['（', '(']).map(|(_, unit)| unit.trim_end_matches(['）', ')']).to_owned())
        };
        let same: Vec<u32> = adds.iter().copied().filter(|column| unit(*column) == unit(total)).collect();
        let after: Vec<u32> = same.iter().copied().filter(|column| *column > total).collect();
        let before: Vec<u32> = same.iter().copied().filter(|column| *column < total).collect();
        for set in [after, before, same] {
            if set.len() < 2 {
                continue;
            }
            let rows: Vec<(Number, Vec<Number>)> = (top..self.rows)
                .filter_map(|row| {
                    let claim = self.number(row, total)?;
                    let parts: Vec<Number> =
                        set.iter().filter_map(|column| self.number(row, *column)).collect();
                    (parts.len() > 1).then_some((claim, parts))
                })
                .collect();
            let holds = |(claim, parts): &&(Number, Vec<Number>)| {
                claim.interval.equals(Interval::sum(parts.iter().map(|part| part.interval))) == Verdict::Holds
            };
            let held = rows.iter().filter(holds).count();
            // A row is wrong only beside rows that show how the table adds.
            if held * 2 >= rows.len() && held > 0 {
                let crossed = self.crossed(top, total, &set);
                for (claim, parts) in &rows {
                    if crossed == Some(claim.paragraph) {
                        let list: Vec<String> = parts.iter().map(|it| it.value.to_string()).collect();
                        let reason = format!("{} = {}", list.join(" + "), printed_sum(parts));
                        self.tell("table/row-sum", *claim, parts, Verdict::Fails, reason, out);
                        continue;
                    }
                    self.best("table/row-sum", *claim, std::slice::from_ref(parts), true, out);
                }
                return;
            }
        }
    }

    /// The total of the only row that does not add up as printed, in a table of rounded numbers whose last row adds the
    /// columns as printed but for one, which is off by as much: both sums say that one cell is wrong, where each of them
    /// alone could be rounding.
    fn crossed(&self, top: u32, total: u32, parts: &[u32]) -> Option<usize> {
        let last =
            self.rows.checked_sub(1).filter(|row| *row > top + 1 && Self::is_total(self.name(*row)))?;
        let plain = |row: u32| !Self::is_total(self.name(row)) && !self.name(row).starts_with("其中");
        if !(top..last).all(plain) {
            return None;
        }
        let off = |row: u32| -> Option<Decimal> {
            let parts: Option<Vec<Number>> = parts.iter().map(|column| self.number(row, *column)).collect();
            self.number(row, total)?.value.checked_sub(printed_sum(&parts?))
        };
        let rows: Option<Vec<(u32, Decimal)>> = (top..=last).map(|row| Some((row, off(row)?))).collect();
        let rows = rows?;
        let mut wrong = rows.iter().filter(|(_, off)| !off.is_zero());
        let (row, off) = wrong.next().filter(|(row, _)| *row != last)?;
        if wrong.next().is_some() {
            return None;
        }
        let below = |column: u32| -> Option<Decimal> {
            let above: Option<Vec<Number>> = (top..last).map(|row| self.number(row, column)).collect();
            self.number(last, column)?.value.checked_sub(printed_sum(&above?))
        };
        let columns: Option<Vec<Decimal>> = parts.iter().copied().chain([total]).map(below).collect();
        let mut apart = columns.as_ref()?.iter().filter(|off| !off.is_zero());
        let other = apart.next().filter(|_| apart.next().is_none())?;
        (other.abs() == off.abs()).then(|| self.number(*row, total).map(|it| it.paragraph)).flatten()
    }
}

/// The sum of numbers as they are printed.
fn printed_sum(numbers: &[Number]) -> Decimal {
    numbers.iter().fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value).unwrap_or(sum)).normalize()
}
