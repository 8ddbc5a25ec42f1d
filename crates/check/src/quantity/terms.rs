//! Fixed terms 固定用语 that hold a number.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

static TERMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = include_str!("../../rules/terms.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// The list, built once.
pub(crate) fn terms() -> Option<&'static AhoCorasick> {
    TERMS.as_ref()
}
