//! `gongwen check` of Word files, and what it writes back: comments, a page, fixes.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::{gongwen, out, refused, said, write};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A Word file with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    package(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn part(path: &Path, name: &str) -> String {
    let mut zip = ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// A title, an empty paragraph, a wrong sum over three runs, and a table whose total is wrong.
fn wrong() -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: [&str; 2]| format!("<w:tr>{}{}</w:tr>", cell(cells[0]), cell(cells[1]));
    let table: String =
        [["村", "户数"], ["甲村", "12"], ["乙村", "9"], ["合计", "22"]].into_iter().map(row).collect();
    docx(&format!(
        "{}<w:p/><w:p><w:r><w:t>全年新建站点2</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0个，其中甲类9个、</w:t></w:r>\
         <w:ins w:id=\"1\" w:author=\"某某\"><w:r><w:t>乙类12个。</w:t></w:r></w:ins><w:del w:id=\"2\" w:author=\"某某\"><w:r><w:delText>乙类11个。</w:delText></w:r></w:del></w:p>\
         <w:tbl>{table}</w:tbl>{}",
        p("某某镇2024年工作总结"),
        p("会议要求，，各村抓紧办理。")
    ))
}

#[test]
fn a_word_file_is_looked_at_by_paragraphs_and_cells() {
    let folder = folder();
    write(folder.path(), "草稿.docx", wrong());
    let output = gongwen(folder.path(), &["check", "草稿.docx", "--relations"]);
    let all = out(&output) + &said(&output);
    assert_eq!(output.status.code(), Some(1), "{all}");
    for words in ["9 + 12 = 21", "12 + 9 = 21", "2 处修订，按全部接受以后的文字查", "第 3 段", "mark/doubled"]
    {
        assert!(all.contains(words), "{words} in {all}");
    }
    let output = gongwen(folder.path(), &["check", "草稿.docx", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let findings = json["files"][0]["findings"].as_array().expect("findings");
    let sum = findings.iter().find(|it| it["code"] == "figures/parts-sum").expect("the sum");
    assert_eq!(sum["place"]["line"], 3);
    assert_eq!(sum["quote"], "全年新建站点20个，其中甲类9个、乙类12个");
    let total = findings.iter().find(|it| it["code"] == "table/column-sum").expect("the total");
    // The last cell of the table: its paragraph.
    assert_eq!((&total["place"]["line"], &total["place"]["column"]), (&11.into(), &1.into()));
    // A text of the same words says the same.
    write(
        folder.path(),
        "草稿.txt",
        "某某镇2024年工作总结\n\n全年新建站点20个，其中甲类9个、乙类12个。\n村\t户数\n甲村\t12\n乙村\t9\n合计\t22\n会议要求，，各村抓紧办理。\n",
    );
    let output = gongwen(folder.path(), &["check", "草稿.txt", "--format", "json"]);
    let text: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let told = |json: &serde_json::Value| -> Vec<(String, String)> {
        let findings = json["files"][0]["findings"].as_array().expect("findings").iter();
        findings.map(|it| (it["code"].to_string(), it["quote"].to_string())).collect()
    };
    assert_eq!(told(&json), told(&text));
}

#[test]
fn outlines_numbers_and_notes_are_read_as_what_they_are() {
    let folder = folder();
    let body = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>一、主要工作</w:t></w:r></w:p>\
        <w:p><w:r><w:t>正文。</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>三、下步打算</w:t></w:r></w:p>";
    write(folder.path(), "a.docx", docx(&format!("{}{body}", p("某某镇2024年工作总结"))));
    let output = gongwen(folder.path(), &["check", "a.docx"]);
    assert!(out(&output).contains("outline/ordinal"), "{}", out(&output));
}

#[test]
fn findings_become_comments_in_a_copy() {
    let folder = folder();
    let draft = wrong();
    write(folder.path(), "草稿.docx", &draft);
    let run = || gongwen(folder.path(), &["check", "草稿.docx", "--docx", "批注.docx"]);
    let output = run();
    let all = out(&output) + &said(&output);
    assert_eq!(output.status.code(), Some(1), "{all}");
    assert!(all.contains("已写出 批注.docx：3 处批注"), "{all}");
    let path = folder.path().join("批注.docx");
    let comments = part(&path, "word/comments.xml");
    for words in ["w:author=\"gongwen\"", "分项之和 21 与合计 20 不符", "算式：9 + 12 = 21", "写成“，”"]
    {
        assert!(comments.contains(words), "{words} in {comments}");
    }
    assert_eq!(comments.matches("<w:comment ").count(), 3);
    let document = part(&path, "word/document.xml");
    assert_eq!(document.matches("<w:commentReference ").count(), 3);
    // The run is cut, its look kept, the draft untouched.
    assert!(
        document.contains("<w:r><w:rPr><w:b/></w:rPr><w:t>会议要求</w:t></w:r><w:commentRangeStart"),
        "{document}"
    );
    assert_eq!(fs::read(folder.path().join("草稿.docx")).expect("the draft"), draft);
    // The same again: nothing is kept aside.
    let first = fs::read(&path).expect("a file");
    run();
    assert_eq!(fs::read(&path).expect("a file"), first);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    // What somebody wrote there is kept.
    write(folder.path(), "批注.docx", "别的");
    let output = run();
    assert!(out(&output).contains("留作 批注.改过-1.docx"), "{}", out(&output));
    assert_eq!(fs::read(folder.path().join("批注.改过-1.docx")).expect("kept"), "别的".as_bytes());
}

const REPORT: &str = "title = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nlocality = { name = \"某某镇\" }\n\
    opening = \"新建站点20个。\"\n";

#[test]
fn where_no_comment_can_be_the_way_is_told() {
    let comments = ["--docx", "批注.docx"];
    refused("check", ("r.toml", REPORT), &comments, 2, "是报告文件，里面没有 Word 批注。先用 gongwen render");
    refused("check", ("a.txt", "新建站点20个。"), &comments, 2, "另存为 .docx 再查");
    refused("check", ("a.docx", docx(&p("正文"))), &["--docx", "a.docx"], 2, "就是草稿本身");
    refused("check", ("a.docx", docx(&p("正文"))), &["--docx", "./a.docx"], 2, "就是草稿本身");
    refused("check", ("a.docx", docx(&p("正文"))), &["--docx", "b.pdf"], 2, "名字以 .docx 结尾");
    refused("check", ("a.docx", docx(&p("正文"))), &["--docx", "b.docx", "--fix"], 2, "");
    refused("check", ("a.docx", docx(&p("正文"))), &["--fix", "--format", "json"], 2, "--fix 改的是文件");
}

#[test]
fn what_is_no_draft_is_refused_and_nothing_written() {
    let comments = ["--docx", "批注.docx"];
    let whole = wrong();
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body/></w:document>";
    let flat = " ".repeat(60 << 20);
    let outside = RELATIONS.replace("word/document.xml", "../../etc/passwd");
    let nested = {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("里面.docx", SimpleFileOptions::default()).expect("a part");
        zip.write_all(&whole).expect("written");
        zip.finish().expect("a zip").into_inner()
    };
    let mut encrypted = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let mut old = encrypted[..8].to_vec();
    old.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    let parts = |document: &str| {
        package(&[
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
        ])
    };
    let picture = "<w:p><w:r><w:pict/></w:r></w:p>";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("不是.docx", b"\x7fELF\0\0\x01\x02".to_vec(), "这不是文本文件，也不是 Word 文档"),
        ("空.docx", Vec::new(), "这个文件是空的"),
        ("截断.docx", whole[..whole.len() / 2].to_vec(), "文档坏了"),
        ("加密.docx", encrypted, "有打开密码"),
        ("旧.doc", old, "另存为“Word 文档 (.docx)”"),
        ("旧.wps", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1WordDocument".to_vec(), "另存为“Word 文档 (.docx)”"),
        ("稿.pdf", b"%PDF-1.7".to_vec(), "请用排成它的那份 Word 文档"),
        ("炸弹.docx", parts(&flat), "解压后太大"),
        ("套着.docx", nested, "先解压，用里面的 .docx"),
        ("深.docx", docx(&deep), "文档坏了"),
        ("实体.docx", parts(entity), "声明了 XML 实体"),
        (
            "没有正文.docx",
            package(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)]),
            "里面没有正文",
        ),
        ("不是XML.docx", parts("正文在这里"), "文档坏了"),
        ("外面.docx", package(&[("[Content_Types].xml", TYPES), ("_rels/.rels", &outside)]), "里面没有正文"),
        ("图片.docx", docx(picture), "没有文字"),
        ("表.docx", package(&[("xl/workbook.xml", "<a/>")]), "这是电子表格"),
    ];
    for (name, bytes, words) in cases {
        refused("check", (name, &bytes), &[], 1, words);
        refused("check", (name, &bytes), &comments, 1, words);
        refused("check", (name, &bytes), &["--fix"], 1, words);
    }
    refused("check", ("编码.txt", b"\xff\xfe\xff\xff\x80\x81\xff"), &[], 1, "认不出来");
}

