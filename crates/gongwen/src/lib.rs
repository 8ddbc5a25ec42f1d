//! Structured work reports to official Chinese documents (公文) in the form of GB/T 9704-2012:
//! Word files for colleagues to revise, PDF to print.
//!
//! This crate is the one to embed; a [`Press`] holds what is parsed once (fonts, templates, the form) and
//! is shared by threads, a [`Report`] is what one document says.
//!
//! ```no_run
//! # #[cfg(all(feature = "docx", feature = "pdf"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let source = "";
//! let report = gongwen::Report::from_toml(source)?; // diagnostics inside the error, all of them
//! let press = gongwen::Press::new(gongwen::Fonts::discover()); // parsed once, shared by threads
//! std::fs::write("report.docx", press.docx(&report)?)?;
//! std::fs::write("report.pdf", press.pdf(&report)?)?;
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "docx", feature = "pdf")))]
//! # fn main() {}
//! ```
//!
//! # From a report to its files
//!
//! | # | station | type | how |
//! |---|---|---|---|
//! | 1 | report file | bytes, TOML or JSON | written by people; [`report::schema_json`] helps editors |
//! | 2 | what was typed | [`report::ReportFile`] | [`read`], or a literal in code |
//! | 3 | what it means | [`Report`] | [`Report::from_toml`], [`Report::check`]; after this nobody validates again |
//! | 4 | what a template sees | [`template::view`] | – |
//! | 5 | markup | a small XHTML | [`Press::markup`] |
//! | 6 | block tree | [`Document`] | [`Press::document`] |
//! | 7 | Word file | bytes | [`Press::docx`] |
//! | 8 | pages | [`Pages`] | [`Press::print`] |
//! | 9 | PDF | bytes | [`Press::pdf`] |
//! | 9 | a page to show | SVG | [`Printed::svg`] |
//!
//! Data flows one way, and whatever is wrong is told at the first station that can know it: as [`Diagnostics`], all at
//! once, each with a stable code, the place in the file, and what to write instead, in Chinese and in English. Nothing
//! here prints, looks at a clock or at the environment; the same input makes the same bytes, on every machine.
//!
//! # A report in code
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gongwen::report::{AchievementsFile, AreaFile, FigureFile, ItemFile, LocalityFile, ReportFile};
//! use gongwen::{Date, Decimal, Report};
//!
//! let grain: Decimal = "22961.97".parse()?; // exact; of an f64 there is NumberText::try_from
//! let file = ReportFile {
//!     title: "某某县某某镇2024年工作总结".into(),
//!     year: Some(2024),
//!     issuer: "某某县某某镇人民政府".into(),
//!     locality: Some(LocalityFile::new("某某镇")),
//!     opening: ["今年以来，全镇平稳发展。", "现将主要工作报告如下。"].into(),
//!     achievements: Some(AchievementsFile::new([
//!         AreaFile::new("农业生产", [ItemFile::new("稳定粮食生产", "种植{{grain}}，{{grain.change}}。")]),
//!         AreaFile::new("基层党建", [ItemFile::new("强化队伍建设", "培训干部{{trained}}。")]),
//!     ])),
//!     signatures: "某某县某某镇人民政府".into(),
//!     issue_date: Some(Date::new(2024, 12, 31)?.into()),
//!     figures: [
//!         ("grain", FigureFile::new("粮食面积", grain, "亩").with_previous("22850.10")),
//!         ("trained", FigureFile::new("培训干部", 120, "人次")),
//!     ]
//!     .into(),
//!     ..ReportFile::default() // the other fields, and those that later versions add
//! };
//! let report: Report = Report::check(file)?.report; // checked as a file is
//! # assert_eq!(report.figures[0].display(), "22961.97亩");
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! All are on by default; with `default-features = false` a program takes what it needs.
//!
//! | feature | gives |
//! |---|---|
//! | `docx` | Word files: [`Press::docx`] |
//! | `pdf` | PDF: [`Press::pdf`] |
//! | `batch` | a report file and a table of villages: [`batch`] |
//! | `check` | looking at what a report says, as an editor would: `check` |
//! | `import` | drafts (Word, text) to report files: `import`; findings back into Word: `draft`; brings `check` |
//! | `pages-svg` | pages as SVG, for programs that show them: `Printed::svg` |
//! | `embedded-fonts` | the faces compiled in, 13 MB: [`Fonts::embedded`] |
//! | `system-fonts` | faces of the machine and of folders: [`Fonts::discover`], [`Fonts::from_dir`] |
//! | `jpeg` | JPEG for pictures; PNG is always read |
//! | `svg` | SVG for seals and pictures |
//! | `titles` | a dictionary of words for the ends of lines in titles |
//!
//! Without both features of fonts the program brings its own: [`Fonts::builder`].

#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "import")]
pub mod draft;
mod error;
mod file_fault;
mod files;
mod fit;
#[cfg(feature = "import")]
pub mod import;
mod mark;
#[cfg(feature = "import")]
mod named;
mod pictures;
mod press;
#[cfg(feature = "pages-svg")]
mod shown;

pub use error::Error;
pub use files::{MAX_FILE_BYTES, read_files};
pub use fit::Tightened;
#[cfg(feature = "check")]
pub use gongwen_check as check;
pub use gongwen_core::{Report, profile, read, report};
pub use gongwen_document::{
    self as document, Diagnostic, Diagnostics, Document, Language, Length, Message, Picture, Place, Severity,
    Shown, Source, Stylesheet, TableCell, style,
};
pub use gongwen_fonts::{self as fonts, Fonts};
pub use gongwen_layout::{MissingGlyph, Pages};
#[cfg(feature = "pdf")]
pub use gongwen_pdf::SharedSubsets;
pub use gongwen_pictures::{PictureError, read_picture};
#[cfg(feature = "svg")]
pub use gongwen_pictures::{SvgError, read_svg};
#[cfg(feature = "pages-svg")]
pub use gongwen_svg as pages_svg;
pub use gongwen_template::{self as template, markup};
pub use jiff::civil::Date;
pub use mark::{MadeBy, made_by};
#[cfg(feature = "docx")]
pub use press::Word;
pub use press::{Detached, Press, Printed, Settings};
pub use rust_decimal::Decimal;

/// Looks at a report 工作报告 as an editor would: numbers that cannot be true together, dates, ordinals, marks and words;
/// see [`mod@check`] for drafts that are no report files, and for what a finding says.
///
/// ```
/// use gongwen::check::Options;
/// let source = "title = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\n\
///     locality = { name = \"某某镇\" }\nopening = \"新建泵站20座，其中甲片9座、乙片12座。\"\n";
/// let report = gongwen::Report::from_toml(source)?;
/// let outcome = gongwen::check(&report, &Options::default());
/// assert_eq!(outcome.tally().fails, 1);
/// assert_eq!(outcome.findings[0].reason, "9 + 12 = 21");
/// # Ok::<(), gongwen::Diagnostics>(())
/// ```
#[cfg(feature = "check")]
pub fn check(report: &Report, options: &check::Options) -> check::Outcome {
    check::check(&check::Text::from_report(report, ""), options)
}
