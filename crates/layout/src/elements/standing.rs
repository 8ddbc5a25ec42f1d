//! Lines and pictures that stand at places of their own, added to the column.

use std::sync::Arc;

use gongwen_document::style::ParagraphStyle;
use gongwen_document::{Inline, Length, Origin};

use crate::elements::piece::Frame;
use crate::flow::structure::{add_node, tag};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::{PlacedPicture, StructureKind};

impl Flow {
    /// Lays out text in a column of this width (EMU), with a structure node of its own, for a piece to place.
    pub(crate) fn standing(
        &mut self,
        collector: &mut Collector<'_>,
        inlines: &[Inline],
        style: &ParagraphStyle,
        width: i64,
        origin: &Origin,
    ) -> usize {
        let mut paragraph = Paragraph::new(collector, inlines, style, width, origin);
        let node = add_node(&mut self.structure, 0, StructureKind::Paragraph, origin);
        tag(&mut self.structure, &mut paragraph, node);
        self.paragraphs.push(paragraph);
        self.paragraphs.len() - 1
    }

    /// A picture with what it shows, as a node of its own.
    pub(crate) fn picture(
        &mut self,
        name: &Arc<str>,
        shows: &str,
        frame: Frame,
        origin: &Origin,
    ) -> PlacedPicture {
        let node = add_node(&mut self.structure, 0, StructureKind::Figure(shows.to_owned()), origin);
        PlacedPicture {
            picture: name.clone(),
            x: Length::from_emu(frame.x),
            y: Length::from_emu(frame.y),
            width: Length::from_emu(frame.width),
            height: Length::from_emu(frame.height),
            over_text: false,
            node: Some(node),
        }
    }
}
