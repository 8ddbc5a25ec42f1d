//! Things that are counted and then told one by one in clauses: 两场义诊，一场在…，一场在…; 4次现场会，3月在…，6月在…; 三方面工作：第一，…;
//! 三园是茶园、桃园、葡萄园.

use super::announced::{otherwise, run_of, spelled};
use super::named::{items, miscounted};
use crate::Findings;
use crate::chars::CharSet;
use crate::quantity::Line;

/// The numerals that count a few things.
const NUMERALS: &str = "两二三四五六七八九十";
static NUMERAL: CharSet = CharSet::new(NUMERALS);

/// Measure words that stand behind 一 again for each thing.
const MEASURES: &str = "个家场头手条处座次项户组块批期所支队本间栋路名位类种件台辆艘笔";

/// What stands behind 一场 when it tells of one of those that were counted, and begins no other thing.
const TELLS: &str = "在是抓由到用为去讲给通从对位负管来叫设建主针放供做走修投已正获被面向侧";

/// Deeds that are counted and told with a number each.
const DEEDS: [&str; 8] =
    ["件实事", "件事", "件大事", "件好事", "件民生实事", "项实事", "件惠民实事", "件民生"];

/// Words that are counted without a measure word.
const WORDS: [&str; 6] = ["方面", "点", "步", "招", "关", "手"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (at, c) in line.chars.iter().enumerate() {
        if !(c.is_ascii_digit() || NUMERAL.contains(*c)) {
            continue;
        }
        let digit = c.to_digit(10).map(|it| it as usize).filter(|it| *it > 1);
        let numeral = NUMERALS.chars().position(|own| own == *c).map(|it| if it == 0 { 2 } else { it + 1 });
        let Some(count) = digit.or(numeral) else { continue };
        let (before, next) = (line.char(at.wrapping_sub(1)), line.char(at + 1));
        let part = |c: char| {
            c.is_ascii_digit() || matches!(c, '第' | '十' | '百' | '.' | '一') || NUMERAL.contains(c)
        };
        if part(before) && at > 0 || part(next) {
            continue;
        }
        let found = one_by_one(line, at)
            .or_else(|| by_month(line, at))
            .or_else(|| numbered(line, at))
            .or_else(|| called(line, at))
            .or_else(|| deeds(line, at).filter(|(listed, _)| *listed < count));
        if let Some((listed, to)) =
            found.filter(|(listed, _)| *listed + 1 == count || (count + 1..=count + 2).contains(listed))
        {
            miscounted(line, (at, to), (count, (at, at + 1)), listed, out);
        }
    }
}

/// The clauses behind a number, each from its first character to its mark, up to the end of its sentence.
fn clauses(line: &Line, at: usize) -> Vec<(usize, usize)> {
    const REACH: usize = 240;
    let end = line.ahead(at, &['。', '\n', '！'], REACH);
    let mut from = line.ahead(at, &['，', '：', '；'], 20);
    let mut found = Vec::new();
    while from < end && found.len() < 16 {
        let to = line.ahead(from + 1, &['，', '：', '；', '。', '\n', '！'], REACH).min(end);
        found.push((from + 1, to));
        from = to;
    }
    found
}

/// How many are told one by one behind their number, and where the telling ends: 两场义诊，一场在敬老院，一场在村部.
fn one_by_one(line: &Line, at: usize) -> Option<(usize, usize)> {
    let measure = line.char(at + 1);
    if !MEASURES.contains(measure) {
        return None;
    }
    let again: String = ['一', measure].iter().collect();
    if line.text(at, line.ahead(at, &['。', '\n'], 240)).matches(again.as_str()).count() < 2 {
        return None;
    }
    let (mut listed, mut last) = (0, at);
    for (from, to) in clauses(line, at) {
        let clause = line.text(from, to);
        let bare = ["还有", "另", "再", "最后", "其中"]
            .iter()
            .find_map(|word| clause.strip_prefix(word))
            .unwrap_or(clause);
        if let Some(rest) = bare.strip_prefix(again.as_str()) {
            if !rest.starts_with(|c| TELLS.contains(c)) {
                return None;
            }
            (listed, last) = (listed + 1, to);
        } else if ["其余", "其他", "剩下", "余下"].iter().any(|word| clause.contains(word))
            || another(clause, measure)
        {
            return None;
        }
    }
    (listed > 1).then_some((listed, last))
}

