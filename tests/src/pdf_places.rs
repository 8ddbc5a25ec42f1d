//! Where a PDF puts each glyph, by following its content streams operator by operator.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A matrix of PDF: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `first`, then `second`.
fn product(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// The origin of each glyph in points from the top left corner of the page as it is read, page by page, in the order in
/// which they are drawn.
///
/// # Panics
/// When it is not a PDF of ours.
pub fn places(file: &[u8]) -> Vec<Vec<(f64, f64)>> {
    let document = Document::load_mem(file).expect("a PDF");
    document.get_pages().into_values().map(|page| on_page(&document, page)).collect()
}

fn on_page(document: &Document, id: ObjectId) -> Vec<(f64, f64)> {
    let page = document.get_dictionary(id).expect("a page");
    let lies = page.get(b"Rotate").is_ok_and(|turn| turn.as_i64().is_ok_and(|turn| turn == 90));
    let height = number(&page.get(b"MediaBox").and_then(Object::as_array).expect("a box")[3]);
    let fonts = document.get_page_fonts(id).expect("fonts");
    let widths: BTreeMap<Vec<u8>, BTreeMap<u16, f64>> =
        fonts.into_iter().map(|(name, font)| (name, widths(document, font))).collect();
    let content = Content::decode(&document.get_page_content(id)).expect("content");
    let (mut now, mut kept) = (SAME, Vec::new());
    let (mut font, mut size, mut spacing, mut scale) = (Vec::new(), 0.0, 0.0, 1.0);
    let mut line = SAME;
    let mut places = Vec::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        let matrix = || -> Matrix { std::array::from_fn(|at| operands.get(at).map_or(0.0, number)) };
        match operation.operator.as_str() {
            "q" => kept.push((now, font.clone(), size, spacing, scale)),
            "Q" => (now, font, size, spacing, scale) = kept.pop().expect("a state"),
            "cm" => now = product(matrix(), now),
            "Tf" => (font, size) = (operands[0].as_name().expect("a name").to_vec(), number(&operands[1])),
            "Tz" => scale = number(&operands[0]) / 100.0,
            "Tc" => spacing = number(&operands[0]),
            "Tm" => line = matrix(),
            "Tj" | "TJ" => {
                let items = operands[0].as_array().cloned().unwrap_or_else(|_| vec![operands[0].clone()]);
                for item in items {
                    let Ok(codes) = item.as_str() else {
                        line =
                            product([1.0, 0.0, 0.0, 1.0, -number(&item) / 1000.0 * size * scale, 0.0], line);
                        continue;
                    };
                    for code in codes.chunks(2) {
                        let [.., x, y] = product(line, now);
                        // Turned clockwise, the left edge of the sheet is the top.
                        places.push(if lies { (y, x) } else { (x, height - y) });
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        let advance = (widths[&font][&code] / 1000.0 * size + spacing) * scale;
                        line = product([1.0, 0.0, 0.0, 1.0, advance, 0.0], line);
                    }
                }
            }
            _ => {}
        }
    }
    places
}

fn number(object: &Object) -> f64 {
    f64::from(object.as_float().expect("a number"))
}

/// The `/W` array of a font.
fn widths(document: &Document, font: &Dictionary) -> BTreeMap<u16, f64> {
    let descendant = font.get(b"DescendantFonts").and_then(Object::as_array).expect("descendants");
    let descendant = document.dereference(&descendant[0]).expect("a font").1.as_dict().expect("a font");
    let mut widths = BTreeMap::new();
    let array = descendant.get(b"W").and_then(Object::as_array).expect("widths");
    for pair in array.chunks(2) {
        let first = u16::try_from(pair[0].as_i64().expect("a code")).expect("a code");
        for (code, width) in (first..).zip(pair[1].as_array().expect("widths")) {
            widths.insert(code, number(width));
        }
    }
    widths
}
