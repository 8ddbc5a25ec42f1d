use std::borrow::Cow;

use gongwen_core::Report;
use gongwen_core::report::Attachment;
#[cfg(any(feature = "docx", feature = "pdf"))]
use gongwen_document::MadeBy;
use gongwen_document::{Diagnostic, Diagnostics, Document, FaceRole, Stylesheet};
use gongwen_fonts::Fonts;
use gongwen_layout::{MissingGlyph, Pages};
use gongwen_template::Templates;

use crate::fit::tightened;
use crate::{Error, Tightened};

/// How a [`Press`] works, beside its fonts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Name of the template; without one it is that of the report, see [`gongwen_template::default_template`].
    pub template: Option<String>,
    /// What to do with a character that no font holds.
    pub missing_glyph: MissingGlyph,
    /// The form; GB/T 9704-2012 unless said otherwise.
    pub style: Stylesheet,
    /// Whether the line pitch 行距 may give up to 0.5 mm where that saves a sheet of paper (7.3.5.5): as little as does it,
    /// in both files, and [told](Printed::tightened). A document that takes no sheet less is left as it is.
    ///
    /// ```
    /// # fn main() -> Result<(), gongwen::Error> {
    /// let mut settings = gongwen::Settings::default();
    /// settings.fit = true;
    /// let templates = gongwen::template::Templates::builtin();
    /// let press = gongwen::Press::with(gongwen::Fonts::embedded(), templates, settings);
    /// // One page: there is nothing to save.
    /// let text = "title = \"通知\"\nissuer = \"某镇人民政府\"\n[[general.sections]]\ntext = \"请遵照执行。\"\n";
    /// let printed = press.print(&gongwen::Report::from_toml(text)?)?;
    /// assert_eq!((printed.pages.pages.len(), printed.tightened), (1, None));
    /// # Ok(())
    /// # }
    /// ```
    pub fit: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            template: None,
            missing_glyph: MissingGlyph::Refuse,
            style: Stylesheet::gbt9704(),
            fit: false,
        }
    }
}

/// Prints reports: fonts, templates and form, parsed once and shared by threads.
///
/// ```
/// # fn main() -> Result<(), gongwen::Error> {
/// let press = gongwen::Press::new(gongwen::Fonts::embedded());
/// let report = gongwen::Report::from_toml(gongwen::report::STARTER)?;
/// assert!(press.text(&report)?.contains(&report.year.to_string()));
/// # Ok(())
/// # }
/// ```
pub struct Press {
    fonts: Fonts,
    templates: Templates,
    settings: Settings,
}

/// One document on its way: the block tree, its pages, and what should be looked at.
pub struct Printed<'a> {
    /// The block tree 6.
    pub document: Document,
    /// The laid-out pages 版面 (station 8), as the PDF shows them.
    pub pages: Pages,
    /// What somebody should look at; none is an error.
    pub warnings: Vec<Diagnostic>,
    /// Attachments that are not bound with it, each a file of its own, numbered from page 1 (7.3.7).
    pub detached: Vec<Detached<'a>>,
    /// The line pitch that saves a sheet of paper, when [`Settings::fit`] asks for it and there is one.
    pub tightened: Option<Tightened>,
    #[cfg_attr(not(feature = "docx"), allow(dead_code))]
    style: Cow<'a, Stylesheet>,
    #[cfg_attr(not(any(feature = "pdf", feature = "pages-svg")), allow(dead_code))]
    pub(crate) press: &'a Press,
}

/// An attachment that is not bound with its document 不与正文一起装订.
#[non_exhaustive]
pub struct Detached<'a> {
    /// `附件2`: what the name of its file ends with.
    pub label: String,
    /// The attachment as a document of its own, laid out.
    pub printed: Printed<'a>,
}

/// A Word file and what is known of it.
#[cfg(feature = "docx")]
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Word {
    /// The bytes of the file, ready to be written as `.docx`.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// What somebody should look at; none is an error.
    pub warnings: Vec<Diagnostic>,
    /// Attachments that are not bound with it, each with its label, as `附件2`.
    pub detached: Vec<(String, Word)>,
}

