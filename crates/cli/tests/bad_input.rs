//! What a user sees when the input is wrong: the message, the exit code, and that nothing was written.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const GOOD: &str = r#"title = "某某镇2024年工作总结"
year = 2024
issuer = "某某镇人民政府"
locality = { name = "某某镇" }
opening = "全年实现财政收入{{revenue}}。"
figures.revenue = { label = "财政收入", value = 1.78, unit = "亿元" }
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, content).expect("written");
        path
    }

    fn run(&self, words: &[&str]) -> Output {
        command(self.0.path(), words).output().expect("the binary runs")
    }

    /// Renders the report and expects a message, exit code 1 and nothing written.
    #[track_caller]
    fn refused(&self, content: impl AsRef<[u8]>, message: &str) {
        self.file("r.toml", content);
        let out = self.run(&["render", "r.toml"]);
        let said = said(&out);
        assert_eq!(out.status.code(), Some(1), "{said}");
        assert!(said.contains(message), "{message} in\n{said}");
        assert!(!self.path("out").exists(), "something was written");
    }
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args(words);
    if words.first() == Some(&"render") && !words.contains(&"--fonts") {
        command.args(["--fonts", "embedded"]);
    }
    command
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout)
}

fn with(line: &str) -> String {
    format!("{line}\n{GOOD}")
}

#[test]
fn a_good_report_becomes_two_files() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD);
    let out = folder.run(&["render", "r.toml"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(
        said(&out).contains("out/r.docx，1 页") && said(&out).contains("out/r.pdf，1 页"),
        "{}",
        said(&out)
    );
    assert!(!said(&out).contains("字体："), "nothing when the embedded faces were asked for: {}", said(&out));
    assert!(fs::read(folder.path("out/r.pdf")).expect("a file").starts_with(b"%PDF-"));
    assert!(fs::read(folder.path("out/r.docx")).expect("a file").starts_with(b"PK"));
}

#[test]
fn one_line_says_what_stands_in_for_the_faces_of_the_standard() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD);
    // A folder with a face of none of the roles: all five are embedded ones.
    let face = concat!(env!("CARGO_MANIFEST_DIR"), "/../fonts/assets/noto/GongwenSong.ttf");
    folder.file("fonts/other.ttf", fs::read(face).expect("a font"));
    let out = folder.run(&["render", "r.toml", "--fonts", "fonts"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    let said = said(&out);
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("字体：")).collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(lines[0].contains("霞鹜文楷（像楷体）") && lines[0].contains("朱雀仿宋"), "{said}");
    assert!(lines[0].contains("楷体、黑体、小标宋、宋体用的是代用字体"), "{said}");
}

#[test]
fn text_that_is_not_a_report() {
    Folder::new().refused(b"title = \"\xC4\xE3\"", "UTF-8");
    Folder::new().refused("title = \"没有完", "[r.toml:1:");
    Folder::new().refused("", "r.toml");
    Folder::new().refused(
        "title = \"题\"\nyear = 2024\nissuer = \"某镇\"\nlocality = { name = \"某镇\" }\n",
        "report/",
    );
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let folder = Folder::new();
    folder.file("r.toml", format!("\u{FEFF}{GOOD}"));
    assert_eq!(folder.run(&["render", "r.toml", "--to", "text"]).status.code(), Some(0));
}

#[test]
fn fields_and_figures() {
    Folder::new().refused(GOOD.replace("issuer", "isuer"), "issuer");
    Folder::new().refused(GOOD.replace("year = 2024", "year = \"去年\""), "report/wrong-type");
    Folder::new().refused(GOOD.replace("title = \"某某镇2024年工作总结\"\n", ""), "缺少 title");
    Folder::new().refused(GOOD.replace("{{revenue}}", "{{revenu}}"), "revenue");
    Folder::new().refused(
        format!("{GOOD}figures.revenue = {{ label = \"再来\", value = 1 }}\n"),
        "figures/defined-twice",
    );
    Folder::new()
        .refused(GOOD.replace("unit = \"亿元\"", "unit = \"亿元\", sum_of = [\"revenue\"]"), "figures/");
    Folder::new()
        .refused(GOOD.replace("unit = \"亿元\"", "unit = \"亿元\", sum_of = [\"a\", \"b\"]"), "figures/");
    Folder::new().refused(with("issue_date = \"2024-02-30\""), "report/");
}

