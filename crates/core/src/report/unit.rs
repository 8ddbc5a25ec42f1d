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
    ("千", 3),
];

/// What 千 makes a unit of its own with, as 千克 and 千瓦: 万千瓦 is 万 of these, and 千分点 is no thousand of anything.
const WITH_KILO: [&str; 12] = ["克", "米", "瓦", "伏", "卡", "焦", "帕", "赫", "升", "分", "字节", "比特"];

/// Splits a unit into its scale and its base: `万元` is (`万`, `元`), `亩` is (``, `亩`).
///
/// ```
/// use gongwen_core::report::unit::split_scale;
/// assert_eq!(split_scale("万元"), ("万", "元"));
/// assert_eq!(split_scale("千元"), ("千", "元"));
/// assert_eq!(split_scale("千克"), ("", "千克"));
/// assert_eq!(split_scale("亩"), ("", "亩"));
/// assert_eq!(split_scale("千瓦"), ("", "千瓦"));
/// ```
pub fn split_scale(unit: &str) -> (&str, &str) {
    for (scale, _) in SCALES {
        if let Some(base) = unit.strip_prefix(scale) {
            if scale == "千" && WITH_KILO.iter().any(|own| base.starts_with(own)) {
                break;
            }
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

/// What units of things that are counted begin with 量词: 人 and 人次, 户, 个 and 个村.
const COUNTED: &str = "人户个件名家所处座台辆条次场项份头只羽尾株棵村组支队对套间栋幢口眼盏块批期篇例起宗笔本册张枚部艘架门种类级届岗位片班节社厂店校院站点棚罐箱盒袋把面幅封道孔匹峰群窝筒根颗粒桶瓶轮页字镇乡县区市街天企床学";

/// What they end with, as 贫困户 and 车次 do.
const COUNTED_AT_END: [char; 5] = ['户', '人', '次', '件', '员'];

/// What is measured all the same, whatever it begins with.
const MEASURED: [&str; 6] = ["元", "百分点", "小时", "分钟", "年", "时"];

/// Whether this unit counts things 计数, so that a whole number of it is exact and not rounded: 户, 人, 件, 人次.
///
/// A scale means rounding (万人), and so does what is measured (元, 亩, 吨, %). A number without any unit counts.
///
/// ```
/// use gongwen_core::report::unit::counts;
/// assert!(counts("户") && counts("人次") && counts("个村") && counts(""));
/// assert!(!counts("万人") && !counts("亩") && !counts("个百分点") && !counts("人/平方公里"));
/// ```
pub fn counts(unit: &str) -> bool {
    let Some(first) = unit.chars().next() else { return true };
    split_scale(unit).0.is_empty()
        && (COUNTED.contains(first) || unit.ends_with(COUNTED_AT_END))
        && !unit.contains('/')
        && !MEASURED.iter().any(|measured| unit.ends_with(measured))
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
            ("85620", "千元", "万元", "8562.0"),
            ("1.5", "千公顷", "公顷", "1500"),
            ("2.3", "万千瓦", "千瓦", "23000"),
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
