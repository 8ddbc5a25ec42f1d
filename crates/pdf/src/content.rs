//! Content of the pages: marked runs of glyphs at exact places, rules as filled rectangles.
//!
//! Written here and not through printpdf's operations: those take floats, know no text spacing beside `TJ`, and cost a
//! string for each glyph.

use std::ops::Range;

use gongwen_document::style::ParagraphStyle;
use gongwen_document::{Length, Orientation};
use gongwen_fonts::FaceId;
use gongwen_layout::{Color, GlyphRun, Page, Pages, PlacedPicture, Rule};

use crate::images::{Images, MULTIPLY, drawn};
use crate::operators::{Operators, UNITS, bounded};
use crate::structure::sections;
use crate::subset::{EmbeddedGlyph, Part, Subsets};

/// Readers make a space of a gap, and a new line of an overlap, of a tenth of the size; what comes near it has its
/// text said. In thousandths.
const GAP: i128 = 80;
/// The pen may be off by so much, in ten-thousandths of a point, before a number in a `TJ` sets it right.
const DRIFT: i128 = 40;
/// No number in a `TJ` goes beyond so many sizes, in ten-thousandths of one.
const FARTHEST: i128 = 10_000_000;
/// Ten-thousandths of an EMU: places count in these, so that widths and spacing add up without rounding.
const FINE: i128 = 10_000;
/// A ten-thousandth of a point in them.
const UNIT: i128 = 12_700 * FINE / UNITS;

/// The content stream of each page. `tags` are the types of the elements by node.
pub(crate) fn streams(
    pages: &Pages,
    subsets: &Subsets<'_>,
    tags: &[&'static str],
    images: &Images,
) -> Vec<Vec<u8>> {
    pages.pages.iter().map(|page| stream(page, subsets, tags, images)).collect()
}

fn stream(page: &Page, subsets: &Subsets<'_>, tags: &[&'static str], images: &Images) -> Vec<u8> {
    let mut writer = Writer {
        out: Operators::default(),
        subsets,
        height: page.height,
        font: None,
        spacing: 0,
        scale: 100,
        color: Color::Black,
        rim: Length::ZERO,
    };
    let lies = page.orientation == Orientation::Landscape;
    if lies {
        // The page is read with the sheet turned clockwise, so it is drawn turned the other way.
        writer.out.put("q 0 1 -1 0 ");
        writer.out.length(page.height);
        writer.out.put("0 cm\n");
    }
    let sections: Vec<_> = sections(page, tags.len()).into_iter().collect();
    let mut next = sections.last().map_or(0, |section| section.mcid + u64::from(section.node.is_some()));
    let mut pictures = Vec::new();
    for picture in drawn(page, images) {
        let Some(image) = images.get(&picture.picture) else { continue };
        let tag = picture.node.and_then(|node| tags.get(node)).map(|tag| (tag, next));
        next += u64::from(tag.is_some());
        pictures.push((picture, image, tag));
    }
    // Seals before the text: a reader or printer that knows no blending leaves names and dates whole all the same.
    let (seals, pictures): (Vec<_>, Vec<_>) =
        pictures.into_iter().partition(|(picture, ..)| picture.over_text);
    for (picture, image, tag) in seals {
        writer.marked(tag);
        writer.draw(picture, &image.resource);
        writer.out.put("EMC\n");
    }
    for section in sections {
        match section.node.and_then(|node| tags.get(node)) {
            Some(tag) => writer.begin(tag, section.mcid),
            None => writer.out.put("/Artifact<</Type/Pagination>>BDC\n"),
        }
        writer.out.put("BT\n");
        for run in page.runs.get(section.runs).unwrap_or_default() {
            writer.show(run);
        }
        writer.out.put("ET\nEMC\n");
    }
    if !page.rules.is_empty() {
        writer.out.put("/Artifact<</Type/Layout>>BDC\n");
        for rule in &page.rules {
            writer.fill(rule);
        }
        writer.out.put("EMC\n");
    }
    for (picture, image, tag) in pictures {
        writer.marked(tag);
        writer.draw(picture, &image.resource);
        writer.out.put("EMC\n");
    }
    if lies {
        writer.out.put("Q\n");
        writer.upright(page);
    }
    writer.out.into_bytes()
}

/// Writes one page; knows what the reader's graphics state is.
struct Writer<'a> {
    out: Operators,
    subsets: &'a Subsets<'a>,
    height: Length,
    font: Option<(FaceId, Part, Length)>,
    spacing: i64,
    /// Horizontal scaling, in percent.
    scale: u8,
    color: Color,
    /// Width of the pen along the outlines of bold glyphs; none where they are only filled.
    rim: Length,
}

/// A glyph, where it goes and what it says.
struct Placed<'a> {
    cell: EmbeddedGlyph<'a>,
    /// From the first glyph of the run, fine; before glyphs and distances are scaled.
    x: i128,
    text: &'a str,
}

