//! Document and stylesheet to a Word file (docx-rs for the model, one pass over the parts, our own zip).

use std::collections::BTreeMap;

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
    /// Where layout broke the lines of balanced paragraphs (titles): block index to character offsets in its
    /// plain text; each becomes a forced line break, so that both files break alike.
    pub title_breaks: BTreeMap<usize, Vec<usize>>,
}

/// Writes a Word file.
///
/// # Errors
/// See [`Error`].
pub fn render(_document: &Document, _style: &Stylesheet, _options: &Options) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}
