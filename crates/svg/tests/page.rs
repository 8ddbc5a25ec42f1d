//! Pages made by hand: text that would like to be markup, glyphs of another character, seals, lying paper, collections.

use std::sync::Arc;

use gongwen_document::{FaceRole, Length, Orientation, Origin, Picture};
use gongwen_fonts::{FaceId, Fonts};
use gongwen_layout::{Color, Glyph, GlyphRun, Page, Pages, PlacedPicture, StructureKind, StructureNode};
use roxmltree::{Document, Node};

const HOSTILE: &str = "<img onerror=\"alert(1)\">&lt;'\u{1}]]>";

fn run(fonts: &Fonts, text: &str, x: i64, node: Option<usize>) -> GlyphRun {
    let size = Length::pt(16);
    let (face, _) = fonts.resolve(FaceRole::FangSong, '永').expect("a face");
    let glyphs = text
        .char_indices()
        .zip(x..)
        .map(|((start, character), cell)| Glyph {
            id: fonts.face(face).glyph(character).unwrap_or(0),
            x: Length::pt(16 * cell),
            advance: size,
            text: start..start + character.len_utf8(),
        })
        .collect();
    GlyphRun {
        face,
        size,
        scale: 100,
        baseline: Length::mm(40),
        color: Color::Black,
        bold: false,
        glyphs,
        text: text.to_owned(),
        node,
        link: None,
    }
}

fn pages(runs: Vec<GlyphRun>) -> Pages {
    let mut paragraph = StructureNode::new(StructureKind::Paragraph, vec![2]);
    paragraph.origin = Origin { path: "opening\"><script>".into(), span: Some(3..9) };
    let page = Page { width: Length::mm(210), height: Length::mm(297), runs, ..Page::default() };
    Pages {
        pages: vec![page],
        structure: vec![
            StructureNode::new(StructureKind::Document, vec![1, 3]),
            paragraph,
            StructureNode::new(StructureKind::Link("https://www.gov.cn".into()), Vec::new()),
            StructureNode::new(StructureKind::Figure("印章".into()), Vec::new()),
        ],
        ..Pages::default()
    }
}

fn named<'x>(svg: &'x Document<'x>, name: &str) -> Vec<Node<'x, 'x>> {
    svg.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

