//! For every document: either an error that names what does not fit, or pages on which nothing is off the paper and
//! nothing stands over anything else. The pages are read by a walk of the test's own, over glyphs and rules; the report of the
//! layout looks at neither.

use crate::common;

use common::{FONTS, block, paragraph};
use gongwen_document::{
    Align, Block, BlockKind, Cell, Document, Format, Imprint, Inline, Length, Letterhead, Orientation, Role,
    Row, Seal, SignatureStamp, Stylesheet, Table, Validation,
};
use gongwen_layout::{GlyphRun, Options, Page, layout};
use proptest::prelude::*;

/// Text of up to so many pieces.
fn text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "某某县人民政府",
        "关于",
        "农村",
        "，",
        "（某某）",
        "《某某办法》",
        "——",
        "2025年",
        "22961.97亩",
        "https://www.example.gov.cn/a/b?c=1",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "工作",
        "12.5%",
    ]);
    prop::collection::vec(piece, 1..=most).prop_map(|pieces| pieces.concat())
}

/// Mostly short lists, now and then a very long one.
fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        4 => prop::collection::vec(text(2), 0..4),
        1 => prop::collection::vec(text(3), 0..most),
    ]
}

fn letterhead() -> impl Strategy<Value = Letterhead> {
    let fields = (
        prop::option::of(Just("000001".to_owned())),
        prop::option::of(prop_oneof![Just("机密★1年".to_owned()), text(20)]),
        prop::option::of(prop_oneof![Just("特急".to_owned()), text(20)]),
        prop::option::of(prop_oneof![Just("某政发〔2026〕1号".to_owned()), text(12)]),
        names(12),
        names(70),
    );
    fields.prop_map(|(copy_number, classification, urgency, document_number, issuer_marks, approvers)| {
        Letterhead {
            copy_number,
            classification,
            urgency,
            issuer_marks,
            mark_suffix: "文件".to_owned(),
            document_number,
            approvers,
            preprinted: false,
        }
    })
}

fn table() -> impl Strategy<Value = Block> {
    (1usize..40, 1usize..30, text(3), 0usize..3).prop_map(|(rows, columns, text, header_rows)| {
        let cell = |header: bool| Cell {
            inlines: vec![Inline::text(text.as_str())],
            header,
            column_span: 1,
            row_span: 1,
            align: Align::Center,
        };
        let row = |header: bool| Row { cells: vec![cell(header); columns], ..Row::default() };
        let rows = (0..rows).map(|index| row(index < header_rows)).collect();
        let columns = vec![gongwen_document::ColumnWidth::Share(1000); columns];
        block(BlockKind::Table(Table {
            caption: Some(vec![Inline::text("某某表")]),
            columns,
            header_rows,
            rows,
            ..Table::default()
        }))
    })
}

fn body() -> impl Strategy<Value = Block> {
    let role = prop::sample::select(vec![
        Role::Body,
        Role::Body,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::AttachmentNote,
        Role::AttachmentTitle,
    ]);
    let noted = (text(10), text(60)).prop_map(|(text, note)| {
        let inlines = vec![Inline::text(text), Inline::Footnote(vec![Inline::text(note)])];
        block(BlockKind::Paragraph { role: Role::Body, inlines })
    });
    prop_oneof![
        8 => (role, text(40)).prop_map(|(role, text)| paragraph(role, &text)),
        2 => noted,
        2 => table(),
        1 => prop::bool::ANY.prop_map(|lies| {
            let orientation = if lies { Orientation::Landscape } else { Orientation::Portrait };
            block(BlockKind::PageBreak { orientation })
        }),
    ]
}

fn validation() -> impl Strategy<Value = Validation> {
    let seal = (10i64..60).prop_map(|diameter| Seal { diameter: Length::mm(diameter), picture: None });
    let stamp = (text(6), 10i64..80, 5i64..60).prop_map(|(post, width, height)| SignatureStamp {
        post,
        width: Length::mm(width),
        height: Length::mm(height),
        picture: None,
    });
    prop_oneof![
        Just(Validation::Unsealed),
        prop::collection::vec(seal, 0..8).prop_map(Validation::Seals),
        prop::collection::vec(stamp, 0..5).prop_map(Validation::Stamps),
    ]
}

