//! Digits at their places.

use super::decimal::{Digits, general};
use super::section::{DigitPlace, Section, Token};

/// Writes the digits of a rounded number into the places of these tokens, with all that stands between them.
///
/// The first place before the point takes all digits that have no place of their own: 1234 in `0"万"00` is 12万34. A `0`
/// is always written, a `#` only where a digit counts, a `?` is white there; from the first `0` on all are written.
/// Grouping puts a comma before each third power: 1234567 in `#,##0` is 1,234,567. Behind the point, digits are written
/// up to the last that counts or is asked for with `0`: 2.5 in `0.0##` is 2.5, in `0.00#` 2.50.
pub(super) fn digits(
    rounded: &Digits,
    number: &Digits,
    section: &Section,
    tokens: &[Token],
    out: &mut String,
) {
    let (before, behind) = places(tokens);
    let place = |token: &Token| if let Token::Digit(place) = token { Some(*place) } else { None };
    // Behind the point, digits are written up to the last that counts or has to be there.
    let counting = (rounded.count() - rounded.point()).max(0);
    let forced = tokens.iter().filter_map(place).skip(before.unsigned_abs() as usize);
    let forced =
        (1..).zip(forced).filter(|(_, place)| *place == DigitPlace::Zero).map(|(index, _)| index).last();
    let last = counting.max(forced.unwrap_or(0));
    let (mut index, mut point, mut zeros) = (0, false, false);
    let spell = |text: &str| section.numerals.map_or(text.to_owned(), |numerals| numerals.spelled(text));
    for token in tokens {
        match token {
            Token::Digit(place) if !point => {
                let power = before - 1 - index;
                let from = if index == 0 { (rounded.point() - 1).max(power) } else { power };
                for power in (power..=from).rev() {
                    let within = power < rounded.point();
                    zeros |= *place == DigitPlace::Zero;
                    match place.empty().filter(|_| !within && !zeros) {
                        _ if within || zeros => {
                            let digit = if within { rounded.digit(power) } else { 0 };
                            out.push_str(&spell(&digit.to_string()));
                        }
                        Some(empty) => out.push(empty),
                        None => continue,
                    }
                    if section.grouped && power > 0 && power % 3 == 0 {
                        out.push(if within || zeros { ',' } else { ' ' });
                    }
                }
                index += 1;
            }
            Token::Digit(place) => {
                let power = before - 1 - index;
                match place.empty() {
                    _ if -power <= last => out.push_str(&spell(&rounded.digit(power).to_string())),
                    Some(empty) => out.push(empty),
                    None => {}
                }
                index += 1;
            }
            Token::Point => {
                if !point && before == 0 && behind > 0 {
                    let whole = rounded.whole();
                    out.push_str(&spell(&super::decimal::letters(&whole)));
                }
                point = true;
                out.push('.');
            }
            Token::General => {
                let text = general(&number.clone().abs());
                match section.numerals {
                    Some(numerals) => out.push_str(&numerals.counted(&text)),
                    None => out.push_str(&text),
                }
            }
            Token::At => out.push_str(&general(number)),
            Token::Text(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            Token::Comma | Token::Exponent { .. } | Token::Slash(_) | Token::Date(_) => {}
        }
    }
}

/// Places before and behind the point.
pub(super) fn places(tokens: &[Token]) -> (i32, i32) {
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let count = |tokens: &[Token]| {
        let count = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        i32::try_from(count).unwrap_or(i32::MAX)
    };
    let (before, behind) = tokens.split_at_checked(point).unwrap_or((tokens, &[]));
    (count(before), count(behind))
}
