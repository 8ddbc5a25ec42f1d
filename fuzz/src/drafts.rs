//! Drafts: what becomes a report file, and what is looked at as an editor would.

use std::io::{Cursor, Write};

use gongwen::Report;
use gongwen::check::{Finding, Options, Text, allowed};
use gongwen::import;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::holds;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
const FOOTNOTES: &str = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>示例数据</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
const DOCUMENT: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>某某镇人民政府关于值班安排的通知</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>值班时间</w:t></w:r></w:p><w:p><w:r><w:t>请做好值班工作</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:body></w:document>"#;

/// What bytes begin with that stand for a part of a Word file, and the part's name.
const PARTS: [(&str, &str); 4] = [
    ("<w:document", "word/document.xml"),
    ("<w:styles", "word/styles.xml"),
    ("<w:numbering", "word/numbering.xml"),
    ("<w:footnotes", "word/footnotes.xml"),
];

/// A draft: a part of a Word file, which is put in its place in a whole one; a Word file; Markdown that begins with `#`; or text.
pub fn drafts(bytes: &[u8]) {
    let part = PARTS.iter().find(|(beginning, _)| bytes.starts_with(beginning.as_bytes()));
    let packed = part.map(|(_, name)| word(name, bytes));
    let ending = if bytes.starts_with(b"#") { "md" } else { "txt" };
    match import::draft(packed.as_deref().unwrap_or(bytes), Some(ending), &import::Options::default()) {
        Ok(imported) => {
            Report::from_toml(&imported.toml).expect("what is written is a report file");
        }
        Err(found) => {
            assert!(found.is_error() && found.help.is_some(), "{found:?}");
            holds(&[found], bytes.len());
        }
    }
}

fn word(changed: &str, with: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("word/document.xml", DOCUMENT),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
    ] {
        let bytes = if name == changed { with } else { text.as_bytes() };
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a Word file").into_inner()
}

/// A text that is looked at as an editor would: as a report file, as Markdown and as plain text.
pub fn checks(bytes: &[u8]) {
    let Ok(source) = Text::decode(bytes) else { return };
    if let Ok(report) = Report::from_toml(&source) {
        looked_at(&Text::from_report(&report, &source));
    }
    looked_at(&Text::from_markdown(&source));
    looked_at(&Text::from_plain(&source));
}

/// What is found stands in the text, says why in both languages, and is the same when somebody looks again.
fn looked_at(text: &Text) {
    let options = Options { advice: true, ..Options::default() };
    let mut outcome = gongwen::check::check(text, &options);
    for it in &outcome.findings {
        let Finding { code, message, span, quote, .. } = it;
        assert!(code.contains('/'), "{it:?}");
        assert!(!message.zh.trim().is_empty() && !message.en.trim().is_empty(), "{it:?}");
        let paragraph = text.paragraphs.get(span.paragraph).expect("a paragraph");
        assert_eq!(paragraph.text.get(span.start..span.end), Some(quote.as_str()), "{it:?}");
        let place = text.place(*span);
        assert!((place.line, place.column) <= (place.end_line, place.end_column), "{it:?}");
        assert!(it.related.iter().all(|other| text.paragraphs.len() > other.span.paragraph), "{it:?}");
    }
    assert_eq!(outcome.findings, gongwen::check::check(text, &options).findings);
    for it in allowed(&mut outcome, text).told {
        holds(&[it], text.source.len());
    }
}
