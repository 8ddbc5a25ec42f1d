//! What a sheet shows is what is read, printed or put into a text; a figure keeps the digits that are shown.

use crate::common;

use std::io::Cursor;

use common::raw::{formatted, styled, texts};
use common::{REPORT, bind, open};
use gongwen_batch::{Bound, DataTable, Kind, PrintLimits, printed_table};
use gongwen_core::report::SheetPart;
use gongwen_document::Diagnostics;

fn printed(book: Vec<u8>) -> Vec<String> {
    let input = Box::new(Cursor::new(book));
    let table = printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default());
    let rows = table.expect("a table").grid.rows;
    // A value that is not shown leaves a blank cell, or no column at all.
    let second = |row: Vec<gongwen_core::report::GridCell>| {
        row.get(1).map_or(String::new(), |cell| cell.text.to_string())
    };
    rows.into_iter().skip(1).map(second).collect()
}

#[test]
fn a_printed_table_has_what_the_sheet_shows() {
    let cases = [
        ("h:mm", "0.354166666666667", "8:30"),
        ("yyyy/m/d h:mm:ss", "45413.75", "2024/5/1 18:00:00"),
        ("yyyy\"年\"m\"月\"", "45413", "2024年5月"),
        ("m\"月\"d\"日\"", "45413", "5月1日"),
        ("[$-804]aaaa", "45413", "星期三"),
        ("[h]:mm", "2.25", "54:00"),
        ("=14", "45413", "2024/5/1"),
        ("=57", "45413", "2024年5月"),
        ("=32", "0.354166666666667", "8时30分"),
        ("00000", "42", "00042"),
        ("0!.0,\"万\"", "98765", "9.9万"),
        ("0.00\"万元\"", "7.5", "7.50万元"),
        ("0.00%", "0.05", "5.00%"),
        ("\"￥\"#,##0.00", "2400", "￥2,400.00"),
        ("0.00_);[Red]\\(0.00\\)", "-3.25", "(3.25)"),
        ("=43", "0", "-"),
        ("=43", "1500", "1,500.00"),
        ("# ?/?", "0.25", "1/4"),
        ("[DBNum1]General", "15", "十五"),
        ("#,##0,", "2345678", "2,346"),
        ("[>=10000]0!.0,\"万\";0", "800", "800"),
        (";;;", "800", ""),
        ("@\"村\"", "东岭", "东岭村"),
        ("General", "66.66666666666667", "66.66666667"),
        ("General", "360923102200", "3.60923E+11"),
    ];
    let formats: Vec<&str> = cases.iter().map(|(format, ..)| *format).collect();
    let rows: String = (2..)
        .zip(&cases)
        .map(|(number, (_, value, _))| styled(number, &[("甲", 0), (value, number as usize - 1)]))
        .collect();
    let found = printed(formatted(&formats, false, &(texts(1, &["名称", "数值"]) + &rows)));
    let expected: Vec<&str> = cases.iter().map(|(.., expected)| *expected).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_workbook_may_count_its_days_from_1904() {
    let rows = texts(1, &["名称", "日期"]) + &styled(2, &[("甲", 0), ("43951", 1)]);
    assert_eq!(printed(formatted(&["yyyy-mm-dd"], true, &rows)), ["2024-05-01"]);
    assert_eq!(printed(formatted(&["yyyy-mm-dd"], false, &rows)), ["2020-04-30"]);
}

/// The row of a table whose columns are 代码, 村名, 人口, 收入（万元）, 参保率 and 日期.
fn row(formats: &[&str], cells: [(&str, usize); 6], income: &str) -> (DataTable, Result<Bound, Diagnostics>) {
    let head = texts(1, &["代码", "村名", "人口", income, "参保率", "日期"]);
    let mut table =
        open(formatted(formats, false, &(head + &styled(2, &cells))), Kind::Xlsx).expect("a table");
    let binding = bind(REPORT, &table).expect("columns");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row);
    (table, bound)
}

fn figure(bound: &Bound, id: &str) -> String {
    bound.report.figures.iter().find(|figure| figure.id == id).expect("the figure").display()
}

/// The income that a cell of this format is read as, and the codes of what is said of it.
fn income(format: &str, value: &str, head: &str) -> Result<(String, Vec<&'static str>), String> {
    let cells = [("360923102201", 0), ("东岭村", 0), ("820", 0), (value, 1), ("0.5", 2), ("2024-12-20", 0)];
    match row(&[format, "0%"], cells, head).1 {
        Ok(bound) => {
            Ok((figure(&bound, "income"), bound.warnings.iter().map(|warning| warning.code).collect()))
        }
        Err(found) => Err(found.0.iter().map(|found| found.message.zh.clone()).collect()),
    }
}

