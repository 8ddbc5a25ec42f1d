//! One parsed face.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

use gongwen_document::{Length, Point, Step};
use ttf_parser::{Permissions, Tag, name_id};

use crate::outlines::{self, Outlines};

/// Index of a face in a [`Fonts`](crate::Fonts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Where a face came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaceOrigin {
    /// Part of this library 内置.
    Embedded,
    /// A file of this machine or of a folder.
    File(PathBuf),
    /// Bytes that the embedding program handed to [`Fonts::builder`](crate::Fonts::builder).
    Given,
}

/// Why a font is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unusable {
    /// It cannot be read: not a font, cut off, or a table is missing.
    Broken,
    /// It is a variable font, which cannot be embedded as it is.
    Variable,
    /// Its licence bits (`fsType`) forbid embedding it, subsetting it, or embedding its outlines.
    Restricted,
    /// It is a link to a folder that stands outside the one that was asked for; that one is not searched.
    Linked,
}

/// What a PDF's font descriptor says of a face; lengths in font units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Highest point above the baseline.
    pub ascender: i16,
    /// Lowest point of its glyphs in units of the face; negative, below the baseline.
    pub descender: i16,
    /// Height of its capital letters in units of the face.
    pub cap_height: i16,
    /// Height of small letters without ascender; 0 when the font does not say.
    pub x_height: i16,
    /// Box of all glyphs: x min, y min, x max, y max.
    pub bounds: [i16; 4],
    /// 400 regular, 700 bold.
    pub weight: u16,
    /// Whole degrees, negative for leaning to the right; 0 upright.
    pub italic_angle: i16,
    /// Whether all advances are equal.
    pub monospaced: bool,
    /// Whether outlines are TrueType (`glyf`), not CFF.
    pub true_type: bool,
}

/// One parsed face: names, metrics, and glyphs by character.
pub struct Face {
    /// Family name, Chinese if the font has one.
    pub family: String,
    /// PostScript name of the face, as PDF names it.
    pub postscript_name: String,
    /// Units of the face in one em, 1000 or 2048 as a rule.
    pub units_per_em: u16,
    /// Metrics for lines and descriptors.
    pub metrics: Metrics,
    /// Where it came from.
    pub origin: FaceOrigin,
    data: Cow<'static, [u8]>,
    index: u32,
    outlines: Option<Outlines>,
    pages: Vec<Page>,
}

/// Glyphs of 256 neighbouring characters, looked up when first asked for.
type Page = OnceLock<Box<[AtomicU16; 256]>>;

/// Up to U+33FFF, past the last plane with Han characters; what is beyond is looked up each time.
const PAGES: usize = 0x340;

/// States of a cell of a page; every other value is a glyph id plus one.
const UNKNOWN: u16 = 0;
const ABSENT: u16 = u16::MAX;

impl Face {
    /// Parses a font file, or one face of a collection.
    pub(crate) fn parse(data: Cow<'static, [u8]>, index: u32, origin: FaceOrigin) -> Result<Face, Unusable> {
        let parsed = check(&data, index)?;
        let outlines = Outlines::find(&data, index, &parsed).ok_or(Unusable::Broken)?;
        let bounds = parsed.global_bounding_box();
        let (family, postscript_name) = names(&parsed);
        Ok(Face {
            family,
            postscript_name,
            units_per_em: parsed.units_per_em(),
            metrics: Metrics {
                ascender: parsed.ascender(),
                descender: parsed.descender(),
                cap_height: parsed.capital_height().unwrap_or(parsed.ascender()),
                x_height: parsed.x_height().unwrap_or(0),
                bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
                weight: parsed.weight().to_number(),
                // A cast from float saturates.
                italic_angle: parsed.italic_angle().round() as i16,
                monospaced: parsed.is_monospaced(),
                true_type: outlines.true_type(),
            },
            origin,
            index,
            outlines: Some(outlines),
            pages: std::iter::repeat_with(Page::new).take(PAGES).collect(),
            data,
        })
    }

