//! The imprint 版记 (7.4): at the foot of the last page, its last rule on the bottom edge of the type area. The last
//! page is an even one; that of a letter 信函 is the one its text ends on, without rules and printing line (10.1).

use gongwen_core::Length;
use gongwen_core::document::{Align, Document, Format, Imprint, ImprintPlace, Inline, Orientation, Role};
use gongwen_core::style::{ImprintStyle, ParagraphStyle, Stylesheet};

use crate::collect::Collector;
use crate::facts::head_rules;
use crate::flow::Flow;
use crate::pages::Color;
use crate::paginate::{Paginated, blank_page};
use crate::paragraph::Paragraph;
use crate::piece::{Piece, field};

/// Adds the imprint to the last page, or to a page of its own after it.
pub(crate) fn add_imprint(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    document: &Document,
    style: &Stylesheet,
    laid: &mut Paginated,
) {
    let mut imprint = document.imprint.clone().unwrap_or_default();
    imprint.main_recipients.extend(flow.moved.clone());
    let form = &fitting(collector, style, *style.imprint(document.format), &imprint);
    let mut piece = Piece::default();
    collector.begin_block();
    let height = draw(flow, collector, &mut piece, style, form, &imprint);
    if height == 0 {
        return;
    }
    let area = style.page.type_area_height().emu();
    let even = |page: usize| page % 2 == 1;
    let standing = laid.last == Orientation::Portrait;
    let room = standing && !laid.pages.is_empty() && laid.used + height <= area;
    let last = laid.pages.len().saturating_sub(1);
    let anywhere = document.format == Format::Letter;
    let mut place = ImprintPlace {
        page: last,
        own_page: false,
        blank_before: false,
        size: form.size,
        line_pitch: form.line_pitch,
        height: Length::from_emu(height),
    };
    if !(room && (anywhere || even(last))) {
        place.own_page = true;
        if !anywhere && even(last) {
            // 7.5: neither the blank page nor that of the imprint is numbered.
            laid.pages.push(blank_page(style));
            place.blank_before = true;
        }
        place.page = laid.pages.len();
        laid.pages.push(blank_page(style));
    }
    if let Some(mut canvas) = laid.canvas(place.page) {
        let (left, top) = (style.page.binding_margin.emu(), style.page.top_margin.emu() + area - height);
        piece.place(&flow.paragraphs, &mut canvas, left, top);
    }
    flow.facts.imprint_rules = head_rules(&piece, Length::from_emu(area - height));
    flow.facts.imprint = Some(place);
}

/// Whether a page is one of the two that carry no number, because one of them is blank.
pub(crate) fn unnumbered(place: Option<ImprintPlace>, page: usize) -> bool {
    place.is_some_and(|place| place.blank_before && page + 1 >= place.page)
}

/// Draws it from the top down and returns its height, EMU.
fn draw(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    style: &Stylesheet,
    form: &ImprintStyle,
    imprint: &Imprint,
) -> i64 {
    let width = style.page.type_area_width().emu();
    let pitch = form.line_pitch.emu();
    let parts = parts(imprint);
    let printing =
        form.printing_line && (imprint.printing_office.is_some() || imprint.printing_date.is_some());
    if parts.is_empty() && !printing {
        return 0;
    }
    let paragraph = paragraph_style(style, form);
    let mut y = 0;
    let mut first = true;
    let mut rule = |piece: &mut Piece, y: &mut i64| {
        let thickness = if first { form.outer_rule } else { form.inner_rule };
        first = false;
        piece.rule(0, *y, width, thickness, Color::Black);
        *y += thickness.emu();
    };
    for part in &parts {
        rule(piece, &mut y);
        for entry in part {
            let index = flow.standing(collector, &entry.inlines, &paragraph, width, &field(entry.path));
            piece.text(index, 0, y);
            y += flow.paragraphs.get(index).map_or(0, |entry| entry.lines.len() as i64) * pitch;
        }
    }
    if printing {
        rule(piece, &mut y);
        y += printing_line(flow, collector, piece, &paragraph, imprint, width, y);
    }
    piece.rule(0, y, width, form.outer_rule, Color::Black);
    y + form.outer_rule.emu()
}

/// A paragraph of the imprint.
struct Entry {
    inlines: Vec<Inline>,
    path: &'static str,
}