impl Writer<'_> {
    /// Begins the marked content of an element.
    fn begin(&mut self, tag: &str, mcid: u64) {
        self.out.put("/");
        self.out.put(tag);
        self.out.put("<</MCID ");
        self.out.integer(mcid);
        self.out.put(">>BDC\n");
    }

    /// Begins the marked content of a picture.
    fn marked(&mut self, tag: Option<(&&str, u64)>) {
        match tag {
            Some((tag, mcid)) => self.begin(tag, mcid),
            None => self.out.put("/Artifact<</Type/Layout>>BDC\n"),
        }
    }

    /// A picture, stretched over its place; one over text multiplies with what it lies on.
    fn draw(&mut self, picture: &PlacedPicture, resource: &str) {
        self.out.put("q ");
        if picture.over_text {
            self.out.put("/");
            self.out.put(MULTIPLY);
            self.out.put(" gs ");
        }
        self.out.length(picture.width);
        self.out.put("0 0 ");
        self.out.length(picture.height);
        self.out.length(picture.x);
        let bottom = picture.y.emu().saturating_add(picture.height.emu());
        self.out.height(self.height, Length::from_emu(bottom));
        self.out.put("cm /");
        self.out.put(resource);
        self.out.put(" Do Q\n");
    }

    /// One run: a font, a place, a spacing that suits most of its glyphs, and a `TJ` for the others.
    fn show(&mut self, run: &GlyphRun) {
        let Some(first) = run.glyphs.first() else { return };
        self.color(run.color);
        self.scale(run.scale);
        self.rim(run);
        self.set_font(run, self.subsets.cell(run.face, first.id).part);
        self.out.put("1 0 0 1 ");
        self.out.length(first.x);
        self.out.height(self.height, run.baseline);
        self.out.put("Tm\n");
        let natural = |fine: i128| match run.scale {
            100 => fine,
            scale => fine * 100 / i128::from(scale).max(1),
        };
        let placed: Vec<Placed<'_>> = run
            .glyphs
            .iter()
            .map(|glyph| Placed {
                cell: self.subsets.cell(run.face, glyph.id),
                x: natural((i128::from(glyph.x.emu()) - i128::from(first.x.emu())) * FINE),
                text: run.text.get(glyph.text.clone()).unwrap_or_default(),
            })
            .collect();
        let size = i128::from(run.size.emu()).max(1);
        let gaps: Vec<i128> =
            placed.windows(2).map(|pair| pair[1].x - pair[0].x - advance(&pair[0].cell, size)).collect();
        self.space(common(&gaps, self.spacing));
        let mut pen = 0;
        for (piece, said) in pieces(&placed, &gaps, size) {
            let glyphs = placed.get(piece).unwrap_or_default();
            if said {
                self.out.put("/Span<</ActualText <feff");
                for unit in glyphs.iter().flat_map(|glyph| glyph.text.encode_utf16()) {
                    self.out.hex(unit);
                }
                self.out.put("> >>BDC\n");
            }
            for glyphs in glyphs.chunk_by(|one, other| one.cell.part == other.cell.part) {
                self.array(run, glyphs, &mut pen);
            }
            if said {
                self.out.put("EMC\n");
            }
        }
    }

    fn set_font(&mut self, run: &GlyphRun, part: Part) {
        let font = Some((run.face, part, run.size));
        let Some(subset) = self.subsets.get(run.face, part).filter(|_| self.font != font) else { return };
        self.font = font;
        self.out.put("/");
        self.out.put(&subset.resource);
        self.out.put(" ");
        self.out.length(run.size);
        self.out.put("Tf\n");
    }

    /// Shows glyphs of one font in one `TJ`, or `Tj` when the pen comes by itself to where each has to stand.
    fn array(&mut self, run: &GlyphRun, glyphs: &[Placed<'_>], pen: &mut i128) {
        if let Some(first) = glyphs.first() {
            // The pen stays where it is.
            self.set_font(run, first.cell.part);
        }
        let size = i128::from(run.size.emu()).max(1);
        let spacing = i128::from(self.spacing) * UNIT;
        let mut moves = Vec::with_capacity(glyphs.len());
        let mut array = false;
        for glyph in glyphs {
            let off = glyph.x - *pen;
            // In ten-thousandths of the size, which is a tenth of what a number in a TJ counts.
            let back = if off.abs() > DRIFT * UNIT { divided(-2 * off + size, 2 * size) } else { 0 };
            let back = back.clamp(-FARTHEST, FARTHEST);
            *pen += advance(&glyph.cell, size) + spacing - back * size;
            array |= back != 0;
            moves.push(back);
        }
        self.out.put(if array { "[" } else { "<" });
        let mut open = !array;
        for (glyph, back) in glyphs.iter().zip(moves) {
            if back != 0 {
                if open {
                    self.out.put(">");
                }
                self.out.number(i64::try_from(back * 1000).unwrap_or(0));
                open = false;
            }
            if !open {
                self.out.put("<");
                open = true;
            }
            self.out.hex(glyph.cell.code);
        }
        self.out.put(if array { ">]TJ\n" } else { ">Tj\n" });
    }

    /// What stands on a lying page as on upright ones: its number.
    fn upright(&mut self, page: &Page) {
        // The state is again what it was before the page was turned.
        (self.font, self.spacing, self.scale, self.color) = (None, 0, 100, Color::Black);
        self.rim = Length::ZERO;
        self.height = page.width;
        if !page.upright_runs.is_empty() {
            self.out.put("/Artifact<</Type/Pagination>>BDC\nBT\n");
            for run in &page.upright_runs {
                self.show(run);
            }
            self.out.put("ET\nEMC\n");
        }
    }

    fn space(&mut self, spacing: i64) {
        if self.spacing != spacing {
            self.spacing = spacing;
            self.out.number(spacing);
            self.out.put(" Tc\n");
        }
    }

    fn scale(&mut self, percent: u8) {
        if self.scale != percent {
            self.scale = percent;
            self.out.integer(u64::from(percent));
            self.out.put(" Tz\n");
        }
    }

    /// Bold type is filled and drawn along its outlines, in black as all bold type is.
    fn rim(&mut self, run: &GlyphRun) {
        let rim = if run.bold { ParagraphStyle::rim(run.size) } else { Length::ZERO };
        if self.rim != rim {
            self.rim = rim;
            if run.bold {
                self.out.length(rim);
                self.out.put("w 2 Tr\n");
            } else {
                self.out.put("0 Tr\n");
            }
        }
    }

    fn fill(&mut self, rule: &Rule) {
        self.color(rule.color);
        self.out.length(rule.x);
        let bottom = rule.y.emu().saturating_add(rule.height.emu());
        self.out.height(self.height, Length::from_emu(bottom));
        self.out.length(rule.width);
        self.out.length(rule.height);
        self.out.put("re f\n");
    }

    fn color(&mut self, color: Color) {
        if self.color != color {
            self.color = color;
            self.out.put(match color {
                Color::Black => "0 g\n",
                Color::Red => "1 0 0 rg\n",
            });
        }
    }
}

