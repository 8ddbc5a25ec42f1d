//! Rules of GB/T 9704-2012 that the words of one element keep or break.

use crate::report::Elements;
use gongwen_document::Format;

/// A rule that was broken: its code, what is wrong, what to write instead.
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) error: bool,
    pub(super) message: (String, String),
    pub(super) help: (&'static str, &'static str),
}

impl Fault {
    pub(super) fn must(
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
        help: (&'static str, &'static str),
    ) -> Fault {
        Fault { code, error: true, message: (zh.into(), en.into()), help }
    }

    pub(super) fn usual(
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
        help: (&'static str, &'static str),
    ) -> Fault {
        Fault { code, error: false, message: (zh.into(), en.into()), help }
    }
}

/// Whether a row of a table is still to fill it.
pub(super) fn open(text: &str) -> bool {
    text.contains("{{")
}

/// The text at the end of the title.
pub(super) fn last_text(elements: &Elements) -> &str {
    match elements.title.segments.last() {
        Some(crate::report::Segment::Text(text)) => text.trim_end(),
        _ => "",
    }
}

/// 7.2.5: the year in full in 〔〕, the serial without 第 and without zeros before it, then 号.
pub(super) fn document_number(number: &str, format: Format) -> Option<Fault> {
    // Orders and minutes number as they like: 第12号.
    if open(number) || matches!(format, Format::Order | Format::Minutes) {
        return None;
    }
    let must = |zh: &str, en: &str| {
        let help = (
            "写成“某政发〔2025〕1号”：机关代字、六角括号里四位数的年份、顺序号、“号”",
            "write it as 某政发〔2025〕1号: sign of the body, year of four digits in 〔〕, serial, 号",
        );
        Some(Fault::must(
            "gbt9704/7.2.5",
            format!("发文字号“{number}”{zh}"),
            format!("the number `{number}` {en}"),
            help,
        ))
    };
    let Some((_, rest)) = number.split_once('〔') else {
        return must("的年份没有用六角括号〔〕括起来", "has no year in 〔〕");
    };
    let Some((year, serial)) = rest.split_once('〕') else {
        return must("的六角括号没有右半边〕", "lacks the closing 〕");
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return must("的年份不是四位阿拉伯数字", "has no year of four digits");
    }
    let Some(serial) = serial.strip_suffix('号') else {
        return must("没有以“号”结尾", "does not end in 号");
    };
    if serial.starts_with('第') {
        return must("的顺序号前面不加“第”", "has 第 before its serial");
    }
    if serial.is_empty() || !serial.bytes().all(|byte| byte.is_ascii_digit()) {
        return must("的顺序号不是阿拉伯数字", "has no serial in digits");
    }
    if serial.starts_with('0') {
        return must("的顺序号不编虚位，前面不加0", "has a zero before its serial");
    }
    None
}

/// 7.2.2: 绝密, 机密 or 秘密, then ★ and the period with Arabic digits.
pub(super) fn classification(text: &str) -> Option<Fault> {
    if open(text) {
        return None;
    }
    let rest = ["绝密", "机密", "秘密"].iter().find_map(|grade| text.strip_prefix(grade));
    let period = rest.and_then(|rest| if rest.is_empty() { Some("") } else { rest.strip_prefix('★') });
    let fits = |period: &str| {
        let digits = period.trim_start_matches(|c: char| c.is_ascii_digit());
        period.is_empty()
            || period == "长期"
            || digits.len() < period.len() && ["年", "个月", "日", "天"].contains(&digits)
    };
    if period.is_some_and(fits) {
        return None;
    }
    Some(Fault::usual(
        "gbt9704/7.2.2",
        format!("密级和保密期限写的是“{text}”"),
        format!("the classification is `{text}`"),
        ("写成“机密★1年”“秘密★6个月”这样，期限用阿拉伯数字", "write it as 机密★1年, 秘密★6个月"),
    ))
}

