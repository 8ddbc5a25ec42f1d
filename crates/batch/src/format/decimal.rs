//! A number as a spreadsheet shows it: fifteen decimal digits and the place of their point. Exact whatever its size, and
//! rounded half up, away from zero.

use rust_decimal::Decimal;

/// Digits that a spreadsheet keeps of a number.
pub(super) const KEPT: usize = 15;

/// `0.DIGITS` times ten to the power of `point`; no digits are zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) negative: bool,
    /// From 0 to 9, without zeros at either end.
    digits: Vec<u8>,
    point: i32,
}

impl Digits {
    /// Fifteen digits of it; none for what is no number.
    pub(super) fn of_float(value: f64) -> Option<Digits> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        Some(Digits::new(value < 0.0, digits, exponent.parse::<i32>().ok()? + 1))
    }

    /// Fifteen digits of it.
    pub(super) fn of_decimal(value: Decimal) -> Digits {
        let text = value.mantissa().unsigned_abs().to_string();
        let scale = i32::try_from(value.scale()).unwrap_or_default();
        let point = i32::try_from(text.len()).unwrap_or_default() - scale;
        let digits = text.bytes().map(|byte| byte - b'0').collect();
        let digits = Digits::new(value.is_sign_negative(), digits, point);
        digits.cut(KEPT as i32)
    }

    fn new(negative: bool, digits: Vec<u8>, point: i32) -> Digits {
        let first = digits.iter().position(|digit| *digit > 0);
        let last = digits.iter().rposition(|digit| *digit > 0);
        match (first, last) {
            (Some(first), Some(last)) => Digits {
                negative,
                digits: digits.get(first..=last).unwrap_or_default().to_vec(),
                point: point - i32::try_from(first).unwrap_or_default(),
            },
            _ => Digits { negative: false, digits: Vec::new(), point: 0 },
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.point >= self.count()
    }

    /// How many digits the number has from its first that is not zero to its last.
    pub(super) fn count(&self) -> i32 {
        i32::try_from(self.digits.len()).unwrap_or_default()
    }

    /// Digits before the point; not above zero for less than one.
    pub(super) fn point(&self) -> i32 {
        self.point
    }

    pub(super) fn abs(mut self) -> Digits {
        self.negative = false;
        self
    }

    /// Times ten to this power.
    pub(super) fn shifted(mut self, by: i32) -> Digits {
        if !self.is_zero() {
            self.point = self.point.saturating_add(by);
        }
        self
    }

    /// Rounded to so many digits after the point.
    pub(super) fn rounded(self, places: i32) -> Digits {
        let keep = self.point.saturating_add(places);
        self.cut(keep)
    }

    /// Rounded to so many digits that count.
    pub(super) fn cut(mut self, keep: i32) -> Digits {
        let Ok(length) = usize::try_from(keep) else { return Digits::new(false, Vec::new(), 0) };
        let Some(next) = self.digits.get(length).copied() else { return self };
        self.digits.truncate(length);
        if next >= 5 {
            let mut carried = true;
            for digit in self.digits.iter_mut().rev() {
                *digit = if *digit == 9 { 0 } else { *digit + 1 };
                carried = *digit == 0;
                if !carried {
                    break;
                }
            }
            if carried {
                self.digits.insert(0, 1);
                self.point += 1;
            }
        }
        Digits::new(self.negative, self.digits, self.point)
    }

    /// The digit that stands for this power of ten.
    pub(super) fn digit(&self, power: i32) -> u8 {
        let index = usize::try_from(self.point - 1 - power).ok();
        index.and_then(|index| self.digits.get(index)).copied().unwrap_or(0)
    }

    /// The digits before the point, none for less than one.
    pub(super) fn whole(&self) -> Vec<u8> {
        (0..self.point.max(0)).rev().map(|power| self.digit(power)).collect()
    }

    /// The digits after the point, so many.
    pub(super) fn fraction(&self, places: usize) -> Vec<u8> {
        (1..).take(places).map(|place: i32| self.digit(-place)).collect()
    }

    /// The number times this, as a whole number rounded half up; none when it is too large.
    pub(super) fn times(&self, factor: i128) -> Option<i128> {
        let mut product = 0i128;
        for digit in &self.digits {
            product = product.checked_mul(10)?.checked_add(i128::from(*digit))?;
        }
        product = product.checked_mul(factor)?;
        let power = self.point - self.count();
        let size = 10i128.checked_pow(power.unsigned_abs());
        let value = match (power >= 0, size) {
            (true, size) => product.checked_mul(size?)?,
            (false, Some(size)) => product / size + i128::from(product % size >= size - size / 2),
            (false, None) => 0,
        };
        Some(if self.negative { -value } else { value })
    }

    /// Less than the other, equal or more.
    pub(super) fn compare(&self, other: &Digits) -> std::cmp::Ordering {
        let sign = |number: &Digits| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        };
        let size = (self.point, &self.digits).cmp(&(other.point, &other.digits));
        let size = if self.negative { size.reverse() } else { size };
        sign(self).cmp(&sign(other)).then(if self.is_zero() { std::cmp::Ordering::Equal } else { size })
    }

    /// The number written out in plain digits, as `-0.5`, without an exponent.
    pub(super) fn plain(&self) -> String {
        let mut text = String::from(if self.negative { "-" } else { "" });
        let whole = self.whole();
        text.push_str(&if whole.is_empty() { "0".to_owned() } else { letters(&whole) });
        let places = usize::try_from(self.count() - self.point).unwrap_or_default();
        if places > 0 {
            text.push('.');
            text.push_str(&letters(&self.fraction(places)));
        }
        text
    }

    /// `1.23457E+11`, with at most so many digits.
    pub(super) fn scientific(&self, most: i32) -> String {
        let number = self.clone().cut(most);
        let exponent = number.point - 1;
        let mantissa = Digits { point: 1, ..number };
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}E{sign}{:02}", mantissa.plain(), exponent.abs())
    }
}

