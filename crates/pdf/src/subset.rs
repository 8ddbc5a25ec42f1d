//! Each face cut down to the glyphs that the pages use, ready for printpdf.

use std::collections::{BTreeMap, BTreeSet};

use gongwen_fonts::{Face, FaceId, Fonts};
use gongwen_layout::Pages;
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::Error;

/// A face as it is embedded.
pub(crate) struct Subset {
    /// Name of the resource.
    pub(crate) id: FontId,
    /// The font as printpdf takes it.
    pub(crate) font: PdfFont,
    /// The text that each glyph of the face stands for; the first use decides.
    pub(crate) text: BTreeMap<u16, String>,
    remapper: GlyphRemapper,
    units_per_em: u16,
    advances: BTreeMap<u16, u16>,
}

impl Subset {
    /// Id of a glyph of the face in the embedded font.
    pub(crate) fn glyph(&self, glyph: u16) -> u16 {
        self.remapper.get(glyph).unwrap_or(0)
    }

    /// Advance in thousandths of an em, as the `/W` array has it.
    pub(crate) fn width(&self, glyph: u16) -> i64 {
        let advance = self.advances.get(&glyph).copied().unwrap_or(0);
        i64::from(advance) * 1000 / i64::from(self.units_per_em.max(1))
    }
}

/// Cuts every face that the pages use.
pub(crate) fn subset(pages: &Pages, fonts: &Fonts) -> Result<BTreeMap<FaceId, Subset>, Error> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, String>> = BTreeMap::new();
    for run in pages.pages.iter().flat_map(|page| &page.runs) {
        let glyphs = used.entry(run.face).or_default();
        for glyph in &run.glyphs {
            glyphs
                .entry(glyph.id)
                .or_insert_with(|| run.text.get(glyph.text.clone()).unwrap_or_default().to_owned());
        }
    }
    used.into_iter().map(|(id, text)| Ok((id, cut(fonts.face(id), text)?))).collect()
}

fn cut(face: &Face, text: BTreeMap<u16, String>) -> Result<Subset, Error> {
    let glyphs: BTreeSet<u16> = text.keys().copied().collect();
    let sorted: Vec<u16> = glyphs.into_iter().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&sorted);
    let program = subsetter::subset(face.data(), face.index(), &remapper)
        .map_err(|error| Error::Subset { family: face.family.clone(), reason: error.to_string() })?;
    let name = format!("{}+{}", tag(face, &sorted), face.postscript_name.replace(' ', ""));
    let advances: BTreeMap<u16, u16> = sorted.iter().map(|glyph| (*glyph, face.advance(*glyph))).collect();
    let metrics = face.metrics;
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    let parsed = ParsedFont {
        original_bytes: program,
        font_index: 0,
        font_name: Some(name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: advances
            .iter()
            .filter_map(|(glyph, advance)| Some((remapper.get(*glyph)?, *advance)))
            .collect(),
        units_per_em: face.units_per_em,
        font_metrics: FontMetrics { ascent: metrics.ascender, descent: metrics.descender },
        font_type: if metrics.true_type { FontType::TrueType } else { FontType::OpenTypeCFF(()) },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: face.units_per_em,
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: metrics.weight,
        },
    };
    Ok(Subset {
        id: FontId(name.replace('+', "-")),
        font: PdfFont::new(parsed),
        text,
        remapper,
        units_per_em: face.units_per_em,
        advances,
    })
}

/// Six capitals that depend on the face and its glyphs alone (ISO 32000-1, 9.6.4).
fn tag(face: &Face, glyphs: &[u16]) -> String {
    let mut hash = Sha256::new();
    hash.update(face.postscript_name.as_bytes());
    for glyph in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
