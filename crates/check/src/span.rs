//! Where something stands in a text.

use serde::Serialize;

/// Characters of a paragraph, by bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
}

impl Span {
    /// These bytes of this paragraph.
    pub const fn new(paragraph: usize, start: usize, end: usize) -> Span {
        Span { paragraph, start, end }
    }

    /// Whether both have a character in common.
    ///
    /// ```
    /// use gongwen_check::Span;
    /// assert!(Span::new(0, 3, 9).overlaps(&Span::new(0, 6, 12)));
    /// assert!(!Span::new(0, 3, 9).overlaps(&Span::new(0, 9, 12)) && !Span::new(0, 3, 9).overlaps(&Span::new(1, 3, 9)));
    /// ```
    pub const fn overlaps(&self, other: &Span) -> bool {
        self.paragraph == other.paragraph && self.start < other.end && other.start < self.end
    }

    /// The smallest span around both; of two paragraphs the first one's.
    #[must_use]
    pub fn around(self, other: Span) -> Span {
        if self.paragraph != other.paragraph {
            return self.min(other);
        }
        Span { start: self.start.min(other.start), end: self.end.max(other.end), ..self }
    }
}

/// A span as people count it: lines and columns from 1, columns in characters; the end is behind the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Place {
    /// Line of the file; the number of the paragraph where a file has no lines.
    pub line: u32,
    /// Column of its first character.
    pub column: u32,
    /// Line of its end.
    pub end_line: u32,
    /// Column behind its last character.
    pub end_column: u32,
    /// Field of the report file, as `achievements.areas[0].items[1].text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}
