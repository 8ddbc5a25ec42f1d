//! A page as a reader sees it: lines of text from poppler, ink from a picture at 300 dpi.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

pub(super) use crate::conformance::lines::tight;
use crate::conformance::lines::{self, Line, Page};
use crate::run::{Failure, output};

const DPI: f64 = 300.0;
/// For what is as thin as a rule.
const FINE: f64 = 1200.0;

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
    dpi: f64,
    width: usize,
    height: usize,
    pixels: Vec<Option<Ink>>,
}

impl Picture {
    /// Reads one binary PPM, none at the end of the pages.
    fn read(from: &mut impl BufRead, dpi: f64) -> Result<Option<Picture>, Failure> {
        let mut fields = Vec::new();
        for _ in 0..3 {
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            fields.extend(line.split_whitespace().map(str::to_owned));
        }
        let [kind, width, height, "255"] = fields.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
            return Err(format!("not a picture: {fields:?}").into());
        };
        if kind != "P6" {
            return Err(format!("not a picture in colours: {kind}").into());
        }
        let (width, height): (usize, usize) = (width.parse()?, height.parse()?);
        let mut bytes = vec![0; width * height * 3];
        from.read_exact(&mut bytes)?;
        let pixels = bytes.chunks_exact(3).map(ink).collect();
        Ok(Some(Picture { dpi, width, height, pixels }))
    }

    /// How many of its pixels are black.
    fn black(&self) -> usize {
        self.pixels.iter().filter(|pixel| **pixel == Some(Ink::Black)).count()
    }

    /// Rows of `ink` between two heights and two sides, joined where less than `gap` lies between them.
    pub(crate) fn rows(&self, ink: Ink, down: Span, across: Span, gap: f64) -> Vec<Span> {
        let columns = self.pixel(across.from)..self.pixel(across.to).min(self.width);
        let has = |y: usize| {
            let row = self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default();
            row.get(columns.clone()).unwrap_or_default().contains(&Some(ink))
        };
        self.runs(self.pixel(down.from)..self.pixel(down.to).min(self.height), has, gap)
    }

    /// Columns of `ink`, likewise.
    pub(crate) fn columns(&self, ink: Ink, down: Span, across: Span, gap: f64) -> Vec<Span> {
        let rows = self.pixel(down.from)..self.pixel(down.to).min(self.height);
        let has = |x: usize| rows.clone().any(|y| self.pixels.get(y * self.width + x) == Some(&Some(ink)));
        self.runs(self.pixel(across.from)..self.pixel(across.to).min(self.width), has, gap)
    }

    /// Lying rules at least `least` mm long: their height and their two ends.
    pub(crate) fn rules(&self, ink: Ink, least: f64) -> Vec<(Span, Span)> {
        let ends = |y: usize| {
            let row = self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default();
            let from = row.iter().position(|pixel| *pixel == Some(ink))?;
            let to = row.iter().rposition(|pixel| *pixel == Some(ink))? + 1;
            let inked = row.iter().filter(|pixel| **pixel == Some(ink)).count();
            (self.mm(inked) >= least).then_some(Span { from: self.mm(from), to: self.mm(to) })
        };
        let found = self.runs(0..self.height, |y| ends(y).is_some(), 0.0);
        found.into_iter().filter_map(|rows| Some((rows, ends(self.pixel(rows.middle()))?))).collect()
    }

    fn runs(&self, all: std::ops::Range<usize>, has: impl Fn(usize) -> bool, gap: f64) -> Vec<Span> {
        let mut runs: Vec<Span> = Vec::new();
        for at in all.filter(|at| has(*at)) {
            match runs.last_mut() {
                Some(run) if self.mm(at) - run.to <= gap + 0.01 => run.to = self.mm(at + 1),
                _ => runs.push(Span { from: self.mm(at), to: self.mm(at + 1) }),
            }
        }
        runs
    }

    fn mm(&self, pixels: usize) -> f64 {
        pixels as f64 * 25.4 / self.dpi
    }

    fn pixel(&self, mm: f64) -> usize {
        (mm * self.dpi / 25.4).max(0.0) as usize
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

/// A finished file: its pages as text and as ink.
pub(crate) struct Paper<'a> {
    pdf: &'a Path,
    /// Lines of each page.
    pub(crate) pages: Vec<Page>,
    pictures: Vec<Picture>,
}

