//! The table of contents 目录: an entry for each heading, and its page number once the pages are known.
//!
//! No line of a heading enters the room of the page number, so the numbers change no line and no page: pages are found
//! once, the numbers are put in, and both are right.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Document, Inline, Length, Origin};

use crate::flow::contents_line::ContentsLine;
use crate::flow::front::Front;
use crate::flow::sheets::Sheet;
use crate::flow::structure::{add_node, add_part};
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::{Collector, Item, Span, Text};
use crate::inline::lines::Line;
use crate::inline::paragraph::{Paragraph, Tail};
use crate::pages::StructureKind;

impl Flow {
    /// Adds an entry for each heading that the table of contents in this block lists.
    pub(crate) fn contents(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        document: &Document,
        block: usize,
    ) {
        let width = style.page.type_area_width().emu();
        let origin =
            |block: usize| document.blocks.get(block).map(|it| it.origin.clone()).unwrap_or_default();
        let contents = add_node(&mut self.structure, 0, StructureKind::Contents, &origin(block));
        let missing = collector.missing.len();
        for heading in document.listed(block) {
            let form = style.contents_entry(heading.level);
            let inlines = [Inline::text(heading.text)];
            let mut paragraph = Paragraph::new(collector, &inlines, &form, width, &Origin::default());
            let named = origin(heading.block);
            let entry = add_node(&mut self.structure, contents, StructureKind::ContentsEntry, &named);
            let reference = add_part(&mut self.structure, entry, StructureKind::Reference);
            let link = add_part(&mut self.structure, reference, StructureKind::HeadingLink(usize::MAX));
            for span in &mut paragraph.text.spans {
                span.node = Some(link);
            }
            let starts: Vec<usize> = paragraph.lines.iter().skip(1).map(|line| line.items.start).collect();
            if !starts.is_empty() {
                self.facts.contents_breaks.insert(heading.block, starts);
            }
            let index = self.paragraphs.len();
            let last = paragraph.lines.len().saturating_sub(1);
            for line in 0..paragraph.lines.len() {
                // The number is not parted from the heading.
                let keep = if line < last { Keep::Next } else { Keep::Free };
                let content = Content::Line { paragraph: index, line, outline: None };
                self.units.push(Unit { height: paragraph.pitch, below: 0, keep, content });
            }
            self.paragraphs.push(paragraph);
            self.entries.push(ContentsLine { block: heading.block, paragraph: index, link, form });
        }
        // The headings themselves tell what they lack.
        collector.missing.truncate(missing);
    }
}

/// Puts the page of each heading behind its entry; nothing to do for a document without contents.
pub(crate) fn number_entries(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    sheets: &[Sheet],
    front: &Front,
) {
    if flow.entries.is_empty() {
        return;
    }
    let mut pages = vec![String::new(); flow.outline.len()];
    for (page, sheet) in sheets.iter().enumerate() {
        for unit in flow.units.get(sheet.start..sheet.end).unwrap_or_default() {
            if let Content::Line { outline: Some(heading), .. } = unit.content
                && let Some(place) = pages.get_mut(heading)
            {
                *place = front.label(page).unwrap_or_default();
            }
        }
    }
    let width = style.page.type_area_width().emu();
    for entry in std::mem::take(&mut flow.entries) {
        let Ok(heading) = flow.headings.binary_search(&entry.block) else { continue };
        let Some(page) = pages.get(heading) else { continue };
        if let Some(node) = flow.structure.get_mut(entry.link) {
            node.kind = StructureKind::HeadingLink(heading);
        }
        if let Some(paragraph) = flow.paragraphs.get_mut(entry.paragraph) {
            let free = width - paragraph.last_line_end();
            paragraph.tail = Some(tail(collector, &entry, page, free, width));
        }
    }
}

/// Dots and the number, at the right end of `free` EMU.
fn tail(collector: &mut Collector<'_>, entry: &ContentsLine, number: &str, free: i64, width: i64) -> Tail {
    let form = &entry.form;
    let mut item = |character: char, spacing: Length, span: u32| Item {
        span,
        ..collector.item(character, form.face, form.size, spacing, &Origin::default())
    };
    let digits: Vec<Item> = number.chars().map(|digit| item(digit, form.character_spacing, 1)).collect();
    // Word and LibreOffice space no leaders.
    let dot = item('.', Length::ZERO, 0);
    let number_width: i64 = digits.iter().map(|digit| digit.width).sum();
    // A little white stays between the heading and the first dot.
    let room = free - number_width - dot.width / 16;
    let count = usize::try_from(room / dot.width.max(1)).unwrap_or(0);
    let leader = i64::try_from(count).unwrap_or(0) * dot.width;
    let mut items = vec![dot; count];
    items.extend(digits);
    let line = Line { items: 0..items.len(), last: true, ..Line::default() };
    // The dots say nothing; the number belongs to the link.
    let spans = vec![Span::default(), Span { node: Some(entry.link), ..Span::default() }];
    Tail { text: Text { items, spans, hang: 0 }, line, x: width - number_width - leader }
}
