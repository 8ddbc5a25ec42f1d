//! Document, stylesheet and fonts to pages: the 28 x 22 grid of GB/T 9704-2012, Chinese line breaking, tables.
//!
//! `inline` makes lines of a paragraph: characters with classes and widths, where a line may begin and where it does. `flow` is
//! the one column of lines and rows, cut into pages. `elements` has places of its own: head and mark, signature with
//! seals, imprint.
//!
//! ```
//! use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, Stylesheet};
//! use gongwen_layout::{Options, layout};
//!
//! let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text("全镇耕地面积22961.97亩。")] };
//! let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
//! let fonts = gongwen_fonts::Fonts::embedded();
//! let pages = layout(&document, &Stylesheet::gbt9704(), &fonts, &Options::default())?;
//! assert_eq!(pages.pages.len(), 1);
//! assert_eq!(pages.pages[0].runs[0].text, "全镇耕地面积22961.97亩。");
//! # Ok::<(), gongwen_document::Diagnostics>(())
//! ```

mod canvas;
mod dump;
mod elements;
mod facts;
mod fit_report;
mod flow;
mod inline;
mod pages;

pub use facts::wide_lines;
use gongwen_document::{Diagnostics, Document, Format, Stylesheet};
use gongwen_fonts::Fonts;
pub use inline::missing::{MissingGlyph, missing_glyph};
pub use pages::{
    Color, Glyph, GlyphRun, OutlineEntry, Page, Pages, PlacedPicture, Rule, StructureKind, StructureNode,
};

pub use elements::imprint::crowded_imprint;
pub use elements::recipients::recipients_moved;
pub use flow::keep::signed_without_text;

use inline::collect::Collector;

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
    lay_out(document, style, fonts, options, true)
}

/// The same without drawing anything, which takes a third of the time off: what Word cannot find out by itself
/// ([`Pages::facts`]: where titles break, where signatures, seals and the imprint stand, how many pages there are), and
/// the outline, and what does not fit ([`Pages::misfits`]). No text stands on the pages.
///
/// # Errors
/// As [`layout`].
///
/// ```
/// use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, Stylesheet};
///
/// let inlines = vec![Inline::text("关于加快推进乡村振兴和农业农村现代化建设工作情况的报告")];
/// let kind = BlockKind::Paragraph { role: Role::Title, inlines };
/// let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Document::default() };
/// let fonts = gongwen_fonts::Fonts::embedded();
/// let pages = gongwen_layout::measure(&document, &Stylesheet::gbt9704(), &fonts, &Default::default())?;
/// assert_eq!((pages.facts.title_breaks[&0].len(), pages.facts.pages), (1, Some(1)));
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn measure(
    document: &Document,
    style: &Stylesheet,
    fonts: &Fonts,
    options: &Options,
) -> Result<Pages, Diagnostics> {
    lay_out(document, style, fonts, options, false)
}

fn lay_out(
    document: &Document,
    style: &Stylesheet,
    fonts: &Fonts,
    options: &Options,
    draw: bool,
) -> Result<Pages, Diagnostics> {
    let mut collector = Collector::new(fonts, style);
    collector.names = &document.names;
    let mut flow = flow::blocks::flow(&mut collector, document, style);
    if !flow.errors.is_empty() {
        return Err(Diagnostics(flow.errors));
    }
    let mut sheets = flow::sheets::find_sheets(&flow, style);
    let front = flow::front::Front::of(&mut flow, document, &mut sheets);
    flow::keep::note(&mut flow, document, &sheets);
    flow::contents::number_entries(&mut flow, &mut collector, style, &sheets, &front);
    let mut laid = flow::paginate::paginate(&mut flow, &sheets, style, draw);
    elements::imprint::add_imprint(&mut flow, &mut collector, document, style, &mut laid);
    let header = document
        .page_header
        .as_ref()
        .map(|header| (elements::page_header::Header::new(&mut collector, style, header), header));
    if options.missing_glyph == MissingGlyph::Refuse && !collector.missing.is_empty() {
        let found = collector.missing.iter();
        return Err(Diagnostics(
            found
                .map(|(character, origin)| missing_glyph(*character, origin, MissingGlyph::Refuse))
                .collect(),
        ));
    }
    let missing = std::mem::take(&mut collector.missing);
    let letter = laid.head.filter(|_| document.format == Format::Letter);
    let pages = laid.pages.len();
    // 7.5: a page number has the face that is said for it.
    collector.text.latin_face = None;
    for (index, page) in laid.pages.iter_mut().enumerate() {
        if let Some((header, _)) = &header {
            header.place(style, page);
        }
        // 10.1: page 1 of a letter carries no number.
        if letter != Some(index)
            && !elements::imprint::unnumbered(flow.facts.imprint, index)
            && let Some(label) = front.label(index)
        {
            elements::page_number::place_page_number(
                &mut collector,
                style,
                page,
                label,
                (index % 2 == 0, pages),
            );
        }
    }
    let mut misfits = std::mem::take(&mut flow.told);
    misfits.extend(header.and_then(|(header, written)| header.misfit(style, written)));
    let mut found = fit_report::walk(&flow, document, style, &sheets, &laid);
    // Numbers that are cut in a table which is refused for its width are told with its width.
    let wide: Vec<_> =
        misfits.iter().filter(|it| it.code == "table/too-wide").map(|it| &it.place.path).collect();
    found.retain(|found| found.code != "fit/number-cut" || !wide.contains(&&found.place.path));
    misfits.extend(found);
    let mut facts = flow.facts;
    facts.pages = u32::try_from(laid.pages.len()).ok();
    for (block, entry) in flow.headings.iter().zip(&flow.outline) {
        let label = laid.pages.get(entry.page).and_then(|page| page.label.clone());
        facts.heading_pages.insert(*block, label.or_else(|| front.label(entry.page)).unwrap_or_default());
    }
    Ok(Pages {
        properties: document.properties.clone(),
        pictures: document.pictures.clone(),
        pages: laid.pages,
        structure: flow.structure,
        outline: flow.outline,
        facts,
        missing,
        misfits,
    })
}
