//! Characters that XML cannot hold, and its escapes.

use std::borrow::Cow;

/// The text with every character that XML 1.0 cannot hold replaced, so that a part is always well-formed:
/// white space by a space, the rest by U+FFFD. The reader of reports refuses such characters long before.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte >= 0x20) && !text.contains(['\u{FFFE}', '\u{FFFF}']) {
        return Cow::Borrowed(text);
    }
    let replace = |character| match character {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        other => other,
    };
    Cow::Owned(text.chars().map(replace).collect())
}

/// Appends text, cleaned and escaped for element content and for attributes in double quotes.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let text = clean(text);
    let mut rest = text.as_ref();
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(match from.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &from[1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(clean("甲\u{0}乙\u{1B}丙\n丁\u{FFFF}"), "甲\u{FFFD}乙\u{FFFD}丙 丁\u{FFFD}");
        assert!(matches!(clean("甲乙𠮷"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes() {
        let mut out = String::new();
        push_escaped(&mut out, "<p a=\"1\">&]]>");
        assert_eq!(out, "&lt;p a=&quot;1&quot;&gt;&amp;]]&gt;");
    }
}