impl Press {
    /// A press with these fonts, the built-in templates and the form of the standard.
    ///
    /// ```
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// assert_eq!(press.style(), &gongwen::Stylesheet::gbt9704());
    /// ```
    pub fn new(fonts: Fonts) -> Press {
        Press::with(fonts, Templates::builtin(), Settings::default())
    }

    /// A press with these fonts, templates and settings.
    ///
    /// ```
    /// use gongwen::{Fonts, MissingGlyph, Press, Settings, template::Templates};
    /// let mut settings = Settings::default();
    /// settings.missing_glyph = MissingGlyph::Mark; // 〓 for a character that no font has
    /// let press = Press::with(Fonts::embedded(), Templates::builtin(), settings);
    /// assert!(press.unprintable('𪚥').is_some_and(|found| !found.is_error()));
    /// ```
    pub fn with(fonts: Fonts, templates: Templates, settings: Settings) -> Press {
        Press { fonts, templates, settings }
    }

    /// Its fonts.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, style::FaceRole};
    /// let press = Press::new(Fonts::embedded());
    /// assert!(press.fonts().resolve(FaceRole::FangSong, '锦').is_some());
    /// ```
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Its form.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Length};
    /// let press = Press::new(Fonts::embedded());
    /// assert_eq!(press.style().page.width, Length::mm(210));
    /// ```
    pub fn style(&self) -> &Stylesheet {
        &self.settings.style
    }

    /// Whether it makes the line pitch less where that saves paper, see [`Settings::fit`].
    ///
    /// ```
    /// assert!(!gongwen::Press::new(gongwen::Fonts::embedded()).fits());
    /// ```
    pub fn fits(&self) -> bool {
        self.settings.fit
    }

    #[cfg(all(feature = "batch", any(feature = "docx", feature = "pdf")))]
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Its templates.
    ///
    /// ```
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// assert!(press.templates().names().any(|name| name == "annual-report"));
    /// ```
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The markup that the template makes of a report (station 5).
    ///
    /// # Errors
    /// [`Error::Input`]: what is wrong with the template (`template/…`), or that there is none of this name.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(press.markup(&report)?.starts_with("<document>"));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn markup(&self, report: &Report) -> Result<String, Error> {
        Ok(self.templates.render(self.template(report), report)?)
    }

    /// The block tree (station 6).
    ///
    /// # Errors
    /// [`Error::Input`]: what is wrong with the template (`template/…`) or its markup (`markup/…`), and pictures that cannot
    /// be drawn.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(!press.document(&report)?.blocks.is_empty());
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn document(&self, report: &Report) -> Result<Document, Error> {
        let mut document = gongwen_template::compose(report, &self.templates, self.template(report))?;
        crate::pictures::make_ready(&mut document, report)?;
        gongwen_pictures::outline_labels(&mut document.pictures, &self.fonts);
        Ok(document)
    }

    #[cfg(all(feature = "batch", any(feature = "docx", feature = "pdf")))]
    pub(crate) fn compile_template(&self, report: &Report) -> Result<(), Diagnostics> {
        self.templates.compile(self.template(report), report)
    }

    fn template<'n>(&'n self, report: &'n Report) -> &'n str {
        self.settings.template.as_deref().unwrap_or_else(|| gongwen_template::default_template(report))
    }

    /// Plain text, a line for each paragraph.
    ///
    /// # Errors
    /// As [`Press::document`].
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(press.text(&report)?.lines().count() > 5);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn text(&self, report: &Report) -> Result<String, Error> {
        Ok(gongwen_document::to_text(&self.document(report)?))
    }

    /// The markup of an attachment that is not bound with the report, one of [`Report::detached`].
    ///
    /// # Errors
    /// As [`Press::markup`].
    ///
    /// ```
    /// let report = gongwen::Report::from_toml(
    ///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n[general]\n\
    ///      [[attachments]]\ntitle = \"办法\"\ntext = \"第一条。\"\ndetached = true\n",
    /// )?;
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// for attachment in report.detached() {
    ///     assert!(press.attachment_markup(&report, attachment)?.contains("第一条"));
    /// }
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn attachment_markup(&self, report: &Report, attachment: &Attachment) -> Result<String, Error> {
        Ok(self.templates.render_attachment(report, attachment)?)
    }

    /// The block tree of an attachment that is not bound with the report, one of [`Report::detached`].
    ///
    /// # Errors
    /// As [`Press::document`].
    ///
    /// ```
    /// let report = gongwen::Report::from_toml(
    ///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n[general]\n\
    ///      [[attachments]]\ntitle = \"办法\"\ntext = \"第一条。\"\ndetached = true\n",
    /// )?;
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// for attachment in report.detached() {
    ///     let document = press.attachment(&report, attachment)?;
    ///     assert!(gongwen::document::to_text(&document).contains("第一条"));
    /// }
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn attachment(&self, report: &Report, attachment: &Attachment) -> Result<Document, Error> {
        let mut document = gongwen_template::compose_attachment(report, &self.templates, attachment)?;
        crate::pictures::make_ready(&mut document, report)?;
        gongwen_pictures::outline_labels(&mut document.pictures, &self.fonts);
        Ok(document)
    }

    /// Composes and lays out a report and the attachments that are not bound with it, ready for both files.
    ///
    /// # Errors
    /// As [`Press::document`]; [`Error::Input`] for a character that no font holds (`fonts/missing-glyph`) and for what does
    /// not fit on its page (`fit/…`, see [`Pages::misfits`]).
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// let printed = press.print(&report)?;
    /// assert_eq!(printed.pages.pages.len(), 1);
    /// for warning in &printed.warnings {
    ///     println!("{warning}");
    /// }
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn print(&self, report: &Report) -> Result<Printed<'_>, Error> {
        let mut printed = self.lay_out(self.document(report)?, "")?;
        printed.warnings.splice(0..0, gongwen_template::elements_not_printed(report));
        for attachment in report.detached() {
            let label = report.attachment_label(attachment);
            let printed_alone = self.lay_out(self.attachment(report, attachment)?, &attachment.path)?;
            printed.detached.push(Detached { label, printed: printed_alone });
        }
        Ok(printed)
    }

    fn lay_out(&self, document: Document, place: &str) -> Result<Printed<'_>, Error> {
        let (pages, style, tightened) = self.fit(&document, gongwen_layout::layout)?;
        let mut warnings = warnings(&pages);
        warnings.extend(tightened.map(|it| it.told(place)));
        Ok(Printed { document, pages, warnings, detached: Vec::new(), tightened, style, press: self })
    }

    /// A Word file; without the attachments that are not bound with it, see [`Press::word`].
    ///
    /// # Errors
    /// As [`Press::word`].
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(press.docx(&report)?.starts_with(b"PK"));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "docx")]
    pub fn docx(&self, report: &Report) -> Result<Vec<u8>, Error> {
        Ok(self.word(report)?.bytes)
    }

    /// A Word file, how many pages it has, and what should be looked at; faster than [`Press::print`], which draws them.
    ///
    /// # Errors
    /// As [`Press::print`], and [`Error::Docx`] for what Word's format cannot hold.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// let word = press.word(&report)?;
    /// assert_eq!((word.pages, word.warnings.len()), (1, 0));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "docx")]
    pub fn word(&self, report: &Report) -> Result<Word, Error> {
        self.word_by(MadeBy::Render, report)
    }

    #[cfg(feature = "docx")]
    pub(crate) fn word_by(&self, by: MadeBy, report: &Report) -> Result<Word, Error> {
        let mut word = self.write(by, self.document(report)?, "")?;
        word.warnings.splice(0..0, gongwen_template::elements_not_printed(report));
        for attachment in report.detached() {
            let label = report.attachment_label(attachment);
            let document = self.attachment(report, attachment)?;
            word.detached.push((label, self.write(by, document, &attachment.path)?));
        }
        Ok(word)
    }

    #[cfg(feature = "docx")]
    fn write(&self, by: MadeBy, mut document: Document, place: &str) -> Result<Word, Error> {
        gongwen_pictures::make_dots(&mut document.pictures);
        let (pages, style, tightened) = self.fit(&document, gongwen_layout::measure)?;
        let mut warnings = warnings(&pages);
        warnings.extend(tightened.map(|it| it.told(place)));
        let bytes = gongwen_docx::render_by(by, &document, &style, &pages.facts)?;
        let pages = pages.facts.pages.unwrap_or_default();
        Ok(Word { bytes, pages, warnings, detached: Vec::new() })
    }

    /// A PDF; without the attachments that are not bound with it, see [`Press::print`].
    ///
    /// # Errors
    /// As [`Press::print`].
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(press.pdf(&report)?.starts_with(b"%PDF-1.7"));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "pdf")]
    pub fn pdf(&self, report: &Report) -> Result<Vec<u8>, Error> {
        let (pages, ..) = self.fit(&self.document(report)?, gongwen_layout::layout)?;
        Ok(gongwen_pdf::render(&pages, &self.fonts, &gongwen_pdf::Options::default())?)
    }

    /// Fonts that the PDFs of many reports have in common, cut and compressed once, from a few of those reports. Files
    /// made with them depend on these samples and not on each other; see [`Printed::pdf_with`].
    ///
    /// # Errors
    /// [`Error::Pdf`] for a font that cannot be embedded. A sample that cannot be printed is left out.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// let shared = press.share([&report])?;
    /// assert!(press.print(&report)?.pdf_with(&shared)?.starts_with(b"%PDF-1.7"));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "pdf")]
    pub fn share<'r>(
        &self,
        samples: impl IntoIterator<Item = &'r Report>,
    ) -> Result<gongwen_pdf::SharedSubsets, Error> {
        let samples: Vec<Printed<'_>> =
            samples.into_iter().filter_map(|report| self.print(report).ok()).collect();
        let pages = samples.iter().flat_map(Printed::all).map(|(_, printed)| &printed.pages);
        Ok(gongwen_pdf::SharedSubsets::new(pages, &self.fonts)?)
    }

    /// What is to be told of a character that no font has, wherever in a document it stands: an error, or a warning when
    /// the settings let 〓 stand for it. The gate of a batch asks for it.
    ///
    /// ```
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// assert!(press.unprintable('锦').is_none());
    /// assert!(press.unprintable('𪚥').is_some_and(|found| found.is_error()));
    /// ```
    pub fn unprintable(&self, character: char) -> Option<Diagnostic> {
        let none = FaceRole::ALL.into_iter().all(|role| self.fonts.resolve(role, character).is_none());
        none.then(|| {
            gongwen_layout::missing_glyph(
                character,
                &gongwen_document::Origin::default(),
                self.settings.missing_glyph,
            )
        })
    }

    /// The pages of a document, the form that they have, and how much less its pitch is where that saves a sheet.
    fn fit(
        &self,
        document: &Document,
        lay_out: LayOut,
    ) -> Result<(Pages, Cow<'_, Stylesheet>, Option<Tightened>), Diagnostics> {
        let (form, options) = (&self.settings.style, self.options());
        let pages = fitting(lay_out(document, form, &self.fonts, &options)?)?;
        if self.settings.fit {
            let faults = warnings(&pages).len();
            let measure = |style: &Stylesheet| {
                let pages = gongwen_layout::measure(document, style, &self.fonts, &options).ok()?;
                let pages = fitting(pages).ok()?;
                // Paper is not saved at the cost of anything else.
                (warnings(&pages).len() <= faults).then_some(pages)
            };
            if let Some((style, tightened)) = tightened(form, &pages, measure) {
                let pages = fitting(lay_out(document, &style, &self.fonts, &options)?)?;
                return Ok((pages, Cow::Owned(style), Some(tightened)));
            }
        }
        Ok((pages, Cow::Borrowed(form), None))
    }

    fn options(&self) -> gongwen_layout::Options {
        gongwen_layout::Options { missing_glyph: self.settings.missing_glyph }
    }
}

