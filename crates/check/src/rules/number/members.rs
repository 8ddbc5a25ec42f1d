//! Members of a list, and works, without the mark between them 并列的数之间漏了顿号或逗号:
//! 肉产量3.4万吨蛋产量0.9万吨, 24家工业企业9家商贸企业, 64户231人17户, 清理垃圾86吨清理违建12处.

use super::bare::DOINGS;
use super::counted::{UNITS, begins_word, behind_scale, unit_at};
use super::joined::{CAME_TO, MEANS, tell};
use super::member_words::{
    AGENTS, BUILT, CLEARED, GOVERN, HANDLED, LINKS, MEASURES, PLACES, RELATED, SENT, STATES, TIMES,
};
use crate::rules::line::{Digits, Line, ends_clause, is_han};
use crate::rules::word_set::WordSet;
use crate::words::has;
use crate::{Findings, Role};

/// A quantity in digits: its number, its unit, and where that ends.
struct Counted<'d> {
    digits: &'d Digits,
    unit: &'static str,
    to: usize,
}

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    // Titles and cells are short on purpose.
    if numbers.len() < 2 || !matches!(line.paragraph.role, Role::Body | Role::Item) {
        return;
    }
    let mut last: Option<Counted<'_>> = None;
    let mut before_last: Option<Counted<'_>> = None;
    for digits in numbers {
        let Some(own) = counted(line, digits) else {
            (before_last, last) = (None, None);
            continue;
        };
        if let Some(one) = &last {
            let between = own.digits.from.checked_sub(one.to);
            let told = match between {
                Some(0) => before_last.as_ref().is_some_and(|first| crowd(line, first, one, &own)),
                Some(1..=14) => {
                    let named = line.text(one.to, own.digits.from);
                    named.chars().all(|c| is_han(c) || matches!(c, '“' | '”'))
                        && (before_last.as_ref().is_some_and(|first| three(line, first, one, &own))
                            || labelled(line, one, &own, named)
                            || nouns(line, one, &own, named)
                            || rates(line, one, &own, named)
                            || works(line, one, &own))
                }
                _ => false,
            };
            if told {
                let (first, to) = match &before_last {
                    Some(first) if between == Some(0) => (first, own.to),
                    _ => (one, own.digits.from),
                };
                tell(line, (first.digits.from, one.to, to), "between its quantities", false, out);
            }
        }
        (before_last, last) = (last, Some(own));
    }
}

/// Whether these words set what stands before them in relation to what follows.
fn related(named: &str) -> bool {
    RELATED.stand_in(named) || named.ends_with(LINKS)
}

fn counted<'d>(line: &Line<'_>, digits: &'d Digits) -> Option<Counted<'d>> {
    let mut scale = behind_scale(line, digits.to);
    if matches!(line.get(scale), '余' | '多') {
        scale = behind_scale(line, scale + 1);
    }
    let unit = unit_at(line, scale).filter(|_| !begins_word(line, scale))?;
    Some(Counted { digits, unit, to: scale + unit.chars().count() })
}

/// Whether a quantity ends what is said of it.
fn ends(line: &Line<'_>, at: usize) -> bool {
    matches!(line.get(at), '，' | '。' | '；' | '、' | '：' | '）' | ',' | ';' | '\0')
}

/// What stands before a quantity in its clause or its member of a list, and where it begins.
fn label<'t>(line: &Line<'t>, at: usize) -> &'t str {
    let start = line.clause_start(at, 20);
    let from = (start..at).rev().find(|place| !is_han(line.get(*place))).map_or(start, |place| place + 1);
    line.text(from, at)
}

fn last_two(text: &str) -> Option<&str> {
    text.char_indices().rev().nth(1).and_then(|(at, _)| text.get(at..))
}

