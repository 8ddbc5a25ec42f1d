//! The manual tells the truth: its examples read, and it names every field, every role and every setting there is.

use std::fs;

use gongwen::profile::Profile;
use gongwen::read::{self, Notation};
use gongwen_tests::root;

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs/guide").join(name)).expect("a page of the manual")
}

/// The TOML examples of a page.
fn examples(page: &str) -> Vec<&str> {
    page.split("```toml\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect()
}

#[test]
fn the_examples_of_the_formats_read_without_a_warning() {
    let page = page("formats.md");
    assert_eq!(examples(&page).len(), 4);
    for example in examples(&page) {
        let checked = read::report(example.as_bytes(), Notation::Toml);
        let checked = checked.unwrap_or_else(|error| panic!("{error}\n{example}"));
        assert_eq!(checked.warnings, [], "{example}");
    }
}

#[test]
fn the_examples_of_the_report_file_are_toml() {
    let page = page("report.md");
    assert!(examples(&page).len() > 8);
    for example in examples(&page) {
        let parsed: Result<toml::Table, _> = toml::from_str(example);
        assert!(parsed.is_ok(), "{parsed:?}\n{example}");
    }
}

#[test]
fn every_field_of_a_report_is_in_the_manual() {
    let page = page("report.md");
    let words: Vec<&str> = page.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    fn fields(schema: &serde_json::Value, found: &mut Vec<String>) {
        found.extend(schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        for (_, definition) in schema["definitions"].as_object().into_iter().flatten() {
            fields(definition, found);
        }
    }
    let mut found = Vec::new();
    fields(&serde_json::to_value(gongwen::report::schema()).expect("JSON"), &mut found);
    assert!(found.len() > 80, "{} fields", found.len());
    let missing: Vec<&String> =
        found.iter().filter(|field| !words.contains(&field.trim_start_matches('$'))).collect();
    assert!(missing.is_empty(), "not in report.md: {missing:?}");
}

#[test]
fn the_profile_of_the_manual_reads_and_every_setting_is_named() {
    let page = page("profiles.md");
    let [example] = examples(&page)[..] else { panic!("one example") };
    let profile = Profile::parse(example).unwrap_or_else(|error| panic!("{error}"));
    assert!(gongwen::profile::departures(&profile.style).len() >= 4);
    assert!(Profile::settings().len() > 200);
    for path in Profile::settings() {
        let parts: Vec<&str> = path.split('.').collect();
        let name = parts.last().expect("a name");
        assert!(page.contains(&format!("`{name}`")), "{path} is not in profiles.md");
        let role = parts[1].trim_end_matches(|c: char| c.is_ascii_digit());
        assert!(parts.len() < 3 || page.contains(&format!("`{role}")), "{path} is not in profiles.md");
    }
}

#[test]
fn the_manual_names_every_template() {
    let page = page("templates.md");
    for name in gongwen::template::Templates::builtin().names() {
        assert!(page.contains(&format!("`{name}`")), "{name} is not in templates.md");
    }
}

#[test]
fn the_rust_of_the_manual_stands_in_examples_that_are_compiled() {
    let plain = |line: &str| line.split("//").next().unwrap_or_default().trim().to_owned();
    let mut compiled = Vec::new();
    for file in ["src/lib.rs", "src/batch/mod.rs", "src/import.rs"] {
        let source = fs::read_to_string(root().join("crates/gongwen").join(file)).expect("a source");
        let documented = source.lines().filter_map(|line| line.strip_prefix("//! "));
        compiled.extend(documented.map(plain));
    }
    let mut lines = 0;
    for file in [
        "README.md",
        "docs/guide/batch.md",
        "docs/guide/import.md",
        "docs/guide/report.md",
        "docs/guide/templates.md",
    ] {
        let text = fs::read_to_string(root().join(file)).expect("a page");
        for fragment in text.split("```rust\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)) {
            for line in fragment.lines().map(plain).filter(|line| !line.is_empty()) {
                assert!(compiled.contains(&line), "{file}: {line}");
                lines += 1;
            }
        }
    }
    assert!(lines > 10, "{lines} lines");
}

/// The six programs for those who embed the library run with the examples of this crate, whole as they are printed.
#[test]
fn the_programs_for_embedding_are_whole() {
    let page = page("embed.md");
    let programs: Vec<&str> =
        page.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(programs.len(), 6);
    for program in programs {
        assert!(program.contains("fn main()") && program.contains("assert"), "{program}");
    }
    assert!(!page.contains("```rust,"), "no_run and ignore are not run");
    let harness = fs::read_to_string(root().join("tests/src/lib.rs")).expect("a source");
    assert!(harness.contains("include_str!(\"../../docs/guide/embed.md\")"));
}

/// docs.rs shows each function of the facade with an example, which runs as a test, and with the error that it gives.
#[test]
fn every_function_of_the_facade_is_shown_at_work() {
    let mut functions = 0;
    for file in ["press", "files", "mark", "fit", "batch/mod", "batch/documents"] {
        let source =
            fs::read_to_string(root().join(format!("crates/gongwen/src/{file}.rs"))).expect("a source");
        let lines: Vec<&str> = source.lines().map(str::trim_start).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("pub fn ")) {
            let above = lines[..at].iter().rev().skip_while(|line| line.starts_with("#["));
            let documented: Vec<&str> = above.take_while(|line| line.starts_with("///")).copied().collect();
            assert!(documented.iter().any(|line| line.contains("```")), "{file}: {line}");
            let signature =
                lines[at..].iter().take_while(|line| !line.ends_with('{')).copied().collect::<String>();
            let falls = (signature + line).contains("-> Result");
            assert!(!falls || documented.contains(&"/// # Errors"), "{file}: {line}");
            functions += 1;
        }
    }
    assert!(functions > 28, "{functions}");
}

/// Every code of the walk over finished pages is explained in the manual, and no other is.
#[test]
fn the_manual_explains_every_code_of_the_finished_pages() {
    let in_backticks = |text: &str| -> Vec<String> {
        let quoted = text.split('`').skip(1).step_by(2);
        quoted.filter(|word| word.starts_with("fit/")).map(str::to_owned).collect()
    };
    let mut explained = in_backticks(&page("report.md"));
    let mut told = Vec::new();
    for source in ["crates/layout/src/fit_report/words.rs", "crates/gongwen/src/fit.rs"] {
        let text = fs::read_to_string(root().join(source)).expect("a source");
        let codes = text.split('"').skip(1).filter(|word| word.starts_with("fit/") && !word.contains(' '));
        told.extend(codes.map(str::to_owned));
    }
    for list in [&mut explained, &mut told] {
        list.sort_unstable();
        list.dedup();
    }
    assert!(told.len() >= 7, "{told:?}");
    assert_eq!(explained, told);
}

/// The manual for browsers is made of its list of contents: a page that is not in it would be in no package.
#[test]
fn the_contents_of_the_manual_name_every_page_once() {
    let summary = page("SUMMARY.md");
    let mut listed: Vec<&str> =
        summary.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
    listed.sort_unstable();
    let entries = fs::read_dir(root().join("docs/guide")).expect("the manual");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut pages: Vec<String> = names.filter(|name| name != "SUMMARY.md").collect();
    pages.sort();
    assert!(pages.len() > 9, "{pages:?}");
    assert_eq!(listed, pages);
}
