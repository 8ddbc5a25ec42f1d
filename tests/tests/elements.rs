//! Letterhead and imprint in the finished PDF, and what the user is told of them.

use std::fs;

use gongwen::read::{self, Notation};
use gongwen_tests::{pdf_text, press, root};

#[test]
fn letterhead_and_imprint_can_be_read_out_of_the_pdf() {
    let source = fs::read(root().join("fixtures/reports/general.toml")).expect("a fixture");
    let report = read::report(&source, Notation::Toml).expect("a report").report;
    let text = pdf_text(&press().pdf(&report).expect("a PDF"));
    for part in [
        "某某县人民政府办公室文件",
        "某府办发〔2025〕3号",
        "抄送：县委办公室、县人大常委会办公室、县政协办公室。",
        "公开方式：主动公开",
        "2025年2月18日印发",
    ] {
        assert_eq!(text.matches(part).count(), 1, "{part} in {text}");
    }
}

#[test]
fn addressees_that_had_to_move_are_a_warning() {
    let names: Vec<String> = (1..=60).map(|number| format!("\"某某县第{number}中学\"")).collect();
    let source = format!(
        "title = \"关于做好工作的通知\"\nissuer = \"某某县教育局\"\naddressees = [{}]\nopening = \"现通知如下。\"\n\
         [letterhead]\nissuer_mark = \"某某县教育局\"\ndocument_number = \"某教发〔2026〕1号\"\n\
         [general]\n[[general.sections]]\ntext = \"请遵照执行。\"\n",
        names.join(", ")
    );
    let report = read::report(source.as_bytes(), Notation::Toml).expect("a report").report;
    let press = press();
    let printed = press.print(&report).expect("printed");
    assert!(printed.warnings.iter().any(|found| found.code == "gbt9704/7.3.2"), "{:?}", printed.warnings);
    assert!(printed.pages.facts.recipients_moved);
    assert!(pdf_text(&printed.pdf().expect("a PDF")).contains("主送：某某县第1中学"));
}
