//! Numbers in characters 汉字数字, as they are read: 十二, 三百零五, 两万.

/// The most characters of a number that are read: 亿 with all places below it has fewer.
const MOST: usize = 16;

/// The value of a digit 零 to 九; 〇 and ○ are zero too. None of any other character, 两 and 十 among them: they are no digits
/// of a year or a telephone number.
///
/// ```
/// use gongwen_document::chinese_digit;
/// assert_eq!(['〇', '五', '十', '5'].map(chinese_digit), [Some(0), Some(5), None, None]);
/// ```
pub fn chinese_digit(c: char) -> Option<u32> {
    if matches!(c, '〇' | '○') {
        return Some(0);
    }
    let at = "零一二三四五六七八九".chars().position(|own| own == c)?;
    u32::try_from(at).ok()
}

/// The value of a number with places, up to 亿: 十二 is 12, 二百零三 203, 两万三千 23,000. None of what is no such number:
/// 十四五, 三三, 五六, 十百, and of more than sixteen characters. 一十 is read as people say it, 10; whoever wants
/// only what is printed so looks for that.
///
/// ```
/// use gongwen_document::chinese_number;
/// assert_eq!(chinese_number("三百零五".chars()), Some(305));
/// assert_eq!(chinese_number("十四五".chars()), None);
/// ```
pub fn chinese_number(text: impl IntoIterator<Item = char>) -> Option<u64> {
    let (mut total, mut section, mut pending): (u64, u64, Option<u64>) = (0, 0, None);
    // The place of the last unit within its section: each must be smaller than the one before.
    let mut last: u64 = u64::MAX;
    let (mut zero, mut count) = (false, 0);
    for c in text {
        count += 1;
        if count > MOST {
            return None;
        }
        match c {
            '十' | '百' | '千' => {
                let place: u64 = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                let times = match pending.take() {
                    Some(0) => return None,
                    Some(times) => times,
                    None if c == '十' && section == 0 => 1,
                    None => return None,
                };
                if place >= last {
                    return None;
                }
                last = place;
                section += times * place;
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
                let value = if c == '两' { 2 } else { u64::from(chinese_digit(c)?) };
                if pending.is_some() || (value == 0 && zero) {
                    return None;
                }
                match value {
                    0 => zero = true,
                    _ => pending = Some(value),
                }
            }
        }
    }
    if count == 0 {
        return None;
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::chinese_number;

    #[test]
    fn numbers_with_places() {
        for (text, value) in [
            ("十", Some(10)),
            ("十二", Some(12)),
            ("一十", Some(10)),
            ("二十", Some(20)),
            ("两", Some(2)),
            ("零", Some(0)),
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
            ("零零", None),
            ("甲", None),
            ("", None),
        ] {
            assert_eq!(chinese_number(text.chars()), value, "{text}");
        }
        assert_eq!(chinese_number("万".repeat(1_000_000).chars()), None);
    }
}
