//! A text 文稿 as rules see it: paragraphs in reading order, what each is, and where its characters stand in the file.

mod decode;
mod parts;
mod place;
mod plain;
mod report;

pub use decode::NotText;
use std::ops::Range;
use std::sync::Arc;

use crate::Span;

/// A text, made from a report file or a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// Its paragraphs, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The text of the file that [`Paragraph::pieces`] point into; empty when it is none (a Word file).
    pub source: Arc<str>,
}

/// A paragraph 段落, or a cell of a table 单元格.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its characters.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Which part of the document it belongs to; [`Text::new`] finds it.
    pub part: Part,
    /// Its line in the file, from 1; the number of the paragraph where a file has no lines.
    pub line: u32,
    /// Field of the report file, as `opening[0]`; empty in a draft.
    pub path: Arc<str>,
    /// Where its characters stand in [`Text::source`], in order; empty when the file is no text.
    pub pieces: Vec<Piece>,
    /// Numbers whose meaning is known from the figures 指标 of a report, in order.
    pub known: Vec<Known>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// 标题.
    Title,
    /// A heading of this level, 1 the highest.
    Heading(u8),
    /// 正文.
    #[default]
    Body,
    /// An item of a list, as `一是…` or `（1）…`.
    Item,
    /// A cell of a table.
    Cell(Cell),
    /// A footnote 脚注.
    Footnote,
}

/// Where a cell stands: all from 0. A merged cell stands where it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the text.
    pub table: u32,
    /// Row; the header is row 0.
    pub row: u32,
    /// Column.
    pub column: u32,
}

/// Parts of a work report. One label may have a value in each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What stands before the first heading, and all of a text that has no such parts.
    #[default]
    Opening,
    /// 主要工作.
    Achievements,
    /// 存在不足.
    Shortcomings,
    /// 下步打算.
    Plan,
    /// 署名 and 成文日期.
    Signature,
}

/// Characters of a paragraph, and where they stand in the file: the same ones when both have one length, else something
/// that stands for them, as `{{revenue}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the paragraph.
    pub text: Range<usize>,
    /// Bytes of the file.
    pub source: Range<usize>,
}

/// A number whose meaning is known 指标.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Bytes of the paragraph.
    pub range: Range<usize>,
    /// Id of the figure.
    pub id: Arc<str>,
    /// What it may stand for, in its own unit.
    pub value: gongwen_core::Interval,
    /// Unit as printed.
    pub unit: Arc<str>,
    /// Label 名称.
    pub label: Arc<str>,
}

impl Paragraph {
    /// A paragraph of a draft: its text, what it is, and its line or number, from 1.
    pub fn new(text: impl Into<String>, role: Role, line: u32) -> Paragraph {
        Paragraph { text: text.into(), role, line, ..Paragraph::default() }
    }
}

impl Text {
    /// Paragraphs of a draft whose file has no lines (a Word file): finds which part each belongs to.
    ///
    /// ```
    /// use gongwen_check::{Paragraph, Part, Role, Text};
    /// let text = Text::new(vec![
    ///     Paragraph::new("某某镇2024年工作总结", Role::Title, 1),
    ///     Paragraph::new("二、下步工作打算", Role::Heading(1), 2),
    ///     Paragraph::new("新建泵站2座。", Role::Body, 3),
    /// ]);
    /// assert_eq!(text.paragraphs[2].part, Part::Plan);
    /// ```
    pub fn new(paragraphs: Vec<Paragraph>) -> Text {
        let mut text = Text { paragraphs, source: Arc::default() };
        text.find_parts();
        text
    }

    /// The text of a span; empty when there is no such place.
    pub fn quote(&self, span: &Span) -> &str {
        let paragraph = self.paragraphs.get(span.paragraph);
        paragraph.and_then(|it| it.text.get(span.start..span.end)).unwrap_or_default()
    }

    /// The sentence 句 in which a span begins and the ones up to its end: between 。！？； and line ends, at most 600 bytes
    /// on each side.
    pub fn sentence(&self, span: Span) -> &str {
        const MOST: usize = 600;
        let Some(text) = self.paragraphs.get(span.paragraph).map(|it| it.text.as_str()) else { return "" };
        let (least, most) = (
            text.floor_char_boundary(span.start.saturating_sub(MOST)),
            text.floor_char_boundary(span.end.saturating_add(MOST)),
        );
        let (before, after) =
            (text.get(least..span.start).unwrap_or_default(), text.get(span.end..most).unwrap_or_default());
        let ends = ['。', '！', '？', '；', '\n'];
        let start = before.rfind(ends).map_or(least, |at| {
            least + at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
        });
        let end = span.end + after.find(ends).unwrap_or(after.len());
        text.get(start..end).unwrap_or_default()
    }
}
