//! What a cell says to the figure or the text that it fills.

use gongwen_core::read::unseen_in;
use gongwen_core::report::{self, Position};
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use super::formatted;
pub(crate) use super::in_unit::{Read, is_percent, wrong_unit};
use super::in_unit::{bare, with_unit};
use crate::rows::{
    CellValue, civil_date, no_such_day, number_in_text, plain_spaces, qualified_number, serial_date,
};

/// Digits after the point from which on a number is probably the unrounded result of a formula.
const LONG: u32 = 6;

/// What stands for “nothing” in a table.
const NOTHING: [&str; 8] = ["-", "－", "—", "——", "–", "/", "／", "…"];

/// Whether a cell says nothing, as an empty one does.
pub(crate) fn is_nothing(cell: &CellValue) -> bool {
    match cell {
        CellValue::Empty | CellValue::Merged(_) => true,
        CellValue::Text(text) | CellValue::Shared { text, .. } => {
            let text = plain_spaces(text);
            text.is_empty() || NOTHING.contains(&text)
        }
        _ => false,
    }
}

/// The number that a cell of a column whose header says `column_unit` gives to a figure in `unit`; none for an empty cell
/// and for marks that say so (—, /).
///
/// A text is read as people write it, 约23.6万元 with its qualifier and its own unit, which is converted to the figure's.
/// A number with a format counts as it is shown: 0.856 as 86% gives 86 for a figure in %, since that is what the clerk
/// saw. Without a format the stored digits count, and a long tail is told. Dates, truth values, failed formulas are no
/// numbers.
pub(crate) fn number(
    cell: &CellValue,
    unit: &str,
    column_unit: Option<&str>,
) -> Result<Read<Decimal>, Diagnostic> {
    match cell {
        CellValue::Empty => Ok(Read::plain(None)),
        CellValue::Hidden(text) => {
            let read = number(&CellValue::Text(text.clone()), unit, column_unit)?;
            Ok(Read { warning: read.warning.or_else(|| Some(formatted::hidden(text))), ..read })
        }
        CellValue::Text(text) => {
            let text = plain_spaces(text);
            if text.is_empty() || NOTHING.contains(&text) {
                return Ok(Read::plain(None));
            }
            let (written, qualifier) = qualified_number(text).ok_or_else(|| not_a_number(text))?;
            let mut read = with_unit(&written, false, unit, column_unit)?;
            // 余 and 多 are less than one of the last digit: in another unit they would say something else.
            let moved = read.value.is_some_and(|value| value != written.value);
            let within = qualifier.is_some_and(|qualifier| {
                matches!(qualifier.position(), Position::AfterNumber | Position::AfterScale)
            });
            if moved && within {
                return Err(qualified_elsewhere(text, unit));
            }
            read.qualifier = qualifier;
            Ok(read)
        }
        CellValue::Number { value, format: Some(format) } if format.is_date() => Err(a_date(
            &format
                .day(*value)
                .filter(|_| format.is_day())
                .map_or_else(|| cell.shown(), |date| date.to_string()),
        )),
        CellValue::Number { value, format: Some(format) } if !format.is_general() => {
            formatted::number(*value, format, unit, column_unit)
        }
        CellValue::Number { value, .. } => {
            let mut read = bare(*value, true, unit, column_unit)?;
            if read.value.is_some_and(|value| value.scale() > LONG) && read.warning.is_none() {
                read.warning = Some(long(*value));
            }
            Ok(read)
        }
        CellValue::Date(date) => Err(a_date(&date.to_string())),
        CellValue::Bool(_) => Err(not_a_number(&cell.shown())),
        CellValue::Fault(_) | CellValue::Uncomputed | CellValue::Merged(_) | CellValue::Shared { .. } => {
            Err(no_value(cell))
        }
    }
}

fn qualified_elsewhere(text: &str, unit: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/qualified-unit",
        Message::new(
            format!("“{text}”要换算成“{unit}”，换算以后余、多的意思就变了"),
            format!(
                "`{text}` would have to be converted to `{unit}`, and 余 or 多 would mean something else"
            ),
        ),
    )
    .help(Message::new(
        format!("用“{unit}”来写，或者把余、多改成约"),
        format!("write it in `{unit}`, or with 约"),
    ))
}

