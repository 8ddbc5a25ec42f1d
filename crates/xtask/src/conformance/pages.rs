//! Distances of GB/T 9704-2012, measured in the PDF by poppler: text boxes for lines, ink at 300 dpi for the page number.

use super::Made;
use super::lines::{self, Line};
use crate::run::{Failure, output};

/// 订口 28 mm, and 156 mm on from there (5.2.1).
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
/// 版心 ends 262 mm down (5.2.1); the dash of the page number lies 7 mm below it (7.5).
const DASH: f64 = 269.0;
const LINES: usize = 22;
const PITCH: f64 = 10.213;

#[allow(clippy::print_stdout)]
pub(crate) fn measure(made: &Made, faults: &mut Vec<String>) -> Result<(), Failure> {
    let pages = lines::of(&made.pdf)?;
    let (mut full, mut worst_left, mut worst_right, mut worst_pitch, mut counted) =
        (0, 0.0_f64, 0.0_f64, 0.0_f64, 0);
    let last = pages.len().saturating_sub(1);
    for (index, page) in pages.iter().enumerate() {
        let (body, number) = lines::type_area(page.clone());
        check_number(made, index, number.as_ref(), faults);
        for line in &body {
            // A line that reaches to both edges is a full line of body text. The box of a mark at its end is as wide
            // as the font says, squeezed or not, so only lines that end with another character tell the edge.
            let mark = line.text.ends_with(['，', '。', '、', '；', '：', '！', '？', '”', '）', '》']);
            if (line.left - LEFT).abs() < 1.5 && (line.right - RIGHT).abs() < 1.5 && !mark {
                worst_left = worst_left.max((line.left - LEFT).abs());
                worst_right = worst_right.max((line.right - RIGHT).abs());
                counted += 1;
            }
        }
        // Boxes of one height are of one face, so that their distance is that of the baselines.
        let height = |line: &Line| line.bottom - line.top;
        let alike = |pair: &&[Line]| (height(&pair[0]) - height(&pair[1])).abs() < 0.02;
        let pitches: Vec<f64> =
            body.windows(2).filter(alike).map(|pair| pair[1].bottom - pair[0].bottom).collect();
        let on_grid = pitches.iter().all(|pitch| (pitch - PITCH).abs() < 0.5);
        if index > 0 && index < last && on_grid {
            full += 1;
            // A heading goes to the next page rather than stand last on this one.
            let heading_next = made.headings.contains(&(index + 1));
            if body.len() != LINES && !(heading_next && body.len() + 1 == LINES) {
                faults.push(format!("{} page {}: {} lines, not {LINES}", made.name, index + 1, body.len()));
            }
            worst_pitch = pitches.iter().fold(worst_pitch, |worst, pitch| worst.max((pitch - PITCH).abs()));
        }
    }
    let ink = dash(made, &pages, faults)?;
    println!(
        "{}: {} pages, {full} full of body text with {LINES} lines each (pitch within {worst_pitch:.2} mm), \
         {counted} full lines (left within {worst_left:.2} mm, right within {worst_right:.2} mm), \
         dash of the page number within {ink:.2} mm",
        made.name,
        pages.len()
    );
    for (what, worst, most) in [
        ("left edge", worst_left, 0.3),
        ("right edge", worst_right, 0.3),
        ("pitch", worst_pitch, 0.1),
        ("dash", ink, 0.5),
    ] {
        if worst > most {
            faults.push(format!("{}: {what} is off by {worst:.2} mm, {most} mm is allowed", made.name));
        }
    }
    Ok(())
}

/// 7.5: right on odd pages, left on even ones, one character (14 pt) in.
fn check_number(made: &Made, index: usize, number: Option<&Line>, faults: &mut Vec<String>) {
    let page = index + 1;
    let Some(number) = number else {
        faults.push(format!("{} page {page}: no page number", made.name));
        return;
    };
    let cell = 14.0 * 25.4 / 72.0;
    let off = if page % 2 == 1 { number.right - (RIGHT - cell) } else { number.left - (LEFT + cell) };
    if off.abs() > 0.5 || number.text != format!("—{page}—") {
        faults
            .push(format!("{} page {page}: page number {:?} is off by {off:.2} mm", made.name, number.text));
    }
}

/// Rasterises the foot of the first two pages and finds the middle of the dashes' ink; gives the worst error in mm.
fn dash(made: &Made, pages: &[Vec<Line>], faults: &mut Vec<String>) -> Result<f64, Failure> {
    let mut worst = 0.0_f64;
    for page in 1..=pages.len().min(2) {
        let number = page.to_string();
        let pdf = made.pdf.to_string_lossy();
        let image = output(&["pdftoppm", "-r", "300", "-gray", "-f", &number, "-l", &number, &pdf])?.stdout;
        let Some((width, height, pixels)) = gray(&image) else {
            faults.push(format!("{} page {page}: no picture", made.name));
            continue;
        };
        let mm = |pixels: usize| pixels as f64 * 25.4 / 300.0;
        let row_of = |millimetres: f64| (millimetres * 300.0 / 25.4) as usize;
        let dark = |x: usize, y: usize| pixels.get(y * width + x).is_some_and(|value| *value < 128);
        let band = row_of(263.0)..row_of(280.0).min(height);
        let columns = |x: &usize| band.clone().any(|y| dark(*x, y));
        // The first ink from the left is the left dash.
        let Some(first) = (0..width).find(columns) else {
            faults.push(format!("{} page {page}: no ink below the type area", made.name));
            continue;
        };
        let rows: Vec<usize> = band.clone().filter(|y| (first..first + 20).any(|x| dark(x, *y))).collect();
        if let (Some(top), Some(bottom)) = (rows.first(), rows.last()) {
            worst = worst.max((f64::midpoint(mm(*top), mm(bottom + 1)) - DASH).abs());
        }
    }
    Ok(worst)
}

/// Width, height and pixels of a binary PGM.
pub(crate) fn gray(image: &[u8]) -> Option<(usize, usize, &[u8])> {
    let mut fields = Vec::new();
    let mut at = 0;
    while fields.len() < 4 {
        let start = at + image.get(at..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let end = start + image.get(start..)?.iter().position(u8::is_ascii_whitespace)?;
        fields.push(std::str::from_utf8(image.get(start..end)?).ok()?);
        at = end;
    }
    Some((fields[1].parse().ok()?, fields[2].parse().ok()?, image.get(at + 1..)?))
}
