//! Footnotes 脚注: each at the foot of the page of its mark, whole, in both finished files.

use std::collections::BTreeSet;

use gongwen::{Length, Pages, Report};
use gongwen_tests::{attribute, docx_text, form, named, press, tight, words, xml_part};
use lopdf::{Document, Object};

/// The footnotes of the form, as they read.
const NOTES: [&str; 7] = [
    "按2023年度国土变更调查成果统计，不含可恢复地类860亩。",
    "责任书一式三份，镇自然资源所、村民委员会、承包农户各执一份。",
    "撂荒一年以上的复耕1085亩，不足一年的复耕155亩。",
    "县农业农村局测产数据。",
    "根据县审计局2024年11月审计情况整理。",
    "全年核查设施农业用地27宗",
    "头季稻收割以后，利用稻桩重新发苗、长穗，再收一季的水稻。",
];

/// A general document with these paragraphs.
fn report(paragraphs: &[String]) -> Report {
    let text: Vec<String> = paragraphs.iter().map(|paragraph| format!("\"{paragraph}\"")).collect();
    let source = format!(
        "title = \"关于做好春耕工作的通知\"\nissuer = \"某某镇人民政府\"\nopening = [{}]\n[general]\n",
        text.join(",")
    );
    Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"))
}

/// The page and the baseline of the run that begins with this text and is of this size.
fn place(pages: &Pages, start: &str, size: Length) -> (usize, Length) {
    let runs =
        pages.pages.iter().enumerate().flat_map(|(page, it)| it.runs.iter().map(move |run| (page, run)));
    let mut found = runs.filter(|(_, run)| run.text.starts_with(start) && run.size == size);
    let (page, run) = found.next().unwrap_or_else(|| panic!("no {start} in\n{}", pages.dump()));
    assert!(found.next().is_none(), "{start} twice");
    (page, run.baseline)
}

/// 58 % of 16 pt, and 五号.
const MARK: Length = Length::hundredths_pt(928);
const NOTE: Length = Length::hundredths_pt(1050);

#[test]
fn each_stands_on_the_page_of_its_mark_in_the_pdf() {
    let file = press().pdf(&form("footnotes")).expect("a PDF");
    let pdf = Document::load_mem(&file).expect("a PDF");
    let pages = pdf.get_pages().into_keys();
    let texts: Vec<String> = pages.map(|page| tight(&pdf.extract_text(&[page]).expect("text"))).collect();
    for (mark, note) in "①②③④⑤⑥⑦".chars().zip(NOTES) {
        let note = format!("{mark}{note}");
        let pages: Vec<&String> = texts.iter().filter(|text| text.contains(&note)).collect();
        assert_eq!(pages.len(), 1, "{note}");
        // Once in the text, before the foot, and once there.
        let marks: Vec<usize> = pages[0].match_indices(mark).map(|(at, _)| at).collect();
        assert_eq!((marks.len(), marks.last().copied()), (2, pages[0].find(&note)), "{note}");
        assert_eq!(texts.concat().matches(mark).count(), 2, "{mark}");
    }
    assert!(texts.concat().contains("39500亩①，守住了"), "the mark stands where the report has it");
}

#[test]
fn the_word_file_has_real_ones() {
    let file = press().docx(&form("footnotes")).expect("a Word file");
    let notes = xml_part(&file, "word/footnotes.xml").expect("a part of footnotes");
    let tree = roxmltree::Document::parse(&notes).expect("well-formed");
    let notes = named(tree.root(), "footnote");
    let kinds: Vec<&str> = notes.iter().map(|note| attribute(*note, "type")).take(3).collect();
    assert_eq!(kinds, ["separator", "continuationSeparator", ""]);
    let found: Vec<(&str, String)> =
        notes.iter().skip(2).map(|note| (attribute(*note, "id"), words(*note))).collect();
    let ids: Vec<String> = (1..=NOTES.len()).map(|id| id.to_string()).collect();
    assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    for ((_, text), note) in found.iter().zip(NOTES) {
        assert!(text.starts_with(note), "{text}");
    }
    let body = xml_part(&file, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&body).expect("well-formed");
    let references: Vec<&str> =
        named(tree.root(), "footnoteReference").into_iter().map(|it| attribute(it, "id")).collect();
    assert_eq!(references, ids);
    assert!(!docx_text(&file).contains("国土变更调查"));
    let settings = xml_part(&file, "word/settings.xml").expect("settings");
    assert!(settings.contains("decimalEnclosedCircleChinese"));
    assert!(xml_part(&file, "[Content_Types].xml").expect("types").contains("/word/footnotes.xml"));
}

