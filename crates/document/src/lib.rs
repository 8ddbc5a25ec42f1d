//! The document 公文 as a tree of blocks, the form it takes on paper, and what is told of it: the words that readers of
//! reports, pages and both outputs share. No IO, no clock, no environment.
//!
//! A [`Document`] says what stands in it by [`Role`]; a [`Stylesheet`] says how each role looks, with every number of
//! GB/T 9704-2012; a [`Diagnostic`] says what is wrong, where, and what to write instead. Distances are [`Length`]s.

mod chinese;
mod diagnostic;
mod length;
mod roman;
pub mod style;
mod told;
mod tree;

pub use chinese::{chinese_digit, chinese_number};
pub use diagnostic::{Diagnostic, Diagnostics, Message, Place, Severity, Source, TableCell};
pub use length::Length;
pub use roman::roman;
pub use style::{FaceRole, Stylesheet};
pub use told::{Language, Shown};
pub use tree::{
    Align, Anchor, Block, BlockKind, Cap, Cell, ClosingPlace, ColumnNeed, ColumnWidth, Document, Drawing,
    Facts, Format, Hang, HeadElement, HeadLine, HeadRule, Illustration, IllustrationPlace, Imprint,
    ImprintLine, ImprintPlace, ImprintRow, Inline, Join, Kept, Label, Leftover, Letterhead, ListedHeading,
    Loose, MadeBy, Mark, Orientation, Origin, PageHeader, Paint, Picture, Pictures, Point, Properties, Rgb,
    Role, Row, SHEET_FAULTS, Seal, SealPlace, Shape, SignatureStamp, SignedLine, SignedPart, SignedSource,
    Step, Table, TablePlace, Validation, WideLine, footnote_mark, leftover, leftover_in, plain_text, to_text,
};
