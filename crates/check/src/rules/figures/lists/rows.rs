//! Rows of values under 分别 whose order was exchanged: each value is right, but for another subject.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::ways::{Way, way};
use crate::rules::figures::statement::{Statement, about, begins};
use crate::rules::figures::words::has;
use crate::{Finding, Findings};

/// How many numbers before a row are asked for what its subjects are called.
const REACH: usize = 200;

/// Values side by side, of one unit.
struct Row<'l> {
    /// The index of the first one.
    at: usize,
    values: Vec<&'l Quantity>,
}

impl Row<'_> {
    fn to(&self) -> usize {
        self.values.last().map_or(0, |it| it.to)
    }
}

/// All rows of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (number, line) in lines.iter().enumerate() {
        let mut from = 0;
        while let Some(at) = (from..line.chars.len()).find(|at| line.starts(*at, "分别")) {
            from = at + 2;
            let names = names(line, at);
            ratios(lines, number, at, out);
            let Some(row) = row(line, line.index_at(at), at) else { continue };
            again(lines, number, &row, &names, out);
            changed(line, row, out);
        }
    }
}

/// The row whose first value stands here, when it is opened by 分别 at a place.
fn row(line: &Line, index: usize, opened: usize) -> Option<Row<'_>> {
    let first = line.quantities.get(index)?;
    let gap = line.text(opened, first.from.max(opened));
    let near = gap.chars().count() <= 16 && !gap.contains(['，', '、', '。', '；', '：', '（']);
    near.then(|| gather(line, index)).flatten()
}

fn gather(line: &Line, index: usize) -> Option<Row<'_>> {
    let mut values: Vec<&Quantity> = Vec::new();
    for next in line.quantities.get(index..)? {
        let joined = values.last().is_none_or(|last| {
            next.same_unit(last)
                && matches!(line.text(last.to, next.from.max(last.to)), "、" | "和" | "与" | "及")
        });
        if !joined || next.range {
            break;
        }
        values.push(next);
    }
    (values.len() > 1).then_some(Row { at: index, values })
}

/// The subjects before 分别: 小学、初中. The last one may go on with what all of them have: 法律援助案件.
fn names(line: &Line, at: usize) -> Vec<&str> {
    let from = line.back(at, &['。', '；', '！', '？', '\n', '，', '：', '”', '）'], 60);
    let text = line.text(from, at).trim_start_matches("其中").trim_start_matches("全年");
    let names: Vec<&str> = match text.contains('、') {
        true => text.split(['、', '和', '及', '与']).collect(),
        false => text.split(['和', '及', '与']).collect(),
    };
    let length = names.first().map_or(0, |it| it.chars().count());
    let plain = names.len() > 1
        && names
            .iter()
            .all(|it| (2..=12).contains(&it.chars().count()) && !it.contains(|c: char| c.is_ascii_digit()));
    if !plain {
        return Vec::new();
    }
    let cut = |name: &&'_ str| name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
    let last = names.len() - 1;
    let short = |(index, name): (usize, &&'_ str)| if index == last { cut(name) } else { name.len() };
    let ends: Vec<usize> = names.iter().enumerate().map(|(index, name)| short((index, name))).collect();
    names.iter().zip(ends).filter_map(|(name, end)| name.get(..end)).collect()
}

/// The values of one unit that stand by the name of a subject before this quantity, in this paragraph and those before.
fn told<'l>(
    lines: &'l [Line],
    number: usize,
    before: usize,
    names: &[&str],
    unit: &Quantity,
) -> Vec<Vec<&'l Quantity>> {
    let mut found = vec![Vec::new(); names.len()];
    let Some(own) = lines.get(number) else { return found };
    let here = (0..before).rev().map(|index| (own, index));
    let earlier = lines.get(..number).unwrap_or_default().iter().rev().take(REACH);
    let all =
        here.chain(earlier.flat_map(|line| (0..line.quantities.len()).rev().map(move |index| (line, index))));
    for (line, index) in all.take(REACH) {
        let Some(it) = line.quantities.get(index).filter(|it| it.same_unit(unit) && !it.range) else {
            continue;
        };
        let label = line.label(index).trim_start_matches("其中");
        if has(label, &["上年", "去年", "同比"]) {
            continue;
        }
        for (name, values) in names.iter().zip(&mut found) {
            if label.starts_with(name) || label.ends_with(name) {
                values.push(it);
            }
        }
    }
    found
}

