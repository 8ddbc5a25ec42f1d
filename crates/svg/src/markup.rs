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

    /// A quotient, rounded, with its point before the last so many digits. A page has hundreds of them: digits are written
    /// one by one, without a string for each.
    pub(crate) fn ratio(&mut self, numerator: i128, denominator: i128, digits: usize) {
        let denominator = denominator.max(1);
        let rounded = match (i64::try_from(numerator), i64::try_from(denominator)) {
            // What fits on paper, without the long division of the wide ones.
            (Ok(numerator), Ok(denominator))
                if numerator.unsigned_abs() < 1 << 61 && denominator < 1 << 61 =>
            {
                i128::from((2 * numerator + denominator).div_euclid(2 * denominator))
            }
            _ => (2 * numerator + denominator).div_euclid(2 * denominator),
        };
        if rounded < 0 {
            self.text.push('-');
        }
        let rounded = rounded.unsigned_abs();
        let Ok(mut rest) = u64::try_from(rounded) else { return self.put(&rounded.to_string()) };
        // From the last digit on; the noughts at the end of the decimals are left out.
        let mut backwards = [0_u8; 24];
        let (mut length, mut place) = (0, 0);
        while rest > 0 || place <= digits {
            let digit = rest % 10;
            rest /= 10;
            if place == digits && length > 0 {
                length = put_at(&mut backwards, length, b'.');
            }
            if place >= digits || length > 0 || digit > 0 {
                length = put_at(&mut backwards, length, b'0' + u8::try_from(digit).unwrap_or(0));
            }
            place += 1;
        }
        let written = backwards.get(..length).unwrap_or_default();
        self.text.extend(written.iter().rev().map(|byte| char::from(*byte)));
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

fn put_at(bytes: &mut [u8], at: usize, byte: u8) -> usize {
    if let Some(place) = bytes.get_mut(at) {
        *place = byte;
    }
    at + 1
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
            (Length::hundredths_pt(5), "0.05"),
            (Length::hundredths_pt(10_001), "100.01"),
            (Length::hundredths_pt(10_010), "100.1"),
            (Length::hundredths_pt(100_000), "1000"),
            (Length::from_emu(-63), "0"),
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
