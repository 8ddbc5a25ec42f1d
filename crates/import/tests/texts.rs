//! Text files in every encoding, Markdown, and what is no draft at all.

use encoding_rs::GB18030;
use gongwen_import::{Block, Kind, read};

const TEXT: &str = "某某镇通知\r\n一、总体要求\r\r\n坚持稳面积。\n\u{3000}\u{3000}末段";

fn lines(bytes: &[u8]) -> (Kind, Vec<String>) {
    let draft = read(bytes, Some("txt")).unwrap_or_else(|error| panic!("{error}"));
    (draft.kind, draft.text().lines().map(|line| line.trim().to_owned()).collect())
}

#[test]
fn encodings_and_line_ends() {
    let expected = ["某某镇通知", "一、总体要求", "坚持稳面积。", "末段"];
    let utf16 = |swap: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(TEXT.encode_utf16());
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let marked = [&b"\xEF\xBB\xBF"[..], TEXT.as_bytes()].concat();
    for (bytes, name) in [
        (TEXT.as_bytes().to_vec(), "UTF-8"),
        (marked, "UTF-8"),
        (GB18030.encode(TEXT).0.into_owned(), "GB 18030"),
        (utf16(false, true), "UTF-16LE"),
        (utf16(true, true), "UTF-16BE"),
        (utf16(false, false), "UTF-16LE"),
        (utf16(true, false), "UTF-16BE"),
    ] {
        let (kind, lines) = lines(&bytes);
        assert_eq!((kind, lines.as_slice()), (Kind::Text(name), &expected.map(str::to_owned)[..]), "{name}");
    }
}

#[test]
fn markdown_has_headings_and_tables() {
    let text =
        "# 通知\n\n## 一、安排\n\n| 乡镇 | 面积 |\n|---|--:|\n| 某某镇 | **12** |\n\n- 备耕\n\n---\n末段";
    let draft = read(text.as_bytes(), Some("md")).expect("a draft");
    assert_eq!(draft.text(), "通知\n一、安排\n乡镇\t面积\n某某镇\t12\n备耕\n末段\n");
    assert!(matches!(&draft.blocks[1], Block::Paragraph(it) if it.level == Some(2)));
    let plain = read(text.as_bytes(), Some("txt")).expect("a draft");
    assert!(plain.text().starts_with("# 通知\n## 一、安排\n| 乡镇"));
}

#[test]
fn what_is_no_draft_says_how_to_convert_it() {
    let stream = |name: &str| -> Vec<u8> {
        let head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.into_iter().chain(name.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    // What Word leaves beside an open document: the length of a name, the name, both again in UTF-16.
    let mut owner = vec![0; 162];
    (owner[0], owner[54]) = (4, 4);
    owner[1..5].copy_from_slice(b"user");
    for (bytes, code, words) in [
        (stream("WordDocument"), "import/other-format", "另存为“Word 文档 (.docx)”"),
        // A document that holds a workbook is a document.
        (
            [stream("Workbook"), stream("WordDocument")].concat(),
            "import/other-format",
            "另存为“Word 文档 (.docx)”",
        ),
        (owner, "import/other-format", "没有 ~$"),
        (stream("Workbook"), "import/other-format", "file = "),
        (stream("EncryptedPackage"), "import/encrypted", "去掉打开密码"),
        (b"%PDF-1.7".to_vec(), "import/other-format", "排成它的那份 Word 文档"),
        (b"{\\rtf1".to_vec(), "import/other-format", "另存为"),
        (b"\x89PNG\r\n".to_vec(), "import/other-format", "图片转文字"),
        ("<!DOCTYPE html><p>正文".into(), "import/other-format", "另存为"),
        (b"\x7FELF\x00\x01\x02".to_vec(), "import/binary", "另存为 .docx"),
        (vec![0xFF, 0xC3, 0x28, 0xA0], "import/encoding", "UTF-8"),
        (Vec::new(), "import/empty", "选错了文件"),
        (b" \n\r\n".to_vec(), "import/empty", "选错了文件"),
        ("正".repeat(6 << 20).into_bytes(), "import/too-large", "选错了文件"),
    ] {
        let error = read(&bytes, Some("txt")).err().unwrap_or_else(|| panic!("{code}: it was read"));
        assert_eq!(error.code, code, "{error}");
        let help = error.help.clone().expect("a help").zh;
        assert!(help.contains(words), "{words} in {help}");
    }
}

#[test]
fn bold_words_of_markdown_stand_out_and_bold_cells_are_told() {
    let text = "# 关于防汛工作的通知\n\n各村民委员会：\n\n请落实责任，**严禁擅离职守**，确保安全。\n\n**一是落实责任。**书记负总责。\n\n\
        | **村名** | 物资 |\n|---|---|\n| 甲村 | **120** |\n| 乙村 | 其中**沙袋**80条 |\n\n特此通知。\n";
    let draft = read(text.as_bytes(), Some("md")).expect("a draft");
    let words: Vec<&str> = draft.strong.iter().map(|strong| strong.words.as_str()).collect();
    assert_eq!(words, ["严禁擅离职守", "沙袋"]);
    assert_eq!(draft.losses.count("表格里整格的加粗，文字留下"), 1);
    assert!(!draft.text().contains('*'), "{}", draft.text());
    let imported = gongwen_import::import(draft, &Default::default(), &mut |_, _| None, &mut |_| Ok(()))
        .expect("a report file");
    for part in ["请落实责任，**严禁擅离职守**，确保安全。", "其中**沙袋**80条"] {
        assert!(imported.toml.contains(part), "{part} in\n{}", imported.toml);
    }
}
