//! Whether words stand in a text. Rules ask this some thousand times for a page, of names and clauses, so it is done by hand:
//! without a searcher for each word and mostly without a call.

use crate::chars::Bits;

/// Whether a text begins with these words. Most differ in their first character, which three bytes tell without a call.
pub(crate) fn begins(text: &[u8], words: &str) -> bool {
    match (text.first_chunk::<3>(), words.as_bytes().split_first_chunk::<3>()) {
        (Some(one), Some((other, []))) => one == other,
        (Some(one), Some((other, _))) => one == other && text.starts_with(words.as_bytes()),
        _ => text.starts_with(words.as_bytes()),
    }
}

/// Whether a text ends with these words; by its last character first, as [`begins`] does by the first.
pub(crate) fn ended(text: &[u8], words: &str) -> bool {
    match (text.last_chunk::<3>(), words.as_bytes().split_last_chunk::<3>()) {
        (Some(one), Some(([], other))) => one == other,
        (Some(one), Some((_, other))) => one == other && text.ends_with(words.as_bytes()),
        _ => text.ends_with(words.as_bytes()),
    }
}

/// Whether a text holds one of these words. What tells at once that none begins at a character is a bit: for the third byte of
/// each word, which differs most in Chinese, where a text is as short as a name or a clause; for all that tells its first
/// character from others where it is longer.
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    /// Longer than this, in bytes, a text is worth a table.
    const SHORT: usize = 120;
    if text.len() > SHORT { stand_in(text, words) } else { stand_in_short(text.as_bytes(), words) }
}

/// Whether a text as short as a name holds this word: [`str::contains`] sets up a search first, which takes longer than looking.
pub(crate) fn holds(text: &str, word: &str) -> bool {
    let mut rest = text.as_bytes();
    while rest.len() >= word.len() {
        if begins(rest, word) {
            return true;
        }
        let Some((_, others)) = rest.split_first() else { return false };
        rest = others;
    }
    false
}

fn stand_in(text: &str, words: &[&str]) -> bool {
    let firsts = words.iter().filter(|word| !word.is_empty());
    let firsts = firsts.fold(Bits::new(), |bits, word| bits.with_first(word.as_bytes()));
    has_with(text, words, &firsts)
}

/// The same as [`has`], with the bits of the first characters of the words.
pub(crate) fn has_with(text: &str, words: &[&str], firsts: &Bits) -> bool {
    let mut rest = text.as_bytes();
    // From character to character, as Chinese ones of three bytes at best.
    while let [first, others @ ..] = rest {
        let (high, low, length) = match (first, others) {
            (0xE0..0xF0, [high, low, ..]) => (*high, *low, 3),
            (0xF0.., [_, high, low, ..]) => (*high, *low, 4),
            (0xC0..0xE0, [low, ..]) => (*first, *low, 2),
            _ => (first >> 6, *first, 1),
        };
        if firsts.may_end(high, low) && words.iter().any(|word| begins(rest, word)) {
            return true;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

fn stand_in_short(text: &[u8], words: &[&str]) -> bool {
    let bits = words.iter().fold(0_u64, |bits, word| match word.as_bytes().get(2) {
        Some(third) => bits | 1 << (third & 63),
        None => u64::MAX,
    });
    let mut rest = text;
    while let Some([first, _, third]) = rest.first_chunk::<3>() {
        if bits >> (third & 63) & 1 == 1 && words.iter().any(|word| begins(rest, word)) {
            return true;
        }
        // From character to character, by what the first byte of each says of its length.
        let length =
            1 + usize::from(*first >= 0xC0) + usize::from(*first >= 0xE0) + usize::from(*first >= 0xF0);
        rest = rest.get(length..).unwrap_or_default();
    }
    // What is left has no room for a Chinese character.
    let rests = [rest, rest.get(1..).unwrap_or_default()];
    words.iter().any(|word| word.len() < 3 && rests.iter().any(|rest| rest.starts_with(word.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_find_what_stands_in_a_text() {
        let words = ["其中", "年末", "GDP", "µg", "𠀀", "%", "净"];
        let text = "甲乙丙GD，其他aµ年初𠀁。其中年末GDPµg𠀀%净";
        for from in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for to in (from..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let part = &text[from..to];
                let wanted = words.iter().any(|word| part.contains(word));
                assert_eq!(stand_in(part, &words), wanted, "{part}");
                assert_eq!(stand_in_short(part.as_bytes(), &words), wanted, "{part}");
                for word in words {
                    assert_eq!(holds(part, word), part.contains(word), "{part} {word}");
                }
            }
        }
    }
}
