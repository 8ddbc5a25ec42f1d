//! The header of a table: names and units of its columns.

use std::borrow::Cow;

use gongwen_core::read::{is_unseen, plain_character, plain_text};
use gongwen_core::report::unit::base;
use gongwen_document::{Place, TableCell};

/// The columns of a table. One for rows that a program has is collected from the names of the columns.
///
/// ```
/// use gongwen_batch::Header;
/// let header: Header = ["代码", "村名", "收入（元）"].into_iter().collect();
/// assert_eq!(header.columns[2].unit.as_deref(), Some("元"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// Name of the sheet, in a file that has sheets.
    pub sheet: Option<String>,
    /// Number of the row it stands in, from 1; 0 where names stand in each row.
    pub row: u32,
    /// The columns of the table, from the left.
    pub columns: Vec<Column>,
    /// Units that stand above the table, `单位：万元、人`: each is that of the columns which say none and whose figures
    /// are counted so.
    pub units: Vec<String>,
}

/// A column of a table; [`Column::parse`] makes one of its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// Its letters as the spreadsheet shows them, `D`; empty in a file that has none.
    pub letters: String,
    /// Its header as it is written, without spaces around and line breaks: `收入（万元）`.
    pub header: String,
    /// The header without its unit: `收入`.
    pub name: String,
    /// The unit in the header: `万元`.
    pub unit: Option<String>,
}

impl Column {
    /// The column with this header, in which its unit 单位 is found as in that of a spreadsheet: `收入（元）` fills a figure in
    /// 万元 with a ten-thousandth of its numbers.
    ///
    /// ```
    /// use gongwen_batch::Column;
    /// let income = Column::parse("收入（元）");
    /// assert_eq!((income.name.as_str(), income.unit.as_deref()), ("收入", Some("元")));
    /// assert_eq!(Column::parse("村名").unit, None);
    /// ```
    pub fn parse(header: &str) -> Column {
        Column::new(header, String::new())
    }

    /// The column with this header at this index.
    pub(crate) fn new(header: &str, letters: String) -> Column {
        let header: String = header.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, unit) = split_unit(&header);
        Column { letters, name: name.to_owned(), unit: unit.map(str::to_owned), header }
    }
}

/// Names of columns, in their order; of a table that stands in no file.
impl<S: AsRef<str>> FromIterator<S> for Header {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Header {
        let columns = names.into_iter().map(|name| Column::parse(name.as_ref())).collect();
        Header { columns, ..Header::default() }
    }
}

impl Header {
    /// The unit of a column that fills a figure in `unit`: its own, else the one above the table that is counted so.
    pub(crate) fn unit(&self, column: usize, unit: &str) -> Option<&str> {
        let own = self.columns.get(column)?.unit.as_deref();
        own.or_else(|| self.general(unit).next())
    }

    /// The units above the table that a figure in `unit` can be counted in.
    pub(crate) fn general(&self, unit: &str) -> impl Iterator<Item = &str> {
        let base = base(unit);
        self.units.iter().map(String::as_str).filter(move |own| self::base(own) == base)
    }

    /// The place of a cell of this column, or of the column itself.
    pub(crate) fn place(&self, column: Option<usize>, row: Option<u32>, value: Option<String>) -> Place {
        let column = column.and_then(|index| self.columns.get(index));
        Place::table(TableCell {
            sheet: self.sheet.clone(),
            row,
            letters: column.map(|column| column.letters.clone()).filter(|letters| !letters.is_empty()),
            column: column.map(|column| column.header.clone()),
            value: value.map(|value| shortened(&value)),
        })
    }
}