#[test]
fn a_document_without_has_no_part_for_them() {
    let file = press().docx(&form("plain")).expect("a Word file");
    assert_eq!(xml_part(&file, "word/footnotes.xml"), None);
    assert!(!xml_part(&file, "[Content_Types].xml").expect("types").contains("footnotes"));
    assert!(!xml_part(&file, "word/settings.xml").expect("settings").contains("footnote"));
}

#[test]
fn wherever_the_mark_falls_its_note_is_below_it_on_the_same_page() {
    let press = press();
    let mut seen = BTreeSet::new();
    for lines in 12..26 {
        let mut paragraphs = vec!["早安排早动手。".to_owned(); lines];
        paragraphs.push("抓好春耕备耕{{注：备足种子、化肥和农药。}}。".to_owned());
        paragraphs.extend(vec!["不误农时。".to_owned(); 6]);
        let pages = press.print(&report(&paragraphs)).expect("printed").pages;
        let (page, mark) = place(&pages, "①", MARK);
        let (foot, note) = place(&pages, "①备足种子", NOTE);
        assert_eq!(page, foot, "after {lines} lines");
        assert!(mark < note);
        let printed = &pages.pages[page];
        let text = printed.runs.iter().filter(|run| run.node.is_some() && run.size == Length::pt(16));
        assert!(text.map(|run| run.baseline).max() < Some(note), "nothing of the text reaches into the foot");
        let bottom = printed.height - Length::mm(35);
        assert!(note < bottom && bottom - note < Length::pt(16), "it stands on the bottom edge");
        let rule = printed.rules.first().expect("a rule");
        assert!(rule.y < note && rule.y > mark, "the rule parts it from the text");
        seen.insert(page);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 1], "both pages were tried");
}

#[test]
fn a_long_one_begins_on_its_page_and_goes_on_at_the_foot_of_the_next() {
    let long = "耕地是粮食生产的命根子。".repeat(400);
    let mut paragraphs = vec!["早安排早动手。".to_owned(); 10];
    paragraphs.push(format!("保护耕地{{{{注：{long}到此为止。}}}}。"));
    paragraphs.extend(vec!["不误农时。".to_owned(); 30]);
    let report = report(&paragraphs);
    let press = press();
    let pages = press.print(&report).expect("printed").pages;
    let small: Vec<String> = pages
        .pages
        .iter()
        .map(|page| page.runs.iter().filter(|run| run.size == NOTE).map(|run| run.text.as_str()).collect())
        .collect();
    assert_eq!(small.concat(), format!("①{long}到此为止。"), "no character is lost, none twice");
    assert_eq!(small.iter().position(|text| !text.is_empty()), Some(place(&pages, "①", MARK).0));
    assert!(small.iter().filter(|text| !text.is_empty()).count() >= 3);
    for page in &pages.pages {
        let bottom = page.height - Length::mm(35);
        assert!(page.runs.iter().filter(|run| run.node.is_some()).all(|run| run.baseline < bottom));
        assert!(page.runs.iter().any(|run| run.size == Length::pt(16)), "text goes on beside it");
    }
}

#[test]
fn more_than_twenty_are_numbered_on() {
    let paragraphs: Vec<String> =
        (1..=23).map(|number| format!("第{number}项{{{{注：说明之{number}。}}}}。")).collect();
    let pages = press().print(&report(&paragraphs)).expect("printed").pages;
    let text: String = pages.pages.iter().flat_map(|page| &page.runs).map(|run| run.text.as_str()).collect();
    for (number, mark) in [(1, "①"), (20, "⑳"), (21, "21"), (23, "23")] {
        assert_eq!(text.matches(&format!("{mark}说明之{number}。")).count(), 1, "{mark}");
    }
}

