//! Lying bars 条形图: shares of parts, progress against targets. A row for each figure: its name, its bar, what it says.

use rust_decimal::Decimal;

use super::canvas::{Canvas, DARK, WHITE};
use super::labels::{SIZE, halves, wrapped};
use super::values::{Chart, length};
use gongwen_core::report::ChartKind;
use gongwen_document::{Anchor, Drawing, Length};

/// Names have so many halves of a character in a line.
const NAME: i64 = 18;
const GAP: Length = Length::mm(2);
const BAR: Length = Length::mm(5);

pub(super) fn drawing(chart: &Chart<'_>) -> (Drawing, Length) {
    let mut canvas = Canvas::default();
    let names: Vec<Vec<String>> = chart.bars.iter().map(|bar| wrapped(&bar.figure.label, NAME)).collect();
    let wide = |halves: i64| SIZE.scale(halves, 2);
    let left = wide(names.iter().flatten().map(|line| halves(line)).max().unwrap_or(0)) + GAP;
    let says = chart.bars.iter().map(|bar| halves(&chart.says(bar))).max().unwrap_or(0);
    let room = (chart.width - left - wide(says) - GAP).max(Length::mm(10));

    let shares: Vec<Decimal> =
        chart.bars.iter().map(|bar| bar.value.checked_div(bar.other).unwrap_or_default()).collect();
    let longest = shares.iter().copied().max().unwrap_or_default();
    // A share fills the room with the longest bar; progress with the target, or with what went beyond it.
    let whole = match chart.kind {
        ChartKind::Progress => longest.max(Decimal::ONE),
        _ if longest > Decimal::ZERO => longest,
        _ => Decimal::ONE,
    };

    let mut top = Length::ZERO;
    for ((bar, share), name) in chart.bars.iter().zip(&shares).zip(&names) {
        let height = (SIZE.scale(6, 5) * name.len() as i64 + GAP).max(Length::mm(9));
        let (middle, half) = (top + height.scale(1, 2), BAR.scale(1, 2));
        let long = length((*share).max(Decimal::ZERO), whole, room);
        let mut end = left + long;
        canvas.lines(name, left - GAP, middle, Anchor::End, SIZE);
        if chart.kind == ChartKind::Progress {
            let target = left + length(Decimal::ONE, whole, room);
            canvas.bar([left, middle - half, target, middle + half], WHITE);
            canvas.bar([left, middle - half, end, middle + half], DARK);
            if end > target {
                // The target shows in what went beyond it.
                canvas.line(
                    (target, middle - half - GAP.scale(1, 2)),
                    (target, middle + half + GAP.scale(1, 2)),
                );
            }
            end = end.max(target);
        } else {
            canvas.bar([left, middle - half, end, middle + half], DARK);
        }
        canvas.label(chart.says(bar), end + GAP, middle, Anchor::Start, SIZE);
        top += height;
    }
    canvas.line((left, Length::ZERO), (left, top));
    (canvas.finish(), top)
}
