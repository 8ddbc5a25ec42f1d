//! Standing columns 柱形图: this year against last, a pair for each figure.

use rust_decimal::Decimal;

use super::canvas::{Canvas, DARK, WHITE};
use super::labels::{SIZE, halves, wrapped};
use super::values::{Bar, Chart, length};
use crate::view::year_heads;
use gongwen_document::{Anchor, Drawing, Length};

/// From the tallest column down to the lowest.
const PLOT: Length = Length::mm(55);
/// A pair takes no more room than this, however few there are.
const WIDEST_PAIR: Length = Length::mm(36);
const SMALLEST: Length = Length::pt(6);
const GAP: Length = Length::mm(2);

pub(super) fn drawing(chart: &Chart<'_>) -> (Drawing, Length) {
    let mut canvas = Canvas::default();
    let count = chart.bars.len().max(1) as i64;
    let pair = chart.width.scale(1, count).min(WIDEST_PAIR);
    let start = (chart.width - pair * count).scale(1, 2);
    let column = pair.scale(2, 5);

    let texts = |bar: &Bar<'_>| [bar.other.to_string(), bar.shown()];
    let longest = chart.bars.iter().flat_map(texts).map(|text| halves(&text)).max().unwrap_or(1).max(1);
    // A value is as wide as its column and half of what is between two pairs.
    let size = (pair.scale(1, 2) - Length::hundredths_mm(50)).scale(2, longest).min(SIZE).max(SMALLEST);

    let values = chart.bars.iter().flat_map(|bar| [bar.other, bar.value]);
    let (low, high) =
        values.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), it| (low.min(it), high.max(it)));
    let range = high.checked_sub(low).filter(|range| !range.is_zero()).unwrap_or(Decimal::ONE);

    let head = legend(&mut canvas, chart);
    let above = size.scale(3, 2);
    let zero = head + above + length(high, range, PLOT);
    let foot = zero - length(low, range, PLOT) + if low < Decimal::ZERO { above } else { Length::ZERO } + GAP;
    let mut bottom = foot;
    for (index, bar) in chart.bars.iter().enumerate() {
        let middle = start + pair.scale(2 * index as i64 + 1, 2);
        let sides = [(bar.other, middle - column, middle, WHITE), (bar.value, middle, middle + column, DARK)];
        for ((value, left, right, fill), text) in sides.into_iter().zip(texts(bar)) {
            let end = zero - length(value, range, PLOT);
            canvas.bar([left, zero.min(end), right, zero.max(end)], fill);
            let beyond = size.scale(7, 10);
            let at = if value < Decimal::ZERO { end + beyond } else { end - beyond };
            // Towards the outside of the pair, so that two values of one height keep apart.
            let shift = (pair - column - column).scale(1, 4);
            let x = if right == middle {
                left + column.scale(1, 2) - shift
            } else {
                left + column.scale(1, 2) + shift
            };
            canvas.label(text, x, at, Anchor::Middle, size);
        }
        let name = wrapped(&bar.figure.label, (pair - GAP).emu() * 2 / SIZE.emu());
        let tall = SIZE.scale(6, 5) * name.len() as i64;
        canvas.lines(&name, middle, foot + tall.scale(1, 2), Anchor::Middle, SIZE);
        bottom = bottom.max(foot + tall);
    }
    canvas.line((Length::ZERO, zero), (chart.width, zero));
    (canvas.finish(), bottom)
}

/// The unit at the left, the two years at the right; how high that is.
fn legend(canvas: &mut Canvas, chart: &Chart<'_>) -> Length {
    let middle = SIZE.scale(3, 4);
    if !chart.unit.is_empty() {
        canvas.label(format!("单位：{}", chart.unit), Length::ZERO, middle, Anchor::Start, SIZE);
    }
    let mut right = chart.width;
    for (text, fill) in year_heads(chart.year).into_iter().zip([DARK, WHITE]) {
        let left = right - SIZE.scale(halves(&text), 2);
        let square = SIZE.scale(4, 5);
        canvas.label(text, left, middle, Anchor::Start, SIZE);
        let edge = left - GAP.scale(1, 2);
        canvas.bar([edge - square, middle - square.scale(1, 2), edge, middle + square.scale(1, 2)], fill);
        right = edge - square - GAP * 2;
    }
    SIZE.scale(3, 2) + GAP
}
