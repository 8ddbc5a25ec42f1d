//! How a share stands in words 约数: 一半以上, 近两成, 不足三分之一, 超过半数; and what such words leave room for.

use rust_decimal::Decimal;

use crate::quantity::Line;

/// A share in words, from its first qualifier to its last, and the per cent that it leaves room for.
pub(crate) struct Share {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
    /// Whether nothing is said but the number: 占三成.
    pub(crate) plain: bool,
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
pub(crate) fn share(line: &Line, (from, to): (usize, usize), percent: Decimal, slack: Decimal) -> Share {
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

/// 一半, 半数, 过半, 大半 at the character 半; none of 半年 and 一半山.
pub(crate) fn half(line: &Line, at: usize) -> Option<Share> {
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