/// Lays a document out, drawn or only measured.
type LayOut = fn(&Document, &Stylesheet, &Fonts, &gongwen_layout::Options) -> Result<Pages, Diagnostics>;

/// Pages on which everything fits; what is merely tight is among the [`warnings`].
fn fitting(pages: Pages) -> Result<Pages, Diagnostics> {
    if pages.misfits.iter().any(Diagnostic::is_error) { Err(Diagnostics(pages.misfits)) } else { Ok(pages) }
}

/// What somebody should look at, whichever file is made.
fn warnings(pages: &Pages) -> Vec<Diagnostic> {
    let mut warnings: Vec<Diagnostic> = gongwen_layout::recipients_moved(&pages.facts).into_iter().collect();
    warnings.extend(pages.misfits.iter().cloned());
    warnings.extend(gongwen_layout::wide_lines(&pages.facts));
    warnings.extend(gongwen_layout::crowded_imprint(&pages.facts));
    warnings.extend(gongwen_layout::signed_without_text(&pages.facts));
    let marked = pages.missing.iter();
    warnings
        .extend(marked.map(|(character, origin)| {
            gongwen_layout::missing_glyph(*character, origin, MissingGlyph::Mark)
        }));
    warnings
}

impl<'a> Printed<'a> {
    /// It and the attachments that are not bound with it, each with what the name of its file ends with: nothing for
    /// the document itself, `-附件2` for an attachment.
    ///
    /// ```
    /// let report = gongwen::Report::from_toml(
    ///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n[general]\n\
    ///      [[attachments]]\ntitle = \"办法\"\ntext = \"第一条。\"\ndetached = true\n",
    /// )?;
    /// let press = gongwen::Press::new(gongwen::Fonts::embedded());
    /// let printed = press.print(&report)?;
    /// let names: Vec<String> = printed.all().map(|(end, _)| format!("通知{end}.docx")).collect();
    /// assert_eq!(names, ["通知.docx", "通知-附件.docx"]);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn all(&self) -> impl Iterator<Item = (String, &Printed<'a>)> {
        let detached = self.detached.iter().map(|it| (format!("-{}", it.label), &it.printed));
        std::iter::once((String::new(), self)).chain(detached)
    }

    /// Plain text, a line for each paragraph.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert_eq!(press.print(&report)?.text(), press.text(&report)?);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn text(&self) -> String {
        gongwen_document::to_text(&self.document)
    }

    /// The Word file, told what its pages need to know of the layout.
    ///
    /// # Errors
    /// [`Error::Docx`] for what Word's format cannot hold.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert_eq!(press.print(&report)?.docx()?, press.docx(&report)?);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "docx")]
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        self.docx_by(MadeBy::Render)
    }

    #[cfg(feature = "docx")]
    pub(crate) fn docx_by(&self, by: MadeBy) -> Result<Vec<u8>, Error> {
        let mut document = Cow::Borrowed(&self.document);
        if document.pictures.values().any(gongwen_pictures::wants_dots) {
            gongwen_pictures::make_dots(&mut document.to_mut().pictures);
        }
        Ok(gongwen_docx::render_by(by, &document, &self.style, &self.pages.facts)?)
    }

    /// The PDF of these pages.
    ///
    /// # Errors
    /// [`Error::Pdf`] for a font that cannot be embedded.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert_eq!(press.print(&report)?.pdf()?, press.pdf(&report)?);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        Ok(gongwen_pdf::render(&self.pages, &self.press.fonts, &gongwen_pdf::Options::default())?)
    }

    /// The PDF of these pages as one of a run, with what it can take from shared fonts.
    ///
    /// # Errors
    /// As [`Printed::pdf`].
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// // Of a run of one: its fonts are those of the run.
    /// let shared = press.share([&report])?;
    /// let (one, other) = (press.print(&report)?, press.print(&report)?);
    /// assert_eq!(one.pdf_with(&shared)?, other.pdf_with(&shared)?);
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    #[cfg(feature = "pdf")]
    pub fn pdf_with(&self, shared: &gongwen_pdf::SharedSubsets) -> Result<Vec<u8>, Error> {
        let options = gongwen_pdf::Options { by: MadeBy::Batch };
        Ok(gongwen_pdf::render_with(&self.pages, &self.press.fonts, shared, &options)?)
    }
}
