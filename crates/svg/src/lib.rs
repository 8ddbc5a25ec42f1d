//! Pages 版面 as SVG, for browsers and programs that show them: the text is real text, which can be found, selected and read
//! aloud, in the faces of the PDF with an `x` for each glyph; rules, pictures and drawings are shapes.
//!
//! A page is a fragment to put into an HTML page (or a file by itself); the faces come from the page around it, by
//! [`style_sheet`] and [`web_font`]. The same pages make the same text, and a page's text does not depend on other pages
//! nor on where in its file a block stands: who shows pages again need send only those that changed.
//!
//! ```
//! use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, Stylesheet};
//! use gongwen_layout::{Options, layout};
//!
//! let origin = Origin { path: "opening[0]".into(), span: None };
//! let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text("亩产 < 500公斤")] };
//! let document = Document { blocks: vec![Block { kind, origin }], ..Document::default() };
//! let fonts = gongwen_fonts::Fonts::embedded();
//! let pages = layout(&document, &Stylesheet::gbt9704(), &fonts, &Options::default())?;
//! let svg = gongwen_svg::page(&pages, 0, &fonts);
//! assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 595.28 841.89\""));
//! assert!(svg.contains("data-path=\"opening[0]\"") && svg.contains("&lt;"));
//! # Ok::<(), gongwen_document::Diagnostics>(())
//! ```

mod face;
mod markup;
mod path;
mod picture;
mod text;

use gongwen_document::Orientation;
use gongwen_fonts::Fonts;
use gongwen_layout::{Color, GlyphRun, Pages, PlacedPicture, StructureKind, StructureNode};

pub use face::{faces, family, style_sheet, web_font};
use markup::Markup;

/// One page as an `svg` element, in points from the top left corner of the paper as it is read; empty for a page that there
/// is not. It has the class `gongwen-page`; what came from the report file has its field as `data-path`, as
/// `achievements.areas[2].items[0]`, which [`Pages::structure`] has the bytes of. `fonts` are
/// those that the pages were laid out with; a glyph that is not the one of its character there is drawn as a shape. Text is text, whatever it says: nothing of it becomes markup.
///
/// ```
/// let (pages, fonts) = (gongwen_layout::Pages::default(), gongwen_fonts::Fonts::embedded());
/// assert_eq!(gongwen_svg::page(&pages, 0, &fonts), "");
/// ```
pub fn page(pages: &Pages, index: usize, fonts: &Fonts) -> String {
    let Some(page) = pages.pages.get(index) else { return String::new() };
    let mut out = Markup::default();
    out.put("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    out.length(page.width);
    out.put(" ");
    out.length(page.height);
    out.put("\"");
    out.measure("width", page.width);
    out.measure("height", page.height);
    out.put(" class=\"gongwen-page\" lang=\"zh-CN\" xml:space=\"preserve\">\n");
    let (seals, others): (Vec<_>, Vec<_>) = page.pictures.iter().partition(|picture| picture.over_text);
    // As in the PDF: what lies over text is drawn before it, so that names and dates stay whole where nothing blends.
    seals.into_iter().for_each(|placed| picture(&mut out, pages, placed));
    for line in pages.lines(index) {
        let runs = page.runs.get(line).unwrap_or_default();
        text(&mut out, pages, runs, fonts);
    }
    for rule in &page.rules {
        out.put("<rect");
        for (name, length) in [("x", rule.x), ("y", rule.y), ("width", rule.width), ("height", rule.height)] {
            out.put(&format!(" {name}=\""));
            out.fine(length);
            out.put("\"");
        }
        if rule.color == Color::Red {
            out.put(" fill=\"#f00\"");
        }
        out.put("/>\n");
    }
    others.into_iter().for_each(|placed| picture(&mut out, pages, placed));
    if page.orientation == Orientation::Landscape && !page.upright_runs.is_empty() {
        // The left edge of the upright sheet is the top of the page as it is read.
        out.put("<g transform=\"matrix(0 1 -1 0 ");
        out.length(page.width);
        out.put(" 0)\">\n");
        for run in &page.upright_runs {
            text(&mut out, pages, std::slice::from_ref(run), fonts);
        }
        out.put("</g>\n");
    }
    out.put("</svg>\n");
    out.into_string()
}

fn node(pages: &Pages, index: Option<usize>) -> Option<&StructureNode> {
    pages.structure.get(index?)
}

fn path(pages: &Pages, index: Option<usize>) -> &str {
    node(pages, index).map_or("", |node| &node.origin.path)
}

fn text(out: &mut Markup, pages: &Pages, runs: &[GlyphRun], fonts: &Fonts) {
    let Some(first) = runs.first() else { return };
    text::line(out, runs, path(pages, first.node), fonts);
}

fn picture(out: &mut Markup, pages: &Pages, placed: &PlacedPicture) {
    let Some(picture) = pages.pictures.get(&placed.picture) else { return };
    let shows = match node(pages, placed.node).map(|node| &node.kind) {
        Some(StructureKind::Figure(shows)) => shows.as_str(),
        _ => "",
    };
    picture::picture(out, placed, picture, shows, path(pages, placed.node));
}
