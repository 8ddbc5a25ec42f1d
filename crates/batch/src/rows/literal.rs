//! Texts that are the notation of a spreadsheet program, not what it shows: `="0045"`, `'0045`, `#N/A`, a picture in a
//! cell.

use gongwen_document::SHEET_FAULTS;

use super::CellValue;

/// The cell that this text stands for: what is surely the notation of a value is that value, what shows something that
/// the text does not say is a fault.
///
/// A text in apostrophes, `'十四五'规划`, is a text.
pub(super) fn cell(text: String) -> CellValue {
    if is_picture(&text) {
        return CellValue::Fault(text.trim().to_owned());
    }
    match text.trim_start().as_bytes().first() {
        Some(b'=') => formula(text.trim()),
        Some(b'\'') => match plain_code(text.trim()) {
            Some(code) => CellValue::Text(code.to_owned()),
            None => CellValue::Text(text),
        },
        Some(b'#') if is_fault(text.trim()) => CellValue::Fault(text.trim().to_owned()),
        _ => CellValue::Text(text),
    }
}

/// Whether it is a picture in a cell, as WPS writes it: `=DISPIMG("ID_1",1)`.
pub(super) fn is_picture(text: &str) -> bool {
    const NAME: &str = "DISPIMG(";
    let text = text.trim_start().trim_start_matches('=');
    let name = text.strip_prefix("_xlfn.").unwrap_or(text).get(..NAME.len());
    name.is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

fn is_fault(text: &str) -> bool {
    SHEET_FAULTS.contains(&text) || (text.len() > 2 && text.bytes().all(|byte| byte == b'#'))
}

/// `'0045` without its apostrophe.
fn plain_code(text: &str) -> Option<&str> {
    let code = text.strip_prefix('\'')?;
    let holds = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (code.bytes().any(|byte| byte.is_ascii_digit()) && code.bytes().all(holds)).then_some(code)
}

fn formula(text: &str) -> CellValue {
    let inner = text.get(1..).unwrap_or_default().trim();
    if let Some(value) = quoted(inner) {
        return if value.is_empty() { CellValue::Empty } else { CellValue::Text(value) };
    }
    if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return CellValue::Text(inner.to_owned());
    }
    if let Some(shown) = link(inner) {
        return CellValue::Text(shown);
    }
    let begins = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'(' | b'+' | b'-' | b'$' | b'"' | b'@')
    };
    // A sheet may have any name: `=各村!A1`.
    match inner.as_bytes().first().is_some_and(begins) || names_sheet(inner) {
        true => CellValue::Fault(text.to_owned()),
        false => CellValue::Text(text.to_owned()),
    }
}

/// Whether it begins with the name of a sheet and a cell in it.
fn names_sheet(text: &str) -> bool {
    text.split_once('!').is_some_and(|(name, cell)| {
        let cell = cell.trim_start_matches('$');
        !name.is_empty()
            && !name.contains(char::is_whitespace)
            && cell.starts_with(|c: char| c.is_ascii_uppercase())
            || name.starts_with('\'') && name.ends_with('\'')
    })
}

/// What stands between quotes: `"a""b"` is `a"b`.
fn quoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let alone = inner.replace("\"\"", "");
    (!alone.contains('"')).then(|| inner.replace("\"\"", "\""))
}

/// What `HYPERLINK("http://…", "茶叶")` shows.
fn link(text: &str) -> Option<String> {
    const NAME: &str = "HYPERLINK(";
    let name = text.get(..NAME.len())?;
    let arguments =
        name.eq_ignore_ascii_case(NAME).then(|| text.get(NAME.len()..))??.strip_suffix(')')?.trim();
    if let Some(address) = quoted(arguments) {
        return Some(address);
    }
    // The comma between both: behind a quote, before one.
    let ends = arguments.match_indices('"').filter_map(|(at, _)| {
        let (address, rest) = arguments.split_at_checked(at + 1)?;
        let shown = rest.trim_start().strip_prefix([',', ';'])?.trim_start();
        Some((quoted(address)?, quoted(shown)?))
    });
    ends.take(1).next().map(|(_, shown)| shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_a_value_is_that_value() {
        for (text, expected) in [
            ("=\"0045\"", "0045"),
            ("=\"a\"\"b\"", "a\"b"),
            ("'360923102200", "360923102200"),
            ("'0045", "0045"),
            ("=125", "125"),
            ("=HYPERLINK(\"http://x.cn\",\"茶叶\")", "茶叶"),
            ("=hyperlink(\"http://x.cn/?a=1,2\" , \"茶,叶\")", "茶,叶"),
            ("=HYPERLINK(\"http://x.cn\")", "http://x.cn"),
            ("'十四五'规划", "'十四五'规划"),
            ("'十四五", "'十四五"),
            ("=", "="),
            ("=== 以下空白 ===", "=== 以下空白 ==="),
            ("== 注意！ ==", "== 注意！ =="),
            ("=合计", "=合计"),
            ("'好的'", "'好的'"),
            ("#1机组", "#1机组"),
            ("#", "#"),
            ("茶叶", "茶叶"),
        ] {
            assert_eq!(cell(text.to_owned()), CellValue::Text(expected.to_owned()), "{text}");
        }
        assert_eq!(cell("=\"\"".to_owned()), CellValue::Empty);
    }

    #[test]
    fn what_shows_something_else_is_a_fault() {
        for text in [
            "=DISPIMG(\"ID_1\",1)",
            "=_xlfn.DISPIMG(\"ID_1\",1)",
            "=A1+B1",
            "=\"a\"&\"b\"",
            "=SUM(A1:A9)",
            "=HYPERLINK(A1,\"b\")",
            "=各村!A1",
            "='各村 (2)'!$B$3",
            "DISPIMG(\"ID_1\",1)",
            "#N/A",
            "#REF!",
            "######",
        ] {
            assert_eq!(cell(text.to_owned()), CellValue::Fault(text.to_owned()), "{text}");
        }
    }
}
