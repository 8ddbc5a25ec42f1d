//! What can be wrong with a table's columns and cells: what is told, where, and what helps.

use crate::common;

use std::io::Cursor;

use common::raw::{texts, xlsx};
use common::{REPORT, bind, cell, open};
use gongwen_batch::{Binding, Bound, DataTable, Gate, GateOptions, Kind, TableOptions, check_rows};
use gongwen_core::read::{self, Notation};
use gongwen_document::{Diagnostic, Diagnostics, Severity};

const HEADER: &str = "代码,村名,人口,收入（万元）,参保率,日期\n";

fn csv(rows: &str) -> (DataTable, Binding) {
    let table = open(format!("{HEADER}{rows}"), Kind::Csv).expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    (table, binding)
}

fn sheet(rows: &str, behind: &str) -> (DataTable, Binding) {
    let header = texts(1, &["代码", "村名", "人口", "收入（万元）", "参保率", "日期"]);
    let table = open(xlsx(&(header + rows), behind), Kind::Xlsx).expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    (table, binding)
}

fn gate((mut table, binding): (DataTable, Binding)) -> Gate {
    check_rows(&mut table, &binding, &GateOptions::default()).expect("rows")
}

fn first((mut table, binding): (DataTable, Binding)) -> Result<Bound, Diagnostics> {
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    binding.bind(&row)
}

fn figure(bound: &Bound, id: &str) -> String {
    let figure = bound.report.figures.iter().find(|figure| figure.id == id).expect("the figure");
    figure.display()
}

/// Code, address, value, message and help of each.
fn told(found: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let place = cell(diagnostic);
        let help = diagnostic.help.as_ref().map_or("", |help| help.zh.as_str());
        let column = place.column.as_deref().unwrap_or("-");
        let value = place.value.as_deref().unwrap_or("-");
        format!(
            "{} {} [{column}] “{value}”：{} → {help}",
            diagnostic.code, diagnostic.place.path, diagnostic.message.zh
        )
    };
    found.iter().map(line).collect()
}

#[test]
fn a_missing_column_is_named_with_the_near_one() {
    let table = open("代码,村名,人囗,参保率,日期,当年收入\n", Kind::Csv).expect("the table opens");
    let found = bind(REPORT, &table).expect_err("columns are missing");
    assert_eq!(
        told(&found.0),
        [
            "rows/missing-column 1 [-] “-”：表格里没有“人口”这一栏（指标 people） → 是不是“人囗”这一栏？改成一样的名字，或者在 [batch.columns] 里写 \"人囗\" = \"…\"",
            "rows/missing-column 1 [-] “-”：表格里没有“收入”这一栏（指标 income） → 是不是“当年收入”这一栏？改成一样的名字，或者在 [batch.columns] 里写 \"当年收入\" = \"…\"",
        ]
    );
}

#[test]
fn a_column_may_have_another_name_and_an_english_one() {
    let report = REPORT.replace(
        "key = \"代码\"",
        "key = \"代码\"\ncolumns = { \"Headcount\" = \"people\", \"当年收入\" = \"income\" }",
    );
    let table = open(
        "代码,村名,headcount,当年收入（元）,rate,date\n360923102200,锦南村,2315,125600,98.7,2024-12-20\n",
        Kind::Csv,
    );
    let mut table = table.expect("the table opens");
    let binding = bind(report, &table).expect("the columns bind");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row).expect("a report");
    assert_eq!((figure(&bound, "people"), figure(&bound, "income")), ("2315人".into(), "12.56万元".into()));
}

#[test]
fn a_mapped_name_that_is_nowhere_is_told() {
    let report = REPORT.replace(
        "key = \"代码\"",
        "key = \"代码\"\ncolumns = { \"人数\" = \"people\", \"村名\" = \"vilage\" }",
    );
    let table = open(HEADER, Kind::Csv).expect("the table opens");
    let found = bind(report, &table).expect_err("names are wrong");
    let codes: Vec<&str> = found.0.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["rows/missing-column", "rows/unknown-target"]);
    assert_eq!(found.0[1].help.as_ref().map(|help| help.zh.as_str()), Some("是不是想写 village？"));
}

#[test]
fn an_extra_column_is_named_and_not_fatal() {
    let header = HEADER.trim_end();
    let table = open(format!("{header},联系人,备注\n"), Kind::Csv).expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    assert_eq!(binding.warnings().len(), 1);
    assert_eq!(binding.warnings()[0].message.zh, "有 2 栏没有用到：联系人、备注");
    assert_eq!(binding.warnings()[0].severity, Severity::Warning);
}

