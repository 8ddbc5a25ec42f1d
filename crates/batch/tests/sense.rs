//! The gate looks at sense: shares, totals, names, rows that are no villages, numbers that are about so much.

use crate::common;

use common::raw::{texts, xlsx};
use common::{REPORT, bind, open};
use gongwen_batch::{Bound, DataTable, Gate, GateOptions, Kind, check_rows};
use gongwen_document::{Diagnostic, Diagnostics};

const HEADER: &str = "代码,村名,人口,收入（万元）,参保率,日期\n";

fn gate_of(mut table: DataTable, report: &str) -> Gate {
    let binding = bind(report, &table).expect("columns");
    check_rows(&mut table, &binding, &GateOptions::default()).expect("rows")
}

/// Rows that have any key.
fn gate(rows: &str) -> Gate {
    let report = REPORT.replace(", code = \"{{code}}\"", "");
    gate_of(open(format!("{HEADER}{rows}"), Kind::Csv).expect("a table"), &report)
}

fn messages(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|found| found.message.zh.as_str()).collect()
}

fn first(row: &str) -> Result<Bound, Diagnostics> {
    let mut table = open(format!("{HEADER}{row}\n"), Kind::Csv).expect("a table");
    let binding = bind(REPORT, &table).expect("columns");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    binding.bind(&row)
}

