//! Words found by their first two characters: one look per character of a text, most of them at a single bit.

use std::collections::HashMap;

/// Words of two characters and more, each with its number.
pub(super) struct Index {
    /// A bit for each hash of two characters that begin a word.
    bits: Vec<u64>,
    words: HashMap<(char, char), Vec<(&'static str, u32)>>,
}

/// How many bits there are: sixteen for each word of a list of some thousands.
const BITS: usize = 1 << 17;

fn bit(first: char, second: char) -> usize {
    let mixed = (first as usize).wrapping_mul(0x9E37_79B1) ^ (second as usize).wrapping_mul(0x85EB_CA77);
    (mixed ^ (mixed >> 15)) % BITS
}

impl Index {
    /// The index of these words; shorter ones are left out.
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, u32)>) -> Index {
        let mut index = Index { bits: vec![0; BITS / 64], words: HashMap::new() };
        for (word, number) in words {
            let mut chars = word.chars();
            let (Some(first), Some(second)) = (chars.next(), chars.next()) else { continue };
            let at = bit(first, second);
            if let Some(bits) = index.bits.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
            index.words.entry((first, second)).or_default().push((word, number));
        }
        index
    }

    /// Calls for each word that stands in a text, with the byte at which it begins and its number; by beginning.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(usize, &'static str, u32)) {
        let mut before: Option<(usize, char)> = None;
        for (at, second) in text.char_indices() {
            if let Some((from, first)) = before {
                let place = bit(first, second);
                let known = self.bits.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1);
                if known && let Some(words) = self.words.get(&(first, second)) {
                    let rest = text.get(from..).unwrap_or_default();
                    words
                        .iter()
                        .filter(|(word, _)| rest.starts_with(word))
                        .for_each(|(word, number)| found(from, word, *number));
                }
            }
            before = Some((at, second));
        }
    }
}
