//! 信函 (10.1): the mark, four rules, and what stands between them; the 版记 of the last page.

use super::area::{BOTTOM, CHARACTER, LARGE_MIDDLE, LINE, MIDDLE, RIGHT, SEVEN_EIGHTHS, SMALL_CELL};
use super::errors::Errors;
use super::page::{Ink, Span, tight};
use super::sheet::{PAPER, Sheet};

pub(super) fn measure(sheet: &Sheet<'_>, number: &str, title: &str, errors: &mut Errors) {
    let (picture, page) = (sheet.picture, sheet.page);
    let red = picture.rows(Ink::Red, Span { from: 0.0, to: 297.0 }, PAPER, 0.0);
    if let Some(mark) = red.first() {
        errors.hold("letter-mark-top", mark.from, 30.0, page);
    }
    let rules = picture.rules(Ink::Red, 150.0);
    let [above, above_thin, below_thin, below] = rules.as_slice() else {
        return errors.missing("letter-rule-length", page);
    };
    for (_, ends) in &rules {
        errors.hold("letter-rule-length", ends.length(), 170.0, page);
        errors.hold("letter-rule-centred", ends.middle(), 105.0, page);
    }
    let thinner = |thick: &(Span, Span), thin: &(Span, Span)| thick.0.length() - thin.0.length();
    for (thick, thin) in [(above, above_thin), (below, below_thin)] {
        errors.within("letter-rule-order", thinner(thick, thin), 0.1..=5.0, page);
    }
    errors.hold("letter-rule-foot", below.0.to, 297.0 - 20.0, page);
    let mark = picture.rows(Ink::Red, Span { from: 0.0, to: above.0.from - 0.3 }, PAPER, 30.0);
    match mark.first() {
        Some(mark) => errors.hold("letter-rule-below-mark", above.0.from, mark.to + 4.0, page),
        None => errors.missing("letter-rule-below-mark", page),
    }
    below_rules(sheet, number, title, above_thin.0.to + SEVEN_EIGHTHS, errors);
    // 7/8 of a character from the foot of the last line to the lower rules, where a line stands above them.
    let foot = below_thin.0.from - SEVEN_EIGHTHS - CHARACTER / 2.0;
    if let Some(last) = sheet.lines.last() {
        let last = sheet.middle(last);
        // As far down as lines go, when the text goes on and the page after it does not end it: signature and date take
        // lines along.
        let full = sheet.paper.pages.len() > 2;
        errors.within("letter-text-foot", last, if full { foot - LINE } else { 0.0 }..=foot, page);
    }
    imprint(sheet, errors);
}

/// The first of 份号, 密级 and 紧急程度, and the number at the right, 7/8 of a character below the upper rules; the title
/// two blank lines below the last of them.
fn below_rules(sheet: &Sheet<'_>, number: &str, title: &str, top: f64, errors: &mut Errors) {
    let (elements, page) = (&sheet.made.report.elements, sheet.page);
    let first = top + CHARACTER / 2.0;
    let mut last = first;
    match sheet.find(number) {
        Some(line) => {
            errors.hold("letter-number-right", line.right, RIGHT, page);
            errors.hold("letter-number-below", sheet.middle(line), first, page);
        }
        None => errors.missing("letter-number-below", page),
    }
    let copy = elements.copy_number.map(|number| format!("{number:06}"));
    let above = [copy, elements.classification.clone(), elements.urgency.clone()];
    for (index, text) in above.into_iter().flatten().enumerate() {
        match sheet.find(&text) {
            Some(line) => {
                last = first + index as f64 * LINE;
                errors.hold("letter-lines-below", sheet.middle(line), last, page);
            }
            None => errors.missing("letter-lines-below", page),
        }
    }
    let found = sheet.lines.iter().find(|line| line.top > last && tight(&line.text).contains(&tight(title)));
    match found {
        Some(title) => {
            errors.hold(
                "letter-title-below",
                sheet.middle(title),
                last - MIDDLE + 3.0 * LINE + LARGE_MIDDLE,
                page,
            );
            sheet.title(title, errors);
        }
        None => errors.missing("letter-title-below", page),
    }
}

/// No rules, and its last line at the foot of the last page's type area.
fn imprint(sheet: &Sheet<'_>, errors: &mut Errors) {
    if sheet.made.report.elements.copy_recipients.is_empty() {
        return;
    }
    let last = sheet.paper.pages.len().saturating_sub(1);
    let Some(line) = sheet.paper.lines(last).last().filter(|line| tight(&line.text).ends_with('。')) else {
        return errors.missing("letter-imprint-foot", last);
    };
    let foot = sheet.paper.middle(last, line) + SMALL_CELL / 2.0;
    errors.within("letter-imprint-foot", foot, BOTTOM - LINE / 2.0..=BOTTOM, last);
    if let Ok(picture) = sheet.paper.picture(last) {
        errors.hold("letter-imprint-rules", picture.rules(Ink::Black, 100.0).len() as f64, 0.0, last);
    }
}
