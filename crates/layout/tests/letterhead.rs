//! 版头 of documents (7.2): each distance in millimetres.

use crate::common;

use common::{CELL, FONTS, PITCH, body, close, find, ink, lay_out, line_top, lines, paragraph, runs};
use gongwen_document::{Document, FaceRole, Length, Letterhead, Role};
use gongwen_layout::{Color, Page, Pages, Rule};

const TITLE: &str = "关于做好农业生产工作的通知";

fn head() -> Letterhead {
    Letterhead {
        copy_number: Some("000001".to_owned()),
        classification: Some("机密★1年".to_owned()),
        urgency: Some("特急".to_owned()),
        issuer_marks: vec!["某某县人民政府".to_owned()],
        mark_suffix: "文件".to_owned(),
        document_number: Some("某政发〔2026〕1号".to_owned()),
        ..Letterhead::default()
    }
}

fn document(letterhead: Letterhead) -> Document {
    Document {
        letterhead: Some(letterhead),
        blocks: vec![paragraph(Role::Title, TITLE), paragraph(Role::Addressees, "各乡镇人民政府："), body(3)],
        ..Document::default()
    }
}

fn laid(letterhead: Letterhead) -> Pages {
    lay_out(&document(letterhead))
}

fn red(page: &Page) -> Vec<&Rule> {
    page.rules.iter().filter(|rule| rule.color == Color::Red).collect()
}

/// Top of the title's line of 22 pt.
fn title_top(pages: &Pages, text: &str) -> Length {
    line_top(find(pages, text).1.baseline)
}

#[test]
fn copy_number_classification_and_urgency_stand_on_lines_one_to_three() {
    let made = laid(head());
    for (line, text, face) in
        [(0, "000001", FaceRole::FangSong), (1, "机密★1年", FaceRole::HeiTi), (2, "特急", FaceRole::HeiTi)]
    {
        let found = find(&made, text).1;
        assert_eq!(line_top(found.baseline), Length::mm(37) + PITCH * line, "{text}");
        assert!(close(found.left, 28.0), "{found:?}");
        let run = made.pages[0].runs.iter().find(|run| run.baseline == found.baseline).expect("a run");
        assert_eq!((run.size, run.face), (Length::pt(16), FONTS.primary(face)), "{text}");
    }
    // 密级 keeps line 2 without 份号, and 紧急程度 follows what there is.
    let place = |letterhead: Letterhead, text: &str| {
        (line_top(find(&laid(letterhead), text).1.baseline) - Length::mm(37)) / PITCH
    };
    let without = |head: Letterhead| Letterhead { copy_number: None, ..head };
    assert_eq!(place(without(head()), "机密★1年"), 1);
    assert_eq!(place(without(head()), "特急"), 2);
    assert_eq!(place(Letterhead { classification: None, ..head() }, "特急"), 1);
    assert_eq!(place(without(Letterhead { classification: None, ..head() }), "特急"), 0);
}

#[test]
fn the_ink_of_the_mark_begins_35_mm_below_the_type_area() {
    for name in ["某县", "某某县人民政府", "中共某某县某某镇委员会某某县某某镇人民政府办公室", "一一"]
    {
        let made = laid(Letterhead { issuer_marks: vec![name.to_owned()], ..head() });
        let mark: Vec<_> = made.pages[0].runs.iter().filter(|run| run.color == Color::Red).collect();
        assert!(close(ink(mark[0]).0, 37.0 + 35.0), "{name}: {}", made.dump());
        assert_eq!(mark[0].face, FONTS.primary(FaceRole::XiaoBiaoSong));
        let text: String = mark.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text, format!("{name}文件"));
        for run in &mark {
            let (first, last) = (run.glyphs.first().expect("glyphs"), run.glyphs.last().expect("glyphs"));
            assert!(first.x >= Length::mm(28) && last.x + last.advance <= Length::mm(184), "{run:?}");
            let middle = first.x + last.x + last.advance;
            assert!(close(middle, 28.0 + 184.0), "centred: {run:?}");
        }
        assert_eq!(made.facts.mark_size, Some(mark[0].size));
    }
}

