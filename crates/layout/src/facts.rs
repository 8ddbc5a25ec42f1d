//! What the pages tell the Word file.

use gongwen_document::style::ParagraphStyle;
use gongwen_document::{Diagnostic, Facts, HeadRule, Length, Message, Place, WideLine};

use crate::elements::piece::Piece;
use crate::inline::classes::Class;
use crate::inline::collect::Boundary;
use crate::inline::paragraph::Paragraph;
use crate::pages::Rule;

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
    note_wide(facts, paragraph);
    let items = &paragraph.text.items;
    let starts = paragraph.lines.iter().skip(1).map(|line| line.items.start);
    let free: Vec<usize> = starts
        .filter(|start| items.get(*start).is_some_and(|item| item.boundary != Boundary::Forced))
        .collect();
    if !free.is_empty() {
        facts.title_breaks.insert(block, free);
    }
}

/// Notes the lines that the author wanted and that the type area is too narrow for.
pub(crate) fn note_wide(facts: &mut Facts, paragraph: &Paragraph) {
    let items = &paragraph.text.items;
    if !items.iter().any(|item| item.class == Class::Break) {
        return;
    }
    let mut start = 0;
    for part in items.split(|item| item.class == Class::Break) {
        let inside = start + 1..start + part.len();
        start += part.len() + 1;
        if paragraph.lines.iter().any(|line| inside.contains(&line.items.start)) {
            let text = part.iter().map(|item| item.character).collect();
            facts.wide_lines.push(WideLine { field: paragraph.field().clone(), text });
        }
    }
}

/// What to tell the user of lines of a title 标题 or mark that are wider than the type area.
///
/// ```
/// use gongwen_document::{Facts, WideLine};
/// let line = WideLine { field: "title".into(), text: "关于……的通知".into() };
/// let told = gongwen_layout::wide_lines(&Facts { wide_lines: vec![line], ..Facts::default() });
/// assert!(told[0].code == "gbt9704/7.3.1" && !told[0].is_error());
/// ```
pub fn wide_lines(facts: &Facts) -> Vec<Diagnostic> {
    let told = |line: &WideLine| {
        let WideLine { field, text } = line;
        let code = if field.starts_with("letterhead") { "gbt9704/7.2.4" } else { "gbt9704/7.3.1" };
        let message = Message::new(
            format!("这一行太宽，版心排不下，已经再分行：{text}"),
            format!("this line is wider than the type area and was broken: {text}"),
        );
        Diagnostic::warning(code, message)
            .at(Place::report(&**field, None))
            .help(Message::new("把这一行写短些，或者多分一行", "make the line shorter, or break it into two"))
    };
    facts.wide_lines.iter().map(told).collect()
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
    facts.head_rules = head_rules(piece);
    facts.head_height = Length::from_emu(height);
}

/// The rules of a piece.
fn head_rules(piece: &Piece) -> Vec<HeadRule> {
    let rule = |rule: &Rule| HeadRule { x: rule.x, y: rule.y, width: rule.width, thickness: rule.height };
    piece.rules.iter().map(rule).collect()
}
