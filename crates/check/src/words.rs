//! Whether words stand in a text. Rules ask this some thousand times for a page, of names and clauses, so it is done by hand:
//! without a searcher for each word and mostly without a call.

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

/// Whether a text holds one of these words. The texts are names and clauses: too short for a searcher for each word. A bit
/// for the third byte of each word, which differs most in Chinese, tells at once that none begins at a character.
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    let bits = words.iter().fold(0_u64, |bits, word| match word.as_bytes().get(2) {
        Some(third) => bits | 1 << (third & 63),
        None => u64::MAX,
    });
    let mut rest = text.as_bytes();
    while let Some(first) = rest.first() {
        let may = rest.get(2).is_none_or(|third| bits >> (third & 63) & 1 == 1);
        if may && words.iter().any(|word| begins(rest, word)) {
            return true;
        }
        // From character to character, by what the first byte of each says of its length.
        let length = match first {
            ..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0.. => 4,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}
