//! Sums, weighted averages, counts and largest values, exact.

use gongwen_core::report::{Figure, Qualifier, Rollup};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Share;

/// What the villages give to a number.
#[derive(Default)]
pub(super) struct Sum {
    pub(super) shares: Vec<Share>,
    pub(super) lacking: Vec<String>,
}

impl Sum {
    pub(super) fn add(&mut self, share: Option<Share>, village: &str) {
        match share {
            Some(share) => self.shares.push(share),
            None => self.lacking.push(village.to_owned()),
        }
    }

    /// Whether nothing has a weight.
    pub(super) fn weightless(&self) -> bool {
        self.shares.iter().all(|share| share.weight.unwrap_or(Decimal::ONE).is_zero())
    }

    /// What they make; an average with so many digits. None when it does not fit a decimal.
    pub(super) fn total(&self, rollup: &Rollup, digits: u32) -> Option<Decimal> {
        let mut values = self.shares.iter().map(|share| share.value);
        match rollup {
            Rollup::Sum => values.try_fold(Decimal::ZERO, Decimal::checked_add).map(|sum| sum.normalize()),
            Rollup::Count => Some(Decimal::from(self.shares.len())),
            Rollup::Max => Some(values.max().unwrap_or_default()),
            Rollup::Average(_) => {
                let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
                for share in &self.shares {
                    let weight = share.weight.unwrap_or(Decimal::ONE);
                    sum = sum.checked_add(share.value.checked_mul(weight)?)?;
                    weights = weights.checked_add(weight)?;
                }
                Some(rounded(sum.checked_div(weights)?, digits))
            }
        }
    }
}

fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// Whether what the town writes says the total: rounded to its digits; 余 and 多 mean at least, 近 and 不足 at most.
pub(super) fn agrees(figure: &Figure, previous: bool, written: Decimal, total: Decimal) -> bool {
    if rounded(total, written.scale()) == written {
        return true;
    }
    if previous {
        return false;
    }
    if let Some(upper) = &figure.upper {
        return written <= total && total <= upper.value;
    }
    match figure.qualifier {
        None => false,
        Some(Qualifier::About | Qualifier::Roughly) => {
            // 约 is a rounding of its own: of as many places as the number ends in zeros.
            let places = trailing_zeros(written);
            let scaled = |value: Decimal| rounded(value / Decimal::from(10u64.pow(places)), 0);
            scaled(total) == scaled(written)
        }
        Some(Qualifier::Nearly | Qualifier::Below) => total <= written,
        Some(_) => total >= written,
    }
}

fn trailing_zeros(value: Decimal) -> u32 {
    let mut mantissa = value.normalize();
    if mantissa.scale() > 0 || mantissa.is_zero() {
        return 0;
    }
    let mut zeros = 0;
    while zeros < 18 && (mantissa % Decimal::TEN).is_zero() {
        mantissa /= Decimal::TEN;
        zeros += 1;
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_town_may_write() {
        for (written, qualifier, total, expected) in [
            ("33492.9", None, "33492.9", true),
            ("33493", None, "33492.9", true),
            ("3.35", None, "3.34929", true),
            ("3.34", None, "3.34929", false),
            ("33000", Some(Qualifier::Over), "33492.9", true),
            ("34000", Some(Qualifier::Over), "33492.9", false),
            ("34000", Some(Qualifier::Nearly), "33492.9", true),
            ("33000", Some(Qualifier::Below), "33492.9", false),
            ("33000", Some(Qualifier::About), "33492.9", true),
            ("35000", Some(Qualifier::About), "33492.9", false),
        ] {
            let figure = Figure { value: decimal(written), qualifier, ..Figure::default() };
            let found = agrees(&figure, false, decimal(written), decimal(total));
            assert_eq!(found, expected, "{written} {qualifier:?} {total}");
        }
    }
}
