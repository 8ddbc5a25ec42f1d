//! Fractions: `# ?/?`, `# ??/??`, `?/8`.

use super::decimal::Digits;
use super::digits::digits;
use super::section::{DigitPlace, Section, Token};

/// Numbers behind the point that are looked at: fifteen digits and a few zeros before them.
const PLACES: i32 = 18;

/// Writes a number without its sign as a fraction; whether it is not zero. The slash is the token at this place.
///
/// The tokens around the slash say the form: `# ?/?` a whole number and a fraction with a denominator of one digit, `#
/// ??/??` of two, `?/8` eighths. Of the fractions that come nearer and nearer the last that has room is taken, as
/// spreadsheets do ([`nearest`]): 0.333 in `?/?` is 1/3, 3.14159 in `# ??/??` is 3 1/7, and 0.98 in `# ?/?` is 1, its
/// fraction left white.
pub(super) fn shown(number: &Digits, section: &Section, at: usize, out: &mut String) -> bool {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let (before, behind) = section.tokens.split_at_checked(at).unwrap_or((&section.tokens, &[]));
    let numerator = before.iter().rev().take_while(|token| is_digit(token)).count();
    let (before, above) = before.split_at_checked(before.len() - numerator).unwrap_or((before, &[]));
    let (slash, behind) = behind.split_first().unwrap_or((&Token::Slash(None), &[]));
    let below = behind.iter().take_while(|token| is_digit(token)).count();
    let (below, behind) = behind.split_at_checked(below).unwrap_or((behind, &[]));
    let mixed = before.iter().any(is_digit);
    let fixed = if let Token::Slash(fixed) = slash { *fixed } else { None };

    let whole = number.clone().abs();
    let floor = number.whole();
    let floor =
        floor.iter().try_fold(0i128, |sum, digit| sum.checked_mul(10)?.checked_add(i128::from(*digit)));
    let part = floor.and_then(|floor| {
        let one = 10i128.checked_pow(PLACES.unsigned_abs())?;
        let all = whole.clone().shifted(PLACES).times(1)?;
        Some((floor, all - floor.checked_mul(one)?, one))
    });
    let Some((mut floor, part, one)) = part else {
        // Beyond what has digits behind the point.
        digits(&whole, &whole, section, before, out);
        return true;
    };
    let most = 10f64.powi(i32::try_from(below.len().clamp(1, 7)).unwrap_or(1)) - 1.0;
    let (mut top, bottom) = match fixed {
        Some(fixed) => {
            let fixed = i128::from(fixed);
            ((part * fixed * 2 + one) / (one * 2), fixed)
        }
        None => {
            let (top, bottom) = nearest(whole.plain().parse().unwrap_or_default(), most);
            (top - floor * bottom, bottom)
        }
    };
    if top == bottom {
        (floor, top) = (floor + 1, 0);
    }
    if !mixed {
        (floor, top) = (0, floor.saturating_mul(bottom).saturating_add(top));
    }
    // A number without a part shows room in its place, and a zero when there is nothing else.
    let empty = mixed && top == 0;
    let whole =
        Digits::of_decimal(rust_decimal::Decimal::try_from_i128_with_scale(floor, 0).unwrap_or_default());
    if mixed && floor == 0 && empty {
        let mut zero: Vec<Token> = before.to_vec();
        let last = zero.iter().rposition(is_digit);
        if let Some(last) = last.and_then(|last| zero.get_mut(last)) {
            *last = Token::Digit(DigitPlace::Zero);
        }
        digits(&whole, &whole, section, &zero, out);
    } else {
        digits(&whole, &whole, section, before, out);
    }
    let spelled = |text: String| section.numerals.map_or(text.clone(), |numerals| numerals.spelled(&text));
    let blank = |tokens: &[Token], text: &str| {
        let missing = tokens.len().saturating_sub(text.len());
        let room = |token: &Token| if let Token::Digit(place) = token { place.empty() } else { None };
        tokens.iter().take(missing).filter_map(room).collect::<String>()
    };
    let (top_text, bottom_text) = (top.to_string(), bottom.to_string());
    if empty {
        let width = above.len().max(1) + 1 + if fixed.is_some() { bottom_text.len() } else { below.len() };
        out.push_str(&" ".repeat(width));
    } else {
        out.push_str(&blank(above, &top_text));
        out.push_str(&spelled(top_text));
        out.push('/');
        match (fixed, below.first()) {
            (None, Some(Token::Digit(DigitPlace::Zero))) => {
                out.push_str(&blank(below, &bottom_text));
                out.push_str(&spelled(bottom_text));
            }
            _ => {
                let room = if fixed.is_some() { String::new() } else { blank(below, &bottom_text) };
                out.push_str(&spelled(bottom_text));
                out.push_str(&room);
            }
        }
    }
    let behind: Vec<Token> = behind.iter().filter(|token| !is_digit(token)).cloned().collect();
    digits(&whole, &whole, section, &behind, out);
    floor > 0 || top > 0
}

/// The last of the fractions that come nearer and nearer to the number whose denominator is at most `most`: 123.456 is
/// 123 1/2 with one digit and 123 26/57 with two, as Microsoft's page on fractions has it, though 123 4/9 is nearer.
///
/// In binary, as spreadsheet programs do it: so 0.3 is 2/7.
fn nearest(number: f64, most: f64) -> (i128, i128) {
    const NEAR: f64 = 5e-8;
    let (mut before, mut last, mut found) = ((0.0, 1.0), (1.0, 0.0), (0.0, 1.0));
    let mut rest = number;
    while last.1 < most {
        let step = rest.floor();
        found = (step * last.0 + before.0, step * last.1 + before.1);
        if rest - step < NEAR {
            break;
        }
        rest = 1.0 / (rest - step);
        (before, last) = (last, found);
    }
    if found.1 > most {
        found = if last.1 > most { before } else { last };
    }
    // Both are whole, and below what is exact in binary where there is something behind the point.
    (found.0 as i128, (found.1 as i128).max(1))
}
