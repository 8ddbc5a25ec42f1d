//! What the tests share: small documents, and lines read back from pages.

#![allow(unreachable_pub)]

use std::sync::LazyLock;

use gongwen_document::{Block, BlockKind, Document, Inline, Length, Origin, Role, Stylesheet};
use gongwen_fonts::Fonts;
use gongwen_layout::{GlyphRun, Options, Page, Pages, layout};

/// The embedded faces, loaded once.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// A paragraph of this role; `⏎` is a forced new line.
pub fn paragraph(role: Role, text: &str) -> Block {
    let mut inlines = Vec::new();
    for (index, part) in text.split('⏎').enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::text(part));
    }
    block(BlockKind::Paragraph { role, inlines })
}

/// A block that came from nowhere.
pub fn block(kind: BlockKind) -> Block {
    Block { kind, origin: Origin::default() }
}

/// Lays out blocks with the embedded faces.
pub fn pages(blocks: Vec<Block>, style: &Stylesheet) -> Pages {
    let document = Document { blocks, ..Document::default() };
    layout(&document, style, &FONTS, &Options::default()).expect("every character has a face")
}

/// The standard's style with a type area of so many cells, and body text without an indent.
pub fn narrow(cells: i64) -> Stylesheet {
    let mut style = Stylesheet::gbt9704();
    let width = style.grid.character_cell * cells;
    style.page.right_margin = style.page.width - style.page.binding_margin - width;
    style.paragraph_mut(Role::Body).first_line_indent = 0;
    style
}

/// One line as it stands on paper.
#[derive(Clone, Debug)]
pub struct PlacedLine {
    pub text: String,
    pub left: Length,
    pub right: Length,
    pub baseline: Length,
}

/// Lines of a page without its artifacts, top to bottom.
pub fn lines(page: &Page) -> Vec<PlacedLine> {
    gather(page.runs.iter().filter(|run| run.node.is_some()))
}

/// Lines of a page, each of one node: what stands beside each other on a line is apart.
pub fn pieces(page: &Page) -> Vec<PlacedLine> {
    let runs: Vec<&GlyphRun> = page.runs.iter().filter(|run| run.node.is_some()).collect();
    runs.chunk_by(|one, other| one.node == other.node).flat_map(|runs| gather(runs.iter().copied())).collect()
}

fn gather<'a>(runs: impl Iterator<Item = &'a GlyphRun>) -> Vec<PlacedLine> {
    let mut lines: Vec<PlacedLine> = Vec::new();
    for run in runs {
        let left = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
        let right = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x + glyph.advance);
        match lines.last_mut() {
            Some(line) if line.baseline == run.baseline && run_follows(line.right, left) => {
                line.text.push_str(&run.text);
                line.right = right;
            }
            _ => lines.push(PlacedLine { text: run.text.clone(), left, right, baseline: run.baseline }),
        }
    }
    lines
}

fn run_follows(right: Length, left: Length) -> bool {
    left >= right - Length::pt(9)
}

/// Lays out a whole document with the embedded faces.
pub fn lay_out(document: &Document) -> Pages {
    layout(document, &Stylesheet::gbt9704(), &FONTS, &Options::default()).expect("every character has a face")
}

/// Body text of so many full lines.
pub fn body(lines: usize) -> Block {
    // 26 characters beside the indent, then 28 a line.
    paragraph(Role::Body, &"锦".repeat((lines * 28).saturating_sub(2)))
}

/// Whether a length is so many millimetres.
pub fn close(actual: Length, expected: f64) -> bool {
    (actual.to_mm() - expected).abs() < 0.05
}

/// The line with this text, and the number of its page.
#[track_caller]
pub fn find(pages: &Pages, text: &str) -> (usize, PlacedLine) {
    let found = pages.pages.iter().enumerate().find_map(|(number, page)| {
        pieces(page).into_iter().find(|line| line.text == text).map(|line| (number, line))
    });
    found.unwrap_or_else(|| panic!("no line {text} in\n{}", pages.dump()))
}

/// The runs with this text.
pub fn runs<'a>(pages: &'a Pages, text: &str) -> Vec<&'a GlyphRun> {
    pages.pages.iter().flat_map(|page| &page.runs).filter(|run| run.text == text).collect()
}

/// Top and bottom edge of the ink of a run, from the top of the paper.
pub fn ink(run: &GlyphRun) -> (Length, Length) {
    let face = FONTS.face(run.face);
    let edges: Vec<[i16; 4]> = run.glyphs.iter().filter_map(|glyph| face.ink(glyph.id)).collect();
    let at = |units: i16| run.size.scale(i64::from(units), i64::from(face.units_per_em));
    let high = edges.iter().map(|edge| edge[3]).max().expect("ink");
    let low = edges.iter().map(|edge| edge[1]).min().expect("ink");
    (run.baseline - at(high), run.baseline - at(low))
}

/// From the top of the paper to the top of the line of 3号 that a baseline belongs to.
pub fn line_top(baseline: Length) -> Length {
    baseline - PITCH.scale(4, 5)
}

/// One line 行.
pub const PITCH: Length = Length::twips(579);
/// One character 字.
pub const CELL: Length = Length::hundredths_pt(1575);
