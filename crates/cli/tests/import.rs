//! `gongwen import`: what it writes, what it says, and that nothing is written when the draft cannot be read.

use std::fs;
use std::path::Path;

use crate::common::{gongwen, out, refused, said, write};

const DRAFT: &str = "某某镇人民政府关于做好春耕的通知\n各村民委员会：\n现就有关事项通知如下。\n一、总体要求\n坚持稳面积,增单产。\n\
                     二、重点任务\n（一）落实面积\n把任务分到村。\n（三）备足农资\n二月底以前备足。\n某某镇人民政府\n2025年2月18日\n";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_draft_becomes_a_file_that_renders() {
    let folder = folder();
    write(folder.path(), "草稿.txt", DRAFT);
    let output = gongwen(folder.path(), &["import", "草稿.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let summary = out(&output);
    for words in [
        "已写出 草稿.toml（草稿是文本，UTF-8）",
        "第 1 段　标题",
        "第 2 段　主送机关",
        "第 11 段　署名",
        "第 12 段　成文日期",
        "第 9 段“（三）备足农资”",
        "半角标点，改成全角　1 处（第 5 段）",
    ] {
        assert!(summary.contains(words), "{words} in\n{summary}");
    }
    let rendered =
        gongwen(folder.path(), &["render", "草稿.toml", "--to", "text", "-o", "-", "--fonts", "embedded"]);
    assert_eq!(rendered.status.code(), Some(0), "{}", said(&rendered));
    assert_eq!(out(&rendered), DRAFT.replace(',', "，"));
}

#[test]
fn a_summary_for_programs_is_json() {
    let folder = folder();
    write(folder.path(), "a.txt", DRAFT);
    let output = gongwen(folder.path(), &["import", "a.txt", "-o", "b.toml", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&told["kind"], &told["encoding"], &told["report"]),
        (&"text".into(), &"UTF-8".into(), &"b.toml".into())
    );
    assert_eq!(told["kept"][0]["paragraph"], 9);
    assert_eq!(told["recognised"][0]["what"]["zh"], "标题");
    assert_eq!(told["changed"][0]["count"], 1);
}

#[test]
fn punctuation_is_kept_when_asked_for() {
    let folder = folder();
    write(folder.path(), "a.txt", DRAFT);
    let output = gongwen(folder.path(), &["import", "a.txt", "-o", "-", "--keep-punctuation"]);
    assert!(out(&output).contains("坚持稳面积,增单产。"), "{}", out(&output));
    assert!(said(&output).contains("排出来的文字和草稿一样"), "{}", said(&output));
    assert!(!folder.path().join("a.toml").exists());
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_written() {
    refused("import", ("a.docx", "PK\u{3}\u{4} 坏的"), &[], 1, "文档坏了");
    refused("import", ("a.docx", b"%PDF-1.7"), &[], 1, "这是 PDF");
    refused("import", ("a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), &[], 1, "旧格式");
    refused("import", ("a.txt", ""), &[], 1, "草稿里没有文字");
    refused("import", ("a.txt", [0, 1, 2, 3, 0xFF]), &[], 1, "这不是文字文件");
    refused("import", ("a.txt", DRAFT), &["-o", "a.txt"], 2, "就是草稿，不覆盖它");
    refused("import", ("a.txt", DRAFT), &["-o", "b.docx"], 2, "以 .toml 结尾");
    refused("import", ("a.toml", DRAFT), &[], 2, "就是草稿，不覆盖它");
    let table = "| 姓名 | 住址 |\n|---|---|\n| 某某 | 某某村 |\n";
    refused("import", ("a.md", table), &[], 1, "整份文件是一张表格");
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let folder = folder();
    write(folder.path(), "a.txt", DRAFT);
    write(folder.path(), "a.toml", "title = \"别人的\"");
    let output = gongwen(folder.path(), &["import", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("已有 a.toml，不覆盖它"), "{}", said(&output));
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).expect("a file"), "title = \"别人的\"");
    let missing = gongwen(Path::new(folder.path()), &["import", "没有.docx"]);
    assert_eq!(missing.status.code(), Some(3));
}

/// What an import could not know is told again by whoever prints the file.
#[test]
fn a_title_that_is_still_to_be_written_is_told_when_it_is_printed() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("draft.txt"), "今天下午三点开会，请按时参加。\n").expect("written");
    let made = gongwen(home.path(), &["import", "draft.txt", "-o", "report.toml"]);
    assert_eq!(made.status.code(), Some(0));
    let output =
        gongwen(home.path(), &["render", "report.toml", "--fonts", "embedded", "--to", "text", "-o", "-"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(told.matches("report/to-be-written").count(), 2, "title and issuer: {told}");
}
