//! `cargo xtask titles`: makes anew the dictionary by which lines of a title end at words, from the one of ICU.

mod trie;

use std::collections::BTreeSet;
use std::fs;

use gongwen_fonts::standard_characters;
use icu_provider::prelude::{
    DataIdentifierBorrowed, DataMarkerAttributes, DataProvider, DataRequest, DataResponse,
};
use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryAutoV2};

use crate::run::{Failure, root};

/// Where it stands, beside the code that reads it.
const FILE: &str = "crates/layout/src/inline/title/dictionary.trie";

/// Keeps of the dictionary of Chinese and Japanese what is written with the 8,105 characters of the 通用规范汉字表 alone: a
/// quarter of the room. Each of the characters is a word as well, so that a beginning without an end takes no character along.
#[allow(clippy::print_stdout)]
pub(crate) fn make() -> Result<(), Failure> {
    let name = DataMarkerAttributes::try_from_str("cjdict").map_err(|_| "no name of a dictionary")?;
    let request =
        DataRequest { id: DataIdentifierBorrowed::for_marker_attributes(name), ..Default::default() };
    let all: DataResponse<SegmenterDictionaryAutoV2> = Baked.load(request)?;
    let DictionaryBreakData::Char16Trie(all) = all.payload.get() else {
        return Err("the dictionary of Chinese is no trie of UTF-16 any more".into());
    };
    let standard: BTreeSet<char> = standard_characters().collect();
    let mut words: BTreeSet<String> = standard.iter().map(char::to_string).collect();
    words
        .extend(all.iter2().map(|(word, _)| word).filter(|word| word.chars().all(|c| standard.contains(&c))));
    let units = trie::build(words.iter().map(String::as_str));
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    println!("{FILE}: {} words of {}, {} bytes", words.len(), all.iter2().count(), bytes.len());
    Ok(fs::write(root().join(FILE), bytes)?)
}
