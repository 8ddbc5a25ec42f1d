//! Where words begin, by the dictionary of the feature `titles`.

/// Which characters begin a word by the dictionary, the end of the text among them.
#[cfg(feature = "titles")]
pub(super) fn word_starts(text: &[char]) -> Vec<bool> {
    let string: String = text.iter().collect();
    let mut starts = vec![false; text.len() + 1];
    let segmenter = han::segmenter();
    let mut boundaries = segmenter.as_borrowed().segment_str(&string).peekable();
    for (index, byte) in string.char_indices().map(|(byte, _)| byte).chain([string.len()]).enumerate() {
        while boundaries.next_if(|boundary| *boundary < byte).is_some() {}
        if let Some(start) = starts.get_mut(index) {
            *start = boundaries.peek() == Some(&byte);
        }
    }
    starts
}

/// The segmenter of ICU with a dictionary of Chinese alone: its own, of five scripts, is three megabytes in a program.
#[cfg(feature = "titles")]
mod han {
    use icu_collections::char16trie::Char16Trie;
    use icu_provider::prelude::{
        DataError, DataErrorKind, DataMarker, DataPayload, DataProvider, DataRequest, DataResponse,
    };
    use icu_segmenter::WordSegmenter;
    use icu_segmenter::options::WordBreakInvariantOptions;
    use icu_segmenter::provider::{
        DictionaryBreakData, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2,
    };
    use zerovec::ZeroVec;

    /// The words as a trie of UTF-16 units, each of two bytes, the lower one first: 127,000 of the dictionary of ICU (its
    /// licence stands beside it), and each of the 8,105 characters of the 通用规范汉字表. Made by `cargo xtask titles`.
    const TRIE: &[u8] = include_bytes!("dictionary.trie");

    /// The segmenter 分词器 that finds Chinese words by the dictionary, the longest first.
    pub(super) fn segmenter() -> WordSegmenter {
        let plain = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
        let mut segmenter = plain.static_to_owned();
        // What is compiled in is there; without it every character would begin a word.
        let loaded = segmenter.load_dictionary_unstable(&Han);
        debug_assert!(loaded.is_ok(), "{loaded:?}");
        segmenter
    }

    struct Han;

    impl DataProvider<SegmenterDictionaryAutoV2> for Han {
        fn load(&self, request: DataRequest) -> Result<DataResponse<SegmenterDictionaryAutoV2>, DataError> {
            let units = ZeroVec::parse_bytes(TRIE)
                .map_err(|_| DataErrorKind::Custom.with_req(SegmenterDictionaryAutoV2::INFO, request))?;
            let words = DictionaryBreakData::Char16Trie(Char16Trie::new(units));
            Ok(DataResponse { metadata: Default::default(), payload: DataPayload::from_owned(words) })
        }
    }

    impl DataProvider<SegmenterDictionaryExtendedV2> for Han {
        fn load(
            &self,
            request: DataRequest,
        ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
            let missing = DataErrorKind::IdentifierNotFound;
            Err(missing.with_req(SegmenterDictionaryExtendedV2::INFO, request))
        }
    }
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
