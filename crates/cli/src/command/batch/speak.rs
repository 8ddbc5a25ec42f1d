//! What is said while a run goes on, and to whom.

use crate::arguments::ProgressStyle;
use crate::streams::say;

/// Whether lines for people go to standard output.
pub(super) fn speaks(style: ProgressStyle) -> bool {
    style != ProgressStyle::Json
}

/// Says a line for people, where standard output is theirs.
pub(super) fn speak(style: ProgressStyle, text: &str) {
    if speaks(style) {
        say(text);
    }
}
