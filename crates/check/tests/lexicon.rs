//! Every entry of the lists of words is found in its wrong example and not in its right one, and has a source.

use std::fs;
use std::path::Path;

use gongwen_check::{Options, Text, check};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    code: Option<String>,
    source: Option<String>,
    #[serde(default)]
    entry: Vec<Entry>,
    #[serde(default)]
    sequence: Vec<Sequence>,
    /// Names that hold a number.
    #[serde(default)]
    name: Vec<Sequence>,
}

#[derive(Deserialize)]
struct Entry {
    wrong: String,
    right: String,
    example: String,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Sequence {
    source: String,
    example: [String; 2],
}

fn files() -> Vec<(String, File)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("rules").map(|it| it.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let file = toml::from_str(&fs::read_to_string(path).expect("UTF-8"));
            (name.clone(), file.unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

/// Code and quotation of each finding of word/.
fn words(source: &str) -> Vec<(String, String)> {
    let options = Options { only: vec!["word/".into()], ..Options::default() };
    let findings = check(&Text::from_plain(source), &options).findings;
    findings.into_iter().map(|it| (it.code.to_owned(), it.quote)).collect()
}

#[test]
fn entries_are_found_in_their_wrong_example_only() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, file) in files() {
        for entry in &file.entry {
            count += 1;
            let source = entry.source.as_ref().or(file.source.as_ref()).map_or("", String::as_str);
            let code = file.code.clone().unwrap_or_default();
            let found = words(&entry.example.replace('~', &entry.wrong));
            if !found.contains(&(code, entry.wrong.clone()))
                || source.is_empty()
                || !entry.example.contains('~')
            {
                wrong.push(format!("{name}: {} is not found, but {found:?}", entry.wrong));
            }
            let found = words(&entry.example.replace('~', &entry.right));
            if !found.is_empty() {
                wrong.push(format!("{name}: {}: the right example gets {found:?}", entry.wrong));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 600, "{count} entries");
}

#[test]
fn sequences_are_told_in_their_wrong_order_only() {
    let mut count = 0;
    for (name, file) in files() {
        for sequence in file.sequence.iter().chain(&file.name) {
            count += 1;
            let [wrong, right] = &sequence.example;
            let codes: Vec<String> = words(wrong).into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, ["word/order"], "{name}: {wrong}");
            assert_eq!(words(right), [], "{name}: {right}");
            assert!(!sequence.source.is_empty(), "{name}: {wrong}");
        }
    }
    assert!(count > 20, "{count} sequences");
}

#[test]
fn no_form_stands_twice() {
    let mut forms: Vec<String> =
        files().into_iter().flat_map(|(_, file)| file.entry.into_iter().map(|it| it.wrong)).collect();
    forms.sort();
    let twice: Vec<&[String]> = forms.windows(2).filter(|pair| pair.first() == pair.last()).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
