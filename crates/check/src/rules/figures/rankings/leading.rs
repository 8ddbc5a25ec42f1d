//! Several that lead a list, and what comes right behind one: 居前两位的是甲类和乙类, 甲镇、乙镇居前两位, 甲仅次于乙.

use gongwen_core::interval::Verdict;

use super::entries::{Entry, Kind, List};
use super::kin::{named_in, siblings};
use crate::Findings;
use crate::quantity::{CLAUSES, Line};
use crate::rules::figures::statement::Statement;
use crate::rules::figures::words::has;

/// Words with which other things are meant than the numbers of the list.
const OTHER: [&str; 19] = [
    "增幅", "增长", "增量", "降幅", "涨幅", "均", "历", "以来", "之一", "同比", "增加", "减少", "上年",
    "去年", "全省", "全市", "全国", "增速", "目标",
];

/// All statements of a paragraph.
pub(super) fn run<'l>(line: &'l Line, list: &List<'l>, out: &mut Findings) {
    for at in 0..line.chars.len() {
        match line.char(at) {
            '前' if is_count(line.char(at + 1)) => leading(line, list, at, out),
            '依' if line.starts(at, "依次") => ordered(line, list, at, out),
            '次' if line.starts(at, "次于") && line.ends(at, "仅") => next_to(line, list, at, out),
            _ => {}
        }
    }
}

/// Whether a paragraph may have one of them.
pub(super) fn is_told(line: &Line) -> bool {
    line.chars
        .windows(2)
        .any(|pair| matches!(pair, ['前', c] if is_count(*c)) || matches!(pair, ['次', '于'] | ['依', '次']))
}

fn is_count(c: char) -> bool {
    count(c).is_some()
}

fn count(c: char) -> Option<usize> {
    match c {
        '两' | '二' | '2' => Some(2),
        '三' | '3' => Some(3),
        '四' | '4' => Some(4),
        '五' | '5' => Some(5),
        _ => None,
    }
}

/// 居前两位的是甲类和乙类: none that is not named is more than one that is.
fn leading<'l>(line: &'l Line, list: &List<'l>, at: usize, out: &mut Findings) {
    const LONGEST: usize = 8;
    let Some(many) = count(line.char(at + 1)) else { return };
    let stop = at + 2 + usize::from(matches!(line.char(at + 2), '位' | '名'));
    let from = line.back(at, &CLAUSES, 40);
    let to = line.ahead(stop, &CLAUSES, 40);
    let (before, behind) = (line.text(from, at), line.text(stop, to));
    let ranked = ["居", "居于", "位居", "排名", "排在", "排", "位列", "列", "占据", "名列", "数量", "最多的"];
    if has(before, &OTHER) || has(behind, &OTHER) {
        return;
    }
    // Behind the word the names follow 是 or 为; before it they end the clause.
    let verb = behind.chars().take(LONGEST).position(|c| matches!(c, '是' | '为'));
    let stands = ranked.iter().find_map(|word| before.strip_suffix(word));
    let (names, place) = match (verb, stands) {
        (Some(verb), _) if behind.starts_with(['的', '是', '为', '分', '依']) => {
            (line.text(stop + verb + 1, to), stop + verb + 1)
        }
        (None, Some(names)) if behind.is_empty() => (names.trim_end_matches(['分', '别', '均', '稳']), from),
        _ => return,
    };
    let names: Vec<&str> = names.trim_start_matches("其中").split(['、', '和', '与', '及']).collect();
    if names.len() != many || names.iter().any(|name| !(2..=12).contains(&name.chars().count())) {
        return;
    }
    let entries = list.all();
    let told = |name: &&'l str| named_in(line, entries, name, place).map(|(_, own, _)| own);
    let all: Option<Vec<Vec<Entry<'l>>>> = names.iter().map(told).collect();
    let Some(all) = all else { return };
    // The numbers of one kind that all of them have.
    let Some(first) = all.first() else { return };
    // 办结率居前两位 is of rates.
    let rate = before.contains('率');
    let meant = |it: &&Entry<'_>| it.kind != Kind::Growth && (!rate || it.quantity.is_percent());
    let groups = first.iter().filter(meant).filter_map(|first| {
        let alike = |own: &Vec<Entry<'l>>| own.iter().find(|it| it.alike(first)).copied();
        all.iter().map(alike).collect::<Option<Vec<Entry<'l>>>>()
    });
    let (mut wrong, mut right) = (None, None);
    for group in groups {
        let Some(least) =
            group.iter().copied().reduce(|one, it| if it.value.is_below(&one.value) { it } else { one })
        else {
            continue;
        };
        let mut others = siblings(line, entries, &least, least.name);
        others.retain(|it| !group.iter().any(|own| own.index == it.index || own.name == it.name));
        let Some(any) = others.first().copied() else { continue };
        match others.iter().find(|it| least.value.is_below(&it.value)) {
            Some(more) => wrong = wrong.or(Some((least, *more))),
            None => right = Some((least, any)),
        }
    }
    tell(line, (from, to), wrong, right, out);
}

