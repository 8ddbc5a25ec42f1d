//! Whether a list of parts behind 其中 is meant to name all of its whole: then it has to make it.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::statement::printed_in;
use super::words::has;
use crate::quantity::{Line, Quantity};

/// Names of parts that leave nothing over 互补.
const PAIRS: [&[&str]; 26] = [
    &["一般", "重大"],
    &["省内", "省外"],
    &["市内", "市外"],
    &["县内", "县外"],
    &["国内", "国外"],
    &["境内", "境外"],
    &["公办", "民办"],
    &["规上", "规下"],
    &["规模以上", "规模以下"],
    &["专职", "兼职"],
    &["线上", "线下"],
    &["集中供养", "分散供养"],
    &["早稻", "晚稻"],
    &["早稻", "中稻", "晚稻"],
    &["水田", "旱地"],
    &["夏粮", "秋粮"],
    &["城镇", "农村"],
    &["城市", "农村"],
    &["第一产业", "第二产业", "第三产业"],
    &["一产", "二产", "三产"],
    &["新建", "续建"],
    &["常住", "流动"],
    &["内资", "外资"],
    &["财政", "自筹"],
    &["上半年", "下半年"],
    &["男", "女"],
];

/// Whether the names of the parts, or what their whole is called, leave nothing over: 规上…、规下…; 新改建…，其中新建…、改建….
pub(super) fn complements(called: &str, names: &[&str]) -> bool {
    let known = PAIRS.iter().any(|pair| {
        pair.len() == names.len()
            && pair.iter().all(|word| names.iter().filter(|it| it.contains(word)).count() == 1)
    });
    let works = has(called, &["新改建", "新（改）建", "新改扩建", "改扩建", "新建改建", "新建、改", "续建"])
        && names.len() > 1
        && names.iter().all(|name| has(name, &["新建", "改建", "扩建", "改造", "续建", "改扩建"]));
    works || known
}

/// Whether a second list runs beside this one, in another unit, and makes its whole: 412户1386人，其中…398户1341人，…14户….
pub(super) fn beside(line: &Line, index: usize, parts: &[usize]) -> bool {
    let joined = |one: usize, other: usize| {
        let (Some(first), Some(second)) = (line.quantities.get(one), line.quantities.get(other)) else {
            return false;
        };
        second.from.saturating_sub(first.to) <= 1 && !first.same_unit(second) && second.is_amount()
    };
    let makes = |step: fn(usize) -> Option<usize>, before: bool| {
        let other = |at: usize| {
            let other = step(at)?;
            let near = if before { joined(other, at) } else { joined(at, other) };
            line.quantities.get(other).filter(|_| near)
        };
        let Some(whole) = other(index) else { return false };
        let all: Option<Vec<&Quantity>> = parts.iter().map(|at| other(*at)).collect();
        let Some(all) = all.filter(|all| all.iter().all(|it| it.same_unit(whole))) else { return false };
        whole.value.equals(Interval::sum(all.iter().map(|it| it.value))) == Verdict::Holds
    };
    parts.len() > 1 && (makes(|at| at.checked_sub(1), true) || makes(|at| at.checked_add(1), false))
}

/// Whether parts miss their whole by so little, or in such a way, that a slip of the pen is likelier than a part that
/// nobody named: two digits that changed places, one digit that differs, a rest that no part is as small as.
pub(super) fn is_slip(line: &Line, whole: &Quantity, parts: &[&Quantity], names: &[&str]) -> bool {
    let vague = parts.iter().any(|it| it.qualifier.is_some() || it.range) || whole.qualifier.is_some();
    let last = parts.last().map_or(whole.to, |it| it.to);
    let end = line.ahead(last, &['，', '。', '；', '）'], 12);
    if vague
        || parts.len() < 2
        || line.text(last, end).contains('等')
        || names.iter().any(|it| has(it, &["重点", "主要", "含"]))
    {
        return false;
    }
    let printed: Vec<Decimal> = parts.iter().map(|it| printed_in(it, whole)).collect();
    let scale = printed.iter().map(Decimal::scale).max().unwrap_or(0).max(whole.printed.scale());
    let units = |it: &Decimal| -> Option<i64> {
        it.checked_mul(Decimal::from(10_i64.checked_pow(scale)?))?
            .to_i64()
            .filter(|it| (1..1_000_000_000_000).contains(it))
    };
    let (Some(total), Some(parts)) =
        (units(&whole.printed), printed.iter().map(units).collect::<Option<Vec<i64>>>())
    else {
        return false;
    };
    let sum: i64 = parts.iter().sum();
    let gap = total - sum;
    let least = parts.iter().copied().min().unwrap_or(0);
    // All parts as exact as their whole, or more so: a rest of rounding is none.
    let small = gap > 0 && gap < least;
    let swapped = swaps(total).any(|other| other == sum)
        || parts.iter().any(|part| swaps(*part).any(|other| sum - part + other == total));
    let near = gap.saturating_mul(20) <= total;
    let far = parts.len() >= 3 && gap.saturating_mul(2) <= least && gap.saturating_mul(12) <= total;
    let digit = gap % 10 == 0 && total % 10 != 0 && one_digit(gap);
    let single = one_digit(gap) && near && gap.saturating_mul(6) <= least;
    small && (swapped || far || single || (digit && (parts.len() >= 3 || gap % 100 == 0)))
}

/// A number of one digit and zeros.
fn one_digit(mut number: i64) -> bool {
    while number > 0 && number % 10 == 0 {
        number /= 10;
    }
    (1..10).contains(&number)
}

/// The numbers that two neighbouring digits make when they change places.
fn swaps(number: i64) -> impl Iterator<Item = i64> {
    (0..11_u32).filter_map(move |place| {
        let low = 10_i64.checked_pow(place)?;
        let (right, left) = (number / low % 10, number / low / 10 % 10);
        (right != left && number / low >= 10)
            .then(|| number - (right + left * 10) * low + (left + right * 10) * low)
    })
}
