//! The table of contents 目录: its numbers are those of the pages on which the headings stand, in both finished files.

use gongwen::Report;
use gongwen_tests::{attribute, form, named, press, root, tight, words, xml_part};
use lopdf::{Document, Object};

/// An entry as a reader of the file sees it: the heading, its page.
type Entry = (String, usize);

fn general() -> Report {
    let source = std::fs::read_to_string(root().join("fixtures/reports/general.toml")).expect("the fixture");
    Report::from_toml(&source).expect("a report without errors")
}

fn utf16(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    let units: Vec<u16> =
        bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)])).collect();
    String::from_utf16(&units).expect("UTF-16").trim_start_matches('\u{feff}').to_owned()
}

/// Text of each page by its fonts' ToUnicode tables, without white space.
fn page_texts(document: &Document) -> Vec<String> {
    let pages = document.get_pages().into_keys();
    pages.map(|page| tight(&document.extract_text(&[page]).expect("text"))).collect()
}

/// The links to places in the file: what they say, and the page that they lead to. A wrapped entry has one for each line.
fn pdf_entries(document: &Document) -> Vec<Entry> {
    let pages = document.get_pages();
    let number = |target: &Object| {
        let id = target.as_reference().expect("a page");
        pages.iter().find(|(_, page)| **page == id).map(|(number, _)| *number as usize).expect("a page")
    };
    let mut entries: Vec<Entry> = Vec::new();
    for page in pages.values() {
        for annotation in document.get_page_annotations(*page).expect("annotations") {
            let action = annotation.get(b"A").and_then(Object::as_dict).expect("an action");
            let Ok(target) = action.get(b"D").and_then(Object::as_array) else { continue };
            let entry = (utf16(annotation.get(b"Contents").expect("words")), number(&target[0]));
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }
    entries
}

/// The links to bookmarks, each with the number behind its tab, and the paragraph that the bookmark is on.
fn docx_entries(body: &str) -> Vec<Entry> {
    let tree = roxmltree::Document::parse(body).expect("well-formed");
    let marks = named(tree.root(), "bookmarkStart");
    let links = named(tree.root(), "hyperlink").into_iter();
    links
        .filter(|link| !attribute(*link, "anchor").is_empty())
        .map(|link| {
            let anchor = attribute(link, "anchor");
            let same: Vec<_> = marks.iter().filter(|mark| attribute(**mark, "name") == anchor).collect();
            assert_eq!(same.len(), 1, "{anchor}");
            let heading = words(same[0].parent().expect("a paragraph"));
            let text = words(link);
            let page = text.strip_prefix(&heading).unwrap_or_else(|| panic!("{text} leads to {heading}"));
            (heading, page.parse().expect("a number"))
        })
        .collect()
}

/// Both files list the same headings with the same pages, and the headings stand there.
fn numbers_are_right(report: &Report) -> Vec<Entry> {
    let press = press();
    let printed = press.print(report).expect("printed");
    let pdf = Document::load_mem(&printed.pdf().expect("a PDF")).expect("a PDF");
    let docx = printed.docx().expect("a Word file");
    let entries = pdf_entries(&pdf);
    assert_eq!(docx_entries(&xml_part(&docx, "word/document.xml").expect("a part")), entries);
    assert_eq!(
        docx,
        press.docx(report).expect("a Word file"),
        "the short way to a Word file knows the pages too"
    );
    let texts = page_texts(&pdf);
    let all: String = texts.concat();
    for (heading, page) in &entries {
        let heading = tight(heading);
        assert!(texts[page - 1].contains(&heading), "{heading} is not on page {page}");
        // What the entry shows: heading, dots, number.
        let shown = all.match_indices(&heading).any(|(at, _)| {
            let rest = &all[at + heading.len()..];
            let number = rest.trim_start_matches('.');
            number.len() < rest.len() && number.starts_with(&page.to_string())
        });
        assert!(shown, "{heading} ... {page} is not shown");
    }
    entries
}

#[test]
fn a_contents_of_two_pages_counts_its_own_pages() {
    let report = form("contents");
    let entries = numbers_are_right(&report);
    assert_eq!(entries.len(), 29);
    assert_eq!(entries[0], ("一、总体要求".to_owned(), 3), "two pages of contents stand before it");
    assert_eq!(entries.last().expect("entries").0, "2025年乡村建设项目清单");
    let pages: Vec<usize> = entries.iter().map(|(_, page)| *page).collect();
    assert!(pages.is_sorted() && pages.last() > Some(&7), "{pages:?}");
}

#[test]
fn levels_are_those_that_the_report_asks_for() {
    let mut report = general();
    let headings = |report: &Report| -> Vec<String> {
        numbers_are_right(report).into_iter().map(|(heading, _)| heading).collect()
    };
    let two = headings(&report);
    assert!(
        two.contains(&"（一）落实种植面积".to_owned()) && !two.contains(&"1.种子和肥料".to_owned()),
        "{two:?}"
    );
    let contents = report.contents.as_mut().expect("a table of contents");
    contents.levels = 1;
    let one = headings(&report);
    assert!(
        !one.contains(&"（一）落实种植面积".to_owned()) && one.contains(&"二、重点任务".to_owned()),
        "{one:?}"
    );
    report.contents.as_mut().expect("a table of contents").levels = 3;
    assert!(headings(&report).contains(&"1.种子和肥料".to_owned()));
}

#[test]
fn wrapped_entries_hang_and_their_number_stands_beside_text() {
    let press = press();
    let printed = press.print(&form("contents")).expect("printed");
    let runs = &printed.pages.pages[0].runs;
    let first = runs.iter().find(|run| run.text.starts_with("（一）统筹村庄规划")).expect("the entry");
    let second = runs.iter().find(|run| run.text.ends_with("各项建设安排")).expect("its second line");
    assert!(second.baseline > first.baseline && second.glyphs[0].x > first.glyphs[0].x);
    let right = printed.pages.pages[0].width - gongwen::Length::mm(26);
    for run in runs.iter().filter(|run| run.text.parse::<usize>().is_ok()) {
        let last = run.glyphs.last().expect("a digit");
        assert!((last.x + last.advance - right).to_mm().abs() < 0.5, "{} is not flush right", run.text);
        let heading = runs.iter().find(|other| other.baseline == run.baseline).expect("a line");
        assert!(heading.text.chars().any(|character| character > '\u{2e80}'), "{} stands alone", run.text);
    }
}

#[test]
fn the_word_file_has_one_field_and_asks_nothing() {
    let docx = press().docx(&form("contents")).expect("a Word file");
    let body = xml_part(&docx, "word/document.xml").expect("a part");
    let tree = roxmltree::Document::parse(&body).expect("well-formed");
    let codes: Vec<String> = named(tree.root(), "instrText")
        .into_iter()
        .filter_map(|code| Some(code.text()?.trim().to_owned()))
        .filter(|code| code.starts_with("TOC"))
        .collect();
    assert_eq!(codes, [r#"TOC \o "1-2" \h \z \u"#]);
    let mut open: usize = 0;
    for character in named(tree.root(), "fldChar") {
        match attribute(character, "fldCharType") {
            "begin" => open += 1,
            "end" => open = open.checked_sub(1).expect("an open field"),
            _ => {}
        }
    }
    assert_eq!(open, 0, "each field ends");
    assert!(!xml_part(&docx, "word/settings.xml").expect("a part").contains("updateFields"));
    let styles = xml_part(&docx, "word/styles.xml").expect("a part");
    let tree = roxmltree::Document::parse(&styles).expect("well-formed");
    for level in 1..=4 {
        let id = format!("TOC{level}");
        let style = named(tree.root(), "style").into_iter().find(|style| attribute(*style, "styleId") == id);
        let style = style.unwrap_or_else(|| panic!("no style {id}"));
        assert_eq!(attribute(named(style, "name")[0], "val"), format!("toc {level}"));
    }
    let tab = named(tree.root(), "tab").into_iter().find(|tab| attribute(*tab, "leader") == "dot");
    assert_eq!(tab.map(|tab| (attribute(tab, "val"), attribute(tab, "pos"))), Some(("right", "8844")));
}

#[test]
fn both_files_come_out_twice_the_same() {
    let report = form("contents");
    let (one, other) = (press(), press());
    assert_eq!(one.pdf(&report).expect("a PDF"), other.pdf(&report).expect("a PDF"));
    assert_eq!(one.docx(&report).expect("a Word file"), other.docx(&report).expect("a Word file"));
}