impl<'a> Paper<'a> {
    pub(crate) fn of(pdf: &'a Path) -> Result<Paper<'a>, Failure> {
        let pages = lines::of(pdf)?;
        let pictures = pictures(pdf)?;
        if pages.len() != pictures.len() {
            return Err(format!("{}: not every page has a picture", pdf.display()).into());
        }
        Ok(Paper { pdf, pages, pictures })
    }

    /// Lines of a page, none past the last.
    pub(crate) fn lines(&self, page: usize) -> &[Line] {
        self.pages.get(page).map_or(&[], |page| &page.lines)
    }

    /// The ink of a page, counted from 0.
    pub(crate) fn picture(&self, page: usize) -> Result<&Picture, Failure> {
        Ok(self.pictures.get(page).ok_or_else(|| format!("{}: no page {}", self.pdf.display(), page + 1))?)
    }

    /// Part of a page, four times as fine, for what is as thin as a rule.
    pub(crate) fn fine(&self, page: usize, down: Span, across: Span) -> Result<Picture, Failure> {
        let dots = |mm: f64| ((mm * FINE / 25.4).max(0.0) as usize).to_string();
        let (page, dpi) = ((page + 1).to_string(), FINE.to_string());
        let (left, top) = (dots(across.from), dots(down.from));
        let (width, height) = (dots(across.length()), dots(down.length()));
        let pdf = self.pdf.to_string_lossy();
        let words = ["pdftoppm", "-r", &dpi, "-f", &page, "-l", &page, "-x", &left, "-y", &top];
        let image = output(&[&words[..], &["-W", &width, "-H", &height, &pdf]].concat())?.stdout;
        let picture = Picture::read(&mut image.as_slice(), FINE)?;
        picture.ok_or_else(|| format!("{pdf}: no picture").into())
    }

    /// The last line that holds a text, white space aside, and its page.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, &Line)> {
        let text = tight(text);
        self.last(|line| tight(&line.text).contains(&text))
    }

    /// The last line of which something holds, and its page.
    pub(crate) fn last(&self, holds: impl Fn(&Line) -> bool) -> Option<(usize, &Line)> {
        let pages = self.pages.iter().enumerate().rev();
        pages
            .filter_map(|(page, sheet)| Some((page, sheet.lines.iter().rev().find(|line| holds(line))?)))
            .next()
    }

    /// The first line of which something holds, and its page.
    pub(crate) fn first(&self, holds: impl Fn(&Line) -> bool) -> Option<(usize, &Line)> {
        let pages = self.pages.iter().enumerate();
        pages.filter_map(|(page, sheet)| Some((page, sheet.lines.iter().find(|line| holds(line))?))).next()
    }

    /// The line above another on its page.
    pub(crate) fn above(&self, page: usize, line: &Line) -> Option<&Line> {
        self.lines(page).iter().rev().find(|other| other.top < line.top - 1.0)
    }

    /// The middle of a line's ink; its box is as high as its font says.
    pub(crate) fn middle(&self, page: usize, line: &Line) -> f64 {
        let (down, across) =
            (Span { from: line.top, to: line.bottom }, Span { from: line.left, to: line.right });
        let rows = self.pictures.get(page).map(|picture| picture.rows(Ink::Black, down, across, 20.0));
        let ink = rows.and_then(|rows| rows.first().map(|rows| rows.middle()));
        ink.unwrap_or_else(|| line.middle())
    }
}

/// How many pixels of each page are black, at 300 dpi.
pub(crate) fn black(pdf: &Path) -> Result<Vec<usize>, Failure> {
    Ok(pictures(pdf)?.iter().map(Picture::black).collect())
}

/// Every page at 300 dpi, from one run of poppler.
fn pictures(pdf: &Path) -> Result<Vec<Picture>, Failure> {
    let mut command = Command::new("pdftoppm");
    command.args(["-r", &DPI.to_string()]).arg(pdf).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("cannot run pdftoppm: {error}"))?;
    let mut pictures = Vec::new();
    if let Some(said) = child.stdout.take() {
        let mut said = BufReader::with_capacity(1 << 20, said);
        while let Some(picture) = Picture::read(&mut said, DPI)? {
            pictures.push(picture);
        }
    }
    if child.wait()?.success() {
        Ok(pictures)
    } else {
        Err(format!("{}: pdftoppm failed", pdf.display()).into())
    }
}
