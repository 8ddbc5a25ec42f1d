//! A paragraph: items, lines, and the place of each line between the edges of its column.

use std::ops::Range;
use std::sync::Arc;

use gongwen_document::style::ParagraphStyle;
use gongwen_document::{Align, FaceRole, Hang, HeadElement, HeadLine, Inline, Length, Loose, Origin};

use crate::canvas::{Canvas, Kind, Named};
use crate::inline::breaks::find_breaks;
use crate::inline::collect::{Collector, Text};
use crate::inline::lines::{self, Line, Measure, choose_lines};
use crate::inline::names;
use crate::inline::place::{Spot, baseline};
use crate::inline::title::balance_lines;
use crate::pages::Color;

/// What stands behind the last line of a paragraph, on its baseline: dots and a page number.
pub(crate) struct Tail {
    pub(crate) text: Text,
    pub(crate) line: Line,
    /// EMU from the column's left edge.
    pub(crate) x: i64,
}

/// A paragraph in lines.
pub(crate) struct Paragraph {
    pub(crate) text: Text,
    pub(crate) lines: Vec<Line>,
    /// EMU from one baseline to the next.
    pub(crate) pitch: i64,
    /// Left of the measure of the first line and of the others, EMU from the column's left edge.
    left: [i64; 2],
    align: Align,
    pub(crate) size: Length,
    /// How wide its characters are drawn, in percent.
    pub(crate) scale: u8,
    /// White behind each character but the last that spreads it to its width, EMU.
    pub(crate) spread: i64,
    pub(crate) color: Color,
    /// Whether it is printed bold.
    pub(crate) bold: bool,
    face: FaceRole,
    /// Where in the report file it came from.
    origin: Origin,
    /// The least size that is right for it.
    pub(crate) least: Length,
    /// Whether a seal may stand on it: a name, a date, and 附注, which stands on the line below the date (7.3.6) where a seal
    /// still is.
    pub(crate) signed: bool,
    loose: Option<Loose>,
    pub(crate) tail: Option<Tail>,
}

fn loose(lines: &[Line]) -> Option<Loose> {
    let words_break = lines.iter().any(|line| line.parts_word);
    let ragged = lines.iter().any(|line| line.ragged);
    (words_break || ragged).then_some(Loose { words_break, ragged })
}

impl Paragraph {
    /// Lays out inlines in a column of this width (EMU).
    pub(crate) fn new(
        collector: &mut Collector<'_>,
        inlines: &[Inline],
        style: &ParagraphStyle,
        width: i64,
        origin: &Origin,
    ) -> Paragraph {
        let text = Paragraph::text(collector, inlines, style, origin);
        Paragraph::of(collector, text, style, width, origin)
    }

    /// The items of inlines, with the places where a line may begin.
    pub(crate) fn text(
        collector: &mut Collector<'_>,
        inlines: &[Inline],
        style: &ParagraphStyle,
        origin: &Origin,
    ) -> Text {
        let mut text = collector.collect(inlines, style, origin);
        let rules = collector.text;
        find_breaks(&mut text.items, &rules, if style.latin_gap { rules.latin_gap } else { 0 });
        text
    }

    /// Lays out items that were collected already in a column of this width (EMU).
    pub(crate) fn of(
        collector: &Collector<'_>,
        mut text: Text,
        style: &ParagraphStyle,
        width: i64,
        origin: &Origin,
    ) -> Paragraph {
        let rules = collector.text;
        let character = (style.size + style.character_spacing).emu();
        let indent = |hundredths: i32| i64::from(hundredths) * character / 100;
        let mut left = [indent(style.left_indent + style.first_line_indent), indent(style.left_indent)];
        if text.hang > 0 {
            let lead = text.items.get(text.hang).map_or(0, |item| item.lead);
            let hang = left[0] + lines::width(&text.items, 0..text.hang) + lead;
            // A hang that leaves less than half of the column is none.
            if hang * 2 <= width {
                left[1] = hang;
            } else {
                text.hang = 0;
            }
        }
        // A line holds at least one character, however narrow its column.
        let measure = left.map(|left| (width - left - indent(style.right_indent)).max(1));
        let most_stretch = (style.align == Align::Justify).then_some(i64::from(rules.most_stretch));
        let measure = Measure { first: measure[0], other: measure[1], most_stretch, hang: text.hang };
        let mut lines = match style.balanced {
            true => balance_lines(&text.items, measure.first, collector.names),
            false => choose_lines(&text.items, &measure),
        };
        // What Word must be told of its own lines, which part names.
        let loose = loose(&lines);
        if style.names && !style.balanced {
            names::keep_whole(&mut text.items, &mut lines, &measure);
        }
        Paragraph {
            text,
            lines,
            pitch: style.line_pitch.emu(),
            left,
            align: style.align,
            size: style.size,
            scale: 100,
            spread: 0,
            color: Color::Black,
            bold: style.bold,
            face: style.face,
            origin: origin.clone(),
            least: style.size,
            signed: false,
            loose,
            tail: None,
        }
    }

