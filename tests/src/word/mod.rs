//! Word as a model: the runs of a Word file as they are written, broken into lines and pages with what is measured of Word
//! 2013 and later. It reads the package with readers of its own and shares no code with the layout, so that the two witness each other.
//!
//! Not modelled: kerning, the shrinking of spaces in Latin text.

mod lines;
mod pages;
mod read;
mod styles;

pub use lines::lines;
pub use pages::{KeepNext, pages};
pub use read::{Block, Paragraph, Piece, Row, Section, WordFile};
pub use styles::Format;
