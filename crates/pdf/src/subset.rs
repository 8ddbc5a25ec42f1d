//! Each face cut down to the glyphs that the pages use, ready for printpdf.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gongwen_fonts::{Face, FaceId};
use gongwen_layout::{GlyphRun, Pages};
use lopdf::{Dictionary, Document, Object};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMetricsStub, Pt,
    TextItem,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::error::Fault;

/// What a reader gets for a glyph that stands for nothing.
const NO_TEXT: &str = "\u{FFFD}";

/// Whose glyphs an embedded font holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The glyphs of this document alone.
    Own,
    /// The glyphs that the documents of a run share.
    Shared,
}

/// All faces of a document, cut.
#[derive(Default)]
pub(crate) struct Subsets<'a>(pub(crate) BTreeMap<(FaceId, Part), Subset<'a>>);

impl<'a> Subsets<'a> {
    /// The embedded glyph for one of a face, in the font that holds it.
    pub(crate) fn cell(&self, face: FaceId, glyph: u16) -> EmbeddedGlyph<'_> {
        let cell = |part| self.0.get(&(face, part)).map(|subset| subset.cell(glyph));
        let missing = EmbeddedGlyph { part: Part::Own, code: 0, text: NO_TEXT, width: 0 };
        // A font of the document itself need not be there when all its glyphs are shared.
        let shared = cell(Part::Shared);
        shared.filter(|cell| cell.code != 0).or_else(|| cell(Part::Own)).or(shared).unwrap_or(missing)
    }

    /// The font of a face.
    pub(crate) fn get(&self, face: FaceId, part: Part) -> Option<&Subset<'a>> {
        self.0.get(&(face, part))
    }

    /// All fonts of the file, in a settled order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Subset<'a>> {
        self.0.values()
    }

    /// The fonts that are made for this document.
    pub(crate) fn own(&mut self) -> impl Iterator<Item = &mut Subset<'a>> {
        self.0.iter_mut().filter(|((_, part), _)| *part == Part::Own).map(|(_, subset)| subset)
    }
}

/// A face as it is embedded.
pub(crate) struct Subset<'a> {
    /// Name of the resource, as `F1`.
    pub(crate) resource: String,
    /// Name of the embedded font, as `ABCDEF+Face`.
    pub(crate) name: String,
    face: &'a Face,
    program: Vec<u8>,
    /// Id in the embedded font by id in the face; 0 for a glyph that is not used.
    pub(crate) codes: Cow<'a, [u16]>,
    /// By id in the embedded font.
    pub(crate) cells: Vec<EmbeddedGlyph<'a>>,
}

/// A glyph of the embedded font.
#[derive(Clone, Copy)]
pub(crate) struct EmbeddedGlyph<'a> {
    /// Which font of its face.
    pub(crate) part: Part,
    /// Its id there, which is its code and its CID.
    pub(crate) code: u16,
    /// The text that it stands for; the first use decides.
    pub(crate) text: &'a str,
    /// Advance in thousandths of an em, as printpdf writes it to `/W`.
    pub(crate) width: i64,
}

/// Glyphs of one face as they turn up.
#[derive(Default)]
pub(crate) struct Used<'a> {
    codes: Vec<u16>,
    /// Id in the face, and text.
    pub(crate) glyphs: Vec<(u16, &'a str)>,
}

impl<'a> Used<'a> {
    /// Adds the glyphs of a run, but those that have a code in `shared`.
    pub(crate) fn add(&mut self, run: &'a GlyphRun, shared: &[u16]) {
        for glyph in &run.glyphs {
            if shared.get(usize::from(glyph.id)).is_some_and(|code| *code != 0) {
                continue;
            }
            self.put(glyph.id, run.text.get(glyph.text.clone()).unwrap_or_default());
        }
    }

    /// Adds a glyph that stands for this text.
    pub(crate) fn put(&mut self, glyph: u16, text: &'a str) {
        let index = usize::from(glyph);
        if index >= self.codes.len() {
            self.codes.resize(index + 1, 0);
        }
        // The code of .notdef is 0, so it is asked for again each time.
        if self.codes[index] == 0 && glyph != 0 && self.glyphs.len() < usize::from(u16::MAX) {
            self.glyphs.push((glyph, text));
            self.codes[index] = u16::try_from(self.glyphs.len()).unwrap_or(0);
        }
    }
}