/// 7.3.4: no mark behind the name; its label and ordinal are the form's.
pub(super) fn attachment_name(name: &str) -> Option<Fault> {
    if name.ends_with(['。', '；', '，', '、', '.', ';', ',']) {
        return Some(Fault::must(
            "gbt9704/7.3.4",
            "附件名称后面不加标点",
            "there is no mark behind the name of an attachment",
            ("删去末尾的标点", "drop the mark at its end"),
        ));
    }
    let labelled = name.strip_prefix("附件").is_some_and(|rest| {
        rest.starts_with(['：', ':', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三'])
    });
    (labelled || ordinal(name).is_some()).then(|| {
        Fault::usual(
            "gbt9704/7.3.4",
            "附件名称自己写了“附件”或者序号，印出来会有两个",
            "the name of the attachment has a label or an ordinal of its own",
            ("只写名称，“附件：”和序号由版式加", "write the name alone"),
        )
    })
}

pub(super) fn ends_in_mark(code: &'static str, name: &str, marks: &str) -> Option<Fault> {
    let mark = name.chars().last().filter(|last| marks.contains(*last))?;
    Some(Fault::usual(
        code,
        format!("名称后面的“{mark}”不用写，印出来会有两个标点"),
        format!("the mark `{mark}` behind the name stands there twice"),
        ("删去末尾的标点，标点由版式加", "drop it: the form has it"),
    ))
}

/// An ordinal before a heading: `一、`, `（一）`, `1.`, `（1）`.
pub(super) fn ordinal(text: &str) -> Option<&str> {
    if let Some(numbered) = text.strip_prefix('第') {
        let rest =
            numbered.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
        let called = rest.chars().next().filter(|c| rest.len() < numbered.len() && "章节条".contains(*c))?;
        // 第一条战线 is no ordinal: what is one has room behind it.
        let behind = rest.get(called.len_utf8()..).unwrap_or_default();
        let alone = behind.is_empty() || behind.starts_with([' ', '　', '、', '：']);
        return text.get(..text.len() - behind.len()).filter(|_| alone || called == '章');
    }
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let rest = inner.trim_start_matches(number);
    let brackets = inner.len() < text.len();
    let mark = rest.chars().next()?;
    let closes = if brackets { "）)" } else { "、．." };
    // 1.5 is a number, no ordinal.
    let behind = rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if rest.len() == inner.len() || !closes.contains(mark) || (mark == '.' && behind) {
        return None;
    }
    text.get(..text.len() - rest.len() + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents() {
        for (number, right) in [
            ("某政发〔2025〕1号", true),
            ("某府办发〔2025〕120号", true),
            ("{{number}}", true),
            ("某政发[2025]1号", false),
            ("某政发（2025）1号", false),
            ("某政发〔25〕1号", false),
            ("某政发〔2025〕第1号", false),
            ("某政发〔2025〕01号", false),
            ("某政发〔2025〕1", false),
            ("某政发〔2025〕一号", false),
            ("某政发〔2025 1号", false),
        ] {
            assert_eq!(document_number(number, Format::Document).is_none(), right, "{number}");
        }
        assert!(document_number("第12号", Format::Order).is_none());
    }

    #[test]
    fn classifications() {
        for (text, right) in [
            ("机密★1年", true),
            ("秘密★6个月", true),
            ("绝密", true),
            ("秘密★长期", true),
            ("机密一年", false),
            ("机密★一年", false),
            ("内部", false),
            ("机密★1", false),
        ] {
            assert_eq!(classification(text).is_none(), right, "{text}");
        }
    }

    #[test]
    fn ordinals_before_headings() {
        for (text, expected) in [
            ("一、总体要求", Some("一、")),
            ("（十二）保障", Some("（十二）")),
            ("1.措施", Some("1.")),
            ("(1)措施", Some("(1)")),
            ("1.5万亩油菜", None),
            ("三个片区", None),
            ("第一章 总则", Some("第一章")),
            ("第十二条　附则", Some("第十二条")),
            ("第一条战线", None),
            ("第三产业", None),
            ("（试行）办法", None),
            ("", None),
        ] {
            assert_eq!(ordinal(text), expected, "{text}");
        }
    }
}
