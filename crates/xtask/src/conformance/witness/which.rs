//! Which programs lay our Word files out.

/// A program that lays out Word files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Witness {
    LibreOffice,
    OnlyOffice,
    DocxEditor,
}
