//! Whether a character is one of several.

/// A bit for the last twelve bits of the numbers of some characters: what has no bit here is none of them.
pub(crate) struct Bits([u64; WORDS]);

const WORDS: usize = 64;

impl Bits {
    /// No character at all.
    pub(crate) const fn new() -> Bits {
        Bits([0; WORDS])
    }

    /// These, and the character whose UTF-8 ends at this byte: its last twelve bits are in its last two bytes.
    pub(crate) const fn with(mut self, bytes: &[u8], end: usize) -> Bits {
        let continues = end > 0 && bytes[end] & 0xC0 == 0x80;
        let high = if continues { bytes[end - 1] & 0x3F } else { bytes[end] >> 6 };
        self.0[high as usize] |= 1 << (bytes[end] & 0x3F);
        self
    }

    /// These, and the first character of a text that is not empty.
    pub(crate) const fn with_first(self, bytes: &[u8]) -> Bits {
        self.with(bytes, first_length(bytes) - 1)
    }

    /// Whether this may be one of them.
    pub(crate) fn may_have(&self, c: char) -> bool {
        let number = u32::from(c);
        self.0.get(number as usize >> 6 & 0x3F).is_some_and(|word| word >> (number & 0x3F) & 1 == 1)
    }

    /// The same of a character that ends with these two bytes of UTF-8.
    pub(crate) fn may_end(&self, high: u8, low: u8) -> bool {
        self.0.get(usize::from(high & 0x3F)).is_some_and(|word| word >> (low & 0x3F) & 1 == 1)
    }
}

/// How many bytes the first character of a text has that is not empty.
pub(crate) const fn first_length(bytes: &[u8]) -> usize {
    let mut end = 0;
    while !is_end(bytes, end) {
        end += 1;
    }
    end + 1
}

/// Whether a character of UTF-8 ends at this byte.
const fn is_end(bytes: &[u8], at: usize) -> bool {
    at + 1 == bytes.len() || bytes[at + 1] & 0xC0 != 0x80
}

/// Some characters that each character of a text is held against: `str::contains` sets up a search each time, some fifty
/// times as much work as the answer that it is none of them.
pub(crate) struct CharSet {
    chars: &'static str,
    /// Whether each of them has three bytes of UTF-8, as Chinese characters have.
    three: bool,
    bits: Bits,
}

/// The most frequent surnames 姓 of one character: what a name of two or three characters begins with.
pub(crate) static SURNAMES: CharSet = CharSet::new(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
     范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖韦付闫陶严覃莫向",
);

impl CharSet {
    /// The characters of this text. It is made while compiling, as a `static`.
    pub(crate) const fn new(chars: &'static str) -> CharSet {
        let bytes = chars.as_bytes();
        let (mut bits, mut three, mut at) = (Bits::new(), true, 0);
        while at < bytes.len() {
            if is_end(bytes, at) {
                bits = bits.with(bytes, at);
                three = three && at % 3 == 2;
            }
            at += 1;
        }
        CharSet { chars, three, bits }
    }

    /// Whether this is one of them.
    pub(crate) fn contains(&self, c: char) -> bool {
        self.bits.may_have(c) && self.holds(c)
    }

    fn holds(&self, c: char) -> bool {
        let mut buffer = [0; 4];
        match c.encode_utf8(&mut buffer).as_bytes() {
            // `str::contains` sets up a search for what is a look at some dozen places.
            [first, second, third] if self.three => {
                self.chars.as_bytes().as_chunks::<3>().0.contains(&[*first, *second, *third])
            }
            _ => self.chars.contains(c),
        }
    }
}

/// Whether a character is one of these, which are written where it is asked: a [`CharSet`] without a name.
macro_rules! is_one_of {
    ($c:expr, $chars:literal) => {{
        static SET: $crate::chars::CharSet = $crate::chars::CharSet::new($chars);
        SET.contains($c)
    }};
}

pub(crate) use is_one_of;

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn every_character_is_found_and_no_other() {
        static SET: CharSet =
            CharSet::new("大水 a~éЖ中“”国𠀀㐀，0\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10ffff}");
        for c in '\0'..=char::MAX {
            assert_eq!(SET.contains(c), SET.chars.contains(c), "{c:?}");
        }
        static THREE: CharSet = CharSet::new("一两三四");
        for c in '\0'..=char::MAX {
            assert_eq!(THREE.contains(c), THREE.chars.contains(c), "{c:?}");
        }
        static NONE: CharSet = CharSet::new("");
        assert!(!NONE.contains('a') && !NONE.contains('国'));
    }
}