#[test]
fn two_columns_for_one_figure_are_refused() {
    let header = HEADER.trim_end();
    let table = open(format!("{header},收入（元）\n"), Kind::Csv).expect("the table opens");
    let found = bind(REPORT, &table).expect_err("twice");
    assert_eq!(found.0[0].code, "rows/column-twice");
    assert_eq!(found.0[0].message.zh, "D 栏和 G 栏说的是同一件事：收入（万元）");
}

#[test]
fn units_that_cannot_be_converted_are_told_once() {
    let table = open(HEADER.replace("万元", "公斤"), Kind::Csv).expect("the table opens");
    let found = bind(REPORT, &table).expect_err("a unit");
    assert_eq!(found.0.len(), 1);
    assert_eq!(found.0[0].message.zh, "表格里的单位是“公斤”，指标的单位是“万元”，换算不了");
    assert_eq!(found.0[0].place.path, "D1");
}

#[test]
fn a_key_that_stands_twice_stops_both_rows() {
    let gate = gate(csv(
        "360923102200,锦南村,1,1,98%,2024-12-20\n360923102201,锦河村,1,1,98%,2024-12-20\n 360923102200 ,锦南村,2,2,98%,2024-12-20\n",
    ));
    assert_eq!((gate.rows, gate.ready, gate.bad.as_slice()), (3, 1, [2, 4].as_slice()));
    assert_eq!(
        told(&gate.found),
        [
            "rows/duplicate-key A4 [代码] “360923102200”：第 4 行和第 2 行的“代码”都是 360923102200 → 改正一行，或者删去重复的一行"
        ]
    );
}

#[test]
fn faults_of_cells_have_sheet_row_column_value_and_help() {
    let rows = r##"<row r="2"><c r="A2" t="inlineStr"><is><t>360923102200</t></is></c><c r="B2" t="inlineStr"><is><t>锦南村</t></is></c><c r="C2" t="inlineStr"><is><t>约两千</t></is></c><c r="D2" t="e"><f>#REF!+1</f><v>#REF!</v></c><c r="E2"><f>C2/2</f></c><c r="F2" t="b"><v>1</v></c></row>"##;
    let found = gate(sheet(rows, ""));
    assert_eq!(
        told(&found.found),
        [
            "rows/not-a-number 各村!C2 [人口] “约两千”：“约两千”不是一个数 → 只写数字，如 12.5；没有这个数就空着，是零就写 0；约数词写在指标的 qualifier",
            "rows/formula-error 各村!D2 [收入（万元）] “#REF!”：公式出错：#REF! → 改好公式，或者直接写上数",
            "rows/uncomputed 各村!E2 [参保率] “”：公式还没有算出结果 → 用 Excel 或 WPS 打开，保存一次，结果就存进文件了",
            "rows/date 各村!F2 [日期] “TRUE”：“TRUE”不是日期 → 日期写 2024-12-31 或者 2024年12月31日",
        ]
    );
    assert_eq!((found.rows, found.ready), (1, 0));
}

#[test]
fn a_formula_counts_by_its_result_as_it_is_shown() {
    let rows = r#"<row r="2"><c r="A2" t="str"><f>"360923"&amp;"102200"</f><v>360923102200</v></c><c r="B2" t="inlineStr"><is><t>锦南村</t></is></c><c r="C2"><f>1000+315</f><v>1315</v></c><c r="D2" s="3"><f>1/3</f><v>0.33333333333333331</v></c><c r="E2" s="1"><v>0.98699999999999999</v></c><c r="F2" s="2"><v>45646</v></c></row>"#;
    let bound = first(sheet(rows, "")).expect("a report");
    assert_eq!(bound.key, "360923102200");
    assert_eq!(figure(&bound, "people"), "1315人");
    assert_eq!(figure(&bound, "income"), "0.3万元");
    assert_eq!(figure(&bound, "rate"), "98.70%");
    assert_eq!(bound.report.elements.issue_date.map(|date| date.to_string()).as_deref(), Some("2024-12-20"));
    assert_eq!(bound.warnings, []);
}

