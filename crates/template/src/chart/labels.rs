//! Words in charts: how wide they are, where they wrap, what stands around them.

use super::canvas::{BLACK, Canvas};
use gongwen_document::style::em_box;
use gongwen_document::{Anchor, Cap, Drawing, Join, Label, Length, Paint, Point, Rgb, Shape, Step};

/// Size of type of names and values: 五号.
pub(super) const SIZE: Length = Length::hundredths_pt(1050);

const THIN: Paint = Paint::Line { width: Length::hundredths_pt(50), cap: Cap::Butt, join: Join::Miter };

/// How wide a text is, in halves of a character.
pub(super) fn halves(text: &str) -> i64 {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

/// The text in at most three lines of so many halves of a character; what is left over shows as `…`.
pub(super) fn wrapped(text: &str, most: i64) -> Vec<String> {
    const LINES: usize = 3;
    let mut lines = vec![String::new()];
    for character in text.chars() {
        let full = lines.last().is_some_and(|line| !line.is_empty() && halves(line) + 2 > most);
        if full && lines.len() == LINES {
            lines.last_mut().into_iter().for_each(|line| line.push('…'));
            break;
        }
        if full {
            lines.push(String::new());
        }
        lines.last_mut().into_iter().for_each(|line| line.push(character));
    }
    lines
}

impl Canvas {
    /// Words whose characters stand in the middle of a line at `y`.
    pub(super) fn label(
        &mut self,
        text: impl Into<String>,
        x: Length,
        y: Length,
        anchor: Anchor,
        size: Length,
    ) {
        let at = Point::new(x, y + em_box::middle_to_baseline(size));
        self.0.labels.push(Label { text: text.into(), at, anchor, size });
    }

    /// Lines of words around the middle `y`.
    pub(super) fn lines(&mut self, lines: &[String], x: Length, y: Length, anchor: Anchor, size: Length) {
        let pitch = size.scale(6, 5);
        let mut at = y - pitch.scale(lines.len() as i64 - 1, 2);
        for line in lines {
            self.label(line, x, at, anchor, size);
            at += pitch;
        }
    }

    /// A rectangle with this colour inside and a thin black line around.
    pub(super) fn bar(&mut self, edges: [Length; 4], fill: Rgb) {
        self.0.shapes.push(Shape::rectangle(edges, Paint::default(), fill));
        self.0.shapes.push(Shape::rectangle(edges, THIN, BLACK));
    }

    /// A thin black line.
    pub(super) fn line(&mut self, from: (Length, Length), to: (Length, Length)) {
        let path = vec![Step::Move(Point::new(from.0, from.1)), Step::Line(Point::new(to.0, to.1))];
        self.0.shapes.push(Shape { path, paint: THIN, color: BLACK });
    }

    pub(super) fn finish(self) -> Drawing {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_wrap_into_three_lines_at_most() {
        assert_eq!(wrapped("粮食", 8), ["粮食"]);
        assert_eq!(wrapped("早稻种植面积", 8), ["早稻种植", "面积"]);
        assert_eq!(wrapped("一二三四五六七八九十", 4), ["一二", "三四", "五六…"]);
        assert_eq!(wrapped("2024年", 5), ["2024", "年"]);
        assert_eq!(wrapped("", 8), [""]);
    }
}
