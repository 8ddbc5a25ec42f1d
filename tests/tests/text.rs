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
