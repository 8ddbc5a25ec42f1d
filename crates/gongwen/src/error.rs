use gongwen_document::Diagnostics;

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The report, a template, or a character that no font holds; every finding is inside.
    #[error(transparent)]
    Input(#[from] Diagnostics),
    /// The Word file could not be written.
    #[cfg(feature = "docx")]
    #[error(transparent)]
    Docx(#[from] gongwen_docx::Error),
    /// The PDF could not be written.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] gongwen_pdf::Error),
}
