//! The real report comes out as its author wrote it, in the block tree and in both finished files.

use gongwen_tests::{docx_text, jinjiang, pdf_text, press, source, tight};

/// What stands below the title.
fn below_title(text: &str) -> &str {
    text.split_once('\n').expect("a title line").1
}

#[test]
fn the_text_is_the_source() {
    assert_eq!(below_title(&press().text(&jinjiang()).expect("text")).trim_end(), source().trim_end());
}

#[test]
fn the_word_file_has_the_text() {
    let text = docx_text(&press().docx(&jinjiang()).expect("a Word file"));
    assert_eq!(below_title(&text).trim_end(), source().trim_end());
}

#[test]
fn the_pdf_has_the_text() {
    let (press, report) = (press(), jinjiang());
    let expected = tight(&press.text(&report).expect("text"));
    assert_eq!(pdf_text(&press.pdf(&report).expect("a PDF")), expected);
}

#[test]
fn a_lone_item_has_no_ordinal_that_promises_a_second() {
    let annual = "title = '某某镇2024年工作总结'\nyear = 2024\nissuer = '某某镇人民政府'\nlocality = { name = '某某镇' }\n\
        [[achievements.areas]]\nname = '党建'\nlead = '一年来，党建走实。'\n[[achievements.areas.items]]\nheading = '抓学习'\n\
        [shortcomings]\nlead = '也有不足。'\n[[shortcomings.items]]\nheading = '链条不长'\n\
        [plan]\n[[plan.levers]]\ngrip = '项目'\nmeans = '干'\ngoal = '实干型'\n[[plan.levers.measures]]\nheading = '招商'\n";
    let general = "title = '某某通知'\nissuer = '某某镇人民政府'\n[general]\n[[general.sections]]\nheading = '要求'\n\
        items = '抓紧办。'\nitem_ordinal = '一是'\n";
    for (source, templates) in [
        (annual, &["annual-report", "annual-report-outline", "village-report", "village-report-outline"][..]),
        (general, &["general", "letter", "order", "minutes"]),
    ] {
        for template in templates {
            let report =
                gongwen::Report::from_toml(&format!("template = '{template}'\n{source}")).expect("a report");
            let text = press().text(&report).expect("text");
            assert!(!text.contains("一是"), "{template}:\n{text}");
        }
    }
}
