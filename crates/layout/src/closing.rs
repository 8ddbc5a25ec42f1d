//! Signature 署名 and date 成文日期 (7.3.5): where the lines of a document's end stand. Seals are in `seals`, signature
//! stamps in `stamps`.

use gongwen_core::Length;
use gongwen_core::document::{Block, BlockKind, Document, Inline, Place, Role, Validation};
use gongwen_core::style::{ParagraphStyle, Stylesheet};

use crate::collect::Collector;
use crate::flow::{Content, Flow, Keep, Unit};
use crate::paragraph::Paragraph;
use crate::{seals, stamps};

/// A name or a date on one line.
pub(crate) struct Signed {
    /// Index among the document's blocks.
    pub(crate) block: usize,
    /// Index among the flow's paragraphs.
    pub(crate) paragraph: usize,
    /// EMU.
    pub(crate) width: i64,
}

/// The names in their order, and the date.
#[derive(Default)]
pub(crate) struct Closing {
    pub(crate) names: Vec<Signed>,
    pub(crate) date: Option<Signed>,
}

/// How many blocks from here on are signatures and the date after them.
pub(crate) fn length(blocks: &[Block]) -> usize {
    let role = |block: &Block| match block.kind {
        BlockKind::Paragraph { role, .. } => Some(role),
        _ => None,
    };
    let names = blocks.iter().take_while(|block| role(block) == Some(Role::Signature)).count();
    let dated = blocks.get(names).is_some_and(|block| role(block) == Some(Role::IssueDate));
    names + usize::from(dated)
}

impl Flow {
    /// Lays out names and date; the first ones of a document are those that its seals or stamps make valid.
    pub(crate) fn closing(
        &mut self,
        collector: &mut Collector<'_>,
        document: &Document,
        style: &Stylesheet,
        start: usize,
        count: usize,
    ) {
        self.keep_last_lines(style.closing.lines_with_signature);
        let validation = if self.validated { &Validation::Unsealed } else { &document.validation };
        self.validated = true;
        let blocks = document.blocks.get(start..start + count).unwrap_or_default();
        if !self.one_line_each(collector, style, blocks) {
            // A name that needs two lines stands as its style says.
            for (offset, block) in blocks.iter().enumerate() {
                if let BlockKind::Paragraph { role, inlines } = &block.kind {
                    self.paragraph(collector, style, *role, inlines, start + offset, &block.origin);
                }
            }
            if let Validation::Stamps(found) = validation {
                stamps::place(self, collector, style, found, None);
            }
            return;
        }
        let mut closing = Closing::default();
        for (offset, block) in blocks.iter().enumerate() {
            let BlockKind::Paragraph { role, inlines } = &block.kind else { continue };
            collector.begin_block();
            let signed = self.signed(collector, style, *role, inlines, (start + offset, block));
            if *role == Role::IssueDate {
                closing.date = Some(signed);
            } else {
                closing.names.push(signed);
            }
        }
        let noted = document
            .blocks
            .get(start + count)
            .is_some_and(|next| matches!(next.kind, BlockKind::Paragraph { role: Role::Note, .. }));
        match validation {
            Validation::Seals(found) if !found.is_empty() => seals::place(self, style, found, &closing),
            Validation::Stamps(found) if !found.is_empty() => {
                unsealed(self, style, &Closing { names: closing.names, date: None });
                stamps::place(self, collector, style, found, closing.date.as_ref());
            }
            _ => unsealed(self, style, &closing),
        }
        if noted && let Some(date) = self.units.last_mut() {
            // 附注 does not stand on a page alone either.
            date.keep = Keep::Next;
        }
    }

    fn one_line_each(&self, collector: &mut Collector<'_>, style: &Stylesheet, blocks: &[Block]) -> bool {
        let width = style.page.type_area_width().emu();
        let seen = collector.missing.len();
        let fits = blocks.iter().all(|block| match &block.kind {
            BlockKind::Paragraph { role, inlines } => {
                let form = unindented(style, *role);
                let paragraph = Paragraph::new(collector, inlines, &form, width, &block.origin);
                paragraph.single_line_width().is_some_and(|line| line > 0)
            }
            _ => false,
        });
        collector.missing.truncate(seen);
        fits
    }

