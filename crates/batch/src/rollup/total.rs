//! Sums, weighted averages, counts and largest values, exact, and what the digits rounded away leave open.

use gongwen_core::interval::{Interval, Verdict, last_digit};
use gongwen_core::report::{Figure, Qualifier, Rollup, unit};
use rust_decimal::{Decimal, RoundingStrategy};

use super::share::Share;

/// What the villages give to a number.
#[derive(Default)]
pub(super) struct Sum {
    pub(super) shares: Vec<Share>,
    pub(super) lacking: Vec<String>,
}

/// The unit in which a column stands.
pub(super) struct Column<'c> {
    /// The unit that its head, or else the line above the table, says.
    pub(super) own: &'c str,
    /// That of the figure, in which the values are.
    pub(super) unit: &'c str,
}

impl Column<'_> {
    /// What these values of the column were rounded from, in the unit of the figure. One of them shows to which digit the
    /// column goes: a sheet writes 25 for 25.00.
    fn meant(&self, values: impl Iterator<Item = Decimal> + Clone) -> Vec<Interval> {
        let own = if unit::base(self.own) == unit::base(self.unit) { self.own } else { self.unit };
        let there = |value| unit::convert(value, self.unit, own).map(|value| value.normalize());
        let digits = values.clone().filter_map(|value| Some(there(value)?.scale())).max().unwrap_or_default();
        let meant = |value| {
            let mut value = there(value)?;
            value.rescale(digits);
            Interval::printed(value, own).convert(own, self.unit)
        };
        values.map(|value| meant(value).unwrap_or(Interval::UNKNOWN)).collect()
    }
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

    /// All that they may make, by the digits that their values and weights show.
    pub(super) fn meant(
        &self,
        rollup: &Rollup,
        column: &Column<'_>,
        weight: Option<&Column<'_>>,
    ) -> Interval {
        let values = self.shares.iter().map(|share| share.value);
        let meant = column.meant(values.clone());
        match rollup {
            Rollup::Sum => Interval::sum(meant),
            Rollup::Count => Interval::exact(Decimal::from(self.shares.len())),
            Rollup::Max => Interval::largest(meant),
            Rollup::Average(_) => {
                let weights = self.shares.iter().map(|share| share.weight.unwrap_or(Decimal::ONE));
                let weights = match weight {
                    Some(column) => column.meant(weights),
                    None => weights.map(Interval::exact).collect(),
                };
                // Counted from the least of them, since a rate near 98 does not move by its 98 when a weight is rounded.
                let least = Interval::exact(values.min().unwrap_or_default());
                let above =
                    meant.into_iter().zip(&weights).map(|(value, weight)| (value - least) * *weight).sum();
                least + Interval::quotient(above, Interval::sum(weights))
            }
        }
    }
}

fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// Whether what the town writes can be what its villages make.
pub(super) fn verdict(
    figure: &Figure,
    rollup: &Rollup,
    previous: bool,
    written: Decimal,
    made: Interval,
) -> Verdict {
    // An average is never counted, whatever its unit.
    let counted = if matches!(rollup, Rollup::Average(_)) { "%" } else { figure.unit.as_str() };
    let claim = match (previous, &figure.upper, figure.qualifier) {
        (false, Some(_), _) => Interval::of(figure),
        (false, None, Some(qualifier)) => Interval::qualified(written, &figure.unit, Some(qualifier)),
        _ => Interval::printed(written, counted),
    };
    claim.equals(made)
}

/// The total in the digits of the town: as many after the point as it writes; with 余, 超, 近 and their like cut at the
/// place at which the town cuts, so that 100余 becomes 800余 and not 846.81余.
pub(super) fn in_digits(qualifier: Option<Qualifier>, written: Decimal, total: Decimal) -> Decimal {
    let mut kept = rounded(total, written.scale());
    kept.rescale(written.scale());
    let up = match qualifier {
        None | Some(Qualifier::About | Qualifier::Roughly) => return kept,
        Some(Qualifier::Nearly | Qualifier::Below) => true,
        Some(_) => false,
    };
    let size = total.abs();
    let Some(mut step) = last_digit(written) else { return kept };
    // 100余 cannot say 46: it is 40余 then.
    while step > size && !size.is_zero() {
        let Some(finer) = step.checked_div(Decimal::TEN) else { return kept };
        step = finer;
    }
    let Some(steps) = size.checked_div(step).map(|steps| if up { steps.ceil() } else { steps.floor() })
    else {
        return kept;
    };
    let Some(mut cut) = steps.checked_mul(step).map(|cut| cut.normalize()) else { return kept };
    cut.rescale(cut.scale().max(written.scale()));
    if total.is_sign_negative() { -cut } else { cut }
}
