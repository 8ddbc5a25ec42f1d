//! Shares of lists that name all there is 完整的分项: 离婚1963件，占68.3%；抚养427件；继承318件；其他166件. What ends with 其他 is whole, so
//! its sum is what every share of it is of.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::division::statement;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{about, printed_in};
use crate::rules::figures::words::has;

/// How far from a share its list may end, and how many members it has at most, both in quantities.
const REACH: usize = 10;

/// What is left when all others are named.
const REST: [&str; 5] = ["其他", "其它", "其余", "剩余", "余下"];

/// What is told between two members and makes the second none of the list.
const OTHER: [&str; 12] =
    ["其中", "合计", "共计", "总计", "同比", "上年", "去年", "累计", "另", "总", "新增", "均"];

/// The members of a list up to the one of what is left, in order; with each where it stands.
fn members(line: &Line, end: usize) -> Vec<(usize, &Quantity)> {
    let Some(last) = line.quantities.get(end) else { return Vec::new() };
    let mut found = vec![(end, last)];
    // Where the words between two members begin: behind the share of the first of them.
    let mut shared = None;
    for at in (end.saturating_sub(2 * REACH)..end).rev() {
        let (Some(it), Some((_, next))) = (line.quantities.get(at), found.last()) else { break };
        // 占68.3% between two members is of the first of them.
        if it.is_percent() {
            let share =
                line.label(at).starts_with('占') || line.text(it.from.saturating_sub(1), it.from) == "（";
            if !share {
                break;
            }
            shared = Some(it.to);
            continue;
        }
        let from = shared.take().unwrap_or(it.to);
        let gap = line.text(from, next.from.max(from)).trim_start_matches('）');
        let marks = gap.matches(['，', '；']).count() + usize::from(gap.starts_with('、'));
        let plain = it.same_unit(last) && it.depth == last.depth && !it.range && it.qualifier.is_none();
        let joined = gap.chars().count() <= 28
            && marks == 1
            && gap.starts_with(['，', '；', '、'])
            && !gap.contains('。');
        if !plain || !joined || has(gap, &OTHER) {
            break;
        }
        found.push((at, it));
    }
    found.reverse();
    // A total may stand before its list.
    if let Some(((_, first), rest)) = found.split_first()
        && first.value.equals(Interval::sum(rest.iter().map(|it| it.1.value))) == Verdict::Holds
    {
        found.remove(0);
    }
    found
}

/// 农业用水3.6亿立方米、工业用水0.9亿立方米、生活用水1.5亿立方米，农业用水占用水总量的60%: all have the noun that the share is of.
pub(crate) fn of_noun(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let Some((subject, of)) = label.rsplit_once('占') else { return false };
    let of = of.trim_end_matches(['的', '为', '约']);
    let noun = ["总量", "总数", "总额", "总面积", "总产量"].iter().find_map(|word| of.strip_suffix(word));
    let Some(noun) = noun.filter(|noun| noun.chars().count() > 1 && subject.chars().count() > 1) else {
        return false;
    };
    let before = line.quantities.get(..index).unwrap_or_default().iter().enumerate().rev();
    let own = before.take_while(|(at, it)| {
        it.is_amount() && it.sentence == rate.sentence && line.label(*at).ends_with(noun) && !it.range
    });
    let mut list: Vec<(usize, &Quantity)> = own.take(REACH).collect();
    list.reverse();
    let alike = list.windows(2).all(|pair| {
        matches!(pair, [one, other] if one.1.same_unit(other.1)
        && line.text(one.1.to, other.1.from.max(one.1.to)).starts_with(['、', '，']))
    });
    // A number that has the noun alone is the whole of the others.
    let bare = |at: usize| line.label(at).trim_start_matches("其中").chars().count() <= noun.chars().count();
    let mut parts = list.iter().filter(|(at, _)| line.label(*at).ends_with(subject));
    let (Some(part), None) = (parts.next(), parts.next()) else { return false };
    if list.len() < 2 || !alike || list.iter().any(|(at, _)| bare(*at) || has(line.label(*at), &OTHER)) {
        return false;
    }
    tell(line, index, rate, part.1, &list, out)
}

