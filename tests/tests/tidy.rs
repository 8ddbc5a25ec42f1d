//! The invariants that can be read off the code.

use std::fs;
use std::path::{Path, PathBuf};

use gongwen_tests::root;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file of the crates with its path from the root, tests left out.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root().join("crates"), &mut found);
    let mut sources: Vec<_> = found
        .into_iter()
        .map(|path| {
            let name =
                path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).expect("UTF-8"))
        })
        .filter(|(name, _)| name.contains("/src/"))
        .collect();
    sources.sort();
    assert!(sources.len() > 50, "{} files", sources.len());
    sources
}

#[track_caller]
fn only_in(words: &[&str], places: &[&str]) {
    for (name, text) in sources() {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let found = words.iter().any(|word| line.contains(word));
            assert!(!found || places.iter().any(|place| name.starts_with(place)), "{name}: {line}");
        }
    }
}

#[test]
fn libraries_of_the_outputs_stay_in_their_rooms() {
    only_in(&["docx_rs::"], &["crates/docx/src/"]);
    only_in(&["printpdf::", "lopdf::"], &["crates/pdf/src/"]);
    only_in(&["resvg::"], &["crates/pictures/src/"]);
    only_in(&["handlebars::"], &["crates/core/src/template/"]);
}

#[test]
fn no_io_no_clock_no_environment_in_the_stations() {
    let allowed = ["crates/cli/", "crates/xtask/", "crates/fonts/", "crates/gongwen/"];
    only_in(&["std::fs", "std::env::", "SystemTime", "Instant::now", "std::net"], &allowed);
}

#[test]
fn no_file_grows_past_600_lines() {
    for (name, text) in sources() {
        assert!(text.lines().count() <= 600, "{name} has {} lines", text.lines().count());
    }
}

#[test]
fn arrows_point_one_way() {
    let forbidden = [
        ("core", "gongwen-"),
        ("fonts", "gongwen-layout"),
        ("layout", "gongwen-pdf"),
        ("layout", "gongwen-docx"),
        ("pictures", "gongwen-layout"),
        ("layout", "gongwen-pictures"),
        ("docx", "gongwen-layout"),
        ("docx", "gongwen-pdf"),
        ("pdf", "gongwen-docx"),
    ];
    for (room, other) in forbidden {
        let manifest = root().join("crates").join(room).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("a manifest");
        let dependencies = manifest.split_once("[dependencies]").expect("dependencies").1;
        assert!(!dependencies.lines().any(|line| line.starts_with(other)), "{room} depends on {other}");
    }
}
