//! Signature stamps 签名章 (7.3.5.3).

use gongwen::document::SignatureStamp;

use super::area::{CELL, LEFT, LINE, MIDDLE, RIGHT};
use super::errors::Errors;
use super::page::{Ink, Paper, Span, tight};
use crate::conformance::lines::Line;
use crate::run::Failure;

/// The ink of `fixtures/forms/files/stamp.svg` within its 40 × 20: left, top, right, bottom.
const INK: [f64; 4] = [3.584, 2.264, 36.416, 18.056];
const SIZE: [f64; 2] = [40.0, 20.0];

/// Two blank lines below the text, four characters from the right; the post two characters left of the stamp, at the
/// middle of its height; the date a blank line below, four characters from the right.
pub(super) fn measure(
    paper: &Paper<'_>,
    (page, date): (usize, &Line),
    stamps: &[SignatureStamp],
    errors: &mut Errors,
) -> Result<(), Failure> {
    errors.hold("stamp-date-right", date.right, RIGHT - 4.0 * CELL, page);
    let widest = stamps.iter().map(|stamp| stamp.width.to_mm()).fold(0.0, f64::max);
    let left = RIGHT - 4.0 * CELL - widest;
    let mut bottom = None;
    for (index, stamp) in stamps.iter().enumerate() {
        let post = |line: &&Line| tight(&line.text) == tight(&stamp.post) && line.top < date.top;
        let Some(post) = paper.lines(page).iter().rev().find(post) else {
            errors.missing("stamp-post-left", page);
            continue;
        };
        errors.hold("stamp-post-left", post.right, left - 2.0 * CELL, page);
        if stamp.picture.is_none() {
            continue;
        }
        let (width, height) = (stamp.width.to_mm(), stamp.height.to_mm());
        let across = Span { from: left - 5.0, to: RIGHT };
        let middle = paper.middle(page, post);
        let down = Span { from: middle - height / 2.0 - 3.0, to: middle + height / 2.0 + 3.0 };
        let picture = paper.picture(page)?;
        let rows = picture.rows(Ink::Red, down, across, 4.0);
        let columns = picture.columns(Ink::Red, down, across, 20.0);
        let ([rows], [columns]) = (rows.as_slice(), columns.as_slice()) else {
            errors.missing("stamp-size", page);
            continue;
        };
        let (wide, high) = (width / SIZE[0], height / SIZE[1]);
        errors.hold("stamp-size", columns.length(), (INK[2] - INK[0]) * wide, page);
        errors.hold("stamp-size", rows.length(), (INK[3] - INK[1]) * high, page);
        errors.hold("stamp-right", columns.to + (SIZE[0] - INK[2]) * wide, left + width, page);
        let top = rows.from - INK[1] * high;
        errors.hold("stamp-post-middle", middle, top + height / 2.0, page);
        let text = |line: &&Line| line.left < LEFT + 5.0 * CELL && line.bottom < top;
        if let (0, Some(text)) = (index, paper.lines(page).iter().rev().find(text)) {
            errors.hold("stamp-below-text", top, paper.middle(page, text) - MIDDLE + 3.0 * LINE, page);
        }
        bottom = Some(top + height);
    }
    if let Some(bottom) = bottom {
        errors.hold("stamp-date-below", paper.middle(page, date), bottom + LINE + MIDDLE, page);
    }
    Ok(())
}
