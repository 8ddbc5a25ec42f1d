//! The markup: what it means, what is refused, and how much it takes.

use gongwen_document::{Align, BlockKind, ColumnWidth, Document, Inline, Mark, Role};
use gongwen_template::markup;
use gongwen_template::view::Spans;

fn parse(body: &str) -> Document {
    markup::parse(&format!("<document>{body}</document>"), &Spans::default())
        .unwrap_or_else(|found| panic!("{found}"))
}

/// The first block's inlines in brackets: plain, `*strong*`, `/em/`, `|` for a break, `→` before a link's address.
fn inlines(body: &str) -> String {
    let document = parse(body);
    let BlockKind::Paragraph { inlines, .. } = &document.blocks[0].kind else { panic!("no paragraph") };
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Break => "|".to_owned(),
            Inline::Hang => "^".to_owned(),
            Inline::Footnote(text) => format!("[{}]", gongwen_document::plain_text(text)),
            Inline::Text { text, mark, link } => {
                let sign = match mark {
                    Mark::Plain => "",
                    Mark::Strong => "*",
                    Mark::Emphasis => "/",
                };
                let link = link.as_ref().map(|link| format!("→{link}")).unwrap_or_default();
                format!("[{sign}{text}{sign}{link}]")
            }
        })
        .collect()
}

#[test]
fn inlines_and_white_space() {
    for (body, expected) in [
        ("<p>一二</p>", "[一二]"),
        ("<p>\n  一\n  二\n</p>", "[一二]"),
        ("<p>one\n  two\n三</p>", "[one two三]"),
        ("<p>2024\n年</p>", "[2024年]"),
        ("<p> 一  二 </p>", "[ 一  二 ]"),
        ("<p>一\t二</p>", "[一 二]"),
        ("<p>　一</p>", "[　一]"),
        ("<p>一<strong>二</strong>三</p>", "[一][*二*][三]"),
        ("<p>一\n  <em>二</em>\n  三</p>", "[一][/二/][三]"),
        ("<p>a\n<em>b</em></p>", "[a ][/b/]"),
        ("<p>a <em>b</em> c</p>", "[a ][/b/][ c]"),
        ("<p><strong>一</strong><strong>二</strong></p>", "[*一二*]"),
        ("<p><em><strong>一</strong></em></p>", "[*一*]"),
        ("<p>一<br/>二</p>", "[一]|[二]"),
        ("<p>一\n<br/>\n二</p>", "[一]|[二]"),
        (
            "<p>见<a href=\"https://example.org/a?b=1&amp;c=2\">网页</a>。</p>",
            "[见][网页→https://example.org/a?b=1&c=2][。]",
        ),
        ("<p>&lt;p&gt;&amp;amp;&#65;<![CDATA[<b>]]></p>", "[<p>&amp;A<b>]"),
        ("<p>一<!-- 注 -->二</p>", "[一二]"),
        ("<p></p>", ""),
    ] {
        assert_eq!(inlines(body), expected, "{body}");
    }
}

#[test]
fn roles() {
    for (body, expected) in [
        ("<h1>x</h1>", Role::Title),
        ("<h2>x</h2>", Role::Heading1),
        ("<h3>x</h3>", Role::Heading2),
        ("<h4>x</h4>", Role::Heading3),
        ("<h5>x</h5>", Role::Heading4),
        ("<p>x</p>", Role::Body),
        ("<p role=\"addressees\">x</p>", Role::Addressees),
        ("<p role=\"signature\">x</p>", Role::Signature),
        ("<p role=\"date\">x</p>", Role::IssueDate),
        ("<p role=\"note\">x</p>", Role::Note),
        ("<p role=\"attachment-label\">x</p>", Role::AttachmentLabel),
        ("<p role=\"attachment-title\">x</p>", Role::AttachmentTitle),
    ] {
        let document = parse(body);
        let BlockKind::Paragraph { role, .. } = &document.blocks[0].kind else { panic!("no paragraph") };
        assert_eq!(*role, expected);
    }
}

#[test]
fn a_table_keeps_its_grid() {
    let document = parse(
        "<table at=\"figures\"><caption>表</caption><colgroup><col width=\"3\"/><col/><col/></colgroup>
           <thead><tr><th rowspan=\"2\">甲</th><th colspan=\"2\">乙</th></tr><tr><th>丙</th><th>丁</th></tr></thead>
           <tbody><tr at=\"figures.a\"><td>1</td><td align=\"right\">2</td><td align=\"center\">3</td></tr></tbody></table>",
    );
    assert_eq!(&*document.blocks[0].origin.path, "figures");
    let BlockKind::Table(table) = &document.blocks[0].kind else { panic!("no table") };
    assert_eq!(table.columns, [ColumnWidth::Share(3000), ColumnWidth::Auto, ColumnWidth::Auto]);
    assert_eq!(table.header_rows, 2);
    assert_eq!(table.caption.as_deref(), Some(&[Inline::text("表")][..]));
    let spans: Vec<Vec<(usize, usize)>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| (cell.column_span, cell.row_span)).collect())
        .collect();
    assert_eq!(spans, [vec![(1, 2), (2, 1)], vec![(1, 1), (1, 1)], vec![(1, 1), (1, 1), (1, 1)]]);
    assert!(table.rows[0].cells[0].header);
    let aligns: Vec<Align> = table.rows[2].cells.iter().map(|cell| cell.align).collect();
    assert_eq!(aligns, [Align::Justify, Align::Right, Align::Center]);
    assert_eq!(&*table.rows[2].origin.path, "figures.a");
}

