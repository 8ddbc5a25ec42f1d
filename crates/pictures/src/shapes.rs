//! Shapes of an SVG, as far as they are plain: one colour each, nothing shining through.

use gongwen_document::Paint::{Inside, Line};
use gongwen_document::{Cap, Drawing, Join, Length, Point, Shape, Step};
use resvg::tiny_skia::{LineCap, LineJoin, PathSegment, PathStroker, Point as Pixel};
use resvg::usvg::tiny_skia_path::Path;
use resvg::usvg::{BlendMode, FillRule, Group, Node, Opacity, Paint, PaintOrder, Path as Drawn};

/// EMU of a CSS pixel, 96 of which are an inch.
pub(crate) const EMU_A_PIXEL: f64 = 9525.0;

/// The shapes of this group; nothing when one of them is not plain.
pub(crate) fn drawing(root: &Group) -> Option<Drawing> {
    let mut drawing = Drawing::default();
    add(root, &mut drawing)?;
    Some(drawing)
}

fn add(group: &Group, drawing: &mut Drawing) -> Option<()> {
    let plain = group.opacity() == Opacity::ONE
        && group.blend_mode() == BlendMode::Normal
        && group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty();
    if !plain {
        return None;
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => add(inner, drawing)?,
            Node::Path(path) if path.is_visible() => {
                let mut shapes = [filled(path)?, stroked(path)?];
                if path.paint_order() == PaintOrder::StrokeAndFill {
                    shapes.reverse();
                }
                drawing.shapes.extend(shapes.into_iter().flatten());
            }
            Node::Path(_) => {}
            Node::Image(_) | Node::Text(_) => return None,
        }
    }
    Some(())
}

/// The inside of a path, when it is filled; nothing when it is not filled plainly.
fn filled(path: &Drawn) -> Option<Option<Shape>> {
    let Some(fill) = path.fill() else { return Some(None) };
    let color = color(fill.paint(), fill.opacity())?;
    let outline = path.data().clone().transform(path.abs_transform())?;
    let paint = Inside { even_odd: fill.rule() == FillRule::EvenOdd };
    Some(Some(Shape { path: steps(&outline), paint, color }))
}

/// The line along a path, or what it covers when it is dashed, drawn out of shape or pointed in its own way.
fn stroked(path: &Drawn) -> Option<Option<Shape>> {
    let Some(stroke) = path.stroke() else { return Some(None) };
    let color = color(stroke.paint(), stroke.opacity())?;
    let form = stroke.to_tiny_skia();
    let place = path.abs_transform();
    let join = match form.line_join {
        LineJoin::Miter if form.miter_limit == 4.0 => Some(Join::Miter),
        LineJoin::Round => Some(Join::Round),
        LineJoin::Bevel => Some(Join::Bevel),
        LineJoin::Miter | LineJoin::MiterClip => None,
    };
    let uniform = place.sx == place.sy && place.kx == 0.0 && place.ky == 0.0;
    if let Some(join) = join.filter(|_| uniform && form.dash.is_none()) {
        let cap = match form.line_cap {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        };
        let outline = path.data().clone().transform(place)?;
        let paint = Line { width: emu(form.width * place.sx.abs()), cap, join };
        return Some(Some(Shape { path: steps(&outline), paint, color }));
    }
    // Fine enough for twenty times the size.
    let precision = PathStroker::compute_resolution_scale(&place) * 20.0;
    let dashed = match &form.dash {
        Some(dash) => path.data().dash(dash, precision)?,
        None => path.data().clone(),
    };
    let outline = dashed.stroke(&form, precision)?.transform(place)?;
    Some(Some(Shape { path: steps(&outline), paint: Inside { even_odd: false }, color }))
}

fn emu(pixels: f32) -> Length {
    Length::from_emu((f64::from(pixels) * EMU_A_PIXEL).round() as i64)
}

fn color(paint: &Paint, opacity: Opacity) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(color) if opacity == Opacity::ONE => Some([color.red, color.green, color.blue]),
        _ => None,
    }
}

fn steps(path: &Path) -> Vec<Step> {
    let place = |point: Pixel| Point::new(emu(point.x), emu(point.y));
    let mut last = Pixel::default();
    let mut steps = Vec::with_capacity(path.len());
    for segment in path.segments() {
        steps.push(match segment {
            PathSegment::MoveTo(to) => {
                last = to;
                Step::Move(place(to))
            }
            PathSegment::LineTo(to) => {
                last = to;
                Step::Line(place(to))
            }
            PathSegment::QuadTo(control, to) => {
                // The same curve with two controls.
                let third = |end: f32, control: f32| end + (control - end) * (2.0 / 3.0);
                let near = |end: Pixel| Pixel::from_xy(third(end.x, control.x), third(end.y, control.y));
                let curve = Step::Curve(place(near(last)), place(near(to)), place(to));
                last = to;
                curve
            }
            PathSegment::CubicTo(first, second, to) => {
                last = to;
                Step::Curve(place(first), place(second), place(to))
            }
            PathSegment::Close => Step::Close,
        });
    }
    steps
}
