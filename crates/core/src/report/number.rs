//! Rounding and comparing exact decimals.

use rust_decimal::{Decimal, RoundingStrategy};

/// `value` with exactly `digits` digits after the point, half up (away from zero).
pub fn round_half_up(value: Decimal, digits: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    if rounded.is_zero() { rounded.abs() } else { rounded }
}

/// How a value compares with last year's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Signed, rounded; per cent, or percentage points.
    pub amount: Decimal,
    /// Whether the values are equal exactly.
    pub equal: bool,
    /// Percentage points, or points per mille, for figures that are rates themselves.
    pub points: bool,
    /// What the amount is counted in: `%`, `个百分点`, `个千分点`.
    pub unit: &'static str,
}

/// By what figures of this unit rise and fall when they are rates themselves: percentage points 百分点, points per mille
/// 千分点.
pub(crate) fn points(unit: &str) -> Option<&'static str> {
    match unit {
        "%" | "％" | "百分点" | "个百分点" => Some("个百分点"),
        "‰" | "千分点" | "个千分点" => Some("个千分点"),
        _ => None,
    }
}

/// Whether figures of this unit are rates themselves.
pub(crate) fn in_points(unit: &str) -> bool {
    points(unit).is_some()
}

/// The change from `previous` to `value`, rounded half up; none when last year was not positive, or a gain became a loss:
/// nobody says of income that it fell by 150 %.
pub fn change(value: Decimal, previous: Decimal, unit: &str, digits: u32) -> Option<Change> {
    let difference = value.checked_sub(previous)?;
    let points = points(unit);
    let amount = if points.is_some() {
        difference
    } else if previous > Decimal::ZERO && value >= Decimal::ZERO {
        difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(previous)?
    } else {
        return None;
    };
    Some(Change {
        amount: round_half_up(amount, digits),
        equal: difference.is_zero(),
        points: points.is_some(),
        unit: points.unwrap_or("%"),
    })
}

impl Change {
    /// The change in words after `prefix` (同比, 较上年): `同比增长5.2%`, `同比提高0.5个百分点`, `同比持平`.
    pub fn text(self, prefix: &str) -> String {
        let (up, down, unit) = (if self.points { "提高" } else { "增长" }, "下降", self.unit);
        if self.equal {
            format!("{prefix}持平")
        } else if self.amount.is_zero() {
            format!("{prefix}基本持平")
        } else {
            let word = if self.amount > Decimal::ZERO { up } else { down };
            format!("{prefix}{word}{}{unit}", self.amount.abs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn changes_are_exact_and_rounded_half_up() {
        for (value, previous, unit, digits, expected) in [
            ("105.25", "100", "亿元", 1, Some("同比增长5.3%")),
            ("94.75", "100", "亿元", 1, Some("同比下降5.3%")),
            ("100", "100.0", "亿元", 1, Some("同比持平")),
            ("100.01", "100", "亿元", 1, Some("同比基本持平")),
            ("98.5", "98", "%", 1, Some("同比提高0.5个百分点")),
            ("97", "98", "%", 0, Some("同比下降1个百分点")),
            ("3.2", "4.1", "‰", 1, Some("同比下降0.9个千分点")),
            ("1", "0", "件", 1, None),
            ("-5", "10", "万元", 1, None),
            ("0", "10", "万元", 1, Some("同比下降100.0%")),
            ("-5", "10", "%", 1, Some("同比下降15.0个百分点")),
            ("1", "3", "件", 2, Some("同比下降66.67%")),
        ] {
            let text = change(decimal(value), decimal(previous), unit, digits).map(|c| c.text("同比"));
            assert_eq!(text.as_deref(), expected, "{value} after {previous}");
        }
    }
}