impl<'a> Subset<'a> {
    /// A font whose program is embedded from elsewhere.
    pub(crate) fn ready(
        resource: String,
        name: String,
        face: &'a Face,
        codes: &'a [u16],
        cells: Vec<EmbeddedGlyph<'a>>,
    ) -> Subset<'a> {
        Subset { resource, name, face, program: Vec::new(), codes: codes.into(), cells }
    }

    /// The embedded glyph for one of the face.
    fn cell(&self, glyph: u16) -> EmbeddedGlyph<'_> {
        let code = self.codes.get(usize::from(glyph)).copied().unwrap_or(0);
        let missing = EmbeddedGlyph { part: Part::Own, code: 0, text: NO_TEXT, width: 0 };
        self.cells.get(usize::from(code)).copied().unwrap_or(missing)
    }

    /// Every glyph once: from this printpdf writes widths and the map to Unicode.
    pub(crate) fn specimen(&self) -> [Op; 2] {
        let glyphs = self.cells.iter().map(|cell| Codepoint {
            gid: cell.code,
            offset: 0.0,
            cid: Some(cell.text.to_owned()),
        });
        let font = PdfFontHandle::External(FontId(self.resource.clone()));
        [
            Op::SetFont { font, size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] },
        ]
    }

    /// The font as printpdf takes it; its program moves there.
    pub(crate) fn font(&mut self) -> (FontId, PdfFont) {
        let (metrics, units_per_em) = (self.face.metrics, self.face.units_per_em);
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let widths = self.cells.iter().zip(self.glyphs());
        let parsed = ParsedFont {
            original_bytes: std::mem::take(&mut self.program),
            font_index: 0,
            font_name: Some(self.name.clone()),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: widths.map(|(cell, glyph)| (cell.code, self.face.advance(glyph))).collect(),
            units_per_em,
            font_metrics: FontMetrics { ascent: metrics.ascender, descent: metrics.descender },
            font_type: if metrics.true_type { FontType::TrueType } else { FontType::OpenTypeCFF(()) },
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em,
                x_min,
                y_min,
                x_max,
                y_max,
                caret_slope_rise: 1,
                caret_slope_run: 0,
                us_weight_class: metrics.weight,
            },
        };
        (FontId(self.resource.clone()), PdfFont::new(parsed))
    }

    /// Ids in the face, by id in the embedded font.
    fn glyphs(&self) -> Vec<u16> {
        let mut glyphs = vec![0; self.cells.len()];
        for (glyph, code) in self.codes.iter().enumerate() {
            if let (Some(slot), 1..) = (glyphs.get_mut(usize::from(*code)), *code) {
                *slot = u16::try_from(glyph).unwrap_or(0);
            }
        }
        glyphs
    }
}

/// Every run of glyphs that the pages show.
pub(crate) fn runs(pages: &Pages) -> impl Iterator<Item = &GlyphRun> {
    let runs = pages.pages.iter().flat_map(|page| page.runs.iter().chain(&page.upright_runs));
    runs.filter(|run| !run.glyphs.is_empty())
}

pub(crate) fn cut<'a>(
    face: &'a Face,
    used: Used<'a>,
    part: Part,
    resource: String,
) -> Result<Subset<'a>, Fault> {
    let mut remapper = GlyphRemapper::new();
    let mut cells = vec![cell(face, part, 0, 0, NO_TEXT)];
    for (glyph, text) in &used.glyphs {
        cells.push(cell(face, part, remapper.remap(*glyph), *glyph, text));
    }
    let program = subsetter::subset(face.data(), face.index(), &remapper)
        .map_err(|source| Fault::Subset { family: face.family.clone(), source })?;
    let name = format!("{}+{}", tag(face, &used.glyphs), name(face));
    Ok(Subset { resource, name, face, program, codes: used.codes.into(), cells })
}

fn cell<'a>(face: &Face, part: Part, code: u16, glyph: u16, text: &'a str) -> EmbeddedGlyph<'a> {
    let width = i64::from(face.advance(glyph)) * 1000 / i64::from(face.units_per_em.max(1));
    // These must not stand in a map to Unicode (ISO 19005-2, 6.2.11.7.2).
    let usable = !text.is_empty() && !text.contains(['\0', '\u{FEFF}', '\u{FFFE}']);
    EmbeddedGlyph { part, code, text: if usable { text } else { NO_TEXT }, width }
}

/// The PostScript name in the characters that one may have.
fn name(face: &Face) -> String {
    let regular = |character: &char| character.is_ascii_graphic() && !"[](){}<>/%+#".contains(*character);
    let name: String = face.postscript_name.chars().filter(regular).take(63).collect();
    if name.is_empty() { "Face".to_owned() } else { name }
}

/// Six capitals that depend on the face and its glyphs alone (ISO 32000-1, 9.6.4).
fn tag(face: &Face, glyphs: &[(u16, &str)]) -> String {
    let mut hash = Sha256::new();
    hash.update(face.postscript_name.as_bytes());
    for (glyph, _) in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Bits of a font descriptor's `/Flags` (ISO 32000-1, table 123).
const FIXED_PITCH: i64 = 1;
const SYMBOLIC: i64 = 1 << 2;
const ITALIC: i64 = 1 << 6;

/// Puts right what printpdf can only guess in the descriptors.
pub(crate) fn complete_descriptors(document: &mut Document, subsets: &Subsets<'_>) {
    for object in document.objects.values_mut() {
        let Ok(descriptor) = object.as_dict_mut() else { continue };
        let Some(subset) = subsets.values().find(|subset| describes(descriptor, &subset.name)) else {
            continue;
        };
        let metrics = subset.face.metrics;
        let scaled = |units: i16| {
            let em = i64::from(subset.face.units_per_em.max(1));
            (i64::from(units) * 2000 + em).div_euclid(2 * em)
        };
        // Not the Latin character set alone.
        let mut flags = SYMBOLIC;
        if metrics.monospaced {
            flags |= FIXED_PITCH;
        }
        if metrics.italic_angle != 0 {
            flags |= ITALIC;
        }
        descriptor.set("Flags", flags);
        descriptor.set("ItalicAngle", i64::from(metrics.italic_angle));
        descriptor.set("CapHeight", scaled(metrics.cap_height));
        if metrics.x_height > 0 {
            descriptor.set("XHeight", scaled(metrics.x_height));
        }
    }
}

fn describes(descriptor: &Dictionary, name: &str) -> bool {
    let is = |key: &[u8], wanted: &[u8]| {
        descriptor.get(key).and_then(Object::as_name).is_ok_and(|found| found == wanted)
    };
    is(b"Type", b"FontDescriptor") && is(b"FontName", name.as_bytes())
}
