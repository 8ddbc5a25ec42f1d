//! What a reader finds in the finished file, read back with lopdf.

use crate::support;

use gongwen_fonts::Fonts;
use gongwen_layout::StructureKind;
use gongwen_pdf::{Options, render};
use lopdf::{Dictionary, Document, Object};
use support::{HOSTILE, made, sample};

fn dictionary<'a>(document: &'a Document, parent: &'a Dictionary, key: &str) -> &'a Dictionary {
    document.get_dict_in_dict(parent, key.as_bytes()).expect(key)
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}

#[test]
fn the_text_reads_back_from_the_fonts_tables() {
    let (_, document) = made();
    let read: String = document.extract_text(&[1, 2]).expect("text").split_whitespace().collect();
    for piece in ["锦江镇工作报告", "财政收入1.78亿元，“四型锦江”——见", "续页正文……", "22961.97亩", "—2—"]
    {
        assert!(read.contains(piece), "{piece} in {read}");
    }
}

#[test]
fn fonts_are_subsets_that_are_embedded() {
    let (bytes, document) = made();
    let mut names = Vec::new();
    for object in document.objects.values() {
        if let Ok(font) = object.as_dict()
            && font.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"FontDescriptor")
        {
            let name =
                String::from_utf8_lossy(font.get(b"FontName").and_then(Object::as_name).expect("name"));
            assert!(font.has(b"FontFile2"), "{name}");
            assert_eq!(name.find('+'), Some(6), "{name}");
            names.push(name.into_owned());
        }
    }
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
}

#[test]
fn the_outline_is_nested_in_the_order_of_the_headings() {
    let (_, document) = made();
    let catalog = document.catalog().expect("catalog");
    let outlines = dictionary(&document, catalog, "Outlines");
    assert_eq!(outlines.get(b"Count").and_then(Object::as_i64).expect("count"), 3);
    let first = dictionary(&document, outlines, "First");
    assert_eq!(text(first.get(b"Title").expect("title")), "一、主要工作");
    assert_eq!(text(dictionary(&document, first, "First").get(b"Title").expect("title")), "（一）小节 <&>");
    assert_eq!(text(dictionary(&document, first, "Next").get(b"Title").expect("title")), "二、打算");
}

#[test]
fn the_catalog_says_language_structure_labels_and_intent() {
    let (_, document) = made();
    let catalog = document.catalog().expect("catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("language"), b"zh-CN");
    assert!(
        dictionary(&document, catalog, "MarkInfo").get(b"Marked").and_then(Object::as_bool).expect("marked")
    );
    let root = dictionary(&document, catalog, "StructTreeRoot");
    assert!(root.has(b"ParentTree"));
    let labels =
        dictionary(&document, catalog, "PageLabels").get(b"Nums").and_then(Object::as_array).expect("nums");
    assert_eq!(labels.len(), 2, "one range, decimal from 1");
    assert_eq!(catalog.get(b"OutputIntents").and_then(Object::as_array).expect("intents").len(), 1);
}

#[test]
fn headings_skip_no_level_and_cells_keep_their_spans() {
    let (_, document) = made();
    let mut types = Vec::new();
    for object in document.objects.values() {
        if let Ok(element) = object.as_dict()
            && element.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem")
        {
            types.push(
                String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).expect("type"))
                    .into_owned(),
            );
            if types.last().is_some_and(|name| name == "TH") {
                let attributes = element.get(b"A").and_then(Object::as_dict).expect("attributes");
                assert_eq!(attributes.get(b"ColSpan").and_then(Object::as_i64).expect("span"), 2);
                assert_eq!(attributes.get(b"Scope").and_then(Object::as_name).expect("scope"), b"Column");
            }
        }
    }
    assert_eq!(types, ["Document", "H1", "H2", "P", "Link", "H3", "Table", "TR", "TH", "TR", "TD", "TD"]);
}

#[test]
fn hostile_text_comes_out_as_itself_in_info_and_xmp() {
    let (_, document) = made();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("info");
    let info = document.get_dictionary(info).expect("info");
    assert_eq!(text(info.get(b"Title").expect("title")), HOSTILE);
    let catalog = document.catalog().expect("catalog");
    let packet = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let packet = document.get_object(packet).and_then(Object::as_stream).expect("stream");
    assert!(!packet.dict.has(b"Filter"), "readers look for the packet as plain bytes");
    let packet = std::str::from_utf8(&packet.content).expect("UTF-8");
    let tree = roxmltree::Document::parse(packet).expect("well-formed");
    let title =
        tree.descendants().find(|node| node.has_tag_name(("http://purl.org/dc/elements/1.1/", "title")));
    let title: String = title
        .expect("title")
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(title, HOSTILE);
}

