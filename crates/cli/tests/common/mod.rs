//! What tests of runs have in common: a report with a figure, a table of made-up villages (示例数据), and what a run said
//! and wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A page for each village.
pub(crate) const REPORT: &str = include_str!("../../../../fixtures/runs/page.toml");
/// A notice for each village with a seal that lies beside the report.
pub(crate) const SEALED: &str = include_str!("../../../../fixtures/runs/sealed.toml");
pub(crate) const SEAL: &str = include_str!("../../../../fixtures/runs/seal.svg");

/// The program in this folder.
pub(crate) fn gongwen(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args(words).output().expect("the binary runs")
}

/// A run of `report.toml` and `rows.csv` in this folder, with these options besides.
pub(crate) fn batch(folder: &Path, more: &[&str]) -> Output {
    let usual = [("--fonts", "embedded"), ("--progress", "none"), ("--out", "out/{{key}}"), ("--to", "docx")];
    let mut words = vec!["batch", "report.toml", "--rows", "rows.csv"];
    for (option, value) in usual {
        if !more.contains(&option) {
            words.extend([option, value]);
        }
    }
    words.extend(more);
    gongwen(folder, &words)
}

/// Writes [`REPORT`] and a table, and runs them.
pub(crate) fn run(folder: &Path, table: &str, more: &[&str]) -> Output {
    write(folder, "report.toml", REPORT);
    write(folder, "rows.csv", table);
    batch(folder, more)
}

/// A table of villages by key and income.
pub(crate) fn table(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(key, income)| format!("{key},示例{key}村,{income}\n"));
    format!("序号,村名,收入\n{}", rows.collect::<String>())
}

pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.join(name), bytes).expect("written");
}

/// Runs a command on a draft of this name that it refuses: exit code, words, and nothing written or changed.
#[track_caller]
pub(crate) fn refused(
    command: &str,
    (name, bytes): (&str, impl AsRef<[u8]>),
    more: &[&str],
    code: i32,
    words: &str,
) {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), name, &bytes);
    let output = gongwen(folder.path(), &[&[command, name], more].concat());
    let all = said(&output) + &out(&output);
    assert_eq!(output.status.code(), Some(code), "{all}");
    assert!(all.contains(words), "{words} in {all}");
    let files: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(fs::read(folder.path().join(name)).expect("the draft"), bytes.as_ref());
}

/// What was printed for people.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The last line of it.
pub(crate) fn last(output: &Output) -> String {
    out(output).trim_end().lines().last().unwrap_or_default().to_owned()
}

/// What was said of faults; long lines are joined again.
pub(crate) fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().map(|line| line.trim_start_matches([' ', '|', '│'])).collect()
}

/// What `manifest verify` or `merge` says of `out`.
pub(crate) fn manifest(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = gongwen(folder, &[&["manifest"], words, &["out"]].concat());
    (output.status.code(), out(&output) + &String::from_utf8_lossy(&output.stderr))
}

/// The files below a folder by path, without the locks.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("a file");
        (name, bytes)
    };
    names(folder).into_iter().map(read).collect()
}

/// The paths of the files below a folder, without the locks. A run may be at work in it.
fn names(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, above)) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry")) {
            let name = format!("{above}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push((entry.path(), name + "/"));
            } else if !name.ends_with(".lock") {
                found.insert(name);
            }
        }
    }
    found
}

/// The documents below a folder.
pub(crate) fn documents(folder: &Path) -> BTreeSet<String> {
    names(folder).into_iter().filter(|name| name.ends_with(".docx") || name.ends_with(".pdf")).collect()
}

/// The lines of a record.
pub(crate) fn record(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).expect("a record");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The files that lines of a record name.
pub(crate) fn outputs(record: &[serde_json::Value]) -> BTreeSet<String> {
    let outputs = record.iter().filter_map(|entry| entry["outputs"].as_array()).flatten();
    outputs.map(|written| written["path"].as_str().expect("a path").to_owned()).collect()
}

/// The names in a zip.
pub(crate) fn zipped(path: &Path) -> BTreeSet<String> {
    let zip = zip::ZipArchive::new(fs::File::open(path).expect("a zip")).expect("a zip");
    zip.file_names().map(|name| name.expect("a name").into_owned()).collect()
}
