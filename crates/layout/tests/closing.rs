//! 署名、成文日期、印章、签名章 (7.3.5): each distance in millimetres.

use crate::common;

use common::{CELL, PITCH, body, close, find, lay_out, line_top, lines, paragraph};
use gongwen_document::{Block, Document, Length, Role, Seal, SignatureStamp, Stylesheet, Validation};
use gongwen_layout::{Pages, PlacedPicture, StructureKind};

const DATE: &str = "2026年1月5日";
/// The right edge of the type area.
const RIGHT: Length = Length::mm(184);

fn signed(text: usize, names: &[&str]) -> Vec<Block> {
    let mut blocks = vec![body(text)];
    blocks.extend(names.iter().map(|name| paragraph(Role::Signature, name)));
    blocks.push(paragraph(Role::IssueDate, DATE));
    blocks
}

fn sealed(text: usize, names: &[&str], diameter: i64) -> Pages {
    let seal = Seal { diameter: Length::mm(diameter), picture: Some("seal.png".into()) };
    lay_out(&Document {
        blocks: signed(text, names),
        validation: Validation::Seals(vec![seal; names.len()]),
        ..Document::default()
    })
}

fn pictures(pages: &Pages) -> Vec<&PlacedPicture> {
    pages.pages.iter().flat_map(|page| &page.pictures).collect()
}

fn middle(picture: &PlacedPicture) -> (Length, Length) {
    (picture.x + picture.width / 2, picture.y + picture.height / 2)
}

#[test]
fn the_name_is_centred_over_the_date_and_the_seal_over_both() {
    for (name, diameter) in
        [("某某县人民政府", 42), ("县政府", 42), ("某某县人民政府办公室", 45), ("某某县人民政府", 38)]
    {
        let made = sealed(3, &[name], diameter);
        let (name, date) = (find(&made, name).1, find(&made, DATE).1);
        assert!(close(date.right - RIGHT + CELL * 4, 0.0), "the date four characters from the right");
        assert!(close(name.left + name.right - date.left - date.right, 0.0));
        assert_eq!(date.baseline, name.baseline + PITCH);
        let seal = pictures(&made)[0];
        assert_eq!((seal.width, seal.height), (Length::mm(diameter), Length::mm(diameter)));
        let (x, y) = middle(seal);
        assert!(close(x * 2 - date.left - date.right, 0.0), "{seal:?}");
        // Both stand slightly below the middle of the seal.
        let pair = line_top(name.baseline) + PITCH;
        assert!(pair > y && pair - y < PITCH / 2, "{seal:?}");
        // The seal's top is within one line of the text.
        let text = Length::mm(37) + PITCH * 3;
        assert!(seal.y >= text && seal.y - text <= PITCH, "{seal:?}");
        assert!(
            matches!(&made.structure[seal.node.expect("a node")].kind, StructureKind::Figure(alt) if alt == "印章")
        );
        let lines = &made.facts.closings[&1].lines;
        let place = lines[0].seals[0];
        assert_eq!(
            (place.seal, place.x, place.y),
            (0, seal.x - Length::mm(28), seal.y - line_top(name.baseline))
        );
        let lefts: Vec<Length> = lines.iter().map(|line| line.parts[0].left).collect();
        assert_eq!(lefts, [name.left - Length::mm(28), date.left - Length::mm(28)]);
        let below = made.facts.closings[&1].below;
        assert_eq!(below, seal.y + seal.height - line_top(date.baseline) - PITCH, "room for the seal's foot");
    }
    let before = sealed(3, &["某某县人民政府"], 42).facts.closings[&1].lines[0].before;
    assert_eq!(before, PITCH * 2, "for 42 mm");
}

#[test]
fn a_seal_without_a_picture_keeps_its_room() {
    let with = sealed(3, &["某某县人民政府"], 42);
    let seals = vec![Seal { diameter: Length::mm(42), picture: None }];
    let without = lay_out(&Document {
        blocks: signed(3, &["某某县人民政府"]),
        validation: Validation::Seals(seals),
        ..Document::default()
    });
    assert!(pictures(&without).is_empty());
    assert_eq!(find(&with, DATE).1.baseline, find(&without, DATE).1.baseline);
    assert_eq!(with.facts.closings, without.facts.closings);
}

