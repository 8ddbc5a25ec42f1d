//! The package: valid order of elements, parts that know each other, the same bytes every time, hostile text.

use crate::common;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::process::Command;
use std::sync::Arc;

use common::*;
use gongwen_document::{BlockKind, Inline, Mark, Properties, Role};
use roxmltree::{Document as Xml, Node};

/// Children of elements in the order of ISO/IEC 29500-1, as far as this writer uses them.
const SEQUENCES: &[(&str, &str)] = &[
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore widowControl tabs kinsoku wordWrap overflowPunct \
         autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc textAlignment outlineLvl rPr sectPr",
    ),
    ("rPr", "rStyle rFonts b i color spacing w kern position sz szCs u vertAlign lang"),
    ("tblPr", "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"),
    ("tblBorders", "top left bottom right insideH insideV"),
    ("tblCellMar", "top left bottom right"),
    ("tcPr", "tcW gridSpan vMerge tcBorders vAlign"),
    ("tbl", "tblPr tblGrid tr"),
    ("tr", "trPr tc"),
    ("tc", "tcPr p"),
    ("p", "pPr r hyperlink"),
    ("sectPr", "footerReference pgSz pgMar cols docGrid"),
    ("style", "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr"),
    ("styles", "docDefaults latentStyles style"),
    ("docDefaults", "rPrDefault pPrDefault"),
    (
        "settings",
        "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders \
         characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat themeFontLang clrSchemeMapping \
         decimalSymbol listSeparator",
    ),
    ("compat", "balanceSingleByteDoubleByteWidth doNotExpandShiftReturn useFELayout compatSetting"),
    ("font", "altName charset family pitch"),
];

#[test]
fn children_stand_in_the_order_of_the_schema() {
    let mut seen = BTreeSet::new();
    for (name, part) in &parts(&render(&everything())) {
        let xml = Xml::parse(part).unwrap();
        for node in xml.descendants().filter(|node| node.tag_name().namespace() == Some(W)) {
            let element = node.tag_name().name();
            let Some((element, sequence)) = SEQUENCES.iter().find(|(name, _)| *name == element) else {
                continue;
            };
            seen.insert(*element);
            // Text and links of a paragraph may stand in any order.
            let last = if *element == "p" { 1 } else { usize::MAX };
            let rank = |child: Node<'_, '_>| {
                let child = child.tag_name().name();
                sequence
                    .split_whitespace()
                    .position(|name| name == child)
                    .unwrap_or_else(|| panic!("{name}: {child} in {element}"))
                    .min(last)
            };
            let ranks: Vec<usize> = node.children().filter(Node::is_element).map(rank).collect();
            assert!(ranks.is_sorted(), "{name}: {element} {ranks:?}");
        }
    }
    assert_eq!(seen.len(), SEQUENCES.len(), "each sequence is put to the test: {seen:?}");
}

#[test]
fn every_part_is_declared_and_every_target_there() {
    let parts = parts(&render(&everything()));
    let types = Xml::parse(&parts["[Content_Types].xml"]).unwrap();
    let declared: BTreeSet<&str> =
        types.descendants().filter_map(|node| node.attribute("PartName")).collect();
    let stored: BTreeSet<String> = parts
        .keys()
        .filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml")
        .map(|name| format!("/{name}"))
        .collect();
    assert_eq!(declared, stored.iter().map(String::as_str).collect());
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let xml = Xml::parse(&parts[rels]).unwrap();
        let mut ids = BTreeSet::new();
        for node in xml.descendants().filter(|node| node.has_attribute("Target")) {
            assert!(ids.insert(node.attribute("Id").unwrap()));
            if node.attribute("TargetMode").is_none() {
                let target = format!("{folder}{}", node.attribute("Target").unwrap());
                assert!(parts.contains_key(&target), "{target}");
            }
        }
    }
}

