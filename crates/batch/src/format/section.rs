//! The sections of a number format 数字格式, and what stands in them.

use super::chinese::Numerals;
use super::decimal::Digits;

/// A place for a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DigitPlace {
    /// The placeholder `0`: a digit that is always shown, a zero where the number has none.
    Zero,
    /// `#`: there when it counts.
    Hash,
    /// `?`: there when it counts, else a space.
    Blank,
}

impl DigitPlace {
    /// What stands there when no digit does.
    pub(super) fn empty(self) -> Option<char> {
        match self {
            DigitPlace::Zero => Some('0'),
            DigitPlace::Hash => None,
            DigitPlace::Blank => Some(' '),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text(String),
    Digit(DigitPlace),
    Point,
    Comma,
    Percent,
    /// `E+`, or `E-` that shows no plus.
    Exponent {
        plus: bool,
    },
    /// Of a fraction, with its denominator when it is fixed.
    Slash(Option<u32>),
    /// The place of the text of a cell, `@` in a section for texts.
    At,
    General,
    Date(Part),
}

/// For which numbers a section is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) compare: Compare,
    pub(super) limit: Digits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Less,
    LessEqual,
    Equal,
    Unequal,
    MoreEqual,
    More,
}

impl Condition {
    pub(super) fn holds(&self, number: &Digits) -> bool {
        let order = number.compare(&self.limit);
        match self.compare {
            Compare::Less => order.is_lt(),
            Compare::LessEqual => order.is_le(),
            Compare::Equal => order.is_eq(),
            Compare::Unequal => order.is_ne(),
            Compare::MoreEqual => order.is_ge(),
            Compare::More => order.is_gt(),
        }
    }

    /// Whether only numbers below zero are such.
    pub(super) fn only_negative(&self) -> bool {
        match self.compare {
            Compare::Less => self.limit.negative || self.limit.is_zero(),
            Compare::LessEqual | Compare::Equal => self.limit.negative,
            _ => false,
        }
    }
}

/// One section of a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) numerals: Option<Numerals>,
    /// Whether it asks for Chinese names of days and months.
    pub(super) chinese: bool,
    pub(super) tokens: Vec<Token>,
    /// Commas between its digits.
    pub(super) grouped: bool,
    /// Power of ten that a number is taken times before it is shown: 2 for each `%`, -3 for each comma at the end.
    pub(super) power: i32,
}

impl Section {
    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(_)))
    }

    pub(super) fn has(&self, wanted: &Token) -> bool {
        self.tokens.contains(wanted)
    }

    pub(super) fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Digit(_)))
    }

    /// The section that shows everything as a cell without a format does.
    pub(super) fn general() -> Section {
        Section { tokens: vec![Token::General], ..Section::default() }
    }
}

/// A part of a date or a time, with how many letters ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// `yy` 24, `yyyy` and `e` 2024.
    Year(usize),
    /// `bb`: 543 years more.
    Buddhist(usize),
    Month(usize),
    Day(usize),
    /// `aaa` 五, `aaaa` 星期五.
    Weekday(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// The point and so many digits of a second.
    Subsecond(usize),
    /// Elapsed time that does not begin anew after a day or an hour: `[h]` shows a day and a half as 36 hours.
    Elapsed(Unit, usize),
    Halves(Halves),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Minutes,
    Seconds,
}

/// How the halves of a day are named; hours then count to twelve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halves {
    /// Which half of the day a time is in, as 上午 or 下午.
    Chinese,
    /// Halves as `AM` and `PM`.
    Latin,
    /// Halves as the single letters `A` and `P`.
    Letter,
}