#[test]
fn characters_that_cannot_be_seen_or_printed() {
    Folder::new().refused(GOOD.replace("全年", "全\\u0007年"), "text/");
    Folder::new().refused(GOOD.replace("全年", "全\u{202E}年"), "text/");
    Folder::new().refused(GOOD.replace("全年", "全𪛖年"), "U+2A6D6");
    let folder = Folder::new();
    folder.file("r.toml", GOOD.replace("全年", "全𪛖年"));
    let out = folder.run(&["render", "r.toml", "--missing-glyph", "mark"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("U+2A6D6"), "{}", said(&out));
}

#[test]
fn a_failed_run_changes_no_file() {
    let folder = Folder::new();
    folder.file("out/r.pdf", "before");
    folder.file("r.toml", GOOD.replace("{{revenue}}", "{{nothing}}"));
    assert_eq!(folder.run(&["render", "r.toml"]).status.code(), Some(1));
    assert_eq!(fs::read(folder.path("out/r.pdf")).expect("a file"), b"before");
    assert_eq!(fs::read_dir(folder.path("out")).expect("a folder").count(), 1);
}

#[test]
fn places_that_cannot_be_written() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD);
    folder.file("taken", "a file");
    for place in ["taken", "taken/deeper"] {
        let out = folder.run(&["render", "r.toml", "-o", place]);
        assert_eq!(out.status.code(), Some(3), "{}", said(&out));
        assert!(said(&out).contains("写不了"), "{}", said(&out));
    }
    assert_eq!(fs::read(folder.path("taken")).expect("a file"), b"a file");
    let out = folder.run(&["render", "missing.toml"]);
    assert_eq!(
        (out.status.code(), said(&out).contains("读不了 missing.toml")),
        (Some(3), true),
        "{}",
        said(&out)
    );
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = Folder::new();
    File::create(folder.path("r.toml")).and_then(|file| file.set_len(200 << 20)).expect("a sparse file");
    let out = folder.run(&["render", "r.toml"]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    assert!(said(&out).contains("report/too-large"), "{}", said(&out));
    assert!(said(&out).contains("209715200 字节"), "{}", said(&out));
}

#[test]
fn templates_of_the_user() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD);
    folder.file("t/ring.hbs", "<document>{{> ring}}</document>");
    folder.file("t/open.hbs", "<document>\n<p>{{issuer}}\n</document>");
    folder.file("t/if.hbs", "<document>\n{{#if misspelt}}<p>x</p>{{/if}}</document>");
    for (name, message) in [("ring", "ring"), ("open", "open.hbs:2")] {
        let out = folder.run(&["render", "r.toml", "--templates", "t", "--template", name]);
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).contains(message), "{message} in\n{}", said(&out));
    }
    let out = folder.run(&["templates", "check", "if", "--templates", "t"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(said(&out).contains("misspelt") && said(&out).contains("if.hbs:2:7"), "{}", said(&out));
    assert_eq!(folder.run(&["templates", "check"]).status.code(), Some(0));
    assert_eq!(folder.run(&["render", "r.toml", "--template", "nothing"]).status.code(), Some(2));
    assert!(!folder.path("out").exists());
}

#[test]
fn the_command_line() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD);
    folder.file("sub/r.toml", GOOD);
    assert_eq!(folder.run(&["frobnicate"]).status.code(), Some(2));
    assert_eq!(folder.run(&["render", "r.toml", "sub/r.toml"]).status.code(), Some(2));
    assert_eq!(folder.run(&["render", "r.toml", "-o", "a.pdf", "--to", "docx"]).status.code(), Some(2));
    assert!(!folder.path("out").exists());
    assert_eq!(folder.run(&["render", "r.toml", "-o", "a.pdf"]).status.code(), Some(0));
    assert!(folder.path("a.pdf").exists() && !folder.path("a.docx").exists());
    let english = folder.run(&["--lang", "en", "render", "--help"]);
    assert!(said(&english).contains("Make DOCX and PDF"), "{}", said(&english));
    assert_eq!(folder.run(&["new", "r.toml"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path("r.toml")).expect("a file"), GOOD);
    assert_eq!(folder.run(&["new", "n.toml"]).status.code(), Some(0));
    assert_eq!(folder.run(&["render", "n.toml"]).status.code(), Some(0));
    assert!(folder.run(&["completions", "bash"]).stdout.len() > 1000);
    let schema =
        fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/report.schema.json")).expect("a schema");
    assert!(folder.run(&["schema"]).stdout == schema);
}