#[test]
fn a_link_is_an_annotation_tied_to_its_element() {
    let (bytes, document) = made();
    let annotation = document.objects.values().filter_map(|object| object.as_dict().ok()).find(|candidate| {
        candidate.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link")
    });
    let annotation = annotation.expect("a link");
    assert_eq!(annotation.get(b"StructParent").and_then(Object::as_i64).expect("key"), 2);
    let target =
        annotation.get(b"A").and_then(Object::as_dict).expect("action").get(b"URI").expect("address");
    assert_eq!(target.as_str().expect("a string"), b"https://www.gov.cn/%E9%94%A6%E6%B1%9F?a=(1)");
    assert!(!bytes.is_empty());
}

#[test]
fn the_same_pages_give_the_same_bytes_in_every_thread() {
    let fonts = Fonts::embedded();
    let pages = sample(&fonts);
    let first = render(&pages, &fonts, &Options::default()).expect("rendered");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| render(&pages, &fonts, &Options::default()).expect("rendered")))
            .collect();
        for thread in threads {
            assert!(thread.join().expect("no panic") == first);
        }
    });
}

/// Writes the sample where `GONGWEN_SAMPLE` says, for readers outside.
#[test]
#[ignore = "writes a file for outside readers"]
#[allow(clippy::disallowed_methods)]
fn sample_for_outside_readers() {
    let path = std::env::var("GONGWEN_SAMPLE").expect("GONGWEN_SAMPLE names a file");
    std::fs::write(path, made().0).expect("written");
}

#[test]
fn what_a_picture_shows_is_said() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    let figure = pages.structure.len();
    pages.structure.push(support::node(StructureKind::Figure("印章".to_owned()), &[]));
    pages.structure[0].children.push(figure);
    let bytes = render(&pages, &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let said = document.objects.values().filter_map(|object| object.as_dict().ok()).find_map(|element| {
        let figure = element.get(b"S").and_then(Object::as_name).is_ok_and(|tag| tag == b"Figure");
        figure.then(|| lopdf::decode_text_string(element.get(b"Alt").expect("Alt")).expect("text"))
    });
    assert_eq!(said.as_deref(), Some("印章"));
}

/// ISO 19005-2, 6.2.3: colors of the device are those of a profile that the file holds.
#[test]
fn the_output_intent_holds_a_profile_for_the_colors_of_the_device() {
    let (_, document) = made();
    let intents = document.catalog().expect("catalog").get(b"OutputIntents").and_then(Object::as_array);
    let intent = document.dereference(&intents.expect("intents")[0]).expect("an intent").1;
    let intent = intent.as_dict().expect("a dictionary");
    let name = |key: &[u8]| intent.get(key).expect("it is stated");
    assert_eq!(name(b"S").as_name().expect("a name"), b"GTS_PDFA1");
    assert_eq!(name(b"OutputConditionIdentifier").as_str().expect("a text"), b"sRGB");
    let profile = name(b"DestOutputProfile").as_reference().expect("a reference");
    let stream = document.get_object(profile).and_then(Object::as_stream).expect("a stream");
    assert_eq!(stream.dict.get(b"N").and_then(Object::as_i64).expect("components"), 3);
    let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    assert_eq!(usize::try_from(size).expect("small"), bytes.len(), "the profile is whole");
    assert_eq!((&bytes[12..20], &bytes[36..40]), (&b"mntrRGB "[..], &b"acsp"[..]));
    // Nothing is colored in another way.
    for page in document.page_iter() {
        let content = document.get_page_content(page);
        for operation in lopdf::content::Content::decode(&content).expect("content").operations {
            assert!(!["k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"].contains(&operation.operator.as_str()));
        }
    }
}

/// ISO 32000-1, 14.4: two files that show or say anything else are not the same file.
#[test]
fn the_identifier_follows_from_what_the_file_shows_and_says() {
    let fonts = Fonts::embedded();
    let identifier = |change: &dyn Fn(&mut gongwen_layout::Pages)| {
        let mut pages = sample(&fonts);
        change(&mut pages);
        let bytes = render(&pages, &fonts, &Options::default()).expect("rendered");
        let document = Document::load_mem(&bytes).expect("a PDF");
        let parts = document.trailer.get(b"ID").and_then(Object::as_array).expect("an identifier");
        let parts: Vec<Vec<u8>> = parts.iter().map(|part| part.as_str().expect("bytes").to_vec()).collect();
        // The second half is the mark of the file.
        assert_eq!((parts.len(), parts[0].len(), parts[1].len()), (2, 16, 16));
        parts[0].clone()
    };
    let same = identifier(&|_| {});
    assert_eq!(same, identifier(&|_| {}));
    // The same glyphs in another place: neither a font nor a property tells them apart.
    let moved = identifier(&|pages| pages.pages[1].runs[3].baseline += gongwen_document::Length::mm(1));
    let exchanged = identifier(&|pages| pages.pages.swap(0, 1));
    let colored = identifier(&|pages| pages.pages[0].rules[0].color = gongwen_layout::Color::Black);
    let titled = identifier(&|pages| pages.properties.title.push('一'));
    let all = std::collections::BTreeSet::from([same, moved, exchanged, colored, titled]);
    assert_eq!(all.len(), 5);
}
