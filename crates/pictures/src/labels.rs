//! Words of drawings as shapes.

use gongwen_document::{Anchor, Drawing, FaceRole, Label, Length, Point, Shape};
use gongwen_fonts::Fonts;

pub(crate) fn outline(drawing: &mut Drawing, fonts: &Fonts) {
    let words: Vec<Shape> = drawing.labels.drain(..).map(|label| shape(&label, fonts)).collect();
    drawing.shapes.extend(words.into_iter().filter(|shape| !shape.path.is_empty()));
}

fn shape(label: &Label, fonts: &Fonts) -> Shape {
    let glyphs = label.text.chars().filter_map(|character| fonts.resolve(FaceRole::FangSong, character));
    let placed: Vec<_> = glyphs
        .map(|(id, glyph)| {
            let face = fonts.face(id);
            let advance = label.size.scale(face.advance(glyph).into(), face.units_per_em.max(1).into());
            (face, glyph, advance)
        })
        .collect();
    let width: Length = placed.iter().map(|(_, _, advance)| *advance).sum();
    let mut x = match label.anchor {
        Anchor::Start => label.at.x,
        Anchor::Middle => label.at.x - width.scale(1, 2),
        Anchor::End => label.at.x - width,
    };
    let mut shape = Shape::default();
    for (face, glyph, advance) in placed {
        shape.path.extend(face.outline(glyph, label.size, Point::new(x, label.at.y)));
        x += advance;
    }
    shape
}
