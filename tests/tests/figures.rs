//! Pictures 插图 in the text: at their size, with their titles, in both finished files.

use gongwen::{Length, Report};
use gongwen_document::Picture;
use gongwen_tests::{attribute, form, part, press, xml_part};
use lopdf::{Document, Object};

/// A white PNG of so many dots.
fn png(across: u32, down: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, across, down);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&vec![255; (across * down) as usize]).expect("dots");
    writer.finish().expect("an end");
    file
}

/// The form with a picture, asked for at so many millimetres.
fn with_width(width: Length) -> Report {
    let mut report = form("pictures");
    let gongwen::report::Body::General(general) = &mut report.body else { panic!("a general document") };
    general.sections[0].figure.as_mut().expect("a picture").width = Some(width);
    report
}

#[test]
fn a_picture_is_as_wide_as_asked_for_and_keeps_its_shape_in_both_files() {
    let press = press();
    let report = with_width(Length::mm(120));
    let printed = press.print(&report).unwrap_or_else(|error| panic!("{error}"));
    let picture = &printed.pages.pages[0].pictures[0];
    let pixels = printed.document.pictures[&picture.picture].pixels().expect("a PNG");
    assert_eq!(picture.width, Length::mm(120));
    assert_eq!(picture.height.emu(), Length::mm(120).emu() * i64::from(pixels.1) / i64::from(pixels.0));
    // Centred in the type area of 156 mm that begins at 28 mm.
    assert_eq!(picture.x, Length::mm(28 + (156 - 120) / 2));

    let word = printed.docx().expect("a Word file");
    let xml = xml_part(&word, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("XML");
    let inline = tree.descendants().find(|node| node.tag_name().name() == "inline").expect("in its line");
    let extent = inline.children().find(|node| node.tag_name().name() == "extent").expect("a size");
    assert_eq!(attribute(extent, "cx"), picture.width.emu().to_string());
    assert_eq!(attribute(extent, "cy"), picture.height.emu().to_string());
    let shown = inline.children().find(|node| node.tag_name().name() == "docPr").expect("a name");
    assert_eq!(attribute(shown, "descr"), "项目区在镇区以北，由三片农田组成");
    let names: Vec<_> = xml.match_indices("项目区位置示意图").collect();
    assert_eq!(names.len(), 1, "the title of the picture");
    assert_eq!(
        part(&word, "word/media/picture1.png").as_deref(),
        Some(&*printed.document.pictures[&picture.picture].bytes)
    );
}

#[test]
fn it_is_told_to_those_who_cannot_see_it() {
    let file = press().pdf(&form("pictures")).expect("a PDF");
    let document = Document::load_mem(&file).expect("a PDF");
    let told: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|it| matches!(it.get(b"S"), Ok(Object::Name(name)) if name == b"Figure"))
        .filter_map(|it| lopdf::decode_text_string(it.get(b"Alt").ok()?).ok())
        .collect();
    assert!(told.contains(&"项目区在镇区以北，由三片农田组成".to_owned()), "{told:?}");
}

#[test]
fn a_picture_and_its_title_stand_on_one_page_whatever_stands_above() {
    let press = press();
    for lines in 0..24 {
        let mut report = with_width(Length::mm(140));
        let line = gongwen::report::Prose::text("第一行。");
        report.opening = vec![line; lines];
        let pages = press.print(&report).unwrap_or_else(|error| panic!("{error}")).pages;
        let page = pages
            .pages
            .iter()
            .position(|page| page.pictures.iter().any(|picture| picture.width == Length::mm(140)));
        let title =
            pages.pages.iter().position(|page| page.runs.iter().any(|run| run.text == "项目区位置示意图"));
        assert!(page.is_some() && page == title, "{lines} lines above: {page:?} and {title:?}");
        let picture = &pages.pages[page.unwrap_or(0)].pictures[0];
        assert!(
            picture.y + picture.height <= Length::mm(297 - 35),
            "{lines} lines above: inside the type area"
        );
    }
}

#[test]
fn what_is_larger_than_the_page_is_made_smaller() {
    let wide = press().print(&with_width(Length::mm(297))).expect("pages").pages;
    let widest = wide.pages.iter().flat_map(|page| &page.pictures).map(|picture| picture.width).max();
    assert_eq!(widest, Some(Length::mm(156)));
    let mut report = with_width(Length::mm(156));
    for picture in report.pictures.values_mut() {
        *picture = Picture::new(png(100, 4000));
    }
    let press = press();
    let printed = press.print(&report).expect("pages");
    let all = printed.pages.pages.iter().flat_map(|page| &page.pictures);
    let high = all.max_by_key(|picture| picture.height).expect("a picture");
    assert!(high.height <= Length::mm(225) && high.height > Length::mm(180), "{high:?}");
    assert!(high.width < Length::mm(6), "{high:?}");
}
