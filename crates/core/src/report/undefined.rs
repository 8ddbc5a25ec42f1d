//! What is said of a name that no figure 指标 has.

use super::Figure;
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

/// A figure that has its qualifier 约数词, and a word beside it in the prose that says the same.
pub(super) fn qualified_twice(figure: &Figure, word: &str) -> Diagnostic {
    let (id, shown) = (&figure.id, figure.display());
    let own = figure.qualifier.map_or("", |qualifier| qualifier.word());
    Diagnostic::warning(
        "figures/qualifier-twice",
        Message::new(
            format!("{{{{{id}}}}} 印成“{shown}”，自己有“{own}”，旁边又写了“{word}”"),
            format!(
                "{{{{{id}}}}} is printed as `{shown}` and says {own} itself; {word} beside it says so again"
            ),
        ),
    )
    .help(Message::new(
        format!("删去这里的“{word}”，或者去掉指标里的“{own}”"),
        format!("drop {word} here, or {own} in the figure"),
    ))
}
