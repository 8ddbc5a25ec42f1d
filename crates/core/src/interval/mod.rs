//! What a printed number says 区间: all values that it may have been rounded from, and what can be true of several.
//!
//! A report prints 8.6 and means something from 8.55 to 8.65. So 3.3 + 3.3 + 3.4 may well be 10.1, and 52.7 of 38.4 may
//! be 137.3 %, though neither comes out on a calculator. Sums, rates and roll-ups are held against each other by
//! [`Interval`]s; what cannot be true whatever the digits behind were is false, and only that is told ([`Verdict`]).
//!
//! | printed | means | why |
//! |---|---|---|
//! | 8.6亿元 | [8.55, 8.65] | rounded to its last digit, 620万元 as well: [619.5, 620.5] |
//! | 7023户 | exactly 7023 | whole numbers of things are counted, see [`counts`](unit::counts); 2万户 is rounded |
//! | 100余, 100多 | [100, 200) | within the last digit that is not 0; 820余 is [820, 830), 70余万 is [70, 80)万 |
//! | 超100, 超过, 逾, 100以上 | [100, ∞) | upward without end |
//! | 近900 | [800, 900] | within the last digit that is not 0, and never below half: 近100 is [50, 100] |
//! | 不足900 | (-∞, 900] | below it is all that is said |
//! | 1-2名 | [1, 2] | both ends as printed |
//! | 约100, 100左右 | anything | nothing can be held against it |
//!
//! The stated number itself always belongs to it: 100余 may stand for 100.2 that was printed as 100.
//!
//! ```
//! use gongwen_core::interval::{Interval, Verdict};
//! let printed = |text: &str| text.parse().map(Interval::rounded);
//! let sum = Interval::sum([printed("3.3")?, printed("3.3")?, printed("3.4")?]);
//! assert_eq!(sum.to_string(), "[9.85, 10.15]");
//! assert_eq!(printed("10.1")?.equals(sum), Verdict::Holds);
//! assert_eq!(printed("10.5")?.equals(sum), Verdict::Fails);
//! let rate = printed("52.7")?.rate(printed("38.4")?);
//! assert_eq!(printed("137.3")?.equals(rate), Verdict::Holds);
//! # Ok::<(), rust_decimal::Error>(())
//! ```

mod arithmetic;
mod verdict;

use std::fmt;

use rust_decimal::Decimal;

use crate::report::{Figure, Qualifier, unit};
pub use verdict::Verdict;

/// An end of an [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The value belongs to the interval.
    Closed(Decimal),
    /// The interval comes as near as one likes.
    Open(Decimal),
    /// There is no end on this side, or none that a decimal of 28 digits can hold.
    Infinite,
}

impl End {
    /// Its value; none without an end.
    pub fn value(self) -> Option<Decimal> {
        match self {
            End::Closed(value) | End::Open(value) => Some(value),
            End::Infinite => None,
        }
    }

    /// The same end with another value; without an end when there is none.
    fn with(self, value: Option<Decimal>) -> End {
        match (self, value) {
            (End::Closed(_), Some(value)) => End::Closed(value),
            (End::Open(_), Some(value)) => End::Open(value),
            _ => End::Infinite,
        }
    }
}

/// All values that a number may stand for 区间: from one end to the other, exact decimals.
///
/// Arithmetic never makes it smaller than it is: what does not fit a decimal is rounded outward, and what is too large
/// has no end on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    low: End,
    high: End,
}

impl Interval {
    /// Any value at all: what 约 says, and what cannot be computed.
    pub const UNKNOWN: Interval = Interval { low: End::Infinite, high: End::Infinite };

    /// This value and no other.
    pub const fn exact(value: Decimal) -> Interval {
        Interval { low: End::Closed(value), high: End::Closed(value) }
    }

