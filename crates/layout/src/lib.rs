//! Document, stylesheet and fonts to pages: the 28 x 22 grid of GB/T 9704-2012, Chinese line breaking, tables.

mod pages;

use std::collections::BTreeMap;

use gongwen_core::document::Origin;
use gongwen_core::{Diagnostic, Diagnostics, Document, Message, Place, Stylesheet};
use gongwen_fonts::Fonts;
pub use pages::{Color, Glyph, GlyphRun, OutlineEntry, Page, Pages, Rule, StructureKind, StructureNode};

/// What to do with a character that no face holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingGlyph {
    /// An error that names it and its place.
    #[default]
    Refuse,
    /// Print 〓 and record it in [`Pages::missing`].
    Mark,
}

/// Settings of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What to do with a character that no face holds.
    pub missing_glyph: MissingGlyph,
}

/// Lays out a document.
///
/// # Errors
/// A character that no face holds, unless it is to be marked.
pub fn layout(
    _document: &Document,
    _style: &Stylesheet,
    _fonts: &Fonts,
    _options: &Options,
) -> Result<Pages, Diagnostics> {
    Ok(Pages::default())
}

/// Where the lines of balanced paragraphs (titles) break: block index to character offsets in its plain text.
pub fn title_breaks(
    _document: &Document,
    _style: &Stylesheet,
    _fonts: &Fonts,
) -> BTreeMap<usize, Vec<usize>> {
    BTreeMap::new()
}

/// The finding that no face holds a character: an error, or a warning when it is marked.
pub fn missing_glyph(character: char, origin: &Origin, how: MissingGlyph) -> Diagnostic {
    let code = u32::from(character);
    let message = Message::new(
        format!("没有字体能显示“{character}”（U+{code:04X}）"),
        format!("no font shows {character:?} (U+{code:04X})"),
    );
    let found = match how {
        MissingGlyph::Refuse => Diagnostic::error("fonts/missing-glyph", message),
        MissingGlyph::Mark => Diagnostic::warning("fonts/missing-glyph", message),
    };
    found.at(Place::report(&*origin.path, origin.span.clone())).help(Message::new(
        "换一个字，或用 --fonts 指定有这个字的字体，或用 --missing-glyph mark 印成〓",
        "use another character, give a font that has it with --fonts, or print 〓 with --missing-glyph mark",
    ))
}
