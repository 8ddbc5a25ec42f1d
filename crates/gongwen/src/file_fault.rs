//! What is wrong with a file beside a report, told at the field that names it.

use gongwen_core::report::NamedFile;
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};

/// What is wrong inside a file is told at the field of the report that names it.
pub(crate) fn in_report(mut fault: Diagnostic, file: &NamedFile) -> Diagnostic {
    let inside = std::mem::replace(&mut fault.place, Place::report(&file.field, None)).path;
    let at = if inside.is_empty() { String::new() } else { format!(" {inside}") };
    let Message { zh, en } = &fault.message;
    fault.message = Message::new(format!("{}{at}：{zh}", file.path), format!("{}{at}: {en}", file.path));
    fault
}

pub(crate) fn fault(code: &'static str, message: Message, help: Message) -> Diagnostics {
    Diagnostics(vec![Diagnostic::error(code, message).help(help)])
}
