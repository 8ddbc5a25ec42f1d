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

mod compress;
mod content;
mod error;
mod finish;
mod icc;
mod images;
mod mark;
mod metadata;
mod objects;
mod operators;
mod outline;
mod shapes;
mod shared;
mod structure;
mod subset;
mod used;

pub use error::Error;
pub use images::pictures_not_drawn;
pub use mark::made_by;

use error::Fault;
use gongwen_document::MadeBy;
use gongwen_fonts::Fonts;
use gongwen_layout::Pages;
use objects::{bare_pages, objects};

pub use shared::SharedSubsets;

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
    let mut subsets = used::subset(pages, fonts, shared)?;
    let images = images::read(pages);
    let contents = content::streams(pages, &subsets, &structure::tags(&pages.structure), &images);
    let mut objects = objects(bare_pages(pages, &mut subsets), &mut subsets);
    shared.embed(&mut objects, &subsets)?;
    finish::write(finish::complete(objects, pages, &subsets, contents, &images)?)
}
