//! Cells as a workbook stores them: a binary number or a text, and the format of its style.

use std::sync::Arc;

use gongwen_core::report::number::fifteen_digits;
use rust_decimal::Decimal;

use super::{CellValue, literal};
use crate::format::{Epoch, NumberFormat};

/// A format as the cells of one style share it.
pub(super) struct CellFormat {
    numbers: Arc<NumberFormat>,
    /// Whether it changes texts.
    texts: bool,
}

impl CellFormat {
    pub(super) fn new(code: &str, epoch: Epoch) -> CellFormat {
        let numbers = NumberFormat::new(code, epoch);
        let texts = numbers.shown_text("文").trim() != "文";
        CellFormat { numbers: Arc::new(numbers), texts }
    }
}

/// A text in a cell of this format.
pub(super) fn text_cell(text: &str, format: Option<&CellFormat>) -> CellValue {
    let shown = match format.filter(|format| format.texts && !text.is_empty()) {
        Some(format) => format.numbers.shown_text(text),
        None => text.to_owned(),
    };
    match shown.trim().is_empty() {
        true if text.trim().is_empty() => CellValue::Empty,
        true => CellValue::Hidden(text.to_owned()),
        false => literal::cell(shown),
    }
}

/// A whole number as the file keeps it, shown by the format of its cell.
pub(super) fn whole(value: i64, format: Option<&CellFormat>) -> CellValue {
    CellValue::Number { value: Decimal::from(value), format: format.map(|format| format.numbers.clone()) }
}

/// A number as a spreadsheet keeps it: binary, of which 15 digits count, as it shows them itself. What somebody
/// typed comes back digit by digit.
pub(super) fn number(value: f64, format: Option<&CellFormat>) -> CellValue {
    match fifteen_digits(value) {
        Some(value) => CellValue::Number { value, format: format.map(|format| format.numbers.clone()) },
        // Beyond what can be reckoned with.
        None => CellValue::Text(match format {
            Some(format) => format.numbers.shown_float(value),
            None => value.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_typed() {
        for (value, expected) in [
            (203.37, "203.37"),
            (0.1 + 0.2, "0.3"),
            (22961.97, "22961.97"),
            (1e15, "1000000000000000"),
            (-0.85, "-0.85"),
            (360923102200.0, "360923102200"),
            (0.0, "0"),
        ] {
            assert_eq!(number(value, None).shown(), expected);
        }
        assert_eq!(number(1e300, None), CellValue::Text(format!("{}", 1e300)));
    }
}