#[test]
fn a_long_mark_is_smaller_and_then_takes_two_lines() {
    let size = |name: &str| {
        let made = laid(Letterhead { issuer_marks: vec![name.to_owned()], ..head() });
        let mut baselines: Vec<_> =
            made.pages[0].runs.iter().filter(|run| run.color == Color::Red).map(|run| run.baseline).collect();
        baselines.dedup();
        (made.facts.mark_size.expect("a mark").to_pt(), baselines.len())
    };
    assert_eq!(size("某某县"), (48.0, 1));
    // 12 characters in 442.2 pt, in halves of a point.
    assert_eq!(size("某某县人民政府办公室"), (36.5, 1));
    let (long, lines) = size("中共某某县某某镇委员会某某县某某镇人民政府办公室");
    assert!(long >= 26.0 && lines == 2, "{long} {lines}");
}

#[test]
fn the_number_stands_two_blank_lines_below_the_mark() {
    let made = laid(head());
    let number = find(&made, "某政发〔2026〕1号").1;
    let (_, foot) = ink(runs(&made, "某某县人民政府文件")[0]);
    assert!(close(line_top(number.baseline) - foot - PITCH * 2, 0.0), "{number:?}");
    assert!(close(number.left + number.right, 28.0 + 184.0), "{number:?}");
}

#[test]
fn the_red_rule_is_4_mm_below_the_number_and_the_title_two_lines_below_the_rule() {
    let made = laid(head());
    let number = find(&made, "某政发〔2026〕1号").1;
    let foot = number.baseline + Length::pt(16).scale(12, 100);
    let rules = red(&made.pages[0]);
    assert_eq!(rules.len(), 1);
    assert!(close(rules[0].y - foot, 4.0), "{rules:?}");
    assert!(close(rules[0].x, 28.0) && close(rules[0].width, 156.0), "{rules:?}");
    let below = title_top(&made, TITLE) - rules[0].y - rules[0].height;
    assert!(close(below - PITCH * 2, 0.0), "{below:?}");
    let addressees = find(&made, "各乡镇人民政府：").1;
    assert!(
        close(line_top(addressees.baseline) - title_top(&made, TITLE) - PITCH * 2, 0.0),
        "one blank line"
    );
}

#[test]
fn upward_documents_have_the_number_left_and_the_approvers_right() {
    for (count, rows) in [(1, 1), (2, 1), (3, 2), (5, 3)] {
        let names = ["某某某", "某某", "某甲某", "某乙", "某丙某"];
        let approvers: Vec<String> = names[..count].iter().map(|name| (*name).to_owned()).collect();
        let made = laid(Letterhead { approvers, ..head() });
        let number = find(&made, "某政发〔2026〕1号").1;
        assert_eq!(number.left, Length::mm(28) + CELL, "one character in");
        let label = runs(&made, "签发人：")[0];
        assert_eq!(label.face, FONTS.primary(FaceRole::FangSong));
        let run = |name: &str| runs(&made, name)[0];
        let left = |name: &str| run(name).glyphs[0].x;
        let right =
            |name: &str| run(name).glyphs.last().map(|glyph| glyph.x + glyph.advance).expect("glyphs");
        assert!(names[..count].iter().all(|name| run(name).face == FONTS.primary(FaceRole::KaiTi)));
        let edge = names[..count].iter().map(|name| right(name)).max().expect("names");
        assert!(close(edge, 184.0 - CELL.to_mm()), "{edge:?}");
        assert_eq!(label.glyphs.last().map(|glyph| glyph.x + glyph.advance), Some(left(names[0])));
        for (index, name) in names[..count].iter().enumerate() {
            assert_eq!(run(name).baseline, label.baseline + PITCH * (index as i64 / 2), "two a line");
            assert_eq!(left(name), left(names[index % 2]), "wrapped names align");
        }
        let (_, foot) = ink(runs(&made, "某某县人民政府文件")[0]);
        assert!(close(line_top(label.baseline) - foot - PITCH * 2, 0.0));
        assert_eq!(number.baseline, label.baseline + PITCH * (rows - 1), "on the last line");
        let rule = red(&made.pages[0])[0];
        assert!(close(rule.y - number.baseline - Length::pt(16).scale(12, 100), 4.0));
    }
}