/// 500 MB that nobody stored: they are told at once, with the limit and not with a size that nobody measured.
#[test]
fn half_a_gigabyte_of_text_is_refused_without_reading_it() {
    let folder = folder();
    for (name, command, words) in [
        ("a.txt", "check", "文稿太大，超过 64 MB"),
        ("a.md", "check", "文稿太大，超过 64 MB"),
        ("a.txt", "import", "草稿太大，超过 16 MB"),
        ("a.md", "import", "草稿太大，超过 16 MB"),
    ] {
        let file = fs::File::create(folder.path().join(name)).expect("a file");
        file.set_len(500 << 20).expect("a length");
        let begun = std::time::Instant::now();
        let output = gongwen(folder.path(), &[command, name]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!((out(&output) + &said(&output)).contains(words), "{}", said(&output));
        assert!(begun.elapsed().as_secs() < 30);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing was written");
}

#[test]
fn a_page_has_the_text_the_findings_and_the_relations() {
    let folder = folder();
    write(folder.path(), "草稿.docx", wrong());
    write(folder.path(), "b.txt", "新建3座，其中甲片1座、乙片2座。\n");
    let output = gongwen(folder.path(), &["check", "草稿.docx", "b.txt", "--format", "html"]);
    let page = out(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    for words in
        ["9 + 12 = 21", "1 + 2 = 3", "id=\"f1-1\"", "href=\"#m1-1\"", "第 3 段", "第 1 行", "无法判断；另有"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    let output = gongwen(folder.path(), &["check", "b.txt", "--format", "html", "--lang", "en"]);
    assert!(
        output.status.success()
            && out(&output).contains("<html lang=\"en\">")
            && out(&output).contains("holds")
    );
}

const SLIPS: &str = "# 注释，，留着\r\n正文第一段，，有叠用的标点。\r\n根据某政办（2024）12号文件，新建20个，其中甲类9个、乙类12个。\r\n";

#[test]
fn fixes_change_only_the_bytes_of_their_spans() {
    let wide = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let fixed = SLIPS.replacen("，，", "，", 2).replace("（2024）", "〔2024〕");
    let (gb_slips, gb_fixed) = (gb18030(SLIPS), gb18030(&fixed));
    for (bytes, wanted) in [
        (SLIPS.as_bytes().to_vec(), fixed.as_bytes().to_vec()),
        (wide(SLIPS), wide(&fixed)),
        (gb_slips, gb_fixed),
        (format!("\u{FEFF}{SLIPS}").into_bytes(), format!("\u{FEFF}{fixed}").into_bytes()),
    ] {
        let folder = folder();
        write(folder.path(), "草稿.txt", &bytes);
        let dry = gongwen(folder.path(), &["check", "草稿.txt", "--fix", "--dry-run"]);
        assert!(out(&dry).contains("会改 3 处，文件没有动"), "{}", out(&dry));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        let output = gongwen(folder.path(), &["check", "草稿.txt", "--fix"]);
        let all = out(&output);
        // The wrong sum stays: figures are nobody's but hers.
        assert_eq!(output.status.code(), Some(1), "{all}{}", said(&output));
        for words in
            ["第 2 行\n- 正文第一段，，有叠用", "+ 正文第一段，有叠用", "原稿在 草稿.txt.bak", "9 + 12 = 21"]
        {
            assert!(all.contains(words), "{words} in {all}");
        }
        let read = |name: &str| fs::read(folder.path().join(name)).expect("a file");
        assert!(read("草稿.txt") == wanted, "{all}");
        assert_eq!(read("草稿.txt.bak"), bytes);
        let again = gongwen(folder.path(), &["check", "草稿.txt", "--fix"]);
        assert!(out(&again).contains("没有一定要改的地方"), "{}", out(&again));
        assert!(read("草稿.txt") == wanted);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}

/// A text in GB 18030.
fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn fixes_of_a_report_file_leave_comments_and_order() {
    let folder = folder();
    let report = REPORT.replace("opening = \"新建", "# 口径，，见附表\nopening = \"抓好落实，，新建");
    write(folder.path(), "r.toml", &report);
    let output = gongwen(folder.path(), &["check", "r.toml", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), said(&output));
    let wanted = report.replace("抓好落实，，", "抓好落实，");
    assert_eq!(fs::read_to_string(folder.path().join("r.toml")).expect("a report"), wanted);
    assert_eq!(fs::read_to_string(folder.path().join("r.toml.bak")).expect("kept"), report);
}

#[test]
fn fixes_of_a_word_file_are_tracked_changes() {
    let folder = folder();
    let draft = wrong();
    write(folder.path(), "草稿.docx", &draft);
    let output = gongwen(folder.path(), &["check", "草稿.docx", "--fix"]);
    let all = out(&output) + &said(&output);
    assert!(all.contains("改了 1 处（写成修订"), "{all}");
    let document = part(&folder.path().join("草稿.docx"), "word/document.xml");
    assert!(
        document.contains("<w:delText xml:space=\"preserve\">，</w:delText>")
            && document.contains("w:author=\"gongwen\""),
        "{document}"
    );
    assert_eq!(fs::read(folder.path().join("草稿.docx.bak")).expect("kept"), draft);
    let again = gongwen(folder.path(), &["check", "草稿.docx", "--fix"]);
    assert!(out(&again).contains("没有一定要改的地方"), "{}", out(&again));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}
