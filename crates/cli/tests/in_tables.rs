//! Figures named in the table of a file beside the report, filled by rows: what a row lacks is told by the gate.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::gongwen;

const REPORT: &str = r#"
title = "关于{{village}}情况的通报"
issuer = "某某镇人民政府"
opening = "{{village}}的情况见表。"
batch.key = "村名"
fields.village = "村名"

[general]
[[general.sections]]
table = { file = "table.csv" }

[figures]
people = { label = "人口", unit = "人" }
income = { label = "收入", unit = "万元" }
"#;

fn batch(folder: &Path, more: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(["batch", "--fonts", "embedded", "--to", "docx", "--resume", "--progress", "none", "--rows"])
        .arg(folder.join("rows.csv"))
        .arg(folder.join("report.toml"))
        .arg("--out")
        .arg(folder.join("out/{{village}}"))
        .args(more)
        .output();
    output.expect("the binary runs")
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().map(|line| line.trim_start_matches([' ', '|', '│'])).collect()
}

#[test]
fn a_figure_that_a_row_lacks_is_told_before_anything_is_made() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::write(folder.join("report.toml"), REPORT).expect("written");
    fs::write(folder.join("table.csv"), "指标,数\n人口,{{people}}\n收入,{{income.上年}}\n").expect("written");
    let rows = "村名,人口,收入（万元）,上年收入（万元）\n东村,820,12,11\n西村,,30,\n";
    fs::write(folder.join("rows.csv"), rows).expect("written");
    let output = batch(folder, &["--dry-run"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(told.matches("rows/missing-in-table").count(), 2, "{told}");
    assert!(told.contains("{{people}}") && told.contains("{{income.previous}}"), "{told}");
    assert!(told.contains("第 3 行") && !told.contains("第 2 行"), "{told}");
    let output = batch(folder, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let file = |name: &str| gongwen_docx_text(&fs::read(folder.join("out").join(name)).expect("a file"));
    assert!(file("东村.docx").contains("820人") && file("东村.docx").contains("11万元"));
    assert_eq!(file("西村.docx").matches('—').count(), 2);
    // The table is part of what decides the documents.
    assert!(String::from_utf8_lossy(&batch(folder, &[]).stdout).contains("做好 0 份，原来就有 2 份"));
    fs::write(folder.join("table.csv"), "指标,数\n总人口,{{people}}\n收入,{{income.上年}}\n")
        .expect("written");
    assert!(String::from_utf8_lossy(&batch(folder, &[]).stdout).contains("做好 2 份"));
    // A name that is no figure is told of the file.
    fs::write(folder.join("table.csv"), "指标,数\n人口,{{peple}}\n").expect("written");
    let told = said(&batch(folder, &["--dry-run"]));
    assert!(told.contains("figures/undefined") && told.contains("peple"), "{told}");
}

fn gongwen_docx_text(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").expect("a document");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    xml
}

#[test]
fn a_table_names_texts_of_the_rows_and_braces_behind_a_backslash_are_printed() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::write(folder.join("report.toml"), REPORT).expect("written");
    let table =
        "{{village}}指标,数\n人口,{{people}}\n甲\\{{village}}乙,丙\\{people}丁\n注：填\\｛｛的不管。,\n";
    fs::write(folder.join("table.csv"), table).expect("written");
    // The key is a text of the row as well, and a text is printed as it is.
    fs::write(folder.join("rows.csv"), "村名,人口,收入（万元）\n东\\{{x}}村,820,12\n西村,30,9\n")
        .expect("written");
    let output = batch(folder, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let mut texts: Vec<String> = fs::read_dir(folder.join("out"))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|it| it == "docx"))
        .map(|path| gongwen_docx_text(&fs::read(path).expect("a file")))
        .collect();
    texts.sort_by_key(|text| text.contains("西村指标"));
    for (text, wanted) in texts.iter().zip(["东{{x}}村指标", "西村指标"]) {
        for wanted in [wanted, "甲{{village}}乙", "丙{people}丁", "填｛｛的不管"] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        assert!(!text.contains('\\'), "{text}");
    }
    assert_eq!(texts.len(), 2);
    // Whatever stands for nothing is refused: in cells of the table, and in cells of rows.
    for (cell, code) in [
        ("{people}", "prose/single-braces"),
        ("｛｛people｝｝", "text/leftover"),
        ("\\{{a}}{{people", "text/leftover"),
        ("\\{{a}}#REF!", "text/leftover"),
        ("{{village.同比}}", "prose/braces"),
        ("{{vilage}}", "figures/undefined"),
    ] {
        fs::write(folder.join("table.csv"), format!("指标,数\n人口,{cell}\n")).expect("written");
        let output = batch(folder, &["--dry-run"]);
        assert!(output.status.code() == Some(1) && said(&output).contains(code), "{cell}: {}", said(&output));
    }
    fs::write(folder.join("table.csv"), "指标,数\n人口,1人\n").expect("written");
    for (cell, code) in [
        ("东{people}村", "prose/single-braces"),
        ("东{{people}}村", "text/leftover"),
        ("\\{{a}}{{people}}", "text/leftover"),
        ("东\\\\{{people}}村", "text/leftover"),
        ("\\｛｛#N/A", "text/leftover"),
    ] {
        fs::write(folder.join("rows.csv"), format!("村名,人口,收入（万元）\n{cell},820,1\n西村,30,2\n"))
            .expect("written");
        let output = batch(folder, &["--dry-run"]);
        assert!(output.status.code() == Some(1) && said(&output).contains(code), "{cell}: {}", said(&output));
    }
}

