//! Ends of intervals as people read them.

use rust_decimal::Decimal;

use super::number::round_half_up;
use crate::interval::{End, Interval};

/// A converted value without the zeros that the conversion has put behind its digits.
pub(super) fn trimmed(value: Decimal, digits: u32) -> String {
    let mut value = value;
    while value.scale() > digits && value.mantissa() % 10 == 0 {
        value.rescale(value.scale() - 1);
    }
    value.to_string()
}

/// The end of what was computed on the side of the claim, which says how far away it is, in words and as a number.
pub(super) fn nearest(claim: Interval, made: &Interval, digits: u32) -> (&'static str, &'static str, String) {
    let (zh, en, end) = match claim.is_below(made) {
        true => match made.low() {
            low @ End::Open(_) => ("超过", "more than", low),
            low => ("最少", "at least", low),
        },
        false => match made.high() {
            high @ End::Open(_) => ("不到", "less than", high),
            high => ("最多", "at most", high),
        },
    };
    (zh, en, end.value().map(|value| limit(value, digits)).unwrap_or_default())
}

/// An end as people read it, with two digits more than the claim has at most.
pub(super) fn limit(value: Decimal, digits: u32) -> String {
    let rounded = round_half_up(value, digits.saturating_add(2).min(28));
    if rounded == value { trimmed(rounded, 0) } else { rounded.to_string() }
}
