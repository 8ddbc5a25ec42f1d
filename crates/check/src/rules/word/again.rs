//! What is told of characters, words and sentences that stand twice.

use crate::rules::line::Line;
use crate::{Finding, Findings, Span};

/// Tells of what stands twice from one place of a line to another, each time so long.
pub(super) fn tell(line: &Line<'_>, from: usize, to: usize, length: usize, out: &mut Findings) {
    let once = line.text(from, from + length);
    out.push(again_at(line.span(from, to), once, line.text(from, to)));
}

/// What is told of a character that stands twice here.
pub(super) fn twice(span: Span, text: &str) -> Finding {
    let quote = text.get(span.start..span.end).unwrap_or_default();
    again_at(span, quote.get(..quote.len() / 2).unwrap_or_default(), quote)
}

fn again_at(span: Span, once: &str, quote: &str) -> Finding {
    Finding::warning(
        "word/repeat",
        span,
        format!("“{once}”连写了两次"),
        format!("`{once}` stands twice in `{quote}`"),
    )
    .fix(once, true)
    .source("《图书编校质量差错认定细则》")
}

/// That a sentence, or an item, stands in the text before.
pub(super) fn stood(span: Span, first: Span) -> Finding {
    Finding::warning(
        "word/repeat",
        span,
        "这句话前面已经写过，一字不差",
        "this sentence stands in the text before, word by word",
    )
    .related("前一处", "first time", first)
    .source("《图书编校质量差错认定细则》")
}
