//! The last look at a document before the pages: nothing that was meant to be filled in may be left.

use gongwen_core::Report;
use gongwen_core::report::Segment;
use gongwen_document::{Diagnostic, Diagnostics, Document, Leftover, Place, leftover};

/// How many are told of one document.
const MOST: usize = 20;

/// Refuses a document in which something is left that nobody wants on paper. Braces that the author of the report wrote
/// as such, `\\{{`, may stay where they were written.
pub(super) fn check(document: &Document, report: &Report) -> Result<(), Diagnostics> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for (leftover, text, origin) in document.leftovers() {
        let Some(leftover) = meant(report, leftover, &text, &origin.path) else { continue };
        if found.len() < MOST {
            let place = Place::report(&*origin.path, origin.span.clone());
            found.push(leftover.tell(&text).at(place));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Diagnostics(found)) }
}

/// What is left over of a text besides the braces that the report means as characters.
fn meant(report: &Report, found: Leftover, text: &str, path: &str) -> Option<Leftover> {
    if !matches!(found, Leftover::Braces(_)) || in_prose(report, path) {
        return Some(found).filter(|found| !matches!(found, Leftover::Braces(_)));
    }
    let mut rest = text.to_owned();
    for piece in report.literal_braces.iter().filter(|piece| !piece.is_empty()) {
        rest = rest.replace(&**piece, "");
    }
    leftover(&rest)
}

/// Whether prose of the report that became the block from this path has braces as characters.
fn in_prose(report: &Report, path: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    report.any_prose(&mut |prose| {
        // Prose built in code stands nowhere in a file.
        let here = prose.path.is_empty() || within(&prose.path, path) || within(path, &prose.path);
        let braces = |segment: &Segment| match segment {
            Segment::Text(text) => matches!(leftover(text), Some(Leftover::Braces(_))),
            _ => false,
        };
        here && prose.segments.iter().any(braces)
    })
}
