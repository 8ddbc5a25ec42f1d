//! Whether a character is one of several.

/// Some characters that each character of a text is held against: `str::contains` sets up a search each time, some fifty
/// times as much work as the answer that it is none of them.
pub(crate) struct CharSet {
    chars: &'static str,
    /// A bit for the last twelve bits of each one's number: what has no bit here is none of them.
    bits: [u64; WORDS],
}

const WORDS: usize = 64;

/// The most frequent surnames 姓 of one character: what a name of two or three characters begins with.
pub(crate) static SURNAMES: CharSet = CharSet::new(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
     范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖韦付闫陶严覃莫向",
);

impl CharSet {
    /// The characters of this text. It is made while compiling, as a `static`.
    pub(crate) const fn new(chars: &'static str) -> CharSet {
        let bytes = chars.as_bytes();
        let mut bits = [0; WORDS];
        let mut at = 0;
        // The last twelve bits of a character's number are in its last two bytes of UTF-8.
        while at < bytes.len() {
            let last = at + 1 == bytes.len() || bytes[at + 1] & 0xC0 != 0x80;
            if last {
                let continues = at > 0 && bytes[at] & 0xC0 == 0x80;
                let high = if continues { bytes[at - 1] & 0x3F } else { bytes[at] >> 6 };
                bits[high as usize] |= 1 << (bytes[at] & 0x3F);
            }
            at += 1;
        }
        CharSet { chars, bits }
    }

    /// Whether this is one of them.
    pub(crate) fn contains(&self, c: char) -> bool {
        let number = c as usize;
        let word = self.bits.get(number >> 6 & 0x3F);
        word.is_some_and(|word| word >> (number & 0x3F) & 1 == 1) && self.chars.contains(c)
    }
}

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
        static NONE: CharSet = CharSet::new("");
        assert!(!NONE.contains('a') && !NONE.contains('国'));
    }
}
