//! Units from wherever they stand: above the table, in the header, in the format, in the cell. Whatever stands where, a
//! figure is the right one, or somebody is told.

use crate::common;

use common::raw::{formatted, styled, texts};
use common::{REPORT, bind, open};
use gongwen_batch::{DataTable, Gate, GateOptions, Kind, TableOptions, check_rows};
use gongwen_core::read::{self, Notation};
use rust_decimal::Decimal;

/// A table of the report, read with its names.
fn table(report: &str, bytes: Vec<u8>, kind: Kind) -> DataTable {
    let (form, _) = read::form(report.as_bytes(), Notation::Toml).expect("a form");
    DataTable::open(Box::new(std::io::Cursor::new(bytes)), kind, &TableOptions::of(&form)).expect("a table")
}

/// What the income of the first row is printed as, and what is said of the table.
fn income(report: &str, bytes: Vec<u8>, kind: Kind) -> (Option<String>, Vec<&'static str>) {
    let mut table = table(report, bytes, kind);
    let binding = match bind(report, &table) {
        Ok(binding) => binding,
        Err(found) => return (None, found.0.iter().map(|found| found.code).collect()),
    };
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let shown = binding.bind(&row).ok().map(|bound| {
        bound.report.figures.iter().find(|figure| figure.id == "income").expect("the figure").display()
    });
    (shown, gate.found.iter().map(|found| found.code).filter(|code| *code != "rows/long-number").collect())
}

fn power(unit: &str) -> i32 {
    match unit.trim_end_matches('元') {
        "千" => 3,
        "万" => 4,
        "百万" => 6,
        "亿" => 8,
        _ => 0,
    }
}

fn moved(digits: &str, by: i32) -> Decimal {
    let value: Decimal = digits.parse().expect("a number");
    let ten = Decimal::from(10u64.pow(by.unsigned_abs()));
    if by < 0 { value / ten } else { value * ten }
}

