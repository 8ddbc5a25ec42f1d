//! Whatever somebody writes into a template or as markup: an answer, never a panic.

use std::sync::LazyLock;

use gongwen_core::Report;
use gongwen_template::view::Spans;
use gongwen_template::{Templates, markup};
use proptest::prelude::*;

static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/sample.toml");
    Report::from_toml(&std::fs::read_to_string(path).expect("the sample")).expect("the sample reads")
});

/// Pieces that templates are made of, whole and broken.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{{{{",
        "}}}}",
        "{{#if ",
        "{{#each ",
        "{{#with ",
        "{{/if}}",
        "{{/each}}",
        "{{/with}}",
        "{{else}}",
        "{{else if ",
        "{{^}}",
        "{{>",
        "{{#>",
        "{{#*inline ",
        "{{!--",
        "--}}",
        "~",
        "(",
        ")",
        "year",
        "figures",
        "this",
        "../",
        "@index",
        "@root",
        ".",
        "/",
        "[",
        "]",
        "\"",
        "'",
        "=",
        "|",
        " as |x|",
        " ",
        "\n",
        "\\",
        "ordinal ",
        "figure ",
        "change ",
        "join ",
        "0",
        "-1",
        "999999999999999999999",
        "<p>",
        "</p>",
        "<document>",
        "</document>",
        "<table>",
        "<tr>",
        "<td colspan=\"2\">",
        "</td>",
        "</tr>",
        "</table>",
        "<",
        ">",
        "&",
        "&amp;",
        "一",
        "　",
        "partials/area",
        "style=",
        "<page-break/>",
        "\u{202E}",
        "at=\"x\"",
        "]]>",
        "<![CDATA[",
        "<!--",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_template_gets_an_answer(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let templates = Templates::with_overrides(vec![("mine".to_owned(), text)]);
        let found = templates.check("mine");
        for diagnostic in &found {
            if let (gongwen_document::Source::Template(name), Some(span)) = (&diagnostic.place.source, &diagnostic.place.span) {
                prop_assert!(templates.source(name).and_then(|text| text.get(span.clone())).is_some());
            }
        }
        let _ = gongwen_template::compose(&REPORT, &templates, "mine");
    }

    #[test]
    fn any_block_gets_an_answer(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = format!("<document>{{{{#each figures}}}}<p>{}</p>{{{{/each}}}}</document>", pieces.concat());
        let templates = Templates::with_overrides(vec![("mine".to_owned(), text)]);
        templates.check("mine");
        let _ = gongwen_template::compose(&REPORT, &templates, "mine");
    }

    #[test]
    fn any_markup_gets_an_answer(pieces in prop::collection::vec(piece(), 0..24)) {
        let _ = markup::parse(&format!("<document>{}</document>", pieces.concat()), &Spans::default());
    }
}
