//! The table of contents 目录: its numbers are those of the pages on which the headings stand, in both finished files.

use gongwen::document::HeadElement;
use gongwen::report::Contents;
use gongwen::{Pages, Report};
use gongwen_tests::{attribute, form, named, press, root, tight, words, xml_part};
use lopdf::{Document, Object};

/// An entry as a reader of the file sees it: the heading, its page.
type Entry = (String, usize);

fn general() -> Report {
    let source = std::fs::read_to_string(root().join("fixtures/reports/general.toml")).expect("the fixture");
    let mut report = Report::from_toml(&source).expect("a report without errors");
    // Contents stand before the text of a document without a letterhead only.
    let elements = &mut report.elements;
    (elements.copy_number, elements.classification, elements.urgency) = (None, None, None);
    elements.issuer_marks.clear();
    elements.document_number = None;
    elements.approvers.clear();
    report.contents = Some(Contents { title: "目　录".to_owned(), levels: 2 });
    report
}

/// A document with a letterhead, and an attachment with contents of its own.
fn attached() -> Report {
    form("attachment-contents")
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
            let at = text.find(&heading).unwrap_or_else(|| panic!("{text} leads to {heading}"));
            let (entry, page) = text.split_at(at + heading.len());
            let label = &entry[..at];
            assert!(label.is_empty() || (label.starts_with("附件") && label.ends_with('　')), "{entry}");
            (entry.to_owned(), page.parse().expect("a number"))
        })
        .collect()
}

/// Pages before the one that is numbered 1.
fn front(pages: &Pages) -> usize {
    pages.pages.iter().position(|page| page.label.as_deref() == Some("1")).expect("a page 1")
}