#[test]
fn a_name_wider_than_date_and_margin_stays_in_the_type_area() {
    let name = "某某县某某镇人民政府党政综合办公室（某某县某某镇某某办）";
    let made = sealed(3, &[name], 42);
    let (name, date) = (find(&made, name).1, find(&made, DATE).1);
    assert!(name.right <= RIGHT, "{name:?}");
    assert!(close(name.left + name.right - date.left - date.right, 0.0));
}

#[test]
fn seals_of_joint_bodies_stand_in_rows_and_do_not_touch() {
    let all = [
        "某某县发展和改革委员会",
        "某某县财政局",
        "某某县水利局",
        "某某县农业农村局",
        "某某县交通运输局",
        "某县甲局",
        "某县乙局",
    ];
    for count in 2..=7 {
        for diameter in [38, 42, 45] {
            let names = &all[..count];
            let made = sealed(2, names, diameter);
            let seals = pictures(&made);
            assert_eq!(seals.len(), count);
            for (index, (seal, name)) in seals.iter().zip(names).enumerate() {
                assert!(seal.x >= Length::mm(28) && seal.x + seal.width <= RIGHT, "{seal:?}");
                let run = common::runs(&made, name)[0];
                let (first, last) = (&run.glyphs[0], run.glyphs.last().expect("glyphs"));
                assert!(close(middle(seal).0 * 2 - first.x - last.x - last.advance, 0.0), "over its name");
                assert!(seal.y < run.baseline && run.baseline < seal.y + seal.height);
                for other in &seals[..index] {
                    let (a, b) = (middle(seal), middle(other));
                    let (x, y) = ((a.0 - b.0).to_mm(), (a.1 - b.1).to_mm());
                    assert!((x * x + y * y).sqrt() > diameter as f64, "{seal:?} {other:?}");
                    // In one row, or clearly in two.
                    assert!(y == 0.0 || y >= diameter as f64, "{seal:?} {other:?}");
                }
            }
            let page = made.pages.iter().find(|page| !page.pictures.is_empty()).expect("a page with seals");
            let body = lines(page).into_iter().rfind(|line| line.text.starts_with('锦')).expect("text above");
            let text = line_top(body.baseline) + PITCH;
            assert!(
                seals[0].y >= text && seals[0].y - text <= PITCH,
                "the first row within one line of the text: {count} of {diameter} mm, {:?}",
                seals[0]
            );
            let (last, date) = (seals[count - 1], find(&made, DATE).1);
            assert!(close(middle(last).0 * 2 - date.left - date.right, 0.0), "the last over the date");
            assert!(last.y < line_top(date.baseline) && date.baseline < last.y + last.height);
            assert!(close(date.right - RIGHT + CELL * 4, 0.0), "{date:?}");
        }
    }
    let made = sealed(2, &["某县甲局", "某县乙局", "某县丙局", "某县丁局"], 42);
    let beside: Vec<usize> = made.facts.closings[&1].lines.iter().map(|line| line.parts.len()).collect();
    assert_eq!(beside, [3, 1, 1], "three in a row, the fourth and the date below");
    let columns = |names: &[&str]| {
        let made = sealed(2, names, 42);
        let first = pictures(&made)[0].y;
        pictures(&made).iter().filter(|seal| seal.y == first).count()
    };
    assert_eq!(columns(&["某县甲局", "某县乙局", "某县丙局", "某县丁局"]), 3);
    assert_eq!(columns(&["某某县发展和改革委员会", "某县乙局", "某县丙局"]), 2, "wide names take fewer");
}

