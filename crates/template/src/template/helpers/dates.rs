//! Dates.

use handlebars::JsonValue;
use jiff::civil::Date;

use super::call::Call;
use super::chinese;
use gongwen_document::Message;

/// `{{date elements.issue_date}}`: 2024年12月31日, no zero before month and day (GB/T 9704-2012, 7.3.5.4).
pub(super) fn date(call: &Call<'_, '_>) -> Result<String, Message> {
    let text = match call.argument(0)? {
        JsonValue::Object(view) => view.get("iso").and_then(JsonValue::as_str),
        other => other.as_str(),
    };
    let date: Option<Date> = text.and_then(|text| text.parse().ok());
    let Some(date) = date else {
        return Err(call.fail(
            "要一个日期，如 elements.issue_date 或者 \"2024-12-31\"",
            "it takes a date, as elements.issue_date or \"2024-12-31\"",
        ));
    };
    match call.option("style")? {
        None | Some("2024年") => Ok(format!("{}年{}月{}日", date.year(), date.month(), date.day())),
        Some("二〇二四年") => {
            let year = chinese::digits(date.year());
            Ok(format!("{year}年{}月{}日", chinese::small(date.month()), chinese::small(date.day())))
        }
        Some(_) => Err(call.fail(
            "style 可以是 \"2024年\" 或者 \"二〇二四年\"",
            "`style` can be \"2024年\" or \"二〇二四年\"",
        )),
    }
}
