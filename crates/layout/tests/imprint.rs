//! 版记 (7.4) and the addressees that move there (7.3.2).

use crate::common;

use common::{FONTS, block, body, close, find, lay_out, paragraph, pieces};
use gongwen_document::{
    Block, BlockKind, Document, Format, Imprint, Length, Letterhead, Orientation, Role, Stylesheet,
};
use gongwen_layout::{Color, Options, Page, Pages, crowded_imprint, layout, recipients_moved};

/// 4号.
const CHARACTER: Length = Length::pt(14);
/// A row of one line: 一行, a character and 7/8 of a 3号 character (3.2).
const ROW: Length = Length::pt(28);
/// From line to line in a row.
const LINE: Length = Length::twips(448);
/// Bottom edge of the type area.
const BOTTOM: Length = Length::mm(262);

fn imprint() -> Imprint {
    Imprint {
        copy_recipients: vec!["县委办公室".to_owned(), "县人大常委会办公室".to_owned()],
        printing_office: Some("某某县人民政府办公室".to_owned()),
        printing_date: Some("2026年1月5日".to_owned()),
        ..Imprint::default()
    }
}

fn laid(blocks: Vec<Block>, imprint: Imprint) -> Pages {
    lay_out(&Document { blocks, imprint: Some(imprint), ..Document::default() })
}

/// Top and thickness of each rule, in hundredths of a millimetre.
fn rules(page: &Page) -> Vec<(Length, i64)> {
    for rule in &page.rules {
        assert!(close(rule.x, 28.0) && close(rule.width, 156.0) && rule.color == Color::Black, "{rule:?}");
    }
    page.rules.iter().map(|rule| (rule.y, rule.height.emu() / 360)).collect()
}

#[test]
fn the_last_rule_lies_on_the_bottom_edge_of_an_even_last_page() {
    // Lines of text, pages in all, page of the imprint from 0, blank page before it.
    for (text, pages, blank) in [
        (1, 2, false),
        (22, 2, false),
        (23, 2, false),
        (40, 2, false),
        (43, 4, true),
        (44, 4, true),
        (45, 4, false),
        (67, 4, false),
    ] {
        let made = laid(vec![body(text)], imprint());
        assert_eq!(made.pages.len(), pages, "after {text} lines");
        let place = made.facts.imprint.expect("an imprint");
        assert_eq!((place.page, place.blank_before), (pages - 1, blank), "after {text} lines");
        let page = made.pages.last().expect("pages");
        let found = rules(page);
        assert_eq!(found.iter().map(|rule| rule.1).collect::<Vec<_>>(), [35, 25, 35]);
        let last = page.rules.last().expect("rules");
        assert_eq!(last.y + last.height, BOTTOM);
        // 7.5: neither the blank page nor that of the imprint is numbered; otherwise all are.
        for (index, page) in made.pages.iter().enumerate() {
            let numbered = !(blank && index + 2 >= pages);
            assert_eq!(page.label.is_some(), numbered, "page {} after {text} lines", index + 1);
            assert_eq!(page.runs.iter().any(|run| run.node.is_none()), numbered);
        }
        if blank {
            assert!(made.pages[pages - 2].runs.is_empty() && made.pages[pages - 2].rules.is_empty());
        }
        assert_eq!(place.own_page, blank || pieces(page).len() == 3, "after {text} lines");
    }
}

#[test]
fn its_rows_give_of_their_white_so_that_two_points_are_left_below_the_text() {
    let whole = ROW * 2 + Length::hundredths_mm(35 + 25 + 35);
    let (mut roomy, mut tight, mut own) = (0, 0, 0);
    // From plenty of room to none, a quarter of a point less each time.
    for step in 0..24 {
        let mut style = Stylesheet::gbt9704();
        let free = Length::pt(4) - Length::hundredths_pt(25 * step);
        let area = style.grid.line_pitch * 20 + whole + free;
        style.page.bottom_margin = style.page.height - style.page.top_margin - area;
        let blocks = vec![body(42)];
        let document = Document { blocks, imprint: Some(imprint()), ..Document::default() };
        let made = layout(&document, &style, &FONTS, &Options::default()).expect("it fits");
        let place = made.facts.imprint.expect("an imprint");
        let page = made.pages.last().expect("pages");
        let (first, last) = (page.rules.first().expect("rules"), page.rules.last().expect("rules"));
        let height = last.y + last.height - first.y;
        assert_eq!(last.y + last.height, style.page.top_margin + area, "{free:?}");
        assert_eq!(height, whole - place.given * 4, "{free:?}");
        assert_eq!(place.own_page, free < Length::ZERO, "{free:?}");
        if place.own_page {
            own += 1;
            assert_eq!(place.given, Length::ZERO, "{free:?}");
            continue;
        }
        let left = first.y - style.page.top_margin - style.grid.line_pitch * 20;
        assert!(left >= Length::pt(2) && left <= free.max(Length::hundredths_pt(220)), "{free:?}: {left:?}");
        assert!(place.given <= Length::hundredths_pt(55), "{free:?}: {place:?}");
        if place.given > Length::ZERO { tight += 1 } else { roomy += 1 }
    }
    assert!(roomy >= 8 && tight >= 8 && own >= 4, "{roomy} {tight} {own}");
}

