//! Standard output and standard error that cannot be written, and threads that cannot be started: what was asked for is
//! made all the same, and what could not be said is told where it still can be.
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::common::{REPORT, documents, out, record, said, table, write};

/// A device that takes nothing: the disk is full.
fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").expect("a device").into()
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args(words).stdin(Stdio::null());
    command
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "report.toml", REPORT);
    write(folder.path(), "rows.csv", table(&[("01", "1.5"), ("02", "不详"), ("03", "2.5")]));
    write(folder.path(), "bad.toml", "title = 1\n");
    let made = command(folder.path(), &["new", "own.toml"]).output().expect("the binary runs");
    assert_eq!(made.status.code(), Some(0));
    folder
}

const BATCH: [&str; 8] =
    ["batch", "report.toml", "--rows", "rows.csv", "--out", "out/{{key}}", "--fonts", "embedded"];

/// Every command, what it ends with, and the files that it makes.
fn commands() -> Vec<(Vec<&'static str>, i32, Vec<&'static str>)> {
    vec![
        (vec!["render", "own.toml", "--fonts", "embedded", "--to", "docx"], 0, vec!["out/own.docx"]),
        (
            vec!["render", "own.toml", "bad.toml", "--fonts", "embedded"],
            1,
            vec!["out/own.docx", "out/own.pdf"],
        ),
        (vec!["render", "bad.toml"], 1, vec![]),
        (vec!["render", "gone.toml"], 3, vec![]),
        (vec!["render", "--nothing"], 2, vec![]),
        ([&BATCH[..], &["--to", "docx"]].concat(), 1, vec!["out/01.docx", "out/03.docx"]),
        (
            [&BATCH[..], &["--to", "docx", "--progress", "json"]].concat(),
            1,
            vec!["out/01.docx", "out/03.docx"],
        ),
        ([&BATCH[..], &["--dry-run"]].concat(), 1, vec![]),
        (vec!["rollup", "report.toml", "--rows", "rows.csv"], 1, vec![]),
        (vec!["new", "second.toml"], 0, vec!["second.toml"]),
        (vec!["templates", "export", "mine"], 0, vec!["mine/annual-report.hbs"]),
        (vec!["templates", "check"], 0, vec![]),
        (vec!["schema"], 0, vec![]),
        (vec!["fonts", "--fonts", "embedded"], 0, vec![]),
        (vec!["profiles"], 0, vec![]),
        (vec!["completions", "bash"], 0, vec![]),
        (vec!["--help"], 0, vec![]),
    ]
}

#[track_caller]
fn made(folder: &Path, files: &[&str], words: &[&str]) {
    for file in files {
        assert!(folder.join(file).is_file(), "{file} of {words:?}");
    }
}

#[test]
fn a_full_standard_error_stops_nothing_and_is_told_on_the_other_stream() {
    for (words, code, files) in commands() {
        let folder = folder();
        let output: Output = command(folder.path(), &words).stderr(full()).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", out(&output));
        made(folder.path(), &files, &words);
        let json = words.contains(&"json");
        let silent = ["schema", "completions"].contains(&words[0]) || json || code == 0;
        let told = out(&output).contains("有的提示没有显示出来：写不了标准错误输出（磁盘已满）");
        assert_eq!(told, !silent, "{words:?}: {}", out(&output));
        if json {
            out(&output).lines().for_each(|line| {
                serde_json::from_str::<serde_json::Value>(line).expect("nothing but events");
            });
        }
    }
}

#[test]
fn a_full_standard_output_stops_nothing_and_says_nothing_untrue_of_files() {
    for (words, code, files) in commands() {
        let folder = folder();
        let output = command(folder.path(), &words).stdout(full()).output().expect("the binary runs");
        // What could not be printed is a failure of its own, where nothing is worse.
        let unprinted = code == 0;
        assert_eq!(
            output.status.code(),
            Some(if unprinted { 3 } else { code }),
            "{words:?}: {}",
            said(&output)
        );
        made(folder.path(), &files, &words);
        assert_eq!(
            said(&output).contains("写不了标准输出：磁盘已满"),
            unprinted,
            "{words:?}: {}",
            said(&output)
        );
        assert!(!said(&output).contains("没有改动"), "{words:?}: {}", said(&output));
    }
}

#[test]
fn both_full_or_closed_streams_still_make_the_files() {
    for redirect in [">/dev/full 2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/null 2>&-"] {
        let folder = folder();
        let line = format!(
            "'{}' render own.toml bad.toml --fonts embedded --to docx {redirect}",
            env!("CARGO_BIN_EXE_gongwen")
        );
        let status =
            Command::new("sh").current_dir(folder.path()).args(["-c", &line]).status().expect("a shell");
        assert_eq!(status.code(), Some(1), "{redirect}");
        made(folder.path(), &["out/own.docx"], &[redirect]);
    }
}

#[test]
fn a_file_for_standard_output_that_is_full_is_a_failure() {
    let folder = folder();
    let words = ["render", "own.toml", "--fonts", "embedded", "--to", "docx", "-o", "-"];
    let output = command(folder.path(), &words).stdout(full()).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("写不了标准输出：磁盘已满"), "{}", said(&output));
}

/// A stack that no machine has, so that no thread is started beside the first.
const STACK: (&str, &str) = ("RUST_MIN_STACK", "35184372088832");

#[test]
fn a_run_without_threads_makes_the_same_files_and_says_so_once() {
    let folder = folder();
    let words = [&BATCH[..], &["--to", "docx", "--jobs", "4", "--progress", "plain"]].concat();
    let output = command(folder.path(), &words).env(STACK.0, STACK.1).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(said(&output).matches("系统只让开 1 个线程（要 4 个）").count(), 1, "{}", said(&output));
    assert_eq!(documents(folder.path()).len(), 2);
    let rows: Vec<_> =
        record(&folder.path().join("out/manifest.jsonl")).iter().map(|it| it["row"].clone()).collect();
    assert_eq!(rows, [2, 3, 4]);
}

#[test]
fn neither_the_name_of_a_file_nor_what_stands_in_it_steers_the_terminal() {
    let folder = folder();
    let at = folder.path();
    let name = "a\u{1b}[31m\u{202e}b.toml";
    std::fs::copy(at.join("own.toml"), at.join(name)).expect("copied");
    write(at, "c.toml", "title = \"d\u{1b}[31me\"\n\"k\u{1b}[32m\\u001b[33mx\" = 2\n");
    write(at, "c.json", "{\"title\":\"d\\u001b[31me\",\"k\\u001b[32mx\":2}");
    write(at, "\u{1b}[34m.toml", "title = 1\n");
    for words in [
        vec!["render", name, "--fonts", "embedded", "--to", "docx"],
        vec!["render", "c.toml"],
        vec!["render", "c.json"],
        vec!["render", "\u{1b}[34m.toml"],
        vec!["render", "\u{1b}[35m.toml"],
        vec!["render", "own.toml", "--template", "\u{1b}[36m"],
        vec!["render", "own.toml", "--fonts", "\u{1b}[36m"],
        vec!["render", "own.toml", "--profile", "\u{1b}[36m"],
        vec!["new", "\u{1b}[37m.toml"],
    ] {
        let output = command(at, &words).output().expect("the binary runs");
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{words:?}: {text}");
        }
        assert!(
            out(&output).contains("<U+001B>")
                || said(&output).contains("<U+001B>")
                || said(&output).contains("d?[31me")
        );
    }
}
