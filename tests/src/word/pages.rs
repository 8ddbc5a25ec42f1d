//! Pages as Word cuts them, under both readings of what nobody has measured: a paragraph of many lines that is kept with the
//! next.

use std::collections::BTreeMap;

use super::lines::{lines, ranges};
use super::read::{Block, Paragraph, Row, WordFile};

/// What Word may make of `w:keepNext` on a paragraph of more than two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepNext {
    /// All of it goes to the next page with its follower.
    MovesWhole,
    /// Its last lines do, two with widow control, else one.
    LeavesLastLines,
}

/// Thickness of a rule between rows, in points.
const RULE: f64 = 0.75;
/// White and rule above footnotes, in points.
const SEPARATOR: f64 = 6.0;
/// What a page may be too full by; positions come in such steps, in points.
const STEP: f64 = 0.05;

/// A line, a row of a table or a picture.
#[derive(Debug, Default)]
struct Unit {
    height: f64,
    /// White above it, which is lost at the top of a page that Word began by itself.
    above: f64,
    /// What it shows: paragraph and line.
    shows: Vec<(usize, usize)>,
    /// Whether the next unit must stand on its page.
    glued: bool,
    /// Whether it begins a page.
    breaks: bool,
    /// Rows that are repeated above it at the top of a page.
    header: f64,
    /// Height of its footnotes.
    notes: f64,
}

/// The page of each line of each paragraph, by the place of the paragraph in [`WordFile::paragraphs`]; pages from 0.
pub fn pages(file: &WordFile, reading: KeepNext) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut page = 0;
    let mut marks = 0;
    for section in &file.sections {
        let mut units = Vec::new();
        let mut after = 0.0;
        for block in &section.blocks {
            match block {
                Block::Paragraph(index) => {
                    paragraph(file, *index, reading, &mut after, &mut marks, &mut units)
                }
                Block::Table(rows) => table(file, rows, &mut after, &mut units),
            }
        }
        page = place(&units, section.heights, page, &mut found) + 1;
    }
    found
}

fn paragraph(
    file: &WordFile,
    index: usize,
    reading: KeepNext,
    after: &mut f64,
    marks: &mut usize,
    units: &mut Vec<Unit>,
) {
    let Some(paragraph) = file.paragraphs.get(index).filter(|paragraph| !paragraph.framed) else { return };
    let format = &paragraph.format;
    let texts = ranges(file, paragraph);
    let count = texts.len().max(1);
    let (before, below) = format.space;
    let start = units.len();
    for line in 0..count {
        let mut unit = Unit { height: paragraph.picture.unwrap_or(format.line), ..Unit::default() };
        unit.shows.push((index, line));
        if line + 1 == count {
            unit.height += format.rule_below;
        }
        let noted = texts
            .get(line)
            .map_or(0, |line| paragraph.pieces[line.clone()].iter().filter(|piece| piece.mark).count());
        for note in *marks..*marks + noted {
            let lines_of = |index: &usize| {
                file.paragraphs
                    .get(*index)
                    .map_or(0.0, |paragraph| lines(file, paragraph).len() as f64 * paragraph.format.line)
            };
            unit.notes += file.notes.get(note).map_or(0.0, |note| note.iter().map(lines_of).sum());
        }
        *marks += noted;
        let ends = count - line;
        let pair = format.widow_control && count > 1 && (line == 0 || ends == 2);
        let kept = format.keep_next && (ends == 1 || reading == KeepNext::MovesWhole);
        unit.glued = ends > 1 && (pair || format.keep_lines) || kept;
        units.push(unit);
    }
    if let Some(first) = units.get_mut(start) {
        // The larger of the two counts.
        first.above = before.max(*after);
        first.breaks = format.page_break_before;
    }
    *after = below;
}

fn table(file: &WordFile, rows: &[Row], after: &mut f64, units: &mut Vec<Unit>) {
    let height = |row: &Row| {
        let cell = |paragraphs: &Vec<usize>| -> f64 {
            let found = paragraphs.iter().filter_map(|index| file.paragraphs.get(*index));
            let height = |paragraph: &Paragraph| {
                let (above, below) = paragraph.format.space;
                above + lines(file, paragraph).len().max(1) as f64 * paragraph.format.line + below
            };
            found.map(height).sum()
        };
        let content = row.cells.iter().map(cell).fold(0.0, f64::max) + if row.ruled { RULE } else { 0.0 };
        match row.height {
            Some((height, true)) => height,
            Some((height, false)) => height.max(content),
            None => content,
        }
    };
    let header: f64 = rows.iter().take_while(|row| row.header).map(height).sum();
    for (place, row) in rows.iter().enumerate() {
        let paragraphs = row.cells.iter().flatten();
        let breaks = place == 0
            && row
                .cells
                .iter()
                .flatten()
                .filter_map(|index| file.paragraphs.get(*index))
                .any(|it| it.format.page_break_before);
        // A row is kept with the next one when all that stands in it is.
        let mut formats = row
            .cells
            .iter()
            .flatten()
            .filter_map(|index| Some(file.paragraphs.get(*index)?.format.keep_next));
        let kept = !row.cells.is_empty() && formats.all(|kept| kept);
        let shows = paragraphs.flat_map(|index| {
            let count = file.paragraphs.get(*index).map_or(0, |paragraph| lines(file, paragraph).len());
            (0..count).map(|line| (*index, line))
        });
        units.push(Unit {
            height: height(row),
            above: if place == 0 { *after } else { 0.0 },
            shows: shows.collect(),
            glued: row.header && place + 1 < rows.len() || kept,
            breaks,
            header: if row.header { 0.0 } else { header },
            notes: 0.0,
        });
    }
    *after = 0.0;
}

/// Puts units on pages from this one on; returns the last page.
fn place(
    units: &[Unit],
    heights: (f64, f64),
    mut page: usize,
    found: &mut BTreeMap<usize, Vec<usize>>,
) -> usize {
    let first_page = page;
    let (mut start, mut index, mut used, mut notes) = (0, 0, 0.0, 0.0);
    let mut pages: Vec<(usize, usize)> = Vec::new();
    while let Some(unit) = units.get(index) {
        let height = if page == first_page { heights.0 } else { heights.1 };
        if unit.breaks && index > start {
            pages.push((index, page));
            (start, used, notes) = (index, 0.0, 0.0);
            page += 1;
            continue;
        }
        let top = index == start && page > first_page && !unit.breaks;
        let repeated = if index == start && page > first_page { unit.header } else { 0.0 };
        let needed = if top { 0.0 } else { unit.above } + repeated + unit.height;
        let foot = notes + unit.notes + if notes + unit.notes > 0.0 { SEPARATOR } else { 0.0 };
        if index > start && used + needed + foot > height + STEP {
            // What is glued goes along, unless it would fill the page.
            let free = (start..index).rev().find(|at| units.get(*at).is_some_and(|unit| !unit.glued));
            let end = free.map_or(index, |at| at + 1);
            let end = if end > start { end } else { index };
            pages.push((end, page));
            (start, index, used, notes) = (end, end, 0.0, 0.0);
            page += 1;
            continue;
        }
        used += needed;
        notes += unit.notes;
        index += 1;
    }
    pages.push((units.len(), page));
    let mut from = 0;
    for (end, page) in pages {
        for (paragraph, _) in units.get(from..end).unwrap_or_default().iter().flat_map(|unit| &unit.shows) {
            found.entry(*paragraph).or_default().push(page);
        }
        from = end;
    }
    page
}
