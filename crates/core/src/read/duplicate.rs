//! What is written twice.

use gongwen_document::{Diagnostic, Message};

pub(crate) fn duplicate_key(key: &str, figure: bool) -> Diagnostic {
    if figure {
        return defined_twice(key);
    }
    Diagnostic::error(
        "report/duplicate-key",
        Message::new(format!("{key} 写了两次"), format!("{key} is written twice")),
    )
    .help(Message::new("删去一个", "delete one of them"))
}

/// A field that a part with a header has twice: of two parts, or of the part above.
pub(crate) fn written_twice(key: &str, header: &str) -> Diagnostic {
    let help = match header.starts_with("[[") {
        true => Message::new(
            format!("另起一项的，前面加一行 {header}；是上一层的，移到 {header} 这一行的上面"),
            format!("begin another part with {header} before it, or move it above {header}"),
        ),
        false => Message::new(
            format!("{header} 下面只留一个 {key}；是别处的，移到那一处"),
            format!("keep one {key} under {header}, or move it where it belongs"),
        ),
    };
    duplicate_key(key, false).help(help)
}

/// A table that is opened twice.
pub(crate) fn opened_twice(header: &str, listed: bool) -> Diagnostic {
    let name = header.trim_matches(['[', ']', ' ']);
    let message = Message::new(format!("{header} 写了两次"), format!("{header} is there twice"));
    Diagnostic::error("report/duplicate-key", message).help(match listed {
        true => Message::new(
            format!("一项一段的写两层方括号：[[{name}]]"),
            format!("a part for each begins with two brackets: [[{name}]]"),
        ),
        false => Message::new(
            format!("两处的内容写到前一个 {header} 下面，这一行去掉"),
            format!("put both under the first {header}, and drop this line"),
        ),
    })
}

pub(crate) fn defined_twice(id: &str) -> Diagnostic {
    Diagnostic::error(
        "figures/defined-twice",
        Message::new(format!("指标 {id} 定义了两次"), format!("the figure {id} is defined twice")),
    )
    .help(Message::new("改名，或者删去一个", "rename it, or delete one of them"))
}
