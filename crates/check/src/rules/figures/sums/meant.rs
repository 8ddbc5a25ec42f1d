//! Whether a list of numbers is meant to make its whole.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{both, complements, compounds, heads, is_level, is_short, is_whole, overlaps};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::accounts::flow_words::flows;
use crate::rules::figures::statement::{addition, beside, is_within, printed_in, sum_of};
use crate::rules::figures::words::{TOTALS, acts, has, repeats};

/// Whether 包括 opens a list of three and more that 、 joins and that misses its whole by a tenth at most: it names all.
pub(crate) fn includes(line: &Line, whole: &Quantity, parts: &[&Quantity], named: &Interval) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let opened = has(line.text(whole.to, first.from.max(whole.to)), &["，包括", "，包含", "（包括"]);
    let joined = parts.windows(2).all(
        |pair| matches!(pair, [one, other] if line.text(one.to, other.from).starts_with(['、', '和', '及'])),
    );
    let exact = parts.iter().all(|it| it.qualifier.is_none()) && whole.qualifier.is_none();
    let stop = line.ahead(last.to, &['，', '。', '；', '）'], 12);
    opened
        && joined
        && exact
        && parts.len() > 2
        && !line.text(first.from, stop).contains('等')
        && (is_within(whole, named, Decimal::new(90, 2), Decimal::ONE)
            || (one_digit(whole, parts) && is_within(whole, named, Decimal::new(75, 2), Decimal::ONE)))
}

/// Whether all parts miss their whole by one digit: 36 of 46.
fn one_digit(whole: &Quantity, parts: &[&Quantity]) -> bool {
    let sum: Decimal = parts.iter().map(|it| printed_in(it, whole)).sum();
    let digits = (whole.printed - sum).abs().normalize().mantissa().to_string();
    digits.trim_end_matches('0').len() == 1
}

/// Whether three parts and more fill the sentence of their whole and miss it by a thirtieth at most; parts that are more than
/// what their sentence is about are no other things, even when they miss it by more.
fn fills(
    line: &Line,
    index: usize,
    whole: &Quantity,
    (parts, names): (&[&Quantity], &[&str]),
    named: &Interval,
) -> bool {
    let Some(last) = parts.last().filter(|_| parts.len() > 2) else { return false };
    let end = line.ahead(last.to, &['，', '、', '。', '；', '\n', '）'], 8);
    let plain = parts.windows(2).all(|pair| {
        matches!(pair, [one, other] if line.text(one.to, other.from).matches(['，', '、']).count() == 1)
    });
    let leads = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    let leads = leads.is_none_or(|it| it.sentence != whole.sentence);
    let tight = parts
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if line.text(one.to, other.from).contains('、')));
    // What 、 joins is over where a comma follows.
    let over = tight && line.char(end) == '，' && !line.text(last.to, end).contains('等');
    let closed = over || matches!(line.char(end), '。' | '；' | '\n');
    let most = match (leads && !heads(line.label(index), names) && !is_short(line.label(index), names), tight)
    {
        (false, _) => 103,
        (true, false) => 108,
        (true, true) => 112,
    };
    closed && plain && is_within(whole, named, Decimal::new(97, 2), Decimal::new(most, 2))
}

/// Whether parts say what was done with each of the things: 对排查出的96处隐患点，工程治理31处、避险搬迁29处、群测群防36处.
fn disposed(line: &Line, whole: &Quantity, parts: &[&Quantity], opening: &str) -> bool {
    let from = line.back(whole.from, &['。', '；', '，', '：', '\n'], 30);
    let joined = parts
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if line.text(one.to, other.from).starts_with(['、', '和'])));
    let all = parts.iter().any(|it| it.value == whole.value);
    parts.len() > 2
        && joined
        && !all
        && line.text(from, whole.from).starts_with(['对', '将', '把'])
        && opening.contains('，')
}

/// The sum of parts. Beside 3.26亿元 and 0.86亿元 1.2亿元 is 1.20亿元, when they miss their whole by no less than its last digit: who
/// rounds misses it by less.
pub(crate) fn exact_sum(whole: &Quantity, parts: &[&Quantity]) -> Interval {
    let scale = parts.iter().map(|it| it.printed.scale()).min().unwrap_or(0);
    let gap = addition(parts, whole).1.checked_sub(whole.printed).unwrap_or_default().abs();
    match scale > 0 && gap >= Decimal::new(1, scale) {
        true => sum_of(parts.iter().map(|it| beside(it, whole).0)),
        false => sum_of(parts.iter().map(|it| it.value)),
    }
}

/// Whether a sum comes so near to a whole that it can only have been meant to be it: within two fifths.
pub(crate) fn is_near(whole: &Quantity, named: &Interval) -> bool {
    is_within(whole, named, Decimal::new(6, 1), Decimal::new(16, 1))
}