fn imprint() -> impl Strategy<Value = Imprint> {
    let date = prop::option::of(Just("2026年12月25日".to_owned()));
    (names(300), names(20), prop::option::of(text(8)), date).prop_map(
        |(copy_recipients, others, printing_office, printing_date)| Imprint {
            main_recipients: Vec::new(),
            copy_recipients,
            printing_office,
            printing_date,
            others,
        },
    )
}

fn documents() -> impl Strategy<Value = Document> {
    let parts = (
        prop::sample::select(Format::ALL.to_vec()),
        prop::option::of(letterhead()),
        text(20),
        prop::option::of(text(30)),
        prop::collection::vec(body(), 0..10),
        names(8),
        validation(),
        prop::option::of(text(10)),
        prop::option::of(imprint()),
    );
    parts.prop_map(|(format, letterhead, title, addressees, body, signatures, validation, note, imprint)| {
        let mut blocks = vec![paragraph(Role::Title, &title)];
        blocks.extend(addressees.map(|text| paragraph(Role::Addressees, &text)));
        blocks.extend(body);
        blocks.extend(signatures.iter().map(|name| paragraph(Role::Signature, name)));
        blocks.push(paragraph(Role::IssueDate, "2026年12月25日"));
        blocks.extend(note.map(|text| paragraph(Role::Note, &text)));
        Document { format, letterhead, blocks, validation, imprint, ..Document::default() }
    })
}

/// The middle of each glyph's em square, where ink certainly is: left, top, right, bottom.
fn boxes(page: &Page) -> Vec<[i64; 4]> {
    let of = |run: &GlyphRun| {
        let (size, baseline) = (run.size.emu(), run.baseline.emu());
        let (top, bottom) = (baseline - size * 70 / 100, baseline);
        let glyph = |(glyph, character): (&gongwen_layout::Glyph, char)| {
            let (left, right) = (glyph.x.emu(), (glyph.x + glyph.advance).emu());
            let inside = (right - left) / 4;
            let shown = !character.is_whitespace() && right > left;
            shown.then_some([left + inside, top, right - inside, bottom])
        };
        run.glyphs.iter().zip(run.text.chars()).filter_map(glyph).collect::<Vec<_>>()
    };
    page.runs.iter().flat_map(of).collect()
}

fn wrong(page: &Page) -> Option<String> {
    let (width, height) = (page.width.emu(), page.height.emu());
    let mut boxes = boxes(page);
    if let Some(found) = boxes
        .iter()
        .find(|[left, top, right, bottom]| *left < 0 || *top < 0 || *right > width || *bottom > height)
    {
        return Some(format!("off the paper: {found:?}"));
    }
    boxes.sort_by_key(|found| found[1]);
    for (index, one) in boxes.iter().enumerate() {
        let later = boxes.iter().skip(index + 1).take_while(|other| other[1] < one[3]);
        for other in later {
            // A little is nothing: marks of footnotes beside their word.
            let slack = Length::hundredths_mm(60).emu();
            let over = one[0].max(other[0]) + slack < one[2].min(other[2])
                && one[1].max(other[1]) + slack < one[3].min(other[3]);
            if over {
                return Some(format!("over each other: {one:?} {other:?}"));
            }
        }
    }
    for rule in &page.rules {
        let (left, top) = (rule.x.emu(), rule.y.emu());
        let (right, bottom) = (left + rule.width.emu(), top + rule.height.emu());
        if left < 0 || top < 0 || right > width || bottom > height {
            return Some(format!("rule off the paper: {rule:?}"));
        }
        let slack = Length::hundredths_mm(60).emu();
        let through = |found: &&[i64; 4]| {
            found[0] + slack < right
                && left < found[2] - slack
                && found[1] + slack < bottom
                && top < found[3] - slack
        };
        if let Some(found) = boxes.iter().find(through) {
            return Some(format!("a rule through type: {rule:?} {found:?}"));
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_is_right_or_refused(document in documents()) {
        let made = layout(&document, &Stylesheet::gbt9704(), &FONTS, &Options::default());
        let made = made.expect("every character has a face");
        if made.misfits.iter().any(gongwen_document::Diagnostic::is_error) {
            return Ok(());
        }
        for (number, page) in made.pages.iter().enumerate() {
            prop_assert_eq!(wrong(page), None, "page {}", number + 1);
        }
    }
}
