//! Lines of text: real characters, an `x` for each.

use gongwen_document::style::ParagraphStyle;
use gongwen_document::{Length, Point};
use gongwen_fonts::{Face, Fonts};
use gongwen_layout::{Color, Glyph, GlyphRun};

use crate::face::family;
use crate::markup::Markup;
use crate::path::steps;

/// A line: one `text` element, and in it a `tspan` for each run when there are several. Condensed glyphs are drawn in a
/// narrower system of coordinates.
pub(crate) fn line(out: &mut Markup, runs: &[GlyphRun], path: &str, fonts: &Fonts) {
    let Some(first) = runs.first() else { return };
    out.put("<text");
    if !path.is_empty() {
        out.attribute("data-path", path);
    }
    if first.scale != 100 {
        out.put(" transform=\"scale(");
        out.ratio(i128::from(first.scale), 1, 2);
        out.put(" 1)\"");
    }
    if let [only] = runs {
        set(out, only, None);
        characters(out, only, fonts.face(only.face));
    } else {
        set(out, first, None);
        out.put(">");
        let mut before = first;
        for run in runs {
            out.put("<tspan");
            set(out, run, Some((first, before)));
            characters(out, run, fonts.face(run.face));
            out.put("</tspan>");
            before = run;
        }
    }
    out.put("</text>\n");
    runs.iter().for_each(|run| drawn(out, run, fonts.face(run.face)));
}

/// Face, size, colour and height, as far as they are not those of the line; the height as far as it is not the last one.
fn set(out: &mut Markup, run: &GlyphRun, within: Option<(&GlyphRun, &GlyphRun)>) {
    let line = within.map(|(line, _)| line);
    if within.is_none_or(|(_, before)| before.baseline != run.baseline) {
        out.measure("y", run.baseline);
    }
    if line.is_none_or(|line| line.face != run.face) {
        out.attribute("font-family", &family(run.face));
    }
    if line.is_none_or(|line| line.size != run.size) {
        out.measure("font-size", run.size);
    }
    if run.color == Color::Red && line.is_none_or(|line| line.color != run.color) {
        out.put(" fill=\"#f00\"");
    }
    if run.bold && line.is_none_or(|line| !line.bold) {
        // The pen along the outlines is a share of the size, which may be another one in each run.
        out.put(" stroke=\"#000\"");
        out.measure("stroke-width", ParagraphStyle::rim(run.size));
    }
    if !run.bold && line.is_some_and(|line| line.bold) {
        out.put(" stroke=\"none\"");
    }
    if run.color == Color::Black && line.is_some_and(|line| line.color != run.color) {
        out.put(" fill=\"#000\"");
    }
}

/// ` x="…">` and the characters. Browsers count an `x` for each UTF-16 unit or for each character, who knows; so what has
/// two of them has an element of its own, and so has what shows another glyph than the face has for it.
fn characters(out: &mut Markup, run: &GlyphRun, face: &Face) {
    let text = |glyph: &Glyph| run.text.get(glyph.text.clone()).unwrap_or_default();
    let plain = |glyph: &Glyph| text(glyph).encode_utf16().count() == 1 && is_own(text(glyph), glyph, face);
    let places = |out: &mut Markup, glyphs: &[Glyph]| {
        out.put(" x=\"");
        for (index, glyph) in glyphs.iter().enumerate() {
            if index > 0 {
                out.put(" ");
            }
            x(out, glyph.x, run.scale);
        }
        out.put("\">");
    };
    if run.glyphs.iter().all(plain) {
        places(out, &run.glyphs);
        run.glyphs.iter().for_each(|glyph| out.escaped(text(glyph)));
        return;
    }
    out.put(">");
    for glyphs in run.glyphs.chunk_by(|one, other| plain(one) && plain(other)) {
        out.put("<tspan");
        if glyphs.first().is_some_and(|first| !is_own(text(first), first, face)) {
            // Found and selected as text; seen as the shape that is drawn for it.
            out.put(" fill=\"none\"");
        }
        places(out, glyphs);
        glyphs.iter().for_each(|glyph| out.escaped(text(glyph)));
        out.put("</tspan>");
    }
}

/// Whether this is the glyph that the face has for its text.
fn is_own(text: &str, glyph: &Glyph, face: &Face) -> bool {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => face.glyph(only) == Some(glyph.id),
        _ => false,
    }
}

/// Glyphs that a browser would not find by their text, as shapes.
fn drawn(out: &mut Markup, run: &GlyphRun, face: &Face) {
    for glyph in &run.glyphs {
        let text = run.text.get(glyph.text.clone()).unwrap_or_default();
        if is_own(text, glyph, face) {
            continue;
        }
        let outline = face.outline(glyph.id, run.size, Point::default());
        if outline.is_empty() {
            continue;
        }
        out.put("<path transform=\"matrix(");
        out.ratio(i128::from(run.scale), 1, 2);
        out.put(" 0 0 1 ");
        out.length(glyph.x);
        out.put(" ");
        out.length(run.baseline);
        out.put(")\"");
        if run.color == Color::Red {
            out.put(" fill=\"#f00\"");
        }
        steps(out, &outline);
        out.put("/>\n");
    }
}

fn x(out: &mut Markup, x: Length, scale: u8) {
    match scale {
        0 | 100 => out.length(x),
        percent => out.ratio(i128::from(x.emu()) * 100 * 100, 12_700 * i128::from(percent), 2),
    }
}
