//! Numbers in characters 汉字数字: 十二, 三百零五, 两万; and digits with their points.

use rust_decimal::Decimal;

/// Whether a character belongs to a numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    "零〇一二三四五六七八九十百千万亿两".contains(c)
}

fn digit(c: char) -> Option<u64> {
    let at = "零一二三四五六七八九".chars().position(|own| own == c);
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => at.and_then(|at| u64::try_from(at).ok()),
    }
}

/// The value of a numeral with places, as 二百零三; none of what is no number: 十四五, 三三, 五六.
pub(crate) fn chinese(chars: &[char]) -> Option<u64> {
    if chars.is_empty() || chars.len() > 16 {
        return None;
    }
    let (mut total, mut section, mut pending): (u64, u64, Option<u64>) = (0, 0, None);
    // The place of the last unit within its section: each must be smaller than the one before.
    let mut last: u64 = u64::MAX;
    let mut zero = false;
    for &c in chars {
        match c {
            '十' | '百' | '千' => {
                let place: u64 = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                let count = match pending.take() {
                    Some(0) => return None,
                    Some(count) => count,
                    None if c == '十' && (section == 0) => 1,
                    None => return None,
                };
                if place >= last {
                    return None;
                }
                last = place;
                section += count * place;
                zero = false;
            }
            '万' | '亿' => {
                let scale: u64 = if c == '万' { 10_000 } else { 100_000_000 };
                section += pending.take().unwrap_or(0);
                if section == 0 || total % scale != 0 && total < scale {
                    return None;
                }
                total =
                    if c == '亿' { (total + section).checked_mul(scale)? } else { total + section * scale };
                (section, last, zero) = (0, u64::MAX, false);
            }
            _ => {
                let value = digit(c)?;
                if pending.is_some() {
                    return None;
                }
                if value == 0 {
                    if zero {
                        return None;
                    }
                    zero = true;
                    continue;
                }
                if last == 1 {
                    return None;
                }
                pending = Some(value);
            }
        }
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

/// A decimal from its digits and the number of them behind the point.
pub(crate) fn decimal(digits: &str, behind: u32) -> Option<Decimal> {
    if digits.len() > 18 || behind > 18 {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    Some(Decimal::new(value, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, value) in [
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("两", Some(2)),
            ("三百零五", Some(305)),
            ("一千二百三十四", Some(1234)),
            ("两万三千", Some(23_000)),
            ("一百二十万", Some(1_200_000)),
            ("三亿", Some(300_000_000)),
            ("十四五", None),
            ("三三", None),
            ("五六", None),
            ("百", None),
            ("十百", None),
            ("", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(chinese(&chars), value, "{text}");
        }
    }
}