#[test]
fn what_is_refused() {
    let wide = format!("<table><tr>{}</tr></table>", "<td>x</td>".repeat(64));
    let deep = "<strong>".repeat(20) + "x" + &"</strong>".repeat(20);
    let deep = format!("<p>{deep}</p>");
    for (body, expected) in [
        ("<p>一", "markup/syntax"),
        ("<p>a & b</p>", "markup/syntax"),
        ("<p>&nbsp;</p>", "markup/syntax"),
        ("<p at=\"1\" at=\"2\">x</p>", "markup/syntax"),
        ("<div>x</div>", "markup/unknown-element"),
        ("<p><span>x</span></p>", "markup/unknown-element"),
        ("<x:p xmlns:x=\"urn:x\">一</x:p>", "markup/unknown-element"),
        ("<p style=\"color:red\">x</p>", "markup/unknown-attribute"),
        ("<p x:role=\"note\" xmlns:x=\"urn:x\">一</p>", "markup/unknown-attribute"),
        ("<p role=\"titel\">x</p>", "markup/attribute-value"),
        ("<p><p>x</p></p>", "markup/misplaced"),
        ("<td>x</td>", "markup/misplaced"),
        ("文字", "markup/misplaced"),
        ("<page-break>x</page-break>", "markup/misplaced"),
        ("<p>一\u{202E}二</p>", "markup/character"),
        ("<p>一&#x200B;二</p>", "markup/character"),
        ("<p>一\u{85}二</p>", "markup/character"),
        ("<p>一\u{1}二</p>", "markup/character"),
        ("<p><a href=\"javascript:x\">x</a></p>", "markup/link"),
        ("<p><a>x</a></p>", "markup/link"),
        (deep.as_str(), "markup/too-deep"),
        ("<table></table>", "markup/table-grid"),
        ("<table><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>", "markup/table-grid"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>1</td></tr></table>", "markup/table-grid"),
        ("<table><tr><td rowspan=\"2\">1</td></tr></table>", "markup/table-grid"),
        (
            "<table><thead><tr><th rowspan=\"2\">1</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "markup/table-grid",
        ),
        (
            "<table><tr><td>1</td><td rowspan=\"2\">2</td><td>3</td></tr><tr><td colspan=\"2\">4</td><td>5</td></tr></table>",
            "markup/table-grid",
        ),
        (wide.as_str(), "markup/table-grid"),
        ("<table><tr><td colspan=\"0\">1</td></tr></table>", "markup/attribute-value"),
        ("<table><tr><td colspan=\"99999999999999999999\">1</td></tr></table>", "markup/attribute-value"),
        ("<table><tr><td align=\"middle\">1</td></tr></table>", "markup/attribute-value"),
        ("<table>x<tr><td>1</td></tr></table>", "markup/misplaced"),
        ("<table><tr><p>1</p></tr></table>", "markup/misplaced"),
    ] {
        let found = markup::parse(&format!("<document>{body}</document>"), &Spans::default())
            .expect_err(&format!("{body} should be refused"));
        assert_eq!(found.0[0].code, expected, "{body}");
        assert!(found.0.iter().all(|found| found.place.span.is_some()), "{body}");
    }
}

#[test]
fn types_and_entities_are_refused() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><document><p>&b;</p></document>";
    let found = markup::parse(bomb, &Spans::default()).expect_err("refused");
    assert_eq!(found.0[0].code, "markup/syntax");
    assert_eq!(markup::parse("", &Spans::default()).expect_err("refused").0[0].code, "markup/syntax");
    assert_eq!(
        markup::parse("<p>x</p>", &Spans::default()).expect_err("refused").0[0].code,
        "markup/misplaced"
    );
}

#[test]
fn a_finding_names_its_place() {
    let markup = "<document>\n<p at=\"opening[0]\">一<b>二</b></p>\n</document>";
    let found = markup::parse(markup, &Spans::default()).expect_err("refused").0.remove(0);
    assert_eq!(found.place.path, "opening[0]");
    assert_eq!(markup.get(found.place.span.unwrap()), Some("<b>"));
    assert_eq!(found.help.map(|help| help.en).as_deref(), Some("did you mean `<strong>`?"));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let found = markup::parse("<document><x/><p y=\"\">一</p><z/></document>", &Spans::default())
        .expect_err("refused");
    assert_eq!(found.0.len(), 3);
    let many = format!("<document>{}</document>", "<x/>".repeat(1000));
    assert_eq!(markup::parse(&many, &Spans::default()).expect_err("refused").0.len(), 50);
}

#[test]
fn a_hundred_thousand_elements_deep() {
    for element in ["strong", "table", "x"] {
        let deep = format!("<{element}>").repeat(100_000) + &format!("</{element}>").repeat(100_000);
        let result = std::thread::Builder::new()
            .stack_size(1024 * 1024)
            .spawn(move || {
                markup::parse(&format!("<document><p>{deep}</p></document>"), &Spans::default()).is_err()
            })
            .unwrap()
            .join();
        assert!(result.unwrap());
    }
}
