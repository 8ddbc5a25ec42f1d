//! The helpers that templates have beside handlebars' own.
//!
//! A *number* in the table is a number, the digits of one, the id of a figure, or a figure itself (`this` inside
//! `{{#each figures}}`). All arithmetic is exact; `digits` rounds half up to so many digits after the point, and
//! without it nothing is rounded.
//!
//! | helper | what |
//! |---|---|
//! | `{{ordinal @index style="一是"}}` | Chinese ordinals, counted from 0: the style is a sample, its 一, 1 or ① is replaced |
//! | `{{figure "id"}}` | a figure with its unit and qualifier; `part=` `value` `unit` `label` `previous` `target` |
//! | `{{convert number to="亿元" digits=2}}` | another unit of the same base; `from=` when the number has no unit |
//! | `{{percent part whole digits=1}}` | a share, as `82.1%` |
//! | `{{change number previous digits=1}}` | `同比增长5.2%`; of a figure, its own last year; `prefix=` another word than 同比 |
//! | `{{date elements.issue_date}}` | `2024年12月31日`; `style="二〇二四年"` Chinese numerals |
//! | `{{sum number number … unit= digits=}}` | a sum with its unit, the first one's if none is named |
//! | `{{join list sep="、"}}` | a list; `last=` another mark before the last |

mod chinese;
mod dates;
mod each;
mod figures;
mod lists;
mod with;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, JsonValue, RenderContext, RenderError, RenderErrorReason,
    ScopedJson,
};

use crate::view::{FOOTNOTE_END, FOOTNOTE_START, NEW_LINE};
use gongwen_document::Message;
pub(super) use with::{inside, standing_on};

/// A helper's complaint, in both languages.
#[derive(Debug)]
pub(super) struct HelperError {
    pub(super) message: Message,
    /// Whether what the report says is at fault, not how the template calls the helper.
    pub(super) of_report: bool,
}

impl std::fmt::Display for HelperError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for HelperError {}

/// The arguments of a call.
struct Call<'c, 'rc> {
    name: &'static str,
    helper: &'c Helper<'rc>,
    /// The whole view, for figures by id.
    root: &'c JsonValue,
}

type Run = fn(&Call<'_, '_>) -> Result<String, Message>;

/// A helper: its name, what it takes, and what it does.
struct Named {
    name: &'static str,
    run: Run,
}

/// Names of the helpers and of the options each takes; the lint reads them.
pub(super) const HELPERS: [(&str, &[&str]); 8] = [
    ("ordinal", &["style", "before"]),
    ("figure", &["part"]),
    ("convert", &["from", "to", "digits"]),
    ("percent", &["digits"]),
    ("change", &["digits", "prefix", "unit"]),
    ("date", &["style"]),
    ("sum", &["unit", "digits"]),
    ("join", &["sep", "last"]),
];

const RUN: [(&str, Run); 8] = [
    ("ordinal", chinese::ordinal),
    ("figure", figures::figure),
    ("convert", figures::convert),
    ("percent", figures::percent),
    ("change", figures::change),
    ("date", dates::date),
    ("sum", figures::sum),
    ("join", lists::join),
];

/// The helpers of handlebars itself that templates have.
const BUILTIN: [&str; 16] = [
    "if", "unless", "each", "with", "lookup", "raw", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or",
    "not", "len",
];

/// Whether a helper has this name.
pub(super) fn known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// Whether this helper may look a figure up by its id.
pub(super) fn takes_figures(name: &str) -> bool {
    matches!(name, "figure" | "convert" | "percent" | "change" | "sum" | "lookup")
}

/// Names of all helpers.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|(name, _)| *name).chain(BUILTIN)
}

/// The options of this helper, when it is one of ours.
pub(super) fn options(name: &str) -> Option<&'static [&'static str]> {
    HELPERS.iter().find(|(known, _)| *known == name).map(|(_, options)| *options)
}

/// A registry in strict mode with these helpers and no template.
pub(super) fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(escape);
    registry.unregister_helper("log");
    registry.register_helper("with", Box::new(with::With));
    registry.register_helper("each", Box::new(each::Each));
    for (name, run) in RUN {
        registry.register_helper(name, Box::new(Named { name, run }));
    }
    registry
}

