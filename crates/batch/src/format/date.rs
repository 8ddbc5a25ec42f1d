//! Days and times, from the number of days that a spreadsheet keeps.

use super::chinese::Numerals;
use super::decimal::Digits;
use super::epoch::Epoch;
use super::section::{Halves, Part, Section, Token, Unit};

/// The day after the last one, 9999-12-31.
const END: i128 = 2_958_466;

/// Days from the first day of one system to that of the other.
const SYSTEMS: i128 = 1462;

const SECONDS: i128 = 86_400;

/// Digits of a second that can be asked for.
const SUBSECONDS: usize = 9;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_CHINESE: [&str; 12] =
    ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAYS_CHINESE: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

/// A point in time, taken apart.
struct Moment {
    year: i128,
    month: usize,
    day: i128,
    /// Day of the week, counted from 0 for Sunday.
    weekday: usize,
    /// Since the first day, in the smallest part asked for.
    ticks: i128,
    /// How many of them are a second.
    per_second: i128,
}

/// The day with this number in the system of 1900, with the 29 February 1900 that never was and the day 0 before
/// 1 January.
pub(super) fn civil(serial: i128) -> (i128, usize, i128) {
    match serial {
        0 => return (1900, 1, 0),
        60 => return (1900, 2, 29),
        _ => {}
    }
    // Days since 1 March of the year 0, in which each year ends with its February.
    let days = serial + if serial < 60 { 1 } else { 0 } + 693_899;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i128::from(month <= 2);
    (year, usize::try_from(month).unwrap_or(1), day)
}

/// The whole days of this number in the system of 1900, when it is a day that a spreadsheet shows.
pub(super) fn days(number: &Digits, epoch: Epoch) -> Option<i128> {
    let ticks = number.times(SECONDS * 1000)?;
    let days = ticks.div_euclid(SECONDS * 1000) + if epoch == Epoch::Of1904 { SYSTEMS } else { 0 };
    (!number.negative && days < END).then_some(days)
}

/// The date as the section shows it; none for what is no point in time.
pub(super) fn shown(number: &Digits, section: &Section, epoch: Epoch, out: &mut String) -> Option<()> {
    let parts = || {
        section
            .tokens
            .iter()
            .filter_map(|token| if let Token::Date(part) = token { Some(*part) } else { None })
    };
    let places =
        parts().filter_map(|part| if let Part::Subsecond(places) = part { Some(places) } else { None });
    let places = places.max().unwrap_or_default().min(SUBSECONDS);
    let clock = parts().any(|part| {
        !matches!(part, Part::Year(_) | Part::Buddhist(_) | Part::Month(_) | Part::Day(_) | Part::Weekday(_))
    });
    // Seconds are rounded to what is shown of them; days alone are not rounded up by their last second.
    let per_second = if clock { 10i128.pow(u32::try_from(places).ok()?) } else { 1000 };
    let mut ticks = number.times(SECONDS * per_second)?;
    if ticks < 0 || number.negative {
        return None;
    }
    let elapsed = ticks;
    if epoch == Epoch::Of1904 {
        ticks += SYSTEMS * SECONDS * per_second;
    }
    let serial = ticks / (SECONDS * per_second);
    if serial >= END {
        return None;
    }
    let (year, month, day) = civil(serial);
    let weekday = usize::try_from((serial + 6) % 7).ok()?;
    let moment = Moment { year, month, day, weekday, ticks, per_second };
    let twelve = parts().any(|part| matches!(part, Part::Halves(_)));
    for token in &section.tokens {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Date(part) => moment.write(*part, section, twelve, elapsed, out),
            Token::General | Token::At => out.push_str(&super::decimal::general(number)),
            _ => {}
        }
    }
    Some(())
}

