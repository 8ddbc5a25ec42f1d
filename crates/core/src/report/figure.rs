//! Figures 指标: typed numbers that live in one place.

use std::ops::Range;

use rust_decimal::Decimal;

/// A figure 指标: an exact decimal with its unit, qualifier and relations.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Identifier used in prose: letters, digits, `_` and `-`, Chinese allowed.
    pub id: String,
    /// Label, as `财政收入`.
    pub label: String,
    /// This year's value; its scale (digits after the point) is kept as written.
    pub value: Decimal,
    /// Unit as printed: `亿元`, `亩`, `%`; empty for a bare number.
    pub unit: String,
    /// 约, 余, 多 …
    pub qualifier: Option<Qualifier>,
    /// Last year's value.
    pub previous: Option<Decimal>,
    /// Target of the year.
    pub target: Option<Decimal>,
    /// How it relates to other figures.
    pub relation: Option<Relation>,
    /// Its bytes in the report file, when read from one.
    pub span: Option<Range<usize>>,
}

/// How exact a value is, and where the word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// 约94.5万元.
    About,
    /// 近5000人.
    Nearly,
    /// 超5000人.
    Exceeding,
    /// 70余万元: after the digits.
    Over,
    /// 2.8万余元: after 万 or 亿.
    OverAfterScale,
    /// 5000多亩.
    More,
    /// 3万多元.
    MoreAfterScale,
}

/// A relation that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The figures with these ids sum to this one.
    SumOf(Vec<String>),
    /// This is a rate: one figure divided by another.
    Ratio {
        /// Id of the numerator.
        numerator: String,
        /// Id of the denominator.
        denominator: String,
    },
}
