//! A table as texts, for printing: what the spreadsheet shows, row by row.

use gongwen_core::{Diagnostic, Diagnostics, Message};

use super::{Cell, Input, Kind, Table, TableOptions};

/// The rows of a table with its header, each cell as the spreadsheet shows it; every row has as many cells as the header.
/// A title above the header is left out, and so are empty rows.
///
/// # Errors
///
/// As [`Table::open`]; `rows/too-large` past `most` rows; `rows/formula` for a formula without a result.
///
/// ```
/// use gongwen_batch::{Kind, TableOptions, shown_rows};
/// let bytes = std::io::Cursor::new("乡镇,面积\n某某镇,\"1,200\"\n");
/// let rows = shown_rows(Box::new(bytes), Kind::Csv, &TableOptions::default(), 10_000)?;
/// assert_eq!(rows, [["乡镇", "面积"], ["某某镇", "1,200"]]);
/// # Ok::<(), gongwen_core::Diagnostics>(())
/// ```
pub fn shown_rows(
    input: Box<dyn Input>,
    kind: Kind,
    options: &TableOptions,
    most: usize,
) -> Result<Vec<Vec<String>>, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    let mut table = Table::open(input, kind, options)?;
    let header = table.header().clone();
    let mut rows = vec![header.columns.iter().map(|column| column.header.clone()).collect::<Vec<String>>()];
    for row in table.rows()? {
        let row = row.map_err(one)?;
        if let Some(fault) = row.fault {
            return Err(one(fault));
        }
        if rows.len() >= most {
            return Err(one(too_long(most)));
        }
        let cell = |(index, cell): (usize, &Cell)| match cell {
            Cell::Uncomputed | Cell::Fault(_) => {
                Err(formula(cell).at(header.place(Some(index), Some(row.number), Some(cell.shown()))))
            }
            cell => Ok(cell.printed()),
        };
        rows.push(row.cells.iter().enumerate().map(cell).collect::<Result<_, _>>().map_err(one)?);
    }
    Ok(rows)
}

fn too_long(most: usize) -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(format!("表格超过 {most} 行，没有读"), format!("the table has more than {most} rows")),
    )
    .help(Message::new("印在公文里的表格，请删减到用得着的行", "keep the rows that are to be printed"))
}

fn formula(cell: &Cell) -> Diagnostic {
    let shown = cell.shown();
    let message = match cell {
        Cell::Fault(_) => Message::new(format!("公式出错：{shown}"), format!("a formula failed: {shown}")),
        _ => Message::new("公式没有算出结果", "a formula has no result in the file"),
    };
    Diagnostic::error("rows/formula", message).help(Message::new(
        "用 Excel 或 WPS 打开，改好公式，重新算过再保存",
        "open it, mend the formula, compute and save it",
    ))
}
