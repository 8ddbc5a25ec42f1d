//! Text of paragraphs as runs in XML: what stands out, links, marks of footnotes, and the lines of titles that layout found.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use gongwen_document::{Inline, footnote_mark};

use crate::styles;
use crate::text::escape::push_escaped;

/// What text refers to: targets of links, each once, in the order of their first use, and footnotes.
#[derive(Default)]
pub(crate) struct Links {
    /// Targets; the relationship of each is [`link_id`] of its place.
    pub(crate) targets: Vec<Arc<str>>,
    /// Footnotes; the id of each is its place, counted from 1.
    pub(crate) notes: Vec<Vec<Inline>>,
    known: BTreeMap<Arc<str>, usize>,
}

/// The relationship id of a link.
pub(crate) fn link_id(index: usize) -> String {
    format!("link{}", index + 1)
}

impl Links {
    fn id(&mut self, target: &Arc<str>) -> String {
        let next = self.targets.len();
        let index = *self.known.entry(target.clone()).or_insert(next);
        if index == next {
            self.targets.push(target.clone());
        }
        link_id(index)
    }
}

const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// The runs of these inlines, with new lines before the characters at `breaks`, which count the characters of the plain text.
pub(crate) fn compose(inlines: &[Inline], breaks: &[usize], links: &mut Links) -> String {
    let mut xml = String::with_capacity(512);
    let mut at = 0;
    for inline in inlines {
        match inline {
            Inline::Hang => {}
            Inline::Footnote(note) => {
                links.notes.push(note.clone());
                let number = links.notes.len();
                at += footnote_mark(number).chars().count();
                let mark = styles::MARK;
                let _ = write!(
                    xml,
                    "<w:r><w:rPr><w:rStyle w:val=\"{mark}\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
                );
            }
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
                at += text_run(&mut xml, text, at, style, breaks);
                if id.is_some() {
                    xml.push_str("</w:hyperlink>");
                }
            }
        }
    }
    xml
}

/// The inlines with these characters of the plain text, in which the marks of footnotes count; `links` holds the footnotes
/// before them.
pub(crate) fn part(inlines: &[Inline], characters: &Range<usize>, links: &Links) -> Vec<Inline> {
    let (mut at, mut note) = (0, links.notes.len());
    let mut found = Vec::new();
    for inline in inlines {
        let length = match inline {
            Inline::Hang => 0,
            Inline::Break => 1,
            Inline::Footnote(_) => {
                note += 1;
                footnote_mark(note).chars().count()
            }
            Inline::Text { text, .. } => text.chars().count(),
        };
        let from = characters.start.saturating_sub(at).min(length);
        let to = characters.end.saturating_sub(at).min(length);
        match inline {
            Inline::Text { text, mark, link } if from < to => {
                let text: String = text.chars().skip(from).take(to - from).collect();
                found.push(Inline::Text { text, mark: *mark, link: link.clone() });
            }
            Inline::Text { .. } | Inline::Hang => {}
            Inline::Break | Inline::Footnote(_) if from == 0 && to > 0 => found.push(inline.clone()),
            Inline::Break | Inline::Footnote(_) => {}
        }
        at += length;
    }
    found
}

/// The text as a run, with line breaks in it where layout has them. Returns how many characters it has, when anybody asks
/// where the next text begins.
fn text_run(xml: &mut String, text: &str, at: usize, style: Option<&str>, breaks: &[usize]) -> usize {
    if text.is_empty() {
        return 0;
    }
    xml.push_str("<w:r>");
    if let Some(style) = style {
        let _ = write!(xml, "<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>");
    }
    xml.push_str(TEXT);
    let (mut start, mut count) = (0, 0);
    if !breaks.is_empty() {
        for (offset, _) in text.char_indices() {
            if at + count > 0 && breaks.contains(&(at + count)) {
                push_escaped(xml, text.get(start..offset).unwrap_or_default());
                start = offset;
                xml.push_str("</w:t><w:br/>");
                xml.push_str(TEXT);
            }
            count += 1;
        }
    }
    push_escaped(xml, text.get(start..).unwrap_or_default());
    xml.push_str("</w:t></w:r>");
    count
}
