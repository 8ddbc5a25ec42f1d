//! One body, plan or document under two names: names that differ in a joining word, titles that differ in a character.

use crate::chars::is_one_of;
use std::collections::BTreeMap;

use crate::rules::line::{Line, is_han};
use crate::{Finding, Findings, Span};

/// Ends of names of bodies.
const BODIES: [&str; 10] =
    ["委员会", "办公室", "指挥部", "局", "厅", "中心", "公司", "合作社", "领导小组", "专班"];

/// Characters that join two words of a name.
const JOINS: [char; 4] = ['和', '与', '及', '暨'];

/// Most characters of a name before its end that are compared.
const REACH: usize = 10;

/// Most titles 《》 that are compared with each other.
const TITLES: usize = 400;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut bodies: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let mut titles: Vec<(&str, Span)> = Vec::new();
    for line in lines {
        for at in 0..line.len() {
            if JOINS.contains(&line.get(at)) {
                joined(line, at, &mut bodies, out);
            } else if line.get(at) == '《' {
                titled(line, at, &mut titles, out);
            }
        }
    }
}

/// 人力资源和社会保障局, 人力资源与社会保障局: four characters on either side alike, the joining word not.
fn joined(line: &Line<'_>, at: usize, seen: &mut BTreeMap<String, (String, Span)>, out: &mut Findings) {
    let from = (at.saturating_sub(4)..at).find(|from| (*from..at).all(|place| is_han(line.get(place))));
    let Some(from) = from.filter(|from| at - from >= 2) else { return };
    let end = (at + 2..at + REACH)
        .find_map(|place| line.one_of(place, &BODIES).map(|end| place + end.chars().count()));
    let Some(end) = end.filter(|end| (at + 1..*end).all(|place| is_han(line.get(place)))) else { return };
    let key = format!("{}|{}", line.text(at - 2, at), line.text(at + 1, end));
    let name = line.text(from, end);
    let span = line.span(from, end);
    match seen.get(&key) {
        None => _ = seen.insert(key, (line.get(at).to_string(), span)),
        Some((join, first)) if *join != line.get(at).to_string() => out.push(
            Finding::warning(
                "word/name-differs",
                span,
                format!("“{name}”在前文中写作“…{join}…”，全文应统一用一个名称"),
                format!("`{name}` has another joining word before"),
            )
            .related("前一处", "first time", *first)
            .source("《党政机关公文处理工作条例》第十九条"),
        ),
        Some(_) => {}
    }
}

/// 《…应急预案》, 《…应急予案》: titles that differ in one character that is no number.
fn titled<'t>(line: &Line<'t>, at: usize, seen: &mut Vec<(&'t str, Span)>, out: &mut Findings) {
    let Some(end) = (at + 1..at + 60).find(|end| matches!(line.get(*end), '》' | '\0')) else { return };
    if line.get(end) != '》' || end - at < 8 || seen.len() >= TITLES {
        return;
    }
    let title = line.text(at + 1, end);
    let span = line.span(at, end + 1);
    let first = seen
        .iter()
        .find(|(other, first)| {
            // Whoever has two rules names them together.
            differ_in_one(title, other) || (first.paragraph != span.paragraph && differ_in_word(title, other))
        })
        .copied();
    if seen.iter().all(|(other, _)| *other != title) {
        if let Some((other, first)) = first {
            out.push(
                Finding::warning(
                    "word/name-differs",
                    span,
                    format!("《{title}》与前文的《{other}》只差一处，应当是一个名称"),
                    format!("`{title}` differs from `{other}` in one place"),
                )
                .related("前一处", "first time", first)
                .source("《党政机关公文处理工作条例》第十九条"),
            );
        }
        seen.push((title, span));
    }
}

/// Words of one place in titles of rules, of which a text means one.
const TAKEN: [(&str, &str); 8] = [
    ("管理", "监督"),
    ("管理", "治理"),
    ("整治", "治理"),
    ("推进", "推动"),
    ("实施", "执行"),
    ("防治", "防控"),
    ("促进", "推进"),
    ("规范", "管理"),
];

/// 《…支出管理暂行办法》, 《…支出监督暂行办法》: whether two long titles differ in one of these words.
fn differ_in_word(one: &str, other: &str) -> bool {
    if one.len() != other.len() || one.chars().count() < 10 {
        return false;
    }
    let mut apart = one.char_indices().zip(other.chars()).filter(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let Some(first) = apart.next() else { return false };
    let word = |title: &str, at: usize| title.get(at..at + 6).map(str::to_owned);
    let rest = |title: &str, at: usize| title.get(at + 6..).map(str::to_owned);
    // Two of them may share a character: 整治, 治理.
    [first, first.saturating_sub(3)].into_iter().any(|at| {
        let (Some(a), Some(b)) = (word(one, at), word(other, at)) else { return false };
        rest(one, at) == rest(other, at)
            && TAKEN.iter().any(|(x, y)| (a == *x && b == *y) || (a == *y && b == *x))
    })
}

/// Whether two titles differ in one character, put in, left out or another, that is neither number nor rank.
fn differ_in_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if long.len() - short.len() > 1 || short.len() < 7 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    if head + tail + 1 < long.len() || head == short.len() || head == 0 || (head + tail) < short.len() - 1 {
        return false;
    }
    let counts = |c: Option<&char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric()
                && !c.is_ascii()
                && !is_one_of!(
                    *c,
                    "一二三四五六七八九十〇上中下初高春夏秋冬东南西北甲乙丙丁省市县区乡镇村新老前后第首次再续"
                )
        })
    };
    counts(long.get(head)) && (short.len() < long.len() || counts(short.get(head)))
}
