//! Characters in the cells of a table that only look like others: villages are called as everybody writes them, and told.

use crate::common;

use common::{REPORT, bind, cell, open};
use gongwen_batch::{Gate, GateOptions, Kind, check_rows};

const HEADER: &str = "代码,村名,人口,收入（万元）,参保率,日期\n";

fn gate(rows: &str) -> Gate {
    let mut table = open(rows, Kind::Csv).expect("a table");
    let binding = bind(REPORT, &table).expect("columns");
    let options = GateOptions { samples: 9, ..GateOptions::default() };
    check_rows(&mut table, &binding, &options).expect("rows")
}

#[test]
fn names_of_villages_have_the_characters_that_they_show() {
    for (name, right) in
        [("\u{2FA6}\u{2F5C}村", "金牛村"), ("\u{2EE2}家\u{2F32}村", "马家干村"), ("\u{F98A}行村", "力行村")]
    {
        let gate = gate(&format!("{HEADER}360923102200,{name},820,25,95%,2024-12-20\n"));
        assert_eq!((gate.ready, gate.found.len()), (1, 1), "{name}: {:?}", gate.found);
        let told = &gate.found[0];
        assert_eq!(told.code, "text/look-alike", "{name}");
        assert!(!told.is_error());
        assert_eq!(cell(told).letters.as_deref(), Some("B"), "{name}");
        assert_eq!(gate.samples[0].locality.name, right, "{name}");
    }
}

#[test]
fn what_cannot_be_known_is_told_and_what_nobody_can_read_is_refused() {
    for (name, code, ready) in [
        ("А区东村", "text/look-alike", 1),
        ("第２村", "text/full-width", 1),
        ("\u{E0A5}村", "text/private-use", 0),
        ("锦\u{200B}南村", "text/invisible-character", 0),
        ("锦\u{AD}南村", "text/invisible-character", 0),
    ] {
        let gate = gate(&format!("{HEADER}360923102200,{name},820,25,95%,2024-12-20\n"));
        let codes: Vec<_> = gate.found.iter().map(|found| found.code).collect();
        assert_eq!((codes.as_slice(), gate.ready), ([code].as_slice(), ready), "{name:?}");
    }
}

#[test]
fn a_key_that_only_looks_another_is_the_same() {
    let report = REPORT.replace("key = \"代码\"", "key = \"村名\"").replace(", code = \"{{code}}\"", "");
    let rows =
        format!("{HEADER}1,金牛村,820,25,95%,2024-12-20\n2,\u{2FA6}\u{2F5C}村,820,25,95%,2024-12-20\n");
    let mut table = open(rows, Kind::Csv).expect("a table");
    let binding = bind(&report, &table).expect("columns");
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    assert!(gate.found.iter().any(|found| found.code == "rows/duplicate-key"), "{:?}", gate.found);
}

#[test]
fn heads_of_columns_are_found_by_what_they_show() {
    let gate = gate(
        "代码,\u{2F63}活村,村名,\u{2F08}\u{2F1D},收\u{2F0A}（万元）,参保率,日期\n\
        360923102200,1,锦南村,820,25,95%,2024-12-20\n",
    );
    assert_eq!(gate.ready, 1, "{:?}", gate.found);
    assert_eq!(gate.samples[0].figures[0].display(), "820人");
}

#[test]
fn numbers_in_full_width_digits_are_numbers() {
    let gate = gate(&format!("{HEADER}360923102200,锦南村,８２０,１２．５,９５％,2024-12-20\n"));
    assert_eq!(gate.ready, 1, "{:?}", gate.found);
    let shown: Vec<String> = gate.samples[0].figures.iter().map(|figure| figure.display()).collect();
    assert_eq!(shown, ["820人", "12.5万元", "95%"]);
}
