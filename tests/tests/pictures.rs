//! Pictures of seals 印章 and signature stamps 签名章, which must not wipe out name and date, and pictures that are not
//! as they should be, in both finished files.

use gongwen::{Error, Picture, Report};
use gongwen_document::Length;
use gongwen_tests::{attribute, named, part, press, xml_part};
use lopdf::Document;

/// A red ring on a white ground, made by ImageMagick; and the same as PNG.
const OPAQUE: [&[u8]; 2] = [
    include_bytes!("../../crates/pictures/tests/data/ring.jpg"),
    include_bytes!("../../crates/pictures/tests/data/ring.png"),
];
const TURNED: &[u8] = include_bytes!("../../crates/pictures/tests/data/turned.jpg");
const INKS: &[u8] = include_bytes!("../../crates/pictures/tests/data/inks.jpg");

const HEAD: &str = "title = '某某镇人民政府关于报送示例数据的报告'\nissuer = '某某镇人民政府'\n\
    addressees = ['某某县人民政府']\nopening = '现将有关情况报告如下。'\n";
const SEAL: &str = "signatures = ['某某镇人民政府']\nissue_date = 2025-03-12\n\
    [[seals]]\npicture = 'a.jpg'\n[general]\n";
const STAMP: &str = "signatures = ['某某镇人民政府']\nissue_date = 2025-03-12\n\
    [[signature_stamps]]\npost = '镇长'\npicture = 'a.jpg'\n[general]\n";
const FIGURE: &str = "[general]\n[[general.sections]]\nheading = '基本情况'\n[general.sections.figure]\n\
    picture = 'a.jpg'\nwidth = 60\ncaption = '示意图'\nalternative = '示意图'\n";

fn report(body: &str, picture: &[u8]) -> Report {
    let mut report = Report::from_toml(&format!("{HEAD}{body}")).expect("a report");
    report.give_picture("a.jpg", Picture::new(picture));
    report
}

#[test]
fn a_seal_lies_under_the_text_in_the_word_file_and_its_white_is_clear() {
    for body in [SEAL, STAMP] {
        for picture in OPAQUE {
            let word = press().docx(&report(body, picture)).expect("a Word file");
            let xml = xml_part(&word, "word/document.xml").expect("a body");
            let tree = roxmltree::Document::parse(&xml).expect("XML");
            let anchor = named(tree.root(), "anchor").into_iter().find(|anchor| {
                named(*anchor, "docPr").iter().any(|shown| attribute(*shown, "descr").ends_with('章'))
            });
            assert_eq!(attribute(anchor.expect("a seal"), "behindDoc"), "1");
            let shown = part(&word, "word/media/picture1.png").expect("a PNG");
            let mut reader = png::Decoder::new(std::io::Cursor::new(shown)).read_info().expect("a PNG");
            let mut data = vec![0; reader.output_buffer_size().expect("a size")];
            let frame = reader.next_frame(&mut data).expect("dots");
            assert_eq!(frame.color_type, png::ColorType::Rgba);
            let dots = data.as_chunks::<4>().0;
            let (width, height) = (frame.width as usize, frame.height as usize);
            for (name, dot) in [("a corner", 0), ("the middle", height / 2 * width + width / 2)] {
                assert_eq!(dots[dot][3], 0, "{name} is clear");
            }
            let ring = dots[height / 2 * width + width / 8];
            assert!(ring[3] > 200 && ring[0] > 180 && ring[1] < 40, "{ring:?}");
        }
    }
}

#[test]
fn name_and_date_are_drawn_after_the_seal_and_it_multiplies() {
    for body in [SEAL, STAMP] {
        for picture in OPAQUE {
            let file = press().pdf(&report(body, picture)).expect("a PDF");
            let document = Document::load_mem(&file).expect("a PDF");
            let page = document.page_iter().next().expect("a page");
            let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
            let seal = content.find("/Multiply gs ").expect("a seal that multiplies");
            let first = content.find("BT\n").expect("text");
            assert!(seal < first, "no word of the page is drawn before the seal");
            assert_eq!(content.matches(" Do Q").count(), 1);
        }
    }
}

