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
    /// Figures that are born in prose, by their ids: the path of the string, and their bytes in it.
    pub(crate) born: BTreeMap<String, (String, Range<usize>)>,
}

impl Located<'_> {
    pub(crate) fn place(&self, path: &str) -> Place {
        match self.birth(path) {
            Some((path, range)) => self.place_within(path, range.clone()),
            None => Place::report(path, self.span(path)),
        }
    }

    /// Where the figure of this path is born, when it is not one of `[figures]`.
    fn birth(&self, path: &str) -> Option<&(String, Range<usize>)> {
        if self.born.is_empty() {
            return None;
        }
        let id = path.strip_prefix("figures.")?;
        self.born.get(id.split_once('.').map_or(id, |(id, _)| id))
    }

    /// Whether a figure is born in prose and is none of `[figures]`.
    pub(crate) fn is_born(&self, id: &str) -> bool {
        self.born.contains_key(id)
    }

    /// Notes that a figure is born in a string, at these bytes of it.
    pub(super) fn born(&mut self, id: &str, path: &str, range: Range<usize>) {
        self.born.insert(id.to_owned(), (path.to_owned(), range));
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
