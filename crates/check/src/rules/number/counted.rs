//! What stands behind a number: 万 and 亿, units and measure words 计量单位和量词.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Finding;
use crate::rules::line::{Digits, Line};

/// Units and measure words that may follow a number 计量单位和量词, longer ones first where one begins another.
pub(super) const UNITS: [&str; 122] = [
    "个月",
    "个小时",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "万千瓦时",
    "千瓦时",
    "万千瓦",
    "个百分点",
    "百分点",
    "人次",
    "家次",
    "户次",
    "件次",
    "条次",
    "辆次",
    "车次",
    "批次",
    "场次",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "小时",
    "分钟",
    "兆瓦",
    "千瓦",
    "摄氏度",
    "亿元",
    "万元",
    "千元",
    "美元",
    "万吨",
    "万亩",
    "万人",
    "万户",
    "万个",
    "万株",
    "万份",
    "华里",
    "多元",
    "元",
    "角",
    "人",
    "名",
    "户",
    "个",
    "件",
    "起",
    "家",
    "处",
    "座",
    "条",
    "亩",
    "米",
    "吨",
    "斤",
    "克",
    "升",
    "度",
    "场",
    "次",
    "份",
    "期",
    "天",
    "年",
    "月",
    "日",
    "周",
    "岁",
    "倍",
    "成",
    "株",
    "棵",
    "只",
    "头",
    "台",
    "辆",
    "间",
    "套",
    "片",
    "所",
    "类",
    "项",
    "页",
    "篇",
    "字",
    "本",
    "册",
    "位",
    "对",
    "支",
    "批",
    "层",
    "栋",
    "幢",
    "盏",
    "宗",
    "例",
    "张",
    "块",
    "桶",
    "袋",
    "箱",
    "匹",
    "尾",
    "羽",
    "艘",
    "架",
    "枚",
    "道",
    "眼",
    "口",
    "门",
    "节",
    "面",
    "%",
];

/// The units by the character with which they begin: most characters begin none.
static FIRST: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut first: HashMap<char, Vec<&'static str>> = HashMap::new();
    for unit in UNITS {
        first.entry(unit.chars().next().unwrap_or('\0')).or_default().push(unit);
    }
    first
});

/// Behind 万 or 亿 after a number, and behind the number itself when there is none.
pub(super) fn behind_scale(line: &Line<'_>, at: usize) -> usize {
    match (line.get(at), line.get(at + 1)) {
        ('万', '亿') => at + 2,
        ('万' | '亿', _) => at + 1,
        _ => at,
    }
}

/// The unit or measure word at a place.
pub(super) fn unit_at(line: &Line<'_>, at: usize) -> Option<&'static str> {
    if line.get(at) == '％' {
        return Some("%");
    }
    line.one_of(at, FIRST.get(&line.get(at))?)
}

/// 查处37处理45人: whether what looks like a measure word begins another word here.
pub(super) fn begins_word(line: &Line<'_>, at: usize) -> bool {
    let words = match line.get(at) {
        '处' => ["处理", "处置", "处罚", "处分"],
        '场' => ["场地", "场所", "场馆", "场景"],
        '人' | '户' | '次' => ["人均", "户均", "次品", "次数"],
        _ => return false,
    };
    line.one_of(at, &words).is_some()
}

/// Whether a number is part of a code rather than a count: letters, hyphens or quotation marks around it, `1+1+4`.
pub(super) fn is_code(line: &Line<'_>, number: &Digits) -> bool {
    let joins = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '+' | '＋' | '/' | '_' | '#' | '×' | '*' | '@' | '=')
    };
    joins(line.back(number.from, 1)) || joins(line.get(number.to))
}

/// What is told of a number that lacks its unit.
pub(super) fn missing(line: &Line<'_>, from: usize, to: usize, unit: &str, sure: bool) -> Finding {
    let quote = line.text(from, to);
    Finding::warning(
        "number/unit-missing",
        line.span(from, to),
        format!("“{quote}”后面缺少单位“{unit}”"),
        format!("`{quote}` lacks its unit `{unit}`"),
    )
    .fix(format!("{quote}{unit}"), sure)
    .source("GB/T 15835-2011 4.1.1")
}