    /// A face without a glyph, in the place of one whose file is gone since it was found.
    pub(crate) fn empty() -> Face {
        Face {
            family: String::new(),
            postscript_name: String::new(),
            units_per_em: 1000,
            metrics: Metrics::default(),
            origin: FaceOrigin::Embedded,
            data: Cow::Borrowed(&[]),
            index: 0,
            outlines: None,
            pages: Vec::new(),
        }
    }

    /// The whole font file as bytes; of a collection, all of its faces.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Index in a collection (ttc).
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The glyph of a character; `None` when it has none, or one without ink that should have some.
    ///
    /// ```
    /// # use gongwen_document::FaceRole;
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// let face = fonts.face(fonts.primary(FaceRole::FangSong));
    /// assert!(face.glyph('永').is_some() && face.glyph('\u{3000}').is_some());
    /// assert_eq!(face.glyph('\u{E000}'), None);
    /// ```
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = u32::from(character) as usize;
        let Some(page) = self.pages.get(code / 256) else { return self.look_up(character) };
        let cell = &page.get_or_init(|| Box::new([const { AtomicU16::new(UNKNOWN) }; 256]))[code % 256];
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
        let outlines = self.outlines.as_ref()?;
        let glyph = outlines.glyph(&self.data, character).filter(|glyph| *glyph < ABSENT - 1)?;
        (character.is_whitespace() || outlines.ink(&self.data, glyph).is_some()).then_some(glyph)
    }

    /// Advance width of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.outlines.as_ref().map_or(0, |outlines| outlines.advance(&self.data, glyph))
    }

    /// Outline of a glyph at this size, its origin at `at`; empty when it is blank.
    ///
    /// ```
    /// # use gongwen_document::{FaceRole, Length, Point};
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// let face = fonts.face(fonts.primary(FaceRole::FangSong));
    /// let glyph = face.glyph('一').expect("the first of all");
    /// assert!(!face.outline(glyph, Length::pt(16), Point::default()).is_empty());
    /// ```
    pub fn outline(&self, glyph: u16, size: Length, at: Point) -> Vec<Step> {
        let em = i64::from(self.units_per_em.max(1));
        outlines::path(&self.data, self.index, glyph, |x, y| {
            // Fonts count upwards.
            let place = |units: f32| size.scale((f64::from(units) * 64.0).round() as i64, em * 64);
            Point::new(at.x + place(x), at.y - place(y))
        })
    }

    /// Ink box of a glyph in font units: x min, y min, x max, y max; `None` when blank.
    pub fn ink(&self, glyph: u16) -> Option<[i16; 4]> {
        self.outlines.as_ref()?.ink(&self.data, glyph)
    }
}

/// Parses a font that may and can be embedded as it is.
pub(crate) fn check(data: &[u8], index: u32) -> Result<ttf_parser::Face<'_>, Unusable> {
    let face = ttf_parser::Face::parse(data, index).map_err(|_| Unusable::Broken)?;
    if Outlines::find(data, index, &face).is_none() {
        return Err(Unusable::Broken);
    }
    if face.raw_face().table(Tag::from_bytes(b"fvar")).is_some() {
        return Err(Unusable::Variable);
    }
    let forbidden = face.tables().os2.is_some_and(|os2| {
        os2.permissions() == Some(Permissions::Restricted)
            || !os2.is_subsetting_allowed()
            || !os2.is_outline_embedding_allowed()
    });
    if forbidden { Err(Unusable::Restricted) } else { Ok(face) }
}

/// Family and PostScript name.
pub(crate) fn names(face: &ttf_parser::Face<'_>) -> (String, String) {
    let family = name(face, name_id::FAMILY).unwrap_or_default();
    let postscript_name = name(face, name_id::POST_SCRIPT_NAME).unwrap_or_else(|| family.clone());
    (family, postscript_name)
}

fn name(face: &ttf_parser::Face<'_>, id: u16) -> Option<String> {
    let names = || face.names().into_iter().filter(|name| name.name_id == id && name.is_unicode());
    let chinese = names().find(|name| name.language_id == 0x0804);
    chinese.or_else(|| names().next()).and_then(|name| name.to_string()).filter(|name| !name.is_empty())
}
