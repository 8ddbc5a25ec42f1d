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

pub(crate) fn defined_twice(id: &str) -> Diagnostic {
    Diagnostic::error(
        "figures/defined-twice",
        Message::new(format!("指标 {id} 定义了两次"), format!("the figure {id} is defined twice")),
    )
    .help(Message::new("改名，或者删去一个", "rename it, or delete one of them"))
}
