//! The letterhead of a letter 信函 (10.1): the mark near the top of the paper, double rules below it and at the foot
//! of page 1, and between them first what is stacked at the left and the number at the right.

use gongwen_core::FaceRole;
use gongwen_core::document::{Align, Inline, Letterhead, Role};
use gongwen_core::style::{DoubleRule, LetterheadStyle, Stylesheet};

use crate::collect::Collector;
use crate::flow::Flow;
use crate::letterhead::{approvers, line_style, mark_top, stacked};
use crate::mark::place_mark;
use crate::pages::Color;
use crate::piece::{Piece, field};

/// Draws it and says how far below the type area's top the title begins (EMU).
pub(crate) fn draw(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
    rules: &DoubleRule,
) -> i64 {
    let pitch = style.grid.line_pitch.emu();
    let width = style.page.type_area_width().emu();
    let body = style.paragraph(Role::Body);
    // White above and below a character in its line.
    let white = (body.line_pitch - body.size).emu() / 2;
    let top = mark_top(style, form);
    let foot = place_mark(flow, collector, piece, head, (style, form), top).unwrap_or(top);

    let x = (style.page.width - rules.length).emu() / 2 - style.page.binding_margin.emu();
    let upper = foot + rules.distance.emu();
    let second = upper + (rules.thick + rules.gap).emu();
    let upper_end = second + rules.thin.emu();
    let lower_end = (style.page.height - rules.from_bottom - style.page.top_margin).emu();
    let lower_thick = lower_end - rules.thick.emu();
    let lower = lower_thick - (rules.gap + rules.thin).emu();
    if !head.preprinted {
        for (y, thickness) in
            [(upper, rules.thick), (second, rules.thin), (lower, rules.thin), (lower_thick, rules.thick)]
        {
            piece.rule(x, y, rules.length.emu(), thickness, Color::Red);
        }
    }
    flow.head_area = Some(lower - rules.text_distance.emu() + white);

    let first = upper_end + rules.text_distance.emu() - white;
    let mut bottom = upper_end;
    for (line, text, path, face) in stacked(head, 0) {
        let form = line_style(style, face, Align::Left);
        let index = flow.standing(collector, &[Inline::text(text)], &form, width, &field(path));
        piece.text(index, 0, first + line as i64 * pitch);
        bottom = first + (line as i64 + 1) * pitch;
    }
    if let Some(number) = &head.document_number {
        let form = line_style(style, FaceRole::FangSong, Align::Right);
        let origin = field("letterhead.document_number");
        let index = flow.standing(collector, &[Inline::text(number.as_str())], &form, width, &origin);
        piece.text(index, 0, first);
        bottom = bottom.max(first + pitch);
    }
    if !head.approvers.is_empty() {
        // The standard has none in a letter; below the number they are at least not lost.
        let (_, rows) = approvers(flow, collector, piece, head, (style, form), bottom.max(first));
        bottom = bottom.max(first) + rows * pitch;
    }
    bottom + i64::from(form.lines_before_title) * pitch
}