fn a_date(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/not-a-number",
        Message::new(
            format!("这一格是日期 {shown}，要的是数"),
            format!("the cell is the date {shown}, a number is wanted"),
        ),
    )
    .help(Message::new(
        "把这一格设为“常规”格式，重新输入；Excel 会把 1-2 这样的内容改成日期",
        "format the cell as General and type it anew; Excel turns 1-2 into a date",
    ))
}

/// What to say of a column that several units above the table may be for.
pub(crate) fn unclear_unit(units: &[&str]) -> Diagnostic {
    let list = units.join("、");
    Diagnostic::error(
        "rows/unit",
        Message::new(
            format!("表格上面的单位有 {list}，看不出这一栏用的是哪一个"),
            format!("the units above the table are {list}, and it is not clear which one this column has"),
        ),
    )
    .help(Message::new("把单位写进栏名，如 收入（万元）", "write the unit into the header, as 收入（万元）"))
}

fn long(value: Decimal) -> Diagnostic {
    let digits = value.scale();
    Diagnostic::warning(
        "rows/long-number",
        Message::new(
            format!("这个数有 {digits} 位小数，会照样印出来"),
            format!("this number has {digits} digits after the point and is printed so"),
        ),
    )
    .help(Message::new(
        "把这一格设为带小数位数的“数值”格式，或者用 ROUND 取到要的位数",
        "give the cell a number format with as many digits as are wanted, or round it",
    ))
}

pub(crate) fn not_a_number(text: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/not-a-number",
        Message::new(format!("“{text}”不是一个数"), format!("`{text}` is not a number")),
    )
    .help(Message::new(
        "只写数字，如 12.5；没有这个数就空着，是零就写 0；约数词写在指标的 qualifier",
        "write digits only, as 12.5; leave the cell empty if there is no number, write 0 for zero",
    ))
}

/// What to say of a cell that has no value of its own.
pub(super) fn no_value(cell: &CellValue) -> Diagnostic {
    match cell {
        CellValue::Fault(fault) if fault.contains("DISPIMG(") => Diagnostic::error(
            "rows/picture",
            Message::new("这一格里是一张图片，没有文字", "the cell holds a picture and no text"),
        )
        .help(Message::new(
            "删去图片，写上文字或者数",
            "delete the picture and write the text or the number",
        )),
        CellValue::Fault(fault) if fault.starts_with('=') => Diagnostic::error(
            "rows/formula-text",
            Message::new(
                "这一格写的是公式，文件里没有它的结果",
                "the cell holds a formula as text, and the file has no result of it",
            ),
        )
        .help(Message::new("写上算出来的结果", "write the result")),
        CellValue::Fault(fault) if fault.starts_with("##") => Diagnostic::error(
            "rows/formula-error",
            Message::new(
                "这一格只有 #，数已经丢了",
                "there is nothing but # in the cell, the number is lost",
            ),
        )
        .help(Message::new(
            "原表里把这一栏拉宽，再另存一次",
            "widen the column in the spreadsheet and save again",
        )),
        CellValue::Fault(fault) => Diagnostic::error(
            "rows/formula-error",
            Message::new(format!("公式出错：{fault}"), format!("the formula failed: {fault}")),
        )
        .help(Message::new("改好公式，或者直接写上数", "mend the formula, or write the value")),
        CellValue::Uncomputed => Diagnostic::error(
            "rows/uncomputed",
            Message::new("公式还没有算出结果", "the formula has not been computed"),
        )
        .help(Message::new(
            "用 Excel 或 WPS 打开，保存一次，结果就存进文件了",
            "open the file in a spreadsheet program and save it once",
        )),
        CellValue::Merged(first) | CellValue::Shared { first, .. } => Diagnostic::error(
            "rows/merged",
            Message::new(
                format!("这一格并进了 {first}，自己没有值"),
                format!("the cell is merged into {first} and has no value of its own"),
            ),
        )
        .help(Message::new("取消合并单元格，每行都写上", "unmerge the cells and fill in each row")),
        _ => Diagnostic::error("rows/no-value", Message::new("这一格没有值", "the cell has no value")),
    }
}

