//! Pages to a PDF file that is PDF/A-2a and PDF/UA-1: station 9.
//!
//! [`Pages`] come in, bytes go out. printpdf makes pages, resources and font objects; what it does not write (exact
//! content, structure tree, nested outline, page labels, XMP, output intent, links, a reproducible /ID) one pass adds
//! to the lopdf document it returns. Nothing is random and no clock is read: the same pages give the same bytes.
//!
//! ```
//! use gongwen_fonts::Fonts;
//! use gongwen_layout::{Page, Pages};
//! use gongwen_document::Length;
//!
//! let page = Page { width: Length::mm(210), height: Length::mm(297), ..Page::default() };
//! let pages = Pages { pages: vec![page], ..Pages::default() };
//! let pdf = gongwen_pdf::render(&pages, &Fonts::embedded(), &gongwen_pdf::Options::default())?;
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), gongwen_pdf::Error>(())
//! ```

mod content;
mod finish;
mod icc;
mod images;
mod mark;
mod metadata;
mod operators;
mod outline;
mod shapes;
mod shared;
mod structure;
mod subset;

pub use images::pictures_not_drawn;
pub use mark::made_by;

use gongwen_document::{Length, MadeBy, Orientation};
use gongwen_fonts::Fonts;
use gongwen_layout::{Page, Pages};
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions};

pub use shared::SharedSubsets;

/// What can go wrong. What a library that this one is made with said stands behind it as its source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A font could not be subset.
    #[error("cannot subset the font {family}")]
    Subset {
        /// Family of the face.
        family: String,
        /// What the subsetter said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The objects do not hang together; a fault of this library.
    #[error("cannot assemble the PDF")]
    Assemble(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file could not be written to memory.
    #[error("cannot write the PDF")]
    Write(#[source] std::io::Error),
}

/// What can go wrong, in the words of the libraries: theirs are not shown outside, so that they can be exchanged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("cannot subset the font {family}")]
    Subset { family: String, source: subsetter::Error },
    #[error(transparent)]
    Assemble(#[from] lopdf::Error),
    #[error(transparent)]
    Write(#[from] std::io::Error),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Subset { family, source } => Error::Subset { family, source: Box::new(source) },
            Fault::Assemble(source) => Error::Assemble(Box::new(source)),
            Fault::Write(source) => Error::Write(source),
        }
    }
}

/// Settings of the PDF file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Who makes it, which [`made_by`] tells as long as nobody has changed the file.
    pub by: MadeBy,
}

/// Writes a PDF file.
///
/// # Errors
/// [`Error::Subset`] when a font of the user's cannot be cut down to the glyphs that are used.
pub fn render(pages: &Pages, fonts: &Fonts, options: &Options) -> Result<Vec<u8>, Error> {
    render_with(pages, fonts, &SharedSubsets::default(), options)
}

/// Writes a PDF file that takes what it can from fonts that were cut and compressed once for many files.
///
/// # Errors
/// As [`render`].
pub fn render_with(
    pages: &Pages,
    fonts: &Fonts,
    shared: &SharedSubsets,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let mut file = write(pages, fonts, shared)?;
    mark::set(&mut file, options.by);
    Ok(file)
}

fn write(pages: &Pages, fonts: &Fonts, shared: &SharedSubsets) -> Result<Vec<u8>, Fault> {
    let mut subsets = subset::subset(pages, fonts, shared)?;
    let images = images::read(pages);
    let contents = content::streams(pages, &subsets, &structure::tags(&pages.structure), &images);
    let mut objects = objects(bare_pages(pages, &mut subsets), &mut subsets);
    shared.embed(&mut objects, &subsets)?;
    finish::write(finish::complete(objects, pages, &subsets, contents, &images)?)
}

/// What printpdf makes of pages and fonts.
fn objects(pages: Vec<PdfPage>, subsets: &mut subset::Subsets<'_>) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    document.pages = pages;
    document.resources.fonts.map = subsets.own().map(subset::Subset::font).collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// Pages without content; the first shows a specimen of each font, because printpdf embeds what it sees used.
fn bare_pages(pages: &Pages, subsets: &mut subset::Subsets<'_>) -> Vec<PdfPage> {
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