#[test]
fn a_figure_has_the_digits_the_scale_and_the_unit_that_are_shown() {
    let quiet: [(&str, &str, &str, &str); 14] = [
        ("0.0", "12.25", "收入（万元）", "12.3万元"),
        ("0", "88.5", "收入（万元）", "89万元"),
        ("0.00", "12.5", "收入（万元）", "12.50万元"),
        ("0.0", "12.345", "收入（万元）", "12.3万元"),
        ("#,##0.00", "1234.5", "收入（万元）", "1234.50万元"),
        ("0.00\"万元\"", "3.456", "收入（万元）", "3.46万元"),
        ("0!.0,\"万\"", "98765", "收入（万元）", "9.9万元"),
        ("0!.0,\"万\"", "98765", "收入", "9.9万元"),
        ("0!.00,,\"亿\"", "123456789", "收入（万元）", "12300万元"),
        ("#,##0.00\"元\"", "348000", "收入", "34.8万元"),
        ("\"￥\"#,##0.00", "88", "收入（万元）", "￥88.00万元"),
        ("(0.00)", "88", "收入（万元）", "88.00万元"),
        ("\"约\"0", "88", "收入（万元）", "88万元"),
        ("=43", "0", "收入（万元）", "0万元"),
    ];
    for (format, value, head, expected) in quiet {
        let expected = expected.trim_start_matches('￥').to_owned();
        assert_eq!(income(format, value, head), Ok((expected, vec![])), "{format}");
    }
}

#[test]
fn a_figure_shown_by_a_factor_without_a_word_is_told() {
    let scale = vec!["rows/format-scale"];
    assert_eq!(income("0!.0,", "98765", "收入（万元）"), Ok(("9.9万元".into(), scale.clone())));
    let cells =
        [("360923102201", 0), ("东岭村", 0), ("820", 0), ("2345678", 1), ("0.5", 0), ("2024-12-20", 0)];
    let bound = row(&["#,##0,"], cells, "收入（元）").1.expect("a report");
    let message = &bound.warnings[0].message.zh;
    assert_eq!(message, "这一格显示 2,346，存的是 2345678，差 1000 倍，格式里没有写明；按 2345678元 读");
    assert_eq!(income("#,##0,", "2345678", "收入（元）"), Ok(("234.5678万元".into(), scale.clone())));
    assert_eq!(income("#,##0,", "2345678", "收入（万元）"), Ok(("2346万元".into(), scale)));
    assert_eq!(income(";;;", "88", "收入（万元）"), Ok(("88万元".into(), vec!["rows/format-hidden"])));
}

#[test]
fn a_date_or_a_share_is_no_sum() {
    let told = |format, value| income(format, value, "收入（万元）").expect_err("no number");
    assert!(told("yyyy/m/d", "45646").contains("这一格是日期 2024-12-20"));
    assert!(told("h:mm", "0.354166666666667").contains("这一格是日期 8:30"));
    assert!(told("0.0%", "0.5").contains("百分数"));
}

#[test]
fn texts_keys_and_dates_have_what_is_shown() {
    let formats =
        ["000000", "h:mm", "0.00%", "yyyy/m/d", "\"第\"0\"组\"", "[DBNum1]yyyy\"年\"m\"月\"d\"日\""];
    let cells = [("42", 1), ("5", 5), ("820", 0), ("12", 0), ("0.05", 3), ("45646", 4)];
    let bound = row(&formats, cells, "收入（万元）").1.expect("a report");
    assert_eq!(bound.key, "000042");
    assert_eq!(bound.fields["village"], "第5组");
    assert_eq!(figure(&bound, "rate"), "5.00%");
    assert_eq!(bound.fields["date"], "2024年12月20日");
    let cells =
        [("360923102200", 0), ("0.354166666666667", 2), ("820", 0), ("12", 0), ("0.05", 3), ("45646", 6)];
    let bound = row(&formats, cells, "收入（万元）").1.expect("a report");
    assert_eq!((bound.key.as_str(), bound.fields["village"].as_str()), ("360923102200", "8:30"));
    assert_eq!(bound.fields["date"], "2024年12月20日");
    let cells = [("1", 0), ("甲", 0), ("820", 0), ("12", 0), ("0.05", 3), ("0.5", 2)];
    let found = row(&formats, cells, "收入（万元）").1.expect_err("a time is no date");
    assert!(found.0.iter().any(|found| found.code == "rows/date"), "{found:?}");
}

#[test]
fn a_scale_without_what_is_counted_is_that_of_the_figure() {
    let cells = [("360923102201", 0), ("东岭村", 0), ("820", 0), ("12.5", 0), ("0.5", 1), ("2024-12-20", 0)];
    let bound = row(&["0%"], cells, "收入（万）").1.expect("a report");
    assert_eq!(figure(&bound, "income"), "12.5万元");
}

#[test]
fn the_number_behind_what_is_shown_is_part_of_the_row() {
    let digest = |value| {
        let cells =
            [("360923102201", 0), ("东岭村", 0), ("820", 0), (value, 1), ("0.5", 0), ("2024-12-20", 0)];
        let (mut table, _) = row(&["#,##0,"], cells, "收入（万元）");
        let binding = bind(REPORT, &table).expect("columns");
        let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
        binding.digest(&row)
    };
    assert_ne!(digest("2345678"), digest("2345679"));
    assert_eq!(digest("2345678"), digest("2345678"));
}

