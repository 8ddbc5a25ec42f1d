//! A run into a file system that is too small for it: it says so, leaves whole files only, and goes on when there is room.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::kills::{Files, Trial, torn};
use crate::run::{Failure, root, run};

/// Parts of what the run needs, in thousandths: nothing but a page, a few documents, all but a little.
const PARTS: [u64; 5] = [1, 30, 300, 700, 990];

/// Runs [`inside`] where it may mount a file system of its own, which nobody else sees: needs util-linux, and root or user
/// namespaces. A short run will do: what matters is where the room ends, not how many rows there are.
pub(crate) fn check(trial: &Trial) -> Result<(), Failure> {
    let this = std::env::current_exe()?.display().to_string();
    let mut words = vec!["unshare", "--mount"];
    if std::fs::metadata("/proc/self")?.uid() != 0 {
        words.extend(["--user", "--map-root-user"]);
    }
    let program = trial.program().display().to_string();
    words.extend([this.as_str(), "full-disk", "inside", program.as_str()]);
    run(&root(), &words).map_err(|error| {
        format!(
            "{error}; it needs unshare of util-linux, and root or user namespaces, to mount a small tmpfs"
        )
        .into()
    })
}

/// The runs, in a mount namespace of their own.
#[allow(clippy::print_stdout)]
pub(crate) fn inside(program: PathBuf) -> Result<(), Failure> {
    let trial = Trial::short(program);
    let folder = tempfile::tempdir()?;
    let rows = trial.table(folder.path())?;
    let (wanted, _) = trial.whole(&rows, &folder.path().join("whole"))?;
    let small = folder.path().join("small");
    std::fs::create_dir(&small)?;
    let place = small.display().to_string();
    for part in PARTS {
        let size = pages(&wanted) * part / 1000 + 1;
        run(&root(), &["mount", "-t", "tmpfs", "-o", &format!("size={}k", size * 4), "gongwen", &place])?;
        let result = full(&trial, &rows, &small, &wanted);
        run(&root(), &["umount", &place])?;
        result.map_err(|error| format!("{} KiB: {error}", size * 4))?;
    }
    println!(
        "full disk: {} sizes, no torn file; with room again each ended with the same bytes",
        PARTS.len()
    );
    Ok(())
}

fn full(trial: &Trial, rows: &Path, small: &Path, wanted: &Files) -> Result<(), Failure> {
    let ended = trial.batch(rows, small).stderr(Stdio::piped()).output()?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    if ended.status.code() != Some(3) || !said.contains("磁盘已满") || !said.contains("--resume") {
        return Err(format!("it ended with {} and said {said:?}", ended.status).into());
    }
    if torn(small, wanted)? > 0 {
        return Err("files are torn".into());
    }
    run(&root(), &["mount", "-o", "remount,size=90%", &small.display().to_string()])?;
    trial.goes_on(rows, small, wanted)
}

/// Pages of 4 KiB that these files take.
fn pages(files: &Files) -> u64 {
    files.values().map(|bytes| bytes.len().div_ceil(4096) as u64).sum()
}