#[test]
fn a_name_too_long_for_its_line_stands_in_two_below_its_seal() {
    let name = "中共某某县委农业和农村工作领导小组办公室某某县乡村振兴服务中心";
    for seals in [true, false] {
        let seal = Seal { diameter: Length::mm(42), picture: Some("seal.png".into()) };
        let made = lay_out(&Document {
            blocks: signed(3, &[name]),
            validation: if seals { Validation::Seals(vec![seal]) } else { Validation::Unsealed },
            ..Document::default()
        });
        let lines = &made.facts.closings[&1].lines;
        assert_eq!(lines.len(), 3, "two lines of the name and the date");
        let found: Vec<common::PlacedLine> =
            common::pieces(&made.pages[0]).into_iter().filter(|line| !line.text.contains('锦')).collect();
        assert_eq!(format!("{}{}", found[0].text, found[1].text), name);
        assert!(close(found[0].left + found[0].right - found[1].left - found[1].right, 0.0), "{found:?}");
        for line in &found {
            assert!(line.left >= Length::mm(28) && line.right <= RIGHT, "{line:?}");
        }
        assert_eq!(pictures(&made).len(), usize::from(seals));
        if let Some(seal) = pictures(&made).first() {
            let (top, foot) = (line_top(found[0].baseline), line_top(found[2].baseline) + PITCH);
            assert!(seal.y <= top && seal.y + seal.height >= foot, "over both lines and the date: {seal:?}");
        }
    }
}

#[test]
fn a_name_that_no_seal_reaches_over_is_an_error() {
    let name = "某某县人民政府办公室".repeat(12);
    let seals = vec![Seal { diameter: Length::mm(42), picture: None }];
    let document =
        Document { blocks: signed(3, &[&name]), validation: Validation::Seals(seals), ..Document::default() };
    let style = Stylesheet::gbt9704();
    let found =
        gongwen_layout::layout(&document, &style, &common::FONTS, &Default::default()).expect_err("refused");
    assert_eq!(found.0[0].code, "gbt9704/signature-too-long");
    assert_eq!(found.0[0].place.path, "signatures[0]");
    assert!(found.0[0].help.is_some());
}

#[test]
fn one_long_name_does_not_part_the_seals_of_joint_bodies() {
    let names = [
        "某某省某某市某某县人民政府",
        "某某县公安局",
        "中共某某县委农业和农村工作领导小组办公室",
        "某某县住建局",
    ];
    let made = sealed(2, &names, 42);
    let seals = pictures(&made);
    assert_eq!(made.pages.len(), 1);
    assert_eq!((seals[0].y, seals[2].y), (seals[1].y, seals[3].y), "two rows of two");
    assert_eq!((seals[0].x, seals[1].x), (seals[2].x, seals[3].x), "in the same columns");
}

#[test]
fn ten_bodies_with_a_long_name_among_them_leave_no_page_without_text() {
    let mut names = ["某某县公安局"; 10];
    names[7] = "某某县教育和体育局";
    names[8] = "某某县卫生健康委员会";
    let made = sealed(1, &names, 42);
    assert_eq!((made.pages.len(), pictures(&made).len()), (1, 10));
    let rows = pictures(&made).chunk_by(|one, other| one.y == other.y).map(<[_]>::len).collect::<Vec<_>>();
    assert_eq!(rows, [3, 3, 3, 1], "the long names stand in two lines");
}

/// Joint bodies whose seals are not of one size, as a county's government and its offices have them.
#[test]
fn up_to_twelve_bodies_leave_no_page_without_text() {
    let names = [
        "某某县发展和改革委员会",
        "某某县人力资源和社会保障局",
        "某某县文化广电新闻出版旅游局",
        "某某县人民政府",
        "某某县农业农村局",
        "某某县住房和城乡建设局",
        "某某县财政局",
    ];
    for diameters in [&[42][..], &[45], &[42, 45]] {
        for count in 2..=12 {
            for turn in 0..names.len() {
                let names: Vec<&str> = names.iter().copied().cycle().skip(turn).take(count).collect();
                let seals = diameters
                    .iter()
                    .cycle()
                    .take(count)
                    .map(|wide| Seal { diameter: Length::mm(*wide), picture: None });
                let document = Document {
                    blocks: signed(12, &names),
                    validation: Validation::Seals(seals.collect()),
                    ..Document::default()
                };
                let made = lay_out(&document);
                let (page, date) = find(&made, DATE);
                let case = format!("{count} bodies from {turn} with seals of {diameters:?}");
                assert!(
                    lines(&made.pages[page]).iter().any(|line| line.text.contains('锦')),
                    "no text: {case}"
                );
                // Never nearer than two characters from the right edge, and told where it is nearer than four.
                let white = (RIGHT - date.right).to_mm() / CELL.to_mm();
                assert!(white > 1.99, "{white} characters: {case}");
                let told = made.misfits.iter().any(|found| found.code == "gbt9704/7.3.5.1");
                assert_eq!(white < 3.99, told, "{white} characters: {case}");
            }
        }
    }
}

