//! Sums, differences, products, quotients and scales of intervals, never smaller than they are.

use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use rust_decimal::Decimal;

use super::{End, Interval};
use crate::report::unit;

/// To which side a result that does not fit is rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outward {
    Down,
    Up,
}

impl Outward {
    /// The next decimal of so many digits on this side.
    fn beyond(self, value: Decimal) -> Option<Decimal> {
        let step = Decimal::new(1, value.scale());
        match self {
            Outward::Down => value.checked_sub(step),
            Outward::Up => value.checked_add(step),
        }
    }

    fn add(self, left: Decimal, right: Decimal) -> Option<Decimal> {
        let sum = left.checked_add(right)?;
        // A sum that does not fit has lost digits after the point.
        let exact = left.is_zero() || right.is_zero() || sum.scale() >= left.scale().max(right.scale());
        if exact { Some(sum) } else { self.beyond(sum) }
    }

    fn multiply(self, left: Decimal, right: Decimal) -> Option<Decimal> {
        let product = left.checked_mul(right)?;
        if is_product(product, left, right) { Some(product) } else { self.beyond(product) }
    }

    fn divide(self, left: Decimal, right: Decimal) -> Option<Decimal> {
        let quotient = left.checked_div(right)?;
        let exact = quotient
            .checked_mul(right)
            .is_some_and(|product| product == left && is_product(product, quotient, right));
        if exact { Some(quotient) } else { self.beyond(quotient) }
    }
}

/// Whether a product has all its digits.
fn is_product(product: Decimal, left: Decimal, right: Decimal) -> bool {
    left.is_zero() || right.is_zero() || product.scale() >= left.scale() + right.scale()
}

/// The end that two ends make; an end that both do not reach is open.
fn meet(left: End, right: End, compute: impl FnOnce(Decimal, Decimal) -> Option<Decimal>) -> End {
    let computed = left.value().zip(right.value()).and_then(|(left, right)| compute(left, right));
    match (left, right, computed) {
        (End::Closed(_), End::Closed(_), Some(value)) => End::Closed(value),
        (_, _, Some(value)) => End::Open(value),
        (_, _, None) => End::Infinite,
    }
}

impl Add for Interval {
    type Output = Interval;

    fn add(self, other: Interval) -> Interval {
        Interval {
            low: meet(self.low, other.low, |left, right| Outward::Down.add(left, right)),
            high: meet(self.high, other.high, |left, right| Outward::Up.add(left, right)),
        }
    }
}

impl Neg for Interval {
    type Output = Interval;

    fn neg(self) -> Interval {
        let minus = |end: End| end.with(end.value().map(|value| -value));
        Interval { low: minus(self.high), high: minus(self.low) }
    }
}

impl Sub for Interval {
    type Output = Interval;

    fn sub(self, other: Interval) -> Interval {
        self + -other
    }
}

impl Mul for Interval {
    type Output = Interval;

    /// The product; unknown when a factor has no end on some side.
    fn mul(self, other: Interval) -> Interval {
        let corners =
            [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let mut product: Option<Interval> = None;
        for (left, right) in corners {
            let at = |outward: Outward| {
                let end = meet(left, right, |left, right| outward.multiply(left, right));
                // Nothing times anything is nothing, whether the other end is reached or not.
                let none = [left, right].contains(&End::Closed(Decimal::ZERO)) && end != End::Infinite;
                if none { End::Closed(Decimal::ZERO) } else { end }
            };
            let (low, high) = (at(Outward::Down), at(Outward::Up));
            product = Some(match product {
                None => Interval { low, high },
                Some(product) => product.hull(Interval { low, high }),
            });
        }
        product.unwrap_or(Interval::UNKNOWN)
    }
}

impl Sum for Interval {
    fn sum<I: Iterator<Item = Interval>>(parts: I) -> Interval {
        parts.fold(Interval::exact(Decimal::ZERO), Add::add)
    }
}

impl Interval {
    /// The sum of all of them 合计; 0 of none.
    pub fn sum(parts: impl IntoIterator<Item = Interval>) -> Interval {
        parts.into_iter().sum()
    }

    /// The largest of all of them; unknown of none.
    pub fn largest(parts: impl IntoIterator<Item = Interval>) -> Interval {
        let larger = |one: Interval, other: Interval| Interval {
            low: upper(one.low, other.low, false),
            high: upper(one.high, other.high, true),
        };
        parts.into_iter().reduce(larger).unwrap_or(Interval::UNKNOWN)
    }

    /// The smallest interval around both.
    pub(super) fn hull(self, other: Interval) -> Interval {
        Interval { low: -upper(-self.low, -other.low, true), high: upper(self.high, other.high, true) }
    }

