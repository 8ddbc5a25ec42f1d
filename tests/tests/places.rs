//! What the standard says of the text itself, from the report file to the page: faces, sizes, indents, dates (5.2, 7.3).

use gongwen::{Length, Pages, Press, Report};
use gongwen_core::FaceRole;
use gongwen_layout::GlyphRun;
use gongwen_tests::{form, press};

/// 版心 begins here (5.2.1).
const LEFT: Length = Length::mm(28);
/// One character 字: 156 mm by 28.
const CELL: Length = Length::hundredths_pt(1575);
/// One line 行: 225 mm by 22.
const PITCH: Length = Length::twips(579);

/// A general document with this body.
fn general(body: &str) -> (Press, Pages) {
    let source = format!(
        "title = \"某某镇人民政府关于做好春耕工作的通知\"\nissuer = \"某某镇人民政府\"\n\
         addressees = [\"各村民委员会\"]\nsignatures = [\"某某镇人民政府\"]\nissue_date = 2025-02-08\n{body}"
    );
    let press = press();
    let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"));
    let pages = press.print(&report).unwrap_or_else(|error| panic!("{error}")).pages;
    (press, pages)
}

/// The first run that begins with this text.
#[track_caller]
fn run<'p>(pages: &'p Pages, start: &str) -> &'p GlyphRun {
    let found = pages.pages.iter().flat_map(|page| &page.runs).find(|run| run.text.starts_with(start));
    found.unwrap_or_else(|| panic!("nothing begins with {start} in\n{}", pages.dump()))
}

fn left(run: &GlyphRun) -> Length {
    run.glyphs.first().expect("glyphs").x
}

#[test]
fn text_is_16_pt_fangsong_and_its_lines_follow_each_other_at_one_pitch() {
    let text = "坚持早安排早动手。".repeat(40);
    let (press, pages) = general(&format!("opening = \"{text}\"\n[general]\n"));
    let fang_song = press.fonts().primary(FaceRole::FangSong);
    let lines: Vec<&GlyphRun> =
        pages.pages[0].runs.iter().filter(|run| run.text.contains("早动手")).collect();
    assert!(lines.len() > 10, "{}", pages.dump());
    for line in &lines {
        assert_eq!((line.face, line.size), (fang_song, Length::pt(16)), "{}", line.text);
    }
    for pair in lines.windows(2) {
        assert_eq!(pair[1].baseline - pair[0].baseline, PITCH);
    }
}

#[test]
fn addressees_stand_flush_left_one_blank_line_below_the_title() {
    let (_, pages) = general("opening = \"现就有关事项通知如下。\"\n[general]\n");
    let (title, addressees) = (run(&pages, "某某镇人民政府关于"), run(&pages, "各村民委员会"));
    assert_eq!(addressees.text, "各村民委员会：");
    assert_eq!(left(addressees), LEFT);
    assert_eq!(addressees.baseline - title.baseline, PITCH * 2, "{}", pages.dump());
}

#[test]
fn paragraphs_begin_two_characters_in_and_turn_back_to_the_edge() {
    let text = "坚持早安排早动手。".repeat(9);
    let (_, pages) =
        general(&format!("opening = \"{text}\"\n[general]\n[[general.sections]]\ntext = \"{text}\"\n"));
    let lines = pages.pages[0].runs.iter().filter(|run| run.text.contains("早动手")).map(left);
    let lines: Vec<Length> = lines.collect();
    let paragraph = [LEFT + CELL * 2, LEFT, LEFT];
    assert_eq!(lines, [paragraph, paragraph].concat(), "{}", pages.dump());
}

#[test]
fn four_levels_have_their_ordinals_and_faces() {
    let mut body = "opening = \"通知如下。\"\n[general]\n".to_owned();
    let mut table = "general".to_owned();
    for heading in ["甲事", "乙事", "丙事", "丁事"] {
        table.push_str(".sections");
        body.push_str(&format!("[[{table}]]\nheading = \"{heading}\"\n"));
    }
    body.push_str("text = \"请遵照执行。\"\n");
    let (press, pages) = general(&body);
    for (heading, face) in [
        ("一、甲事", FaceRole::HeiTi),
        ("（一）乙事", FaceRole::KaiTi),
        ("1.丙事", FaceRole::FangSong),
        ("（1）丁事", FaceRole::FangSong),
    ] {
        let first = run(&pages, heading);
        assert_eq!((first.face, first.size), (press.fonts().primary(face), Length::pt(16)), "{heading}");
        assert_eq!(left(first), LEFT + CELL * 2, "{heading}");
    }
}

#[test]
fn dates_are_in_arabic_digits_without_leading_zeros() {
    let (_, pages) = general(
        "opening = \"通知如下。\"\n[general]\n[imprint]\nprinting_office = \"某某镇党政综合办公室\"\nprinting_date = 2025-03-01\n",
    );
    assert_eq!(run(&pages, "2025年2月").text, "2025年2月8日");
    assert!(run(&pages, "2025年3月").text.starts_with("2025年3月1日"), "{}", pages.dump());
}

#[test]
fn an_attachment_that_is_not_bound_in_names_its_document() {
    let press = press();
    let printed = press.print(&form("detached")).expect("printed");
    let label = run(&printed.pages, "某府办发〔2025〕3号附件");
    assert_eq!(label.text, "某府办发〔2025〕3号附件1");
    assert_eq!((left(label), label.face), (LEFT, press.fonts().primary(FaceRole::HeiTi)));
}
