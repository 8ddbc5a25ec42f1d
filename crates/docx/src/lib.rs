//! Station 7: a block tree and a stylesheet to a Word file 电子文件.
//!
//! docx-rs builds paragraphs and tables; what it writes goes through a pass that puts it into the order of the
//! schema and adds what it cannot say, and is packed with parts that depend on the stylesheet only and are
//! composed and compressed once. Same input, same bytes: no clock, no counter, no hash order.
//!
//! ```
//! use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, Stylesheet};
//!
//! let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text("今年以来，成效明显。")] };
//! let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
//! let file = gongwen_docx::render(&document, &Stylesheet::gbt9704(), &Default::default())?;
//! assert!(file.starts_with(b"PK"));
//! # Ok::<(), gongwen_docx::Error>(())
//! ```

mod elements;
mod package;
mod styles;
mod text;

pub use package::error::Error;
pub use package::mark::made_by;
pub use package::writer::{Writer, render, render_by};
