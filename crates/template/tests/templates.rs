//! The built-in templates: what they make of the real report, held against its source and against references.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongwen_core::Report;
use gongwen_document::{BlockKind, Document, Format, Role, plain_text};
use gongwen_template::{Templates, compose, elements_not_printed};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn report(name: &str) -> (String, Report) {
    let source = read(&format!("../../fixtures/reports/{name}.toml"));
    let report = Report::from_toml(&source).unwrap_or_else(|found| panic!("{found}"));
    (source, report)
}

/// A block a line: its role, its place with the first and last line of the report file, its text.
fn dump(document: &Document, source: &str) -> String {
    let line = |offset: usize| gongwen_core::read::line_column(source, offset).0;
    let mut out = String::new();
    for block in &document.blocks {
        let lines = block.origin.span.as_ref().map(|span| format!("{}-{}", line(span.start), line(span.end)));
        let at = format!("{} {}", block.origin.path, lines.unwrap_or_default());
        let at = at.trim();
        match &block.kind {
            BlockKind::Paragraph { role, inlines } => {
                writeln!(out, "{role:?} [{at}] {}", plain_text(inlines)).expect("a string takes all");
            }
            BlockKind::PageBreak { .. } => writeln!(out, "PageBreak [{at}]").expect("a string takes all"),
            BlockKind::Illustration(_) => writeln!(out, "Figure [{at}]").expect("a string takes all"),
            BlockKind::Contents { .. } => writeln!(out, "Contents [{at}]").expect("a string takes all"),
            BlockKind::Table(table) => {
                let columns: Vec<String> = table.columns.iter().map(|width| width.written()).collect();
                writeln!(out, "Table [{at}] {}, {} header rows", columns.join(" "), table.header_rows)
                    .expect("a string takes all");
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.inlines)).collect();
                    writeln!(out, "  [{}] {}", row.origin.path, cells.join(" | "))
                        .expect("a string takes all");
                }
            }
        }
    }
    out
}

/// What the references should say, by file name.
fn references() -> Vec<(String, String)> {
    let templates = Templates::builtin();
    let mut references = Vec::new();
    for (name, template) in [
        ("jinjiang-2024", "annual-report"),
        ("jinjiang-2024", "annual-report-outline"),
        ("sample", "annual-report"),
        ("sample", "annual-report-outline"),
    ] {
        let (source, report) = report(name);
        let markup = templates.render(template, &report).unwrap_or_else(|found| panic!("{found}"));
        let document = compose(&report, &templates, template).unwrap_or_else(|found| panic!("{found}"));
        references.push((format!("tests/refs/{name}.{template}.xml"), markup));
        references.push((format!("tests/refs/{name}.{template}.blocks"), dump(&document, &source)));
    }
    references
}

#[test]
fn references_are_met() {
    let differ: Vec<String> = references()
        .into_iter()
        .filter(|(name, expected)| std::fs::read_to_string(path(name)).ok().as_ref() != Some(expected))
        .map(|(name, _)| name)
        .collect();
    assert!(
        differ.is_empty(),
        "{differ:?} differ; look, then `cargo test -p gongwen-core --test templates bless -- --ignored` and read the diff"
    );
}

#[test]
#[ignore = "writes the references anew"]
fn bless() {
    for (name, text) in references() {
        std::fs::create_dir_all(path(&name).parent().unwrap()).unwrap();
        std::fs::write(path(&name), text).unwrap();
    }
}

