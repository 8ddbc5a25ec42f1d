//! Pages to a PDF file (printpdf for pages and objects, one pass over the lopdf document it returns).

use gongwen_fonts::Fonts;
use gongwen_layout::Pages;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A font could not be subset.
    #[error("cannot subset the font {family}: {reason}")]
    Subset {
        /// Family of the face.
        family: String,
        /// What the subsetter said.
        reason: String,
    },
}

/// Settings of the PDF file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {}

/// Writes a PDF file.
///
/// # Errors
/// See [`Error`].
pub fn render(_pages: &Pages, _fonts: &Fonts, _options: &Options) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}
