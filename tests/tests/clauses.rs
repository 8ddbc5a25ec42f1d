//! The clause lists tell the truth: what they call enforced names a test that there is, and the count is right.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gongwen_tests::root;

/// Names of all functions marked as tests in a folder of the workspace.
fn tests(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            tests(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            for after in text.split("#[test]").skip(1) {
                let name = after.split_once("fn ").and_then(|(_, rest)| rest.split_once('('));
                found.extend(name.map(|(name, _)| name.to_owned()));
            }
        }
    }
}

/// Rows of the list of this name, each split into its cells.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("docs/standards").join(name)).expect("the list");
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| clause"));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_clause_that_is_enforced_names_its_test() {
    let mut found = BTreeSet::new();
    tests(&root().join("crates"), &mut found);
    tests(&root().join("tests/tests"), &mut found);
    assert!(found.len() > 200, "{} tests", found.len());
    let rows = rows("gbt9704.md");
    let mut above = Vec::new();
    for row in &rows {
        let [clause, rule, _, state, held] = row.as_slice() else { panic!("{row:?}") };
        if state != "enforced" {
            continue;
        }
        let mut names: Vec<String> = quoted(held).map(str::to_owned).collect();
        if held.starts_with("same") {
            names.append(&mut above.clone());
        }
        assert!(!names.is_empty(), "{clause} {rule} names no test");
        for name in &names {
            assert!(found.contains(name), "{clause} {rule}: no test is called {name}");
        }
        above = names;
    }
    assert!(rows.len() > 50, "{} clauses", rows.len());
}

#[test]
fn clauses_are_counted_right() {
    let rows = rows("gbt9704.md");
    let count = |state: &str| rows.iter().filter(|row| row[3] == state).count();
    let expected = format!(
        "Count: enforced {}, caller's duty {}, not yet {}.",
        count("enforced"),
        count("caller's duty"),
        count("not yet")
    );
    let text = fs::read_to_string(root().join("docs/standards/gbt9704.md")).expect("the list");
    assert!(text.contains(&expected), "the list should say: {expected}");
}

/// Names of all that conformance measures, and of all that the list of numbers says it measures.
#[test]
fn every_number_names_what_measures_it() {
    let source = root().join("crates/xtask/src/conformance/measure/list.rs");
    let source = fs::read_to_string(source).expect("the measures");
    let taken = source.lines().filter_map(|line| {
        let line = line.trim();
        (line.starts_with("mm(") || line.starts_with("thin(")).then(|| line.split('"').nth(3))?
    });
    let taken: BTreeSet<String> = taken.map(str::to_owned).collect();
    assert!(taken.len() > 90, "{taken:?}");
    let rows = rows("measures.md");
    let listed: BTreeSet<String> =
        rows.iter().flat_map(|row| quoted(row.last().expect("measures"))).map(str::to_owned).collect();
    assert_eq!(listed, taken);
}

#[test]
fn tests_named_for_pdfa_exist() {
    let mut found = BTreeSet::new();
    tests(&root().join("crates"), &mut found);
    let rows = rows("pdfa.md");
    let is_test =
        |name: &&str| name.contains('_') && name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric());
    let names: Vec<&str> =
        rows.iter().flat_map(|row| row.iter().flat_map(|cell| quoted(cell))).filter(is_test).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(found.contains(name), "no test is called {name}");
    }
}
