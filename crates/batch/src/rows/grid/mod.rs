//! A sheet as a printed table: what it shows, with merged cells, and nothing lost.

mod around;
mod choose;
mod count;
mod crossing;
mod head;
mod lattice;
mod place;
mod regions;
mod source;
mod told;
mod units;

use std::collections::BTreeSet;

use gongwen_core::report::{Grid, SheetPart};
use gongwen_document::{Diagnostic, Diagnostics};

use super::{Input, Kind, Limits, TableOptions};
use around::Around;
use choose::Heads;
use count::{Wanted, count};
pub(super) use crossing::crossing;
use head::head_rows;
use lattice::{Item, Lattice, Torn, shown_at};
pub(super) use regions::regions;
use regions::{Region, Shut, merged_into};
use source::{OpenSheet, Shown, too_large};
use told::Hidden;

/// Cells of a printed table at most, empty ones too.
const MOST_PLACES: usize = 2_000_000;

/// How large a printed table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintLimits {
    /// What is read of its file; `columns` is how many are printed at most.
    pub table: Limits,
    /// How many rows are printed at most.
    pub rows: usize,
}

impl Default for PrintLimits {
    /// 10,000 rows, and the 63 columns of a table in Word.
    fn default() -> PrintLimits {
        let table = Limits { unpacked_bytes: 256 << 20, held_bytes: 64 << 20, columns: Grid::MOST_COLUMNS };
        PrintLimits { table, rows: Grid::MOST_ROWS }
    }
}

/// A table that was read to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedTable {
    /// The cells of the table, with the title, unit and notes around them.
    pub grid: Grid,
    /// What somebody should look at: what was left out because it is hidden, which sheet was taken, numbers that nobody
    /// rounded.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a sheet, or a CSV, as the table that it shows. The table is the smallest range that holds everything that is
/// written: rows and columns in it without a text are left out. Merged cells cover what they cover on the sheet. A title,
/// a line such as 单位：万元 and notes come out of it; hidden rows and columns are left out and told.
///
/// # Errors
///
/// What keeps the file from being read, as [`DataTable::open`](super::DataTable::open) has it; `rows/empty`; `rows/too-large`;
/// `rows/merge-overlap`; `rows/no-column`, `rows/column-alike` and `rows/column-torn` for a choice of columns;
/// `rows/formula` and `rows/picture-cell` at their cells; `rows/units-differ` when the report says another unit than the
/// file, so that all numbers were wrong by a factor; `rows/lost-text` when the count of texts does not come out.
///
/// ```
/// use gongwen_batch::{Kind, PrintLimits, printed_table};
/// use gongwen_core::report::SheetPart;
/// let bytes = std::io::Cursor::new("单位：亩,\n乡镇,面积\n某某镇,\"1,200\"\n");
/// let table = printed_table(Box::new(bytes), Kind::Csv, &SheetPart::default(), PrintLimits::default())?;
/// assert_eq!(table.grid.unit.as_deref(), Some("单位：亩"));
/// assert_eq!(table.grid.rows[1][1].text.to_string(), "1,200");
/// assert_eq!(table.grid.header_rows, Some(1));
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn printed_table(
    input: Box<dyn Input>,
    kind: Kind,
    part: &SheetPart,
    limits: PrintLimits,
) -> Result<PrintedTable, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    let options = TableOptions { sheet: part.sheet.clone(), limits: limits.table, ..TableOptions::default() };
    let (mut source, others, mut warnings) = OpenSheet::open(input, kind, &options)?;
    let sheet = source.sheet().map(str::to_owned);
    let sheet = sheet.as_deref();
    let regions =
        regions(source.merged()).map_err(|(one, other)| crossing(sheet, one, other)).map_err(one)?;
    let hidden = source.hidden();
    let rows = hidden.0.with(outside(part));
    let (cells, unseen) = source.cells(limits.table.held_bytes).map_err(one)?;
    let mut told = Hidden::new(&hidden, part);
    warnings.extend(told::sheet_taken(sheet, &others));

    let items = items(cells, &regions, &rows, &hidden.1, &mut told);
    let mut lattice = Lattice::new(items);
    if lattice.items.is_empty() {
        return Err(one(told::empty(sheet, !part.rows.is_empty())));
    }
    let around = Around::take(&mut lattice);
    let mut head = part.header_rows.unwrap_or_else(|| head_rows(&lattice)).min(lattice.rows.len());
    warnings.extend(told.told(sheet, &lattice, head));
    let mut chosen = None;
    if !part.columns.is_empty() {
        let columns = choose::columns(&lattice, head, &part.columns).map_err(Diagnostics)?;
        head = lattice.choose(&columns, head).map_err(|Torn(region)| one(told::torn(sheet, region)))?;
        chosen = Some(lattice.columns.iter().copied().collect::<BTreeSet<u32>>());
    }
    let whole = head::whole(&lattice, head);
    if whole > head && part.header_rows.is_some() {
        warnings.push(told::head_raised(sheet, &lattice, head, whole));
    }
    head = whole;
    let (high, wide) = (lattice.rows.len(), lattice.columns.len());
    if high > limits.rows {
        return Err(one(told::too_long(limits.rows)));
    }
    if wide > limits.table.columns {
        let heads = Heads::new(&lattice, head);
        return Err(one(told::too_wide(&heads, wide, limits.table.columns)));
    }
    if high.saturating_mul(wide) > MOST_PLACES {
        return Err(one(too_large()));
    }
    let refused: Vec<Diagnostic> =
        lattice.items.iter().filter_map(|item| told::refused(sheet, item)).collect();
    if !refused.is_empty() {
        return Err(Diagnostics(refused));
    }
    warnings.extend(told::long_numbers(sheet, &lattice));
    let open = |(row, column): &(u32, u32)| {
        let within = chosen.as_ref().is_none_or(|chosen| chosen.contains(column));
        within && rows.first_open(*row, *row).is_some() && hidden.1.first_open(*column, *column).is_some()
    };
    warnings.extend(told::unseen(sheet, &unseen.into_iter().filter(open).collect::<Vec<_>>()));
    warnings.extend(told::left_out(sheet, &around, part));
    warnings.extend(units::told(sheet, &around, part).map_err(one)?);

    let mut grid = lattice.grid();
    grid.header_rows = Some(head);
    if !part.captioned && !around.title_is_among(&part.titles) {
        grid.title = around.whole_title();
    }
    grid.form = around.form_line();
    grid.unit = around.unit_line();
    grid.notes = around.lines_below();
    let wanted = Wanted {
        regions: &regions,
        rows: &rows,
        columns: &hidden.1,
        chosen: chosen.as_ref(),
        around: &around.rows.iter().copied().collect(),
    };
    count(&mut source, &wanted, &grid, around.texts()).map_err(one)?;
    Ok(PrintedTable { grid, warnings })
}

