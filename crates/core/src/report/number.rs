//! Rounding and comparing exact decimals, and making them of binary floats.

use rust_decimal::{Decimal, RoundingStrategy};

/// Why a binary floating-point number is no figure: what it would print is not what the program that hands it over means.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FloatError {
    /// Infinite, or the result of a division of nothing by nothing.
    #[error("{0} is not a number that can be printed")]
    NotFinite(f64),
    /// It has more whole digits than the 15 that an `f64` holds for sure; the last ones would be guessed.
    #[error("{0} has more than 15 digits before the point; give it as a whole number, a Decimal or a text")]
    TooLarge(f64),
    /// It is so near to zero (below 10⁻¹³) that its 15 digits go beyond the 28 decimals of a figure.
    #[error("{0} is too near to zero for the decimals of a figure; give it in a smaller unit")]
    TooSmall(f64),
}

/// The 15 significant digits of a binary floating-point number, which are what a spreadsheet shows of it: what somebody
/// typed comes back digit by digit, and `0.1 + 0.2` is 0.3. `None` for what a decimal cannot hold.
///
/// ```
/// use gongwen_core::report::number::fifteen_digits;
/// assert_eq!(fifteen_digits(0.1 + 0.2).map(|sum| sum.to_string()), Some("0.3".into()));
/// assert_eq!(fifteen_digits(f64::NAN), None);
/// ```
pub fn fifteen_digits(value: f64) -> Option<Decimal> {
    let shortest = value.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    let exact = Decimal::from_str_exact(&shortest).ok().filter(|_| digits <= 15);
    exact.or_else(|| Decimal::from_scientific(&format!("{value:.14e}")).ok()).map(|value| value.normalize())
}

/// The figure that a binary floating-point number means: its 15 significant digits, without zeros at the end. Whole
/// numbers are exact up to 2⁵³.
///
/// # Errors
///
/// See [`FloatError`].
///
/// ```
/// use gongwen_core::report::number::{FloatError, of_float};
/// assert_eq!(of_float(0.1 + 0.2).map(|sum| sum.to_string()), Ok("0.3".into()));
/// assert_eq!(of_float(1e18), Err(FloatError::TooLarge(1e18)));
/// ```
pub fn of_float(value: f64) -> Result<Decimal, FloatError> {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if !value.is_finite() {
        return Err(FloatError::NotFinite(value));
    }
    let size = value.abs();
    if size > 0.0 && size < 1e-13 {
        return Err(FloatError::TooSmall(value));
    }
    let exact = value.fract() == 0.0 && size <= WHOLE;
    if size >= 1e15 && !exact {
        return Err(FloatError::TooLarge(value));
    }
    // Below 2⁵³ nothing is lost on the way.
    let decimal = if exact { Some(Decimal::from(value as i64)) } else { fifteen_digits(value) };
    decimal.ok_or(FloatError::TooLarge(value))
}

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

    /// Whatever is written with 15 digits at most comes back as it was, and what comes of reckoning has no noise.
    #[test]
    fn floats_are_their_fifteen_digits_or_an_error() {
        let mut state = 0x9704_u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mantissa = i64::try_from(state >> 15).unwrap_or(0) % 1_000_000_000_000_000;
            let written = Decimal::new(mantissa, u32::try_from(state % 15).unwrap_or(0)).normalize();
            let float: f64 = written.to_string().parse().expect("a float");
            assert_eq!(of_float(float), Ok(written), "{written}");
            assert_eq!(of_float(-float), Ok(-written), "-{written}");
        }
        for (value, expected) in [
            (0.1 + 0.2, "0.3"),
            (0.1 + 0.7, "0.8"),
            (1.1 * 3.0, "3.3"),
            (4.35 * 100.0, "435"),
            (-0.0, "0"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (999_999_999_999.999, "999999999999.999"),
        ] {
            assert_eq!(of_float(value).map(|value| value.to_string()), Ok(expected.to_owned()));
        }
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(matches!(of_float(value), Err(FloatError::NotFinite(_))), "{value}");
        }
        for value in [1e16, -1e300, 1_000_000_000_000_000.5, f64::MAX] {
            assert_eq!(of_float(value), Err(FloatError::TooLarge(value)));
        }
        for value in [1e-14, -1e-300, f64::MIN_POSITIVE] {
            assert_eq!(of_float(value), Err(FloatError::TooSmall(value)));
        }
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
