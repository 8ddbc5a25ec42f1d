//! The words of `words.txt`, looked up by what a text begins with.

use std::sync::LazyLock;

/// What a known word is, as far as lines of a title care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A fixed term 固定词语.
    Term,
    /// What a body is called 机关名称.
    Body,
    /// A verb, or an adverb before one.
    Verb,
    /// It leans on the word before.
    Suffix,
    /// It leans on the word behind.
    Prefix,
}

const LIST: &str = include_str!("words.txt");

/// Sorted by their characters, then by kind.
static WORDS: LazyLock<Vec<(&'static str, Kind)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut kind = None;
    for line in LIST.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => {
                kind = match name {
                    "terms" => Some(Kind::Term),
                    "bodies" => Some(Kind::Body),
                    "verbs" => Some(Kind::Verb),
                    "suffixes" => Some(Kind::Suffix),
                    "prefixes" => Some(Kind::Prefix),
                    _ => None,
                }
            }
            None => {
                words.extend(kind.into_iter().flat_map(|kind| line.split(' ').map(move |word| (word, kind))))
            }
        }
    }
    words.retain(|(word, _)| !word.is_empty());
    words.sort_unstable();
    words.dedup_by_key(|(word, _)| *word);
    words
});

/// The kind of this word, if it is known.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    let index = WORDS.binary_search_by_key(&word, |(known, _)| known).ok()?;
    WORDS.get(index).map(|(_, kind)| *kind)
}

/// Length in bytes of the longest known word of one of these kinds that the text begins with.
pub(super) fn longest(text: &str, wanted: impl Fn(Kind) -> bool) -> Option<(usize, Kind)> {
    let first = text.chars().next()?.len_utf8();
    let head = text.get(..first)?;
    let start = WORDS.partition_point(|(word, _)| *word < head);
    let near = WORDS.get(start..)?.iter().take_while(|(word, _)| word.starts_with(head));
    near.filter(|(word, kind)| wanted(*kind) && text.starts_with(word))
        .map(|(word, kind)| (word.len(), *kind))
        .max_by_key(|(length, _)| *length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_what_a_text_begins_with() {
        let any = |_| true;
        assert_eq!(longest("乡村振兴局", any), Some((15, Kind::Body)));
        assert_eq!(longest("乡村振兴的", any), Some((12, Kind::Term)));
        assert_eq!(longest("进一步加强管理", |kind| kind == Kind::Verb), Some((15, Kind::Verb)));
        assert_eq!(longest("某某", any), None);
        assert_eq!(longest("", any), None);
        assert_eq!(kind_of("印发"), Some(Kind::Verb));
    }

    #[test]
    fn every_word_of_the_list_stands_once() {
        let terms = WORDS.iter().filter(|(_, kind)| *kind == Kind::Term).count();
        assert!(terms > 500, "{terms}");
        let mut all: Vec<&str> = LIST
            .lines()
            .filter(|line| !line.starts_with(['#', '[']))
            .flat_map(|line| line.split(' '))
            .collect();
        all.retain(|word| !word.is_empty());
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
