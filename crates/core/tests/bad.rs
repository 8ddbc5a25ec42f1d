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
