//! Places in text: lines and columns, and where a decoded character stands in the source.

use std::ops::Range;

/// Line and column of a byte offset, both from 1; columns count characters.
///
/// ```
/// assert_eq!(gongwen_core::read::line_column("甲乙\n丙丁", 10), (2, 2));
/// ```
pub fn line_column(source: &str, offset: usize) -> (usize, usize) {
    let offset = offset.min(source.len());
    let mut line = 1;
    let mut line_start = 0;
    for (at, _) in source.match_indices('\n').take_while(|(at, _)| *at < offset) {
        line += 1;
        line_start = at + 1;
    }
    let before = source.char_indices().skip_while(|(at, _)| *at < line_start);
    (line, 1 + before.take_while(|(at, _)| *at < offset).count())
}

/// Where a range of the decoded string stands in the source, given the bytes of the quoted string.
/// `None` when the two do not match up; the caller then points at the whole string.
pub(crate) fn locate(source: &str, span: &Range<usize>, decoded: Range<usize>) -> Option<Range<usize>> {
    let raw = source.get(span.clone())?;
    let (open, escapes) = if let Some(rest) = raw.strip_prefix("\"\"\"") {
        (3 + line_end(rest), true)
    } else if let Some(rest) = raw.strip_prefix("'''") {
        (3 + line_end(rest), false)
    } else {
        (1, raw.starts_with('"'))
    };
    let mut walk = Walk { raw, at: open, decoded: 0, escapes };
    let start = walk.advance_to(decoded.start)?;
    let end = walk.advance_to(decoded.end)?;
    Some(span.start + start..span.start + end)
}

fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) }
}

struct Walk<'s> {
    raw: &'s str,
    at: usize,
    decoded: usize,
    escapes: bool,
}

impl Walk<'_> {
    fn advance_to(&mut self, target: usize) -> Option<usize> {
        while self.decoded < target {
            let rest = self.raw.get(self.at..)?;
            let first = rest.chars().next()?;
            let (written, read) = if first == '\\' && self.escapes {
                escape(rest)?
            } else {
                (first.len_utf8(), first.len_utf8())
            };
            self.at += written;
            self.decoded += read;
        }
        // A line that was joined away stands before the character, not in it.
        while let Some(rest) = self.raw.get(self.at..).filter(|rest| self.escapes && rest.starts_with('\\')) {
            match escape(rest) {
                Some((written, 0)) => self.at += written,
                _ => break,
            }
        }
        Some(self.at)
    }
}

/// Bytes written and bytes read of the escape at the start of `rest`.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let hex = |from: usize, digits: usize| u32::from_str_radix(rest.get(from..from + digits)?, 16).ok();
    let read = |code: u32| char::from_u32(code).map(char::len_utf8);
    match rest.chars().nth(1)? {
        'x' => Some((4, read(hex(2, 2)?)?)),
        'U' => Some((10, read(hex(2, 8)?)?)),
        'u' => match hex(2, 4)? {
            // A surrogate pair, which only JSON has.
            0xD800..=0xDBFF => Some((12, 4)),
            code => Some((6, read(code)?)),
        },
        c if c.is_whitespace() => {
            let after = rest.get(1..)?;
            Some((rest.len() - after.trim_start().len(), 0))
        }
        _ => Some((2, 1)),
    }
}

/// What is wrong with a character that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unseen {
    /// Neither a graphic character nor a line end.
    Control,
    /// Changes the direction of the text around it.
    Bidi,
    /// Takes no room: zero-width space, joiners, soft hyphen.
    Invisible,
}

/// Which characters have no place in a report.
pub(crate) fn unseen(c: char) -> Option<Unseen> {
    match c {
        // Nearly all of a report.
        '\u{4E00}'..='\u{9FFF}' | ' '..='~' | '\n' | '\r' => None,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Unseen::Bidi)
        }
        '\u{AD}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => Some(Unseen::Invisible),
        c if c.is_control() || (c as u32) & 0xFFFE == 0xFFFE => Some(Unseen::Control),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoded_characters_are_found_in_the_source() {
        for (source, decoded, expected) in [
            (r#""甲乙{{a}}""#, 6..11, "{{a}}"),
            (r#""\u7532\"乙{{a}}""#, 7..12, "{{a}}"),
            (r#""\ud83d\ude00{{a}}""#, 4..9, "{{a}}"),
            (r"'甲\{{a}}'", 4..9, "{{a}}"),
            ("\"\"\"\n甲\\\n   {{a}}\"\"\"", 3..8, "{{a}}"),
            ("'''\r\n甲{{a}}'''", 3..8, "{{a}}"),
        ] {
            let found = locate(source, &(0..source.len()), decoded).and_then(|range| source.get(range));
            assert_eq!(found, Some(expected), "{source}");
        }
        assert_eq!(locate("\"甲\"", &(0..5), 7..9), None);
    }

    #[test]
    fn lines_and_columns() {
        for (offset, expected) in [(0, (1, 1)), (3, (1, 2)), (4, (2, 1)), (7, (2, 2)), (99, (2, 2))] {
            assert_eq!(line_column("甲\n乙", offset), expected, "{offset}");
        }
    }
}