#[test]
fn what_is_as_high_as_a_page_takes_one_page_and_what_is_higher_two() {
    let whole = ROW * 2 + Length::hundredths_mm(35 + 25 + 35);
    for (less, pages) in [(Length::ZERO, 1), (Length::from_emu(1), 2)] {
        let mut style = Stylesheet::gbt9704();
        style.page.bottom_margin = style.page.height - style.page.top_margin - whole + less;
        let document = Document { blocks: vec![body(1)], imprint: Some(imprint()), ..Document::default() };
        let made = layout(&document, &style, &FONTS, &Options::default()).expect("it fits");
        let place = made.facts.imprint.expect("an imprint");
        assert_eq!(place.pages, pages, "{less:?} less than it needs");
        if pages == 1 {
            let page = &made.pages[place.page];
            assert_eq!(page.rules.first().expect("rules").y, style.page.top_margin);
        }
    }
}

#[test]
fn its_lines_stand_one_character_in_between_their_rules() {
    let made = laid(vec![body(30)], imprint());
    let (left, right) = (Length::mm(28) + CHARACTER, Length::mm(184) - CHARACTER);
    let copies = find(&made, "抄送：县委办公室、县人大常委会办公室。").1;
    let office = find(&made, "某某县人民政府办公室").1;
    let date = find(&made, "2026年1月5日印发").1;
    assert_eq!((copies.left, office.left, date.right), (left, left, right));
    assert_eq!(
        (office.baseline, date.baseline),
        (copies.baseline + ROW + Length::hundredths_mm(25), office.baseline)
    );
    let page = made.pages.last().expect("pages");
    let top = rules(page)[0].0;
    assert_eq!(BOTTOM - top, ROW * 2 + Length::hundredths_mm(35 + 25 + 35));
    // The characters stand in the middle between the rules.
    let above = copies.baseline - CHARACTER.scale(88, 100) - (rules(page)[0].0 + Length::hundredths_mm(35));
    let below = rules(page)[1].0 - (copies.baseline + CHARACTER.scale(12, 100));
    assert_eq!((above, below), (Length::pt(7), Length::pt(7)));
    let run = page.runs.iter().find(|run| run.text.starts_with("抄送")).expect("a run");
    assert_eq!(run.size, CHARACTER);
}

#[test]
fn wrapped_recipients_align_behind_the_colon() {
    let copy_recipients: Vec<String> = (0..20).map(|_| "某某县某某局".to_owned()).collect();
    let made = laid(vec![body(30)], Imprint { copy_recipients, ..imprint() });
    let found = pieces(made.pages.last().expect("pages"));
    let start = found.iter().position(|line| line.text.starts_with("抄送：")).expect("copies");
    assert!(found[start + 1..found.len() - 2].len() >= 2);
    for line in &found[start + 1..found.len() - 2] {
        assert_eq!(line.left, Length::mm(28) + CHARACTER * 4, "one in and three for 抄送：");
        assert!(line.right <= Length::mm(184) - CHARACTER, "{line:?}");
    }
    assert!(found[found.len() - 3].text.ends_with('。'));
}

#[test]
fn other_items_are_ruled_off_and_rules_stand_between_parts_only() {
    let made = laid(vec![body(30)], Imprint { others: vec!["共印50份".to_owned()], ..imprint() });
    let page = made.pages.last().expect("pages");
    assert_eq!(rules(page).iter().map(|rule| rule.1).collect::<Vec<_>>(), [35, 25, 25, 35]);
    find(&made, "共印50份");
    let alone = laid(vec![body(30)], Imprint { copy_recipients: Vec::new(), ..imprint() });
    assert_eq!(rules(alone.pages.last().expect("pages")).len(), 2);
    let nothing = laid(vec![body(3)], Imprint::default());
    assert_eq!((nothing.pages.len(), nothing.facts.imprint), (1, None));
}

