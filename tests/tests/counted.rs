//! Nothing is dropped in silence: what a report names is counted in both finished files.

use gongwen::Report;
use gongwen_tests::{docx_text, form, forms, named, press, tight, xml_part};

/// Pictures that are drawn in a PDF, each time they are.
fn pdf_pictures(file: &[u8]) -> usize {
    let document = lopdf::Document::load_mem(file).expect("a PDF");
    let mut count = 0;
    for page in document.get_pages().into_values() {
        let content = document.get_and_decode_page_content(page).expect("content");
        count += content.operations.iter().filter(|operation| operation.operator == "Do").count();
    }
    count
}

/// Pictures that stand in the body of a Word file, each time they do.
fn docx_pictures(file: &[u8]) -> usize {
    let xml = xml_part(file, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    named(tree.root(), "blip").len()
}

/// A sealed document with this name below it.
fn signed(name: &str, seals: usize) -> Report {
    let source = format!(
        "title = \"通知\"\nissuer = \"某某县财政局\"\nopening = \"请认真贯彻执行。\"\nsignatures = [{}]\n\
         issue_date = 2025-11-28\n{}[general]\n",
        vec![format!("\"{name}\""); seals].join(", "),
        "[[seals]]\npicture = \"files/seal.png\"\n".repeat(seals)
    );
    let mut report = Report::from_toml(&source).expect("a report");
    let folder = gongwen_tests::root().join("fixtures/forms");
    gongwen::read_files(&mut report, Some(&folder)).expect("the pictures");
    report
}

#[test]
fn every_seal_name_and_date_is_in_both_files() {
    let press = press();
    for length in (2..=60).step_by(3) {
        for seals in [1, 2, 3, 5] {
            let name: String = "某某县人民政府农业农村局办公室".chars().cycle().take(length).collect();
            let report = signed(&name, seals);
            let printed = press.print(&report).expect("printed");
            let (docx, pdf) = (printed.docx().expect("a Word file"), printed.pdf().expect("a PDF"));
            assert_eq!(docx_pictures(&docx), seals, "{length} characters, {seals} seals in the Word file");
            assert_eq!(pdf_pictures(&pdf), seals, "{length} characters, {seals} seals in the PDF");
            let date = tight(&docx_text(&docx)).matches("2025年11月28日").count();
            assert_eq!(date, 1);
        }
    }
}

/// All text of a Word file: the body, frames and what stands in the margins.
fn word_text(file: &[u8]) -> String {
    let mut text = docx_text(file);
    for number in 1..20 {
        for kind in ["header", "footer"] {
            if let Some(xml) = xml_part(file, &format!("word/{kind}{number}.xml")) {
                let tree = roxmltree::Document::parse(&xml).expect("well-formed");
                text.push_str(&gongwen_tests::words(tree.root()));
            }
        }
    }
    tight(&text)
}

#[test]
fn every_element_of_the_fixtures_is_in_both_files() {
    let press = press();
    for name in forms() {
        let report = form(&name);
        let printed = press.print(&report).expect("printed");
        let docx = printed.docx().expect("a Word file");
        let placed: usize = printed.pages.pages.iter().map(|page| page.pictures.len()).sum();
        assert_eq!(docx_pictures(&docx), placed, "{name}: pictures and seals in the Word file");
        let runs = printed.pages.pages.iter().flat_map(|page| &page.runs).map(|run| run.text.as_str());
        let (pages, word) = (tight(&runs.collect::<String>()), word_text(&docx));
        let elements = &report.elements;
        let named = elements.signatures.iter().chain(&elements.approvers).chain(&elements.addressees);
        let named = named.chain(&elements.copy_recipients).chain(&elements.attachment_notes);
        for text in named.map(|text| tight(text)) {
            assert!(pages.contains(&text), "{name}: no {text} in the pages");
            assert!(word.contains(&text), "{name}: no {text} in the Word file");
        }
    }
}
