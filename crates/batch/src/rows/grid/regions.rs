//! Runs that are not shown, and merged cells: rectangles that may not overlap.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Merged cells 合并单元格: first row, first column, last row, last column, from 0.
pub(in crate::rows) type Region = (u32, u32, u32, u32);

/// Rows or columns that are not shown, as runs in their order.
#[derive(Clone, Default)]
pub(super) struct Shut(Vec<(u32, u32)>);

impl Shut {
    pub(super) fn new(runs: impl IntoIterator<Item = (u32, u32)>) -> Shut {
        let mut runs: Vec<(u32, u32)> = runs.into_iter().filter(|(first, last)| first <= last).collect();
        runs.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(runs.len());
        for (first, last) in runs {
            match joined.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        Shut(joined)
    }

    /// A set that shuts these runs (first and last, both included) besides its own.
    pub(super) fn with(&self, runs: impl IntoIterator<Item = (u32, u32)>) -> Shut {
        Shut::new(self.0.iter().copied().chain(runs))
    }

    /// The runs, first and last.
    pub(super) fn runs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }

    pub(super) fn holds(&self, number: u32) -> bool {
        let at = self.0.partition_point(|(_, last)| *last < number);
        self.0.get(at).is_some_and(|(first, _)| *first <= number)
    }

    /// The first one from here to there that is shown.
    pub(super) fn first_open(&self, from: u32, to: u32) -> Option<u32> {
        let at = self.0.partition_point(|(_, last)| *last < from);
        let open = match self.0.get(at) {
            Some((first, last)) if *first <= from => last.checked_add(1)?,
            _ => from,
        };
        (open <= to).then_some(open)
    }
}

/// Merged cells that are open at a row while rows are gone through downwards.
#[derive(Default)]
struct Sweep {
    /// By first column: last column and which one it is.
    open: BTreeMap<u32, (u32, usize)>,
    ends: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Sweep {
    fn close_above(&mut self, row: u32) {
        while let Some(Reverse((_, left))) = self.ends.peek().copied().filter(|end| end.0.0 < row) {
            self.ends.pop();
            self.open.remove(&left);
        }
    }

    fn add(&mut self, index: usize, (_, left, bottom, right): Region) {
        self.open.insert(left, (right, index));
        self.ends.push(Reverse((bottom, left)));
    }

    /// Which of them lies over these columns.
    fn over(&self, left: u32, right: u32) -> Option<usize> {
        let (_, (end, index)) = self.open.range(..=right).next_back()?;
        (*end >= left).then_some(*index)
    }
}

/// Merged cells in the order of their first rows, or two that overlap.
pub(in crate::rows) fn regions(merged: &[Region]) -> Result<Vec<Region>, (Region, Region)> {
    let upright = |(top, left, bottom, right): &Region| {
        (*top.min(bottom), *left.min(right), *top.max(bottom), *left.max(right))
    };
    let single = |(top, left, bottom, right): &Region| top == bottom && left == right;
    let mut regions: Vec<Region> = merged.iter().map(upright).filter(|region| !single(region)).collect();
    regions.sort_unstable();
    let mut sweep = Sweep::default();
    for (index, region) in regions.iter().enumerate() {
        sweep.close_above(region.0);
        if let Some(other) = sweep.over(region.1, region.3).and_then(|other| regions.get(other)) {
            return Err((*other, *region));
        }
        sweep.add(index, *region);
    }
    Ok(regions)
}

/// Which of the merged cells each of these cells, which come row by row, lies in.
pub(super) fn merged_into(regions: &[Region], cells: impl Iterator<Item = (u32, u32)>) -> Vec<Option<usize>> {
    let (mut sweep, mut next) = (Sweep::default(), 0);
    let into = |(row, column): (u32, u32)| {
        while let Some(region) = regions.get(next).filter(|region| region.0 <= row) {
            sweep.close_above(region.0);
            sweep.add(next, *region);
            next += 1;
        }
        sweep.close_above(row);
        sweep.over(column, column)
    };
    cells.map(into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shut_has_open_places_between() {
        let shut = Shut::new([(5, 6), (2, 3), (4, 4), (9, 9)]);
        assert_eq!(shut.0, [(2, 6), (9, 9)]);
        assert_eq!((0..11).filter(|number| shut.holds(*number)).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 9]);
        assert_eq!(
            (shut.first_open(2, 8), shut.first_open(3, 6), shut.first_open(0, 3)),
            (Some(7), None, Some(0))
        );
    }

    #[test]
    fn merged_cells_that_cross_are_found_and_those_that_touch_are_not() {
        assert!(regions(&[(0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 2, 2), (1, 1, 1, 2)]).is_ok());
        assert_eq!(regions(&[(0, 0, 2, 2), (2, 2, 3, 3)]), Err(((0, 0, 2, 2), (2, 2, 3, 3))));
        assert_eq!(regions(&[(0, 0, 2, 0), (1, 0, 1, 3)]), Err(((0, 0, 2, 0), (1, 0, 1, 3))));
        let found = regions(&[(3, 1, 4, 2), (0, 0, 0, 5)]).expect("regions");
        let into = merged_into(&found, [(0, 3), (1, 0), (4, 1), (4, 3), (5, 1)].into_iter());
        assert_eq!(into, [Some(0), None, Some(1), None, None]);
    }
}
