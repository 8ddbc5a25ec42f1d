//! The rules of a table on one page, as rectangles.

use gongwen_document::Length;
use gongwen_document::style::TableStyle;

use crate::flow::table::{Segment, TableGrid};
use crate::pages::{Color, Rule};

/// Draws the rules around and between the rows that stand on a page; `left` is the type area's left edge (EMU).
///
/// Between two rows a rule is drawn column by column and joined where it goes on, so that it stops at a cell that
/// covers both rows: with columns 1, 2, 3 of which 2 is merged, two rules are drawn. Two segments of the same row (one
/// higher than a page) have none between them. Upright rules run from row to row in the same manner.
pub(crate) fn place_rules(
    rules: &mut Vec<Rule>,
    grid: &TableGrid,
    segments: &[Segment],
    style: &TableStyle,
    left: i64,
) {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return };
    let (outer, inner) = (style.outer_rule.emu(), style.inner_rule.emu());
    let (from, to) = (grid.edges.first().copied().unwrap_or(0), grid.edges.last().copied().unwrap_or(0));
    let (table, width) = (left + from, to - from);
    rules.push(rule(table, first.1, width, outer));
    for pair in segments.windows(2) {
        let [above, below] = pair else { continue };
        let mut start = None;
        for column in 0..grid.edges.len() {
            let drawn = column + 1 < grid.edges.len()
                && above.0 != below.0
                && !grid.same_below(above.0, below.0, column);
            match (drawn, start) {
                (true, None) => start = Some(grid.edges[column]),
                (false, Some(from)) => {
                    rules.push(rule(left + from, below.1, grid.edges[column] - from, inner));
                    start = None;
                }
                _ => {}
            }
        }
    }
    let bottom = last.2 + outer;
    rules.push(rule(table, last.2, width, outer));
    rules.push(rule(table, first.1, outer, bottom - first.1));
    for edge in 1..grid.edges.len().saturating_sub(1) {
        let x = left + grid.edges[edge] - inner / 2;
        let mut start: Option<i64> = None;
        for segment in segments {
            let drawn = !grid.same_beside(segment.0, edge);
            match (drawn, start) {
                (true, None) => start = Some(segment.1),
                (false, Some(from)) => {
                    rules.push(rule(x, from, inner, segment.1 - from));
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            rules.push(rule(x, from, inner, last.2 - from));
        }
    }
    rules.push(rule(table + width - outer, first.1, outer, bottom - first.1));
}

fn rule(x: i64, y: i64, width: i64, height: i64) -> Rule {
    Rule {
        x: Length::from_emu(x),
        y: Length::from_emu(y),
        width: Length::from_emu(width),
        height: Length::from_emu(height),
        color: Color::Black,
    }
}