/// With a date as wide as they come, three names stand left of it only when the long ones are broken earlier.
#[test]
fn ten_bodies_stand_on_the_page_of_the_text_under_a_wide_date() {
    let names = [
        "某某县人民政府",
        "某某县人民法院",
        "某某县人民检察院",
        "某某县公安局",
        "某某县司法局",
        "某某县财政局",
        "某某县教育体育局",
        "某某县民政局",
        "某某县卫生健康委员会",
        "某某县总工会",
    ];
    let mut blocks = vec![body(1)];
    blocks.extend(names.iter().map(|name| paragraph(Role::Signature, name)));
    blocks.push(paragraph(Role::IssueDate, "2025年12月31日"));
    let seal = Seal { diameter: Length::mm(42), picture: Some("seal.png".into()) };
    let made = lay_out(&Document {
        blocks,
        validation: Validation::Seals(vec![seal; names.len()]),
        ..Document::default()
    });
    let seals = pictures(&made);
    let rows = seals.chunk_by(|one, other| one.y == other.y).map(<[_]>::len).collect::<Vec<_>>();
    assert_eq!((made.pages.len(), rows), (1, vec![3, 3, 3, 1]));
    assert!(seals.iter().all(|seal| seal.x >= Length::mm(28) && seal.x + seal.width <= RIGHT));
}

#[test]
fn rows_of_seals_stand_at_one_pitch_on_the_page_of_the_text() {
    for count in [7, 9, 10, 12] {
        let names: Vec<String> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
            .chars()
            .take(count)
            .map(|name| format!("某县{name}局"))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for text in [1, 2, 12, 21] {
            let made = sealed(text, &names, 42);
            let seals = pictures(&made);
            assert_eq!(seals.len(), count);
            let mut rows: Vec<Length> = seals.iter().map(|seal| seal.y).collect();
            rows.dedup();
            assert_eq!(rows.len(), count.div_ceil(3));
            for rows in rows.windows(3) {
                assert!(close(rows[2] - rows[1] - (rows[1] - rows[0]), 0.0), "{rows:?}");
            }
            assert!(made.facts.signed_without_text.is_empty(), "{count} bodies below {text} lines");
        }
    }
    let names: Vec<String> =
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳".chars().map(|name| format!("某县{name}局")).collect();
    let made = sealed(3, &names.iter().map(String::as_str).collect::<Vec<_>>(), 42);
    assert_eq!(pictures(&made).len(), 16);
    assert!(gongwen_layout::signed_without_text(&made.facts).is_some(), "more than a page holds");
    assert!(made.facts.closings[&1].lines.iter().any(|line| line.starts_page));
}

#[test]
fn a_seal_takes_lines_of_text_along_and_stays_on_the_paper() {
    for text in 12..24 {
        let made = sealed(text, &["某某县人民政府"], 42);
        let page = made.pages.last().expect("pages");
        let found = lines(page);
        assert!(found.len() >= 4, "after {text} lines: {found:?}");
        assert!(page.pictures[0].y + page.pictures[0].height <= Length::mm(262), "after {text} lines");
    }
}

