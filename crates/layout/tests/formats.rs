//! 信函、命令、纪要 (clause 10), lying pages (clause 8) and pages of attachments (7.3.7), in millimetres.

use crate::common;

use common::{CELL, PITCH, block, body, close, find, ink, lay_out, line_top, lines, paragraph, runs};
use gongwen_document::{
    Align, BlockKind, Cell, ColumnWidth, Document, Format, Inline, Length, Letterhead, Orientation, Role,
    Row, Table,
};
use gongwen_layout::{Color, Pages, Rule};

const TITLE: &str = "关于商请支持有关事项的函";
const NAME: &str = "某某县人民政府";

fn columns(shares: &[u32]) -> Vec<ColumnWidth> {
    shares.iter().map(|share| ColumnWidth::Share(share * 1000)).collect()
}

fn head() -> Letterhead {
    Letterhead {
        classification: Some("秘密★1年".to_owned()),
        urgency: Some("加急".to_owned()),
        issuer_marks: vec![NAME.to_owned()],
        document_number: Some("某府函〔2026〕1号".to_owned()),
        ..Letterhead::default()
    }
}

fn made(format: Format, letterhead: Letterhead, text: usize) -> Pages {
    let mut blocks = vec![paragraph(Role::Title, TITLE), body(text)];
    if format == Format::Order {
        blocks.remove(0);
    }
    lay_out(&Document { format, letterhead: Some(letterhead), blocks, ..Document::default() })
}

fn red(pages: &Pages, page: usize) -> Vec<&Rule> {
    pages.pages[page].rules.iter().filter(|rule| rule.color == Color::Red).collect()
}

#[test]
fn a_letter_has_its_mark_30_mm_below_the_paper_and_double_rules() {
    let made = made(Format::Letter, head(), 60);
    let (top, foot) = ink(runs(&made, NAME)[0]);
    assert!(close(top, 30.0));
    let rules = red(&made, 0);
    assert_eq!(rules.len(), 4);
    for rule in &rules {
        assert!(close(rule.width, 170.0) && close(rule.x, 20.0), "centred on the paper: {rule:?}");
    }
    let [upper_thick, upper_thin, lower_thin, lower_thick] = rules[..] else { panic!("four") };
    assert!(close(upper_thick.y - foot, 4.0), "{rules:?}");
    assert!(upper_thick.height > upper_thin.height && upper_thick.y < upper_thin.y, "thick above thin");
    assert!(lower_thick.height > lower_thin.height && lower_thin.y < lower_thick.y, "thin above thick");
    assert!(close(lower_thick.y + lower_thick.height, 297.0 - 20.0));
    assert!(red(&made, 1).is_empty(), "on page 1 only");
    // A full page ends 7/8 of a character above the lower rules.
    let last = lines(&made.pages[0]).pop().expect("lines");
    let foot = last.baseline + Length::pt(16).scale(12, 100);
    let white = lower_thin.y - foot;
    assert!(close(white - Length::pt(14), 0.0), "{white:?}");
    let found: Vec<_> =
        lines(&made.pages[0]).into_iter().filter(|line| line.text.starts_with('锦')).collect();
    for pair in found.windows(2) {
        let pitch = pair[1].baseline - pair[0].baseline;
        assert!(pitch >= PITCH && pitch < PITCH + Length::mm(1), "{pair:?}");
    }
    // One that is not full keeps to the grid.
    let short = lines(&self::made(Format::Letter, head(), 5).pages[0]);
    assert_eq!(short[short.len() - 1].baseline - short[short.len() - 2].baseline, PITCH);
}

#[test]
fn what_stands_first_in_a_letter_is_seven_eighths_of_a_character_below_the_rules() {
    let made = made(Format::Letter, head(), 3);
    let thin = red(&made, 0)[1];
    let (number, class, urgency) =
        (find(&made, "某府函〔2026〕1号").1, find(&made, "秘密★1年").1, find(&made, "加急").1);
    let top = |baseline: Length| baseline - Length::pt(16).scale(88, 100);
    assert!(close(top(number.baseline) - thin.y - thin.height - Length::pt(14), 0.0), "{number:?}");
    assert_eq!(class.baseline, number.baseline, "the first of them on the number's line");
    assert_eq!(urgency.baseline, class.baseline + PITCH);
    assert!(close(number.right, 184.0) && close(class.left, 28.0) && close(urgency.left, 28.0));
    // The title two lines below the last of them.
    let title = line_top(find(&made, TITLE).1.baseline);
    assert!(close(title - line_top(urgency.baseline) - PITCH * 3, 0.0));
}

