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
//! With `default-features = false` and one of the features `docx` and `pdf` one embeds half; `batch` adds tables of villages, see [`batch`].

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
    self as document, Diagnostic, Diagnostics, Document, Length, Message, Picture, Place, Severity, Source,
    Stylesheet, TableCell, style,
};
pub use gongwen_fonts::{self as fonts, Fonts};
pub use gongwen_layout::{MissingGlyph, Pages};
#[cfg(feature = "pdf")]
pub use gongwen_pdf::SharedSubsets;
pub use gongwen_pictures::{PictureError, SvgError, read_picture, read_svg};
pub use gongwen_template::{self as template, markup};
pub use mark::{MadeBy, made_by};
#[cfg(feature = "docx")]
pub use press::Word;
pub use press::{Detached, Press, Printed, Settings};
