//! From characters of a paragraph to lines and columns of the file.

use crate::{Paragraph, Place, Span, Text};

impl Text {
    /// The bytes of [`Text::source`] that a span stands for; none when the file is no text.
    pub fn source_range(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let paragraph = self.paragraphs.get(span.paragraph)?;
        let start = paragraph.source_at(span.start, false)?;
        let end = paragraph.source_at(span.end, true)?;
        Some(start..end.max(start))
    }

    /// The span as people count it. Text and column are those of the file.
    pub fn place(&self, span: Span) -> Place {
        self.places([span]).pop().unwrap_or_default()
    }

    /// The same for many spans; linear in the file and the spans together, when these come in the order of the text.
    pub fn places(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Place> {
        let mut lines = Lines { source: &self.source, starts: starts(&self.source), last: (0, 0, 1) };
        let mut counted = (usize::MAX, 0, 1);
        spans.into_iter().map(|span| self.at(span, &mut lines, &mut counted)).collect()
    }

    fn at(&self, span: Span, lines: &mut Lines<'_>, counted: &mut Counted) -> Place {
        let Some(paragraph) = self.paragraphs.get(span.paragraph) else { return Place::default() };
        let path = (!paragraph.path.is_empty()).then(|| paragraph.path.to_string());
        let ((line, column), (end_line, end_column)) = match self.source_range(span) {
            Some(range) => (lines.at(range.start), lines.at(range.end)),
            None => {
                let mut column = |at| column(&paragraph.text, span.paragraph, 0, at, counted);
                let (start, end) = (column(span.start), column(span.end));
                ((paragraph.line, start), (paragraph.line, end))
            }
        };
        Place { line, column, end_line, end_column, path }
    }
}

impl Paragraph {
    /// Where a byte of the text stands in the file; `end` when it is behind the last one meant.
    fn source_at(&self, at: usize, end: bool) -> Option<usize> {
        let index = match end {
            true => self.pieces.partition_point(|piece| piece.text.start < at).saturating_sub(1),
            false => self.pieces.partition_point(|piece| piece.text.end <= at),
        };
        let piece = self.pieces.get(index).or_else(|| self.pieces.last())?;
        if piece.text.len() == piece.source.len() {
            let inside = at.saturating_sub(piece.text.start).min(piece.source.len());
            return Some(piece.source.start + inside);
        }
        Some(if end { piece.source.end } else { piece.source.start })
    }
}

/// A line, a byte in it, and the column there: where counting goes on from.
type Counted = (usize, usize, u32);

/// The column of a byte; counted on from the last one in this line when that is before it.
fn column(text: &str, line: usize, start: usize, at: usize, counted: &mut Counted) -> u32 {
    let (from, before) = match *counted {
        (same, from, column) if same == line && (start..=at).contains(&from) => (from, column),
        _ => (start, 1),
    };
    let more = text.get(from..at).unwrap_or_default().chars().count();
    let column = before.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    *counted = (line, at, column);
    column
}

/// Starts of the lines of a text.
fn starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
    last: Counted,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or_default();
        let column = column(self.source, line, start, offset, &mut self.last);
        (u32::try_from(line).unwrap_or(u32::MAX), column)
    }
}
