//! Pages of a PDF as poppler finds them: lines of text with their boxes, the page number apart from them.

use std::path::Path;

use crate::run::{Failure, text};

/// 1 pt in mm.
const MM: f64 = 25.4 / 72.0;
/// 版心 ends here, from the top of upright paper; on lying paper, from its left (5.2.1).
const FOOT: f64 = 262.0;
const LYING_FOOT: f64 = 35.0;

/// Text without a gap, with its box in mm from the left and the top of the paper as it is read.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Word {
    fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

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
    /// Its words from left to right; those of the number of a lying page from the head of the page to its foot.
    pub(crate) words: Vec<Word>,
}

impl Line {
    pub(crate) fn of(words: Vec<Word>) -> Line {
        let all = || words.iter();
        Line {
            text: all().map(|word| word.text.as_str()).collect(),
            left: all().fold(f64::MAX, |least, word| least.min(word.left)),
            right: all().fold(0.0, |most, word| most.max(word.right)),
            top: all().fold(f64::MAX, |least, word| least.min(word.top)),
            bottom: all().fold(0.0, |most, word| most.max(word.bottom)),
            words,
        }
    }

    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    pub(crate) fn centre(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

/// A page as it is read: of a lying one the longer side is the width.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// Width of the paper in mm.
    pub(crate) width: f64,
    /// Height of the paper in mm.
    pub(crate) height: f64,
    /// All lines but the page number, from top to bottom.
    pub(crate) lines: Vec<Line>,
    /// The page number 页码.
    pub(crate) number: Option<Line>,
}

impl Page {
    /// Whether its paper lies.
    pub(crate) fn lies(&self) -> bool {
        self.width > self.height
    }
}

/// All pages. Words on one baseline are one line, whatever poppler makes of them.
pub(crate) fn of(pdf: &Path) -> Result<Vec<Page>, Failure> {
    let file = pdf.to_string_lossy();
    let markup = text(&["pdftotext", "-bbox", &file, "-"])?;
    let clean: String =
        markup.chars().filter(|character| !character.is_control() || *character == '\n').collect();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(&clean, options)?;
    let nodes = tree.descendants().filter(|node| node.has_tag_name("page"));
    let sizes = sizes(&text(&["pdfinfo", "-f", "1", "-l", "9999", &file])?);
    let pages: Vec<Page> = nodes.zip(&sizes).map(|(node, size)| page(node, *size)).collect();
    if pages.len() == sizes.len() { Ok(pages) } else { Err(format!("{file}: pages without a size").into()) }
}

/// Width and height of each page in mm, turned as it is shown: `Page 4 size: 595.276 x 841.89 pts`, `Page 4 rot: 90`.
fn sizes(said: &str) -> Vec<(f64, f64)> {
    let mut sizes: Vec<(f64, f64)> = Vec::new();
    for line in said.lines().filter(|line| line.starts_with("Page ")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, _, "size:", width, "x", height, ..] => {
                let mm = |points: &str| points.parse::<f64>().unwrap_or(0.0) * MM;
                sizes.push((mm(width), mm(height)));
            }
            [_, _, "rot:", "90" | "270"] => {
                if let Some((width, height)) = sizes.last_mut() {
                    std::mem::swap(width, height);
                }
            }
            _ => {}
        }
    }
    sizes
}

fn page(node: roxmltree::Node<'_, '_>, (width, height): (f64, f64)) -> Page {
    let words = node.descendants().filter(|node| node.has_tag_name("word")).map(|node| {
        let side =
            |name| node.attribute(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0) * MM;
        let text = node.text().unwrap_or_default().to_owned();
        Word { text, left: side("xMin"), right: side("xMax"), top: side("yMin"), bottom: side("yMax") }
    });
    let lies = width > height;
    let (mut turned, words): (Vec<Word>, Vec<Word>) = words.partition(|word| lies && word.right < LYING_FOOT);
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let fits =
            |row: &&mut Vec<Word>| row.iter().any(|other| (other.middle() - word.middle()).abs() < 2.0);
        match rows.iter_mut().find(fits) {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    let mut lines: Vec<Line> = rows.into_iter().map(Line::of).collect();
    lines.sort_by(|one, other| one.top.total_cmp(&other.top));
    let number = if turned.is_empty() {
        let number = |line: &Line| is_number(&line.text) && line.middle() > FOOT;
        lines.iter().position(number).map(|index| lines.remove(index))
    } else {
        turned.sort_by(|one, other| one.top.total_cmp(&other.top));
        Some(Line::of(turned))
    };
    Page { width, height, lines, number }
}

/// As `—12—`.
fn is_number(text: &str) -> bool {
    let inner = text.strip_prefix('—').and_then(|text| text.strip_suffix('—'));
    inner.is_some_and(|inner| {
        // Contents before the text are numbered in Roman figures.
        !inner.is_empty() && inner.chars().all(|digit| digit.is_ascii_digit() || "IVXLC".contains(digit))
    })
}

/// Text without white space.
pub(crate) fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