#[test]
fn page_one_keeps_a_line_of_text_when_the_signature_takes_lines_along() {
    let mut blocks = vec![paragraph(Role::Title, "题"), paragraph(Role::Addressees, "某："), body(14)];
    blocks.push(body(1));
    blocks.push(paragraph(Role::Signature, "某某县人民政府"));
    blocks.push(paragraph(Role::IssueDate, DATE));
    blocks[2] = paragraph(Role::Body, "文");
    let document = Document {
        letterhead: Some(gongwen_document::Letterhead {
            issuer_marks: vec!["甲局".to_owned(), "乙局".to_owned(), "丙局".to_owned()],
            document_number: Some("某发〔2026〕1号".to_owned()),
            ..Default::default()
        }),
        validation: Validation::Seals(vec![Seal { diameter: Length::mm(90), picture: None }]),
        blocks,
        ..Document::default()
    };
    let made = lay_out(&document);
    assert_eq!((find(&made, "文").0, find(&made, DATE).0), (0, 1));
    assert!(!made.facts.recipients_moved);
}

#[test]
fn names_without_seals_stand_below_each_other() {
    let names = ["某某县财政局", "某某县发展和改革委员会", "某某县水利局"];
    let made = lay_out(&Document { blocks: signed(3, &names), ..Document::default() });
    let first = find(&made, names[0]).1;
    assert_eq!(line_top(first.baseline), Length::mm(37) + PITCH * 4, "one blank line");
    for (index, name) in names.iter().enumerate() {
        let name = find(&made, name).1;
        assert_eq!((name.left, name.baseline), (first.left, first.baseline + PITCH * index as i64));
    }
    assert_eq!(find(&made, names[1]).1.right, RIGHT - CELL * 2);
    assert_eq!(find(&made, DATE).1.left, first.left + CELL * 2);
    assert_eq!(made.facts.closings[&1].lines[0].before, PITCH);
}

fn stamped(posts: &[&str], names: &[&str]) -> Pages {
    let stamp = |post: &&str| SignatureStamp {
        post: (*post).to_owned(),
        width: Length::mm(40),
        height: Length::mm(20),
        picture: Some("stamp.png".into()),
    };
    lay_out(&Document {
        blocks: signed(3, names),
        validation: Validation::Stamps(posts.iter().map(stamp).collect()),
        ..Document::default()
    })
}

#[test]
fn the_signature_stamp_stands_between_post_and_date() {
    let made = stamped(&["县　长"], &[]);
    let stamp = pictures(&made)[0];
    let text = Length::mm(37) + PITCH * 3;
    assert_eq!(stamp.y - text, PITCH * 2, "two blank lines");
    assert_eq!((stamp.width, stamp.height), (Length::mm(40), Length::mm(20)));
    assert_eq!(stamp.x + stamp.width, RIGHT - CELL * 4, "four characters from the right");
    let post = find(&made, "县　长").1;
    assert_eq!(post.right, stamp.x - CELL * 2, "two characters left of the stamp");
    assert!(
        close(post.baseline - Length::pt(16).scale(38, 100) - middle(stamp).1, 0.0),
        "in the middle of its height"
    );
    let date = find(&made, DATE).1;
    assert_eq!(line_top(date.baseline) - stamp.y - stamp.height, PITCH, "one blank line");
    assert_eq!(date.right, RIGHT - CELL * 4);
    let place = made.facts.closings[&1].lines[0].seals[0];
    assert_eq!((place.seal, place.y), (0, stamp.y - line_top(post.baseline)));
}

#[test]
fn joint_stamps_stand_one_a_row_below_each_other() {
    let made = stamped(&["某某县财政局局长", "某某县水利局局长"], &[]);
    let stamps = pictures(&made);
    assert_eq!(stamps.len(), 2);
    assert_eq!(stamps[0].x, stamps[1].x);
    assert!(stamps[1].y >= stamps[0].y + stamps[0].height);
    let posts = ["某某县财政局局长", "某某县水利局局长"].map(|post| find(&made, post).1);
    assert_eq!((posts[0].left, posts[0].right), (posts[1].left, posts[1].right));
    let date = find(&made, DATE).1;
    assert_eq!(line_top(date.baseline) - stamps[1].y - stamps[1].height, PITCH);
    // A name beside a stamp is printed too, and a stamp without a date is not lost.
    let named = stamped(&["县长"], &["某某县人民政府"]);
    assert!(find(&named, "某某县人民政府").1.baseline < find(&named, "县长").1.baseline);
    let undated = lay_out(&Document {
        blocks: vec![body(1)],
        validation: Validation::Stamps(vec![SignatureStamp {
            post: "县长".to_owned(),
            width: Length::mm(40),
            height: Length::mm(20),
            picture: None,
        }]),
        ..Document::default()
    });
    find(&undated, "县长");
}

