//! Pictures: the bytes that came with the report, and where the text shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Inline;
use crate::Length;

/// The pictures that a document shows, by the name that the report gives them (the path beside the report file).
pub type Pictures = BTreeMap<Arc<str>, Picture>;

/// The bytes of a picture; what kind they are, their first bytes tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// PNG, JPEG or SVG.
    pub bytes: Arc<[u8]>,
}

/// A picture 插图 in the text, centred in its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its name in [`Document::pictures`](super::Document::pictures).
    pub picture: Arc<str>,
    /// Width on paper; without it, the width at 300 dots an inch or the type area's, whichever is less.
    pub width: Option<Length>,
    /// What it shows, for those who cannot see it.
    pub alternative: String,
    /// Its title 图题, below it.
    pub caption: Option<Vec<Inline>>,
}
