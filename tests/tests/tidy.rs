//! The invariants that can be read off the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongwen_tests::circles::circles;
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
    only_in(&["handlebars::"], &["crates/template/src/template/"]);
}

/// Nobody outside has to know with which libraries a file is read or written, so that they can be exchanged.
#[test]
fn libraries_of_others_are_not_in_the_public_face() {
    let theirs = [
        "calamine::",
        "cfb::",
        "csv::",
        "docx_rs::",
        "fontdb::",
        "handlebars::",
        "html5gum::",
        "jsonc_parser::",
        "lopdf::",
        "printpdf::",
        "quick_xml::",
        "resvg::",
        "roxmltree::",
        "subsetter::",
        "toml::",
        "toml_edit::",
        "zip::",
    ];
    let mut errors = 0;
    for (name, text) in sources() {
        if ["cli", "xtask"].iter().any(|own| name.starts_with(&format!("crates/{own}/"))) {
            continue;
        }
        // What stands in a public item up to the end of its signature, and the variants of public enums.
        for (at, public) in text.match_indices("\npub ") {
            // What only the other rooms use is no promise.
            if text[..at].ends_with("#[doc(hidden)]") {
                continue;
            }
            let item = &text[at + public.len()..];
            let fields = item.starts_with("enum") || item.starts_with("struct");
            errors += usize::from(item.starts_with("enum Error") || item.starts_with("enum Fault"));
            let end = if fields { item.find("\n}") } else { item.find(['{', ';']) };
            let face = item.get(..end.unwrap_or(item.len())).unwrap_or_default();
            let open = |line: &&str| !line.trim_start().starts_with("//");
            let shown = |line: &str| {
                let own = line.trim_start();
                // A field without `pub` in a struct is nobody's business.
                item.starts_with("enum") || !fields || own.starts_with("pub ")
            };
            for line in face.lines().filter(open).filter(|line| shown(line)) {
                let found = theirs.iter().find(|library| {
                    line.match_indices(**library).any(|(at, _)| {
                        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                    })
                });
                assert!(found.is_none() || line.starts_with("use "), "{name}: {line}");
            }
        }
    }
    assert!(errors >= 3, "{errors} enums of errors");
}

#[test]
fn no_io_no_clock_no_environment_in_the_stations() {
    let allowed = ["crates/cli/", "crates/xtask/", "crates/fonts/", "crates/gongwen/", "crates/preview/"];
    only_in(&["std::fs", "std::env::", "SystemTime", "Instant::now", "std::net"], &allowed);
}

/// The tests of a crate are one program (`tests/all.rs`): a file that it does not name would never run.
#[test]
fn every_file_of_tests_runs() {
    let crates = fs::read_dir(root().join("crates")).expect("crates");
    let mut folders: Vec<PathBuf> =
        crates.map(|entry| entry.expect("an entry").path().join("tests")).collect();
    folders.push(root().join("tests/tests"));
    let mut seen = 0;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let all = fs::read_to_string(folder.join("all.rs")).expect("all.rs");
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            if path.extension().is_none_or(|extension| extension != "rs") || name == "all" {
                continue;
            }
            assert!(all.contains(&format!("\nmod {name};\n")), "{} is in no program", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} files");
}

#[test]
fn no_file_grows_past_600_lines() {
    for (name, text) in sources() {
        assert!(text.lines().count() <= 600, "{name} has {} lines", text.lines().count());
    }
}

/// A file can be read with those below it alone. What two files share stands in a third below both.
#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    let mut crates: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (name, text) in sources() {
        let (room, path) = name.split_once("/src/").expect("a source");
        crates.entry(room.to_owned()).or_default().push((path.to_owned(), text));
    }
    assert!(crates.len() >= 12, "{} crates", crates.len());
    for (room, files) in crates {
        assert_eq!(
            circles(&files),
            Vec::<Vec<String>>::new(),
            "{room}: move what they share into a file below"
        );
    }
}

/// Which rooms of ours each room stands on; crates of data (templates, profiles, faces) stand on none.
const ARROWS: &[(&str, &[&str])] = &[
    ("document", &[]),
    ("fonts", &["document", "faces-noto", "faces-wenkai"]),
    ("core", &["document", "profiles"]),
    ("check", &["core", "document"]),
    ("template", &["core", "document", "templates"]),
    ("layout", &["document", "fonts"]),
    ("docx", &["document"]),
    ("pictures", &["document", "fonts"]),
    ("batch", &["core", "document"]),
    ("import", &["core", "document"]),
    ("pdf", &["document", "fonts", "layout", "pictures"]),
    ("svg", &["document", "fonts", "layout"]),
    (
        "gongwen",
        &[
            "batch", "check", "core", "document", "docx", "fonts", "import", "layout", "pdf", "pictures",
            "svg", "template",
        ],
    ),
    ("preview", &["gongwen"]),
    ("cli", &["gongwen", "preview"]),
    ("wasm", &["gongwen"]),
];

