//! Why a web page is no table.

use gongwen_document::Diagnostic;

use super::super::archive::not_xlsx;

pub(super) fn no_table() -> Diagnostic {
    not_xlsx(
        "文件是网页，里面没有表格；可能是下载时没有登录，存下来的是一个提示页",
        "the file is a web page without a table, perhaps a notice in place of a download",
    )
}

pub(super) fn frames() -> Diagnostic {
    not_xlsx(
        "文件只是网页的框架，表格在旁边那个文件夹的文件里",
        "the file is a frame alone, and its tables are in files of the folder beside it",
    )
}

pub(super) fn nested() -> Diagnostic {
    not_xlsx(
        "文件是网页，表格的格子里又套着表格，旁边的格子也有字，排不成一张表",
        "the file is a web page with a table inside a cell beside others that have texts",
    )
}

pub(super) fn too_many() -> Diagnostic {
    not_xlsx("文件是网页，里面的表格太大", "the file is a web page, and its tables are too large")
}
