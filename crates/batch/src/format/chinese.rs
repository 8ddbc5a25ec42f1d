//! Chinese numerals 中文数字, as the formats `[DBNum1]`, `[DBNum2]` and `[DBNum3]` ask for them.

/// A set of Chinese numerals that a number format may ask for, by the tag that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numerals {
    /// Everyday numerals 小写 (`[DBNum1]`): 12 is written 十二, the digits 123 are 一二三.
    Plain,
    /// Numerals of money 大写 (`[DBNum2]`): 12 is written 壹拾贰, the digits 123 are 壹贰叁.
    Formal,
    /// Full-width Arabic digits 全角数字 (`[DBNum3]`): the digits 123 are １２３.
    Wide,
}

impl Numerals {
    fn digits(self) -> [char; 10] {
        match self {
            Numerals::Plain => ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
            Numerals::Formal => ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
            Numerals::Wide => ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
        }
    }

    fn places(self) -> [&'static str; 4] {
        match self {
            Numerals::Formal => ["", "拾", "佰", "仟"],
            _ => ["", "十", "百", "千"],
        }
    }

    /// Digit by digit: 二〇二四.
    pub(super) fn spelled(self, text: &str) -> String {
        let digit = |c: char| c.to_digit(10).and_then(|digit| self.digits().get(digit as usize).copied());
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    }

    /// A number without signs, with the names of its places: 一百〇五, 十二, 三万二千. What follows a point is written
    /// digit by digit.
    pub(super) fn counted(self, text: &str) -> String {
        let (whole, fraction) =
            text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let digits: Option<Vec<usize>> =
            whole.chars().map(|c| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok())).collect();
        let Some(digits) = digits.filter(|digits| (1..=16).contains(&digits.len())) else {
            return self.spelled(text);
        };
        let mut written = self.whole(&digits);
        if let Some(fraction) = fraction {
            written.push('.');
            written.push_str(&self.spelled(fraction));
        }
        written
    }

    fn whole(self, digits: &[usize]) -> String {
        let [zero, one, ..] = self.digits();
        let mut written = String::new();
        let (mut gap, mut group) = (false, false);
        for (index, digit) in digits.iter().enumerate() {
            let power = digits.len() - 1 - index;
            if *digit == 0 {
                gap = true;
            } else {
                if gap && !written.is_empty() {
                    written.push(zero);
                }
                gap = false;
                group = true;
                let place = self.places().get(power % 4).copied().unwrap_or_default();
                // 十二, not 一十二.
                let ten = written.is_empty() && *digit == 1 && power % 4 == 1 && self == Numerals::Plain;
                if !ten {
                    written.push(self.digits().get(*digit).copied().unwrap_or(one));
                }
                written.push_str(place);
            }
            if power > 0 && power.is_multiple_of(4) && group {
                written.push_str(["", "万", "亿", "万亿"].get(power / 4).copied().unwrap_or_default());
                group = false;
            }
        }
        if written.is_empty() { zero.to_string() } else { written }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_with_their_places() {
        for (number, plain, formal) in [
            ("0", "〇", "零"),
            ("10", "十", "壹拾"),
            ("12", "十二", "壹拾贰"),
            ("20", "二十", "贰拾"),
            ("105", "一百〇五", "壹佰零伍"),
            ("110", "一百一十", "壹佰壹拾"),
            ("1000", "一千", "壹仟"),
            ("10010", "一万〇一十", "壹万零壹拾"),
            ("32000", "三万二千", "叁万贰仟"),
            ("100000000", "一亿", "壹亿"),
            ("100005000", "一亿〇五千", "壹亿零伍仟"),
            ("123.45", "一百二十三.四五", "壹佰贰拾叁.肆伍"),
        ] {
            assert_eq!(Numerals::Plain.counted(number), plain);
            assert_eq!(Numerals::Formal.counted(number), formal);
        }
        assert_eq!(Numerals::Plain.spelled("2024"), "二〇二四");
        assert_eq!(Numerals::Wide.counted("12"), "１十２");
    }
}
