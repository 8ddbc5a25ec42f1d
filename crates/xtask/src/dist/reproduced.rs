//! That two builds in two folders are equal.

use std::fs;

use super::build;
use super::options::Profile;
use super::place::{hex, place};
use super::source::Source;
use super::targets::TARGETS;
use crate::run::{Failure, root, run};

/// Builds the first target from a copy of the sources in another folder, and compares.
#[allow(clippy::print_stdout)]
pub(super) fn check(source: &Source) -> Result<(), Failure> {
    let target = TARGETS.first().ok_or("no target")?;
    let first = fs::read(build::build(target, Profile::Dist, source)?)?;
    let elsewhere = tempfile::Builder::new().prefix("gongwen-elsewhere-").tempdir_in(place()?)?;
    let sources = elsewhere.path().join("the sources");
    fs::create_dir(&sources)?;
    // As git has them: what is built is what was committed, or it differs.
    let tar = elsewhere.path().join("sources.tar").display().to_string();
    run(&root(), &["git", "archive", "--format=tar", "--output", &tar, "HEAD"])?;
    run(&sources, &["tar", "-xf", &tar])?;
    let second =
        fs::read(build::build_in(&sources, &elsewhere.path().join("built"), target, Profile::Dist, source)?)?;
    match first == second {
        true => println!("built in two folders, the same bytes: SHA-256 {}", hex(&first)),
        false => return Err("the program built in another folder has other bytes".into()),
    }
    Ok(())
}
