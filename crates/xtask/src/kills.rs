//! A run of many rows killed again and again: what it leaves is whole, and going on ends where an unbroken run ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{Failure, output, root, run};
use crate::villages;

/// A run that is disturbed: by this program, of so many rows.
pub(crate) struct Trial {
    program: PathBuf,
    rows: u32,
    rounds: u32,
}

impl Trial {
    /// A run of 500 rows by the release build, disturbed at 50 moments.
    pub(crate) fn full() -> Result<Trial, Failure> {
        run(&root(), &["cargo", "build", "--quiet", "--release", "--package", "gongwen-cli"])?;
        Ok(Trial { program: root().join("target/release/gongwen"), rows: 500, rounds: 50 })
    }

    /// A short one by another build.
    pub(crate) fn short(program: PathBuf) -> Trial {
        Trial { program, rows: 80, rounds: 8 }
    }

    /// A short one by the build that this program belongs to, which takes seconds where that of the release takes minutes.
    pub(crate) fn beside() -> Result<Trial, Failure> {
        run(&root(), &["cargo", "build", "--quiet", "--workspace", "--bin", "gongwen"])?;
        Ok(Trial::short(root().join("target/debug/gongwen")))
    }

    /// The program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// The table, in this folder.
    pub(crate) fn table(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let rows = folder.join("rows.csv");
        villages::many(&self.rows.to_string(), &rows.display().to_string())?;
        Ok(rows)
    }

    /// What an unbroken run writes, and how long it takes.
    pub(crate) fn whole(&self, rows: &Path, out: &Path) -> Result<(Files, Duration), Failure> {
        let begun = Instant::now();
        let ended = self.batch(rows, out).status()?;
        let (length, files) = (begun.elapsed(), files(out)?);
        let wanted = self.rows as usize * 2 + 1;
        if !ended.success() || files.len() != wanted {
            return Err(format!("the unbroken run ended with {ended} and {} files", files.len()).into());
        }
        Ok((files, length))
    }

    pub(crate) fn batch(&self, rows: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("batch").arg(root().join("fixtures/villages/village.toml")).arg("--rows").arg(rows);
        command.arg("--out").arg(out.join("{{key}}")).args(["--fonts", "embedded", "--progress", "none"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// That going on ends as the unbroken run ended, and that the record is true.
    pub(crate) fn goes_on(&self, rows: &Path, out: &Path, wanted: &Files) -> Result<(), Failure> {
        let ended = self.batch(rows, out).arg("--resume").status()?;
        if !ended.success() || files(out)? != *wanted {
            return Err(format!("going on did not end as an unbroken run ends ({ended})").into());
        }
        let program = self.program.display().to_string();
        let verified = output(&[&program, "manifest", "verify", &out.display().to_string()])?;
        match verified.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&verified.stdout).into()),
        }
    }
}

/// Files by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// How many documents in this folder are not as an unbroken run writes them.
pub(crate) fn torn(out: &Path, wanted: &Files) -> Result<usize, Failure> {
    let document = |name: &str| !name.starts_with(".gongwen") && !name.starts_with("manifest.jsonl");
    let differs = |(name, bytes): &(&String, &Vec<u8>)| document(name) && wanted.get(*name) != Some(*bytes);
    Ok(files(out)?.iter().filter(differs).count())
}

/// Kills a run again and again, begun anew from an empty folder or gone on with, and compares.
#[allow(clippy::print_stdout)]
pub(crate) fn check(trial: &Trial, seed: u64) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let rows = trial.table(folder.path())?;
    let (wanted, length) = trial.whole(&rows, &folder.path().join("whole"))?;
    println!("kills: seed {seed}; an unbroken run takes {:.2} s", length.as_secs_f64());
    let (mut random, mut broken, mut late) = (seed, 0, 0);
    for round in 0..trial.rounds {
        let out = folder.path().join(format!("killed-{round}"));
        // Killed once, gone on with, killed again in every other round, and then let alone.
        for _ in 0..=round % 2 {
            let mut child = trial.batch(&rows, &out).arg("--resume").spawn()?;
            let part = next(&mut random) % 1000;
            std::thread::sleep(length.mul_f64(part as f64 / 1000.0));
            late += u32::from(child.try_wait()?.is_some());
            child.kill()?;
            child.wait()?;
            broken += torn(&out, &wanted)?;
        }
        trial.goes_on(&rows, &out, &wanted).map_err(|error| format!("round {round}: {error}"))?;
        fs::remove_dir_all(&out)?;
    }
    println!(
        "kills: {} rounds, {broken} torn files, {late} kills after the end; every round ended with the same bytes",
        trial.rounds
    );
    if broken > 0 { Err("files were torn".into()) } else { Ok(()) }
}

/// What is in a folder, without the locks.
fn files(folder: &Path) -> Result<Files, Failure> {
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
