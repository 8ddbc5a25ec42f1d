//! The author's own lines of titles and marks, and recipients in groups.

use gongwen_core::Report;
use gongwen_document::{BlockKind, Document, Inline, Role, plain_text};
use gongwen_template::{Templates, compose, default_template};

const HEAD: &str = "issuer = \"某某县人民政府\"\nopening = \"正文。\"\n";

fn report(text: &str) -> Report {
    Report::from_toml(&format!("{text}\n[general]\n")).expect("a sound report")
}

fn document(report: &Report) -> Document {
    compose(report, &Templates::builtin(), default_template(report)).expect("a document")
}

/// The text of the first block of this role, a line feed for each new line.
fn text(document: &Document, wanted: Role) -> String {
    let of = |kind: &BlockKind| match kind {
        BlockKind::Paragraph { role, inlines } if *role == wanted => Some(plain_text(inlines)),
        _ => None,
    };
    document.blocks.iter().find_map(|block| of(&block.kind)).expect("such a block")
}

#[test]
fn a_title_has_the_lines_its_author_gave_it() {
    let title = "title = [\"某某县人民政府关于\", \"{{year}}春耕的通知\"]\n";
    let text_of =
        format!("{title}{HEAD}[figures]\nyear = {{ label = \"年份\", value = 2025, unit = \"年\" }}\n");
    let report = report(&text_of);
    let document = document(&report);
    assert_eq!(text(&document, Role::Title), "某某县人民政府关于\n2025年春耕的通知");
    assert_eq!(document.properties.title, "某某县人民政府关于2025年春耕的通知");
    assert_eq!(document.blocks[0].origin.path.as_ref(), "title");
    let span = document.blocks[0].origin.span.clone().expect("a place in the file");
    assert!(text_of[span].starts_with('['));
    // JSON is the same report.
    let json = r#"{"title": ["某某县人民政府", "公告"], "issuer": "某某县人民政府", "opening": "正文。", "general": {}}"#;
    let report = Report::from_json(json).expect("a sound report");
    assert_eq!(text(&self::document(&report), Role::Title), "某某县人民政府\n公告");
}

#[test]
fn an_attachment_is_listed_on_one_line_and_titled_on_several() {
    let report = report(&format!(
        "title = \"某某县公告\"\n{HEAD}[[attachments]]\ntitle = [\"某某县重点项目\", \"一览表\"]\ntext = \"无。\""
    ));
    let document = document(&report);
    assert_eq!(text(&document, Role::AttachmentTitle), "某某县重点项目\n一览表");
    assert_eq!(text(&document, Role::AttachmentNote), "附件：某某县重点项目一览表");
    assert_eq!(document.headings(1)[0].text, "附件\u{3000}某某县重点项目一览表");
}

#[test]
fn a_mark_has_the_lines_its_author_gave_it() {
    let report = report(&format!(
        "title = \"某某县公告\"\n{HEAD}[letterhead]\nissuer_mark = [[\"某某自治州某某县\", \"人民政府\"]]"
    ));
    let document = document(&report);
    let head = document.letterhead.as_ref().expect("a letterhead");
    assert_eq!(
        (head.issuer_marks.as_slice(), head.mark_suffix.as_str()),
        (&["某某自治州某某县\n人民政府".to_owned()][..], "文件")
    );
    assert!(document.names.iter().any(|name| name == "某某自治州某某县人民政府"));
}

#[test]
fn groups_are_joined_by_commas_and_their_names_by_enumeration_commas() {
    let report = report(&format!(
        "title = \"某某县通知\"\naddressees = [[\"各乡镇人民政府\", \"各街道办事处\"], [\"县政府各部门\"], \"各直属机构\"]\n{HEAD}\
         [imprint]\ncopy_recipients = [[\"县委办公室\", \"县人大办公室\"], [\"县人武部\"]]"
    ));
    let document = document(&report);
    assert_eq!(text(&document, Role::Addressees), "各乡镇人民政府、各街道办事处，县政府各部门，各直属机构：");
    let imprint = document.imprint.as_ref().expect("an imprint");
    assert_eq!(imprint.copy_recipients, ["县委办公室、县人大办公室，县人武部"]);
    // Without groups nothing changes.
    let report = self::report(&format!("title = \"某某县通知\"\naddressees = [\"甲局\", \"乙局\"]\n{HEAD}"));
    assert_eq!(text(&self::document(&report), Role::Addressees), "甲局、乙局：");
}

#[test]
fn names_of_the_report_are_told_to_the_pages() {
    let report = report(&format!(
        "title = \"某某县通知\"\nsignatures = \"某某县人民政府\"\naddressees = [\"甲局\"]\n{HEAD}[letterhead]\napprovers = \"张某某\"\n[imprint]\nprinting_office = \"某某县人民政府办公室\""
    ));
    assert_eq!(document(&report).names, ["某某县人民政府", "某某县人民政府办公室", "甲局", "张某某"]);
    assert!(!document(&report).blocks.iter().any(|block| matches!(&block.kind, BlockKind::Paragraph { inlines, .. } if inlines.contains(&Inline::Break))));
}
