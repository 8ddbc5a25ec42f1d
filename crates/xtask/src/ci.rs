//! `cargo xtask ci`: everything that a change must pass, the same as `.ci/run` does after installing the outside readers.

use crate::conformance::{self, timed, tools};
use crate::dist;
use crate::engines;
use crate::features;
use crate::full_disk;
use crate::fuzz;
use crate::install::PACKAGE;
use crate::kills::{self, Trial};
use crate::run::{Failure, root, run};
use crate::wasm;

/// In the order of what fails fastest. All speak of the whole workspace: packages picked one by one have other
/// features, with which everything would be built once more.
const STEPS: &[&[&str]] = &[
    &["cargo", "fmt", "--all", "--check"],
    &["cargo", "fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"],
    &["cargo", "clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["cargo", "test", "--workspace"],
    OUTSIDE,
    &["cargo", "doc", "--workspace", "--lib", "--no-deps", "--config", RUSTDOC],
    PACKAGE,
];

/// Tests that ask a browser and poppler, which a machine with nothing but Rust has not.
const OUTSIDE: &[&str] = &[
    "cargo",
    "test",
    "--workspace",
    "--test",
    "all",
    "--",
    "--ignored",
    "browser::",
    "svg::the_text_of_each_page",
];

/// The program and its tests without its server and watcher of files.
const WITHOUT_PREVIEW: &[&str] = &[
    "cargo",
    "clippy",
    "-p",
    "gongwen-cli",
    "--no-default-features",
    "--all-targets",
    "--",
    "-D",
    "warnings",
];

const RUSTDOC: &str = "build.rustdocflags=['-D', 'warnings']";

/// What the README promises to do with a clean checkout; `cargo xtask bench --build` times it with `--release`.
const RENDER: [&str; 2] = ["render", "fixtures/reports/jinjiang-2024.toml"];

/// Runs all steps, says how long each takes and stops at the first that fails.
#[allow(clippy::print_stdout)]
pub(crate) fn all() -> Result<(), Failure> {
    // They come over the network while the compiler is at work.
    let readers = std::thread::spawn(|| {
        let ready = tools::prepare().and_then(|()| engines::prepare().map(drop));
        ready.map_err(|error| error.to_string())
    });
    for step in STEPS {
        timed(&step.join(" "), || run(&root(), step))?;
    }
    timed("crates of each set of features", features::count)?;
    for features in features::SETS {
        let words = ["cargo", "check", "-p", "gongwen", "--no-default-features", "--features", features];
        timed(&words.join(" "), || run(&root(), &words))?;
    }
    timed(&WITHOUT_PREVIEW.join(" "), || run(&root(), WITHOUT_PREVIEW))?;
    // The tests built it.
    let program = std::env::current_exe()?.with_file_name("gongwen");
    timed("gongwen render", || run(&root(), &[&[program.to_string_lossy().as_ref()], &RENDER[..]].concat()))?;
    timed("runs killed", || kills::check(&Trial::short(program.clone()), 0x5EED))?;
    timed("disk full", || full_disk::check(&Trial::short(program.clone())))?;
    timed("readers installed", || Ok(readers.join().map_err(|_| "installing stopped")??))?;
    timed("Spark and Kubernetes", engines::check)?;
    timed("licences", dist::deny)?;
    timed("Windows, with the oldest compiler", features::windows)?;
    timed("program and package for old systems", || dist::dist(&["--short"]))?;
    timed("WebAssembly", wasm::check)?;
    timed("fuzz", || fuzz::run(fuzz::Length::Short, &[]))?;
    timed("conformance", || conformance::run(true))
}

/// Writes the expected outputs anew: the schema, the diagnostics of bad files, markup and block trees, pages and
/// Word bodies. A person reads the diff.
pub(crate) fn bless() -> Result<(), Failure> {
    // Of the whole workspace, so that nothing is built with other features than its tests are.
    run(&root(), &["cargo", "test", "--workspace", "--test", "all", "bless", "--", "--ignored"])
}
