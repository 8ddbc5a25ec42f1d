//! A character of a common word that stands twice 叠字: 履行行职责, 县政府府办公室, 全面推推进.

use crate::chars::is_one_of;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::again::tell;
use super::pairs::is_known;
use super::repeat::MEANT;
use crate::Findings;
use crate::rules::line::{Line, ends_clause, is_han};
use crate::rules::word_set::WordSet;

/// What is known of a character that stands twice.
struct Known {
    /// Characters that make a common word with it, before it.
    firsts: &'static str,
    /// Characters that make a word with it, behind it, and of these such as make a common one.
    behind: &'static str,
    common: &'static str,
}

static KNOWN: LazyLock<HashMap<char, Known>> = LazyLock::new(|| {
    let lines = include_str!("../../../rules/doubled.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut parts = line.split(' ').map(|part| if part == "-" { "" } else { part });
            let c = parts.next()?.chars().next()?;
            Some((c, Known { firsts: parts.next()?, behind: parts.next()?, common: parts.next()? }))
        })
        .collect()
});

/// Characters that mean each of many, or very much, when they stand twice: 人人, 步步, 好好.
const EACH: &str = "人天年月日户村家处事时常种个件样代刻张次步条层句字点看多大小好早远高久实老深紧牢稳密细轻慢快频节满累重连早源弯洋洪朵片行排";

/// Words of three characters whose last one has no cause to stand again.
static THREES: WordSet =
    WordSet::new(&["进一步", "下一步", "这一步", "近年来", "多年来", "一年来", "半年来", "为什么", "怎么样"]);

/// Whether two characters are a common word.
pub(super) fn is_word(first: char, second: char) -> bool {
    KNOWN.get(&second).is_some_and(|known| known.firsts.contains(first))
        || KNOWN.get(&first).is_some_and(|known| known.common.contains(second))
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        twice(line, out);
    }
}

/// Looks at a paragraph.
fn twice(line: &Line<'_>, out: &mut Findings) {
    for (at, pair) in (1..).zip(line.chars().windows(2)) {
        let [one, c] = pair else { continue };
        if one != c || !is_han(*c) {
            continue;
        }
        let (c, first, next) = (*c, line.back(at, 2), line.get(at + 1));
        // 村主任|任路长: a title, and the verb of another one.
        if next == c || first == c || (first, c) == ('主', '任') {
            continue;
        }
        // 再上上新台阶, 每年年.
        if matches!((first, c), ('再', '上') | ('每', '年')) {
            tell(line, at - 1, at + 1, 1, out);
            continue;
        }
        // 各村村都, 每每户.
        let each = first == '各' && is_one_of!(next, "都均皆也已")
            || c == '每' && is_one_of!(next, "户人亩村次天月");
        if each {
            tell(line, at - 1, at + 1, 1, out);
            continue;
        }
        // 进一步步压实.
        let begins_next = KNOWN.get(&c).is_some_and(|known| known.behind.contains(next));
        if at >= 3 && THREES.at(line, at - 3).is_some() && !begins_next {
            tell(line, at - 1, at + 1, 1, out);
            continue;
        }
        // 门诊诊18.6万人次: before a number nothing begins with it.
        if next.is_ascii_digit() && !MEANT.contains(c) && is_known(line.text(at.saturating_sub(2), at)) {
            tell(line, at - 1, at + 1, 1, out);
            continue;
        }
        let Some(known) = KNOWN.get(&c) else { continue };
        if ends(line, at, known) || begins(line, at, known) {
            tell(line, at - 1, at + 1, 1, out);
        }
    }
}

/// 政府|府办公室: the second character of a common word, and no word begins with it again.
fn ends(line: &Line<'_>, at: usize, known: &Known) -> bool {
    let (c, first, next) = (line.get(at), line.back(at, 2), line.get(at + 1));
    // At the end of a clause another rule tells, but of characters that may stand twice there.
    let inside = is_han(next)
        || next.is_ascii_digit()
        || matches!(next, '、' | '“' | '《' | '（' | '”' | '》' | '）')
        || (ends_clause(next) && MEANT.contains(c));
    // 学校|校安|工程: where no word begins behind it, it begins a short one itself.
    let after = line.get(at + 2);
    let apart = !is_han(next)
        || !is_han(after)
        || is_one_of!(after, "的和与及在对")
        || is_word(next, after)
        || line.starts(at + 1, "予以")
        || is_known(line.text(at + 1, at + 3));
    // 援助|助月: a word of the data, and none begins with its last character again.
    let plain = !MEANT.contains(c)
        && !is_one_of!(c, "新大小老多高好强优重")
        && is_known(line.text(at.saturating_sub(2), at))
        && !is_known(line.text(at, at + 2));
    // 扎扎实实: both stand twice.
    inside
        && apart
        && (known.firsts.contains(first) || plain)
        && line.back(at, 3) != first
        && !known.behind.contains(next)
        && !known.common.contains(next)
}

/// 推|推进: the first character of a common word, at the beginning of a clause, behind a particle or a word.
fn begins(line: &Line<'_>, at: usize, known: &Known) -> bool {
    let (c, first, next) = (line.get(at), line.back(at, 2), line.get(at + 1));
    // 市市场监督管理局: levels and bodies that stand by themselves.
    let starts = first == '\0' || ends_clause(first) || matches!(first, '、' | '“' | '（');
    if is_one_of!(c, "市县区镇乡村省国州") || !starts && is_one_of!(c, "局厅部院校党军厂所站组队会社中全总")
    {
        return false;
    }
    let opens = !is_han(first)
        || matches!(first, '的' | '和' | '与' | '及' | '等' | '地')
        || (is_word(line.back(at, 3), first) && !is_word(first, c))
        || at.checked_sub(3).is_some_and(|from| is_known(line.text(from, at - 1)) && !is_word(first, c));
    // 平平均: where a clause begins, a word of the data behind a character that does not mean each of them.
    let word = known.common.contains(next) || starts && is_known(line.text(at, at + 2));
    let alone = !MEANT.contains(c) || starts && word && !EACH.contains(c);
    opens && !first.is_ascii_digit() && word && alone && line.get(at + 2) != next
}
