//! What is said of a date or a code that cannot be.

use gongwen_document::{Diagnostic, Message};

/// What is wrong with an administrative division code 行政区划代码.
pub(crate) fn wrong_code(code: &str) -> Option<Diagnostic> {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if digits && [6, 9, 12].contains(&code.len()) {
        return None;
    }
    let found = Diagnostic::error(
        "report/locality-code",
        Message::new(
            format!("行政区划代码 {code} 不是 6 位、9 位或者 12 位数字"),
            format!("the administrative code {code} does not have 6, 9 or 12 digits"),
        ),
    );
    Some(found.help(Message::new(
        "县级写 6 位，乡镇级写 9 位，村级写 12 位，如 code = \"360923102\"；不知道就不写",
        "6 digits for a county, 9 for a town, 12 for a village, as code = \"360923102\"; leave it out if unknown",
    )))
}

/// What to say of a date that does not exist.
pub(crate) fn no_such_date(text: &str) -> Diagnostic {
    Diagnostic::error(
        "report/date",
        Message::new(format!("没有 {text} 这个日期"), format!("there is no date {text}")),
    )
    .help(Message::new(
        "日期写 2024-12-31 或者 \"2024年12月31日\"",
        "write a date as 2024-12-31 or \"2024年12月31日\"",
    ))
}
