//! Words found by their first two characters: one look per character of a text, most of them at a single bit.

use crate::rules::line::Line;

/// Words of two characters and more, each with its number.
pub(super) struct Index {
    /// A bit for each hash of two characters that begin a word.
    bits: Vec<u64>,
    /// The words, in buckets by a shorter hash of the same two.
    words: Vec<Vec<(&'static str, u32)>>,
}

/// How many bits there are: sixteen for each word of a list of some thousands.
const BITS: usize = 1 << 17;

/// How many buckets there are: few words in each.
const BUCKETS: usize = 1 << 12;

fn hash(first: char, second: char) -> usize {
    let mixed = (first as usize).wrapping_mul(0x9E37_79B1) ^ (second as usize).wrapping_mul(0x85EB_CA77);
    mixed ^ (mixed >> 15)
}

impl Index {
    /// The index of these words; shorter ones are left out.
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, u32)>) -> Index {
        let mut index = Index { bits: vec![0; BITS / 64], words: vec![Vec::new(); BUCKETS] };
        for (word, number) in words {
            let mut chars = word.chars();
            let (Some(first), Some(second)) = (chars.next(), chars.next()) else { continue };
            let hash = hash(first, second);
            let at = hash % BITS;
            if let Some(bits) = index.bits.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
            if let Some(bucket) = index.words.get_mut(hash % BUCKETS) {
                bucket.push((word, number));
            }
        }
        index
    }

    /// Calls for each word that stands in a line, with the byte at which it begins and its number; by beginning.
    pub(super) fn find(&self, line: &Line<'_>, mut found: impl FnMut(usize, &'static str, u32)) {
        for (at, pair) in line.chars().windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let hash = hash(*first, *second);
            let place = hash % BITS;
            if !self.bits.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1) {
                continue;
            }
            for (word, number) in self.words.get(hash % BUCKETS).into_iter().flatten() {
                if line.starts(at, word) {
                    found(line.byte(at), word, *number);
                }
            }
        }
    }
}
