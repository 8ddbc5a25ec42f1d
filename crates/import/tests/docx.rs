//! What stands in a Word file, construct by construct: each file is written here by hand, so that its constructs are exact.

use std::io::{Cursor, Write};

use gongwen_import::{Align, Block, Draft, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

/// A package with these parts of its own.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut write = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    };
    let relation = |id: usize, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="r{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let around = |relations: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
        )
    };
    write("_rels/.rels", &around(relation(1, "officeDocument", "word/document.xml")));
    let related = parts.iter().enumerate().filter(|(_, (name, _))| *name != "document");
    let related = related.map(|(id, (name, _))| {
        relation(id, name.trim_end_matches(|c: char| c.is_ascii_digit()), &format!("{name}.xml"))
    });
    write("word/_rels/document.xml.rels", &around(related.collect()));
    for (name, text) in parts {
        write(&format!("word/{name}.xml"), text);
    }
    zip.finish().expect("a zip").into_inner()
}

/// A document with this body.
fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {WORD}><w:body>{body}</w:body></w:document>"
    )
}

#[track_caller]
fn draft(parts: &[(&str, String)]) -> Draft {
    read(&package(parts), Some("docx")).unwrap_or_else(|error| panic!("{error}"))
}

/// The paragraphs of a body.
#[track_caller]
fn texts(body: &str) -> Vec<String> {
    lines(&draft(&[("document", document(body))]))
}

fn lines(draft: &Draft) -> Vec<String> {
    draft.text().lines().map(str::to_owned).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn words_are_read_through_every_wrapper() {
    let body = format!(
        "<w:p>{}<w:smartTag w:element=\"chsdate\">{}</w:smartTag><w:hyperlink>{}</w:hyperlink>\
         <w:ins w:id=\"1\">{}</w:ins><w:fldSimple w:instr=\" REF a \">{}</w:fldSimple>\
         <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt><w:moveTo w:id=\"2\">{}</w:moveTo>\
         <w:del w:id=\"3\"><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom w:id=\"4\">{}</w:moveFrom>\
         <w:bdo w:val=\"ltr\">{}</w:bdo></w:p>",
        run("一"),
        run("二"),
        run("三"),
        run("四"),
        run("五"),
        run("六"),
        run("七"),
        run("移"),
        run("八")
    );
    let draft = draft(&[("document", document(&body))]);
    assert_eq!(lines(&draft), ["一二三四五六七八"]);
    assert_eq!(draft.losses.count("修订：插入的文字，按接受处理"), 1);
    assert_eq!(draft.losses.count("修订：删除的文字，按接受处理"), 1);
}

#[test]
fn controls_around_paragraphs_rows_and_cells_lose_nothing() {
    let sdt = |inner: &str| format!("<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = format!("<w:tr>{}{}</w:tr>", cell("甲"), sdt(&cell("乙")));
    let table = format!("<w:tbl>{row}{}</w:tbl>", sdt(&format!("<w:tr>{}{}</w:tr>", cell("丙"), cell("丁"))));
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
                    <w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    assert_eq!(texts(&format!("{contents}{}{table}", sdt(&p("段落")))), ["段落", "甲\t乙", "丙\t丁"]);
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let inner = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), p("框二"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{}",
        run("正文"),
        p("下一段")
    );
    let draft = draft(&[("document", document(&body))]);
    assert_eq!(lines(&draft), ["正文", "框一", "框二", "下一段"]);
    assert_eq!(draft.losses.count("文本框，文字放在所在段落的后面"), 1);
}

#[test]
fn of_a_field_its_result_is_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |text: &str| format!("<w:r><w:instrText xml:space=\"preserve\">{text}</w:instrText></w:r>");
    let field = |instruction: &str, result: &str| {
        let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
        format!("{begin}{}{separate}{}{end}", code(instruction), run(result))
    };
    let circle = format!("{}{}{}", mark("begin"), code(r" eq \o\ac(○,3) "), mark("end"));
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("见"),
        field(" REF _a \\h ", "第二部分"),
        field(" PAGEREF _a ", "12"),
        circle
    );
    assert_eq!(texts(&body), ["见第二部分③"]);
    // A table of contents goes over several paragraphs.
    let contents = format!(
        "<w:p>{}{}{}{}</w:p>{}<w:p>{}{}</w:p>",
        mark("begin"),
        code(" TOC \\o "),
        mark("separate"),
        run("一、甲 1"),
        p("二、乙 2"),
        mark("end"),
        run("")
    );
    assert_eq!(texts(&format!("{contents}{}", p("正文"))), ["正文"]);
    // One that never ends swallows nothing.
    let open = format!("<w:p>{}{}{}</w:p>", mark("begin"), code(" TOC "), mark("separate"));
    assert_eq!(texts(&format!("{open}{}", p("正文"))), ["正文"]);
}

