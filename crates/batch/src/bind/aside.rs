//! Rows that are no villages: totals 合计, heads of parts 一、东片 and notes below the table. They are left out, and
//! somebody is told.

use gongwen_document::{Diagnostic, Message};

use crate::rows::{CellValue, DataRow, Header};

/// How a row of totals calls itself, in one of its first three texts: so, or with this at its end.
const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "累计"];

/// Totals by other names.
const MORE_TOTALS: [&str; 7] = ["平均", "平均数", "平均值", "均值", "合计数", "总数", "总和"];

/// A whole that stands below its villages; only where nothing tells the row apart.
const WHOLES: [&str; 6] = ["全镇", "全乡", "全县", "全市", "全区", "全街道"];

/// A name of totals has so many characters at most: 全镇合计, 十五个村合计.
const LONGEST: usize = 8;

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

/// A row that is no village.
pub(crate) struct Aside {
    /// What is said of it.
    pub(crate) told: Diagnostic,
    /// Whether its numbers are sums of the rows around it.
    pub(crate) sums: bool,
}

/// Why this row is no village, if it is none; `key` is what stands where villages are told apart.
pub(crate) fn aside(row: &DataRow, key: &str, header: &Header) -> Option<Aside> {
    let number = row.number;
    let key = plain(key);
    // The number of a line tells nothing apart.
    let counted = key.len() <= 4 && key.bytes().all(|byte| byte.is_ascii_digit());
    let (code, message, shown, sums) = match (totals(row, key.is_empty()), part(row), note(row)) {
        (Some(total), _, _) if counted || key == total => {
            let zh = format!("第 {number} 行是{total}，不做文件");
            let en = format!("row {number} is a row of totals ({total}) and makes no document");
            let sums = !MORE_TOTALS.iter().take(4).any(|word| total.ends_with(word));
            ("rows/totals", Message::new(zh, en), total, sums)
        }
        (_, Some(part), _) if key.is_empty() || key == plain(part) => {
            let zh = format!("第 {number} 行是分段的标题“{part}”，不做文件");
            let en = format!("row {number} is the head of a part ({part}) and makes no document");
            ("rows/part", Message::new(zh, en), part.to_owned(), false)
        }
        (_, _, Some(note)) if key.is_empty() || key == plain(note) => {
            let zh = format!("第 {number} 行是表下的说明，不做文件");
            let en = format!("row {number} is a note below the table and makes no document");
            ("rows/note", Message::new(zh, en), note.to_owned(), false)
        }
        _ => return None,
    };
    let told = Diagnostic::warning(code, message).at(header.place(None, Some(number), Some(shown)));
    Some(Aside { told, sums })
}

/// A text without its spaces, wide ones too.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn texts(row: &DataRow) -> impl Iterator<Item = &str> {
    row.cells.iter().filter_map(|cell| match cell {
        CellValue::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    })
}

fn totals(row: &DataRow, nameless: bool) -> Option<String> {
    let is_total = |text: &String| {
        let ends = TOTALS.iter().any(|word| text.ends_with(word)) && text.chars().count() <= LONGEST;
        ends || MORE_TOTALS.contains(&text.as_str()) || (nameless && WHOLES.contains(&text.as_str()))
    };
    let names = texts(row).take(3).filter(|text| text.len() <= 96);
    names.map(|text| plain(text).trim_end_matches(['：', ':']).to_owned()).find(is_total)
}

/// The head of a part: `一、东片`, `（二）西片`, or one text that is merged over the row.
fn part(row: &DataRow) -> Option<&str> {
    let first = texts(row).next()?;
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let text = first.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let ordered = rest.len() < text.len() && rest.starts_with(['、', '）', ')', '．', '.']);
    let alone = filled == 1;
    let across = alone && row.cells.iter().filter(|cell| matches!(cell, CellValue::Merged(_))).count() > 1;
    let named = alone && (first.ends_with('片') || first.ends_with("片区"));
    (ordered || across || named).then_some(first)
}

/// A row of texts alone, the first of which says what it is: `注：……`, `填表人：`.
fn note(row: &DataRow) -> Option<&str> {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    if filled.clone().any(|cell| !matches!(cell, CellValue::Text(_))) {
        return None;
    }
    let first = texts(row).next()?;
    let ends = |c: char| matches!(c, '：' | ':' | '.' | '、') || c.is_ascii_digit();
    let label = plain(first.get(..first.find(ends)?)?);
    NOTES.contains(&label.as_str()).then_some(first)
}
