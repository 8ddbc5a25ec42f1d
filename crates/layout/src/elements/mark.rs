//! The issuer's mark 发文机关标志 (7.2.4): as large as the form says where the width allows it, its ink's top edge at
//! an exact place; names of joint bodies below each other, spread to one width, with 文件 beside them.

use gongwen_document::style::{LetterheadStyle, ParagraphStyle, Stylesheet};
use gongwen_document::{Align, HeadElement, Inline, Length, Letterhead, Role};

use crate::elements::piece::{Piece, field};
use crate::facts::note_wide;
use crate::flow::units::Flow;
use crate::inline::collect::{Collector, Item};
use crate::inline::lines;
use crate::inline::paragraph::Paragraph;
use crate::inline::place::baseline;
use crate::pages::Color;

/// Sizes of type come in halves of a point, as in Word.
const STEP: Length = Length::hundredths_pt(50);

/// Puts the mark into the piece, its ink's top edge at `top`; returns where the ink ends.
pub(crate) fn place_mark(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
    top: i64,
) -> Option<i64> {
    let width = style.page.type_area_width().emu();
    match head.issuer_marks.as_slice() {
        [] => None,
        [name] => {
            let text = format!("{name}{}", head.mark_suffix);
            let size = single_size(collector, &text, style, form, width);
            let mark = standing(flow, collector, &text, &mark_style(style, form, size), width);
            note_wide(&mut flow.facts, flow.paragraphs.get(mark)?);
            let (rise, fall) = ink(collector, flow.paragraphs.get(mark)?);
            flow.facts.mark_size = Some(size);
            let line_top = line_top(flow.paragraphs.get(mark)?, top, rise);
            put(flow, piece, head, mark, 0, line_top);
            Some(top + rise + fall)
        }
        names => joint(flow, collector, piece, head, (style, form), names, top),
    }
}

fn mark_style(style: &Stylesheet, form: &LetterheadStyle, size: Length) -> ParagraphStyle {
    ParagraphStyle {
        face: form.mark_face,
        size,
        character_spacing: Length::ZERO,
        line_pitch: size.scale(5, 4),
        align: Align::Center,
        balanced: true,
        // A house that has its titles bold has not its mark so.
        bold: false,
        ..style.paragraph(Role::Title).clone()
    }
}

fn standing(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    text: &str,
    style: &ParagraphStyle,
    width: i64,
) -> usize {
    let index =
        flow.standing(collector, &inlines(text), style, width, &field(HeadElement::IssuerMark.field()));
    if let Some(paragraph) = flow.paragraphs.get_mut(index) {
        paragraph.color = Color::Red;
    }
    index
}

/// The text of a mark, with the new lines that the author put into it.
fn inlines(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::text(line));
    }
    inlines
}

/// Red parts are on the paper already when it is preprinted.
fn put(flow: &mut Flow, piece: &mut Piece, head: &Letterhead, paragraph: usize, x: i64, top: i64) {
    if !head.preprinted {
        piece.text(paragraph, x, top);
    } else if let Some(paragraph) = flow.paragraphs.get_mut(paragraph) {
        paragraph.text.items.clear();
        paragraph.lines.clear();
    }
}

/// The largest size at which a mark stands on one line; below the least, the largest for two lines.
fn single_size(
    collector: &mut Collector<'_>,
    text: &str,
    style: &Stylesheet,
    form: &LetterheadStyle,
    width: i64,
) -> Length {
    let lines = text.split('\n').map(|line| natural_width(collector, line, style, form));
    let natural = lines.max().unwrap_or_default();
    let fits = fitting(form, natural, width);
    // The author's lines are broken again only when they are too wide at the least size.
    if fits >= form.mark_least_size || text.contains('\n') {
        return fits.max(form.mark_least_size);
    }
    let mut size = fitting(form, natural, width * 2);
    while size > form.mark_least_size {
        let lines = Paragraph::new(
            collector,
            &[Inline::text(text)],
            &mark_style(style, form, size),
            width,
            &field(HeadElement::IssuerMark.field()),
        );
        if lines.lines.len() <= 2 {
            break;
        }
        size -= STEP;
    }
    size.max(form.mark_least_size)
}

