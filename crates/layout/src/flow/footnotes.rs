//! Footnotes 脚注: laid out with the text, then cut into the feet of pages.
//!
//! A footnote begins on the page of its mark, as in Word; what does not fit there goes on at the foot of the next page.
//! They are numbered ① ② … through the document: custom would begin anew on each page, but LibreOffice miscounts that
//! when a line moves to the next page, and the two files would show different marks. Circled numbers, because text that
//! is taken out of the file does not join them to the figure before them.

use std::collections::BTreeMap;

use gongwen_document::{Inline, Length, Origin, Role, Stylesheet, footnote_mark};

use crate::canvas::Canvas;
use crate::flow::feet::Foot;
use crate::flow::structure::tag;
use crate::flow::units::{Content, Flow};
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::{Color, Rule, StructureKind, StructureNode};

/// Lays out what the collector found, and finds the unit of each mark.
pub(crate) fn lay_out(flow: &mut Flow, collector: &mut Collector<'_>, style: &Stylesheet) {
    let found = std::mem::take(&mut collector.notes);
    if found.is_empty() {
        return;
    }
    let form = style.paragraph(Role::Footnote);
    let width = style.page.type_area_width().emu();
    flow.footnotes.separator = style.footnotes.separator.emu();
    flow.footnotes.pitch = form.line_pitch.emu();
    let marks = mark_nodes(flow);
    let mut places = NotePlaces::new(&flow.structure);
    for (index, (note, origin)) in found.into_iter().enumerate() {
        let mut inlines = vec![Inline::text(footnote_mark(index + 1))];
        // A footnote has none of its own.
        inlines.extend(note.into_iter().filter(|inline| !matches!(inline, Inline::Footnote(_))));
        let mut paragraph = Paragraph::new(collector, &inlines, form, width, &origin);
        let node = places.add(&mut flow.structure, marks.get(index).copied(), &origin);
        tag(&mut flow.structure, &mut paragraph, node);
        if let Some(loose) = paragraph.loose() {
            flow.facts.loose_notes.insert(index, loose);
        }
        flow.footnotes.paragraphs.push(paragraph);
    }
    for (unit, it) in flow.units.iter().enumerate() {
        let marks = match it.content {
            Content::Line { paragraph, line, .. } => {
                flow.paragraphs.get(paragraph).map(|paragraph| paragraph.marks(line..line + 1))
            }
            Content::Rows { table, group } => flow.tables.get(table).map(|table| table.marks(group)),
            Content::Piece(piece) => flow.pieces.get(piece).map(|piece| {
                let texts = piece.texts.iter();
                texts
                    .filter_map(|text| {
                        let paragraph = flow.paragraphs.get(text.paragraph)?;
                        Some(
                            paragraph
                                .marks(text.line.map_or(0..paragraph.lines.len(), |line| line..line + 1)),
                        )
                    })
                    .flatten()
                    .collect()
            }),
            _ => None,
        };
        if let Some(marks) = marks.filter(|marks| !marks.is_empty()) {
            flow.footnotes.by_unit.insert(unit, marks);
        }
    }
    places.settle(&mut flow.structure);
}

/// The node of each mark, in the order of the footnotes.
fn mark_nodes(flow: &mut Flow) -> Vec<usize> {
    let cells = flow.tables.iter_mut().flat_map(|table| table.paragraphs());
    let paragraphs = flow.paragraphs.iter_mut().chain(cells);
    let spans = paragraphs.flat_map(|paragraph| &paragraph.text.spans);
    let nodes: BTreeMap<usize, usize> = spans.filter_map(|span| Some((span.note?, span.node?))).collect();
    nodes.into_values().collect()
}

/// Where footnotes stand among the nodes: each follows the paragraph or the table of its mark.
struct NotePlaces {
    /// The node below the document that each node is in.
    tops: Vec<usize>,
    /// The notes behind each of those, in their order; those without one come last.
    notes: BTreeMap<Option<usize>, Vec<usize>>,
}

impl NotePlaces {
    fn new(structure: &[StructureNode]) -> NotePlaces {
        // A node is added after the one that it is in.
        let mut tops: Vec<usize> = (0..structure.len()).collect();
        for (index, node) in structure.iter().enumerate().skip(1) {
            let top = tops.get(index).copied().unwrap_or(index);
            for child in &node.children {
                if let Some(place) = tops.get_mut(*child) {
                    *place = top;
                }
            }
        }
        NotePlaces { tops, notes: BTreeMap::new() }
    }

    /// A node for the footnote whose mark has this one.
    fn add(&mut self, structure: &mut Vec<StructureNode>, mark: Option<usize>, origin: &Origin) -> usize {
        let note = structure.len();
        structure.push(StructureNode {
            kind: StructureKind::Note,
            children: Vec::new(),
            origin: origin.clone(),
        });
        let top = mark.map(|mark| self.tops.get(mark).copied().unwrap_or(mark));
        self.notes.entry(top).or_default().push(note);
        note
    }

    /// Puts all of them below the document at once.
    fn settle(mut self, structure: &mut [StructureNode]) {
        let Some(document) = structure.first_mut() else { return };
        let mut children = Vec::with_capacity(document.children.len());
        for child in std::mem::take(&mut document.children) {
            children.push(child);
            children.extend(self.notes.remove(&Some(child)).into_iter().flatten());
        }
        children.extend(self.notes.into_values().flatten());
        document.children = children;
    }
}

/// Puts the foot of a page in its place: `bottom` is where it ends, EMU.
pub(crate) fn place(
    flow: &Flow,
    canvas: &mut Canvas<'_>,
    feet: &[Foot],
    style: &Stylesheet,
    left: i64,
    bottom: i64,
) {
    let notes = &flow.footnotes;
    let lines: usize = feet.iter().map(|foot| foot.lines.len()).sum();
    let mut y = bottom - lines as i64 * notes.pitch;
    let form = style.footnotes;
    if form.rule_thickness > Length::ZERO && form.rule_length > Length::ZERO {
        canvas.page.rules.push(Rule {
            x: Length::from_emu(left),
            y: Length::from_emu(y - notes.separator / 2) - form.rule_thickness / 2,
            width: form.rule_length.min(style.page.type_area_width()),
            height: form.rule_thickness,
            color: Color::Black,
        });
    }
    for foot in feet {
        let Some(paragraph) = notes.paragraphs.get(foot.note) else { continue };
        for line in foot.lines.clone() {
            paragraph.place(canvas, line, left, y, false);
            y += notes.pitch;
        }
    }
}
