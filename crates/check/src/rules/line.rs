//! A paragraph as characters that can be looked at by number, for rules that look left and right.

use crate::words::{begins, ended};
use crate::{Paragraph, Span, Text};

/// The characters of a paragraph. What is outside of it is `'\0'`, so that no rule has to ask where it ends.
pub(crate) struct Line<'t> {
    /// The paragraph of the text whose characters these are.
    pub(crate) paragraph: &'t Paragraph,
    /// The number of the paragraph in the text, from 0.
    pub(crate) index: usize,
    chars: Vec<char>,
    /// Where each begins, in bytes, and where the last one ends.
    starts: Vec<u32>,
    /// The places of marks and blanks.
    marks: Vec<u32>,
    numbers: Vec<Digits>,
}

impl<'t> Line<'t> {
    /// The paragraph of this number.
    pub(crate) fn new(index: usize, paragraph: &'t Paragraph) -> Line<'t> {
        let most = paragraph.text.len() / 3 + 2;
        let (mut starts, mut chars) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut marks = Vec::with_capacity(most / 8);
        for (at, c) in paragraph.text.char_indices() {
            if !is_han(c) && !c.is_ascii_alphanumeric() {
                marks.push(u32::try_from(chars.len()).unwrap_or(u32::MAX));
            }
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            chars.push(c);
        }
        starts.push(u32::try_from(paragraph.text.len()).unwrap_or(u32::MAX));
        let mut line = Line { paragraph, index, chars, starts, marks, numbers: Vec::new() };
        line.numbers = line.read_numbers();
        line
    }

    /// All paragraphs of a text.
    pub(crate) fn all(text: &'t Text) -> impl Iterator<Item = Line<'t>> {
        text.paragraphs.iter().enumerate().map(|(index, paragraph)| Line::new(index, paragraph))
    }

    /// How many characters there are.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// All characters of the paragraph, in order.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The places of all characters that are neither Chinese ones nor ASCII letters and digits, in order: of marks, of blanks
    /// and of rare letters.
    pub(crate) fn marks(&self) -> impl Iterator<Item = usize> {
        self.marks.iter().map(|at| *at as usize)
    }

    /// The places of the marks that end clauses, and the end of the paragraph.
    pub(crate) fn clause_ends(&self) -> impl Iterator<Item = usize> {
        self.marks().filter(|at| ends_clause(self.get(*at))).chain([self.len()])
    }

    /// The byte at which the character at this place begins; the length of the paragraph outside.
    pub(crate) fn byte(&self, at: usize) -> usize {
        self.starts.get(at).or(self.starts.last()).map_or(0, |at| *at as usize)
    }

    /// The place of the character that begins at this byte.
    pub(crate) fn place_of(&self, byte: usize) -> Option<usize> {
        self.starts.binary_search(&u32::try_from(byte).ok()?).ok()
    }

    /// The character at this place.
    pub(crate) fn get(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The character this many before a place.
    pub(crate) fn back(&self, at: usize, count: usize) -> char {
        at.checked_sub(count).map_or('\0', |at| self.get(at))
    }

    fn bytes<I: std::slice::SliceIndex<[u8], Output = [u8]>>(&self, range: I) -> &[u8] {
        self.paragraph.text.as_bytes().get(range).unwrap_or_default()
    }

    /// Whether these words begin at this place.
    pub(crate) fn starts(&self, at: usize, words: &str) -> bool {
        self.starts.get(at).is_some_and(|from| begins(self.bytes(*from as usize..), words))
    }

    /// Whether these words end before this place.
    pub(crate) fn ends(&self, at: usize, words: &str) -> bool {
        self.starts.get(at).is_some_and(|to| ended(self.bytes(..*to as usize), words))
    }

    /// The one of these words that begins at this place; the longest when several do.
    pub(crate) fn one_of<'w>(&self, at: usize, words: &[&'w str]) -> Option<&'w str> {
        let rest = self.bytes(*self.starts.get(at)? as usize..);
        words.iter().copied().filter(|word| begins(rest, word)).max_by_key(|word| word.len())
    }

