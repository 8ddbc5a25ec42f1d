//! Shares in words 约数占比: 占了一半以上, 近两成, 七成多, 不足三分之一, 超过半数; and what such words leave room for.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::referred::{Operands, of_behind, of_stem, of_words_behind, operands};
use super::statement::{Statement, about, addition, begins};
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// A share in words, from its first qualifier to its last, and the per cent that it leaves room for.
pub(super) struct Share {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    /// Whether nothing is said but the number: 占三成.
    pub(super) plain: bool,
}

/// How the number is qualified.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Plain,
    Just,
    Nearly,
    About,
    Above,
    Some,
    Below,
}

/// What stands before the number; longer words before those with which they end.
const BEFORE: [(&str, Told); 24] = [
    ("不超过", Told::Below),
    ("不到", Told::Below),
    ("不足", Told::Below),
    ("未到", Told::Below),
    ("没到", Told::Below),
    ("不及", Told::Below),
    ("将近", Told::Nearly),
    ("接近", Told::Nearly),
    ("超过", Told::Above),
    ("高于", Told::Above),
    ("大于", Told::Above),
    ("多于", Told::Above),
    ("不止", Told::Above),
    ("至少", Told::Above),
    ("正好", Told::Just),
    ("刚好", Told::Just),
    ("恰好", Told::Just),
    ("大约", Told::About),
    ("差不多", Told::About),
    ("近", Told::Nearly),
    ("超", Told::Above),
    ("逾", Told::Above),
    ("过", Told::Above),
    ("约", Told::About),
];

/// What stands behind it.
const BEHIND: [(&str, Told); 13] = [
    ("以上", Told::Above),
    ("还多", Told::Some),
    ("有余", Told::Some),
    ("多", Told::Some),
    ("余", Told::Some),
    ("强", Told::Some),
    ("左右", Told::About),
    ("上下", Told::About),
    ("以下", Told::Below),
    ("不到", Told::Below),
    ("还不到", Told::Below),
    ("弱", Told::Nearly),
    ("整", Told::Just),
];

/// The share whose number stands from one character to another, so many per cent; `slack` is what it leaves room for
/// when nothing else is said.
pub(super) fn share(line: &Line, (from, to): (usize, usize), percent: Decimal, slack: Decimal) -> Share {
    // 超过了半数.
    let bare = from - usize::from(line.ends(from, "过了") || line.ends(from, "近了"));
    let before = BEFORE.iter().find(|(word, _)| line.ends(bare, word));
    let before = before.map(|(word, told)| (word.chars().count() + from - bare, *told));
    let behind = BEHIND.iter().find(|(word, _)| line.starts(to, word));
    let told = before.map(|(_, told)| told).or(behind.map(|(_, told)| *told)).unwrap_or(Told::Plain);
    let from = from - before.map_or(0, |(length, _)| length);
    let to = to + behind.map_or(0, |(word, _)| word.chars().count());
    let little = Decimal::new(5, 2);
    let most = Decimal::from(10_000);
    let (low, high) = match told {
        Told::Plain => (percent - slack, percent + slack),
        Told::Just => (percent - Decimal::ONE, percent + Decimal::ONE),
        Told::About => (percent - slack * Decimal::new(15, 1), percent + slack * Decimal::new(15, 1)),
        Told::Nearly => (percent - slack - slack, percent + Decimal::new(5, 1)),
        Told::Above => (percent - little, most),
        Told::Some => (percent - little, percent + slack + slack + little),
        Told::Below => (Decimal::ZERO, percent + little),
    };
    Share { from, to, low, high, plain: told == Told::Plain }
}

/// All statements of a paragraph that no other rule has judged.
pub(super) fn run(line: &Line, out: &mut Findings) {
    if !line.chars.iter().any(|c| matches!(c, '半' | '成')) {
        return;
    }
    let tenths = line.quantities.iter().any(|it| it.printed_unit == "成");
    let judged = if tenths { out.judged_in(line.index) } else { Vec::new() };
    for (index, it) in line.quantities.iter().enumerate().filter(|_| tenths) {
        if it.printed_unit != "成" || it.range || !it.chinese || judged.binary_search(&it.span).is_ok() {
            continue;
        }
        let Some(end) = (it.from..it.to).find(|at| line.char(*at) == '成') else { continue };
        let start = (it.from..end).find(|at| "一二两三四五六七八九".contains(line.char(*at)));
        // 三成半, 三成三.
        let tail = usize::from("半一二三四五六七八九".contains(line.char(end + 1)) && end + 1 < it.to);
        let slack = Decimal::from(if tail == 0 { 5 } else { 3 });
        let percent = it.printed * Decimal::TEN;
        let share = share(line, (start.unwrap_or(end), end + 1 + tail), percent, slack);
        judge(line, &share, operands(line, index, &share).or_else(|| of_words_behind(line, &share)), out);
    }
    for at in (1..line.chars.len()).filter(|at| line.char(*at) == '半') {
        let Some(share) = half(line, at) else { continue };
        let index = line.index_at(share.from);
        judge(line, &share, operands(line, index, &share).or_else(|| of_words_behind(line, &share)), out);
    }
}

