//! Faces of the user's: CFF outlines, and what cannot be cut.

use crate::support;

use gongwen_document::{FaceRole, Length};
use gongwen_fonts::{FaceId, Fonts};
use gongwen_layout::{Page, Pages, StructureKind, StructureNode};
use gongwen_pdf::{Error, Options, render};
use lopdf::{Document, Object};
use support::{cff, run, sample};

#[test]
fn a_face_with_cff_outlines_is_embedded_as_such_and_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("small.otf"), cff::font("FangSong", "一二三四五六，"))
        .expect("written");
    let fonts = Fonts::from_dir(folder.path()).expect("a font");
    let line = run(&fonts, FaceRole::FangSong, "三，六，一", 3, Some(0), None);
    assert_eq!(fonts.face(line.face).family, "FangSong");
    let structure = vec![StructureNode::new(StructureKind::Document, vec![])];
    let page = Page { width: Length::mm(210), height: Length::mm(297), runs: vec![line], ..Page::default() };
    let pages = Pages { pages: vec![page], structure, ..Pages::default() };
    let bytes = render(&pages, &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    assert_eq!(document.extract_text(&[1]).expect("text").trim(), "三，六，一");
    let named = |key: &[u8], name: &[u8]| {
        document.objects.values().any(|object| {
            let dictionary = object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict));
            dictionary.and_then(|it| it.get(key)).and_then(Object::as_name).is_ok_and(|found| found == name)
        })
    };
    assert!(named(b"Subtype", b"CIDFontType0C"), "a bare CFF program");
    assert!(!named(b"Subtype", b"OpenType"));
}

#[test]
fn a_face_that_is_not_there_is_an_error_and_no_panic() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    pages.pages[1].runs[0].face = FaceId(999);
    assert!(matches!(render(&pages, &fonts, &Options::default()), Err(Error::Subset { .. })));
}

#[test]
fn descriptors_have_the_face_s_own_measures() {
    let fonts = Fonts::embedded();
    let bytes = render(&sample(&fonts), &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let mut checked = 0;
    for (_, face) in fonts.faces() {
        let name = format!("+{}", face.postscript_name);
        let descriptor = document.objects.values().filter_map(|object| object.as_dict().ok()).find(|it| {
            it.get(b"FontName").and_then(Object::as_name).is_ok_and(|it| it.ends_with(name.as_bytes()))
        });
        let Some(descriptor) = descriptor else { continue };
        let get = |key: &[u8]| descriptor.get(key).and_then(Object::as_i64).expect("a number");
        let scaled = |units: i16| (f64::from(units) * 1000.0 / f64::from(face.units_per_em)).round() as i64;
        assert_eq!(get(b"CapHeight"), scaled(face.metrics.cap_height));
        assert_eq!(get(b"Ascent"), scaled(face.metrics.ascender));
        assert_eq!(get(b"Descent"), scaled(face.metrics.descender));
        assert_eq!(get(b"Flags") & 4, 4, "symbolic");
        checked += 1;
    }
    assert_eq!(checked, 5);
}
