//! Second stage: where a line may begin.

use std::ops::Range;

use gongwen_document::style::TextStyle;

use crate::inline::classes::Class;
use crate::inline::collect::{Boundary, Item};

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

/// Decides for each item whether a line may begin with it, and how far it stands from the one before. `latin_gap` is the
/// white between 汉字 and letters or digits, in hundredths of an em.
pub(crate) fn find_breaks(items: &mut [Item], style: &TextStyle, latin_gap: i32) {
    for index in 1..items.len() {
        items[index].boundary = boundary(items, index);
        if meets(&items[index - 1], &items[index]) {
            items[index].lead = items[index].em * i64::from(latin_gap) / 100;
        }
    }
    let mut index = 0;
    while index < items.len() {
        if !in_word(items[index].class) {
            index += 1;
            continue;
        }
        let length = items[index..].iter().take_while(|item| in_word(item.class)).count();
        let word = index..index + length;
        if style.keep_units {
            join_units(items, word.clone());
        }
        open_word(items, word.clone());
        index = word.end;
    }
}

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
    let (before, after) = (&items[index - 1], &items[index]);
    if before.class == Class::Break {
        return Boundary::Forced;
    }
    if after.class == Class::Break || after.never_first || before.never_last {
        return Boundary::Never;
    }
    if before.class == Class::Space {
        // A space does not set an opening mark free.
        let word = items[..index].iter().rev().find(|item| item.class != Class::Space);
        return if word.is_some_and(|item| item.never_last) { Boundary::Never } else { Boundary::Allowed };
    }
    if in_word(before.class) && in_word(after.class) { Boundary::Never } else { Boundary::Allowed }
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

/// Marks of addresses that a line may end with when it would be too loose otherwise.
const ADDRESS: &[char] = &['/', '.', '-', '_', '&', '?', '=', '#', ':', '@'];

/// An address or a word of so many characters may be divided behind the marks in it; a shorter one, as km/h, may not.
const LONG: usize = 12;
/// So many characters of a word stand on each line at least.
const SHORTEST_PART: usize = 3;

/// Opens a word, which holds letters, for lines that would be too loose: behind its marks, and between any two letters. Numbers
/// stay whole (7.3.3), so a word of digits and signs alone is not opened. Behind a hyphen between two letters every line may
/// end, as in Word; not in an address.
///
/// In `http://www.example.gov.cn/a-b/2025` a line may begin behind `//`, `www.`, `gov.`, `cn/`, `a-` and `b/`, and, which is
/// worse, between any two letters; never inside `2025`.
fn open_word(items: &mut [Item], word: Range<usize>) {
    let letter = |item: &Item| item.class == Class::Word && item.character.is_alphabetic();
    if !items[word.clone()].iter().any(letter) {
        return;
    }
    let long = word.len() >= LONG;
    let address = items[word.clone()].iter().any(|item| matches!(item.character, '/' | ':' | '@'));
    for index in word.start + 1..word.end {
        let (before, after) = (items[index - 1].character, items[index].character);
        let number =
            |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '%' | '‰');
        let hyphen =
            !address && before == '-' && index >= 2 && letter(&items[index - 2]) && letter(&items[index]);
        let apart = index - word.start >= SHORTEST_PART && word.end - index >= SHORTEST_PART;
        let quality = if hyphen {
            Boundary::Allowed
        } else if (number(before) && number(after)) || !apart {
            continue;
        } else if long && ADDRESS.contains(&before) && !ADDRESS.contains(&after) {
            Boundary::Address
        } else if letter(&items[index - 1]) && letter(&items[index]) {
            Boundary::Word
        } else {
            continue;
        };
        items[index].boundary = items[index].boundary.max(quality);
    }
}

/// Keeps each number of a word and what qualifies it together with its measure word: 500名, 2.8万余元.
fn join_units(items: &mut [Item], word: Range<usize>) {
    if !items[word.clone()].iter().any(|item| item.class == Class::Digit) {
        return;
    }
    let mut end = word.end;
    while end < items.len() && end - word.end < 4 && QUALIFIERS.contains(&items[end].character) {
        end += 1;
    }
    if let Some(unit) = UNITS.iter().find(|unit| begins_with(&items[end..], unit)) {
        end += unit.chars().count();
    }
    for item in &mut items[word.end..end] {
        if item.boundary == Boundary::Allowed {
            item.boundary = Boundary::Unit;
        }
    }
}

fn begins_with(items: &[Item], word: &str) -> bool {
    let mut rest = items.iter();
    word.chars().all(|character| rest.next().is_some_and(|item| item.character == character))
}
