//! Pictures at their places: PNG and JPEG as they are, drawings 矢量图 as shapes.

use gongwen_document::{Cap, Drawing, Join, Paint, Picture};
use gongwen_layout::PlacedPicture;

use crate::markup::Markup;
use crate::path::steps;

/// A picture with what it shows; nothing for one of another kind than the PDF draws.
pub(crate) fn picture(out: &mut Markup, placed: &PlacedPicture, picture: &Picture, shows: &str, path: &str) {
    let place = |out: &mut Markup| {
        for (name, length) in
            [("x", placed.x), ("y", placed.y), ("width", placed.width), ("height", placed.height)]
        {
            out.measure(name, length);
        }
        out.put(" preserveAspectRatio=\"none\" role=\"img\"");
        out.attribute("aria-label", shows);
        if !path.is_empty() {
            out.attribute("data-path", path);
        }
        if placed.over_text {
            out.put(" class=\"gongwen-seal\"");
        }
    };
    if let Some((drawing, (width, height))) = picture.drawing.as_ref().zip(picture.size) {
        out.put("<svg");
        place(out);
        out.put(" viewBox=\"0 0 ");
        out.fine(width);
        out.put(" ");
        out.fine(height);
        out.put("\">");
        shapes(out, drawing);
        out.put("</svg>\n");
        return;
    }
    let kind = match picture.bytes.get(..3) {
        Some([0x89, b'P', b'N']) => "png",
        Some([0xFF, 0xD8, 0xFF]) => "jpeg",
        _ => return,
    };
    out.put("<image");
    place(out);
    out.put(" href=\"data:image/");
    out.put(kind);
    out.put(";base64,");
    out.base64(&picture.bytes);
    out.put("\"/>\n");
}

fn shapes(out: &mut Markup, drawing: &Drawing) {
    for shape in &drawing.shapes {
        let [red, green, blue] = shape.color;
        let color = format!("#{red:02x}{green:02x}{blue:02x}");
        out.put("<path");
        match shape.paint {
            Paint::Inside { even_odd } => {
                out.attribute("fill", &color);
                if even_odd {
                    out.put(" fill-rule=\"evenodd\"");
                }
            }
            Paint::Line { width, cap, join } => {
                out.put(" fill=\"none\"");
                out.attribute("stroke", &color);
                out.put(" stroke-width=\"");
                out.fine(width);
                out.put("\"");
                match cap {
                    Cap::Butt => {}
                    Cap::Round => out.put(" stroke-linecap=\"round\""),
                    Cap::Square => out.put(" stroke-linecap=\"square\""),
                }
                match join {
                    Join::Miter => {}
                    Join::Round => out.put(" stroke-linejoin=\"round\""),
                    Join::Bevel => out.put(" stroke-linejoin=\"bevel\""),
                }
            }
        }
        steps(out, &shape.path);
        out.put("/>");
    }
}
