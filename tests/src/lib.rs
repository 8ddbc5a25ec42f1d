//! Harness: the real report, and the text of both finished files as other programs would read it.

pub mod browser;
pub mod circles;
pub mod pdf_places;
mod printed;
pub mod random_sheet;
pub mod sweep;
pub mod word;

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use gongwen::{Fonts, Press, Report};
pub use printed::{PrintedLines, printed, rows};
use roxmltree::Node;

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

/// Names of the fixtures in `fixtures/forms`, in order.
///
/// # Panics
/// When the folder cannot be read.
pub fn forms() -> Vec<String> {
    let folder = std::fs::read_dir(root().join("fixtures/forms")).expect("the folder");
    let files = folder.map(|entry| entry.expect("an entry").path());
    let toml = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut names: Vec<String> =
        toml.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

/// The fixture of this name in `fixtures/forms`, with the files beside it.
///
/// # Panics
/// When it cannot be read.
pub fn form(name: &str) -> Report {
    let path = root().join(format!("fixtures/forms/{name}.toml"));
    let source = std::fs::read_to_string(&path).expect("the fixture");
    let mut report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
    let read = gongwen::read_files(&mut report, path.parent());
    read.unwrap_or_else(|error| panic!("{name}: {error}"));
    report
}

/// Every fixture that is a report, by name: the real report, the sample and all of `fixtures/forms`.
///
/// # Panics
/// When one cannot be read.
pub fn every_fixture() -> Vec<(String, Report)> {
    let sample = std::fs::read_to_string(root().join("fixtures/reports/sample.toml")).expect("the fixture");
    let mut all = vec![
        ("jinjiang-2024".to_owned(), jinjiang()),
        ("sample".to_owned(), Report::from_toml(&sample).expect("a report")),
    ];
    all.extend(forms().into_iter().map(|name| {
        let report = form(&name);
        (name, report)
    }));
    all
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
    let xml = xml_part(file, "word/document.xml").expect("a body");
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

/// A part of a Word file, if it has it.
///
/// # Panics
/// When it is not a Word file.
pub fn part(file: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).expect("the part");
    Some(bytes)
}

/// The same as text.
///
/// # Panics
/// When it is not a Word file, or the part is not text.
pub fn xml_part(file: &[u8], name: &str) -> Option<String> {
    part(file, name).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
}

/// The elements of this name at and below a node, whatever their namespace.
pub fn named<'x>(node: Node<'x, 'x>, name: &str) -> Vec<Node<'x, 'x>> {
    node.descendants().filter(|node| node.tag_name().name() == name).collect()
}

/// An attribute, whatever its namespace; empty when there is none.
pub fn attribute<'x>(node: Node<'x, 'x>, name: &str) -> &'x str {
    node.attributes().find(|it| it.name() == name).map_or("", |it| it.value())
}

/// What the runs at and below a node say.
pub fn words(node: Node<'_, '_>) -> String {
    named(node, "t").into_iter().filter_map(|text| text.text()).collect()
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

/// The programs of the manual for those who embed the library: each is compiled and run with the examples of this crate.
#[cfg(doctest)]
#[doc = include_str!("../../docs/guide/embed.md")]
pub struct Embed;
