//! What can be said of a claim.

use super::Interval;

/// What can be said of a claim 核对结果.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 相符: it can be true, and the numbers that it is held against say enough to tell.
    Holds,
    /// 不符: it cannot be true, whatever the digits were that were rounded away.
    Fails,
    /// 无法判断: 约, a number without an end, parts that are not all named, or numbers too large to compute with.
    Open,
}

impl Interval {
    /// Whether this printed number can be what was computed from others.
    ///
    /// ```
    /// use gongwen_core::interval::{Interval, Verdict};
    /// use gongwen_core::report::Qualifier;
    /// let villages = Interval::rounded("846.81".parse()?);
    /// let town = |qualifier| Interval::qualified(100.into(), "万元", Some(qualifier)).equals(villages);
    /// assert_eq!(town(Qualifier::Over), Verdict::Fails);
    /// assert_eq!(town(Qualifier::AtLeast), Verdict::Holds);
    /// assert_eq!(town(Qualifier::About), Verdict::Open);
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    pub fn equals(self, computed: Interval) -> Verdict {
        if !self.may_equal(&computed) {
            return Verdict::Fails;
        }
        // A claim without an end holds when all that was computed agrees with it: 超100 of 846.81.
        let told = computed.is_bounded() || computed.is_within(&self);
        if told && self != Interval::UNKNOWN { Verdict::Holds } else { Verdict::Open }
    }

    /// Whether parts of which only some are named 其中 can be within this whole: together they may not be more. What is
    /// not named is not known, so that nothing of the kind ever holds for sure.
    ///
    /// ```
    /// use gongwen_core::interval::{Interval, Verdict};
    /// let count = |count: i64| Interval::exact(count.into());
    /// assert_eq!(count(30).includes(Interval::sum([count(12), count(15)])), Verdict::Open);
    /// assert_eq!(count(30).includes(Interval::sum([count(12), count(25)])), Verdict::Fails);
    /// ```
    pub fn includes(self, named: Interval) -> Verdict {
        if self.is_below(&named) { Verdict::Fails } else { Verdict::Open }
    }
}
