//! Rows that a program has: cells of its own types, a table without a file.

use gongwen_core::report::number::{FloatError, of_float};
use gongwen_document::Diagnostics;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::csv::{empty, too_wide};
use super::table::RowSource;
use super::{CellValue, DataRow, DataTable, Detected, Header, Limits};

/// Characters as they are. A column that fills a figure reads its number, as it does in a text file.
impl From<&str> for CellValue {
    fn from(text: &str) -> CellValue {
        CellValue::Text(text.to_owned())
    }
}

/// Characters as they are, as from a `&str`: a column that fills a figure reads its number.
impl From<String> for CellValue {
    fn from(text: String) -> CellValue {
        CellValue::Text(text)
    }
}

/// A whole number, exact and without a format: it is shown with all its digits.
impl From<i64> for CellValue {
    fn from(number: i64) -> CellValue {
        CellValue::from(Decimal::from(number))
    }
}

/// An exact number, with all digits after the point that it has.
impl From<Decimal> for CellValue {
    fn from(value: Decimal) -> CellValue {
        CellValue::Number { value, format: None }
    }
}

/// A binary float as its 15 significant digits: `0.1 + 0.2` is 0.3.
impl TryFrom<f64> for CellValue {
    type Error = FloatError;

    fn try_from(number: f64) -> Result<CellValue, FloatError> {
        of_float(number).map(CellValue::from)
    }
}

/// A day of the calendar, shown in the form that the field it fills asks for.
impl From<Date> for CellValue {
    fn from(date: Date) -> CellValue {
        CellValue::Date(date)
    }
}

/// What is not there is missing, which is not zero.
impl<T: Into<CellValue>> From<Option<T>> for CellValue {
    fn from(value: Option<T>) -> CellValue {
        value.map_or(CellValue::Empty, Into::into)
    }
}

impl DataRow {
    /// A row with this number and a cell for each column, in their order.
    ///
    /// ```
    /// use gongwen_batch::{CellValue, DataRow};
    /// let row = DataRow::new(1, ["锦南村".into(), 1315.into(), CellValue::Empty]);
    /// assert_eq!((row.number, row.cells.len()), (1, 3));
    /// ```
    pub fn new(number: u32, cells: impl IntoIterator<Item = CellValue>) -> DataRow {
        DataRow { number, cells: cells.into_iter().collect(), ..DataRow::default() }
    }
}

impl DataTable {
    /// A table of rows that a program has: the names of its columns, units in brackets as in a spreadsheet, and the cells
    /// of each row in their order. A row may end early; one with more cells than there are columns is refused when it is
    /// bound (`rows/ragged`). Rows are numbered from 1. They are kept; for those that come of a database one by one
    /// there is [`check_each`](crate::check_each).
    ///
    /// # Errors
    ///
    /// `rows/empty` without columns, `rows/too-large` with more than a thousand.
    ///
    /// ```
    /// use gongwen_batch::{CellValue, DataTable};
    /// let villages = [("锦南村", 125_000), ("锦河村", 98_000)]; // 示例数据
    /// let rows = villages.map(|(name, income)| [CellValue::from(name), CellValue::from(income)]);
    /// let mut table = DataTable::from_rows(["村名", "收入（元）"], rows)?;
    /// assert_eq!(table.header().columns[1].unit.as_deref(), Some("元"));
    /// assert_eq!(table.rows()?.count(), 2);
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn from_rows<H, R>(
        head: impl IntoIterator<Item = H>,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<DataTable, Diagnostics>
    where
        H: AsRef<str>,
        R: IntoIterator<Item = CellValue>,
    {
        let header: Header = head.into_iter().collect();
        let (width, limit) = (header.columns.len(), Limits::default().columns);
        if width == 0 {
            return Err(Diagnostics(vec![empty(&header)]));
        }
        if width > limit {
            return Err(Diagnostics(vec![too_wide(width, limit)]));
        }
        let row = |(number, cells): (u32, R)| {
            let mut row = DataRow::new(number, cells);
            row.cells.resize(width.max(row.cells.len()), CellValue::Empty);
            row
        };
        let listed = (1..).zip(rows).map(row).collect();
        let source = RowSource::Listed(listed);
        Ok(DataTable { header, detected: Detected::default(), warnings: Vec::new(), source })
    }
}
