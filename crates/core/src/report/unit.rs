//! Units 单位: the scales 万 and 亿, and exact conversion between them.

use rust_decimal::Decimal;

/// The scales that Chinese units carry, the longest first, with their power of ten.
const SCALES: [(&str, u32); 9] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    // Of money alone: 千克 and 千瓦 are units of their own.
    ("千", 3),
];

/// Splits a unit into its scale and its base: `万元` is (`万`, `元`), `亩` is (``, `亩`).
///
/// ```
/// use gongwen_core::report::unit::split_scale;
/// assert_eq!(split_scale("万元"), ("万", "元"));
/// assert_eq!(split_scale("千元"), ("千", "元"));
/// assert_eq!(split_scale("千克"), ("", "千克"));
/// assert_eq!(split_scale("亩"), ("", "亩"));
/// ```
pub fn split_scale(unit: &str) -> (&str, &str) {
    for (scale, _) in SCALES {
        if let Some(base) = unit.strip_prefix(scale).filter(|base| scale != "千" || base.ends_with('元')) {
            return (unit.get(..scale.len()).unwrap_or_default(), base);
        }
    }
    ("", unit)
}

/// The base of a unit, which two figures must share to be added or divided: 元 for 万元, 亿元 and 元.
pub fn base(unit: &str) -> &str {
    split_scale(unit).1
}

/// The power of ten of a unit's scale: 4 for 万元, 8 for 亿元, 0 for 亩.
pub fn power(unit: &str) -> u32 {
    let (scale, _) = split_scale(unit);
    SCALES.iter().find(|(name, _)| *name == scale).map_or(0, |(_, power)| *power)
}

/// Converts a value between units of one base, exactly: 56100 元 is 5.6100 万元 (digits are never rounded away).
///
/// `None` when the units do not share a base, or when the result needs more than the 28 digits a decimal holds.
///
/// ```
/// use gongwen_core::report::unit::convert;
/// let decimal = |text: &str| text.parse::<rust_decimal::Decimal>();
/// assert_eq!(convert(decimal("20.93")?, "亿元", "万元"), Some(decimal("209300")?));
/// assert_eq!(convert(decimal("56100")?, "元", "万元").map(|v| v.normalize().to_string()), Some("5.61".into()));
/// assert_eq!(convert(decimal("1")?, "亩", "元"), None);
/// # Ok::<(), rust_decimal::Error>(())
/// ```
pub fn convert(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    if base(from) != base(to) {
        return None;
    }
    let (from, to) = (power(from), power(to));
    // Powers of ten only move the point: the digits stay as they are.
    let (mantissa, scale) = if from >= to {
        let shift = from - to;
        let missing = shift.saturating_sub(value.scale());
        let padding = 10i128.checked_pow(missing)?;
        (value.mantissa().checked_mul(padding)?, value.scale().saturating_sub(shift))
    } else {
        (value.mantissa(), value.scale() + (to - from))
    };
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversion_moves_the_point_and_nothing_else() {
        for (value, from, to, expected) in [
            ("1.78", "亿元", "万元", "17800"),
            ("1.78", "亿元", "元", "178000000"),
            ("74700", "元", "万元", "7.4700"),
            ("94.5", "万元", "亿元", "0.00945"),
            ("3", "百万元", "万元", "300"),
            ("3", "千元", "万元", "0.3"),
            ("3", "万元", "千元", "30"),
            ("163", "万元", "万元", "163"),
        ] {
            let value: Decimal = value.parse().expect("a decimal");
            let converted = convert(value, from, to).expect("same base");
            assert_eq!(converted.to_string(), expected, "{value}{from} in {to}");
        }
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(convert(Decimal::MAX, "亿元", "元"), None);
        assert_eq!(convert(Decimal::ONE, "元", "亩"), None);
        assert_eq!(convert(Decimal::new(1, 28), "元", "亿元"), None);
    }
}
