//! Ordinals 序号 that stand typed before a paragraph: 一、（一）1.（1）一是 第一.

use gongwen_document::{chinese_digit, chinese_number};

/// How an ordinal is written, as the sample that a report file has for it: `一、`, `（1）`, `一是`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Form(pub(crate) String);

/// An ordinal at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// How it is written.
    pub(crate) form: Form,
    /// Which it is, from 1.
    pub(crate) number: u32,
    /// Its bytes at the beginning of the text.
    pub(crate) length: usize,
}

/// The ordinal before a text, if there is one.
pub(crate) fn ordinal(text: &str) -> Option<Ordinal> {
    let first = text.chars().next()?;
    let (open, rest) = match first {
        '（' | '(' => (text.get(..first.len_utf8())?, text.get(first.len_utf8()..)?),
        '第' => ("第", text.get(first.len_utf8()..)?),
        _ => ("", text),
    };
    let (sample, number, behind) = number(rest)?;
    let mark = behind.chars().next()?;
    let made = |close: &str, behind: &str| {
        // 一 is the sample of numbers in Chinese, 1 of digits.
        let form = Form(format!("{open}{sample}{close}"));
        Some(Ordinal { form, number, length: text.len() - behind.len() })
    };
    match (open, mark) {
        ("（", '）') | ("(", ')') => made(&mark.to_string(), behind.get(mark.len_utf8()..)?),
        ("", _) if sample == "①" => made("", behind),
        ("", '、') => made("、", behind.get(mark.len_utf8()..)?),
        ("", '.' | '．') if sample == "1" => {
            let behind = behind.get(mark.len_utf8()..)?;
            // 1.5万亩 is no ordinal, and 1. 2024年 is one.
            match behind.starts_with(|c: char| c.is_ascii_digit()) {
                true => None,
                false => made(
                    &mark.to_string(),
                    behind.strip_prefix(' ').filter(|it| starts_with_digit(it)).unwrap_or(behind),
                ),
            }
        }
        ("", '）' | ')') if sample == "1" => made(&mark.to_string(), behind.get(mark.len_utf8()..)?),
        ("", '是') if sample == "一" => made("是", behind.get(mark.len_utf8()..)?),
        ("第", '，' | '、' | '：' | '。') if sample == "一" => {
            made(&mark.to_string(), behind.get(mark.len_utf8()..)?)
        }
        _ => None,
    }
}

/// How deep a text stands that calls itself a division: 1 for 第一编, 第一章 and 第一部分, 2 for 第一节.
pub(crate) fn division(text: &str) -> Option<u8> {
    let (_, _, behind) = number(text.strip_prefix('第')?)?;
    let (level, rest) = [("部分", 1), ("编", 1), ("章", 1), ("节", 2)]
        .into_iter()
        .find_map(|(word, level)| Some((level, behind.strip_prefix(word)?)))?;
    // 第一章的规定, 第一节课 and the like are words of a sentence.
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with(['、', '：']);
    (apart && !text.contains(['，', '。', '；'])).then_some(level)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A number from 1 to 999 before a text: its sample, its value and what is behind it.
fn number(text: &str) -> Option<(&'static str, u32, &str)> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(("①", u32::from(first) - u32::from('①') + 1, text.get(first.len_utf8()..)?));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let number = text.get(..digits)?;
        let value =
            number.parse().ok().filter(|value| (1..=999).contains(value) && !number.starts_with('0'))?;
        return Some(("1", value, text.get(digits..)?));
    }
    let length = text.len()
        - text.trim_start_matches(|c| chinese_digit(c).is_some() || matches!(c, '十' | '百')).len();
    let number = text.get(..length)?;
    let value =
        u32::try_from(chinese_number(number.chars())?).ok().filter(|value| (1..=999).contains(value))?;
    // Only as the form prints it: 一十 stays text.
    (crate::docx::counting(value) == number).then_some(("一", value, text.get(length..)?))
}

impl Form {
    /// The level of headings that has this form: 一、（一）1.（1） are 1 to 4.
    pub(crate) fn level(&self) -> Option<usize> {
        LEVELS.iter().position(|form| *form == self.0).map(|at| at + 1)
    }
}

/// The ordinals of the four levels of headings.
pub(crate) const LEVELS: [&str; 4] = ["一、", "（一）", "1.", "（1）"];

/// What stands behind the ordinals of a paragraph that has several: 一是…。二是…。: where each begins.
pub(crate) fn inside(text: &str, form: &str) -> Vec<usize> {
    let Some((before, after)) = form.split_once('一') else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    for number in 1..=99 {
        let wanted = format!("{before}{}{after}", crate::docx::counting(number));
        let Some(at) = text.get(from..).and_then(|rest| rest.find(&wanted)).map(|at| from + at) else {
            break;
        };
        // It begins a sentence, or the text.
        let begins = text.get(..at).is_some_and(|before| {
            before.is_empty() || before.ends_with(['。', '；', '：', '！', '？', '，', ':', ';'])
        });
        if !begins {
            break;
        }
        found.push(at);
        from = at + wanted.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{division, inside, ordinal};

    #[test]
    fn divisions_call_themselves_so() {
        for (text, level) in [
            ("第一章 总则", Some(1)),
            ("第十二章　附则", Some(1)),
            ("第3节", Some(2)),
            ("第一部分：概况", Some(1)),
            ("第一章的规定适用本节", None),
            ("第一节课", None),
            ("第一章 总则，略。", None),
            ("第一，加强领导", None),
        ] {
            assert_eq!(division(text), level, "{text}");
        }
    }

    #[test]
    fn ordinals_by_their_forms() {
        for (text, expected) in [
            ("一、总体要求", Some(("一、", 1))),
            ("十二、附则", Some(("一、", 12))),
            ("（二十一）保障", Some(("（一）", 21))),
            ("(一)保障", Some(("(一)", 1))),
            ("3.措施", Some(("1.", 3))),
            ("3. 2024年", Some(("1.", 3))),
            ("3．措施", Some(("1．", 3))),
            ("3、措施", Some(("1、", 3))),
            ("（3）措施", Some(("（1）", 3))),
            ("3）措施", Some(("1）", 3))),
            ("②措施", Some(("①", 2))),
            ("四是加强", Some(("一是", 4))),
            ("第一，加强", Some(("第一，", 1))),
            ("1.5万亩", None),
            ("2024年", None),
            ("三个片区", None),
            ("（试行）", None),
            ("一十、", None),
            ("第一书记", None),
            ("01.措施", None),
        ] {
            let found = ordinal(text).map(|found| (found.form.0, found.number));
            assert_eq!(found, expected.map(|(form, number)| (form.to_owned(), number)), "{text}");
        }
    }

    #[test]
    fn ordinals_in_a_paragraph_begin_sentences() {
        assert_eq!(inside("虽有成绩。一是甲。二是乙。", "一是").len(), 2);
        assert_eq!(inside("统一是关键，第二是次要", "一是").len(), 0);
    }
}
