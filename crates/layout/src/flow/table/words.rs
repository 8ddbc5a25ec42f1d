//! Words in cells: what no line's end parts, and how narrow a cell may be for that.

use std::ops::Range;

use crate::inline::classes::Class;
use crate::inline::collect::{Boundary, Item};

/// A word of up to so many characters 汉字 stays whole; of a longer one as many stand in a line. In hundredths of an em, with
/// room for the white between 汉字 and digits.
const SHORT: i64 = 450;
/// The same when a table has no room for that.
const NARROW: i64 = 200;
/// So many letters of an address or a long Latin word stand in a line.
const LETTERS: i64 = 600;

/// What the text of a cell needs, EMU.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Need {
    /// Width that lets every number and every short word stand whole on a line.
    pub(super) whole_words: i64,
    /// Width that lets every number stand whole on a line.
    pub(super) whole_numbers: i64,
    /// Its longest line, when it ends only where its author ended it.
    pub(super) line: i64,
    /// The part of a number before its point, and from there on.
    pub(super) point: Option<[i64; 2]>,
}

/// Measures a text whose breaks are known.
pub(super) fn measure(items: &[Item], decimal: bool) -> Need {
    let mut need = Need::default();
    for line in items.split(|item| item.class == Class::Break) {
        need.line = need.line.max(width(line));
    }
    for word in words(items) {
        let word = items.get(word).unwrap_or_default();
        let (whole, em) = (width(word), word.first().map_or(0, |item| item.em));
        need.whole_words = need.whole_words.max(whole.min(em * SHORT / 100));
        need.whole_numbers = need.whole_numbers.max(whole.min(em * NARROW / 100));
    }
    let mut stretch = Stretch::default();
    for (index, item) in items.iter().enumerate() {
        if index > 0 && item.boundary >= Boundary::Unit || item.class == Class::Break {
            stretch.end(&mut need);
        }
        stretch.take(item);
    }
    stretch.end(&mut need);
    // What stays together with a short word: the brackets around it.
    let mut joined: Vec<Item> = items.to_vec();
    if join(&mut joined) {
        let mut stretch = Stretch::default();
        let mut wider = Need::default();
        for (index, item) in joined.iter().enumerate() {
            if index > 0 && item.boundary >= Boundary::Unit || item.class == Class::Break {
                stretch.end(&mut wider);
            }
            stretch.take(item);
        }
        stretch.end(&mut wider);
        need.whole_words = need.whole_words.max(wider.whole_numbers);
    }
    need.whole_words = need.whole_words.max(need.whole_numbers);
    if decimal && !items.iter().any(|item| item.class == Class::Break) {
        let point = items.iter().position(|item| item.character == '.');
        let end = items.iter().rposition(|item| item.class == Class::Digit).map_or(0, |last| last + 1);
        let (whole, tail) = items.split_at(point.unwrap_or(end).min(items.len()));
        need.point = Some([width(whole), width(tail)]);
    }
    need
}

/// Items that no line's end parts.
#[derive(Default)]
struct Stretch {
    width: i64,
    letters: usize,
    em: i64,
    first: bool,
}

impl Stretch {
    fn take(&mut self, item: &Item) {
        let lead = if self.first { item.lead } else { 0 };
        self.first = true;
        if item.class != Class::Space {
            self.width += lead + item.width;
        }
        self.letters += usize::from(item.class == Class::Word && item.character.is_alphabetic());
        self.em = item.em;
    }

    fn end(&mut self, need: &mut Need) {
        let Stretch { width, letters, em, .. } = std::mem::take(self);
        // A long word has places where it may be parted.
        let least = if letters > 0 { width.min(em * LETTERS / 100) } else { width };
        need.whole_numbers = need.whole_numbers.max(least);
    }
}

/// Keeps short words whole; whether there is one that could have been parted.
pub(super) fn join(items: &mut [Item]) -> bool {
    let mut found = false;
    for word in words(items) {
        let Some(word) = items.get_mut(word) else { continue };
        let em = word.first().map_or(0, |item| item.em);
        if width(word) > em * SHORT / 100 {
            continue;
        }
        for item in word.iter_mut().skip(1) {
            if matches!(item.boundary, Boundary::Allowed | Boundary::Unit) {
                item.boundary = Boundary::Never;
                found = true;
            }
        }
    }
    found
}

/// Runs of 汉字, letters and digits.
fn words(items: &[Item]) -> Vec<Range<usize>> {
    let of_word = |item: &Item| match item.class {
        Class::Ideograph => item.character.is_alphanumeric(),
        Class::Digit | Class::Word | Class::Suffix | Class::Prefix => true,
        // 12.5 and 1,250; a line never begins with one.
        Class::AsciiClosing => matches!(item.character, '.' | ','),
        _ => false,
    };
    let mut found = Vec::new();
    let mut start = None;
    for (index, item) in items.iter().enumerate() {
        match (of_word(item), start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                found.push(from..index);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(from..items.len());
    }
    found
}

fn width(items: &[Item]) -> i64 {
    let leads: i64 = items.iter().skip(1).map(|item| item.lead).sum();
    leads + items.iter().map(|item| item.width).sum::<i64>()
}
