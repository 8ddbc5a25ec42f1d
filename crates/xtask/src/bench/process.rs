//! The whole process, from its start to both files.

use std::process::Command;

use super::clock::process;
use crate::run::{Failure, root};

const RUNS: usize = 20;
/// Milliseconds from the start to both files.
const BUDGET: f64 = 60.0;
/// Kilobytes.
const MEMORY: u64 = 60 * 1024;

#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let mut costs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        costs.push(process(&mut command(folder.path(), &[]))?.0);
    }
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let wall = median(costs.iter().map(|cost| cost.wall).collect());
    let cpu = median(costs.iter().map(|cost| cost.cpu).collect());
    println!(
        "start to both files, {RUNS} runs: {wall:.1} ms wall, {cpu:.1} ms CPU  budget {BUDGET} ms: {}",
        if wall <= BUDGET { "held" } else { "EXCEEDED" }
    );
    let peak = peak(folder.path())?;
    println!(
        "peak memory of that process: {:.1} MB  budget {} MB: {}",
        peak as f64 / 1024.0,
        MEMORY / 1024,
        if peak <= MEMORY { "held" } else { "EXCEEDED" }
    );
    Ok(())
}

fn command(folder: &std::path::Path, before: &[&str]) -> Command {
    let gongwen = root().join("target/release/gongwen");
    let mut command = match before {
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(gongwen);
            command
        }
        [] => Command::new(gongwen),
    };
    command
        .args(["render", "fixtures/reports/jinjiang-2024.toml", "--fonts", "embedded", "-o"])
        .arg(folder)
        .current_dir(root());
    command
}

/// Kilobytes, as GNU time tells them.
fn peak(folder: &std::path::Path) -> Result<u64, Failure> {
    let output = command(folder, &["/usr/bin/time", "-f", "peak %M"])
        .output()
        .map_err(|error| format!("cannot run /usr/bin/time (Debian: apt-get install time): {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let peak = said.lines().find_map(|line| line.strip_prefix("peak "));
    Ok(peak.ok_or("GNU time said nothing")?.trim().parse()?)
}
