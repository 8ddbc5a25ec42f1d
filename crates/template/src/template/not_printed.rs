//! What a report says and its form does not print.

use gongwen_core::Report;
use gongwen_document::{Diagnostic, Format, Message, Place};

/// Warns of what a report has and the form leaves out, so that nothing is lost in silence.
///
/// ```
/// use gongwen_core::Report;
/// use gongwen_template::elements_not_printed;
/// let warn = |report: &Report| elements_not_printed(report).iter().all(|found| !found.is_error());
/// ```
pub fn elements_not_printed(report: &Report) -> Vec<Diagnostic> {
    let elements = &report.elements;
    let joint_letter = elements.format == Format::Letter && elements.issuer_marks.len() > 1;
    let lead_only = joint_letter.then(|| {
        let message = Message::new(
            "信函只印主办机关的标志（10.1），其余机关的标志没有印",
            "a letter carries the lead body's mark only (10.1); the others are not printed",
        );
        Diagnostic::warning("gbt9704/10.1", message).at(Place::report("letterhead.issuer_mark", None))
    });
    let below = [("subtitle", elements.subtitle.is_empty()), ("author", elements.author.is_empty())];
    let titleless = below.into_iter().filter(|(_, empty)| elements.format == Format::Order && !empty);
    let untitled = titleless.map(|(field, _)| {
        let message = Message::new(
            format!("命令（令）不印标题，{field} 也没有印（10.2）"),
            format!("an order prints no title, and no {field} either (10.2)"),
        );
        Diagnostic::warning("gbt9704/10.2", message).at(Place::report(field, None))
    });
    let headed = elements.page_header.as_ref().filter(|_| elements.format == Format::Letter).map(|_| {
        let message =
            Message::new("信函没有页眉，page_header 没有印（10.1）", "a letter has no page header (10.1)");
        Diagnostic::warning("gbt9704/10.1", message).at(Place::report("page_header", None))
    });
    lead_only.into_iter().chain(untitled).chain(headed).collect()
}