/// What stands above the printing line, with a rule between the parts.
fn parts(imprint: &Imprint) -> Vec<Vec<Entry>> {
    let mut recipients = Vec::new();
    // 7.4.2: 主送 above 抄送, no rule between them.
    for (label, names, path) in [
        ("主送：", &imprint.main_recipients, "addressees"),
        ("抄送：", &imprint.copy_recipients, "imprint.copy_recipients"),
    ] {
        if !names.is_empty() {
            let text = format!("{}。", join(names));
            recipients
                .push(Entry { inlines: vec![Inline::text(label), Inline::Hang, Inline::text(text)], path });
        }
    }
    let other = |text: &String| Entry { inlines: vec![Inline::text(text.as_str())], path: "imprint.others" };
    let mut parts = vec![recipients, imprint.others.iter().map(other).collect()];
    parts.retain(|part| !part.is_empty());
    parts
}

/// An imprint with so many characters may be higher than a page.
const MANY: usize = 400;
/// Room that is left for the printing line, in lines.
const LINES_LEFT: usize = 2;
/// Sizes of type are tried in steps of half a point.
const STEP: Length = Length::hundredths_pt(50);

/// The form with type small enough for all of it to stand on one page; the standard's unless there is very much.
fn fitting(
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    mut form: ImprintStyle,
    imprint: &Imprint,
) -> ImprintStyle {
    let names = imprint.main_recipients.iter().chain(&imprint.copy_recipients).chain(&imprint.others);
    if names.map(|name| name.chars().count()).sum::<usize>() < MANY && imprint.others.len() < LINES_LEFT {
        return form;
    }
    let width = style.page.type_area_width().emu();
    let area = style.page.type_area_height().emu();
    let parts = parts(imprint);
    while form.size > STEP {
        let paragraph = paragraph_style(style, &form);
        let lines: usize = parts
            .iter()
            .flatten()
            .map(|entry| {
                let origin = field(entry.path);
                Paragraph::new(collector, &entry.inlines, &paragraph, width, &origin).lines.len()
            })
            .sum();
        let rules = form.outer_rule * 2 + form.inner_rule * 2;
        if (lines + LINES_LEFT) as i64 * form.line_pitch.emu() + rules.emu() <= area {
            break;
        }
        form.size -= STEP;
        form.line_pitch = form.size.scale(5, 4);
    }
    form
}

/// The names, as they are or joined by 、.
fn join(names: &[String]) -> String {
    let names = names.join("、");
    names.strip_suffix('。').map_or_else(|| names.clone(), str::to_owned)
}

fn paragraph_style(style: &Stylesheet, form: &ImprintStyle) -> ParagraphStyle {
    ParagraphStyle {
        face: form.face,
        size: form.size,
        character_spacing: Length::ZERO,
        line_pitch: form.line_pitch,
        align: Align::Justify,
        first_line_indent: 0,
        left_indent: form.indent,
        right_indent: form.indent,
        lines_before: 0,
        names: style.paragraph(Role::Addressees).names,
        ..style.paragraph(Role::Body).clone()
    }
}

/// 印发机关 at the left, 印发日期 with the word 印发 at the right of its last line; returns its height.
fn printing_line(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    style: &ParagraphStyle,
    imprint: &Imprint,
    width: i64,
    y: i64,
) -> i64 {
    let pitch = style.line_pitch.emu();
    let cell = style.size.emu();
    // What the office leaves of the width is the date's.
    let date_text = imprint.printing_date.as_ref().map(|date| format!("{date}印发"));
    let date_cells = date_text.as_ref().map_or(0, |date| {
        let halves: i64 = date.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
        halves * cell / 2 + cell
    });
    let mut lines = 1;
    if let Some(office) = &imprint.printing_office {
        let form = ParagraphStyle { align: Align::Left, ..style.clone() };
        let room = (width - date_cells).max(cell * 4);
        let origin = field("imprint.printing_office");
        let index = flow.standing(collector, &[Inline::text(office.as_str())], &form, room, &origin);
        lines = flow.paragraphs.get(index).map_or(1, |office| office.lines.len() as i64).max(1);
        piece.text(index, 0, y);
    }
    if let Some(date) = date_text {
        let form = ParagraphStyle { align: Align::Right, ..style.clone() };
        let origin = field("imprint.printing_date");
        let index = flow.standing(collector, &[Inline::text(date)], &form, width, &origin);
        piece.text(index, 0, y + (lines - 1) * pitch);
    }
    lines * pitch
}