#[test]
fn a_long_result_of_a_formula_is_warned_of() {
    let rows = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>360923102200</t></is></c><c r="B2" t="inlineStr"><is><t>锦南村</t></is></c><c r="D2"><f>1/3</f><v>0.33333333333333331</v></c><c r="E2"><v>98</v></c></row>"#;
    let bound = first(sheet(rows, "")).expect("a report");
    assert_eq!(figure(&bound, "income"), "0.333333333333333万元");
    assert_eq!(bound.warnings[0].message.zh, "这个数有 15 位小数，会照样印出来");
}

#[test]
fn merged_cells_have_one_value() {
    let rows = texts(2, &["360923102200", "锦南村", "1315"]) + &texts(3, &["360923102201", "锦河村"]);
    let behind = r#"<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>"#;
    let gate = gate(sheet(&rows, behind));
    assert_eq!((gate.rows, gate.ready, gate.bad.as_slice()), (2, 1, [3].as_slice()));
    assert_eq!(
        told(&gate.found),
        ["rows/merged 各村!C3 [人口] “”：这一格并进了 C2，自己没有值 → 取消合并单元格，每行都写上"]
    );
}

#[test]
fn dates_in_every_form() {
    for (written, expected) in [
        ("2024-12-20", "2024-12-20"),
        ("2024/12/5", "2024-12-05"),
        ("2024.12.20", "2024-12-20"),
        ("2024年12月20日", "2024-12-20"),
        ("20241220", "2024-12-20"),
        ("2024/12/20 0:00", "2024-12-20"),
        ("2024-12-20 00:00:00", "2024-12-20"),
        ("二〇二四年十二月二十日", "2024-12-20"),
        ("45646", "2024-12-20"),
    ] {
        let bound = first(csv(&format!("360923102200,锦南村,1,1,98%,{written}\n"))).expect("a report");
        let date = bound.report.elements.issue_date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some(expected), "{written}");
        let warned = bound.warnings.iter().map(|warning| warning.message.zh.as_str()).collect::<Vec<_>>();
        match written {
            "45646" => assert_eq!(warned, ["45646 当作日期 2024年12月20日"]),
            _ => assert!(warned.is_empty(), "{warned:?}"),
        }
    }
    let found = first(csv("360923102200,锦南村,1,1,98%,年底\n")).expect_err("no date");
    assert_eq!(
        told(&found.0),
        ["rows/date F2 [日期] “年底”：“年底”不是日期 → 日期写 2024-12-31 或者 2024年12月31日"]
    );
}

#[test]
fn a_date_where_a_number_belongs() {
    let rows = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>360923102200</t></is></c><c r="B2" t="inlineStr"><is><t>锦南村</t></is></c><c r="C2" s="2"><v>45293</v></c></row>"#;
    let found = first(sheet(rows, "")).expect_err("a date");
    assert_eq!(found.0[0].message.zh, "这一格是日期 2024-01-02，要的是数");
    assert_eq!(cell(&found.0[0]).letters.as_deref(), Some("C"));
}

#[test]
fn percentages_in_every_form() {
    for (written, expected, warned) in [
        ("85%", "85%", None),
        ("８５％", "85%", None),
        ("85", "85%", None),
        ("0.85", "85%", Some("0.85 当作 85%")),
        ("0", "0%", None),
        ("100", "100%", None),
    ] {
        let bound = first(csv(&format!("360923102200,锦南村,1,1,{written},\n"))).expect("a report");
        assert_eq!(figure(&bound, "rate"), expected, "{written}");
        assert_eq!(bound.warnings.first().map(|warning| warning.message.zh.as_str()), warned, "{written}");
    }
    // The header says what 0.85 means.
    let table = open(
        format!("{}360923102200,锦南村,1,1,0.85,\n", HEADER.replace("参保率", "参保率（%）")),
        Kind::Csv,
    );
    let mut table = table.expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row).expect("a report");
    assert_eq!(figure(&bound, "rate"), "0.85%");
    assert_eq!(bound.warnings[0].message.zh, "0.85 当作 0.85%");
}

