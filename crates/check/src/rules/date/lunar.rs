//! Days of the lunar calendar 农历: 正月初十, 腊月二十三.

use super::named::Named;
use crate::rules::line::{Line, numeral};

/// Months that no other calendar has, and which they are.
const MONTHS: [(&str, i8); 3] = [("正月", 1), ("冬月", 11), ("腊月", 12)];

/// All days of a paragraph that are given in the lunar calendar. They are compared with each other alone.
pub(super) fn days(line: &Line<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    for at in 1..line.len() {
        if line.get(at) != '月' || !matches!(line.back(at, 1), '正' | '冬' | '腊') {
            continue;
        }
        let Some((_, month)) = MONTHS.iter().find(|(word, _)| line.starts(at - 1, word)) else { continue };
        let Some((day, to)) = day(line, at + 1) else { continue };
        let date = Named {
            from: at - 1,
            to,
            year: None,
            own_year: false,
            month: Some(*month),
            day: Some(day),
            relative: None,
        };
        found.push(date);
    }
    found
}

/// The day of a lunar month 农历日 that begins at a place, from 1 to 30, and where its words end: 初八, 十五, 廿三, 三十.
fn day(line: &Line<'_>, at: usize) -> Option<(i8, usize)> {
    let (tens, from) = match line.get(at) {
        '初' => (0, at + 1),
        '廿' => (20, at + 1),
        _ => (0, at),
    };
    let (to, value) =
        (1..=3).rev().find_map(|length| Some((from + length, numeral(line.text(from, from + length))?)))?;
    let value = i8::try_from(value).ok()? + tens;
    let known = from > at || value >= 10;
    (known && (1..=30).contains(&value)).then_some((value, to))
}