#[test]
fn the_note_stands_on_the_line_after_the_date_and_never_alone() {
    for text in 1..24 {
        let mut blocks = signed(text, &["某某县人民政府"]);
        blocks.push(paragraph(Role::Note, "（此件公开发布）"));
        let made = lay_out(&Document { blocks, ..Document::default() });
        let ((page, note), (other, date)) = (find(&made, "（此件公开发布）"), find(&made, DATE));
        assert_eq!((page, note.baseline), (other, date.baseline + PITCH));
        // The first bracket is as wide as a character and indented by two.
        assert!(note.left >= Length::mm(28) + CELL * 2 && note.left < Length::mm(28) + CELL * 3);
    }
}

#[test]
fn the_style_says_where_seals_stand() {
    let mut style = Stylesheet::gbt9704();
    style.closing.sealed_date_indent = 200;
    let seals = vec![Seal { diameter: Length::mm(42), picture: None }];
    let document = Document {
        blocks: signed(3, &["某某县人民政府"]),
        validation: Validation::Seals(seals),
        ..Document::default()
    };
    let made =
        gongwen_layout::layout(&document, &style, &common::FONTS, &Default::default()).expect("laid out");
    assert!(close(find(&made, DATE).1.right - RIGHT + CELL * 2, 0.0));
}

/// Long names of offices, with the joints where an editor would part them.
const OFFICES: &[&str] = &[
    "某某县|文化|广电|新闻|出版|旅游局",
    "某某县|人力|资源|和|社会|保障局",
    "某某县|住房|和|城乡|建设局",
    "某某县|发展|和|改革|委员会",
    "某某县|市场|监督|管理局",
    "某某县|退役|军人|事务局",
    "某某县|卫生|健康|委员会",
    "某某县|自然|资源|和|规划局",
    "某某县|工业|和|信息化局",
    "某某县|国有|资产|监督|管理|委员会",
    "某某县|文化|和|旅游局",
    "某某县|教育|体育局",
    "某某县|机关|事务|管理局",
    "某某县|广播|电视|新闻|出版局",
    "某某县|科学|技术|和|商务局",
    "某某县|民族|宗教|事务局",
    "某某县|行政|审批|服务|管理局",
    "某某县|人民|政府|办公室",
    "某某县|公共|资源|交易|中心",
    "某某县|农业|农村局",
    "某某县|生态|环境局",
    "某某县|供销|合作社|联合社",
    "某某县|残疾人|联合会",
    "某某县|医疗|保障局",
    "某某县|城市|管理|综合|执法局",
    "某某县|林业|和|草原局",
    "某某县|乡村|振兴局",
    "某某县|政务|服务|数据|管理局",
];

#[test]
fn names_in_narrow_columns_break_between_words() {
    let mut wrong = Vec::new();
    for office in OFFICES {
        let name = office.replace('|', "");
        let mut ends: Vec<usize> = vec![0];
        for part in office.split('|') {
            ends.push(ends.last().copied().unwrap_or(0) + part.chars().count());
        }
        for diameter in [42, 45] {
            let made = sealed(3, &[name.as_str(); 10], diameter);
            let (page, _) = find(&made, DATE);
            // The last name stands alone in its row, over the date.
            let rows: Vec<String> = lines(&made.pages[page]).into_iter().map(|line| line.text).collect();
            let mut at = 0;
            for row in rows.iter().rev().skip(1).take_while(|_| at < name.chars().count()).collect::<Vec<_>>()
            {
                at += row.chars().count();
                if !ends.contains(&(name.chars().count() - at.min(name.chars().count()))) {
                    wrong.push(format!("{office}: {row} ({diameter} mm)"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
