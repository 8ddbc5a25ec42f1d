//! What a user can do wrong in a report file: each file in fixtures/bad stands beside the diagnostics it gets.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gongwen_core::read::{self, Notation, line_column};
use gongwen_document::{Diagnostic, Severity};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/bad")
}

fn inputs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("fixtures/bad");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml" || extension == "json"));
    paths.sort();
    paths
}

/// Severity, code, path and line:column of each diagnostic, with the bytes it points at, message and help.
fn told(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("a file");
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let found = match read::report(&bytes, Notation::of_extension(extension)) {
        Ok(checked) if checked.warnings.is_empty() => return "no error\n".to_owned(),
        Ok(checked) => checked.warnings,
        Err(found) => found.0,
    };
    let source = String::from_utf8_lossy(&bytes);
    let mut text = String::new();
    for Diagnostic { code, severity, message, place, help, .. } in &found {
        let kind = if *severity == Severity::Error { "error" } else { "warning" };
        let (at, pointed) = match &place.span {
            Some(span) => {
                let (line, column) = line_column(&source, span.start);
                let pointed = source.get(span.clone()).unwrap_or("?");
                (format!("{line}:{column}"), pointed.chars().take(40).collect::<String>())
            }
            None => ("-".to_owned(), String::new()),
        };
        writeln!(text, "{kind} {code} `{}` {at} {pointed:?}", place.path).expect("a string");
        writeln!(text, "  {}\n  {}", message.zh, message.en).expect("a string");
        if let Some(help) = help {
            writeln!(text, "  → {}\n  → {}", help.zh, help.en).expect("a string");
        }
    }
    text
}

#[test]
fn each_mistake_is_told_as_expected() {
    let inputs = inputs();
    assert!(inputs.len() > 20);
    let mut wrong = Vec::new();
    for path in inputs {
        let expected =
            std::fs::read_to_string(path.with_extension(expected_extension(&path))).unwrap_or_default();
        let told = told(&path);
        if told != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- told\n{told}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "writes fixtures/bad/*.expected anew"]
fn bless() {
    for path in inputs() {
        std::fs::write(path.with_extension(expected_extension(&path)), told(&path)).expect("a file");
    }
}

fn expected_extension(path: &Path) -> String {
    format!("{}.expected", path.extension().and_then(|extension| extension.to_str()).unwrap_or_default())
}

/// Whoever has one chance to mend a file before it goes out wants to hear of everything: what is misspelt or of the wrong
/// type does not keep the rest from being looked at, and a typo and the field that it leaves out are one fault.
#[test]
fn faults_of_shape_and_of_meaning_are_told_at_once() {
    let source = "titel = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nlocality = { name = \"某某镇\" }\n\
                  opening = \"收入{{revenue}}，支出{{spending}}。\"\nissue_date = \"2024-02-30\"\nnote = 5\n\
                  [figures]\nrevenue = { label = \"收入\", value = \"2-2\", unit = \"万元\" }\n";
    let found = read::report(source.as_bytes(), Notation::Toml).expect_err("faults");
    let mut told: Vec<(&str, &str)> = found.0.iter().map(|it| (it.code, it.place.path.as_ref())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("figures/range", "figures.revenue.value"),
            ("figures/undefined", "opening"),
            ("report/date", "issue_date"),
            ("report/unknown-key", "titel"),
            ("report/wrong-type", "note"),
        ]
    );
}