    /// The one of these words that ends before this place; the longest when several do.
    pub(crate) fn one_before<'w>(&self, at: usize, words: &[&'w str]) -> Option<&'w str> {
        let before = self.bytes(..*self.starts.get(at)? as usize);
        words.iter().copied().filter(|word| ended(before, word)).max_by_key(|word| word.len())
    }

    /// The characters from one place to another as a span of the text.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.index, self.byte(from), self.byte(to.max(from)))
    }

    /// These characters as text.
    pub(crate) fn text(&self, from: usize, to: usize) -> &'t str {
        let span = self.span(from, to);
        self.paragraph.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The first place from here on whose character is none of these.
    pub(crate) fn skip(&self, from: usize, wanted: impl Fn(char) -> bool) -> usize {
        (from..self.len()).find(|at| !wanted(self.get(*at))).unwrap_or(self.len().max(from))
    }

    /// The same within this many characters, for what is asked at many places of one run.
    pub(crate) fn skip_most(&self, from: usize, most: usize, wanted: impl Fn(char) -> bool) -> usize {
        let end = self.len().min(from.saturating_add(most));
        (from..end).find(|at| !wanted(self.get(*at))).unwrap_or(end.max(from))
    }

    /// Where the clause around a place begins, at most this many characters back.
    pub(crate) fn clause_start(&self, at: usize, most: usize) -> usize {
        let least = at.saturating_sub(most);
        (least..at).rev().find(|at| ends_clause(self.get(*at))).map_or(least, |at| at + 1)
    }

    /// All numbers in digits.
    pub(crate) fn numbers(&self) -> &[Digits] {
        &self.numbers
    }

    fn read_numbers(&self) -> Vec<Digits> {
        let mut found = Vec::new();
        let mut behind = 0;
        for (from, c) in self.chars.iter().enumerate() {
            if from < behind || !c.is_ascii_digit() {
                continue;
            }
            let mut at = self.skip(from, |c| c.is_ascii_digit());
            let mut fraction = false;
            let mut grouped = false;
            loop {
                let digits = |line: &Line<'_>, at| line.skip(at, |c| c.is_ascii_digit());
                if self.get(at) == ',' && !fraction && digits(self, at + 1) == at + 4 {
                    (at, grouped) = (at + 4, true);
                } else if self.get(at) == '.' && !fraction && self.get(at + 1).is_ascii_digit() {
                    (at, fraction) = (digits(self, at + 1), true);
                } else {
                    break;
                }
            }
            found.push(Digits { from, to: at, fraction, grouped });
            behind = at;
        }
        found
    }
}

/// A number in digits: its first character and the one behind its last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    /// The character of the paragraph at which the number begins.
    pub(crate) from: usize,
    /// Behind the last character.
    pub(crate) to: usize,
    /// Whether it has a fraction.
    pub(crate) fraction: bool,
    /// Whether its digits stand in groups of three.
    pub(crate) grouped: bool,
}

impl Digits {
    /// Its value when it is a whole number that fits.
    pub(crate) fn whole(&self, line: &Line<'_>) -> Option<u64> {
        line.text(self.from, self.to).parse().ok()
    }

    /// Its value; none when it has too many digits.
    pub(crate) fn value(&self, line: &Line<'_>) -> Option<rust_decimal::Decimal> {
        line.text(self.from, self.to).replace(',', "").parse().ok()
    }

    /// Whether it may be a year 年份.
    pub(crate) fn is_year(&self, line: &Line<'_>) -> bool {
        self.to - self.from == 4 && self.whole(line).is_some_and(|year| (1900..2100).contains(&year))
    }
}

/// Whether this is a Chinese character 汉字 of the common block.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// A mark behind which another clause begins.
pub(crate) fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '\n' | '\0')
}

/// A mark behind which another sentence begins.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '\0')
}

/// Value of a Chinese numeral below 100 汉字数字.
pub(crate) fn numeral(words: &str) -> Option<u32> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|it| it == c).and_then(|at| u32::try_from(at).ok());
    match words.split_once('十') {
        None => {
            let mut chars = words.chars();
            let value = digit(chars.next()?)?;
            chars.next().is_none().then_some(value)
        }
        Some((tens, ones)) => {
            let one = |part: &str, empty| match part.chars().count() {
                0 => Some(empty),
                1 => part.chars().next().and_then(digit).filter(|it| *it > 0),
                _ => None,
            };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
    }
}

/// Whether this is a Chinese digit 一 to 九, 〇, or 十.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
