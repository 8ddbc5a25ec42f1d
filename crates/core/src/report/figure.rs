//! Figures 指标: typed numbers that live in one place.

use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

use super::unit;

/// A figure 指标: an exact decimal with its unit, qualifier and relations.
///
/// ```
/// use gongwen_core::report::{Figure, Qualifier};
/// let relief = Figure {
///     label: "救助金".into(),
///     value: "2.8".parse()?,
///     unit: "万元".into(),
///     qualifier: Some(Qualifier::OverAfterScale),
///     ..Figure::default()
/// };
/// assert_eq!(relief.display(), "2.8万余元");
/// assert_eq!(relief.display_value(), "2.8");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Identifier used in prose: letters, digits, `_` and `-`, Chinese allowed.
    pub id: String,
    /// Label, as `财政收入`.
    pub label: String,
    /// This year's value; its scale (digits after the point) is kept as written.
    pub value: Decimal,
    /// The upper end, when the figure is a range such as `1-2名`; `value` is then the lower end.
    pub upper: Option<Upper>,
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
    /// How a town's value comes from its villages' 汇总.
    pub rollup: Option<Rollup>,
    /// Whether a 0 in a table means that there is none.
    pub zero_is_none: bool,
    /// Its bytes in the report file, when read from one.
    pub span: Option<Range<usize>>,
}

impl Figure {
    /// The number alone as it is printed: `22961.97`, `1-2`.
    pub fn display_value(&self) -> String {
        match &self.upper {
            Some(upper) => format!("{}{}{}", self.value, upper.joint, upper.value),
            None => self.value.to_string(),
        }
    }

    /// Number and qualifier without the unit, as `约94.5` and `70余`: for a table that has a column of units.
    ///
    /// ```
    /// use gongwen_core::report::{Figure, Qualifier};
    /// let funds = Figure { value: 70.into(), qualifier: Some(Qualifier::Over), ..Figure::default() };
    /// assert_eq!(funds.display_amount(), "70余");
    /// ```
    pub fn display_amount(&self) -> String {
        let number = self.display_value();
        match self.qualifier.map(|qualifier| (qualifier.position(), qualifier.word())) {
            None => number,
            Some((Position::BeforeNumber, word)) => format!("{word}{number}"),
            Some((_, word)) => format!("{number}{word}"),
        }
    }

    /// Number, qualifier and unit as they are printed: `约94.5万元`, `70余万元`, `2.8万余元`, `1-2名`.
    pub fn display(&self) -> String {
        let number = self.display_value();
        let unit = &self.unit;
        let Some(qualifier) = self.qualifier else { return format!("{number}{unit}") };
        let word = qualifier.word();
        match qualifier.position() {
            Position::BeforeNumber => format!("{word}{number}{unit}"),
            Position::AfterNumber => format!("{number}{word}{unit}"),
            Position::AfterScale => {
                let (scale, base) = unit::split_scale(unit);
                format!("{number}{scale}{word}{base}")
            }
            Position::AfterUnit => format!("{number}{unit}{word}"),
        }
    }
}

/// The upper end of a range, and the sign that joins both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upper {
    /// As the author wrote it: `-`, `—`, `～`, `至`.
    pub joint: String,
    /// The upper end.
    pub value: Decimal,
}

/// How exact a value is, and where the word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Qualifier {
    /// 约94.5万元.
    About,
    /// 近5000人.
    Nearly,
    /// 超5000人.
    Exceeding,
    /// 超过5000人.
    MoreThan,
    /// 逾5000人.
    Beyond,
    /// 不足5000人.
    Below,
    /// 70余万元: after the digits.
    Over,
    /// 2.8万余元: after 万 or 亿.
    OverAfterScale,
    /// 5000多亩.
    More,
    /// 3万多元.
    MoreAfterScale,
    /// 5000人左右.
    Roughly,
    /// 5000人以上.
    AtLeast,
}

/// Where the word of a [`Qualifier`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// 约5000亩.
    BeforeNumber,
    /// 5000余亩.
    AfterNumber,
    /// 5万余亩.
    AfterScale,
    /// 5000亩以上.
    AfterUnit,
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Qualifier; 12] = [
        Qualifier::About,
        Qualifier::Nearly,
        Qualifier::Exceeding,
        Qualifier::MoreThan,
        Qualifier::Beyond,
        Qualifier::Below,
        Qualifier::Over,
        Qualifier::OverAfterScale,
        Qualifier::More,
        Qualifier::MoreAfterScale,
        Qualifier::Roughly,
        Qualifier::AtLeast,
    ];

    /// The word itself: 约, 余 …
    pub fn word(self) -> &'static str {
        match self {
            Qualifier::About => "约",
            Qualifier::Nearly => "近",
            Qualifier::Exceeding => "超",
            Qualifier::MoreThan => "超过",
            Qualifier::Beyond => "逾",
            Qualifier::Below => "不足",
            Qualifier::Over | Qualifier::OverAfterScale => "余",
            Qualifier::More | Qualifier::MoreAfterScale => "多",
            Qualifier::Roughly => "左右",
            Qualifier::AtLeast => "以上",
        }
    }

    /// Where the word stands.
    pub fn position(self) -> Position {
        match self {
            Qualifier::About
            | Qualifier::Nearly
            | Qualifier::Exceeding
            | Qualifier::MoreThan
            | Qualifier::Beyond
            | Qualifier::Below => Position::BeforeNumber,
            Qualifier::Over | Qualifier::More => Position::AfterNumber,
            Qualifier::OverAfterScale | Qualifier::MoreAfterScale => Position::AfterScale,
            Qualifier::Roughly | Qualifier::AtLeast => Position::AfterUnit,
        }
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
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
    /// This is the growth 增速 of the figure with this id on its last year's value.
    GrowthOf(String),
}

/// How a town's value comes from those of its villages 汇总.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rollup {
    /// Their sum 合计.
    Sum,
    /// Their average, weighted by the figure with this id; the plain one without.
    Average(Option<String>),
    /// How many of them have a value.
    Count,
    /// The largest.
    Max,
}
