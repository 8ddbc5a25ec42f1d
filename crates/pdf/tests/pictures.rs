//! Pictures: drawn at their place as tagged figures, and named when they cannot be.

use std::sync::Arc;

use gongwen_document::{Length, Picture};
use gongwen_fonts::Fonts;
use gongwen_layout::{Page, Pages, PlacedPicture, StructureKind, StructureNode};
use lopdf::{Document, Object};

const SEAL: &[u8] = include_bytes!("../../../fixtures/forms/files/seal.png");
const MAP: &[u8] = include_bytes!("../../../fixtures/forms/files/map.jpg");

fn pages(bytes: &[u8]) -> Pages {
    let name: Arc<str> = Arc::from("files/seal.png");
    let picture = PlacedPicture {
        picture: name.clone(),
        x: Length::mm(100),
        y: Length::mm(150),
        width: Length::mm(42),
        height: Length::mm(42),
        over_text: false,
        node: Some(1),
    };
    let page = Page {
        label: Some("1".to_owned()),
        width: Length::mm(210),
        height: Length::mm(297),
        pictures: vec![picture],
        ..Page::default()
    };
    let structure = vec![
        StructureNode::new(StructureKind::Document, vec![1]),
        StructureNode::new(StructureKind::Figure("印章".to_owned()), Vec::new()),
    ];
    let pictures = [(name, Picture::new(bytes))].into();
    Pages { pages: vec![page], structure, pictures, ..Pages::default() }
}

fn render(pages: &Pages) -> Document {
    let file = gongwen_pdf::render(pages, &Fonts::embedded(), &Default::default()).expect("a PDF");
    Document::load_mem(&file).expect("a readable PDF")
}

/// The image objects that are no masks, and the content of the first page.
fn images(document: &Document) -> (Vec<lopdf::Stream>, String) {
    let images = document.objects.values().filter_map(|object| match object {
        Object::Stream(stream)
            if stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == Object::Name("Image".into())) =>
        {
            Some(stream.clone())
        }
        _ => None,
    });
    let page = document.page_iter().next().expect("a page");
    let content = document.get_page_content(page);
    (images.collect(), String::from_utf8_lossy(&content).into_owned())
}

#[test]
fn a_seal_is_a_figure_with_its_transparency_at_its_place() {
    let document = render(&pages(SEAL));
    let (images, content) = images(&document);
    assert_eq!(images.len(), 2, "the picture and its mask");
    assert_eq!(images.iter().filter(|image| image.dict.has(b"SMask")).count(), 1);
    // 42 mm are 119.055 pt; the lower edge is 297 - 150 - 42 = 105 mm above the foot, 100 mm from the left.
    assert!(content.contains("/Figure<</MCID 0>>BDC"), "{content}");
    assert!(content.contains("q 119.0551 0 0 119.0551 283.4646 297.6378 cm /P1 Do Q"), "{content}");
    let figures: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|element| element.get(b"S").is_ok_and(|kind| *kind == Object::Name("Figure".into())))
        .collect();
    assert_eq!(figures.len(), 1);
    assert!(figures[0].has(b"Alt"));
    assert_eq!(
        figures[0].get(b"K").and_then(Object::as_array).expect("content").as_slice(),
        [Object::Integer(0)]
    );
}

#[test]
fn what_lies_over_text_multiplies_with_it_and_is_drawn_before_it() {
    let mut pages = pages(MAP);
    let under = pages.pages[0].pictures[0].clone();
    pages.pages[0].pictures.push(PlacedPicture { over_text: true, ..under });
    let document = render(&pages);
    let (images, content) = images(&document);
    assert_eq!((images.len(), images[0].content.as_slice()), (1, MAP));
    let at = |operators: &str| content.find(operators).unwrap_or_else(|| panic!("{operators}: {content}"));
    assert!(at("/Figure<</MCID 1>>BDC\nq /Multiply gs ") < at("/Figure<</MCID 0>>BDC\nq 119"), "{content}");
    let page = document.page_iter().next().expect("a page");
    let (_, resources) = document.get_page_resources(page).expect("resources");
    let states = document
        .get_dictionary(resources[0])
        .and_then(|resources| resources.get(b"ExtGState"))
        .and_then(Object::as_dict)
        .expect("graphics states");
    let state = states.get(b"Multiply").and_then(|state| state.as_reference()).expect("a state");
    let mode = document.get_dictionary(state).and_then(|state| state.get(b"BM")).expect("a mode");
    assert_eq!(*mode, Object::Name(b"Multiply".to_vec()));
}

#[test]
fn a_jpeg_goes_in_as_it_is() {
    let (images, _) = images(&render(&pages(MAP)));
    assert_eq!(images.len(), 1);
    assert_eq!(images[0].content, MAP);
}

#[test]
fn what_cannot_be_drawn_is_named_and_leaves_a_sound_file() {
    let mut cut = SEAL.to_vec();
    cut.truncate(SEAL.len() / 2);
    for bytes in [&b"<svg/>"[..], b"", b"\x89PNG", b"\xFF\xD8\xFF", &cut] {
        let pages = pages(bytes);
        assert_eq!(gongwen_pdf::pictures_not_drawn(&pages), [Arc::from("files/seal.png")]);
        let (images, content) = images(&render(&pages));
        assert!(images.is_empty());
        assert!(!content.contains("Do"), "{content}");
    }
    assert!(gongwen_pdf::pictures_not_drawn(&pages(SEAL)).is_empty());
}
