//! `cargo xtask bench`: how long each station takes for the real report, warm, on one thread; never a test.
//! Builds itself in release first.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use gongwen::read::{self, Format};
use gongwen::{Fonts, Press};

use crate::run::{Failure, root, run};

const RUNS: usize = 200;

/// Builds in release and measures there.
pub(crate) fn release() -> Result<(), Failure> {
    run(&root(), &["cargo", "build", "--release", "-p", "gongwen-cli"])?;
    run(&root(), &["cargo", "run", "--release", "--quiet", "-p", "xtask", "--", "bench-here"])
}

/// Measures in the profile this was built with.
#[allow(clippy::print_stdout)]
pub(crate) fn here() -> Result<(), Failure> {
    let source = fs::read(root().join("fixtures/reports/jinjiang-2024.toml"))?;
    let report = read::report(&source, Format::Toml)?.report;
    let press = Press::new(Fonts::embedded());
    let printed = press.print(&report)?;
    println!(
        "{} pages; median and least of {RUNS} runs, wall clock on one thread",
        printed.pages.pages.len()
    );
    time("read and check TOML", || read::report(&source, Format::Toml).is_ok());
    time("report to block tree", || press.document(&report).is_ok());
    time("report to pages", || press.print(&report).is_ok());
    time("block tree to DOCX", || printed.docx().is_ok());
    time("pages to PDF", || printed.pdf().is_ok());
    time("report to DOCX (goal 1.0 ms)", || press.docx(&report).is_ok());
    time("report to PDF (goal 12 ms)", || press.pdf(&report).is_ok());
    if let Some(peak) =
        fs::read_to_string("/proc/self/status")?.lines().find(|line| line.starts_with("VmHWM"))
    {
        println!("peak memory of this process {}", peak.trim_start_matches("VmHWM:").trim());
    }
    Ok(())
}

#[allow(clippy::print_stdout)]
fn time(what: &str, mut work: impl FnMut() -> bool) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:32} {:8.3} ms {:8.3} ms", times[RUNS / 2], times[0]);
}