#[test]
fn page_one_of_a_letter_carries_no_number() {
    let made = made(Format::Letter, head(), 60);
    assert!(made.pages.len() > 2);
    let labels: Vec<_> = made.pages.iter().map(|page| page.label.as_deref()).collect();
    assert_eq!(labels[..3], [None, Some("2"), Some("3")]);
    assert!(made.pages[0].runs.iter().all(|run| run.node.is_some()));
}

#[test]
fn an_order_has_its_mark_20_mm_down_and_two_lines_around_its_number() {
    let letterhead = Letterhead {
        issuer_marks: vec![NAME.to_owned()],
        mark_suffix: "令".to_owned(),
        document_number: Some("第12号".to_owned()),
        ..Letterhead::default()
    };
    let made = made(Format::Order, letterhead, 3);
    let (top, foot) = ink(runs(&made, "某某县人民政府令")[0]);
    assert!(close(top, 37.0 + 20.0));
    let number = find(&made, "第12号").1;
    assert!(close(line_top(number.baseline) - foot - PITCH * 2, 0.0));
    assert!(close(number.left + number.right, 28.0 + 184.0));
    let text = lines(&made.pages[0]).into_iter().find(|line| line.text.starts_with('锦')).expect("text");
    assert_eq!(text.baseline - number.baseline, PITCH * 3, "two blank lines");
    assert!(made.pages[0].rules.is_empty(), "no rule");
}

#[test]
fn minutes_have_their_mark_35_mm_down_and_those_present_below_the_text() {
    let mut document = Document {
        format: Format::Minutes,
        letterhead: Some(Letterhead {
            issuer_marks: vec!["某某镇专题会议纪要".to_owned()],
            document_number: Some("〔2026〕2号".to_owned()),
            ..Letterhead::default()
        }),
        blocks: vec![paragraph(Role::Title, "研究生产问题"), body(2)],
        ..Document::default()
    };
    for (role, label) in
        [(Role::Attendance, "出席"), (Role::AttendanceNext, "请假"), (Role::AttendanceNext, "列席")]
    {
        let label = Inline::Text { text: label.to_owned(), mark: gongwen_document::Mark::Strong, link: None };
        let inlines = vec![label, Inline::text("："), Inline::Hang, Inline::text("某某某、".repeat(10))];
        document.blocks.push(block(BlockKind::Paragraph { role, inlines }));
    }
    let made = lay_out(&document);
    assert!(close(ink(runs(&made, "某某镇专题会议纪要")[0]).0, 37.0 + 35.0));
    let found = lines(&made.pages[0]);
    let text = found.iter().rposition(|line| line.text.starts_with('锦')).expect("text");
    let rest = &found[text + 1..];
    assert_eq!(rest[0].baseline - found[text].baseline, PITCH * 2, "one blank line");
    assert_eq!(rest.len(), 6);
    for pair in rest.chunks(2) {
        assert!(close(pair[0].left - Length::mm(28) - CELL * 2, 0.0), "{pair:?}");
        assert!(close(pair[1].left - Length::mm(28) - CELL * 5, 0.0), "behind the colon: {pair:?}");
        assert_eq!(pair[1].baseline - pair[0].baseline, PITCH);
    }
}

fn table(rows: usize) -> BlockKind {
    let row = |header: bool, text: &str| Row {
        cells: (0..4)
            .map(|_| Cell {
                inlines: vec![Inline::text(text)],
                header,
                column_span: 1,
                row_span: 1,
                align: Align::Center,
            })
            .collect(),
        ..Row::default()
    };
    let mut all = vec![row(true, "项目")];
    all.extend((0..rows).map(|_| row(false, "数")));
    BlockKind::Table(Table {
        caption: None,
        columns: columns(&[1; 4]),
        header_rows: 1,
        rows: all,
        ..Table::default()
    })
}

