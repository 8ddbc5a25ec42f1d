//! Rates whose two numbers have to be reckoned first 先算分子分母: 三项合计占…, 资金节约率, 超额…%, 机构照护率.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::against_plan::is_plan;
use super::of_rate;
use super::rate_words::OTHER_RATES;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, addition, begins, printed_in};
use crate::rules::figures::words::{ATTRIBUTES, has};

/// What a rate is made of, and how that is shown.
struct Fraction<'l> {
    parts: Vec<&'l Quantity>,
    made: Interval,
    shown: String,
}

/// Judges a percentage of one of these forms. Gives whether it was one.
pub(crate) fn judge(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    if let Some((fraction, sure)) = together(line, index, rate, label) {
        tell(line, index, rate, fraction.filter(|it| sure || holds(it, rate)), out);
        return true;
    }
    let fraction = saved(line, index, rate, label)
        .or_else(|| exceeded(line, index, rate, label))
        .or_else(|| complement(line, index, rate, label))
        .or_else(|| of_both(line, index, rate, label))
        .or_else(|| one_of_two(line, index, rate, label))
        .or_else(|| with_rest(line, index, rate, label));
    let judged = fraction.is_some();
    tell(line, index, rate, fraction, out);
    judged
}

fn holds(fraction: &Fraction<'_>, rate: &Quantity) -> bool {
    rate.value.equals(fraction.made) == Verdict::Holds
}

/// 64件、51件、35件，合计占全年240件的62.5%: the sum is the part. Also gives whether it is sure which numbers are added.
fn together<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
) -> Option<(Option<Fraction<'l>>, bool)> {
    let given = label == "的" && index > 0;
    let said = if given { line.label(index - 1) } else { label };
    let subject = said.rsplit_once('占')?.0;
    let mut last = if given { index.checked_sub(2)? } else { index.checked_sub(1)? };
    // 三项占…, 两类合计占…: how many they are is a number of its own.
    let claim_from = if given { line.quantities.get(index - 1)?.from } else { rate.from };
    let counts = |it: &&Quantity| {
        let near = claim_from - it.to == said.chars().count();
        it.chinese && near && matches!(it.unit.as_str(), "项" | "类" | "者" | "家" | "个" | "村" | "种")
    };
    let count = line.quantities.get(last).filter(counts).map(|it| it.printed);
    let words = ["合计", "共", "共计", "总计", "总共", "之和", "二者", "两者", "三者"];
    if count.is_some() {
        last = last.checked_sub(1)?;
    } else if !words.iter().any(|word| subject.ends_with(word)) {
        return None;
    }
    let end = line.quantities.get(last).filter(|it| it.is_amount() && it.sentence == rate.sentence)?;
    let mut first = last;
    // Whether only 、 and 和 stand between them: behind a comma another fact may begin.
    let mut sure = true;
    while let Some(before) = first.checked_sub(1).and_then(|at| line.quantities.get(at)) {
        let Some(next) = line.quantities.get(first) else { break };
        let gap = line.text(before.to, next.from.max(before.to));
        let row = before.same_unit(end) && before.sentence == end.sentence && !before.range;
        if !row || gap.chars().count() > 14 || has(gap, &["其中", "包括", "。", "；", "中"]) {
            break;
        }
        sure &= gap.starts_with(['、', '和', '与', '及']);
        first -= 1;
    }
    let run: Vec<&Quantity> = line.quantities.get(first..=last)?.iter().collect();
    if run.len() < 2 {
        return count.map(|_| (None, false));
    }
    // 女党员32名、少数民族党员21名: one may be both.
    sure &= !(first..=last).any(|at| has(line.label(at), &ATTRIBUTES));
    sure &= count.is_none_or(|count| count == Decimal::from(run.len()));
    let whole = match given {
        true => line.quantities.get(index - 1),
        false => first.checked_sub(1).and_then(|at| line.quantities.get(at)),
    };
    let whole = whole.filter(|it| it.same_unit(end) && it.sentence == rate.sentence && !it.range);
    let Some(whole) = whole else { return Some((None, false)) };
    let fraction = |parts: &[&'l Quantity]| {
        let made = Interval::sum(parts.iter().map(|it| it.value)).rate(whole.value);
        let (shown, sum) = addition(parts, whole);
        let shown = format!("{shown}，{sum} ÷ {}", whole.shown());
        Fraction { parts: parts.iter().copied().chain([whole]).collect(), made, shown }
    };
    let mut suffixes = (0..run.len() - 1).filter_map(|from| run.get(from..)).map(fraction);
    let all = fraction(&run);
    let below = !Interval::exact(Decimal::ONE_HUNDRED).is_below(&all.made);
    Some((suffixes.find(|it| holds(it, rate)).or(Some(all)), sure && below))
}

