//! The slips that are made most in a report file: each is one error, in plain Chinese, with what to write.

use gongwen_core::read::{self, Notation};
use gongwen_core::report::Starter;
use gongwen_document::Diagnostic;

/// A report without a fault (示例数据).
const GOOD: &str = r#"title = "某某镇2024年工作总结"
year = 2024
issuer = "某某镇人民政府"
addressees = ["某某县人民政府", "某某县财政局"]
opening = "今年以来，财政收入{{财政收入}}，粮食{{粮食}}。"
issue_date = 2024-12-31

[locality]
name = "某某镇"

[[achievements.areas]]
name = "经济发展"
lead = "一年来，经济稳中有进。"

[[achievements.areas.items]]
heading = "抓项目"
text = "引进项目10个。"

[shortcomings]
lead = "也有不足。"

[[shortcomings.items]]
heading = "链条不长"

[figures]
"财政收入" = { label = "财政收入", value = 1.78, unit = "亿元" }
"粮食" = { label = "粮食面积", value = 22961.97, unit = "亩" }
"#;

/// A general document without a fault (示例数据).
const GENERAL: &str = r#"title = "某某县关于春耕的通知"
issuer = "某某县人民政府"
opening = "现通知如下。"

[general]

[[general.sections]]
heading = "总体要求"
text = "抓好春耕。"

[general.sections.table]
caption = "进度表"
rows = [["时间", "工作"], ["三月", "育秧"]]

[[general.sections]]
heading = "工作要求"
text = "加强领导。"
"#;

fn told(bytes: &[u8], notation: Notation) -> Vec<Diagnostic> {
    match read::report(bytes, notation) {
        Ok(checked) => checked.warnings,
        Err(found) => found.0,
    }
}

#[test]
fn nothing_is_wrong_before() {
    for source in [GOOD, GENERAL] {
        assert_eq!(told(source.as_bytes(), Notation::Toml), []);
    }
}

