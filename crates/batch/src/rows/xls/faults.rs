//! Why an old workbook cannot be read.

use gongwen_document::{Diagnostic, Message};

use super::super::archive::not_xlsx;
use super::record::CutOff;

impl From<CutOff> for Diagnostic {
    fn from(_: CutOff) -> Diagnostic {
        not_xlsx("文件坏了：后面的内容不全", "the file is broken: its end is missing")
    }
}

/// A workbook of Excel 2, 3 or 4.
pub(super) fn ancient() -> Diagnostic {
    let Message { zh, en } = Message::new(
        "这是 Excel 4.0 或者更早的格式，读不了",
        "this is the format of Excel 4.0 or earlier, which is not read",
    );
    not_xlsx(&zh, &en)
}
