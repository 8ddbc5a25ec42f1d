//! Dates 日期: days that no calendar has, forms that are none, periods of five-year plans, what comes before what.

mod anniversaries;
mod calendar;
mod clock;
mod feasts;
mod hours;
mod lasting;
mod lunar;
mod named;
mod occasions;
mod order;
mod period;
mod plan;
mod reported;
mod sequence;
mod steps;
mod stretch;
mod terms;
mod works;

use named::{Named, named};
use works::Works;

use crate::rules::line::Line;
use crate::{Findings, Options, Part, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let signed = signed(text, lines);
    let date = options.date.or_else(|| signed.as_ref().and_then(|(_, date)| date.last()));
    let report = reported::reported(lines);
    let year = reported::this_year(lines, report);
    let mut works = Works::default();
    for line in lines {
        let dates = named(line);
        calendar::run(line, &dates, out);
        clock::run(line, out);
        order::run(line, &dates, out);
        let told = out.count();
        works.run(line, &dates, out);
        let told = out.places(told);
        sequence::run(line, &dates, &told, out);
        lunar_days(line, out);
        period::run(line, year, out);
        terms::run(line, out);
        lasting::run(line, &dates, out);
        hours::run(line, out);
        anniversaries::run(line, &dates, report, out);
        feasts::run(line, &dates, out);
        occasions::run(line, &dates, out);
        plan::deadlines(line, &dates, date, out);
        reported::states(line, &dates, date, report, out);
    }
    plan::headings(text, lines, out);
    if let (Some((index, date)), Some(report)) = (signed, report)
        && let Some(line) = lines.get(index)
    {
        reported::signature(lines, line, &date, report, out);
    }
}

/// What is said of days of the lunar calendar, of which most texts have none.
fn lunar_days(line: &Line<'_>, out: &mut Findings) {
    let days = lunar::days(line);
    if days.len() > 1 {
        order::run(line, &days, out);
        sequence::run(line, &days, &[], out);
    }
}

/// 成文日期: the date in the signature, and its paragraph.
fn signed(text: &Text, lines: &[Line<'_>]) -> Option<(usize, Named)> {
    let last = text.paragraphs.iter().enumerate().rev().take(6);
    last.filter(|(_, it)| it.part == Part::Signature).find_map(|(index, _)| {
        let dates = named(lines.get(index)?);
        let date = dates.into_iter().rev().find(|it| it.day.is_some() && it.own_year)?;
        date.last().is_some().then_some((index, date))
    })
}