/// 花椒620亩、核桃380亩 … 花椒、核桃分别为380亩、620亩: each value stands by the name of the other.
fn again(lines: &[Line], number: usize, row: &Row<'_>, names: &[&str], out: &mut Findings) {
    let ([one, other], [first, second]) = (names, row.values.as_slice()) else { return };
    let Some(line) = lines.get(number) else { return };
    if first.value == second.value || one == other || first.qualifier.is_some() || second.qualifier.is_some()
    {
        return;
    }
    let told = told(lines, number, row.at, &[one, other], first);
    let [ones, others] = told.as_slice() else { return };
    let (Some(mine), Some(yours)) = (among(second, ones), among(first, others)) else { return };
    if among(first, ones).is_some() || among(second, others).is_some() {
        return;
    }
    exchanged(line, row, vec![mine, yours], String::new(), out);
}

fn among<'l>(value: &Quantity, values: &[&'l Quantity]) -> Option<&'l Quantity> {
    values.iter().find(|it| it.value == value.value).copied()
}

/// 由A、B增加到C、D，分别增长…: the growth of each, or of the other.
fn changed(line: &Line, old: Row<'_>, out: &mut Findings) {
    let moves = line.label(old.at);
    let next = old.at + old.values.len();
    let Some(new) = gather(line, next) else { return };
    let gap = line.text(old.to(), new.values.first().map_or(0, |it| it.from).max(old.to()));
    let alike = new.values.len() == old.values.len()
        && old.values.first().zip(new.values.first()).is_some_and(|(one, other)| one.same_unit(other));
    let moved = moves.ends_with(['由', '从']) && way(gap).is_some() && gap.ends_with(['到', '至', '为']);
    let short = gap.chars().count() <= 10 && !gap.contains(['，', '、', '。', '；']);
    if !(alike && moved && short) {
        return;
    }
    let Some(claims) = gather(line, next + new.values.len()).filter(|it| it.values.len() == new.values.len())
    else {
        return;
    };
    let said = line.text(new.to(), claims.values.first().map_or(0, |it| it.from).max(new.to()));
    let Some(way) = way(said).filter(|_| said.starts_with('，') && said.chars().count() <= 10) else {
        return;
    };
    let percent = old.values.iter().any(|it| it.is_percent());
    let points = claims.values.iter().all(|it| it.unit == "百分点");
    let rates = claims.values.iter().all(|it| it.is_percent());
    if percent != points || !(rates || points) {
        return;
    }
    let made: Vec<Interval> = old
        .values
        .iter()
        .zip(&new.values)
        .map(|(old, new)| if points { new.value - old.value } else { Interval::growth(new.value, old.value) })
        .map(|made| if way == Way::Down { -made } else { made })
        .collect();
    let fits = |claim: &Quantity, made: &Interval| claim.value.equals(*made) == Verdict::Holds;
    let wrong: Vec<usize> = claims
        .values
        .iter()
        .zip(&made)
        .enumerate()
        .filter(|(_, (it, made))| it.value.equals(**made) == Verdict::Fails)
        .map(|(at, _)| at)
        .collect();
    if wrong.is_empty() {
        return;
    }
    if wrong.iter().all(|at| {
        let claim = claims.values.get(*at);
        claim.is_some_and(|it| {
            wrong.iter().any(|other| other != at && made.get(*other).is_some_and(|made| fits(it, made)))
        })
    }) {
        let digits = |made: &Interval| about(made, 1);
        let reason = made.iter().map(digits).collect::<Vec<_>>().join("、");
        return exchanged(line, &claims, new.values.clone(), reason, out);
    }
    let unit = if points { "个百分点" } else { "%" };
    for at in wrong {
        let (Some(claim), Some(made), Some(old), Some(new)) =
            (claims.values.get(at), made.get(at), old.values.get(at), new.values.get(at))
        else {
            continue;
        };
        let verdict = claim.value.equals(*made);
        let (shown, made) = (claim.shown(), about(made, claim.printed.scale().max(1)));
        Statement {
            kind: if points { "figures/percentage-points" } else { "figures/growth" },
            line,
            from: claim.from,
            to: claim.to,
            claim,
            called: ("变化", "change"),
            parts: vec![*old, *new],
            verdict,
            reason: format!("{} → {}：{made}{unit}", old.shown(), new.shown()),
        }
        .tell(
            || format!("写的是 {shown}{unit}，按前面的数算是 {made}{unit}"),
            || format!("{shown} is stated, the numbers make {made}"),
            out,
        );
    }
}

