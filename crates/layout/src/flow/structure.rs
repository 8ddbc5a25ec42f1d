//! The logical structure of a document, which tagged PDF carries, while it is built.

use gongwen_document::Origin;

use crate::inline::paragraph::Paragraph;
use crate::pages::{StructureKind, StructureNode};

/// Adds a node below another, of the same place in the report.
pub(crate) fn add_part(structure: &mut Vec<StructureNode>, parent: usize, kind: StructureKind) -> usize {
    let origin = structure.get(parent).map(|node| node.origin.clone()).unwrap_or_default();
    add_node(structure, parent, kind, &origin)
}

/// Adds a node below another.
pub(crate) fn add_node(
    structure: &mut Vec<StructureNode>,
    parent: usize,
    kind: StructureKind,
    origin: &Origin,
) -> usize {
    let index = structure.len();
    structure.push(StructureNode { kind, children: Vec::new(), origin: origin.clone() });
    if let Some(parent) = structure.get_mut(parent) {
        parent.children.push(index);
    }
    index
}

/// Tags a paragraph's text with its node, and its links and marks of footnotes with nodes below that.
pub(crate) fn tag(structure: &mut Vec<StructureNode>, paragraph: &mut Paragraph, node: usize) {
    let mut last: Option<(std::sync::Arc<str>, usize)> = None;
    for span in &mut paragraph.text.spans {
        span.node = Some(node);
        last = match (&span.link, last) {
            (Some(link), Some((target, index))) if *link == target => {
                span.node = Some(index);
                Some((target, index))
            }
            (Some(link), _) => {
                let index = add_part(structure, node, StructureKind::Link(link.clone()));
                span.node = Some(index);
                Some((link.clone(), index))
            }
            (None, _) => {
                if span.note.is_some() {
                    span.node = Some(add_part(structure, node, StructureKind::Reference));
                }
                None
            }
        };
    }
}