#[test]
fn thousands_come_out_each_once_in_order_and_behind_their_paragraphs() {
    let note = |number: usize| format!("甲{{{{注：之{number}。}}}}");
    let paragraphs: Vec<String> =
        (0..500).map(|at| (1..=3).map(|it| note(at * 3 + it)).collect::<String>() + "乙。").collect();
    let pages = press().print(&report(&paragraphs)).expect("printed").pages;
    let feet = pages.pages.iter().flat_map(|page| &page.runs).filter(|run| run.size == NOTE);
    let text: String = feet.map(|run| run.text.as_str()).collect();
    let mut from = 0;
    for number in 1..=1500 {
        let word = format!("之{number}。");
        from += text[from..].find(&word).unwrap_or_else(|| panic!("{word}")) + word.len();
    }
    // In the structure three notes follow each paragraph, all of them in their order.
    let children = &pages.structure[0].children;
    let is_note = |child: &usize| pages.structure[*child].kind == gongwen_layout::StructureKind::Note;
    assert_eq!(children.iter().filter(|child| is_note(child)).count(), 1500);
    let first = children.iter().position(is_note).expect("a note");
    for four in children[first - 1..].chunks(4).take(500) {
        assert_eq!(four.iter().map(is_note).collect::<Vec<_>>(), [false, true, true, true]);
    }
    let notes: Vec<usize> = children.iter().copied().filter(|child| is_note(child)).collect();
    assert!(notes.is_sorted());
}

#[test]
fn notes_are_tagged_with_an_identifier_each() {
    let file = press().pdf(&form("footnotes")).expect("a PDF");
    let pdf = Document::load_mem(&file).expect("a PDF");
    let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let kind = |element: &lopdf::Dictionary, name: &[u8]| {
        element.get(b"S").and_then(Object::as_name).is_ok_and(|found| found == name)
    };
    let elements: Vec<_> = elements.filter(|it| it.has_type(b"StructElem")).collect();
    let ids: BTreeSet<Vec<u8>> = elements
        .iter()
        .filter(|element| kind(element, b"Note"))
        .map(|element| element.get(b"ID").and_then(Object::as_str).expect("an identifier").to_vec())
        .collect();
    assert_eq!(ids.len(), NOTES.len());
    assert_eq!(elements.iter().filter(|element| kind(element, b"Reference")).count(), NOTES.len());
}

#[test]
fn the_table_of_contents_and_the_properties_are_without_marks() {
    let source = "title = \"关于春耕工作{{注：含早稻。}}的通知\"\nissuer = \"某某镇人民政府\"\n[contents]\n[general]\n\
                  [[general.sections]]\nheading = \"总体要求{{注：见附件。}}\"\ntext = \"抓好春耕。\"\n";
    let report = Report::from_toml(source).unwrap_or_else(|error| panic!("{error}"));
    let press = press();
    let printed = press.print(&report).expect("printed");
    assert_eq!(printed.pages.properties.title, "关于春耕工作的通知");
    assert_eq!(printed.pages.outline[0].text, "一、总体要求");
    let first: String = printed.pages.pages[0].runs.iter().map(|run| run.text.as_str()).collect();
    assert!(first.contains("一、总体要求.") && !first.contains('②'), "{first}");
    // The text begins on a right-hand page, behind the contents and a blank one.
    let text: String = printed.pages.pages[2].runs.iter().map(|run| run.text.as_str()).collect();
    assert!(text.contains("①含早稻。") && text.contains("②见附件。"), "{text}");
}

#[test]
fn both_files_come_out_twice_the_same() {
    let report = form("footnotes");
    let (one, other) = (press(), press());
    assert_eq!(one.pdf(&report).expect("a PDF"), other.pdf(&report).expect("a PDF"));
    let docx = one.docx(&report).expect("a Word file");
    assert_eq!(docx, other.docx(&report).expect("a Word file"));
    assert_eq!(docx, one.print(&report).expect("printed").docx().expect("a Word file"), "either way");
}