/// Width of a mark on one line at the form's size.
fn natural_width(
    collector: &mut Collector<'_>,
    text: &str,
    style: &Stylesheet,
    form: &LetterheadStyle,
) -> i64 {
    let origin = field(HeadElement::IssuerMark.field());
    let form = mark_style(style, form, form.mark_size);
    let paragraph = Paragraph::new(collector, &[Inline::text(text)], &form, i64::MAX / 4, &origin);
    lines::width(&paragraph.text.items, 0..paragraph.text.items.len())
}

/// The largest size at which something of this width at the form's size fits the room.
fn fitting(form: &LetterheadStyle, natural: i64, room: i64) -> Length {
    if natural <= room {
        return form.mark_size;
    }
    let exact = i128::from(form.mark_size.emu()) * i128::from(room) / i128::from(natural.max(1));
    let steps = i64::try_from(exact).unwrap_or(0) / STEP.emu();
    STEP * steps.max(1)
}

/// A long name of a joint mark is drawn no narrower than this, in percent of its width; below it all names are set smaller.
const LEAST_SCALE: i64 = 67;

/// A joint mark is no higher than a third of the type area, so that text has room below it; where its type would be smaller than
/// that of the text, up to half.
const SHARES: [i64; 2] = [3, 2];

/// The largest size at which so many names stand in their share of the page.
fn high(style: &Stylesheet, names: usize) -> Length {
    let [third, half] = SHARES.map(|share| {
        let most = style.page.type_area_height().emu() / share / names.max(1) as i64 * 4 / 5;
        STEP * (most / STEP.emu()).max(1)
    });
    third.max(half.min(style.paragraph(Role::Body).size))
}

fn joint(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    piece: &mut Piece,
    head: &Letterhead,
    (style, form): (&Stylesheet, &LetterheadStyle),
    names: &[String],
    top: i64,
) -> Option<i64> {
    let width = style.page.type_area_width().emu();
    // Each body has one line.
    let names: Vec<String> = names.iter().map(|name| name.replace('\n', "")).collect();
    let mut widths: Vec<i64> = names.iter().map(|name| natural_width(collector, name, style, form)).collect();
    widths.sort_unstable();
    // The one in the middle is as wide as it is drawn, and the widest is condensed to that.
    let median = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    let widest = widths.last().copied().unwrap_or_default();
    let natural = median.max((widest * LEAST_SCALE + 99) / 100);
    let suffix = natural_width(collector, &head.mark_suffix, style, form);
    // Half a character between the names and the word beside them.
    let gap = if suffix > 0 { form.mark_size.emu() / 2 } else { 0 };
    let most = high(style, names.len());
    let [plain, condensed] =
        [widest, natural].map(|wide| fitting(form, wide + gap + suffix, width).min(most));
    // Not for a hair: names that are all drawn alike look better, and not every program condenses.
    let size = if plain.emu() * 10 >= condensed.emu() * 9 { plain } else { condensed };
    flow.facts.mark_size = Some(size);
    // White between the characters is what spreads them, and nothing else.
    let form = ParagraphStyle {
        align: Align::Left,
        balanced: false,
        latin_gap: false,
        ..mark_style(style, form, size)
    };
    // Wider than the type area before they are condensed.
    let endless = i64::MAX / 4;
    let marks: Vec<usize> =
        names.iter().map(|name| standing(flow, collector, name, &form, endless)).collect();
    let wide = |flow: &Flow, mark: usize| {
        flow.paragraphs.get(mark).map_or(0, |mark| lines::width(&mark.text.items, 0..mark.text.items.len()))
    };
    let beside =
        (!head.mark_suffix.is_empty()).then(|| standing(flow, collector, &head.mark_suffix, &form, width));
    let gap = if beside.is_some() { size.emu() / 2 } else { 0 };
    let room = width - gap - beside.map_or(0, |mark| wide(flow, mark));
    let widest = marks.iter().map(|mark| wide(flow, *mark)).max().unwrap_or(0).min(room);
    let left = (width - widest - gap - beside.map_or(0, |mark| wide(flow, mark))) / 2;
    let pitch = form.line_pitch.emu();
    let (rise, _) = ink(collector, flow.paragraphs.get(*marks.first()?)?);
    let first = line_top(flow.paragraphs.get(*marks.first()?)?, top, rise);
    let (_, fall) = ink(collector, flow.paragraphs.get(*marks.last()?)?);
    let foot = baseline(first + marks.len().saturating_sub(1) as i64 * pitch, pitch) + fall;
    for (index, mark) in marks.iter().enumerate() {
        if let Some(paragraph) = flow.paragraphs.get_mut(*mark) {
            condense(paragraph, widest);
            spread(paragraph, widest);
        }
        put(flow, piece, head, *mark, left, first + index as i64 * pitch);
    }
    if let Some(beside) = beside {
        // In the middle of their lines, so that it stays there when somebody adds a name in the Word file.
        let middle = first + marks.len().saturating_sub(1) as i64 * pitch / 2;
        put(flow, piece, head, beside, left + widest + gap, middle);
    }
    Some(foot)
}

