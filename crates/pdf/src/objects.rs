//! What printpdf makes: bare pages, resources and font objects.

use gongwen_document::{Length, Orientation};
use gongwen_layout::{Page, Pages};
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions};

use crate::subset;

/// What printpdf makes of pages and fonts.
pub(crate) fn objects(pages: Vec<PdfPage>, subsets: &mut subset::Subsets<'_>) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    document.pages = pages;
    document.resources.fonts.map = subsets.own().map(subset::Subset::font).collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// Pages without content; the first shows a specimen of each font, because printpdf embeds what it sees used.
pub(crate) fn bare_pages(pages: &Pages, subsets: &mut subset::Subsets<'_>) -> Vec<PdfPage> {
    let mut specimens: Vec<Op> = subsets.own().flat_map(|subset| subset.specimen()).collect();
    let mm = |length: Length| Mm(length.to_mm() as f32);
    // Lying pages are upright sheets too, shown turned.
    let sheet = |page: &Page| match page.orientation {
        Orientation::Portrait => (mm(page.width), mm(page.height)),
        Orientation::Landscape => (mm(page.height), mm(page.width)),
    };
    let bare = |page: &Page| {
        let (width, height) = sheet(page);
        PdfPage::new(width, height, std::mem::take(&mut specimens))
    };
    pages.pages.iter().map(bare).collect()
}
