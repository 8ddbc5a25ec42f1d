//! A page as a reader sees it: lines of text from poppler, ink from a picture at 300 dpi.

use std::path::Path;

use crate::conformance::lines::{self, Line};
use crate::run::{Failure, output};

const DPI: f64 = 300.0;

/// Colour of ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Text, rules of the imprint.
    Black,
    /// Marks, their rules, seals.
    Red,
}

/// A stretch of rows or columns in mm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// From the top or the left of the paper.
    pub(crate) from: f64,
    /// As far.
    pub(crate) to: f64,
}

impl Span {
    pub(crate) fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    pub(crate) fn length(self) -> f64 {
        self.to - self.from
    }
}

/// The pixels of one page, each white, black or red.
pub(crate) struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<Option<Ink>>,
}

impl Picture {
    /// Rasterises a page, counted from 1.
    pub(crate) fn of(pdf: &Path, page: usize) -> Result<Picture, Failure> {
        let page = page.to_string();
        let words = ["pdftoppm", "-r", "300", "-f", &page, "-l", &page, &pdf.to_string_lossy()];
        let image = output(&words)?.stdout;
        let (width, height, bytes) =
            super::super::pages::gray(&image).ok_or_else(|| format!("{}: no picture", pdf.display()))?;
        let pixels = bytes.chunks_exact(3).map(ink).collect();
        Ok(Picture { width, height, pixels })
    }

    /// Rows of `ink` between two heights and two sides, joined where less than `gap` lies between them.
    pub(crate) fn rows(&self, ink: Ink, down: Span, across: Span, gap: f64) -> Vec<Span> {
        let columns = pixel(across.from)..pixel(across.to).min(self.width);
        let has = |y: usize| {
            let row = self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default();
            row.get(columns.clone()).unwrap_or_default().contains(&Some(ink))
        };
        runs(pixel(down.from)..pixel(down.to).min(self.height), has, gap)
    }

    /// Columns of `ink`, likewise.
    pub(crate) fn columns(&self, ink: Ink, down: Span, across: Span, gap: f64) -> Vec<Span> {
        let rows = pixel(down.from)..pixel(down.to).min(self.height);
        let has = |x: usize| rows.clone().any(|y| self.pixels.get(y * self.width + x) == Some(&Some(ink)));
        runs(pixel(across.from)..pixel(across.to).min(self.width), has, gap)
    }

    /// Lying rules at least `least` mm long: their height and their two ends.
    pub(crate) fn rules(&self, ink: Ink, least: f64) -> Vec<(Span, Span)> {
        let ends = |y: usize| {
            let row = self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default();
            let from = row.iter().position(|pixel| *pixel == Some(ink))?;
            let to = row.iter().rposition(|pixel| *pixel == Some(ink))? + 1;
            let inked = row.iter().filter(|pixel| **pixel == Some(ink)).count();
            (mm(inked) >= least).then_some(Span { from: mm(from), to: mm(to) })
        };
        let found = runs(0..self.height, |y| ends(y).is_some(), 0.0);
        found.into_iter().filter_map(|rows| Some((rows, ends(pixel(rows.middle()))?))).collect()
    }
}

fn ink(pixel: &[u8]) -> Option<Ink> {
    let [red, green, blue] = pixel else { return None };
    match (*red, *green, *blue) {
        (red, green, blue) if red > 150 && green < 128 && blue < 128 => Some(Ink::Red),
        (red, green, blue) if red < 128 && green < 128 && blue < 128 => Some(Ink::Black),
        _ => None,
    }
}

fn runs(all: std::ops::Range<usize>, has: impl Fn(usize) -> bool, gap: f64) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for at in all.filter(|at| has(*at)) {
        match runs.last_mut() {
            Some(run) if mm(at) - run.to <= gap + 0.01 => run.to = mm(at + 1),
            _ => runs.push(Span { from: mm(at), to: mm(at + 1) }),
        }
    }
    runs
}

fn mm(pixels: usize) -> f64 {
    pixels as f64 * 25.4 / DPI
}

fn pixel(mm: f64) -> usize {
    (mm * DPI / 25.4).max(0.0) as usize
}

/// A finished file: the lines of its pages, and where to rasterise from.
pub(crate) struct Paper<'a> {
    /// The PDF.
    pub(crate) pdf: &'a Path,
    /// Lines of each page.
    pub(crate) pages: Vec<Vec<Line>>,
}

impl<'a> Paper<'a> {
    pub(crate) fn of(pdf: &'a Path) -> Result<Paper<'a>, Failure> {
        Ok(Paper { pdf, pages: lines::of(pdf)? })
    }

    pub(crate) fn picture(&self, page: usize) -> Result<Picture, Failure> {
        Picture::of(self.pdf, page + 1)
    }

    /// The last line that holds a text, white space aside, and its page.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, &Line)> {
        let text = tight(text);
        let holds = |line: &&Line| tight(&line.text).contains(&text);
        let pages = self.pages.iter().enumerate().rev();
        pages.filter_map(|(page, lines)| Some((page, lines.iter().rev().find(holds)?))).next()
    }
}

/// Text without white space.
pub(crate) fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