#[test]
fn the_report_says_what_its_source_says() {
    let (_, report) = report("jinjiang-2024");
    let document = compose(&report, &Templates::builtin(), "annual-report").unwrap();
    let mut text = String::new();
    for block in &document.blocks {
        if let BlockKind::Paragraph { role: Role::Body | Role::Heading1, inlines } = &block.kind {
            text.push_str(&plain_text(inlines));
            text.push('\n');
        }
    }
    // The source was stored with these four marks folded to half width.
    let mut source = read("../../fixtures/reports/jinjiang-2024.txt");
    for (half, full) in [(",", "，"), (";", "；"), ("(", "（"), (")", "）")] {
        source = source.replace(half, full);
    }
    for (line, (ours, theirs)) in text.lines().zip(source.lines()).enumerate() {
        assert_eq!(ours, theirs, "paragraph {}", line + 1);
    }
    assert_eq!(text.lines().count(), source.lines().count());
    let heading = document.blocks.iter().filter(|block| {
        matches!(&block.kind, BlockKind::Paragraph { role: Role::Heading1, inlines } if plain_text(inlines) == "下步工作打算")
    });
    assert_eq!(heading.count(), 1);
}

#[test]
fn every_paragraph_knows_where_it_came_from() {
    for template in ["annual-report", "annual-report-outline"] {
        let (source, report) = report("jinjiang-2024");
        let document = compose(&report, &Templates::builtin(), template).unwrap();
        for block in &document.blocks {
            let BlockKind::Paragraph { inlines, role } = &block.kind else { continue };
            let text = plain_text(inlines);
            let span = block.origin.span.clone().unwrap_or_else(|| panic!("{text} has no place"));
            let written = source.get(span).unwrap();
            if *role != Role::Body {
                continue; // a heading may be the template's own
            }
            // The longest run of characters that no figure and no ordinal can be part of.
            let words = text.split(|c: char| !c.is_alphabetic() || c.is_ascii());
            let words = words.flat_map(|word| word.split(['是', '抓', '以', '余', '多', '约']));
            // Its first characters may be a figure's unit.
            let longest: String = words.max_by_key(|word| word.len()).unwrap().chars().skip(2).collect();
            assert!(written.contains(&longest), "{longest:?} is not in {written:?}");
        }
    }
}

#[test]
fn properties_come_from_the_report() {
    let (_, report) = report("sample");
    let document = compose(&report, &Templates::builtin(), "annual-report").unwrap();
    assert_eq!(document.properties.title, "某某镇人民政府关于2024年工作情况和2025年工作安排的报告");
    assert_eq!(document.properties.author, "某某镇人民政府");
    assert_eq!(document.properties.subject, "某某镇2024年工作报告");
    assert_eq!(document.properties.date.as_deref(), Some("2024-12-31"));
    assert_eq!(document.properties.keywords, ["某某镇", "2024年", "工作报告"]);
}

#[test]
fn what_is_not_printed_yet_is_said() {
    let paths = |name: &str| -> Vec<String> {
        let (_, report) = report(name);
        elements_not_printed(&report).into_iter().map(|found| found.place.path).collect()
    };
    assert!(paths("general").is_empty(), "a table of contents is printed");
    assert!(paths("../forms/pictures").is_empty(), "a picture is printed");
    assert!(paths("sample").is_empty());
    assert_eq!(elements_not_printed(&self::report("jinjiang-2024").1), []);
}

#[test]
fn a_joint_letter_carries_the_lead_bodys_mark() {
    let (_, mut report) = report("general");
    report.elements.format = Format::Letter;
    report.elements.issuer_marks = vec!["某某县财政局".to_owned(), "某某县水利局".to_owned()];
    let document = compose(&report, &Templates::builtin(), "letter").unwrap();
    assert_eq!(document.letterhead.unwrap().issuer_marks, ["某某县财政局"]);
    assert!(elements_not_printed(&report).iter().any(|found| found.code == "gbt9704/10.1"));
}

#[test]
fn built_in_templates_are_clean() {
    let templates = Templates::builtin();
    for name in templates.names() {
        assert_eq!(templates.check(name), [], "{name}");
    }
    for partial in ["area", "items", "lever", "heading-elements", "closing-elements", "figures-table"] {
        assert_eq!(templates.check(&format!("partials/{partial}")), [], "{partial}");
    }
}