#[test]
fn a_share_above_the_whole_is_told() {
    let rate = |label: &str| {
        let report = REPORT.replace("label = \"参保率\"", &format!("label = \"{label}\""));
        let rows = format!("{}360923102200,东岭村,820,25,120%,2024-12-20\n", HEADER.replace("参保率", label));
        let gate = gate_of(open(rows, Kind::Csv).expect("a table"), &report);
        gate.found.iter().map(|found| found.message.zh.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rate("参保率"), ["参保率是 120%，超过了 100%"]);
    assert_eq!(rate("道路硬化率").len(), 1);
    for label in ["收入增长率", "任务完成率", "预算执行率", "资产负债率", "增幅"] {
        assert_eq!(rate(label), [""; 0], "{label}");
    }
}

#[test]
fn a_row_of_totals_is_held_against_its_rows() {
    let rows = "1,东岭村,820,25.5,95%,\n2,西岭村,640,31.2,96%,\n";
    let total = |total: &str| {
        let found = gate(&format!("{rows}{total}")).found;
        found.iter().map(|found| found.message.zh.clone()).collect::<Vec<_>>()
    };
    assert_eq!(total(",合计,1460,56.7,95.5%,\n"), ["第 4 行是合计，不做文件"]);
    // What is rounded may differ by as much.
    assert_eq!(total(",合计,1460,56.8,,\n").len(), 1);
    assert_eq!(
        total(",合计,1450,56.9,,\n"),
        [
            "第 4 行是合计，不做文件",
            "合计行的人口是 1450人，各行加起来是 1460人",
            "合计行的收入是 56.9万元，各行加起来是 56.7万元"
        ]
    );
    // What is about so much is open, and so is what cannot be read.
    assert_eq!(total(",合计,约1450,56.7,,\n").len(), 1);
    let found = gate("1,东岭村,约820,25.5,95%,\n2,西岭村,640,若干,96%,\n,合计,1,1,,\n").found;
    assert_eq!(messages(&found), ["“若干”不是一个数", "第 4 行是合计，不做文件"]);
    // Subtotals below or above their rows, and an average.
    let parts = "1,东岭村,820,25,95%,\n,小计,820,25,,\n2,西岭村,640,31,96%,\n3,北岭村,10,1,96%,\n,小计,650,32,,\n,总　计,1470,57,,\n,平均,490,19,,\n";
    let found = gate(parts).found;
    assert!(messages(&found).iter().all(|message| message.ends_with("不做文件")), "{found:?}");
    assert_eq!(found.len(), 4);
    let found = gate(&parts.replace("650", "660")).found;
    assert_eq!(messages(&found)[4], "合计行的人口是 660人，各行加起来是 650人");
}

#[test]
fn rows_that_are_no_villages() {
    let village = "1,东岭村,820,25.5,95%,\n";
    for (row, code) in [
        (",总　计,820,25.5,,", "rows/totals"),
        (",全镇合计：,820,25.5,,", "rows/totals"),
        ("2,合 计,820,25.5,,", "rows/totals"),
        ("合计,,820,25.5,,", "rows/totals"),
        (",平均数,820,25.5,,", "rows/totals"),
        (",全镇,820,25.5,,", "rows/totals"),
        ("一、东片,,,,,", "rows/part"),
        (",（二）西片,,,,", "rows/part"),
        ("一、东片,,820,25.5,,", "rows/part"),
        ("东片区,,,,,", "rows/part"),
        ("注：数据来自各村,,,,,", "rows/note"),
    ] {
        let gate = gate(&format!("{village}{row}\n"));
        let told: Vec<&str> = gate.found.iter().map(|found| found.code).collect();
        assert_eq!((gate.rows, gate.ready, told), (1, 1, vec![code]), "{row}");
    }
    // These are villages, or what somebody has to look at.
    for row in ["2,一心村,820,25.5,95%,", "2,小计村,820,25.5,95%,", "三合村,三合村,820,25.5,95%,"]
    {
        let gate = gate(&format!("{village}{row}\n"));
        assert_eq!((gate.rows, gate.ready), (2, 2), "{row}: {:?}", gate.found);
    }
}

#[test]
fn a_head_of_a_part_may_be_merged_over_the_row() {
    let head = texts(1, &["代码", "村名", "人口", "收入（万元）", "参保率", "日期"]);
    let rows = head + &texts(2, &["沿江各村"]) + &texts(3, &["360923102200", "东岭村", "820", "25", "95%"]);
    let merged = r#"<mergeCells count="1"><mergeCell ref="A2:F2"/></mergeCells>"#;
    let gate = gate_of(open(xlsx(&rows, merged), Kind::Xlsx).expect("a table"), REPORT);
    assert_eq!((gate.rows, gate.ready), (1, 1));
    assert_eq!(messages(&gate.found), ["第 2 行是分段的标题“沿江各村”，不做文件"]);
}

#[test]
fn a_district_merged_downwards_belongs_to_all_its_rows() {
    let report = REPORT
        .replace("village = \"村名\"", "village = \"村名\"\n    district = \"片区\"")
        .replace("全村{{people}}。", "{{district}}的村，全村{{people}}。");
    let head = texts(1, &["片区", "代码", "村名", "人口", "收入（万元）", "参保率", "日期"]);
    let rows = head
        + &texts(2, &["东片", "360923102200", "东岭村", "820", "25", "95%", ""])
        + &texts(3, &["", "360923102201", "西岭村", "640", "31", "96%", ""])
        + &texts(4, &["", "360923102202", "北岭村", "640", "31", "96%", ""]);
    let merged = r#"<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>"#;
    let mut table = open(xlsx(&rows, merged), Kind::Xlsx).expect("a table");
    let binding = bind(&report, &table).expect("columns");
    let rows: Vec<_> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    let districts: Vec<String> =
        rows.iter().map(|row| binding.bind(row).expect("a report").fields["district"].clone()).collect();
    assert_eq!(districts, ["东片", "东片", "东片"]);
    // A key or a number is no such thing.
    let report = report.replace("key = \"代码\"", "key = \"片区\"");
    let binding = bind(&report, &table).expect("columns");
    let codes: Vec<&str> =
        binding.bind(&rows[1]).expect_err("a key").0.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["rows/merged"]);
}