/// Whether a clause begins with several of such things: 两场在村部.
fn another(clause: &str, measure: char) -> bool {
    let mut chars = clause.chars();
    let number = chars.next().is_some_and(|c| c.is_ascii_digit() || NUMERAL.contains(c) || c == '几');
    number && chars.next() == Some(measure)
}

/// 4次现场会，3月在柳林，6月在石桥，10月在东庄。: nothing but months and places behind it.
fn by_month(line: &Line, at: usize) -> Option<(usize, usize)> {
    if !matches!(line.char(at + 1), '次' | '场' | '期' | '批' | '轮' | '回') {
        return None;
    }
    let all = clauses(line, at);
    let dated = |from: usize, to: usize| {
        line.text(from, to).trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('月').is_some_and(
            |rest| {
                let rest = rest.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '日' | '份' | '初' | '底' | '中' | '旬')
                });
                rest.starts_with(['在', '到', '赴', '于', '去', '是'])
            },
        )
    };
    let (_, to) = *all.last()?;
    (all.len() > 1 && all.iter().all(|(from, to)| dated(*from, *to)) && line.char(to) == '。')
        .then_some((all.len(), to))
}

/// 三方面工作：第一，…；第二，…: words that are counted as they are.
fn numbered(line: &Line, at: usize) -> Option<(usize, usize)> {
    const REACH: usize = 2000;
    WORDS.iter().find(|word| line.starts(at + 1, word))?;
    let colon = line.ahead(at, &['：', '。', '，', '；', '\n'], 12);
    let form = spelled(line, colon + 1).filter(|_| line.char(colon) == '：')?;
    let reach = line.chars.len().min(colon + REACH);
    let (listed, to) = run_of(line, colon + 1, |_| reach, form);
    let mixed = otherwise(line, (to?, reach), listed + 1);
    (listed > 1 && !mixed).then_some((listed, line.ahead(to?, &['。', '；', '，', '\n'], 30)))
}

/// 三园是茶园、桃园、葡萄园: the word behind the number ends each name.
fn called(line: &Line, at: usize) -> Option<(usize, usize)> {
    let kind = line.char(at + 1);
    let joint =
        ["分别是", "分别为", "就是", "是", "为", "指", "即"].iter().find(|word| line.starts(at + 2, word))?;
    let from = at + 2 + joint.chars().count();
    let end = line.ahead(from, &['，', '。', '；', '\n', '：'], 80);
    let list = items(line.text(from, end));
    let named = list.iter().all(|it| (2..=10).contains(&it.chars().count()) && it.ends_with(kind));
    (list.len() > 1 && named && kind.is_alphabetic() && !kind.is_ascii()).then_some((list.len(), end))
}

/// 四件实事：修路3公里，装灯60盏，打井2眼。: fewer deeds than are counted, each with its number.
fn deeds(line: &Line, at: usize) -> Option<(usize, usize)> {
    DEEDS.iter().find(|word| line.starts(at + 1, word))?;
    let colon = line.ahead(at, &['：', '。', '，', '；', '\n'], 12);
    let end = line.ahead(colon, &['。', '\n', '！'], 160);
    let text = line.text(colon + 1, end);
    let list: Vec<&str> = text.split(['，', '、', '；']).collect();
    let told =
        |it: &&str| (3..=12).contains(&it.chars().count()) && it.contains(|c: char| c.is_ascii_digit());
    let plain = !text.contains(['等', '和', '及', '与', '（']) && list.iter().all(told);
    (line.char(colon) == '：' && line.char(end) == '。' && list.len() > 1 && plain)
        .then_some((list.len(), end))
}
