//! What holds for every document with letterhead, seals and imprint: no character lost, nothing outside the paper,
//! no two lines over each other, the imprint on an even last page.

use crate::common;

use std::collections::BTreeMap;

use common::{FONTS, block, paragraph};
use gongwen_document::{
    BlockKind, Document, Format, Imprint, Length, Letterhead, Orientation, Role, Seal, SignatureStamp,
    Stylesheet, Validation, to_text,
};
use gongwen_layout::{MissingGlyph, Options, layout};
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "某县",
        "某某县人民政府",
        "某某县发展和改革委员会",
        "中共某某县某某镇委员会办公室",
        "某局（某办）",
    ])
    .prop_map(str::to_owned)
}

/// It, nothing, or something far too long.
fn maybe(text: &'static str) -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        3 => Just(None),
        6 => Just(Some(text.to_owned())),
        1 => (2_usize..9).prop_map(move |times| Some(text.repeat(times))),
    ]
}

fn letterhead() -> impl Strategy<Value = Letterhead> {
    (
        (maybe("000001"), maybe("机密★1年"), maybe("特急"), maybe("某政发〔2026〕1号")),
        prop::collection::vec(name(), 0..5),
        prop::sample::select(vec!["", "文件", "令"]),
        prop::collection::vec(name(), 0..6),
        prop::bool::ANY,
    )
        .prop_map(|(lines, issuer_marks, suffix, approvers, preprinted)| Letterhead {
            copy_number: lines.0,
            classification: lines.1,
            urgency: lines.2,
            document_number: lines.3,
            mark_suffix: if issuer_marks.is_empty() { String::new() } else { suffix.to_owned() },
            issuer_marks,
            approvers,
            preprinted,
        })
}

fn imprint() -> impl Strategy<Value = Imprint> {
    (
        prop::collection::vec(name(), 0..30),
        prop::option::of(name()),
        prop::bool::ANY.prop_map(|there| there.then(|| "2026年10月15日".to_owned())),
        prop::collection::vec(name(), 0..3),
    )
        .prop_map(|(copy_recipients, printing_office, printing_date, others)| Imprint {
            copy_recipients,
            printing_office,
            printing_date,
            others,
            ..Imprint::default()
        })
}

