//! Pages that no layout makes: the file stays sound, and nothing panics.

use crate::support;

use gongwen_document::Length;
use gongwen_fonts::Fonts;
use gongwen_layout::{Pages, StructureKind};
use gongwen_pdf::{Options, render};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use support::sample;

fn open(pages: &Pages, fonts: &Fonts) -> Document {
    let bytes = render(pages, fonts, &Options::default()).expect("rendered");
    Document::load_mem(&bytes).expect("a PDF")
}

/// Follows the tree from its root: every element once, under the parent it names; every piece of content of a page
/// in the element that the page's entry of the parent tree names.
fn check_structure(document: &Document) -> usize {
    let catalog = document.catalog().expect("a catalog");
    let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).expect("a tree");
    let tree = document.get_dictionary(root).expect("a tree");
    let mut found: Vec<(ObjectId, i64, ObjectId)> = Vec::new();
    let mut open = vec![(root, tree)];
    let mut elements = 0;
    while let Some((id, element)) = open.pop() {
        let own = element.get(b"Pg").and_then(Object::as_reference).ok();
        for kid in element.get(b"K").and_then(Object::as_array).expect("kids") {
            match kid {
                Object::Integer(mcid) => found.push((own.expect("a page"), *mcid, id)),
                Object::Reference(child) => {
                    let element = document.get_dictionary(*child).expect("an element");
                    assert_eq!(element.get(b"P").and_then(Object::as_reference).expect("a parent"), id);
                    elements += 1;
                    open.push((*child, element));
                }
                other => {
                    let kid = other.as_dict().expect("a reference to content");
                    if let Ok(mcid) = kid.get(b"MCID").and_then(Object::as_i64) {
                        found.push((
                            kid.get(b"Pg").and_then(Object::as_reference).expect("a page"),
                            mcid,
                            id,
                        ));
                    }
                }
            }
        }
    }
    found.sort_unstable();
    let mut wanted: Vec<(ObjectId, i64, ObjectId)> = Vec::new();
    for id in document.get_pages().into_values() {
        let page = document.get_dictionary(id).expect("a page");
        let key = page.get(b"StructParents").and_then(Object::as_i64).expect("a key");
        let parents = parents(document, tree, key);
        let content = Content::decode(&document.get_page_content(id)).expect("content");
        let pieces = content.operations.iter().filter(|operation| operation.operator == "BDC");
        let numbers =
            pieces.filter_map(|piece| piece.operands[1].as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok());
        let numbers: Vec<i64> = numbers.collect();
        assert_eq!(numbers, (0..).take(parents.len()).collect::<Vec<i64>>());
        wanted.extend(numbers.into_iter().zip(parents).map(|(number, parent)| (id, number, parent)));
    }
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    elements
}

fn parents(document: &Document, tree: &Dictionary, key: i64) -> Vec<ObjectId> {
    let tree = document.get_dict_in_dict(tree, b"ParentTree").expect("a parent tree");
    let numbers = tree.get(b"Nums").and_then(Object::as_array).expect("numbers");
    let entry =
        numbers.chunks(2).find(|pair| pair[0].as_i64().is_ok_and(|number| number == key)).expect("an entry");
    let list = document.dereference(&entry[1]).expect("an entry").1.as_array().expect("elements");
    list.iter().map(|element| element.as_reference().expect("an element")).collect()
}

#[test]
fn content_and_elements_name_each_other() {
    let fonts = Fonts::embedded();
    let pages = sample(&fonts);
    assert_eq!(check_structure(&open(&pages, &fonts)), pages.structure.len());
}

#[test]
fn a_tree_that_does_not_hang_together_is_made_to() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    // Its own child, a child of two, one twice, one that is not there, a circle, and one that nobody has.
    pages.structure[0].children = vec![0, 1, 1, 3, 4, 99];
    pages.structure[1].children = vec![3, 0];
    pages.structure[5].children = vec![2, 6];
    pages.pages[1].runs[0].node = Some(usize::MAX);
    assert_eq!(check_structure(&open(&pages, &fonts)), pages.structure.len());
    pages.structure.clear();
    assert_eq!(check_structure(&open(&pages, &fonts)), 0);
}

