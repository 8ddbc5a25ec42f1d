//! How large a program is, and how long it takes to start.

use std::path::Path;
use std::time::Instant;

use super::options::Profile;
use super::targets::{Kind, Target};
use crate::run::{Failure, output};

/// A program is not larger than this; 13 MB of it are its fonts.
const MOST_BYTES: u64 = 40_000_000;

/// Prints the size; too large a program is an error where it goes out.
#[allow(clippy::print_stdout)]
pub(super) fn print(target: &Target, profile: Profile, program: &Path) -> Result<(), Failure> {
    let bytes = std::fs::metadata(program)?.len();
    println!("{}: {:.1} MB", target.name, bytes as f64 / 1e6);
    if matches!(target.kind, Kind::Gnu | Kind::Musl) {
        println!("{}: starts and ends in {:.1} ms", target.name, start(program)? * 1e3);
    }
    match bytes <= MOST_BYTES || profile != Profile::Dist {
        true => Ok(()),
        false => Err(format!("{} is larger than {MOST_BYTES} bytes", program.display()).into()),
    }
}

/// The fastest of twenty starts, in seconds.
fn start(program: &Path) -> Result<f64, Failure> {
    let program = program.display().to_string();
    let mut fastest = f64::MAX;
    for _ in 0..20 {
        let begun = Instant::now();
        output(&[&program, "profiles", "list"])?;
        fastest = fastest.min(begun.elapsed().as_secs_f64());
    }
    Ok(fastest)
}
