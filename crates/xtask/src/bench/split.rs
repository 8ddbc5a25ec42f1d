//! Where the time of a document of a batch goes: the stations of one row, and what is left for files, hashes and record.

use std::fs::{self, File};
use std::path::Path;

use gongwen::batch::{BindOptions, Binding, DataTable, Kind, TableOptions};
use gongwen::read::Notation;
use gongwen::{Fonts, Press};

use super::clock::cost;
use crate::run::Failure;

/// CPU milliseconds of each station; `pdf` and `docx` are those of a whole document in the runs.
#[allow(clippy::print_stdout)]
pub(super) fn measure(report: &Path, rows: &Path, count: usize, pdf: f64, docx: f64) -> Result<(), Failure> {
    const RUNS: usize = 200;
    let open = || {
        DataTable::open(Box::new(File::open(rows)?), Kind::Csv, &TableOptions::default())
            .map_err(Failure::from)
    };
    let mut table = open()?;
    let source = fs::read(report)?;
    let binding = Binding::new(&source, Notation::Toml, table.header(), &BindOptions::default())?;
    let row = table.rows()?.next().ok_or("the table has no row")?.map_err(|fault| fault.message.en)?;
    let bound = binding.bind(&row)?.report;
    let press = Press::new(Fonts::embedded());
    let printed = press.print(&bound)?;
    let shared = press.share([&bound])?;

    let mut whole = open()?;
    let reading = cost(3, || whole.rows().is_ok_and(|rows| rows.count() == count))?.cpu / count as f64;
    let binding = cost(RUNS, || binding.bind(&row).is_ok())?.cpu;
    let blocks = cost(RUNS, || press.document(&bound).is_ok())?.cpu;
    let drawn = cost(RUNS, || press.print(&bound).is_ok())?.cpu - blocks;
    let word = cost(RUNS, || printed.docx().is_ok())?.cpu;
    let measured = cost(RUNS, || press.word(&bound).is_ok())?.cpu - blocks - word;
    let pages = cost(RUNS, || printed.pdf_with(&shared).is_ok())?.cpu;
    println!("split, CPU ms a document: the gate reads and binds each row once, the run once more");
    for (format, whole, layout, writing) in [("pdf", pdf, drawn, pages), ("docx", docx, measured, word)] {
        let rows = 2.0 * (reading + binding);
        let rest = whole - rows - blocks - layout - writing;
        let stations = [
            ("rows", rows),
            ("template and blocks", blocks),
            ("layout", layout),
            ("writing", writing),
            ("start, files, hashes and record", rest),
        ];
        let (name, most) =
            stations.into_iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or_default();
        let listed: Vec<String> = stations.iter().map(|(name, cost)| format!("{name} {cost:.2}")).collect();
        println!("{format:4} {}; bound by {name}, {:.0} % of it", listed.join(", "), most / whole * 100.0);
    }
    Ok(())
}
