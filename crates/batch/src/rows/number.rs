//! Numbers as people write them into cells.

use rust_decimal::Decimal;

/// A number that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its value; 85 for `85%`.
    pub(crate) value: Decimal,
    /// What follows the digits: `%`, `万元`; empty for a bare number.
    pub(crate) unit: String,
}

/// The number that this text is: `1,234.5`, `１２３４`, ` 85% `, `12.5万元`, `-3`. Full-width characters count as
/// their plain twins, and commas must stand where thousands end.
pub(crate) fn number_in_text(text: &str) -> Option<Written> {
    let text: String = text.trim().chars().map(narrow).collect();
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let digits = without_commas(digits)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, "0"));
    if whole.is_empty() || fraction.is_empty() || fraction.contains('.') {
        return None;
    }
    let value = Decimal::from_str_exact(&digits).ok()?;
    let unit = unit.trim();
    if unit.contains(|c: char| c.is_ascii_digit() || c.is_whitespace()) {
        return None;
    }
    Some(Written { value: if negative { -value } else { value }, unit: unit.to_owned() })
}

/// The text without spaces around it, the wide and the unbreakable ones too.
pub(crate) fn plain_spaces(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '＋' | '％' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '−' | '–' => '-',
        '\u{3000}' | '\u{a0}' | '\u{feff}' => ' ',
        c => c,
    }
}

/// `1,234,567.5` as `1234567.5`; none when a comma stands anywhere else.
fn without_commas(digits: &str) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
        return None;
    }
    if fraction.is_some_and(|fraction| fraction.contains(',')) {
        return None;
    }
    Some(digits.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("12.50", Some(("12.50", ""))),
            (" 1,234,567.5 ", Some(("1234567.5", ""))),
            ("１２３４．５", Some(("1234.5", ""))),
            ("85%", Some(("85", "%"))),
            ("８５％", Some(("85", "%"))),
            ("12.5万元", Some(("12.5", "万元"))),
            ("-3", Some(("-3", ""))),
            ("－３", Some(("-3", ""))),
            ("1,23", None),
            ("1234,567", None),
            ("1.2.3", None),
            (".5", None),
            ("5.", None),
            ("无", None),
            ("约5", None),
            ("1-2", None),
            ("3 4", None),
            ("", None),
            ("1e5", None),
        ] {
            let found = number_in_text(text).map(|written| (written.value.to_string(), written.unit));
            let found = found.as_ref().map(|(value, unit)| (value.as_str(), unit.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
