//! Drawings as dots, in PNG.

use gongwen_document::Paint::{Inside, Line};
use gongwen_document::{Cap, Drawing, Join, Length, Point, Step};
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

/// Dots of a chart in an inch of paper.
const DOTS_AN_INCH: f64 = 300.0;
/// No side of a picture has more dots.
pub(crate) const MOST: f64 = 4000.0;

/// The dots of a drawing on white paper, as a PNG of 300 dots an inch at this size; none when it has no size.
///
/// A chart of 150 mm is 1772 dots wide; one of a metre would have 11811 and gets [`MOST`]. Coordinates are reckoned in
/// double precision and only then made single, which is what the painter takes: EMU are too large for it.
pub(crate) fn of_drawing(drawing: &Drawing, size: (Length, Length)) -> Option<Vec<u8>> {
    const EMU_AN_INCH: f64 = 914_400.0;
    let (width, height) = (size.0.emu() as f64, size.1.emu() as f64);
    let scale = (DOTS_AN_INCH / EMU_AN_INCH).min(MOST / width.max(height).max(1.0));
    let dots = |length: f64| (length * scale).round().max(1.0) as u32;
    let mut pixmap = Pixmap::new(dots(width), dots(height))?;
    pixmap.fill(Color::WHITE);
    let place = |point: Point| ((point.x.emu() as f64 * scale) as f32, (point.y.emu() as f64 * scale) as f32);
    for shape in &drawing.shapes {
        let mut path = PathBuilder::new();
        for step in &shape.path {
            match *step {
                Step::Move(to) => path.move_to(place(to).0, place(to).1),
                Step::Line(to) => path.line_to(place(to).0, place(to).1),
                Step::Curve(first, second, to) => {
                    let [(x1, y1), (x2, y2), (x, y)] = [first, second, to].map(place);
                    path.cubic_to(x1, y1, x2, y2, x, y);
                }
                Step::Close => path.close(),
            }
        }
        let Some(path) = path.finish() else { continue };
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        let [red, green, blue] = shape.color;
        paint.set_color_rgba8(red, green, blue, 255);
        let whole = Transform::identity();
        match shape.paint {
            Inside { even_odd } => {
                let rule = if even_odd { FillRule::EvenOdd } else { FillRule::Winding };
                pixmap.fill_path(&path, &paint, rule, whole, None);
            }
            Line { width, cap, join } => {
                let line_cap = match cap {
                    Cap::Butt => LineCap::Butt,
                    Cap::Round => LineCap::Round,
                    Cap::Square => LineCap::Square,
                };
                let line_join = match join {
                    Join::Miter => LineJoin::Miter,
                    Join::Round => LineJoin::Round,
                    Join::Bevel => LineJoin::Bevel,
                };
                let width = (width.emu() as f64 * scale) as f32;
                let stroke = Stroke { width, line_cap, line_join, ..Stroke::default() };
                pixmap.stroke_path(&path, &paint, &stroke, whole, None);
            }
        }
    }
    png(&pixmap)
}

/// The picture as PNG: grey when it is, with transparency when it has any.
pub(crate) fn png(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let pixels: Vec<[u8; 4]> = pixmap
        .pixels()
        .iter()
        .map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect();
    let grey = pixels.iter().all(|[red, green, blue, alpha]| *alpha == 255 && red == green && green == blue);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgba });
    let data: Vec<u8> = match grey {
        true => pixels.iter().map(|pixel| pixel[0]).collect(),
        false => pixels.into_iter().flatten().collect(),
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(file)
}
