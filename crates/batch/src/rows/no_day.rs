//! A number in a format of dates that is no day.

use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

/// What to say of a cell that a spreadsheet program fills with #: it keeps a number, and its format makes a date of it,
/// but there is no such day.
pub(crate) fn no_such_day(number: Decimal) -> Diagnostic {
    let message = Message::new(
        format!("这一格的格式是日期，里面的数是 {number}，没有这一天，表格里显示的是 ####"),
        format!("the cell has the format of a date and keeps {number}, which is no day: it shows ####"),
    );
    Diagnostic::error("rows/no-such-day", message).help(Message::new(
        "是天数、个数的，把格式改成“数值”或者“常规”；是日期的，改正日期",
        "give it the format of a number, or mend the date",
    ))
}
