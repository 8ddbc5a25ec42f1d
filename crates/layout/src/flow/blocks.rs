//! Blocks in their order to the column of units, with the letterhead in front of them.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Block, BlockKind, Document, Orientation, Role};

use crate::elements::letterhead::add_letterhead;
use crate::elements::recipients;
use crate::elements::signed;
use crate::flow::footnotes;
use crate::flow::frame;
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::Collector;
use crate::pages::{StructureKind, StructureNode};

/// Lays out all blocks; addressees that would keep the text off page 1 are left to the imprint.
pub(crate) fn flow(collector: &mut Collector<'_>, document: &Document, style: &Stylesheet) -> Flow {
    let mut flow = lay_out(collector, document, style, None);
    footnotes::lay_out(&mut flow, collector, style);
    match recipients::pushing_text_off(&flow, document, style) {
        Some(block) => {
            collector.missing.clear();
            let mut flow = lay_out(collector, document, style, Some(block));
            footnotes::lay_out(&mut flow, collector, style);
            flow
        }
        None => flow,
    }
}

/// Lays the blocks out one below the other in one endless column, each as units that no page end divides; `moved` is
/// the block of addressees 主送机关 that goes to the imprint instead.
///
/// Where a block's units begin is kept in `starts`, one for each block, so that an entry of the outline or a fault
/// finds its place. Signatures, date and seals are laid out together, since their places depend on each other: with two
/// signatures and a date in blocks 7 to 9, `count` is 3 and blocks 8 and 9 begin where the closing ends. The style
/// turns with the paper: behind a page break to lying paper, lines are as long as that paper's type area.
fn lay_out(
    collector: &mut Collector<'_>,
    document: &Document,
    upright: &Stylesheet,
    moved: Option<usize>,
) -> Flow {
    let mut flow = Flow::default();
    flow.structure.push(StructureNode::new(StructureKind::Document, Vec::new()));
    let lying = document.blocks.iter().any(lies).then(|| frame::lying(upright));
    let mut style = upright;
    let text_start = document.text_start();
    let mut index = 0;
    while let Some(block) = document.blocks.get(index) {
        flow.starts.push(flow.units.len());
        if index == text_start {
            add_letterhead(&mut flow, collector, document, upright);
        }
        collector.begin_block();
        let mut count = 1;
        match &block.kind {
            _ if moved == Some(index) => {
                flow.facts.recipients_moved = true;
            }
            BlockKind::Illustration(figure) => {
                flow.figure(collector, (style, &document.pictures), figure, index, &block.origin);
            }
            BlockKind::Contents { .. } => flow.contents(collector, style, document, index),
            BlockKind::PageBreak { orientation } => {
                style = match (&lying, orientation) {
                    (Some(lying), Orientation::Landscape) => lying,
                    _ => upright,
                };
                let content = Content::PageBreak(*orientation);
                flow.units.push(Unit { height: 0, below: 0, keep: Keep::Free, content });
            }
            BlockKind::Paragraph { role: Role::Signature | Role::IssueDate, .. } => {
                count = signed::length(document.blocks.get(index..).unwrap_or_default()).max(1);
                flow.closing(collector, document, style, index, count);
                flow.starts.resize(index + count, flow.units.len());
            }
            BlockKind::Paragraph { role, inlines } => {
                flow.paragraph(collector, style, *role, inlines, index, &block.origin);
            }
            BlockKind::Table(table) => {
                flow.table(collector, style, table, index, &block.origin);
                if document.air_below(index) {
                    flow.air(style);
                }
            }
        }
        index += count;
    }
    flow.starts.push(flow.units.len());
    if document.blocks.len() <= text_start {
        add_letterhead(&mut flow, collector, document, upright);
    }
    if !flow.validated {
        flow.stamps_alone(collector, document, style);
    }
    flow
}

fn lies(block: &Block) -> bool {
    matches!(block.kind, BlockKind::PageBreak { orientation: Orientation::Landscape })
}