/// Values in messages are shown up to this many characters; what could turn or steer the terminal, by its number.
pub(super) fn shortened(value: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown = String::new();
    for character in value.chars().take(SHOWN) {
        match is_unseen(character) {
            true => shown.push_str(&format!("<U+{:04X}>", u32::from(character))),
            false => shown.push(character),
        }
    }
    if value.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// `收入（万元）` is (`收入`, `万元`); `收入` has no unit.
pub(super) fn split_unit(header: &str) -> (&str, Option<&str>) {
    let inner = header.strip_suffix(['）', ')', '】', ']', '〕']);
    if let Some((name, unit)) = inner.and_then(|inner| {
        let at = inner.rfind(['（', '(', '【', '[', '〔'])?;
        let unit = inner.get(at..)?.trim_start_matches(['（', '(', '【', '[', '〔']);
        Some((inner.get(..at)?, unit))
    }) {
        let unit = unit.trim();
        let unit = unit.strip_prefix("单位").map_or(unit, |rest| rest.trim_start_matches(['：', ':', ' ']));
        if says_when(unit) {
            return (header, None);
        }
        if !name.trim().is_empty() && !unit.is_empty() {
            return (name.trim(), Some(unit));
        }
    }
    match header.rsplit_once(['/', '／']) {
        Some((name, unit)) if !name.trim().is_empty() && !unit.trim().is_empty() => {
            (name.trim(), Some(unit.trim()))
        }
        _ => (header, None),
    }
}

/// Whether what stands in brackets is no unit, but says which of several values it is: 2024年, 上年, 目标.
fn says_when(text: &str) -> bool {
    const WORDS: [&str; 8] = ["本年", "上年", "去年", "今年", "目标", "本年数", "上年数", "目标数"];
    WORDS.contains(&text) || (text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('年'))
}

/// The units in a line above a table: `单位：万元`, `（计量单位:千元）`, `某镇各村收入情况（单位：万元、人）`, `金额单位 万元`. The
/// 单位 of 填报单位：某镇 is a body.
pub(super) fn units_above(text: &str) -> Vec<String> {
    const WORDS: [&str; 6] = ["计量", "金额", "货币", "数量", "计价", "计数"];
    const ENDS: [char; 11] = ['）', ')', '】', ']', '〕', '；', ';', '。', '|', '（', '('];
    for (at, word) in text.match_indices("单位") {
        let before = text.get(..at).unwrap_or_default();
        let plain = WORDS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        let stands = plain.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
        let Some(rest) = rest.strip_prefix(['：', ':']).filter(|_| stands) else { continue };
        let said = rest.split(ENDS).next().unwrap_or_default();
        return said
            .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/' | '／'))
            .filter(|unit| !unit.is_empty() && unit.chars().count() <= 6)
            .map(str::to_owned)
            .collect();
    }
    Vec::new()
}

/// Whether two names are one: spaces and the width of brackets do not count.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    // Each name of a report is held against each column.
    one == other || compared(&composed(one)).eq(compared(&composed(other)))
}

/// What of a name counts when it is compared. Most names are plain as they are, and each figure asks for many of them.
pub(crate) fn plain_name(name: &str) -> Cow<'_, str> {
    match name.chars().all(|c| matches!(c, '一'..='\u{9FFF}' | 'a'..='z' | '0'..='9')) {
        true => Cow::Borrowed(name),
        false => compared(&composed(name)).collect(),
    }
}

/// The name with the characters that it shows: one whose accents stand apart is composed.
fn composed(name: &str) -> Cow<'_, str> {
    plain_text(name).map_or(Cow::Borrowed(name), |plain| plain.text)
}

fn compared(composed: &str) -> impl Iterator<Item = char> + '_ {
    composed.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        c => plain_character(c).to_ascii_lowercase(),
    })
}

/// The letters of a column, counted from 0: A … Z, AA …
pub(crate) fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_brackets_or_after_a_stroke() {
        for (header, name, unit) in [
            ("收入（万元）", "收入", Some("万元")),
            (" 收入 (单位：万元) ", "收入", Some("万元")),
            ("合格率[%]", "合格率", Some("%")),
            ("面积/亩", "面积", Some("亩")),
            ("收入", "收入", None),
            ("（万元）", "（万元）", None),
            ("收入\n（元）", "收入", Some("元")),
        ] {
            let column = Column::new(header, String::new());
            assert_eq!((column.name.as_str(), column.unit.as_deref()), (name, unit), "{header}");
        }
    }

    #[test]
    fn units_stand_above_a_table() {
        for (line, units) in [
            ("单位：万元", "万元"),
            ("（单位:万元）", "万元"),
            (" 计量单位： 千元 ", "千元"),
            ("某镇各村收入情况表（单位：万元、人）", "万元 人"),
            ("填报单位：某镇    单位：元", "元"),
            ("填报单位：某镇", ""),
            ("编制单位（盖章）：某镇", ""),
            ("负责单位：万元村", ""),
            ("单位", ""),
            ("单位：", ""),
            ("单位：户、元/亩", "户 元 亩"),
        ] {
            assert_eq!(units_above(line).join(" "), units, "{line}");
        }
    }

    #[test]
    fn what_says_when_is_no_unit() {
        for header in ["收入（2024年）", "收入(上年)", "人口（2024年末）"] {
            assert_eq!(split_unit(header), (header, None));
        }
        assert_eq!(split_unit("收入（2024年）（万元）"), ("收入（2024年）", Some("万元")));
    }

    #[test]
    fn values_in_messages_cannot_steer_the_terminal() {
        assert_eq!(shortened("a\u{1b}[31m\u{202e}村"), "a<U+001B>[31m<U+202E>村");
        assert_eq!(shortened(&"村".repeat(41)), "村".repeat(40) + "…");
    }

    #[test]
    fn letters_of_columns() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
