//! 署名, 成文日期 and seals (7.3.5), 附注 (7.3.6).

use gongwen::document::{Format, Validation};

use super::area::{CELL, CENTRE, LEFT, LINE, RIGHT};
use super::errors::Errors;
use super::page::{Ink, Paper, Span, tight};
use super::stamps;
use crate::conformance::lines::Line;
use crate::conformance::made::Made;
use crate::run::Failure;

/// Lines of a page (5.2.3).
const LINES: f64 = 22.0;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let elements = &made.report.elements;
    let Some(date) = elements.issue_date else { return Ok(()) };
    // The date of minutes stands below the title.
    if elements.format == Format::Minutes {
        return Ok(());
    }
    let date = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    // The date of printing stands in a line that ends with 印发, that of a table's cell among others.
    let Some((page, date)) = paper.last(|line| tight(&line.text) == date && line.left > CENTRE - 3.0 * CELL)
    else {
        errors.missing("sealed-date-right", 0);
        return Ok(());
    };
    // Signature and date are not alone on their page: a short paragraph, or two lines of a long one, goes with them.
    let above = paper.lines(page).iter().filter(|line| line.top < date.top && line.left < LEFT + 5.5 * CELL);
    errors.within("lines-with-date", above.count() as f64, 1.0..=LINES, page);
    if let Some(note) = &elements.note {
        let starts = |line: &&Line| line.top > date.top && line.text.starts_with(['（', '(']);
        match paper.lines(page).iter().find(starts).filter(|_| !note.segments.is_empty()) {
            Some(note) => {
                errors.hold("note-left", note.left, LEFT + 2.0 * CELL, page);
                let (note, date) = (paper.middle(page, note), paper.middle(page, date));
                errors.hold("note-below-date", note, date + LINE, page);
            }
            None => errors.missing("note-left", page),
        }
    }
    match &elements.validation {
        Validation::Unsealed => unsealed(made, paper, (page, date), errors),
        Validation::Seals(seals) => {
            errors.hold("sealed-date-right", date.right, RIGHT - 4.0 * CELL, page);
            if let ([name], [_]) = (elements.signatures.as_slice(), seals.as_slice()) {
                match before(paper, page, date, name) {
                    Some(name) => errors.hold("sealed-name-centred", middle(name), middle(date), page),
                    None => errors.missing("sealed-name-centred", page),
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
        Validation::Stamps(found) => stamps::measure(paper, (page, date), found, errors)?,
    }
    Ok(())
}

fn middle(line: &Line) -> f64 {
    f64::midpoint(line.left, line.right)
}

/// The line above the date that ends with a name.
fn before<'a>(paper: &'a Paper<'_>, page: usize, date: &Line, name: &str) -> Option<&'a Line> {
    let name = tight(name);
    paper.lines(page).iter().rev().find(|line| line.top < date.top && tight(&line.text) == name)
}

/// 7.3.5.2: the date begins two characters right of the name, which ends two characters from the right; when the date
/// is the wider one, it takes the distance from the right.
fn unsealed(made: &Made, paper: &Paper<'_>, (page, date): (usize, &Line), errors: &mut Errors) {
    let [name] = made.report.elements.signatures.as_slice() else { return };
    let Some(name) = before(paper, page, date, name) else {
        return errors.missing("name-right", page);
    };
    errors.hold("date-after-name", date.left, name.left + 2.0 * CELL, page);
    let wider = if date.right - date.left > name.right - name.left { date } else { name };
    errors.hold("name-right", wider.right, RIGHT - 2.0 * CELL, page);
    errors.hold("date-next-line", date.bottom - name.bottom, LINE, page);
    if let Some(text) = paper.above(page, name) {
        let (text, name) = (paper.middle(page, text), paper.middle(page, name));
        errors.hold("name-below-text", name, text + 2.0 * LINE, page);
    }
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
    // Three seals a row at most; above them may stand a mark, or a picture in the text.
    let rows = diameters.len().div_ceil(3) as f64;
    let from = date.bottom - rows * (largest + LINE) - 3.0 * LINE;
    let rows = picture.rows(Ink::Red, Span { from, to: date.bottom + largest }, across, 1.0);
    let rows: Vec<Span> = rows.into_iter().filter(|row| row.length() > 5.0).collect();
    if rows.is_empty() {
        errors.missing("seal-size", page);
        return Ok(());
    }
    let mut found = 0;
    for row in &rows {
        let seals = picture.columns(Ink::Red, *row, across, 1.0);
        found += seals.len();
        errors.within("seal-size", row.length(), smallest..=largest, page);
        for seal in &seals {
            errors.within("seals-apart", seal.length(), smallest..=largest, page);
            errors.within("seals-inside", seal.from, LEFT..=RIGHT, page);
            errors.within("seals-inside", seal.to, LEFT..=RIGHT, page);
        }
        if let (Some(seal), true) = (seals.last(), row.from < date.top && date.bottom < row.to + LINE) {
            errors.hold("seal-over-date", seal.middle(), middle(date), page);
        }
    }
    errors.hold("seal-count", found as f64, diameters.len() as f64, page);
    let first = rows[0];
    // The last line of text that begins at the left above the seal's middle.
    let text = |line: &&Line| line.left < LEFT + 5.0 * CELL && line.bottom < first.middle();
    if let Some(text) = paper.lines(page).iter().rev().find(text) {
        let foot = f64::midpoint(text.top, text.bottom) + LINE / 2.0;
        errors.within("seal-below-text", first.from - foot, -LINE..=LINE, page);
    }
    Ok(())
}
