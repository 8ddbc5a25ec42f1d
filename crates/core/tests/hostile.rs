//! Whatever the bytes, the reader answers: no panic, no lost character, and no more work than the file is long.

use std::path::Path;

use gongwen_core::Report;
use gongwen_core::read::{self, MAX_REPORT_BYTES, Notation};
use gongwen_core::report::{
    DateText, FigureFile, FigurePart, FiguresFile, LocalityFile, NumberText, Prose, QualifierWord,
    ReportFile, Segment, Texts,
};
use gongwen_document::Diagnostics;
use proptest::prelude::*;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/reports").join(name);
    std::fs::read_to_string(path).expect("a fixture")
}

fn with_opening(opening: &str) -> String {
    format!(
        "title = \"总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\n{opening}\n[locality]\nname = \"某某镇\"\n"
    )
}

fn codes(found: Result<Report, Diagnostics>) -> Vec<&'static str> {
    found.expect_err("something is wrong").0.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_bom_and_windows_line_ends_are_accepted() {
    for (name, format) in [("sample.toml", Notation::Toml), ("jinjiang-2024.json", Notation::Json)] {
        let plain = read::report(fixture(name).as_bytes(), format).expect("the fixture reads").report;
        let windows = format!("\u{feff}{}", fixture(name).replace('\n', "\r\n"));
        let report = read::report(windows.as_bytes(), format).expect("it still reads").report;
        assert_eq!(report.opening.len(), plain.opening.len());
        assert_eq!(report.opening[0].segments, plain.opening[0].segments);
        assert_eq!(report.figures.len(), plain.figures.len());
        // Places count from the first byte, BOM included.
        let span = report.elements.title.span.clone().expect("a span");
        assert_eq!(&windows[span.start + 1..span.end - 1], report.elements.title.to_string());
    }
}

#[test]
fn a_paragraph_of_a_million_characters_is_one_paragraph() {
    let text = "镇".repeat(1_000_000);
    let report = Report::from_toml(&with_opening(&format!("opening = \"{text}\""))).expect("it reads");
    assert_eq!(report.opening[0].segments, [Segment::Text(text.into())]);
}

#[test]
fn a_flood_of_mistakes_is_counted_not_listed() {
    // Each would be slow if a mistake cost a walk through the file.
    let flood = "{{x}}".repeat(400_000);
    let names: String = (0..200_000).map(|n| format!("{{{{f{n}}}}}")).collect();
    let keys: String = (0..100_000).map(|n| format!("k{n} = 1\n")).collect();
    let junk = "= 甲\n".repeat(20_000);
    for (opening, code) in [
        (format!("opening = \"{flood}\""), "figures/undefined"),
        (format!("opening = \"{names}\""), "figures/undefined"),
        (format!("opening = \"{}\"", "{{".repeat(400_000)), "prose/braces"),
        (format!("opening = \"甲\"\n{keys}"), "report/unknown-key"),
        (format!("opening = \"甲\"\n{junk}"), "report/syntax"),
        (format!("opening = [{}]", "1,".repeat(400_000)), "report/wrong-type"),
        (format!("opening = \"{}\"", "\u{202e}".repeat(400_000)), "text/bidi-character"),
        (format!("opening = \"甲\"\n{} = 1", "k".repeat(4_000_000)), "report/long-key"),
    ] {
        let codes = codes(Report::from_toml(&with_opening(&opening)));
        assert!(codes.contains(&code), "{code}: {:?}", &codes[..codes.len().min(5)]);
        assert!(codes.len() <= 401, "{code}: {}", codes.len());
    }
}

#[test]
fn long_chains_of_figures_are_no_trouble() {
    let mut source = with_opening("opening = \"{{f0}}\"");
    source.push_str("[figures]\n");
    let last = 20_000;
    for n in 0..=last {
        let next = if n == last { 0 } else { n + 1 };
        source.push_str(&format!("f{n} = {{ label = \"甲\", value = 1, sum_of = [\"f{next}\", \"g\"] }}\n"));
    }
    source.push_str("g = { label = \"乙\", value = 0 }\n");
    assert_eq!(codes(Report::from_toml(&source)), ["figures/cycle"]);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let bytes = vec![b' '; MAX_REPORT_BYTES + 1];
    let found = read::report(&bytes, Notation::Toml).expect_err("too large");
    assert_eq!(found.0[0].code, "report/too-large");
    assert!(
        read::report(&bytes[..MAX_REPORT_BYTES], Notation::Toml)
            .is_err_and(|found| found.0[0].code == "report/empty")
    );
}

