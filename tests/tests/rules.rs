//! What documents have besides headings and paragraphs 办法、发言稿: chapters and articles, subtitles, words that stand out,
//! lines in the middle, blanks to fill in; alike in both finished files.

use gongwen::{Length, Report};
use gongwen_tests::{attribute, docx_text, form, named, pdf_text, press, tight, words, xml_part};

const LINES: [&str; 26] = [
    "某某镇村级公益岗位管理办法（试行）",
    "（2025年1月6日某某镇人民政府第1次会议通过）",
    "某某镇人民政府",
    "为加强村级公益岗位管理，制定本办法。",
    "第一章　总则",
    "第一条　本办法所称公益岗位，是指由村民委员会开发、用于安置就业困难人员的岗位。",
    "公益岗位名额由镇人民政府统一核定。",
    "第二条　开发公益岗位坚持以下原则：",
    "（一）按需设岗，以岗定员；",
    "（二）公开公平，动态管理。",
    "第二章　岗位管理",
    "第三条　聘用",
    "村民委员会与聘用人员签订协议，期限不超过一年。",
    "（一）审核",
    "镇人民政府在十个工作日以内审核。",
    "公益岗位补贴标准",
    "第四条　有下列情形之一的，解除协议。",
    "某某镇村级公益岗位管理协调小组",
    "聘用人（签字）：________　　盖章：________",
    "附件：公益岗位申请表填写说明",
    "（联系人：某某某，电话：0000-0000000）",
    "公益岗位申请表填写说明",
    "A．基本情况",
    "按身份证填写。",
    "第一条　申请理由",
    "由本人填写。",
];

#[test]
fn every_line_stands_in_the_text_and_in_both_files() {
    let (press, report) = (press(), form("rules"));
    let text = press.text(&report).expect("text");
    let mut lines = text.lines();
    for expected in LINES {
        assert!(lines.any(|line| line == expected), "{expected}\n{text}");
    }
    assert!(!text.contains("**"), "{text}");
    let word = docx_text(&press.docx(&report).expect("a Word file"));
    let pdf = pdf_text(&press.pdf(&report).expect("a PDF"));
    for expected in LINES {
        assert!(tight(&word).contains(&tight(expected)), "{expected}\n{word}");
        assert!(pdf.contains(&tight(expected)), "{expected}\n{pdf}");
    }
}

/// The left and right edge of the line that this text begins, in millimetres of the paper, and where it stands.
fn edges(report: &Report, start: &str) -> (f64, f64) {
    let pages = press().print(report).expect("printed").pages;
    let page = pages.pages.iter().find(|page| page.runs.iter().any(|run| run.text.starts_with(start)));
    let page = page.unwrap_or_else(|| panic!("{start} stands nowhere"));
    let first = page.runs.iter().find(|run| run.text.starts_with(start)).expect("its run");
    let line = page.runs.iter().filter(|run| run.baseline == first.baseline);
    let ends = line.flat_map(|run| &run.glyphs).map(|glyph| (glyph.x, glyph.x + glyph.advance));
    let mm = |length: Length| length.emu() as f64 / 36_000.0;
    ends.fold((f64::MAX, 0.0), |(left, right), (from, to)| (left.min(mm(from)), f64::max(right, mm(to))))
}

