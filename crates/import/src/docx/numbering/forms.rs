//! How numbers of lists are written: `w:numFmt`.

use gongwen_document::roman;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// A number in this form; one that is not known in Arabic digits.
pub(super) fn number(value: u32, form: &str) -> String {
    match form {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counting(value),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            value.to_string().chars().filter_map(|digit| at(&DIGITS, digit.to_digit(10)?)).collect()
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            in_words(value, &FORMAL, ['拾', '佰', '仟', '萬'])
        }
        "ideographTraditional" => of(STEMS, value),
        "ideographZodiac" => of(BRANCHES, value),
        "decimalZero" => format!("{value:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => value
            .to_string()
            .chars()
            .filter_map(|digit| char::from_u32(u32::from('０') + digit.to_digit(10)?))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => sign(value, '①', 20),
        "decimalEnclosedParen" => sign(value, '⑴', 20),
        "decimalEnclosedFullstop" => sign(value, '⒈', 20),
        "ideographEnclosedCircle" => sign(value, '㊀', 10),
        "upperLetter" => letters(value, 'A'),
        "lowerLetter" => letters(value, 'a'),
        // Nobody writes more in them.
        "upperRoman" | "lowerRoman" if value > 3999 => value.to_string(),
        "upperRoman" => roman(value as usize),
        "lowerRoman" => roman(value as usize).to_ascii_lowercase(),
        _ => value.to_string(),
    }
}

/// A number in Chinese as headings have it: 十, 十一, 二十, 一百零一.
pub(crate) fn counting(value: u32) -> String {
    let text = in_words(value, &DIGITS, ['十', '百', '千', '万']).replace('〇', "零");
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

fn in_words(value: u32, digits: &[char; 10], scales: [char; 4]) -> String {
    let [ten, hundred, thousand, myriad] = scales;
    if value == 0 {
        return digits.first().map(char::to_string).unwrap_or_default();
    }
    if value >= 10_000 {
        let (high, low) = (value / 10_000, value % 10_000);
        let zero = if low > 0 && low < 1000 { digits.first().copied() } else { None };
        let high = in_words(high, digits, scales);
        let low = if low == 0 { String::new() } else { in_words(low, digits, scales) };
        return format!("{high}{myriad}{}{low}", zero.map(String::from).unwrap_or_default());
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, scale) in [(1000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)] {
        let digit = value / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.extend(digits.first());
        }
        text.extend(at(digits, digit));
        text.extend(scale);
    }
    text
}

fn at(digits: &[char; 10], digit: u32) -> Option<char> {
    digits.get(digit as usize).copied()
}

fn of(signs: &str, value: u32) -> String {
    let count = u32::try_from(signs.chars().count()).unwrap_or(1);
    let index = value.saturating_sub(1) % count;
    signs.chars().nth(index as usize).map(String::from).unwrap_or_default()
}

fn sign(value: u32, first: char, count: u32) -> String {
    let sign = (1..=count).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1)).flatten();
    sign.map_or_else(|| format!("（{value}）"), String::from)
}

fn letters(value: u32, first: char) -> String {
    let index = value.saturating_sub(1);
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    // AA, BB as Word writes them; a list has no more than some hundreds.
    std::iter::repeat_n(letter, (index / 26 + 1).min(40) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::{counting, number};

    #[test]
    fn numbers_as_word_writes_them() {
        for (value, form, expected) in [
            (1, "chineseCountingThousand", "一"),
            (10, "chineseCounting", "十"),
            (12, "japaneseCounting", "十二"),
            (20, "chineseCounting", "二十"),
            (101, "chineseCountingThousand", "一百零一"),
            (110, "chineseCountingThousand", "一百一十"),
            (1005, "chineseCounting", "一千零五"),
            (12, "ideographDigital", "一二"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircle", "（21）"),
            (7, "decimalFullWidth", "７"),
            (3, "upperRoman", "III"),
            (28, "lowerLetter", "bb"),
            (2, "ideographTraditional", "乙"),
            (5, "decimal", "5"),
            (5, "somethingNew", "5"),
        ] {
            assert_eq!(number(value, form), expected, "{value} {form}");
        }
        assert_eq!(counting(10_010), "一万零一十");
    }
}
