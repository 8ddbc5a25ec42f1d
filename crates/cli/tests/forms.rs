//! `gongwen new --kind`, `gongwen profiles`, `--profile`, and the files beside a report.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn gongwen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command.output().expect("the binary runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).replace('\n', "").replace("  ", "")
}

fn form(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/forms").join(name);
    path.canonicalize().expect("the fixture")
}

#[test]
fn each_kind_of_new_file_renders() {
    let folder = tempfile::tempdir().expect("a folder");
    let english = [
        "annual", "general", "letter", "order", "minutes", "request", "report", "reply", "notice", "village",
    ];
    let chinese = ["年度工作报告", "一般公文", "信函", "命令", "纪要", "请示", "报告", "批复", "通知", "村"];
    for (kind, called) in english.into_iter().zip(chinese) {
        let file = format!("{kind}.toml");
        let made = gongwen(folder.path(), &["new", "--kind", kind, &file]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let same = gongwen(folder.path(), &["new", "--kind", called, "-"]);
        let written = fs::read_to_string(folder.path().join(&file)).expect("the file");
        assert_eq!(out(&same), written, "{called}");
        assert!(written.starts_with("#:schema report.schema.json\n"), "{kind}");
        let rendered = gongwen(folder.path(), &["render", "--fonts", "embedded", "--to", "docx,pdf", &file]);
        assert_eq!(rendered.status.code(), Some(0), "{kind}: {}", said(&rendered));
        assert!(folder.path().join(format!("out/{kind}.pdf")).exists());
    }
    let starter = fs::read_to_string(folder.path().join("minutes.toml")).expect("the file");
    assert!(starter.contains("format = \"纪要\""));
}

#[test]
fn departures_are_listed_with_their_clause() {
    let folder = tempfile::tempdir().expect("a folder");
    let listed = out(&gongwen(folder.path(), &["profiles"]));
    assert_eq!(listed, "sample\t某某县公文格式（示例）\n");
    let shown = out(&gongwen(folder.path(), &["profiles", "show", "sample"]));
    for line in [
        "某某县公文格式（示例）：与 GB/T 9704-2012 有 8 处不同",
        "page_number.distance\t7.5\t7mm → 6mm",
        "letterhead.document.rule_thickness\t标准没有规定\t0.5mm → 1mm",
        "roles.title.face\t7.3.1\t小标宋 → 黑体",
    ] {
        assert!(shown.lines().any(|it| it == line), "{line} in\n{shown}");
    }
    let none = gongwen(folder.path(), &["profiles", "show", "sampel"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("没有本地格式“sampel”。内置的有：sample"), "{}", said(&none));
}

#[test]
fn a_profile_changes_the_pdf_and_a_wrong_one_stops_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = form("sealed.toml");
    let render = |to: &str, more: &[&str]| {
        let mut arguments = vec!["render", "--fonts", "embedded", "--to", "pdf", "-o", to];
        arguments.extend(more);
        arguments.push(report.to_str().expect("UTF-8"));
        gongwen(folder.path(), &arguments)
    };
    assert_eq!(render("a.pdf", &[]).status.code(), Some(0));
    assert_eq!(render("b.pdf", &["--profile", "sample"]).status.code(), Some(0));
    let read = |name| fs::read(folder.path().join(name)).expect("a PDF");
    assert_ne!(read("a.pdf"), read("b.pdf"));
    fs::write(folder.path().join("wrong.toml"), "[page]\nwidth = \"0mm\"\n").expect("a file");
    let wrong = render("c.pdf", &["--profile", "wrong.toml"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said(&wrong).contains("profile/range"), "{}", said(&wrong));
    assert!(said(&wrong).contains("wrong.toml:2:"), "{}", said(&wrong));
    assert!(!folder.path().join("c.pdf").exists());
}

#[test]
fn files_beside_a_report_are_read_from_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = form("detached.toml");
    let text = gongwen(
        folder.path(),
        &["render", "--fonts", "embedded", "--to", "text", "-o", "a.txt", report.to_str().expect("UTF-8")],
    );
    assert_eq!(text.status.code(), Some(0), "{}", said(&text));
    let text = fs::read_to_string(folder.path().join("a-附件1.txt")).expect("the text");
    assert!(text.contains("合　计\t212,850\t"), "{text}");
    // The same report where its table is not.
    fs::copy(&report, folder.path().join("moved.toml")).expect("a copy");
    let moved = gongwen(folder.path(), &["render", "--fonts", "embedded", "moved.toml"]);
    assert_eq!(moved.status.code(), Some(1));
    assert!(
        said(&moved).contains("files/tasks.csv：没有这个文件（字段 attachments[0].table.file）"),
        "{}",
        said(&moved)
    );
}

/// Names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn attachments_that_are_not_bound_in_are_files_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = form("detached.toml");
    let report = report.to_str().expect("UTF-8");
    let made = gongwen(folder.path(), &["render", "--fonts", "embedded", report]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let expected = ["", "-附件1", "-附件2"];
    let mut expected: Vec<String> = expected
        .iter()
        .flat_map(|ending| ["docx", "pdf"].map(|format| format!("detached{ending}.{format}")))
        .collect();
    expected.sort();
    assert_eq!(names(&folder.path().join("out")), expected);
    for name in &expected {
        assert!(out(&made).contains(&format!("已写出 out/{name}，")), "{}", out(&made));
    }
    // One that cannot be written leaves the others as they were.
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir_all(elsewhere.join("detached-附件2.pdf")).expect("a folder in the way");
    let failed = gongwen(folder.path(), &["render", "--fonts", "embedded", "-o", "elsewhere", report]);
    assert_eq!(failed.status.code(), Some(3), "{}", said(&failed));
    assert_eq!(names(&elsewhere), ["detached-附件2.pdf"]);
    // Standard output holds one file, and says which it does not hold.
    let piped = gongwen(folder.path(), &["render", "--fonts", "embedded", "--to", "pdf", "-o", "-", report]);
    assert!(piped.stdout.starts_with(b"%PDF-1.7"));
    assert!(said(&piped).contains("files/left-out") && said(&piped).contains("附件2"), "{}", said(&piped));
    let single = gongwen(folder.path(), &["render", "--fonts", "embedded", "-o", "one/a.docx", report]);
    assert_eq!(single.status.code(), Some(0), "{}", said(&single));
    assert_eq!(names(&folder.path().join("one")), ["a-附件1.docx", "a-附件2.docx", "a.docx"]);
}

#[test]
fn a_report_does_not_write_over_the_attachment_of_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = "title = \"关于某事的通知\"\nissuer = \"某某镇人民政府\"\nopening = \"如下。\"\n[general]\n";
    let attached = "[[attachments]]\ntitle = \"表\"\ntext = \"一段。\"\ndetached = true\n";
    fs::write(folder.path().join("a.toml"), format!("{source}{attached}")).expect("written");
    fs::write(folder.path().join("a-附件.toml"), source).expect("written");
    let made = gongwen(folder.path(), &["render", "--fonts", "embedded", "a-附件.toml", "a.toml"]);
    assert_eq!(made.status.code(), Some(2), "{}", said(&made));
    assert!(said(&made).contains("a-附件.docx"), "{}", said(&made));
}

