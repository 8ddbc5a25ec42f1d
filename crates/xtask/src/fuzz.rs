//! `cargo xtask fuzz [SECONDS] [TARGET …]`: the targets in `fuzz/` under libFuzzer, with the stable toolchain and without
//! `cargo fuzz`, which runs them as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::run::{Failure, root, text};

/// A target of the fuzzer: a reader that is fed with changed inputs.
#[derive(Debug)]
struct Target {
    /// The name of its program, its seeds and its dictionary.
    name: &'static str,
    /// The longest input that it is given, in bytes: what takes longer than it finds is left to the tests.
    longest: u32,
    /// Seconds of a short run: enough to go through all seeds and some way further, and a minute for what clerks hand in.
    short: u32,
}

const TARGETS: [Target; 12] = [
    Target { name: "drafts", longest: 8 << 10, short: 60 },
    Target { name: "checks", longest: 8 << 10, short: 60 },
    Target { name: "reports", longest: 8 << 10, short: 30 },
    Target { name: "tables", longest: 16 << 10, short: 30 },
    Target { name: "svg", longest: 4 << 10, short: 30 },
    Target { name: "pictures", longest: 8 << 10, short: 30 },
    Target { name: "templates", longest: 4 << 10, short: 30 },
    Target { name: "markup", longest: 4 << 10, short: 30 },
    Target { name: "profiles", longest: 4 << 10, short: 30 },
    Target { name: "fonts", longest: 16 << 10, short: 30 },
    Target { name: "record", longest: 4 << 10, short: 30 },
    Target { name: "documents", longest: 2 << 10, short: 30 },
];

/// How long each target runs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Length {
    /// What the gate has time for, always with the same random numbers.
    Short,
    /// So many seconds, with other random numbers each time.
    Seconds(u32),
}

/// How long each target runs when nothing is said.
pub(crate) const LONG: Length = Length::Seconds(600);

/// What the compiler notes for libFuzzer: which edges are taken, and what values are compared with. All of it is in stable
/// compilers; only the sanitizers of `cargo fuzz` are not.
const INSTRUMENTED: [&str; 6] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// No more than two at a time: each takes a core, and they share the machine with whoever waits.
const SIDE_BY_SIDE: usize = 2;

/// Builds the targets and runs those of these names, all when there are none.
///
/// The inputs that reach something new are kept in `target/fuzz/corpus`, from which the next run goes on; what makes a target
/// fail is kept in `target/fuzz/artifacts` and belongs into `fuzz/seeds` once it is mended.
pub(crate) fn run(length: Length, names: &[&str]) -> Result<(), Failure> {
    if let Some(unknown) = names.iter().find(|name| TARGETS.iter().all(|known| known.name != **name)) {
        return Err(format!("there is no target {unknown}").into());
    }
    let folder = root().join("target/fuzz");
    let programs = build(&folder)?;
    let wanted: Vec<_> = TARGETS.iter().filter(|it| names.is_empty() || names.contains(&it.name)).collect();
    let (waiting, failed) = (Mutex::new(wanted.iter()), Mutex::new(Vec::new()));
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next().copied());
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while let Some(wanted) = next() {
                    if let Err(error) = target(&folder, &programs, wanted, length)
                        && let Ok(mut failed) = failed.lock()
                    {
                        failed.push(error.to_string());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_default();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

/// Builds all targets and says in which folder they are. For a named machine, so that what runs while building is not
/// instrumented.
fn build(folder: &Path) -> Result<PathBuf, Failure> {
    let version = text(&["rustc", "-vV"])?;
    let machine = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc has no host")?;
    let status = Command::new("cargo")
        .args(["build", "--release", "--bins", "--target", machine])
        .current_dir(root().join("fuzz"))
        .env("CARGO_TARGET_DIR", folder)
        .env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTED.join("\u{1f}"))
        .status()?;
    match status.success() {
        true => Ok(folder.join(machine).join("release")),
        false => Err(format!("the targets of the fuzzer were not built: {status}").into()),
    }
}

/// Runs a target and prints how far it came.
#[allow(clippy::print_stdout)]
fn target(folder: &Path, programs: &Path, wanted: &Target, length: Length) -> Result<(), Failure> {
    let Target { name, longest, short } = wanted;
    let (corpus, artifacts) = (folder.join("corpus").join(name), folder.join("artifacts"));
    let log = folder.join(format!("{name}.log"));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let dictionary = root().join("fuzz/dictionaries").join(format!("{name}.dict"));
    let mut command = Command::new(programs.join(name));
    command
        .args([&corpus, &root().join("fuzz/seeds").join(name)])
        .args(match length {
            Length::Short => vec!["-seed=1".to_owned(), format!("-max_total_time={short}")],
            Length::Seconds(seconds) => vec![format!("-max_total_time={seconds}")],
        })
        .arg(format!("-max_len={longest}"))
        .args(["-rss_limit_mb=1024", "-timeout=10", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/{name}-", artifacts.display()));
    if dictionary.exists() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    let status = command.stdout(Stdio::null()).stderr(fs::File::create(&log)?).status()?;
    let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    if status.success() {
        let number = |of: &str| {
            said.lines().rev().find_map(|line| line.strip_prefix(of)).map_or("?", str::trim).to_owned()
        };
        let edges = said
            .lines()
            .rev()
            .find_map(|line| line.split_once(" cov: "))
            .map_or("?", |(_, rest)| rest.split_whitespace().next().unwrap_or("?"));
        println!(
            "fuzz {name}: {} inputs, {edges} edges, {} MB at most",
            number("stat::number_of_executed_units:"),
            number("stat::peak_rss_mb:")
        );
        return Ok(());
    }
    let lines: Vec<&str> = said.lines().collect();
    let end = lines.get(lines.len().saturating_sub(40)..).unwrap_or_default().join("\n");
    Err(format!("fuzz {name}: {status}, the end of {}:\n{end}", log.display()).into())
}
