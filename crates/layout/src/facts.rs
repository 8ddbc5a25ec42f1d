//! What the pages tell the Word file.

use gongwen_core::Length;
use gongwen_core::document::{Facts, HeadRule};
use gongwen_core::style::ParagraphStyle;

use crate::collect::Boundary;
use crate::pages::Rule;
use crate::paragraph::Paragraph;
use crate::piece::Piece;

/// Notes the lines that Word would not find by itself: those of titles, those that align with a place in
/// the first, and those that would be too loose.
pub(crate) fn note_lines(facts: &mut Facts, block: usize, paragraph: &Paragraph, form: &ParagraphStyle) {
    if let Some(hang) = paragraph.hang() {
        facts.hangs.insert(block, hang);
    }
    if !form.balanced {
        if let Some(loose) = paragraph.loose() {
            facts.loose.insert(block, loose);
        }
        return;
    }
    let items = &paragraph.text.items;
    let starts = paragraph.lines.iter().skip(1).map(|line| line.items.start);
    let free: Vec<usize> = starts
        .filter(|start| items.get(*start).is_some_and(|item| item.boundary != Boundary::Forced))
        .collect();
    if !free.is_empty() {
        facts.title_breaks.insert(block, free);
    }
}

/// Notes the lines and rules of the letterhead.
pub(crate) fn note_head(facts: &mut Facts, paragraphs: &[Paragraph], piece: &Piece, height: i64) {
    for text in &piece.texts {
        let Some(paragraph) = paragraphs.get(text.paragraph) else { continue };
        facts.head.extend((0..paragraph.lines.len()).filter_map(|line| {
            let mut line = paragraph.head_line(line)?;
            line.left += Length::from_emu(text.x);
            line.top += Length::from_emu(text.top);
            Some(line)
        }));
    }
    facts.head.sort_by_key(|line| (line.top, line.left));
    facts.head_rules = head_rules(piece, Length::ZERO);
    facts.head_height = Length::from_emu(height);
}

/// The rules of a piece whose top is so far below that of the type area.
pub(crate) fn head_rules(piece: &Piece, top: Length) -> Vec<HeadRule> {
    let rule =
        |rule: &Rule| HeadRule { x: rule.x, y: rule.y + top, width: rule.width, thickness: rule.height };
    piece.rules.iter().map(rule).collect()
}