/// 领取待遇12650人，…80岁以上的1771人，占20%; 亏损企业21家，亏损面12.5%: a percentage whose numbers no other form names.
pub(super) fn percent(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let half = Decimal::new(5, rate.printed.scale() + 1);
    let (low, high) = (rate.printed - half, rate.printed + half);
    if rate.printed_unit == "成" || rate.qualifier.is_some() {
        return false;
    }
    let share = Share { from: rate.from, to: rate.to, low, high, plain: true };
    let face = label.trim_end_matches(['为', '达', '到', '是', '约']).strip_suffix('面');
    let operands = match face {
        Some(stem) => of_stem(line, index, stem),
        None => operands(line, index, &share).or_else(|| of_behind(line, index)),
    };
    let told = operands.is_some();
    judge(line, &share, operands, out);
    told
}

/// 一半, 半数, 过半, 大半 at the character 半; none of 半年 and 一半山.
pub(super) fn half(line: &Line, at: usize) -> Option<Share> {
    let (fifty, six) = (Decimal::from(50), Decimal::from(6));
    let (before, next) = (line.char(at - 1), line.char(at + 1));
    let noun = !matches!(
        next,
        '，' | '。'
            | '；'
            | '、'
            | '）'
            | '\n'
            | '多'
            | '以'
            | '左'
            | '上'
            | '还'
            | '有'
            | '不'
            | '强'
            | '弱'
            | '数'
    );
    let to = at + 1 + usize::from(next == '数');
    if noun {
        return None;
    }
    match (before, next == '数') {
        ('一', false) => Some(share(line, (at - 1, to), fifty, six)),
        ('大' | '多', false) => {
            let from = at - 1 - usize::from(line.char(at.wrapping_sub(2)) == '一');
            Some(Share { high: Decimal::from(10_000), low: Decimal::new(4995, 2), plain: false, from, to })
        }
        (_, true) | ('过' | '超' | '近' | '逾', false) => {
            Some(share(line, (at, to), fifty, six)).filter(|it| !it.plain)
        }
        _ => None,
    }
}

/// Holds a share in words against what its numbers make.
pub(super) fn judge(line: &Line, share: &Share, operands: Option<Operands<'_>>, out: &mut Findings) {
    let Some(Operands { parts, wholes, whole }) = operands else { return };
    let part = Interval::sum(parts.iter().map(|it| it.value));
    let ends = (End::Closed(share.low), End::Closed(share.high));
    let Some(claimed) = Interval::between(ends.0, ends.1) else { return };
    let fits = |whole: &Interval| claimed.may_equal(&part.rate(*whole));
    let holds = fits(&whole.value) || wholes.iter().any(fits);
    let made = part.rate(whole.value);
    // What is of quite another size is not of these numbers.
    let least = Interval::exact(share.low).times(Decimal::new(5, 1));
    let most = Interval::exact(share.high).times(Decimal::new(18, 1));
    if !holds && (made.is_below(&least) || most.is_below(&made)) {
        return;
    }
    let Some(first) = parts.first() else { return };
    let (sum, total) = addition(&parts, whole);
    let percent = about(&made, 1);
    let shown = line.text(share.from, share.to);
    let added = if parts.len() > 1 { format!("{sum}，") } else { String::new() };
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, line.index_at(first.from))
            .min(begins(line, line.index_at(share.from)))
            .min(share.from),
        to: parts.iter().map(|it| it.to).fold(share.to, usize::max),
        claim: first,
        called: ("占比", "share"),
        parts: parts.iter().skip(1).copied().chain([whole]).collect::<Vec<&Quantity>>(),
        verdict: if holds { Verdict::Holds } else { Verdict::Fails },
        reason: format!("{added}{total} ÷ {} = {percent}%", whole.shown()),
    }
    .tell(
        || format!("写的是“{shown}”，按前面的数算是 {percent}%"),
        || format!("the numbers make {percent} %, which is not what the words say"),
        out,
    );
}
