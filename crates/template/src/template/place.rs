//! Where something stands in a template: places for diagnostics, bytes of lines and columns.

use crate::markup;
use gongwen_document::{Place, Source};

/// A place in a template.
pub(super) fn place(name: &str, span: Option<std::ops::Range<usize>>) -> Place {
    Place { source: Source::Template(name.to_owned()), path: String::new(), span }
}

/// Byte offset of a line and column from 1.
pub(super) fn offset(source: &str, line: usize, column: usize) -> usize {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    markup::offset(source, number(line), number(column)).min(source.len())
}

/// The bytes of the `{{…}}` that starts at this line and column.
pub(super) fn mustache(source: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let start = offset(source, line, column);
    let rest = source.get(start..).unwrap_or_default();
    let end = rest.find("}}").map_or(start, |at| start + at + 2);
    start..end
}
