//! Paths.

use gongwen_document::{Length, Point, Step};

use crate::markup::Markup;

/// Writes the steps of a path as the attribute ` d="…"`.
pub(crate) fn steps(out: &mut Markup, path: &[Step]) {
    out.put(" d=\"");
    for step in path {
        match *step {
            Step::Move(to) => points(out, "M", &[to]),
            Step::Line(to) => points(out, "L", &[to]),
            Step::Curve(first, second, to) => points(out, "C", &[first, second, to]),
            Step::Close => out.put("Z"),
        }
    }
    out.put("\"");
}

fn points(out: &mut Markup, letter: &str, points: &[Point]) {
    out.put(letter);
    let numbers: Vec<Length> = points.iter().flat_map(|point| [point.x, point.y]).collect();
    for (index, number) in numbers.into_iter().enumerate() {
        if index > 0 {
            out.put(" ");
        }
        out.fine(number);
    }
}
