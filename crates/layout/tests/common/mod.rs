//! What the tests share: small documents, and lines read back from pages.

#![allow(dead_code, unreachable_pub)]

use std::sync::LazyLock;

use gongwen_core::document::{Block, BlockKind, Inline, Origin, Role};
use gongwen_core::{Document, Length, Stylesheet};
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
    /// Whether a punctuation mark is narrower than its cell.
    pub squeezed: bool,
}

/// Lines of a page without its artifacts, top to bottom.
pub fn lines(page: &Page) -> Vec<PlacedLine> {
    let mut lines: Vec<PlacedLine> = Vec::new();
    for run in page.runs.iter().filter(|run| run.node.is_some()) {
        let left = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
        let right = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x + glyph.advance);
        match lines.last_mut() {
            Some(line) if line.baseline == run.baseline && run_follows(line.right, left) => {
                line.text.push_str(&run.text);
                line.right = right;
                line.squeezed |= squeezed(run);
            }
            _ => lines.push(PlacedLine {
                text: run.text.clone(),
                left,
                right,
                baseline: run.baseline,
                squeezed: squeezed(run),
            }),
        }
    }
    lines
}

fn run_follows(right: Length, left: Length) -> bool {
    left >= right - Length::pt(9)
}

fn squeezed(run: &GlyphRun) -> bool {
    let cell = Stylesheet::gbt9704().grid.character_cell;
    run.glyphs.iter().any(|glyph| {
        let marks = "、，。；：！？“”‘’（）《》【】〔〕";
        marks.contains(&run.text[glyph.text.clone()]) && glyph.advance < cell
    })
}
