//! What a report says that this version does not print yet.

use crate::document::Format;
use crate::{Diagnostic, Message, Place, Report};

/// Warns of each element of the letterhead 版头 and the imprint 版记 that the report has and the Word file does not print yet,
/// so that nothing is lost in silence.
///
/// ```
/// use gongwen_core::{Report, template::elements_not_printed};
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
    let pdf_only = [
        (elements.copy_number.is_some(), "letterhead.copy_number", "份号"),
        (elements.classification.is_some(), "letterhead.classification", "密级和保密期限"),
        (elements.urgency.is_some(), "letterhead.urgency", "紧急程度"),
        (!elements.issuer_marks.is_empty(), "letterhead.issuer_mark", "发文机关标志"),
        (elements.document_number.is_some(), "letterhead.document_number", "发文字号"),
        (!elements.approvers.is_empty(), "letterhead.approvers", "签发人"),
        (!elements.copy_recipients.is_empty(), "imprint.copy_recipients", "抄送机关"),
        (elements.printing_office.is_some(), "imprint.printing_office", "印发机关"),
        (elements.printing_date.is_some(), "imprint.printing_date", "印发日期"),
    ]
    .into_iter()
    .filter(|(present, ..)| *present)
    .map(|(_, path, name)| {
        let message = Message::new(
            format!("{name}这一版只印在 PDF 里，Word 文件里还没有"),
            format!("{name} (`{path}`) is printed in the PDF only; the Word file lacks it yet"),
        );
        Diagnostic::warning("form/not-printed-yet", message).at(Place::report(path, None))
    });
    lead_only.into_iter().chain(pdf_only).collect()
}
