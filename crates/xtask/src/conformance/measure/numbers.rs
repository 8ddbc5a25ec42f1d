//! Page numbers 页码 on every page (7.5), and lying pages (8).

use gongwen::document::Format;

use super::area::{BOTTOM, LEFT, RIGHT, SMALL_CELL};
use super::errors::Errors;
use super::page::{Ink, Paper, Span};
use crate::conformance::lines::{Line, Page};
use crate::conformance::made::Made;
use crate::run::Failure;

/// The dashes' ink 7 mm below the type area, one character in, right on odd pages and left on even ones; no number on
/// page 1 of a letter, none on the page of the imprint when the page before it is blank.
pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let letter = made.report.elements.format == Format::Letter;
    let last = paper.pages.len().saturating_sub(1);
    let mut lying = 0;
    let roman = |number: &Line| number.text.contains(|character: char| "IVXLC".contains(character));
    let fronted = paper.pages.iter().any(|sheet| sheet.number.as_ref().is_some_and(roman));
    for (page, sheet) in paper.pages.iter().enumerate() {
        let blank = |page: usize| paper.lines(page).is_empty();
        let without = letter && page == 0 || blank(page) || (page == last && page > 0 && blank(page - 1));
        let odd = page.is_multiple_of(2);
        match &sheet.number {
            // The text begins anew behind contents, whose last page may be blank.
            None if sheet.lines.is_empty() => {}
            Some(number) if !fronted && number.text != format!("—{}—", page + 1) => {
                errors.missing("page-number-dash", page)
            }
            number if without => {
                errors.hold("no-page-number", number.iter().count() as f64, 0.0, page);
            }
            None => errors.missing("page-number-dash", page),
            Some(number) if sheet.lies() => lying_number(paper, page, number, odd, errors)?,
            Some(number) => {
                let (found, wanted) =
                    if odd { (number.right, RIGHT - SMALL_CELL) } else { (number.left, LEFT + SMALL_CELL) };
                errors.hold("page-number-side", found, wanted, page);
                let dash = number.words.first().map_or(0.0, |dash| dash.right - dash.left);
                errors.hold("page-number-size", dash, SMALL_CELL, page);
                let across = Span { from: number.left, to: number.left + 3.5 };
                let down = Span { from: number.top - 1.0, to: number.bottom + 1.0 };
                match paper.picture(page)?.rows(Ink::Black, down, across, 0.0).first() {
                    Some(dash) => errors.hold("page-number-dash", dash.middle(), BOTTOM + 7.0, page),
                    None => errors.missing("page-number-dash", page),
                }
            }
        }
        if sheet.lies() {
            lying += 1;
            type_area(paper, page, sheet, lying > 1 && paper.pages[page - 1].lies(), errors)?;
        }
    }
    Ok(())
}

/// The number keeps its place on the sheet, of which the foot is the left of the page as it is read.
fn lying_number(
    paper: &Paper<'_>,
    page: usize,
    number: &Line,
    odd: bool,
    errors: &mut Errors,
) -> Result<(), Failure> {
    let (found, wanted) =
        if odd { (number.bottom, RIGHT - SMALL_CELL) } else { (number.top, LEFT + SMALL_CELL) };
    errors.hold("lying-number-side", found, wanted, page);
    let across = Span { from: number.left - 1.0, to: number.right + 1.0 };
    let down = Span { from: number.top, to: number.top + 3.5 };
    match paper.picture(page)?.columns(Ink::Black, down, across, 0.0).first() {
        Some(dash) => errors.hold("lying-number-dash", dash.middle(), 297.0 - BOTTOM - 7.0, page),
        None => errors.missing("lying-number-dash", page),
    }
    Ok(())
}

/// The head of the page is at the left of the sheet: the binding edge of odd pages, the fore edge of even ones. The table
/// goes on there with its head, and keeps to the type area.
fn type_area(
    paper: &Paper<'_>,
    page: usize,
    sheet: &Page,
    goes_on: bool,
    errors: &mut Errors,
) -> Result<(), Failure> {
    let (left, right) = (297.0 - BOTTOM, 297.0 - 37.0);
    for line in &sheet.lines {
        errors.within("lying-inside", line.left, left..=right, page);
        errors.within("lying-inside", line.right, left..=right, page);
        errors.within("lying-inside", line.middle(), LEFT..=RIGHT, page);
    }
    if !goes_on {
        return Ok(());
    }
    let head = sheet.lines.first().map(|line| line.text.as_str()).unwrap_or_default();
    if paper.lines(page - 1).iter().any(|line| line.text == head) {
        let across = Span { from: left, to: right };
        let rows = paper.picture(page)?.rows(Ink::Black, Span { from: 0.0, to: 210.0 }, across, 1.0);
        match rows.first() {
            Some(top) => errors.hold("lying-head", top.from, LEFT, page),
            None => errors.missing("lying-head", page),
        }
    } else {
        errors.missing("lying-head", page);
    }
    Ok(())
}
