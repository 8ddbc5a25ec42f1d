//! Numbers in the places that a section has for their digits.

use super::decimal::Digits;
use super::digits::{digits, places};
use super::section::{DigitPlace, Section, Token};

/// Writes a number without its sign; whether anything but zeros was written.
pub(super) fn shown(number: &Digits, section: &Section, out: &mut String) -> bool {
    let number = number.clone().shifted(section.power);
    let tokens = &section.tokens;
    if let Some(at) = tokens.iter().position(|token| matches!(token, Token::Exponent { .. })) {
        scientific(&number, section, at, out);
        return !number.is_zero();
    }
    if let Some(at) = tokens.iter().position(|token| matches!(token, Token::Slash(_))) {
        return super::fraction::shown(&number, section, at, out);
    }
    let rounded = number.clone().rounded(places(tokens).1);
    let significant = if section.has_digits() { !rounded.is_zero() } else { !number.is_zero() };
    digits(&rounded, &number, section, tokens, out);
    significant
}

/// `1.23E+04`; with several places before the point, the power is a multiple of their count.
fn scientific(number: &Digits, section: &Section, at: usize, out: &mut String) {
    let (mantissa, rest) = section.tokens.split_at_checked(at).unwrap_or((&section.tokens, &[]));
    let (before, behind) = places(mantissa);
    let step = before.max(1);
    let power = if number.is_zero() { 0 } else { (number.point() - 1).div_euclid(step) * step };
    let round = |power: i32| number.clone().shifted(-power).rounded(behind);
    let (power, rounded) = match round(power) {
        carried if carried.point() > step => (power + step, round(power + step)),
        rounded => (power, rounded),
    };
    digits(&rounded, &rounded, section, mantissa, out);
    let plus = matches!(rest.first(), Some(Token::Exponent { plus: true }));
    out.push('E');
    out.push_str(if power < 0 {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    });
    let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
    let zeros = rest.iter().filter(|token| **token == Token::Digit(DigitPlace::Zero)).count();
    let last = rest.iter().rposition(|token| is_digit(&token)).unwrap_or(0);
    out.push_str(&format!("{:0zeros$}", power.unsigned_abs()));
    for token in rest.iter().skip(last + 1) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            _ => {}
        }
    }
}