#[test]
fn numbers_in_every_form() {
    for (written, expected) in [
        ("\"1,234,567.50\"", "1234567.50万元"),
        ("１２３４．５", "1234.5万元"),
        (" 12.5  ", "12.5万元"),
        ("\u{3000}12.5\u{a0}", "12.5万元"),
        ("12.5万元", "12.5万元"),
        ("125600元", "12.56万元"),
        ("0.2亿元", "2000万元"),
        ("0", "0万元"),
        ("-3", "-3万元"),
    ] {
        let bound = first(csv(&format!("360923102200,锦南村,1,{written},98%,\n"))).expect("a report");
        assert_eq!(figure(&bound, "income"), expected, "{written}");
    }
    // Money and shares may be negative.
    let found = gate(csv("360923102200,锦南村,-1315,-3,-0.5%,\n"));
    assert_eq!(
        told(&found.found),
        ["figures/negative C2 [人口] “-1315”：人口是负数，单位却是“人” → 检查一下是不是多了一个减号"]
    );
    for written in ["12,34", "\"12,34\"", "1.2.3", "12.5亩", "无", "几十", "1-2", "1e3"] {
        let found = first(csv(&format!("360923102200,锦南村,1,{},98%,\n", written.replace(',', "，"))));
        let found = found.expect_err(written);
        assert_eq!(cell(&found.0[0]).column.as_deref(), Some("收入（万元）"), "{written}");
    }
}

#[test]
fn missing_is_not_zero() {
    for written in ["", "  ", "—", "-", "/"] {
        let bound = first(csv(&format!("360923102200,锦南村,5,{written},98%,\n"))).expect("a report");
        assert!(bound.report.figures.iter().all(|figure| figure.id != "income"), "{written}");
        // The paragraph that would have said it is gone, the other one stands.
        assert_eq!(bound.report.opening.len(), 1, "{written}");
        assert_eq!(bound.report.elements.issue_date, None);
    }
}

#[test]
fn codes_that_a_spreadsheet_spoilt_are_told() {
    let found = first(csv("3.60923E+11,锦南村,1,1,98%,\n")).expect_err("digits are lost");
    assert_eq!(found.0.len(), 1);
    assert_eq!(found.0[0].code, "rows/lost-digits");
    let found = first(csv("36092310220,锦南村,1,1,98%,\n")).expect_err("eleven digits");
    assert_eq!(
        told(&found.0),
        [
            "report/locality-code A2 [代码] “36092310220”：行政区划代码 36092310220 不是 6 位、9 位或者 12 位数字 → 县级写 6 位，乡镇级写 9 位，村级写 12 位，如 code = \"360923102\"；不知道就不写"
        ]
    );
}

#[test]
fn what_a_document_cannot_do_without_is_told() {
    let found = first(csv("360923102200,,1,1,98%,\n")).expect_err("no name");
    assert_eq!(
        found.0.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(),
        ["rows/missing-value"],
        "once for its cell, not for each field"
    );
    for field in ["title", "locality.name", "issuer"] {
        assert!(found.0[0].message.zh.contains(field), "{}", found.0[0].message.zh);
    }
    assert_eq!(cell(&found.0[0]).letters.as_deref(), Some("B"));
    let found = first(csv(",锦南村,1,1,98%,\n")).expect_err("no key");
    assert_eq!(found.0[0].message.zh, "这一行没有写“代码”，分不清是哪个村");
}

#[test]
fn texts_with_characters_that_nobody_sees_are_refused() {
    let found = first(csv("360923102200,锦\u{200d}南村,1,1,98%,\n")).expect_err("an invisible character");
    assert_eq!(found.0[0].code, "text/invisible-character");
    let found = first(csv("360923102200,\"锦南\n村\",1,1,98%,\n")).expect_err("a line break");
    assert_eq!(found.0[0].code, "rows/line-break");
}

#[test]
fn totals_below_the_table_are_no_village() {
    let gate = gate(csv("360923102200,锦南村,1,1,98%,\n,合 计,1,1,,\n"));
    assert_eq!((gate.rows, gate.ready, gate.bad.len()), (1, 1, 0));
    assert_eq!(gate.found[0].message.zh, "第 3 行是合计，不做文件");
}

#[test]
fn notes_below_the_table_are_no_village() {
    let notes = "注：数据截至12月31日,,,,,\n审核人：,,填表人：,,,\n\"备 注 1、收入不含补助\",,,,,\n";
    let gate = gate(csv(&format!("360923102200,锦南村,1,1,98%,2024-12-20\n{notes}")));
    assert_eq!((gate.rows, gate.ready, gate.bad.len()), (1, 1, 0), "{:?}", told(&gate.found));
    assert_eq!(gate.found[0].message.zh, "第 3 行是表下的说明，不做文件");
    assert_eq!(gate.found.len(), 3);
    // A village is one, whatever it is called.
    let gate = self::gate(csv("360923102200,注1村,1,1,98%,2024-12-20\n"));
    assert_eq!(gate.ready, 1, "{:?}", told(&gate.found));
    // Nor is one that somebody wrote a note about in front of its code.
    let source =
        "说明,代码,村名,人口,收入（万元）,参保率,日期\n注：新设,360923102200,锦南村,1,1,98%,2024-12-20\n";
    let table = open(source, Kind::Csv).expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    assert_eq!(self::gate((table, binding)).ready, 1);
}

