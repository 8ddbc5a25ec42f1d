//! The letterhead of a letter 信函 (10.1): the mark near the top of the paper, double rules below it and at the foot
//! of page 1, and between them first what is stacked at the left and the number at the right.

use gongwen_document::style::{DoubleRule, LetterheadStyle, Stylesheet};
use gongwen_document::{Align, FaceRole, HeadElement, Inline, Letterhead, Role};

use crate::elements::head_lines::{approvers, line_count, line_style, line_width, mark_top, place_stack};
use crate::elements::mark::place_mark;
use crate::elements::piece::{Piece, field};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;
use crate::pages::Color;

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
    flow.head_area = style.letter_area().map(gongwen_document::Length::emu);

    let first = upper_end + rules.text_distance.emu() - body.white_above().emu();
    let stack = place_stack(flow, collector, piece, head, style, (first, 0));
    let mut bottom = stack.map_or(upper_end, |(bottom, _)| bottom);
    if let Some(number) = &head.document_number {
        let form = line_style(style, FaceRole::FangSong, Align::Right);
        let origin = field(HeadElement::DocumentNumber.field());
        let index = flow.standing(collector, &[Inline::text(number.as_str())], &form, width, &origin);
        let reach = stack.map_or(0, |(_, reach)| reach + body.size.emu());
        let beside = reach + line_width(flow, index).unwrap_or(width) <= width;
        // What has no room beside the lines at the left stands below them.
        let top = if beside || stack.is_none() { first } else { bottom };
        piece.text(index, 0, top);
        bottom = bottom.max(top + line_count(flow, index) * pitch);
    }
    if !head.approvers.is_empty() {
        // The standard has none in a letter; below the number they are at least not lost.
        let (_, rows) = approvers(flow, collector, piece, head, (style, form), bottom.max(first));
        bottom = bottom.max(first) + rows * pitch;
    }
    bottom + i64::from(form.lines_before_title) * pitch
}
