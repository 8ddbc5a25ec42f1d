//! Whether a text says that one thing is counted in several parts of a list 交叉重复: 一户可享多项补助，各项之和大于总户数.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::is_settled;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// So far behind a list its reader is told so.
const REACH: usize = 90;

/// The most numbers of a list that are put together in other ways.
const MOST: usize = 12;

/// What says so wherever it stands.
const STRONG: [&str; 24] = [
    "相加",
    "加总",
    "累加",
    "加和",
    "之和",
    "去重",
    "剔重",
    "有重复",
    "重复计",
    "重复享",
    "重复统",
    "重复的",
    "可重复",
    "重叠",
    "交叉",
    "互有包含",
    "含多",
    "多类",
    "双重",
    "大于总",
    "多于总",
    "超过总",
    "身份叠加",
    "多重身份",
];

/// What says so of the parts in their own sentence.
const WEAK: [&str; 28] = [
    "人同时",
    "名同时",
    "户同时",
    "家同时",
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
    "兼养",
    "兼种",
    "兼做",
    "多种方式",
    "多种形式",
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

/// Whether a number behind a list is by how much its parts are more than their whole: 处分61人，其中党纪44人、政务25人（含双重处分8人）.
pub(crate) fn is_shared(line: &Line, whole: &Quantity, sum: &Interval, to: usize) -> bool {
    let stop = line.ahead(to, &['。', '！', '\n'], REACH);
    let twice = *sum - whole.value;
    let exact = |it: &Quantity| it.qualifier.is_none() && !it.range;
    line.quantities_in(to, stop)
        .iter()
        .any(|it| it.same_unit(whole) && exact(it) && it.value.may_equal(&twice))
}

/// Whether the parts are bands of which each holds the next: 10万元以上的142个，30万元以上的61个.
pub(crate) fn is_nested(line: &Line, whole: &Quantity, last: &Quantity) -> bool {
    let text = line.text(whole.to, last.to.max(whole.to));
    let open = |word: &str| text.matches(word).count();
    open("以上") > 1
        && !has(text, &["以下", "以内", "不足", "未满", "及以下"])
        && !text.contains(['—', '～', '至'])
}

/// Whether a whole is filled by some of its parts that stand beside each other, or by those that follow too: 14起，其中外省烧入2起，
/// 当日扑灭13起，次日扑灭1起; 来源为：省级1600万元，县级2400万元，银行贷款4000万元.
pub(crate) fn fills_otherwise(
    line: &Line,
    whole: &Quantity,
    parts: &[&Quantity],
    last: Option<&Quantity>,
) -> bool {
    let Some((first, last)) = parts.first().zip(last) else { return false };
    let mut end = last.to;
    let further = line.quantities.iter().skip(line.index_at(last.to)).take(MOST).take_while(|it| {
        // Another part stands right behind the last one.
        let gap = line.text(end, it.from.max(end));
        end = it.to;
        gap.starts_with(['，', '、'])
            && gap.chars().count() <= 12
            && it.same_unit(first)
            && it.depth == first.depth
    });
    let own: Vec<&Quantity> = parts.iter().copied().take_while(|it| it.from <= last.from).collect();
    // What 、 joins is of one kind.
    let joined = own.windows(2).any(
        |pair| matches!(pair, [one, other] if line.text(one.to, other.from.max(one.to)).starts_with('、')),
    );
    let starts = if joined { 1 } else { own.len() };
    let all: Vec<&Quantity> = own.into_iter().chain(further).take(MOST).collect();
    // 一般隐患1805处，重大隐患12处，已整改1791处，其余36处: what is done and what is left divide the whole once more.
    let stated = |at: usize| {
        all.get(at).is_some_and(|it| {
            let label = line.label(line.index_at(it.from));
            label.starts_with(['已', '未']) || is_settled(label)
        })
    };
    // 386处，其中重大隐患2处，已整改381处，其余5处: one part that is told of before them is among both.
    (0..starts).filter(|from| *from < 2 || !stated(*from)).any(|from| {
        let mut sum = Interval::exact(Decimal::ZERO);
        all.iter().skip(from).enumerate().any(|(count, it)| {
            sum = sum + it.value;
            count > 0 && (from > 0 || it.from > last.from) && whole.value.equals(sum) == Verdict::Holds
        })
    })
}

/// Whether a text says that nothing is counted twice, in whatever words: 没有一户重复统计, 哪一户也没有重着算.
pub(crate) fn denies(text: &str) -> bool {
    const LONGEST: usize = 6;
    ["重复", "重叠", "交叉", "重着"].iter().filter_map(|word| text.split_once(word)).any(|(before, _)| {
        let clause = before.rsplit(['，', '。', '；', '（']).next().unwrap_or_default();
        clause.chars().rev().take(LONGEST).any(|c| matches!(c, '不' | '没' | '未' | '无'))
    })
}

/// Whether the text from a whole to behind its parts says that some are counted twice.
pub(crate) fn is_told(line: &Line, from: usize, to: usize) -> bool {
    let stop = line.ahead(to, &['。', '！', '\n'], REACH);
    let next = match line.char(stop) {
        '。' | '！' => line.ahead(stop + 1, &['。', '！', '\n'], REACH),
        _ => stop,
    };
    let own = line.text(from, stop);
    let says = |text: &str, words: &[&str]| {
        has(text, words) && {
            let bare = APART.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
            has(&bare, words) && !denies(text)
        }
    };
    says(own, &WEAK) || says(line.text(from, next.max(stop)), &STRONG)
}
