//! A lying page is an upright sheet that is shown turned: the table's head at the left edge of the sheet, the page
//! number where it is on upright pages (clause 8).

use crate::support;

use gongwen_document::{FaceRole, Length, Orientation};
use gongwen_fonts::Fonts;
use gongwen_layout::{Page, Pages, StructureKind};
use gongwen_pdf::{Options, render};
use lopdf::content::Content;
use lopdf::{Document, Object};
use support::{node, run};

#[test]
fn a_lying_page_is_an_upright_sheet_shown_turned() {
    let fonts = Fonts::embedded();
    let link = "https://example.gov.cn/";
    let mut text = run(&fonts, FaceRole::FangSong, "附件", 0, Some(1), Some(link));
    text.baseline = Length::mm(40);
    let mut number = run(&fonts, FaceRole::Song, "4", 0, None, None);
    number.baseline = Length::mm(270);
    let pages = Pages {
        pages: vec![Page {
            orientation: Orientation::Landscape,
            width: Length::mm(297),
            height: Length::mm(210),
            runs: vec![text],
            upright_runs: vec![number],
            ..Page::default()
        }],
        structure: vec![node(StructureKind::Document, &[1]), node(StructureKind::Link(link.into()), &[])],
        ..Pages::default()
    };
    let bytes = render(&pages, &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let id = document.get_pages()[&1];
    let page = document.get_dictionary(id).expect("a page");
    let number = |object: &Object| f64::from(object.as_float().expect("a number")) / 72.0 * 25.4;
    let sheet = page.get(b"MediaBox").and_then(Object::as_array).expect("a sheet");
    assert!((number(&sheet[2]) - 210.0).abs() < 0.1 && (number(&sheet[3]) - 297.0).abs() < 0.1);
    assert_eq!(page.get(b"Rotate").and_then(Object::as_i64).expect("turned"), 90);

    let content = Content::decode(&document.get_page_content(id)).expect("content");
    let (mut turned, mut places) = (false, Vec::new());
    for operation in &content.operations {
        let operands: Vec<f64> =
            operation.operands.iter().filter_map(|it| it.as_float().ok()).map(f64::from).collect();
        match operation.operator.as_str() {
            "cm" => {
                assert_eq!(operands[..4], [0.0, 1.0, -1.0, 0.0]);
                turned = true;
            }
            "Q" => turned = false,
            "Tm" => {
                let (x, y) = (operands[4] / 72.0 * 25.4, operands[5] / 72.0 * 25.4);
                places.push(if turned { (210.0 - y, 297.0 - x) } else { (x, 297.0 - y) });
            }
            _ => {}
        }
    }
    // From the left and the top of the sheet: 40 mm below the top as read is 40 mm from the sheet's left edge, 28 mm
    // from the left as read is 28 mm above its foot.
    let wanted = [(40.0, 269.0), (28.0, 270.0)];
    assert_eq!(places.len(), wanted.len());
    for (found, wanted) in places.iter().zip(wanted) {
        assert!((found.0 - wanted.0).abs() < 0.01 && (found.1 - wanted.1).abs() < 0.01, "{found:?}");
    }

    let annotations = page.get(b"Annots").and_then(Object::as_array).expect("a link");
    let annotation = document.dereference(&annotations[0]).expect("there").1.as_dict().expect("a link");
    let sides: Vec<f64> =
        annotation.get(b"Rect").and_then(Object::as_array).expect("sides").iter().map(number).collect();
    assert!(sides[0] < 40.0 && sides[2] > 40.0 && (sides[1] - 28.0).abs() < 0.1, "{sides:?}");
}
