//! A number of a cell in the unit 单位 of its figure.

use gongwen_core::report::{Qualifier, unit};
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use crate::rows::Written;

/// A cell that was read, with what somebody should look at. Places are put in by the caller.
pub(crate) struct Read<T> {
    /// None when the cell is empty.
    pub(crate) value: Option<T>,
    pub(crate) warning: Option<Diagnostic>,
    /// How exact the cell says that its number is.
    pub(crate) qualifier: Option<Qualifier>,
    /// The unit that the cell says, when its column says another one; the value is converted.
    pub(crate) unit: Option<String>,
}

impl<T> Read<T> {
    pub(super) fn plain(value: Option<T>) -> Read<T> {
        Read { value, warning: None, qualifier: None, unit: None }
    }
}

/// A number with the unit that is written behind it, if one is.
pub(super) fn with_unit(
    written: &Written,
    number_cell: bool,
    unit: &str,
    column_unit: Option<&str>,
) -> Result<Read<Decimal>, Diagnostic> {
    match written.unit.as_str() {
        "" => bare(written.value, number_cell, unit, column_unit),
        own if is_percent(own) && is_percent(unit) => Ok(Read::plain(Some(written.value))),
        own => converted(written.value, own, unit).map(|value| Read {
            unit: column_unit
                .filter(|column| unit::power(column) != unit::power(own))
                .map(|_| own.to_owned()),
            ..Read::plain(Some(value))
        }),
    }
}

/// A number that does not say its unit: that of the column holds, else that of the figure.
pub(super) fn bare(
    value: Decimal,
    number_cell: bool,
    unit: &str,
    column_unit: Option<&str>,
) -> Result<Read<Decimal>, Diagnostic> {
    if !is_percent(unit) {
        return match column_unit {
            Some(own) if own != unit => converted(value, own, unit).map(|value| Read::plain(Some(value))),
            _ => Ok(Read::plain(Some(value))),
        };
    }
    let small = value > Decimal::ZERO && value <= Decimal::ONE;
    if !small {
        return Ok(Read::plain(Some(value)));
    }
    let (taken, shown) = match column_unit {
        Some(_) => (value, value),
        None => {
            let value = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value).normalize();
            (value, value)
        }
    };
    let as_written = value.normalize();
    let other = match column_unit {
        Some(_) => value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value).normalize(),
        None => as_written,
    };
    let format = if number_cell { "，或者把这一格设为百分比格式" } else { "" };
    let warning = Diagnostic::warning(
        "rows/percent",
        Message::new(format!("{as_written} 当作 {shown}%"), format!("{as_written} is taken as {shown}%")),
    )
    .help(Message::new(
        format!("是 {shown}% 就写 {shown}%{format}；是 {other}% 就写 {other}%"),
        format!("write {shown}%, or {other}% if that is meant"),
    ));
    Ok(Read { warning: Some(warning), ..Read::plain(Some(taken)) })
}

pub(crate) fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}

fn converted(value: Decimal, from: &str, to: &str) -> Result<Decimal, Diagnostic> {
    if from == to {
        return Ok(value);
    }
    // 万 alone leaves out what is counted.
    let whole =
        if unit::base(from).is_empty() { format!("{from}{}", unit::base(to)) } else { from.to_owned() };
    unit::convert(value, &whole, to).map(|value| value.normalize()).ok_or_else(|| wrong_unit(from, to))
}

/// What to say of units that cannot be converted.
pub(crate) fn wrong_unit(from: &str, to: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/unit",
        Message::new(
            format!("表格里的单位是“{from}”，指标的单位是“{to}”，换算不了"),
            format!("the table is in `{from}`, the figure in `{to}`: that cannot be converted"),
        ),
    )
    .help(Message::new(
        "两处用同一种单位；元、万元、亿元之间会准确换算",
        "use one unit in both; 元, 万元 and 亿元 are converted exactly",
    ))
}