#[test]
fn what_a_format_hides_is_told_in_a_text_and_in_a_printed_table() {
    let income = "收入（万元）";
    let read = |formats: &[&str], name: (&str, usize)| {
        let cells = [("360923102201", 0), name, ("820", 0), ("12", 0), ("0.5", 2), ("2024-12-20", 0)];
        row(formats, cells, income).1.map(|bound| {
            let warnings: Vec<&str> = bound.warnings.iter().map(|warning| warning.code).collect();
            (bound.fields["village"].clone(), warnings)
        })
    };
    for format in [";;;", "0;-0;0;", "\"\";\"\";\"\";\"\""] {
        let (village, warnings) = read(&[format, "0%"], ("东岭村", 1)).expect("a report");
        assert_eq!((village.as_str(), warnings), ("东岭村", vec!["rows/format-hidden"]), "{format}");
    }
    let (village, warnings) = read(&[";;;", "0%"], ("7", 1)).expect("a report");
    assert_eq!((village.as_str(), warnings), ("7", vec!["rows/format-hidden"]));
    // Another text makes another document, though neither is shown.
    let digest = |name: &str| {
        let rows = texts(1, &["代码", "村名"]) + &styled(2, &[("1", 0), (name, 1)]);
        let mut table = open(formatted(&[";;;"], false, &rows), Kind::Xlsx).expect("a table");
        let report = "title = \"{{村名}}\"\nissuer = \"甲\"\nopening = \"乙。\"\n[general]\n[fields]\n\"村名\" = \"村名\"\n[batch]\nkey = \"代码\"";
        let binding = bind(report, &table).expect("columns");
        let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
        binding.digest(&row)
    };
    assert_ne!(digest("东岭村"), digest("西岭村"));

    let rows = texts(1, &["名称", "数值", "说明"])
        + &styled(2, &[("甲", 0), ("800", 1), ("已核", 1)])
        + &styled(3, &[("乙", 0), ("0", 2), ("在建", 0)]);
    let input = Box::new(Cursor::new(formatted(&[";;;", "0;-0;;@"], false, &rows)));
    let table =
        printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default()).expect("a table");
    let told: Vec<_> = table.warnings.iter().filter(|it| it.code == "rows/format-hidden").collect();
    assert!(told.len() == 1 && told[0].message.zh.ends_with("没有印：B2、C2"), "{told:?}");
    let part = SheetPart { columns: vec!["A".to_owned(), "B".to_owned()], ..SheetPart::default() };
    let input = Box::new(Cursor::new(formatted(&[";;;", "0;-0;;@"], false, &rows)));
    let table = printed_table(input, Kind::Xlsx, &part, PrintLimits::default()).expect("a table");
    assert!(table.warnings.iter().any(|it| it.message.zh.ends_with("没有印：B2")), "{:?}", table.warnings);
}

#[test]
fn a_number_that_is_no_day_in_a_format_of_dates_is_refused_everywhere() {
    for (format, value) in [
        ("yyyy/m/d", "-1"),
        ("yyyy\"年\"m\"月\"d\"日\"", "-45646"),
        ("h:mm", "-0.5"),
        ("yyyy/m/d", "3000000"),
    ] {
        let text = [("1", 0), (value, 1), ("820", 0), ("12", 0), ("0.5", 2), ("2024-12-20", 0)];
        let date = [("1", 0), ("甲", 0), ("820", 0), ("12", 0), ("0.5", 2), (value, 1)];
        for cells in [text, date] {
            let found = row(&[format, "0%"], cells, "收入（万元）").1.expect_err("no such day");
            assert!(
                found.0.iter().any(|found| found.code == "rows/no-such-day"),
                "{format} {value}: {found:?}"
            );
        }
        let rows = texts(1, &["名称", "日期"]) + &styled(2, &[("甲", 0), (value, 1)]);
        let input = Box::new(Cursor::new(formatted(&[format], false, &rows)));
        let found = printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default());
        let found = found.map(|_| ()).expect_err("no such day");
        let place = found.0.first().map(|found| (found.code, format!("{:?}", found.place)));
        assert!(
            place
                .as_ref()
                .is_some_and(|(code, place)| *code == "rows/no-such-day" && place.contains("\"B\"")),
            "{place:?}"
        );
    }
    // A section of its own for what is below zero shows it.
    let cells = [("360923102201", 0), ("-1", 1), ("820", 0), ("12", 0), ("0.5", 2), ("2024-12-20", 0)];
    let bound = row(&["yyyy/m/d;\"逾期\"0\"天\"", "0%"], cells, "收入（万元）").1.expect("a report");
    assert_eq!(bound.fields["village"], "逾期1天");
}
