//! The package of the Word file, over every fixture: what some builds of Word refuse, and what its panes offer.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use gongwen::Report;
use gongwen_tests::{attribute, form, forms, jinjiang, named, press, root, words, xml_part};

/// Every fixture as a Word file, by name.
fn documents() -> &'static [(String, Vec<u8>)] {
    static DOCUMENTS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    DOCUMENTS.get_or_init(make)
}

fn make() -> Vec<(String, Vec<u8>)> {
    let report = |name: &str| {
        let source = std::fs::read_to_string(root().join(format!("fixtures/reports/{name}.toml")))
            .expect("a fixture that reads");
        Report::from_toml(&source).expect("a fixture that reads")
    };
    let forms = forms().into_iter().map(|name| (name.clone(), form(&name)));
    let reports = ["general", "sample"].map(|name| (name.to_owned(), report(name)));
    let all = forms.chain(reports).chain([("jinjiang-2024".to_owned(), jinjiang())]);
    all.map(|(name, report)| (name, press().docx(&report).expect("a fixture that reads"))).collect()
}

/// The parts that hold text, by name.
fn stories(file: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a fixture that reads");
    let mut stories = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("a fixture that reads");
        let name = entry.name().expect("a fixture that reads").into_owned();
        if name.starts_with("word/") && name.ends_with(".xml") {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("a fixture that reads");
            stories.push((name, text));
        }
    }
    stories
}

