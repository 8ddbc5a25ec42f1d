//! `cargo xtask mutants [SHARD]`: faults made on purpose 变异测试 (cargo-mutants) in the code that decides numbers and places, and
//! how many of them the tests of its crate see.

use std::fs;

use crate::run::{Failure, root, run, text};

/// The version that is installed when none is there.
const VERSION: &str = "27.1.0";

/// What is changed, and which package's tests should see it. One wrong figure or one line in the wrong place is what a
/// document must not have.
const CHANGED: &[(&str, &[&str])] = &[
    (
        "gongwen-core",
        &[
            "crates/core/src/interval/*.rs",
            "crates/core/src/report/figure.rs",
            "crates/core/src/report/figures.rs",
            "crates/core/src/report/growth.rs",
            "crates/core/src/report/number.rs",
            "crates/core/src/report/relations.rs",
        ],
    ),
    (
        "gongwen-batch",
        &["crates/batch/src/bind/*.rs", "crates/batch/src/rows/*.rs", "crates/batch/src/format/*.rs"],
    ),
    (
        "gongwen-layout",
        &[
            "crates/layout/src/elements/closing.rs",
            "crates/layout/src/inline/lines.rs",
            "crates/layout/src/inline/title/*.rs",
        ],
    ),
];

/// What changes no document: words of messages and of debugging.
const LEFT_OUT: [&str; 3] = ["impl (std::fmt::)?(Debug|Display)", "replace <impl .*Debug", "fn fmt"];

/// Makes the faults, all of them or of a shard `k/n`, and prints how many are seen.
#[allow(clippy::print_stdout)]
pub(crate) fn check(shard: Option<&str>) -> Result<(), Failure> {
    if text(&["cargo", "mutants", "--version"]).is_err() {
        run(&root(), &["cargo", "install", "cargo-mutants", "--locked", "--version", VERSION])?;
    }
    let changed = text(&["git", "status", "--porcelain", "--untracked-files=no"])?;
    if !changed.is_empty() {
        return Err("commit first: the faults are made in the tree itself, and taken back".into());
    }
    let folder = root().join("target/mutants");
    for (package, files) in CHANGED {
        let out = folder.join(package);
        fs::create_dir_all(&out)?;
        let out = out.to_string_lossy().into_owned();
        let mut words = vec!["cargo", "mutants", "--package", package, "--output", &out];
        // In the tree itself: what is built stays built, and the change is taken back.
        words.extend([
            "--in-place",
            "--baseline",
            "skip",
            "--timeout",
            "120",
            "--no-shuffle",
            "--colors",
            "never",
        ]);
        for file in *files {
            words.extend(["--file", file]);
        }
        for name in LEFT_OUT {
            words.extend(["--exclude-re", name]);
        }
        if let Some(shard) = shard {
            words.extend(["--shard", shard]);
        }
        // With the features of the whole workspace, so that nothing is built twice; the tests of documents are for the rest.
        words.extend(["--test-package", package]);
        let ran = run(&root(), &words);
        let count = |list: &str| {
            let path = folder.join(package).join("mutants.out").join(list);
            fs::read_to_string(path).map_or(0, |text| text.lines().count())
        };
        let (caught, missed, timeout) = (count("caught.txt"), count("missed.txt"), count("timeout.txt"));
        let seen = caught + timeout;
        if seen + missed == 0 {
            // Nothing was tried: there is something else wrong.
            ran?;
            continue;
        }
        let share = seen * 1000 / (seen + missed);
        println!("{package}: {seen} of {} seen, {}.{} %", seen + missed, share / 10, share % 10);
    }
    Ok(())
}
