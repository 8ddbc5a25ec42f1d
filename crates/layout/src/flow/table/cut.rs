//! Where page ends may cut a table: between rows, between the lines of a row that is higher than a page, and through
//! merged cells that are. Text of such a cell stands on each of its pages.

use std::collections::BTreeSet;
use std::ops::Range;

use gongwen_document::{Diagnostic, Message};

use super::{LaidCell, Segment, TableGrid};
use crate::canvas::Canvas;

/// So many characters of a cell are shown in a message.
const SHOWN: usize = 12;
/// How many cells a message names; of more it says the number.
const MOST: usize = 10;

/// Rows that no page end divides, or a part of a row that is higher than a page.
pub(crate) struct Group {
    pub(crate) rows: Range<usize>,
    pub(crate) height: i64,
    /// First line and number of lines, when it is a part of one row.
    pub(super) part: Option<(usize, usize)>,
}

impl Group {
    /// Whether it is a part of one row.
    pub(crate) fn is_part(&self) -> bool {
        self.part.is_some()
    }
}

impl LaidCell {
    fn rows(&self) -> Range<usize> {
        self.row..self.row + self.row_span
    }

    /// The first characters of its text.
    fn shown(&self) -> String {
        let characters = self.paragraph.text.items.iter().map(|item| item.character);
        characters.filter(|character| !character.is_control()).take(SHOWN).collect()
    }
}

/// Rows that stay together, as these ask: those that overlap are one.
fn chains(rows: Range<usize>, held: &[(Range<usize>, Option<usize>)]) -> Vec<Range<usize>> {
    let mut held = held.iter().peekable();
    let mut chains = Vec::new();
    let mut start = rows.start;
    while start < rows.end {
        let mut end = start + 1;
        while let Some((held, _)) = held.next_if(|(held, _)| held.start < end) {
            end = end.max(held.end);
        }
        chains.push(start..end);
        start = end;
    }
    chains
}

