//! Things that stand at places of their own inside one unit of the column: a letterhead, a row of names and seals,
//! an imprint.

use gongwen_document::{Length, Origin};

use crate::canvas::{Canvas, Kind};
use crate::inline::paragraph::Paragraph;
use crate::pages::{Color, PlacedPicture, Rule};

/// Lines, rules and pictures with places from the left edge of the type area and the top of the unit, EMU.
#[derive(Default)]
pub(crate) struct Piece {
    pub(crate) texts: Vec<PlacedText>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) pictures: Vec<PlacedPicture>,
    /// The room of pictures and seals.
    pub(crate) rooms: Vec<Room>,
}

/// The room that a picture or a seal takes up.
pub(crate) struct Room {
    pub(crate) kind: Kind,
    pub(crate) frame: Frame,
    pub(crate) origin: Origin,
}

/// A paragraph with all its lines, or one of them.
pub(crate) struct PlacedText {
    pub(crate) paragraph: usize,
    /// The only line that stands here.
    pub(crate) line: Option<usize>,
    pub(crate) x: i64,
    pub(crate) top: i64,
}

impl Piece {
    /// Puts a paragraph of the flow here.
    pub(crate) fn text(&mut self, paragraph: usize, x: i64, top: i64) {
        self.texts.push(PlacedText { paragraph, line: None, x, top });
    }

    /// Puts one line of a paragraph at its own place.
    pub(crate) fn line(&mut self, paragraph: usize, line: usize) {
        self.texts.push(PlacedText { paragraph, line: Some(line), x: 0, top: 0 });
    }

    /// Draws a horizontal rule, if it has any thickness.
    pub(crate) fn rule(&mut self, x: i64, y: i64, width: i64, thickness: Length, color: Color) {
        if thickness > Length::ZERO {
            self.rules.push(Rule {
                x: Length::from_emu(x),
                y: Length::from_emu(y),
                width: Length::from_emu(width),
                height: thickness,
                color,
            });
        }
    }

    /// Puts everything on a page.
    pub(crate) fn place(&self, paragraphs: &[Paragraph], canvas: &mut Canvas<'_>, left: i64, top: i64) {
        let (dx, dy) = (Length::from_emu(left), Length::from_emu(top));
        for text in &self.texts {
            let Some(paragraph) = paragraphs.get(text.paragraph) else { continue };
            if let Some(line) = text.line {
                paragraph.place(canvas, line, left + text.x, top + text.top, false);
                continue;
            }
            for line in 0..paragraph.lines.len() {
                let line_top = top + text.top + line as i64 * paragraph.pitch;
                paragraph.place(canvas, line, left + text.x, line_top, false);
            }
        }
        for room in &self.rooms {
            let Frame { x, y, width, height } = room.frame;
            let (x, y) = (x + left, y + top);
            canvas.room(room.kind, &room.origin, [x, y, x + width, y + height]);
        }
        let page = &mut *canvas.page;
        page.rules.extend(self.rules.iter().map(|rule| Rule {
            x: rule.x + dx,
            y: rule.y + dy,
            ..rule.clone()
        }));
        let moved = |picture: &PlacedPicture| PlacedPicture {
            x: picture.x + dx,
            y: picture.y + dy,
            ..picture.clone()
        };
        page.pictures.extend(self.pictures.iter().map(moved));
    }
}

/// The place in the report file of what no block shows.
pub(crate) fn field(path: &str) -> Origin {
    Origin { path: path.into(), span: None }
}

/// A rectangle for a picture, EMU.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}
