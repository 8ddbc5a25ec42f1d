//! A typed cell.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// What stands in a cell 单元格. Whether a text is a number is for the column to say that it fills.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing: missing, which is not zero.
    #[default]
    Empty,
    /// Characters as they are.
    Text(String),
    /// A number.
    Number {
        /// Its exact value, as a spreadsheet keeps it: 0.85 for a cell that shows 85%.
        value: Decimal,
        /// Whether the cell shows it as a percentage.
        percent: bool,
    },
    /// A day.
    Date(Date),
    /// TRUE or FALSE.
    Bool(bool),
    /// The result of a formula that failed: `#REF!`.
    Fault(String),
    /// A formula whose result the file does not hold.
    Uncomputed,
    /// Part of a merged cell 合并单元格, whose value stands in the cell named here, as `A2`.
    Merged(String),
}

impl Cell {
    /// Whether nothing is written here.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty | Cell::Merged(_) => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What is written here, as a message or a file name shows it.
    ///
    /// ```
    /// use gongwen_batch::Cell;
    /// let cell = Cell::Number { value: "0.85".parse()?, percent: true };
    /// assert_eq!(cell.shown(), "85%");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty | Cell::Merged(_) | Cell::Uncomputed => String::new(),
            Cell::Text(text) | Cell::Fault(text) => text.trim().to_owned(),
            Cell::Number { value, percent: false } => value.to_string(),
            Cell::Number { value, percent: true } => {
                let shown = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*value);
                format!("{}%", shown.normalize())
            }
            Cell::Date(date) => date.to_string(),
            Cell::Bool(true) => "TRUE".to_owned(),
            Cell::Bool(false) => "FALSE".to_owned(),
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
