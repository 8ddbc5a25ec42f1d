//! `gongwen rollup`: what it says, its exit code, and what it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/villages").join(name)
}

fn rollup(report: &Path, rows: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.arg("rollup").arg(report).arg("--rows").arg(rows).args(more);
    command.output().expect("the binary runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).replace('\n', "").replace("  ", "")
}

#[test]
fn totals_that_agree() {
    let output = rollup(&fixture("town.toml"), &fixture("villages.xlsx"), &[]);
    assert_eq!(
        out(&output),
        "13 个村，核对 13 个数，全部相符\n相符 13 个，不符 0 个，无法判断 0 个\n",
        "{}",
        said(&output)
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn differences_end_with_code_1_and_change_nothing() {
    let before = fs::read(fixture("town-differs.toml")).expect("the report");
    let output = rollup(&fixture("town-differs.toml"), &fixture("villages.csv"), &[]);
    let out = out(&output);
    assert_eq!(output.status.code(), Some(1));
    for line in [
        "13 个村，核对 13 个数，3 处不符",
        "粮食播种面积（grain_area）：镇里写 33942.9亩，各村合计 33492.9亩，差 -450亩",
        "村集体经营性收入（collective_income）：镇里写 251.58万元，各村合计 253.58万元，差 +2万元",
        "  没有填的：六口村、石湖村",
        "医保参保率（insurance_rate）：镇里写 98.6%，各村加权平均 98.4%，差 -0.2个百分点",
    ] {
        assert!(out.lines().any(|it| it == line), "{line} in\n{out}");
    }
    assert!(out.contains("锦南村 23.6、锦河村 31.82、"), "{out}");
    assert_eq!(out.lines().last(), Some("相符 10 个，不符 3 个，无法判断 0 个"), "{out}");
    assert_eq!(fs::read(fixture("town-differs.toml")).expect("the report"), before);
}

#[test]
fn totals_are_written_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("town.toml");
    fs::copy(fixture("town-differs.toml"), &report).expect("a copy");
    let output = rollup(&report, &fixture("villages.csv"), &["--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(out(&output).contains("已把 3 处汇总数写进 "), "{}", out(&output));
    for line in [
        "  粮食播种面积（grain_area）：33942.9亩 → 33492.9亩",
        "  村集体经营性收入（collective_income）：251.58万元 → 253.58万元",
        "  医保参保率（insurance_rate）：98.6% → 98.4%",
    ] {
        assert!(out(&output).lines().any(|it| it == line), "{line} in\n{}", out(&output));
    }
    assert_eq!(rollup(&report, &fixture("villages.csv"), &[]).status.code(), Some(0));
    let (old, new) = (fs::read_to_string(fixture("town.toml")), fs::read_to_string(&report));
    let figures = |text: String| text.split_once("[figures]").expect("figures").1.to_owned();
    assert_eq!(figures(new.expect("text")), figures(old.expect("text")));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
}

#[test]
fn a_wrong_cell_is_shown_with_its_place_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("town.toml");
    fs::copy(fixture("town-differs.toml"), &report).expect("a copy");
    let rows = folder.path().join("villages.csv");
    let text = fs::read_to_string(fixture("villages.csv")).expect("the table");
    fs::write(&rows, text.replace("2860.5,23.6", "若干,23.6")).expect("written");
    let output = rollup(&report, &rows, &["--write"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("第 2 行“粮食播种面积（亩）”栏（G2），写的是“若干”："), "{said}");
    assert_eq!(
        fs::read(&report).expect("the report"),
        fs::read(fixture("town-differs.toml")).expect("the report")
    );
}

#[test]
fn what_is_no_table_is_told() {
    let output = rollup(&fixture("town.toml"), &fixture("town.docx"), &[]);
    assert_eq!(output.status.code(), Some(2));
    let output = rollup(&fixture("town.toml"), &fixture("none.xlsx"), &[]);
    assert_eq!(output.status.code(), Some(3));
    let output = rollup(&fixture("town.toml"), &fixture("villages.xlsx"), &["--sheet", "各存"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("没有叫“各存”的工作表"), "{}", said(&output));
}

/// A town's report with one figure from its villages, and their table (示例数据).
fn one_figure(folder: &Path, figure: &str) -> (PathBuf, PathBuf) {
    let (report, rows) = (folder.join("town.toml"), folder.join("rows.csv"));
    let town = format!(
        "title = '汇总'\nyear = 2024\nissuer = '某某镇人民政府'\nlocality = {{ name = '某某镇' }}\nopening = '{{{{income}}}}。'\n\
         [figures]\nincome = {{ label = '收入', {figure}, unit = '万元', rollup = 'sum' }} # 各村合计\n"
    );
    fs::write(&report, town).expect("written");
    fs::write(&rows, "代码,村名,收入（万元）\n1,东村,400.51\n2,西村,446.3\n").expect("written");
    (report, rows)
}

#[test]
fn a_qualifier_is_held_against_the_villages_and_about_is_never_said_to_agree() {
    // How many agree, differ, and cannot be told.
    for (figure, code, said, [agree, differ, open]) in [
        ("value = 100, qualifier = '余'", 1, "镇里写 100余万元，各村合计 846.81万元\n", [0, 1, 0]),
        ("value = 800, qualifier = '余'", 0, "全部相符", [1, 0, 0]),
        ("value = 840, qualifier = '余'", 0, "全部相符", [1, 0, 0]),
        ("value = 850, qualifier = '约'", 0, "1 处无法判断", [0, 0, 1]),
        (
            "value = 100, qualifier = '左右'",
            0,
            "镇里写 100万元左右，各村合计 846.81万元，无法判断",
            [0, 0, 1],
        ),
        ("value = 900, qualifier = '近'", 0, "全部相符", [1, 0, 0]),
        ("value = 900, qualifier = '以上'", 1, "镇里写 900万元以上", [0, 1, 0]),
        ("value = \"840-850\"", 0, "全部相符", [1, 0, 0]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (report, rows) = one_figure(folder.path(), figure);
        let output = rollup(&report, &rows, &[]);
        let out = out(&output);
        assert_eq!(output.status.code(), Some(code), "{figure}: {out}");
        assert!(out.contains(said), "{figure}: {out}");
        let last = format!("相符 {agree} 个，不符 {differ} 个，无法判断 {open} 个");
        assert_eq!(out.lines().last(), Some(last.as_str()), "{figure}: {out}");
        assert!(agree > 0 || !out.contains("全部相符"), "{figure}: {out}");
    }
}

#[test]
fn totals_are_written_in_the_digits_of_the_town_and_what_changed_is_said() {
    for (figure, written, said) in [
        ("value = 840.1", "value = 846.8", "840.1万元 → 846.8万元"),
        ("value = 840.00", "value = 846.81", "840.00万元 → 846.81万元"),
        ("value = 840", "value = 847", "840万元 → 847万元"),
        ("value = \"840.1\"", "value = \"846.8\"", "840.1万元 → 846.8万元"),
        ("value = 840.123", "value = 846.810", "840.123万元 → 846.810万元"),
        ("value = 100, qualifier = '余'", "value = 800, qualifier = '余'", "100余万元 → 800余万元"),
        ("value = 820, qualifier = '多'", "value = 840, qualifier = '多'", "820多万元 → 840多万元"),
        ("value = 1000, qualifier = '超'", "value = 800, qualifier = '超'", "超1000万元 → 超800万元"),
        ("value = 600, qualifier = '近'", "value = 900, qualifier = '近'", "近600万元 → 近900万元"),
        ("value = 840, qualifier = '不足'", "value = 850, qualifier = '不足'", "不足840万元 → 不足850万元"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (report, rows) = one_figure(folder.path(), figure);
        let before = fs::read_to_string(&report).expect("the report");
        let output = rollup(&report, &rows, &["--write"]);
        let out = out(&output);
        assert_eq!(output.status.code(), Some(0), "{figure}: {out}");
        assert!(out.contains(said), "{figure}: {out}");
        let after = fs::read_to_string(&report).expect("the report");
        assert_eq!(after, before.replace(figure, written), "{figure}");
        assert_eq!(rollup(&report, &rows, &[]).status.code(), Some(0), "{figure}: {after}");
    }
}
