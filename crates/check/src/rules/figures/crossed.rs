//! Whether a text says that one thing is counted in several parts of a list 交叉重复: 一户可享多项补助，各项之和大于总户数.

use super::words::has;
use crate::quantity::Line;

/// So far behind a list its reader is told so.
const REACH: usize = 90;

/// What says so wherever it stands.
const STRONG: [&str; 17] = [
    "相加",
    "加总",
    "累加",
    "加和",
    "之和",
    "去重",
    "剔重",
    "重复",
    "重叠",
    "交叉",
    "互有包含",
    "含多",
    "多类",
    "大于总",
    "多于总",
    "超过总",
    "身份叠加",
];

/// What says so of the parts in their own sentence.
const WEAK: [&str; 19] = [
    "同时享",
    "同时属",
    "同时具",
    "同时符",
    "同时从",
    "同时种",
    "同时发展",
    "既是",
    "既有",
    "一户多",
    "一人多",
    "一企多",
    "一村多",
    "一家多",
    "兼有",
    "兼具",
    "兼营",
    "均含",
    "都含",
];

/// What says the contrary.
const APART: [&str; 12] = [
    "不重复",
    "不重叠",
    "不交叉",
    "无重复",
    "无重叠",
    "无交叉",
    "没有重复",
    "没有重叠",
    "没有交叉",
    "未重复",
    "无一重复",
    "避免重复",
];

/// Whether the text from a whole to behind its parts says that some are counted twice.
pub(super) fn is_told(line: &Line, from: usize, to: usize) -> bool {
    let stop = line.ahead(to, &['。', '！', '\n'], REACH);
    let next = match line.char(stop) {
        '。' | '！' => line.ahead(stop + 1, &['。', '！', '\n'], REACH),
        _ => stop,
    };
    let own = line.text(from, stop);
    let says = |text: &str, words: &[&str]| {
        has(text, words) && {
            let bare = APART.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
            has(&bare, words)
        }
    };
    says(own, &WEAK) || says(line.text(from, next.max(stop)), &STRONG)
}
