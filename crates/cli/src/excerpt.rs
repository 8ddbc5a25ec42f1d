//! What of a text is shown of a place in it.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// What of a text is shown of a place: its line, cut around the place, since a paragraph is one line of many hundred
/// bytes. Nothing more of the text is copied: there may be a thousand places in a file of some megabytes.
#[derive(Debug)]
pub(crate) struct Excerpt {
    name: String,
    text: String,
    /// Which bytes of the text it is.
    range: Range<usize>,
    /// The line of the place, from 0.
    line: usize,
    /// The column of the place, from 0, in characters.
    column: usize,
}

impl Excerpt {
    /// The excerpt around these bytes, with so many more on each side as stand on the lines where they begin and end; the
    /// place is told as this line and column, from 0. Empty when the bytes are not in the text.
    pub(crate) fn around(
        name: String,
        text: &str,
        place: &Range<usize>,
        context: usize,
        (line, column): (usize, usize),
    ) -> Excerpt {
        let least = text.floor_char_boundary(place.start.saturating_sub(context));
        let most = text.ceil_char_boundary(place.end.saturating_add(context).min(text.len()));
        let before = text.get(least..place.start).unwrap_or_default();
        let from = before.rfind('\n').map_or(least, |at| least + at + 1);
        let behind = text.get(place.end..most).unwrap_or_default();
        let to = behind.find('\n').map_or(most, |at| place.end + at);
        let text = calm_in_place(text.get(from..to).unwrap_or_default());
        Excerpt { name, text, range: from..to, line, column }
    }

    /// Whether these bytes of the text are all shown.
    pub(crate) fn shows(&self, place: &Range<usize>) -> bool {
        place.start >= self.range.start && place.end <= self.range.end
    }
}

/// A text with what would steer the terminal replaced byte for byte, so that places in it stay.
fn calm_in_place(text: &str) -> String {
    let steers = |c: char| !matches!(c, '\n' | '\r' | '\t') && gongwen::read::is_unseen(c);
    let mut same = String::with_capacity(text.len());
    for c in text.chars() {
        match steers(c) {
            true => same.extend(std::iter::repeat_n('?', c.len_utf8())),
            false => same.push(c),
        }
    }
    same
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let bytes = self.text.as_bytes();
        let span = (self.range.start, bytes.len()).into();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), bytes, span, self.line, self.column, 1)))
    }
}
