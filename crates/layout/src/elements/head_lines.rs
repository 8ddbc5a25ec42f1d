//! Lines of the letterhead 版头 that the ordinary form and letters have in common.

use gongwen_document::style::{LetterheadStyle, MeasuredFrom, ParagraphStyle, Stylesheet};
use gongwen_document::{Align, FaceRole, HeadElement, Inline, Letterhead, Role};

use crate::elements::piece::{Piece, field};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;

/// From the top of the type area to the ink of the mark, EMU; negative above it.
pub(crate) fn mark_top(style: &Stylesheet, form: &LetterheadStyle) -> i64 {
    match form.mark_from {
        MeasuredFrom::TypeArea => form.mark_distance.emu(),
        MeasuredFrom::Paper => (form.mark_distance - style.page.top_margin).emu(),
    }
}

/// A line of 3号 that stands by itself; its digits stand close to 汉字, as in 〔2025〕3号.
pub(crate) fn line_style(style: &Stylesheet, face: FaceRole, align: Align) -> ParagraphStyle {
    ParagraphStyle {
        face,
        align,
        first_line_indent: 0,
        latin_gap: false,
        ..style.paragraph(Role::Body).clone()
    }
}

/// From the top of a line to the foot of its characters, EMU.
pub(crate) fn character_foot(style: &Stylesheet) -> i64 {
    let form = style.paragraph(Role::Body);
    (form.line_pitch - form.white_below()).emu()
}

/// Puts 份号、密级、紧急程度 below each other (7.2.1 to 7.2.3), 密级 on line `second` (from 0) even when there is no 份号.
/// Returns the bottom of the last line and how far those of the first reach.
pub(crate) fn place_stack(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    style: &Stylesheet,
    (top, second): (i64, i64),
) -> Option<(i64, i64)> {
    let pitch = style.grid.line_pitch.emu();
    let width = style.page.type_area_width().emu();
    let (mut line, mut reach) = (0, 0);
    for (text, element, face, least) in [
        (&head.copy_number, HeadElement::CopyNumber, FaceRole::FangSong, 0),
        (&head.classification, HeadElement::Classification, FaceRole::HeiTi, second),
        (&head.urgency, HeadElement::Urgency, FaceRole::HeiTi, 0),
    ] {
        let Some(text) = text else { continue };
        let form = line_style(style, face, Align::Left);
        let index =
            flow.standing(collector, &[Inline::text(text.as_str())], &form, width, &field(element.field()));
        line = line.max(least);
        piece.text(index, 0, top + line * pitch);
        if line == 0 {
            reach = line_width(flow, index).unwrap_or(width);
        }
        line += line_count(flow, index);
    }
    (line > 0).then_some((top + line * pitch, reach))
}

/// 签发人 at the right (7.2.6): so many names a line, those of later lines below those of the first. Returns where the
/// last line begins, and how many lines they take.
pub(crate) fn approvers(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
    top: i64,
) -> (i64, i64) {
    let pitch = style.grid.line_pitch.emu();
    let cell = character(style);
    let right = style.page.type_area_width().emu() - i64::from(form.upward_indent) * cell / 100;
    let origin = field(HeadElement::Approvers.field());
    let mut line = |flow: &mut Flow, text: &str, face: FaceRole, room: i64| {
        let form = line_style(style, face, Align::Left);
        flow.standing(collector, &[Inline::text(text)], &form, room, &origin)
    };
    let label = line(flow, "签发人：", FaceRole::FangSong, right);
    let label_width = line_width(flow, label).unwrap_or(0);
    let room = right - label_width;
    let names: Vec<usize> =
        head.approvers.iter().map(|name| line(flow, name, FaceRole::KaiTi, room)).collect();
    let name_widths: Vec<i64> = names.iter().map(|name| line_width(flow, *name).unwrap_or(room)).collect();
    let widths_of = |columns: usize| -> Vec<i64> {
        let widest = |column: usize| name_widths.iter().skip(column).step_by(columns).copied().max();
        (0..columns).filter_map(widest).collect()
    };
    // Names that are too long for that stand fewer to a line.
    let total = |widths: &[i64]| widths.iter().sum::<i64>() + widths.len().saturating_sub(1) as i64 * cell;
    let most = form.approvers_in_line.max(1);
    let columns = (1..=most).rev().find(|columns| total(&widths_of(*columns)) <= room).unwrap_or(1);
    let widths = widths_of(columns);
    let left = right - total(&widths);
    piece.text(label, left - label_width, top);
    let mut row = 0;
    for names in names.chunks(columns) {
        let mut x = left;
        let mut lines = 1;
        for (name, width) in names.iter().zip(&widths) {
            piece.text(*name, x, top + row * pitch);
            lines = lines.max(line_count(flow, *name));
            x += width + cell;
        }
        row += lines;
    }
    (if row == 1 { left - label_width } else { left }, row)
}

/// Width of a character 字, EMU.
pub(super) fn character(style: &Stylesheet) -> i64 {
    let form = style.paragraph(Role::Body);
    (form.size + form.character_spacing).emu()
}

pub(crate) fn line_width(flow: &Flow, paragraph: usize) -> Option<i64> {
    flow.paragraphs.get(paragraph).and_then(Paragraph::single_line_width)
}

pub(crate) fn line_count(flow: &Flow, paragraph: usize) -> i64 {
    flow.paragraphs.get(paragraph).map_or(1, |paragraph| paragraph.lines.len() as i64)
}
