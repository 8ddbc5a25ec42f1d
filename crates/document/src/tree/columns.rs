//! Widths of the columns of a table: what is asked for, what the texts need, and how the room is shared out.

use super::{ColumnWidth, Table};
use crate::Length;

/// What the texts of a column need, its paddings included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnNeed {
    /// So that no number and no short word is parted.
    pub least: Length,
    /// So that its cells below the head have one line each.
    pub body: Length,
    /// So that the cells of the head have one line each, too.
    pub all: Length,
}

impl Table {
    /// The left edge of each column and the right edge of the last, in a room of this width: `ZERO` first.
    ///
    /// Columns in millimetres are so wide, if their texts need no more. The others have what they need at least; what is left
    /// goes by their shares, or, where nobody gave any, first to columns that lack little to have their cells in one line,
    /// then to heads, then to all alike. A table all of whose columns are in millimetres may be narrower than the room. When
    /// the columns need more than there is, all shrink alike.
    ///
    /// ```
    /// use gongwen_document::{Length, ColumnNeed, ColumnWidth, Table};
    /// let columns = vec![ColumnWidth::Share(1000), ColumnWidth::Share(3000)];
    /// let table = Table { columns, ..Table::default() };
    /// let needs = [ColumnNeed::default(); 2];
    /// assert_eq!(table.edges(&needs, Length::mm(100)), [Length::ZERO, Length::mm(25), Length::mm(100)]);
    /// ```
    pub fn edges(&self, needs: &[ColumnNeed], width: Length) -> Vec<Length> {
        let asked: Vec<ColumnWidth> =
            (0..needs.len()).map(|column| self.columns.get(column).copied().unwrap_or_default()).collect();
        let widths = widths(&asked, needs, width.emu());
        let mut right = 0;
        let mut edges = vec![Length::ZERO];
        edges.extend(widths.into_iter().map(|width| {
            right += width;
            Length::from_emu(right)
        }));
        edges
    }
}

/// Shares the width among columns: those with a width in millimetres have it, the others what their texts need at
/// least, and what is left goes by shares or by the needs of texts.
///
/// Where even the least is too much, all shrink alike, for nothing better can be done and the fault is told elsewhere:
/// 100 mm for columns that need 80 and 40 gives 66.7 and 33.3. A column never gets less than its least from a small
/// share: of 100 mm with shares 1 and 9 and a least of 20 in the first, the first has 20.
fn widths(asked: &[ColumnWidth], needs: &[ColumnNeed], width: i64) -> Vec<i64> {
    let least: i64 =
        asked.iter().zip(needs).map(|(asked, need)| fixed(*asked, *need).unwrap_or(need.least.emu())).sum();
    let fixed_sum: i64 = asked.iter().zip(needs).filter_map(|(asked, need)| fixed(*asked, *need)).sum();
    let free: Vec<usize> = (0..asked.len())
        .filter(|column| !matches!(asked.get(*column), Some(ColumnWidth::Fixed(_))))
        .collect();
    let mut widths: Vec<i64> = asked
        .iter()
        .zip(needs)
        .map(|(asked, need)| fixed(*asked, *need).unwrap_or(need.least.emu()))
        .collect();
    if least >= width && least > 0 {
        for column in &mut widths {
            *column = part(*column, width, least);
        }
        return widths;
    }
    let needs: Vec<ColumnNeed> = free.iter().filter_map(|column| needs.get(*column).copied()).collect();
    let shares: Vec<Option<u32>> = free
        .iter()
        .map(|column| match asked.get(*column) {
            Some(ColumnWidth::Share(share)) => Some((*share).max(1)),
            _ => None,
        })
        .collect();
    let room = width - fixed_sum;
    let shared = match shares.iter().any(Option::is_some) {
        true => by_shares(&shares, &needs, room),
        false => by_needs(&needs, room),
    };
    for (column, share) in free.iter().zip(shared) {
        if let Some(width) = widths.get_mut(*column) {
            *width = share;
        }
    }
    widths
}

/// The width of a column that was asked for in millimetres; its texts come first.
fn fixed(asked: ColumnWidth, need: ColumnNeed) -> Option<i64> {
    match asked {
        ColumnWidth::Fixed(width) => Some(width.max(need.least).emu()),
        _ => None,
    }
}