#[test]
fn a_picture_in_the_text_covers_as_it_is() {
    let printed = press();
    let printed = printed.print(&report(FIGURE, OPAQUE[0])).expect("pages");
    let word = printed.docx().expect("a Word file");
    assert_eq!(part(&word, "word/media/picture1.jpeg").as_deref(), Some(OPAQUE[0]));
    assert!(!printed.pages.pages[0].pictures[0].over_text);
}

#[test]
fn a_photograph_is_upright_in_both_files() {
    let press = press();
    let printed = press.print(&report(FIGURE, TURNED)).expect("pages");
    let placed = &printed.pages.pages[0].pictures[0];
    assert_eq!((placed.width, placed.height), (Length::mm(60), Length::mm(120)));
    let word = printed.docx().expect("a Word file");
    let shown = Picture::new(part(&word, "word/media/picture1.jpeg").expect("a JPEG"));
    assert_eq!(shown.pixels(), Some((16, 32)));
    assert!(!shown.bytes.windows(4).any(|bytes| bytes == b"Exif"), "nothing to turn it once more");
    assert_eq!(image(&printed.pdf().expect("a PDF")), (16, 32, b"DeviceRGB".to_vec()));
}

#[test]
fn a_picture_for_the_printing_press_is_drawn_in_both_files() {
    let press = press();
    let printed = press.print(&report(FIGURE, INKS)).expect("pages");
    assert_eq!(image(&printed.pdf().expect("a PDF")), (32, 16, b"DeviceRGB".to_vec()));
    let word = printed.docx().expect("a Word file");
    let shown = part(&word, "word/media/picture1.jpeg").expect("a JPEG");
    assert_ne!(shown, INKS);
    assert_eq!(shown, *printed.document.pictures["a.jpg"].bytes);
}

/// Width, height and colours of the only picture of a PDF.
fn image(file: &[u8]) -> (i64, i64, Vec<u8>) {
    let document = Document::load_mem(file).expect("a PDF");
    let mut images =
        document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| {
            stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|kind| kind == b"Image")
        });
    let image = &images.next().expect("a picture").dict;
    assert!(images.next().is_none());
    let number = |key: &[u8]| image.get(key).and_then(lopdf::Object::as_i64).expect("a number");
    let colors = image.get(b"ColorSpace").and_then(lopdf::Object::as_name).expect("colours");
    (number(b"Width"), number(b"Height"), colors.to_vec())
}

#[test]
fn no_document_goes_out_with_an_empty_place() {
    let field = [
        (SEAL, "seals[0].picture"),
        (STAMP, "signature_stamps[0].picture"),
        (FIGURE, "general.sections[0].figure.picture"),
    ];
    for (body, field) in field {
        for (picture, code) in [
            (&OPAQUE[0][..OPAQUE[0].len() / 2], "files/picture"),
            (&OPAQUE[1][..OPAQUE[1].len() / 2], "files/picture"),
            (b"\x89PNG\r\n\x1A\n", "files/picture"),
            (b"GIF89a", "files/picture-kind"),
            (b"", "files/picture-kind"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "files/svg"),
        ] {
            let report = report(body, picture);
            let press = press();
            let said = [press.docx(&report).err(), press.pdf(&report).err(), press.print(&report).err()];
            for said in said {
                let Some(Error::Input(found)) = said else { panic!("{field}: {code}: {said:?}") };
                assert_eq!(
                    (found.0.len(), found.0[0].code, found.0[0].place.path.as_str()),
                    (1, code, field)
                );
                assert!(found.0[0].message.zh.starts_with("a.jpg：") && found.0[0].help.is_some());
            }
        }
    }
}
