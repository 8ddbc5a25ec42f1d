//! What a spreadsheet shows: number formats 数字格式 executed as a program in Chinese does.
//!
//! On exact decimals: the fifteen digits that a spreadsheet keeps, rounded half up. A format is read once and shows any
//! number of values; both take time in proportion to its length, whatever it is, and neither fails.

mod builtin;
mod chinese;
mod date;
mod decimal;
mod digits;
mod epoch;
mod fraction;
mod number;
mod parse;
mod section;

use jiff::civil::Date;
use rust_decimal::Decimal;

pub use builtin::builtin_format;
use decimal::{Digits, general};
pub use epoch::Epoch;
use section::{Compare, Section, Token};

/// A number format 数字格式, ECMA-376 part 1, 18.8.31.
///
/// ```
/// use gongwen_batch::{Epoch, NumberFormat};
/// let format = NumberFormat::new("#,##0.00\"元\"", Epoch::Of1900);
/// assert_eq!(format.shown("1234.5".parse()?), "1,234.50元");
/// let format = NumberFormat::new("[DBNum1]yyyy\"年\"m\"月\"d\"日\"", Epoch::Of1900);
/// assert_eq!(format.shown("45646".parse()?), "二〇二四年十二月二十日");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    sections: Vec<Section>,
    epoch: Epoch,
    general: bool,
}

impl NumberFormat {
    /// Reads a code. One that no spreadsheet program takes (five sections, a thousand characters) shows numbers as a
    /// cell without a format.
    pub fn new(code: &str, epoch: Epoch) -> NumberFormat {
        let sections = match parse::sections(code) {
            Some(sections) if !code.is_empty() => sections,
            _ => vec![Section::general()],
        };
        let general = sections.as_slice() == [Section::general()];
        NumberFormat { sections, epoch, general }
    }

    /// Whether it says nothing: numbers look as in a cell without a format.
    pub fn is_general(&self) -> bool {
        self.general
    }

    /// Whether numbers above zero are days or times.
    pub fn is_date(&self) -> bool {
        self.sections.first().is_some_and(Section::is_date)
    }

    /// Whether it shows a year, a month or a day, and no time alone.
    pub fn is_day(&self) -> bool {
        use section::Part;
        let day = |token: &Token| {
            matches!(
                token,
                Token::Date(
                    Part::Year(_) | Part::Buddhist(_) | Part::Month(_) | Part::Day(_) | Part::Weekday(_)
                )
            )
        };
        self.sections.first().is_some_and(|section| section.tokens.iter().any(day))
    }

    /// The text that the cell shows, with the spaces that the format has; what cannot be shown (a date before 1900, for
    /// which the cell is full of #) is shown as a plain number.
    pub fn shown(&self, value: Decimal) -> String {
        self.digits(&Digits::of_decimal(value))
    }

    /// Whether the cell shows this number at all. One whose format makes a date of it is full of # when there is no such
    /// day: below zero, and from the year 10000 on.
    ///
    /// ```
    /// use gongwen_batch::{Epoch, NumberFormat};
    /// let format = NumberFormat::new("yyyy/m/d", Epoch::Of1900);
    /// assert!(format.can_show(45646.into()) && !format.can_show((-1).into()));
    /// ```
    pub fn can_show(&self, value: Decimal) -> bool {
        let number = Digits::of_decimal(value);
        match self.choose(&number) {
            Some((_, section)) if section.is_date() => {
                date::shown(&number, section, self.epoch, &mut String::new()).is_some()
            }
            _ => true,
        }
    }

    /// The text that the cell shows of a binary float, for numbers larger or smaller than a `Decimal` holds.
    pub fn shown_float(&self, value: f64) -> String {
        Digits::of_float(value).map_or_else(|| value.to_string(), |number| self.digits(&number))
    }

    /// A text in a cell of this format.
    pub fn shown_text(&self, text: &str) -> String {
        let Some(section) = self.text_section() else { return text.to_owned() };
        let mut out = String::new();
        for token in &section.tokens {
            match token {
                // What shows a text a thousand times over shows nothing else.
                Token::At if out.len() < 4 * text.len() + 1024 => out.push_str(text),
                Token::General => out.push_str(text),
                Token::Text(literal) => out.push_str(literal),
                _ => {}
            }
        }
        out
    }

    /// The day that a number is, when it is one.
    pub fn day(&self, value: Decimal) -> Option<Date> {
        let days = date::days(&Digits::of_decimal(value), self.epoch)?;
        let (year, month, day) = date::civil(days);
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    fn text_section(&self) -> Option<&Section> {
        match self.sections.as_slice() {
            [_, _, _, text] => Some(text),
            [.., last] => Some(last).filter(|last| last.has(&Token::At)),
            [] => None,
        }
    }

    fn digits(&self, number: &Digits) -> String {
        let Some((index, section)) = self.choose(number) else { return general(number) };
        let signless = match &section.condition {
            Some(condition) => condition.only_negative(),
            // The second of several is for numbers below zero, unless the first took others away.
            None => {
                index == 1
                    && self.sections.first().and_then(|first| first.condition.as_ref()).is_none_or(|first| {
                        matches!(first.compare, Compare::More | Compare::MoreEqual) && first.limit.is_zero()
                    })
            }
        };
        let mut out = String::new();
        if section.is_date() {
            return match date::shown(number, section, self.epoch, &mut out) {
                Some(()) => out,
                None => general(number),
            };
        }
        let at = section.has(&Token::At);
        let magnitude = if at && !signless { number.clone() } else { number.clone().abs() };
        let counts = number::shown(&magnitude, section, &mut out);
        if number.negative && counts && !signless && !at {
            out.insert(0, '-');
        }
        out
    }

    /// The section for a number; none when none is.
    fn choose(&self, number: &Digits) -> Option<(usize, &Section)> {
        let texts = usize::from(
            self.sections.len() == 4 || (self.sections.len() > 1 && self.text_section().is_some()),
        );
        let sections = self.sections.get(..self.sections.len() - texts.min(self.sections.len()))?;
        let first = sections.first()?;
        let conditions = sections.iter().take(2).any(|section| section.condition.is_some());
        let index = match sections.len() {
            _ if conditions => {
                let holds =
                    |section: &Section| section.condition.as_ref().is_some_and(|found| found.holds(number));
                let second = sections.get(1);
                if first
                    .condition
                    .as_ref()
                    .map_or(!number.negative && !number.is_zero(), |found| found.holds(number))
                {
                    0
                } else if second.is_some_and(|second| {
                    holds(second) || second.condition.is_none() && (sections.len() == 2 || number.negative)
                }) {
                    1
                } else if sections.len() > 2 {
                    2
                } else {
                    return None;
                }
            }
            1 => 0,
            2 => usize::from(number.negative),
            _ if number.is_zero() => 2,
            _ => usize::from(number.negative),
        };
        sections.get(index).map(|section| (index, section))
    }
}

/// A number as a cell without a format shows it: eleven characters at most.
pub(crate) fn general_text(value: Decimal) -> String {
    general(&Digits::of_decimal(value))
}
