//! Punctuation 标点符号 (GB/T 15834-2011).

mod ending;
mod half;
mod list;
mod misused;
mod pairs;
mod stops;

use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], _options: &Options, out: &mut Findings) {
    half::run(lines, out);
    pairs::run(lines, out);
    let dotted = list::dotted(lines);
    for line in lines {
        stops::run(line, out);
        list::run(line, dotted, out);
        misused::run(line, out);
    }
    ending::run(lines, out);
    stops::headings(text, lines, out);
}