#[test]
fn indices_out_of_range_are_no_panic() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    pages.structure.truncate(2);
    pages.outline[0].page = 99;
    pages.outline[1].level = 255;
    pages.pages[0].runs[0].node = Some(77);
    pages.pages[0].runs[1].glyphs.clear();
    pages.pages[0].runs[2].glyphs[0].text = 1..5;
    pages.pages[0].runs[2].glyphs[1].text = 90..900;
    open(&pages, &fonts);
    pages.pages[0].runs[2].glyphs[2].id = u16::MAX;
    assert!(render(&pages, &fonts, &Options::default()).is_err(), "the face has no such glyph");
    open(&Pages::default(), &fonts);
}

#[test]
fn places_beyond_all_paper_are_no_panic() {
    let fonts = Fonts::embedded();
    for far in [i64::MIN, i64::MAX, 0, -1] {
        let far = Length::from_emu(far);
        let mut pages = sample(&fonts);
        let page = &mut pages.pages[0];
        (page.height, page.width) = (far, far);
        for run in &mut page.runs {
            (run.size, run.baseline) = (far, far);
            run.glyphs[0].x = far;
            run.glyphs[0].advance = far;
        }
        (page.rules[0].y, page.rules[0].height) = (far, far);
        pages.outline[0].y = far;
        open(&pages, &fonts);
    }
}

#[test]
fn what_xml_cannot_hold_is_left_out_of_info_and_packet_alike() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    pages.properties.title = "一\u{0}二\u{1B}\u{FFFE}三\n四".to_owned();
    pages.properties.keywords = vec!["<a>".to_owned(), "b\u{7}".to_owned()];
    let document = open(&pages, &fonts);
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("info");
    let title = document.get_dictionary(info).expect("info").get(b"Title").expect("a title");
    assert_eq!(lopdf::decode_text_string(title).expect("text"), "一二三 四");
    let packet = packet(&document);
    let tree = roxmltree::Document::parse(&packet).expect("well-formed");
    let items: Vec<&str> =
        tree.descendants().filter(|node| node.has_tag_name("li")).filter_map(|it| it.text()).collect();
    assert!(["一二三 四", "<a>", "b"].iter().all(|wanted| items.contains(wanted)), "{items:?}");
}

fn packet(document: &Document) -> String {
    let catalog = document.catalog().expect("a catalog");
    let packet = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let packet = document.get_object(packet).and_then(Object::as_stream).expect("a stream");
    String::from_utf8(packet.content.clone()).expect("UTF-8")
}

#[test]
fn only_a_date_that_exists_is_written() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    for (date, written) in [
        ("2024-02-29", true),
        ("2023-02-29", false),
        ("2024-13-01", false),
        ("2024-00-10", false),
        ("2024-4-1", false),
        ("2024-04-31", false),
        ("二〇二四年", false),
        ("2024-01-01-01", false),
    ] {
        pages.properties.date = Some(date.to_owned());
        assert_eq!(packet(&open(&pages, &fonts)).contains("CreateDate"), written, "{date}");
    }
}

#[test]
fn a_file_without_a_title_still_has_one_and_headings_begin_at_the_first_level() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    pages.properties.title = " \n".to_owned();
    pages.structure[1].kind = StructureKind::Heading(3);
    let document = open(&pages, &fonts);
    assert!(packet(&document).contains("公文"));
    let first = document.objects.values().filter_map(|object| object.as_dict().ok()).find_map(|element| {
        element.get(b"S").and_then(Object::as_name).ok().filter(|name| name.starts_with(b"H"))
    });
    assert_eq!(first, Some(&b"H1"[..]));
}
