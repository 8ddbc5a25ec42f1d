//! Document, stylesheet and fonts to pages: the 28 x 22 grid of GB/T 9704-2012, Chinese line breaking, tables.
//!
//! Stages, a file each: `collect` (characters with classes and widths), `breaks` (where a line may begin), `lines`
//! and `title` (where it does), `flow` and `table` (one column of lines and rows), `paginate` and `place` (pages).
//!
//! ```
//! use gongwen_core::document::{Block, BlockKind, Inline, Origin, Role};
//! use gongwen_core::{Document, Stylesheet};
//! use gongwen_layout::{Options, layout};
//!
//! let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text("全镇耕地面积22961.97亩。")] };
//! let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
//! let fonts = gongwen_fonts::Fonts::embedded();
//! let pages = layout(&document, &Stylesheet::gbt9704(), &fonts, &Options::default())?;
//! assert_eq!(pages.pages.len(), 1);
//! assert_eq!(pages.pages[0].runs[0].text, "全镇耕地面积22961.97亩。");
//! # Ok::<(), gongwen_core::Diagnostics>(())
//! ```

mod breaks;
mod classes;
mod collect;
mod dump;
mod flow;
mod lines;
mod missing;
mod page_number;
mod pages;
mod paginate;
mod paragraph;
mod place;
mod rules;
mod table;
mod title;

use std::collections::BTreeMap;

use gongwen_core::document::BlockKind;
use gongwen_core::{Diagnostics, Document, Stylesheet};
use gongwen_fonts::Fonts;
pub use missing::{MissingGlyph, missing_glyph};
pub use pages::{
    Color, Glyph, GlyphRun, OutlineEntry, Page, Pages, PlacedPicture, Rule, StructureKind, StructureNode,
};

use collect::{Boundary, Collector};

/// Settings of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What to do with a character that no face holds.
    pub missing_glyph: MissingGlyph,
}

/// Lays out a document.
///
/// # Errors
/// Characters that no face holds, unless they are to be marked: all of them, each once for each block.
pub fn layout(
    document: &Document,
    style: &Stylesheet,
    fonts: &Fonts,
    options: &Options,
) -> Result<Pages, Diagnostics> {
    let mut collector = Collector::new(fonts);
    let mut flow = flow::flow(&mut collector, document, style);
    if options.missing_glyph == MissingGlyph::Refuse && !collector.missing.is_empty() {
        let found = collector.missing.iter();
        return Err(Diagnostics(
            found
                .map(|(character, origin)| missing_glyph(*character, origin, MissingGlyph::Refuse))
                .collect(),
        ));
    }
    let missing = std::mem::take(&mut collector.missing);
    let mut pages = paginate::paginate(&mut flow, style);
    for (index, page) in pages.iter_mut().enumerate() {
        page_number::place_page_number(&mut collector, style, page, index + 1);
    }
    Ok(Pages {
        properties: document.properties.clone(),
        pictures: document.pictures.clone(),
        pages,
        structure: flow.structure,
        outline: flow.outline,
        missing,
    })
}

/// Where the lines of titles begin, for outputs that do not balance lines themselves: by the index of a block whose
/// style is balanced and that takes more than one line, the offsets in characters of its plain text at which a new
/// line begins. Forced new lines are not among them. Lays out those blocks only.
///
/// ```
/// use gongwen_core::document::{Block, BlockKind, Inline, Origin, Role};
/// use gongwen_core::{Document, Stylesheet};
///
/// let inlines = vec![Inline::text("关于加快推进乡村振兴和农业农村现代化建设工作情况的报告")];
/// let kind = BlockKind::Paragraph { role: Role::Title, inlines };
/// let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
/// let fonts = gongwen_fonts::Fonts::embedded();
/// let breaks = gongwen_layout::title_breaks(&document, &Stylesheet::gbt9704(), &fonts);
/// assert_eq!(breaks[&0].len(), 1);
/// ```
pub fn title_breaks(document: &Document, style: &Stylesheet, fonts: &Fonts) -> BTreeMap<usize, Vec<usize>> {
    let mut collector = Collector::new(fonts);
    let mut breaks = BTreeMap::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Paragraph { role, inlines } = &block.kind else { continue };
        let form = style.paragraph(*role);
        if !form.balanced {
            continue;
        }
        let width = style.page.type_area_width().emu();
        let paragraph = paragraph::Paragraph::new(&mut collector, inlines, form, width, &block.origin);
        let items = &paragraph.text.items;
        let starts = paragraph.lines.iter().skip(1).map(|line| line.items.start);
        let free: Vec<usize> = starts
            .filter(|start| items.get(*start).is_some_and(|item| item.boundary != Boundary::Forced))
            .collect();
        if !free.is_empty() {
            breaks.insert(index, free);
        }
    }
    breaks
}
