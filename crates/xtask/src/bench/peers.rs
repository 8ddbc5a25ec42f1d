//! typst for the PDF and docx for Node for the DOCX beside ours, at equal work: the text, tables and faces of the real
//! report, each document another one, one thread, CPU time of whole processes.
//!
//! Of each program two processes are measured, one with few documents and one with many: their difference is what a
//! document costs warm, the rest is what starting costs.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongwen::document::{BlockKind, Document, Role, plain_text};
use gongwen::{Fonts, Press, Report};
use serde_json::{Value, json};

use super::clock::{ProcessCost, cost, process, processes};
use crate::run::{Failure, root, run};

const TYPST: &str = "typst==0.15.2";
const DOCX: &str = "docx@9.5.1";
/// Documents in the small and in the large process.
const COUNTS: [u32; 2] = [1, 41];

#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let folder = root().join("target/peers");
    fs::create_dir_all(&folder)?;
    let (report, press) = (report()?, Press::new(Fonts::embedded()));
    let document = press.document(&report)?;
    let input = folder.join("documents.json");
    fs::write(&input, documents(&document, 1..=COUNTS[1]).to_string())?;

    let python = typst(&folder)?;
    let typst = share(|count| typst_command(&python, &input, count))?;
    docx(&folder)?;
    let docx = share(|count| docx_command(&folder, &input, count))?;
    let gongwen = root().join("target/release/gongwen");
    let ours = |format: &str| {
        let out = tempfile::tempdir()?;
        let mut command = Command::new(&gongwen);
        command
            .args(["render", "fixtures/reports/jinjiang-2024.toml", "--fonts", "embedded", "--to", format])
            .arg("-o")
            .arg(out.path())
            .current_dir(root());
        Ok::<_, Failure>(process(&mut command)?.0.cpu)
    };
    let pdf = cost(100, || press.pdf(&report).is_ok())?.cpu;
    let word = cost(100, || press.docx(&report).is_ok())?.cpu;
    println!(
        "CPU milliseconds for one document of the real report; start is a process with its first document"
    );
    line("PDF", "gongwen", pdf, ours("pdf")?, "typst", typst);
    line("DOCX", "gongwen", word, ours("docx")?, "docx for Node", docx);
    println!(
        "{TYPST} (PyPI), {DOCX} (npm); documents differ from each other, so no cache of a peer answers twice"
    );
    Ok(())
}

/// Two processes of each program side by side, which together make so many documents like the real report, start
/// included: what they are called, and what they cost.
pub(super) fn pairs(count: u32) -> Result<[(&'static str, ProcessCost); 2], Failure> {
    let folder = root().join("target/peers");
    fs::create_dir_all(&folder)?;
    let document = Press::new(Fonts::embedded()).document(&report()?)?;
    let half = count / 2;
    let mut inputs = Vec::new();
    for (index, numbers) in [1..=half, half + 1..=count].into_iter().enumerate() {
        let input = folder.join(format!("half-{index}.json"));
        fs::write(&input, documents(&document, numbers).to_string())?;
        inputs.push(input);
    }
    let python = typst(&folder)?;
    docx(&folder)?;
    let typst = processes(inputs.iter().map(|input| typst_command(&python, input, half)))?;
    let docx = processes(inputs.iter().map(|input| docx_command(&folder, input, half)))?;
    Ok([(TYPST, typst), (DOCX, docx)])
}

fn report() -> Result<Report, Failure> {
    Ok(Report::from_toml(&fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.toml"))?)?)
}

fn typst_command(python: &Path, input: &Path, count: u32) -> Command {
    let mut command = Command::new(python);
    command.arg(root().join("crates/xtask/peers/typst_peer.py")).arg(input);
    command.arg(root().join("crates/fonts/assets")).arg(count.to_string()).env("RAYON_NUM_THREADS", "1");
    command
}

fn docx_command(folder: &Path, input: &Path, count: u32) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("crates/xtask/peers/docx_peer.mjs")).arg(input);
    command.arg(count.to_string()).current_dir(folder);
    command
}

#[allow(clippy::print_stdout)]
fn line(what: &str, our: &str, warm: f64, start: f64, their: &str, peer: (f64, f64)) {
    println!(
        "{what:5} {our}: {warm:.2} warm, {start:.1} with start   {their}: {:.2} warm, {:.1} with start   ratios {:.1} and {:.1}",
        peer.0,
        peer.1,
        peer.0 / warm,
        peer.1 / start
    );
}

/// CPU milliseconds of a document, warm, and of a process with one document; the least of three runs each.
fn share(command: impl Fn(u32) -> Command) -> Result<(f64, f64), Failure> {
    let mut least = [f64::MAX; 2];
    for _ in 0..3 {
        for (count, least) in COUNTS.into_iter().zip(&mut least) {
            *least = least.min(process(&mut command(count))?.0.cpu);
        }
    }
    let [one, many] = least;
    Ok(((many - one) / f64::from(COUNTS[1] - COUNTS[0]), one))
}

/// The report as plain blocks, and others like it: each begins its paragraphs with its own number.
fn documents(document: &Document, numbers: RangeInclusive<u32>) -> Value {
    numbers.map(|number| blocks(document, number)).collect()
}

fn blocks(document: &Document, number: u32) -> Value {
    let block = |kind: &BlockKind| match kind {
        BlockKind::Paragraph { role, inlines } => {
            let role = match role {
                Role::Title | Role::AttachmentTitle => "title",
                Role::Heading1 | Role::AttachmentLabel => "heading1",
                Role::Heading2 => "heading2",
                _ => "body",
            };
            Some(json!({ "role": role, "text": format!("{number}、{}", plain_text(inlines)) }))
        }
        BlockKind::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| plain_text(&cell.inlines));
                cells.collect::<Vec<String>>()
            });
            Some(json!({ "rows": rows.collect::<Vec<_>>() }))
        }
        _ => None,
    };
    document.blocks.iter().filter_map(|each| block(&each.kind)).collect()
}

/// Python with typst in an environment of its own.
fn typst(folder: &Path) -> Result<PathBuf, Failure> {
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        let venv = folder.join("venv");
        run(folder, &["python3", "-m", "venv", venv.to_str().ok_or("the path is not UTF-8")?])
            .map_err(|error| format!("{error} (Debian: apt-get install python3-venv)"))?;
    }
    run(
        folder,
        &[python.to_str().ok_or("the path is not UTF-8")?, "-m", "pip", "install", "--quiet", TYPST],
    )?;
    Ok(python)
}

/// docx for Node beside the input.
fn docx(folder: &Path) -> Result<(), Failure> {
    if !folder.join("node_modules/docx").exists() {
        run(folder, &["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", ".", DOCX])
            .map_err(|error| format!("{error} (Debian: apt-get install npm)"))?;
    }
    Ok(())
}
