//! The imprint 版记 (7.4): at the foot of the last page, its last rule on the bottom edge of the type area. The last
//! page is an even one; that of a letter 信函 is the one its text ends on, without rules and printing line (10.1).
//! Very much of it is set in smaller type; what does not fit a page in 小五 runs over pages.

use gongwen_document::style::{ImprintStyle, ParagraphStyle, Stylesheet};
use gongwen_document::{
    Align, Diagnostic, Document, Facts, Format, Imprint, ImprintPlace, ImprintRow, Inline, Length, Message,
    Orientation, Place, Role,
};

use crate::canvas::Canvas;
use crate::elements::piece::field;
use crate::flow::paginate::{Paginated, blank_page};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::{Color, Rule};

/// Adds the imprint to the last page, or to pages of its own after it.
pub(crate) fn add_imprint(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    document: &Document,
    style: &Stylesheet,
    laid: &mut Paginated,
) {
    let imprint = document.imprint_with(flow.facts.recipients_moved);
    let standard = *style.imprint(document.format);
    let form = fitting(collector, style, standard, &imprint);
    collector.begin_block();
    let (mut strips, date_room) = strips(flow, collector, style, &form, &imprint);
    if strips.is_empty() {
        return;
    }
    let area = style.page.type_area_height().emu();
    let given = give(&mut strips, area - laid.used);
    let sheets = cut(&strips, area);
    let height = height(sheets.last().copied().unwrap_or_default());
    let even = |page: usize| page % 2 == 1;
    let standing = laid.last == Orientation::Portrait;
    let room = standing && !laid.pages.is_empty() && sheets.len() == 1 && laid.used + height <= area;
    let last = laid.pages.len().saturating_sub(1);
    let anywhere = document.format == Format::Letter;
    let mut place = ImprintPlace {
        page: last,
        pages: sheets.len(),
        top: Length::from_emu(area - self::height(sheets.first().copied().unwrap_or_default())),
        own_page: false,
        blank_before: false,
        size: form.size,
        small: form.size < standard.size,
        given: Length::from_emu(given),
        date_room: Length::from_emu(date_room),
    };
    if !(room && (anywhere || even(last))) {
        place.own_page = true;
        place.given = Length::ZERO;
        if !anywhere && even(last + sheets.len() - 1) {
            // 7.5: neither the blank page nor that of the imprint is numbered.
            laid.pages.push(blank_page(style));
            place.blank_before = true;
        }
        place.page = laid.pages.len();
        laid.pages.extend(sheets.iter().map(|_| blank_page(style)));
    }
    for (page, strips) in (place.page..).zip(&sheets) {
        if let Some(mut canvas) = laid.canvas(page) {
            draw(flow, &mut canvas, strips, style);
        }
    }
    flow.facts.imprint = Some(place);
}

/// Whether a page is one of those that carry no number, because one of them is blank.
pub(crate) fn unnumbered(place: Option<ImprintPlace>, page: usize) -> bool {
    place.is_some_and(|place| place.blank_before && page + 1 >= place.page)
}

/// What to tell the user when there is so much in the imprint that it runs over pages.
///
/// ```
/// use gongwen_document::{Facts, ImprintPlace};
/// let place = ImprintPlace { pages: 2, ..ImprintPlace::default() };
/// let facts = Facts { imprint: Some(place), ..Facts::default() };
/// assert!(gongwen_layout::crowded_imprint(&facts).is_some_and(|found| !found.is_error()));
/// ```
pub fn crowded_imprint(facts: &Facts) -> Option<Diagnostic> {
    let place = facts.imprint.filter(|place| place.pages > 1)?;
    let halves = place.size.to_half_points();
    let points = format!("{}{}", halves / 2, if halves % 2 == 0 { "" } else { ".5" });
    let message = Message::new(
        format!("版记太长：用 {points} 磅的字一页也排不下，排成了 {} 页（7.4.2）", place.pages),
        format!(
            "so much is in the imprint that it takes {} pages in type of {points} pt (7.4.2)",
            place.pages
        ),
    );
    let help = Message::new(
        "抄送机关请用规范化的统称，如“各乡镇人民政府”“县直各单位”",
        "name the recipients by their kind, as in “各乡镇人民政府”",
    );
    let path = if facts.recipients_moved { "addressees" } else { "imprint.copy_recipients" };
    Some(Diagnostic::warning("gbt9704/7.4.2", message).at(Place::report(path, None)).help(help))
}

/// A strip of the imprint as high as it says, EMU.
#[derive(Clone, Debug)]
enum Strip {
    Rule(Length),
    White(i64),
    /// Lines beside each other: paragraph, line.
    Line(Vec<(usize, usize)>, i64),
}

impl Strip {
    fn height(&self) -> i64 {
        match self {
            Strip::Rule(thickness) => thickness.emu(),
            Strip::White(height) | Strip::Line(_, height) => *height,
        }
    }
}

fn height(strips: &[Strip]) -> i64 {
    strips.iter().map(Strip::height).sum()
}

