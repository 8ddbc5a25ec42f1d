//! Columns that are quotients: shares of a total below them, averages by head, yields by area.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::Findings;
use crate::words::has;

/// What the columns of averages are called.
const AVERAGES: [&str; 14] = [
    "人均",
    "户均",
    "亩均",
    "村均",
    "场均",
    "次均",
    "校均",
    "社均",
    "亩产",
    "单产",
    "单价",
    "均价",
    "平均每",
    "生均",
];

/// By what a quotient of two columns may be multiplied, whose units differ: 万元 by 户 gives 元.
const SCALES: [Decimal; 5] = [
    Decimal::ONE,
    Decimal::from_parts(1000, 0, 0, false, 0),
    Decimal::from_parts(10_000, 0, 0, false, 0),
    Decimal::from_parts(1, 0, 0, false, 3),
    Decimal::from_parts(1, 0, 0, false, 4),
];

impl Sheet<'_> {
    /// A share of the total of one column: 占比 beside 数量, whose total stands in the last row.
    pub(super) fn shares(&self, column: u32, others: &[u32], out: &mut Findings) {
        let rows = self.top()..self.rows;
        let mut totals = rows.clone().filter(|row| Self::is_total(self.name(*row)));
        let (Some(total), None) = (totals.next(), totals.next()) else { return };
        for part in others {
            let Some(whole) = self.number(total, *part).filter(|it| !it.value.is_zero()) else { continue };
            let all: Vec<[Number; 3]> = rows
                .clone()
                .filter(|row| *row != total)
                .filter_map(|row| Some([self.number(row, column)?, self.number(row, *part)?, whole]))
                .collect();
            let made = |[_, part, whole]: &[Number; 3]| part.interval.rate(whole.interval);
            if self.tell_most(&all, made, out) {
                return;
            }
        }
    }

    /// Averages of two other columns, when most rows are: 人均耕地 of 耕地 by 人口.
    pub(super) fn quotients(&self, out: &mut Findings) {
        for column in (1..self.columns).filter(|column| has(&self.header(*column), &AVERAGES)) {
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            let tried = pairs.filter(|(one, other)| one != other);
            let mut tried = tried.flat_map(|pair| SCALES.map(|scale| (pair, scale)));
            tried.any(|((part, by), scale)| {
                let row =
                    |row| Some([self.number(row, column)?, self.number(row, part)?, self.number(row, by)?]);
                let all: Vec<[Number; 3]> = (self.top()..self.rows)
                    .filter_map(row)
                    .filter(|[_, _, by]| by.value > Decimal::ZERO)
                    .collect();
                // One digit may be anything; two do not fit by chance in several rows.
                let sharp = all.iter().filter(|[claim, ..]| claim.value.mantissa().abs() >= 10).count();
                let made = |[_, part, by]: &[Number; 3]| part.interval.quotient(by.interval).times(scale);
                sharp > 1 && self.tell_most(&all, made, out)
            });
        }
    }

    /// Tells of all rows when at least two and two thirds of them are what is made of their numbers.
    fn tell_most(
        &self,
        rows: &[[Number; 3]],
        made: impl Fn(&[Number; 3]) -> Interval,
        out: &mut Findings,
    ) -> bool {
        let verdict = |row: &[Number; 3]| {
            let [claim, ..] = row;
            Interval::rounded(claim.value).equals(made(row))
        };
        let held = rows.iter().filter(|row| verdict(row) == Verdict::Holds).count();
        if held < 2 || held * 3 < rows.len() * 2 {
            return false;
        }
        for row in rows {
            let [claim, part, whole] = row;
            let middle = made(row);
            let middle = middle.low().value().zip(middle.high().value());
            let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
            let shown = middle.map_or_else(String::new, |it| {
                it.round_dp(claim.value.scale().max(1)).normalize().to_string()
            });
            let reason = format!("{} ÷ {} = {shown}", part.value, whole.value);
            self.tell("table/rate", *claim, &[*part, *whole], verdict(row), reason, out);
        }
        true
    }
}
