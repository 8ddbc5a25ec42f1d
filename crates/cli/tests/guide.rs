//! The manual can be followed: each of its fragments makes files, each of its commands runs, in the order of its pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rust_xlsxwriter::Workbook;
use toml::{Table, Value};

/// Every page with fragments, from the root of the repository.
const PAGES: [&str; 8] = [
    "README.md",
    "docs/guide/import.md",
    "docs/guide/check.md",
    "docs/guide/report.md",
    "docs/guide/formats.md",
    "docs/guide/batch.md",
    "docs/guide/profiles.md",
    "docs/guide/templates.md",
];

/// Parts of a document that exclude each other; a fragment that shows both is tried once with each.
const EITHER: [(&str, &str); 3] =
    [("seals", "signature_stamps"), ("contents", "attendance"), ("contents", "letterhead")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// The fragments of a page in this language, with the line each begins at.
fn fragments(page: &str, language: &str) -> Vec<(usize, String)> {
    let text = fs::read_to_string(root().join(page)).expect("a page");
    let (mut found, mut open): (Vec<(usize, String)>, bool) = (Vec::new(), false);
    for (index, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(named) if named == language => {
                open = true;
                found.push((index + 1, String::new()));
            }
            Some(_) | None if !open => {}
            _ => {
                let (_, fragment) = found.last_mut().expect("an open fragment");
                fragment.push_str(line);
                fragment.push('\n');
            }
        }
    }
    found
}

/// A folder with all that the manual names: the fixtures, pictures and tables under the names of its fragments.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for from in ["fixtures/reports", "fixtures/villages"] {
        fs::create_dir_all(at(from)).expect("a folder");
        for entry in fs::read_dir(root().join(from)).expect("the fixtures") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), at(from).join(entry.file_name())).expect("a copy");
        }
    }
    let pictures = root().join("fixtures/forms/files");
    for (name, from) in [("seal.png", "seal.png"), ("stamp.png", "stamp.png"), ("map.png", "map.png")] {
        fs::copy(pictures.join(from), at(name)).expect("a copy");
    }
    for (name, sheet) in [("进度.xlsx", "三月"), ("任务.xlsx", "任务")] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(sheet).expect("a sheet");
        for (row, texts) in
            [["村名", "单位", "工作", "单位"], ["锦南村", "村委会", "育秧", "亩"]].iter().enumerate()
        {
            for (column, text) in texts.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).expect("a cell");
            }
        }
        book.save(at(name)).expect("a workbook");
    }
    fs::copy(root().join("fixtures/reports/jinjiang-2024.toml"), at("报告.toml")).expect("a copy");
    for name in ["village.toml", "town.toml", "villages.xlsx"] {
        fs::copy(root().join("fixtures/villages").join(name), at(name)).expect("a copy");
    }
    let [(_, profile)] = &fragments("docs/guide/profiles.md", "toml")[..] else { panic!("one profile") };
    fs::write(at("本县.toml"), profile).expect("a profile");
    folder
}

/// Runs the binary there; its exit code and all it said.
fn gongwen(folder: &Path, arguments: &[String]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned() + &said)
}

/// A fragment with the tables that its headers stand under.
fn framed(fragment: &str) -> String {
    let (top, tables) = match fragment.find("\n[").map(|at| at + 1) {
        _ if fragment.starts_with('[') => ("", fragment),
        Some(at) => fragment.split_at(at),
        None => (fragment, ""),
    };
    let mut frame = String::new();
    for (part, above, written) in [
        ("[general.sections.", "[[general.sections]]", "heading = \"一部分\"\n"),
        ("[[general.sections.sections]]", "[[general.sections]]", "heading = \"一部分\"\n"),
        ("[[achievements.areas.items]]", "[[achievements.areas]]", "name = \"一个领域\"\n"),
    ] {
        if tables.contains(part) && !tables.contains(above) && !frame.contains(above) {
            frame.push_str(&format!("{above}\n{written}"));
        }
    }
    format!("{top}{frame}{tables}")
}

