//! Tables as a clerk writes them: what is joined, aligned, noted and too wide, in both finished files.

use gongwen::Report;
use gongwen_tests::{docx_text, pdf_text, press, tight, xml_part};

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
