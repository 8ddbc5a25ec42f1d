//! Means of a row or a column: 全年平均 beside four quarters, a last row 平均.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::Findings;
use crate::words::has;

/// Means of something else than the numbers beside them.
const OTHER: [&str; 8] = ["人均", "户均", "全县", "全市", "全省", "上年", "增", "平均每"];

/// A mean with the numbers that it is of.
type Mean = (Number, Vec<Number>);

impl Sheet<'_> {
    /// The last column, when it is called the mean of those before it and most rows say so; the last row likewise.
    pub(super) fn means(&self, out: &mut Findings) {
        let called = |name: &str| {
            let bare =
                name.split(['（', '(']).next().unwrap_or_default().trim_end_matches(['数', '值', '分']);
            (bare.ends_with("平均") || bare.ends_with("年均") || matches!(bare, "均")) && !has(name, &OTHER)
        };
        let (top, mean) = (self.top(), self.columns.saturating_sub(1));
        if called(&self.header(mean)) {
            let row = |row: u32| self.mean((row, mean), (1..mean).map(|column| (row, column)));
            self.tell_means(&(top..self.rows).filter_map(row).collect::<Vec<Mean>>(), out);
        }
        let last = self.rows.saturating_sub(1);
        if called(self.name(last)) {
            let column = |column: u32| self.mean((last, column), (top..last).map(|row| (row, column)));
            self.tell_means(&(1..self.columns).filter_map(column).collect::<Vec<Mean>>(), out);
        }
    }

    /// A mean and all the numbers that it may be of: none of them is left out.
    fn mean(&self, (row, column): (u32, u32), parts: impl Iterator<Item = (u32, u32)>) -> Option<Mean> {
        let claim = self.number(row, column)?;
        let parts: Option<Vec<Number>> = parts.map(|(row, column)| self.number(row, column)).collect();
        parts.filter(|parts| parts.len() > 1).map(|parts| (claim, parts))
    }

    /// A mean is wrong only beside others that are all right, to the last digit: means by weight come near the plain ones.
    fn tell_means(&self, all: &[Mean], out: &mut Findings) {
        let judged: Vec<(&Mean, Decimal, bool)> = all
            .iter()
            .filter_map(|mean| {
                let (claim, parts) = mean;
                let sum = parts.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value))?;
                let value = sum.checked_div(Decimal::from(parts.len()))?;
                let half = Decimal::new(5, claim.value.scale() + 1);
                Some((mean, value, (value - claim.value).abs() <= half))
            })
            .collect();
        let held = judged.iter().filter(|(_, _, held)| *held).count();
        if held < 2 || held + 1 < judged.len() {
            return;
        }
        for ((claim, parts), value, held) in judged {
            let list: Vec<String> = parts.iter().take(12).map(|it| it.value.to_string()).collect();
            let shown = value.round_dp(claim.value.scale().max(1)).normalize();
            let reason = format!("({}) ÷ {} = {shown}", list.join(" + "), parts.len());
            let made = Interval::sum(parts.iter().map(|it| it.interval))
                .quotient(Interval::exact(Decimal::from(parts.len())));
            let verdict = if held { Verdict::Holds } else { Interval::rounded(claim.value).equals(made) };
            self.tell("table/rate", *claim, parts, verdict, reason, out);
        }
    }
}
