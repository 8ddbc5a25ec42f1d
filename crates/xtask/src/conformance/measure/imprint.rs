//! 版记 (7.4) and page numbers (7.5) on every page.

use gongwen::document::Format;

use super::page::{Ink, Paper, Span, tight};
use super::{BOTTOM, Errors, LEFT, RIGHT, SMALL_CELL};
use crate::conformance::Made;
use crate::run::Failure;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let elements = &made.report.elements;
    let last = paper.pages.len().saturating_sub(1);
    let letter = elements.format == Format::Letter;
    if let (Some(office), false) = (&elements.printing_office, letter) {
        errors.hold("imprint-even-page", "7.4.1", (paper.pages.len() % 2) as f64, 0.0, last);
        rules(paper, last, errors)?;
        match paper.find(office).filter(|(page, _)| *page == last) {
            Some((_, line)) => {
                errors.hold("printing-office-left", "7.4.3", line.left, LEFT + SMALL_CELL, last);
                if elements.printing_date.is_some() && tight(&line.text).ends_with("印发") {
                    errors.hold("printing-date-right", "7.4.3", line.right, RIGHT - SMALL_CELL, last);
                }
            }
            None => errors.missing("printing-office-left", "7.4.3", last),
        }
        if let Some((page, line)) = paper.find("抄送：").filter(|_| !elements.copy_recipients.is_empty()) {
            errors.hold("copy-left", "7.4.2", line.left, LEFT + SMALL_CELL, page);
        }
    }
    numbers(paper, letter, errors)
}

/// Thick, thin between, thick; the last one's foot on the bottom edge of the type area.
fn rules(paper: &Paper<'_>, last: usize, errors: &mut Errors) -> Result<(), Failure> {
    let rules = paper.picture(last)?.rules(Ink::Black, 150.0);
    let Some(lowest) = rules.last() else {
        errors.missing("imprint-last-rule", "7.4.1", last);
        return Ok(());
    };
    errors.hold("imprint-last-rule", "7.4.1", lowest.0.to, BOTTOM, last);
    for (_, ends) in &rules {
        errors.hold("imprint-rule-width", "7.4.1", ends.length(), RIGHT - LEFT, last);
        errors.hold("imprint-rule-left", "7.4.1", ends.from, LEFT, last);
    }
    // A pixel at 300 dpi is 0.085 mm, so that this tells thick from thin, no more.
    errors.hold("imprint-rule-thick", "7.4.1", lowest.0.length(), 0.35, last);
    Ok(())
}

/// The dashes' ink 7 mm below the type area, one character in, right on odd pages and left on even ones; no number on
/// page 1 of a letter, none on the page of the imprint when the page before it is blank.
fn numbers(paper: &Paper<'_>, letter: bool, errors: &mut Errors) -> Result<(), Failure> {
    let last = paper.pages.len().saturating_sub(1);
    for (page, lines) in paper.pages.iter().enumerate() {
        let wanted = format!("—{}—", page + 1);
        let number = lines.iter().find(|line| tight(&line.text) == wanted && line.top > BOTTOM);
        let lying = lines.iter().any(|line| line.right > 200.0);
        let blank = |page: usize| paper.pages.get(page).is_none_or(Vec::is_empty);
        let without = letter && page == 0 || blank(page) || (page == last && page > 0 && blank(page - 1));
        match number {
            Some(_) if without => errors.missing("no-page-number", "7.5", page),
            None if without || lying => {}
            None => errors.missing("page-number", "7.5", page),
            Some(line) => {
                let odd = page.is_multiple_of(2);
                let (found, wanted) =
                    if odd { (line.right, RIGHT - SMALL_CELL) } else { (line.left, LEFT + SMALL_CELL) };
                errors.hold("page-number-side", "7.5", found, wanted, page);
                let across = Span { from: line.left, to: line.left + 3.5 };
                let down = Span { from: line.top - 1.0, to: line.bottom + 1.0 };
                match paper.picture(page)?.rows(Ink::Black, down, across, 0.0).first() {
                    Some(dash) => errors.hold("page-number-dash", "7.5", dash.middle(), BOTTOM + 7.0, page),
                    None => errors.missing("page-number-dash", "7.5", page),
                }
            }
        }
    }
    Ok(())
}