    /// From one end to the other; none when the upper one lies below the lower one, or nothing lies between them.
    ///
    /// ```
    /// use gongwen_core::interval::{End, Interval};
    /// let above = Interval::between(End::Closed(100.into()), End::Open(200.into()));
    /// assert_eq!(above.map(|it| it.to_string()).as_deref(), Some("[100, 200)"));
    /// assert_eq!(Interval::between(End::Closed(2.into()), End::Closed(1.into())), None);
    /// ```
    pub fn between(low: End, high: End) -> Option<Interval> {
        let rises = match (low, high) {
            (End::Closed(low), End::Closed(high)) => low <= high,
            (End::Infinite, _) | (_, End::Infinite) => true,
            (End::Closed(low) | End::Open(low), End::Closed(high) | End::Open(high)) => low < high,
        };
        rises.then_some(Interval { low, high })
    }

    /// What was rounded to this decimal 四舍五入, by the digits with which it is printed: 8.6 is [8.55, 8.65], 8.60 is
    /// [8.595, 8.605]. Both ends belong to it, since not everybody rounds a half upward.
    pub fn rounded(value: Decimal) -> Interval {
        Interval::rounded_to(value, value.scale())
    }

    /// What was rounded to so many digits after the point and gave this value.
    pub fn rounded_to(value: Decimal, digits: u32) -> Interval {
        // Behind the 28th digit there is nothing; the whole of it is more than its half.
        let half = if digits < 28 { Decimal::new(5, digits + 1) } else { Decimal::new(1, 28) };
        Interval::exact(value) + Interval { low: End::Closed(-half), high: End::Closed(half) }
    }

    /// What a printed number of this unit means: exact when things are counted, else rounded.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// assert_eq!(Interval::printed(7023.into(), "户").to_string(), "[7023, 7023]");
    /// assert_eq!(Interval::printed(620.into(), "万元").to_string(), "[619.5, 620.5]");
    /// ```
    pub fn printed(value: Decimal, unit: &str) -> Interval {
        Interval::printed_to(value, value.scale(), unit)
    }

    /// The same with so many digits after the point, where the value does not show them: 25 in a column of 23.62 and
    /// 31.82 is 25.00.
    pub fn printed_to(value: Decimal, digits: u32, unit: &str) -> Interval {
        match digits == 0 && value.scale() == 0 && unit::counts(unit) {
            true => Interval::exact(value),
            false => Interval::rounded_to(value, digits),
        }
    }

    /// What a printed number with a qualifier 约数词 means; see the table of the [module](self).
    pub fn qualified(value: Decimal, unit: &str, qualifier: Option<Qualifier>) -> Interval {
        let Some(qualifier) = qualifier else { return Interval::printed(value, unit) };
        if value.is_sign_negative() && !value.is_zero() {
            // Words like 余 lead away from nothing, whichever side it is on.
            return match qualifier {
                Qualifier::Over | Qualifier::OverAfterScale | Qualifier::More | Qualifier::MoreAfterScale => {
                    -Interval::qualified(-value, unit, Some(qualifier))
                }
                _ => Interval::UNKNOWN,
            };
        }
        let step = last_digit(value);
        match qualifier {
            Qualifier::About | Qualifier::Roughly => Interval::UNKNOWN,
            Qualifier::Exceeding | Qualifier::MoreThan | Qualifier::Beyond | Qualifier::AtLeast => {
                Interval { low: End::Closed(value), high: End::Infinite }
            }
            Qualifier::Below => Interval { low: End::Infinite, high: End::Closed(value) },
            Qualifier::Over | Qualifier::OverAfterScale | Qualifier::More | Qualifier::MoreAfterScale => {
                let high = step.and_then(|step| value.checked_add(step));
                Interval { low: End::Closed(value), high: high.map_or(End::Infinite, End::Open) }
            }
            Qualifier::Nearly => {
                let half = value.checked_div(Decimal::TWO);
                let low =
                    step.and_then(|step| value.checked_sub(step)).zip(half).map(|(low, half)| low.max(half));
                Interval { low: low.map_or(End::Infinite, End::Closed), high: End::Closed(value) }
            }
        }
    }

