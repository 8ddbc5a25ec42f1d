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
