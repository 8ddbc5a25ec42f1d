//! What the tests of rows share.
#![allow(unreachable_pub)]

pub mod biff;
pub mod raw;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use gongwen_batch::{BindOptions, Binding, DataTable, Kind, TableOptions};
use gongwen_core::read::Notation;
use gongwen_document::{Diagnostic, Diagnostics, Source, TableCell};

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/villages")
}

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("a fixture")
}

pub fn open(bytes: impl AsRef<[u8]>, kind: Kind) -> Result<DataTable, Diagnostics> {
    DataTable::open(Box::new(Cursor::new(bytes.as_ref().to_vec())), kind, &TableOptions::default())
}

pub fn bind(report: impl AsRef<[u8]>, table: &DataTable) -> Result<Binding, Diagnostics> {
    Binding::new(report.as_ref(), Notation::Toml, table.header(), &BindOptions::default())
}

/// The place in a table that a diagnostic tells of.
pub fn cell(diagnostic: &Diagnostic) -> TableCell {
    match &diagnostic.place.source {
        Source::Table(cell) => (**cell).clone(),
        other => panic!("{other:?}"),
    }
}

/// A small report for a table of village, income in 万元, a rate in % and a date.
pub const REPORT: &str = r#"
    title = "{{village}}2024年工作总结"
    year = 2024
    issuer = "{{village}}村民委员会"
    locality = { name = "{{village}}", code = "{{code}}" }
    opening = ["全村{{people}}。", "全年实现收入{{income}}，参保率{{rate}}。"]
    issue_date = "{{date}}"
    [batch]
    key = "代码"
    [fields]
    code = "代码"
    village = "村名"
    date = "日期"
    [figures]
    people = { label = "人口", unit = "人" }
    income = { label = "收入", unit = "万元" }
    rate = { label = "参保率", unit = "%" }
"#;
