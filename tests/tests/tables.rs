//! Tables as a clerk writes them: what is joined, aligned, noted and too wide, in both finished files.

use gongwen::{Diagnostic, Length, Printed, Report};
use gongwen_tests::{attribute, docx_text, named, pdf_text, press, tight, words, xml_part};

const HEAD: &str = "title = \"关于示例数据的报告\"\nissuer = \"某某镇人民政府\"\nissue_date = 2025-04-20\n[general]\n[[general.sections]]\nheading = \"情况\"\ntext = \"见下表。\"\n";

fn report(table: &str) -> Result<Report, gongwen::Diagnostics> {
    Report::from_toml(&format!("{HEAD}[general.sections.table]\n{table}\n"))
}

/// Codes of the mistakes in a table.
fn mistakes(table: &str) -> Vec<&'static str> {
    report(table).expect_err("a mistake").0.iter().map(|found| found.code).collect()
}

const JOINED: &str = r#"
unit = "万元"
notes = ["数据为示例数据。", "上年数为快报数。"]
rows = [["村", "收入", "<"], ["^", "本年", "上年"], ["一、东片", "<", "<"], ["锦河村", "12.5", "3"], ["花园村", "4.25", "11"], ["水利站\n农业办", '\<', "7"]]
"#;

#[test]
fn cells_join_and_what_stands_around_a_table_is_in_both_files() {
    let report = report(JOINED).expect("a report");
    let made = press();
    let (word, pdf) = (made.docx(&report).expect("a Word file"), made.pdf(&report).expect("a PDF"));
    let (text, pdf) = (tight(&docx_text(word.as_ref())), pdf_text(pdf.as_ref()));
    for wanted in ["单位：万元", "注：数据为示例数据。", "上年数为快报数。", "一、东片", "12.5", "4.25", "<7"]
    {
        assert!(text.contains(wanted), "{wanted} in the Word file: {text}");
        assert!(pdf.contains(wanted), "{wanted} in the PDF: {pdf}");
    }
    let xml = xml_part(word.as_ref(), "word/document.xml").expect("a body");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "both rows of the head are repeated");
    assert_eq!(xml.matches("w:val=\"restart\"").count(), 1);
    for span in ["<w:gridSpan w:val=\"2\"", "<w:gridSpan w:val=\"3\"", "<w:br/>"] {
        assert!(xml.contains(span), "{span}");
    }
}

#[test]
fn what_cannot_be_is_told() {
    assert_eq!(mistakes("rows = [[\"<\", \"乙\"]]"), ["report/table-join"]);
    assert_eq!(mistakes("rows = [[\"甲\", \"^\"]]"), ["report/table-join"]);
    assert_eq!(mistakes("rows = [[\"甲\", \"<\"], [\"^\", \"乙\"]]"), ["report/table-join"]);
    assert_eq!(mistakes("widths = [1, 2]\nrows = [[\"甲\", \"乙\", \"丙\"]]"), ["report/table-columns"]);
    assert_eq!(mistakes("align = [\"left\"]\nrows = [[\"甲\", \"乙\"]]"), ["report/table-columns"]);
    assert_eq!(mistakes("widths = [0, 2]\nrows = [[\"甲\", \"乙\"]]"), ["report/table-width"]);
    assert_eq!(
        mistakes("header_rows = 1\nrows = [[\"甲\", \"乙\"], [\"^\", \"丙\"]]"),
        ["report/table-head"]
    );
}

/// A table of so many villages, in parts of these sizes joined in the first column.
fn parts(sizes: &[usize]) -> String {
    let mut rows = vec!["[\"片\", \"村\", \"户数\"]".to_owned()];
    for (part, size) in sizes.iter().enumerate() {
        rows.extend((0..*size).map(|row| {
            let name = if row == 0 { format!("第{}片", part + 1) } else { "^".to_owned() };
            format!("[\"{name}\", \"村{part}之{row}\", \"{}\"]", row + 10)
        }));
    }
    format!("rows = [{}]", rows.join(", "))
}

/// The rows of the table of a Word file: what each cell says, and whether it goes on from above.
fn word_rows(printed: &Printed<'_>) -> Vec<Vec<(String, bool)>> {
    let xml = xml_part(&printed.docx().expect("a Word file"), "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let cell = |cell: roxmltree::Node<'_, '_>| {
        let cell = tree.get_node(cell.id()).expect("a cell");
        let merged = named(cell, "vMerge").into_iter().next().map(|merge| attribute(merge, "val").to_owned());
        (words(cell), merged.is_some_and(|merge| merge != "restart"))
    };
    named(tree.root(), "tr").into_iter().map(|row| named(row, "tc").into_iter().map(cell).collect()).collect()
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.code).collect()
}