/// White that is left between the text and the imprint, so that a program that reckons the imprint a little higher has it
/// on the same page: Word files have rules in eighths of a point, and a line of less than a point that the imprint hangs on.
const SLACK: i64 = Length::pt(2).emu();

/// Takes what is missing of [`SLACK`] evenly out of the white of the rows, when the imprint has this room; says how much
/// each white gives.
fn give(strips: &mut [Strip], room: i64) -> i64 {
    let missing = height(strips) + SLACK - room;
    if !(1..=SLACK).contains(&missing) {
        return 0;
    }
    let whites = || {
        strips.iter().filter_map(|strip| match strip {
            Strip::White(height) => Some(*height),
            _ => None,
        })
    };
    let (count, least) = (whites().count() as i64, whites().min().unwrap_or_default());
    // In whole twips, upwards.
    let parts = Length::twips(1).emu() * count.max(1);
    let given = ((missing + parts - 1) / parts * Length::twips(1).emu()).min(least).max(0);
    for strip in strips {
        if let Strip::White(height) = strip {
            *height -= given;
        }
    }
    given
}

/// The strips of each page. What is more than a page ends at the foot of each; no page begins or ends with white alone, and
/// the last one has more than a rule.
fn cut(strips: &[Strip], area: i64) -> Vec<&[Strip]> {
    let mut sheets = Vec::new();
    let mut rest = strips;
    // From the end up, so that the last pages are full.
    while height(rest) > area {
        let (mut used, mut start) = (0, rest.len());
        while let Some(strip) = start.checked_sub(1).and_then(|index| rest.get(index)) {
            if used + strip.height() > area {
                break;
            }
            used += strip.height();
            start -= 1;
        }
        if start == rest.len() {
            // Higher than a page by itself, which no line is.
            break;
        }
        let line = |index: &usize| matches!(rest.get(*index), Some(Strip::Line(..)));
        // A rule and white without a line would be a page of nothing.
        let first = (0..rest.len()).find(line).unwrap_or_default();
        let start = (start.max(first + 1)..rest.len()).find(line).unwrap_or(start);
        let (before, sheet) = rest.split_at(start);
        sheets.push(sheet);
        rest = before;
    }
    sheets.push(rest);
    sheets.reverse();
    sheets
}

/// Puts strips at the foot of a page.
fn draw(flow: &Flow, canvas: &mut Canvas<'_>, strips: &[Strip], style: &Stylesheet) {
    let left = style.page.binding_margin;
    let mut y = (style.page.top_margin + style.page.type_area_height()).emu() - height(strips);
    for strip in strips {
        match strip {
            Strip::White(_) => {}
            Strip::Rule(thickness) if *thickness > Length::ZERO => canvas.page.rules.push(Rule {
                x: left,
                y: Length::from_emu(y),
                width: style.page.type_area_width(),
                height: *thickness,
                color: Color::Black,
            }),
            Strip::Rule(_) => {}
            Strip::Line(lines, _) => {
                for (paragraph, line) in lines {
                    if let Some(paragraph) = flow.paragraphs.get(*paragraph) {
                        paragraph.place(canvas, *line, left.emu(), y, false);
                    }
                }
            }
        }
        y += strip.height();
    }
}

/// All of it from the top down, and [`ImprintPlace::date_room`].
fn strips(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    form: &ImprintStyle,
    imprint: &Imprint,
) -> (Vec<Strip>, i64) {
    let mut date_room = 0;
    let width = style.page.type_area_width().emu();
    let pitch = form.line_pitch.emu();
    let (above, below) = form.padding();
    let paragraph = paragraph_style(style, form);
    let rows = imprint.rows(form.printing_line);
    let mut strips = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        strips.push(Strip::Rule(if index == 0 { form.outer_rule } else { form.inner_rule }));
        strips.push(Strip::White(above.emu()));
        match row {
            ImprintRow::Lines(lines) => {
                for line in lines {
                    let origin = field(line.path);
                    let index = flow.standing(collector, &line.inlines, &paragraph, width, &origin);
                    let count = flow.paragraphs.get(index).map_or(0, |paragraph| paragraph.lines.len());
                    strips.extend((0..count).map(|line| Strip::Line(vec![(index, line)], pitch)));
                }
            }
            ImprintRow::Printing { office, date } => {
                let (lines, taken) = printing_line(flow, collector, &paragraph, (office, date), width);
                date_room = taken;
                strips.extend(lines.into_iter().map(|lines| Strip::Line(lines, pitch)));
            }
        }
        strips.push(Strip::White(below.emu()));
    }
    if !rows.is_empty() {
        strips.push(Strip::Rule(form.outer_rule));
    }
    (strips, date_room)
}

/// An imprint with so many characters may be higher than a page.
const MANY: usize = 400;
/// Room that is left for the printing line and white around it, in lines.
const LINES_LEFT: usize = 3;
/// Sizes of type are tried in steps of half a point.
const STEP: Length = Length::hundredths_pt(50);