#[test]
fn years_below_a_merged_head_are_this_year_and_last() {
    let report = REPORT.replace("{{income}}", "{{income}}，上年{{income.value}}");
    let head = texts(1, &["代码", "村名", "人口", "收入（万元）", "", "参保率", "日期"])
        + &texts(2, &["", "", "", "2024年", "2023年", "", ""]);
    let merged = r#"<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:C2"/><mergeCell ref="D1:E1"/><mergeCell ref="F1:F2"/><mergeCell ref="G1:G2"/></mergeCells>"#;
    let rows = head + &texts(3, &["360923102200", "东岭村", "820", "25", "22", "95%", ""]);
    let (form, _) =
        gongwen_core::read::form(report.as_bytes(), gongwen_core::read::Notation::Toml).expect("a form");
    let options = gongwen_batch::TableOptions::of(&form);
    let mut table =
        DataTable::open(Box::new(std::io::Cursor::new(xlsx(&rows, merged))), Kind::Xlsx, &options)
            .expect("a table");
    let binding = bind(&report, &table).expect("columns");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row).expect("a report");
    let income = bound.report.figures.iter().find(|figure| figure.id == "income").expect("the figure");
    assert_eq!(
        (income.display().as_str(), income.previous.map(|value| value.to_string()).as_deref()),
        ("25万元", Some("22"))
    );
    // Of a year that is not the report's own nothing is taken.
    let other = bind(report.replace("year = 2024", "year = 2021"), &table).expect_err("no column").0;
    assert_eq!(other[0].code, "rows/missing-column");
    // The year may stand in brackets as well.
    let csv = format!(
        "{}360923102200,东岭村,820,25,22,95%,\n",
        HEADER.replace("收入（万元）", "收入（2024年）,收入（2023年）")
    );
    let mut table = open(csv, Kind::Csv).expect("a table");
    let binding = bind(&report, &table).expect("columns");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row).expect("a report");
    assert!(
        bound.report.figures.iter().any(|figure| figure.display() == "25万元" && figure.previous.is_some())
    );
}

#[test]
fn a_key_that_is_a_number_is_one_with_and_without_zeros() {
    let row = |key: &str, village: &str| format!("{key},{village},820,25,95%,2024-12-20\n");
    for [first, second] in [["007", "7"], ["7", "007"], ["0", "00"]] {
        let gate = gate(&(row(first, "锦南村") + &row(second, "锦河村") + &row("70", "锦西村")));
        assert_eq!(gate.bad, [2, 3], "{first} {second}: {:?}", messages(&gate.found));
        let zeros = if second.starts_with('0') { "（前面的 0 不算）" } else { "" };
        let told = format!("第 3 行和第 2 行的“代码”都是 {second}{zeros}");
        assert_eq!(messages(&gate.found), [told.as_str()]);
    }
    // Letters tell them apart.
    let apart = gate(&(row("A07", "锦南村") + &row("A7", "锦河村")));
    assert!(apart.bad.is_empty(), "{:?}", messages(&apart.found));
}

#[test]
fn spaces_inside_names_are_told_and_do_not_hide_a_double() {
    let found = gate("1,东 岭　村,820,25,95%,\n").found;
    assert_eq!(messages(&found), ["“东 岭　村”中间有空格，会照样印出来"]);
    assert_eq!(found[0].help.as_ref().map(|help| help.zh.as_str()), Some("删去空格，写“东岭村”"));
    let report = REPORT.replace("key = \"代码\"", "key = \"村名\"");
    let rows = format!("{HEADER}360923102200,东 岭 村,820,25,95%,\n360923102201,东岭村,820,25,95%,\n");
    let gate = gate_of(open(rows, Kind::Csv).expect("a table"), &report);
    assert!(gate.found.iter().any(|found| found.code == "rows/duplicate-key"), "{:?}", gate.found);
    assert_eq!(gate.bad, [2, 3]);
}

#[test]
fn a_row_without_a_name_is_named_by_its_key() {
    let gate = gate("360923102203,,820,若干,95%,\n");
    assert!(gate.found.len() > 1);
    assert!(
        messages(&gate.found).iter().all(|message| message.ends_with("（代码 360923102203）")),
        "{:?}",
        gate.found
    );
}