/// 财政投入1800万元、社会资本投入4200万元，社会资本占比70%: of both, when the paragraph tells no other number of the kind.
fn of_both<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    let name = ["占比为", "占比达", "占比"].iter().find_map(|word| label.strip_suffix(word))?;
    let [one, other] = line.quantities.get(index.checked_sub(2)?..index)? else { return None };
    let plain =
        |it: &Quantity| it.is_amount() && !it.range && it.qualifier.is_none() && it.sentence == rate.sentence;
    let gap = line.text(one.to, other.from.max(one.to));
    let called = |at: usize| line.label(at).contains(name);
    let part = match (called(index - 2), called(index - 1)) {
        (true, false) => one,
        (false, true) => other,
        _ => return None,
    };
    let alone = line.quantities.iter().filter(|it| it.same_unit(one)).count() == 2;
    let joined = gap.starts_with('、') && !gap.contains('，') && rate.from.saturating_sub(other.to) <= 12;
    let made = part.value.rate(one.value + other.value);
    let slack = Interval::exact(Decimal::TEN);
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    let own = name.chars().count() >= 2 && plain(one) && plain(other) && one.same_unit(other);
    (own && alone && joined && near).then(|| {
        let (shown, sum) = addition(&[one, other], part);
        let shown = format!("{shown}，{} ÷ {sum}", part.shown());
        Fraction { parts: vec![one, other], made, shown }
    })
}

/// 抽检480批次，不合格6批次，合格率98.75%: what is told is the rest.
fn complement<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    let stem = label.trim_end_matches(['为', '达', '到', '是', '约']).strip_suffix('率')?;
    let name = stem.char_indices().rev().nth(1).and_then(|(at, _)| stem.get(at..))?;
    if has(stem, &["不", "未"]) || rate.qualifier.is_some() {
        return None;
    }
    let [whole, part] = line.quantities.get(index.checked_sub(2)?..index)? else { return None };
    let plain =
        |it: &Quantity| it.is_amount() && !it.range && it.qualifier.is_none() && it.sentence == rate.sentence;
    let rest = ["不", "未"].iter().any(|not| {
        line.label(index - 1)
            .rsplit_once(not)
            .is_some_and(|(_, told)| told.starts_with(name) && told.chars().count() <= 4)
    });
    let earlier = index.checked_sub(3).and_then(|at| line.quantities.get(at));
    let alone = earlier.is_none_or(|it| it.sentence != rate.sentence || !it.same_unit(part));
    let near =
        rate.from.saturating_sub(part.to) <= 12 && part.same_unit(whole) && part.value.is_below(&whole.value);
    (rest && alone && near && plain(whole) && plain(part)).then(|| {
        let shown = format!("({} - {}) ÷ {0}", whole.shown(), printed_in(part, whole));
        Fraction { parts: vec![part, whole], made: (whole.value - part.value).rate(whole.value), shown }
    })
}

