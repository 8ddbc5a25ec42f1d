//! Punctuation 标点符号 (GB/T 15834-2011).

mod half;
mod list;
mod pairs;
mod stops;

use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, _options: &Options, out: &mut Findings) {
    half::run(text, out);
    pairs::run(text, out);
    for line in Line::all(text) {
        stops::run(&line, out);
        list::run(&line, out);
    }
    stops::headings(text, out);
}
