//! Words 用词: sure slips, names that have changed, fixed orders, what stands twice, one body under two names.
//! What is looked for is data (`crates/check/rules`); nothing is guessed by a dictionary, by sound or by shape.

mod entries;
mod grammar;
mod index;
mod lexicon;
mod names;
mod order;
mod phrases;
mod repeat;

use std::sync::LazyLock;

use crate::rules::line::Line;
use crate::{Finding, Findings, Options, Span, Text};

/// Characters that simplified text does not have 繁体字, among the most frequent ones.
const TRADITIONAL: &str =
    "個們國務會發實現時對進這說還後來開關設備產業農條經濟體計劃問題學習導領縣鎮鄉區項應處單號給讓從與為";

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    if let Some(span) = traditional(text) {
        let finding = Finding::warning(
            "word/traditional",
            span,
            "全文是繁体字：数字和标点照查，用词没有查",
            "traditional characters: figures and marks are checked, words are not",
        );
        out.push(finding);
        return;
    }
    entries::run(text, options, out);
    grammar::run(lines, out);
    order::run(lines, out);
    repeat::run(lines, out);
    names::run(lines, out);
}

/// A bit for each character of [`TRADITIONAL`].
static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 1024];
    for c in TRADITIONAL.chars() {
        if let Some(word) = bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }
    bits
});

fn is_traditional(c: char) -> bool {
    BITS.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
}

/// Where the first traditional character stands, when a text has many.
fn traditional(text: &Text) -> Option<Span> {
    let mut first = None;
    let (mut count, mut all) = (0usize, 0usize);
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        for (at, c) in paragraph.text.char_indices().take(2000) {
            all += 1;
            if is_traditional(c) {
                count += 1;
                first = first.or(Some(Span::new(index, at, at + c.len_utf8())));
            }
        }
        if all > 5000 {
            break;
        }
    }
    first.filter(|_| count >= 3 && count * 25 > all)
}