#[test]
fn changes_are_taken_as_accepted() {
    let deleted_mark =
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>";
    let row = |text: &str, change: &str| {
        let cells = format!("<w:tc>{}</w:tc><w:tc>{}</w:tc>", p(text), p("值"));
        format!("<w:tr><w:trPr>{change}</w:trPr>{cells}</w:tr>")
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row("留", ""), row("去", "<w:del w:id=\"2\"/>"));
    let body = format!("{deleted_mark}{}{table}", p("后半"));
    let draft = draft(&[("document", document(&body))]);
    assert_eq!(lines(&draft), ["前半后半", "留\t值"]);
    assert_eq!(draft.losses.count("修订：删除的段落标记，两段合成一段"), 1);
    assert_eq!(draft.losses.count("修订：删除的表格行，按接受处理"), 1);
}

#[test]
fn what_is_hidden_is_told_and_left_out() {
    let styles = format!(
        "<w:styles {WORD}><w:style w:type=\"paragraph\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"i\"><w:basedOn w:val=\"h\"/></w:style></w:styles>"
    );
    let body = format!(
        "<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"i\"/></w:pPr><w:r><w:t>藏</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r></w:p>",
        run("看得见")
    );
    let draft = draft(&[("document", document(&body)), ("styles", styles)]);
    assert_eq!(lines(&draft), ["看得见", "显"]);
    let hidden = draft.losses.iter().find(|loss| loss.what.zh == "隐藏的文字").expect("told");
    assert_eq!((hidden.count, hidden.quotes.as_slice()), (2, &["密".to_owned(), "藏".to_owned()][..]));
}

#[test]
fn notes_stand_at_their_places_and_comments_and_headers_are_listed() {
    let notes = format!(
        "<w:footnotes {WORD}><w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>测产数据。</w:t></w:r></w:p></w:footnote></w:footnotes>",
        p("线")
    );
    let comments = format!(
        "<w:comments {WORD}><w:comment w:id=\"0\" w:author=\"审核\">{}</w:comment></w:comments>",
        p("请核对")
    );
    let header = format!("<w:hdr {WORD}>{}</w:hdr>", p("某某县农业农村局"));
    let body = format!(
        "<w:p>{}<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"0\"/>\
         <w:r><w:commentReference w:id=\"0\"/></w:r>{}</w:p>",
        run("亩产420公斤"),
        run("。")
    );
    let parts =
        [("document", document(&body)), ("footnotes", notes), ("comments", comments), ("header1", header)];
    let draft = draft(&parts);
    assert_eq!(lines(&draft), ["亩产420公斤。", "注：测产数据。"]);
    let quoted = |what: &str| {
        draft
            .losses
            .iter()
            .find(|loss| loss.what.zh == what)
            .map(|loss| loss.quotes.clone())
            .unwrap_or_default()
    };
    assert_eq!(quoted("批注"), ["审核：请核对"]);
    assert_eq!(quoted("页眉"), ["某某县农业农村局"]);
}

/// Lists: definition 1 has 一、（一）1.（1）, 2 begins anew where its list says so, 3 is signs.
fn numbering() -> String {
    let level = |at: usize, form: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let first = format!(
        "{}{}{}{}{}",
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "（%4）"),
        "<w:lvl w:ilvl=\"4\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%5\"/></w:lvl>"
    );
    format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"1\">{first}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"3\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>\
         <w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>",
        level(0, "decimal", "第%1条　"),
        level(0, "bullet", "\u{F0B7}"),
    )
}

fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn automatic_numbers_become_text() {
    let body = [
        numbered(1, 0, "甲"),
        numbered(1, 1, "乙"),
        numbered(1, 1, "丙"),
        numbered(1, 2, "2024年"),
        numbered(1, 3, "丁"),
        numbered(1, 0, "戊"),
        numbered(1, 1, "己"),
        numbered(1, 4, "庚"),
        numbered(2, 0, "辛"),
        numbered(2, 0, "壬"),
        numbered(4, 0, "癸"),
        numbered(4, 0, "子"),
        numbered(3, 0, "丑"),
        numbered(0, 0, "寅"),
        numbered(9, 0, "卯"),
    ];
    let draft = draft(&[("document", document(&body.concat())), ("numbering", numbering())]);
    let expected = [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1. 2024年",
        "（1）丁",
        "二、戊",
        "（一）己",
        "2.1庚",
        "第1条　辛",
        "第2条　壬",
        "第1条　癸",
        "第2条　子",
        "丑",
        "寅",
        "卯",
    ];
    assert_eq!(lines(&draft), expected);
    assert_eq!(draft.losses.count("自动编号，改成文字里的序号"), 12);
    assert_eq!(draft.losses.count("项目符号（•、➢ 等）"), 1);
}

#[test]
fn numbers_come_through_styles_and_are_turned_off() {
    let styles = format!(
        "<w:styles {WORD}><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>\
         <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"
    );
    let styled = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let off = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let level = "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>";
    let body =
        [styled("a", "", "甲"), styled("a", off, "乙"), styled("b", level, "丙"), styled("b", "", "丁")];
    let parts = [("document", document(&body.concat())), ("numbering", numbering()), ("styles", styles)];
    let draft = draft(&parts);
    assert_eq!(lines(&draft), ["一、甲", "乙", "（一）丙", "二、丁"]);
    assert!(draft.blocks.iter().all(|block| matches!(block, Block::Paragraph(it) if it.level == Some(1))));
}

#[test]
fn cells_know_what_they_cover() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            if text.is_empty() { "<w:p/>".to_owned() } else { p(text) }
        )
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>{}{}</w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "项目"),
        cell("", "数量"),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "甲"), cell("", "乙"), cell("", "1")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "丙"), cell("", "2")]),
    );
    let draft = draft(&[("document", document(&body))]);
    let [Block::Table(table)] = draft.blocks.as_slice() else { panic!("{:?}", draft.blocks) };
    let spans: Vec<Vec<(&str, usize, usize)>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| (cell.text.as_str(), cell.columns, cell.rows)).collect())
        .collect();
    let expected = [
        vec![("项目", 2, 1), ("数量", 1, 1)],
        vec![("甲", 1, 2), ("乙", 1, 1), ("1", 1, 1)],
        vec![("丙", 1, 1), ("2", 1, 1)],
    ];
    assert_eq!(spans, expected);
    assert_eq!(table.header_rows, 1);
}

#[test]
fn signs_breaks_and_alignment() {
    let body = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>\
                <w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/>\
                <w:t>否</w:t><w:noBreakHyphen/><w:tab/><w:t>末</w:t></w:r></w:p>";
    let draft = draft(&[("document", document(body))]);
    assert_eq!(lines(&draft), ["第一行", "第二行", "☑是□否-\t末"]);
    assert!(matches!(&draft.blocks[0], Block::Paragraph(it) if it.align == Align::Center));
}

#[test]
fn what_a_report_file_has_no_words_for_is_named_with_its_count() {
    let body = format!(
        "{}<w:p/><w:p/><w:p><w:r><w:object/></w:r><w:r><w:drawing><pic/></w:drawing></w:r><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>\
         <w:r><w:t>式</w:t></w:r></w:p><w:somethingNew/>",
        p("正文")
    );
    let draft = draft(&[("document", document(&body))]);
    for (what, count) in [
        ("空段落", 2),
        ("嵌入的对象（如 Excel 表格、Visio 图）", 1),
        ("图片", 1),
        ("公式，只留下其中的字符", 1),
        ("其他内容", 1),
    ] {
        assert_eq!(draft.losses.count(what), count, "{what}: {:?}", draft.losses);
    }
    assert_eq!(lines(&draft), ["正文", "a+b式"]);
}

#[test]
fn blank_cells_and_lines_of_a_cell_are_no_loss() {
    let cell = |inside: &str| format!("<w:tc><w:p>{inside}</w:p></w:tc>");
    let two = "<w:r><w:t>一行</w:t><w:br/><w:t>二行</w:t></w:r>";
    let table =
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell(two), cell(""), cell(""), cell(""));
    let draft = draft(&[("document", document(&format!("{}{table}<w:p>{two}</w:p><w:p/>", p("正文"))))]);
    let Block::Table(table) = &draft.blocks[1] else { panic!("{:?}", draft.blocks) };
    assert_eq!(table.rows[0][0].text, "一行\n二行");
    // Those outside of the table are told as before.
    for (what, count) in [("空段落", 1), ("段落里的手动换行，分成两段", 1)] {
        assert_eq!(draft.losses.count(what), count, "{what}: {:?}", draft.losses);
    }
}

