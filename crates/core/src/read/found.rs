//! What was found so far, bounded: a file full of mistakes must cost no more than its size.

use gongwen_document::{Diagnostic, Diagnostics, Message};

/// How many errors, and how many warnings, one file gets; what comes after them is only counted.
const LIMIT: usize = 200;

/// A bounded list of diagnostics. Errors and warnings are counted apart, so that warnings never push out an error.
#[derive(Default)]
pub(crate) struct Found {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    dropped: usize,
}

impl Found {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        if *count < LIMIT {
            *count += 1;
            self.list.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Whether a further error would only be counted; costly help can then be spared.
    pub(crate) fn is_full(&self) -> bool {
        self.errors >= LIMIT
    }

    /// Where the first error of the file is.
    pub(crate) fn first_error(&self) -> Option<usize> {
        let errors = self.list.iter().filter(|diagnostic| diagnostic.is_error());
        errors.filter_map(|diagnostic| diagnostic.place.span.as_ref().map(|span| span.start)).min()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether something is already told about this place.
    pub(crate) fn tells_of(&self, other: &Diagnostic) -> bool {
        let start = |diagnostic: &Diagnostic| diagnostic.place.span.as_ref().map(|span| span.start);
        self.list.iter().any(|diagnostic| start(diagnostic) == start(other))
    }

    /// Whether there is an error at this field already.
    pub(crate) fn has_error_at(&self, path: &str) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.is_error() && *diagnostic.place.path == *path)
    }

    /// Drops what only follows from something else; at least one error that does not must be there.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// In the order of the file; what has no place comes last, and then how many were not told.
    pub(crate) fn finish(mut self) -> Diagnostics {
        self.list
            .sort_by_key(|diagnostic| diagnostic.place.span.as_ref().map_or(usize::MAX, |span| span.start));
        if self.dropped > 0 {
            let more = self.dropped;
            let message =
                Message::new(format!("还有 {more} 个问题没有列出"), format!("{more} more are not shown"));
            self.list.push(match self.errors {
                0 => Diagnostic::warning("report/more", message),
                _ => Diagnostic::error("report/more", message),
            });
        }
        Diagnostics(self.list)
    }
}
