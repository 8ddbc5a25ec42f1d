//! A report that a program makes is the report that somebody writes: same markup, same figures.
#![cfg(feature = "embedded-fonts")]

use gongwen::report::{AchievementsFile, AreaFile, FigureFile, ItemFile, LocalityFile, ReportFile};
use gongwen::{Date, Decimal, Fonts, Press, Report};

/// Two areas in thirty lines.
fn made() -> Result<Report, Box<dyn std::error::Error>> {
    let grain: Decimal = "22961.97".parse()?;
    let file = ReportFile {
        title: "某某县某某镇2024年工作总结".into(),
        year: Some(2024),
        issuer: "某某县某某镇人民政府".into(),
        locality: Some(LocalityFile::new("某某镇")),
        opening: ["今年以来，全镇平稳发展。", "现将主要工作报告如下。"].into(),
        achievements: Some(AchievementsFile::new([
            AreaFile::new("农业生产", [ItemFile::new("稳定粮食生产", "种植{{grain}}，{{grain.change}}。")]),
            AreaFile::new("基层党建", [ItemFile::new("强化队伍建设", "培训干部{{trained}}。")]),
        ])),
        signatures: "某某县某某镇人民政府".into(),
        issue_date: Some(Date::new(2024, 12, 31)?.into()),
        figures: [
            ("grain", FigureFile::new("粮食面积", grain, "亩").with_previous("22850.10")),
            ("trained", FigureFile::new("培训干部", 120, "人次")),
        ]
        .into(),
        ..ReportFile::default()
    };
    Ok(Report::check(file)?.report)
}

const WRITTEN: &str = r#"
title = "某某县某某镇2024年工作总结"
year = 2024
issuer = "某某县某某镇人民政府"
opening = ["今年以来，全镇平稳发展。", "现将主要工作报告如下。"]
signatures = "某某县某某镇人民政府"
issue_date = 2024-12-31

[locality]
name = "某某镇"

[[achievements.areas]]
name = "农业生产"
items = [{ heading = "稳定粮食生产", text = "种植{{grain}}，{{grain.change}}。" }]

[[achievements.areas]]
name = "基层党建"
items = [{ heading = "强化队伍建设", text = "培训干部{{trained}}。" }]

[figures]
grain = { label = "粮食面积", value = 22961.97, unit = "亩", previous = 22850.10 }
trained = { label = "培训干部", value = 120, unit = "人次" }
"#;

#[test]
fn a_report_in_code_is_that_of_the_file() -> Result<(), Box<dyn std::error::Error>> {
    let press = Press::new(Fonts::embedded());
    let (made, written) = (made()?, Report::from_toml(WRITTEN)?);
    let text = press.text(&made)?;
    assert_eq!(text, press.text(&written)?);
    for expected in ["22961.97亩", "同比增长0.5%", "120人次", "2024年12月31日"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    Ok(())
}

/// The promise of thirty lines is about the source above: from `ReportFile {` to its end.
#[test]
fn it_takes_thirty_lines() {
    let source = include_str!("made.rs");
    let report = source.split("let file = ").nth(1).and_then(|rest| rest.split("\n    };").next());
    let lines = report.map_or(usize::MAX, |report| report.lines().count() + 1);
    assert!(lines <= 30, "{lines} lines");
}

#[test]
fn what_is_wrong_with_it_is_told_as_for_a_file() {
    let file = ReportFile {
        title: "某某镇2024年工作总结".into(),
        year: Some(2024),
        issuer: "某某镇人民政府".into(),
        locality: Some(LocalityFile::new("某某镇")),
        opening: "今年以来，收入{{income}}。".into(),
        ..ReportFile::default()
    };
    let found = Report::check(file).expect_err("no such figure");
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["figures/undefined"]);
}
