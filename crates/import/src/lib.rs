//! A draft 草稿 becomes a report file: see [`read`] and [`import`].

mod docx;
mod draft;
mod marks;
mod ordinal;
mod sniff;
mod text;

pub use draft::{Align, Block, Cell, Draft, Fate, Kind, Loss, Losses, NOTE_END, NOTE_START, Paragraph, Table};
