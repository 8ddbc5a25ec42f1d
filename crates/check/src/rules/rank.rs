//! Words of rank 名次: 最高, 增速最快, 居首位, 领跑, 列第二位, 垫底, 倒数第一, 次之.

use crate::quantity::Line;

/// Which place of an order a text gives to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// So many from the most on: 最多 is 1, 列第二位 is 2.
    Top(u32),
    /// So many from the least on: 最少 and 垫底 are 1.
    Bottom(u32),
    /// The next one behind what was told before: 次之, 其次.
    Next,
}

/// A word of rank, with its first character and the one behind its last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rank {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) place: Place,
    /// Whether it is of how fast something is: 最快, 最慢.
    pub(crate) speed: bool,
    /// Whether it names a whole of which not all need be listed: 居全市第二位.
    pub(crate) scoped: bool,
}

/// What stands before an order: 位居首位.
const STANDS: [&str; 13] =
    ["位居", "位列", "名列", "排名", "排在", "排位", "位于", "居于", "高居", "占据", "居", "列", "排"];

/// Words for the first, the last or a place near them in an order 位次, each with the place that it means.
const ENDS: [(&str, Place); 15] = [
    ("之首", Place::Top(1)),
    ("首位", Place::Top(1)),
    ("榜首", Place::Top(1)),
    ("首", Place::Top(1)),
    ("前列", Place::Next),
    ("末位", Place::Bottom(1)),
    ("末尾", Place::Bottom(1)),
    ("之末", Place::Bottom(1)),
    ("末", Place::Bottom(1)),
    ("最后一位", Place::Bottom(1)),
    ("最后一名", Place::Bottom(1)),
    ("最后", Place::Bottom(1)),
    ("最末", Place::Bottom(1)),
    ("第一方阵", Place::Next),
    ("第一梯队", Place::Next),
];

/// All words of rank of a paragraph, in order.
pub(crate) fn ranks(line: &Line) -> Vec<Rank> {
    let mut found = Vec::new();
    let mut behind = 0;
    for (at, c) in line.chars.iter().enumerate() {
        if at < behind {
            continue;
        }
        let rank = match c {
            '最' => superlative(line, at),
            '位' | '名' | '排' | '居' | '列' | '高' | '占' => standing(line, at),
            '领' if line.starts(at, "领跑") || line.starts(at, "领先") => {
                Some(plain(at, at + 2, Place::Top(1)))
            }
            '垫' if line.starts(at, "垫底") => Some(plain(at, at + 2, Place::Bottom(1))),
            '第' if follows_number(line, at) => {
                let told =
                    |(to, _): &(usize, Place)| matches!(line.char(*to), '；' | '。' | '，' | '）' | '\n');
                nth(line, at).filter(told).map(|(to, place)| plain(at, to, place))
            }
            '倒' => nth(line, at).map(|(to, place)| plain(at, to, place)),
            '次' if line.starts(at, "次之") => Some(plain(at, at + 2, Place::Next)),
            '紧' if line.starts(at, "紧随其后") => Some(plain(at, at + 4, Place::Next)),
            '其' | '再' if line.char(at + 1) == '次' => Some(plain(at, at + 2, Place::Next)),
            _ => None,
        };
        if let Some(rank) = rank {
            behind = rank.to;
            found.push(rank);
        }
    }
    found
}

/// 5900万元，第二: a place of its own behind a number.
fn follows_number(line: &Line, at: usize) -> bool {
    let before = line.index_at(at).checked_sub(1).and_then(|it| line.quantities.get(it));
    line.char(at.wrapping_sub(1)) == '，' && before.is_some_and(|it| it.to + 1 == at)
}

fn plain(from: usize, to: usize, place: Place) -> Rank {
    Rank { from, to, place, speed: false, scoped: false }
}

fn superlative(line: &Line, at: usize) -> Option<Rank> {
    const LONG: [&str; 10] = ["集中", "突出", "严重", "活跃", "密集", "关心", "关注", "满意", "担心", "需要"];
    if LONG.iter().any(|word| line.starts(at + 1, word)) {
        return Some(plain(at, at + 3, Place::Top(1)));
    }
    let place = match line.char(at + 1) {
        '多' | '高' | '大' | '快' | '贵' | '重' | '长' => Place::Top(1),
        '少' | '低' | '小' | '慢' | '轻' | '短' => Place::Bottom(1),
        _ => return None,
    };
    let speed = matches!(line.char(at + 1), '快' | '慢');
    Some(Rank { speed, ..plain(at, at + 2, place) })
}

/// 居首位, 位列三大产业之首, 在五个县区中居第三位; what lies between is the whole that it is of.
fn standing(line: &Line, at: usize) -> Option<Rank> {
    const LONGEST: usize = 8;
    let lead = STANDS.iter().find(|word| line.starts(at, word))?;
    let from = at + lead.chars().count();
    for begin in from..=from + LONGEST {
        let end = ENDS.iter().find(|(word, _)| line.starts(begin, word));
        let end = end.map(|(word, place)| (begin + word.chars().count(), *place));
        if let Some((to, place)) = end.or_else(|| nth(line, begin)) {
            // 居全国前列 is no place of its own.
            let told = place != Place::Next;
            return told.then(|| Rank { scoped: begin > from, ..plain(at, to, place) });
        }
        let c = line.char(begin);
        if !('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '第' | '前') {
            return None;
        }
    }
    None
}

/// 第二位, 第3, 倒数第一; 第一季度 is none.
fn nth(line: &Line, at: usize) -> Option<(usize, Place)> {
    let last = line.starts(at, "倒数");
    let from = if last { at + 2 } else { at };
    if line.char(from) != '第' {
        return None;
    }
    let number = match line.char(from + 1) {
        c if c.is_ascii_digit() && !line.char(from + 2).is_ascii_digit() => c.to_digit(10)?,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        _ => return None,
    };
    let to = from + 2;
    let to = if matches!(line.char(to), '位' | '名') { to + 1 } else { to };
    let ends = last
        || !('\u{4e00}'..='\u{9fff}').contains(&line.char(to))
        || matches!(line.char(to), '的' | '是' | '为');
    let place = if last { Place::Bottom(number) } else { Place::Top(number) };
    (number > 0 && ends).then_some((to, place))
}
