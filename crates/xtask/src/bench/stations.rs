//! Each station for the real report, warm, on one thread; then the whole process.

use std::fs;

use gongwen::read::{self, Notation};
use gongwen::{Fonts, Press};

use super::clock::{Cost, cost};
use super::process;
use crate::run::{Failure, root};

const RUNS: usize = 200;

#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let source = fs::read(root().join("fixtures/reports/jinjiang-2024.toml"))?;
    let report = read::report(&source, Notation::Toml)?.report;
    let press = Press::new(Fonts::embedded());
    let printed = press.print(&report)?;
    let pages = &printed.pages;
    println!(
        "{} pages, {} faces; one thread, median and least CPU time of {RUNS} runs, allocations of one",
        pages.pages.len(),
        pages
            .pages
            .iter()
            .flat_map(|page| &page.runs)
            .map(|run| run.face)
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
    );
    let budget = |what: &str, limit: Option<f64>, cost: Cost| {
        let held = limit.map(|limit| {
            format!("  budget {limit} ms: {}", if cost.cpu <= limit { "held" } else { "EXCEEDED" })
        });
        println!(
            "{what:34} {:8.3} ms {:8.3} ms {:7} allocations {:9} bytes{}",
            cost.cpu,
            cost.least,
            cost.allocations,
            cost.bytes,
            held.unwrap_or_default()
        );
    };
    budget("1-3 read and check TOML", None, cost(RUNS, || read::report(&source, Notation::Toml).is_ok())?);
    budget("4-5 view and template", None, cost(RUNS, || press.markup(&report).is_ok())?);
    budget("4-6 report to block tree", None, cost(RUNS, || press.document(&report).is_ok())?);
    budget("  8 report to pages", None, cost(RUNS, || press.print(&report).is_ok())?);
    budget("  7 block tree to DOCX", None, cost(RUNS, || printed.docx().is_ok())?);
    // What is cut and compressed once for a run is what a single PDF does beside the rest.
    let shared = press.share([&report])?;
    budget("    fonts cut and compressed", None, cost(RUNS, || press.share([&report]).is_ok())?);
    budget("    PDF with fonts of a run", None, cost(RUNS, || printed.pdf_with(&shared).is_ok())?);
    budget("  9 pages to PDF", None, cost(RUNS, || printed.pdf().is_ok())?);
    budget("report to DOCX", Some(1.0), cost(RUNS, || press.docx(&report).is_ok())?);
    budget("report to PDF", Some(12.0), cost(RUNS, || press.pdf(&report).is_ok())?);
    process::measure()
}