#[test]
fn no_two_drawings_of_a_package_have_one_number() {
    let mut drawings = 0;
    for (name, file) in documents() {
        let mut numbers = BTreeSet::new();
        for (part, text) in stories(file) {
            let tree = roxmltree::Document::parse(&text).expect("a fixture that reads");
            let mut heights = BTreeSet::new();
            for node in tree.descendants() {
                match node.tag_name().name() {
                    "docPr" => {
                        let number: u32 = attribute(node, "id").parse().expect("a fixture that reads");
                        assert!(number > 0 && numbers.insert(number), "{name}: {part}: docPr {number}");
                        drawings += 1;
                    }
                    "anchor" => {
                        let height = attribute(node, "relativeHeight").to_owned();
                        assert!(heights.insert(height.clone()), "{name}: {part}: relativeHeight {height}");
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(drawings > 25, "{drawings} drawings");
}

/// The element of a part, and what is in it.
fn with<R>(file: &[u8], part: &str, look: impl Fn(roxmltree::Node<'_, '_>) -> R) -> R {
    let text = xml_part(file, part).unwrap_or_else(|| panic!("{part}"));
    look(roxmltree::Document::parse(&text).expect("a fixture that reads").root_element())
}

#[test]
fn no_property_is_there_for_a_program_that_misreads_it() {
    let file = &press().docx(&jinjiang()).expect("a fixture that reads");
    with(file, "word/styles.xml", |styles| {
        let hanging: Vec<_> =
            styles.descendants().filter(|node| node.tag_name().name() == "overflowPunct").collect();
        assert_eq!(hanging.iter().map(|node| attribute(*node, "val")).collect::<Vec<_>>(), ["0"]);
        assert!(styles.descendants().all(|node| node.tag_name().name() != "AlternateContent"));
        // Styles of Word itself that the file does not have stay out of the pane.
        let latent = styles
            .descendants()
            .find(|node| node.tag_name().name() == "latentStyles")
            .expect("a fixture that reads");
        assert_eq!(attribute(latent, "defSemiHidden"), "1");
        let shown: BTreeSet<&str> = latent.children().map(|node| attribute(node, "name")).collect();
        for name in ["Normal", "heading 1", "Title", "toc 4"] {
            assert!(shown.contains(name), "{name}");
        }
    });
}

#[test]
fn a_file_holds_the_footers_that_its_sections_use_and_no_other() {
    let mut most = 0;
    for (name, file) in documents() {
        let body = xml_part(file, "word/document.xml").expect("a fixture that reads");
        let tree = roxmltree::Document::parse(&body).expect("a fixture that reads");
        let used: BTreeSet<String> = tree
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "footerReference" | "headerReference"))
            .map(|node| attribute(node, "id").to_owned())
            .collect();
        let relations = with(file, "word/_rels/document.xml.rels", |root| {
            let feet = root.children().filter(|node| {
                let kind = attribute(*node, "Type");
                kind.ends_with("/footer") || kind.ends_with("/header")
            });
            feet.map(|node| (attribute(node, "Id").to_owned(), attribute(node, "Target").to_owned()))
                .collect::<Vec<_>>()
        });
        assert_eq!(used, relations.iter().map(|(id, _)| id.clone()).collect(), "{name}");
        let parts: BTreeSet<String> = stories(file)
            .into_iter()
            .map(|(part, _)| part)
            .filter(|part| part.contains("footer") || part.contains("header"))
            .collect();
        let targets = relations.iter().map(|(_, target)| format!("word/{target}")).collect();
        assert_eq!(parts, targets, "{name}");
        most = most.max(parts.len());
    }
    assert!(most >= 4, "{most}");
}

#[test]
fn every_field_shows_a_result_and_every_shape_has_a_fallback() {
    let (mut fields, mut choices) = (0, 0);
    for (name, file) in documents() {
        for (part, text) in stories(file) {
            let tree = roxmltree::Document::parse(&text).expect("a fixture that reads");
            // What is open: whether its result has begun, and whether it shows anything.
            let mut open: Vec<(bool, bool)> = Vec::new();
            for node in tree.descendants() {
                match (node.tag_name().name(), attribute(node, "fldCharType")) {
                    ("fldChar", "begin") => open.push((false, false)),
                    ("fldChar", "separate") => open.last_mut().expect("a fixture that reads").0 = true,
                    ("fldChar", "end") => {
                        let (begun, shows) = open.pop().unwrap_or_else(|| panic!("{name}: {part}"));
                        assert!(begun && shows, "{name}: {part}: a field without a result");
                        fields += 1;
                    }
                    ("t", _) => open.iter_mut().for_each(|field| field.1 |= field.0),
                    ("AlternateContent", _) => {
                        let fallback = node.children().find(|child| child.tag_name().name() == "Fallback");
                        assert!(fallback.is_some_and(|fallback| fallback.has_children()), "{name}: {part}");
                        choices += 1;
                    }
                    _ => {}
                }
            }
            assert!(open.is_empty(), "{name}: {part}");
        }
    }
    assert!(fields > 100 && choices > 0, "{fields} fields, {choices} choices");
}

#[test]
fn contents_can_be_updated_in_word_and_tables_say_what_they_are() {
    let file = &press().docx(&form("contents")).expect("a fixture that reads");
    with(file, "word/document.xml", |body| {
        let control = named(body, "sdt").into_iter().next().expect("a content control");
        assert_eq!(attribute(named(control, "docPartGallery")[0], "val"), "Table of Contents");
        assert!(named(control, "hyperlink").len() > 10, "entries stay");
        assert_eq!(named(body, "sdt").len(), 1);
    });
    let captions: BTreeSet<String> = documents()
        .iter()
        .flat_map(|(_, file)| {
            with(file, "word/document.xml", |body| -> Vec<String> {
                named(body, "tblCaption").into_iter().map(|node| attribute(node, "val").to_owned()).collect()
            })
        })
        .collect();
    assert!(captions.len() > 1 && captions.contains("版记"), "{captions:?}");
}

#[test]
fn the_imprint_is_one_table_at_the_foot_of_the_type_area() {
    let mut seen = 0;
    for (name, file) in documents() {
        seen += with(file, "word/document.xml", |body| {
            assert!(named(body, "wsp").is_empty(), "{name}: rules are borders, not shapes");
            let places = named(body, "tblpPr");
            assert!(places.len() <= 1, "{name}");
            for place in &places {
                let foot = (attribute(*place, "vertAnchor"), attribute(*place, "tblpYSpec"));
                let side = (attribute(*place, "horzAnchor"), attribute(*place, "tblpX"));
                assert_eq!((foot, side), (("margin", "bottom"), ("page", "1587")), "{name}");
                let table = place.ancestors().nth(2).expect("a fixture that reads");
                assert_eq!(named(table, "cantSplit").len(), named(table, "tr").len(), "{name}");
            }
            places.len()
        });
    }
    assert!(seen > 10, "{seen} imprints");
}

#[test]
fn an_office_of_more_than_one_line_stands_in_a_cell_beside_the_date() {
    let text = "title = \"通知\"\nissuer = \"某某县人民政府\"\nopening = \"请遵照执行。\"\n[general]\n[imprint]\n\
        copy_recipients = [\"县直各单位\"]\nprinting_date = 2026-12-25\nprinting_office = ";
    let office = "某某县人民政府办公室（某某县外事办公室、某某县信访局）";
    for (count, cells) in [(10, vec![1, 1]), (office.chars().count(), vec![1, 2])] {
        let office: String = office.chars().take(count).collect();
        let report = gongwen::Report::from_toml(&format!("{text}\"{office}\"\n")).expect("a report");
        let file = press().docx(&report).expect("a file");
        with(&file, "word/document.xml", |body| {
            let rows: Vec<_> = named(body, "tr").iter().map(|row| named(*row, "tc").len()).collect();
            assert_eq!(rows, cells);
            let widths: Vec<i64> = named(body, "gridCol")
                .iter()
                .map(|column| attribute(*column, "w").parse().expect("twips"))
                .collect();
            assert_eq!(widths.len(), cells[1]);
            assert!((widths.iter().sum::<i64>() - 8844).abs() <= 1, "{widths:?}");
            let last = *named(body, "tr").last().expect("rows");
            let texts: Vec<String> = named(last, "p").into_iter().map(words).collect();
            assert_eq!(texts.concat(), format!("{office}2026年12月25日印发"));
        });
    }
}

#[test]
fn the_mark_of_a_letter_is_in_the_header_of_page_one_and_nothing_floats_beside_its_number() {
    for name in ["letter", "letter-2"] {
        let file = &press().docx(&form(name)).expect("a fixture that reads");
        with(file, "word/header1.xml", |header| {
            assert!(words(header).contains("某某县林业局"), "{name}");
            // The upper rules, thick above thin, as borders.
            let sides = ["top", "bottom"].map(|side| {
                let border = named(header, "pBdr")[0]
                    .children()
                    .find(|node| node.tag_name().name() == side)
                    .expect("a fixture that reads");
                attribute(border, "sz").parse::<u32>().expect("a fixture that reads")
            });
            assert_eq!(sides, [18, 6], "{name}");
        });
        with(file, "word/document.xml", |body| {
            assert!(named(body, "framePr").is_empty() && named(body, "titlePg").len() == 1, "{name}");
            assert!(!words(body).starts_with("某某县林业局"), "{name}");
        });
    }
}
