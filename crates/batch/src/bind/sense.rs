//! Whether the names of a row make sense: spaces inside them. What its figures say is core's to judge, as in one report.

use gongwen_document::{Diagnostic, Message};

/// A name with spaces between its characters: `锦 河 村`, `张　家村`.
pub(super) fn spaced(text: &str, label: &str) -> Option<Diagnostic> {
    const NAMES: [&str; 8] = ["名", "村", "镇", "乡", "社区", "街道", "组", "局"];
    if text.is_ascii() || !text.contains(char::is_whitespace) {
        return None;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let chinese = plain.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let name = [label, plain.as_str()].iter().any(|text| NAMES.iter().any(|word| text.ends_with(word)));
    if !chinese || !name || plain.chars().count() > 12 {
        return None;
    }
    let message = Message::new(
        format!("“{text}”中间有空格，会照样印出来"),
        format!("there are spaces inside `{text}`, they are printed as well"),
    );
    Some(
        Diagnostic::warning("rows/inner-space", message)
            .help(Message::new(format!("删去空格，写“{plain}”"), format!("write `{plain}`"))),
    )
}