/// Both files list the same headings with the same pages, and the headings stand there.
fn numbers_are_right(report: &Report) -> Vec<Entry> {
    let press = press();
    let printed = press.print(report).expect("printed");
    let pdf = Document::load_mem(&printed.pdf().expect("a PDF")).expect("a PDF");
    let docx = printed.docx().expect("a Word file");
    let front = front(&printed.pages);
    let mut entries = pdf_entries(&pdf);
    entries.iter_mut().for_each(|(_, page)| *page -= front);
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
        let stands = tight(heading.trim_start_matches(['附', '件']));
        assert!(texts[page + front - 1].contains(&stands), "{heading} is not on page {page}");
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
    assert_eq!(entries[0], ("一、总体要求".to_owned(), 1), "the text has numbers of its own");
    assert_eq!(entries.last().expect("entries").0, "附件　2025年乡村建设项目清单");
    let pages: Vec<usize> = entries.iter().map(|(_, page)| *page).collect();
    assert!(pages.is_sorted() && pages.last() > Some(&5), "{pages:?}");
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

#[test]
fn the_text_begins_at_page_one_on_the_front_of_a_sheet() {
    let labels = |report: &Report| -> Vec<String> {
        let pages = press().print(report).expect("printed").pages.pages;
        pages.iter().map(|page| page.label.clone().unwrap_or_default()).collect()
    };
    // Two pages of contents, and one of them with a blank page behind it.
    assert_eq!(labels(&form("contents"))[..4], ["I", "II", "1", "2"]);
    assert_eq!(labels(&general())[..4], ["I", "", "1", "2"]);
    for (report, blank) in [(form("contents"), 0), (general(), 1)] {
        let press = press();
        let printed = press.print(&report).expect("printed");
        let xml = xml_part(&printed.docx().expect("a Word file"), "word/document.xml").expect("a body");
        let tree = roxmltree::Document::parse(&xml).expect("well-formed");
        let starts: Vec<&str> = named(tree.root(), "sectPr")
            .into_iter()
            .map(|section| named(section, "pgNumType").first().map_or("", |it| attribute(*it, "fmt")))
            .collect();
        let mut expected = vec!["upperRoman"];
        expected.extend(vec![""; blank]);
        expected.push("decimal");
        assert_eq!(starts[..expected.len()], expected);
        let pdf = Document::load_mem(&printed.pdf().expect("a PDF")).expect("a PDF");
        let catalog = pdf.catalog().expect("a catalog");
        let labels =
            pdf.get_dictionary(catalog.get(b"PageLabels").and_then(Object::as_reference).unwrap_or((0, 0)));
        let labels =
            labels.or_else(|_| catalog.get(b"PageLabels").and_then(Object::as_dict)).expect("labels");
        let numbers = labels.get(b"Nums").and_then(Object::as_array).expect("numbers");
        let styles: Vec<&[u8]> = numbers
            .chunks(2)
            .map(|pair| {
                pair[1].as_dict().expect("a range").get(b"S").and_then(Object::as_name).unwrap_or(b"")
            })
            .collect();
        let (first, then): (&[u8], &[u8]) = if blank == 0 { (b"R", b"R") } else { (b"R", b"") };
        assert_eq!(styles[..3], [first, then, b"D".as_slice()], "{numbers:?}");
    }
}

#[test]
fn an_attachment_may_have_contents_of_its_own() {
    let report = attached();
    let entries = numbers_are_right(&report);
    let headings: Vec<&str> = entries.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(headings[..2], ["一、发展基础", "（一）主要成效"], "only what stands in the attachment");
    let printed_pages = press().print(&report).expect("printed").pages;
    assert_eq!(printed_pages.facts.head.first().map(|line| line.element), Some(HeadElement::IssuerMark));
    assert_eq!(printed_pages.pages[0].label.as_deref(), Some("1"), "page 1 bears the red head");
    let outline: Vec<&str> = printed_pages.outline.iter().map(|entry| entry.text.as_str()).collect();
    assert!(outline.contains(&"附件　某某县乡村旅游发展规划（2025—2027年）"), "{outline:?}");
    // Word collects what stands in the attachment, too.
    let body = xml_part(&press().docx(&report).expect("a Word file"), "word/document.xml").expect("a part");
    let name = body.split("\\b ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a range");
    let start = body.find(&format!("w:name=\"{name}\"")).expect("its start");
    assert!(start < body.rfind("一、发展基础").expect("the heading"));
    // On its own it counts from 1.
    let mut report = report;
    report.attachments[0].detached = true;
    let press = press();
    let printed = press.print(&report).expect("printed");
    let alone = &printed.detached[0].printed.pages;
    let first = alone.pages[0].runs.iter().any(|run| run.text == "3");
    assert!(first, "two pages of contents, and the text on page 3:\n{}", alone.dump());
}

#[test]
fn contents_before_the_red_head_are_refused() {
    let source = "title = \"关于某事的通知\"\nissuer = \"某某镇人民政府\"\nopening = \"如下。\"\n[contents]\n[general]\n\
                  [letterhead]\nissuer_mark = \"某某镇人民政府\"\n";
    let found = Report::from_toml(source).expect_err("refused").0;
    assert_eq!((found[0].code, found[0].place.path.as_str()), ("gbt9704/7.1", "contents"));
    assert!(found[0].help.as_ref().is_some_and(|help| help.zh.contains("contents = true")));
}

/// Updating the contents in Word collects paragraphs by the outline level of their style: the headings that are listed, an
/// attachment by its title alone.
#[test]
fn what_word_collects_when_it_updates_the_contents_is_what_is_listed() {
    let docx = press().docx(&form("contents")).expect("a Word file");
    let body = xml_part(&docx, "word/document.xml").expect("a part");
    let listed = docx_entries(&body);
    let styles = xml_part(&docx, "word/styles.xml").expect("a part");
    let tree = roxmltree::Document::parse(&styles).expect("well-formed");
    let level = |id: &str| -> Option<u8> {
        let style =
            named(tree.root(), "style").into_iter().find(|style| attribute(*style, "styleId") == id)?;
        attribute(*named(style, "outlineLvl").first()?, "val").parse().ok()
    };
    let tree = roxmltree::Document::parse(&body).expect("well-formed");
    let collected: Vec<String> = named(tree.root(), "p")
        .into_iter()
        .filter(|paragraph| {
            let style = named(*paragraph, "pStyle").first().map_or("", |style| attribute(*style, "val"));
            level(style).is_some_and(|level| level < 2)
        })
        .map(words)
        .collect();
    let titles: Vec<&str> = listed
        .iter()
        .map(|(entry, _)| match entry.split_once('　') {
            Some((label, title)) if label.starts_with("附件") => title,
            _ => entry,
        })
        .collect();
    assert_eq!(collected, titles);
}
