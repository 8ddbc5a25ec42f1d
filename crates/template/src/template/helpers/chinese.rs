//! Chinese numerals.

use super::call::Call;
use crate::view::STRONG_START;
use gongwen_document::Message;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// `{{ordinal @index style="一是"}}`, and with `before=` what follows it: a point before a digit has a space behind it, or 1.2024年
/// would read as a decimal. Of several texts one that begins with a digit is enough, so that a list stays aligned.
pub(super) fn ordinal(call: &Call<'_, '_>) -> Result<String, Message> {
    let index = call.argument(0)?.as_u64();
    if past_the_last(call) {
        return Err(Message::new(
            format!("序号只编到第 {MOST_NUMBERED} 项，这里不止"),
            format!("items are numbered up to {MOST_NUMBERED}, and there are more here"),
        ));
    }
    let number = index.and_then(|index| index.checked_add(1));
    let Some(number) = number else {
        return Err(call.fail("序号应当是 0 起的整数", "the index must be an integer from 0"));
    };
    let style = call.option("style")?.unwrap_or("一、");
    let mut sample = style.char_indices().filter(|(_, c)| matches!(c, '一' | '1' | '①'));
    let (Some((at, sign)), None) = (sample.next(), sample.next()) else {
        return Err(call.fail(
            format!("样式“{style}”里要有一个 一、1 或者 ①"),
            format!("the style `{style}` must have one 一, 1 or ①"),
        ));
    };
    let before = style.get(..at).unwrap_or_default();
    let after = style.get(at + sign.len_utf8()..).unwrap_or_default();
    let number = match sign {
        '1' => number.to_string(),
        '一' => numeral(number),
        _ => circled(number),
    };
    let space = if after.ends_with('.') && call.any_text("before", begins_with_digit) { " " } else { "" };
    Ok(format!("{before}{number}{after}{space}"))
}

/// Items that are numbered at most; no document has a thousandth one.
const MOST_NUMBERED: u64 = 999;

/// Whether the number that is asked for is beyond all that are written.
pub(super) fn past_the_last(call: &Call<'_, '_>) -> bool {
    call.argument(0).is_ok_and(|index| index.as_u64().is_some_and(|index| index >= MOST_NUMBERED))
}

fn begins_with_digit(text: &str) -> bool {
    // Words that stand out begin with a character that nobody sees.
    text.trim_start_matches(char::from(STRONG_START)).starts_with(|first: char| first.is_ascii_digit())
}

/// A number in a circle, ① to ⑳; no font can be counted on for those above, so they stand in brackets.
fn circled(number: u64) -> String {
    let sign = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    match sign.and_then(|number| char::from_u32(u32::from('①') + number - 1)) {
        Some(sign) => sign.to_string(),
        None => format!("（{number}）"),
    }
}

/// A number from 1 to 999 in Chinese: 十, 十一, 二十, 一百零一, 一百一十.
fn numeral(number: u64) -> String {
    let digit = |digit: u64| usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied();
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut numeral = String::new();
    if hundreds > 0 {
        numeral.extend(digit(hundreds));
        numeral.push('百');
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            numeral.extend(digit(tens));
        }
        numeral.push('十');
    } else if hundreds > 0 && ones > 0 {
        numeral.push('零');
    }
    if ones > 0 {
        numeral.extend(digit(ones));
    }
    numeral
}

/// A year digit by digit, as 二〇二四.
pub(super) fn digits(number: i16) -> String {
    number
        .to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(0) | None => '〇',
            Some(digit) => DIGITS.get(digit as usize).copied().unwrap_or('〇'),
        })
        .collect()
}

/// A small number, as of a month or a day.
pub(super) fn small(number: i8) -> String {
    numeral(u64::from(number.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (number, expected) in [
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (19, "十九"),
            (20, "二十"),
            (21, "二十一"),
            (90, "九十"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (120, "一百二十"),
            (200, "二百"),
            (305, "三百零五"),
            (999, "九百九十九"),
        ] {
            assert_eq!(numeral(number), expected);
        }
    }
}
