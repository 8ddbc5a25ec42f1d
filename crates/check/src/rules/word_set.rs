//! Words that are looked for at every character of a text.

use super::line::Line;
use crate::chars::Bits;
use crate::words::has_with;

/// Some words, with what tells nearly everywhere at one look that none of them stands there: a bit for the first character
/// of each, and one for the last.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    firsts: Bits,
    lasts: Bits,
}

impl WordSet {
    /// These words, none of them empty. It is made while compiling, as a `static`.
    pub(crate) const fn new(words: &'static [&'static str]) -> WordSet {
        let (mut firsts, mut lasts) = (Bits::new(), Bits::new());
        let mut index = 0;
        while index < words.len() {
            let bytes = words[index].as_bytes();
            firsts = firsts.with_first(bytes);
            lasts = lasts.with(bytes, bytes.len() - 1);
            index += 1;
        }
        WordSet { words, firsts, lasts }
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
        if self.firsts.may_have(line.get(at)) { line.one_of(at, self.words) } else { None }
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
