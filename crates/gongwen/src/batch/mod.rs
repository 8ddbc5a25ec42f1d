//! A report and a table of villages: what `gongwen-batch` has, and [`Documents`], which makes the files of each row.
//!
//! ```
//! # #[cfg(feature = "docx")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::num::NonZeroUsize;
//!
//! use gongwen::batch::{
//!     BindOptions, Binding, Documents, FileFormat, GateOptions, Kind, DataTable, TableOptions, check_rows,
//! };
//! use gongwen::read::Notation;
//! use gongwen::{Fonts, Press};
//!
//! let report = r#"
//! title = "{{village}}2024年工作总结"
//! year = 2024
//! issuer = "{{village}}村民委员会"
//! locality = { name = "{{village}}" }
//! opening = "全年实现村集体经营性收入{{income}}。"
//! figures.income = { label = "村集体经营性收入", unit = "万元" }
//! fields.village = "村名"
//! batch.key = "代码"
//! "#;
//! let rows = "代码,村名,村集体经营性收入（元）\n360923102200,锦南村,236000\n360923102201,锦河村,若干\n"; // 示例数据
//! let mut table = DataTable::open(Box::new(std::io::Cursor::new(rows)), Kind::Csv, &TableOptions::default())?;
//! let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
//!
//! // Every row is checked before anything is made.
//! let gate = check_rows(&mut table, &binding, &GateOptions { samples: 32, ..GateOptions::default() })?;
//! assert_eq!((gate.ready, gate.found[0].code), (1, "rows/not-a-number"));
//!
//! let press = Press::new(Fonts::embedded());
//! let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &gate.samples)?;
//! let good = table.rows()?.filter(|row| row.as_ref().is_ok_and(|row| !gate.bad.contains(&row.number)));
//! std::thread::scope(|scope| -> Result<(), Box<dyn std::error::Error>> {
//!     // Leaving the loop early ends the run: what has begun is finished, nothing else is begun.
//!     for outcome in documents.stream(scope, good, NonZeroUsize::new(2).ok_or("none")?) {
//!         let outcome = outcome?;
//!         let made = outcome.made?;
//!         assert_eq!((outcome.key.as_str(), made.pages), ("360923102200", 1));
//!         // std::fs::write(format!("{}.docx", outcome.key), &made.files[0])?;
//!     }
//!     Ok(())
//! })?;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "docx"))]
//! # fn main() {}
//! ```

#[cfg(any(feature = "docx", feature = "pdf"))]
mod documents;

#[cfg(any(feature = "docx", feature = "pdf"))]
pub use documents::{Documents, FileFormat, Made, Outcome};
pub use gongwen_batch::*;

/// Reads the tables beside the report that name figures, as `{{people}}` in a cell of an Excel file, and hands them to the
/// binding: then the gate tells which rows lack one of these, and not only who makes their documents. To be called
/// before [`check_rows`]; without it a row that lacks such a figure fails when it is made, and a table that names texts of
/// the rows, as `{{village}}`, is refused by [`Documents::new`].
///
/// Returns what somebody should look at in these tables. What cannot be read is told by [`Documents::new`].
///
/// ```
/// use gongwen::batch::{BindOptions, Binding, Kind, DataTable, TableOptions, read_tables};
/// use gongwen::read::Notation;
/// let report = r#"
/// title = "{{village}}情况"
/// issuer = "{{village}}村民委员会"
/// opening = "如下。"
/// general = { sections = [] }
/// fields.village = "村名"
/// batch.key = "村名"
/// "#;
/// let rows = std::io::Cursor::new("村名,人口\n锦南村,1315\n");
/// let table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default())?;
/// let mut binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
/// assert!(read_tables(&mut binding, None).is_empty()); // it names none
/// # Ok::<(), gongwen::Diagnostics>(())
/// ```
#[cfg(any(feature = "docx", feature = "pdf"))]
pub fn read_tables(
    binding: &mut Binding,
    folder: Option<&std::path::Path>,
) -> Vec<gongwen_document::Diagnostic> {
    crate::files::FilesBeside::give_tables(binding, folder)
}