    fn signed(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        role: Role,
        inlines: &[Inline],
        (block, origin): (usize, &Block),
    ) -> Signed {
        let width = style.page.type_area_width().emu();
        let form = unindented(style, role);
        let paragraph = self.standing(collector, inlines, &form, width, &origin.origin);
        let line = self.paragraphs.get(paragraph).and_then(Paragraph::single_line_width).unwrap_or(0);
        Signed { block, paragraph, width: line }
    }

    /// Puts a line of a closing at its place and notes it for the Word file.
    pub(crate) fn pin(&mut self, signed: &Signed, x: i64, lines_before: u32) {
        if let Some(paragraph) = self.paragraphs.get_mut(signed.paragraph) {
            paragraph.pin(x);
        }
        let place = Place { left: Length::from_emu(x), lines_before, beside: false };
        self.facts.places.insert(signed.block, place);
    }

    /// Notes that this name stands on the line of the one before.
    pub(crate) fn beside(&mut self, signed: &Signed) {
        if let Some(place) = self.facts.places.get_mut(&signed.block) {
            place.beside = true;
        }
    }

    /// Blank lines that do not vanish at the top of a page.
    pub(crate) fn room(&mut self, height: i64) {
        if height > 0 {
            self.units.push(Unit { height, below: 0, keep: Keep::Next, content: Content::Room });
        }
    }

    /// A line of the closing as a unit.
    pub(crate) fn signed_line(&mut self, signed: &Signed, pitch: i64, below: i64, keep: Keep) {
        let content = Content::Line { paragraph: signed.paragraph, line: 0, outline: None };
        self.units.push(Unit { height: pitch, below, keep, content });
    }
}

/// The form of a role in a column as wide as the type area.
fn unindented(style: &Stylesheet, role: Role) -> ParagraphStyle {
    ParagraphStyle { right_indent: 0, ..style.paragraph(role).clone() }
}

/// Width of a character of the closing, EMU.
pub(crate) fn cell(style: &Stylesheet) -> i64 {
    let form = style.paragraph(Role::Signature);
    (form.size + form.character_spacing).emu()
}

/// Without a seal (7.3.5.2): the date begins two characters right of the names, and the wider of the two stands two
/// characters from the right edge. Names of several bodies stand below each other.
fn unsealed(flow: &mut Flow, style: &Stylesheet, closing: &Closing) {
    let form = style.paragraph(Role::Signature);
    let (cell, pitch) = (cell(style), form.line_pitch.emu());
    let width = style.page.type_area_width().emu();
    let right = width - i64::from(form.right_indent) * cell / 100;
    let widest = closing.names.iter().map(|name| name.width).max().unwrap_or(0);
    let date = closing.date.as_ref();
    let x = match date {
        Some(date) if closing.names.is_empty() => right - date.width - 2 * cell,
        Some(date) if date.width > widest => right - date.width - 2 * cell,
        _ => right - widest,
    }
    .max(0);
    for (index, name) in closing.names.iter().enumerate() {
        let before = if index == 0 { form.lines_before } else { 0 };
        if index == 0 {
            flow.blank(before, pitch);
        }
        flow.pin(name, x, before);
        let last = date.is_none() && index + 1 == closing.names.len();
        flow.signed_line(name, pitch, 0, if last { Keep::Free } else { Keep::Next });
    }
    if let Some(date) = date {
        let before = if closing.names.is_empty() { form.lines_before } else { 0 };
        flow.blank(before, pitch);
        flow.pin(date, (x + 2 * cell).min((width - date.width).max(0)), before);
        flow.signed_line(date, style.paragraph(Role::IssueDate).line_pitch.emu(), 0, Keep::Free);
    }
}