/// The form with type small enough for all of it to stand on one page, but not too small to read; the standard's unless
/// there is very much.
fn fitting(
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    standard: ImprintStyle,
    imprint: &Imprint,
) -> ImprintStyle {
    let names = imprint.main_recipients.iter().chain(&imprint.copy_recipients).chain(&imprint.others);
    if names.map(|name| name.chars().count()).sum::<usize>() < MANY && imprint.others.len() < LINES_LEFT {
        return standard;
    }
    let width = style.page.type_area_width().emu();
    let area = style.page.type_area_height().emu();
    let rows = imprint.rows(false);
    let mut form = standard;
    while form.size > ImprintStyle::LEAST_SIZE {
        let paragraph = paragraph_style(style, &form);
        let mut lines = LINES_LEFT as i64;
        let mut around = (form.outer_rule * 2).emu();
        for row in &rows {
            let ImprintRow::Lines(row) = row else { continue };
            let (above, below) = form.padding();
            around += (above + below + form.inner_rule).emu();
            for line in row {
                let made = Paragraph::new(collector, &line.inlines, &paragraph, width, &field(line.path));
                lines += made.lines.len() as i64;
            }
        }
        if lines * form.line_pitch.emu() + around <= area {
            break;
        }
        form = standard.at((form.size - STEP).max(ImprintStyle::LEAST_SIZE));
    }
    form
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

/// 印发机关 at the left, 印发日期 with the word 印发 at the right of its last line; and what the date takes of the width when
/// the office has more lines than that.
fn printing_line(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    style: &ParagraphStyle,
    (office, date): (&Option<String>, &Option<String>),
    width: i64,
) -> (Vec<Vec<(usize, usize)>>, i64) {
    let beside = |align| ParagraphStyle { align, latin_gap: false, ..style.clone() };
    let date = date.as_ref().map(|date| [Inline::text(date.as_str())]);
    let (for_date, date_field) = (beside(Align::Right), field("imprint.printing_date"));
    // What the date and a character of white leave of the width is the office's.
    let taken = date.as_ref().map_or(0, |date| {
        Paragraph::new(collector, date, &for_date, width, &date_field).widest_line() + style.size.emu()
    });
    let mut lines = Vec::new();
    if let Some(office) = office {
        let room = (width - taken).max(style.size.emu() * 4);
        let origin = field("imprint.printing_office");
        let form = beside(Align::Left);
        let index = flow.standing(collector, &[Inline::text(office.as_str())], &form, room, &origin);
        let count = flow.paragraphs.get(index).map_or(0, |office| office.lines.len());
        lines.extend((0..count).map(|line| vec![(index, line)]));
    }
    let date_room = if lines.len() > 1 { taken } else { 0 };
    if let Some(date) = date {
        let index = flow.standing(collector, &date, &for_date, width, &date_field);
        match lines.last_mut() {
            Some(last) => last.push((index, 0)),
            None => lines.push(vec![(index, 0)]),
        }
    }
    (lines, date_room)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule of 1, white of 3, a line of 10, white of 3.
    fn row() -> Vec<Strip> {
        vec![
            Strip::Rule(Length::from_emu(1)),
            Strip::White(3),
            Strip::Line(vec![(0, 0)], 10),
            Strip::White(3),
        ]
    }

    fn heights(rows: usize, area: i64) -> Vec<i64> {
        let mut strips: Vec<Strip> = (0..rows).flat_map(|_| row()).collect();
        strips.push(Strip::Rule(Length::from_emu(1)));
        cut(&strips, area).into_iter().map(height).collect()
    }

    #[test]
    fn what_fits_a_page_exactly_is_not_cut() {
        assert_eq!(heights(2, 35), [35]);
        assert_eq!(heights(2, 36), [35]);
        // One too high: the last row with its rules stands on the last page, the rest before it.
        assert_eq!(heights(2, 34), [21, 14]);
        // The last page is full exactly.
        assert_eq!(heights(3, 31), [21, 31]);
    }

    #[test]
    fn white_gives_what_is_missing_and_no_more() {
        let twip = Length::twips(1).emu();
        let strips = |white: i64| {
            vec![Strip::White(white), Strip::Line(vec![(0, 0)], twip * 100), Strip::White(white)]
        };
        // Two whites; `room` is above the height by so many twips, and 40 twips are to be left.
        let given = |more: i64, white: i64| {
            let mut strips = strips(twip * white);
            let high = height(&strips);
            let given = give(&mut strips, high + twip * more);
            assert_eq!(height(&strips), high - 2 * given);
            given / twip
        };
        assert_eq!(
            [given(41, 50), given(40, 50), given(39, 50), given(38, 50), given(37, 50)],
            [0, 0, 1, 1, 2]
        );
        // It fits exactly: all of the slack is missing. A little higher than the room: nothing helps.
        assert_eq!([given(1, 50), given(0, 50), given(-1, 50)], [20, 20, 0]);
        // White does not give more than it has.
        assert_eq!(given(0, 5), 5);
        assert_eq!(give(&mut [Strip::Line(Vec::new(), twip)], twip), 0);
    }
}