/// Escapes for XML, and makes markup of footnotes and new lines; a line end inside a value is kept as white space.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + value.len() / 8);
    let mut start = 0;
    // All of these are one byte, which is no part of another character.
    for (index, byte) in value.bytes().enumerate() {
        let markup = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            FOOTNOTE_START => "<footnote>",
            FOOTNOTE_END => "</footnote>",
            NEW_LINE => "<br/>",
            _ => continue,
        };
        escaped.push_str(value.get(start..index).unwrap_or_default());
        escaped.push_str(markup);
        start = index + 1;
    }
    escaped.push_str(value.get(start..).unwrap_or_default());
    escaped
}

impl HelperDef for Named {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let call = Call { name: self.name, helper, root: context.data() };
        match (self.run)(&call) {
            Ok(text) => Ok(ScopedJson::Derived(JsonValue::String(text))),
            Err(message) => {
                let of_report = self.name == "ordinal" && chinese::past_the_last(&call);
                Err(RenderErrorReason::NestedError(Box::new(HelperError { message, of_report })).into())
            }
        }
    }
}

impl<'c> Call<'c, '_> {
    fn fail(&self, zh: impl AsRef<str>, en: impl AsRef<str>) -> Message {
        Message::new(format!("{}：{}", self.name, zh.as_ref()), format!("{}: {}", self.name, en.as_ref()))
    }

    /// How many arguments there are.
    fn count(&self) -> usize {
        self.helper.params().len()
    }

    /// The argument at this place, from 0.
    fn argument(&self, index: usize) -> Result<&'c JsonValue, Message> {
        let Some(argument) = self.helper.param(index) else {
            let number = index + 1;
            return Err(self.fail(format!("缺第 {number} 个参数"), format!("argument {number} is missing")));
        };
        if argument.is_value_missing() {
            let path = argument.relative_path().map(String::as_str).unwrap_or("?");
            return Err(self.fail(format!("没有 {path} 这个值"), format!("there is no value `{path}`")));
        }
        Ok(argument.value())
    }

    /// A named option that is text.
    fn option(&self, name: &str) -> Result<Option<&'c str>, Message> {
        match self.helper.hash_get(name).map(|option| option.value()) {
            None | Some(JsonValue::Null) => Ok(None),
            Some(JsonValue::String(text)) => Ok(Some(text)),
            Some(_) => {
                Err(self
                    .fail(format!("{name} 要写成带引号的文字"), format!("`{name}` must be a text in quotes")))
            }
        }
    }

    /// Whether this holds for a named option that is text, or for one of the texts in it.
    fn any_text(&self, name: &str, holds: fn(&str) -> bool) -> bool {
        match self.helper.hash_get(name).map(|option| option.value()) {
            Some(JsonValue::String(text)) => holds(text),
            Some(JsonValue::Array(texts)) => texts.iter().filter_map(JsonValue::as_str).any(holds),
            _ => false,
        }
    }

    /// The option `digits`.
    fn digits(&self) -> Result<Option<u32>, Message> {
        match self.helper.hash_get("digits").map(|option| option.value()) {
            None => Ok(None),
            Some(value) => {
                let digits = value.as_u64().and_then(|digits| u32::try_from(digits).ok());
                match digits.filter(|digits| *digits <= 12) {
                    Some(digits) => Ok(Some(digits)),
                    None => Err(self.fail("digits 应当是 0 到 12 的整数", "`digits` must be 0 to 12")),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree() {
        assert!(HELPERS.iter().map(|(name, _)| *name).eq(RUN.iter().map(|(name, _)| *name)));
    }

    #[test]
    fn what_means_something_to_xml_is_escaped() {
        for (value, expected) in [
            ("“一”是", "“一”是"),
            ("<p>&\"'", "&lt;p&gt;&amp;&quot;&#39;"),
            ("]]>", "]]&gt;"),
            ("&lt;", "&amp;lt;"),
            ("", ""),
            ("a&b", "a&amp;b"),
        ] {
            assert_eq!(escape(value), expected);
        }
    }
}