#[test]
fn one_slip_is_one_error_that_says_what_to_write() {
    let mut wrong = Vec::new();
    for (good, from, to, help) in [
        // A field after the first bracket.
        (GOOD, "[locality]\n", "[locality]\nclosing = \"特此报告。\"\n", "closing 要写在文件开头"),
        (GOOD, "issuer = \"某某镇人民政府\"\n", "", "写上 issuer"),
        (GENERAL, "[general]\n", "[general]\nnote = \"公开\"\n", "note 要写在文件开头"),
        (GOOD, "[figures]\n", "[figures]\nclosing = \"特此报告。\"\n", "closing 要写在文件开头"),
        (
            GOOD,
            "{ label = \"粮食面积\", value = 22961.97, unit = \"亩\" }\n",
            "{ label = \"粮食面积\", value = 22961.97, unit = \"亩\" }\nclosing = \"特此报告。\"\n",
            "closing 要写在文件开头",
        ),
        (
            GENERAL,
            "text = \"加强领导。\"\n",
            "text = \"加强领导。\"\nclosing = \"特此通知。\"\n",
            "closing 要写在文件开头",
        ),
        // A whole attachment lies, no table by itself.
        (
            GENERAL,
            "caption = \"进度表\"\n",
            "caption = \"进度表\"\nlandscape = true\n",
            "landscape 要写在 [[attachments]] 下面",
        ),
        // Below a table of its own.
        (
            GENERAL,
            "caption = \"进度表\"\n",
            "caption = \"进度表\"\nitems = [\"甲\", \"乙\"]\n",
            "items 是 [[general.sections]] 的，移到 [general.sections.table] 这一行的上面",
        ),
        (
            GOOD,
            "heading = \"抓项目\"\n",
            "heading = \"抓项目\"\nlead = \"领句\"\n",
            "lead 是 [[achievements.areas]] 的，移到 [[achievements.areas.items]] 这一行的上面",
        ),
        (
            GOOD,
            "text = \"引进项目10个。\"\n",
            "text = \"引进项目10个。\"\nheading = \"抓招商\"\n",
            "另起一项的，前面加一行 [[achievements.areas.items]]",
        ),
        // Dates.
        (GOOD, "2024-12-31", "2024.12.31", "写成 issue_date = 2024-12-31"),
        (GOOD, "2024-12-31", "2024.2.8", "写成 issue_date = 2024-02-08"),
        (GOOD, "2024-12-31", "2024-2-18", "写成 issue_date = 2024-02-18"),
        (GOOD, "2024-12-31", "2024/12/31", "写成 issue_date = 2024-12-31"),
        (GOOD, "2024-12-31", "2024年12月31日", "写成 issue_date = 2024-12-31"),
        (GOOD, "2024-12-31", "2024-02-30", "日期写"),
        // Numbers.
        (GOOD, "22961.97,", "22961.97亩,", "写成 value = 22961.97, unit = \"亩\""),
        (GOOD, "22961.97,", "\"22961.97亩\",", "写成 value = 22961.97, unit = \"亩\""),
        (GOOD, "22961.97,", "22,961.97,", "写成 value = 22961.97"),
        (GOOD, "22961.97,", "\"22,961.97\",", "写成 value = 22961.97"),
        (GOOD, "22961.97,", "约22961.97,", "写成 value = 22961.97, qualifier = \"约\""),
        (GOOD, "22961.97,", "\"约22961.97\",", "写成 value = 22961.97, qualifier = \"约\""),
        (
            GOOD,
            "{ label = \"财政收入\", value = 1.78, unit = \"亿元\" }",
            "1.78亿元",
            "写成 \"财政收入\" = { label = \"财政收入\", value = 1.78, unit = \"亿元\" }",
        ),
        (
            GOOD,
            "{ label = \"财政收入\", value = 1.78, unit = \"亿元\" }",
            "\"1.78亿元\"",
            "写成 \"财政收入\" = { label = \"财政收入\", value = 1.78, unit = \"亿元\" }",
        ),
        // Commas, brackets, quotes.
        (GOOD, "\"财政收入\", value", "\"财政收入\" value", "逗号"),
        (GOOD, "县人民政府\", \"", "县人民政府\" \"", "逗号"),
        (
            GOOD,
            "[\"某某县人民政府\", \"某某县财政局\"]",
            "\"某某县人民政府\", \"某某县财政局\"",
            "写成 addressees = [\"某某县人民政府\", \"某某县财政局\"]",
        ),
        (
            GOOD,
            "人民政府\", \"某某县财政局\"]",
            "人民政府\"、\"某某县财政局\"]",
            "写成 addressees = [\"某某县人民政府\", \"某某县财政局\"]",
        ),
        (
            GOOD,
            "人民政府\", \"某某县财政局\"]",
            "人民政府\"，\"某某县财政局\"]",
            "写成 addressees = [\"某某县人民政府\", \"某某县财政局\"]",
        ),
        (GOOD, "\"粮食\" = {", "粮食 = {", "写成 \"粮食\" = …"),
        (GOOD, "\"某某镇2024年工作总结\"", "某某镇2024年工作总结", "文字用英文双引号括起来"),
        (GOOD, "\"某某镇2024年工作总结\"", "“某某镇2024年工作总结”", "文字用英文双引号括起来"),
        (GOOD, "year = 2024", "year ＝ 2024", "等号用英文的 ="),
        (GOOD, "year = 2024", "year: 2024", "等号用英文的 ="),
        (GOOD, "lead = \"也有不足。\"", "lead = \"也有不足。", "在末尾补上引号"),
        (GOOD, "[shortcomings]", "[shortcomings", "写成 [名字]"),
        (GOOD, "财政局\"]", "财政局\"", "写成 [\"甲\", \"乙\"]"),
        // Tables.
        (GOOD, "[figures]", "[locality]\n\n[figures]", "前一个 [locality] 下面"),
        (GOOD, "[[shortcomings.items]]", "[shortcomings.items]", "[[shortcomings.items]]"),
        // Typos, and what is missing because of them.
        (GOOD, "issuer =", "isuer =", "是不是想写 issuer？"),
        (GOOD, "year = 2024", "yaer = 2024", "是不是想写 year？"),
        (GOOD, "year = 2024", "year = 20.24", "写成 year = 2024"),
        (GOOD, "year = 2024", "year = \"02024\"", "写成 year = 2024"),
        (GOOD, "heading = \"链条不长\"", "headin = \"链条不长\"", "是不是想写 heading？"),
        (GOOD, "{{财政收入}}", "{{财政收人}}", "财政收入"),
    ] {
        assert!(good.contains(from), "{from}");
        let source = good.replacen(from, to, 1);
        let found = told(source.as_bytes(), Notation::Toml);
        let errors: Vec<&Diagnostic> = found.iter().filter(|found| found.is_error()).collect();
        let said = |error: &Diagnostic| {
            let help = error.help.as_ref().map_or("", |help| help.zh.as_str());
            format!("{} {}:\n    {}\n    → {help}", error.code, error.place.path, error.message.zh)
        };
        let right = match errors.as_slice() {
            [error] => {
                let text = said(error);
                text.contains(help) && !text.contains("删去一个") && english(&text, &source).is_none()
            }
            _ => false,
        };
        if !right {
            let told: Vec<String> = errors.iter().map(|error| said(error)).collect();
            wrong.push(format!("{from:?} became {to:?}, which wants {help:?}\n  {}", told.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} slips\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn files_of_other_programs_are_known() {
    for (bytes, message, help) in [
        (b"%PDF-1.7\n%\xE2\xE3".as_slice(), "这是 PDF", "gongwen import"),
        (b"PK\x03\x04\x14\0word/document.xml", "这是 Word 文件或者压缩包", "gongwen import"),
        (b"PK\x03\x04\x14\0xl/workbook.xml", "这是 Excel 表格", "--rows"),
        (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "这是旧格式", "另存为 .docx"),
    ] {
        for notation in [Notation::Toml, Notation::Json] {
            let found = told(bytes, notation);
            let [found] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!(found.code, "report/not-a-report");
            assert!(found.message.zh.starts_with(message), "{}", found.message.zh);
            assert!(found.help.as_ref().is_some_and(|told| told.zh.contains(help)), "{:?}", found.help);
        }
    }
}

/// Three English words in a row that do not stand in the source: the words of a parser.
fn english(text: &str, source: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    words
        .windows(3)
        .filter(|three| three.iter().all(plain))
        .map(|three| three.join(" "))
        .find(|said| !source.contains(said.as_str()))
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

/// The source with something wrong in it.
fn mutated(source: &str, dice: &mut Dice) -> String {
    let characters: Vec<char> = source.chars().collect();
    let at = dice.below(characters.len());
    let (before, behind) = characters.split_at(at);
    let text = |part: &[char]| part.iter().collect::<String>();
    let mut lines: Vec<&str> = source.lines().collect();
    let line = dice.below(lines.len());
    match dice.below(7) {
        0 => text(before) + &text(&behind[1..]),
        1 => {
            text(before)
                + ["\"", "[", "]", "{", "}", "=", ",", "，", "“", "\\", "#", "'"][dice.below(12)]
                + &text(behind)
        }
        2 => {
            lines.remove(line);
            lines.join("\n")
        }
        3 => {
            lines.insert(line, lines[dice.below(lines.len())]);
            lines.join("\n")
        }
        4 => {
            let other = dice.below(lines.len());
            lines.swap(line, other);
            lines.join("\n")
        }
        5 => text(before),
        _ => source.replacen(
            ["\"", " = ", "]]", ", ", "[", "20", "{", "heading"][dice.below(8)],
            ["“", " ", "]", "，", "", "x", "", "标题"][dice.below(8)],
            1,
        ),
    }
}

#[test]
fn no_english_of_a_parser_reaches_a_chinese_message() {
    let json = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/reports/jinjiang-2024.json"
    ));
    let json = json.expect("the fixture");
    let mut dice = Dice(9704);
    let mut faulty = 0;
    for round in 0..120 {
        let (source, notation) = match round % 6 {
            5 => (json.as_str(), Notation::Json),
            4 => (GOOD, Notation::Toml),
            3 => (GENERAL, Notation::Toml),
            other => (Starter::ALL[(round / 6 + other) % Starter::ALL.len()].source(), Notation::Toml),
        };
        let wrong = mutated(source, &mut dice);
        let found = told(wrong.as_bytes(), notation);
        faulty += usize::from(!found.is_empty());
        for found in found {
            for text in std::iter::once(&found.message).chain(&found.help) {
                assert_eq!(english(&text.zh, &wrong), None, "{}\n{wrong}", text.zh);
                assert!(!text.zh.is_empty());
            }
        }
    }
    assert!(faulty > 60, "{faulty} of 120 files are wrong");
}
