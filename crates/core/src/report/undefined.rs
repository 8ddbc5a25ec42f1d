//! What is said of a name that no figure 指标 has.

use gongwen_document::{Diagnostic, Message};

/// A text field 文字栏 is a text and nothing else.
pub(super) fn no_part_of_text(id: &str) -> Diagnostic {
    Diagnostic::error(
        "prose/braces",
        Message::new(
            format!("{id} 是文字栏，没有上年数、同比和目标"),
            format!("{id} is a text; it has no last year and no target"),
        ),
    )
    .help(Message::new(format!("写 {{{{{id}}}}}"), format!("write {{{{{id}}}}}")))
}

pub(super) fn not_defined(id: &str) -> Diagnostic {
    Diagnostic::error(
        "figures/undefined",
        Message::new(format!("没有叫 {id} 的指标"), format!("there is no figure {id}")),
    )
}
