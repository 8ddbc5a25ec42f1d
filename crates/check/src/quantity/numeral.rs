//! Numbers in characters 汉字数字: 十二, 三百零五, 两万; and digits with their points.

use rust_decimal::Decimal;

/// Whether a character belongs to a numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    "零〇一二三四五六七八九十百千万亿两".contains(c)
}

/// The value of a numeral with places, as 二百零三; none of what is no number: 十四五, 三三, 五六.
pub(crate) fn chinese(chars: &[char]) -> Option<u64> {
    gongwen_document::chinese_number(chars.iter().copied())
}

/// A decimal from its digits and the number of them behind the point.
pub(crate) fn decimal(digits: &str, behind: u32) -> Option<Decimal> {
    if digits.len() > 18 || behind > 18 {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    Some(Decimal::new(value, behind))
}
