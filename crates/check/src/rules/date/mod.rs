//! Dates 日期: days that no calendar has, forms that are none, periods of five-year plans, what comes before what.

mod calendar;
mod named;
mod order;
mod period;
mod plan;

use jiff::civil::Date;

use named::named;

use crate::rules::line::Line;
use crate::{Findings, Options, Part, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let date = options.date.or_else(|| issued(text));
    for line in lines {
        let dates = named(line);
        calendar::run(line, &dates, out);
        order::run(line, &dates, out);
        period::run(line, out);
        plan::deadlines(line, &dates, date, out);
    }
    plan::headings(text, lines, out);
}

/// 成文日期: the date in the signature.
fn issued(text: &Text) -> Option<Date> {
    let signed =
        text.paragraphs.iter().enumerate().rev().take(6).filter(|(_, it)| it.part == Part::Signature);
    signed
        .filter_map(|(index, paragraph)| {
            let line = Line::new(index, paragraph);
            named(&line).iter().rev().find(|it| it.day.is_some() && it.own_year)?.last()
        })
        .next()
}