/// A refusal has a code, Chinese words and a help.
#[track_caller]
fn refused(bytes: &[u8], code: &str) {
    let error = read(bytes, Some("docx")).err().unwrap_or_else(|| panic!("{code}: it was read"));
    assert_eq!(error.code, code, "{error}");
    assert!(error.help.is_some(), "{error}");
    let latin = error.message.zh.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 4);
    assert_eq!(latin.collect::<Vec<_>>(), Vec::<&str>::new(), "{error}");
}

#[test]
fn hostile_packages_are_refused() {
    let good = package(&[("document", document(&p("正文")))]);
    refused(&good[..good.len() / 2], "import/broken");
    refused(b"PK\x03\x04 no zip", "import/broken");
    refused(&package(&[]), "import/other-format");
    refused(&package(&[("document", "no xml".to_owned())]), "import/broken");
    refused(&package(&[("document", document("<w:p>"))]), "import/broken");
    let deep =
        format!("{}{}", "<w:sdt><w:sdtContent>".repeat(50_000), "</w:sdtContent></w:sdt>".repeat(50_000));
    refused(&package(&[("document", document(&deep))]), "import/broken");
    let entity = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", document(&p("&b;")));
    refused(&package(&[("document", entity)]), "import/broken");
    let bomb = format!("{}{}", document(&p("正文")), " ".repeat(60 << 20));
    refused(&package(&[("document", bomb)]), "import/too-large");
    let long = p(&"字".repeat(1000)).repeat(5000);
    refused(&package(&[("document", document(&long))]), "import/too-large");
    let many = format!("<w:p {}/>", "w:a=\"\" ".repeat(5 << 20));
    refused(&package(&[("document", document(&many))]), "import/too-large");
    refused(
        &package(&[("document", document("<w:p><w:r><w:drawing><pic/></w:drawing></w:r></w:p>"))]),
        "import/empty",
    );
}

#[test]
fn relations_out_of_the_package_are_not_followed() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let relation = "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"../../../etc/passwd\"/></Relationships>";
    for (name, text) in [("_rels/.rels", relation.to_owned()), ("word/document.xml", document(&p("正文")))]
    {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    let read = read(&zip.finish().expect("a zip").into_inner(), None).expect("a draft");
    assert_eq!(lines(&read), ["正文"]);
}

#[test]
fn bold_words_inside_a_paragraph_stand_out_and_headings_do_not() {
    let run = |text: &str, bold: &str| format!("<w:r><w:rPr>{bold}</w:rPr><w:t>{text}</w:t></w:r>");
    let (plain, bold) = ("", "<w:b/>");
    let paragraph = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let body = [
        paragraph(&[run("某某镇人民政府关于做好防汛工作的通知", bold)]),
        paragraph(&[run("各村民委员会：", plain)]),
        paragraph(&[
            run("请认真落实防汛责任，", plain),
            run("严禁", bold),
            run("擅离职守", "<w:b w:val=\"1\"/>"),
            run("，确保安全。", plain),
        ]),
        paragraph(&[run("一、加强值班", bold)]),
        paragraph(&[
            run("一是落实责任。", bold),
            run("各村书记负总责，", plain),
            run("二十四小时在岗。", bold),
        ]),
        paragraph(&[run("说明：", plain), run("张**", bold), run("同志带班。", "<w:b w:val=\"0\"/>")]),
        paragraph(&[run("特此通知。", plain)]),
    ]
    .concat();
    let draft = draft(&[("document", document(&body))]);
    let words: Vec<&str> = draft.strong.iter().map(|strong| strong.words.as_str()).collect();
    assert_eq!(words, ["严禁擅离职守", "二十四小时在岗"]);
    let imported = gongwen_import::import(draft, &Default::default(), &mut |_, _| None, &mut |_| Ok(()))
        .expect("a report file");
    assert!(imported.toml.contains("落实防汛责任，**严禁擅离职守**，确保安全。"), "{}", imported.toml);
    assert!(imported.toml.contains("**二十四小时在岗**。"), "{}", imported.toml);
    assert_eq!(
        imported.toml.matches("**").count(),
        4 + imported.toml.matches(r"\**").count(),
        "{}",
        imported.toml
    );
}
