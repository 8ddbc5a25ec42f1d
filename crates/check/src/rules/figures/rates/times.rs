//! How many times one number is another 倍数: 东村收入84万元，西村21万元，东村是西村的4倍.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// How many numbers before are asked for their names.
const REACH: usize = 12;

/// What stands between the two names.
const LINKS: [&str; 6] = ["相当于", "达到", "是", "为", "达", "系"];

/// All statements of a paragraph that no other rule has judged.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if !line.quantities.iter().any(|it| it.unit == "倍") {
        return;
    }
    let judged = out.judged_in(line.index);
    for (index, claim) in line.quantities.iter().enumerate() {
        let own = claim.unit == "倍" && !claim.range && claim.qualifier.is_none() && !claim.quoted;
        if own
            && judged.binary_search(&claim.span).is_err()
            && !has(line.text(claim.to, claim.to + 2), &["多", "以", "左", "余"])
        {
            judge(line, index, claim, out);
        }
    }
}

fn judge(line: &Line, index: usize, claim: &Quantity, out: &mut Findings) {
    let Some(label) = line.label(index).strip_suffix('的') else { return };
    let Some((subject, of)) = LINKS.iter().find_map(|link| label.split_once(link)) else { return };
    if of.chars().count() < 2
        || has(of, &["原", "平均", "同期", "上年", "去年", "标准", "任务", "计划", "目标"])
    {
        return;
    }
    let Some((one, other)) = numbers(line, index, claim, (subject, of)) else { return };
    let made = one.value.quotient(other.value);
    let bound = |hundredths: i64| Interval::exact(claim.printed).times(Decimal::new(hundredths, 2));
    if made.is_below(&bound(40)) || bound(250).is_below(&made) {
        return;
    }
    let computed = about(&made, claim.printed.scale().max(1));
    let shown = claim.shown();
    let first = one.from.min(other.from);
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, line.index_at(first)),
        to: claim.to,
        claim,
        called: ("倍数", "multiple"),
        parts: vec![one, other],
        verdict: Interval::rounded(claim.printed).equals(made),
        reason: format!("{} ÷ {} = {computed}", printed_in(one, other), other.shown()),
    }
    .tell(
        || format!("写的是 {shown} 倍，按前面的数算是 {computed} 倍"),
        || format!("{shown} times is stated, the numbers make {computed}"),
        out,
    );
}

/// The number of the subject and the one that it is so many times of.
fn numbers<'l>(
    line: &'l Line,
    index: usize,
    claim: &Quantity,
    (subject, of): (&str, &str),
) -> Option<(&'l Quantity, &'l Quantity)> {
    let near: Vec<(usize, &Quantity)> = (index.saturating_sub(REACH)..index)
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .filter(|(_, it)| {
            it.is_amount()
                && !it.range
                && !it.quoted
                && it.qualifier.is_none()
                && it.sentence + 2 >= claim.sentence
        })
        .collect();
    let subject = subject.trim_start_matches(['，', '而']).trim_start_matches("其中");
    // The only number whose words have the longest beginning of a name that any has, and none of the other name.
    let named = |name: &str, not: &str| -> Option<(&'l Quantity, usize)> {
        let ends: Vec<usize> =
            name.char_indices().map(|(at, _)| at).chain([name.len()]).skip(2).take(7).collect();
        ends.into_iter().rev().find_map(|end| {
            let stem = name.get(..end)?;
            let mut found =
                near.iter().filter(|(at, _)| line.label(*at).contains(stem) && !not.starts_with(stem));
            let first = found.next()?;
            found.next().is_none().then_some((first.1, end))
        })
    };
    let (other, cut) = named(of, subject)?;
    let one = match subject {
        "" => near.iter().rev().map(|it| it.1).find(|it| it.span != other.span && it.same_unit(other))?,
        _ => named(subject, of).filter(|(it, cut)| measures(line, it, subject, *cut))?.0,
    };
    let told = subject.is_empty() || measures(line, other, of, cut) || named(subject, of).is_some();
    (told && one.span != other.span && one.same_unit(other)).then_some((one, other))
}

/// Whether the words of a number have what a name measures as well: 养殖户收入 of 养殖户年均收入.
fn measures(line: &Line, it: &Quantity, name: &str, cut: usize) -> bool {
    let tail = name.get(cut..).unwrap_or_default();
    let last: String = tail.chars().rev().take(2).collect::<Vec<char>>().into_iter().rev().collect();
    // 占地120亩 is an area, whatever it is called.
    let of_unit = match last.as_str() {
        "面积" => matches!(it.unit.as_str(), "亩" | "平方米"),
        "人数" => it.unit == "人",
        "户数" => it.unit == "户",
        "产量" => it.unit == "公斤",
        "里程" | "长度" => it.unit == "米",
        "数量" => true,
        _ => false,
    };
    last.is_empty() || of_unit || line.label(line.index_at(it.from)).contains(&last)
}
