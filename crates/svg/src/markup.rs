//! SVG as text: numbers of whole units in, decimals out, so that they are equal on every machine; text that is never markup.

use gongwen_document::Length;

/// EMU to the point.
const EMU: i128 = 12_700;

/// Markup in the making. Lengths are written in points.
#[derive(Default)]
pub(crate) struct Markup {
    text: String,
}

impl Markup {
    pub(crate) fn into_string(self) -> String {
        self.text
    }

    /// Markup as it is.
    pub(crate) fn put(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// What somebody wrote, as text or as the value of an attribute. Characters that XML does not know are shown as U+FFFD.
    pub(crate) fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.put("&amp;"),
                '<' => self.put("&lt;"),
                '>' => self.put("&gt;"),
                '"' => self.put("&quot;"),
                '\'' => self.put("&#39;"),
                // In an attribute they would become spaces.
                '\t' | '\n' | '\r' => self.put(&format!("&#{};", u32::from(character))),
                '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => self.text.push('\u{FFFD}'),
                _ => self.text.push(character),
            }
        }
    }

    /// ` name="value"` of something somebody wrote.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.escaped(value);
        self.put("\"");
    }

    /// ` name="12.5"` of a length.
    pub(crate) fn measure(&mut self, name: &str, length: Length) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.length(length);
        self.put("\"");
    }

    /// A length, to a hundredth of a point.
    pub(crate) fn length(&mut self, length: Length) {
        self.ratio(i128::from(length.emu()) * 100, EMU, 2);
    }

    /// A length, to a thousandth of a point.
    pub(crate) fn fine(&mut self, length: Length) {
        self.ratio(i128::from(length.emu()) * 1000, EMU, 3);
    }

    /// A quotient, rounded, with its point before the last so many digits.
    pub(crate) fn ratio(&mut self, numerator: i128, denominator: i128, digits: u32) {
        let denominator = denominator.max(1);
        let rounded = (2 * numerator + denominator).div_euclid(2 * denominator);
        let unit = 10_u128.pow(digits);
        let (whole, rest) = (rounded.unsigned_abs() / unit, rounded.unsigned_abs() % unit);
        let sign = if rounded < 0 { "-" } else { "" };
        self.put(&format!("{sign}{whole}"));
        if rest > 0 {
            let decimals = format!(".{rest:0width$}", width = digits as usize);
            self.put(decimals.trim_end_matches('0'));
        }
    }

    /// Bytes in base 64.
    pub(crate) fn base64(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        self.text.reserve(bytes.len() / 3 * 4 + 4);
        for three in bytes.chunks(3) {
            let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let digit = (bits >> (18 - 6 * place) & 63) as usize;
                let digit = DIGITS.get(digit).copied().unwrap_or(b'=');
                self.text.push(if place > three.len() { '=' } else { char::from(digit) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(write: impl Fn(&mut Markup)) -> String {
        let mut markup = Markup::default();
        write(&mut markup);
        markup.into_string()
    }

    #[test]
    fn lengths_round_to_the_nearest_and_have_no_needless_noughts() {
        for (length, text) in [
            (Length::ZERO, "0"),
            (Length::pt(16), "16"),
            (Length::hundredths_pt(1575), "15.75"),
            (Length::mm(210), "595.28"),
            (-Length::hundredths_pt(50), "-0.5"),
            (Length::from_emu(i64::MAX), "726249766681478.41"),
        ] {
            assert_eq!(made(|markup| markup.length(length)), text);
        }
    }

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(made(|markup| markup.base64(bytes.as_bytes())), text);
        }
    }
}
