//! Tables that a report takes from a workbook: what stands where in both finished files, and what is told.

use gongwen::report::TableSource;
use gongwen::{Diagnostic, Diagnostics, Length, Printed, Report, read_files};
use gongwen_tests::{attribute, named, press, tight, words, xml_part};
use roxmltree::Node;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A report whose table is this sheet, with these fields beside its file; and what is told of the file.
fn read(
    fields: &str,
    fill: impl Fn(&mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError>,
) -> Result<(Report, Vec<Diagnostic>), Diagnostics> {
    let mut book = Workbook::new();
    fill(book.add_worksheet()).expect("a sheet");
    let home = tempfile::tempdir().expect("a folder");
    book.save(home.path().join("表.xlsx")).expect("a file");
    let source = format!(
        "title = \"关于示例数据的报告\"\nissuer = \"某某镇人民政府\"\nissue_date = 2025-04-20\n[general]\n[[general.sections]]\nheading = \"情况\"\n[general.sections.table]\nfile = \"表.xlsx\"\n{fields}\n"
    );
    let mut report = Report::from_toml(&source)?;
    let told = read_files(&mut report, Some(home.path()))?;
    Ok((report, told))
}

/// Writes rows of texts from a cell on; empty ones are left out.
fn write(
    sheet: &mut Worksheet,
    (top, left): (u32, u16),
    rows: &[&[&str]],
) -> Result<(), rust_xlsxwriter::XlsxError> {
    for (row, cells) in (top..).zip(rows) {
        for (column, text) in (left..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number)?,
                Err(_) => sheet.write_string(row, column, *text)?,
            };
        }
    }
    Ok(())
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.code).collect()
}

fn document_xml(printed: &Printed<'_>) -> String {
    xml_part(&printed.docx().expect("a Word file"), "word/document.xml").expect("a body")
}

/// The cells of each row in the Word file, as `text@columns`; `^` for what goes on from above.
fn word_rows(xml: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xml).expect("well-formed");
    let cell = |cell: Node<'_, '_>| {
        let cell = tree.get_node(cell.id()).expect("a cell");
        let one = |name: &str| named(cell, name).into_iter().next().map(|it| attribute(it, "val").to_owned());
        if one("vMerge").is_some_and(|merge| merge != "restart") {
            return "^".to_owned();
        }
        match one("gridSpan") {
            Some(columns) => format!("{}@{columns}", words(cell)),
            None => words(cell),
        }
    };
    let rows = named(tree.root(), "tr").into_iter();
    rows.map(|row| named(row, "tc").into_iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

/// Where a text stands in the pages: left and right edge, baseline.
fn place(printed: &Printed<'_>, text: &str) -> (Length, Length, Length) {
    let runs = printed.pages.pages.iter().flat_map(|page| &page.runs);
    let run =
        runs.into_iter().find(|run| run.text.contains(text)).unwrap_or_else(|| panic!("{text} in the pages"));
    let (first, last) = (run.glyphs.first().expect("a glyph"), run.glyphs.last().expect("a glyph"));
    (first.x, last.x + last.advance, run.baseline)
}

#[test]
fn lines_around_a_table_stand_where_custom_has_them() {
    let (report, told) = read("", |sheet| {
        sheet.merge_range(0, 1, 0, 3, "各村收入情况表", &Format::new())?;
        write(
            sheet,
            (1, 1),
            &[&["填报单位", "某某镇", "单位：万元"], &["村", "本年", "上年"], &["东坪", "12.5", "11"]],
        )?;
        write(sheet, (4, 1), &[&["注：示例数据。"]])
    })
    .expect("a report");
    assert_eq!(told, []);
    let press = press();
    let printed = press.print(&report).expect("printed");
    let xml = document_xml(&printed);
    assert_eq!(word_rows(&xml), ["村|本年|上年", "东坪|12.5|11"]);
    let order = ["各村收入情况表", "单位：万元", "东坪", "注：示例数据。"];
    let at = order.map(|text| xml.find(text).unwrap_or_else(|| panic!("{text} in the Word file")));
    assert!(at.is_sorted(), "{at:?}");
    let [title, unit, village, note] = order.map(|text| place(&printed, text));
    assert!(title.2 < unit.2 && unit.2 < village.2 && village.2 < note.2, "from the top down");
    let rules = printed.pages.pages[0].rules.iter();
    let (left, right) = (rules.clone().map(|rule| rule.x).min(), rules.map(|rule| rule.x + rule.width).max());
    let (left, right) = (left.expect("rules"), right.expect("rules"));
    assert!((right - unit.1).emu().abs() < Length::mm(1).emu(), "the unit stands at the right");
    assert!((note.0 - left).emu().abs() < Length::mm(1).emu(), "the note stands at the left");
    assert!(
        ((title.0 + title.1) - (left + right)).emu().abs() < Length::mm(2).emu(),
        "the title in the middle"
    );
    let text = tight(&xml);
    assert!(text.contains("填报单位：某某镇") && !text.contains("单位：填报单位"));
}

#[test]
fn a_unit_of_the_report_stands_instead_of_that_of_the_sheet_and_not_of_its_form() {
    let sheet = |line: &'static str| {
        move |sheet: &mut Worksheet| {
            write(
                sheet,
                (0, 0),
                &[&["填报单位：某某镇", "", line], &["村", "本年", "上年"], &["东坪", "12.5", "11"]],
            )
        }
    };
    let (report, told) = read("unit = \"公顷\"", sheet("单位：亩")).expect("a report");
    assert_eq!(codes(&told), ["rows/unit-left-out"]);
    assert!(
        told[0].place.path.ends_with("table.file") && told[0].message.zh.contains("单位：亩"),
        "{told:?}"
    );
    let press = press();
    let printed = press.print(&report).expect("printed");
    let text = tight(&document_xml(&printed));
    assert!(
        text.contains("填报单位：某某镇<") && text.contains(">单位：公顷<") && !text.contains('亩'),
        "{text}"
    );
    let found = read("unit = \"元\"", sheet("单位：万元")).expect_err("ten thousand times");
    assert_eq!(codes(&found.0), ["rows/units-differ"]);
    let help = found.0[0].help.as_ref().expect("help");
    assert!(help.zh.contains("万元") && help.zh.contains("去掉 unit"), "{help:?}");
}

