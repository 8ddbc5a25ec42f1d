//! Where the content streams put each glyph, and what they say it is.

use crate::support;

use gongwen_document::{FaceRole, Length};
use gongwen_fonts::Fonts;
use gongwen_layout::{GlyphRun, Page, Pages, StructureKind, StructureNode};
use gongwen_pdf::{Options, render};
use gongwen_tests::pdf_places::places;
use lopdf::Document;
use lopdf::content::Content;
use support::{run, sample};

fn page(runs: Vec<GlyphRun>) -> Pages {
    let (width, height) = (Length::mm(210), Length::mm(297));
    Pages {
        pages: vec![Page { width, height, runs, ..Page::default() }],
        structure: vec![
            StructureNode::new(StructureKind::Document, vec![1]),
            StructureNode::new(StructureKind::Paragraph, vec![]),
        ],
        ..Pages::default()
    }
}

/// A line whose cells are as uneven as squeezing and stretching make them.
fn uneven(fonts: &Fonts, size: Length) -> GlyphRun {
    let mut run = run(fonts, FaceRole::FangSong, "“四型锦江”，共12项——见（一）。", 3, Some(1), None);
    run.size = size;
    let mut x = Length::mm(28);
    for (index, glyph) in (0..).zip(&mut run.glyphs) {
        glyph.x = x;
        glyph.advance =
            size.scale([100, 50, 103, 97, 75][index % 5], 100) + Length::from_emu(index as i64 * 7);
        x += glyph.advance;
    }
    run
}

#[test]
fn every_glyph_stands_within_a_hundredth_of_a_point() {
    let fonts = Fonts::embedded();
    let sizes = [Length::hundredths_pt(1050), Length::pt(16), Length::pt(22), Length::pt(60)];
    let condensed = |percent: u8| {
        let mut run = uneven(&fonts, Length::pt(48));
        run.scale = percent;
        run
    };
    // Condensed ones between others, which are not condensed by them.
    let mut uneven: Vec<GlyphRun> = sizes.iter().map(|size| uneven(&fonts, *size)).collect();
    uneven.insert(1, condensed(67));
    uneven.insert(3, condensed(80));
    let uneven = page(uneven);
    for pages in [uneven, sample(&fonts)] {
        let bytes = render(&pages, &fonts, &Options::default()).expect("rendered");
        let found = places(&bytes);
        assert_eq!(found.len(), pages.pages.len());
        for (found, page) in found.iter().zip(&pages.pages) {
            let wanted: Vec<(f64, f64)> = page
                .runs
                .iter()
                .flat_map(|run| run.glyphs.iter().map(move |glyph| (glyph.x, run.baseline)))
                .map(|(x, baseline)| (x.to_pt(), baseline.to_pt()))
                .collect();
            assert_eq!(found.len(), wanted.len());
            for (found, wanted) in found.iter().zip(&wanted) {
                let off = (found.0 - wanted.0).abs().max((found.1 - wanted.1).abs());
                assert!(off < 0.01, "{found:?} instead of {wanted:?}");
            }
        }
    }
}

