//! Paragraphs that docx-rs has no words for, as XML: frames, tab stops, borders, anchored pictures.

use std::fmt::Write;

use gongwen_document::Length;
use gongwen_document::style::FaceRole;

use crate::styles;
use crate::text::escape::push_escaped;

/// A paragraph; properties and runs are XML already.
pub(crate) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

/// Exact line height, and white above and below.
pub(crate) fn spacing(before: Length, after: Length, line: Length) -> String {
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        before.max(Length::ZERO).to_twips(),
        after.max(Length::ZERO).to_twips(),
        line.to_twips()
    )
}

/// A direct indent above the style's, characters counted or not.
pub(crate) fn indent(left: Length, right: Length) -> String {
    format!(
        "<w:ind w:leftChars=\"0\" w:left=\"{}\" w:rightChars=\"0\" w:right=\"{}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
        left.to_twips(),
        right.to_twips()
    )
}

/// The same paragraphs, the first of them at the top of a page.
pub(crate) fn page_break_before(xml: &str) -> String {
    // Where the schema wants it: behind the style and what keeps it with the next.
    let first = xml.find("<w:p>").unwrap_or(0);
    let style = xml.get(first..).and_then(|rest| rest.find("/>")).map_or(0, |at| first + at + 2);
    let keeps = xml.get(style..).is_some_and(|rest| rest.starts_with("<w:keepNext/>"));
    let at = style + if keeps { "<w:keepNext/>".len() } else { 0 };
    let (before, after) = xml.split_at(at);
    format!("{before}<w:pageBreakBefore/>{after}")
}

/// White of this height, as a line of its own: what hangs on the next paragraph is measured from its text.
pub(crate) fn gap(height: Length) -> String {
    if height.to_twips() <= 0 {
        return String::new();
    }
    let properties = format!("<w:keepNext/>{}", spacing(Length::ZERO, Length::ZERO, height));
    paragraph(styles::SEPARATOR, &properties, "")
}

/// White below the last of lines that keep together: a line of its own, for white below a paragraph may hang out of the page.
pub(crate) fn foot(height: Length) -> String {
    if height.to_twips() <= 0 {
        return String::new();
    }
    paragraph(styles::SEPARATOR, &spacing(Length::ZERO, Length::ZERO, height), "")
}

/// Tab stops at the left of what they align.
pub(crate) fn tabs(stops: &[Length]) -> String {
    let mut xml = String::from("<w:tabs>");
    for stop in stops {
        let _ = write!(xml, "<w:tab w:val=\"left\" w:pos=\"{}\"/>", stop.to_twips());
    }
    xml + "</w:tabs>"
}

/// A run of text; its properties are XML.
pub(crate) fn run(properties: &str, text: &str) -> String {
    let mut xml = String::from("<w:r>");
    if !properties.is_empty() {
        let _ = write!(xml, "<w:rPr>{properties}</w:rPr>");
    }
    xml.push_str("<w:t xml:space=\"preserve\">");
    push_escaped(&mut xml, text);
    xml + "</w:t></w:r>"
}

/// A run with nothing but a tab.
pub(crate) const TAB: &str = "<w:r><w:tab/></w:r>";

/// A face that is not the style's.
pub(crate) fn face(face: FaceRole) -> String {
    let name = face.official_name();
    format!(
        "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\" w:cs=\"{name}\"/>"
    )
}

/// A size that is not the style's, in half points.
pub(crate) fn size(size: Length) -> String {
    let halves = size.to_half_points();
    format!("<w:sz w:val=\"{halves}\"/><w:szCs w:val=\"{halves}\"/>")
}
