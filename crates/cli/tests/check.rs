//! `gongwen check` from outside: what it prints, its exit codes, what is let stand.

use std::fs;
use std::path::Path;

use crate::common::{gongwen, last, out, said, write};

const WRONG: &str = "某某镇2024年工作总结\n全年新建站点20个，其中甲类9个、乙类12个。新增农村低保23户31人。\n";
const RIGHT: &str = "某某镇2024年工作总结\n全年新建站点20个，其中甲类9个、乙类11个。新增农村低保23户31人。\n";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What is said of a draft with these bytes, and the exit code.
fn check(bytes: impl AsRef<[u8]>, name: &str, more: &[&str]) -> (Option<i32>, String) {
    let folder = folder();
    write(folder.path(), name, bytes);
    let output = gongwen(folder.path(), &[&["check", name], more].concat());
    (output.status.code(), out(&output) + &said(&output))
}

fn found(folder: &Path, words: &[&str]) -> serde_json::Value {
    let output = gongwen(folder, &[&["check", "--format", "json"], words].concat());
    serde_json::from_str(&out(&output)).expect("JSON")
}

#[test]
fn a_wrong_sum_is_told_with_its_arithmetic() {
    let (code, text) = check(WRONG, "草稿.txt", &[]);
    assert_eq!(code, Some(1), "{text}");
    for words in [
        "分项之和 21 与合计 20 不符",
        "9 + 12 = 21",
        "figures/parts-sum",
        "查了 2 个勾稽关系：1 个成立，1 个不成立，0 个无法判断；另有 0 处写法",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let (code, text) = check(RIGHT, "草稿.txt", &[]);
    assert_eq!(
        (code, text.trim()),
        (Some(0), "查了 2 个勾稽关系：2 个成立，0 个不成立，0 个无法判断；另有 0 处写法")
    );
    let (_, text) = check(RIGHT, "草稿.txt", &["--relations"]);
    assert!(text.contains("9 + 11 = 20") && text.contains("23户 ≤ 31人"), "{text}");
    let (_, text) = check(WRONG, "草稿.txt", &["--lang", "en"]);
    assert!(text.contains("the parts make 21, the whole is 20"), "{text}");
    assert_eq!(check(WRONG, "草稿.txt", &["--skip", "figures/parts"]).0, Some(0));
    assert_eq!(check(WRONG, "草稿.txt", &["--only", "table/"]).0, Some(0));
}

#[test]
fn every_encoding_of_a_text_gives_the_same() {
    let wide: Vec<u8> = WRONG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE], wide.as_slice()].concat();
    // 全年新建站点20个，其中甲类9个、乙类12个。 in GB 18030.
    let gb: &[u8] = b"\xc8\xab\xc4\xea\xd0\xc2\xbd\xa8\xd5\xbe\xb5\xe320\xb8\xf6\xa3\xac\xc6\xe4\xd6\xd0\xbc\xd7\xc0\xe09\xb8\xf6\xa1\xa2\xd2\xd2\xc0\xe012\xb8\xf6\xa1\xa3\n";
    for bytes in [WRONG.as_bytes(), &marked, &wide, gb] {
        let (code, text) = check(bytes, "草稿.txt", &[]);
        assert!(code == Some(1) && text.contains("9 + 12 = 21"), "{text}");
    }
}

#[test]
fn what_is_no_text_is_refused_in_chinese() {
    for (bytes, name, words) in [
        (&b""[..], "空.txt", "这个文件是空的"),
        (b"\x7fELF\0\0\0\x01", "程序.txt", "这不是文本文件"),
        (b"%PDF-1.7", "稿.pdf", "这是 PDF"),
        (b"\xff\xfe\xff\xff\x80\x81\xff", "坏.txt", "认不出来"),
    ] {
        let (code, text) = check(bytes, name, &[]);
        assert!(code == Some(1) && text.contains(words), "{name}: {text}");
    }
    let folder = folder();
    assert_eq!(gongwen(folder.path(), &["check", "没有.txt"]).status.code(), Some(3));
    assert_eq!(gongwen(folder.path(), &["check"]).status.code(), Some(2));
}

