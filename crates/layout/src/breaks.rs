//! Second stage: where a line may begin.

use crate::classes::Class;
use crate::collect::{Boundary, Item};

/// Between a number and its unit: 2.8万余元.
const QUALIFIERS: &[char] = &['余', '多', '几', '十', '百', '千', '万', '亿'];

/// Units that stay with their number, the longer before the shorter.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "立方米",
    "平方米",
    "个百分点",
    "百分点",
    "公里",
    "千米",
    "公顷",
    "公斤",
    "千克",
    "平方",
    "毫米",
    "厘米",
    "分钟",
    "小时",
    "人次",
    "千瓦",
    "个",
    "名",
    "次",
    "亩",
    "元",
    "户",
    "人",
    "件",
    "条",
    "期",
    "吨",
    "座",
    "起",
    "份",
    "处",
    "场",
    "套",
    "岁",
    "年",
    "月",
    "日",
    "时",
    "分",
    "秒",
    "米",
    "克",
    "家",
    "位",
    "项",
    "宗",
    "例",
    "所",
    "支",
    "台",
    "辆",
    "艘",
    "株",
    "棵",
    "头",
    "只",
    "盏",
    "间",
    "栋",
    "幢",
    "层",
    "村",
    "组",
    "类",
    "篇",
    "张",
    "批",
    "度",
    "号",
    "周",
    "天",
    "倍",
    "级",
    "届",
    "轮",
    "对",
    "里",
    "丈",
    "尺",
    "寸",
    "斤",
];

/// Decides for each item whether a line may begin with it, and how far it stands from the one before.
pub(crate) fn find_breaks(items: &mut [Item]) {
    for index in 1..items.len() {
        items[index].boundary = boundary(items, index);
        if meets(&items[index - 1], &items[index]) {
            items[index].lead = items[index].em / GAP;
        }
    }
    let mut index = 0;
    while index < items.len() {
        if items[index].class == Class::Digit {
            index = join_number(items, index);
        } else {
            index += 1;
        }
    }
}

/// A fifth of an em stands between 汉字 and Latin letters or digits, as LibreOffice sets it and cannot be kept from
/// doing; Word's is a quarter. The layout requirements for Chinese (CLREQ 3.2.2) ask for up to a quarter.
const GAP: i64 = 5;

/// 汉字 beside a letter or digit; signs as -, + and ★ get no space.
fn meets(before: &Item, after: &Item) -> bool {
    let latin = |item: &Item| {
        item.class == Class::Digit || (item.class == Class::Word && item.character.is_alphanumeric())
    };
    let chinese = |item: &Item| item.class == Class::Ideograph && item.character.is_alphanumeric();
    // Cheap questions first: most characters stand between their like.
    (latin(after) && chinese(before)) || (latin(before) && chinese(after))
}

fn boundary(items: &[Item], index: usize) -> Boundary {
    let (before, after) = (items[index - 1].class, items[index].class);
    if before == Class::Break {
        return Boundary::Forced;
    }
    if after == Class::Break || after.never_first() || before.never_last() {
        return Boundary::Never;
    }
    match (before, after) {
        (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => Boundary::Never,
        // A dash alone joins two things, as in 2021—2025年, and may not begin a line.
        (_, Class::Dash) if items.get(index + 1).is_none_or(|next| next.class != Class::Dash) => {
            Boundary::Never
        }
        (Class::Space, _) => {
            // A space does not set an opening mark free.
            let word = items[..index].iter().rev().find(|item| item.class != Class::Space);
            if word.is_some_and(|item| item.class.never_last()) { Boundary::Never } else { Boundary::Allowed }
        }
        _ if in_word(before) && in_word(after) => {
            if matches!(items[index - 1].character, '/' | '.' | '?' | '&') && after != Class::Digit {
                Boundary::Address
            } else {
                Boundary::Never
            }
        }
        _ => Boundary::Allowed,
    }
}

fn in_word(class: Class) -> bool {
    matches!(
        class,
        Class::Word
            | Class::Digit
            | Class::AsciiClosing
            | Class::AsciiOpening
            | Class::Suffix
            | Class::Prefix
    )
}

/// Keeps a number, what qualifies it and its unit together; returns the item after them.
fn join_number(items: &mut [Item], start: usize) -> usize {
    let mut end = start;
    while end < items.len() && (items[end].class == Class::Digit || is_separator(items, end)) {
        end += 1;
    }
    if items.get(end).is_some_and(|item| item.class == Class::Suffix) {
        end += 1;
    }
    let number = end;
    while end < items.len() && end - number < 4 && QUALIFIERS.contains(&items[end].character) {
        end += 1;
    }
    if let Some(unit) = UNITS.iter().find(|unit| begins_with(&items[end..], unit)) {
        end += unit.chars().count();
    }
    for (index, item) in items.iter_mut().enumerate().take(end).skip(start + 1) {
        if item.boundary == Boundary::Allowed {
            item.boundary = if index < number { Boundary::Never } else { Boundary::Unit };
        }
    }
    end.max(start + 1)
}

/// A point or comma with a digit on each side.
fn is_separator(items: &[Item], index: usize) -> bool {
    matches!(items[index].character, '.' | ',')
        && index > 0
        && items[index - 1].class == Class::Digit
        && items.get(index + 1).is_some_and(|next| next.class == Class::Digit)
}

fn begins_with(items: &[Item], word: &str) -> bool {
    let mut rest = items.iter();
    word.chars().all(|character| rest.next().is_some_and(|item| item.character == character))
}
