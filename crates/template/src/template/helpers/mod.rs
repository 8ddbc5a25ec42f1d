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

mod call;
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

use crate::view::{FOOTNOTE_END, FOOTNOTE_START, NEW_LINE, STRONG_END, STRONG_START};
use call::Call;
pub(super) use call::HelperError;
use gongwen_document::Message;
pub(super) use with::{inside, standing_on};

/// A helper of ours 模板函数. This list is the only one: the lint, the registry and the hints for misspelt names read it.
struct Named {
    /// The name that a template calls it by, as `percent`.
    name: &'static str,
    /// The options that it takes, as `digits` in `digits=2`.
    options: &'static [&'static str],
    /// Whether an argument may be the id of a figure 指标, so that the view has to hold the list of figures.
    takes_figures: bool,
    /// Makes its text of the arguments.
    run: fn(&Call<'_, '_>) -> Result<String, Message>,
}

impl Named {
    /// A helper whose arguments are values; `options` are those that it takes.
    const fn plain(
        name: &'static str,
        options: &'static [&'static str],
        run: fn(&Call<'_, '_>) -> Result<String, Message>,
    ) -> Named {
        Named { name, options, takes_figures: false, run }
    }

    /// A helper whose arguments may be ids of figures; `options` are those that it takes.
    const fn of_figures(
        name: &'static str,
        options: &'static [&'static str],
        run: fn(&Call<'_, '_>) -> Result<String, Message>,
    ) -> Named {
        Named { name, options, takes_figures: true, run }
    }
}

/// All helpers that handlebars does not have itself.
const HELPERS: [Named; 8] = [
    Named::plain("ordinal", &["style", "before"], chinese::ordinal),
    Named::of_figures("figure", &["part"], figures::figure),
    Named::of_figures("convert", &["from", "to", "digits"], figures::convert),
    Named::of_figures("percent", &["digits"], figures::percent),
    Named::of_figures("change", &["digits", "prefix", "unit"], figures::change),
    Named::plain("date", &["style"], dates::date),
    Named::of_figures("sum", &["unit", "digits"], figures::sum),
    Named::plain("join", &["sep", "last"], lists::join),
];

/// Whether a template may call a helper of this name, ours or handlebars' own.
pub(super) fn known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// Whether this helper may look a figure up by its id.
pub(super) fn takes_figures(name: &str) -> bool {
    name == "lookup" || HELPERS.iter().any(|helper| helper.takes_figures && helper.name == name)
}

/// Names of all helpers, ours and handlebars' own.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|helper| helper.name).chain(BUILTIN)
}

/// The options of this helper; `None` when it is not one of ours.
pub(super) fn options(name: &str) -> Option<&'static [&'static str]> {
    HELPERS.iter().find(|helper| helper.name == name).map(|helper| helper.options)
}

/// The helpers of handlebars itself that templates have.
const BUILTIN: [&str; 16] = [
    "if", "unless", "each", "with", "lookup", "raw", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or",
    "not", "len",
];

/// A registry in strict mode with these helpers and no template.
pub(super) fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(escape);
    registry.unregister_helper("log");
    registry.register_helper("with", Box::new(with::With));
    registry.register_helper("each", Box::new(each::Each));
    for helper in HELPERS {
        registry.register_helper(helper.name, Box::new(helper));
    }
    registry
}

/// Escapes for XML, and makes markup of footnotes, words that stand out and new lines; a line end inside a value is kept as white space.
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
            STRONG_START => "<strong>",
            STRONG_END => "</strong>",
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

#[cfg(test)]
mod tests {
    use super::*;

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
