//! Footnotes 脚注: a part of their own, numbered ① ② … by Word.

use std::fmt::Write;
use std::sync::Arc;

use gongwen_document::{Facts, Inline, Length, Role, Stylesheet};

use crate::styles;
use crate::text::escape::push_escaped;
use crate::text::raw;
use crate::text::runs::{self, Links, link_id};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What `word/settings.xml` says of them: where, how numbered, and which two stand for the rule.
pub(crate) const SETTINGS: &str = "<w:footnotePr><w:pos w:val=\"pageBottom\"/>\
     <w:numFmt w:val=\"decimalEnclosedCircleChinese\"/>\
     <w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>";

/// The same for a section; LibreOffice reads it there only.
pub(crate) const SECTION: &str = "<w:footnotePr><w:pos w:val=\"pageBottom\"/>\
     <w:numFmt w:val=\"decimalEnclosedCircleChinese\"/></w:footnotePr>";

/// What `[Content_Types].xml` says of the part.
pub(crate) const CONTENT_TYPE: &str = "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>";

/// `word/footnotes.xml`, and the targets of its links.
pub(crate) fn compose(notes: &[Vec<Inline>], style: &Stylesheet, facts: &Facts) -> (String, Vec<Arc<str>>) {
    let mut links = Links::default();
    let mut xml = format!("{DECLARATION}<w:footnotes xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\">");
    let white = raw::spacing(Length::ZERO, Length::ZERO, style.footnotes.separator);
    for (id, name) in [("-1", "separator"), ("0", "continuationSeparator")] {
        let _ = write!(
            xml,
            "<w:footnote w:type=\"{name}\" w:id=\"{id}\"><w:p><w:pPr>{white}</w:pPr><w:r><w:{name}/></w:r></w:p></w:footnote>"
        );
    }
    for (index, note) in notes.iter().enumerate() {
        let runs = format!("<w:r><w:footnoteRef/></w:r>{}", runs::compose(note, &[], &mut links));
        let mut properties = String::new();
        if let Some(loose) = facts.loose_notes.get(&index) {
            let (words, ragged) = (loose.words_break, loose.ragged);
            properties.push_str(if words { "<w:wordWrap w:val=\"0\"/>" } else { "" });
            properties.push_str(if ragged { "<w:jc w:val=\"left\"/>" } else { "" });
        }
        let paragraph = raw::paragraph(styles::paragraph_id(Role::Footnote), &properties, &runs);
        let _ = write!(xml, "<w:footnote w:id=\"{}\">{paragraph}</w:footnote>", index + 1);
    }
    (xml + "</w:footnotes>", links.targets)
}

/// The part `word/_rels/footnotes.xml.rels`: where the links in footnotes lead.
pub(crate) fn relationships(links: &[Arc<str>]) -> String {
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (index, link) in links.iter().enumerate() {
        let _ = write!(xml, "<Relationship Id=\"{}\" Type=\"{OFFICE}/hyperlink\" Target=\"", link_id(index));
        push_escaped(&mut xml, link);
        xml.push_str("\" TargetMode=\"External\"/>");
    }
    xml + "</Relationships>"
}
