//! Columns that other columns make: shares, growth, households.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::Findings;

impl Sheet<'_> {
    pub(super) fn rates(&self, out: &mut Findings) {
        let top = self.top();
        for column in 1..self.columns {
            let header = self.header(column);
            let rate = ["率", "占比", "比重", "比例"].iter().any(|word| header.contains(word))
                && !header.contains("增长");
            if !rate {
                continue;
            }
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            for (part, whole) in pairs.filter(|(part, whole)| part != whole) {
                let rows: Vec<(Number, Number, Number)> = (top..self.rows)
                    .filter_map(|row| {
                        Some((self.number(row, column)?, self.number(row, part)?, self.number(row, whole)?))
                    })
                    .collect();
                let verdict = |(rate, part, whole): &(Number, Number, Number)| {
                    Interval::rounded(rate.value).equals(part.interval.rate(whole.interval))
                };
                let held = rows.iter().filter(|row| verdict(row) == Verdict::Holds).count();
                if rows.len() > 1 && held * 2 >= rows.len() && held > 0 {
                    for row in &rows {
                        let (rate, part, whole) = row;
                        let made = part
                            .value
                            .checked_mul(Decimal::ONE_HUNDRED)
                            .and_then(|it| it.checked_div(whole.value));
                        let made =
                            made.map(|made| made.round_dp(rate.value.scale().max(1)).normalize().to_string());
                        let reason =
                            format!("{} ÷ {} = {}", part.value, whole.value, made.unwrap_or_default());
                        self.tell("table/rate", *rate, &[*part, *whole], verdict(row), reason, out);
                    }
                    break;
                }
            }
        }
    }
}
