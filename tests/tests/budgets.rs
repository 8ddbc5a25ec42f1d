//! Names and titles of any length are laid out or refused with their field, in time that grows as they do.

use std::time::{Duration, Instant};

use gongwen::{Error, Press, Report};
use gongwen_tests::press;

/// A report in which one field holds this text; every field that a person could paste a page into. 示例数据
const FIELDS: [(&str, &str); 20] = [
    ("title", ""),
    ("addressees", "addressees = [\"TEXT\"]"),
    ("opening", "opening = \"TEXT\""),
    ("closing", "closing = \"TEXT\""),
    ("note", "note = \"TEXT\""),
    ("signature", "signatures = [\"TEXT\"]\nissue_date = 2026-03-02"),
    ("sealed signature", "signatures = [\"TEXT\"]\nissue_date = 2026-03-02\n[[seals]]\ndiameter = 42"),
    ("mark", "[letterhead]\nissuer_mark = \"TEXT\""),
    ("joint mark", "[letterhead]\nissuer_mark = [\"TEXT\", \"某某县财政局\"]"),
    ("number", "[letterhead]\nissuer_mark = \"某某县\"\ndocument_number = \"TEXT〔2026〕1号\""),
    ("approver", "[letterhead]\nissuer_mark = \"某某县\"\napprovers = [\"TEXT\"]"),
    ("classification", "[letterhead]\nissuer_mark = \"某某县\"\ncopy_number = 1\nclassification = \"TEXT\""),
    ("urgency", "[letterhead]\nissuer_mark = \"某某县\"\nurgency = \"TEXT\""),
    ("copies", "[imprint]\ncopy_recipients = [\"TEXT\"]"),
    ("printing office", "[imprint]\nprinting_office = \"TEXT\"\nprinting_date = 2026-03-02"),
    ("attachment", "[[attachments]]\ntitle = \"TEXT\"\ntext = \"示例数据。\""),
    ("note of attachments", "attachment_notes = [\"TEXT\", \"某某情况表\"]"),
    ("heading", "[[general.sections]]\nheading = \"TEXT\"\ntext = \"示例数据。\""),
    (
        "cell",
        "[[general.sections]]\n[general.sections.table]\nrows = [[\"项目\", \"数\"], [\"TEXT\", \"1\"]]",
    ),
    (
        "caption",
        "[[general.sections]]\n[general.sections.table]\ncaption = \"TEXT\"\nrows = [[\"项目\"], [\"1\"]]",
    ),
];

fn source(field: &str, parts: &str, text: &str) -> String {
    let title = if field == "title" { text } else { "关于某事的通知" };
    let (above, below) = match parts.find('[').filter(|at| *at == 0 || parts[..*at].ends_with('\n')) {
        Some(at) => parts.split_at(at),
        None => (parts, ""),
    };
    let general = if below.starts_with("[[general") { "" } else { "[general]\n" };
    let opening = if field == "opening" { "" } else { "opening = \"示例数据。\"\n" };
    let source = format!("title = \"{title}\"\nissuer = \"某某县\"\n{opening}{above}\n{general}{below}\n");
    source.replace("TEXT", text)
}

/// How long it takes to make both files, or to say with a field why not.
fn made(press: &Press, field: &str, parts: &str, text: &str) -> (Duration, bool) {
    let source = source(field, parts, text);
    let start = Instant::now();
    let refused = |error: &Error, what: &str| {
        let Error::Input(found) = error else { panic!("{field}: {error}") };
        assert!(
            found.0.iter().any(|one| one.is_error() && !one.place.path.is_empty()),
            "{field} {what}: {error}"
        );
    };
    let done = match Report::from_toml(&source) {
        Err(error) => {
            assert!(
                error.0.iter().any(|one| one.is_error() && !one.place.path.is_empty()),
                "{field}: {error}"
            );
            assert!(!error.0.iter().any(|one| one.code.starts_with("toml")), "{field}: {error}\n{source}");
            false
        }
        Ok(report) => match press.print(&report) {
            Err(error) => {
                refused(&error, "printed");
                false
            }
            Ok(printed) => {
                printed.docx().unwrap_or_else(|error| panic!("{field}: {error}"));
                printed.pdf().unwrap_or_else(|error| panic!("{field}: {error}"));
                true
            }
        },
    };
    (start.elapsed(), done)
}

#[test]
fn names_and_titles_of_any_length_are_laid_out_or_refused_in_time_that_grows_as_they_do() {
    let press = press();
    // What is done once.
    made(&press, "title", "", "关于某事的通知");
    let mut faults = Vec::new();
    for (field, parts) in FIELDS {
        assert!(made(&press, field, parts, "某某县事项").1, "{field}: a short one is laid out");
        for unit in ["某某县某某镇事项", "abcdefghij"] {
            let long = |characters: usize| unit.repeat(characters / unit.chars().count());
            made(&press, field, parts, &long(208));
            let (short, _) = made(&press, field, parts, &long(10_000));
            let (double, _) = made(&press, field, parts, &long(20_000));
            // Four times would be the square.
            if double > short * 3 + Duration::from_millis(400) || short > Duration::from_secs(8) {
                faults.push(format!("{field} of {unit}: {short:?} for 10,000, {double:?} for 20,000"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
