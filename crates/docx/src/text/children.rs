//! The children of the body in order, and how they are written: docx-rs builds what stands before the runs of a paragraph,
//! and tables; the pass mends them, runs and paragraphs of our own are XML already.

use std::sync::OnceLock;

use docx_rs::{BuildXML, Justification, Paragraph, ParagraphProperty, ParagraphStyle};
use gongwen_document::Loose;

use crate::package::pass::{self, Plan};
use crate::text::escape::push_escaped;

/// A child of the body.
pub(crate) enum Child {
    /// A paragraph of text.
    Text(Text),
    /// Paragraphs that are written as XML already.
    Raw(String),
    /// A table that docx-rs writes, and the pass completes.
    Table(BuiltTable),
}

/// A table as docx-rs builds it, and what it has no words for.
pub(crate) struct BuiltTable {
    pub(crate) built: Box<docx_rs::Table>,
    pub(crate) header_rows: usize,
    /// What it is called 表题; empty when it has no title.
    pub(crate) caption: String,
    /// The runs of each of its cells.
    pub(crate) runs: Vec<String>,
}

/// A paragraph of text.
pub(crate) struct Text {
    pub(crate) style: &'static str,
    /// What is not as in its style.
    pub(crate) property: Option<Box<ParagraphProperty>>,
    pub(crate) runs: String,
    /// Whether Latin words may break anywhere 允许西文在单词中间换行.
    words_break: bool,
}

impl Text {
    pub(crate) fn new(style: &'static str, runs: String) -> Text {
        Text { style, property: None, runs, words_break: false }
    }

    /// What is not as in its style, to be set.
    pub(crate) fn property(&mut self) -> &mut ParagraphProperty {
        self.property.get_or_insert_default()
    }

    /// Keeps its lines from being drawn too far apart.
    pub(crate) fn loosen(&mut self, loose: Loose) {
        self.words_break = loose.words_break;
        if loose.ragged {
            self.property().alignment = Some(Justification::new("left"));
        }
        self.property();
    }

    fn write(mut self, out: &mut String, sections: &mut std::slice::Iter<'_, String>) -> Option<()> {
        match self.property.take() {
            None => {
                let (before, behind) = plain_opening()?;
                out.extend([before, self.style, behind]);
            }
            Some(property) => {
                let section = property.section_property.as_ref().and_then(|_| sections.next());
                out.push_str(&opening(self.style, *property, self.words_break, section)?);
            }
        }
        out.push_str(&self.runs);
        out.push_str(CLOSE);
        Some(())
    }
}

const CLOSE: &str = "</w:p>";

/// `word/document.xml` with these children and sections; `None` when docx-rs builds what is not XML.
pub(crate) fn write(children: Vec<Child>, sections: &[String]) -> Option<String> {
    let (head, tail) = frame()?;
    let room = children.iter().map(|child| match child {
        Child::Text(text) => text.runs.len() + 100,
        Child::Raw(xml) => xml.len(),
        Child::Table(table) => table.runs.iter().map(|runs| runs.len() + 250).sum(),
    });
    let mut out = String::with_capacity(head.len() + tail.len() + room.sum::<usize>() + 1000);
    let mut sections = sections.iter();
    out.push_str(head);
    for child in children {
        match child {
            Child::Text(text) => text.write(&mut out, &mut sections)?,
            Child::Raw(xml) => out.push_str(&xml),
            Child::Table(BuiltTable { built, header_rows, caption, runs }) => {
                let built = String::from_utf8(built.build()).ok()?;
                let mut name = String::new();
                if !caption.is_empty() {
                    name.push_str("<w:tblCaption w:val=\"");
                    push_escaped(&mut name, &caption);
                    name.push_str("\"/>");
                }
                let plan = Plan { header_rows, caption: &name, runs: &runs, section: None };
                out.push_str(&pass::rewrite(&built, &plan)?);
            }
        }
    }
    out.push_str(sections.next()?);
    out.push_str(tail);
    Some(out)
}

/// What stands before the runs of a paragraph.
fn opening(
    style: &str,
    mut property: ParagraphProperty,
    words_break: bool,
    section: Option<&String>,
) -> Option<String> {
    property.style = Some(ParagraphStyle::new(Some(style)));
    let mut paragraph = Box::<Paragraph>::default();
    paragraph.property = property;
    let mut built = String::from_utf8(paragraph.build()).ok()?;
    if words_break {
        // docx-rs has no word for it; the pass puts it where the schema wants it.
        let end = built.find("</w:pPr>")?;
        built.insert_str(end, "<w:wordWrap w:val=\"0\"/>");
    }
    let mut xml =
        pass::rewrite(&built, &Plan { header_rows: 0, caption: "", runs: &[String::new()], section })?;
    xml.truncate(xml.strip_suffix(CLOSE)?.len());
    Some(xml)
}

/// The same when all is as in its style, before and behind the name of the style. Most paragraphs are such, so docx-rs
/// builds it once.
fn plain_opening() -> Option<&'static (String, String)> {
    static OPENING: OnceLock<Option<(String, String)>> = OnceLock::new();
    let opening = OPENING.get_or_init(|| {
        let xml = opening(STYLE, ParagraphProperty::default(), false, None)?;
        xml.split_once(STYLE).map(|(before, behind)| (before.to_owned(), behind.to_owned()))
    });
    opening.as_ref()
}

/// Stands for the name of a style.
const STYLE: &str = "style-of-paragraph";

/// What stands before and behind the children.
fn frame() -> Option<(&'static str, &'static str)> {
    static FRAME: OnceLock<Option<(String, String)>> = OnceLock::new();
    let frame = FRAME.get_or_init(|| {
        let built = String::from_utf8(docx_rs::Document::new().build()).ok()?;
        let xml = pass::rewrite(
            &built,
            &Plan { header_rows: 0, caption: "", runs: &[], section: Some(&SECTION.to_owned()) },
        )?;
        let (head, tail) = xml.split_once(SECTION)?;
        Some((head.to_owned(), tail.to_owned()))
    });
    frame.as_ref().map(|(head, tail)| (head.as_str(), tail.as_str()))
}

/// Stands for the section of the body until it is known.
const SECTION: &str = "<w:sectPr/>";
