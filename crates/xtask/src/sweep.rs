//! Random documents, random sheets and widths of columns: the cases that the tests leave out, and the Word files of the
//! closings at every height of the page in LibreOffice.

use std::fs;
use std::path::{Path, PathBuf};

use gongwen::{Fonts, Press};
use gongwen_tests::sweep::{Case, DATE, cases};

use crate::conformance::{lines, office};
use crate::run::{Failure, root, run};

/// How many random cases each property test of [`random`] draws.
const RANDOM_CASES: &str = "3000";

/// Runs the cases that the tests leave out; they print how many documents and faults there are.
pub(crate) fn all() -> Result<(), Failure> {
    random()?;
    let words = ["cargo", "test", "--workspace", "--test", "all"];
    let tests = ["--", "--ignored", "--nocapture", "random_sheets::", "table_widths::"];
    run(&root(), &[&words[..], &tests].concat())?;
    let mut faults = Vec::new();
    in_office(|_| true, &mut faults)?;
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// The property tests with random cases of their own, where `cargo test` draws the same ones in each run. The seed is printed:
/// with `PROPTEST_RNG_SEED` set to it, `cargo test` finds what this run found.
// A new seed each time is what it is for.
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn random() -> Result<(), Failure> {
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs().to_string();
    println!("property tests: {RANDOM_CASES} cases each, PROPTEST_RNG_SEED={seed}");
    let (cases, seed) = (format!("PROPTEST_CASES={RANDOM_CASES}"), format!("PROPTEST_RNG_SEED={seed}"));
    let words = ["env", &cases, &seed, "cargo", "test", "--workspace", "--test", "all", "--"];
    let tests =
        ["documents::", "fits::", "properties::", "elements::", "intervals::", "template_properties::"];
    run(&root(), &[&words[..], &tests].concat())
}

/// A few of every kind, which end near a page's end, where LibreOffice has to find the page of the date by itself.
pub(crate) fn sample(faults: &mut Vec<String>) -> Result<(), Failure> {
    in_office(|case| matches!(case.lines, 1 | 8 | 12 | 15 | 33 | 36) && case.many == case.long, faults)
}

/// Lays out the Word files of these cases in LibreOffice and names those whose text or date stands on another page.
#[allow(clippy::print_stdout)]
fn in_office(wanted: impl Fn(&Case) -> bool, faults: &mut Vec<String>) -> Result<(), Failure> {
    let folder = root().join("target/sweep");
    fs::create_dir_all(&folder)?;
    let press = Press::new(Fonts::embedded());
    let mut made: Vec<(Case, PathBuf, PathBuf)> = Vec::new();
    for case in cases().filter(wanted) {
        let report = case.report(&root());
        let printed = press.print(&report)?;
        let name = format!("{:?}-{}-{}-{}", case.kind, case.lines, case.many, case.long);
        let (pdf, docx) = (folder.join(format!("{name}.pdf")), folder.join(format!("{name}.docx")));
        fs::write(&pdf, printed.pdf()?)?;
        fs::write(&docx, printed.docx()?)?;
        made.push((case, pdf, docx));
    }
    // Not more files than LibreOffice takes at once.
    for part in made.chunks(200) {
        let files: Vec<PathBuf> = part.iter().map(|(.., docx)| docx.clone()).collect();
        office::convert_files(&files, &folder)?;
    }
    let before = faults.len();
    for (case, pdf, docx) in &made {
        let name = docx.file_stem().unwrap_or_default().to_string_lossy();
        let theirs = folder.join("libreoffice").join(format!("{name}.pdf"));
        let (ours, theirs) = (pages(pdf)?, pages(&theirs)?);
        if ours != theirs {
            faults.push(format!(
                "{case:?}: (lines of text, date) on pages {ours:?}, in LibreOffice {theirs:?}"
            ));
        }
    }
    println!("sweep in LibreOffice: {} documents, {} faults", made.len(), faults.len() - before);
    Ok(())
}

/// How many lines of text stand on each page, and whether the date does.
fn pages(pdf: &Path) -> Result<Vec<(usize, bool)>, Failure> {
    let pages = lines::of(pdf)?;
    let found = pages.iter().map(|page| {
        let texts = || page.lines.iter().map(|line| lines::tight(&line.text));
        (texts().filter(|text| text.contains('禾')).count(), texts().any(|text| text.ends_with(DATE)))
    });
    Ok(found.collect())
}