#[test]
fn standard_input_and_output() {
    let folder = Folder::new();
    let json = r#"{"title":"题","year":2024,"issuer":"某镇","locality":{"name":"某镇"},"opening":"开头。"}"#;
    for input in [GOOD, json] {
        let mut child = command(folder.0.path(), &["render", "-", "-o", "-", "--to", "text"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
        let out = child.wait_with_output().expect("ended");
        assert_eq!(out.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&out.stdout).ends_with("。\n"));
    }
}

#[test]
fn a_paragraph_of_a_million_characters() {
    let folder = Folder::new();
    folder.file("r.toml", GOOD.replace("全年", &"锦江镇工作".repeat(200_000)));
    let out = folder.run(&["render", "r.toml"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out).chars().take(500).collect::<String>());
}

#[test]
fn a_font_that_is_passed_over_is_named_with_the_reason() {
    let folder = Folder::new();
    folder.file("fonts/broken.ttf", "no font");
    folder.file("fonts/song.ttf", include_bytes!("../../fonts/assets/noto/GongwenSong.ttf"));
    let out = folder.run(&["fonts", "--fonts", "fonts"]);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        said.lines().any(|line| line.starts_with("跳过") && line.ends_with("broken.ttf：读不出来")),
        "{said}"
    );
}

#[test]
fn a_wrong_command_line_is_explained_in_chinese_alone() {
    let folder = Folder::new();
    for (words, sentence) in [
        ("batch 村.toml", "还缺：--rows <表格>。\n用法：gongwen batch [选项] --rows <表格> <报告文件>"),
        ("batch 村.toml --rowz 村.csv", "没有 --rowz 这个选项。是不是想写 --rows？"),
        (
            "batch 村.toml --rows 村.csv --to doc",
            "--to <格式> 写的是“doc”，不行。可以写：docx、pdf。是不是想写 docx？",
        ),
        ("batch 村.toml --rows 村.csv --strict --keep-going", "--strict 和 --keep-going 不能一起用。"),
        ("batch 村.toml --rows", "--rows <表格> 后面还要写内容。"),
        ("rendr", "没有 rendr 这个命令。是不是想写 render？"),
    ] {
        let out = folder.run(&words.split(' ').collect::<Vec<_>>());
        let said = said(&out);
        assert_eq!(out.status.code(), Some(2), "{words}: {said}");
        assert!(said.starts_with("用法错误：") && said.contains(sentence), "{words}: {said}");
        for english in ["error:", "Usage", "try", "OPTIONS", "invalid"] {
            assert!(!said.contains(english), "{words}: {said}");
        }
    }
    for command in
        ["", "render", "batch", "manifest", "rollup", "fonts", "templates", "profiles", "new", "completions"]
    {
        let words: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let said = said(&folder.run(&words));
        for english in ["Usage", "OPTIONS", "COMMAND", "[default", "[possible", "Print "] {
            assert!(!said.contains(english), "{command}: {said}");
        }
    }
}
