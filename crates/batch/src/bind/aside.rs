//! Rows that are no villages: totals 合计 and notes below the table. They are left out, and somebody is told.

use gongwen_core::{Diagnostic, Message};

use crate::rows::{Cell, Header, Row};

/// What a row of totals calls itself, in one of its first two texts.
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "平均", "全镇合计"];

/// How a note below a table begins, and the words for those who filled it in.
const NOTES: [&str; 21] = [
    "注",
    "备注",
    "附注",
    "说明",
    "填表说明",
    "数据来源",
    "填表",
    "填表人",
    "填报",
    "填报人",
    "填报单位",
    "填报日期",
    "制表",
    "制表人",
    "审核",
    "审核人",
    "复核人",
    "负责人",
    "单位负责人",
    "联系人",
    "联系电话",
];

/// Why this row is no village, if it is none; `key` is what stands where villages are told apart.
pub(crate) fn aside(row: &Row, key: &str, header: &Header) -> Option<Diagnostic> {
    let number = row.number;
    let (code, message, shown) = match (totals(row), note(row)) {
        (Some(total), _) if key.is_empty() || key.replace(' ', "") == total => {
            let zh = format!("第 {number} 行是{total}，不做文件");
            let en = format!("row {number} is a row of totals ({total}) and makes no document");
            ("rows/totals", Message::new(zh, en), total)
        }
        (_, Some(note)) if key.trim().is_empty() || key.trim() == note => {
            let zh = format!("第 {number} 行是表下的说明，不做文件");
            let en = format!("row {number} is a note below the table and makes no document");
            ("rows/note", Message::new(zh, en), note)
        }
        _ => return None,
    };
    Some(Diagnostic::warning(code, message).at(header.place(None, Some(number), Some(shown))))
}

fn texts(row: &Row) -> impl Iterator<Item = &String> {
    row.cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    })
}

fn totals(row: &Row) -> Option<String> {
    let plain = |text: &String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    texts(row).take(2).map(plain).find(|text| TOTALS.contains(&text.as_str()))
}

/// A row of texts alone, the first of which says what it is: `注：……`, `填表人：`.
fn note(row: &Row) -> Option<String> {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    if filled.clone().any(|cell| !matches!(cell, Cell::Text(_) | Cell::Merged(_))) {
        return None;
    }
    let first = texts(row).find(|text| !text.trim().is_empty())?.trim();
    let ends = |c: char| matches!(c, '：' | ':' | '.' | '、') || c.is_ascii_digit();
    let label = first.get(..first.find(ends)?)?;
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    NOTES.contains(&label.as_str()).then(|| first.to_owned())
}
