//! Document and stylesheet to a Word file (docx-rs for the model, one pass over the parts, our own zip).

use gongwen_core::{Document, Stylesheet};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The package could not be written.
    #[error("cannot pack the Word file")]
    Pack(#[from] zip::result::ZipError),
}

/// Settings of the Word file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Number of pages that layout found, for the document's properties.
    pub pages: Option<u32>,
}

/// Writes a Word file.
///
/// # Errors
/// See [`Error`].
pub fn render(_document: &Document, _style: &Stylesheet, _options: &Options) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}
