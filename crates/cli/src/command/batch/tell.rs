//! What is said while a run goes on, and to whom.

use crate::arguments::ProgressStyle;
use crate::command::print;
use crate::failure::Failure;

/// Whether lines for people go to standard output.
pub(super) fn speaks(style: ProgressStyle) -> bool {
    style != ProgressStyle::Json
}

pub(super) fn tell(style: ProgressStyle, text: &str) -> Result<(), Failure> {
    if speaks(style) { print(text.as_bytes()) } else { Ok(()) }
}
