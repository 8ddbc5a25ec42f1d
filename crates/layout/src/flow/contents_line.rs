//! A line of a table of contents 目录 that waits for its page number.

use gongwen_document::style::ParagraphStyle;

/// A line of a table of contents, waiting for its number.
pub(crate) struct ContentsLine {
    /// The block of its heading.
    pub(super) block: usize,
    /// Its paragraph.
    pub(super) paragraph: usize,
    /// Its link among the nodes.
    pub(super) link: usize,
    pub(super) form: ParagraphStyle,
}