#[test]
fn a_form_with_lines_above_and_a_header_of_two_rows_is_read() {
    let rows = texts(1, &["某镇各村情况表"])
        + &texts(2, &["填报单位：某镇", "", "2024年12月"])
        + &texts(3, &["代码", "村名", "人口", "收入（元）", "", "参保率", "日期"])
        + &texts(4, &["", "", "", "本年", "上年"])
        + &texts(5, &["360923102200", "锦南村", "1315", "236000", "201500", "98.7%", "2024-12-20"])
        + &texts(6, &["注：示例数据"]);
    let merged = ["A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4"];
    let merged: String = merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
    let bytes = xlsx(&rows, &format!("<mergeCells>{merged}</mergeCells>"));
    let (form, _) = read::form(REPORT.as_bytes(), Notation::Toml).expect("a form");
    let mut table = DataTable::open(Box::new(Cursor::new(bytes)), Kind::Xlsx, &TableOptions::of(&form))
        .expect("the table opens");
    let binding = bind(REPORT, &table).expect("the columns bind");
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    assert_eq!((gate.rows, gate.ready), (1, 1), "{:?}", told(&gate.found));
    let bound = first((table, binding)).expect("a report");
    assert_eq!((bound.row, figure(&bound, "income").as_str()), (5, "23.6万元"));
    let income = bound.report.figures.iter().find(|figure| figure.id == "income").expect("income");
    assert_eq!(income.previous.map(|previous| previous.to_string()).as_deref(), Some("20.15"));
}

#[test]
fn hidden_rows_are_read_and_told() {
    let rows = texts(2, &["360923102200", "锦南村"])
        + &texts(3, &["360923102201", "锦河村"]).replace("<row ", r#"<row hidden="1" "#);
    let (mut table, binding) = sheet(&rows, "");
    assert_eq!(table.warnings()[0].message.zh, "有 1 行是隐藏的（第 3 行），也照样读入");
    let hidden: Vec<bool> = table.rows().expect("rows").map(|row| row.expect("that reads").hidden).collect();
    assert_eq!(hidden, [false, true]);
    assert_eq!(gate((table, binding)).rows, 2);
}

#[test]
fn a_row_that_says_nothing_makes_no_document() {
    let gate = gate(csv("360923102200,锦南村,,,,\n"));
    assert_eq!(gate.found[0].code, "report/empty");
    assert_eq!(cell(&gate.found[0]).row, Some(2));
}

#[test]
fn sums_and_rates_are_checked_with_the_values_of_the_row() {
    let report =
        REPORT.replace("label = \"人口\",", "label = \"人口\", sum_of = [\"men\", \"women\"],").replace(
            "label = \"参保率\",",
            "label = \"参保率\", rate_of = { numerator = \"men\", denominator = \"people\" },",
        ) + "men = { label = \"男\", unit = \"人\" }\nwomen = { label = \"女\", unit = \"人\" }\n";
    let rows = "代码,村名,人口,收入（万元）,参保率,日期,男,女\n\
        360923102200,锦南村,100,1,60%,,60,40\n360923102201,锦河村,100,1,60.5%,,60,41\n360923102202,大塘村,100,1,60%,,60,\n";
    let mut table = open(rows, Kind::Csv).expect("the table opens");
    let binding = bind(report, &table).expect("the columns bind");
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    assert_eq!((gate.rows, gate.ready), (3, 3));
    assert_eq!(
        told(&gate.found),
        [
            "figures/parts-sum C3 [人口] “100”：人口写 100人：60 + 41 = 101人，与 100人 不符（男60人、女41人） → 改正合计，或者改正其中一项",
            "figures/rate E3 [参保率] “60.5%”：参保率写 60.5%：60 ÷ 100 = 60.0%，与 60.5% 不符（男60人、人口100人） → 改正比率，或者改正其中一个数",
        ]
    );
}