/// The text of a field; `date` when it is a date of the document.
pub(crate) fn text(cell: &CellValue, date: bool) -> Result<Read<String>, Diagnostic> {
    if let Some(number) = cell.no_such_day() {
        return Err(no_such_day(number));
    }
    match cell {
        CellValue::Empty => Ok(Read::plain(None)),
        CellValue::Hidden(stored) => {
            let read = text(&CellValue::Text(stored.clone()), date)?;
            Ok(Read { warning: read.warning.or_else(|| Some(formatted::hidden(stored))), ..read })
        }
        CellValue::Text(text) | CellValue::Shared { text, .. } => {
            let text = plain_spaces(text);
            if text.is_empty() || NOTHING.contains(&text) {
                return Ok(Read::plain(None));
            }
            if text.contains(['\n', '\r']) {
                return Err(line_break());
            }
            if let Some(found) = unseen_in(text) {
                return Err(found);
            }
            if scientific(text) {
                return Err(lost_digits(text));
            }
            if date {
                return day(text);
            }
            Ok(Read::plain(Some(text.to_owned())))
        }
        CellValue::Number { value, format: Some(format) } if date && format.is_date() => {
            let day = format.day(*value).filter(|_| format.is_day());
            day.map(|day| Read::plain(Some(civil_date(day)))).ok_or_else(|| no_date(&cell.shown()))
        }
        CellValue::Number { value, .. } if date => serial(*value),
        CellValue::Number { .. } => {
            let shown = cell.shown();
            if !shown.is_empty() {
                return Ok(Read::plain(Some(shown)));
            }
            // A zero that the format does not show is nothing.
            let warning = |stored: &String| formatted::hidden(stored);
            let stored = cell.not_shown();
            Ok(Read { warning: stored.as_ref().map(warning), ..Read::plain(stored) })
        }
        CellValue::Date(date) => Ok(Read::plain(Some(civil_date(*date)))),
        CellValue::Bool(_) if date => Err(no_date(&cell.shown())),
        CellValue::Bool(true) => Ok(Read::plain(Some("是".to_owned()))),
        CellValue::Bool(false) => Ok(Read::plain(Some("否".to_owned()))),
        CellValue::Fault(_) | CellValue::Uncomputed | CellValue::Merged(_) => Err(no_value(cell)),
    }
}

/// A date as people write it, in the form of a document.
fn day(text: &str) -> Result<Read<String>, Diagnostic> {
    if let Some(date) = report::date(text) {
        return Ok(Read::plain(Some(civil_date(date))));
    }
    match number_in_text(text) {
        Some(written) if written.unit.is_empty() && text.len() == 5 => serial(written.value),
        _ => Err(no_date(text)),
    }
}

fn serial(value: Decimal) -> Result<Read<String>, Diagnostic> {
    let Some(date) = serial_date(value) else { return Err(no_date(&value.to_string())) };
    let date = civil_date(date);
    let warning = Diagnostic::warning(
        "rows/date-serial",
        Message::new(format!("{value} 当作日期 {date}"), format!("{value} is taken as the date {date}")),
    )
    .help(Message::new(
        "把这一格设为日期格式，或者写 2024-12-31",
        "format the cell as a date, or write 2024-12-31",
    ));
    Ok(Read { warning: Some(warning), ..Read::plain(Some(date)) })
}

fn no_date(text: &str) -> Diagnostic {
    Diagnostic::error("rows/date", Message::new(format!("“{text}”不是日期"), format!("`{text}` is no date")))
        .help(Message::new("日期写 2024-12-31 或者 2024年12月31日", "write a date as 2024-12-31"))
}

fn line_break() -> Diagnostic {
    Diagnostic::error("rows/line-break", Message::new("这一格里有换行", "there is a line break in the cell"))
        .help(Message::new("删去换行，写成一行", "write it on one line"))
}

/// `3.60923E+11`: what is left of a code after a spreadsheet took it for a number.
fn scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    exponent.strip_prefix('+').is_some_and(digits) && digits(&mantissa.replacen('.', "", 1))
}

fn lost_digits(text: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/lost-digits",
        Message::new(
            format!("“{text}”是长数字的简写，后面的数字已经丢了"),
            format!("`{text}` is short for a long number whose digits are lost"),
        ),
    )
    .help(Message::new(
        "在 Excel 里把这一栏设为“文本”格式，重新填上代码，再保存；或者直接用 .xlsx",
        "format the column as text, fill in the codes again and save; or use .xlsx",
    ))
}