#[test]
fn text_stays_text_whatever_it_says() {
    let fonts = Fonts::embedded();
    let svg = gongwen_svg::page(&pages(vec![run(&fonts, HOSTILE, 5, Some(1))]), 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    assert_eq!(words(named(&svg, "text")[0]), HOSTILE.replace('\u{1}', "\u{FFFD}"));
    assert_eq!(named(&svg, "text")[0].attribute("data-path"), Some("opening\"><script>"));
    assert!(named(&svg, "img").is_empty() && named(&svg, "script").is_empty());
}

#[test]
fn a_line_of_several_runs_is_one_text_to_find_and_select() {
    let fonts = Fonts::embedded();
    let mut link = run(&fonts, "网站", 3, Some(2));
    link.color = Color::Red;
    let runs = vec![
        run(&fonts, "见县", 1, Some(1)),
        link,
        run(&fonts, "。", 5, Some(1)),
        run(&fonts, "旁", 9, Some(3)),
    ];
    let svg = gongwen_svg::page(&pages(runs), 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    let lines: Vec<String> = named(&svg, "text").into_iter().map(words).collect();
    assert_eq!(lines, ["见县网站。", "旁"]);
    let colors: Vec<_> = named(&svg, "tspan").into_iter().map(|span| span.attribute("fill")).collect();
    assert_eq!(colors, [None, Some("#f00"), None]);
}

#[test]
fn a_character_of_two_units_has_an_element_of_its_own() {
    let fonts = Fonts::embedded();
    let svg = gongwen_svg::page(&pages(vec![run(&fonts, "甲𠀀乙丙", 1, None)]), 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    let spans: Vec<(String, usize)> = named(&svg, "tspan")
        .into_iter()
        .map(|span| (words(span), span.attribute("x").unwrap_or_default().split(' ').count()))
        .collect();
    assert_eq!(spans, [("甲".to_owned(), 1), ("𠀀".to_owned(), 1), ("乙丙".to_owned(), 2)]);
}

#[test]
fn a_glyph_that_is_not_that_of_its_character_is_a_shape_over_hidden_text() {
    let fonts = Fonts::embedded();
    let mut wrong = run(&fonts, "永", 1, None);
    wrong.glyphs[0].id = fonts.face(wrong.face).glyph('一').expect("a glyph");
    let svg = gongwen_svg::page(&pages(vec![wrong]), 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    assert_eq!(named(&svg, "tspan")[0].attribute("fill"), Some("none"));
    assert_eq!(named(&svg, "path").len(), 1);
    let right = gongwen_svg::page(&pages(vec![run(&fonts, "永", 1, None)]), 0, &fonts);
    assert!(!right.contains("<path"));
}

#[test]
fn condensed_glyphs_are_narrower_and_stay_in_their_places() {
    let fonts = Fonts::embedded();
    let mut narrow = run(&fonts, "永永", 5, None);
    narrow.scale = 80;
    let svg = gongwen_svg::page(&pages(vec![narrow]), 0, &fonts);
    // 80 pt and 96 pt, in a system that is four fifths as wide.
    assert!(svg.contains("transform=\"scale(0.8 1)\"") && svg.contains(" x=\"100 120\""), "{svg}");
}

#[test]
fn a_seal_is_drawn_before_the_text_and_a_picture_after_it() {
    let fonts = Fonts::embedded();
    let mut pages = pages(vec![run(&fonts, "某某镇人民政府", 5, Some(1))]);
    let placed = |over_text| PlacedPicture {
        picture: Arc::from("seal.png"),
        x: Length::mm(100),
        y: Length::mm(30),
        width: Length::mm(42),
        height: Length::mm(42),
        over_text,
        node: Some(3),
    };
    pages.pages[0].pictures = vec![placed(false), placed(true)];
    let picture = Picture { bytes: b"\x89PNG\r\n".to_vec().into(), ..Picture::default() };
    pages.pictures.insert("seal.png".into(), picture);
    let svg = gongwen_svg::page(&pages, 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    let order: Vec<_> = svg
        .root_element()
        .children()
        .filter(Node::is_element)
        .map(|node| (node.tag_name().name(), node.attribute("class"), node.attribute("aria-label")))
        .collect();
    assert_eq!(
        order,
        [("image", Some("gongwen-seal"), Some("印章")), ("text", None, None), ("image", None, Some("印章"))]
    );
    assert_eq!(named(&svg, "image")[0].attribute("href"), Some("data:image/png;base64,iVBORw0K"));
}

#[test]
fn the_number_of_a_lying_page_stands_on_the_sheet() {
    let fonts = Fonts::embedded();
    let mut pages = pages(vec![run(&fonts, "横排", 5, Some(1))]);
    let page = &mut pages.pages[0];
    (page.width, page.height) = (Length::mm(297), Length::mm(210));
    page.orientation = Orientation::Landscape;
    page.upright_runs = vec![run(&fonts, "— 3 —", 2, None)];
    let svg = gongwen_svg::page(&pages, 0, &fonts);
    let svg = Document::parse(&svg).expect("well-formed");
    let turned = named(&svg, "g");
    assert_eq!(turned[0].attribute("transform"), Some("matrix(0 1 -1 0 841.89 0)"));
    assert_eq!(words(turned[0]).trim(), "— 3 —");
}

#[test]
fn every_face_of_the_pages_has_a_rule_and_a_file() {
    let fonts = Fonts::embedded();
    let pages = pages(vec![run(&fonts, "永", 1, None)]);
    let faces = gongwen_svg::faces(&pages);
    assert_eq!(faces.len(), 1);
    let css = gongwen_svg::style_sheet(faces.iter().copied(), |face| format!("/f\"{}", face.0));
    assert!(css.contains(&format!("url(\"/f%22{}\")", pages.pages[0].runs[0].face.0)), "{css}");
    for face in faces {
        assert_eq!(gongwen_svg::web_font(fonts.face(face)).as_deref(), Some(fonts.face(face).data()));
    }
    assert!(gongwen_svg::web_font(fonts.face(FaceId(999))).is_none(), "a face that is not there");
}

/// Two faces in one file, as 宋体 comes with Windows.
#[test]
fn a_face_of_a_collection_is_a_file_of_its_own() {
    let fonts = Fonts::embedded();
    let data = |role| fonts.face(fonts.primary(role)).data().to_vec();
    let (one, two) = (data(FaceRole::FangSong), data(FaceRole::HeiTi));
    let offset = 20_usize;
    let mut file = b"ttcf\0\x01\0\0\0\0\0\x02".to_vec();
    file.extend_from_slice(&(offset as u32).to_be_bytes());
    let second = (offset + one.len()).next_multiple_of(4);
    file.extend_from_slice(&(second as u32).to_be_bytes());
    for (start, face) in [(offset, &one), (second, &two)] {
        file.resize(start, 0);
        let mut face = face.clone();
        let count = usize::from(u16::from_be_bytes([face[4], face[5]]));
        for record in (0..count).map(|index| 12 + 16 * index + 8) {
            let own = u32::from_be_bytes(face[record..record + 4].try_into().expect("four bytes"));
            face[record..record + 4].copy_from_slice(&(own + start as u32).to_be_bytes());
        }
        file.extend_from_slice(&face);
    }
    let collection = Fonts::builder().face_of_collection(FaceRole::FangSong, file, 1).build();
    let collection = collection.expect("a set");
    let face = collection.face(collection.primary(FaceRole::FangSong));
    let single = gongwen_svg::web_font(face).expect("a file");
    assert_eq!(single[..4], two[..4]);
    let again = Fonts::builder().face(FaceRole::FangSong, single.into_owned()).build();
    let again = again.expect("a set");
    let again = again.face(again.primary(FaceRole::FangSong));
    let glyph = face.glyph('永').expect("a glyph");
    assert_eq!(again.glyph('永'), Some(glyph));
    assert_eq!((again.ink(glyph), &again.family), (face.ink(glyph), &face.family));
}
