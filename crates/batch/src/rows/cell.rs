//! A typed cell.

use std::sync::Arc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::format::{NumberFormat, general_text};

/// What stands in a cell 单元格. Whether a text is a number is for the column to say that it fills.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellValue {
    /// Nothing: missing, which is not zero.
    #[default]
    Empty,
    /// Characters as they are.
    Text(String),
    /// A text that the format of its cell does not show 不显示的文字, as `;;;`.
    Hidden(String),
    /// A number that the sheet keeps as one, whatever it shows of it.
    Number {
        /// Its exact value, as a spreadsheet keeps it: 0.85 for a cell that shows 85%, 45646 for one that shows
        /// 2024/12/20.
        value: Decimal,
        /// How the spreadsheet shows it; none where numbers are written out.
        format: Option<Arc<NumberFormat>>,
    },
    /// A day of the calendar, where the file has a type for it; a spreadsheet's day is a number with a format.
    Date(Date),
    /// A truth value, which a sheet shows as TRUE or FALSE.
    Bool(bool),
    /// The result of a formula that failed: `#REF!`.
    Fault(String),
    /// A formula whose result the file does not hold.
    Uncomputed,
    /// Part of a merged cell 合并单元格, whose value stands in the cell named here, as `A2`.
    Merged(String),
    /// Part of a cell that is merged over several rows, whose text holds for each of them: a district and its villages.
    Shared {
        /// What the merged cell says.
        text: String,
        /// Where its value stands, as `A2`.
        first: String,
    },
}

impl CellValue {
    /// Whether nothing is written here; what another row says does not count.
    pub fn is_blank(&self) -> bool {
        match self {
            CellValue::Empty | CellValue::Merged(_) | CellValue::Shared { .. } => true,
            CellValue::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What is written here, as the spreadsheet shows it: what a message, a file name and a field of a text take. A
    /// whole number without a format keeps its digits, be it as long as an administrative code.
    ///
    /// ```
    /// use gongwen_batch::{CellValue, Epoch, NumberFormat};
    /// let format = NumberFormat::new("0.0%", Epoch::Of1900);
    /// let cell = CellValue::Number { value: "0.85".parse()?, format: Some(format.into()) };
    /// assert_eq!(cell.shown(), "85.0%");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shown(&self) -> String {
        match self {
            CellValue::Empty | CellValue::Merged(_) | CellValue::Uncomputed | CellValue::Hidden(_) => {
                String::new()
            }
            CellValue::Text(text) | CellValue::Fault(text) | CellValue::Shared { text, .. } => {
                text.trim().to_owned()
            }
            CellValue::Number { value, format: None } => value.to_string(),
            CellValue::Number { value, format: Some(format) } if format.is_general() => match value.scale() {
                0 => value.to_string(),
                _ => general_text(*value),
            },
            CellValue::Number { value, format: Some(format) } => format.shown(*value).trim().to_owned(),
            CellValue::Date(date) => date.to_string(),
            CellValue::Bool(true) => "TRUE".to_owned(),
            CellValue::Bool(false) => "FALSE".to_owned(),
        }
    }

    /// What the cell keeps and does not show, as its format `;;;` has it; a zero that is not shown is nothing to speak of.
    ///
    /// ```
    /// use gongwen_batch::{CellValue, Epoch, NumberFormat};
    /// let format = Some(NumberFormat::new("0;-0;;", Epoch::Of1900).into());
    /// let hidden = CellValue::Hidden("已核".to_owned());
    /// assert_eq!(hidden.not_shown().as_deref(), Some("已核"));
    /// assert_eq!(CellValue::Number { value: 0.into(), format }.not_shown(), None);
    /// ```
    pub fn not_shown(&self) -> Option<String> {
        match self {
            CellValue::Hidden(text) => Some(text.trim().to_owned()),
            CellValue::Number { value, format: Some(format) }
                if !value.is_zero() && !format.is_general() && format.shown(*value).trim().is_empty() =>
            {
                Some(value.to_string())
            }
            _ => None,
        }
    }

    /// The number of a cell that is full of #, because its format makes a date of it and there is no such day.
    pub(crate) fn no_such_day(&self) -> Option<Decimal> {
        match self {
            CellValue::Number { value, format: Some(format) } => {
                Some(*value).filter(|value| format.is_date() && !format.can_show(*value))
            }
            _ => None,
        }
    }

    /// What is written here, be it shown or not: what tells rows apart.
    pub(crate) fn shown_or_kept(&self) -> String {
        let shown = self.shown();
        if shown.is_empty() { self.not_shown().unwrap_or_default() } else { shown }
    }

    /// What a printed table takes: the same, but a number without a format has eleven characters at most, as the
    /// spreadsheet shows it, and a day has the form of a document.
    pub(crate) fn printed(&self) -> String {
        match self {
            CellValue::Number { value, format: Some(format) } if format.is_general() => general_text(*value),
            CellValue::Date(date) => civil_date(*date),
            cell => cell.shown(),
        }
    }
}

/// The day with this serial number in a spreadsheet: 45657 is 2024-12-31. Day 60 is the 29 February 1900 that never was.
pub(crate) fn serial_date(serial: Decimal) -> Option<Date> {
    let days = serial.trunc();
    let days = i64::try_from(days.mantissa()).ok().filter(|_| days.scale() == 0)?;
    if !(1..=2_958_465).contains(&days) || days == 60 {
        return None;
    }
    let from = if days < 60 { date(1899, 12, 31) } else { date(1899, 12, 30) };
    from.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The day in the Chinese form of a document: 2024年12月31日.
pub(crate) fn civil_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days() {
        for (serial, expected) in [
            ("1", Some("1900-01-01")),
            ("59", Some("1900-02-28")),
            ("60", None),
            ("61", Some("1900-03-01")),
            ("45657", Some("2024-12-31")),
            ("45657.75", Some("2024-12-31")),
            ("2958465", Some("9999-12-31")),
            ("2958466", None),
            ("0", None),
            ("-3", None),
        ] {
            let found = serial_date(serial.parse().unwrap()).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{serial}");
        }
    }
}
