//! The reader of Word files: what stands in them in reading order, as text, with every construct that a report file has no
//! words for named and counted.

mod annotate;
mod body;
mod fields;
mod numbering;
mod package;
mod runs;
mod styles;
mod tables;
mod walker;
mod xml;

use std::collections::HashMap;

use gongwen_document::Diagnostic;

use crate::draft::{Block, Draft, Fate, Kind, Losses};
use crate::sniff::broken;
pub use annotate::{Annotated, Change, Remark, changed, commented};
use numbering::Numbering;
pub(crate) use numbering::counting;
use package::Package;
use styles::Styles;
use walker::Walker;
use xml::{Element, Tree};

/// Reads a Word file.
///
/// # Errors
/// What is no Word file, is encrypted, broken or too large.
pub(crate) fn read(bytes: &[u8]) -> Result<Draft, Diagnostic> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let styles = package.trees("/styles")?.first().map(Styles::read).unwrap_or_default();
    let numbering = package.trees("/numbering")?.first().map(Numbering::read).unwrap_or_default();
    let (footnotes, endnotes) = (package.trees("/footnotes")?, package.trees("/endnotes")?);
    let comments = package.trees("/comments")?;
    let around = [package.trees("/header")?, package.trees("/footer")?];
    let root = document.root().ok_or_else(|| broken("no element"))?;
    let body = root.child("body").ok_or_else(|| broken("no w:body"))?;

    let mut losses = Losses::default();
    let mut walker = Walker::new(&styles, numbering);
    walker.fields.trusted = fields::balanced(body);
    walker.footnotes = notes(&footnotes, "footnote", &styles);
    walker.endnotes = notes(&endnotes, "endnote", &styles);
    walker.blocks(body)?;
    walker.finish();
    for comment in comments.iter().filter_map(Tree::root).flat_map(|root| root.children()) {
        let text = plain(comment, &styles).join(" ");
        let author = comment.attribute("author").unwrap_or_default();
        let what = ("批注", "comments");
        losses.add_with(Fate::LeftOut, what, 0, &format!("{author}：{text}"));
    }
    let what = [("页眉", "page headers"), ("页脚", "page footers")];
    for (trees, what) in around.iter().zip(what) {
        let mut said = Vec::new();
        for root in trees.iter().filter_map(Tree::root) {
            let text = plain(root, &styles).concat();
            // A page number is the form's.
            let words = text.chars().any(|c| c.is_alphabetic() && !"第页共Page of".contains(c));
            if words && !said.contains(&text) {
                losses.add_with(Fate::LeftOut, what, 0, &text);
                said.push(text);
            }
        }
    }
    let Walker { blocks, losses: found, strong, .. } = walker;
    losses.extend(found);
    Ok(Draft { kind: Kind::Docx, blocks, losses, strong })
}

/// The texts of notes by their ids.
fn notes(trees: &[Tree], name: &str, styles: &Styles) -> HashMap<String, String> {
    let mut notes = HashMap::new();
    for note in trees.iter().filter_map(Tree::root).flat_map(|root| root.children()) {
        let usual = matches!(note.attribute("type"), None | Some("normal"));
        if let (true, true, Some(id)) = (note.is(name), usual, note.attribute("id")) {
            notes.insert(id.to_owned(), plain(note, styles).concat());
        }
    }
    notes
}

/// The paragraphs of a note, a comment or a header as plain text.
fn plain(element: Element<'_>, styles: &Styles) -> Vec<String> {
    let mut walker = Walker::new(styles, Numbering::default());
    // What is too long is cut: it is quoted, or a note of some lines.
    let _ = walker.blocks(element);
    walker.finish();
    let text = |block: Block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.trim().to_owned()],
        Block::Table(table) => table.lines(&mut Vec::new()),
    };
    walker.blocks.into_iter().flat_map(text).collect()
}
