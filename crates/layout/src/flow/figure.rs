//! Pictures 插图 in the text: centred, whole lines high, their titles 图题 below them on the same page.

use gongwen_document::{Illustration, IllustrationPlace, Length, Origin, Pictures, Role, Stylesheet};

use crate::canvas::Kind;
use crate::elements::piece::{Frame, Piece, Room};
use crate::flow::structure::{add_node, tag};
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::StructureKind;

impl Flow {
    /// Adds a picture and its title.
    pub(crate) fn figure(
        &mut self,
        collector: &mut Collector<'_>,
        (style, pictures): (&Stylesheet, &Pictures),
        figure: &Illustration,
        block: usize,
        origin: &Origin,
    ) {
        let pitch = style.grid.line_pitch.emu();
        let form = style.paragraph(Role::FigureCaption);
        let column = style.page.type_area_width();
        let caption = figure
            .caption
            .as_ref()
            .map(|caption| Paragraph::new(collector, caption, form, column.emu(), origin));
        let below = caption.as_ref().map_or(0, |caption| caption.lines.len() as i64 * caption.pitch);
        let room = (style.page.type_area_height().emu() - below) / pitch * pitch - pitch / 4;
        let (width, height) = figure.size(pictures, column, Length::from_emu(room));
        let above = pitch / 4;
        let lines = (above + height.emu() + pitch - 1) / pitch;
        let rest = Length::from_emu(lines * pitch - above) - height;
        let mut piece = Piece::default();
        let x = (column - width).emu() / 2;
        let frame = Frame { x, y: above, width: width.emu(), height: height.emu() };
        let picture = self.picture(&figure.picture, &figure.alternative, frame, origin);
        piece.pictures.push(picture);
        piece.rooms.push(Room { kind: Kind::Picture, frame, origin: origin.clone() });
        self.pieces.push(piece);
        self.facts
            .figures
            .insert(block, IllustrationPlace { width, height, above: Length::from_emu(above), below: rest });
        self.units.push(Unit {
            height: lines * pitch,
            below: 0,
            keep: if caption.is_some() { Keep::Next } else { Keep::Free },
            content: Content::Piece(self.pieces.len() - 1),
        });
        if let Some(mut caption) = caption {
            let node = add_node(&mut self.structure, 0, StructureKind::Paragraph, origin);
            tag(&mut self.structure, &mut caption, node);
            self.lines(caption, false, None);
        }
    }
}