#[test]
fn a_single_report_reads_the_cells_of_its_tables_the_same_way() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let report = "title = \"关于人口的通报\"\nissuer = \"某某镇人民政府\"\nopening = \"人口{{people}}。\"\n[general]\n\
        [[general.sections]]\ntable = { file = \"table.csv\" }\n\
        [figures]\npeople = { label = \"人口\", value = 820, unit = \"人\" }\n";
    fs::write(folder.join("report.toml"), report).expect("written");
    let render = |cell: &str| {
        fs::write(folder.join("table.csv"), format!("指标,数\n人口,{cell}\n")).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        let command = command.args(["render", "--fonts", "embedded", "--to", "docx", "-o"]);
        command.arg(folder.join("out")).arg(folder.join("report.toml")).output().expect("the binary runs")
    };
    let output = render("\\{{people}}是{{people}}");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = gongwen_docx_text(&fs::read(folder.join("out/report.docx")).expect("a file"));
    let plain: String = text.split('<').filter_map(|piece| piece.split_once('>')).map(|it| it.1).collect();
    assert!(plain.contains("{{people}}是820人"), "{plain}");
    for (cell, code) in [("{{village}}", "figures/undefined"), ("甲{people}", "prose/single-braces")] {
        let output = render(cell);
        assert!(output.status.code() == Some(1) && said(&output).contains(code), "{cell}: {}", said(&output));
    }
}

/// Fields whose text is printed, each with what a clerk must not sign in it.
#[test]
fn what_stands_for_nothing_is_refused_in_every_printed_field() {
    let fields = [
        "title",
        "subtitle",
        "author",
        "addressees",
        "opening",
        "closing",
        "signatures",
        "note",
        "contact",
        "phone",
        "page_header",
        "issuer_mark",
        "document_number",
        "classification",
        "urgency",
        "approvers",
        "copy_recipients",
        "printing_office",
        "attachment",
        "heading",
        "text",
        "items",
        "caption",
        "cell",
    ];
    let home = tempfile::tempdir().expect("a folder");
    let report = |field: &str, probe: &str| {
        let own = |name: &str, text: &str| format!("\"{text}{}\"", if name == field { probe } else { "" });
        format!(
            "title = {}\nsubtitle = {}\nauthor = {}\nissuer = \"某某镇人民政府\"\naddressees = [{}]\nopening = {}\n\
             closing = {}\nsignatures = [{}]\nissue_date = 2025-02-18\nnote = {}\ncontact = {}\nphone = {}\n\
             page_header = {}\n[letterhead]\nissuer_mark = {}\ndocument_number = {}\ncopy_number = 1\n\
             classification = {}\nurgency = {}\napprovers = [{}]\n[imprint]\ncopy_recipients = [{}]\n\
             printing_office = {}\nprinting_date = 2025-02-19\n[[attachments]]\ntitle = {}\n\
             [[attachments.sections]]\ntext = \"正文。\"\n[general]\n[[general.sections]]\nheading = {}\ntext = {}\n\
             items = [{}, \"二。\"]\ntable = {{ caption = {}, rows = [[\"栏\", \"数\"], [{}, \"1\"]] }}\n",
            own("title", "关于人口的报告"),
            own("subtitle", "副题"),
            own("author", "某某镇"),
            own("addressees", "某某县人民政府"),
            own("opening", "现报告如下。"),
            own("closing", "特此报告。"),
            own("signatures", "某某镇人民政府"),
            own("note", "此件公开发布"),
            own("contact", "某某"),
            own("phone", "0000"),
            own("page_header", "页眉"),
            own("issuer_mark", "某某镇人民政府"),
            own("document_number", "某府发〔2025〕3号"),
            own("classification", "秘密★1年"),
            own("urgency", "特急"),
            own("approvers", "某某某"),
            own("copy_recipients", "县委办公室"),
            own("printing_office", "某某镇办公室"),
            own("attachment", "任务表"),
            own("heading", "基本情况"),
            own("text", "人口多。"),
            own("items", "一。"),
            own("caption", "表1"),
            own("cell", "格"),
        )
    };
    let run = |text: &str| {
        fs::write(home.path().join("report.toml"), text).expect("written");
        gongwen(home.path(), &["render", "report.toml", "--to", "text", "-o", "-", "--no-check"])
    };
    let plain = run(&report("", ""));
    assert_eq!(plain.status.code(), Some(0), "{}", said(&plain));
    for field in fields {
        for probe in ["{{nope}}", "｛｛nope｝｝", "#REF!", "=DISPIMG('x',1)"] {
            let output = run(&report(field, probe));
            assert_eq!(output.status.code(), Some(1), "{field} {probe}: {}", said(&output));
        }
    }
}
