//! The letterhead 版头 of documents, orders and minutes (7.2, 10.2, 10.3): from the first line of the type area down
//! to the title. That of a letter is in `letter`.

use gongwen_document::style::{HeadRuleStyle, LetterheadStyle, Stylesheet};
use gongwen_document::{Align, Document, FaceRole, HeadElement, Inline, Letterhead};

use crate::elements::head_lines::{
    approvers, character, character_foot, line_count, line_style, line_width, mark_top, place_stack,
};
use crate::elements::letter;
use crate::elements::mark::place_mark;
use crate::elements::piece::{Piece, field};
use crate::facts::note_head;
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::Collector;
use crate::pages::Color;

/// Adds the letterhead, if the document has one, as the first unit of its page.
pub(crate) fn add_letterhead(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    document: &Document,
    style: &Stylesheet,
) {
    let Some(head) = &document.letterhead else { return };
    collector.begin_block();
    let form = style.letterhead(document.format);
    let mut piece = Piece::default();
    let height = match &form.rule {
        HeadRuleStyle::Double(rules) => letter::draw(flow, collector, &mut piece, head, (style, form), rules),
        _ => draw(flow, collector, &mut piece, head, (style, form)),
    };
    for text in &piece.texts {
        if let Some(mark) = flow.paragraphs.get_mut(text.paragraph).filter(|text| text.color == Color::Red) {
            mark.least = form.mark_least_size;
        }
    }
    note_head(&mut flow.facts, &flow.paragraphs, &piece, height);
    flow.head = Some(flow.pieces.len());
    let content = Content::Piece(flow.pieces.len());
    flow.pieces.push(piece);
    flow.units.push(Unit { height: height.max(1), below: 0, keep: Keep::Next, content });
}

fn draw(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
) -> i64 {
    let pitch = style.grid.line_pitch.emu();
    let width = style.page.type_area_width().emu();
    let (mut bottom, mut foot) = (0, 0);
    if let Some((end, _)) = place_stack(flow, collector, piece, head, style, (0, 1)) {
        bottom = end;
        foot = end - pitch + character_foot(style);
    }
    // What reaches so far down that the mark has to make room gets some white below it as well.
    let at = mark_top(style, form);
    let top = if foot > at { foot + pitch / 2 } else { at };
    if let Some(end) = place_mark(flow, collector, piece, head, (style, form), top) {
        (bottom, foot) = (end, end);
        bottom += i64::from(form.lines_before_number) * pitch;
    }
    let numbered = head.document_number.is_some() || !head.approvers.is_empty();
    if numbered {
        bottom = number_lines(flow, collector, piece, head, (style, form), bottom);
        foot = bottom - pitch + character_foot(style);
    } else {
        bottom = foot;
    }
    if let HeadRuleStyle::Single { distance, thickness } = form.rule
        && (numbered || !head.issuer_marks.is_empty())
    {
        let y = foot + distance.emu();
        if !head.preprinted {
            piece.rule(0, y, width, thickness, Color::Red);
        }
        bottom = y + thickness.emu();
    }
    bottom + i64::from(form.lines_before_title) * pitch
}

/// 发文字号 (7.2.5), and in upward documents 签发人 (7.2.6); returns the bottom of their last line.
fn number_lines(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
    top: i64,
) -> i64 {
    let pitch = style.grid.line_pitch.emu();
    let width = style.page.type_area_width().emu();
    let cell = character(style);
    let indent = i64::from(form.upward_indent) * cell / 100;
    let number = head.document_number.as_deref().map(|number| {
        let align = if head.approvers.is_empty() { Align::Center } else { Align::Left };
        let form = line_style(style, FaceRole::FangSong, align);
        let origin = field(HeadElement::DocumentNumber.field());
        // In an upward document it begins one character in.
        let room = if head.approvers.is_empty() { width } else { width - indent };
        flow.standing(collector, &[Inline::text(number)], &form, room, &origin)
    });
    if head.approvers.is_empty() {
        let Some(number) = number else { return top };
        piece.text(number, 0, top);
        return top + line_count(flow, number) * pitch;
    }
    let (left, rows) = approvers(flow, collector, piece, head, (style, form), top);
    let mut bottom = top + rows * pitch;
    if let Some(number) = number {
        // The number stands on the last line of the names, unless it reaches into them.
        let (wide, lines) = (line_width(flow, number).unwrap_or(width), line_count(flow, number));
        if indent + wide + cell / 2 > left {
            bottom += lines * pitch;
        }
        piece.text(number, indent, bottom - lines * pitch);
    }
    bottom
}