#[test]
fn arrows_point_one_way() {
    let crates = fs::read_dir(root().join("crates")).expect("crates");
    let mut rooms: Vec<String> =
        crates.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    rooms.sort();
    for room in rooms.iter().filter(|room| *room != "xtask") {
        let known = ARROWS.iter().find(|(name, _)| name == room);
        let (_, below) = known.unwrap_or_else(|| panic!("{room} has no place in the house"));
        let manifest = root().join("crates").join(room).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("a manifest");
        let dependencies = manifest.split_once("\n[dependencies]").expect("dependencies").1;
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for line in dependencies.lines() {
            let Some(name) = line.split([' ', '.', '=']).next().filter(|name| name.starts_with("gongwen"))
            else {
                continue;
            };
            let other = name.strip_prefix("gongwen-").unwrap_or(name);
            assert!(below.contains(&other), "{room} depends on {other}");
        }
    }
}

/// A crate from the registry carries its licence and says what it is; nothing in it is read from outside its folder.
#[test]
fn every_package_is_whole() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let mut packages = 0;
    for line in manifest.lines().filter(|line| line.starts_with("gongwen")) {
        let folder = line.split('"').nth(1).expect("a path");
        let folder = root().join(folder);
        assert!(line.contains("version = \""), "{line}: a registry needs the version");
        let own = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        let readme = fs::read_to_string(folder.join("README.md")).expect("a README");
        assert!(own.contains("readme = \"README.md\"") && own.contains("keywords"), "{}", folder.display());
        assert!(readme.lines().count() > 2, "{}", folder.display());
        if own.contains("license.workspace") {
            for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
                let (ours, theirs) = (fs::read(root().join(licence)), fs::read(folder.join(licence)));
                assert_eq!(ours.expect("a licence"), theirs.expect("its copy"), "{}", folder.display());
            }
        }
        packages += 1;
    }
    assert!(packages >= 14, "{packages}");
    for (name, text) in sources() {
        // The registry gets no tests.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in
            text.lines().filter(|line| line.contains("include_str!") || line.contains("include_bytes!"))
        {
            let up = line.matches("../").count();
            let depth = name.split("/src/").nth(1).map_or(0, |inside| inside.matches('/').count());
            assert!(
                up <= depth + 1 || name.starts_with("crates/xtask"),
                "{name} reads a file outside its package: {line}"
            );
        }
    }
}

/// Rooms in which some doc comments still say nothing alone, and how many: no more may come.
const TERSE: &[(&str, usize)] =
    &[("check", 70), ("cli", 40), ("core", 100), ("import", 30), ("preview", 10), ("xtask", 15)];

/// So many words say what something is; a Chinese character counts as a word.
const LEAST_WORDS: usize = 4;

fn words(text: &str) -> usize {
    let chinese = |c: &char| ('\u{3400}'..='\u{9FFF}').contains(c);
    let spaced: String = text.chars().map(|c| if chinese(&c) { ' ' } else { c }).collect();
    let others = spaced.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    text.chars().filter(chinese).count() + others
}

#[test]
fn words_are_counted_in_both_languages() {
    for (text, count) in [("Its text.", 2), ("份号.", 2), ("The seal 印章 – red.", 5), ("`a/b`", 1)] {
        assert_eq!(words(text), count, "{text}");
    }
}

/// An editor shows the comment of a field alone, without the one of the field above whose sentence it may finish.
#[test]
fn a_doc_comment_says_something_alone() {
    let mut terse: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut all = 0;
    for (name, text) in sources() {
        let room = name.split('/').nth(1).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for comment in lines.split(|line| !line.starts_with("///")).filter(|lines| !lines.is_empty()) {
            let said: Vec<&str> = comment.iter().map(|line| line.trim_start_matches('/')).collect();
            all += 1;
            if words(&said.join(" ")) < LEAST_WORDS {
                terse.entry(room.to_owned()).or_default().push(format!("{name}: {}", said.join(" ")));
            }
        }
    }
    assert!(all > 5_000, "{all} comments");
    for (room, found) in terse {
        let most = TERSE.iter().find(|(name, _)| *name == room).map_or(0, |(_, most)| *most);
        assert!(found.len() <= most, "{room}: {} instead of {most}:\n{}", found.len(), found.join("\n"));
    }
}