#[test]
fn merged_cells_higher_than_a_page_go_on_with_their_text_on_each_page() {
    let press = press();
    for sizes in [&[80][..], &[3, 60, 2], &[45, 45], &[34, 1, 90]] {
        let report = report(&parts(sizes)).expect("a report");
        let printed = press.print(&report).expect("printed");
        let word = word_rows(&printed);
        let mut row = 0;
        let mut again = 0;
        for (number, page) in printed.pages.pages.iter().enumerate() {
            let text = |start: &str| {
                page.runs.iter().filter(move |run| run.text.starts_with(start)).collect::<Vec<_>>()
            };
            let villages = text("村").into_iter().filter(|run| run.text.contains('之')).count();
            if villages == 0 {
                continue;
            }
            // Its rows in the Word file, behind those of the pages before and the head.
            let rows = &word[1 + row..1 + row + villages];
            let (first, goes_on) = &rows[0][0];
            assert!(first.ends_with('片') && !goes_on, "{sizes:?}: page {number} begins with {rows:?}");
            let names: Vec<&String> = rows.iter().filter(|row| !row[0].1).map(|row| &row[0].0).collect();
            let ours = page.runs.iter().filter(|run| run.text.starts_with('第') && run.text.ends_with('片'));
            let mut ours: Vec<_> = ours.collect();
            ours.sort_by_key(|run| run.baseline);
            assert_eq!(
                ours.iter().map(|run| &run.text).collect::<Vec<_>>(),
                names,
                "{sizes:?}: page {number}"
            );
            again += ours.iter().filter(|run| run.node.is_none()).count();
            // Rules part parts, not the rows in them: those that begin at the left edge.
            let left = page.rules.iter().map(|rule| rule.x).min().expect("rules");
            let across = page.rules.iter().filter(|rule| rule.width > rule.height && rule.x == left);
            let head = 2;
            assert_eq!(across.count(), names.len() + head, "{sizes:?}: rules of page {number}");
            // Each name stands in the middle of its rows.
            let mut from = 0;
            for (index, run) in ours.iter().enumerate() {
                let count = rows[from + 1..].iter().take_while(|row| row[0].1).count() + 1;
                let baselines: Vec<Length> = villages_of(page);
                let middle = (baselines[from] + baselines[from + count - 1]).scale(1, 2);
                let off = (run.baseline - middle).emu().abs();
                assert!(off < Length::mm(1).emu(), "{sizes:?}: page {number}, name {index} is {off} off");
                from += count;
            }
            row += villages;
        }
        assert_eq!(row, sizes.iter().sum::<usize>());
        assert!(again > 0, "{sizes:?}: nothing was cut");
        assert_eq!(codes(&printed.warnings), ["table/merge-cut"]);
        let told = &printed.warnings[0].message.zh;
        assert!(told.contains(&format!("共 {again} 处")) && told.contains("第 2 页“第"), "{sizes:?}: {told}");
    }
}

