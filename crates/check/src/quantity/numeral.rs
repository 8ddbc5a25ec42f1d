//! Numbers in characters 汉字数字: 十二, 三百零五, 两万; and digits with their points.

use rust_decimal::Decimal;

/// Whether a character belongs to a numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
    )
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