/// The names that a fragment uses between double braces, without what stands behind a point.
fn names(fragment: &str) -> BTreeSet<String> {
    let inside = fragment.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0));
    let named = inside.map(|name| name.split(['.', '=']).next().unwrap_or_default().trim());
    named
        .filter(|name| !name.is_empty() && !name.starts_with('注') && *name != "名字")
        // What is born in the fragment needs no line of its own.
        .filter(|name| !fragment.contains(&format!("{{{{{name}=")))
        .map(str::to_owned)
        .collect()
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn figure(label: &str, value: i64, unit: &str) -> Value {
    let figure = [("label", text(label)), ("value", Value::Integer(value)), ("unit", text(unit))];
    Value::Table(figure.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What a fragment lacks to be a report.
fn complete(report: &mut Table, fragment: &str) {
    for (name, value) in [("title", "某某镇关于春耕生产的通知"), ("issuer", "某某镇人民政府")]
    {
        report.entry(name).or_insert_with(|| text(value));
    }
    let annual = ["achievements", "shortcomings", "plan"].iter().any(|part| report.contains_key(*part));
    if annual {
        report.entry("year").or_insert(Value::Integer(2024));
        let locality = Table::from_iter([("name".to_owned(), text("锦江镇"))]);
        report.entry("locality").or_insert(Value::Table(locality));
    } else if !report.contains_key("locality") {
        let general = report.entry("general").or_insert_with(|| Value::Table(Table::new()));
        if general.get("sections").is_none() && !report.contains_key("opening") {
            report.insert("opening".to_owned(), text("现通知如下。"));
        }
    } else {
        report.entry("year").or_insert(Value::Integer(2024));
        let area = "[[areas]]\nname = \"一个领域\"\nlead = \"取得成效。\"\n";
        let achievements = toml::from_str(area).expect("a table");
        report.insert("achievements".to_owned(), Value::Table(achievements));
    }
    if report.contains_key("attendance") {
        report.insert("format".to_owned(), text("纪要"));
        report.entry("issue_date").or_insert(text("2025-02-19"));
        let letterhead = Table::from_iter([("issuer_mark".to_owned(), text("某某镇人民政府会议纪要"))]);
        report.entry("letterhead").or_insert(Value::Table(letterhead));
    }
    if report.contains_key("seals") || report.contains_key("imprint") || report.contains_key("letterhead") {
        if !report.contains_key("signature_stamps") && !report.contains_key("attendance") {
            report.entry("signatures").or_insert(text("某某镇人民政府"));
        }
        report.entry("issue_date").or_insert(text("2025-02-18"));
    }
    let fields: BTreeSet<String> = report
        .get("fields")
        .and_then(Value::as_table)
        .map(|it| it.keys().cloned().collect())
        .unwrap_or_default();
    let figures = report.entry("figures").or_insert_with(|| Value::Table(Table::new()));
    let figures = figures.as_table_mut().expect("figures");
    for name in names(fragment).difference(&fields) {
        figures.entry(name.clone()).or_insert_with(|| figure(name, 12, "亩"));
    }
    if fragment.contains("sum_of") {
        for (name, value) in [("a", 10), ("b", 20)] {
            figures.entry(name).or_insert_with(|| figure(name, value, "个"));
        }
    }
    if fragment.contains("weight = \"population\"") {
        figures.entry("population").or_insert_with(|| figure("人口", 27_000, "人"));
    }
    if figures.is_empty() {
        report.remove("figures");
    }
}

/// The reports that a fragment stands for: one, or two where it shows parts that exclude each other.
fn variants(fragment: &str) -> Vec<Table> {
    let whole: Table =
        toml::from_str(&framed(fragment)).unwrap_or_else(|error| panic!("{error}\n{fragment}"));
    let mut variants = vec![whole];
    for (one, other) in EITHER {
        let both = |report: &Table| report.contains_key(one) && report.contains_key(other);
        let split = variants.iter().filter(|report| both(report)).cloned().map(|mut report| {
            report.remove(one);
            report
        });
        let split: Vec<Table> = split.collect();
        for report in &mut variants {
            if both(report) {
                report.remove(other);
            }
        }
        variants.extend(split);
    }
    for report in &mut variants {
        complete(report, fragment);
    }
    variants
}

/// Whether rows of a table fill it: it has text fields, or figures without a value.
fn by_rows(report: &Table) -> bool {
    let figures = report.get("figures").and_then(Value::as_table);
    let open = |figure: &Value| figure.get("value").is_none();
    report.contains_key("fields") || figures.is_some_and(|figures| figures.values().any(open))
}

/// A table of two villages with a column for each figure and field of the report; the second has no income.
fn villages(report: &Table) -> String {
    let mut columns: Vec<(String, [&str; 2])> = Vec::new();
    for (name, label) in report.get("fields").and_then(Value::as_table).into_iter().flatten() {
        let values = match name.as_str() {
            "code" => ["360923102200", "360923102201"],
            "date" => ["2024-12-20", "2024-12-21"],
            _ => ["锦南村", "锦河村"],
        };
        columns.push((label.as_str().expect("a head").to_owned(), values));
    }
    if columns.is_empty() {
        columns.push(("村名".to_owned(), ["锦南村", "锦河村"]));
    }
    for (_, figure) in report.get("figures").and_then(Value::as_table).into_iter().flatten() {
        let word = |name: &str| figure.get(name).and_then(Value::as_str).unwrap_or_default();
        columns.push((format!("{}（{}）", word("label"), word("unit")), ["3", "5"]));
    }
    for (head, _) in
        report.get("batch").and_then(|it| it.get("columns")).and_then(Value::as_table).into_iter().flatten()
    {
        columns.push((head.clone(), ["2", "4"]));
    }
    let line = |cells: Vec<&str>| cells.join(",") + "\n";
    line(columns.iter().map(|(head, _)| head.as_str()).collect())
        + &line(columns.iter().map(|(_, values)| values[0]).collect())
        + &line(columns.iter().map(|(_, values)| values[1]).collect())
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect()
}

#[test]
fn every_fragment_of_a_report_makes_both_files() {
    let folder = folder();
    let mut made = 0;
    for page in PAGES.into_iter().filter(|page| !page.ends_with("profiles.md")) {
        for (line, fragment) in fragments(page, "toml") {
            for report in variants(&fragment) {
                let source = toml::to_string(&report).expect("TOML");
                fs::write(folder.path().join("段.toml"), &source).expect("a report");
                fs::write(folder.path().join("各村.csv"), villages(&report)).expect("a table");
                let rollup = fragment.contains("rollup");
                let command = match by_rows(&report) {
                    true if rollup => "rollup 段.toml --rows 各村.csv",
                    true => {
                        "batch 段.toml --rows 各村.csv --fonts embedded --strict --to docx,pdf --out 段/{{key}}"
                    }
                    false => "render 段.toml --fonts embedded --to docx,pdf -o 段",
                };
                let (code, said) = gongwen(folder.path(), &words(command));
                let fine = [Some(0), Some(1).filter(|_| command.starts_with("rollup"))];
                assert!(fine.contains(&code), "{page}:{line}: {command}: {code:?}\n{said}\n{source}");
                assert!(!said.contains("error"), "{page}:{line}\n{said}\n{source}");
                made += 1;
            }
        }
    }
    assert!(made > 20, "{made} fragments");
}

#[test]
fn every_command_of_the_manual_runs() {
    let mut ran = 0;
    for page in PAGES {
        // Lines of a page follow each other, in the folder that the line before went to.
        let folder = folder();
        let mut at = folder.path().to_owned();
        for (number, fragment) in fragments(page, "sh") {
            for line in fragment.lines() {
                let line = line.split(" #").next().unwrap_or_default().trim();
                let line = line.replacen("cargo run --release --", "gongwen", 1);
                let mut words = words(&line);
                match words.first().map(String::as_str) {
                    Some("cd") => at = folder.path().join(&words[1]),
                    Some("gongwen") => {
                        // A folder of runs of several machines is made by them.
                        if let ["gongwen", "manifest", "merge", out] =
                            words.iter().map(String::as_str).collect::<Vec<_>>()[..]
                        {
                            shards(&at, out);
                        }
                        words.remove(0);
                        let (code, said) = gongwen(&at, &words);
                        assert_eq!(code, Some(0), "{page}:{number}: {line}\n{said}");
                        ran += 1;
                    }
                    _ => {
                        assert!(line.starts_with("cargo test") || line.is_empty(), "{page}:{number}: {line}")
                    }
                }
            }
        }
    }
    assert!(ran > 12, "{ran} commands");
}

/// The records that `manifest merge` is for.
fn shards(at: &Path, out: &str) {
    fs::remove_dir_all(at.join(out)).ok();
    for shard in ["1/2", "2/2"] {
        let line = format!(
            "batch village.toml --rows villages.xlsx --fonts embedded --to docx --out {out}/{{{{code}}}} --shard {shard}"
        );
        let (code, said) = gongwen(at, &words(&line));
        assert_eq!(code, Some(0), "{said}");
    }
}
