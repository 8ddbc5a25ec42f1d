//! The call of a helper: its arguments, its options, and what it complains of.

use gongwen_document::Message;
use handlebars::{Helper, JsonValue};

/// A helper's complaint, in both languages.
#[derive(Debug)]
pub(crate) struct HelperError {
    pub(crate) message: Message,
    /// Whether what the report says is at fault, not how the template calls the helper.
    pub(crate) of_report: bool,
}

impl std::fmt::Display for HelperError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for HelperError {}

/// The arguments of a call.
pub(super) struct Call<'c, 'rc> {
    pub(super) name: &'static str,
    pub(super) helper: &'c Helper<'rc>,
    /// The whole view, for figures by id.
    pub(super) root: &'c JsonValue,
}

impl<'c> Call<'c, '_> {
    pub(super) fn fail(&self, zh: impl AsRef<str>, en: impl AsRef<str>) -> Message {
        Message::new(format!("{}：{}", self.name, zh.as_ref()), format!("{}: {}", self.name, en.as_ref()))
    }

    /// How many arguments there are.
    pub(super) fn count(&self) -> usize {
        self.helper.params().len()
    }

    /// The argument at this place, from 0.
    pub(super) fn argument(&self, index: usize) -> Result<&'c JsonValue, Message> {
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
    pub(super) fn option(&self, name: &str) -> Result<Option<&'c str>, Message> {
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
    pub(super) fn any_text(&self, name: &str, holds: fn(&str) -> bool) -> bool {
        match self.helper.hash_get(name).map(|option| option.value()) {
            Some(JsonValue::String(text)) => holds(text),
            Some(JsonValue::Array(texts)) => texts.iter().filter_map(JsonValue::as_str).any(holds),
            _ => false,
        }
    }

    /// The option `digits` of a helper, at most 12; none when it is not given.
    pub(super) fn digits(&self) -> Result<Option<u32>, Message> {
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
