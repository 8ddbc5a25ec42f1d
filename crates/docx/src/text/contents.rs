//! The table of contents 目录: a TOC field whose result already shows the headings and their pages, so that nobody has
//! to update it before printing. Its entries lead to bookmarks on the headings; a content control around them has Word offer
//! to update them 更新目录.

use std::collections::BTreeMap;

use gongwen_document::{BlockKind, Document, Facts};

use crate::styles;
use crate::text::escape::push_escaped;
use crate::text::raw;

const BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
const SEPARATE: &str = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
const END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// Bookmarks of the headings that a table of contents lists, by block.
pub(crate) struct Bookmarks(BTreeMap<usize, usize>);

impl Bookmarks {
    /// Those of this document; none without a table of contents.
    pub(crate) fn of(document: &Document) -> Bookmarks {
        let Some(levels) = document.contents_levels() else { return Bookmarks(BTreeMap::new()) };
        let headings = document.headings(levels).into_iter();
        Bookmarks(headings.enumerate().map(|(number, heading)| (heading.block, number + 1)).collect())
    }

    /// Puts the bookmark of this block around what its paragraph holds.
    pub(crate) fn mark(&self, block: usize, runs: &mut String) {
        if let Some(number) = self.0.get(&block) {
            let name = name(*number);
            runs.insert_str(0, &format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>"));
            runs.push_str(&format!("<w:bookmarkEnd w:id=\"{number}\"/>"));
        }
    }
}

/// A name of the kind that Word gives to the targets of a table of contents.
fn name(number: usize) -> String {
    format!("_Toc{number:09}")
}

/// The bookmark around what the table of contents in this block of an attachment lists.
pub(crate) fn part(block: usize) -> String {
    format!("_Part{block}")
}

/// The paragraphs of a table of contents, one field around them all.
pub(crate) fn compose(document: &Document, facts: &Facts, bookmarks: &Bookmarks, block: usize) -> String {
    let headings = document.listed(block);
    let levels = match document.blocks.get(block).map(|block| &block.kind) {
        Some(BlockKind::Contents { levels }) => *levels,
        _ => 1,
    };
    let mut xml = String::new();
    for (index, heading) in headings.iter().enumerate() {
        let Some(number) = bookmarks.0.get(&heading.block) else { continue };
        let mut runs = String::new();
        if index == 0 {
            // From outline levels, as links, without page numbers in web view.
            runs.push_str(BEGIN);
            let part = match document.attached(block) {
                Some(_) => format!("\\b {} ", part(block)),
                None => String::new(),
            };
            runs.push_str(&instruction(&format!(" TOC \\o \"1-{levels}\" \\h \\z \\u {part}")));
            runs.push_str(SEPARATE);
        }
        let target = name(*number);
        runs.push_str(&format!("<w:hyperlink w:anchor=\"{target}\" w:history=\"1\">"));
        let breaks = facts.contents_breaks.get(&heading.block).map(Vec::as_slice).unwrap_or_default();
        runs.push_str(&text(&heading.text, breaks));
        runs.push_str(raw::TAB);
        runs.push_str(BEGIN);
        runs.push_str(&instruction(&format!(" PAGEREF {target} \\h ")));
        runs.push_str(SEPARATE);
        runs.push_str(&raw::run("", facts.heading_pages.get(&heading.block).map_or("", String::as_str)));
        runs.push_str(END);
        runs.push_str("</w:hyperlink>");
        if index + 1 == headings.len() {
            runs.push_str(END);
        }
        xml.push_str(&raw::paragraph(styles::contents_id(heading.level), "", &runs));
    }
    if xml.is_empty() {
        return xml;
    }
    format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj>\
         </w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
    )
}

fn instruction(code: &str) -> String {
    format!("<w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>")
}

/// The heading, with new lines where the layout has them.
fn text(heading: &str, breaks: &[usize]) -> String {
    let mut run = String::from("<w:r><w:t xml:space=\"preserve\">");
    for (at, character) in heading.chars().enumerate() {
        if breaks.contains(&at) {
            run.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">");
        }
        push_escaped(&mut run, character.encode_utf8(&mut [0; 4]));
    }
    run + "</w:t></w:r>"
}
