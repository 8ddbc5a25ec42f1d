//! A run of many rows killed again and again: what it leaves is whole, and going on ends where an unbroken run ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::run::{Failure, output, root, run};
use crate::villages;

const ROWS: &str = "500";
const KILLS: u32 = 50;

/// Kills a run of 500 rows at 50 moments, each time begun anew from an empty folder or gone on with, and compares.
#[allow(clippy::print_stdout)]
pub(crate) fn check(seed: u64) -> Result<(), Failure> {
    run(&root(), &["cargo", "build", "--quiet", "--release", "--package", "gongwen-cli"])?;
    let folder = tempfile::tempdir()?;
    let rows = folder.path().join("rows.csv");
    villages::many(ROWS, &rows.display().to_string())?;

    let whole = folder.path().join("whole");
    let begun = Instant::now();
    let ended = batch(&rows, &whole).status()?;
    let length = begun.elapsed();
    let wanted = files(&whole)?;
    if !ended.success() || wanted.len() != 1001 {
        return Err(format!("the unbroken run ended with {ended} and {} files", wanted.len()).into());
    }

    println!("kills: seed {seed}; an unbroken run takes {:.2} s", length.as_secs_f64());
    let (mut random, mut torn, mut late) = (seed, 0, 0);
    for round in 0..KILLS {
        let out = folder.path().join(format!("killed-{round}"));
        // Killed once, gone on with, killed again in every other round, and then let alone.
        for _ in 0..=round % 2 {
            let mut child = batch(&rows, &out).arg("--resume").spawn()?;
            let part = next(&mut random) % 1000;
            std::thread::sleep(length.mul_f64(part as f64 / 1000.0));
            late += u32::from(child.try_wait()?.is_some());
            child.kill()?;
            child.wait()?;
            for (name, bytes) in files(&out)? {
                let document = !name.starts_with(".gongwen") && name != "manifest.jsonl";
                torn += u32::from(document && wanted.get(&name) != Some(&bytes));
            }
        }
        let ended = batch(&rows, &out).arg("--resume").status()?;
        if !ended.success() || files(&out)? != wanted {
            return Err(
                format!("round {round}: going on did not end as an unbroken run ends ({ended})").into()
            );
        }
        let binary = binary();
        let verified = output(&[&binary, "manifest", "verify", &out.display().to_string()])?;
        if !verified.status.success() {
            return Err(format!("round {round}: {}", String::from_utf8_lossy(&verified.stdout)).into());
        }
        fs::remove_dir_all(&out)?;
    }
    println!(
        "kills: {KILLS} rounds, {torn} torn files, {late} kills after the end; every round ended with the same bytes"
    );
    if torn > 0 { Err("files were torn".into()) } else { Ok(()) }
}

fn binary() -> String {
    root().join("target/release/gongwen").display().to_string()
}

fn batch(rows: &Path, out: &Path) -> Command {
    let mut command = Command::new(binary());
    command.arg("batch").arg(root().join("fixtures/villages/village.toml")).arg("--rows").arg(rows);
    command.arg("--out").arg(out.join("{{key}}")).args(["--fonts", "embedded", "--progress", "none"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What is in a folder, without the locks.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".lock") {
            found.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(found)
}

/// The next number of a series (xorshift), so that a failure can be had again.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