#[test]
fn a_long_office_leaves_the_date_its_place() {
    let long = "某某县人民政府办公室（某某县外事办公室、某某县机关事务管理中心、某某县信访局）".repeat(2);
    let mut wrapped = 0;
    // Every length, so that each end of the last line is met; the digits of the embedded faces are wider than half a 汉字.
    for count in 8..=long.chars().count() {
        let office: String = long.chars().take(count).collect();
        let printing_date = Some("2026年12月25日".to_owned());
        let made =
            laid(vec![body(30)], Imprint { printing_office: Some(office), printing_date, ..imprint() });
        let date = find(&made, "2026年12月25日印发").1;
        let page = made.pages.last().expect("pages");
        let found = pieces(page);
        let below = page.rules[1].y..BOTTOM;
        let lines: Vec<_> =
            found.iter().filter(|line| below.contains(&line.baseline) && line.text != date.text).collect();
        for line in &lines {
            assert!(line.right + CHARACTER <= date.left + Length::twips(1), "{count}: {line:?}");
        }
        let beside = lines.last().expect("an office");
        assert_eq!((beside.baseline, date.right), (date.baseline, Length::mm(184) - CHARACTER), "{count}");
        let room = made.facts.imprint.expect("an imprint").date_room;
        assert_eq!(room > Length::ZERO, lines.len() > 1, "{count}");
        wrapped += usize::from(lines.len() > 1);
    }
    assert!(wrapped > 30, "{wrapped}");
}

#[test]
fn attachments_stand_before_it_and_lying_pages_do_not_carry_it() {
    let attachment = |orientation| {
        vec![
            body(3),
            block(BlockKind::PageBreak { orientation }),
            paragraph(Role::AttachmentLabel, "附件"),
            paragraph(Role::AttachmentTitle, "名单"),
            body(3),
        ]
    };
    let upright = laid(attachment(Orientation::Portrait), imprint());
    assert_eq!(upright.facts.imprint.expect("an imprint").page, 1);
    let lying = laid(attachment(Orientation::Landscape), imprint());
    let place = lying.facts.imprint.expect("an imprint");
    assert_eq!((place.page, place.blank_before, lying.pages.len()), (3, true, 4));
    assert_eq!(lying.pages[3].orientation, Orientation::Portrait);
}

fn addressed(count: usize, imprint: Option<Imprint>) -> Document {
    let names: Vec<String> = (0..count).map(|_| "某某县某某镇人民政府".to_owned()).collect();
    Document {
        blocks: vec![
            paragraph(Role::Title, "关于做好农业生产工作的通知"),
            paragraph(Role::Addressees, &format!("{}：", names.join("，"))),
            body(5),
            paragraph(Role::Signature, "某某县人民政府"),
            paragraph(Role::IssueDate, "2026年1月5日"),
        ],
        letterhead: Some(Letterhead {
            issuer_marks: vec!["某某县人民政府".to_owned()],
            document_number: Some("某政发〔2026〕1号".to_owned()),
            ..Letterhead::default()
        }),
        imprint,
        ..Document::default()
    }
}

#[test]
fn addressees_that_keep_the_text_off_page_one_move_to_the_imprint() {
    let made = lay_out(&addressed(20, Some(imprint())));
    assert!(!made.facts.recipients_moved, "20 bodies leave room");
    assert!(recipients_moved(&made.facts).is_none());
    let made = lay_out(&addressed(40, Some(imprint())));
    assert!(made.facts.recipients_moved);
    assert_eq!(recipients_moved(&made.facts).map(|found| found.code), Some("gbt9704/7.3.2"));
    let first = pieces(&made.pages[0]);
    let title = first.iter().position(|line| line.text.ends_with("的通知")).expect("a title");
    assert!(first[title + 1].text.starts_with('锦'), "the text follows the title");
    let last = made.pages.last().expect("pages");
    let found = pieces(last);
    let main = found.iter().position(|line| line.text.starts_with("主送：某某县")).expect("moved");
    let copies = found.iter().position(|line| line.text.starts_with("抄送：")).expect("copies");
    assert!(main < copies && found[copies - 1].text.ends_with('。'));
    // 7.4.2: no rule between them.
    assert_eq!(found[copies].baseline - found[copies - 1].baseline, LINE);
    assert_eq!(rules(last).len(), 3);
    let run = last.runs.iter().find(|run| run.text.starts_with("主送")).expect("a run");
    assert_eq!(run.size, CHARACTER);
    // Without any other imprint they have one of their own.
    let made = lay_out(&addressed(40, None));
    assert!(made.facts.recipients_moved && made.facts.imprint.is_some());
}

