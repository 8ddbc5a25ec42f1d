//! Parts that a document fills: its properties (title, author, date) and its relationships.

use std::fmt::Write;
use std::sync::Arc;

use gongwen_document::Properties;

use crate::package::media::media_id;
use crate::package::section::{Extras, HEADER, PAGE_HEADER};
use crate::text::escape::push_escaped;
use crate::text::runs::link_id;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// `docProps/core.xml`. No clock is read: the only date is the document's own.
pub(crate) fn core(properties: &Properties) -> String {
    let mut xml = String::with_capacity(1024);
    xml.push_str(DECLARATION);
    xml.push_str(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    let mut element = |name: &str, text: &str| {
        if !text.is_empty() {
            let _ = write!(xml, "<{name}>");
            push_escaped(&mut xml, text);
            let _ = write!(xml, "</{name}>");
        }
    };
    element("dc:title", &properties.title);
    element("dc:subject", &properties.subject);
    element("dc:creator", &properties.author);
    element("cp:keywords", &properties.keywords.join("；"));
    element("cp:lastModifiedBy", &properties.author);
    element("dc:language", "zh-CN");
    if let Some(date) = properties.date.as_deref().filter(|date| is_date(date)) {
        for name in ["created", "modified"] {
            let _ =
                write!(xml, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:{name}>");
        }
    }
    xml.push_str("</cp:coreProperties>");
    xml
}

/// Whether a date has the form `2024-12-31`.
fn is_date(date: &str) -> bool {
    date.len() == 10
        && date.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The part `docProps/app.xml`: the program that made the file, and its number of pages where it is known.
pub(crate) fn app(pages: Option<u32>) -> String {
    let mut xml = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
    );
    if let Some(pages) = pages {
        let _ = write!(xml, "<Pages>{pages}</Pages>");
    }
    xml.push_str("<Application>gongwen</Application></Properties>");
    xml
}

/// `word/_rels/document.xml.rels`: the parts of every document, and the targets of its links.
pub(crate) fn relationships(links: &[Arc<str>], media: &[(String, Arc<[u8]>)], extras: Extras) -> String {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("settings", "settings", "settings.xml"),
        ("fontTable", "fontTable", "fontTable.xml"),
        ("theme", "theme", "theme/theme1.xml"),
    ] {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    if extras.header {
        let _ = write!(xml, "<Relationship Id=\"header\" Type=\"{OFFICE}/header\" Target=\"{HEADER}\"/>");
    }
    if extras.page_header {
        let (part, id) = PAGE_HEADER;
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/header\" Target=\"{part}\"/>");
    }
    for foot in extras.feet() {
        let (id, part) = (foot.id(), foot.part());
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/footer\" Target=\"{part}\"/>");
    }
    if extras.notes {
        let _ = write!(
            xml,
            "<Relationship Id=\"footnotes\" Type=\"{OFFICE}/footnotes\" Target=\"footnotes.xml\"/>"
        );
    }
    for (index, link) in links.iter().enumerate() {
        let _ = write!(xml, "<Relationship Id=\"{}\" Type=\"{OFFICE}/hyperlink\" Target=\"", link_id(index));
        push_escaped(&mut xml, link);
        xml.push_str("\" TargetMode=\"External\"/>");
    }
    for (index, (name, _)) in media.iter().enumerate() {
        let id = media_id(index);
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"{name}\"/>");
    }
    xml.push_str("</Relationships>");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_date_becomes_a_date() {
        let with = |date: &str| core(&Properties { date: Some(date.to_owned()), ..Properties::default() });
        assert!(with("2024-12-31").contains(">2024-12-31T00:00:00Z</dcterms:created>"));
        assert!(!with("2024年12月31日").contains("dcterms:created"));
        assert!(!core(&Properties::default()).contains("dcterms:created"));
    }
}
