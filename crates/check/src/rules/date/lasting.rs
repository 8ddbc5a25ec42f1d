//! How many months a stretch of time is said to last: 自6月1日至8月31日，为期3个月.

use super::named::Named;
use super::stretch::{Stretch, stretch};
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_sentence, numeral};
use crate::{Finding, Findings};

/// All statements of a paragraph.
pub(super) fn run(line: &Line<'_>, dates: &[Named], out: &mut Findings) {
    for at in (0..line.len()).filter(|at| line.starts(*at, "个月")) {
        months(line, at, dates, out);
    }
}

/// A stretch and the months that it is said to last: 6月1日至8月31日，为期3个月; 3月到11月 are nine of them, or eight to who counts from day to day.
fn months(line: &Line<'_>, at: usize, dates: &[Named], out: &mut Findings) {
    let digit = |place: &usize| {
        line.get(*place).is_ascii_digit() || is_one_of!(line.get(*place), "一二两三四五六七八九十")
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
            // Two times in a sentence: which of them is meant is not said, unless both are ends of the one.
            if found.is_some_and(|other| !other.single() || !it.single()) {
                return;
            }
            found = Some(it);
            place = it.to;
            continue;
        }
        place += 1;
    }
    let told = found.filter(|it| !it.single());
    let span = match told {
        Some(told) => match told.days() {
            // Half a month may be counted as one, or not at all.
            Some(days) => Some((days / 31, (days + 15) / 30)),
            None => apart(&told).map(|whole| (whole, whole + 1)),
        },
        None => between(dates, (begin, from)),
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

/// 2023年3月立案，2024年2月结案，历时11个月: how many months lie between the two dates of a sentence.
fn between(dates: &[Named], (from, to): (usize, usize)) -> Option<(i32, i32)> {
    let near = dates.get(dates.partition_point(|it| it.from < from)..).unwrap_or_default();
    let mut own = near.iter().take_while(|it| it.to <= to);
    let (Some(first), Some(second), None) = (own.next(), own.next(), own.next()) else { return None };
    let years = match (first.year, second.year, first.relative, second.relative) {
        (Some(one), Some(two), ..) => i32::from(two - one),
        (_, _, Some(one), Some(two)) => i32::from(two - one),
        _ => return None,
    };
    let whole = years * 12 + i32::from(second.month?) - i32::from(first.month?);
    // From the end of one month to the begin of another one may be a month less.
    (whole > 0).then_some((whole - 1, whole + 1))
}
