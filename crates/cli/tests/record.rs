//! The record of a run: what it says of rows that the gate refused, and that it is on the disk before the run ends.

use crate::common;

use std::fs;
use std::path::Path;

use common::{manifest, out, run, said};

const GOOD: &str = "序号,村名,收入\n1,东村,3.5\n2,西村,4\n";
const BAD: &str = "序号,村名,收入\n1,东村,3.5\n2,西村,四\n3,南村,5\n3,北村,6\n";

/// Key, row, codes of what was wrong, and how many files, of each line.
fn record(folder: &Path) -> Vec<(String, u32, Vec<String>, usize)> {
    let line = |entry: serde_json::Value| {
        let remarks = entry["diagnostics"].as_array().cloned().unwrap_or_default();
        let codes = remarks.iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect();
        let row = entry["row"].as_u64().expect("a number") as u32;
        (
            entry["key"].as_str().expect("a key").to_owned(),
            row,
            codes,
            entry["outputs"].as_array().map_or(0, Vec::len),
        )
    };
    common::record(&folder.join("out/manifest.jsonl")).into_iter().map(line).collect()
}

#[test]
fn rows_that_the_gate_refused_are_in_the_record_with_the_reason() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    assert_eq!(run(folder, BAD, &[]).status.code(), Some(1));
    let line = |key: &str, row, code: &str, files| {
        let codes = if code.is_empty() { Vec::new() } else { vec![code.to_owned()] };
        (key.to_owned(), row, codes, files)
    };
    let expected = [
        line("1", 2, "", 1),
        line("2", 3, "rows/not-a-number", 0),
        line("3", 4, "rows/duplicate-key", 0),
        line("3", 5, "rows/duplicate-key", 0),
    ];
    assert_eq!(record(folder), expected);
    // Going on says it once more, not twice.
    assert_eq!(run(folder, BAD, &["--resume"]).status.code(), Some(1));
    assert_eq!(record(folder), expected);

    let (code, said) = manifest(folder, &["verify"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("第 4 行（3）没有做成：第 5 行和第 4 行的“序号”都是 3"), "{said}");
    assert!(said.contains("第 5 行（3）没有做成"), "{said}");
    assert!(said.ends_with("4 份、1 个文件，3 处不符\n"), "{said}");

    // What was refused is not in the record of a table in which it is right.
    assert_eq!(run(folder, GOOD, &["--resume"]).status.code(), Some(0));
    assert_eq!(record(folder), [line("1", 2, "", 1), line("2", 3, "", 1)]);
}

#[test]
fn a_document_is_not_made_again_because_its_row_was_refused_for_a_while() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let table = |income: &str| -> String {
        // The first row stays right, so that there is something to make.
        let rows = (1..10).map(|row| format!("{row},示例{row}村,{income}\n"));
        format!("序号,村名,收入\n0,东村,1\n{}", rows.collect::<String>())
    };
    assert_eq!(run(folder, &table("3"), &[]).status.code(), Some(0));
    assert_eq!(run(folder, &table("三"), &["--resume"]).status.code(), Some(1));
    let again = run(folder, &table("3"), &["--resume"]);
    let said = out(&again);
    assert!(said.contains("做好 0 份，原来就有 10 份"), "{said}");
}

#[test]
fn a_record_has_its_name_when_the_run_came_to_its_end() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    assert_eq!(run(folder, GOOD, &[]).status.code(), Some(0));
    let (whole, part) = (folder.join("out/manifest.jsonl"), folder.join("out/manifest.jsonl.part"));
    let record = fs::read(&whole).expect("a record");
    // As it is left by a run that was killed behind its first row.
    let first = record.iter().position(|byte| *byte == b'\n').expect("a line");
    fs::write(&part, &record[..=first]).expect("written");
    fs::remove_file(&whole).expect("removed");
    let (code, said) = manifest(folder, &["verify"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("运行没有做完") && said.ends_with("1 份、1 个文件，1 处不符\n"), "{said}");
    let resumed = run(folder, GOOD, &["--resume"]);
    let said = out(&resumed);
    assert!(said.contains("做好 1 份，原来就有 1 份"), "{said}");
    assert_eq!((fs::read(&whole).expect("a record"), part.exists()), (record, false));
    assert_eq!(manifest(folder, &["verify"]).0, Some(0));
}

#[test]
fn a_record_that_leads_out_of_its_folder_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    assert_eq!(run(folder, GOOD, &[]).status.code(), Some(0));
    let record = fs::read_to_string(folder.join("out/manifest.jsonl")).expect("a record");
    for path in ["../report.toml", "/etc/passwd", "a/../../report.toml", "C:/report.toml"] {
        fs::write(folder.join("out/manifest.jsonl"), record.replace("1.docx", path)).expect("written");
        let (code, said) = manifest(folder, &["verify"]);
        assert_eq!(code, Some(1), "{path}: {said}");
        assert!(said.contains("第 1 行读不懂"), "{path}: {said}");
    }
}

#[test]
fn a_record_that_cannot_be_read_stops_going_on_and_not_a_new_run() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    assert_eq!(run(folder, GOOD, &[]).status.code(), Some(0));
    let whole = fs::read(folder.join("out/manifest.jsonl")).expect("a record");
    fs::write(folder.join("out/manifest.jsonl"), [b"{\"key\": 7}\n".as_slice(), &whole].concat())
        .expect("written");
    let stopped = run(folder, GOOD, &["--resume"]);
    let said = said(&stopped);
    assert_eq!(stopped.status.code(), Some(1), "{said}");
    assert!(said.contains("第 1 行"), "{said}");
    assert_eq!(run(folder, GOOD, &[]).status.code(), Some(0));
    assert_eq!(fs::read(folder.join("out/manifest.jsonl")).expect("a record"), whole);
}

#[test]
fn every_refused_row_keeps_its_reason_and_all_of_them_are_in_a_table_beside() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    // More wrong rows than the gate keeps findings (示例数据).
    let rows: String = (0..1500).map(|row| format!("{row},示例{row}村,若干\n")).collect();
    let table = format!("序号,村名,收入\n好,东村,3.5\n{rows}");
    let output = run(folder, &table, &[]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let record = record(folder);
    assert_eq!(record.len(), 1501);
    for (key, row, codes, files) in &record {
        let expected: &[&str] = if key == "好" { &[] } else { &["rows/not-a-number"] };
        assert_eq!(
            (codes.as_slice(), *files),
            (
                expected.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice(),
                usize::from(key == "好")
            ),
            "{row}"
        );
    }
    // The screen has the first few of a kind.
    let shown = said.matches("不是一个数").count();
    assert!((1..=10).contains(&shown), "{shown}: {said}");
    let findings = fs::read_to_string(folder.join("out/findings.csv")).expect("a table");
    assert_eq!(findings.lines().count(), 1501);
    assert!(findings.starts_with("\u{feff}行,代码,级别,位置,问题,规则\r\n"), "{}", &findings[..80]);
    let last = findings.lines().last().expect("a line");
    assert!(last.starts_with("1502,1499,错误,"), "{last}");
    assert!(last.contains("“若干”不是一个数,rows/not-a-number"), "{last}");
    // What is mended leaves no table behind.
    assert_eq!(run(folder, GOOD, &[]).status.code(), Some(0));
    assert!(!folder.join("out/findings.csv").exists());
}
