//! Where words begin, by the dictionary of the feature `titles`.

/// Which characters begin a word by the dictionary, the end of the text among them.
#[cfg(feature = "titles")]
pub(super) fn word_starts(text: &[char]) -> Vec<bool> {
    use icu_segmenter::WordSegmenter;
    use icu_segmenter::options::WordBreakInvariantOptions;

    let string: String = text.iter().collect();
    let mut starts = vec![false; text.len() + 1];
    let mut boundaries =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&string).peekable();
    for (index, byte) in string.char_indices().map(|(byte, _)| byte).chain([string.len()]).enumerate() {
        while boundaries.next_if(|boundary| *boundary < byte).is_some() {}
        if let Some(start) = starts.get_mut(index) {
            *start = boundaries.peek() == Some(&byte);
        }
    }
    starts
}

/// Without a dictionary every character begins a word, but for those inside a number or a Latin word: known terms and the
/// names of the report still stay whole.
#[cfg(not(feature = "titles"))]
pub(super) fn word_starts(text: &[char]) -> Vec<bool> {
    let joined = |pair: &[char]| pair.iter().all(char::is_ascii_alphanumeric);
    let inside = text.windows(2).map(|pair| !joined(pair));
    let end = [true].into_iter().filter(|_| !text.is_empty());
    [true].into_iter().chain(inside).chain(end).collect()
}
