//! The count behind the reading: every text that the sheet shows is in what was read, as often as on the sheet.

use std::collections::{BTreeSet, HashMap};

use gongwen_core::report::{Grid, Segment};
use gongwen_document::{Diagnostic, Message};

use super::place::place;
use super::regions::{Region, Shut, merged_into};
use super::source::OpenSheet;

/// What of the sheet has to be there.
pub(super) struct Wanted<'w> {
    pub(super) regions: &'w [Region],
    /// Rows and columns that are not printed.
    pub(super) rows: &'w Shut,
    pub(super) columns: &'w Shut,
    /// The columns that somebody chose.
    pub(super) chosen: Option<&'w BTreeSet<u32>>,
    /// Rows that stand around the table and not in it.
    pub(super) around: &'w BTreeSet<u32>,
}

/// Reads the sheet a second time and holds its texts against what was read.
///
/// # Errors
///
/// `rows/lost-text` for the first text that is there less or more often than on the sheet.
pub(super) fn count<'t>(
    source: &mut OpenSheet,
    wanted: &Wanted<'_>,
    grid: &'t Grid,
    around: impl Iterator<Item = &'t str>,
) -> Result<(), Diagnostic> {
    let mut cells = Vec::new();
    source.each(&mut |cell| {
        if !cell.unseen {
            cells.push(((cell.row, cell.column), cell.text.ok()));
        }
        Ok(())
    })?;
    cells.sort_by_key(|(at, _)| *at);
    let into = merged_into(wanted.regions, cells.iter().map(|(at, _)| *at));
    let mut counts: HashMap<String, (i64, (u32, u32))> = HashMap::new();
    for ((at, text), region) in cells.into_iter().zip(into) {
        let region = region.and_then(|index| wanted.regions.get(index));
        let (top, left, bottom, right) = region.copied().unwrap_or((at.0, at.1, at.0, at.1));
        let row = wanted.rows.first_open(top, bottom);
        let shown = row.is_some() && wanted.columns.first_open(left, right).is_some() && (top, left) == at;
        let chosen = row.is_some_and(|row| wanted.around.contains(&row))
            || wanted.chosen.is_none_or(|chosen| chosen.range(left..=right).next().is_some());
        if let Some(text) = text.filter(|_| shown && chosen) {
            counts.entry(text).or_insert((0, at)).0 += 1;
        }
    }
    let mut take = |text: &str| match counts.get_mut(text) {
        Some((count, _)) => *count -= 1,
        None => drop(counts.insert(text.to_owned(), (-1, (0, 0)))),
    };
    let mut cell_text = String::new();
    for cell in grid.rows.iter().flatten() {
        cell_text.clear();
        for segment in &cell.text.segments {
            if let Segment::Text(text) = segment {
                cell_text.push_str(text);
            }
        }
        if !cell_text.is_empty() {
            take(&cell_text);
        }
    }
    around.for_each(take);
    let lost = counts.into_iter().filter(|(_, (count, _))| *count != 0).min_by_key(|(_, (_, at))| *at);
    match lost {
        Some((text, (_, at))) => Err(lost_text(source.sheet(), at, &text)),
        None => Ok(()),
    }
}

fn lost_text(sheet: Option<&str>, (row, column): (u32, u32), text: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/lost-text",
        Message::new(
            "这一格的字没有原样读进来，表格不印",
            "the text of this cell was not read as it stands, so the table is not printed",
        ),
    )
    .at(place(sheet, Some(row), Some(column), Some(text)))
    .help(Message::new(
        "这是程序的毛病；取消这附近的合并格子再试，并把文件报给开发者",
        "this is a fault of the program: try without merged cells there, and report the file",
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use gongwen_core::report::GridCell;

    use super::super::super::{Kind, TableOptions};
    use super::*;

    /// What is told when these cells are what was read of a sheet of four.
    fn told(rows: &[&[&str]]) -> Option<(&'static str, String)> {
        let sheet = Box::new(Cursor::new("村,人\n东坪,5\n"));
        let (mut source, ..) = OpenSheet::open(sheet, Kind::Csv, &TableOptions::default()).ok()?;
        let (shut, around) = (Shut::default(), BTreeSet::new());
        let wanted = Wanted { regions: &[], rows: &shut, columns: &shut, chosen: None, around: &around };
        let row = |row: &&[&str]| row.iter().map(|text| GridCell::text(*text)).collect();
        let grid = Grid { rows: rows.iter().map(row).collect(), ..Grid::default() };
        let fault = count(&mut source, &wanted, &grid, std::iter::empty()).err()?;
        Some((fault.code, fault.place.path.to_string()))
    }

    #[test]
    fn a_text_that_was_lost_changed_or_made_up_is_told_at_its_cell() {
        let at = |place: &str| Some(("rows/lost-text", place.to_owned()));
        assert_eq!(told(&[&["村", "人"], &["东坪", "5"]]), None);
        assert_eq!(told(&[&["村", "人"], &["东坪"]]), at("B2"));
        assert_eq!(told(&[&["村"], &["东坪", "5"]]), at("B1"));
        assert_eq!(told(&[&["村", "人"], &["东坪", "5", "东坪"]]), at("A2"));
        let (code, _) = told(&[&["村", "人"], &["东坪", "5", "6"]]).expect("one too many");
        assert_eq!(code, "rows/lost-text");
    }
}
