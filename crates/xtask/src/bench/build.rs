//! A clean release build of the binary in a folder of its own: how long it takes, and which crates take longest.

use std::fs;
use std::process::Command;

use super::clock::process;
use crate::run::{Failure, root};

/// Seconds on two cores.
const BUDGET: f64 = 180.0;

#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let folder = root().join("target/build-bench");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    println!("building the binary from nothing in {} …", folder.display());
    let mut command = Command::new("cargo");
    command
        .args(["build", "--release", "--locked", "-p", "gongwen-cli", "--timings", "-j", "2", "--target-dir"])
        .arg(&folder)
        .current_dir(root());
    let (cost, _) = process(&mut command)?;
    let (wall, cpu) = (cost.wall / 1000.0, cost.cpu / 1000.0);
    println!(
        "release build with two jobs: {wall:.0} s wall, {cpu:.0} s CPU (at least {:.0} s on two idle cores)  budget {BUDGET} s wall: {}",
        cpu / 2.0,
        if wall <= BUDGET { "held" } else { "EXCEEDED on this machine now" }
    );
    for (seconds, name) in slowest(&fs::read_to_string(folder.join("cargo-timings/cargo-timing.html"))?) {
        println!("{seconds:6.1} s  {name}");
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// The five units that took longest, from the data in cargo's own report.
fn slowest(report: &str) -> Vec<(f64, String)> {
    let data = report.split("const UNIT_DATA = ").nth(1).and_then(|rest| rest.split("];").next());
    let mut units: Vec<(f64, String)> = data
        .unwrap_or_default()
        .split('{')
        .filter_map(|unit| {
            let field = |name: &str| {
                let rest = unit.split(&format!("\"{name}\":")).nth(1)?.trim_start();
                Some(rest.split([',', '\n', '}']).next()?.trim().trim_matches('"').to_owned())
            };
            let name =
                format!("{} {}{}", field("name")?, field("version")?, field("target").unwrap_or_default());
            Some((field("duration")?.parse().ok()?, name))
        })
        .collect();
    units.sort_by(|one, other| other.0.total_cmp(&one.0));
    units.truncate(5);
    units
}
