//! Page numbers 页码 (7.5): 4号 宋体, a 一字线 on each side, 7 mm below the type area; right on odd pages, left on even.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Align, Length, Orientation, Origin};

use crate::inline::classes::Class;
use crate::inline::collect::{Collector, Item, Span, Text};
use crate::inline::lines::Line;
use crate::inline::place::{Spot, place_line};
use crate::pages::{Color, Page};

/// Adds its number to a page. `style` is that of upright paper: on lying paper the number stays where it is on the
/// others (clause 8). `pages` are all that the document has.
pub(crate) fn place_page_number(
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    page: &mut Page,
    label: String,
    (odd, pages): (bool, usize),
) {
    let form = &style.page_number;
    let origin = Origin::default();
    let total = form.total.map(|behind| format!("{pages}{behind}")).unwrap_or_default();
    let text = [form.prefix, &label, form.suffix, &total].concat();
    let items: Vec<Item> = text
        .chars()
        .map(|character| collector.item(character, form.face, form.size, Length::ZERO, &origin))
        .collect();
    let width: i64 = items.iter().map(|item| item.width).sum();
    let indent = form.size.emu() * i64::from(form.side_indent) / 100;
    let left = style.page.binding_margin.emu();
    let right = left + style.page.type_area_width().emu();
    let x = if odd { right - indent - width } else { left + indent };
    let bottom = style.page.top_margin + style.page.type_area_height();
    let dash = bottom + form.distance;
    let baseline = dash.emu()
        + items
            .iter()
            .find(|item| item.class == Class::Dash)
            .map_or(0, |item| middle(collector, item, form.size));
    let count = items.len();
    let text = Text { items, spans: vec![Span::default()], hang: 0 };
    let line = Line { items: 0..count, last: true, ..Line::default() };
    let spot = Spot {
        x,
        baseline,
        align: Align::Left,
        size: form.size,
        scale: 100,
        artifact: true,
        color: Color::Black,
        bold: false,
    };
    let lies = page.orientation == Orientation::Landscape;
    let runs = if lies { &mut page.upright_runs } else { &mut page.runs };
    place_line(runs, &text, &line, &spot);
    page.label = Some(label);
}

/// How far the middle of a glyph's ink lies above the baseline, EMU.
fn middle(collector: &Collector<'_>, item: &Item, size: Length) -> i64 {
    let face = collector.fonts.face(item.face);
    face.ink(item.glyph).map_or(0, |[_, low, _, high]| {
        (i64::from(low) + i64::from(high)) * size.emu() / (2 * i64::from(face.units_per_em.max(1)))
    })
}
