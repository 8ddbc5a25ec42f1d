//! Numbers as people write them into cells.

use std::borrow::Cow;

use gongwen_core::report::unit::split_scale;
use gongwen_core::report::{Position, Qualifier};
use rust_decimal::Decimal;

/// A number that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Value of the digits as written: 85 for `85%`.
    pub(crate) value: Decimal,
    /// What follows the digits: `%`, `万元`; empty for a bare number.
    pub(crate) unit: String,
}

/// The number that this text is: `1,234.5`, `１２３４`, ` 85% `, `12.5万元`, `-3`. Full-width characters count as
/// their plain twins, and commas must stand where thousands end.
pub(crate) fn number_in_text(text: &str) -> Option<Written> {
    // Most numbers are plain, and a batch reads each of them twice.
    let text = match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.trim().chars().map(narrow).collect()),
    };
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

/// The number that this text is, with a word that says how exact it is: `约18`, `近20人`, `100余`, `2.8万余元`, `20人左右`.
pub(crate) fn qualified_number(text: &str) -> Option<(Written, Option<Qualifier>)> {
    if let Some(written) = number_in_text(text) {
        let (unit, qualifier) = behind(&written.unit);
        return Some((Written { unit, ..written }, qualifier));
    }
    const OTHERS: [(&str, Qualifier); 2] = [("大约", Qualifier::About), ("不到", Qualifier::Below)];
    let text = text.trim();
    let before = Qualifier::ALL.into_iter().filter(|it| it.position() == Position::BeforeNumber);
    let words = OTHERS.into_iter().chain(before.map(|qualifier| (qualifier.word(), qualifier)));
    // 超过, not 超.
    let (word, qualifier) =
        words.filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())?;
    let rest = text.strip_prefix(word)?;
    let written = number_in_text(rest).filter(|written| !written.value.is_sign_negative())?;
    // One word is enough.
    behind(&written.unit).1.is_none().then_some((written, Some(qualifier)))
}

/// A unit without the word around it: `余万元`, `万余元`, `元左右`.
fn behind(unit: &str) -> (String, Option<Qualifier>) {
    if unit.is_empty() {
        return (String::new(), None);
    }
    let (scale, base) = split_scale(unit);
    // Those behind the unit first.
    for qualifier in Qualifier::ALL.into_iter().rev() {
        let word = qualifier.word();
        let bare = match qualifier.position() {
            Position::BeforeNumber => None,
            Position::AfterNumber => unit.strip_prefix(word).map(str::to_owned),
            Position::AfterScale => {
                let base = base.strip_prefix(word).filter(|_| !scale.is_empty());
                base.map(|base| format!("{scale}{base}"))
            }
            Position::AfterUnit => unit.strip_suffix(word).map(str::to_owned),
        };
        if let Some(bare) = bare {
            return (bare, Some(qualifier));
        }
    }
    (unit.to_owned(), None)
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
    fn words_that_say_how_exact_a_number_is() {
        use Qualifier::{
            About, AtLeast, Below, More, MoreAfterScale, MoreThan, Nearly, Over, OverAfterScale, Roughly,
        };
        for (text, value, unit, qualifier) in [
            ("约18", "18", "", About),
            ("大约 18人", "18", "人", About),
            ("近20", "20", "", Nearly),
            ("不足1,000户", "1000", "户", Below),
            ("超过5万元", "5", "万元", MoreThan),
            ("100余", "100", "", Over),
            ("100余万元", "100", "万元", Over),
            ("2.8万余元", "2.8", "万元", OverAfterScale),
            ("3万多", "3", "万", MoreAfterScale),
            ("5000多亩", "5000", "亩", More),
            ("20左右", "20", "", Roughly),
            ("２０人左右", "20", "人", Roughly),
            ("50以上", "50", "", AtLeast),
        ] {
            let (written, found) = qualified_number(text).expect(text);
            let found = (written.value.to_string(), written.unit.as_str(), found);
            assert_eq!(found, (value.to_owned(), unit, Some(qualifier)), "{text}");
        }
        for text in ["约", "约18左右", "近约20", "约两千", "近-3", "余100", "若干"] {
            assert_eq!(qualified_number(text), None, "{text}");
        }
        assert_eq!(qualified_number("18").map(|(_, qualifier)| qualifier), Some(None));
    }

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
