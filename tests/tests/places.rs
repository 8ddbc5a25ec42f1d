//! What the standard says of the text itself, from the report file to the page: faces, sizes, indents, dates (5.2, 7.3).

use gongwen::{Length, Pages, Press, Report};
use gongwen_document::FaceRole;
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

/// The paragraphs of this body.
fn ordinals(body: &str) -> Vec<String> {
    let source = format!(
        "title = \"关于某事的通知\"\nissuer = \"某某镇人民政府\"\nopening = \"如下。\"\n[general]\n{body}"
    );
    let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"));
    let text = press().text(&report).unwrap_or_else(|error| panic!("{error}"));
    text.lines().skip(2).map(str::to_owned).collect()
}

#[test]
fn lists_take_the_ordinals_of_the_level_below_their_heading() {
    let (mut body, mut table) = (String::new(), "general".to_owned());
    for heading in ["甲事", "乙事", "丙事", "丁事"] {
        table.push_str(".sections");
        body.push_str(&format!("[[{table}]]\nheading = \"{heading}\"\nitems = [\"天\", \"地\"]\n"));
    }
    // Below 一、 they are （一）, and headings of that level go on behind them; below （1） there is no level of the
    // standard.
    let expected = [
        "一、甲事",
        "（一）天",
        "（二）地",
        "（三）乙事",
        "1.天",
        "2.地",
        "3.丙事",
        "（1）天",
        "（2）地",
        "（3）丁事",
        "①天",
        "②地",
    ];
    assert_eq!(ordinals(&body), expected);
    // An attachment has levels of its own.
    let attached = body.replace("[[general", "[[attachments");
    let attached = format!("[[attachments]]\ntitle = \"表\"\n{attached}").replace("general.", "attachments.");
    let told = ordinals(&attached);
    assert!(told.ends_with(&expected.map(str::to_owned)), "{told:?}");
}

#[test]
fn a_list_without_a_heading_stands_on_the_level_of_the_one_before_it() {
    let body = "[[general.sections]]\nitems = [\"天\", \"地\"]\n[[general.sections]]\nheading = \"甲事\"\n\
                [[general.sections]]\nitems = [\"玄\"]\n[[general.sections.sections]]\nheading = \"乙事\"\n\
                [[general.sections]]\nitems = [\"黄\"]\n";
    assert_eq!(ordinals(body), ["一、天", "二、地", "三、甲事", "（一）玄", "（二）乙事", "1.黄"]);
}

#[test]
fn a_list_may_have_ordinals_of_its_own() {
    let with = |sample: &str| {
        ordinals(&format!(
            "[[general.sections]]\nheading = \"甲事\"\nitems = [\"天\", \"地\"]\nitem_ordinal = \"{sample}\"\n\
             [[general.sections.sections]]\nheading = \"乙事\"\n"
        ))
    };
    for (sample, first, second) in
        [("（1）", "（1）天", "（2）地"), ("一是", "一是天", "二是地"), ("①", "①天", "②地"), ("", "天", "地")]
    {
        assert_eq!(with(sample), ["一、甲事", first, second, "（一）乙事"], "{sample}");
    }
    // Those of the level, written out, are the same as none.
    assert_eq!(with("（一）"), ["一、甲事", "（一）天", "（二）地", "（三）乙事"]);
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
    // The document ends with its own imprint on an even page, and names both.
    assert_eq!(printed.pages.pages.len() % 2, 0);
    assert_eq!(printed.pages.facts.imprint.map(|place| place.page + 1), Some(printed.pages.pages.len()));
    assert!(printed.text().contains("附件：1. 2025年春季农业生产任务分解表\n2. 进度报送要求\n"));
    assert!(!printed.text().contains("17时以前"), "its text is elsewhere");
    assert_eq!(printed.detached.len(), 2);
    for (index, alone) in printed.detached.iter().enumerate() {
        assert_eq!(alone.label, format!("附件{}", index + 1));
        let pages = &alone.printed.pages;
        let label = run(pages, "某府办发〔2025〕3号附件");
        assert_eq!(label.text, format!("某府办发〔2025〕3号{}", alone.label));
        assert_eq!((left(label), label.face), (LEFT, press.fonts().primary(FaceRole::HeiTi)));
        assert_eq!(label, &pages.pages[0].runs[0], "on line 1 of its first page");
        assert_eq!(pages.pages[0].label.as_deref(), Some("1"));
        assert!(pages.facts.imprint.is_none() && pages.facts.head.is_empty());
        let word = gongwen_tests::docx_text(&alone.printed.docx().expect("a Word file"));
        assert!(word.starts_with(&format!("{}\n", label.text)), "{word}");
        assert!(!word.contains("抄送"), "{word}");
    }
    // The same when only Word files are made.
    let word = press.word(&form("detached")).expect("a Word file");
    let labels: Vec<&str> = word.detached.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["附件1", "附件2"]);
    for ((_, word), alone) in word.detached.iter().zip(&printed.detached) {
        assert_eq!(word.bytes, alone.printed.docx().expect("a Word file"));
    }
}

#[test]
fn a_lying_attachment_on_its_own_begins_on_its_first_page() {
    let mut report = form("landscape-60");
    report.attachments.iter_mut().for_each(|attachment| attachment.detached = true);
    let press = press();
    let printed = press.print(&report).expect("printed");
    let alone = &printed.detached[0].printed;
    assert!(alone.pages.pages[0].runs.iter().any(|run| run.text.contains("附件")));
    assert_eq!(alone.pages.pages[0].orientation, gongwen::document::Orientation::Landscape);
    let word = alone.docx().expect("a Word file");
    let xml = gongwen_tests::xml_part(&word, "word/document.xml").expect("a body");
    assert_eq!(xml.matches("<w:sectPr").count(), 1, "no empty page before it");
    assert!(xml.contains("w:orient=\"landscape\""));
}