#[test]
fn lines_stand_in_the_middle_and_at_the_right() {
    let report = form("rules");
    // The type area lies from 28 to 184 mm.
    for centred in ["（2025年", "某某镇村级公益岗位管理协调", "第一章"] {
        let (left, right) = edges(&report, centred);
        assert!(((left + right) / 2.0 - 106.0).abs() < 1.0, "{centred}: {left} to {right}");
    }
    let (left, right) = edges(&report, "聘用人");
    assert!(left > 40.0 && (right - 184.0).abs() < 1.0, "{left} to {right}");
    let word = press().docx(&report).expect("a Word file");
    let styles = xml_part(&word, "word/styles.xml").expect("styles");
    let styles = roxmltree::Document::parse(&styles).expect("XML");
    let jc = |id: &str| {
        let style = named(styles.root(), "style").into_iter().find(|it| attribute(*it, "styleId") == id);
        let style = style.unwrap_or_else(|| panic!("no style {id}"));
        named(style, "jc").first().map(|jc| attribute(*jc, "val").to_owned())
    };
    for (id, expected) in
        [("Subtitle", "center"), ("Chapter", "center"), ("Centered", "center"), ("AtRight", "right")]
    {
        assert_eq!(jc(id).as_deref(), Some(expected), "{id}");
    }
    let body = xml_part(&word, "word/document.xml").expect("a body");
    let body = roxmltree::Document::parse(&body).expect("XML");
    for (text, id) in [("某某镇村级公益岗位管理协调小组", "Centered"), ("第一章　总则", "Chapter")]
    {
        let paragraph =
            named(body.root(), "p").into_iter().find(|it| words(*it) == text).expect("a paragraph");
        let style = named(paragraph, "pStyle").first().map(|style| attribute(*style, "val").to_owned());
        assert_eq!(style.as_deref(), Some(id));
    }
}

#[test]
fn the_subtitle_stands_close_to_the_title_and_white_comes_below_the_author() {
    let pages = press().print(&form("rules")).expect("printed").pages;
    let at = |start: &str| {
        let run = pages.pages[0].runs.iter().find(|run| run.text.starts_with(start)).expect("a run");
        run.baseline.emu() as f64 / 36_000.0
    };
    // A line is 10.22 mm at most.
    let (subtitle, body) = (at("（2025年"), at("为加强"));
    let author = pages.pages[0].runs.iter().find(|run| run.text == "某某镇人民政府").expect("the author");
    let author = author.baseline.emu() as f64 / 36_000.0;
    assert!(subtitle - at("某某镇村级") < 15.0 && author - subtitle < 11.0);
    assert!((19.0..22.0).contains(&(body - author)), "a blank line: {}", body - author);
}

#[test]
fn words_stand_out_in_prose_lists_and_cells_of_both_files() {
    let (press, report) = (press(), form("rules"));
    let printed = press.print(&report).expect("printed");
    let face_of = |wanted: &str| {
        let mut runs = printed.pages.pages.iter().flat_map(|page| &page.runs);
        runs.find(|run| run.text.contains(wanted)).unwrap_or_else(|| panic!("no {wanted}")).face
    };
    let strong = face_of("第一章");
    for word in ["以岗定员", "保洁员", "第二条"] {
        assert_eq!(face_of(word), strong, "{word}");
    }
    assert_ne!(face_of("按需设岗"), strong);
    assert_ne!(face_of("护林员"), strong);
    let body = xml_part(&printed.docx().expect("a Word file"), "word/document.xml").expect("a body");
    let body = roxmltree::Document::parse(&body).expect("XML");
    let strong: Vec<String> = named(body.root(), "r")
        .into_iter()
        .filter(|run| named(*run, "rStyle").iter().any(|style| attribute(*style, "val") == "Strong"))
        .map(words)
        .collect();
    for word in ["用于安置就业困难人员", "以岗定员", "保洁员"] {
        assert!(strong.iter().any(|run| run == word), "{word}: {strong:?}");
    }
}

