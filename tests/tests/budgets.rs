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

/// Twice as many of what a report may have thousands of cost twice as much; the square would be four times. 示例数据
#[test]
fn footnotes_rows_and_items_cost_as_much_more_as_there_are_more_of_them() {
    type Thing = (&'static str, usize, fn(usize) -> String);
    let things: [Thing; 4] = [
        ("footnotes", 2_000, |count| {
            let text = "\"核查设施农业用地27宗{{注：含整改的3宗。}}。\",".repeat(count);
            format!("opening = [{text}]\n[general]\n")
        }),
        ("footnotes of a paragraph", 1_000, |count| {
            let text = "核查设施农业用地27宗{{注：含整改的3宗。}}，".repeat(count);
            format!("opening = \"{text}均已完成。\"\n[general]\n")
        }),
        ("rows", 2_000, |count| {
            let rows = "[\"示例村\", \"12.5\", \"某某项目\"],".repeat(count);
            format!(
                "opening = \"见表。\"\n[[general.sections]]\n[general.sections.table]\n\
                 rows = [[\"村\", \"收入\", \"项目\"],{rows}]\n"
            )
        }),
        ("items", 2_000, |count| {
            let items = "\"一项工作，示例数据。\",".repeat(count);
            format!("opening = \"如下。\"\n[[general.sections]]\nitem_ordinal = \"\"\nitems = [{items}]\n")
        }),
    ];
    let press = press();
    let mut faults = Vec::new();
    for (name, count, parts) in things {
        let made = |count: usize| {
            let source = format!("title = \"关于某事的通知\"\nissuer = \"某某镇人民政府\"\n{}", parts(count));
            let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
            let start = Instant::now();
            let printed = press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
            printed.docx().expect("a Word file");
            start.elapsed()
        };
        made(10);
        let (once, twice) = (made(count), made(2 * count));
        if twice > once * 3 + Duration::from_millis(400) {
            faults.push(format!("{name}: {once:?} for {count}, {twice:?} for twice as many"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
