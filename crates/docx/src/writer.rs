//! Document in, bytes out; a [`Writer`] keeps what does not change from document to document.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::ops::Range;
use std::sync::OnceLock;

use gongwen_core::{Document, Length, Stylesheet};
use zip::ZipWriter;

use crate::{body, pass, properties, shell};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The package could not be written.
    #[error("cannot pack the Word file")]
    Pack(#[from] zip::result::ZipError),
    /// The package could not be written.
    #[error("cannot pack the Word file")]
    Write(#[from] std::io::Error),
    /// The body that docx-rs built is not what its model promises.
    #[error("cannot read the body of the Word file back")]
    Body,
}

/// Settings of the Word file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Number of pages that layout found, for the document's properties.
    pub pages: Option<u32>,
    /// Where layout broke the lines of balanced paragraphs (titles): block index to character offsets in its
    /// plain text; each becomes a forced line break, so that both files break alike.
    pub title_breaks: BTreeMap<usize, Vec<usize>>,
    /// Lines that Word would end elsewhere: block index to the characters of the line and what is added to the width
    /// of each.
    pub spacings: BTreeMap<usize, Vec<(Range<usize>, Length)>>,
}

/// Writes a Word file in the form of this stylesheet.
///
/// The parts of the standard form are prepared once in a process; for a stylesheet of your own, keep a [`Writer`].
///
/// # Errors
/// See [`Error`].
///
/// ```
/// use gongwen_core::{Document, Stylesheet};
/// let file = gongwen_docx::render(&Document::default(), &Stylesheet::gbt9704(), &Default::default())?;
/// assert!(file.len() > 1000);
/// # Ok::<(), gongwen_docx::Error>(())
/// ```
pub fn render(document: &Document, style: &Stylesheet, options: &Options) -> Result<Vec<u8>, Error> {
    static STANDARD: OnceLock<Option<Writer>> = OnceLock::new();
    match STANDARD.get_or_init(|| Writer::new(&Stylesheet::gbt9704()).ok()) {
        Some(writer) if writer.style == *style => writer.render(document, options),
        _ => Writer::new(style)?.render(document, options),
    }
}

/// Writes Word files in one form: styles, settings, footers and the like are composed and compressed once.
///
/// ```
/// use gongwen_core::{Document, Stylesheet};
/// use gongwen_docx::{Options, Writer};
///
/// let writer = Writer::new(&Stylesheet::gbt9704())?;
/// let first = writer.render(&Document::default(), &Options::default())?;
/// let second = writer.render(&Document::default(), &Options::default())?;
/// assert_eq!(first, second);
/// # Ok::<(), gongwen_docx::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Writer {
    style: Stylesheet,
    /// A package with all parts that do not depend on the document.
    base: Vec<u8>,
    section: String,
}

impl Writer {
    /// Prepares the parts that depend on the stylesheet only.
    ///
    /// # Errors
    /// [`Error::Pack`] or [`Error::Write`] when they cannot be packed.
    pub fn new(style: &Stylesheet) -> Result<Writer, Error> {
        Ok(Writer { style: style.clone(), base: shell::pack(style)?, section: shell::section(style) })
    }

    /// Writes a Word file.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn render(&self, document: &Document, options: &Options) -> Result<Vec<u8>, Error> {
        let body = body::compose(document, &self.style, options);
        let built = std::str::from_utf8(&body.xml).map_err(|_| Error::Body)?;
        let plan = pass::Plan { header_rows: &body.header_rows, section: &self.section };
        let xml = pass::rewrite(built, &plan).ok_or(Error::Body)?;

        let mut package = Vec::with_capacity(self.base.len() + xml.len() / 2);
        package.extend_from_slice(&self.base);
        let mut zip = ZipWriter::new_append(Cursor::new(package))?;
        for (name, part) in [
            ("word/document.xml", xml.as_str()),
            ("word/_rels/document.xml.rels", &properties::relationships(&body.links)),
            ("docProps/core.xml", &properties::core(&document.properties)),
            ("docProps/app.xml", &properties::app(options.pages)),
        ] {
            zip.start_file(name, shell::entry())?;
            zip.write_all(part.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}
