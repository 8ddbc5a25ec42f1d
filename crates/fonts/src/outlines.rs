//! Where the tables of a font file lie, and the few questions that are asked of them for every character:
//! glyph, advance, ink. Kept as byte ranges, so that a lookup does not parse the file anew.

use std::num::NonZeroU16;
use std::ops::Range;

use gongwen_document::{Point, Step};
use ttf_parser::head::IndexToLocationFormat;
use ttf_parser::{Face, GlyphId, OutlineBuilder, RawFace, Tag, loca};

use crate::cmap::CharacterMap;

/// Tables of one face in its file.
pub(crate) struct Outlines {
    index: u32,
    glyphs: NonZeroU16,
    characters: CharacterMap,
    hmtx: Range<usize>,
    /// Glyphs with an advance of their own; those after them have that of the last.
    advances: NonZeroU16,
    /// `None`: outlines are in a CFF table.
    glyf: Option<Glyf>,
}

struct Glyf {
    glyf: Range<usize>,
    loca: Range<usize>,
    format: IndexToLocationFormat,
}

impl Outlines {
    /// Finds the tables; `None` when one is missing or cut off.
    pub(crate) fn find(data: &[u8], index: u32, face: &Face<'_>) -> Option<Outlines> {
        let raw = face.raw_face();
        let glyf = match range(data, raw, b"glyf") {
            Some(glyf) => Some(Glyf {
                glyf,
                loca: range(data, raw, b"loca")?,
                format: face.tables().head.index_to_location_format,
            }),
            None => range(data, raw, b"CFF ").map(|_| None)?,
        };
        Some(Outlines {
            index,
            glyphs: NonZeroU16::new(face.number_of_glyphs())?,
            characters: CharacterMap::find(data, range(data, raw, b"cmap")?)?,
            hmtx: range(data, raw, b"hmtx")?,
            advances: NonZeroU16::new(face.tables().hhea.number_of_metrics)?,
            glyf,
        })
    }

    /// The glyph the font maps a character to, blank or not; never `.notdef`.
    pub(crate) fn glyph(&self, data: &[u8], character: char) -> Option<u16> {
        self.characters.glyph(data, character).filter(|glyph| *glyph < self.glyphs.get())
    }

    /// Advance width; 0 for a glyph there is not.
    pub(crate) fn advance(&self, data: &[u8], glyph: u16) -> u16 {
        if glyph >= self.glyphs.get() {
            return 0;
        }
        let place = self.hmtx.start + usize::from(glyph.min(self.advances.get() - 1)) * 4;
        match data.get(place..place + 2) {
            Some(&[high, low]) if place + 2 <= self.hmtx.end => u16::from_be_bytes([high, low]),
            _ => 0,
        }
    }

    /// Box of the ink: x min, y min, x max, y max; `None` when there is none.
    pub(crate) fn ink(&self, data: &[u8], glyph: u16) -> Option<[i16; 4]> {
        let glyph = GlyphId(glyph);
        let ink = match &self.glyf {
            Some(tables) => {
                let loca = loca::Table::parse(self.glyphs, tables.format, data.get(tables.loca.clone())?)?;
                let outline = data.get(tables.glyf.clone())?.get(loca.glyph_range(glyph)?)?;
                outline_box(outline)?
            }
            None => {
                let ink = Face::parse(data, self.index).ok()?.glyph_bounding_box(glyph)?;
                [ink.x_min, ink.y_min, ink.x_max, ink.y_max]
            }
        };
        // An outline folded to a line or a point leaves nothing on paper.
        (ink[0] < ink[2] && ink[1] < ink[3]).then_some(ink)
    }

    /// Whether outlines are TrueType (`glyf`), not CFF.
    pub(crate) fn true_type(&self) -> bool {
        self.glyf.is_some()
    }
}

/// The outline of a glyph; `place` puts a point in font units where it belongs.
pub(crate) fn path(data: &[u8], index: u32, glyph: u16, place: impl Fn(f32, f32) -> Point) -> Vec<Step> {
    let mut path = Path { steps: Vec::new(), last: (0.0, 0.0), place };
    if let Ok(face) = Face::parse(data, index) {
        face.outline_glyph(GlyphId(glyph), &mut path);
    }
    path.steps
}

struct Path<F> {
    steps: Vec<Step>,
    last: (f32, f32),
    place: F,
}

impl<F: Fn(f32, f32) -> Point> OutlineBuilder for Path<F> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.steps.push(Step::Move((self.place)(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.steps.push(Step::Line((self.place)(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // The same curve with two controls.
        let near = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
        let (x0, y0) = self.last;
        self.curve_to(near(x0, x1), near(y0, y1), near(x, x1), near(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.last = (x, y);
        let place = &self.place;
        self.steps.push(Step::Curve(place(x1, y1), place(x2, y2), place(x, y)));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// The head of a `glyf` entry: number of contours (0: blank), then the box.
fn outline_box(outline: &[u8]) -> Option<[i16; 4]> {
    let (numbers, _) = outline.get(..10)?.as_chunks::<2>();
    let &[contours, left, low, right, high] = numbers else { return None };
    (contours != [0, 0]).then_some([left, low, right, high].map(i16::from_be_bytes))
}

fn range(data: &[u8], face: &RawFace<'_>, tag: &[u8; 4]) -> Option<Range<usize>> {
    let tag = Tag::from_bytes(tag);
    let record = face.table_records.into_iter().find(|record| record.tag == tag)?;
    let start = usize::try_from(record.offset).ok()?;
    let end = start.checked_add(usize::try_from(record.length).ok()?)?;
    (start < end && end <= data.len()).then_some(start..end)
}