/// By weights, none narrower than it needs; a column without a share counts as one.
fn by_shares(shares: &[Option<u32>], needs: &[ColumnNeed], room: i64) -> Vec<i64> {
    // A column raised to what it needs has no weight any more.
    let mut weights: Vec<Option<i64>> =
        shares.iter().map(|share| Some(i64::from(share.unwrap_or(1000)))).collect();
    loop {
        let total: i64 = weights.iter().flatten().sum::<i64>().max(1);
        let raised: i64 = weights
            .iter()
            .zip(needs)
            .filter(|(weight, _)| weight.is_none())
            .map(|(_, need)| need.least.emu())
            .sum();
        let left = room - raised;
        let mut settled = true;
        for (weight, need) in weights.iter_mut().zip(needs) {
            if weight.is_some_and(|weight| part(left, weight, total) < need.least.emu()) {
                *weight = None;
                settled = false;
            }
        }
        if settled {
            let (mut sum, mut before) = (0, 0);
            return weights
                .iter()
                .zip(needs)
                .map(|(weight, need)| match weight {
                    Some(weight) => {
                        sum += weight;
                        let end = part(left, sum, total);
                        end - std::mem::replace(&mut before, end)
                    }
                    None => need.least.emu(),
                })
                .collect();
        }
    }
}

/// Widths by what the texts of each column need, when nobody asked for any.
fn by_needs(needs: &[ColumnNeed], room: i64) -> Vec<i64> {
    let least: Vec<i64> = needs.iter().map(|need| need.least.emu()).collect();
    let body: Vec<i64> = needs.iter().map(|need| need.body.max(need.least).emu()).collect();
    let all: Vec<i64> = needs.iter().map(|need| need.all.max(need.body).max(need.least).emu()).collect();
    let widths = fill(&least, &body, room);
    let widths = fill(&widths, &all, room);
    let sum = widths.iter().sum::<i64>();
    let (mut seen, mut before) = (0, 0);
    let count = widths.len().max(1) as i64;
    widths
        .iter()
        .map(|width| {
            // Columns without any text share alike.
            seen += if sum == 0 { 1 } else { *width };
            let end = part(room, seen, if sum == 0 { count } else { sum });
            end - std::mem::replace(&mut before, end)
        })
        .collect()
}

/// Raises what is low towards what is high, the lowest first, as far as the room goes.
fn fill(low: &[i64], high: &[i64], room: i64) -> Vec<i64> {
    let at = |level: i64| low.iter().zip(high).map(move |(low, high)| level.clamp(*low, (*high).max(*low)));
    let (mut fits, mut over) = (0, high.iter().copied().max().unwrap_or(0) + 1);
    while over - fits > 1 {
        let middle = fits + (over - fits) / 2;
        if at(middle).sum::<i64>() <= room { fits = middle } else { over = middle }
    }
    at(fits).collect()
}

/// `whole * numerator / denominator`, rounded towards zero; a denominator below 1 counts as 1.
fn part(whole: i64, numerator: i64, denominator: i64) -> i64 {
    let exact = i128::from(whole) * i128::from(numerator) / i128::from(denominator.max(1));
    i64::try_from(exact).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: i64, body: i64, all: i64) -> ColumnNeed {
        ColumnNeed { least: Length::mm(least), body: Length::mm(body), all: Length::mm(all) }
    }

    #[track_caller]
    fn check(columns: &[&str], needs: &[ColumnNeed], expected: &[i64]) {
        let columns = columns.iter().map(|text| ColumnWidth::parse(text).unwrap()).collect();
        let edges = Table { columns, ..Table::default() }.edges(needs, Length::mm(100));
        let widths: Vec<i64> = edges.windows(2).map(|pair| (pair[1] - pair[0]) / Length::mm(1)).collect();
        assert_eq!(widths, expected);
    }

    #[test]
    fn a_share_gives_way_to_what_a_column_needs() {
        check(&["1", "3"], &[need(40, 40, 40), need(10, 10, 10)], &[40, 60]);
    }

    #[test]
    fn millimetres_are_kept_and_the_rest_is_shared() {
        check(&["30mm", "1", "1.5"], &[need(10, 10, 10); 3], &[30, 28, 42]);
        check(&["30mm", "20mm"], &[need(10, 10, 10); 2], &[30, 20]);
        check(&["5mm", "1"], &[need(10, 10, 10); 2], &[10, 90]);
    }

    #[test]
    fn columns_that_lack_little_have_one_line_first() {
        check(&["auto"; 3], &[need(10, 20, 20), need(10, 20, 20), need(10, 200, 200)], &[20, 20, 60]);
    }

    #[test]
    fn cells_come_before_heads() {
        check(&["auto"; 2], &[need(10, 60, 60), need(10, 10, 80)], &[60, 40]);
    }

    #[test]
    fn what_is_too_wide_shrinks_alike() {
        check(&["auto"; 2], &[need(100, 100, 100), need(300, 300, 300)], &[25, 75]);
    }
}