#[test]
fn a_number_that_would_touch_the_approvers_stands_below_them() {
    let number = "某某县某某镇某某发〔2026〕1234号";
    let made = laid(Letterhead {
        document_number: Some(number.to_owned()),
        approvers: vec!["某某某某某某".to_owned(), "某某某".to_owned()],
        ..head()
    });
    assert_eq!(find(&made, number).1.baseline, runs(&made, "签发人：")[0].baseline + PITCH);
}

#[test]
fn names_of_joint_bodies_are_spread_to_one_width_with_the_word_beside_them() {
    let names = ["某某县发展和改革委员会", "某某县财政局", "某某县农业农村局"];
    let made = laid(Letterhead { issuer_marks: names.map(str::to_owned).to_vec(), ..head() });
    let edges = |text: &str| {
        let run = runs(&made, text)[0];
        let (first, last) = (&run.glyphs[0], run.glyphs.last().expect("glyphs"));
        (first.x, last.x + last.advance)
    };
    assert!(close(ink(runs(&made, names[0])[0]).0, 37.0 + 35.0));
    let wide = edges(names[0]);
    for name in names {
        assert!(close(edges(name).0, wide.0.to_mm()) && close(edges(name).1, wide.1.to_mm()), "{name}");
    }
    let word = runs(&made, "文件")[0];
    let size = word.size;
    assert_eq!(edges("文件").0, wide.1 + size / 2);
    assert!(close(wide.0 + edges("文件").1, 28.0 + 184.0), "the whole is centred");
    assert!(edges("文件").1 <= Length::mm(184));
    let names_ink = (ink(runs(&made, names[0])[0]).0, ink(runs(&made, names[2])[0]).1);
    let baseline = |text: &str| runs(&made, text)[0].baseline;
    assert!(close(word.baseline - (baseline(names[0]) + baseline(names[2])) / 2, 0.0));
    let number = find(&made, "某政发〔2026〕1号").1;
    assert!(close(line_top(number.baseline) - names_ink.1 - PITCH * 2, 0.0));
}

#[test]
fn a_long_name_of_a_joint_mark_is_condensed_and_the_others_keep_their_size() {
    let size = |names: &[&str]| {
        let issuer_marks: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let made = laid(Letterhead { issuer_marks, ..head() });
        let runs: Vec<_> = made.pages[0].runs.iter().filter(|run| run.color == Color::Red).collect();
        for run in &runs {
            let last = run.glyphs.last().expect("glyphs");
            assert!(last.x + last.advance <= Length::mm(184) + Length::twips(1), "{}", run.text);
            assert!(run.glyphs[0].x >= Length::mm(28), "{}", run.text);
        }
        let scales: Vec<u8> = names
            .iter()
            .map(|name| runs.iter().find(|run| run.text == *name).expect("a name").scale)
            .collect();
        let head: Vec<u8> = names
            .iter()
            .map(|name| made.facts.head.iter().find(|line| line.text == *name).expect("it").scale)
            .collect();
        assert_eq!(scales, head);
        (made.facts.mark_size.expect("a mark"), scales)
    };
    let short = ["某某县公安局", "某某县财政局", "某某县教育局"];
    let (all, scales) = size(&short);
    assert_eq!(scales, [100, 100, 100]);
    // Half as long again: the same size, in two thirds of its width.
    let (one, scales) = size(&[short[0], "某某县住房和城乡局", short[2]]);
    assert_eq!(one, all);
    assert!((67..100).contains(&scales[1]) && scales[0] == 100 && scales[2] == 100, "{scales:?}");
    // Twice as long and more: smaller, and condensed as far as it goes.
    let (longer, scales) = size(&[short[0], "某某县住房和城乡建设局某某工作办公室", short[2]]);
    assert!(longer < all && (66..=68).contains(&scales[1]), "{longer:?} {scales:?}");
}

