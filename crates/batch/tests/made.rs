//! Tables that a program has in memory are bound as those of a spreadsheet are.

use gongwen_batch::{
    BindOptions, Binding, CellValue, DataRow, DataTable, GateOptions, Header, check_each, check_rows,
};
use gongwen_core::read::Notation;
use gongwen_core::report::number::FloatError;
use gongwen_document::Diagnostics;
use jiff::civil::date;
use rust_decimal::Decimal;

const REPORT: &str = r#"
    title = "{{village}}2024年工作总结"
    year = 2024
    issuer = "{{village}}村民委员会"
    locality = { name = "{{village}}" }
    opening = "全年实现收入{{income}}。"
    figures.income = { label = "收入", unit = "万元" }
    fields.village = "村名"
    batch.key = "村名"
"#;

fn binding(header: &Header) -> Binding {
    Binding::new(REPORT.as_bytes(), Notation::Toml, header, &BindOptions::default()).expect("bound")
}

/// What the rows of one column of income print, or the code of what is wrong.
fn printed(head: &str, value: CellValue) -> Result<String, &'static str> {
    let mut table =
        DataTable::from_rows(["村名", head], [[CellValue::from("锦南村"), value]]).expect("a table");
    let binding = binding(table.header());
    let row = table.rows().expect("rows").next().expect("one").expect("a row");
    let bound = binding.bind(&row).map_err(|found| found.0[0].code)?;
    Ok(bound.report.figures[0].display())
}

#[test]
fn a_head_made_in_code_knows_its_unit() {
    for (head, value, expected) in [
        ("收入（元）", CellValue::from(125_000), "12.5万元"),
        ("收入（亿元）", CellValue::from(Decimal::new(125, 3)), "1250万元"),
        ("收入（万元）", CellValue::from("12.50"), "12.50万元"),
        ("收入", CellValue::from("12.5".to_owned()), "12.5万元"),
    ] {
        assert_eq!(printed(head, value).as_deref(), Ok(expected), "{head}");
    }
}

#[test]
fn floats_are_what_a_spreadsheet_shows() {
    assert_eq!(
        printed("收入（万元）", CellValue::try_from(0.1 + 0.2).expect("0.3")).as_deref(),
        Ok("0.3万元")
    );
    assert_eq!(CellValue::try_from(f64::INFINITY), Err(FloatError::NotFinite(f64::INFINITY)));
}

#[test]
fn what_is_not_there_is_missing_and_what_is_too_much_is_told() {
    let none: Option<i64> = None;
    assert_eq!(printed("收入（万元）", none.into()), Err("report/empty"));
    assert_eq!(printed("收入（万元）", CellValue::from(date(2024, 12, 31))), Err("rows/not-a-number"));

    let header: Header = ["村名", "收入（万元）"].into_iter().collect();
    let long = DataRow::new(7, ["锦南村".into(), 12.into(), "多出来的".into()]);
    let found = binding(&header).bind(&long).expect_err("three cells below two columns");
    assert_eq!((found.0[0].code, found.0[0].place.path.as_str()), ("rows/ragged", "7"));
    // Blank ones say nothing.
    assert!(binding(&header).bind(&DataRow::new(7, ["锦南村".into(), 12.into(), CellValue::Empty])).is_ok());

    let codes = |table: Result<DataTable, Diagnostics>| table.map(drop).map_err(|found| found.0[0].code);
    let none: [[CellValue; 0]; 0] = [];
    assert_eq!(codes(DataTable::from_rows([] as [&str; 0], none)), Err("rows/empty"));
    let many = vec!["栏"; 2000];
    assert_eq!(codes(DataTable::from_rows(many, [[CellValue::Empty]])), Err("rows/too-large"));
}

/// The gate finds in an iterator what it finds in a table of the same rows, whichever way they come.
#[test]
fn rows_of_an_iterator_pass_the_same_gate() {
    let head = ["村名", "收入（元）"];
    let villages = [("锦南村", "125000"), ("锦河村", "若干"), ("锦南村", "8000"), ("锦山村", "90")];
    let cells = || villages.map(|(name, income)| [CellValue::from(name), CellValue::from(income)]);
    let mut table = DataTable::from_rows(head, cells()).expect("a table");
    let binding = binding(table.header());
    let options = GateOptions { samples: 2, ..GateOptions::default() };
    let of_table = check_rows(&mut table, &binding, &options).expect("a gate");
    let rows = (1..).zip(cells()).map(|(number, cells)| Ok(DataRow::new(number, cells)));
    let of_rows = check_each(rows, &binding, &options);
    assert_eq!(of_table, of_rows);
    assert_eq!((of_rows.rows, of_rows.ready, of_rows.bad.as_slice()), (4, 1, [1, 2, 3].as_slice()));
    let none = check_each([], &binding, &options);
    assert_eq!(none.found[0].code, "rows/no-rows");
}
