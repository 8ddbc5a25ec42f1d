//! Every case under `fixtures/check/` gets the findings that it names, and no others.

use std::fs;
use std::path::Path;

use gongwen_check::{Options, Text, check};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A text and its findings, each as `code:quote`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    finds: Vec<String>,
    /// Relations that are looked at, as `figures/rate holds`; not looked at when absent.
    relations: Option<Vec<String>>,
    #[serde(default)]
    markdown: bool,
    #[serde(default)]
    advice: bool,
    date: Option<String>,
}

#[test]
fn cases_get_what_they_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/check");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|it| it.expect("a file").path()).collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for path in files.iter().filter(|path| path.extension().is_some_and(|it| it == "toml")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file: File = toml::from_str(&fs::read_to_string(path).expect("UTF-8"))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in &file.case {
            count += 1;
            let text =
                if case.markdown { Text::from_markdown(&case.text) } else { Text::from_plain(&case.text) };
            let date = case.date.as_ref().map(|date| date.parse().expect("a date"));
            let outcome = check(&text, &Options { date, advice: case.advice, ..Options::default() });
            let mut found: Vec<String> =
                outcome.findings.iter().map(|it| format!("{}:{}", it.code, it.quote)).collect();
            let mut wanted = case.finds.clone();
            found.sort();
            wanted.sort();
            if found != wanted {
                wrong.push(format!("{name}: {}\n  wanted {wanted:?}\n  found  {found:?}", case.text));
            }
            let Some(relations) = &case.relations else { continue };
            let looked: Vec<String> = outcome
                .relations
                .iter()
                .map(|it| format!("{} {}", it.kind, format!("{:?}", it.verdict).to_lowercase()))
                .collect();
            if looked != *relations {
                wrong.push(format!("{name}: {}\n  wanted {relations:?}\n  looked {looked:?}", case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 0);
}
