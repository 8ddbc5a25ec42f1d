//! A paragraph: its characters and their classes, where lines may end, the lines chosen, and where each glyph stands.

pub(crate) mod breaks;
pub(crate) mod classes;
pub(crate) mod collect;
pub(crate) mod justify;
pub(crate) mod lines;
pub(crate) mod missing;
pub(crate) mod names;
pub(crate) mod paragraph;
pub(crate) mod place;
pub(crate) mod title;
