//! Footnotes 脚注: a part of their own, numbered ① ② … by Word.

use std::fmt::Write;
use std::sync::Arc;

use gongwen_core::document::{Facts, Inline, Role, footnote_mark};
use gongwen_core::{Length, Stylesheet};

use crate::body::{Lines, Links, link_id};
use crate::text::push_escaped;
use crate::{raw, styles};

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
        let lines = Lines {
            spacings: facts.footnote_spacings.get(&index).map(Vec::as_slice).unwrap_or_default(),
            spacing: style.paragraph(Role::Footnote).character_spacing,
            ..Lines::default()
        };
        let mark = footnote_mark(index + 1).chars().count();
        let runs = format!("<w:r><w:footnoteRef/></w:r>{}", runs(note, mark, &lines, &mut links));
        let paragraph = raw::paragraph(styles::paragraph_id(Role::Footnote), "", &runs);
        let _ = write!(xml, "<w:footnote w:id=\"{}\">{paragraph}</w:footnote>", index + 1);
    }
    (xml + "</w:footnotes>", links.targets)
}

/// `word/_rels/footnotes.xml.rels`.
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

/// The runs of a footnote, whose text begins with this character.
fn runs(inlines: &[Inline], mut at: usize, lines: &Lines<'_>, links: &mut Links) -> String {
    let mut xml = String::new();
    for inline in inlines {
        match inline {
            Inline::Hang | Inline::Footnote(_) => {}
            Inline::Break => {
                at += 1;
                xml.push_str("<w:r><w:br/></w:r>");
            }
            Inline::Text { text, mark, link } => {
                let id = link.as_ref().map(|target| links.id(target));
                if let Some(id) = &id {
                    let _ = write!(xml, "<w:hyperlink r:id=\"{id}\">");
                }
                let style = styles::mark_id(*mark).or(id.as_ref().map(|_| styles::LINK));
                let characters: Vec<char> = text.chars().collect();
                let mut start = 0;
                while start < characters.len() {
                    let spacing = lines.spacing_of(at + start);
                    let same = (start..characters.len()).find(|next| lines.spacing_of(at + next) != spacing);
                    let end = same.unwrap_or(characters.len());
                    let piece: String = characters.get(start..end).unwrap_or_default().iter().collect();
                    xml.push_str(&raw::run(
                        &properties(style, spacing.map(|more| lines.spacing + more)),
                        &piece,
                    ));
                    start = end;
                }
                at += characters.len();
                if id.is_some() {
                    xml.push_str("</w:hyperlink>");
                }
            }
        }
    }
    xml
}

fn properties(style: Option<&str>, spacing: Option<Length>) -> String {
    let style = style.map_or(String::new(), |style| format!("<w:rStyle w:val=\"{style}\"/>"));
    let spacing = spacing.map_or(String::new(), |it| format!("<w:spacing w:val=\"{}\"/>", it.to_twips()));
    style + &spacing
}
