//! The data of words: `crates/check/rules/*.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::doubled::is_word;
use super::index::Index;
use super::numbered::names;
use super::pairs::is_known;
use crate::rules::line::is_han;

/// The files, in the order in which their examples are shown.
const FILES: [&str; 10] = [
    include_str!("../../../rules/everyday.toml"),
    include_str!("../../../rules/office.toml"),
    include_str!("../../../rules/trade.toml"),
    include_str!("../../../rules/idiom.toml"),
    include_str!("../../../rules/confused.toml"),
    include_str!("../../../rules/hundred.toml"),
    include_str!("../../../rules/variant.toml"),
    include_str!("../../../rules/outdated.toml"),
    include_str!("../../../rules/wording.toml"),
    include_str!("../../../rules/name.toml"),
];

/// One file of entries.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Code of its findings.
    code: String,
    /// The published list or rule that they follow.
    source: String,
    entry: Vec<Raw>,
}

/// An entry as it is written. Contexts stand around `~`, which is the wrong form: `~目前`, `水~`, `可~县`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    wrong: String,
    right: String,
    /// A text around `~`: wrong with the wrong form in it, right with the right one.
    #[serde(rename = "example")]
    _example: String,
    /// Found only in one of these contexts.
    #[serde(default)]
    need: Vec<String>,
    /// Not found in these contexts.
    #[serde(default)]
    not: Vec<String>,
    /// Characters that make a word with the first one of the wrong form, and such for the last one: between two words
    /// the form is none (个人|材料).
    border: Option<[String; 2]>,
    /// Whether nothing but the right form can have been meant.
    #[serde(default = "yes")]
    sure: bool,
    /// The first year whose reports no longer write it.
    since: Option<u64>,
    /// Told once in a document.
    #[serde(default)]
    once: bool,
    /// Not told in quotation marks.
    #[serde(default)]
    unquoted: bool,
    /// Not told behind words that deny or forbid: 不, 严禁.
    #[serde(default)]
    affirmed: bool,
    /// What to know about it, told with it.
    #[serde(default)]
    note: String,
    /// Source of this entry when it is another one.
    source: Option<String>,
}

fn yes() -> bool {
    true
}

/// A wrong form, what is right, and where it counts.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) code: &'static str,
    pub(super) wrong: String,
    pub(super) right: String,
    pub(super) source: String,
    pub(super) note: String,
    pub(super) sure: bool,
    pub(super) since: Option<u64>,
    pub(super) once: bool,
    pub(super) unquoted: bool,
    pub(super) affirmed: bool,
    need: Vec<(String, String)>,
    not: Vec<(String, String)>,
    border: Option<[String; 2]>,
}

impl Entry {
    /// Whether the form counts between these texts.
    pub(super) fn counts(&self, before: &str, after: &str) -> bool {
        let fits = |contexts: &[(String, String)]| {
            contexts
                .iter()
                .any(|(left, right)| before.ends_with(left.as_str()) && after.starts_with(right.as_str()))
        };
        if fits(&self.not) || !(self.need.is_empty() || fits(&self.need)) {
            return false;
        }
        if self.is_apart(after) {
            return false;
        }
        let Some([left, right]) = &self.border else { return true };
        let joined = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
        !(joined(before.chars().next_back(), left) && joined(after.chars().next(), right))
    }
}

impl Entry {
    /// 稳|订单、拓|市场: a verb of one character and its object, of two characters, in a row of such.
    fn is_apart(&self, after: &str) -> bool {
        let mut written = self.wrong.chars();
        let (Some(verb), Some(first), None) = (written.next(), written.next(), written.next()) else {
            return false;
        };
        let mut behind = after.chars();
        let Some(second) = behind.next() else { return false };
        let ends = behind.next().is_none_or(|c| !is_han(c) || VERBS.contains(c));
        ends && VERBS.contains(verb)
            && (is_word(first, second) || is_known(&String::from_iter([first, second])))
    }
}

/// Verbs of one character that stand before an object of two: 稳订单、保交付、促消费.
const VERBS: &str = "稳促扩拓保增强抓建优提补延防控降育护兴治管守惠破解调转畅聚引";

/// All entries.
pub(super) struct Lexicon {
    pub(super) entries: Vec<Entry>,
}

/// The wrong forms of all entries, by their numbers.
pub(super) static FORMS: LazyLock<Index> =
    LazyLock::new(|| Index::new(LEXICON.entries.iter().map(|entry| entry.wrong.as_str()).zip(0..)));

/// The data, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let entries: Vec<Entry> = FILES.iter().flat_map(|file| read(file)).chain(numbered()).collect();
    Lexicon { entries }
});

/// Entries of a file; none of a file that cannot be read, which a test would notice.
fn read(file: &str) -> Vec<Entry> {
    let file: File = toml::from_str(file).unwrap_or_default();
    let code = ["word/slip", "word/outdated", "word/order", "word/name-differs"]
        .into_iter()
        .find(|code| *code == file.code)
        .unwrap_or("word/slip");
    file.entry
        .into_iter()
        .map(|raw| Entry {
            code,
            wrong: raw.wrong,
            right: raw.right,
            source: raw.source.unwrap_or_else(|| file.source.clone()),
            note: raw.note,
            sure: raw.sure,
            since: raw.since,
            once: raw.once,
            unquoted: raw.unquoted,
            affirmed: raw.affirmed,
            need: contexts(raw.need.iter().map(String::as_str)),
            not: contexts(raw.not.iter().map(String::as_str)),
            border: raw.border,
        })
        .collect()
}

fn contexts<'c>(contexts: impl Iterator<Item = &'c str>) -> Vec<(String, String)> {
    contexts
        .filter_map(|context| context.split_once('~'))
        .map(|(left, right)| (left.to_owned(), right.to_owned()))
        .collect()
}

/// The wrong forms of names that hold a number.
fn numbered() -> impl Iterator<Item = Entry> {
    names().iter().flat_map(|name| {
        name.forms().into_iter().map(|wrong| Entry {
            code: "word/order",
            wrong,
            right: name.right.clone(),
            source: name.source.clone(),
            note: String::new(),
            sure: false,
            since: None,
            once: false,
            unquoted: false,
            affirmed: false,
            need: contexts(name.need.iter().map(String::as_str)),
            not: contexts(name.apart()),
            border: None,
        })
    })
}

/// A sequence whose members have one order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sequence {
    /// What the sequence is called.
    pub(crate) name: String,
    /// Its members in their order.
    pub(crate) members: Vec<String>,
    /// What it is called in reports; a list beside one of these has all members.
    #[serde(default)]
    pub(crate) titles: Vec<String>,
    /// Whether a list that has all members but one, and another word in its place, means it also without a title.
    #[serde(default)]
    pub(crate) closed: bool,
    /// Whether a member that stands cut short among the others means it: 获得感、幸福感、安全.
    #[serde(default)]
    pub(crate) whole: bool,
    /// Fewest members that show that it is meant.
    #[serde(default = "three")]
    pub(crate) least: usize,
    /// Where the order was published.
    pub(crate) source: String,
    /// A wrong and a right example, for tests.
    #[serde(rename = "example")]
    _example: [String; 2],
}

fn three() -> usize {
    3
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sequences {
    sequence: Vec<Sequence>,
}

static ORDERS: LazyLock<Vec<Sequence>> = LazyLock::new(|| {
    let file: Sequences = toml::from_str(include_str!("../../../rules/order.toml")).unwrap_or_default();
    file.sequence
});

/// Sequences with one order.
pub(crate) fn orders() -> &'static [Sequence] {
    &ORDERS
}
