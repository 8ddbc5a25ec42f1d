//! Many documents: 1,000 reports of about ten pages made from the real one, each with other names and numbers; then
//! rows of one page, to see whether memory stays where it is. The rows are made up (示例数据).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use gongwen::read::{self, Notation};
use gongwen::{Fonts, Press};

use super::clock::{ProcessCost, process};
use super::{peers, split};
use crate::run::{Failure, root, text};

const ROWS: usize = 1000;
/// CPU milliseconds that a document may cost.
const BUDGETS: [(&str, f64); 2] = [("pdf", 2.7), ("docx", 0.74)];
const JOBS: [&str; 2] = ["1", "2"];
const REPEATS: usize = 3;
const ONE_PAGE: &str = r#"
title = "{{village}}2024年工作总结"
year = 2024
issuer = "{{village}}村民委员会"
locality = { name = "{{village}}" }
opening = "{{village}}今年实现村集体经营性收入{{income}}，硬化村组道路{{roads}}，各项工作取得了新的成绩。"
figures.income = { label = "收入", unit = "万元" }
figures.roads = { label = "道路", unit = "公里" }
fields.village = "村名"
batch.key = "代码"
"#;

#[allow(clippy::print_stdout)]
pub(super) fn measure(large: bool, peers: bool) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (report, rows) = (folder.path().join("report.toml"), folder.path().join("rows.csv"));
    real(&report, &rows, ROWS)?;
    println!("{ROWS} reports made from the real one, start included, the median of {REPEATS} runs");
    let mut costs = Vec::new();
    for (format, budget) in BUDGETS {
        let mut runs = [Vec::new(), Vec::new()];
        // In turn, so that a machine that slows down slows both.
        for _ in 0..REPEATS {
            for (jobs, runs) in JOBS.into_iter().zip(&mut runs) {
                runs.push(run(folder.path(), &report, &rows, format, jobs)?);
            }
        }
        let [one, two] = runs.map(median);
        for (jobs, run) in JOBS.into_iter().zip([&one, &two]) {
            let (cpu, rate) = run.each(ROWS);
            println!(
                "{format:4} --jobs {jobs}: {rate:7.0} documents/s, {cpu:6.2} ms CPU each, {:4.2} of it the system's, peak {:5.1} MB, {:7} bytes a file  budget {budget} ms: {}",
                run.cost.system / ROWS as f64,
                run.peak as f64 / 1024.0,
                run.bytes / ROWS as u64,
                if cpu <= budget { "held" } else { "EXCEEDED" }
            );
        }
        println!("{format:4} --jobs 2 is {:.2} × --jobs 1  wanted 1.8", one.cost.wall / two.cost.wall);
        costs.push(one.each(ROWS).0);
    }
    if let [pdf, docx] = costs.as_slice() {
        split::measure(&report, &rows, ROWS, *pdf, *docx)?;
    }
    if peers {
        beside(folder.path(), &report, &rows)?;
    }
    growth()?;
    fs::write(&report, ONE_PAGE)?;
    println!("rows of one page, PDF, --jobs 2");
    for count in [1000, 10_000, 100_000].into_iter().filter(|count| large || *count < 100_000) {
        fs::write(&rows, one_page_rows(count))?;
        let run = run(folder.path(), &report, &rows, "pdf", "2")?;
        println!(
            "{count:7} rows: peak {:6.1} MB, {:.3} ms CPU a document, {:.3} of it the system's, {:.3} ms a document",
            run.peak as f64 / 1024.0,
            run.cost.cpu / count as f64,
            run.cost.system / count as f64,
            run.cost.wall / count as f64
        );
    }
    Ok(())
}

/// Two hundred documents, by us and by two processes of each peer, start included.
#[allow(clippy::print_stdout)]
fn beside(folder: &Path, report: &Path, rows: &Path) -> Result<(), Failure> {
    const COUNT: usize = 200;
    real(report, rows, COUNT)?;
    let peers = peers::pairs(COUNT as u32)?;
    println!("{COUNT} reports, start included: --jobs 2 beside two processes of");
    for ((format, _), (name, cost)) in BUDGETS.into_iter().zip(peers) {
        let (cpu, rate) = run(folder, report, rows, format, "2")?.each(COUNT);
        let (their_cpu, their_rate) = (cost.cpu / COUNT as f64, COUNT as f64 / cost.wall * 1000.0);
        println!(
            "{format:4} {rate:6.0} documents/s, {cpu:5.2} ms CPU each   {name}: {their_rate:5.0} and {their_cpu:6.2} ms   {:.1} times less CPU",
            their_cpu / cpu
        );
    }
    Ok(())
}

struct Run {
    cost: ProcessCost,
    /// Kilobytes.
    peak: u64,
    /// Of all files.
    bytes: u64,
}

impl Run {
    /// CPU milliseconds a document, documents a second.
    fn each(&self, count: usize) -> (f64, f64) {
        (self.cost.cpu / count as f64, count as f64 / self.cost.wall * 1000.0)
    }
}