    /// This divided by another; unknown when that may be nothing.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// let (area, people) = (Interval::exact(900.into()), Interval::exact(12.into()));
    /// assert_eq!(area.quotient(people).to_string(), "[75, 75]");
    /// assert_eq!(area.quotient(Interval::exact(0.into())), Interval::UNKNOWN);
    /// ```
    pub fn quotient(self, divisor: Interval) -> Interval {
        let none = Interval::exact(Decimal::ZERO);
        if divisor.is_below(&none) {
            return (-self).quotient(-divisor);
        }
        let Some(least) = divisor.low.value().filter(|_| none.is_below(&divisor)) else {
            return Interval::UNKNOWN;
        };
        // The lower end of what is above 0 may be 0 itself, not reached: there is no upper end then.
        let divide = |end: End, outward: Outward, by_least: bool| {
            let by = if by_least { divisor.low } else { divisor.high };
            match (end, by) {
                (End::Closed(value), _) if value.is_zero() => End::Closed(value),
                // A divisor without an end brings it as near to 0 as one likes, which says nothing of how large it is.
                (End::Infinite, _) | (_, End::Infinite) => End::Infinite,
                _ if by_least && least.is_zero() => End::Infinite,
                (end, by) => meet(end, by, |end, by| outward.divide(end, by)),
            }
        };
        let falls = |end: End| end.value().is_some_and(|value| value.is_sign_negative());
        Interval {
            low: divide(self.low, Outward::Down, falls(self.low)),
            high: divide(self.high, Outward::Up, !falls(self.high)),
        }
    }

    /// How much of another this is, in per cent 占比、完成率.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// let (done, all) = (Interval::exact(81.into()), Interval::exact(90.into()));
    /// assert_eq!(done.rate(all).to_string(), "[90, 90]");
    /// ```
    pub fn rate(self, whole: Interval) -> Interval {
        self.times(Decimal::ONE_HUNDRED).quotient(whole)
    }

    /// So many times it; the factor is above 0.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// assert_eq!(Interval::rounded("8.6".parse()?).times(10000.into()).to_string(), "[85500, 86500]");
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    pub fn times(self, factor: Decimal) -> Interval {
        let times =
            |end: End, outward: Outward| end.with(end.value().and_then(|end| outward.multiply(end, factor)));
        Interval { low: times(self.low, Outward::Down), high: times(self.high, Outward::Up) }
    }

    /// By how much per cent something grew from `old` to `new` 增长率; below 0 when it fell. Unknown when there was
    /// nothing before, or less than nothing.
    ///
    /// ```
    /// use gongwen_core::interval::{Interval, Verdict};
    /// let printed = |text: &str| text.parse().map(Interval::rounded);
    /// let growth = Interval::growth(printed("1.78")?, printed("1.66")?);
    /// assert_eq!(printed("7.2")?.equals(growth), Verdict::Holds);
    /// assert_eq!(printed("8.0")?.equals(growth), Verdict::Fails);
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    pub fn growth(new: Interval, old: Interval) -> Interval {
        if !Interval::exact(Decimal::ZERO).is_below(&old) {
            return Interval::UNKNOWN;
        }
        new.rate(old) - Interval::exact(Decimal::ONE_HUNDRED)
    }

    /// The same in another scale of one unit 换算: 亿元 as 万元. None between units that have nothing in common; 亩 and
    /// 公顷 are not converted.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// let printed = Interval::printed("0.3".parse()?, "亿元");
    /// assert_eq!(printed.convert("亿元", "万元").map(|it| it.to_string()).as_deref(), Some("[2500, 3500]"));
    /// assert_eq!(printed.convert("亿元", "亩"), None);
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    pub fn convert(self, from: &str, to: &str) -> Option<Interval> {
        let end = |end: End| end.with(end.value().and_then(|value| unit::convert(value, from, to)));
        (unit::base(from) == unit::base(to)).then(|| Interval { low: end(self.low), high: end(self.high) })
    }
}

impl Neg for End {
    type Output = End;

    fn neg(self) -> End {
        self.with(self.value().map(|value| -value))
    }
}

/// The larger of two ends on one side. Without an end is above all others at the top, below them at the bottom; of two
/// equal ones at the top the closed one reaches further, at the bottom it is the open one.
fn upper(one: End, other: End, top: bool) -> End {
    match (one.value(), other.value()) {
        (Some(left), Some(right)) if left != right => {
            if left > right {
                one
            } else {
                other
            }
        }
        (Some(_), Some(_)) => match (one, top) {
            (End::Closed(_), true) | (End::Open(_), false) => one,
            _ => other,
        },
        (None, _) => {
            if top {
                one
            } else {
                other
            }
        }
        (_, None) => {
            if top {
                other
            } else {
                one
            }
        }
    }
}