#[test]
fn a_batch_writes_and_records_them_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = "title = \"关于{{village}}某事的通知\"\nissuer = \"某某镇人民政府\"\nopening = \"如下。\"\n\
                  [letterhead]\nissuer_mark = \"某某镇人民政府\"\ndocument_number = \"某镇府发〔2025〕3号\"\n[general]\n\
                  [[attachments]]\ntitle = \"表\"\ntext = \"{{village}}一段。\"\ndetached = true\n\
                  [fields]\nvillage = \"村名\"\n[batch]\nkey = \"村名\"\n";
    fs::write(folder.path().join("a.toml"), report).expect("written");
    fs::write(folder.path().join("rows.csv"), "村名\n某某甲村\n某某乙村\n").expect("written");
    let batch = |more: &[&str]| {
        let mut arguments = vec!["batch", "--fonts", "embedded", "a.toml", "--rows", "rows.csv"];
        arguments.extend(more);
        let made = gongwen(folder.path(), &arguments);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        out(&made)
    };
    batch(&[]);
    let written = names(&folder.path().join("out"));
    for name in ["某某甲村.docx", "某某甲村-附件.docx", "某某乙村-附件.pdf"] {
        assert!(written.iter().any(|written| written == name), "{written:?}");
    }
    let record = fs::read_to_string(folder.path().join("out/manifest.jsonl")).expect("the record");
    assert!(record.lines().all(|line| line.matches("\"path\"").count() == 4), "{record}");
    // What is missing is made again.
    fs::remove_file(folder.path().join("out/某某乙村-附件.pdf")).expect("removed");
    batch(&["--resume"]);
    assert_eq!(names(&folder.path().join("out")), written);
    batch(&["--to", "docx", "--out", "word/{{key}}"]);
    let word = fs::read(folder.path().join("word/某某甲村-附件.docx")).expect("a Word file");
    assert_eq!(word, fs::read(folder.path().join("out/某某甲村-附件.docx")).expect("a Word file"));
}