#[test]
fn numbers_that_are_about_so_much() {
    for (written, expected) in [
        ("约18", "约18万元"),
        ("近20", "近20万元"),
        ("100余", "100余万元"),
        ("100余万元", "100余万元"),
        ("2万余元", "2万余元"),
        ("20左右", "20万元左右"),
        ("不足50万元", "不足50万元"),
        ("约180000元", "约18万元"),
        ("超过0.5亿元", "超过5000万元"),
    ] {
        let bound = first(&format!("360923102200,东岭村,820,{written},95%,")).expect("a report");
        let figure = bound.report.figures.iter().find(|figure| figure.id == "income").expect("the figure");
        assert_eq!(figure.display(), expected, "{written}");
    }
    for written in ["约两千", "约18左右", "180000余元", "近"] {
        let found = first(&format!("360923102200,东岭村,820,{written},95%,")).expect_err(written);
        assert!(
            ["rows/not-a-number", "rows/qualified-unit"].contains(&found.0[0].code),
            "{written}: {found:?}"
        );
    }
}

#[test]
fn the_notation_of_a_spreadsheet_program_is_not_printed() {
    let rows = "=\"360923102200\",东岭村,'820,\"=HYPERLINK(\"\"http://x.cn\"\",\"\"25\"\")\",95%,\n360923102201,#N/A,820,25,95%,\n360923102202,\"=DISPIMG(\"\"ID_7\"\",1)\",820,=A1+B1,95%,\n'360923102200,南岭村,820,25,95%,\n";
    let gate = gate(rows);
    let told: Vec<(u32, &str)> = gate
        .found
        .iter()
        .filter(|found| found.code != "rows/missing-value")
        .map(|found| (common::cell(found).row.unwrap_or_default(), found.code))
        .collect();
    assert_eq!(
        told,
        [(3, "rows/formula-error"), (4, "rows/formula-text"), (4, "rows/picture"), (5, "rows/duplicate-key")]
    );
    let bound = first("=\"0042\",东岭村,'820,25,95%,").expect_err("no code");
    assert_eq!(bound.0[0].code, "report/locality-code");
    let bound = first("=\"360923102200\",东岭村,'820,=25,95%,").expect("a report");
    assert_eq!(bound.key, "360923102200");
}

/// Thirty tables of villages as they are: incomes from a few thousand 元 to a few million, some villages without any, some
/// tiny, one rich. Nothing is told of them; one cell in another unit is told, wherever it stands and whichever way.
#[test]
fn thirty_tables_are_quiet_and_one_cell_in_another_unit_is_told() {
    for table in 0..30_u64 {
        let mut state = table.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let count = 5 + next(40);
        // From half to ninety times ten thousand 元, as many small ones as large ones.
        let spread = [15, 60, 180][usize::try_from(next(3)).expect("small")];
        let mut incomes: Vec<u64> =
            (0..count).map(|_| 50 + next(50) * next(spread) * next(spread) / spread.max(1)).collect();
        incomes[0] = 0;
        let told = |incomes: &[String]| {
            let line = |(index, income): (usize, &String)| {
                format!("{index},第{index}村,{},{income},95%,\n", 300 + index * 37)
            };
            let rows: String = incomes.iter().enumerate().map(line).collect();
            let found = gate(&rows).found;
            found
                .iter()
                .map(|found| (found.code, common::cell(found).row.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let shown = |income: u64| format!("{}.{:02}", income / 100, income % 100);
        let plain: Vec<String> = incomes.iter().map(|income| shown(*income)).collect();
        assert_eq!(told(&plain), [], "table {table}: {plain:?}");
        let mut sorted = incomes.clone();
        sorted.sort_unstable();
        // A village in the middle has written 元 in a column of 万元.
        let middle = sorted[sorted.len() / 2];
        let place = incomes.iter().position(|income| *income == middle).expect("it is there");
        let mut wrong = plain.clone();
        wrong[place] = format!("{}", middle * 100);
        let row = u32::try_from(place).expect("few") + 2;
        assert_eq!(told(&wrong), [("rows/far-from-others", row)], "table {table}: {wrong:?}");
    }
}
