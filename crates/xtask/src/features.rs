//! `cargo xtask features`: what each set of features costs an embedding program, and how large the smallest program is.

use std::collections::BTreeSet;
use std::fs;

use crate::run::{Failure, root, run, target, text};

/// Sets of features that an embedding program may take: none, each alone, the smallest useful one with the library's own
/// faces; all together the other steps of the gate have.
pub(crate) const SETS: &[&str] = &[
    "",
    "batch",
    "check",
    "docx",
    "embedded-fonts",
    "import",
    "jpeg",
    "pages-svg",
    "pdf",
    "svg",
    "system-fonts",
    "titles",
    "docx,embedded-fonts",
];

/// What a program needs that makes Word files with faces of its own.
const SMALLEST: &str = "docx";

/// It stands on so many crates at most, its own among them.
const MOST_CRATES: usize = 110;

/// And has so many bytes at most.
const MOST_BYTES: u64 = 6 << 20;

/// How many crates each set takes; the smallest useful one within its bound.
#[allow(clippy::print_stdout)]
pub(crate) fn count() -> Result<(), Failure> {
    let defaults = tree(&["--all-features"])?;
    for features in SETS {
        let crates = tree(&["--no-default-features", "--features", features])?;
        println!("{:28} {crates:4} crates", if features.is_empty() { "(none)" } else { features });
        if *features == SMALLEST && crates > MOST_CRATES {
            return Err(format!("{features} stands on {crates} crates, more than {MOST_CRATES}").into());
        }
    }
    println!("{:28} {defaults:4} crates", "(all)");
    Ok(())
}

fn tree(features: &[&str]) -> Result<usize, Failure> {
    let words =
        ["cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none", "--package", "gongwen"];
    let listed = text(&[&words[..], features].concat())?;
    let crates: BTreeSet<&str> = listed.lines().filter_map(|line| line.split(" (").next()).collect();
    Ok(crates.into_iter().filter(|name| !name.trim().is_empty()).count())
}

/// The counts, and the size of the smallest program, which is built for it as programs are that go out: in one piece.
#[allow(clippy::print_stdout)]
pub(crate) fn all() -> Result<(), Failure> {
    count()?;
    let build = ["cargo", "build", "--profile", "dist", "-p", "gongwen", "--example", "smallest"];
    run(&root(), &[&build[..], &["--no-default-features", "--features", SMALLEST]].concat())?;
    let bytes = fs::metadata(target()?.join("dist/examples/smallest"))?.len();
    println!("smallest program ({SMALLEST}, faces of its own): {bytes} bytes");
    if bytes > MOST_BYTES {
        return Err(format!("the smallest program has {bytes} bytes, more than {MOST_BYTES}").into());
    }
    Ok(())
}

/// Whether the oldest compiler that the packages promise to be built with builds them. Where it is not here and cannot be
/// had, this says so.
pub(crate) fn oldest_compiler() -> Result<(), Failure> {
    let version = oldest()?;
    if !has(&version, None) {
        return Ok(());
    }
    let check = ["rustup", "run", &version, "cargo", "check", "--locked", "--workspace", "--lib", "--bins"];
    run(&root(), &[&check[..], &["--exclude", "xtask", "--target-dir", &place()?]].concat())
}

/// Whether the program compiles for Windows, and with the oldest compiler at that: one look for both, since what it takes is
/// to read every crate once more. Where there is no such compiler this says so, and the one in use has to do.
pub(crate) fn windows() -> Result<(), Failure> {
    const CHECK: [&str; 8] =
        ["cargo", "check", "--quiet", "--locked", "--package", "gongwen-cli", "--target", WINDOWS];
    let version = oldest()?;
    if !has(&version, Some(WINDOWS)) {
        return run(&root(), &CHECK);
    }
    run(&root(), &[&["rustup", "run", &version], &CHECK[..], &["--target-dir", &place()?]].concat())
}

/// The machine that most clerks have.
const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// The oldest compiler that `Cargo.toml` promises.
fn oldest() -> Result<String, Failure> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    Ok(version.ok_or("Cargo.toml names no rust-version")?.trim_matches('"').to_owned())
}

/// Its own folder: of another compiler nothing can be used.
fn place() -> Result<String, Failure> {
    Ok(target()?.join("oldest").to_string_lossy().into_owned())
}

/// Whether this compiler is here, with the libraries of another machine when one is named, or can be had.
#[allow(clippy::print_stdout)]
fn has(version: &str, machine: Option<&str>) -> bool {
    let there = text(&["rustup", "target", "list", "--installed", "--toolchain", version]);
    if there.is_ok_and(|known| machine.is_none_or(|machine| known.lines().any(|line| line == machine))) {
        return true;
    }
    let install = ["rustup", "toolchain", "install", version, "--profile", "minimal", "--no-self-update"];
    let asked: Vec<&str> = machine.into_iter().flat_map(|machine| ["--target", machine]).collect();
    match text(&[&install[..], &asked].concat()) {
        Ok(_) => true,
        Err(error) => {
            println!("NOT CHECKED with Rust {version}, which cannot be installed here ({error})");
            false
        }
    }
}