/// 肉类产量3.4万吨禽蛋产量0.9万吨; 办理备案312件关系转移68件: each with its name before it, and one unit.
fn labelled(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    let count = named.chars().count();
    if count < 2
        || one.unit != own.unit
        || TIMES.contains(&one.unit)
        || one.unit == "%"
        || !ends(line, own.to)
        || line.text(one.digits.to, one.to) != line.text(own.digits.to, own.to)
    {
        return false;
    }
    let name = label(line, one.digits.from);
    if name.chars().count() < 2
        || related(&shared(name, named))
        || verb_at(line, one.to)
        || done(line, name, own)
        || name.ends_with(PLACES)
        || named.starts_with(['中', '里', '内', '之'])
    {
        return false;
    }
    let tail = last_two(name);
    // 产量 and 产量, 酒驾 and 醉驾, 大棚草莓 and 大棚西瓜.
    let end = name.chars().next_back();
    let head = named.char_indices().nth(2).and_then(|(at, _)| named.get(..at));
    let alike = (tail.is_some() && tail == last_two(named))
        || (end == named.chars().next_back() && (count == 2 || count == name.chars().count()))
        || head.is_some_and(|head| count >= 3 && name.contains(head));
    let people =
        |text: &str| text.ends_with(['师', '生', '士', '工', '民', '员', '者', '业', '户', '人', '长']);
    match AGENTS.contains(&one.unit) {
        true => alike || (people(name) && people(named) && count <= 8 && !has(name, &SENT)),
        // 盘活农房12处民宿36处 may be what became of it.
        false => {
            alike || (count >= 3 && !MEASURES.contains(&one.unit) && done_to_thing(line, one, name, named))
        }
    }
}

/// Whether a name says what is done to a thing, and no verb governs the noun behind the number: 办理医保备案312件关系转移68件.
/// 易地搬迁14个安置点配套车间17个 and 重点推进12项工作滞后2项 are of other things.
fn done_to_thing(line: &Line<'_>, one: &Counted<'_>, name: &str, named: &str) -> bool {
    let inside = |text: &str, verb: &str| {
        text.find(verb)
            .is_some_and(|at| text.get(at + verb.len()..).is_some_and(|rest| rest.chars().count() >= 2))
    };
    let verbs = || DOINGS.words().iter().copied().chain(BUILT.words().iter().copied()).chain(HANDLED);
    name.chars().count() >= 4
        && named.chars().count() <= 7
        && !has(name, &MEANS)
        && GOVERN.before(line, one.digits.from).is_none()
        && DOINGS.before(line, one.digits.from).is_none()
        && CAME_TO.before(line, one.digits.from).is_none()
        && verbs().any(|verb| inside(name, verb))
        && !verbs().chain(GOVERN.words().iter().copied()).any(|verb| inside(named, verb))
}

/// A name without the mean that both are of: 城镇居民人均收入4.1万元农村居民人均收入2.3万元.
fn shared(name: &str, named: &str) -> String {
    let mean = ["人均", "户均", "亩均"].into_iter().find(|mean| name.contains(mean) && named.contains(mean));
    mean.map_or_else(|| named.to_owned(), |mean| named.replace(mean, ""))
}

/// Whether a verb ends before a quantity, of which the noun before it may be the subject: 全县12个小区改造9个. Behind a thing
/// with its name, as 代办事项487项, it is the name of another one: 社保转移53项.
fn done(line: &Line<'_>, name: &str, own: &Counted<'_>) -> bool {
    let nominal = name.chars().count() >= 4 && !DOINGS.words().iter().any(|verb| name.ends_with(verb));
    STATES.before(line, own.digits.from).is_some()
        || (!nominal && DOINGS.before(line, own.digits.from).is_some())
}

/// Whether a verb begins here that may govern what follows.
fn verb_at(line: &Line<'_>, at: usize) -> bool {
    DOINGS.at(line, at).is_some() || CAME_TO.at(line, at).is_some()
}

/// 24家规上工业企业9家限上商贸企业: each with its noun behind it, which ends alike.
fn nouns(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    if !(2..=10).contains(&named.chars().count())
        || one.unit != own.unit
        || TIMES.contains(&one.unit)
        || one.digits.fraction
        || related(named)
    {
        return false;
    }
    let Some(tail) = last_two(named) else { return false };
    // 12个乡镇8个乡镇: what is said of the second one is another clause; the nouns have each a name of their own.
    let end = line.skip_most(own.to, 10, is_han);
    let noun = (own.to + 2..=end).find(|to| line.ends(*to, tail));
    noun.is_some_and(|to| {
        let other = line.text(own.to, to);
        other != named && !related(other) && named.chars().count() >= 3
    })
}

