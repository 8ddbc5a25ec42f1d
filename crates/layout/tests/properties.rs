//! What holds for every text: nothing lost or reordered, no line over its measure, no forbidden start or end.

use crate::common;

use common::{lines, narrow, pages, paragraph};
use gongwen_document::Role;
use proptest::prelude::*;

/// Pieces of which prose is made.
fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    let piece = prop::sample::select(vec![
        "锦",
        "江镇",
        "人民政府",
        "，",
        "。",
        "、",
        "；",
        "：“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "——",
        "……",
        "2024年",
        "22961.97亩",
        "12.5%以上",
        "GIS",
        " ",
        "70余万人次",
        "1+1+4",
        "https://a.cn/b",
        "12‰左右",
        "39℃以上",
        "·",
        "是",
        "发展",
    ]);
    prop::collection::vec(piece, 1..120)
}

fn prose() -> impl Strategy<Value = String> {
    pieces().prop_map(|pieces| pieces.concat())
}

/// The same with no more than two pieces without 汉字 in a row: what hangs together is never wider than a line, so
/// that there is always a choice.
fn sparse_prose() -> impl Strategy<Value = String> {
    pieces().prop_map(|pieces| {
        let mut text = String::new();
        let mut bare = 0;
        for piece in pieces {
            bare = if piece.chars().any(|character| character > '\u{3fff}' && character < '\u{a000}') {
                0
            } else {
                bare + 1
            };
            text.push_str(piece);
            if bare == 2 {
                text.push('锦');
                bare = 0;
            }
        }
        text
    })
}

const NEVER_FIRST: &str = "、，。；：！？”’》）】〉〕%‰℃";
const NEVER_LAST: &str = "“‘《（【〔〈";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_comes_out_whole_and_within_its_measure(text in prose(), cells in 2_i64..30) {
        let style = narrow(cells);
        let made = pages(vec![paragraph(Role::Body, &text)], &style);
        prop_assert_eq!(&made, &pages(vec![paragraph(Role::Body, &text)], &style), "twice the same");
        let found: Vec<_> = made.pages.iter().flat_map(lines).collect();
        let joined: String = found.iter().map(|line| line.text.as_str()).collect();
        prop_assert_eq!(joined, text);
        let (left, right) = (style.page.binding_margin, style.page.width - style.page.right_margin);
        for line in &found {
            // The empty half of an opening mark may hang out when it is squeezed; its ink does not.
            prop_assert!(line.left >= left - style.grid.character_cell / 2, "{line:?}");
            prop_assert!(line.right <= right, "{line:?}");
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_a_forbidden_mark(text in sparse_prose(), cells in 14_i64..30) {
        let made = pages(vec![paragraph(Role::Body, &text)], &narrow(cells));
        let found: Vec<_> = made.pages.iter().flat_map(lines).collect();
        for pair in found.windows(2) {
            let joint = (pair[0].text.trim_end(), pair[1].text.as_str());
            let first = joint.1.chars().next().unwrap_or('锦');
            let last = joint.0.chars().last().unwrap_or('锦');
            prop_assert!(!NEVER_FIRST.contains(first), "{joint:?}");
            prop_assert!(!NEVER_LAST.contains(last), "{joint:?}");
            prop_assert!(first != last || !matches!(first, '—' | '…'), "{joint:?}");
            prop_assert!(!(first.is_ascii_digit() && pair[0].text.ends_with(|end: char| end.is_ascii_digit())), "{joint:?}");
        }
    }
}

#[test]
fn a_paragraph_of_a_million_characters_is_laid_out() {
    for piece in ["锦江镇人民政府，", "1234567890", "””””””””", "                ", "——————", "abcdefgh"]
    {
        let length = piece.chars().count();
        let text = piece.repeat(1_000_000 / length);
        let made = pages(vec![paragraph(Role::Body, &text)], &narrow(28));
        let count: usize = made
            .pages
            .iter()
            .flat_map(|page| &page.runs)
            .filter(|run| run.node.is_some())
            .map(|run| run.glyphs.len())
            .sum();
        assert_eq!(count, 1_000_000 / length * length, "{piece}");
    }
}