pub(super) fn letters(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// A number as a cell without a format shows it: at most eleven characters, the point counted and the sign not. From
/// 1E+11 on, and below 0.0001 where eight characters do not hold it, in powers of ten with six digits.
pub(super) fn general(number: &Digits) -> String {
    if number.is_zero() {
        return "0".to_owned();
    }
    let rounded = match number.point {
        12.. => return number.scientific(6),
        11 => number.clone().rounded(0),
        // Ten digits and a point; with `0.` before them, nine places.
        1..=10 => number.clone().cut(if number.is_whole() { 11 } else { 10 }),
        -3..=0 => number.clone().rounded(9),
        _ => {
            let text = number.plain();
            let short = text.trim_start_matches('-').len() <= 8;
            return if short { text } else { number.scientific(6) };
        }
    };
    // Rounding may have carried it over.
    if rounded.point > 11 { rounded.scientific(6) } else { rounded.plain() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_as_they_are_written() {
        for (value, places, expected) in [
            (1.005, 2, "1.01"),
            (2.675, 2, "2.68"),
            (-0.5, 0, "-1"),
            (0.49999999999999994, 0, "1"),
            (99.995, 2, "100"),
            (1234.5, -2, "1200"),
            (0.04, 1, "0"),
            (1e300, 0, &format!("1{}", "0".repeat(300))),
        ] {
            let number = Digits::of_float(value).map(|number| number.rounded(places).plain());
            assert_eq!(number.as_deref(), Some(expected), "{value}");
        }
        assert_eq!(Digits::of_float(f64::NAN), None);
    }

    #[test]
    fn numbers_of_any_size_are_multiplied_and_compared() {
        let of = |value: f64| Digits::of_float(value).expect("finite");
        assert_eq!(of(0.604166666666667).times(86400), Some(52200));
        assert_eq!(of(-1.5).times(1), Some(-2));
        assert_eq!((of(1e-300).times(86400), of(1e300).times(1)), (Some(0), None));
        let order = [-1e9, -2.5, -0.1, 0.0, 1e-9, 0.1, 2.5, 10.0];
        assert!(order.windows(2).all(|pair| of(pair[0]).compare(&of(pair[1])).is_lt()));
        assert!(of(0.3).compare(&of(0.1 + 0.2)).is_eq());
    }

    #[test]
    fn a_number_without_a_format() {
        for (value, expected) in [
            (43.333333333333336, "43.33333333"),
            (0.1 + 0.2, "0.3"),
            (123456789012.0, "1.23457E+11"),
            (12345678901.0, "12345678901"),
            (1e-7, "1E-07"),
            (0.0001, "0.0001"),
            (-1.0 / 3.0, "-0.333333333"),
            (99999999999.6, "1E+11"),
            (1234567.891234, "1234567.891"),
            (0.000012345678, "1.23457E-05"),
            (0.0, "0"),
        ] {
            assert_eq!(Digits::of_float(value).map(|number| general(&number)).as_deref(), Some(expected));
        }
    }
}
