//! That two builds in two folders are equal.

use std::fs;
use std::path::Path;

use super::build;
use super::options::Profile;
use super::place::{hex, place};
use super::source::Source;
use super::targets::Target;
use crate::run::{Failure, root, run};

/// Builds a target from a copy of the sources in another folder, and compares it with the program that was built.
#[allow(clippy::print_stdout)]
pub(super) fn check(
    target: &Target,
    profile: Profile,
    program: &Path,
    source: &Source,
) -> Result<(), Failure> {
    let first = fs::read(program)?;
    let elsewhere = tempfile::Builder::new().prefix("gongwen-elsewhere-").tempdir_in(place()?)?;
    let sources = elsewhere.path().join("the sources");
    fs::create_dir(&sources)?;
    // As git has them: what is built is what was committed, or it differs.
    let tar = elsewhere.path().join("sources.tar").display().to_string();
    run(&root(), &["git", "archive", "--format=tar", "--output", &tar, "HEAD"])?;
    run(&sources, &["tar", "-xf", &tar])?;
    let second =
        fs::read(build::build_in(&sources, &elsewhere.path().join("built"), target, profile, source)?)?;
    match first == second {
        true => println!("{}: built in two folders, the same bytes: SHA-256 {}", target.name, hex(&first)),
        false => return Err(format!("{}: built in another folder it has other bytes", target.name).into()),
    }
    Ok(())
}
