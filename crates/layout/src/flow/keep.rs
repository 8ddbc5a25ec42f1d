//! Text that keeps to signature and date, so that these never stand on a page without text 正文, and what the Word file is
//! told of it.
//!
//! A last paragraph of up to three lines goes whole with them, of a longer one at least two lines; 附件说明 between them
//! stays in one piece. Word does the same with 与下段同页 and 段中不分页 on short paragraphs; what it makes of 与下段同页
//! on a long one nobody has measured, so where such a one is cut is told.

use std::ops::Range;

use gongwen_document::{BlockKind, Diagnostic, Document, Facts, Kept, Message, Place, Role, Stylesheet};

use crate::elements::signed::role;
use crate::flow::bound_text::BoundText;
use crate::flow::sheets::Sheet;
use crate::flow::units::{Content, Flow, Keep};

/// A paragraph of no more lines goes whole: with two lines on either side of a page's end it could not be cut.
const SHORT: usize = 3;

impl Flow {
    /// Binds the text before block `start` to the closing whose first unit is `closing`.
    pub(crate) fn bind_text(
        &mut self,
        document: &Document,
        style: &Stylesheet,
        start: usize,
        closing: usize,
    ) {
        let before =
            |block: usize| document.blocks.get(block.checked_sub(1)?).map(|found| (block - 1, found));
        let mut notes = start;
        while let Some((block, found)) = before(notes)
            && matches!(role(found), Some(Role::AttachmentNote | Role::AttachmentNoteNext))
        {
            notes = block;
        }
        let Some((text, found)) = before(notes).filter(|(_, found)| is_text(&found.kind)) else { return };
        let starts: Vec<usize> = self.starts.get(..=start).unwrap_or(&self.starts).to_vec();
        let first = |block: usize| starts.get(block).copied().unwrap_or(closing).min(closing);
        let noted = first(notes)..closing;
        let units = self.lines_of(first(text)..noted.start);
        let pitch = style.grid.line_pitch.emu();
        let lines = units.len() as i64;
        let least = if units.len() <= SHORT { lines * pitch } else { 2 * pitch };
        let end = self.units.last().map_or(0, |unit| unit.below);
        let room = style.page.type_area_height().emu() - end - self.height(closing..self.units.len());
        let whole = self.height(noted.clone()) + least <= room;
        for block in (notes..start).rev() {
            self.bind(first(block)..first(block + 1).max(first(block)));
            self.bound.push(BoundText::Whole(block));
            if !whole {
                // 附件说明 is too long to stand on one page with text and signature: its last name goes with these.
                return;
            }
        }
        match &found.kind {
            BlockKind::Table(_) => self.bind_rows(text, first(text)..noted.start, style),
            BlockKind::Paragraph { .. } => self.bind_lines(text, units),
            _ => {
                self.bind(first(text)..noted.start);
                self.bound.push(BoundText::Whole(text));
            }
        }
    }

    fn height(&self, units: Range<usize>) -> i64 {
        self.units.get(units).unwrap_or_default().iter().map(|unit| unit.height).sum()
    }

    /// The lines among these units, without the white around them.
    fn lines_of(&self, units: Range<usize>) -> Range<usize> {
        let is_line = |unit: &usize| matches!(self.units.get(*unit), Some(unit) if matches!(unit.content, Content::Line { .. }));
        let start = units.clone().find(is_line).unwrap_or(units.end);
        let end = units.clone().rev().find(is_line).map_or(start, |last| last + 1);
        start..end
    }

    /// Lets none of these units end a page while their closing has room on one with them.
    fn bind(&mut self, units: Range<usize>) {
        for unit in self.units.get_mut(units).unwrap_or_default() {
            unit.keep = unit.keep.max(Keep::Signature);
        }
    }

    fn bind_lines(&mut self, block: usize, lines: Range<usize>) {
        let count = lines.len();
        // 7.3.3: page 1 shows text, so the first line of all text may always end a page.
        let opens = self.first_text == Some(lines.start);
        if opens {
            self.bind(lines.end.saturating_sub(2).max(lines.start + 1)..lines.end);
        } else if count <= SHORT {
            self.bind(lines.clone());
            self.bound.push(BoundText::Whole(block));
            return;
        } else {
            self.bind(lines.start..lines.start + 1);
            self.bind(lines.end - 2..lines.end);
        }
        self.bound.push(BoundText::Lines { block, units: lines });
    }

    fn bind_rows(&mut self, block: usize, units: Range<usize>, style: &Stylesheet) {
        let mut left = style.closing.lines_with_signature;
        let mut from = units.end;
        for index in units.clone().rev() {
            if let Some(Content::Rows { table, group }) = self.units.get(index).map(|unit| unit.content) {
                let group = self.tables.get(table).and_then(|table| table.groups.get(group));
                // Word cannot be told to keep lines of a row that page ends divide.
                if left == 0 || group.is_some_and(|group| group.is_part()) {
                    break;
                }
                left -= 1;
                from = index;
                if let Some(group) = group {
                    let row = group.rows.start;
                    match self.bound.last_mut() {
                        Some(BoundText::Rows { block: known, row: first }) if *known == block => *first = row,
                        _ => self.bound.push(BoundText::Rows { block, row }),
                    }
                }
            }
        }
        self.bind(from..units.end);
    }
}