#[test]
fn entries_carry_no_time_and_all_but_short_ones_are_deflated() {
    let file = render(&everything());
    let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name(), "[Content_Types].xml");
    for index in 0..zip.len() {
        let entry = zip.by_index(index).unwrap();
        // A few hundred bytes are not worth a compressor of their own; what documents share has been compressed once.
        let long = entry.size() > 2048 && !entry.name().starts_with("word/media/");
        assert!(!long || entry.compression() == zip::CompressionMethod::Deflated, "{:?}", entry.name());
        let short = entry.name().starts_with("docProps/");
        assert!(!short || entry.compression() == zip::CompressionMethod::Stored, "{:?}", entry.name());
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn the_same_bytes_twice_and_on_eight_threads() {
    let document = everything();
    let first = render(&document);
    // Another document in between moves every counter that docx-rs keeps.
    render(&of(vec![paragraph(Role::Body, "甲"), paragraph(Role::Body, "乙")]));
    assert!(render(&document) == first);
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| (0..5).map(|_| render(&document)).collect::<Vec<_>>())).collect();
        for thread in threads {
            assert!(thread.join().unwrap().into_iter().all(|file| file == first));
        }
    });
}

#[test]
fn the_same_bytes_in_two_processes() {
    let run = || {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "package::print_bytes", "--ignored", "--nocapture"])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find_map(|line| line.split("bytes: ").nth(1)).unwrap().to_owned();
        assert!(line.len() > 2000);
        line
    };
    assert_eq!(run(), run());
}

#[test]
#[ignore = "run by the_same_bytes_in_two_processes"]
fn print_bytes() {
    let hex: String = render(&everything()).iter().map(|byte| format!("{byte:02x}")).collect();
    println!("bytes: {hex}");
}

#[test]
fn hostile_text_comes_out_as_itself() {
    let hostile = "<p>{{x}}]]>&amp;&#x0;'\"</w:t><w:pPr><!-- <![CDATA[ 𠮷\u{200B}\u{E000}";
    let mut document = everything();
    document.properties = Properties {
        title: hostile.to_owned(),
        author: hostile.to_owned(),
        subject: hostile.to_owned(),
        keywords: vec![hostile.to_owned()],
        date: Some(hostile.to_owned()),
    };
    document.blocks = vec![
        paragraph(Role::Title, hostile),
        block(BlockKind::Paragraph {
            role: Role::Body,
            inlines: vec![Inline::Text {
                text: hostile.to_owned(),
                mark: Mark::Strong,
                link: Some(Arc::from(hostile)),
            }],
        }),
        block(BlockKind::Table(gongwen_document::Table { rows: vec![row(vec![cell(hostile)])], ..table() })),
    ];
    let parts = parts(&render(&document));
    for part in parts.values() {
        Xml::parse(part).unwrap();
    }
    let body = Xml::parse(&parts["word/document.xml"]).unwrap();
    let found: Vec<String> = elements(body.root(), "p").into_iter().map(text).collect();
    assert_eq!(found.iter().filter(|text| *text == hostile).count(), 3);
    let core = Xml::parse(&parts["docProps/core.xml"]).unwrap();
    assert_eq!(core.descendants().filter(|node| node.is_text() && node.text() == Some(hostile)).count(), 5);
}

#[test]
fn what_xml_cannot_hold_is_marked_not_written() {
    let text_of = |document: &str| {
        let body = body(&of(vec![paragraph(Role::Body, document)]));
        let xml = Xml::parse(&body).unwrap();
        text(elements(xml.root(), "p")[0])
    };
    let every: String = ('\0'..='\u{1F}').chain(['\u{FFFE}', '\u{FFFF}']).collect();
    assert_eq!(text_of(&format!("甲{every}乙")).chars().count(), every.chars().count() + 2);
    assert_eq!(text_of("甲\u{1}乙\n丙"), "甲\u{FFFD}乙 丙");
}

#[test]
fn a_paragraph_of_a_million_characters() {
    let long = "锦江镇工作报告，".repeat(125_000);
    let body = body(&of(vec![paragraph(Role::Body, &long)]));
    let xml = Xml::parse(&body).unwrap();
    assert!(text(elements(xml.root(), "p")[0]) == long);
}

#[test]
fn an_empty_document_is_a_word_file() {
    let parts = parts(&render(&of(Vec::new())));
    let body = Xml::parse(&parts["word/document.xml"]).unwrap();
    assert_eq!(elements(body.root(), "sectPr").len(), 1);
}