#[test]
fn one_set_serves_many_threads() {
    let templates = Arc::new(Templates::builtin());
    let (_, report) = report("jinjiang-2024");
    let expected = compose(&report, &Templates::builtin(), "annual-report").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(compose(&report, &templates, "annual-report").unwrap(), expected);
                }
            });
        }
    });
}

#[test]
fn parts_may_be_absent() {
    let report = Report::from_toml(
        "title = \"报告\"\nyear = 2024\nissuer = \"某局\"\nopening = \"一段。\"\n[locality]\nname = \"某镇\"\n",
    )
    .unwrap();
    for template in ["annual-report", "annual-report-outline"] {
        let document = compose(&report, &Templates::builtin(), template).unwrap();
        assert_eq!(document.blocks.len(), 2, "{template}");
    }
}

#[test]
fn a_million_characters_in_one_paragraph() {
    let (_, mut report) = report("sample");
    let text = "一二三四五六七八九。".repeat(100_000);
    let file = format!(
        "title = \"报告\"\nyear = 2024\nissuer = \"某局\"\nopening = \"{text}\"\n[locality]\nname = \"某镇\"\n"
    );
    report.opening = Report::from_toml(&file).unwrap().opening;
    let document = compose(&report, &Templates::builtin(), "annual-report").unwrap();
    let BlockKind::Paragraph { inlines, .. } = &document.blocks[2].kind else { panic!("no paragraph") };
    assert!(plain_text(inlines) == text);
}

/// A report with so many areas of so many items each. 示例数据
fn large(areas: usize, items: usize) -> String {
    let item = "[[achievements.areas.items]]\nheading = \"甲\"\n".repeat(items);
    let areas = format!("[[achievements.areas]]\nname = \"乙\"\n{item}").repeat(areas);
    format!(
        "title = \"总结\"\nyear = 2024\nissuer = \"某某镇\"\nopening = \"甲。\"\nlocality = {{ name = \"某某镇\" }}\n{areas}"
    )
}

#[test]
fn more_items_than_are_numbered_are_told_at_their_field_and_line() {
    for (areas, items, template, path, line) in [
        (1, 1000, "annual-report", "achievements.areas[0].items[999]", "heading"),
        (1000, 1, "annual-report-outline", "achievements.areas[999]", "name"),
    ] {
        let source = large(areas, items);
        let report = Report::from_toml(&source).unwrap_or_else(|found| panic!("{found}"));
        let found = compose(&report, &Templates::builtin(), template).expect_err("too many");
        let [told] = found.0.as_slice() else { panic!("{found}") };
        assert_eq!(told.code, "report/too-many-items");
        assert!(told.place.path.starts_with(path), "{}", told.place.path);
        assert_eq!(told.place.source, gongwen_document::Source::Report);
        let span = told.place.span.clone().expect("bytes of the report");
        assert!(source[..span.start].len() > source.len() / 2, "{span:?}");
        assert!(source[span].contains(line) || line == "name");
        assert!(told.message.zh.contains("999") && told.help.is_some());
        // One fewer is numbered to its end.
        let source = large(areas.min(999), items.min(999));
        let report = Report::from_toml(&source).unwrap_or_else(|found| panic!("{found}"));
        assert!(compose(&report, &Templates::builtin(), template).is_ok());
    }
}

#[test]
fn partials_that_double_are_refused_before_they_run() {
    let mut files = vec![("mine".to_owned(), "<document>{{> partials/p0}}</document>".to_owned())];
    for at in 0..40 {
        let next = format!("{{{{> partials/p{}}}}}", at + 1);
        files.push((format!("partials/p{at}"), next.repeat(2)));
    }
    files.push(("partials/p40".to_owned(), String::new()));
    let templates = Templates::with_overrides(files);
    let report = Report::from_toml(&large(1, 1)).unwrap_or_else(|found| panic!("{found}"));
    let found = templates.render("mine", &report).expect_err("a million million partials");
    assert_eq!(found.0[0].code, "template/too-deep");
    assert!(found.0[0].message.zh.contains("1000"), "{found}");
}
