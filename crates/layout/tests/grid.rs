//! A body paragraph fills the type area from edge to edge.

use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, Stylesheet};
use gongwen_fonts::Fonts;
use gongwen_layout::{Options, layout};

#[test]
fn full_lines_reach_both_edges() {
    let text = "锦江镇全年完成固定资产投资，同比增长。".repeat(60);
    let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text(text)] };
    let document =
        Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
    let pages = layout(&document, &Stylesheet::gbt9704(), &Fonts::embedded(), &Options::default());
    let pages = pages.expect("all characters are common");
    assert!(pages.pages.len() >= 2, "{}", pages.dump());
    let runs = &pages.pages[0].runs;
    assert_eq!(runs.len(), 23, "22 lines and the page number: {}", pages.dump());
    for run in &runs[1..22] {
        let (first, last) = (run.glyphs.first().unwrap(), run.glyphs.last().unwrap());
        assert!((first.x.to_mm() - 28.0).abs() < 0.3, "{run:?}");
        assert!(((last.x + last.advance).to_mm() - 184.0).abs() < 0.3, "{run:?}");
    }
}
