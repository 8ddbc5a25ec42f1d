//! Figures named in the table of a file beside the report, filled by rows: what a row lacks is told by the gate.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const REPORT: &str = r#"
title = "关于{{village}}情况的通报"
issuer = "某某镇人民政府"
opening = "{{village}}的情况见表。"
batch.key = "村名"
fields.village = "村名"

[general]
[[general.sections]]
table = { file = "table.csv" }

[figures]
people = { label = "人口", unit = "人" }
income = { label = "收入", unit = "万元" }
"#;

fn batch(folder: &Path, more: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(["batch", "--fonts", "embedded", "--to", "docx", "--resume", "--progress", "none", "--rows"])
        .arg(folder.join("rows.csv"))
        .arg(folder.join("report.toml"))
        .arg("--out")
        .arg(folder.join("out/{{village}}"))
        .args(more)
        .output();
    output.expect("the binary runs")
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().map(|line| line.trim_start_matches([' ', '|', '│'])).collect()
}

#[test]
fn a_figure_that_a_row_lacks_is_told_before_anything_is_made() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::write(folder.join("report.toml"), REPORT).expect("written");
    fs::write(folder.join("table.csv"), "指标,数\n人口,{{people}}\n收入,{{income.上年}}\n").expect("written");
    let rows = "村名,人口,收入（万元）,上年收入（万元）\n东村,820,12,11\n西村,,30,\n";
    fs::write(folder.join("rows.csv"), rows).expect("written");
    let output = batch(folder, &["--dry-run"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(told.matches("rows/missing-in-table").count(), 2, "{told}");
    assert!(told.contains("{{people}}") && told.contains("{{income.previous}}"), "{told}");
    assert!(told.contains("第 3 行") && !told.contains("第 2 行"), "{told}");
    let output = batch(folder, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let file = |name: &str| gongwen_docx_text(&fs::read(folder.join("out").join(name)).expect("a file"));
    assert!(file("东村.docx").contains("820人") && file("东村.docx").contains("11万元"));
    assert_eq!(file("西村.docx").matches('—').count(), 2);
    // The table is part of what decides the documents.
    assert!(String::from_utf8_lossy(&batch(folder, &[]).stdout).contains("做好 0 份，原来就有 2 份"));
    fs::write(folder.join("table.csv"), "指标,数\n总人口,{{people}}\n收入,{{income.上年}}\n")
        .expect("written");
    assert!(String::from_utf8_lossy(&batch(folder, &[]).stdout).contains("做好 2 份"));
    // A name that is no figure is told of the file.
    fs::write(folder.join("table.csv"), "指标,数\n人口,{{peple}}\n").expect("written");
    let told = said(&batch(folder, &["--dry-run"]));
    assert!(told.contains("figures/undefined") && told.contains("peple"), "{told}");
}

fn gongwen_docx_text(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").expect("a document");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    xml
}
