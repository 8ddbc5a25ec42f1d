//! Words 用词: sure slips, names that have changed, fixed orders, what stands twice, one body under two names.
//! What is looked for is data (`crates/check/rules`). Sound and shape alone prove nothing: a fixed phrase, a word beside
//! it or the same name elsewhere in the text has to.

mod again;
mod alike;
mod already;
mod bodies;
mod compact;
mod congresses;
mod doubled;
mod drafting;
mod entries;
mod exchanged;
mod framed;
mod frames;
mod grammar;
mod heads;
mod hotlines;
mod index;
mod items;
mod lapses;
mod left_out;
mod lexicon;
mod measures;
mod names;
mod numbered;
mod objects;
mod order;
mod pairs;
mod phrases;
mod rare;
mod reordered;
mod repeat;
mod sets;
mod spellings;
mod stale;
mod surplus;
mod titles;
mod unfinished;
mod variants;

use crate::chars::CharSet;
use crate::rules::line::Line;
use crate::{Finding, Findings, Options, Span, Text};

/// Characters that simplified text does not have 繁体字, among the most frequent ones.
static TRADITIONAL: CharSet = CharSet::new(
    "個們國務會發實現時對進這說還後來開關設備產業農條經濟體計劃問題學習導領縣鎮鄉區項應處單號給讓從與為",
);

/// Looks at the text for what this family knows.
pub(crate) fn run(_: &Text, lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    if let Some(span) = traditional(lines) {
        let finding = Finding::warning(
            "word/traditional",
            span,
            "全文是繁体字：数字和标点照查，用词没有查",
            "traditional characters: figures and marks are checked, words are not",
        );
        out.push(finding);
        return;
    }
    if let Some(span) = foreign(lines) {
        let finding = Finding::warning(
            "word/foreign",
            span,
            "全文不是中文：数字照查，标点和用词没有查",
            "the text is not Chinese: figures are checked, marks and words are not",
        );
        out.push(finding);
        return;
    }
    entries::run(lines, options, out);
    grammar::run(lines, out);
    already::run(lines, out);
    rare::run(lines, out);
    order::run(lines, out);
    compact::run(lines, out);
    repeat::run(lines, out);
    doubled::run(lines, out);
    surplus::run(lines, out);
    measures::run(lines, out);
    names::run(lines, out);
    spellings::run(lines, out);
    variants::run(lines, out);
    reordered::run(lines, out);
    alike::run(lines, out);
    framed::run(lines, out);
    frames::run(lines, out);
    heads::run(lines, out);
    hotlines::run(lines, out);
    left_out::run(lines, out);
    titles::run(lines, out);
    unfinished::run(lines, out);
    objects::run(lines, out);
    stale::run(lines, out);
    drafting::run(lines, out);
}

/// The first letter of a text that has words of letters and next to no Chinese, as far as its beginning shows.
fn foreign(lines: &[Line<'_>]) -> Option<Span> {
    let mut first = None;
    let (mut letters, mut han) = (0usize, 0usize);
    for line in lines {
        for (at, c) in line.chars().iter().copied().enumerate().take(2000) {
            if c.is_ascii_alphabetic() {
                letters += 1;
                first = first.or(Some(line.span(at, at + 1)));
            }
            han += usize::from(crate::rules::line::is_han(c));
        }
        if letters + han > 4000 {
            break;
        }
    }
    first.filter(|_| letters > 60 && han * 20 < letters)
}

/// Where the first traditional character stands, when a text has many.
fn traditional(lines: &[Line<'_>]) -> Option<Span> {
    let mut first = None;
    let (mut count, mut all) = (0usize, 0usize);
    for line in lines {
        for (at, c) in line.chars().iter().copied().enumerate().take(2000) {
            all += 1;
            if TRADITIONAL.contains(c) {
                count += 1;
                first = first.or(Some(line.span(at, at + 1)));
            }
        }
        if all > 5000 {
            break;
        }
    }
    first.filter(|_| count >= 3 && count * 25 > all)
}
