//! Lines of a PDF as poppler finds them, with their boxes.

use std::path::Path;

use crate::run::{Failure, text};

/// 1 pt in mm.
const MM: f64 = 25.4 / 72.0;

/// Text on one baseline.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its text without spaces.
    pub(crate) text: String,
    /// Left edge in mm from the left of the paper.
    pub(crate) left: f64,
    /// Right edge in mm.
    pub(crate) right: f64,
    /// Top of the boxes in mm from the top of the paper.
    pub(crate) top: f64,
    /// Bottom of the boxes in mm.
    pub(crate) bottom: f64,
}

/// The lines of each page, from top to bottom. Words on one baseline are one line, whatever poppler makes of them.
pub(crate) fn of(pdf: &Path) -> Result<Vec<Vec<Line>>, Failure> {
    let markup = text(&["pdftotext", "-bbox", &pdf.to_string_lossy(), "-"])?;
    let clean: String =
        markup.chars().filter(|character| !character.is_control() || *character == '\n').collect();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(&clean, options)?;
    Ok(tree.descendants().filter(|node| node.has_tag_name("page")).map(page).collect())
}

fn page(node: roxmltree::Node<'_, '_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for word in node.descendants().filter(|node| node.has_tag_name("word")) {
        let side =
            |name| word.attribute(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0) * MM;
        let (left, right, top, bottom) = (side("xMin"), side("xMax"), side("yMin"), side("yMax"));
        let middle = f64::midpoint(top, bottom);
        let text = word.text().unwrap_or_default();
        match lines.iter_mut().find(|line| (f64::midpoint(line.top, line.bottom) - middle).abs() < 2.0) {
            Some(line) => {
                if left >= line.left {
                    line.text.push_str(text);
                } else {
                    line.text.insert_str(0, text);
                }
                line.left = line.left.min(left);
                line.right = line.right.max(right);
                line.top = line.top.min(top);
                line.bottom = line.bottom.max(bottom);
            }
            None => lines.push(Line { text: text.to_owned(), left, right, top, bottom }),
        }
    }
    lines.sort_by(|one, other| one.top.total_cmp(&other.top));
    lines
}

/// Splits the page number from the lines of the type area.
pub(crate) fn type_area(lines: Vec<Line>) -> (Vec<Line>, Option<Line>) {
    let (body, below): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| f64::midpoint(line.top, line.bottom) < 263.0);
    (body, below.into_iter().next())
}
