//! Document in, bytes out; a [`Writer`] keeps what does not change from document to document.

use std::io::Write;
use std::sync::OnceLock;

use gongwen_document::{Document, Facts, MadeBy, Stylesheet};
use zip::ZipWriter;

use crate::package::error::{Error, Fault};
use crate::package::footers;
use crate::package::mark;
use crate::package::properties;
use crate::package::section::{Extras, HEADER, PAGE_HEADER, Section, section};
use crate::package::shared::Shared;
use crate::package::shell;
use crate::text::body;
use crate::text::children;
use crate::text::footnotes;

/// Writes a Word file in the form of this stylesheet.
///
/// The parts of the standard form are prepared once in a process; for a stylesheet of your own, keep a [`Writer`].
///
/// # Errors
/// See [`Error`].
///
/// ```
/// use gongwen_document::{Document, Stylesheet};
/// let file = gongwen_docx::render(&Document::default(), &Stylesheet::gbt9704(), &Default::default())?;
/// assert!(file.len() > 1000);
/// # Ok::<(), gongwen_docx::Error>(())
/// ```
pub fn render(document: &Document, style: &Stylesheet, facts: &Facts) -> Result<Vec<u8>, Error> {
    render_by(MadeBy::Render, document, style, facts)
}

/// As [`render`], with who makes it, which [`made_by`](crate::made_by) tells as long as nobody has changed the file.
///
/// # Errors
/// See [`Error`].
pub fn render_by(
    by: MadeBy,
    document: &Document,
    style: &Stylesheet,
    facts: &Facts,
) -> Result<Vec<u8>, Error> {
    static STANDARD: OnceLock<Option<Writer>> = OnceLock::new();
    match STANDARD.get_or_init(|| Writer::new(&Stylesheet::gbt9704()).ok()) {
        Some(writer) if writer.style == *style => Ok(writer.render_by(by, document, facts)?),
        _ => Ok(Writer::new(style)?.render_by(by, document, facts)?),
    }
}

/// Writes Word files in one form: styles, settings, footers and the like are composed and compressed once.
///
/// ```
/// use gongwen_document::{Document, Facts, MadeBy, Stylesheet};
/// use gongwen_docx::Writer;
///
/// let writer = Writer::new(&Stylesheet::gbt9704())?;
/// let first = writer.render(&Document::default(), &Facts::default())?;
/// let second = writer.render(&Document::default(), &Facts::default())?;
/// assert_eq!(first, second);
/// # Ok::<(), gongwen_docx::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Writer {
    style: Stylesheet,
    /// Packages with all parts that do not depend on the document, for each kind of document once there is one.
    bases: Box<[OnceLock<Vec<u8>>]>,
}

impl Writer {
    /// Prepares the parts that depend on the stylesheet only.
    ///
    /// # Errors
    /// [`Error::Pack`] or [`Error::Write`] when they cannot be packed.
    pub fn new(style: &Stylesheet) -> Result<Writer, Error> {
        let bases = (0..Extras::COUNT).map(|_| OnceLock::new()).collect();
        let writer = Writer { style: style.clone(), bases };
        writer.base(Extras::of(&[Section::default()], false))?;
        Ok(writer)
    }

    /// Writes a Word file.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn render(&self, document: &Document, facts: &Facts) -> Result<Vec<u8>, Error> {
        Ok(self.render_by(MadeBy::Render, document, facts)?)
    }

    fn render_by(&self, by: MadeBy, document: &Document, facts: &Facts) -> Result<Vec<u8>, Fault> {
        let mut body = body::compose(document, &self.style, facts);
        let page_header = document.page_header.is_some();
        body.sections.iter_mut().for_each(|section| section.page_header = page_header);
        let noted = !body.notes.is_empty();
        let sections: Vec<String> =
            body.sections.iter().map(|one| section(&self.style, *one, noted)).collect();
        let xml = children::write(body.children, &sections).ok_or(Fault::Body)?;

        let extras = Extras::of(&body.sections, noted);
        let base = self.base(extras)?;
        let mut package = Vec::with_capacity(base.len() + xml.len() / 2);
        package.extend_from_slice(base);
        let bytes = Shared::new(package);
        let mut zip = ZipWriter::new_append(bytes.clone())?;
        for (name, part) in [
            ("word/document.xml", xml.as_str()),
            ("word/_rels/document.xml.rels", &properties::relationships(&body.links, &body.media, extras)),
        ] {
            zip.start_file(name, shell::entry(part))?;
            zip.write_all(part.as_bytes())?;
        }
        let app = properties::app(facts.pages);
        zip.start_file("docProps/app.xml", shell::entry(&app))?;
        zip.write_all(app.as_bytes())?;
        if extras.header {
            zip.start_file(format!("word/{}", HEADER), shell::entry(&body.header))?;
            zip.write_all(body.header.as_bytes())?;
        }
        if let Some(header) = &document.page_header {
            let part = footers::header(&header.text);
            zip.start_file(format!("word/{}", PAGE_HEADER.0), shell::entry(&part))?;
            zip.write_all(part.as_bytes())?;
        }
        if noted {
            let (part, links) = footnotes::compose(&body.notes, &self.style, facts);
            zip.start_file("word/footnotes.xml", shell::entry(&part))?;
            zip.write_all(part.as_bytes())?;
            if !links.is_empty() {
                let part = footnotes::relationships(&links);
                zip.start_file("word/_rels/footnotes.xml.rels", shell::entry(&part))?;
                zip.write_all(part.as_bytes())?;
            }
        }
        for (name, bytes) in &body.media {
            // Pictures are compressed already.
            zip.start_file(format!("word/{name}"), shell::stored())?;
            zip.write_all(bytes)?;
        }
        // The properties come last, with the mark of all that is before them.
        let core = properties::core(&document.properties);
        zip.start_file(mark::PART, shell::stored())?;
        let marked = bytes.before_entry(mark::PART, |before| mark::marked(&core, before, by));
        zip.write_all(marked.ok_or(Fault::Body)?.as_bytes())?;
        drop(zip.finish()?);
        bytes.into_inner().ok_or(Fault::Body)
    }

    fn base(&self, extras: Extras) -> Result<&[u8], Fault> {
        let Some(slot) = self.bases.get(extras.index()) else { return Err(Fault::Body) };
        match slot.get() {
            Some(base) => Ok(base),
            None => {
                let base = shell::pack(&self.style, extras)?;
                Ok(slot.get_or_init(|| base))
            }
        }
    }
}
