//! `cargo xtask ci`: everything that a change must pass, the same as `.ci/run` does after installing the outside readers.

use std::time::Instant;

use crate::conformance;
use crate::run::{Failure, root, run};

/// In the order of what fails fastest.
const STEPS: &[&[&str]] = &[
    &["cargo", "fmt", "--all", "--check"],
    &["cargo", "clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["cargo", "test", "--workspace"],
    &["cargo", "rustdoc", "-p", "gongwen-core", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen-fonts", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen-layout", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen-docx", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen-pdf", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen-batch", "--", "-D", "warnings"],
    &["cargo", "rustdoc", "-p", "gongwen", "--", "-D", "warnings"],
    &["cargo", "check", "-p", "gongwen", "--no-default-features"],
    &["cargo", "run", "--release", "--", "render", "fixtures/reports/jinjiang-2024.toml"],
];

/// Runs all steps and stops at the first that fails.
#[allow(clippy::print_stdout)]
pub(crate) fn all() -> Result<(), Failure> {
    for step in STEPS {
        println!("==> {}", step.join(" "));
        let start = Instant::now();
        run(&root(), step)?;
        println!("==> {} s", start.elapsed().as_secs());
    }
    println!("==> conformance");
    let start = Instant::now();
    let result = conformance::run(true);
    println!("==> {} s", start.elapsed().as_secs());
    result
}

/// Writes the expected outputs anew: the schema, the diagnostics of bad files, markup and block trees, pages and
/// Word bodies. A person reads the diff.
pub(crate) fn bless() -> Result<(), Failure> {
    run(
        &root(),
        &["cargo", "test", "-p", "gongwen-core", "--test", "schema", "--test", "bad", "--", "--ignored"],
    )?;
    run(
        &root(),
        &["cargo", "test", "-p", "gongwen-core", "--test", "templates", "bless", "--", "--ignored"],
    )?;
    run(&root(), &["cargo", "test", "-p", "gongwen-tests", "--test", "goldens", "bless", "--", "--ignored"])
}
