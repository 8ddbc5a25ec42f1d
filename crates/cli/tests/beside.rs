//! `gongwen batch` with files beside the report: they decide the documents as the report does.

use std::fs;
use std::path::Path;
use std::process::Command;

const REPORT: &str = r#"
title = "关于{{village}}情况的通报"
issuer = "某某镇人民政府"
opening = "{{village}}的情况见图。"
signatures = "某某镇人民政府"
issue_date = 2025-01-10
batch.key = "村名"
fields.village = "村名"

[[seals]]
picture = "seal.svg"

[general]
"#;
const SEAL: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='42mm' height='42mm' viewBox='0 0 42 42'>\
    <circle cx='21' cy='21' r='20' fill='none' stroke='red' stroke-width='1.2'/></svg>";

fn made(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args([
            "batch",
            "--fonts",
            "embedded",
            "--to",
            "docx,pdf",
            "--resume",
            "--progress",
            "none",
            "--rows",
        ])
        .arg(folder.join("rows.csv"))
        .arg(folder.join("report.toml"))
        .arg("--out")
        .arg(folder.join("out/{{village}}"))
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_picture_that_changed_makes_all_documents_anew() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::write(folder.join("report.toml"), REPORT).expect("written");
    fs::write(folder.join("seal.svg"), SEAL).expect("written");
    fs::write(folder.join("rows.csv"), "序号,村名\n1,东村\n2,西村\n").expect("written");
    assert!(made(folder).contains("做好 2 份"));
    let before = fs::read(folder.join("out/东村.pdf")).expect("a file");
    assert!(made(folder).contains("做好 0 份，原来就有 2 份"));
    fs::write(folder.join("seal.svg"), SEAL.replace("red", "#c00")).expect("written");
    assert!(made(folder).contains("做好 2 份"));
    assert_ne!(fs::read(folder.join("out/东村.pdf")).expect("a file"), before);
}

/// What is said of a run that is wrong for all of its rows; nothing of it is begun.
fn refused(folder: &Path, report: &str) -> String {
    fs::write(folder.join("report.toml"), report).expect("written");
    fs::write(folder.join("rows.csv"), "序号,村名\n1,东村\n2,西村\n").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(["batch", "--fonts", "embedded", "--templates"])
        .arg(folder)
        .arg("--rows")
        .arg(folder.join("rows.csv"))
        .arg(folder.join("report.toml"))
        .arg("--out")
        .arg(folder.join("out/{{village}}"))
        .output()
        .expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!folder.join("out").exists());
    said
}

#[test]
fn a_file_beside_the_report_that_is_missing_is_told_once_and_nothing_is_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let said = refused(home.path(), REPORT);
    assert_eq!(said.matches("没有这个文件").count(), 1, "{said}");
}

#[test]
fn a_template_that_is_wrong_is_told_once_and_nothing_is_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::write(folder.join("seal.svg"), SEAL).expect("written");
    let said = refused(folder, &format!("template = \"mine\"\n{REPORT}"));
    assert_eq!(said.matches("没有名为 mine 的模板（字段 template）").count(), 1, "{said}");
    fs::write(folder.join("mine.hbs"), "<document>\n{{#if title}}<h1>x</h1>\n</document>\n")
        .expect("written");
    let said = refused(folder, &format!("template = \"mine\"\n{REPORT}"));
    assert_eq!(said.matches("template/syntax").count(), 1, "{said}");
    assert!(said.contains("mine.hbs"), "{said}");
}

/// A seal that is no picture is told before the run by its name, and no document goes out without it.
#[test]
fn a_broken_seal_stops_the_run_before_a_document_goes_out() {
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/forms/files/seal.png"));
    let whole = whole.expect("a fixture");
    let broken: [(&str, &[u8]); 4] = [
        ("章.png", &whole[..whole.len() / 2]),
        ("章.png", b""),
        ("章.png", "印章".as_bytes()),
        ("章.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>"),
    ];
    for (name, bytes) in broken {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join(name), bytes).expect("written");
        let said = refused(home.path(), &REPORT.replace("seal.svg", name));
        assert!(said.contains(name) && said.contains("seals"), "{name}: {said}");
    }
    let home = tempfile::tempdir().expect("a folder");
    let said = refused(home.path(), &REPORT.replace("seal.svg", "没有这个章.png"));
    assert!(said.contains("没有这个章.png"), "{said}");
}
