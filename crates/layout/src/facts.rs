//! What the pages tell the Word file, and the short way to it for documents that need no pages for it.

use gongwen_core::document::{
    Align, BlockKind, Facts, HeadRule, Inline, Orientation, Role, Validation, plain_text,
};
use gongwen_core::style::ParagraphStyle;
use gongwen_core::{Document, Length, Stylesheet};
use gongwen_fonts::Fonts;

use crate::collect::{Boundary, Collector};
use crate::flow::add_node;
use crate::pages::{Rule, StructureKind};
use crate::paragraph::Paragraph;
use crate::piece::Piece;
use crate::table::TableGrid;
use crate::{MissingGlyph, Options, layout};

/// What Word cannot find out by itself: where titles break, where signatures, seals and the imprint stand.
///
/// A document with nothing but text and tables is not laid out: then only what its lines say is filled in. The facts of
/// pages that exist already are in [`Pages::facts`](crate::Pages::facts).
///
/// ```
/// use gongwen_core::document::{Block, BlockKind, Inline, Origin, Role};
/// use gongwen_core::{Document, Length, Stylesheet};
///
/// let inlines = vec![Inline::text("关于加快推进乡村振兴和农业农村现代化建设工作情况的报告")];
/// let kind = BlockKind::Paragraph { role: Role::Title, inlines };
/// let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
/// let fonts = gongwen_fonts::Fonts::embedded();
/// let facts = gongwen_layout::facts(&document, &Stylesheet::gbt9704(), &fonts);
/// assert_eq!(facts.title_breaks[&0].len(), 1);
/// ```
pub fn facts(document: &Document, style: &Stylesheet, fonts: &Fonts) -> Facts {
    if needs_pages(document, style) {
        let options = Options { missing_glyph: MissingGlyph::Mark };
        if let Ok(pages) = layout(document, style, fonts, &options) {
            return pages.facts;
        }
    }
    let mut facts = Facts::default();
    let mut collector = Collector::new(fonts, style);
    let width = style.page.type_area_width().emu();
    for (index, block) in document.blocks.iter().enumerate() {
        let (role, inlines) = match &block.kind {
            BlockKind::Paragraph { role, inlines } => (role, inlines),
            BlockKind::Table(table) => {
                let mut structure = Vec::new();
                let node = add_node(&mut structure, 0, StructureKind::Table);
                let grid =
                    TableGrid::new(&mut collector, table, style, &block.origin, &mut structure, node, 0);
                grid.note(&mut facts, index);
                continue;
            }
            _ => continue,
        };
        let form = style.paragraph(*role);
        if form.balanced || may_part(inlines) || inlines.contains(&Inline::Hang) {
            let paragraph = Paragraph::new(&mut collector, inlines, form, width, &block.origin);
            note_lines(&mut facts, index, &paragraph, form);
        }
    }
    facts
}

/// Addressees of so many lines may keep the text off page 1.
const MANY_LINES: usize = 10;

/// Whether something stands in the document whose place depends on the pages.
fn needs_pages(document: &Document, style: &Stylesheet) -> bool {
    let line = usize::try_from(style.grid.characters).unwrap_or(0);
    let placed = |kind: &BlockKind| match kind {
        BlockKind::Contents { .. } | BlockKind::PageBreak { orientation: Orientation::Landscape } => true,
        BlockKind::Paragraph { role: Role::Addressees, inlines } => {
            plain_text(inlines).chars().count() > MANY_LINES * line
        }
        _ => false,
    };
    document.has_footnotes()
        || document.letterhead.is_some()
        || document.imprint.is_some()
        || document.validation != Validation::Unsealed
        || document.blocks.iter().any(|block| placed(&block.kind))
}

/// Whether a number may part from its unit here: more text than a short line, and a digit in it.
fn may_part(inlines: &[Inline]) -> bool {
    let texts = || {
        inlines.iter().filter_map(|inline| match inline {
            Inline::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
    };
    texts().map(str::len).sum::<usize>() > 20 * '国'.len_utf8()
        && texts().any(|text| text.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Notes the lines that Word would not find by itself: those of titles, those that end beside a number, those that align
/// with a place in the first.
pub(crate) fn note_lines(facts: &mut Facts, block: usize, paragraph: &Paragraph, form: &ParagraphStyle) {
    if let Some(hang) = paragraph.hang() {
        facts.hangs.insert(block, hang);
    }
    if !form.balanced {
        let spacings = if form.align == Align::Justify { paragraph.fits() } else { Vec::new() };
        if !spacings.is_empty() {
            facts.spacings.insert(block, spacings);
        }
        return;
    }
    let items = &paragraph.text.items;
    let starts = paragraph.lines.iter().skip(1).map(|line| line.items.start);
    let free: Vec<usize> = starts
        .filter(|start| items.get(*start).is_some_and(|item| item.boundary != Boundary::Forced))
        .collect();
    if !free.is_empty() {
        facts.title_breaks.insert(block, free);
    }
}

/// Notes the lines and rules of the letterhead.
pub(crate) fn note_head(facts: &mut Facts, paragraphs: &[Paragraph], piece: &Piece, height: i64) {
    for text in &piece.texts {
        let Some(paragraph) = paragraphs.get(text.paragraph) else { continue };
        facts.head.extend((0..paragraph.lines.len()).filter_map(|line| {
            let mut line = paragraph.head_line(line)?;
            line.left += Length::from_emu(text.x);
            line.top += Length::from_emu(text.top);
            Some(line)
        }));
    }
    facts.head.sort_by_key(|line| (line.top, line.left));
    facts.head_rules = head_rules(piece, Length::ZERO);
    facts.head_height = Length::from_emu(height);
}

/// The rules of a piece whose top is so far below that of the type area.
pub(crate) fn head_rules(piece: &Piece, top: Length) -> Vec<HeadRule> {
    let rule =
        |rule: &Rule| HeadRule { x: rule.x, y: rule.y + top, width: rule.width, thickness: rule.height };
    piece.rules.iter().map(rule).collect()
}
