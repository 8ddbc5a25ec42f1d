//! Dates as people write them.

use gongwen_document::{chinese_digit, chinese_number};
use jiff::civil::Date;

/// A date as `2024-12-31`, `2024/12/31`, `2024.12.31`, `20241231`, `2024年12月31日` or `二〇二四年十二月三十一日`; zeros
/// before month and day may be left out, full-width digits count as their plain twins, and a time of day behind the
/// date, as `2024/12/31 0:00` of a spreadsheet, is left aside. None when there is no such day.
///
/// ```
/// use gongwen_core::report::date;
/// for text in ["2024年3月5日", "2024/3/5 0:00", "20240305", "二〇二四年三月五日"] {
///     assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2024-03-05"));
/// }
/// assert_eq!(date("2024-02-30"), None);
/// ```
pub fn date(text: &str) -> Option<Date> {
    let narrow = |c: char| match c {
        '０'..='９' | '－' | '／' | '．' | '：' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    };
    // No date is longer: whatever else stands in a cell is not gone through.
    const LONGEST: usize = 40;
    if text.len() > 4 * LONGEST {
        return None;
    }
    let text: String = text.trim().chars().map(narrow).collect();
    let (year, month, day) = match text.split_once('年') {
        Some((year, rest)) => {
            let (month, rest) = rest.split_once('月')?;
            let (day, time) = rest.split_once('日')?;
            is_time(time).then_some((year, month, day))?
        }
        None => {
            let (day, time) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
            is_time(time).then_some(())?;
            match day.split_once(['-', '/', '.']) {
                Some((year, rest)) => {
                    let (month, day) = rest.split_once(['-', '/', '.'])?;
                    (year, month, day)
                }
                None if day.len() == 8 => (day.get(..4)?, day.get(4..6)?, day.get(6..)?),
                None => return None,
            }
        }
    };
    let (month, day) = (of_two(month.trim())?, of_two(day.trim())?);
    Date::new(of_four(year.trim())?, month, day).ok()
}

/// `2024` or `二〇二四`.
fn of_four(text: &str) -> Option<i16> {
    let digit = |c: char| c.to_digit(10).or_else(|| chinese_digit(c));
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let [thousands, hundreds, tens, ones] = *digits.as_slice() else { return None };
    i16::try_from(thousands * 1000 + hundreds * 100 + tens * 10 + ones).ok()
}

/// `5`, `05`, `五`, `十五` or `二十五`.
fn of_two(text: &str) -> Option<i8> {
    if !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    // As dates are printed: neither 一十, nor 零五, nor 两.
    let printed = |c: char| c == '十' || chinese_digit(c).is_some_and(|digit| digit > 0);
    let number = chinese_number(text.chars())?;
    let printed = text.chars().all(printed) && !text.starts_with("一十");
    printed.then(|| i8::try_from(number).ok())?
}

/// Nothing, or a time of day: `0:00`, `00:00:00`, `00:00:00.000`.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    let text = text.split_once('.').map_or(text, |(time, fraction)| {
        if !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit()) { time } else { "" }
    });
    let parts: Vec<&str> = text.split(':').collect();
    let below = |part: &&str, limit: u8| {
        (1..=2).contains(&part.len()) && part.parse::<u8>().is_ok_and(|value| value < limit)
    };
    match parts.as_slice() {
        [hours, minutes] => below(hours, 24) && below(minutes, 60),
        [hours, minutes, seconds] => below(hours, 24) && below(minutes, 60) && below(seconds, 60),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2024-10-20",
            "2024/10/20",
            "2024.10.20",
            "２０２４．１０．２０",
            "20241020",
            "2024/10/20 0:00",
            "2024-10-20 00:00:00",
            "2024-10-20T00:00:00",
            "2024-10-20 09:15:33.000",
            "2024年10月20日",
            "2024年10月20日 0:00",
            " 2024 年 10 月 20 日 ",
            "二〇二四年十月二十日",
            "二零二四年十月二十日",
            "二○二四年10月20日",
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2024-10-20"), "{text}");
        }
        for (text, day) in [
            ("二〇二四年一月一日", "2024-01-01"),
            ("二〇二四年十二月三十一日", "2024-12-31"),
            ("二〇二五年十一月十一日", "2025-11-11"),
            ("2024-2-29", "2024-02-29"),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "2024",
            "2024年",
            "2024年12月",
            "24-12-20",
            "2024-13-01",
            "2023-02-29",
            "20241320",
            "2024122",
            "202412201",
            "2024-12-20 25:00",
            "2024-12-20 上午",
            "2024-12-20-21",
            "二〇二四年十二月三十二日",
            "二〇二四年十二月一十日",
            "二十四年十二月二十日",
            "2024年12月20日前",
            "+2024-1-1",
            "2024-012-05",
            "2024-12-005",
            "2024年012月5日",
            "2024/1/+5",
            "02024-12-05",
            "2024-０12-05",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date(&"二".repeat(1_000_000)), None);
    }
}
