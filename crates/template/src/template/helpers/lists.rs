//! Lists.

use handlebars::{JsonRender, JsonValue};

use super::call::Call;
use gongwen_document::Message;

/// `{{join list sep="、" last="和"}}`; of a list of lists, each is joined by itself, and ， stands between them.
pub(super) fn join(call: &Call<'_, '_>) -> Result<String, Message> {
    let JsonValue::Array(list) = call.argument(0)? else {
        return Err(call.fail("要一个列表", "it takes a list"));
    };
    let separator = call.option("sep")?.unwrap_or("、");
    let last = call.option("last")?.unwrap_or(separator);
    if list.iter().any(JsonValue::is_array) {
        let groups = list.iter().map(|group| match group {
            JsonValue::Array(group) => join_texts(call, group, separator, last),
            one => join_texts(call, std::slice::from_ref(one), separator, last),
        });
        return Ok(groups.collect::<Result<Vec<_>, _>>()?.join("，"));
    }
    join_texts(call, list, separator, last)
}

fn join_texts(
    call: &Call<'_, '_>,
    list: &[JsonValue],
    separator: &str,
    last: &str,
) -> Result<String, Message> {
    let mut joined = String::new();
    for (index, value) in list.iter().enumerate() {
        if index > 0 {
            joined.push_str(if index + 1 == list.len() { last } else { separator });
        }
        match value {
            JsonValue::Object(part) => match part.get("text").and_then(JsonValue::as_str) {
                Some(text) => joined.push_str(text),
                None => return Err(call.fail("列表里的值不是文字", "the list does not hold texts")),
            },
            other => joined.push_str(&other.render()),
        }
    }
    Ok(joined)
}
