//! Where the fields of a report file stand in its text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::locate;
use gongwen_document::Place;

/// Where the fields of a report file stand in its text.
#[derive(Default)]
pub(crate) struct Located<'s> {
    pub(crate) source: &'s str,
    pub(crate) places: BTreeMap<String, Range<usize>>,
}

impl Located<'_> {
    pub(crate) fn place(&self, path: &str) -> Place {
        Place::report(path, self.span(path))
    }

    pub(crate) fn span(&self, path: &str) -> Option<Range<usize>> {
        self.places.get(path).cloned()
    }

    /// A part of the string at `path`, or the whole string when the part cannot be found.
    pub(crate) fn place_within(&self, path: &str, part: Range<usize>) -> Place {
        let span = self.span(path).map(|span| locate(self.source, &span, part).unwrap_or(span));
        Place::report(path, span)
    }
}