    /// Width of its first line, EMU, when it has no other.
    pub(crate) fn single_line_width(&self) -> Option<i64> {
        match self.lines.as_slice() {
            [line] => Some(lines::width(&self.text.items, line.items.clone())),
            _ => None,
        }
    }

    /// The footnotes whose marks stand in these of its lines.
    pub(crate) fn marks(&self, lines: Range<usize>) -> Vec<usize> {
        if self.text.spans.iter().all(|span| span.note.is_none()) {
            return Vec::new();
        }
        let lines = self.lines.get(lines).unwrap_or_default().iter();
        let items = lines.flat_map(|line| self.text.items.get(line.items.clone()).unwrap_or_default());
        let marks = items.filter_map(|item| self.text.spans.get(item.span as usize)?.note);
        let mut marks: Vec<usize> = marks.collect();
        // 21 is two characters.
        marks.dedup();
        marks
    }

    /// Where its last line ends, EMU from the column's left edge, when it is set from the left.
    pub(crate) fn last_line_end(&self) -> i64 {
        self.lines.last().map_or(0, |line| {
            self.left[usize::from(self.lines.len() > 1)] + lines::width(&self.text.items, line.items.clone())
        })
    }

    /// Where its lines begin, when wrapped ones align with a place in the first.
    pub(crate) fn hang(&self) -> Option<Hang> {
        let [first, wrapped] = self.left.map(Length::from_emu);
        (self.text.hang > 0).then_some(Hang { first, wrapped })
    }

    /// Where one of its lines begins, from the column's left edge.
    pub(crate) fn line_left(&self, index: usize) -> Option<Length> {
        let line = self.lines.get(index)?;
        let shift = match self.align {
            Align::Center => line.slack / 2,
            Align::Right | Align::Decimal => line.slack,
            Align::Justify | Align::Left => 0,
        };
        Some(Length::from_emu(self.left[usize::from(index > 0)] + shift))
    }

    /// One of its lines as the Word file needs it, from the left edge of the column and the top of the paragraph.
    pub(crate) fn head_line(&self, index: usize) -> Option<HeadLine> {
        let line = self.lines.get(index)?;
        let items = self.text.items.get(line.items.clone())?;
        Some(HeadLine {
            element: HeadElement::of_field(&self.origin.path)?,
            text: items.iter().map(|item| item.character).collect(),
            face: self.face,
            size: self.size,
            scale: self.scale,
            spread: Length::from_emu(self.spread),
            left: self.line_left(index)?,
            width: Length::from_emu(lines::width(&self.text.items, line.items.clone())),
            top: Length::from_emu(index as i64 * self.pitch),
            pitch: Length::from_emu(self.pitch),
        })
    }

    /// The field of the report that it shows.
    pub(crate) fn field(&self) -> &Arc<str> {
        &self.origin.path
    }

    /// What keeps Word from drawing its lines too far apart, when some of them hold a long word or number.
    pub(crate) fn loose(&self) -> Option<Loose> {
        self.loose
    }

    /// Moves the column of a name or a date to the right, EMU.
    pub(crate) fn shift(&mut self, x: i64) {
        self.signed = true;
        self.left = self.left.map(|left| left + x);
    }

    /// Width of its widest line, EMU.
    pub(crate) fn widest_line(&self) -> i64 {
        let widths = self.lines.iter().map(|line| lines::width(&self.text.items, line.items.clone()));
        widths.max().unwrap_or(0)
    }

    /// The characters of a line, counted in the text with its marks of footnotes.
    pub(crate) fn characters(&self, line: usize) -> Option<Range<usize>> {
        self.lines.get(line).map(|line| line.items.clone())
    }

    /// Puts a paragraph of one line at this place, EMU from the column's left edge: a name or a date.
    pub(crate) fn pin(&mut self, x: i64) {
        self.signed = true;
        self.left = [x, x];
        self.align = Align::Left;
    }

    /// Puts one of its lines on the page: `x` the column's left edge, `top` the top of the line (EMU).
    pub(crate) fn place(&self, canvas: &mut Canvas<'_>, index: usize, x: i64, top: i64, artifact: bool) {
        let Some(line) = self.lines.get(index) else { return };
        let spot = Spot {
            x: x + self.left[usize::from(index > 0)],
            baseline: baseline(top, self.pitch),
            align: self.align,
            size: self.size,
            scale: self.scale,
            artifact,
            color: self.color,
            bold: self.bold,
        };
        let kind = if self.signed { Kind::Signed } else { Kind::Text };
        let named = Named { kind, origin: &self.origin, least: self.least.emu() };
        canvas.line(&self.text, line, &spot, &named);
        if let Some(tail) = self.tail.as_ref().filter(|_| index + 1 == self.lines.len()) {
            canvas.line(&tail.text, &tail.line, &Spot { x: x + tail.x, align: Align::Left, ..spot }, &named);
        }
    }
}