#[test]
fn minutes_have_their_date_below_the_title_and_those_present_one_line_below_the_text() {
    let press = press();
    let mut report = form("minutes");
    let printed = press.print(&report).expect("printed");
    let (title, date) = (run(&printed.pages, "研究春季"), run(&printed.pages, "（2025年2月19日"));
    assert_eq!(date.text, "（2025年2月19日）");
    assert_eq!((date.face, date.size), (press.fonts().primary(FaceRole::KaiTi), Length::pt(16)));
    assert_eq!(date.baseline - title.baseline, PITCH, "close below the title");
    let text = run(&printed.pages, "2025年2月18日上午");
    assert_eq!(text.baseline - date.baseline, PITCH * 2, "one blank line");
    // Whoever was first to be named stands below one blank line.
    report.elements.attendance.present.clear();
    for report in [form("minutes"), report] {
        let pages = press.print(&report).expect("printed").pages;
        let lines: Vec<(Length, String)> = pages
            .pages
            .iter()
            .flat_map(|page| page.runs.iter().map(|run| (run.baseline, run.text.clone())))
            .collect();
        let named = lines.iter().position(|line| ["出席", "请假"].contains(&line.1.as_str())).expect("named");
        assert_eq!(lines[named].0 - lines[named - 1].0, PITCH * 2, "{:?}", &lines[named - 1..=named]);
    }
    let word = gongwen_tests::docx_text(&printed.docx().expect("a Word file"));
    let place = |text: &str| word.find(text).unwrap_or_else(|| panic!("{text} is not in\n{word}"));
    assert!(place("研究春季农业生产有关问题") < place("（2025年2月19日）"));
    assert!(place("（2025年2月19日）") < place("2025年2月18日上午") && place("作出说明。") < place("出席"));
}

#[test]
fn minutes_that_somebody_signs_have_the_date_below_the_name() {
    let mut report = form("minutes");
    report.elements.signatures = vec!["某某镇党政综合办公室".to_owned()];
    let text = press().text(&report).expect("text");
    let end: Vec<&str> = text.lines().rev().take(3).collect();
    assert_eq!(end[..2], ["2025年2月19日", "某某镇党政综合办公室"], "{text}");
    assert!(end[2].starts_with("列席") && !text.contains("（2025年2月19日）"), "{text}");
}

/// 1.2024年 reads as a decimal: what begins with a digit is set off from its ordinal, in lists of names all alike; 1.名称 is not.
#[test]
fn a_number_behind_an_ordinal_is_set_off_from_its_point() {
    let source = "title = \"关于报送情况的通知\"\nissuer = \"某某镇\"\nopening = \"示例数据。\"\n\
        attachment_notes = [\"某某情况表\", \"2024年度报送要求\"]\n[general]\n\
        [[general.sections]]\nheading = \"甲\"\n[[general.sections.sections]]\nheading = \"乙\"\n\
        [[general.sections.sections.sections]]\nheading = \"2024年工作\"\ntext = \"完成。\"\n\
        [[general.sections.sections.sections]]\nheading = \"来年工作\"\ntext = \"完成。\"\n\
        [[general.sections.sections]]\nheading = \"丙\"\nitems = [\"12月底前完成。\", \"次年复核。\"]\n";
    let report = Report::from_toml(source).unwrap_or_else(|error| panic!("{error}"));
    let press = press();
    let printed = press.print(&report).expect("printed");
    let word = gongwen_tests::docx_text(&printed.docx().expect("a Word file"));
    for text in [printed.text(), word] {
        for line in [
            "附件：1. 某某情况表",
            "2. 2024年度报送要求",
            "1. 2024年工作",
            "2.来年工作",
            "1. 12月底前完成。",
            "2.次年复核。",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
    // White of half a character, and the names begin at one place.
    let names = ["某某情况表", "2024年度报送要求"];
    let starts: Vec<Length> = names
        .iter()
        .map(|name| {
            let pages = &printed.pages.pages;
            let run =
                pages.iter().flat_map(|page| &page.runs).find(|run| run.text.contains(name)).expect("it");
            let at = run.text.find(name).expect("it");
            run.glyphs.iter().find(|glyph| glyph.text.start == at).expect("a glyph").x
        })
        .collect();
    assert!((starts[0] - starts[1]).to_mm().abs() < 0.1, "{starts:?}");
}

#[test]
fn the_note_of_attachments_has_no_white_behind_its_ordinals_and_levels_in_attachments_are_those_of_the_text()
{
    let press = press();
    let mut report = form("attachments-3");
    // A name that begins with a digit is set off.
    for attachment in &mut report.attachments {
        attachment.title = attachment.title.trim_start_matches("2025年").to_owned();
    }
    let printed = press.print(&report).expect("printed");
    let text = printed.text();
    let notes: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("附件：1.")).take(3).collect();
    assert!(notes.iter().all(|note| !note.contains([' ', '　'])), "{notes:?}");
    let (name, word) =
        (run(&printed.pages, "附件：1."), gongwen_tests::docx_text(&printed.docx().expect("a file")));
    assert!(name.glyphs.iter().all(|glyph| glyph.advance <= CELL), "{name:?}");
    assert!(word.contains(notes[0]), "{word}");
    let start = printed.pages.pages.iter().position(|page| page.runs.iter().any(|run| run.text == "附件1"));
    let attached = &printed.pages.pages[start.expect("attachments")..];
    for run in attached.iter().flat_map(|page| &page.runs) {
        if ["一、", "二、", "（一）", "（二）", "1.", "2."].iter().any(|start| run.text.starts_with(start))
        {
            assert_eq!(left(run), LEFT + CELL * 2, "{}", run.text);
        }
    }
}