/// 预算450万元，成交414万元，节约36万元，资金节约率8%: of what was planned, not of what was paid.
fn saved<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    let bare = label.trim_end_matches(['为', '达', '到', '约']);
    if !["节约率", "节支率", "节省率", "核减率", "审减率"].iter().any(|word| bare.ends_with(word))
    {
        return None;
    }
    let before = |back: usize| {
        let at = index.checked_sub(back)?;
        let it = line.quantities.get(at).filter(|it| it.sentence == rate.sentence && it.is_amount())?;
        (!it.range && it.qualifier.is_none()).then_some((it, line.label(at)))
    };
    let planned = |label: &str| has(label, &["预算", "控制价", "送审", "计划", "概算", "限价", "报审"]);
    let paid = |label: &str| has(label, &["成交", "中标", "审定", "定案", "实际", "采购金额", "合同"]);
    let less = |label: &str| has(label, &["节约", "节支", "节省", "核减", "审减"]);
    let (last, two) = (before(1)?, before(2)?);
    if !last.0.same_unit(two.0) {
        return None;
    }
    let three = before(3).filter(|it| it.0.same_unit(two.0));
    let (whole, rest, saved) = match three {
        Some(three) if planned(three.1) && paid(two.1) && less(last.1) => (three.0, two.0, Some(last.0)),
        Some(three) if planned(three.1) && less(two.1) && paid(last.1) => (three.0, last.0, Some(two.0)),
        _ if planned(two.1) && paid(last.1) => (two.0, last.0, None),
        _ => return None,
    };
    let difference = whole.value - rest.value;
    // What was saved may be told wrongly itself: then another rule says so.
    if rest.value.may_equal(&whole.value)
        || whole.value.is_below(&rest.value)
        || saved.is_some_and(|it| !it.value.may_equal(&difference))
    {
        return None;
    }
    let (made, shown) = match saved {
        Some(saved) => {
            (saved.value.rate(whole.value), format!("{} ÷ {}", printed_in(saved, whole), whole.shown()))
        }
        None => {
            (difference.rate(whole.value), format!("({} - {}) ÷ {0}", whole.shown(), printed_in(rest, whole)))
        }
    };
    Some(Fraction { parts: vec![whole, saved.unwrap_or(rest)], made, shown })
}

/// Whether words before a rate tell by how much an aim was passed: 超额, 超计划, 超额完成年度任务.
fn passes(label: &str) -> bool {
    const REST: [&str; 11] =
        ["额", "出", "过", "完成", "年度", "年初", "全年", "计划", "目标", "任务", "指标"];
    let Some(mut rest) = label.strip_prefix('超') else { return false };
    while let Some(next) = REST.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    rest.is_empty()
}

/// 计划改厕400户，实际完成460户，超额15%; 改厕460户，完成任务400户，超额完成任务15%: by how much the aim was passed.
fn exceeded<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    if !passes(label) || rate.qualifier.is_some() {
        return None;
    }
    let at = index.checked_sub(2)?;
    let (one, other) = (line.quantities.get(at)?, line.quantities.get(at + 1)?);
    let aimed = |at: usize| has(line.label(at), &["计划", "目标", "任务", "指标"]) || is_plan(line, at);
    let (aim, done, told) = match (aimed(at), aimed(at + 1)) {
        (true, false) => (one, other, has(line.label(at + 1), &["完成", "实际", "到位", "实现", "达到"])),
        (false, true) => {
            (other, one, !has(line.label(at), &["上年", "去年", "其中", "比", "较", "均", "累计"]))
        }
        _ => return None,
    };
    let plain = aim.same_unit(done)
        && aim.is_amount()
        && aim.sentence == rate.sentence
        && done.sentence == rate.sentence
        && ![aim, done].iter().any(|it| it.range || it.qualifier.is_some());
    let more = aim.value.is_below(&done.value) && rate.from - other.to <= 12;
    (plain && told && more).then(|| {
        let target = Interval::exact(aim.printed.checked_mul(aim.factor).unwrap_or(aim.printed));
        let shown = format!("({} - {}) ÷ {1}", printed_in(done, aim), aim.shown());
        Fraction { parts: vec![aim, done], made: Interval::growth(done.value, target), shown }
    })
}

/// 失能老人480人，机构照护168人、居家照护312人，机构照护率35%: the rate has the name of one of two that are the whole.
fn one_of_two<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    let name = label.rsplit_once('率')?.0;
    // 收入8亿元，支出5亿元，净收益3亿元，净收益率1.2%: of the capital, which is not told.
    if name.chars().count() < 3 || rate.qualifier.is_some() || has(label, &OTHER_RATES) {
        return None;
    }
    let at = index.checked_sub(3)?;
    let [whole, one, other] = line.quantities.get(at..index)? else { return None };
    let plain = [whole, one, other].iter().all(|it| {
        it.same_unit(one) && it.is_amount() && it.sentence == rate.sentence && !it.range && !it.quoted
    });
    let gap = line.text(one.to, other.from.max(one.to));
    let named = |at: usize| line.label(at).ends_with(name);
    let part = match (named(at + 1), named(at + 2)) {
        (true, false) => one,
        (false, true) => other,
        _ => return None,
    };
    let sum = one.value + other.value;
    let whole_is_sum = whole.value.equals(sum) == Verdict::Holds;
    (plain && gap.starts_with(['、', '，']) && whole_is_sum && rate.from - other.to <= 16).then(|| {
        let shown = format!("{} ÷ {}", printed_in(part, whole), whole.shown());
        Fraction { parts: vec![part, whole], made: part.value.rate(whole.value), shown }
    })
}