#[test]
fn fifty_bodies_make_no_mark_that_anybody_can_read() {
    for (count, told, refused) in [(3, false, false), (9, true, false), (50, true, true)] {
        let issuer_marks: Vec<String> = (0..count).map(|_| "某某县财政局".to_owned()).collect();
        let made = laid(Letterhead { issuer_marks, ..head() });
        let small = made.misfits.iter().find(|found| found.code == "fit/small-type");
        assert_eq!(small.is_some(), told, "{count}: {:?}", made.misfits);
        assert_eq!(small.is_some_and(|found| found.is_error()), refused, "{count}");
        if let Some(help) = small.and_then(|found| found.help.clone()) {
            assert!(help.zh.contains("主办机关"), "{}", help.zh);
        }
    }
}

#[test]
fn preprinted_paper_has_the_same_places_and_nothing_red() {
    for marks in
        [vec!["某某县人民政府".to_owned()], vec!["某某县水利局".to_owned(), "某某县财政局".to_owned()]]
    {
        let printed = laid(Letterhead { issuer_marks: marks.clone(), ..head() });
        let bare = laid(Letterhead { issuer_marks: marks, preprinted: true, ..head() });
        let page = &bare.pages[0];
        assert!(red(page).is_empty() && page.runs.iter().all(|run| run.color == Color::Black));
        for text in ["000001", "某政发〔2026〕1号", TITLE, "各乡镇人民政府："] {
            assert_eq!(find(&bare, text).1.baseline, find(&printed, text).1.baseline, "{text}");
        }
    }
}

#[test]
fn letterheads_with_little_in_them_do_not_overlap_the_text() {
    let none = Letterhead::default();
    for letterhead in [
        Letterhead { document_number: head().document_number, ..none.clone() },
        Letterhead { copy_number: head().copy_number, ..none.clone() },
        Letterhead { issuer_marks: head().issuer_marks, ..none.clone() },
        Letterhead { approvers: vec!["某某".to_owned()], ..none.clone() },
        Letterhead { urgency: head().urgency, document_number: head().document_number, ..none },
    ] {
        let made = laid(letterhead);
        let found = lines(&made.pages[0]);
        let title = found.iter().position(|line| line.text == TITLE).expect("a title");
        assert!(title > 0);
        let least = found[..title].iter().map(|line| line.baseline).max().expect("a letterhead") + PITCH * 2;
        assert!(found[title].baseline >= least, "{}", made.dump());
    }
}

#[test]
fn the_letterhead_comes_after_a_table_of_contents_on_pages_of_its_own() {
    let mut document = document(head());
    let front =
        [paragraph(Role::ContentsTitle, "目录"), common::block(gongwen_document::BlockKind::PAGE_BREAK)];
    document.blocks.splice(0..0, front);
    let made = lay_out(&document);
    // A blank page stands between, so that the letterhead is on the front of a sheet.
    assert_eq!(find(&made, TITLE).0, 2);
    assert_eq!(find(&made, "某政发〔2026〕1号").0, 2);
    assert!(red(&made.pages[0]).is_empty() && !red(&made.pages[2]).is_empty());
    let labels: Vec<Option<&str>> = made.pages.iter().map(|page| page.label.as_deref()).collect();
    assert_eq!(labels[..3], [Some("I"), None, Some("1")]);
}
