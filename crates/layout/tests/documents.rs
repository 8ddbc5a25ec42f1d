//! What holds for every document: nothing lost, everything inside the type area, the structure a tree that every run
//! belongs to, headings and captions never the last on a page.

use crate::common;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{FONTS, block};
use gongwen_document::{
    Align, BlockKind, Cell, Document, Facts, Inline, Length, Mark, Role, Row, Stylesheet, Table,
    footnote_mark, plain_text,
};
use gongwen_layout::{MissingGlyph, Options, Pages, StructureKind, layout, measure};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "锦江镇",
        "人民政府",
        "关于",
        "的",
        "，",
        "。",
        "“",
        "”",
        "（",
        "）",
        "——",
        "……",
        "22961.97亩",
        "70余万人次",
        "12.5%",
        "GIS",
        " ",
        "https://a.cn/b/c.html",
        "工作",
        "报告",
        "\u{e000}",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let mark = prop::sample::select(vec![Mark::Plain, Mark::Strong, Mark::Emphasis]);
    let link = prop::sample::select(vec![None, Some(Arc::from("https://a.cn/"))]);
    let text = (words(), mark, link).prop_map(|(text, mark, link)| Inline::Text { text, mark, link });
    let note = prop_oneof![6 => words(), 1 => words().prop_map(|text| text.repeat(60))];
    let note = note.prop_map(|text| Inline::Footnote(vec![Inline::text(text)]));
    prop::collection::vec(prop_oneof![16 => text, 2 => Just(Inline::Break), 1 => note], 0..4)
}

fn cell() -> impl Strategy<Value = Cell> {
    let align = prop::sample::select(vec![Align::Justify, Align::Left, Align::Center, Align::Right]);
    (inlines(), any::<bool>(), 0_usize..5, 0_usize..5, align).prop_map(
        |(inlines, header, column_span, row_span, align)| Cell {
            inlines,
            header,
            column_span,
            row_span,
            align,
        },
    )
}

fn table() -> impl Strategy<Value = Table> {
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..5), 0..12);
    let columns = prop::collection::vec(prop_oneof![0_u32..9, Just(u32::MAX)], 0..6);
    (prop::option::of(inlines()), columns, 0_usize..4, rows).prop_map(
        |(caption, columns, header_rows, rows)| {
            let rows = rows.into_iter().map(|cells| Row { cells, ..Row::default() }).collect();
            let columns = columns
                .into_iter()
                .map(|it| gongwen_document::ColumnWidth::Share(it.saturating_mul(1000)))
                .collect();
            Table { caption, columns, header_rows, rows, ..Table::default() }
        },
    )
}

fn document() -> impl Strategy<Value = Document> {
    let paragraph = (prop::sample::select(Role::ALL.to_vec()), inlines())
        .prop_map(|(role, inlines)| BlockKind::Paragraph { role, inlines });
    let kind = prop_oneof![
        12 => paragraph,
        2 => table().prop_map(BlockKind::Table),
        1 => Just(BlockKind::PAGE_BREAK),
        1 => (1_u8..5).prop_map(|levels| BlockKind::Contents { levels }),
    ];
    prop::collection::vec(kind.prop_map(block), 0..40).prop_map(|mut blocks| {
        for block in &mut blocks {
            if let BlockKind::Paragraph { role, inlines } = &mut block.kind
                && !role.may_have_footnotes()
            {
                inlines.retain(|inline| !matches!(inline, Inline::Footnote(_)));
            }
        }
        // Addressees below a title may move to an imprint; `elements.rs` sees to those.
        for index in 1..blocks.len() {
            let titled = matches!(&blocks[index - 1].kind, BlockKind::Paragraph { role: Role::Title, .. });
            if let BlockKind::Paragraph { role: role @ Role::Addressees, .. } = &mut blocks[index].kind
                && titled
            {
                *role = Role::Body;
            }
        }
        Document { blocks, ..Document::default() }
    })
}

fn lay_out(document: &Document) -> Pages {
    let options = Options { missing_glyph: MissingGlyph::Mark };
    layout(document, &Stylesheet::gbt9704(), &FONTS, &options).expect("missing characters are marked")
}

