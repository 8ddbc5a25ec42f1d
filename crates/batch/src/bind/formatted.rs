//! Numbers of cells whose format shows them with a scale, a unit or so many digits.

use gongwen_core::report::unit;
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use super::in_unit::{Read, is_percent, with_unit};
use crate::format::NumberFormat;
use crate::rows::{Written, number_in_text, plain_spaces};

/// The largest power of ten that is looked for between what a cell shows and what it keeps.
const TIMES: u32 = 12;

/// The value of a figure in `unit` from a cell that keeps `stored` and shows it by `format`: the digits that are shown,
/// in the unit that is shown. A cell that shows 12.3万 for 123456 is 12.3 in 万.
///
/// Where neither the format nor the header of the column says by what factor the shown number differs, somebody is told.
pub(super) fn number(
    stored: Decimal,
    format: &NumberFormat,
    unit: &str,
    column_unit: Option<&str>,
) -> Result<Read<Decimal>, Diagnostic> {
    let text = format.shown(stored);
    let text = plain_spaces(&text);
    let Some(written) = written(text, stored) else {
        // Shown in words, or not at all: what the cell keeps is the number.
        let mut read = with_unit(&plain(stored), true, unit, column_unit)?;
        if text.is_empty() && !stored.is_zero() {
            read.warning = Some(hidden(&stored.to_string()));
        }
        return Ok(read);
    };
    let own = written.unit.as_str();
    if is_percent(own) && !is_percent(unit) {
        return Err(a_share(unit));
    }
    let power = if is_percent(own) { None } else { Some(unit::power(own)) };
    if same(&written, stored, Some(0)) || same(&written, stored, power) {
        return with_unit(&written, true, unit, column_unit);
    }
    // The column may say what the format does not: 12.3 below （万元） for 123456.
    let counted = column_unit.unwrap_or(unit);
    let taken = match own.is_empty() && unit::power(counted) > 0 {
        true => Written { value: written.value, unit: String::new() },
        false => Written { value: stored, unit: own.to_owned() },
    };
    let mut read = with_unit(&taken, true, unit, column_unit)?;
    let times = (1..=TIMES).find(|power| same(&written, stored, Some(*power)));
    let said = format!("{}{}", taken.value, if own.is_empty() { counted } else { own });
    read.warning = Some(factor(text, stored, times, &said));
    Ok(read)
}

/// The number in what a cell shows, `￥1,234.50` or `(5.50)`, with the unit behind it and the sign of what is stored.
fn written(text: &str, stored: Decimal) -> Option<Written> {
    let bytes = text.as_bytes();
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let start = (0..bytes.len())
        .find(|index| digit(*index) || (bytes.get(*index) == Some(&b'.') && digit(index + 1)))?;
    let number = text.get(start..)?.trim_end_matches([')', '）', ' ']);
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(number.len());
    let (digits, unit) = number.split_at_checked(end)?;
    let zero = if digits.starts_with('.') { "0" } else { "" };
    let mut written = number_in_text(&format!("{zero}{}{unit}", digits.trim_end_matches('.')))?;
    if stored.is_sign_negative() {
        written.value.set_sign_negative(!written.value.is_zero());
    }
    Some(written)
}

fn plain(value: Decimal) -> Written {
    Written { value, unit: String::new() }
}

/// Whether the shown number times ten to this power is the stored one, but for what rounding took; a share without one.
fn same(written: &Written, stored: Decimal, power: Option<u32>) -> bool {
    let shown = written.value;
    let half = Decimal::try_from_i128_with_scale(5, shown.scale() + 1).unwrap_or_default();
    let times = |value: Decimal| match power {
        Some(power) => value.checked_mul(Decimal::from(10u64.saturating_pow(power))),
        None => value.checked_div(Decimal::ONE_HUNDRED),
    };
    let (Some(shown), Some(half)) = (times(shown), times(half)) else { return false };
    shown.checked_sub(stored).is_some_and(|difference| difference.abs() <= half)
}

fn a_share(unit: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/unit",
        Message::new(
            format!("这一格是百分数，指标的单位却是“{unit}”"),
            format!("the cell is a percentage, the figure is in `{unit}`"),
        ),
    )
    .help(Message::new(
        "改这一格的数字格式，或者把指标的单位写成 \"%\"",
        "change the cell's format, or give the figure the unit \"%\"",
    ))
}

/// What to say of a cell whose format shows nothing, and of which what it keeps is read.
pub(super) fn hidden(stored: &str) -> Diagnostic {
    Diagnostic::warning(
        "rows/format-hidden",
        Message::new(
            format!("这一格的格式什么也不显示，按里面存的 {stored} 读"),
            format!("the format shows nothing, the cell is read as the {stored} that it keeps"),
        ),
    )
    .help(Message::new("把这一格设为“常规”格式，看看是不是要的内容", "format the cell as General and see"))
}

/// `times` is the power of ten between what is shown and what is kept, when it is one.
fn factor(shown: &str, stored: Decimal, times: Option<u32>, taken: &str) -> Diagnostic {
    let (zh, en) = match times {
        Some(times) => {
            let times = 10u64.saturating_pow(times);
            (format!("，差 {times} 倍"), format!(", {times} times as much"))
        }
        None => ("，不是一个数".to_owned(), ", another number".to_owned()),
    };
    Diagnostic::warning(
        "rows/format-scale",
        Message::new(
            format!("这一格显示 {shown}，存的是 {stored}{zh}，格式里没有写明；按 {taken} 读"),
            format!("the cell shows {shown} and keeps {stored}{en}, and its format does not say so; it is read as {taken}"),
        ),
    )
    .help(Message::new(
        "在格式里写明单位，如 0!.0,\"万\"；或者把这一格设为“常规”格式，直接写上要的数",
        "write the unit into the format, or format the cell as General and write the number that is meant",
    ))
}