/// Judges a share of a member, or of what the first of them make together. Gives whether it told of it.
pub(crate) fn judge(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let from = index.saturating_sub(REACH);
    let near = line.quantities.iter().enumerate().skip(from).take(2 * REACH);
    // 其他用电36万度: the noun of the list may follow.
    let is_rest = |at: usize| {
        REST.iter().any(|word| line.label(at).starts_with(word)) && line.label(at).chars().count() <= 6
    };
    // Of the lists around a share its own is the next one, or the one right before.
    let mut ends = near
        .filter(|(at, it)| it.is_amount() && is_rest(*at) && it.sentence + 2 >= rate.sentence)
        .map(|(at, _)| at);
    let (Some(end), None) = (ends.next(), ends.next()) else { return false };
    let list = members(line, end);
    let Some(part) = part(line, index, rate, label, &list).filter(|_| list.len() > 2) else { return false };
    tell(line, index, rate, part, &list, out)
}

/// Holds a share of a member against the sum of its list. Gives whether it told of it.
fn tell(
    line: &Line,
    index: usize,
    rate: &Quantity,
    part: &Quantity,
    list: &[(usize, &Quantity)],
    out: &mut Findings,
) -> bool {
    let whole = Interval::sum(list.iter().map(|it| it.1.value));
    let made = part.value.rate(whole);
    let like = |hundredths| rate.value.times(Decimal::new(hundredths, 2));
    let near = !made.is_below(&like(60)) && !like(160).is_below(&made);
    // Whatever else it may be the share of.
    let other = line.around(index, 24).any(|(_, it)| {
        it.same_unit(part)
            && it.from != part.from
            && rate.value.equals(part.value.rate(it.value)) == Verdict::Holds
    });
    let verdict = rate.value.equals(made);
    if !near || other && verdict == Verdict::Fails {
        return false;
    }
    let total: Decimal = list.iter().map(|(_, it)| printed_in(it, part)).sum();
    let (shown, made) = (rate.shown(), about(&made, rate.printed.scale().max(1)));
    let reason = format!("{} ÷ {} = {made}%", part.shown(), total.normalize());
    let parts = list.iter().map(|it| it.1).collect();
    statement(line, index, rate, parts, verdict, reason).tell(
        || format!("写的是 {shown}%，按所列各项算是 {made}%"),
        || format!("{shown} % is stated, the listed numbers make {made} %"),
        out,
    );
    true
}

/// What the share is of: the member right before it, the sum right before it, or the member that its clause names.
fn part<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    list: &[(usize, &'l Quantity)],
) -> Option<&'l Quantity> {
    let at = index.checked_sub(1)?;
    let before = line.quantities.get(at)?;
    let subject = label.rsplit_once('占')?.0.trim_end_matches(['仅', '只', '约', '就']);
    let direct = rate.from.saturating_sub(before.to) <= 6 && subject.is_empty();
    let one = list.first()?.1;
    let last = list.last()?.1;
    if direct && list.iter().any(|it| it.1.from == before.from) {
        return Some(before);
    }
    // 居前三位的合计139件，占58.9%.
    let sum = has(line.label(at), &["合计", "共", "总和"]) && before.from > last.to && before.same_unit(one);
    if direct && sum && before.from.saturating_sub(last.to) <= 16 {
        return Some(before);
    }
    // 婚姻家庭类最多，占38.1%.
    let behind = before.from == last.from;
    let clause = line.text(last.to, rate.from).trim_start_matches(['，', '；', '。']);
    let named = |label: &str| {
        let name: String = label.trim_start_matches("其中").chars().take(2).collect();
        name.chars().count() == 2 && clause.starts_with(&name)
    };
    let most = clause.contains("最多")
        || clause.starts_with(|c: char| !c.is_ascii_digit()) && clause.contains("居首");
    let mut found = list.iter().filter(|(at, _)| named(line.label(*at)));
    let only = found.next().filter(|_| found.next().is_none())?;
    // 林下经济占36%, 新材料一业占43.6%: it has the name of the member.
    let called = subject.chars().count() > 1 && clause.starts_with(subject);
    (behind && (most || called) && clause.chars().count() <= 16).then_some(only.1)
}
