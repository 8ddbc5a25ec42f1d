//! Files that take their fonts from what a run shares.

use crate::support;

use gongwen_document::FaceRole;
use gongwen_fonts::Fonts;
use gongwen_layout::{Page, Pages};
use gongwen_pdf::{Options, SharedSubsets, render, render_with};
use lopdf::{Document, Object};
use support::{run, sample};

fn pages(fonts: &Fonts, text: &str) -> Pages {
    let mut pages = sample(fonts);
    if let Some(Page { runs, .. }) = pages.pages.first_mut() {
        runs.push(run(fonts, FaceRole::FangSong, text, 20, None, None));
    }
    pages
}

fn fonts_of(document: &Document) -> Vec<String> {
    let descriptors = document.objects.values().filter_map(|object| object.as_dict().ok());
    let names = descriptors.filter_map(|font| {
        let kind = font.get(b"Type").and_then(Object::as_name).ok()?;
        let program = font.has(b"FontFile2") || font.has(b"FontFile3");
        (kind == b"FontDescriptor" && program)
            .then(|| font.get(b"FontName").and_then(Object::as_name).ok())?
    });
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

fn text(document: &Document) -> String {
    document.extract_text(&[1, 2]).expect("text").split_whitespace().collect()
}

#[test]
fn the_text_reads_back_from_shared_and_own_fonts() {
    let fonts = Fonts::embedded();
    let samples: Vec<Pages> =
        ["锦南村民委员会", "锦河村民委员会", "大塘村民委员会"].map(|text| pages(&fonts, text)).into();
    let shared = SharedSubsets::new(&samples, &fonts).expect("shared fonts");
    let other = pages(&fonts, "六口村民小组委员会代表2024年");
    let bytes = render_with(&other, &fonts, &shared, &Options::default()).expect("a file");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let alone =
        Document::load_mem(&render(&other, &fonts, &Options::default()).expect("a file")).expect("a PDF");
    assert_eq!(text(&document), text(&alone));
    assert!(text(&document).contains("六口村民小组委员会代表2024年"));
    // The name and what no sample has go into one small font more.
    assert_eq!(fonts_of(&document).len(), fonts_of(&alone).len() + 1, "{:?}", fonts_of(&document));
    // A file that shows only what is shared has no font of its own.
    let bytes = render_with(&sample(&fonts), &fonts, &shared, &Options::default()).expect("a file");
    let document = Document::load_mem(&bytes).expect("a PDF");
    assert_eq!(fonts_of(&document).len(), 5);
}

#[test]
fn a_file_depends_on_the_samples_and_itself_alone() {
    let fonts = Fonts::embedded();
    let samples = [pages(&fonts, "锦南村"), pages(&fonts, "锦河村")];
    let (one, two) = (
        SharedSubsets::new(&samples, &fonts).expect("shared fonts"),
        SharedSubsets::new(&samples, &Fonts::embedded()).expect("shared fonts"),
    );
    assert_eq!(one.digest(), two.digest());
    let other = pages(&fonts, "大塘村");
    let made = |shared| render_with(&other, &fonts, shared, &Options::default()).expect("a file");
    let first = made(&one);
    render_with(&samples[0], &fonts, &one, &Options::default()).expect("another file");
    assert_eq!(made(&one), first);
    assert_eq!(made(&two), first);
    // None shared is as a file alone.
    let none = SharedSubsets::new([], &fonts).expect("nothing shared");
    assert_eq!(made(&none), render(&other, &fonts, &Options::default()).expect("a file"));
    assert_ne!(none.digest(), one.digest());
}