/// 完工31个，完工率73.8%，其余11个: of what was done and what is left; nothing when another whole makes it.
fn with_rest<'l>(line: &'l Line, index: usize, rate: &Quantity, label: &str) -> Option<Fraction<'l>> {
    let stem = label.trim_end_matches(['为', '达', '到', '是']).strip_suffix('率');
    let stem = stem.and_then(|stem| stem.get(stem.char_indices().rev().nth(1)?.0..));
    let (part, rest) = match stem {
        Some(stem) => of_rate::with_rest(line, index, rate, stem)?,
        None => of_rate::share_with_rest(line, index, rate, label)?,
    };
    let whole = part.value + rest.value;
    let made = part.value.rate(whole);
    let mut around = line.around(index, 10).filter(|(_, it)| it.same_unit(part));
    let other = around.any(|(_, it)| rate.value.equals(part.value.rate(it.value)) == Verdict::Holds);
    let (shown, sum) = addition(&[part, rest], part);
    let shown = format!("{shown}，{} ÷ {sum}", part.shown());
    (!other).then(|| Fraction { parts: vec![part, rest], made, shown })
}

/// 满意540份、基本满意24份，满意率97.9%: whether two that stand in a row before a rate make it of one that came before.
pub(crate) fn two_make(line: &Line, index: usize, rate: &Quantity) -> bool {
    let first = index.saturating_sub(6);
    let before = line.quantities.get(first..index).unwrap_or_default();
    let plain = |it: &Quantity| it.is_amount() && !it.range && it.sentence + 1 >= rate.sentence;
    before.windows(2).enumerate().any(|(at, pair)| {
        let [one, other] = pair else { return false };
        let joined = line.text(one.to, other.from.max(one.to)).starts_with(['、', '和']);
        let sum = one.value + other.value;
        let makes = |it: &Quantity| {
            plain(it) && it.same_unit(one) && rate.value.equals(sum.rate(it.value)) == Verdict::Holds
        };
        let row = joined && plain(one) && plain(other) && one.same_unit(other);
        row && before.get(..at).unwrap_or_default().iter().any(makes)
    })
}

/// A whole of which the number before a rate makes the rate with two digits exchanged: 375件, of 396件, 满意率97.4%.
pub(crate) fn exchanged<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = index.checked_sub(1)?;
    let part = line.quantities.get(at)?;
    let plain = part.is_amount() && !part.range && part.qualifier.is_none() && part.sentence == rate.sentence;
    if !plain || rate.from - part.to > 8 || !line.label(at).contains(stem) {
        return None;
    }
    let digits = rate.printed.scale();
    let printed = rate.printed.to_string();
    let swapped = |whole: &Quantity| {
        let made = about(&part.value.rate(whole.value), digits);
        let differ: Vec<(char, char)> = made.chars().zip(printed.chars()).filter(|(a, b)| a != b).collect();
        made.len() == printed.len()
            && made.len() >= 4
            && matches!(differ.as_slice(), [(a, b), (c, d)] if a == d && b == c)
    };
    let mut found = line.around(index, 8).filter(|(other, it)| {
        *other < at
            && it.same_unit(part)
            && it.sentence + 1 >= rate.sentence
            && part.value.is_below(&it.value)
            && swapped(it)
    });
    let whole = found.next()?.1;
    found.next().is_none().then_some((part, whole))
}

fn tell(line: &Line, index: usize, rate: &Quantity, fraction: Option<Fraction<'_>>, out: &mut Findings) {
    let Some(Fraction { parts, made, shown }) = fraction else { return };
    let first = parts.iter().map(|part| part.from).min().unwrap_or(rate.from);
    let verdict = rate.value.equals(made);
    let (stated, made) = (rate.shown(), about(&made, rate.printed.scale().max(1)));
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, line.index_at(first)).min(begins(line, index)),
        to: rate.to,
        claim: rate,
        called: ("比率", "rate"),
        parts,
        verdict,
        reason: format!("{shown} = {made}%"),
    }
    .tell(
        || format!("写的是 {stated}%，按前面的数算是 {made}%"),
        || format!("{stated} % is stated, the numbers make {made} %"),
        out,
    );
}
