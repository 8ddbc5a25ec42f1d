//! Tables and pictures beside a report: read from its folder, as they are shown there, and from nowhere else.

use std::fs;

use gongwen::report::{GridCell, TableSource, TableUse};
use gongwen::{Report, read_files};
use gongwen_tests::{form, press, root};

fn rows(table: Option<&TableUse>) -> Vec<Vec<String>> {
    let row = |row: &Vec<GridCell>| row.iter().map(|cell| cell.text.to_string()).collect();
    match &table.expect("a table").source {
        TableSource::Rows(grid) => grid.rows.iter().map(row).collect(),
        TableSource::File { path, .. } => panic!("{path} was not read"),
    }
}

#[test]
fn a_workbook_comes_as_it_is_shown() {
    let report = form("pictures");
    let rows = rows(report.attachments[0].table.as_ref());
    assert_eq!(rows[0], ["序号", "建设内容", "单位", "数量", "单价（元）", "开工日期", "备注"]);
    assert_eq!(rows[1], ["1", "土地平整", "亩", "650", "1,250.50", "2025年3月1日", ""]);
    assert_eq!(rows[5], ["5", "墒情监测点", "处", "3", "18,000.00", "", "待定"]);
    assert!(report.pictures.contains_key("files/seal.png"));
    assert!(report.pictures.contains_key("files/map.png"));
}

#[test]
fn a_text_file_in_gb18030_is_read() {
    let report = form("detached");
    let rows = rows(report.attachments[0].table.as_ref());
    assert_eq!(rows[0][1], "粮食播种面积（亩）");
    assert_eq!(rows.last().expect("a last row")[..2], ["合　计", "212,850"]);
    let press = press();
    let printed = press.print(&report).expect("printed");
    assert!(printed.detached[0].printed.text().contains("某某癸镇\t24570"));
}

/// A report with a table from this file, read from a folder that holds `in.csv`, `wide.csv` and `no-picture.png`.
fn code(table: &str, with_folder: bool) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("report");
    fs::create_dir(&folder).expect("a folder");
    fs::write(home.path().join("out.csv"), "甲,乙\n1,2\n").expect("a file");
    fs::write(folder.join("in.csv"), "甲,乙\n1,2\n").expect("a file");
    fs::write(folder.join("wide.csv"), vec!["栏"; 64].join(",") + "\n").expect("a file");
    fs::write(folder.join("long.csv"), "甲,乙\n".to_owned() + &"1,2\n".repeat(10_000)).expect("a file");
    fs::write(folder.join("large.csv"), "甲,乙\n".to_owned() + &"1234567,2\n".repeat(1_800_000))
        .expect("a file");
    fs::write(folder.join("no.png"), "甲,乙").expect("a file");
    for name in ["map.png", "map.jpg"] {
        let whole = fs::read(root().join("fixtures/forms/files").join(name)).expect("a picture");
        let cut = folder.join(name.replace("map", "cut"));
        fs::write(cut, &whole[..whole.len() - whole.len() / 4]).expect("a file");
    }
    fs::write(folder.join("empty.png"), "").expect("a file");
    fs::write(folder.join("cut.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><g>").expect("a file");
    let words = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='9'>章</text></svg>";
    fs::write(folder.join("words.svg"), words).expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(home.path().join("out.csv"), folder.join("link.csv")).expect("a link");
    let source = format!(
        "title = \"通知\"\nissuer = \"某某镇人民政府\"\n[general]\n[[general.sections]]\ntext = \"见下。\"\n{table}"
    );
    let mut report = Report::from_toml(&source).expect("a report");
    match read_files(&mut report, with_folder.then_some(folder.as_path())) {
        Ok(_) => "read".to_owned(),
        Err(found) => {
            assert!(found.0[0].place.path.starts_with("general.sections[0]."), "{:?}", found.0[0].place);
            assert!(found.0[0].help.is_some());
            found.0[0].code.to_owned()
        }
    }
}

#[test]
fn only_files_of_its_folder_are_read() {
    let table = |file: &str| code(&format!("[general.sections.table]\nfile = '{file}'\n"), true);
    assert_eq!(table("in.csv"), "read");
    for outside in
        ["../out.csv", "/etc/hosts.csv", "a/../../out.csv", "..\\out.csv", "C:\\out.csv", "a//b.csv"]
    {
        assert_eq!(table(outside), "files/outside", "{outside}");
    }
    #[cfg(unix)]
    assert_eq!(table("link.csv"), "files/outside");
    assert_eq!(table("none.csv"), "files/unreadable");
    assert_eq!(table("no.png"), "files/table-kind");
    assert_eq!(code("[general.sections.table]\nfile = 'in.csv'\n", false), "files/no-folder");
}

#[test]
fn files_have_limits() {
    let table = |file: &str| code(&format!("[general.sections.table]\nfile = '{file}'\n"), true);
    assert_eq!(table("wide.csv"), "rows/too-large");
    assert_eq!(table("long.csv"), "rows/too-large");
    assert_eq!(table("large.csv"), "files/too-large");
}

#[test]
fn what_is_no_picture_is_told() {
    let figure = |file: &str| code(&format!("[general.sections.figure]\npicture = '{file}'\n"), true);
    assert_eq!(figure("no.png"), "files/picture-kind");
    assert_eq!(figure("cut.png"), "files/picture");
    assert_eq!(figure("cut.jpg"), "files/picture");
    assert_eq!(figure("empty.png"), "files/picture-kind");
    assert_eq!(figure("cut.svg"), "files/svg");
    assert_eq!(figure("words.svg"), "files/svg");
}

#[test]
fn a_file_that_nobody_read_is_no_empty_table() {
    let source = "title = \"通知\"\nissuer = \"某某镇人民政府\"\nopening = \"见附件。\"\n[general]\n[[attachments]]\ntitle = \"表\"\n[attachments.table]\nfile = \"a.csv\"\n";
    let report = Report::from_toml(source).expect("a report");
    let gongwen::Error::Input(found) = press().text(&report).expect_err("nobody read it") else { panic!() };
    assert_eq!(
        (found.0[0].code, found.0[0].place.path.as_str()),
        ("files/unread", "attachments[0].table.file")
    );
}