/// 小学、初中分别有教师…、…，生师比分别为15∶1和13∶1: each ratio is its number by the row before it.
fn ratios(lines: &[Line], number: usize, at: usize, out: &mut Findings) {
    let Some(line) = lines.get(number) else { return };
    let (mut from, mut shown) =
        (at + 2 + usize::from(matches!(line.char(at + 2), '为' | '是' | '达')), Vec::new());
    let mut to = from;
    loop {
        let end = (from..).find(|at| !matches!(line.char(*at), '0'..='9' | '.')).unwrap_or(from);
        let one = matches!(line.char(end), '∶' | '：')
            && line.char(end + 1) == '1'
            && !line.char(end + 2).is_ascii_digit();
        let Some(value) = line.text(from, end).parse::<Decimal>().ok().filter(|_| one) else { break };
        shown.push(value);
        to = end + 2;
        if !matches!(line.char(to), '、' | '和' | '与' | '及') {
            break;
        }
        from = to + 1;
    }
    let [one, other] = shown.as_slice() else { return };
    // The row before in the sentence, and the names of its subjects.
    let begin = line.back(at, &['。', '；', '\n'], 100);
    let Some(first) = (begin..at).find(|at| line.starts(*at, "分别")) else { return };
    let Some(below) = row(line, line.index_at(first), first).filter(|it| it.values.len() == 2) else {
        return;
    };
    let subjects = names(line, first);
    let [name, _] = subjects.as_slice() else { return };
    let Some(unit) = below.values.first().filter(|_| !name.is_empty()) else { return };
    let above = told(lines, number, below.at, &subjects, unit);
    let [ones, others] = above.as_slice() else { return };
    let [under, beneath] = below.values.as_slice() else { return };
    let makes = |values: &[&Quantity], under: &Quantity, ratio: Decimal| {
        values
            .iter()
            .any(|it| Interval::rounded(ratio).equals(it.value.quotient(under.value)) == Verdict::Holds)
    };
    let given = makes(ones, under, *one) || makes(others, beneath, *other);
    if given || !makes(ones, under, *other) || !makes(others, beneath, *one) {
        return;
    }
    out.push(
        Finding::error(
            "figures/respectively",
            line.span(begins(line, below.at), to),
            format!("两个比值的次序颠倒了：按前面的数，依次是 {other}∶1、{one}∶1"),
            format!("the ratios are exchanged: the numbers make {other} and {one}"),
        )
        .reason(format!("{other}∶1，{one}∶1"))
        .related("有关的数", "number", under.span),
    );
}

fn exchanged(line: &Line, row: &Row<'_>, parts: Vec<&Quantity>, reason: String, out: &mut Findings) {
    let Some(claim) = row.values.first() else { return };
    Statement {
        kind: "figures/respectively",
        line,
        from: begins(line, row.at),
        to: row.to(),
        claim,
        called: ("第一个数", "first value"),
        parts,
        verdict: Verdict::Fails,
        reason,
    }
    .tell(
        || "“分别”后面的数，次序与前面的各项对不上：互相写反了".to_owned(),
        || "the values behind 分别 stand in the wrong order".to_owned(),
        out,
    );
}
