//! The header of a table: names and units of its columns.

use gongwen_core::{Place, TableCell, read::is_unseen};

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Name of the sheet, in a file that has sheets.
    pub sheet: Option<String>,
    /// Number of the row it stands in, from 1; 0 where names stand in each row.
    pub row: u32,
    /// The columns.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The column with this header at this index.
    pub(crate) fn new(header: &str, letters: String) -> Column {
        let header: String = header.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, unit) = split_unit(&header);
        Column { letters, name: name.to_owned(), unit: unit.map(str::to_owned), header }
    }
}

impl Header {
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

/// Whether two names are one: spaces and the width of brackets do not count.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    plain_name(one).eq(plain_name(other))
}

/// What of a name counts when it is compared.
pub(super) fn plain_name(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        c => c.to_ascii_lowercase(),
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
    fn values_in_messages_cannot_steer_the_terminal() {
        assert_eq!(shortened("a\u{1b}[31m\u{202e}村"), "a<U+001B>[31m<U+202E>村");
        assert_eq!(shortened(&"村".repeat(41)), "村".repeat(40) + "…");
    }

    #[test]
    fn letters_of_columns() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
