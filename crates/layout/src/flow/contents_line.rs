//! A line of a table of contents 目录 that waits for its page number.

use gongwen_document::style::ParagraphStyle;

/// A line of a table of contents, waiting for its number.
pub(crate) struct ContentsLine {
    /// The block of its heading.
    pub(super) block: usize,
    /// The paragraph of the line among those of the flow.
    pub(super) paragraph: usize,
    /// The node of the structure that links the line to its heading.
    pub(super) link: usize,
    pub(super) form: ParagraphStyle,
}
