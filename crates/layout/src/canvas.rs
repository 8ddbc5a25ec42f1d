//! A page being filled, and the room that each thing on it takes up.
//!
//! The walk over finished pages (`fit_report`) needs no glyphs: it asks where each line of text, each picture and each
//! seal stands. So extents are noted whether glyphs are drawn or not, and a Word file is judged like a PDF.

use gongwen_document::{Align, Origin};

use crate::inline::collect::Text;
use crate::inline::lines::{Line, trimmed};
use crate::inline::place::{Spot, place_line};
use crate::pages::Page;

/// A page, and where to note what stands on it.
pub(crate) struct Canvas<'p> {
    pub(crate) page: &'p mut Page,
    pub(crate) extents: &'p mut Vec<Extent>,
    /// Index of the page.
    pub(crate) number: usize,
    /// Whether glyphs are drawn.
    pub(crate) draw: bool,
}

/// What a thing on a page is, as far as it decides what may stand on it or beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of text.
    Text,
    /// A name or date that a seal may stand on.
    Signed,
    /// A picture in the text.
    Picture,
    /// A seal or signature stamp, or the room for one.
    Seal,
}

/// So many characters of a line are remembered, to name it by.
const EXCERPT: usize = 10;

/// A rectangle that something takes up, EMU from the top left corner of the paper.
#[derive(Clone, Debug)]
pub(crate) struct Extent {
    pub(crate) kind: Kind,
    pub(crate) page: usize,
    pub(crate) origin: Origin,
    pub(crate) left: i64,
    pub(crate) top: i64,
    pub(crate) right: i64,
    pub(crate) bottom: i64,
    /// Size of type, and the least that is right for it.
    pub(crate) size: [i64; 2],
    /// Whether it ends inside a number.
    pub(crate) cuts_number: bool,
    /// How it begins; NUL where there is no more.
    start: [char; EXCERPT],
}

impl Extent {
    /// How it begins, to name it in a message; empty for a picture.
    pub(crate) fn excerpt(&self) -> String {
        let text: String = self.start.iter().take_while(|character| **character != '\0').collect();
        let whole = self.start.last() == Some(&'\0');
        if whole { text } else { format!("{text}…") }
    }
}

/// What is known of a line beyond its items.
pub(crate) struct Named<'a> {
    pub(crate) kind: Kind,
    pub(crate) origin: &'a Origin,
    /// The least size that is right for it, EMU.
    pub(crate) least: i64,
}

/// A character of CJK type reaches so far above its baseline and below it, in hundredths of an em; the very edges of the
/// cell are white.
const ABOVE: i64 = 78;
const BELOW: i64 = 6;

impl Canvas<'_> {
    /// Puts a line on the page, and notes where it stands.
    pub(crate) fn line(&mut self, text: &Text, line: &Line, spot: &Spot, named: &Named<'_>) {
        if let Some(extent) = extent(text, line, spot, named, self.number) {
            self.extents.push(extent);
        }
        if self.draw {
            place_line(&mut self.page.runs, text, line, spot);
        }
    }

    /// Notes the room of a picture or seal.
    pub(crate) fn room(&mut self, kind: Kind, origin: &Origin, [left, top, right, bottom]: [i64; 4]) {
        self.extents.push(Extent {
            kind,
            page: self.number,
            origin: origin.clone(),
            left,
            top,
            right,
            bottom,
            size: [0, 0],
            cuts_number: false,
            start: ['\0'; EXCERPT],
        });
    }
}

/// The room of a line; none when nothing is printed in it.
fn extent(text: &Text, line: &Line, spot: &Spot, named: &Named<'_>, page: usize) -> Option<Extent> {
    let ink = line.items.start..trimmed(&text.items, line.items.clone());
    let items = text.items.get(ink.clone()).filter(|items| !items.is_empty())?;
    let width = crate::inline::lines::width(&text.items, ink.clone());
    let (left, right) = match spot.align {
        Align::Justify if line.fills() && line.slack > 0 => (spot.x, spot.x + width + line.slack),
        Align::Justify | Align::Left => (spot.x, spot.x + width),
        Align::Center => (spot.x + line.slack / 2, spot.x + line.slack / 2 + width),
        Align::Right | Align::Decimal => (spot.x + line.slack, spot.x + line.slack + width),
    };
    let size = spot.size.emu();
    let mut start = ['\0'; EXCERPT];
    for (place, item) in start.iter_mut().zip(items) {
        *place = item.character;
    }
    Some(Extent {
        kind: named.kind,
        page,
        origin: named.origin.clone(),
        left,
        top: spot.baseline - size * ABOVE / 100,
        right,
        bottom: spot.baseline + size * BELOW / 100,
        size: [size, named.least],
        cuts_number: !line.last && ends_in_number(text, line),
        start,
    })
}

/// So far on each side a word is looked at to find out whether it is a number; text may be one word of any length.
const NUMBER: usize = 40;

/// Whether a line ends between two digits of one number, or at its decimal point. Digits of an address or another word
/// with letters are no number.
fn ends_in_number(text: &Text, line: &Line) -> bool {
    let part = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let end = line.items.end;
    let (Some(before), Some(after)) = (text.items.get(end.wrapping_sub(1)), text.items.get(end)) else {
        return false;
    };
    if !part(before.character) || !after.character.is_ascii_digit() {
        return false;
    }
    let word = |item: &&crate::inline::collect::Item| item.character.is_ascii_graphic();
    let earlier = text.items.get(..end).unwrap_or_default().iter().rev().take(NUMBER).take_while(word);
    let later = text.items.get(end..).unwrap_or_default().iter().take(NUMBER).take_while(word);
    earlier.chain(later).all(|item| !item.character.is_ascii_alphabetic())
}
