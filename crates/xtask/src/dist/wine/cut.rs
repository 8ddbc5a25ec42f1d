//! Runs of many documents that end early on Windows.

use std::fs;

use super::machine::{Ended, Machine, PROGRAM, RENDER, WORK, fail};
use crate::run::{Failure, root};
use crate::villages;

/// The run that is cut short, without its output.
const RUN: [&str; 10] = [
    "batch",
    "village.toml",
    "--rows",
    "rows.csv",
    "--progress",
    "none",
    "--jobs",
    "1",
    RENDER[0],
    RENDER[1],
];

/// As somebody ends it in the list of tasks.
pub(super) fn killed(machine: &Machine) -> Result<(), Failure> {
    let helper = r"Z:\root\gongwen\helper.exe";
    shortened(machine, |second, run| {
        let second = format!(r"cut\{second}");
        let ended = machine.wine(WORK, [&[helper, "stop", &second, PROGRAM], run].concat())?;
        ended.with(1, "").map(drop)
    })
}

/// As somebody presses Ctrl-C in its console. Wine's other way, an event of Ctrl-Break to a group of processes, ends no
/// program that takes it with the same handler, however small: it is not tried.
pub(super) fn interrupted(machine: &Machine) -> Result<(), Failure> {
    shortened(machine, |second, run| {
        let words = [&[PROGRAM], run].concat();
        let ended: Ended = machine.interrupted(WORK, words, &machine.work().join("cut").join(second))?;
        ended.with(130, "中断了")?.with(130, "--resume").map(drop)
    })
}

/// Makes all documents, then again until `cut` ends it at the second one, and goes on from there.
fn shortened(machine: &Machine, cut: impl Fn(&str, &[&str]) -> Result<(), Failure>) -> Result<(), Failure> {
    let work = machine.work();
    fs::write(work.join("village.toml"), fs::read(root().join("fixtures/villages/village.toml"))?)?;
    villages::many("150", &work.join("rows.csv").display().to_string())?;
    machine.gongwen(&[&RUN[..], &["--out", "whole/{{key}}"]].concat())?.with(0, "")?;
    let names = |folder: &str| -> Result<Vec<String>, Failure> {
        let entries = fs::read_dir(work.join(folder))?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        names.sort();
        Ok(names)
    };
    let whole = names("whole")?;
    let second = whole.iter().filter(|name| name.ends_with(".pdf")).nth(1).ok_or("no document")?;
    let run = [&RUN[..], &["--out", "cut/{{key}}"]].concat();
    cut(second, &run)?;
    let documents = names("cut")?;
    if documents.len() + 10 > whole.len() {
        return fail(format!("it was ended too late: {} files", documents.len()));
    }
    for name in documents.iter().filter(|name| !name.starts_with('.')) {
        if !(name.ends_with(".pdf") || name.ends_with(".docx")) {
            continue;
        }
        if fs::read(work.join("cut").join(name))? != fs::read(work.join("whole").join(name))? {
            return fail(format!("{name} is not whole"));
        }
    }
    machine.gongwen(&[&run[..], &["--resume"]].concat())?.with(0, "")?;
    machine.gongwen(&["manifest", "verify", "cut"])?.with(0, "")?;
    match names("cut")? == whole {
        true => Ok(()),
        false => fail("going on made other files"),
    }
}
