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
//! | `embedded-fonts` | the faces compiled in, 16 MB: [`Fonts::embedded`] |
//! | `system-fonts` | faces of the machine and of folders: [`Fonts::discover`], [`Fonts::from_dir`] |
//! | `svg` | SVG for seals and pictures |
//! | `titles` | a dictionary of words for the ends of lines in titles |
//!
//! Without both features of fonts the program brings its own: [`Fonts::builder`].

#[cfg(feature = "batch")]
pub mod batch;
mod error;
mod files;
mod fit;
mod mark;
mod pictures;
mod press;

pub use error::Error;
pub use files::{MAX_FILE_BYTES, read_files};
pub use fit::Tightened;
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
