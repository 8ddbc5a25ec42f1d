//! The JSON Schema of report files: what editors complete by, and what the shape check of the reader walks.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::ReportFile;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    // Draft 7, since the editors' TOML tools do not read the later ones.
    SchemaSettings::draft07().into_generator().into_root_schema_for::<ReportFile>().to_value()
});

/// The JSON Schema (draft 7) of report files, the same for TOML and JSON.
///
/// ```
/// assert_eq!(gongwen_core::report::schema()["title"], "年度工作报告");
/// ```
pub fn schema() -> &'static Value {
    &SCHEMA
}

/// The JSON Schema as a file: indented, keys sorted, one line break at its end.
///
/// ```
/// assert!(gongwen_core::report::schema_json().ends_with("}\n"));
/// ```
pub fn schema_json() -> String {
    format!("{:#}\n", schema())
}
