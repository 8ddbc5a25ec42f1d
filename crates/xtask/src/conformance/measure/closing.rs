//! 署名, 成文日期 and seals (7.3.5), 附件 (7.3.7).

use gongwen::document::Validation;

use super::page::{Ink, Paper, Span, tight};
use super::{CELL, Errors, LEFT, LINE, RIGHT, TOP};
use crate::conformance::{Made, lines::Line};
use crate::run::Failure;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    attachments(made, paper, errors);
    let elements = &made.report.elements;
    let Some(date) = elements.issue_date else { return Ok(()) };
    let date = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    // The date of printing stands in a line that ends with 印发.
    let is_date = |line: &&Line| tight(&line.text).ends_with(&date);
    let pages = paper.pages.iter().enumerate();
    let Some((page, date)) =
        pages.rev().find_map(|(page, lines)| Some((page, lines.iter().rev().find(is_date)?)))
    else {
        errors.missing("date", "7.3.5", 0);
        return Ok(());
    };
    match &elements.validation {
        Validation::Unsealed => unsealed(made, paper, (page, date), errors),
        Validation::Seals(seals) => {
            errors.hold("sealed-date-right", "7.3.5.1", date.right, RIGHT - 4.0 * CELL, page);
            if let ([name], [_]) = (elements.signatures.as_slice(), seals.as_slice()) {
                match before(paper, page, date, name) {
                    Some(name) => {
                        errors.hold("sealed-name-centred", "7.3.5.1", middle(name), middle(date), page)
                    }
                    None => errors.missing("sealed-name-centred", "7.3.5.1", page),
                }
            }
            let diameters: Vec<f64> = seals
                .iter()
                .filter(|seal| seal.picture.is_some())
                .map(|seal| seal.diameter.to_mm())
                .collect();
            if !diameters.is_empty() {
                seal_ink(paper, (page, date), &diameters, errors)?;
            }
        }
        Validation::Stamps(_) => {
            errors.hold("stamp-date-right", "7.3.5.3", date.right, RIGHT - 4.0 * CELL, page)
        }
    }
    Ok(())
}

fn middle(line: &Line) -> f64 {
    f64::midpoint(line.left, line.right)
}

/// The line above the date that ends with a name.
fn before<'a>(paper: &'a Paper<'_>, page: usize, date: &Line, name: &str) -> Option<&'a Line> {
    let name = tight(name);
    paper.pages[page].iter().rev().find(|line| line.top < date.top && tight(&line.text) == name)
}

/// 7.3.5.2: the date begins two characters right of the name, which ends two characters from the right; when the date
/// is the wider one, it takes the distance from the right.
fn unsealed(made: &Made, paper: &Paper<'_>, (page, date): (usize, &Line), errors: &mut Errors) {
    let [name] = made.report.elements.signatures.as_slice() else { return };
    let Some(name) = before(paper, page, date, name) else {
        return errors.missing("name", "7.3.5.2", page);
    };
    errors.hold("date-after-name", "7.3.5.2", date.left, name.left + 2.0 * CELL, page);
    errors.hold("name-right", "7.3.5.2", name.right.max(date.right), RIGHT - 2.0 * CELL, page);
    errors.hold("date-next-line", "7.3.5.2", date.bottom - name.bottom, LINE, page);
}

/// Size of the seals, their top within a line of the text, inside the type area, not touching, the last over the date.
fn seal_ink(
    paper: &Paper<'_>,
    (page, date): (usize, &Line),
    diameters: &[f64],
    errors: &mut Errors,
) -> Result<(), Failure> {
    let picture = paper.picture(page)?;
    let largest = diameters.iter().copied().fold(0.0, f64::max);
    let smallest = diameters.iter().copied().fold(largest, f64::min);
    let across = Span { from: 0.0, to: 210.0 };
    let from = if page == 0 { 120.0 } else { 0.0 };
    let rows = picture.rows(Ink::Red, Span { from, to: 297.0 }, across, 1.0);
    let rows: Vec<Span> = rows.into_iter().filter(|row| row.length() > 5.0).collect();
    if rows.is_empty() {
        errors.missing("seal-size", "7.3.5.1", page);
        return Ok(());
    }
    let mut found = 0;
    for row in &rows {
        let seals = picture.columns(Ink::Red, *row, across, 1.0);
        found += seals.len();
        errors.within(("seal-size", "7.3.5.1"), row.length(), smallest..=largest, page);
        for seal in &seals {
            errors.within(("seals-apart", "7.3.5.1"), seal.length(), smallest..=largest, page);
            errors.within(("seals-inside", "7.3.5.1"), seal.from, LEFT..=RIGHT, page);
            errors.within(("seals-inside", "7.3.5.1"), seal.to, LEFT..=RIGHT, page);
        }
        if let (Some(seal), true) = (seals.last(), row.from < date.top && date.bottom < row.to + LINE) {
            errors.hold("seal-over-date", "7.3.5.1", seal.middle(), middle(date), page);
        }
    }
    errors.hold("seal-count", "7.3.5.1", found as f64, diameters.len() as f64, page);
    let first = rows[0];
    // The last line of text that begins at the left above the seal's middle.
    let text = |line: &&Line| line.left < LEFT + 5.0 * CELL && line.bottom < first.middle();
    if let Some(text) = paper.pages[page].iter().rev().find(text) {
        let foot = f64::midpoint(text.top, text.bottom) + LINE / 2.0;
        errors.within(("seal-below-text", "7.3.5.1"), first.from - foot, -LINE..=LINE, page);
    }
    Ok(())
}

/// 7.3.7: the label on line 1 and the title on line 3 of the type area, by the boxes of upright pages.
fn attachments(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    for (index, attachment) in made.report.attachments.iter().enumerate() {
        if attachment.landscape {
            continue;
        }
        let number = if made.report.attachments.len() > 1 { (index + 1).to_string() } else { String::new() };
        let label = format!("附件{number}");
        let start: String = tight(&attachment.title).chars().take(6).collect();
        let is_label = |line: &Line| tight(&line.text).ends_with(&label) && line.top < TOP + LINE;
        let page = paper.pages.iter().position(|lines| lines.first().is_some_and(is_label));
        let Some(page) = page else {
            errors.missing("attachment-label", "7.3.7", 0);
            continue;
        };
        let lines = &paper.pages[page];
        let middle = |line: &Line| f64::midpoint(line.top, line.bottom);
        errors.hold("attachment-label-left", "7.3.7", lines[0].left, LEFT, page);
        errors.within(("attachment-label", "7.3.7"), middle(&lines[0]), TOP + 3.0..=TOP + 7.2, page);
        match lines.iter().find(|line| tight(&line.text).contains(&start)) {
            Some(title) => {
                let wanted = TOP + 2.5 * LINE;
                errors.within(
                    ("attachment-title", "7.3.7"),
                    middle(title),
                    wanted - 2.0..=wanted + 2.0,
                    page,
                );
                let centre = f64::midpoint(title.left, title.right);
                errors.hold("attachment-title-centred", "7.3.7", centre, 106.0, page);
            }
            None => errors.missing("attachment-title", "7.3.7", page),
        }
    }
}
