//! A drawing 矢量图 as a form: its shapes as filled paths.

use gongwen_document::{Cap, Drawing, Join, Length, Paint, Point, Step};
use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::operators::Operators;

/// A form one unit wide and high, as an image is, so that whoever draws it need not know which of the two it is.
pub(crate) fn form(drawing: &Drawing, (width, height): (Length, Length)) -> Stream {
    let mut out = Operators::default();
    // Points of corners are as long as in SVG.
    out.put("4 M\n");
    for shape in &drawing.shapes {
        for part in shape.color {
            out.number(i64::from(part) * 10_000 / 255);
            out.put(" ");
        }
        let operator = match shape.paint {
            Paint::Inside { even_odd } => {
                out.put("rg\n");
                if even_odd { "f*\n" } else { "f\n" }
            }
            Paint::Line { width, cap, join } => {
                out.put("RG ");
                out.length(width);
                out.put("w ");
                out.put(match cap {
                    Cap::Butt => "0",
                    Cap::Round => "1",
                    Cap::Square => "2",
                });
                out.put(" J ");
                out.put(match join {
                    Join::Miter => "0",
                    Join::Round => "1",
                    Join::Bevel => "2",
                });
                out.put(" j\n");
                "S\n"
            }
        };
        for step in &shape.path {
            match *step {
                Step::Move(to) => place(&mut out, &[to], "m\n", height),
                Step::Line(to) => place(&mut out, &[to], "l\n", height),
                Step::Curve(first, second, to) => place(&mut out, &[first, second, to], "c\n", height),
                Step::Close => out.put("h\n"),
            }
        }
        out.put(operator);
    }
    let points = |length: Length| Object::Real(length.to_pt().max(0.01) as f32);
    let inverse = |length: Length| Object::Real((1.0 / length.to_pt().max(0.01)) as f32);
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), points(width), points(height)],
        "Matrix" => vec![inverse(width), 0.into(), 0.into(), inverse(height), 0.into(), 0.into()],
        "Resources" => Dictionary::new(),
    };
    Stream::new(dictionary, out.into_bytes())
}

/// Drawings count from the top, forms from the foot.
fn place(out: &mut Operators, points: &[Point], operator: &str, height: Length) {
    for point in points {
        out.length(point.x);
        out.height(height, point.y);
    }
    out.put(operator);
}
