//! Running other programs, and saying which one is missing.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What ends a command early.
pub(crate) type Failure = Box<dyn Error>;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    folder.canonicalize().unwrap_or(folder)
}

/// The folder in which this program was built, and with it everything else: `target`.
pub(crate) fn target() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("no folder of target")?.to_path_buf())
}

/// Runs a program in a folder; its failure is an error that names it.
pub(crate) fn run(folder: &Path, words: &[&str]) -> Result<(), Failure> {
    let status = command(words)?
        .current_dir(folder)
        .status()
        .map_err(|error| format!("cannot run {}: {error}", words[0]))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", words.join(" ")).into()) }
}

/// Runs a program and gives what it printed, whether it succeeded or not.
pub(crate) fn output(words: &[&str]) -> Result<Output, Failure> {
    Ok(command(words)?.output().map_err(|error| format!("cannot run {}: {error}", words[0]))?)
}

/// Runs a program that must succeed and gives its standard output as text.
pub(crate) fn text(words: &[&str]) -> Result<String, Failure> {
    let output = output(words)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed: {said}", words.join(" ")).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(words: &[&str]) -> Result<Command, Failure> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}