/// 由高到低依次为甲镇、乙镇、丙镇: each is no more than the one before it.
fn ordered<'l>(line: &'l Line, list: &List<'l>, at: usize, out: &mut Findings) {
    const FALLING: [&str; 6] = ["由高到低", "从高到低", "由多到少", "从多到少", "由大到小", "从大到小"];
    const RISING: [&str; 6] = ["由低到高", "从低到高", "由少到多", "从少到多", "由小到大", "从小到大"];
    let from = line.back(at, &CLAUSES, 30);
    let to = line.ahead(at + 3, &CLAUSES, 60);
    let before = line.text(from, at);
    let (falling, rising) = (has(before, &FALLING), has(before, &RISING));
    let measure = ["增", "降", "均", "率", "占"];
    if falling == rising || has(before, &measure) || !matches!(line.char(at + 2), '为' | '是') {
        return;
    }
    let said = line.text(at + 3, to);
    let names: Vec<&str> = said.split(['、', '和']).collect();
    if names.len() < 3 || said.contains('等') || said.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let told = |name: &&'l str| named_in(line, list.all(), name, at).map(|(_, own, _)| own);
    let Some(all) = names.iter().map(told).collect::<Option<Vec<Vec<Entry<'l>>>>>() else { return };
    // One number of each, of one kind: else nobody knows which are meant.
    let all: Option<Vec<Entry<'l>>> =
        all.into_iter().map(|own| <[Entry<'l>; 1]>::try_from(own).ok().map(|[it]| it)).collect();
    let Some(all) = all.filter(|all| all.windows(2).all(|pair| matches!(pair, [one, it] if one.alike(it))))
    else {
        return;
    };
    let wrong = all.windows(2).find_map(|pair| match pair {
        [one, it] if falling && one.value.is_below(&it.value) => Some((*one, *it)),
        [one, it] if rising && it.value.is_below(&one.value) => Some((*one, *it)),
        _ => None,
    });
    let right = all.first().copied().zip(all.last().copied()).filter(|_| wrong.is_none());
    tell(line, (from, to), wrong, right, out);
}

/// 甲仅次于乙: it is less than that one, and nothing lies between.
fn next_to<'l>(line: &'l Line, list: &List<'l>, at: usize, out: &mut Findings) {
    let from = line.back(at, &CLAUSES, 24);
    let to = line.ahead(at + 2, &CLAUSES, 16);
    let left = line.text(from, at).trim_end_matches('仅');
    let left = left.trim_end_matches(['，', '数', '量', '规', '模', '面', '积']);
    let right = line.text(at + 2, to);
    if has(left, &OTHER) || has(right, &OTHER) || right.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let entries = list.all();
    let Some((one, own, _)) = named_in(line, entries, left, at) else { return };
    let Some((two, first, rest)) = named_in(line, entries, right, at) else { return };
    if one == two || !rest.is_empty() && rest != "的" {
        return;
    }
    let (mut wrong, mut right) = (None, None);
    let rate = line.text(from, at).contains('率');
    let meant = |it: &&Entry<'_>| it.kind != Kind::Growth && (!rate || it.quantity.is_percent());
    for own in own.iter().filter(meant) {
        let Some(other) = first.iter().find(|it| it.alike(own) && it.index != own.index) else { continue };
        let between = || {
            let all = siblings(line, entries, own, one);
            all.into_iter()
                .find(|it| it.name != two && own.value.is_below(&it.value) && it.value.is_below(&other.value))
        };
        match other.value.is_below(&own.value).then_some(*other).or_else(between) {
            Some(it) => wrong = wrong.or(Some((*own, it))),
            None => right = Some((*own, *other)),
        }
    }
    tell(line, (from, to), wrong, right, out);
}

/// Of several measures that may be meant one that holds is enough.
fn tell(
    line: &Line,
    (from, to): (usize, usize),
    wrong: Option<(Entry<'_>, Entry<'_>)>,
    right: Option<(Entry<'_>, Entry<'_>)>,
    out: &mut Findings,
) {
    let verdict = if right.is_some() { Verdict::Holds } else { Verdict::Fails };
    let Some((own, other)) = right.or(wrong) else { return };
    let (shown, more) = (own.quantity.shown(), other.quantity.shown());
    let sign = if own.value.is_below(&other.value) { '<' } else { '≥' };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from,
        to,
        claim: own.quantity,
        called: ("所说的数", "number it is said of"),
        parts: vec![other.quantity],
        verdict,
        reason: format!("{shown} {sign} {more}"),
    }
    .tell(
        || format!("名次与所列的数不合：这里说的有 {shown}，列的数里有 {more}"),
        || format!("the order contradicts the numbers: what is named has {shown}, the list has {more}"),
        out,
    );
}
