//! Characters that no face holds.

use gongwen_document::{Diagnostic, Message, Origin, Place};

/// What to do with a character that no face holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingGlyph {
    /// An error that names it and its place.
    #[default]
    Refuse,
    /// Print 〓 and record it in [`Pages::missing`](crate::Pages::missing).
    Mark,
}

/// What to tell the user of a character that no face holds: an error, or a warning when 〓 was printed for it.
///
/// ```
/// use gongwen_document::Origin;
/// use gongwen_layout::{MissingGlyph, missing_glyph};
/// let found = missing_glyph('𪚥', &Origin::default(), MissingGlyph::Refuse);
/// assert_eq!((found.code, found.is_error()), ("fonts/missing-glyph", true));
/// ```
pub fn missing_glyph(character: char, origin: &Origin, how: MissingGlyph) -> Diagnostic {
    let code = u32::from(character);
    let place = Place::report(origin.path.to_string(), origin.span.clone());
    let diagnostic = match how {
        MissingGlyph::Refuse => Diagnostic::error(
            "fonts/missing-glyph",
            Message::new(
                format!("没有字体含有“{character}”（U+{code:04X}）"),
                format!("no font holds “{character}” (U+{code:04X})"),
            ),
        )
        .help(Message::new(
            "换一个字，或用 --fonts 指定含有此字的字体；也可用 --missing-glyph mark 以〓代替",
            "use another character, or a font that has it (--fonts), or print 〓 instead (--missing-glyph mark)",
        )),
        MissingGlyph::Mark => Diagnostic::warning(
            "fonts/missing-glyph",
            Message::new(
                format!("没有字体含有“{character}”（U+{code:04X}），以〓代替"),
                format!("no font holds “{character}” (U+{code:04X}); 〓 is printed instead"),
            ),
        ),
    };
    diagnostic.at(place)
}
