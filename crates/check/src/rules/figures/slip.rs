//! Whether two numbers are so alike that one is the other, written wrongly 笔误.

use rust_decimal::Decimal;

/// Whether a number differs from what was reckoned in one digit, in two that changed places, or by one of the numbers that
/// it was reckoned from.
pub(super) fn is_slip(stated: Decimal, made: Decimal, parts: &[Decimal]) -> bool {
    let gap = (stated - made).abs().normalize();
    !gap.is_zero()
        && (one_digit(gap) || exchanged(stated, made) || parts.iter().any(|it| it.normalize() == gap))
}

/// Whether a number has one digit and zeros.
fn one_digit(gap: Decimal) -> bool {
    let mut digits = gap.mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    (1..10).contains(&digits)
}

/// Whether both have the same digits, two neighbours of which changed places.
pub(super) fn exchanged(one: Decimal, other: Decimal) -> bool {
    let scale = one.scale().max(other.scale());
    let (mut one, mut other) = (one, other);
    one.rescale(scale);
    other.rescale(scale);
    let (mut own, mut theirs) = (one.mantissa().unsigned_abs(), other.mantissa().unsigned_abs());
    while own > 0 && own % 10 == theirs % 10 {
        (own, theirs) = (own / 10, theirs / 10);
    }
    let (low, high) = (own % 10, own / 10 % 10);
    low != high && own / 100 == theirs / 100 && theirs % 10 == high && theirs / 10 % 10 == low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_digit_is_a_slip_and_another_number_is_none() {
        let slip = |one: i64, other: i64| is_slip(Decimal::new(one, 2), Decimal::new(other, 2), &[]);
        assert!(slip(2950, 2850) && slip(364, 346) && slip(1342, 1242));
        assert!(!slip(2950, 2814) && !slip(100, 100));
        assert!(is_slip(Decimal::from(46), Decimal::from(28), &[Decimal::from(18)]));
    }
}