fn validation() -> impl Strategy<Value = Validation> {
    let picture = || Some("seal.png".into());
    prop_oneof![
        Just(Validation::Unsealed),
        prop::collection::vec(30_i64..60, 0..6).prop_map(move |diameters| Validation::Seals(
            diameters.into_iter().map(|mm| Seal { diameter: Length::mm(mm), picture: picture() }).collect()
        )),
        prop::collection::vec((name(), 20_i64..50, 5_i64..40), 1..4).prop_map(move |stamps| {
            Validation::Stamps(
                stamps
                    .into_iter()
                    .map(|(post, width, height)| SignatureStamp {
                        post,
                        width: Length::mm(width),
                        height: Length::mm(height),
                        picture: picture(),
                    })
                    .collect(),
            )
        }),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let head = (
        prop::sample::select(Format::ALL.to_vec()),
        prop::option::of(letterhead()),
        prop::option::of(imprint()),
        validation(),
    );
    let text = (
        prop::collection::vec(name(), 0..60),
        prop::collection::vec(1_usize..8, 0..8),
        prop::collection::vec(name(), 0..6),
        prop::bool::ANY,
        prop::bool::ANY,
        prop::bool::ANY,
    );
    (head, text).prop_map(|((format, letterhead, imprint, validation), text)| {
        let (addressees, bodies, signatures, dated, noted, lying) = text;
        let mut blocks = vec![paragraph(Role::Title, "关于做好工作的通知")];
        if !addressees.is_empty() {
            blocks.push(paragraph(Role::Addressees, &format!("{}：", addressees.join("、"))));
        }
        blocks.extend(bodies.into_iter().map(common::body));
        blocks.extend(signatures.iter().map(|name| paragraph(Role::Signature, name)));
        if dated {
            blocks.push(paragraph(Role::IssueDate, "2026年1月5日"));
        }
        if noted {
            blocks.push(paragraph(Role::Note, "（公开）"));
        }
        if lying {
            blocks.push(block(BlockKind::PageBreak { orientation: Orientation::Landscape }));
            blocks.push(paragraph(Role::AttachmentLabel, "附件"));
            blocks.push(paragraph(Role::AttachmentTitle, "名单"));
        }
        Document { format, letterhead, imprint, validation, blocks, ..Document::default() }
    })
}

/// All that is to be printed.
fn written(document: &Document, moved: bool) -> String {
    let mut text = to_text(document).replace(['\n', '\t'], "");
    if let Some(head) = &document.letterhead {
        for line in [&head.copy_number, &head.classification, &head.urgency, &head.document_number] {
            text.push_str(line.as_deref().unwrap_or_default());
        }
        if !head.preprinted {
            text.push_str(&head.issuer_marks.concat());
            text.push_str(&head.mark_suffix);
        }
        if !head.approvers.is_empty() {
            text.push_str("签发人：");
            text.push_str(&head.approvers.concat());
        }
    }
    if let Validation::Stamps(stamps) = &document.validation {
        stamps.iter().for_each(|stamp| text.push_str(&stamp.post));
    }
    if moved {
        // The colon behind the names is that behind 主送 now.
        text.push_str("主送。");
    }
    if let Some(imprint) = &document.imprint {
        if !imprint.copy_recipients.is_empty() {
            text.push_str(&format!("抄送：{}。", imprint.copy_recipients.join("、")));
        }
        text.push_str(&imprint.others.concat());
        if document.format != Format::Letter {
            text.push_str(imprint.printing_office.as_deref().unwrap_or_default());
            if let Some(date) = &imprint.printing_date {
                text.push_str(&format!("{date}印发"));
            }
        }
    }
    text
}

fn counted(characters: impl Iterator<Item = char>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    characters.for_each(|character| *counts.entry(character).or_insert(0) += 1);
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_element_is_lost_or_stands_off_the_paper_or_over_another(document in document()) {
        let options = Options { missing_glyph: MissingGlyph::Refuse };
        let style = Stylesheet::gbt9704();
        let made = layout(&document, &style, &FONTS, &options).expect("every character has a face");
        prop_assert_eq!(&made, &layout(&document, &style, &FONTS, &options).expect("laid out"), "twice the same");
        let runs = || made.pages.iter().flat_map(|page| &page.runs).filter(|run| run.node.is_some());
        let printed = counted(runs().flat_map(|run| run.text.chars()));
        prop_assert_eq!(printed, counted(written(&document, made.facts.recipients_moved).chars()));
        for page in &made.pages {
            let (left, right) = match page.orientation {
                Orientation::Portrait => (Length::mm(28), Length::mm(184)),
                Orientation::Landscape => (Length::mm(35), Length::mm(260)),
            };
            let lines = common::pieces(page);
            for line in &lines {
                prop_assert!(line.left >= left - Length::pt(9) && line.right <= right + Length::pt(9), "{line:?}");
                prop_assert!(line.baseline > Length::mm(20) && line.baseline < page.height - Length::mm(20), "{line:?}");
            }
            for (index, line) in lines.iter().enumerate() {
                for other in &lines[..index] {
                    let near = (line.baseline - other.baseline).emu().abs() < Length::pt(13).emu();
                    let beside = line.left >= other.right - Length::pt(9) || other.left >= line.right - Length::pt(9);
                    prop_assert!(!near || beside, "{line:?} over {other:?}");
                }
            }
            for picture in &page.pictures {
                prop_assert!(picture.x >= left && picture.x + picture.width <= right, "{picture:?}");
                prop_assert!(picture.y > Length::ZERO && picture.y + picture.height < page.height, "{picture:?}");
            }
        }
        for (index, node) in made.structure.iter().enumerate() {
            prop_assert!(node.children.iter().all(|child| *child > index));
        }
        if let Some(place) = made.facts.imprint {
            prop_assert_eq!(place.page + 1, made.pages.len());
            prop_assert!(document.format == Format::Letter || place.page % 2 == 1, "{place:?}");
        }
        prop_assert_eq!(made.facts.pages, u32::try_from(made.pages.len()).ok());
        let options = Options { missing_glyph: MissingGlyph::Mark };
        let measured = gongwen_layout::measure(&document, &style, &FONTS, &options).expect("pages");
        prop_assert_eq!(measured.facts, made.facts);
    }
}
