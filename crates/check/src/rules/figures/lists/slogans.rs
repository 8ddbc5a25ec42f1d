//! Slogans that are a number and a word, “六进”, “五化”, 三专制度, against the list that spells them out.

use super::named::{items, miscounted};
use crate::Findings;
use crate::quantity::Line;

/// The numerals of slogans, each with its number.
const NUMERALS: [(char, usize); 10] = [
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('十', 10),
];

/// Measure words and times: a numeral before them counts things, and is no slogan.
const MEASURES: &str = "个件家所处座台辆条次场项份头只株棵支套间栋口块批期篇起笔本张部种类人名位户元亩米吨年月日天倍成大省季岁轮届";

/// A slogan that counts its members: “六进”, 三专.
struct Slogan<'l> {
    count: usize,
    /// The word that stands in each of its things.
    word: &'l str,
    from: usize,
    to: usize,
    quoted: bool,
}

/// All slogans of a paragraph.
pub(crate) fn slogans(line: &Line, out: &mut Findings) {
    for at in 0..line.chars.len() {
        let Some((_, count)) = NUMERALS.iter().find(|(numeral, _)| *numeral == line.char(at)) else {
            continue;
        };
        let Some(slogan) = read(line, at, *count) else { continue };
        if let Some((listed, from, to)) = behind(line, &slogan).or_else(|| before(line, &slogan)) {
            miscounted(line, (from, to), (slogan.count, (slogan.from, slogan.to)), listed, out);
        }
    }
}

fn read(line: &Line, at: usize, count: usize) -> Option<Slogan<'_>> {
    let (before, next) = (line.char(at.wrapping_sub(1)), line.char(at + 1));
    let quoted = before == '“' && at > 0;
    if before == '第'
        || before.is_ascii_digit()
        || NUMERALS.iter().any(|(numeral, _)| *numeral == next || *numeral == before)
        || MEASURES.contains(next)
        || !next.is_alphabetic()
        || next.is_ascii()
    {
        return None;
    }
    let shut = if quoted { line.ahead(at + 1, &['”', '，', '。', '\n'], 4) } else { at + 2 };
    let length = shut - (at + 1);
    if quoted && (line.char(shut) != '”' || length > 2) {
        return None;
    }
    Some(Slogan {
        count,
        word: line.text(at + 1, shut),
        from: at - usize::from(quoted),
        to: shut + usize::from(quoted),
        quoted,
    })
}

/// Whether all of these are things of the slogan: each holds its word, and none a number.
fn belong(items: &[&str], slogan: &Slogan<'_>, at_end: bool) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || NUMERALS.iter().any(|(numeral, _)| *numeral == c);
    let fits = |it: &&str| match at_end {
        true => it.starts_with(slogan.word) || it.ends_with(slogan.word),
        false => it.contains(slogan.word),
    };
    items.len() >= 2
        && items.iter().all(|it| (2..=12).contains(&it.chars().count()) && fits(it) && !it.contains(numeral))
}

/// The members behind a slogan, in brackets or behind 即 or a colon, and how many: “六进”活动（进机关、进企业…）.
fn behind(line: &Line, slogan: &Slogan<'_>) -> Option<(usize, usize, usize)> {
    let mark = line.ahead(slogan.to, &['（', '，', '。', '、', '：', '\n', '“', '；', '”'], 8);
    let (start, close): (usize, &[char]) = match line.char(mark) {
        '（' => (mark + 1, &['）', '\n']),
        '“' => (mark + 1, &['”', '\n']),
        '：' => (mark + 1, &['。', '；', '\n']),
        '，' if line.char(mark + 1) == '即' => (mark + 2, &['。', '，', '；', '\n']),
        _ => return None,
    };
    let end = line.ahead(start, close, 120);
    if !close.contains(&line.char(end)) {
        return None;
    }
    let text = line.text(start, end);
    let text = text.strip_prefix('即').unwrap_or(text);
    let text = text.trim_start_matches('“').trim_end_matches('”');
    if text.contains('等') {
        return None;
    }
    let listed: Vec<&str> =
        if line.char(mark) == '：' { text.split(['、', '，']).collect() } else { items(text) };
    (belong(&listed, slogan, true) && listed.len() != slogan.count).then_some((
        listed.len(),
        slogan.from,
        end + 1,
    ))
}

/// “送岗位、送技能、送政策”四送; 专班推进、专账管理“两专”: the list before its slogan.
fn before(line: &Line, slogan: &Slogan<'_>) -> Option<(usize, usize, usize)> {
    let close = slogan.from.checked_sub(1)?;
    let marked = line.char(close) == '”';
    let (from, end) = match marked {
        true => (line.back(close, &['“', '”', '\n'], 80), close),
        false => (
            line.back(slogan.from, &['。', '；', '！', '，', '：', '（', '）', '“', '”', '\n'], 60),
            slogan.from,
        ),
    };
    if marked && line.char(from.wrapping_sub(1)) != '“' {
        return None;
    }
    let text = line.text(from, end).trim_end_matches(['的', '等']);
    let open = !marked && line.ends(end, "等");
    let listed: Vec<&str> = if marked { text.split(['、', '，']).collect() } else { items(text) };
    if listed.len() == slogan.count || listed.len() < 2 || (open && listed.len() < slogan.count) {
        return None;
    }
    // “矛盾调解、文明劝导、平安巡逻”四队: names of one length right before it need not hold its word.
    if !marked && listed.len() >= 2 && letters(&listed, slogan) {
        return Some((listed.len(), from, slogan.to));
    }
    let length = listed.first().map_or(0, |it| it.chars().count());
    let even = marked
        && !slogan.quoted
        && listed.len() >= 3
        && (2..=6).contains(&length)
        && listed.iter().all(|it| it.chars().count() == length)
        && listed.len().abs_diff(slogan.count) <= 2;
    (even || belong(&listed, slogan, false)).then_some((listed.len(), from, slogan.to))
}

/// 吃、住、行、游、购、娱六要素; 县、乡、村三级: things of one character, the first one behind whatever leads to it.
fn letters(listed: &[&str], slogan: &Slogan<'_>) -> bool {
    const LEVELS: &str = "省市县区乡镇村组州";
    let levels = slogan.word.starts_with('级');
    let single = |it: &str| {
        let mut chars = it.chars();
        let one =
            chars.next().is_some_and(|c| !NUMERALS.iter().any(|(numeral, _)| *numeral == c) && c != '一');
        one && chars.next().is_none() && (!levels || it.starts_with(|c| LEVELS.contains(c)))
            || levels && matches!(it, "乡镇" | "街道" | "社区" | "村组")
    };
    // 县乡、村三级: two levels in one word.
    let first = listed.first().map_or("", |it| it);
    let together = first.chars().count() > 1 && first.chars().rev().take(2).all(|c| LEVELS.contains(c));
    let tail = first.chars().last();
    let plain = !together && (!levels || tail.is_some_and(|c| LEVELS.contains(c) || c == '央'));
    plain
        && (listed.len() > 2 || levels)
        && listed.len().abs_diff(slogan.count) <= 2
        && listed.iter().skip(1).all(|it| single(it))
}