/// Whether two rates stand beside each other without a mark: 覆盖率达到100%巩固率99.2%.
fn rates(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    let rate = |text: &str| text.ends_with(['率', '度']);
    if one.unit != "%" || own.unit != "%" || !ends(line, own.to) || !(3..=10).contains(&named.chars().count())
    {
        return false;
    }
    let name = label(line, one.digits.from);
    let bare = |text: &str| -> bool {
        rate(text.trim_end_matches(['达', '到', '为', '近', '超', '约', '分', '别', '均', '保', '持', '在']))
    };
    rate(named) && bare(name) && !related(named)
}

/// 立案56件结案49件移送3件: three of one unit, each behind its word.
fn three(line: &Line<'_>, first: &Counted<'_>, one: &Counted<'_>, own: &Counted<'_>) -> bool {
    let word = |from: usize, to: usize| {
        let text = line.text(from, to);
        (2..=8).contains(&text.chars().count()) && text.chars().all(is_han) && !related(text)
    };
    first.unit == one.unit
        && one.unit == own.unit
        && own.unit != "%"
        && !TIMES.contains(&own.unit)
        && first.to < one.digits.from
        && word(first.to, one.digits.from)
        && word(one.to, own.digits.from)
        && label(line, first.digits.from).chars().count() >= 2
        && ends(line, own.to)
}

/// 64户231人17户: three in a row, of which the last one counts what the first does.
fn crowd(line: &Line<'_>, first: &Counted<'_>, one: &Counted<'_>, own: &Counted<'_>) -> bool {
    first.to == one.digits.from
        && first.unit == own.unit
        && first.unit != one.unit
        && !TIMES.contains(&one.unit)
        && !matches!(one.unit, "元" | "角" | "米" | "%")
        && !TIMES.contains(&first.unit)
        && matches!(
            first.unit,
            "人" | "名" | "户" | "家" | "个" | "处" | "件" | "座" | "起" | "场" | "批" | "株"
        )
        && line.back(first.digits.from, 1) != '第'
}

/// 清理垃圾86吨清理违建12处; 新建道路12公里改造小区3个: a work of the same verb or the same row, a noun behind each.
fn works(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>) -> bool {
    let start = line.clause_start(one.digits.from, 30);
    let begin = (start..one.digits.from).rev().find(|at| line.back(*at, 1) == '、').unwrap_or(start);
    // The head of a long clause is not in sight.
    if begin == start && !ends_clause(line.back(start, 1)) {
        return false;
    }
    let leads = ["全年", "累计", "共", "先后", "已", "新", "再"];
    let head = begin + line.one_of(begin, &leads).map_or(0, |word| word.chars().count());
    // The same two characters at the head of each, whatever they say: 出栏生猪3.6万头出栏肉牛1200头.
    let same = line.text(head, head + 2);
    let again = same.chars().all(is_han) && line.starts(one.to, same) && !related(same);
    let verb = DOINGS.at(line, head).or_else(|| BUILT.at(line, head)).or_else(|| CLEARED.at(line, head));
    let Some(verb) = verb.or_else(|| again.then_some(same)) else {
        return false;
    };
    let length = verb.chars().count();
    // 培训120人培训费: the noun of the second one is of the verb.
    let noun = |from: usize, to: usize| {
        let text = line.text(from, to);
        text.chars().count() >= 2
            && !text.ends_with(['率', '费', '额', '期', '数'])
            && !has(text, &["费用", "达", "占", "后", "的", "为", "率"])
    };
    let second = Some(verb).filter(|verb| line.starts(one.to, verb)).or_else(|| {
        let of = |row: &WordSet| row.words().contains(&verb).then(|| row.at(line, one.to)).flatten();
        of(&BUILT).filter(|word| !matches!(*word, "建成" | "新增")).or_else(|| of(&CLEARED))
    });
    let Some(second) = second else { return false };
    (second == verb || !AGENTS.contains(&own.unit))
        && !TIMES.contains(&one.unit)
        && UNITS.contains(&own.unit)
        && own.unit != "%"
        && noun(head + length, one.digits.from)
        && noun(one.to + second.chars().count(), own.digits.from)
}
