//! `gongwen batch` with files beside the report: they decide the documents as the report does.

use crate::common;

use std::fs;
use std::path::Path;

use common::{SEAL, SEALED, batch, last, said, write};

const ROWS: &str = "序号,村名\n1,东村\n2,西村\n";

fn made(folder: &Path) -> String {
    let ended = batch(folder, &["--resume", "--to", "docx,pdf", "--out", "out/{{village}}"]);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    last(&ended)
}

#[test]
fn a_picture_that_changed_makes_all_documents_anew() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    write(folder, "report.toml", SEALED);
    write(folder, "seal.svg", SEAL);
    write(folder, "rows.csv", ROWS);
    assert!(made(folder).contains("做好 2 份"));
    let before = fs::read(folder.join("out/东村.pdf")).expect("a file");
    assert!(made(folder).contains("做好 0 份，原来就有 2 份"));
    write(folder, "seal.svg", SEAL.replace("red", "#c00"));
    assert!(made(folder).contains("做好 2 份"));
    assert_ne!(fs::read(folder.join("out/东村.pdf")).expect("a file"), before);
}

/// What is said of a run that is wrong for all of its rows; nothing of it is begun.
fn refused(folder: &Path, report: &str) -> String {
    write(folder, "report.toml", report);
    write(folder, "rows.csv", ROWS);
    let ended = batch(folder, &["--templates", ".", "--out", "out/{{village}}"]);
    assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
    assert!(!folder.join("out").exists());
    said(&ended)
}

#[test]
fn a_file_beside_the_report_that_is_missing_is_told_once_and_nothing_is_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let said = refused(home.path(), SEALED);
    assert_eq!(said.matches("没有这个文件").count(), 1, "{said}");
}

#[test]
fn a_template_that_is_wrong_is_told_once_and_nothing_is_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    write(folder, "seal.svg", SEAL);
    let said = refused(folder, &format!("template = \"mine\"\n{SEALED}"));
    assert_eq!(said.matches("没有名为 mine 的模板（字段 template）").count(), 1, "{said}");
    fs::write(folder.join("mine.hbs"), "<document>\n{{#if title}}<h1>x</h1>\n</document>\n")
        .expect("written");
    let said = refused(folder, &format!("template = \"mine\"\n{SEALED}"));
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
        let said = refused(home.path(), &SEALED.replace("seal.svg", name));
        assert!(said.contains(name) && said.contains("seals"), "{name}: {said}");
    }
    let home = tempfile::tempdir().expect("a folder");
    let said = refused(home.path(), &SEALED.replace("seal.svg", "没有这个章.png"));
    assert!(said.contains("没有这个章.png"), "{said}");
}