fn villages_of(page: &gongwen_layout::Page) -> Vec<Length> {
    let mut found: Vec<Length> = page
        .runs
        .iter()
        .filter(|run| run.text.starts_with('村') && run.text.contains('之'))
        .map(|run| run.baseline)
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn merged_cells_that_fit_a_page_are_not_cut() {
    let press = press();
    let report = report(&parts(&[12, 20, 25, 9])).expect("a report");
    let printed = press.print(&report).expect("printed");
    let names = word_rows(&printed)
        .iter()
        .filter(|row| row[0].0.ends_with('片') && row[0].0.starts_with('第'))
        .count();
    assert_eq!((names, codes(&printed.warnings)), (4, vec![]));
}

#[test]
fn a_row_higher_than_a_page_may_be_divided_in_word_too_and_no_other() {
    let press = press();
    let long = "某村人居环境整治，".repeat(160);
    let source = format!(
        "widths = [1, 1, 1]\nrows = [[\"村\", \"事项\", \"数\"], [\"甲\", \"一\", \"1\"], [\"乙\", \"{long}\", \"2\"], [\"丙\", \"三\", \"3\"]]"
    );
    let report = report(&source).expect("a report");
    let printed = press.print(&report).expect("printed");
    let xml = xml_part(&printed.docx().expect("a Word file"), "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let whole: Vec<bool> =
        named(tree.root(), "tr").into_iter().map(|row| !named(row, "cantSplit").is_empty()).collect();
    assert_eq!(whole, [true, true, false, true]);
    let kept: Vec<bool> =
        named(tree.root(), "tr").into_iter().map(|row| !named(row, "keepNext").is_empty()).collect();
    assert!(!kept[2], "what is divided is kept with nothing");
    // It begins right below the row before it and fills the pages, as in Word.
    let lines: Vec<usize> = printed
        .pages
        .pages
        .iter()
        .map(|page| {
            let lines =
                page.runs.iter().filter(|run| run.text.contains("人居环境") || run.text.contains("整治"));
            lines.map(|run| run.baseline).collect::<std::collections::BTreeSet<_>>().len()
        })
        .collect();
    assert!(lines.len() > 2 && lines[0] > 5, "{lines:?}");
    for page in &printed.pages.pages {
        let foot = Length::mm(262) + Length::hundredths_mm(40);
        assert!(page.rules.iter().all(|rule| rule.y + rule.height <= foot));
    }
    assert!(pdf_text(&printed.pdf().expect("a PDF")).matches("某村").count() > 100);
}

#[test]
fn merged_cells_whose_text_is_higher_than_a_page_are_refused() {
    let long = "某村人居环境整治，".repeat(200);
    let rows: Vec<String> =
        (0..60).map(|row| format!("[\"{}\", \"乙{row}\"]", if row == 0 { &long } else { "^" })).collect();
    let report =
        report(&format!("header_rows = 0\nwidths = [1, 3]\nrows = [{}]", rows.join(", "))).expect("a report");
    match press().print(&report).map(|_| ()) {
        Err(gongwen::Error::Input(found)) => {
            assert!(codes(&found.0).contains(&"table/merge-too-high"), "{found}")
        }
        other => panic!("printed: {other:?}"),
    }
    // Where a row beside them is the reason, it is named.
    let table = format!("header_rows = 0\nwidths = [3, 1]\nrows = [[\"东片\", \"甲\"], [\"^\", \"{long}\"]]");
    match press().print(&self::report(&table).expect("a report")).map(|_| ()) {
        Err(gongwen::Error::Input(found)) => {
            let told = found.0.iter().find(|it| it.code == "table/merge-too-high").expect("it is told");
            let text = &told.message.zh;
            assert!(text.contains("“东片”连着的一行") && text.contains("某村人居"), "{text}");
        }
        other => panic!("printed: {other:?}"),
    }
}

#[test]
fn the_fixture_has_merged_cells_that_pages_cut_and_a_row_that_they_divide() {
    let source = std::fs::read_to_string(gongwen_tests::root().join("fixtures/tables/merged-tall.toml"));
    let report = gongwen::Report::from_toml(&source.expect("the fixture")).expect("a report");
    let press = press();
    let printed = press.print(&report).expect("printed");
    assert_eq!(codes(&printed.warnings), ["table/merge-cut"]);
    assert!(printed.pages.pages.len() > 3);
    let pages = printed.pages.pages.iter();
    let says =
        |text: &str| pages.clone().filter(|page| page.runs.iter().any(|run| run.text.contains(text))).count();
    assert_eq!((says("（含原锦东、"), says("片区")), (2, 4), "cut, and the head is on each page");
    let word = gongwen_tests::docx_text(&printed.docx().expect("a Word file"));
    assert!(word.matches("含原锦东").count() == 2 && word.contains("没有质量问题再付"), "{word}");
}

#[test]
fn what_a_form_says_of_itself_stands_at_the_left_and_the_unit_at_the_right_of_one_line() {
    let press = press();
    let left = press.style().page.binding_margin;
    for (name, beside) in
        [("填报单位：某某镇", true), (&*format!("填报单位：{}", "某某镇示例".repeat(7)), false)]
    {
        let mut report = gongwen::Report::from_toml(
            "title = \"关于产量的通报\"\nissuer = \"某某镇人民政府\"\nopening = \"如下。\"\n[general]\n\
             [[general.sections]]\ntable = { file = \"表.csv\" }\n",
        )
        .expect("a report");
        let cells = vec![vec!["村".to_owned(), "产量".to_owned()], vec!["东坪".to_owned(), "2".to_owned()]];
        let mut grid = gongwen::report::Grid::from(cells);
        (grid.form, grid.unit) = (Some(name.to_owned()), Some("单位：吨".to_owned()));
        assert!(report.give_rows("general.sections[0].table.file", grid));
        let printed = press.print(&report).expect("printed");
        let run = |text: &str| {
            let found = printed.pages.pages[0].runs.iter().find(|run| run.text.starts_with(text));
            found.unwrap_or_else(|| panic!("no {text}"))
        };
        let (form, unit, head) = (run("填报单位"), run("单位"), run("村"));
        assert!((form.glyphs[0].x - left).to_mm().abs() < 0.1, "{:?}", form.glyphs[0]);
        assert!(unit.glyphs[0].x.to_mm() > 150.0 && unit.baseline < head.baseline);
        assert_eq!(form.baseline == unit.baseline, beside, "{name}");
        assert!(form.baseline <= unit.baseline);
        let docx = printed.docx().expect("a Word file");
        let xml = gongwen_tests::xml_part(&docx, "word/document.xml").expect("a body");
        let (before, _) = xml.split_once("单位：吨").expect("the unit");
        let paragraph =
            before.rsplit_once("<w:p>").or_else(|| before.rsplit_once("<w:p ")).expect("a paragraph").1;
        assert_eq!(paragraph.contains("<w:tab/>") && paragraph.contains("填报单位"), beside, "{paragraph}");
        assert_eq!(paragraph.contains("w:val=\"right\""), beside, "{paragraph}");
    }
}