/// How often each character is to be printed.
fn written(document: &Document, pages: &Facts) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let mut add = |text: &str| {
        for character in text.chars().filter(|character| *character != '\n') {
            *counts.entry(if character == '\u{e000}' { '〓' } else { character }).or_insert(0) += 1;
        }
    };
    for (index, block) in document.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph { inlines, .. } => add(&plain_text(inlines)),
            BlockKind::Table(table) => {
                add(&plain_text(table.caption.as_deref().unwrap_or_default()));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| add(&plain_text(&cell.inlines)));
            }
            BlockKind::Contents { .. } => {
                for heading in document.listed(index) {
                    add(&heading.text);
                    add(&pages.heading_pages[&heading.block]);
                }
            }
            BlockKind::PageBreak { .. } | BlockKind::Illustration(_) => {}
        }
    }
    for (index, note) in document.footnotes().enumerate() {
        add(&footnote_mark(index + 1).repeat(2));
        add(&plain_text(note));
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_comes_out_whole_and_in_its_place(document in document()) {
        let made = lay_out(&document);
        prop_assert_eq!(&made, &lay_out(&document), "twice the same");
        let mut printed = BTreeMap::new();
        let style = Stylesheet::gbt9704();
        let (left, top) = (style.page.binding_margin, style.page.top_margin);
        let (right, bottom) = (left + style.page.type_area_width(), top + style.page.type_area_height());
        let half = Length::pt(11);
        // Merged cells with more text than a page are an error, so nobody gets to see where it stands.
        let refused = made.misfits.iter().any(|found| found.code == "table/merge-too-high");
        for page in &made.pages {
            for run in &page.runs {
                let bytes: Vec<_> = run.glyphs.iter().map(|glyph| &run.text[glyph.text.clone()]).collect();
                prop_assert_eq!(bytes.concat(), run.text.as_str(), "glyphs cover the text of their run");
                let Some(node) = run.node else { continue };
                prop_assert!(node < made.structure.len());
                let inside = run.baseline > top && run.baseline < bottom;
                prop_assert!(inside || refused, "{run:?}");
                for glyph in &run.glyphs {
                    prop_assert!(glyph.x >= left - half && glyph.x + glyph.advance <= right + half, "{run:?}");
                }
                for character in run.text.chars() {
                    *printed.entry(character).or_insert(0) += 1;
                }
            }
            for rule in &page.rules {
                prop_assert!(rule.width > Length::ZERO && rule.height > Length::ZERO, "{rule:?}");
                prop_assert!(rule.x >= left && rule.x + rule.width <= right, "{rule:?}");
                prop_assert!(rule.y >= top && rule.y + rule.height <= bottom + Length::pt(2), "{rule:?}");
            }
        }
        prop_assert_eq!(printed, written(&document, &made.facts));
        for entry in &made.outline {
            prop_assert!(entry.page < made.pages.len() && entry.y >= top && entry.y < bottom, "{entry:?}");
        }
        let mut parents = vec![0; made.structure.len()];
        for (index, node) in made.structure.iter().enumerate() {
            for child in &node.children {
                prop_assert!(*child > index, "a node comes before its children");
                parents[*child] += 1;
            }
        }
        prop_assert!(parents.iter().skip(1).all(|count| *count == 1), "a tree");
        let options = Options { missing_glyph: MissingGlyph::Mark };
        let made = measure(&document, &style, &FONTS, &options).expect("pages");
        for (block, breaks) in made.facts.title_breaks {
            let BlockKind::Paragraph { inlines, .. } = &document.blocks[block].kind else { panic!("a paragraph") };
            // The marks of footnotes are among the characters; none has more than this.
            let marks = inlines.iter().filter(|inline| matches!(inline, Inline::Footnote(_))).count();
            let length = plain_text(inlines).chars().count() + marks * footnote_mark(document.footnotes().count()).chars().count();
            prop_assert!(breaks.iter().all(|at| *at > 0 && *at < length), "{breaks:?} of {length}");
        }
    }

    #[test]
    fn headings_and_captions_stay_with_what_follows(mut document in document()) {
        let filled = |inlines: &mut Vec<Inline>| {
            // A link has a node of its own, and an empty line leaves no trace.
            inlines.retain(|inline| matches!(inline, Inline::Text { link: None, .. }));
            inlines.push(Inline::text("文"));
        };
        document.blocks.retain_mut(|block| match &mut block.kind {
            BlockKind::Paragraph { role, inlines } => {
                // These stay with what follows too, but their nodes do not say so; addressees may move to an imprint.
                if matches!(role, Role::Addressees | Role::Signature | Role::Subtitle | Role::TitleDate | Role::AttachmentLabel | Role::TableCaption | Role::TableUnit | Role::ContentsTitle) {
                    *role = Role::Body;
                }
                filled(inlines);
                true
            }
            BlockKind::Table(table) => {
                table.caption.iter_mut().for_each(filled);
                table.rows.retain(|row| !row.cells.is_empty());
                table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| filled(&mut cell.inlines));
                !table.rows.is_empty()
            }
            BlockKind::PageBreak { .. } | BlockKind::Illustration(_) | BlockKind::Contents { .. } => false,
        });
        let made = lay_out(&document);
        let leans = |kind: &StructureKind| matches!(kind, StructureKind::Title | StructureKind::Heading(_) | StructureKind::Caption);
        for (number, pair) in made.pages.windows(2).enumerate() {
            let kept = |run: &gongwen_layout::GlyphRun| run.node.is_some_and(|node| leans(&made.structure[node].kind));
            let texts: Vec<_> = pair[0].runs.iter().filter(|run| run.node.is_some()).collect();
            let (Some(last), Some(next)) = (texts.last(), pair[1].runs.iter().find(|run| run.node.is_some())) else { continue };
            // A page of nothing else, or lines of one paragraph that is longer than a page.
            let unavoidable = texts.iter().all(|run| kept(run)) || last.node == next.node;
            prop_assert!(unavoidable || !kept(last), "page {} ends with {:?}", number + 1, last.text);
        }
    }
}
