//! The text: blocks to paragraphs and tables, inlines to runs, and what docx-rs has no words for.

pub(crate) mod body;
pub(crate) mod children;
pub(crate) mod contents;
pub(crate) mod escape;
pub(crate) mod footnotes;
pub(crate) mod raw;
pub(crate) mod runs;
pub(crate) mod table;
