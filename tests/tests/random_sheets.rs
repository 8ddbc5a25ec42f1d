//! Nothing that a sheet shows is lost on its way to paper: random sheets and random rows of report files, as often in both
//! finished files as they stand there.

use std::collections::BTreeMap;

use gongwen::report::{Grid, TableSource};
use gongwen::{Diagnostic, Press, Report, read_files};
use gongwen_tests::random_sheet::Sheet;
use gongwen_tests::{named, press, tight, words, xml_part};

/// What refuses a table with its reason; nothing is printed then.
const REFUSED: [&str; 1] = ["table/too-wide"];

/// How often each text stands in these, without white space.
fn counted(texts: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        let text = tight(text.as_ref());
        if !text.is_empty() {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts
}

/// The report around a table, whose fields these are.
fn source(table: &str, wide: bool) -> String {
    let head =
        "title = \"关于示例数据的报告\"\nissuer = \"某某镇人民政府\"\nissue_date = 2025-04-20\n[general]\n";
    let table = table.trim();
    match wide {
        true => format!(
            "{head}[[general.sections]]\ntext = \"见附件。\"\n[[attachments]]\ntitle = \"示例\"\nlandscape = true\n[attachments.table]\n{table}\n"
        ),
        false => {
            format!("{head}[[general.sections]]\ntext = \"见下表。\"\n[general.sections.table]\n{table}\n")
        }
    }
}

fn grid_of(report: &Report) -> &Grid {
    let gongwen::report::Body::General(general) = &report.body else { panic!("a general report") };
    let section = general.sections.iter().find_map(|section| section.table.as_ref());
    let table = section.or(report.attachments.iter().find_map(|attachment| attachment.table.as_ref()));
    match &table.expect("a table").source {
        TableSource::Rows(grid) => grid,
        TableSource::File { .. } => panic!("nobody read the file"),
    }
}

/// How often each text stands in the cells of a Word file, and all texts outside.
fn word_texts(docx: &[u8]) -> (BTreeMap<String, usize>, String, String) {
    let xml = xml_part(docx, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let cells = counted(named(tree.root(), "tc").into_iter().map(words));
    let outside = named(tree.root(), "p")
        .into_iter()
        .filter(|it| !it.ancestors().any(|above| above.tag_name().name() == "tc"));
    let outside: String = outside.map(words).collect();
    (cells, tight(&outside), tight(&words(tree.root())))
}

fn characters(text: &str) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

/// Holds both finished files against these texts; whether they were made.
fn check(press: &Press, report: &Report, wanted: &[&str], told: &[Diagnostic]) -> Result<bool, String> {
    let grid = grid_of(report);
    let mut wanted: Vec<&str> = wanted.to_vec();
    // A title and a label that are told are not printed.
    let is_told = |text: &str| {
        told.iter().any(|found| {
            matches!(found.code, "rows/title-left-out" | "rows/label-left-out")
                && found.message.zh.contains(&format!("“{text}”"))
        })
    };
    wanted.retain(|text| !is_told(text));
    let in_grid = grid.rows.iter().flatten().map(|cell| cell.text.to_string());
    let cells = counted(in_grid);
    let (word, pdf);
    let printed = match press.print(report) {
        Ok(printed) => printed,
        Err(gongwen::Error::Input(found)) if found.0.iter().any(|it| REFUSED.contains(&it.code)) => {
            return Ok(false);
        }
        Err(error) => return Err(format!("not printed: {error}")),
    };
    word = printed.docx().map_err(|error| error.to_string())?;
    pdf = printed.pdf().map_err(|error| error.to_string())?;
    let (word_cells, outside, whole) = word_texts(&word);
    if word_cells != cells {
        return Err(format!("cells {cells:?}\nin the Word file {word_cells:?}"));
    }
    let mut left = counted(&wanted);
    for (text, count) in &cells {
        let has = left.entry(text.clone()).or_default();
        if *has < *count {
            return Err(format!("{text} stands in {count} cells and on the sheet {has} times"));
        }
        *has -= count;
    }
    // What is in no cell stands around the table.
    for (text, count) in left.iter().filter(|(_, count)| **count > 0) {
        if outside.matches(text.as_str()).count() < *count {
            return Err(format!("{text} is lost: {outside}"));
        }
    }
    // The PDF has the characters of the Word file, each as often, and repeated heads and page numbers.
    let document = lopdf::Document::load_mem(&pdf).map_err(|error| error.to_string())?;
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let mut counts = characters(&tight(&document.extract_text(&numbers).map_err(|error| error.to_string())?));
    let artifacts = printed.pages.pages.iter().flat_map(|page| page.runs.iter().chain(&page.upright_runs));
    let artifacts: String = artifacts.filter(|run| run.node.is_none()).map(|run| run.text.as_str()).collect();
    for (character, count) in characters(&(tight(&artifacts) + &whole)) {
        *counts.entry(character).or_default() -= count;
    }
    counts.retain(|_, count| *count != 0);
    if counts.is_empty() { Ok(true) } else { Err(format!("more or less often in the PDF: {counts:?}")) }
}

fn of_file(press: &Press, seed: u64) -> Result<bool, String> {
    let sheet = Sheet::random(seed, false);
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("book.xlsx"), sheet.workbook()).expect("a file");
    let mut report = Report::from_toml(&source("file = \"book.xlsx\"", sheet.wide)).expect("a report");
    let told = read_files(&mut report, Some(home.path())).map_err(|error| format!("not read: {error:?}"))?;
    check(press, &report, &sheet.shown(), &told)
}

/// Some rows and columns of a sheet.
fn of_part(press: &Press, seed: u64) -> Result<bool, String> {
    let mut sheet = Sheet::random(seed, false);
    sheet.choose(seed);
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("book.xlsx"), sheet.workbook()).expect("a file");
    let table = format!("file = \"book.xlsx\"\n{}", sheet.choice());
    let mut report = Report::from_toml(&source(&table, sheet.wide)).map_err(|error| error.to_string())?;
    match read_files(&mut report, Some(home.path())) {
        Ok(told) => check(press, &report, &sheet.shown(), &told),
        // Columns without a text, and parts of which nothing is shown.
        Err(found) if found.0.iter().all(|it| matches!(it.code, "rows/no-column" | "rows/empty")) => {
            Ok(false)
        }
        Err(found) => Err(format!("not read: {found:?}")),
    }
}

