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
//! # Features
//!
//! All are on by default; with `default-features = false` a program takes what it needs.
//!
//! | feature | gives |
//! |---|---|
//! | `docx` | Word files: [`Press::docx`] |
//! | `pdf` | PDF: [`Press::pdf`] |
//! | `batch` | a report file and a table of villages: [`batch`] |
//! | `import` | drafts (Word, text) to report files: `import` |
//! | `embedded-fonts` | the faces compiled in, 16 MB: [`Fonts::embedded`] |
//! | `system-fonts` | faces of the machine and of folders: [`Fonts::discover`], [`Fonts::from_dir`] |
//! | `svg` | SVG for seals and pictures |
//! | `titles` | a dictionary of words for the ends of lines in titles |
//!
//! Without both features of fonts the program brings its own: [`Fonts::builder`].

#[cfg(feature = "batch")]
pub mod batch;
mod error;
mod file_fault;
mod files;
mod fit;
#[cfg(feature = "import")]
pub mod import;
mod mark;
mod pictures;
mod press;

pub use error::Error;
pub use files::{MAX_FILE_BYTES, read_files};
pub use fit::Tightened;
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
pub fn check(report: &Report, options: &check::Options) -> check::Outcome {
    check::check(&check::Text::from_report(report, ""), options)
}
