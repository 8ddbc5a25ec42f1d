//! One parsed face.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU16, Ordering};

use ttf_parser::{GlyphId, name_id};

/// Index of a face in a [`Fonts`](crate::Fonts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Where a face came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Part of this library.
    Embedded,
    /// A file.
    File(PathBuf),
}

/// What a PDF's font descriptor says of a face; lengths in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Highest point above the baseline.
    pub ascender: i16,
    /// Lowest point, negative.
    pub descender: i16,
    /// Height of capitals.
    pub cap_height: i16,
    /// Box of all glyphs: x min, y min, x max, y max.
    pub bounds: [i16; 4],
    /// 400 regular, 700 bold.
    pub weight: u16,
    /// Whether all advances are equal.
    pub monospaced: bool,
    /// Whether outlines are TrueType (`glyf`), not CFF.
    pub true_type: bool,
}

/// One parsed face: names, metrics, and glyphs by character.
pub struct Face {
    /// Family name, Chinese if the font has one.
    pub family: String,
    /// PostScript name.
    pub postscript_name: String,
    /// Units per em.
    pub units_per_em: u16,
    /// Metrics for lines and descriptors.
    pub metrics: Metrics,
    /// Where it came from.
    pub origin: Origin,
    data: Cow<'static, [u8]>,
    index: u32,
    advances: Vec<u16>,
    glyphs: Vec<AtomicU16>,
}

/// States of a cell of `Face::glyphs`; every other value is a glyph id plus one.
const UNKNOWN: u16 = 0;
const ABSENT: u16 = u16::MAX;

impl Face {
    /// Parses a font file, or one face of a collection; `None` when it is broken, variable, or must not be embedded.
    pub(crate) fn parse(data: Cow<'static, [u8]>, index: u32, origin: Origin) -> Option<Face> {
        let parsed = ttf_parser::Face::parse(&data, index).ok()?;
        let variable = parsed.raw_face().table(ttf_parser::Tag::from_bytes(b"fvar")).is_some();
        let restricted = parsed.permissions() == Some(ttf_parser::Permissions::Restricted);
        let units_per_em = parsed.units_per_em();
        if variable || restricted || units_per_em == 0 {
            return None;
        }
        let bounds = parsed.global_bounding_box();
        let metrics = Metrics {
            ascender: parsed.ascender(),
            descender: parsed.descender(),
            cap_height: parsed.capital_height().unwrap_or(parsed.ascender()),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            weight: parsed.weight().to_number(),
            monospaced: parsed.is_monospaced(),
            true_type: parsed.tables().glyf.is_some(),
        };
        let advances = (0..parsed.number_of_glyphs())
            .map(|id| parsed.glyph_hor_advance(GlyphId(id)).unwrap_or(0))
            .collect();
        let family = name(&parsed, name_id::FAMILY).unwrap_or_default();
        let postscript_name = name(&parsed, name_id::POST_SCRIPT_NAME).unwrap_or_else(|| family.clone());
        Some(Face {
            family,
            postscript_name,
            units_per_em,
            metrics,
            origin,
            index,
            advances,
            glyphs: std::iter::repeat_with(|| AtomicU16::new(UNKNOWN)).take(0x1_0000).collect(),
            data,
        })
    }

    /// The font file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Index in a collection (ttc).
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The glyph of a character; `None` when it has none, or one without ink that should have some.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let Some(cell) = self.glyphs.get(character as usize) else { return self.look_up(character) };
        // The value depends on the character alone, so it does not matter which thread writes it.
        match cell.load(Ordering::Relaxed) {
            UNKNOWN => {
                let found = self.look_up(character);
                cell.store(found.map_or(ABSENT, |glyph| glyph + 1), Ordering::Relaxed);
                found
            }
            ABSENT => None,
            known => Some(known - 1),
        }
    }

    fn look_up(&self, character: char) -> Option<u16> {
        let parsed = ttf_parser::Face::parse(&self.data, self.index).ok()?;
        let glyph = parsed.glyph_index(character).filter(|glyph| glyph.0 != 0 && glyph.0 < ABSENT - 1)?;
        (character.is_whitespace() || parsed.glyph_bounding_box(glyph).is_some()).then_some(glyph.0)
    }

    /// Advance width of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Ink box of a glyph in font units: x min, y min, x max, y max; `None` when blank.
    pub fn ink(&self, glyph: u16) -> Option<[i16; 4]> {
        let parsed = ttf_parser::Face::parse(&self.data, self.index).ok()?;
        let ink = parsed.glyph_bounding_box(GlyphId(glyph))?;
        Some([ink.x_min, ink.y_min, ink.x_max, ink.y_max])
    }
}

fn name(face: &ttf_parser::Face<'_>, id: u16) -> Option<String> {
    let names = || face.names().into_iter().filter(|name| name.name_id == id && name.is_unicode());
    let chinese = names().find(|name| name.language_id == 0x0804);
    chinese.or_else(|| names().next()).and_then(|name| name.to_string()).filter(|name| !name.is_empty())
}