#[test]
fn lying_tables_keep_head_binding_and_page_number() {
    let blocks = vec![
        body(3),
        block(BlockKind::PageBreak { orientation: Orientation::Landscape }),
        paragraph(Role::AttachmentLabel, "附件"),
        paragraph(Role::AttachmentTitle, "一览表"),
        block(table(60)),
        block(BlockKind::PAGE_BREAK),
        body(3),
    ];
    let made = lay_out(&Document { blocks, ..Document::default() });
    let lies = |page: &&gongwen_layout::Page| page.orientation == Orientation::Landscape;
    let count = made.pages.iter().filter(lies).count();
    assert!(count >= 3, "{count} lying pages");
    assert_eq!(made.pages.last().map(|page| page.orientation), Some(Orientation::Portrait));
    for (index, page) in made.pages.iter().enumerate().filter(|(_, page)| lies(page)) {
        assert_eq!((page.width, page.height), (Length::mm(297), Length::mm(210)));
        // The head lies at the sheet's left edge: the binding edge of odd pages and the fore edge of even ones, at
        // the distance of the type area; its lines run up the sheet.
        let head = page.rules.iter().map(|rule| rule.y).min().expect("rules");
        let label = page.runs.iter().map(|run| run.baseline).min().expect("runs");
        assert!(head.min(label) >= Length::mm(28), "{head:?}");
        for rule in &page.rules {
            // Binding 28, foot 35 and top 37 mm of the upright sheet are top, left and right margin here.
            assert!(rule.x >= Length::mm(35) && rule.x + rule.width <= Length::mm(297 - 37), "{rule:?}");
            assert!(rule.y + rule.height <= Length::mm(210 - 26) + Length::pt(2), "{rule:?}");
        }
        let widest = page.rules.iter().map(|rule| rule.width).max().expect("rules");
        assert!(close(widest, 225.0), "as wide as the type area is high");
        // The number is where it is on upright pages: in the coordinates of the upright sheet.
        assert!(page.runs.iter().all(|run| run.node.is_some() || !run.text.starts_with('—')));
        let [number] = page.upright_runs.as_slice() else { panic!("one number") };
        assert_eq!(number.text, format!("— {} —", index + 1));
        let (first, last) = (&number.glyphs[0], number.glyphs.last().expect("glyphs"));
        if index % 2 == 0 {
            assert!(close(last.x + last.advance, 184.0 - Length::pt(14).to_mm()), "right on odd pages");
        } else {
            assert!(close(first.x, 28.0 + Length::pt(14).to_mm()), "left on even pages");
        }
        assert!(number.baseline > Length::mm(269) && number.baseline < Length::mm(272));
    }
}

#[test]
fn an_attachment_has_its_label_on_line_one_and_its_title_on_line_three() {
    let blocks = vec![
        body(3),
        block(BlockKind::PAGE_BREAK),
        paragraph(Role::AttachmentLabel, "附件1"),
        paragraph(Role::AttachmentTitle, "联系人名单"),
        body(2),
    ];
    let made = lay_out(&Document { blocks, ..Document::default() });
    let (page, label) = find(&made, "附件1");
    let title = find(&made, "联系人名单").1;
    assert_eq!(page, 1);
    assert_eq!(line_top(label.baseline), Length::mm(37), "line 1");
    assert!(close(label.left, 28.0));
    let top = line_top(title.baseline);
    assert_eq!(top, Length::mm(37) + PITCH * 2, "line 3");
    assert!(close(title.left + title.right, 28.0 + 184.0));
    let run = runs(&made, "附件1")[0];
    assert_eq!(run.face, common::FONTS.primary(gongwen_document::FaceRole::HeiTi));
    assert_eq!(made.facts.heading_pages[&3], "2");
}

#[test]
fn the_note_of_attachments_stands_one_line_below_the_text_with_names_aligned() {
    let note = |role, before: &str, name: &str| {
        let inlines = vec![Inline::text(before), Inline::Hang, Inline::text(name)];
        block(BlockKind::Paragraph { role, inlines })
    };
    let blocks = vec![
        body(3),
        note(Role::AttachmentNote, "附件：1. ", "甲一览表"),
        note(Role::AttachmentNoteNext, "2. ", "乙一览表"),
    ];
    let made = lay_out(&Document { blocks, ..Document::default() });
    let (first, second) = (find(&made, "附件：1. 甲一览表").1, find(&made, "2. 乙一览表").1);
    assert_eq!(line_top(first.baseline), Length::mm(37) + PITCH * 4, "one blank line");
    assert_eq!(second.baseline - first.baseline, PITCH);
    assert!(close(first.left - Length::mm(28) - CELL * 2, 0.0));
    let name = |text: &str| {
        let run = made.pages[0].runs.iter().find(|run| run.text.contains(text)).expect("a run");
        let at = run.text.find(text).expect("the name");
        run.glyphs.iter().find(|glyph| glyph.text.start == at).map(|glyph| glyph.x).expect("a glyph")
    };
    assert_eq!(name("甲"), name("乙"));
}