/// Whether a sum is less than a whole, whatever the digits behind both.
fn sum_is_less(whole: &Quantity, named: &Interval) -> bool {
    named.is_below(&whole.value)
}

/// Whether a bare list is meant to make its whole: the whole says that it is one, or its noun stands in the parts, and
/// the sum misses it by a tenth at most.
pub(crate) fn is_meant(
    line: &Line,
    index: usize,
    whole: &Quantity,
    parts: &[&Quantity],
    named: &Interval,
    names: &[&str],
) -> bool {
    // 支出63.7万元，用于道路养护18.2万元、…、其他支出3万元: what is left is named, or the use of all of it.
    let first = parts.first().map_or(whole.to, |it| it.from.max(whole.to));
    let between = line.text(whole.to, first);
    let used = has(between, &["用于", "投向", "用在"]) && !between.contains("主要");
    let levels = names.len() > 2 && names.iter().all(|name| is_level(name));
    // 排查出的214处隐患，立行立改136处，…: what was found is disposed of in all of these ways.
    let found = names.len() > 2 && line.label(index).ends_with("出的");
    let all = levels
        || found
        || compounds(line.label(index), names)
        || is_within(whole, named, Decimal::new(85, 2), Decimal::new(115, 2)) && complements("", names)
        || is_whole(names)
        || (used && is_within(whole, named, Decimal::new(95, 2), Decimal::new(105, 2)));
    let alternate = |pair: &[&Quantity]| matches!(pair, [one, other] if line.index_at(other.from) > line.index_at(one.from) + 1);
    let alternating = parts.len() > 1 && parts.windows(2).all(alternate);
    let near = is_within(whole, named, Decimal::new(85, 2), Decimal::new(115, 2));
    if !near
        || whole.value.equals(*named) != Verdict::Fails
        || parts.iter().any(|part| part.qualifier.is_some())
    {
        return false;
    }
    let called = line.label(index);
    // 应参保31.8万人，实际参加居民医保28.6万人、职工医保2.4万人: what ought to be is no sum of what is.
    if called.contains('应') && has(between, &["实", "已"]) {
        return false;
    }
    // 残疾人9850人，享受生活补贴4137人、护理补贴5210人: one may get both.
    if repeats(names) && !is_whole(names) {
        return false;
    }
    if flows(called, names) || both(names) {
        return false;
    }
    let total = has(called, &TOTALS)
        || has(
            called,
            &["累计", "总", "全镇", "全县", "全乡", "全村", "全区", "全组", "现有", "我镇", "辖区", "在册"],
        );
    let noun: String = line.noun(index).chars().take(2).collect();
    let repeats = noun.chars().count() == 2 && names.iter().all(|name| name.contains(&noun));
    let last = |name: &&str| name.chars().last();
    // A级景区8家，4A级3家、3A级4家: a level may be left unnamed.
    let ranked = sum_is_less(whole, named) && names.iter().all(|name| name.ends_with(['级', '等']));
    let alike = names.len() > 1
        && !ranked
        && !heads(called, names)
        && names.iter().all(|name| last(name).is_some() && last(name) == names.first().and_then(last));
    let opening = |name: &str| name.chars().next();
    let opens = names.len() > 1
        && names.iter().all(|name| opening(name).is_some() && opening(name) == opening(called));
    // 帮扶干部186人，县直单位74人、镇干部48人、村干部54人.
    let tail: String = called.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let kin = tail.chars().count() == 2 && names.iter().filter(|name| name.ends_with(&tail)).count() >= 2;
    // Parts of one name between other numbers, 投资…，投资…, when they miss by little.
    if alternating && names.iter().all(|name| Some(name) == names.first()) {
        return is_within(whole, named, Decimal::new(93, 2), Decimal::new(107, 2));
    }
    if (all || disposed(line, whole, parts, between) || fills(line, index, whole, (parts, names), named))
        && !overlaps(names, called)
    {
        return true;
    }
    // 城东126辆、城西92辆、城北68辆: three names of one length and one beginning.
    let length = |name: &&str| name.chars().count();
    let heads = names.len() > 2
        && names.iter().all(|name| opening(name) == names.first().and_then(|it| opening(it)))
        && names.iter().all(|name| Some(length(name)) == names.first().map(length) && length(name) > 1);
    // 中小学86所，寄宿制学校42所、小规模学校38所: two that are of one kind may leave some unnamed, unless they miss their whole by
    // little.
    let least = if total || repeats { 90 } else { 95 };
    let shown = names.len() > 2
        || !sum_is_less(whole, named)
        || is_within(whole, named, Decimal::new(least, 2), Decimal::ONE);
    shown && (total || repeats || alike || opens || kin || heads) && !names.iter().any(|name| acts(name))
}