fn of_rows(press: &Press, seed: u64) -> Result<bool, String> {
    let sheet = Sheet::random(seed, true);
    let rows = serde_json::to_string(&sheet.rows()).expect("rows");
    let report = Report::from_toml(&source(&format!("rows = {rows}"), sheet.wide))
        .map_err(|error| format!("not read: {error:?}"))?;
    check(press, &report, &sheet.shown(), &[])
}

/// Runs these on the threads of the machine and fails with what is wrong.
#[allow(clippy::print_stderr)]
fn sweep(
    seeds: std::ops::Range<u64>,
    most_refused: u64,
    one: impl Fn(&Press, u64) -> Result<bool, String> + Sync,
) {
    let press = press();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (press, one, all) = (&press, &one, seeds.end - seeds.start);
    let results: Vec<(u64, Result<bool, String>)> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let seeds = seeds.clone().skip(part).step_by(threads);
                scope.spawn(move || seeds.map(|seed| (seed, one(press, seed))).collect::<Vec<_>>())
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("a thread")).collect()
    });
    let faults: Vec<String> = results
        .iter()
        .filter_map(|(seed, result)| Some(format!("seed {seed}: {}", result.as_ref().err()?)))
        .collect();
    let refused = results.iter().filter(|(_, result)| matches!(result, Ok(false))).count() as u64;
    eprintln!("{all} sheets, {refused} refused, {} faults", faults.len());
    assert!(
        faults.is_empty(),
        "{} faults, the first of them:\n{}",
        faults.len(),
        faults[..faults.len().min(12)].join("\n\n")
    );
    assert!(refused * 100 <= all * most_refused, "{refused} of {all} are refused");
}

#[test]
fn a_text_that_is_lost_or_doubled_is_found() {
    let press = press();
    let sheet = Sheet::random(3, true);
    let rows = sheet.rows();
    let all = sheet.shown();
    let checked = |rows: &[Vec<String>], wanted: &[&str]| {
        let rows = serde_json::to_string(rows).expect("rows");
        let report = Report::from_toml(&source(&format!("rows = {rows}"), sheet.wide)).expect("a report");
        check(&press, &report, wanted, &[])
    };
    assert_eq!(checked(&rows, &all), Ok(true));
    assert!(checked(&rows, &all[1..]).is_err(), "one more in the files");
    let more: Vec<&str> = all.iter().copied().chain(["示例之外"]).collect();
    assert!(checked(&rows, &more).is_err(), "one less in the files");
}

#[test]
fn every_text_of_a_random_sheet_is_in_both_files() {
    sweep(0..200, 10, of_file);
}

#[test]
fn every_text_of_random_rows_is_in_both_files() {
    sweep(0..100, 10, of_rows);
}

#[test]
fn every_text_of_chosen_rows_and_columns_is_in_both_files() {
    sweep(0..100, 25, of_part);
}

#[test]
#[ignore = "minutes without optimisation; cargo xtask sweep runs it"]
fn every_text_of_two_thousand_sheets_and_as_many_rows() {
    sweep(1_000..3_000, 10, of_file);
    sweep(1_000..3_000, 10, of_rows);
    sweep(1_000..3_000, 25, of_part);
}