#[test]
fn what_is_hidden_is_in_neither_file() {
    let (report, told) = read("", |sheet| {
        write(
            sheet,
            (0, 0),
            &[
                &["村", "证件号", "户数"],
                &["东坪", "甲乙丙丁", "5"],
                &["西坪", "子丑寅卯", "6"],
                &["南坪", "天地玄黄", "7"],
            ],
        )?;
        sheet.set_column_hidden(1)?;
        sheet.set_row_hidden(2)?;
        Ok(())
    })
    .expect("a report");
    assert_eq!(codes(&told), ["rows/hidden-left-out"; 2]);
    let press = press();
    let printed = press.print(&report).expect("printed");
    let xml = document_xml(&printed);
    assert_eq!(word_rows(&xml), ["村|户数", "东坪|5", "南坪|7"]);
    let pages: String =
        printed.pages.pages.iter().flat_map(|page| &page.runs).map(|run| run.text.as_str()).collect();
    for secret in ["证件号", "甲乙丙丁", "子丑寅卯", "天地玄黄", "西坪"] {
        assert!(!xml.contains(secret) && !pages.contains(secret), "{secret}");
    }
}

#[test]
fn heads_groups_parts_and_lines_of_a_sheet_are_in_the_word_file_as_on_the_sheet() {
    let plain = Format::new();
    let (report, told) = read("", |sheet| {
        // From C3 on, with a last group of columns, a column without a head, and borders far away.
        sheet.merge_range(2, 2, 3, 2, "村", &plain)?;
        sheet.merge_range(2, 3, 2, 4, "上半年", &plain)?;
        sheet.merge_range(2, 6, 2, 7, "下半年", &plain)?;
        write(sheet, (3, 3), &[&["户", "人", "", "户", "人"]])?;
        sheet.merge_range(4, 2, 4, 7, "一、东片", &plain)?;
        write(sheet, (5, 2), &[&["东坪", "1", "2", "已核", "3", "4"]])?;
        sheet.merge_range(6, 2, 7, 2, "西坪\n（含新村）", &plain)?;
        write(sheet, (6, 3), &[&["5", "6", "", "7", "8"], &["9", "10", "", "11", "12"]])?;
        sheet.write_blank(40, 20, &Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin))?;
        Ok(())
    })
    .expect("a report");
    assert_eq!(told, []);
    let press = press();
    let printed = press.print(&report).expect("printed");
    let xml = document_xml(&printed);
    assert_eq!(
        word_rows(&xml),
        [
            "村|上半年@2||下半年@2",
            "^|户|人||户|人",
            "一、东片@6",
            "东坪|1|2|已核|3|4",
            "西坪（含新村）|5|6||7|8",
            "^|9|10||11|12",
        ]
    );
    assert_eq!(xml.matches("<w:tblHeader").count(), 2);
    let (_, _, first) = place(&printed, "西坪");
    let (_, _, second) = place(&printed, "（含新村）");
    assert!(second > first, "a line end of the cell is one on paper");
}

#[test]
fn a_head_lower_than_its_merged_cells_loses_no_row() {
    let (report, told) = read("header_rows = 1", |sheet| {
        sheet.merge_range(0, 0, 1, 0, "北片", &Format::new())?;
        write(sheet, (0, 1), &[&["东坪", "5"], &["西坪", "6"], &["中坪", "7"]])?;
        write(sheet, (2, 0), &[&["南片"]])
    })
    .expect("a report");
    assert_eq!(codes(&told), ["rows/head-raised"]);
    let gongwen::report::Body::General(general) = &report.body else { panic!("a general report") };
    let table = general.sections[0].table.as_ref().expect("a table");
    assert!(matches!(&table.source, TableSource::Rows(grid) if grid.rows.len() == 3));
    let press = press();
    let printed = press.print(&report).expect("printed");
    assert_eq!(word_rows(&document_xml(&printed)), ["北片|东坪|5", "^|西坪|6", "南片|中坪|7"]);
}
