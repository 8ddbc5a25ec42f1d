//! Ordinals and levels 序次和层次: 一、（一）1.（1）, 一是 二是, 第一 第二, ①②.

mod grades;
mod headings;
mod inline;
mod ordinal;
mod spoken;

pub(crate) use ordinal::{Form, Head, head, leading_level, ordinal_at};

use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], _options: &Options, out: &mut Findings) {
    headings::run(lines, out);
    inline::run(text, lines, out);
    spoken::run(lines, out);
    lines.iter().for_each(|line| grades::run(line, out));
}
