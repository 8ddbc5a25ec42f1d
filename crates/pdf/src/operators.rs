//! PDF operators as bytes: whole numbers in, decimals out, so that they are equal on every machine.

use gongwen_document::Length;

/// Ten-thousandths of a point: finer than any device.
pub(crate) const UNITS: i128 = 10_000;
const EMU: i128 = 12_700;

/// A content stream in the making.
#[derive(Default)]
pub(crate) struct Operators {
    bytes: Vec<u8>,
}

impl Operators {
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Bytes as they are: an operator, or what stands before it.
    pub(crate) fn put(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A number of ten-thousandths.
    pub(crate) fn number(&mut self, value: i64) {
        if value < 0 {
            self.bytes.push(b'-');
        }
        let value = value.unsigned_abs();
        let (whole, mut rest) = (value / 10_000, value % 10_000);
        self.integer(whole);
        if rest > 0 {
            self.bytes.push(b'.');
            let mut place = 1000;
            while rest > 0 {
                self.bytes.push(digit(rest / place));
                rest %= place;
                place /= 10;
            }
        }
    }

    /// A length in points and a space.
    pub(crate) fn length(&mut self, length: Length) {
        self.number(units(length));
        self.bytes.push(b' ');
    }

    /// How far down from the top of a page, as a height in points and a space.
    pub(crate) fn height(&mut self, top: Length, down: Length) {
        self.length(Length::from_emu(top.emu().saturating_sub(down.emu())));
    }

    pub(crate) fn integer(&mut self, value: u64) {
        if value >= 10 {
            self.integer(value / 10);
        }
        self.bytes.push(digit(value % 10));
    }

    /// Two bytes in hexadecimal digits.
    pub(crate) fn hex(&mut self, value: u16) {
        for shift in [12, 8, 4, 0] {
            self.bytes.push(b"0123456789abcdef"[usize::from(value >> shift & 15)]);
        }
    }
}

fn digit(value: u64) -> u8 {
    b'0' + (value % 10) as u8
}

/// A length in ten-thousandths of a point, within what a PDF may hold.
fn units(length: Length) -> i64 {
    let rounded = (i128::from(length.emu()) * UNITS * 2 + EMU).div_euclid(EMU * 2);
    bounded(rounded)
}

/// A number of ten-thousandths that every reader can hold.
pub(crate) fn bounded(value: i128) -> i64 {
    i64::try_from(value.clamp(-327_670_000, 327_670_000)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, text) in [
            (0, "0"),
            (10_000, "1"),
            (-2_500, "-0.25"),
            (15_750_000, "1575"),
            (1, "0.0001"),
            (120_030, "12.003"),
        ] {
            let mut operators = Operators::default();
            operators.number(value);
            assert_eq!(operators.into_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn lengths_round_to_the_nearest_and_never_overflow() {
        assert_eq!(units(Length::pt(16)), 160_000);
        assert_eq!(units(Length::mm(28)), 793_701);
        assert_eq!(units(Length::from_emu(i64::MAX)), 327_670_000);
        assert_eq!(units(Length::from_emu(i64::MIN)), -327_670_000);
    }
}
