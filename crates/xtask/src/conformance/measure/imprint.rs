//! 版记 (7.4).

use gongwen::document::Format;

use super::area::{BOTTOM, LEFT, RIGHT, SMALL_CELL};
use super::errors::Errors;
use super::page::{Ink, Paper, Span, tight};
use crate::conformance::lines::Line;
use crate::conformance::made::Made;
use crate::run::Failure;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let elements = &made.report.elements;
    let last = paper.pages.len().saturating_sub(1);
    let letter = elements.format == Format::Letter;
    if let (Some(office), false) = (&elements.printing_office, letter) {
        errors.hold("imprint-even-page", (paper.pages.len() % 2) as f64, 0.0, last);
        // Above and below the printing line; above the bodies, and above other items.
        let bodies = usize::from(!elements.copy_recipients.is_empty() || paper.find("主送：").is_some());
        let others = usize::from(!elements.imprint_others.is_empty());
        rules(paper, last, bodies + others + 2, errors)?;
        match paper.find(office).filter(|(page, _)| *page == last) {
            Some((_, line)) => {
                errors.hold("printing-office-left", line.left, LEFT + SMALL_CELL, last);
                if elements.printing_date.is_some() && tight(&line.text).ends_with("印发") {
                    errors.hold("printing-date-right", line.right, RIGHT - SMALL_CELL, last);
                }
            }
            None => errors.missing("printing-office-left", last),
        }
        let labels = [
            ("抄送：", "copy-left", !elements.copy_recipients.is_empty()),
            ("主送：", "moved-addressees-left", true),
        ];
        for (label, name, wanted) in labels {
            match paper.last(|line| tight(&line.text).starts_with(label)).filter(|_| wanted) {
                Some((page, line)) => recipients(paper, (page, line), name, errors),
                None if label == "抄送：" && wanted => errors.missing(name, last),
                None => {}
            }
        }
    }
    Ok(())
}

/// One character in at both sides, later lines behind the colon.
fn recipients(paper: &Paper<'_>, (page, first): (usize, &Line), name: &'static str, errors: &mut Errors) {
    errors.hold(name, first.left, LEFT + SMALL_CELL, page);
    let mut line = first;
    while let Some(next) = paper.lines(page).iter().find(|other| other.top > line.top + 1.0) {
        // The paragraph ends with a full stop.
        if line.text.ends_with('。') {
            break;
        }
        errors.hold("copy-wrapped", next.left, LEFT + 4.0 * SMALL_CELL, page);
        errors.within("copy-right", line.right, LEFT..=RIGHT - SMALL_CELL, page);
        line = next;
    }
    // 汉字 and their marks fill a cell each.
    if !line.text.chars().any(|character| character.is_ascii()) && line.left > first.left + 1.0 {
        let width = line.text.chars().count() as f64 * SMALL_CELL;
        errors.hold("imprint-character", line.right - line.left, width, page);
    }
}

/// Thick, thin between, thick; the last one's foot on the bottom edge of the type area.
fn rules(paper: &Paper<'_>, last: usize, count: usize, errors: &mut Errors) -> Result<(), Failure> {
    let rules = paper.picture(last)?.rules(Ink::Black, 150.0);
    // A table's rules may stand above them.
    let rules = rules.get(rules.len().saturating_sub(count)..).unwrap_or_default();
    let (Some(highest), Some(lowest)) = (rules.first(), rules.last()) else {
        errors.missing("imprint-last-rule", last);
        return Ok(());
    };
    errors.hold("imprint-last-rule", lowest.0.to, BOTTOM, last);
    for (_, ends) in rules {
        errors.hold("imprint-rule-width", ends.length(), RIGHT - LEFT, last);
        errors.hold("imprint-rule-left", ends.from, LEFT, last);
    }
    // Beside the text, which is one character in.
    let across = Span { from: LEFT + 0.5, to: LEFT + 2.5 };
    let down = Span { from: highest.0.from - 2.0, to: lowest.0.to + 2.0 };
    let fine = paper.fine(last, down, across)?.rules(Ink::Black, 1.9);
    for (index, (rule, _)) in fine.iter().enumerate() {
        let outer = index == 0 || index + 1 == fine.len();
        let (name, wanted) = if outer { ("imprint-outer-rule", 0.35) } else { ("imprint-inner-rule", 0.25) };
        errors.hold(name, rule.length(), wanted, last);
    }
    if fine.len() != count {
        errors.missing("imprint-outer-rule", last);
    }
    Ok(())
}
