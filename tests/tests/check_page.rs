//! The page of a check is well-formed whatever the text says, has no script, and says all of the text.

use gongwen::Language;
use gongwen::check::{Options, PageFile, Text, check, page};

const HOSTILE: &str = "总结<script>alert(1)</script>&amp;\n新建20个，其中\"甲\"类9个、'乙'类12个。\u{1}\u{FFFE}，，\n\
    甲\t数\n甲<b>\t12\n乙\t9\n合计\t22\n<!-- -->]]>&#0;，，，，\n";

/// Asserts what every page has; gives its words.
fn words(page: &str) -> String {
    let inner = page.strip_prefix("<!DOCTYPE html>\n").expect("HTML");
    let tree = roxmltree::Document::parse(inner).unwrap_or_else(|error| panic!("{error}\n{page}"));
    let mut ids = std::collections::BTreeSet::new();
    for node in tree.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        let known = [
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "ol", "li", "b", "a",
            "sup", "mark", "table", "tr", "th", "td", "br",
        ];
        assert!(known.contains(&name), "<{name}>");
        assert!(node.attributes().all(|it| !it.name().starts_with("on")));
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id} twice");
        }
        // Blocks stand in no paragraph, rows in tables only.
        let parent = node.parent_element().map_or("", |parent| parent.tag_name().name());
        match name {
            "tr" => assert_eq!(parent, "table"),
            "td" | "th" => assert_eq!(parent, "tr"),
            "li" => assert_eq!(parent, "ol"),
            "table" | "p" | "div" | "ol" => {
                assert!(["body", "div", "li"].contains(&parent), "{name} in {parent}")
            }
            _ => {}
        }
    }
    for link in tree.descendants().filter_map(|node| node.attribute("href")) {
        assert!(link.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{link} leads nowhere");
    }
    let body = tree.descendants().find(|node| node.has_tag_name("body")).expect("a body");
    body.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

#[test]
fn a_page_is_well_formed_whatever_the_text_says() {
    for source in [
        HOSTILE,
        "",
        "一",
        "合计\t1\n\n合计\t2\n",
        "“”（（（",
        include_str!("../../fixtures/reports/jinjiang-2024.txt"),
    ] {
        let text = Text::from_plain(source);
        let outcome = check(&text, &Options { advice: true, ..Options::default() });
        let file = PageFile { name: "稿<1>&.txt", text: &text, outcome: &outcome, accepted: 1 };
        for language in [Language::Chinese, Language::English] {
            let said = words(&page(&[file, file], language));
            assert!(said.contains("稿<1>&.txt"));
            for finding in &outcome.findings {
                assert!(said.contains(&finding.reason) && said.contains(finding.message.get(language)));
            }
        }
        // All that the text says, in order, is in it, numbers of marks aside.
        let said = words(&page(&[file], Language::Chinese));
        if outcome.findings.is_empty() {
            for paragraph in text.paragraphs.iter().filter(|it| !it.text.contains(['\u{1}', '\u{FFFE}'])) {
                assert!(said.contains(&paragraph.text), "{}", paragraph.text);
            }
        }
    }
    let text = Text::from_plain(HOSTILE);
    let outcome = check(&text, &Options::default());
    assert!(outcome.findings.len() > 2, "{:?}", outcome.findings);
    assert!(outcome.relations.len() > 1);
}

#[test]
fn a_mark_stands_at_the_characters_of_its_finding() {
    let text = Text::from_plain("新建20个，其中甲类9个、乙类12个。\n");
    let outcome = check(&text, &Options::default());
    let file = PageFile { name: "a", text: &text, outcome: &outcome, accepted: 0 };
    let page = page(&[file], Language::Chinese);
    assert!(
        page.contains(
            "<p><sup><a id=\"m1-1\" href=\"#f1-1\">1</a></sup><mark class=\"error\">新建20个，其中甲类9个、乙类12个</mark>。</p>"
        ),
        "{page}"
    );
}
