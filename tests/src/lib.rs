//! Harness: the real report, and the text of both finished files as other programs would read it.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use gongwen::{Fonts, Press, Report};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The real report.
///
/// # Panics
/// When the fixture cannot be read, which is what a test wants to know.
pub fn jinjiang() -> Report {
    let path = root().join("fixtures/reports/jinjiang-2024.toml");
    let source = std::fs::read_to_string(path).expect("the fixture");
    Report::from_toml(&source).expect("a report without errors")
}

/// A press with the embedded faces.
pub fn press() -> Press {
    Press::new(Fonts::embedded())
}

/// The source of the real report as its author wrote it: half-width `, ; ( )` widened again.
///
/// # Panics
/// When the fixture cannot be read.
pub fn source() -> String {
    let text =
        std::fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.txt")).expect("the source");
    text.replace(',', "，").replace(';', "；").replace('(', "（").replace(')', "）")
}

/// Text of a Word file, a line for each paragraph.
///
/// # Panics
/// When it is not a Word file.
pub fn docx_text(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("a body").read_to_string(&mut xml).expect("UTF-8");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let mut text = String::new();
    for paragraph in tree.descendants().filter(|node| node.tag_name().name() == "p") {
        for piece in paragraph.descendants().filter(|node| node.tag_name().name() == "t") {
            text.push_str(piece.text().unwrap_or_default());
        }
        text.push('\n');
    }
    text
}

/// Text of a PDF by its fonts' ToUnicode tables, without page numbers and white space.
///
/// # Panics
/// When it is not a PDF.
pub fn pdf_text(file: &[u8]) -> String {
    let document = lopdf::Document::load_mem(file).expect("a PDF");
    let mut text = String::new();
    for page in document.get_pages().into_keys() {
        let page_text = tight(&document.extract_text(&[page]).expect("text"));
        let mut number = String::new();
        write!(number, "—{page}—").expect("a string");
        text.push_str(page_text.strip_suffix(&number).expect("a page number at the end"));
    }
    text
}

/// Without white space.
pub fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
