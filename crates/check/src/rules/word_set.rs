//! Words that are looked for at every character of a text.

use super::line::Line;
use crate::chars::{Bits, first_length};
use crate::words::has_with;

/// Some words, with what tells nearly everywhere at one look that none of them stands there: a bit for the first character
/// of each, one for the second, and one for the last.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    firsts: Bits,
    seconds: Bits,
    /// Whether one of the words has no second character.
    single: bool,
    lasts: Bits,
}

impl WordSet {
    /// These words, none of them empty. It is made while compiling, as a `static`.
    pub(crate) const fn new(words: &'static [&'static str]) -> WordSet {
        let (mut firsts, mut seconds, mut lasts) = (Bits::new(), Bits::new(), Bits::new());
        let (mut single, mut index) = (false, 0);
        while index < words.len() {
            let bytes = words[index].as_bytes();
            firsts = firsts.with_first(bytes);
            let (_, behind) = bytes.split_at(first_length(bytes));
            if behind.is_empty() {
                single = true;
            } else {
                seconds = seconds.with_first(behind);
            }
            lasts = lasts.with(bytes, bytes.len() - 1);
            index += 1;
        }
        WordSet { words, firsts, seconds, single, lasts }
    }

    /// The words, in their order.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Whether one of the words stands in a text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        has_with(text, self.words, &self.firsts)
    }

    /// The word that begins at this place of a line; the longest when several do.
    pub(crate) fn at(&self, line: &Line<'_>, at: usize) -> Option<&'static str> {
        let may =
            self.firsts.may_have(line.get(at)) && (self.single || self.seconds.may_have(line.get(at + 1)));
        if may { line.one_of(at, self.words) } else { None }
    }

    /// The word that ends before this place of a line; the longest when several do.
    pub(crate) fn before(&self, line: &Line<'_>, at: usize) -> Option<&'static str> {
        if self.lasts.may_have(line.back(at, 1)) { line.one_before(at, self.words) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    static WORDS: WordSet = WordSet::new(&["其中", "其中：", "年", "GDP", "é", "𠀀"]);

    #[test]
    fn a_word_is_found_wherever_it_stands_and_nothing_else() {
        let text = Text::from_plain("去年GDP，其中：甲é乙𠀀");
        let line = Line::new(0, &text.paragraphs[0]);
        for at in 0..=line.len() + 1 {
            assert_eq!(WORDS.at(&line, at), line.one_of(at, WORDS.words()), "{at}");
            assert_eq!(WORDS.before(&line, at), line.one_before(at, WORDS.words()), "{at}");
        }
        assert_eq!(WORDS.at(&line, 6), Some("其中："));
        for (text, is) in [("", false), ("去", false), ("其", false), ("前年", true), ("xGDP", true)] {
            assert_eq!(WORDS.stand_in(text), is, "{text}");
        }
    }
}
