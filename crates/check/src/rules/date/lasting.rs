//! How many months a stretch of time is said to last: 自6月1日至8月31日，为期3个月.

use super::stretch::{Stretch, stretch};
use crate::rules::line::{Line, ends_sentence, numeral};
use crate::{Finding, Findings};

/// All statements of a paragraph.
pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    for at in (0..line.len()).filter(|at| line.starts(*at, "个月")) {
        months(line, at, out);
    }
}

/// A stretch and the months that it is said to last: 6月1日至8月31日，为期3个月; 3月到11月 are nine of them, or eight to who counts from day to day.
fn months(line: &Line<'_>, at: usize, out: &mut Findings) {
    let digit = |place: &usize| {
        line.get(*place).is_ascii_digit() || "一二两三四五六七八九十".contains(line.get(*place))
    };
    let Some(from) = (at.saturating_sub(2)..at).rev().take_while(digit).last() else { return };
    let written = line.text(from, at);
    let count = written.parse().ok().or_else(|| numeral(&written.replace('两', "二")));
    let Some(count) = count.and_then(|it: u32| i32::try_from(it).ok()) else { return };
    if line.one_before(from, &["为期", "历时"]).is_none() {
        return;
    }
    let begin = (from.saturating_sub(30)..from)
        .rev()
        .find(|place| ends_sentence(line.get(*place)) || matches!(line.get(*place), '；' | ';'))
        .map_or(from.saturating_sub(30), |place| place + 1);
    let mut found: Option<Stretch> = None;
    let mut place = begin;
    while place < from {
        if line.get(place).is_ascii_digit()
            && !line.back(place, 1).is_ascii_digit()
            && let Some(it) = stretch(line, place)
        {
            // Two times in a sentence: which of them is meant is not said.
            if found.is_some() {
                return;
            }
            found = Some(it);
            place = it.to;
            continue;
        }
        place += 1;
    }
    let Some(told) = found.filter(|it| !it.single()) else { return };
    let span = match told.days() {
        // Half a month may be counted as one, or not at all.
        Some(days) => Some((days / 31, (days + 15) / 30)),
        None => apart(&told).map(|whole| (whole, whole + 1)),
    };
    let Some((least, most)) = span.filter(|(least, _)| *least > 0) else { return };
    if !(least..=most).contains(&count) {
        let quote = line.text(from, at + 2);
        out.push(Finding::error(
            "date/period",
            line.span(from, at + 2),
            format!("前面的起止时间是{least}至{most}个月，与“{quote}”不符"),
            format!("the dates before are {least} to {most} months apart, not `{quote}`"),
        ));
    }
}

/// How many months lie between the first month of a stretch and the last one.
fn apart(told: &Stretch) -> Option<i32> {
    let years = match (told.from.year, told.last.year) {
        (Some(first), Some(last)) => i32::from(last - first),
        (None, Some(_)) => return None,
        _ => 0,
    };
    Some(years * 12 + i32::from(told.last.month?) - i32::from(told.from.month?))
}