/// The rows that nobody asked for.
fn outside(part: &SheetPart) -> Vec<(u32, u32)> {
    if part.rows.is_empty() {
        return Vec::new();
    }
    let asked =
        part.rows.iter().map(|range| (range.start().saturating_sub(1), range.end().saturating_sub(1)));
    let asked = Shut::new(asked);
    let (mut runs, mut from) = (Vec::new(), 0u32);
    for (first, last) in asked.runs() {
        if let Some(end) = first.checked_sub(1) {
            runs.push((from, end));
        }
        from = last.saturating_add(1);
    }
    runs.push((from, u32::MAX));
    runs
}

/// The cells as what stands on the sheet, merged cells as one.
fn items(cells: Vec<Shown>, regions: &[Region], rows: &Shut, columns: &Shut, told: &mut Hidden) -> Vec<Item> {
    let into = merged_into(regions, cells.iter().map(|cell| (cell.row, cell.column)));
    let item = |region: Region, at| Item {
        region,
        at,
        text: String::new(),
        refusal: None,
        long: false,
        rows: (0, 0),
        columns: (0, 0),
    };
    let mut written = vec![false; regions.len()];
    let mut items = Vec::with_capacity(cells.len());
    for (cell, into) in cells.into_iter().zip(into) {
        let own = (cell.row, cell.column, cell.row, cell.column);
        let merged = into.and_then(|index| Some((index, *regions.get(index)?)));
        let region = merged.map_or(own, |(_, region)| region);
        let Some(at) = shown_at(region, rows, columns) else {
            told.cell(&cell);
            continue;
        };
        if (region.0, region.1) != (cell.row, cell.column) {
            told.covered(&cell, region);
            continue;
        }
        if let Some(place) = merged.and_then(|(index, _)| written.get_mut(index)) {
            *place = true;
        }
        let (text, refusal) = match cell.text {
            Ok(text) => (text, None),
            Err(refusal) => ("?".to_owned(), Some(refusal)),
        };
        items.push(Item { text, refusal, long: cell.long, ..item(region, at) });
    }
    let blank = regions.iter().zip(written).filter(|(_, written)| !written);
    items.extend(blank.filter_map(|(region, _)| Some(item(*region, shown_at(*region, rows, columns)?))));
    items
}
