//! Which part of a sheet a table prints.

use std::ops::RangeInclusive;

/// Which part of a file's sheet a table 表格 prints, and which titles the report has for it already.
///
/// ```
/// use gongwen_core::report::SheetPart;
/// assert_eq!(SheetPart::parse_rows("1:2，8：20"), Some(vec![1..=2, 8..=20]));
/// assert_eq!(SheetPart::parse_rows("5:"), Some(vec![5..=u32::MAX]));
/// assert_eq!(SheetPart::parse_rows("7"), Some(vec![7..=7]));
/// assert_eq!(SheetPart::parse_rows("9:3"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetPart {
    /// The sheet 工作表 of a workbook; the first one that is not hidden when none is named.
    pub sheet: Option<String>,
    /// Columns in the order in which they are printed, by head, letter or `单位[2]`; all of them when empty.
    pub columns: Vec<String>,
    /// Rows as the spreadsheet numbers them, from 1, head included; all of them when empty.
    pub rows: Vec<RangeInclusive<u32>>,
    /// How many of the printed rows are the head 表头, when the report says so.
    pub header_rows: Option<usize>,
    /// Whether the report has a caption 表题 for the table.
    pub captioned: bool,
    /// The unit of its numbers that the report gives.
    pub unit: Option<String>,
    /// What the report writes above the table: its caption, the heading of its section, the title of its attachment.
    pub titles: Vec<String>,
}

impl SheetPart {
    /// Ranges of rows as somebody writes them: `2:15`, `1:2, 8:20`, `5:` to the end. None when it is not that.
    pub fn parse_rows(text: &str) -> Option<Vec<RangeInclusive<u32>>> {
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| *number > 0);
        let range = |range: &str| {
            let (first, last) = match range.split_once([':', '：', '-', '—', '–']) {
                Some((first, last)) if last.trim().is_empty() => (number(first)?, u32::MAX),
                Some((first, last)) => (number(first)?, number(last)?),
                None => (number(range)?, number(range)?),
            };
            (first <= last).then_some(first..=last)
        };
        text.split([',', '，', '、']).map(range).collect()
    }
}