#[test]
fn an_accepted_finding_is_counted_and_a_reason_is_required() {
    let folder = folder();
    write(folder.path(), "草稿.txt", WRONG);
    let json = found(folder.path(), &["草稿.txt"]);
    let print = json["files"][0]["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let run = |words: &[&str]| gongwen(folder.path(), &[&["check", "草稿.txt"], words].concat());
    assert_eq!(run(&["--accept", &print]).status.code(), Some(2));
    let unknown = run(&["--accept", "0000", "--reason", "上级口径"]);
    assert!(
        unknown.status.code() == Some(2) && said(&unknown).contains("没有这个指纹"),
        "{}",
        said(&unknown)
    );
    assert!(!folder.path().join("草稿.txt.check.toml").exists());

    let accepted = run(&["--accept", &print, "--reason", "上级口径"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", said(&accepted));
    let again = run(&[]);
    assert!(again.status.success() && last(&again).ends_with("放过 1 处"), "{}", out(&again));
    assert_eq!(found(folder.path(), &["草稿.txt"])["files"][0]["accepted"], 1);
    // What fits nothing any more is told.
    write(folder.path(), "草稿.txt", RIGHT);
    let stale = run(&[]);
    assert!(said(&stale).contains("已经没有了"), "{}", said(&stale));
}

/// What was accepted of another draft accepts nothing here, and is told; what is no such file is too.
#[test]
fn what_was_accepted_of_another_draft_accepts_nothing() {
    let folder = folder();
    write(folder.path(), "草稿.txt", WRONG);
    write(folder.path(), "别的.txt", "全年接待来访50批，其中集体访20批、个体访31批。\n");
    let print = |name: &str| {
        let json = found(folder.path(), &[name]);
        json["files"][0]["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned()
    };
    let (own, other) = (print("草稿.txt"), print("别的.txt"));
    assert_ne!(own, other);
    let accepted = gongwen(folder.path(), &["check", "别的.txt", "--accept", &other, "--reason", "上级口径"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", said(&accepted));
    let foreign = folder.path().join("草稿.txt.check.toml");
    std::fs::copy(folder.path().join("别的.txt.check.toml"), &foreign).expect("copied");
    let output = gongwen(folder.path(), &["check", "草稿.txt"]);
    assert_eq!(output.status.code(), Some(1), "its own finding stays");
    assert!(out(&output).contains("9 + 12 = 21"), "{}", out(&output));
    assert!((out(&output) + &said(&output)).contains("已经没有了"), "{}", said(&output));
    assert_eq!(found(folder.path(), &["草稿.txt"])["files"][0]["accepted"], 0);
    for wrong in ["accept = ", "[[accepted]]\nfingerprint = 5\n", "\u{0}\u{1}"] {
        write(folder.path(), "草稿.txt.check.toml", wrong);
        let output = gongwen(folder.path(), &["check", "草稿.txt"]);
        let all = out(&output) + &said(&output);
        assert!(output.status.code() == Some(1) && all.contains("草稿.txt.check.toml"), "{wrong}: {all}");
    }
}

const REPORT: &str = "title = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nlocality = { name = \"某某镇\" }\n\
    opening = \"新建站点20个，其中甲类9个、乙类12个。\"\n";

#[test]
fn render_tells_of_numbers_and_makes_the_document_all_the_same() {
    let folder = folder();
    write(folder.path(), "r.toml", REPORT);
    let render = |more: &[&str]| {
        let usual = ["render", "r.toml", "--fonts", "embedded", "--to", "text"];
        gongwen(folder.path(), &[&usual[..], more].concat())
    };
    let output = render(&[]);
    assert!(
        output.status.success() && said(&output).contains("分项之和 21 与合计 20 不符"),
        "{}",
        said(&output)
    );
    assert!(folder.path().join("out/r.txt").exists());
    assert!(!said(&render(&["--no-check"])).contains("分项之和"));
    let allowed = REPORT.replace("opening", "# gongwen: allow figures/parts-sum 上级口径\nopening");
    write(folder.path(), "r.toml", allowed);
    assert!(!said(&render(&[])).contains("分项之和"));
    let output = gongwen(folder.path(), &["check", "r.toml"]);
    assert!(last(&output).ends_with("放过 1 处"), "{}", out(&output));
}

#[test]
fn a_batch_looks_at_its_rows_when_it_is_asked_to() {
    let folder = folder();
    let report = crate::common::REPORT.to_owned();
    write(folder.path(), "report.toml", report);
    write(folder.path(), "rows.csv", crate::common::table(&[("1", "12"), ("2", "15")]));
    let run = |more: &[&str]| {
        let usual = [
            "batch",
            "report.toml",
            "--rows",
            "rows.csv",
            "--fonts",
            "embedded",
            "--progress",
            "none",
            "--dry-run",
        ];
        gongwen(folder.path(), &[&usual[..], more].concat())
    };
    assert_eq!(run(&["--check"]).status.code(), run(&[]).status.code());
    let wrong = crate::common::REPORT.replacen(
        "opening = \"",
        "opening = \"新建站点20个，其中甲类9个、乙类12个。",
        1,
    );
    assert_ne!(wrong, crate::common::REPORT, "the fixture has an opening");
    write(folder.path(), "report.toml", wrong);
    let output = run(&["--check"]);
    assert!(said(&output).contains("第 3 行") && said(&output).contains("分项之和 21"), "{}", said(&output));
    assert!(!said(&run(&[])).contains("分项之和"));
}

#[test]
fn a_code_is_explained() {
    let folder = folder();
    let output = gongwen(folder.path(), &["check", "--explain", "figures/growth"]);
    assert!(output.status.success() && out(&output).contains("年均是开方"), "{}", out(&output));
    assert_eq!(gongwen(folder.path(), &["check", "--explain", "figures/none"]).status.code(), Some(2));
    assert!(fs::read_dir(folder.path()).expect("a folder").next().is_none());
}

#[test]
fn the_screen_names_the_place_that_programs_read_and_marks_stay_in_their_place() {
    let folder = folder();
    let sums = "新建20个，其中甲类9个、乙类12个。";
    write(folder.path(), "长.txt", format!("{}{sums}\n", "各项工作有序推进，".repeat(40)));
    let json = found(folder.path(), &["长.txt", "--only", "figures/"]);
    let place = &json["files"][0]["findings"][0]["place"];
    let output = gongwen(folder.path(), &["check", "长.txt", "--only", "figures/"]);
    let all = said(&output) + &out(&output);
    let named = format!("长.txt:{}:{}]", place["line"], place["column"]);
    assert!(place["column"].as_u64() > Some(360) && all.contains(&named), "{named} in {all}");
    // What would steer the terminal is shown as many columns wide as it has bytes: the marks are where they were.
    let marks = |text: &str| {
        write(folder.path(), "短.txt", text);
        let output = gongwen(folder.path(), &["check", "短.txt"]);
        let all = said(&output) + &out(&output);
        assert!(!all.contains('\u{1B}') && !all.contains("U+001B"), "{all}");
        all.lines().find(|line| line.contains('^')).expect("marks").to_owned()
    };
    assert_eq!(marks(&format!("全镇\u{1B}{sums}\n")), marks(&format!("全镇?{sums}\n")));
}