    /// This year's value of a figure 指标, in its own unit: with its qualifier, or as the range that it is.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// use gongwen_core::report::{Figure, Qualifier};
    /// let figure =
    ///     Figure { value: 70.into(), unit: "万元".into(), qualifier: Some(Qualifier::Over), ..Figure::default() };
    /// assert_eq!(Interval::of(&figure).to_string(), "[70, 80)");
    /// ```
    pub fn of(figure: &Figure) -> Interval {
        let Some(upper) = &figure.upper else {
            return Interval::qualified(figure.value, &figure.unit, figure.qualifier);
        };
        let (low, high) =
            (Interval::printed(figure.value, &figure.unit), Interval::printed(upper.value, &figure.unit));
        Interval { low: low.low, high: high.high }
    }

    /// Last year's value of a figure, when it has one; no qualifier belongs to it.
    pub fn previous_of(figure: &Figure) -> Option<Interval> {
        figure.previous.map(|value| Interval::printed(value, &figure.unit))
    }

    /// The lower end.
    pub fn low(&self) -> End {
        self.low
    }

    /// The upper end.
    pub fn high(&self) -> End {
        self.high
    }

    /// Its only value, if it has only one.
    pub fn single(&self) -> Option<Decimal> {
        self.low.value().filter(|low| self.high == End::Closed(*low) && self.low == End::Closed(*low))
    }

    /// Whether it has an end on both sides.
    pub fn is_bounded(&self) -> bool {
        self.low != End::Infinite && self.high != End::Infinite
    }

    /// Whether this value belongs to it.
    pub fn contains(&self, value: Decimal) -> bool {
        self.may_equal(&Interval::exact(value))
    }

    /// Whether both may stand for one value: whether they have any in common.
    pub fn may_equal(&self, other: &Interval) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// Whether each of its values is smaller than each of the other's.
    ///
    /// ```
    /// use gongwen_core::Interval;
    /// let (small, large) = (Interval::rounded("8.6".parse()?), Interval::rounded("8.71".parse()?));
    /// assert!(small.is_below(&large) && !large.is_below(&small) && !small.is_below(&small));
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    pub fn is_below(&self, other: &Interval) -> bool {
        match (self.high, other.low) {
            (End::Infinite, _) | (_, End::Infinite) => false,
            (End::Closed(high), End::Closed(low)) => high < low,
            (End::Closed(high) | End::Open(high), End::Closed(low) | End::Open(low)) => high <= low,
        }
    }

    /// Whether all of its values belong to the other one too.
    pub fn is_within(&self, other: &Interval) -> bool {
        let inside = |own: End, around: End, is_beyond: fn(Decimal, Decimal) -> bool| match (own, around) {
            (_, End::Infinite) => true,
            (End::Infinite, _) => false,
            (End::Closed(own), End::Open(around)) => is_beyond(own, around),
            (End::Closed(own) | End::Open(own), End::Closed(around) | End::Open(around)) => {
                own == around || is_beyond(own, around)
            }
        };
        inside(self.low, other.low, |own, around| own > around)
            && inside(self.high, other.high, |own, around| own < around)
    }
}

/// The place of the last digit that is not 0: 100 of 100, 10 of 820, 0.1 of 2.8; none of 0.
pub fn last_digit(value: Decimal) -> Option<Decimal> {
    let value = value.normalize();
    if value.is_zero() {
        return None;
    }
    if value.scale() > 0 {
        return Some(Decimal::new(1, value.scale()));
    }
    let (mut mantissa, mut place) = (value.mantissa(), 1_i128);
    while mantissa % 10 == 0 {
        mantissa /= 10;
        place *= 10;
    }
    Decimal::try_from_i128_with_scale(place, 0).ok()
}

impl fmt::Display for Interval {
    /// As mathematics writes it: `[8.55, 8.65]`, `[100, 200)`, `[100, ∞)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            End::Closed(low) => write!(f, "[{}, ", low.normalize())?,
            End::Open(low) => write!(f, "({}, ", low.normalize())?,
            End::Infinite => f.write_str("(-∞, ")?,
        }
        match self.high {
            End::Closed(high) => write!(f, "{}]", high.normalize()),
            End::Open(high) => write!(f, "{})", high.normalize()),
            End::Infinite => f.write_str("∞)"),
        }
    }
}
