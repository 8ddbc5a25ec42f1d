//! Text of paragraphs as runs in XML: what stands out, links, marks of footnotes, and the lines that layout found.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use gongwen_core::Length;
use gongwen_core::document::{Inline, footnote_mark};

use crate::styles;
use crate::text::push_escaped;

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

/// What layout found out about the lines of a paragraph; places count the characters of its plain text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lines<'a> {
    /// A new line begins before these.
    pub breaks: &'a [usize],
    /// These are spaced out by so much more than their style says, or less.
    pub spacings: &'a [(Range<usize>, Length)],
    /// The spacing of the style.
    pub spacing: Length,
}

impl Lines<'_> {
    fn breaks_before(&self, at: usize) -> bool {
        at > 0 && self.breaks.contains(&at)
    }

    /// What is added to the spacing of this character.
    fn spacing_of(&self, at: usize) -> Option<Length> {
        self.spacings.iter().find(|(range, _)| range.contains(&at)).map(|(_, length)| *length)
    }
}

const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// The runs of these inlines, whose text begins with character `at` of its paragraph.
pub(crate) fn compose(inlines: &[Inline], mut at: usize, lines: &Lines<'_>, links: &mut Links) -> String {
    let mut xml = String::with_capacity(512);
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
                at += text_runs(&mut xml, text, at, style, lines);
                if id.is_some() {
                    xml.push_str("</w:hyperlink>");
                }
            }
        }
    }
    xml
}

/// The text as runs: a new one where the spacing changes, line breaks in them where layout has them. How many characters
/// it has.
fn text_runs(xml: &mut String, text: &str, at: usize, style: Option<&str>, lines: &Lines<'_>) -> usize {
    if text.is_empty() {
        return 0;
    }
    if lines.breaks.is_empty() && lines.spacings.is_empty() {
        begin(xml, style, None);
        push_escaped(xml, text);
        xml.push_str("</w:t></w:r>");
        // Nobody asks where the next text begins.
        return 0;
    }
    let (mut start, mut count, mut spacing) = (0, 0, lines.spacing_of(at));
    begin(xml, style, spacing.map(|more| lines.spacing + more));
    for (offset, _) in text.char_indices() {
        let next = lines.spacing_of(at + count);
        let breaks = lines.breaks_before(at + count);
        if breaks || next != spacing {
            push_escaped(xml, text.get(start..offset).unwrap_or_default());
            start = offset;
        }
        if next != spacing {
            spacing = next;
            xml.push_str("</w:t></w:r>");
            begin(xml, style, spacing.map(|more| lines.spacing + more));
        }
        if breaks {
            xml.push_str("</w:t><w:br/>");
            xml.push_str(TEXT);
        }
        count += 1;
    }
    push_escaped(xml, text.get(start..).unwrap_or_default());
    xml.push_str("</w:t></w:r>");
    count
}

fn begin(xml: &mut String, style: Option<&str>, spacing: Option<Length>) {
    xml.push_str("<w:r>");
    if style.is_some() || spacing.is_some() {
        xml.push_str("<w:rPr>");
        if let Some(style) = style {
            let _ = write!(xml, "<w:rStyle w:val=\"{style}\"/>");
        }
        if let Some(spacing) = spacing {
            let _ = write!(xml, "<w:spacing w:val=\"{}\"/>", spacing.to_twips());
        }
        xml.push_str("</w:rPr>");
    }
    xml.push_str(TEXT);
}