/// Whether this is text 正文, of which a line stands on the page of the signature.
fn is_text(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph { role, .. } => matches!(
            role,
            Role::Body
                | Role::Centered
                | Role::AtRight
                | Role::Chapter
                | Role::Heading1
                | Role::Heading2
                | Role::Heading3
                | Role::Heading4
                | Role::Attendance
                | Role::AttendanceNext
        ),
        BlockKind::Table(_) | BlockKind::Illustration(_) => true,
        BlockKind::Contents { .. } | BlockKind::PageBreak { .. } => false,
    }
}

/// Notes for the Word file how text keeps to its closings, and where page ends cut them.
pub(crate) fn note(flow: &mut Flow, document: &Document, sheets: &[Sheet]) {
    for bound in &flow.bound {
        match bound {
            BoundText::Whole(block) => {
                flow.facts.kept.insert(*block, Kept::Whole);
            }
            BoundText::Rows { block, row } => {
                flow.facts.kept.insert(*block, Kept::Rows(*row));
            }
            BoundText::Lines { block, units } => {
                if let Some(kept) = cut(flow, units, sheets) {
                    flow.facts.kept.insert(*block, kept);
                }
            }
        }
    }
    let page = |unit: usize| sheets.iter().position(|sheet| (sheet.start..sheet.end).contains(&unit));
    let texts: Vec<usize> = document
        .blocks
        .iter()
        .zip(flow.starts.windows(2))
        .filter(|(block, _)| is_text(&block.kind))
        .flat_map(|(_, starts)| starts[0]..starts[1])
        .filter_map(page)
        .collect();
    for (block, units) in &flow.closings {
        let pages: Vec<Option<usize>> = units.iter().map(|unit| page(*unit)).collect();
        for found in pages.iter().flatten() {
            if !texts.contains(found) && !flow.facts.signed_without_text.contains(found) {
                flow.facts.signed_without_text.push(*found);
            }
        }
        let Some(closing) = flow.facts.closings.get_mut(block) else { continue };
        for (line, pair) in closing.lines.iter_mut().skip(1).zip(pages.windows(2)) {
            line.starts_page = pair[0] != pair[1];
        }
    }
}

/// How the Word file cuts a paragraph where these pages do.
fn cut(flow: &Flow, lines: &Range<usize>, sheets: &[Sheet]) -> Option<Kept> {
    let long = lines.len() > SHORT;
    let mut two_lines = long;
    for sheet in sheets.iter().filter(|sheet| lines.contains(&sheet.end) && sheet.end > lines.start) {
        let overflow = sheet.overflow?;
        // Word finds it when the page is full there, or when its widow control moves one line along.
        let full = overflow == sheet.end;
        let widow = long && overflow + 1 == lines.end && overflow == sheet.end + 1;
        if full && sheet.end == lines.start + 1 {
            // Page 1 has room for one line of the text only; Word's widow control would leave it empty.
            two_lines = false;
        } else if !(full || widow && two_lines) {
            let Content::Line { paragraph, line, .. } = flow.units.get(sheet.end)?.content else {
                return None;
            };
            return flow.paragraphs.get(paragraph)?.characters(line).map(|line| Kept::From(line.start));
        }
    }
    two_lines.then_some(Kept::TwoLines)
}

/// What to tell the user when signature, date or seals stand on a page without text.
///
/// ```
/// let facts = gongwen_document::Facts { signed_without_text: vec![1], ..Default::default() };
/// assert!(gongwen_layout::signed_without_text(&facts).is_some_and(|found| !found.is_error()));
/// ```
pub fn signed_without_text(facts: &Facts) -> Option<Diagnostic> {
    if facts.signed_without_text.is_empty() {
        return None;
    }
    let pages: Vec<String> = facts.signed_without_text.iter().map(|page| (page + 1).to_string()).collect();
    let message = Message::new(
        format!("第 {} 页只有署名、成文日期或者印章，没有正文（7.3.5.5）", pages.join("、")),
        format!("page {} has signature, date or seals and no text (7.3.5.5)", pages.join(", ")),
    );
    Some(Diagnostic::warning("gbt9704/7.3.5.5", message).at(Place::report("signatures", None)).help(Message::new(
        "正文增减几行；附件说明太长就精简附件名称，联合行文的机关太多就由主办机关用印",
        "lengthen or shorten the text by some lines; shorten the names of attachments, or let the lead body alone seal",
    )))
}