#[test]
fn the_imprint_of_a_letter_has_no_rules_and_no_printing_line() {
    let letter = |text| {
        lay_out(&Document {
            format: Format::Letter,
            blocks: vec![body(text)],
            imprint: Some(imprint()),
            ..Document::default()
        })
    };
    for (text, page, pages) in [(3, 0, 1), (22, 1, 2), (30, 1, 2), (44, 2, 3)] {
        let made = letter(text);
        let place = made.facts.imprint.expect("an imprint");
        assert_eq!(
            (place.page, made.pages.len(), place.blank_before),
            (page, pages, false),
            "after {text} lines"
        );
        assert!(made.pages.iter().all(|page| page.rules.is_empty()));
        let found = pieces(&made.pages[page]);
        let last = found.last().expect("lines");
        assert_eq!(last.text, "抄送：县委办公室、县人大常委会办公室。");
        // At the very bottom of the type area.
        let foot = last.baseline + LINE / 5;
        assert!(close(foot - BOTTOM, 0.0), "{last:?}");
        assert_eq!(last.left, Length::mm(28) + CHARACTER);
    }
    let printing_only = Imprint { copy_recipients: Vec::new(), ..imprint() };
    let made = lay_out(&Document {
        format: Format::Letter,
        blocks: vec![body(3)],
        imprint: Some(printing_only),
        ..Document::default()
    });
    assert_eq!((made.pages.len(), made.facts.imprint), (1, None));
}

fn copies(count: usize) -> Pages {
    let copy_recipients: Vec<String> = (0..count).map(|_| "某某县某某镇人民政府".to_owned()).collect();
    laid(vec![body(3)], Imprint { copy_recipients, ..imprint() })
}

#[test]
fn very_many_recipients_still_stand_on_one_page() {
    let made = copies(90);
    let page = &made.pages[1];
    assert_eq!(rules(page).len(), 3);
    assert!(page.rules[0].y >= Length::mm(37) && made.pages.len() == 2);
    assert_eq!(made.facts.imprint.map(|place| (place.pages, place.small)), Some((1, true)));
    assert!(crowded_imprint(&made.facts).is_none(), "on one page");
    assert_eq!(copies(40).facts.imprint.map(|place| place.small), Some(false));
}

#[test]
fn what_no_page_holds_in_small_type_runs_over_pages_that_end_on_an_even_one() {
    for count in [300, 3000] {
        let made = copies(count);
        let place = made.facts.imprint.expect("an imprint");
        assert!(place.size >= Length::pt(9) && place.small, "{count}: {:?}", place.size);
        assert!(place.pages > 1, "{count}");
        assert_eq!((place.page + place.pages, made.pages.len() % 2), (made.pages.len(), 0), "{count}");
        let pages = &made.pages[place.page..];
        let drawn: Vec<usize> = pages.iter().map(|page| page.rules.len()).collect();
        // The first rule on the first page, the others on the last.
        assert_eq!(drawn.iter().sum::<usize>(), 3, "{count}: {drawn:?}");
        assert!(drawn[0] >= 1 && drawn[drawn.len() - 1] >= 2, "{count}: {drawn:?}");
        let last = made.pages.last().and_then(|page| page.rules.last()).expect("a rule");
        assert_eq!(last.y + last.height, BOTTOM);
        let (mut text, mut lines) = (String::new(), Vec::new());
        for (index, page) in pages.iter().enumerate() {
            for run in page.runs.iter().filter(|run| run.node.is_some()) {
                assert!(run.size >= Length::pt(9), "{count}: {:?}", run.size);
            }
            for line in pieces(page).iter().filter(|line| !line.text.starts_with('—')) {
                if place.page + index > 0 {
                    text.push_str(&line.text);
                    lines.push(line.baseline);
                    assert!(line.baseline > Length::mm(37) && line.baseline < BOTTOM, "{count}: {line:?}");
                }
            }
        }
        assert_eq!(text.matches("某某镇人民政府").count(), count);
        let warned = crowded_imprint(&made.facts).expect("a warning");
        assert_eq!(warned.code, "gbt9704/7.4.2");
        assert!(
            warned.message.zh.contains("9 磅") && warned.message.zh.contains(&format!("{} 页", place.pages))
        );
    }
}