/// The run of middling length.
fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by(|one, other| one.cost.wall.total_cmp(&other.cost.wall));
    runs.swap_remove(runs.len() / 2)
}

/// A run into a folder of its own. In memory it goes before the next run, as memory that nobody has used yet is slow; on a
/// disk it stays until all is measured, as ext4 looks long for an inode when many have just been given back.
fn run(folder: &Path, report: &Path, rows: &Path, format: &str, jobs: &str) -> Result<Run, Failure> {
    let (mut home, peak) = (tempfile::tempdir_in(folder)?, folder.join("peak"));
    home.disable_cleanup(!in_memory(folder)?);
    let out = home.path();
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%M", "-o"]).arg(&peak).arg(root().join("target/release/gongwen"));
    command.arg("batch").arg(report).arg("--rows").arg(rows).arg("--out").arg(out.join("{{key}}"));
    command.args(["--fonts", "embedded", "--progress", "none", "--to", format, "--jobs", jobs]);
    let (cost, _) = process(&mut command)?;
    let mut bytes = 0;
    for file in fs::read_dir(out)? {
        let file = file?;
        if file.path().extension().is_some_and(|extension| extension == format) {
            bytes += file.metadata()?.len();
        }
    }
    let peak = fs::read_to_string(peak)?.trim().parse()?;
    Ok(Run { cost, peak, bytes })
}

fn in_memory(folder: &Path) -> Result<bool, Failure> {
    Ok(text(&["stat", "--file-system", "--format=%T", &folder.display().to_string()])?.trim() == "tmpfs")
}

/// The real report with its names and its whole numbers left to the rows of a table.
fn real(report: &Path, rows: &Path, count: usize) -> Result<(), Failure> {
    let source = fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.toml"))?;
    let (text, figures) = source.split_once("[figures]").ok_or("the report has no figures")?;
    let mut changed = String::from("batch.key = \"代码\"\nfields.village = \"村名\"\n");
    changed.push_str(&text.replace("锦江镇", "{{village}}").replace("code = \"360923102\"\n", ""));
    changed.push_str("[figures]");
    let mut columns: Vec<(&str, u64)> = Vec::new();
    for line in figures.lines() {
        let value = line.split_once(" value = ").and_then(|(_, behind)| behind.split_once(','));
        let number = value.and_then(|(value, _)| value.parse().ok());
        let plain = !["previous", "target", "_of", "\"%\"", "rollup"].iter().any(|word| line.contains(word));
        match (line.split_once(" = "), number) {
            (Some((id, _)), Some(number)) if plain && number > 1 => {
                columns.push((id, number));
                changed.push_str(&line.replace(&format!(" value = {number},"), ""));
            }
            // Parts change from row to row, so a sum that stands would be wrong in each.
            _ => changed.push_str(&without_sum(line)),
        }
        changed.push('\n');
    }
    fs::write(report, changed)?;
    let mut table = String::from("代码,村名");
    columns.iter().for_each(|(id, _)| table.extend([",", id]));
    table.push('\n');
    for row in 0..count {
        let _ = write!(table, "{},{}", 900_000 + row, name(row));
        for (column, (_, number)) in columns.iter().enumerate() {
            let _ = write!(table, ",{}", number + (row * 7 + column * 3) as u64 % 10);
        }
        table.push('\n');
    }
    fs::write(rows, table)?;
    Ok(())
}

fn without_sum(line: &str) -> String {
    match line.split_once(", sum_of = [") {
        Some((before, behind)) => format!("{before}{}", behind.split_once(']').map_or("", |(_, rest)| rest)),
        None => line.to_owned(),
    }
}

fn one_page_rows(count: usize) -> String {
    let mut table = String::from("代码,村名,收入,道路\n");
    for row in 0..count {
        let _ = writeln!(
            table,
            "{},{},{}.5,{}",
            900_000_000_000_u64 + row as u64,
            name(row),
            row % 90 + 3,
            row % 7 + 1
        );
    }
    table
}

/// A made-up name; rows near each other have other characters.
fn name(row: usize) -> String {
    const FIRST: &str = "东西南北上下前后大小新老金银青白红黄高长石木水山田林竹梅兰桂松柏";
    const SECOND: &str = "河湖江溪塘岭坪坑洲港桥埠墩坡冈峰庄堡店铺家园丰和安康泰宁昌盛";
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count()).unwrap_or('村');
    format!("示例{}{}村", pick(FIRST, row), pick(SECOND, row / 7))
}

/// How much larger a file is with shared fonts than alone: the real report, shared with itself and alone.
#[allow(clippy::print_stdout)]
fn growth() -> Result<(), Failure> {
    let source = fs::read(root().join("fixtures/reports/jinjiang-2024.toml"))?;
    let report = read::report(&source, Notation::Toml)?.report;
    let press = Press::new(Fonts::embedded());
    let shared = press.share([&report])?;
    let printed = press.print(&report)?;
    let (alone, with) = (printed.pdf()?.len(), printed.pdf_with(&shared)?.len());
    println!("the real report alone {alone} bytes, all its glyphs shared {with} bytes");
    Ok(())
}
