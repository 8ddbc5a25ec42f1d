//! The documents that are measured, and how long a step takes.

use std::path::PathBuf;
use std::time::Instant;

use gongwen::report::Report;

use crate::run::Failure;

/// Both files of one report in one form.
pub(crate) struct Made {
    /// As `jinjiang-2024.annual-report`; an attachment that is a file of its own ends in `-附件1`.
    pub(crate) name: String,
    /// The PDF.
    pub(crate) pdf: PathBuf,
    /// The DOCX.
    pub(crate) docx: PathBuf,
    /// Text of the document, a line for each paragraph.
    pub(crate) text: String,
    /// What the report declares.
    pub(crate) report: Report,
    /// Whether it is an attachment that is not bound with its document: it has none of the elements of the report.
    pub(crate) attachment: bool,
    /// The title as printed.
    pub(crate) title: String,
}

/// Runs a step and prints how long it took.
#[allow(clippy::print_stdout)]
pub(crate) fn timed<T>(step: &str, run: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let start = Instant::now();
    let result = run()?;
    println!("==> {step}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}
