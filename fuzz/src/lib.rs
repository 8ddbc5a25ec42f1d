//! What each target of the fuzzer does with its bytes, and what must hold of it: it is read or refused with a reason that
//! somebody can read, nothing panics, and what is read makes files.

mod books;
mod documents;
mod drafts;
mod parsers;
mod report;

use std::sync::LazyLock;

pub use documents::{documents, markup, templates};
pub use drafts::{checks, drafts};
use gongwen::{Diagnostic, Diagnostics, Fonts};
pub use parsers::{fonts, pictures, profiles, record, reports, svg, tables};

/// The faces that are compiled in.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// What is told must say something in both languages, and its place lie in the text.
fn holds(found: &[Diagnostic], length: usize) {
    for it in found {
        assert!(it.code.contains('/'), "{it:?}");
        assert!(!it.message.zh.trim().is_empty() && !it.message.en.trim().is_empty(), "{it:?}");
        if let Some(span) = &it.place.span {
            assert!(span.start <= span.end && span.end <= length, "{length} bytes: {it:?}");
        }
    }
}

/// What is refused has a reason.
fn refused(found: &Diagnostics, length: usize) {
    assert!(found.0.iter().any(Diagnostic::is_error), "{found:?}");
    holds(&found.0, length);
}
