//! That a program makes the bytes that the native one makes: the real report, and a batch of the villages of a town.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{Failure, root};

/// The files that were made, by name.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What is compared: the report and its table are beside each other.
const INPUTS: [&str; 3] = [
    "fixtures/reports/jinjiang-2024.toml",
    "fixtures/villages/village.toml",
    "fixtures/villages/villages.csv",
];

/// As many files: two of the report, two of each village, the record of the run, and the zip of its files.
const COUNT: usize = 2 + 2 * 13 + 2;

/// A way to run a program.
pub(super) trait Runner {
    /// How it is run, for people.
    fn name(&self) -> String;
    /// The command that runs it, without its arguments. It runs in the folder of the files.
    fn command(&self) -> Command;
    /// Where the files are made; `None` is any folder.
    fn folder(&self) -> Option<PathBuf> {
        None
    }
}

/// The program as it is built for this machine, which others are held against.
pub(super) struct Native(pub(super) PathBuf);

impl Runner for Native {
    fn name(&self) -> String {
        "run on this machine".into()
    }

    fn command(&self) -> Command {
        Command::new(&self.0)
    }
}

/// A program for ARM64.
pub(super) struct Emulated(pub(super) PathBuf);

impl Runner for Emulated {
    fn name(&self) -> String {
        "run by qemu-aarch64-static".into()
    }

    fn command(&self) -> Command {
        let mut command = Command::new("qemu-aarch64-static");
        command.arg(&self.0);
        command
    }
}

/// Has the program make the files, and reads them.
pub(super) fn made(runner: &dyn Runner) -> Result<Files, Failure> {
    let temporary = tempfile::tempdir()?;
    let folder = runner.folder().unwrap_or_else(|| temporary.path().to_owned());
    for input in INPUTS {
        let from = root().join(input);
        fs::copy(&from, folder.join(from.file_name().unwrap_or_default()))?;
    }
    let out = folder.join("out");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    for words in [
        &["render", "jinjiang-2024.toml", "--fonts", "embedded"][..],
        &[
            "batch",
            "village.toml",
            "--rows",
            "villages.csv",
            "--fonts",
            "embedded",
            "--progress",
            "none",
            "--out",
            "out/{{key}}-{{village}}",
            "--zip",
            "out/all.zip",
        ],
    ] {
        let ended = runner.command().args(words).current_dir(&folder).stdin(Stdio::null()).output()?;
        if !ended.status.success() {
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            return Err(format!("{} ended with {}: {said}", words.join(" "), ended.status).into());
        }
    }
    let mut files = Files::new();
    read(&out, "", &mut files)?;
    match files.len() {
        COUNT => Ok(files),
        other => {
            let names: Vec<&String> = files.keys().collect();
            Err(format!("{other} files instead of {COUNT}: {names:?}").into())
        }
    }
}

fn read(folder: &Path, above: &str, files: &mut Files) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files)?;
        } else if !name.ends_with(".lock") {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Fails with the first file that differs.
pub(super) fn check(files: &Files, wanted: &Files) -> Result<(), Failure> {
    for (name, bytes) in wanted {
        match files.get(name) {
            Some(other) if lines(name, other) == lines(name, bytes) => {}
            Some(_) => return Err(format!("{name} has other bytes").into()),
            None => return Err(format!("{name} is missing").into()),
        }
    }
    match files.keys().find(|name| !wanted.contains_key(*name)) {
        Some(more) => Err(format!("{more} is made here only").into()),
        None => Ok(()),
    }
}

/// A file for comparing: lines of a record come in the order in which rows were done.
fn lines<'b>(name: &str, bytes: &'b [u8]) -> Vec<&'b [u8]> {
    if !name.ends_with(".jsonl") {
        return vec![bytes];
    }
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    lines.sort_unstable();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_byte_another_file_and_a_missing_one_are_told() {
        let files = |named: &[(&str, &str)]| -> Files {
            named.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let wanted = files(&[("a.pdf", "one"), ("manifest.jsonl", "x\ny\n")]);
        assert!(check(&files(&[("a.pdf", "one"), ("manifest.jsonl", "y\nx\n")]), &wanted).is_ok());
        for (wrong, word) in [
            (files(&[("a.pdf", "two"), ("manifest.jsonl", "x\ny\n")]), "a.pdf has other bytes"),
            (files(&[("manifest.jsonl", "x\ny\n")]), "a.pdf is missing"),
            (files(&[("a.pdf", "one"), ("manifest.jsonl", "x\ny\n"), ("b", "")]), "b is made here only"),
        ] {
            assert_eq!(check(&wrong, &wanted).expect_err(word).to_string(), word);
        }
    }
}