/// How far a glyph of this size takes the pen, fine.
fn advance(cell: &EmbeddedGlyph<'_>, size: i128) -> i128 {
    i128::from(cell.width) * size * (FINE / 1000)
}

/// A distance by a positive length, rounded downwards. It is asked for each glyph, and lengths on a page fit a machine's
/// word, in which it takes a tenth of the time.
fn divided(number: i128, by: i128) -> i128 {
    match (i64::try_from(number), i64::try_from(by)) {
        (Ok(number), Ok(by)) if by > 0 => i128::from(number.div_euclid(by)),
        _ => number.div_euclid(by.max(1)),
    }
}

/// The spacing that suits most gaps, in ten-thousandths of a point; the current one when none is found twice.
fn common(gaps: &[i128], current: i64) -> i64 {
    let mut rounded: Vec<i64> = gaps.iter().map(|gap| bounded(divided(2 * gap + UNIT, 2 * UNIT))).collect();
    rounded.sort_unstable();
    let (mut best, mut most) = (current, rounded.iter().filter(|gap| **gap == current).count().max(1));
    for same in rounded.chunk_by(|one, other| one == other) {
        if same.len() > most {
            (best, most) = (same[0], same.len());
        }
    }
    best
}

/// Parts the glyphs of a run into pieces, and tells of each whether its text must be said in so many words
/// (`ActualText`).
///
/// Readers make a space of a gap, and a new line of an overlap, of a tenth of the size; and a glyph may stand for other
/// text than the font's map says, when two characters share it. In 今年，全 with the mark squeezed to half its width, 全
/// overlaps the cell of ，: the pieces are 今年, said by its glyphs, and ，全, said in words. Gaps that follow each other
/// make one piece; a space that is written speaks for itself.
fn pieces(placed: &[Placed<'_>], gaps: &[i128], size: i128) -> Vec<(Range<usize>, bool)> {
    let blank = |glyph: &Placed<'_>| glyph.text.chars().all(char::is_whitespace);
    let torn = |index: usize| {
        gaps.get(index).is_some_and(|gap| gap.abs() > GAP * size * (FINE / 1000))
            && !placed[index..index + 2].iter().any(blank)
    };
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < placed.len() {
        let mut end = index;
        while torn(end) {
            end += 1;
        }
        if end == index && placed[index].text == placed[index].cell.text {
            index += 1;
            continue;
        }
        if start < index {
            pieces.push((start..index, false));
        }
        pieces.push((index..end + 1, true));
        index = end + 1;
        start = index;
    }
    if start < placed.len() {
        pieces.push((start..placed.len(), false));
    }
    pieces
}
