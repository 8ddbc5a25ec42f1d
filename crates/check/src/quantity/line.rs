//! A paragraph as characters, marks in full width whatever was typed, with its quantities.

use super::model::Quantity;
use crate::{Paragraph, Part, Role, Span};

/// A paragraph with its quantities.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Which paragraph of the text.
    pub(crate) index: usize,
    /// What it is.
    pub(crate) role: Role,
    /// Which part of the document.
    pub(crate) part: Part,
    /// Its characters; digits are ASCII, commas, colons, semicolons and brackets of full width.
    pub(crate) chars: Vec<char>,
    /// The byte of the paragraph at which each begins, and the length of all.
    at: Vec<u32>,
    /// The characters as text, from which words are lent; and the byte of it at which each begins, and its length.
    wide: String,
    wide_at: Vec<u32>,
    /// Its quantities, in order.
    pub(crate) quantities: Vec<Quantity>,
    /// The character at which the label of each quantity begins: rules ask for a label many times.
    labels: Vec<u32>,
}

/// Marks between sentences.
pub(crate) const STOPS: [char; 5] = ['。', '；', '！', '？', '\n'];

/// Marks between clauses of a sentence, and between sentences; 、 and brackets are within one.
pub(crate) const CLAUSES: [char; 7] = ['。', '；', '，', '：', '！', '？', '\n'];

/// Marks between clauses; they end a label.
pub(crate) const BREAKS: [char; 12] = ['。', '；', '！', '？', '\n', '，', '：', '、', '（', '）', '“', '”'];

impl Line {
    /// Reads a paragraph.
    pub(crate) fn new(index: usize, paragraph: &Paragraph) -> Line {
        let most = paragraph.text.len() / 3 + 2;
        let (mut chars, mut at) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let (mut wide, mut wide_at) = (String::with_capacity(paragraph.text.len()), Vec::with_capacity(most));
        for (byte, c) in paragraph.text.char_indices() {
            let c = widened(c);
            at.push(narrow(byte));
            wide_at.push(narrow(wide.len()));
            chars.push(c);
            wide.push(c);
        }
        at.push(narrow(paragraph.text.len()));
        wide_at.push(narrow(wide.len()));
        let (role, part) = (paragraph.role, paragraph.part);
        let (quantities, labels) = (Vec::new(), Vec::new());
        Line { index, role, part, chars, at, wide, wide_at, quantities, labels }
    }

    /// The same line with its quantities.
    pub(crate) fn with(mut self, quantities: Vec<Quantity>) -> Line {
        let mut before = 0;
        self.labels.reserve_exact(quantities.len());
        for it in &quantities {
            let from = self.back(it.from, &BREAKS, 40).max(before.min(it.from));
            self.labels.push(narrow(from));
            before = it.to;
        }
        self.quantities = quantities;
        self
    }

    /// These characters as text.
    pub(crate) fn text(&self, from: usize, to: usize) -> &str {
        let at = |place: usize| self.wide_at.get(place).or(self.wide_at.last()).map_or(0, |at| *at as usize);
        self.wide.get(at(from)..at(to)).unwrap_or_default()
    }

    /// The span of these characters.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.index, self.byte(from), self.byte(to))
    }

    /// The byte at which a character begins.
    pub(crate) fn byte(&self, at: usize) -> usize {
        self.at.get(at).or(self.at.last()).map_or(0, |at| *at as usize)
    }

    /// The character that begins at a byte, or the next one.
    pub(crate) fn char_at(&self, byte: usize) -> usize {
        self.at.partition_point(|at| (*at as usize) < byte).min(self.chars.len())
    }

    /// A character; a line end outside.
    pub(crate) fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\n')
    }

    /// Whether the text stands at this character.
    pub(crate) fn starts(&self, at: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(index, c)| self.chars.get(at + index) == Some(&c))
    }

    /// Whether the text ends before this character.
    pub(crate) fn ends(&self, at: usize, text: &str) -> bool {
        let length = text.chars().count();
        at >= length && self.starts(at - length, text)
    }

    /// The first of these characters from here back, at most so far; behind it.
    pub(crate) fn back(&self, at: usize, marks: &[char], most: usize) -> usize {
        let least = at.saturating_sub(most);
        (least..at).rev().find(|index| marks.contains(&self.char(*index))).map_or(least, |index| index + 1)
    }

    /// Whether one of these characters stands at most so many before here, without a copy of the text.
    pub(crate) fn nearby(&self, at: usize, marks: &[char], most: usize) -> bool {
        let at = at.min(self.chars.len());
        self.chars.get(at.saturating_sub(most)..at).unwrap_or_default().iter().any(|c| marks.contains(c))
    }

    /// The first of these characters from here on, at most so far.
    pub(crate) fn ahead(&self, at: usize, marks: &[char], most: usize) -> usize {
        let end = (at + most).min(self.chars.len());
        (at..end).find(|index| marks.contains(&self.char(*index))).unwrap_or(end)
    }

    /// What stands before a quantity in its clause 名称: from the last mark or quantity.
    pub(crate) fn label(&self, index: usize) -> &str {
        let Some((quantity, from)) = self.quantities.get(index).zip(self.labels.get(index)) else {
            return "";
        };
        self.text(*from as usize, quantity.from)
    }

    /// The noun behind a quantity, as 项目 of 10个项目: up to the next mark or number, at most 10 characters.
    pub(crate) fn noun(&self, index: usize) -> &str {
        let Some(quantity) = self.quantities.get(index) else { return "" };
        let next = self.quantities.get(index + 1).map_or(self.chars.len(), |it| it.from);
        let to = self.ahead(quantity.to, &BREAKS, 10).min(next.max(quantity.to));
        self.text(quantity.to, to)
    }

    /// Which quantity begins at this character or is the next one.
    pub(crate) fn index_at(&self, at: usize) -> usize {
        self.quantities.partition_point(|it| it.from < at)
    }

    /// The quantities that begin between two characters.
    pub(crate) fn quantities_in(&self, from: usize, to: usize) -> &[Quantity] {
        let (first, last) = (self.index_at(from), self.index_at(to));
        self.quantities.get(first..last.max(first)).unwrap_or_default()
    }

    /// The quantities around one, each with its index: so many before it and behind it at most.
    pub(crate) fn around(&self, index: usize, most: usize) -> impl Iterator<Item = (usize, &Quantity)> {
        let from = index.saturating_sub(most);
        self.quantities.iter().enumerate().skip(from).take(index - from + most + 1)
    }

    /// The whole clause before a quantity, from the last mark between clauses: numbers in it included.
    pub(crate) fn clause(&self, quantity: &Quantity) -> &str {
        let from = self.back(quantity.from, &CLAUSES, 60);
        self.text(from, quantity.from)
    }
}

fn narrow(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The character that a mark or digit should have been.
fn widened(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        '％' | '﹪' => '%',
        '．' => '.',
        '~' | '〜' | '∼' => '～',
        '–' | '−' | '－' | '‐' => '-',
        '\u{a0}' | '\u{3000}' | '\t' => ' ',
        _ => c,
    }
}