#[test]
fn blanks_keep_their_room_and_stay_whole() {
    let press = press();
    for count in [4, 8, 20] {
        for before in 0..30 {
            let text = format!("{}签字{}。", "字".repeat(before), "_".repeat(count));
            let source = format!(
                "title = '某某表'\nissuer = '某某镇人民政府'\n[general]\n[[general.sections]]\ntext = '{text}'\n"
            );
            let report = Report::from_toml(&source).expect("a report");
            let printed = press.print(&report).expect("printed");
            let runs = printed.pages.pages.iter().flat_map(|page| &page.runs);
            let blanks: Vec<_> = runs.filter(|run| run.text.contains('_')).collect();
            let [blank] = blanks.as_slice() else {
                panic!("{before} before {count}: {} pieces", blanks.len())
            };
            let width: i64 = blank
                .glyphs
                .iter()
                .filter(|glyph| blank.text.get(glyph.text.clone()) == Some("_"))
                .map(|glyph| glyph.advance.emu())
                .sum();
            // Half a character of 16 pt each.
            let expected = Length::pt(8).emu() * i64::try_from(count).expect("a count");
            assert!((width - expected).abs() < expected / 5, "{count}: {width}, not {expected}");
            assert!(docx_text(&printed.docx().expect("a Word file")).contains(&"_".repeat(count)));
        }
    }
}

#[test]
fn what_levels_and_asterisks_cannot_be_is_told() {
    let told = |general: &str| {
        let source = format!(
            "title = '某某办法'\nissuer = '某某镇人民政府'\nopening = '某某。'\n[general]\n{general}"
        );
        match gongwen::read::report(source.as_bytes(), gongwen::read::Notation::Toml) {
            Ok(checked) => checked.warnings,
            Err(found) => found.0,
        }
        .iter()
        .map(|found| found.code)
        .collect::<Vec<_>>()
    };
    assert_eq!(told("levels = ['条', '章']"), ["report/levels"]);
    assert_eq!(told("levels = ['节']"), ["report/unknown-value"]);
    assert_eq!(told("[[general.sections]]\nheading = '第一章 总则'"), ["gbt9704/7.3.3"]);
    assert_eq!(told("[[general.sections]]\nheading = '第一章 总则'\nnumbered = false"), Vec::<&str>::new());
    assert_eq!(told("numbered = false\n[[general.sections]]\nheading = '一、总则'"), Vec::<&str>::new());
    assert_eq!(told("[[general.sections]]\ntext = '要**坚持'"), ["prose/asterisks"]);
    assert_eq!(told("[[general.sections]]\ntext = '张**、李**。'"), Vec::<&str>::new());
}

#[test]
fn the_page_header_stands_on_every_page_of_both_files() {
    let (press, report) = (press(), form("rules"));
    let printed = press.print(&report).expect("printed");
    assert!(printed.pages.pages.len() > 1);
    // Lines in the middle and at the right are text, too.
    assert_eq!(printed.pages.misfits, []);
    for page in &printed.pages.pages {
        let run = page.runs.iter().find(|run| run.text == "某某镇人民政府制度汇编").expect("a header");
        let (first, last) = (run.glyphs.first().expect("a glyph"), run.glyphs.last().expect("a glyph"));
        let middle = (first.x.emu() + last.x.emu() + last.advance.emu()) as f64 / 72_000.0;
        let baseline = run.baseline.emu() as f64 / 36_000.0;
        assert!((middle - 106.0).abs() < 0.5 && (20.0..25.0).contains(&baseline), "{middle} {baseline}");
        assert!(run.node.is_none());
    }
    let word = printed.docx().expect("a Word file");
    let header = xml_part(&word, "word/header2.xml").expect("a header");
    let header = roxmltree::Document::parse(&header).expect("XML");
    assert_eq!(words(header.root()), "某某镇人民政府制度汇编");
    let body = xml_part(&word, "word/document.xml").expect("a body");
    let body = roxmltree::Document::parse(&body).expect("XML");
    for section in named(body.root(), "sectPr") {
        let kinds: Vec<&str> =
            named(section, "headerReference").into_iter().map(|it| attribute(it, "type")).collect();
        assert_eq!(kinds, ["default", "even"]);
    }
    // One that no line holds is an error.
    let mut report = form("rules");
    report.elements.page_header = Some("某某镇人民政府制度汇编".repeat(5));
    assert!(press.pdf(&report).expect_err("too wide").to_string().contains("页眉比版心宽"));
}