impl TableGrid {
    /// Finds the groups of rows that no page end divides; what is told of cells that cannot be cut.
    ///
    /// Rows that a merged cell joins are a group: with a cell over rows 2 to 4 and another over rows 4 and 5, rows 2 to
    /// 5 stay together, which the inner loop finds by going on as long as cells reach further down. A group higher than
    /// the room of a page, that is the page without the header said again, is cut between rows or, if need be, within
    /// one. A header of half a page and more is not said again.
    pub(super) fn find_groups(&mut self, page: i64, pitch: i64) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let mut room = page;
        let mut start = 0;
        while start < self.heights.len() {
            if room == page && start >= self.header_rows {
                let header = self.groups.iter().filter(|group| group.rows.end <= self.header_rows);
                let height = header.map(|group| group.height).sum();
                self.header_height = if height * 2 < page { height } else { 0 };
                room = page - self.header_height;
            }
            let mut end = start + 1;
            let mut row = start;
            while row < end {
                let cells = &self.cells[self.row_cells[row].clone()];
                end = cells.iter().map(|cell| cell.rows().end).fold(end, usize::max);
                row += 1;
            }
            if self.height(start..end) > room {
                self.split_group(start..end, room, pitch, &mut told);
            } else {
                let height = self.height(start..end);
                self.groups.push(Group { rows: start..end, height, part: None });
            }
            start = end;
        }
        told
    }

    fn height(&self, rows: Range<usize>) -> i64 {
        self.heights[rows].iter().sum()
    }

    /// Rows joined by a cell that is higher than a page: it is cut between rows, so that its text has room on its first
    /// page and on its last.
    fn split_group(&mut self, rows: Range<usize>, room: i64, pitch: i64, told: &mut Vec<Diagnostic>) {
        // Rows that stay together, and for whose text.
        let mut held: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        // Rows that hold the text of merged cells which have no room for it where page ends cut them.
        let mut overfull: BTreeSet<usize> = BTreeSet::new();
        for index in rows.clone().flat_map(|row| self.row_cells[row].clone()) {
            let Some(cell) = self.cells.get(index).filter(|cell| cell.row_span > 1) else { continue };
            let (own, needed) = (cell.rows(), cell.height() + self.rule);
            if self.height(own.clone()) <= room {
                held.push((own, None));
                continue;
            }
            let mut last = own.start + 1;
            while last < own.end && self.height(own.start..last) < needed {
                last += 1;
            }
            let mut first = own.end - 1;
            while first > own.start && self.height(first..own.end) < needed {
                first -= 1;
            }
            held.extend([(own.start..last, Some(index)), (first..own.end, Some(index))]);
            self.cut.insert(index);
        }
        held.sort_by_key(|(held, _)| held.start);
        let chains = loop {
            let chains = chains(rows.clone(), &held);
            let high = |rows: &Range<usize>| self.height(rows.clone()) > room;
            let within = |held: &Range<usize>| {
                let at = chains.partition_point(|chain| chain.end <= held.start);
                chains.get(at).is_some_and(high)
            };
            let lost: BTreeSet<usize> =
                held.iter().filter(|(held, _)| within(held)).filter_map(|(_, cell)| *cell).collect();
            if lost.is_empty() {
                break chains;
            }
            held.retain(|(_, cell)| cell.is_none_or(|cell| !lost.contains(&cell)));
            for index in lost {
                self.cut.remove(&index);
                if let Some(cell) = self.cells.get(index) {
                    overfull.insert(cell.row);
                    let row = cell.rows().find(|row| self.heights.get(*row).is_some_and(|it| *it > room));
                    let row = row.filter(|_| cell.height() + self.rule <= room);
                    told.push(row.map_or_else(|| self.too_high(cell), |row| self.row_too_high(cell, row)));
                }
            }
        };
        for chain in chains {
            let height = self.height(chain.clone());
            if height <= room && overfull.range(chain.clone()).next().is_none() {
                self.groups.push(Group { rows: chain, height, part: None });
            } else {
                chain.for_each(|row| self.split_row(row, room, pitch));
            }
        }
    }

    /// A row for itself; one that is higher than a page is cut between its lines, two of them at least on each page.
    fn split_row(&mut self, row: usize, room: i64, pitch: i64) {
        let whole = |index: &usize| !self.cut.contains(index);
        let cells: Vec<&LaidCell> =
            self.row_cells[row].clone().filter(whole).map(|index| &self.cells[index]).collect();
        let needed = cells.iter().map(|cell| cell.height()).max().unwrap_or(0).max(pitch) + self.rule;
        if needed <= room {
            self.heights[row] = needed;
            self.groups.push(Group { rows: row..row + 1, height: needed, part: None });
            return;
        }
        let lines = cells.iter().map(|cell| cell.paragraph.lines.len()).max().unwrap_or(1).max(1);
        let pitch = cells.iter().map(|cell| cell.paragraph.pitch).max().unwrap_or(pitch).max(1);
        let mut first = 0;
        while first < lines {
            // No line of it stands alone, as in Word.
            let count = match lines - first {
                left @ 0..=3 => left,
                _ if first == 0 => 2,
                _ => 1,
            };
            let rule = if first == 0 { self.rule } else { 0 };
            let part = Some((first, count));
            self.groups.push(Group { rows: row..row + 1, height: count as i64 * pitch + rule, part });
            first += count;
        }
        self.place.divided.insert(row);
    }

    /// Whether the text of a cell stands on each page that has a part of it.
    pub(super) fn is_cut(&self, cell: usize) -> bool {
        self.cut.contains(&cell)
    }

    /// The text of merged cells alone fills a page.
    fn too_high(&self, cell: &LaidCell) -> Diagnostic {
        let text = cell.shown();
        let message = Message::new(
            format!("合并的格子“{text}…”里的字比一页还高，排不下"),
            format!("the text of the merged cells `{text}…` is higher than a page"),
        );
        Diagnostic::error("table/merge-too-high", message).at(self.told_at.clone()).help(Message::new(
            "把这一格放宽（widths），或者取消合并，把字分写在几行里",
            "give its column more room (`widths`), or part the cells and share the text out",
        ))
    }

    /// A row that merged cells reach into fills a page by itself.
    fn row_too_high(&self, merged: &LaidCell, row: usize) -> Diagnostic {
        let text = merged.shown();
        let cells =
            self.row_cells.get(row).and_then(|cells| self.cells.get(cells.clone())).unwrap_or_default();
        let high = cells.iter().filter(|cell| cell.row_span == 1).max_by_key(|cell| cell.height());
        let high = high.map_or_else(String::new, LaidCell::shown);
        let message = Message::new(
            format!("合并的格子“{text}”连着的一行比一页还高（“{high}…”），排不下"),
            format!("a row beside the merged cells `{text}` is higher than a page (`{high}…`)"),
        );
        Diagnostic::error("table/merge-too-high", message).at(self.told_at.clone()).help(Message::new(
            "把这一行的字分写在几行里，放宽那一栏（widths），或者这一行不并入上面的格子",
            "share the text out among rows, give its column more room (`widths`), or merge that row with none",
        ))
    }

    /// Puts the text of cells that page ends cut in the middle of what a page has of them. What was said on a page before
    /// is said again, and noted for the Word file.
    pub(crate) fn place_cut(&mut self, canvas: &mut Canvas<'_>, segments: &[Segment], left: i64) {
        let (Some(top), Some(last)) = (segments.first(), segments.last()) else { return };
        // A page repeats the head above its rows; then no cell of the head is cut.
        let repeated = if self.header_height > 0 { self.header_rows } else { 0 };
        let from = segments.iter().find(|(row, ..)| *row >= repeated).map_or(top.0, |first| first.0);
        for index in &self.cut {
            let Some(cell) = self.cells.get(*index) else { continue };
            if cell.rows().end <= from || cell.row > last.0 {
                continue;
            }
            let here = segments.iter().filter(|(row, ..)| cell.rows().contains(row));
            let (Some(first), Some(bottom)) =
                (here.clone().next(), here.map(|(.., bottom)| *bottom).next_back())
            else {
                continue;
            };
            let again = self.shown.contains(index);
            let top = first.1 + self.rule;
            if again && bottom - top < cell.height() {
                // A page with too little of it does not say it again.
                continue;
            }
            self.shown.insert(*index);
            let start = top + (bottom - top - cell.height()).max(0) / 2;
            let x = left + self.edges[cell.column] + self.padding;
            for line in 0..cell.paragraph.lines.len() {
                cell.paragraph.place(canvas, line, x, start + line as i64 * cell.paragraph.pitch, again);
            }
            let place = index - self.row_cells[cell.row].start;
            if again
                && first.0 > cell.row
                && self.place.cuts.entry((cell.row, place)).or_default().insert(first.0)
            {
                let text = cell.shown();
                if !text.is_empty() {
                    self.again.push((canvas.number + 1, text));
                }
            }
        }
    }

    /// Told of the text that pages say again.
    pub(crate) fn said_again(&self) -> Option<Diagnostic> {
        if self.again.is_empty() {
            return None;
        }
        let count = self.again.len();
        let named = |zh: bool| {
            let one = |(page, text): &(usize, String)| match zh {
                true => format!("第 {page} 页“{text}”"),
                false => format!("`{text}` on page {page}"),
            };
            let mut list: Vec<String> = self.again.iter().take(MOST).map(one).collect();
            if count > MOST {
                list.push("……".to_owned());
            }
            list.join(if zh { "、" } else { ", " })
        };
        let message = Message::new(
            format!("合并的格子比一页高，翻页以后它的字又印了一遍，共 {count} 处：{}", named(true)),
            format!("merged cells are higher than a page and say their text again: {}", named(false)),
        );
        Some(Diagnostic::warning("table/merge-cut", message).at(self.told_at.clone()).help(Message::new(
            "在 Word 里增删了行的，检查翻页的地方；不要重复的，把这一格按页拆成几格",
            "look at it again when rows are added in Word; part the cells to have it otherwise",
        )))
    }
}