#[test]
fn decimals_are_kept_to_the_digit() {
    for (written, printed) in [
        ("22961.97", "22961.97"),
        ("\"22961.97\"", "22961.97"),
        ("1.10", "1.10"),
        ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
        ("1_600", "1600"),
        ("-5", "-5"),
        ("\"1—2\"", "1—2"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
    ] {
        let figure = format!("figures.a = {{ label = \"甲\", value = {written} }}");
        let report = Report::from_toml(&with_opening(&format!("opening = \"{{{{a}}}}\"\n{figure}")));
        assert_eq!(report.expect(written).figures[0].display(), printed);
    }
}

#[test]
fn a_report_file_goes_out_as_json_and_comes_back() {
    let figure = |value: &str| FigureFile {
        label: "财政收入".into(),
        value: Some(NumberText(value.into())),
        unit: "万元".into(),
        qualifier: Some(QualifierWord::TenThousandOver),
        ..FigureFile::default()
    };
    let file = ReportFile {
        title: "总结".into(),
        year: Some(2024),
        issuer: "某某镇人民政府".into(),
        issue_date: Some(DateText("2024年12月31日".into())),
        opening: Texts::Many(vec!["收入{{b}}、{{a}}。".into(), r"\{{照印}}".into()]),
        locality: Some(LocalityFile { name: "某某镇".into(), ..LocalityFile::default() }),
        figures: FiguresFile(vec![("b".into(), figure("2.80")), ("a".into(), figure("1.78"))]),
        ..ReportFile::default()
    };
    let json = serde_json::to_string(&file).expect("JSON");
    let read = Report::from_json(&json).expect("it reads");
    let built = Report::check(file).expect("it checks").report;
    assert_eq!(read.figures.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(read.figures[0].display(), "2.80万余元");
    assert_eq!(read.elements.issue_date, built.elements.issue_date);
    for (read, built) in read.opening.iter().zip(&built.opening) {
        assert_eq!(read.segments, built.segments);
    }
}

fn segment() -> impl Strategy<Value = Segment> {
    prop_oneof![
        "[甲乙a{}\\\\]{1,8}".prop_map(|text| Segment::Text(text.into())),
        "[a-z_0-9早稻-]{1,5}".prop_map(Segment::figure),
        "[a-z_0-9早稻-]{1,5}".prop_map(|id| Segment::Figure { id: id.into(), part: FigurePart::Change }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Prose written in the notation of the report file reads back to itself.
    #[test]
    fn prose_written_reads_back(segments in proptest::collection::vec(segment(), 0..6)) {
        // Neighbouring texts are one text.
        let mut merged: Vec<Segment> = Vec::new();
        for segment in segments {
            match (merged.last_mut(), segment) {
                (Some(Segment::Text(before)), Segment::Text(text)) => *before = format!("{before}{text}").into(),
                (_, segment) => merged.push(segment),
            }
        }
        let prose = Prose { segments: merged, ..Prose::default() };
        prop_assert_eq!(Prose::parse(&prose.to_string()), prose);
    }

    /// Cut, overwritten, doubled, stuffed with braces and quotes: always an answer.
    #[test]
    fn mutations_never_panic(
        json in any::<bool>(),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..12, 0usize..60), 1..8),
    ) {
        let (name, format) = if json { ("jinjiang-2024.json", Notation::Json) } else { ("sample.toml", Notation::Toml) };
        let mut bytes = fixture(name).into_bytes();
        for (at, kind, length) in edits {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            let patch: &[u8] = match kind {
                0 => b"",
                1 => b"\"",
                2 => "{{甲".as_bytes(),
                3 => b"}}",
                4 => b"\\",
                5 => b"\n",
                6 => b"[[",
                7 => b"\xff",
                8 => b"= {",
                9 => "“\u{202e}\u{0}".as_bytes(),
                10 => b"null",
                _ => b"9999-99-99",
            };
            let mut new = bytes.get(..at).unwrap_or_default().to_vec();
            new.extend_from_slice(patch);
            new.extend_from_slice(bytes.get(end..).unwrap_or_default());
            bytes = new;
        }
        if let Err(found) = read::report(&bytes, format) {
            prop_assert!(found.0.iter().any(|diagnostic| diagnostic.is_error()));
            if let Ok(source) = std::str::from_utf8(&bytes) {
                for diagnostic in &found.0 {
                    if let Some(span) = &diagnostic.place.span {
                        prop_assert!(source.get(span.clone()).is_some(), "{:?}", diagnostic);
                    }
                }
            }
        }
    }

    /// Lines of anything at all.
    #[test]
    fn any_text_is_answered(text in "[\\[\\]{}a-c=\"'#.,0-9:\\-甲\\\\ \n]{0,200}") {
        prop_assert!(Report::from_toml(&text).is_err());
        prop_assert!(Report::from_json(&text).is_err());
    }
}

#[test]
fn rows_in_the_report_have_the_limits_of_tables_in_files() {
    let table = |rows: String| {
        with_opening(&format!(
            "opening = \"甲\"\n[[attachments]]\ntitle = \"表\"\n[attachments.table]\nrows = [{rows}]\n"
        ))
    };
    let row = |cells: usize| format!("[{}],", "\"1\",".repeat(cells));
    let cell = |characters: usize| format!("[\"{}\"],", "字".repeat(characters));
    for (good, bad, path) in [
        (row(1).repeat(10_000), row(1).repeat(10_001), "attachments[0].table.rows"),
        (row(63), row(2) + &row(64), "attachments[0].table.rows[1]"),
        (cell(32_767), cell(1) + &cell(32_768), "attachments[0].table.rows[1][0]"),
    ] {
        assert!(Report::from_toml(&table(good)).is_ok(), "{path}");
        let found = Report::from_toml(&table(bad)).expect_err(path);
        assert_eq!((found.0[0].code, found.0[0].place.path.as_str()), ("report/table-size", path));
        assert!(found.0[0].place.span.is_some());
    }
}

#[test]
fn what_is_said_of_a_report_is_short_whatever_stands_in_it() {
    let long = "村".repeat(100_000);
    for line in [
        format!("opening = \"{{{{{long}}}}}\""),
        format!("opening = \"甲\"\nissue_date = \"{long}\""),
        format!("opening = \"甲\"\nfigures.a = {{ label = \"甲\", value = \"{long}\" }}"),
        format!("opening = \"甲\"\nfigures.a = {{ label = \"甲\", value = 1, unit = \"{long}\" }}"),
        format!("opening = \"甲\"\nfigures.a = {{ label = \"甲\", value = 1, qualifier = \"{long}\" }}"),
        format!("opening = \"甲\"\nfigures.a = {{ label = \"甲\", value = 1, sum_of = [\"{long}\"] }}"),
        format!("opening = \"甲\"\ntemplate = [\"{long}\"]"),
        format!("opening = \"甲\"\nprofile = \"{long}\""),
        format!(
            "opening = \"甲\"\nattachments = [{{ title = \"甲\", table = {{ file = \"a.xlsx\", rows = \"{long}\" }} }}]"
        ),
        format!(
            "opening = \"甲\"\nattachments = [{{ title = \"甲\", table = {{ rows = [[\"甲\"]], widths = [\"{long}\"] }} }}]"
        ),
        format!("opening = \"甲\"\nattachments = [{{ title = \"甲\", item_ordinal = \"{long}\" }}]"),
        format!(
            "opening = \"甲\"\nletterhead = {{ issuer_mark = \"甲\", classification = \"{long}\", urgency = \"{long}\" }}"
        ),
    ] {
        let head: String = line.chars().take(90).collect();
        let found = match Report::from_toml(&with_opening(&line)) {
            Ok(_) => continue,
            Err(found) => found.0,
        };
        let length: usize = found
            .iter()
            .flat_map(|it| [Some(&it.message), it.help.as_ref()].into_iter().flatten())
            .map(|message| message.zh.len() + message.en.len())
            .sum();
        assert!(length < 10_000 * found.len(), "{head}: {length}");
    }
}
