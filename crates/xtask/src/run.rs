//! Running other programs, and saying which one is missing.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a program in a folder; its failure is an error that names it.
pub(crate) fn run(folder: &Path, words: &[&str]) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .status()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", words.join(" ")).into()) }
}
