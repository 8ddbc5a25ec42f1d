//! Dates as they stand in a text.

use jiff::civil::Date;

use crate::rules::line::Line;

/// A date as it stands in a text, as far as it is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    /// The character of its paragraph at which the date begins.
    pub(super) from: usize,
    /// Behind the last one.
    pub(super) to: usize,
    /// Year, written or taken over from the date before.
    pub(super) year: Option<i16>,
    /// Whether the year stands there.
    pub(super) own_year: bool,
    /// The month 1 to 12, where the date names one.
    pub(super) month: Option<i8>,
    /// The day of the month, where the date names one.
    pub(super) day: Option<i8>,
    /// Which year 去年, 今年 and 明年 mean, from this one; taken over as the year is.
    pub(super) relative: Option<i8>,
}

/// Words for a year without its number, and how far it lies from this one.
const RELATIVE: [(&str, i8); 7] =
    [("前年", -2), ("去年", -1), ("上年", -1), ("今年", 0), ("本年", 0), ("明年", 1), ("来年", 1)];

impl Named {
    /// For comparing: a date before another one in what both give.
    pub(super) fn is_before(&self, other: &Named) -> bool {
        match (self.year, other.year) {
            (Some(year), Some(other_year)) if year != other_year => return year < other_year,
            (Some(_), Some(_)) => {}
            (None, None) if self.relative.is_some() == other.relative.is_some() => {
                if self.relative != other.relative {
                    return self.relative < other.relative;
                }
            }
            _ => return false,
        }
        let (Some(month), Some(other_month)) = (self.month, other.month) else { return false };
        if month != other_month {
            return month < other_month;
        }
        matches!((self.day, other.day), (Some(day), Some(other_day)) if day < other_day)
    }

    /// The last day that it may mean.
    pub(super) fn last(&self) -> Option<Date> {
        let year = self.year?;
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => Date::new(year, month, day).ok(),
            None => Date::new(year, month, 1).ok().map(|first| first.last_of_month()),
        }
    }

    /// The first day that it may mean.
    pub(super) fn first(&self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }
}

/// All dates of a paragraph that have a year or a month, with the year that a shorter one takes over.
pub(super) fn named(line: &Line<'_>) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let numbers = line.numbers();
    let mut index = 0;
    while let Some(number) = numbers.get(index) {
        index += 1;
        if number.fraction || number.grouped {
            continue;
        }
        let mut date = Named {
            from: number.from,
            to: number.to,
            year: None,
            own_year: false,
            month: None,
            day: None,
            relative: None,
        };
        let mut last = *number;
        if number.is_year(line) && line.get(number.to) == '年' {
            date.year = number.whole(line).and_then(|year| year.try_into().ok());
            (date.own_year, date.to) = (true, number.to + 1);
            match numbers.get(index).filter(|next| next.from == date.to && line.get(next.to) == '月') {
                Some(month) => (last, index) = (*month, index + 1),
                None => {
                    found.push(date);
                    continue;
                }
            }
        }
        if line.get(last.to) != '月' || last.to - last.from > 2 {
            continue;
        }
        date.month = last.whole(line).and_then(|month| month.try_into().ok());
        date.to = last.to + 1;
        let day = numbers.get(index).filter(|next| next.from == date.to && next.to - next.from <= 2);
        if let Some(day) = day.filter(|day| matches!(line.get(day.to), '日' | '号')) {
            date.day = day.whole(line).and_then(|day| day.try_into().ok());
            date.to = day.to + 1;
            index += 1;
        }
        if date.year.is_none() {
            take_year(line, &mut date, found.last());
        }
        found.push(date);
    }
    found
}

/// The year of a date that does not name it: that of the date before, or the one that 次年 or 去年 means.
fn take_year(line: &Line<'_>, date: &mut Named, before: Option<&Named>) {
    if let Some((_, relative)) = RELATIVE.iter().find(|(word, _)| line.ends(date.from, word)) {
        date.relative = Some(*relative);
        return;
    }
    let later = i8::from(line.one_before(date.from, &["次年", "翌年", "第二年"]).is_some());
    let Some(before) = before else { return };
    date.year = before.year.map(|year| year + i16::from(later));
    date.relative = before.relative.map(|relative| relative.saturating_add(later));
}