#[test]
fn line_header_format_and_cell_in_all_combinations() {
    let report = |unit: &str| REPORT.replace("unit = \"万元\"", &format!("unit = \"{unit}\""));
    let mut count = 0;
    for figure in ["元", "万元", "亿元"] {
        let report = report(figure);
        for line in ["", "元", "千元", "万元", "百万元"] {
            for head in ["", "元", "千元", "万元", "百万元"] {
                for own in ["", "元", "千元", "万元", "百万元"] {
                    for by_format in [false, true] {
                        let above = match line {
                            "" => String::new(),
                            line => {
                                texts(1, &["某某镇各村情况（示例数据）"])
                                    + &texts(2, &["填报单位：某某镇", "", "", &format!("单位：{line}")])
                            }
                        };
                        let head_text =
                            if head.is_empty() { "收入".to_owned() } else { format!("收入（{head}）") };
                        let header = texts(3, &["代码", "村名", "人口", &head_text, "参保率", "日期"]);
                        let code = format!("0.0\"{own}\"");
                        let cell = if by_format { "23.5".to_owned() } else { format!("23.5{own}") };
                        let style = usize::from(by_format);
                        let row = styled(
                            4,
                            &[
                                ("360923102200", 0),
                                ("东岭村", 0),
                                ("820", 0),
                                (&cell, style),
                                ("95%", 0),
                                ("2024-12-20", 0),
                            ],
                        );
                        let book = formatted(&[&code], false, &(above + &header + &row));
                        let (shown, told) = income(&report, book, Kind::Xlsx);
                        let unit = [own, head, line, figure]
                            .into_iter()
                            .find(|unit| !unit.is_empty())
                            .unwrap_or_default();
                        let expected = moved("23.5", power(unit) - power(figure)).normalize();
                        let found = shown
                            .as_deref()
                            .and_then(|shown| shown.strip_suffix(figure))
                            .map(|value| value.parse::<Decimal>().expect("a number").normalize());
                        let place = format!(
                            "figure {figure}, line {line}, head {head}, cell {own}, by format {by_format}"
                        );
                        assert_eq!(found, Some(expected), "{place}: {shown:?}");
                        // A cell that says another unit than its column is told.
                        let column = [head, line].into_iter().find(|unit| !unit.is_empty());
                        let differs = !own.is_empty() && column.is_some_and(|column| column != own);
                        assert_eq!(told, if differs { vec!["rows/units-differ"] } else { vec![] }, "{place}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert_eq!(count, 750);
}

#[test]
fn a_line_above_may_name_several_units() {
    let csv = |line: &str| {
        format!("某某镇各村情况表（示例数据）,,,,,\n{line},,,,,\n代码,村名,人口,收入,参保率,日期\n360923102200,东岭村,820,250000,95%,2024-12-20\n").into_bytes()
    };
    for (line, expected) in [
        ("单位：元", "25万元"),
        ("（单位:元）", "25万元"),
        ("计量单位：人、元", "25万元"),
        ("\"单位：人，元，%\"", "25万元"),
        ("填报单位：某某镇,单位：,元", "25万元"),
        ("单位：千元", "25000万元"),
        ("单位：人", "250000万元"),
        ("填报单位：元坑镇", "250000万元"),
    ] {
        let (shown, told) = income(REPORT, csv(line), Kind::Csv);
        assert_eq!((shown.as_deref(), told), (Some(expected), vec![]), "{line}");
    }
    // Two that may be meant are a fault of the column.
    assert_eq!(income(REPORT, csv("单位：元、万元"), Kind::Csv), (None, vec!["rows/unit"]));
    // A title may say it.
    let titled =
        String::from_utf8(csv("填报日期：2024-12-20")).expect("text").replace("（示例数据）", "（单位：元）");
    assert_eq!(income(REPORT, titled.into_bytes(), Kind::Csv).0.as_deref(), Some("25万元"));
}

fn gate(rows: &str) -> Gate {
    let mut table = open(format!("代码,村名,人口,收入（万元）,参保率,日期,收入上年\n{rows}"), Kind::Csv)
        .expect("a table");
    let binding = bind(REPORT, &table).expect("columns");
    check_rows(&mut table, &binding, &GateOptions::default()).expect("rows")
}

#[test]
fn a_cell_with_another_unit_than_its_column_is_told_once() {
    let row =
        |code: u32, income: &str| format!("36092310220{code},东岭{code}村,820,{income},95%,2024-12-20,20\n");
    let gate = gate(&[row(1, "25"), row(2, "230000元"), row(3, "31"), row(4, "270000元")].concat());
    let told: Vec<&str> = gate.found.iter().map(|found| found.message.zh.as_str()).collect();
    assert_eq!(told, ["“收入”栏的单位是“万元”，有 2 格自己写的是“元”（第 3、5 行），按格子里写的换算"]);
    assert_eq!(gate.ready, 4);
}

#[test]
fn a_value_of_another_order_is_told_with_its_village() {
    let row = |code: usize, income: &str, before: &str| {
        format!("36092310220{code},东岭{code}村,820,{income},95%,2024-12-20,{before}\n")
    };
    let rows: String = ["25", "230000", "31", "27", "18"]
        .iter()
        .enumerate()
        .map(|(code, income)| row(code, income, ""))
        .collect();
    let found = gate(&rows).found;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].code, found[0].message.zh.as_str()),
        ("rows/far-from-others", "东岭1村的收入是 230000万元，各村一般是 27万元 上下，差了大约 8519 倍")
    );
    assert_eq!(common::cell(&found[0]).row, Some(3));
    let found = gate(&row(1, "230000", "25")).found;
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["figures/far-from-last-year"]);
    assert_eq!(found[0].message.zh, "收入是 230000万元，比上年的 25万元 大了大约 9200 倍");
    assert_eq!(gate(&row(1, "230", "25")).found, []);
}
