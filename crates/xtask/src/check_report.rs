//! `cargo xtask check-report`: of the findings that the cases under `fixtures/check` name, how many are found, and how
//! many others, by code. The cases are our own: a high number guards against falling back and proves little else.

use std::collections::BTreeMap;
use std::fs;

use gongwen::check::{Options, Text, check};
use gongwen::report::date;

use crate::run::{Failure, root};

/// How often a code was rightly found, missed, and found where nothing is.
#[derive(Default)]
struct Counts {
    found: usize,
    missed: usize,
    false_alarms: usize,
}

/// Prints a line for each code, and one for all of them.
#[allow(clippy::print_stdout)]
pub(crate) fn print() -> Result<(), Failure> {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let mut cases = 0;
    let mut files: Vec<_> = fs::read_dir(root().join("fixtures/check"))?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    for path in &files {
        let file: toml::Table = fs::read_to_string(path)?.parse()?;
        for case in file.get("case").and_then(|it| it.as_array()).into_iter().flatten() {
            let is = |name: &str| case.get(name).and_then(toml::Value::as_bool).unwrap_or_default();
            let source = case.get("text").and_then(toml::Value::as_str).unwrap_or_default();
            let text = if is("markdown") { Text::from_markdown(source) } else { Text::from_plain(source) };
            let day = case.get("date").and_then(toml::Value::as_str).and_then(date);
            let outcome = check(&text, &Options { date: day, advice: is("advice"), ..Options::default() });
            let mut found: Vec<String> =
                outcome.findings.iter().map(|it| format!("{}:{}", it.code, it.quote)).collect();
            let wanted = case.get("finds").and_then(|it| it.as_array()).into_iter().flatten();
            let code = |finding: &str| finding.split(':').next().unwrap_or_default().to_owned();
            for finding in wanted.filter_map(toml::Value::as_str) {
                let of = counts.entry(code(finding)).or_default();
                match found.iter().position(|it| it == finding) {
                    Some(at) => {
                        found.swap_remove(at);
                        of.found += 1;
                    }
                    None => of.missed += 1,
                }
            }
            found.iter().for_each(|finding| counts.entry(code(finding)).or_default().false_alarms += 1);
            cases += 1;
        }
    }
    println!("{cases} cases in {} files", files.len());
    println!(
        "{:28} {:>5} {:>7} {:>6} {:>8} {:>9}",
        "code", "found", "missed", "false", "recall", "precision"
    );
    let mut all = Counts::default();
    for (code, it) in &counts {
        line(code, it);
        all.found += it.found;
        all.missed += it.missed;
        all.false_alarms += it.false_alarms;
    }
    line("all", &all);
    Ok(())
}

#[allow(clippy::print_stdout)]
fn line(code: &str, it: &Counts) {
    let share =
        |of: usize| if of == 0 { "–".to_owned() } else { format!("{:.2}", it.found as f64 / of as f64) };
    let (recall, precision) = (share(it.found + it.missed), share(it.found + it.false_alarms));
    println!("{code:28} {:>5} {:>7} {:>6} {recall:>8} {precision:>9}", it.found, it.missed, it.false_alarms);
}
