//! The used range of a sheet: its rows and columns that show something, and the cells over them.

use std::collections::BTreeSet;

use gongwen_core::report::{Grid, GridCell};

use super::regions::{Region, Shut};
use super::source::Refusal;

/// What stands on the sheet in one cell or in merged ones.
pub(super) struct Item {
    /// The cells that it covers on the sheet.
    pub(super) region: Region,
    /// The first of them that is shown: its row and column on the sheet.
    pub(super) at: (u32, u32),
    /// What it shows; nothing for merged cells without a text.
    pub(super) text: String,
    /// Why it cannot be printed.
    pub(super) refusal: Option<Refusal>,
    /// Whether it is a number that nobody rounded.
    pub(super) long: bool,
    /// First and last of the used rows that it covers.
    pub(super) rows: (usize, usize),
    /// First and last of the used columns.
    pub(super) columns: (usize, usize),
}

impl Item {
    /// Whether nothing is written in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn covers_column(&self, column: usize) -> bool {
        (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// The used range 已用区域 of a sheet: its rows, its columns and the cells in them.
#[derive(Default)]
pub(super) struct Lattice {
    /// The used rows by their numbers on the sheet, from 0.
    pub(super) rows: Vec<u32>,
    /// The used columns, in the order in which they are printed.
    pub(super) columns: Vec<u32>,
    /// In the order of rows, then columns.
    pub(super) items: Vec<Item>,
}

/// A cell that falls apart when columns are chosen.
pub(super) struct Torn(pub(super) Region);

impl Lattice {
    /// The smallest range that holds what these show.
    pub(super) fn new(items: Vec<Item>) -> Lattice {
        let mut lattice = Lattice { items, ..Lattice::default() };
        lattice.settle();
        lattice
    }

    /// Finds the used rows and columns; what covers none of them is dropped.
    pub(super) fn settle(&mut self) {
        let shown = || self.items.iter().filter(|item| !item.is_blank());
        self.rows = shown().map(|item| item.at.0).collect::<BTreeSet<u32>>().into_iter().collect();
        self.columns = shown().map(|item| item.at.1).collect::<BTreeSet<u32>>().into_iter().collect();
        let span = |used: &[u32], first: u32, last: u32| {
            let from = used.partition_point(|number| *number < first);
            let end = used.partition_point(|number| *number <= last);
            (end > from).then(|| (from, end - 1))
        };
        let (rows, columns) = (&self.rows, &self.columns);
        self.items.retain_mut(|item| {
            let (top, left, bottom, right) = item.region;
            match (span(rows, top, bottom), span(columns, left, right)) {
                (Some(over), Some(across)) => {
                    (item.rows, item.columns) = (over, across);
                    true
                }
                _ => false,
            }
        });
        self.items.sort_by_key(|item| (item.rows.0, item.columns.0));
    }

    /// What begins in each row and shows something.
    pub(super) fn by_row(&self) -> Vec<Vec<&Item>> {
        let mut rows: Vec<Vec<&Item>> = vec![Vec::new(); self.rows.len()];
        for item in self.items.iter().filter(|item| !item.is_blank()) {
            if let Some(row) = rows.get_mut(item.rows.0) {
                row.push(item);
            }
        }
        rows
    }

    /// Keeps these columns, in this order, and the rows that show something in them; how many of the first `head` rows
    /// are left.
    pub(super) fn choose(&mut self, chosen: &[usize], head: usize) -> Result<usize, Torn> {
        let mut places: Vec<Option<usize>> = vec![None; self.columns.len()];
        for (place, column) in chosen.iter().enumerate() {
            if let Some(found) = places.get_mut(*column) {
                *found = Some(place);
            }
        }
        let mut kept = Vec::with_capacity(self.items.len());
        for mut item in std::mem::take(&mut self.items) {
            let across = places.get(item.columns.0..=item.columns.1).unwrap_or_default();
            let mut across: Vec<usize> = across.iter().flatten().copied().collect();
            across.sort_unstable();
            let (Some(first), Some(last)) = (across.first(), across.last()) else { continue };
            if last - first + 1 != across.len() {
                return Err(Torn(item.region));
            }
            item.columns = (*first, *last);
            kept.push(item);
        }
        let used: BTreeSet<usize> =
            kept.iter().filter(|item| !item.is_blank()).map(|item| item.rows.0).collect();
        let used: Vec<usize> = used.into_iter().collect();
        kept.retain_mut(|item| {
            let from = used.partition_point(|row| *row < item.rows.0);
            let end = used.partition_point(|row| *row <= item.rows.1);
            item.rows = (from, end.saturating_sub(1));
            end > from
        });
        kept.sort_by_key(|item| (item.rows.0, item.columns.0));
        self.items = kept;
        self.columns = chosen.iter().filter_map(|column| self.columns.get(*column).copied()).collect();
        self.rows = used.iter().filter_map(|row| self.rows.get(*row).copied()).collect();
        Ok(used.partition_point(|row| *row < head))
    }

    /// The cells as they are printed. Nothing overlaps, so that all of them are gone through once.
    pub(super) fn grid(self) -> Grid {
        #[derive(Clone)]
        enum GridPlace {
            Free,
            Covered,
            Begins(GridCell),
        }
        let width = self.columns.len();
        let mut places = vec![vec![GridPlace::Free; width]; self.rows.len()];
        for item in self.items {
            let ((top, bottom), (left, right)) = (item.rows, item.columns);
            let mut cell = Some(GridCell {
                columns: right - left + 1,
                rows: bottom - top + 1,
                ..GridCell::text(item.text)
            });
            for row in places.get_mut(top..=bottom).unwrap_or_default() {
                for place in row.get_mut(left..=right).unwrap_or_default() {
                    *place = cell.take().map_or(GridPlace::Covered, GridPlace::Begins);
                }
            }
        }
        let cell = |place| match place {
            GridPlace::Free => Some(GridCell::text("")),
            GridPlace::Covered => None,
            GridPlace::Begins(cell) => Some(cell),
        };
        let rows = places.into_iter().map(|row| row.into_iter().filter_map(cell).collect()).collect();
        Grid { rows, ..Grid::default() }
    }
}

/// The first row and column of these cells that are shown.
pub(super) fn shown_at(region: Region, rows: &Shut, columns: &Shut) -> Option<(u32, u32)> {
    let (top, left, bottom, right) = region;
    Some((rows.first_open(top, bottom)?, columns.first_open(left, right)?))
}
