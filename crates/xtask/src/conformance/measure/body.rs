//! Paper, type area, grid and text (5, 7.3.2, 7.3.3).

use gongwen::document::Format;
use gongwen::report::Segment;

use super::area::{BOTTOM, CELL, CHARACTER, LARGE_MIDDLE, LEFT, LINE, MIDDLE, RIGHT, SEVEN_EIGHTHS, TOP};
use super::errors::Errors;
use super::page::{Paper, tight};
use crate::conformance::lines::Line;
use crate::conformance::made::Made;
use crate::run::Failure;

/// 22 lines in 225 mm are 28.99 pt each; Word has whole twips, so both files have 28.95 pt.
const PITCH: f64 = 28.95 * 25.4 / 72.0;
/// A line is a character and 7/8 of one (3.2); how much of the gap stands above it, the standard leaves open.
const GAP: f64 = SEVEN_EIGHTHS;
/// Marks at the end of a line, the box of which is as wide as the font says, squeezed or not.
const MARKS: &str = "，。、；：！？”’）》】〕";

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    for (page, sheet) in paper.pages.iter().enumerate() {
        let (width, height) = if sheet.lies() { (297.0, 210.0) } else { (210.0, 297.0) };
        errors.hold("paper-width", sheet.width, width, page);
        errors.hold("paper-height", sheet.height, height, page);
    }
    addressees(made, paper, errors);
    let Some((page, opening)) = opening(made, paper) else {
        errors.missing("paragraph-indent", 0);
        return Ok(());
    };
    errors.hold("paragraph-indent", opening.left, LEFT + 2.0 * CELL, page);
    if made.report.elements.format == Format::Order {
        let number = made.report.elements.document_number.as_deref().map(tight).unwrap_or_default();
        match paper.lines(page).iter().find(|line| tight(&line.text) == number) {
            Some(number) => {
                let (number, text) = (paper.middle(page, number), paper.middle(page, opening));
                errors.hold("order-text-below", text, number + 3.0 * LINE, page);
            }
            None => errors.missing("order-text-below", page),
        }
    }
    let date = made.report.elements.issue_date;
    let date =
        date.map(|date| format!("{}年{}月{}日", date.year(), date.month(), date.day())).unwrap_or_default();
    // Boxes of one height are of one face and size.
    let height = opening.bottom - opening.top;
    let is_text = |line: &Line| (line.bottom - line.top - height).abs() < 0.02;
    for (page, sheet) in paper.pages.iter().enumerate().filter(|(_, sheet)| !sheet.lies()) {
        let text: Vec<&Line> = sheet.lines.iter().filter(|line| is_text(line)).collect();
        grid(paper, page, &text, errors);
        for line in text {
            edges(line, page, errors);
        }
        if let (Some(last), Some(next)) = (sheet.lines.last(), paper.lines(page + 1).first())
            && is_text(last)
            && is_text(next)
            && goes_on(last, next)
            && !paper.lines(page + 1).iter().any(|line| tight(&line.text) == date)
            && made.report.elements.format != Format::Letter
        {
            // Page 1 has rules between its lines, so that the grid does not fill it.
            let least = if page == 0 { BOTTOM - GAP - LINE } else { BOTTOM - GAP };
            errors.within("last-line", paper.middle(page, last) + CHARACTER / 2.0, least..=BOTTOM, page);
        }
    }
    Ok(())
}

/// The line on which the text begins.
fn opening<'a>(made: &Made, paper: &'a Paper<'_>) -> Option<(usize, &'a Line)> {
    let Some(Segment::Text(text)) = made.report.opening.first()?.segments.first() else { return None };
    let start: String = tight(text).chars().take(8).collect();
    paper.first(|line| tight(&line.text).starts_with(&start))
}

/// Lines follow each other at one pitch from the first line of the type area on.
fn grid(paper: &Paper<'_>, page: usize, text: &[&Line], errors: &mut Errors) {
    for pair in text.windows(2) {
        let distance = pair[1].bottom - pair[0].bottom;
        if distance < 1.5 * PITCH {
            errors.hold("line-pitch", distance, PITCH, page);
        }
    }
    if let Some(first) = text.first().filter(|line| page > 0 && line.top < TOP + LINE / 2.0 && full(line)) {
        errors.within("first-line", paper.middle(page, first) - CHARACTER / 2.0, TOP..=TOP + GAP, page);
    }
}

/// Both edges of full lines, and the characters of such as hold nothing but Chinese ones.
fn edges(line: &Line, page: usize, errors: &mut Errors) {
    let text = tight(&line.text);
    let count = text.chars().count() as f64;
    let chinese = text.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    // Names of joint bodies stand apart on one line.
    if chinese && count >= 4.0 && line.words.len() == 1 {
        // The last character is as wide as its font says.
        errors.hold("text-character", line.right - line.left, (count - 1.0) * CELL + CHARACTER, page);
    }
    if full(line) {
        errors.hold("left-edge", line.left, LEFT, page);
        errors.hold("right-edge", line.right, RIGHT, page);
        if chinese {
            errors.hold("characters-a-line", count, 28.0, page);
        }
    }
    let level = ["一、", "二、", "（一）", "（二）"].iter().any(|mark| text.starts_with(mark));
    // A line of the table of contents ends with its page.
    if level && line.left < LEFT + 5.0 * CELL && !text.ends_with(|last: char| last.is_ascii_digit()) {
        errors.hold("heading-indent", line.left, LEFT + 2.0 * CELL, page);
    }
}

/// Whether a line reaches to both edges, and not with a mark, whose box says little.
fn full(line: &Line) -> bool {
    let ends = (line.left - LEFT).abs() < 1.5 && (line.right - RIGHT).abs() < 1.5;
    ends && line.text.chars().count() >= 20 && !line.text.ends_with(|last| MARKS.contains(last))
}

/// Whether a paragraph goes on from the last line of a page to the first of the next.
fn goes_on(last: &Line, next: &Line) -> bool {
    let to_the_edge = last.right > RIGHT - CELL && !last.text.ends_with(['。', '；', '：']);
    to_the_edge && next.left < LEFT + 1.0 && !next.text.starts_with("附件")
}

/// 7.3.2: flush left, one blank line below the title; not when they moved to the imprint.
fn addressees(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    let Some(first) = made.report.elements.addressees.first() else { return };
    let (first, title) = (tight(first), tight(&made.title));
    let begins = |line: &Line| tight(&line.text).starts_with(&first);
    let found = paper.first(|line| begins(line) && !title.contains(&tight(&line.text)));
    let Some((page, line)) = found else {
        if paper.find("主送：").is_none() {
            errors.missing("addressees-left", 0);
        }
        return;
    };
    let above = paper.above(page, line).filter(|above| title.ends_with(&tight(&above.text)));
    if let Some(above) = above {
        errors.hold("addressees-left", line.left, LEFT, page);
        let (above, line) = (paper.middle(page, above), paper.middle(page, line));
        errors.hold("addressees-below-title", line, above - LARGE_MIDDLE + 2.0 * LINE + MIDDLE, page);
    }
}
