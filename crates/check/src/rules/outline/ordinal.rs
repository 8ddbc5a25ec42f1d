//! Ordinals 序次语 as they stand in a text.

use crate::rules::line::{Line, is_han, is_numeral, numeral};

/// An ordinal 序次语 as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ordinal {
    /// The character of its paragraph at which the ordinal begins.
    pub(crate) from: usize,
    /// Behind the last one, marks included.
    pub(crate) to: usize,
    /// Which number it says.
    pub(crate) number: u32,
    /// How it is written.
    pub(crate) form: Form,
}

/// How an ordinal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// Level 1 一、 of the form of official documents.
    Plain,
    /// Level 2 （一） of the form of official documents.
    Bracketed,
    /// Level 3 1. of the form of official documents.
    Digit,
    /// Level 4 （1） of the form of official documents.
    DigitBracketed,
    /// A number with one bracket 1）, which is no level of the form.
    HalfBracketed,
    /// A number in a circle ①, within a paragraph.
    Circled,
    /// Spoken ordinals 一是, 二是 within a paragraph.
    Is,
    /// Spoken ordinals 一要, 二要 within a paragraph.
    Must,
    /// Spoken ordinals 第一，, 第二， within a paragraph.
    Nth,
    /// Spoken ordinals 其一，, 其二， within a paragraph.
    OfThem,
    /// Articles 第一条 of rules.
    Article,
    /// Chapters 第一章 of rules.
    Chapter,
}

/// The ordinal with which a paragraph begins.
pub(super) fn leading(line: &Line<'_>) -> Option<Ordinal> {
    let at = line.skip(0, char::is_whitespace);
    ordinal_at(line, at).or_else(|| mismarked(line, at))
}

/// 二.加强, 2，加强: an ordinal with the mark of another one, which is told as a mark.
fn mismarked(line: &Line<'_>, at: usize) -> Option<Ordinal> {
    let digits = line.get(at).is_ascii_digit();
    let end = line.skip_most(at, 3, |c| if digits { c.is_ascii_digit() } else { is_numeral(c) });
    let mark = line.get(end);
    let other = if digits { matches!(mark, '，' | ',' | '。') } else { matches!(mark, '.' | '．') };
    if end == at || end - at > 2 || !other || !is_han(line.get(end + 1)) {
        return None;
    }
    let text = line.text(at, end);
    let (number, form) = match digits {
        true => (text.parse().ok()?, Form::Digit),
        false => (numeral(text)?, Form::Plain),
    };
    Some(Ordinal { from: at, to: end + 1, number, form })
}

/// The ordinal with which a paragraph begins, of one of the four levels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    /// 0 for 一、, 1 for （一）, 2 for 1., 3 for （1）.
    pub(crate) level: usize,
    /// Which number it says.
    pub(crate) number: u32,
    /// The character behind it, with which the title begins.
    pub(crate) to: usize,
}

/// The ordinal of a level with which a paragraph begins.
pub(crate) fn head(line: &Line<'_>) -> Option<Head> {
    let Ordinal { form, number, to, .. } = leading(line)?;
    let forms = [Form::Plain, Form::Bracketed, Form::Digit, Form::DigitBracketed];
    Some(Head { level: forms.iter().position(|it| *it == form)?, number, to })
}

/// The level of the ordinal with which a paragraph begins: 0 for 一、, 1 for （一）, 2 for 1., 3 for （1）.
pub(crate) fn leading_level(line: &Line<'_>) -> Option<usize> {
    head(line).map(|head| head.level)
}

/// The ordinal at a place.
pub(crate) fn ordinal_at(line: &Line<'_>, at: usize) -> Option<Ordinal> {
    let make = |to: usize, number: u32, form: Form| Some(Ordinal { from: at, to, number, form });
    let c = line.get(at);
    if matches!(c, '①'..='⑳') {
        return make(at + 1, c as u32 - '①' as u32 + 1, Form::Circled);
    }
    if matches!(c, '（' | '(') {
        let end = (at + 2..at + 5).find(|end| matches!(line.get(*end), '）' | ')'))?;
        let inner = line.text(at + 1, end);
        if inner.chars().all(is_numeral) {
            return make(end + 1, numeral(inner)?, Form::Bracketed);
        }
        let digits = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
        return digits
            .then(|| inner.parse().ok())
            .flatten()
            .and_then(|number| make(end + 1, number, Form::DigitBracketed));
    }
    if matches!(c, '第' | '其') {
        let end = line.skip_most(at + 1, 4, is_numeral);
        let number = numeral(line.text(at + 1, end))?;
        return match (c, line.get(end)) {
            ('第', '，' | ',' | '、' | '：') => make(end, number, Form::Nth),
            ('第', '条') => make(end + 1, number, Form::Article),
            ('第', '章') => make(end + 1, number, Form::Chapter),
            ('其', '，' | ',' | '、') => make(end, number, Form::OfThem),
            _ => None,
        };
    }
    let end = line.skip_most(at, 4, is_numeral);
    if end > at && end - at <= 3 {
        let number = numeral(line.text(at, end))?;
        return match line.get(end) {
            '、' => make(end + 1, number, Form::Plain),
            '是' => make(end + 1, number, Form::Is),
            '要' => make(end + 1, number, Form::Must),
            _ => None,
        };
    }
    let end = line.skip_most(at, 4, |c| c.is_ascii_digit());
    if end > at && end - at <= 2 {
        let number = line.text(at, end).parse().ok()?;
        let behind = line.get(end + 1);
        return match line.get(end) {
            '.' | '．' | '、' if !behind.is_ascii_digit() => make(end + 1, number, Form::Digit),
            '）' | ')' => make(end + 1, number, Form::HalfBracketed),
            _ => None,
        };
    }
    None
}

/// An ordinal of this number in this form.
pub(super) fn written(number: u32, form: Form) -> String {
    let chinese = || {
        const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let digit = |value: u32| {
            usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
        };
        match number {
            0..=9 => digit(number).to_owned(),
            10..=19 => format!("十{}", digit(number % 10)),
            _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
        }
    };
    match form {
        Form::Plain => format!("{}、", chinese()),
        Form::Bracketed => format!("（{}）", chinese()),
        Form::Digit => format!("{number}."),
        Form::DigitBracketed => format!("（{number}）"),
        Form::HalfBracketed => format!("{number}）"),
        Form::Circled => char::from_u32('①' as u32 + number.saturating_sub(1)).unwrap_or('①').to_string(),
        Form::Is => format!("{}是", chinese()),
        Form::Must => format!("{}要", chinese()),
        Form::Nth => format!("第{}", chinese()),
        Form::OfThem => format!("其{}", chinese()),
        Form::Article => format!("第{}条", chinese()),
        Form::Chapter => format!("第{}章", chinese()),
    }
}