#[test]
fn a_batch_made_in_another_form_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let villages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/villages");
    let villages = villages.canonicalize().expect("the fixtures");
    let (report, rows) = (villages.join("village.toml"), villages.join("villages.csv"));
    let batch = |more: &[&str]| {
        let mut arguments = vec!["batch", report.to_str().expect("UTF-8"), "--rows"];
        arguments.extend([
            rows.to_str().expect("UTF-8"),
            "--fonts",
            "embedded",
            "--to",
            "pdf",
            "--out",
            "out/{{key}}",
        ]);
        arguments.extend(more);
        let made = gongwen(folder.path(), &arguments);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let files = fs::read_dir(folder.path().join("out")).expect("the folder");
        let pdf = files.map(|file| file.expect("an entry").path());
        let mut pdf: Vec<PathBuf> =
            pdf.filter(|path| path.extension().is_some_and(|extension| extension == "pdf")).collect();
        pdf.sort();
        fs::read(&pdf[0]).expect("a PDF")
    };
    let standard = batch(&["--only", "key=360923102200"]);
    assert_eq!(batch(&["--only", "key=360923102200", "--resume"]), standard);
    assert_ne!(batch(&["--only", "key=360923102200", "--resume", "--profile", "sample"]), standard);
}

/// A document of so many lines of text. 示例数据
fn lines(count: usize) -> String {
    let sections: String = (1..=count)
        .map(|number| format!("[[general.sections]]\ntext = \"示例数据，第{number}件事已经办好。\"\n"))
        .collect();
    format!(
        "title = \"关于某某工作的通知\"\nissuer = \"某某县人民政府\"\nissue_date = 2026-03-02\n{sections}"
    )
}

#[test]
fn fit_says_how_much_the_pitch_gave_or_that_it_did_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut gave, mut kept) = (0, 0);
    for count in 40..=46 {
        fs::write(folder.path().join("a.toml"), lines(count)).expect("written");
        let made =
            gongwen(folder.path(), &["render", "--fit", "--fonts", "embedded", "--to", "docx", "a.toml"]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let told = said(&made).contains("少用一张纸");
        assert_ne!(told, out(&made).contains("没有收紧行距"), "{count}: {}{}", out(&made), said(&made));
        if told { gave += 1 } else { kept += 1 }
    }
    assert!(gave > 0 && kept > 0, "{gave} {kept}");
    let plain = gongwen(folder.path(), &["render", "--fonts", "embedded", "--to", "docx", "a.toml"]);
    assert!(!out(&plain).contains("行距") && !said(&plain).contains("行距"));
}

#[test]
fn each_template_says_what_it_is_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let listed = out(&gongwen(folder.path(), &["templates"]));
    assert!(listed.lines().count() > 15, "{listed}");
    for line in listed.lines() {
        let [name, origin, purpose] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(!name.is_empty() && origin == "内置" && purpose.chars().count() > 4, "{line}");
    }
    assert!(listed.contains("\nletter\t内置\t信函（10.1）"), "{listed}");
}