/// Draws the characters of a name narrower, when it is wider than this.
fn condense(paragraph: &mut Paragraph, width: i64) {
    let items = &mut paragraph.text.items;
    let natural = lines::width(items, 0..items.len());
    if natural <= width {
        return;
    }
    // In whole percents, as Word has it; what is left is spread.
    let percent = (width * 100 / natural.max(1)).clamp(LEAST_SCALE, 100);
    for item in items.iter_mut() {
        item.width = item.width * percent / 100;
        item.offset = item.offset * percent / 100;
        item.lead = item.lead * percent / 100;
    }
    paragraph.scale = u8::try_from(percent).unwrap_or(100);
}

/// Spreads a name to this width 分散对齐; a single character stands in the middle.
fn spread(paragraph: &mut Paragraph, width: i64) {
    let items = &mut paragraph.text.items;
    let rest = width - lines::width(items, 0..items.len());
    let gaps = items.len().saturating_sub(1) as i64;
    if gaps == 0 {
        paragraph.pin(rest / 2);
        return;
    }
    for (index, item) in items.iter_mut().skip(1).enumerate() {
        let index = index as i64;
        item.lead += rest * (index + 1) / gaps - rest * index / gaps;
    }
    paragraph.spread = rest / gaps;
}

/// How far the ink of a mark rises above its first baseline, and how far it reaches below that; EMU.
fn ink(collector: &Collector<'_>, paragraph: &Paragraph) -> (i64, i64) {
    let edge = |item: &Item, top: bool| {
        let face = collector.fonts.face(item.face);
        let units = i64::from(face.units_per_em.max(1));
        face.ink(item.glyph)
            .map(|[_, low, _, high]| i64::from(if top { high } else { low }) * item.em / units)
    };
    let of = |line: Option<&lines::Line>, top: bool| {
        let items = line.and_then(|line| paragraph.text.items.get(line.items.clone())).unwrap_or_default();
        items.iter().filter_map(move |item| edge(item, top)).collect::<Vec<_>>()
    };
    let rise = of(paragraph.lines.first(), true).into_iter().max().unwrap_or(0);
    let fall = of(paragraph.lines.last(), false).into_iter().min().unwrap_or(0);
    let below = paragraph.lines.len().saturating_sub(1) as i64 * paragraph.pitch;
    (rise, below - fall)
}

/// The top of a paragraph's first line whose ink is to begin at `top`.
fn line_top(paragraph: &Paragraph, top: i64, rise: i64) -> i64 {
    top + rise - baseline(0, paragraph.pitch)
}
