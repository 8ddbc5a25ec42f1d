//! Fixed names that hold a number 带数目的固定名称: “三会一课”, 八项规定精神. Another number in the place of one of theirs is
//! a slip, so the wrong forms need not be listed: they follow from the name.

use std::sync::LazyLock;

use serde::Deserialize;

/// A name as `crates/check/rules/numbered.toml` gives it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    /// The name as it is written.
    pub(super) right: String,
    /// Wrong forms besides those with another number.
    #[serde(default)]
    also: Vec<String>,
    /// Forms with another number that are something else.
    #[serde(default)]
    except: Vec<String>,
    /// Contexts in which alone a wrong form counts, `~` for the form.
    #[serde(default)]
    pub(super) need: Vec<String>,
    /// Contexts in which it does not count.
    #[serde(default)]
    pub(super) not: Vec<String>,
    /// Where the name was published.
    pub(super) source: String,
    /// A wrong and a right example, for tests.
    #[serde(rename = "example")]
    _example: [String; 2],
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Vec<Name>,
}

/// The numerals of names.
const NUMERALS: [char; 11] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

/// What before a form makes another number or an ordinal of its first numeral: 第三种形态, 二十八项规定.
const BEFORE: [&str; 34] = [
    "第~", "前~", "后~", "一~", "二~", "两~", "三~", "四~", "五~", "六~", "七~", "八~", "九~", "十~", "百~",
    "千~", "万~", "几~", "数~", "这~", "那~", "其中~", "另~", "余~", "0~", "1~", "2~", "3~", "4~", "5~",
    "6~", "7~", "8~", "9~",
];

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../rules/numbered.toml")).unwrap_or_default();
    file.name
});

/// All names with a number in them, of the data file.
pub(super) fn names() -> &'static [Name] {
    &NAMES
}

impl Name {
    /// The name with each other number that may be written in the place of its own.
    pub(super) fn forms(&self) -> Vec<String> {
        let chars: Vec<char> = self.right.chars().collect();
        let mut forms = self.also.clone();
        for (at, own) in chars.iter().enumerate().filter(|(_, c)| NUMERALS.contains(c)) {
            for other in NUMERALS.iter().filter(|other| *other != own) {
                let form: String =
                    chars.iter().enumerate().map(|(place, c)| if place == at { other } else { c }).collect();
                if !self.except.contains(&form) {
                    forms.push(form);
                }
            }
        }
        forms
    }

    /// Contexts in which a form does not count.
    pub(super) fn apart(&self) -> impl Iterator<Item = &str> {
        self.not.iter().map(String::as_str).chain(BEFORE)
    }
}