impl Moment {
    /// Writes a part of a date or time as the format asks for it: `yyyy` of 2024 is 2024 and `yy` is 24, `m` is 5, `mm`
    /// 05 and `mmm` the month's name in the language of the section; `h` beside a half of the day counts to twelve
    /// (0:30 is 12:30).
    ///
    /// Hours, minutes and seconds come from whole ticks, never from fractions of a day, so that 23:59:59.9996 shown to
    /// the millisecond does not become 60 seconds. `[h]` counts from the first day on: 2.25 days are 54 hours. A
    /// fraction of a second is written behind a 1 so that its zeros in front stay: 1000 + 7 of 1000 ticks is `1007`, of
    /// which `007` is shown.
    fn write(&self, part: Part, section: &Section, twelve: bool, elapsed: i128, out: &mut String) {
        let seconds = self.ticks / self.per_second;
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let two = |count: usize| if count >= 2 { 2 } else { 1 };
        let year = |year: i128, count: usize| match count {
            1 | 2 => format!("{:02}", year % 100),
            _ => format!("{year:04}"),
        };
        let spelled =
            |text: String| section.numerals.map_or(text.clone(), |numerals| numerals.spelled(&text));
        let text = match part {
            Part::Year(count) => spelled(year(self.year, count)),
            Part::Buddhist(count) => spelled(year(self.year + 543, count)),
            Part::Month(count @ 3..) => self.month_name(count, section.chinese),
            Part::Month(count) => counted(self.month as i128, two(count), section.numerals),
            Part::Day(count @ 3..) => self.day_name(count, section.chinese),
            Part::Day(count) => counted(self.day, two(count), section.numerals),
            Part::Weekday(count) => {
                let name = DAYS_CHINESE.get(self.weekday).copied().unwrap_or_default();
                if count == 3 { name.to_owned() } else { format!("星期{name}") }
            }
            Part::Hour(count) => {
                let hour = if twelve { (hour + 11) % 12 + 1 } else { hour };
                counted(hour, two(count), section.numerals)
            }
            Part::Minute(count) => counted(minute, two(count), section.numerals),
            Part::Second(count) => counted(second, two(count), section.numerals),
            Part::Subsecond(places) => {
                let digits = format!("{}", self.per_second + self.ticks % self.per_second);
                let digits = digits.get(1..).unwrap_or_default();
                spelled(format!(".{digits:0<places$}"))
            }
            Part::Elapsed(unit, count) => {
                let seconds = elapsed / self.per_second;
                let count = count.min(SUBSECONDS);
                let value = match unit {
                    Unit::Hours => seconds / 3600,
                    Unit::Minutes => seconds / 60,
                    Unit::Seconds => seconds,
                };
                counted(value, count, section.numerals)
            }
            Part::Halves(Halves::Letter) => (if hour < 12 { "A" } else { "P" }).to_owned(),
            Part::Halves(Halves::Latin) if !section.chinese => {
                (if hour < 12 { "AM" } else { "PM" }).to_owned()
            }
            Part::Halves(_) => (if hour < 12 { "上午" } else { "下午" }).to_owned(),
        };
        out.push_str(&text);
    }

    fn month_name(&self, count: usize, chinese: bool) -> String {
        let index = self.month.saturating_sub(1);
        let name = MONTHS.get(index).copied().unwrap_or_default();
        match count {
            3 if chinese => format!("{}月", self.month),
            _ if chinese => MONTHS_CHINESE.get(index).copied().unwrap_or_default().to_owned(),
            3 => name.chars().take(3).collect(),
            5 => name.chars().take(1).collect(),
            _ => name.to_owned(),
        }
    }

    fn day_name(&self, count: usize, chinese: bool) -> String {
        let name = DAYS.get(self.weekday).copied().unwrap_or_default();
        let short = DAYS_CHINESE.get(self.weekday).copied().unwrap_or_default();
        match count {
            3 if chinese => format!("周{short}"),
            _ if chinese => format!("星期{short}"),
            3 => name.chars().take(3).collect(),
            _ => name.to_owned(),
        }
    }
}

/// A number of so many digits at least, in the numerals of the section.
fn counted(value: i128, width: usize, numerals: Option<Numerals>) -> String {
    match numerals {
        None => format!("{value:0width$}"),
        Some(numerals) => {
            let text = value.to_string();
            let zeros = "0".repeat(width.saturating_sub(text.len()));
            // A zero alone is not written twice.
            let zeros = if value == 0 { String::new() } else { numerals.spelled(&zeros) };
            zeros + &numerals.counted(&text)
        }
    }
}
