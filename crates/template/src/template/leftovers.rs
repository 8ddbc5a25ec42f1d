//! The last look at a document before the pages: nothing that was meant to be filled in may be left.

use gongwen_core::Report;
use gongwen_core::report::Segment;
use gongwen_document::{Diagnostic, Diagnostics, Document, Leftover, Place};

/// How many are told of one document.
const MOST: usize = 20;

/// Refuses a document in which something is left that nobody wants on paper. Braces that the author of the report wrote
/// as such, `\\{{`, may stay where they were written.
pub(super) fn check(document: &Document, report: &Report) -> Result<(), Diagnostics> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for (leftover, text, origin) in document.leftovers() {
        if matches!(leftover, Leftover::Braces("{{")) && is_meant(report, &origin.path) {
            continue;
        }
        if found.len() < MOST {
            let place = Place::report(&*origin.path, origin.span.clone());
            found.push(leftover.tell(&text).at(place));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Diagnostics(found)) }
}

/// Whether prose of the report that became the block from this path has two braces as characters.
fn is_meant(report: &Report, path: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    report.any_prose(&mut |prose| {
        // Prose built in code stands nowhere in a file.
        let here = prose.path.is_empty() || within(&prose.path, path) || within(path, &prose.path);
        let braces = |segment: &Segment| matches!(segment, Segment::Text(text) if text.contains("{{"));
        here && prose.segments.iter().any(braces)
    })
}
