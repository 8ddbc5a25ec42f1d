//! Merged cells that overlap.

use gongwen_document::{Diagnostic, Message};

use super::super::header::letters;
use super::place::place;
use super::regions::Region;

pub(super) fn address(row: u32, column: u32) -> String {
    format!("{}{}", letters(column as usize), row.saturating_add(1))
}

pub(super) fn corners((top, left, bottom, right): Region) -> String {
    format!("{}:{}", address(top, left), address(bottom, right))
}

pub(in crate::rows) fn crossing(sheet: Option<&str>, one: Region, other: Region) -> Diagnostic {
    let (first, second) = (corners(one), corners(other));
    let message = Message::new(
        format!("合并的格子 {first} 和 {second} 叠在一起，文件坏了"),
        format!("the merged cells {first} and {second} overlap: the file is broken"),
    );
    Diagnostic::error("rows/merge-overlap", message)
        .at(place(sheet, Some(other.0), Some(other.1), None))
        .help(Message::new(
            "用 Excel 或 WPS 打开，取消这两处合并，重新保存",
            "unmerge both and save the file",
        ))
}