/// The texts that the first page's content says in so many words.
fn said(pages: &Pages, fonts: &Fonts) -> Vec<String> {
    let bytes = render(pages, fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let content = Content::decode(&document.get_page_content(document.get_pages()[&1])).expect("content");
    let spans = content.operations.iter().filter(|operation| operation.operator == "BDC");
    spans
        .filter_map(|span| span.operands[1].as_dict().ok()?.get(b"ActualText").ok())
        .map(|text| lopdf::decode_text_string(text).expect("text"))
        .collect()
}

#[test]
fn a_squeezed_mark_says_its_text_with_its_neighbour() {
    let fonts = Fonts::embedded();
    let mut line = run(&fonts, FaceRole::FangSong, "今年，全镇增收。", 3, Some(1), None);
    assert_eq!(
        said(&page(vec![line.clone()]), &fonts),
        Vec::<String>::new(),
        "even cells speak for themselves"
    );
    for glyph in &mut line.glyphs[3..] {
        glyph.x -= Length::pt(8);
    }
    assert_eq!(said(&page(vec![line]), &fonts), ["，全"]);
}

/// Readers make a space of a gap, and a new line of an overlap, of a tenth of the size.
#[test]
fn what_a_reader_would_see_a_space_in_says_its_text() {
    let fonts = Fonts::embedded();
    let moved = |hundredths: i64| {
        let mut line = run(&fonts, FaceRole::FangSong, "今年全镇增收", 3, Some(1), None);
        for glyph in &mut line.glyphs[3..] {
            glyph.x += Length::hundredths_pt(hundredths);
        }
        said(&page(vec![line]), &fonts)
    };
    // A character of 16 pt each 15.75 pt: 1.6 pt is a tenth.
    for off in [-185, -200, -800, 185, 200, 400, 1600] {
        let torn: Vec<String> = moved(off);
        assert_eq!(torn, ["全镇"], "{off}");
    }
    for off in [-80, 0, 80] {
        assert_eq!(moved(off), Vec::<String>::new(), "{off}");
    }
    // A space that is written speaks for itself.
    let mut line = run(&fonts, FaceRole::FangSong, "今年 全镇", 3, Some(1), None);
    for glyph in &mut line.glyphs[3..] {
        glyph.x += Length::pt(8);
    }
    assert_eq!(said(&page(vec![line]), &fonts), Vec::<String>::new());
    // Gaps one after the other are one piece.
    let mut line = run(&fonts, FaceRole::FangSong, "今年全镇增收", 3, Some(1), None);
    for (index, glyph) in (0..).zip(&mut line.glyphs) {
        glyph.x += Length::pt(4) * i64::from(index == 2) + Length::pt(8) * i64::from(index > 2);
    }
    assert_eq!(said(&page(vec![line]), &fonts), ["年全镇"]);
}

/// ISO 19005-2, 6.2.11.7.2: neither U+0000 nor U+FEFF nor U+FFFE stands in a map to Unicode.
#[test]
fn characters_that_no_map_to_unicode_may_have_are_in_none() {
    let fonts = Fonts::embedded();
    for forbidden in ['\0', '\u{FEFF}', '\u{FFFE}'] {
        let mut line = run(&fonts, FaceRole::FangSong, "一二三", 3, Some(1), None);
        line.text = format!("一{forbidden}三");
        let (start, end) = ("一".len(), "一".len() + forbidden.len_utf8());
        line.glyphs[1].text = start..end;
        line.glyphs[2].text = end..line.text.len();
        let bytes = render(&page(vec![line]), &fonts, &Options::default()).expect("rendered");
        let document = Document::load_mem(&bytes).expect("a PDF");
        let mut targets = Vec::new();
        for object in document.objects.values() {
            let Ok(map) = object.as_dict().and_then(|font| font.get(b"ToUnicode")) else { continue };
            let map = document.dereference(map).expect("a map").1.as_stream().expect("a stream");
            let map = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
            let map = String::from_utf8(map).expect("text");
            // Of each line between `beginbf…` and `endbf…` what stands behind its first code.
            let mut inside = false;
            for line in map.lines() {
                if line.contains("beginbf") || line.contains("endbf") {
                    inside = line.contains("beginbf");
                } else if inside {
                    let hex = line.split('<').skip(2).filter_map(|part| part.split('>').next());
                    targets.extend(hex.map(str::to_uppercase));
                }
            }
        }
        assert!(targets.iter().any(|text| text == "4E00"), "一 is in the map: {targets:?}");
        for text in &targets {
            let units: Vec<&str> =
                text.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).expect("hex")).collect();
            assert!(
                units.iter().all(|unit| !["0000", "FEFF", "FFFE"].contains(unit)),
                "{forbidden:?}: {targets:?}"
            );
        }
    }
}

#[test]
fn a_glyph_that_stands_for_two_texts_says_the_second() {
    let fonts = Fonts::embedded();
    let first = run(&fonts, FaceRole::FangSong, "一二三", 3, Some(1), None);
    let mut second = run(&fonts, FaceRole::FangSong, "一二三", 4, Some(1), None);
    second.text = "一贰三".to_owned();
    assert_eq!(said(&page(vec![first, second]), &fonts), ["贰"]);
}
