//! The two numbers of a rate 率 that the sentence tells among others: 筹集1200套，其中新建480套、改建720套，已配租1056套，配租率88%; and the part
//! with what is left of it, 完工31个，完工率73.8%，其余11个.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::words::has;

/// How many numbers before a rate are asked.
const REACH: usize = 10;

/// What no rate of a report is of, or of which something else is told.
const OTHER: [&str; 16] = [
    "人口", "户籍", "常住", "比", "较", "由", "从", "均", "每", "增", "减", "目标", "上报", "其中", "另",
    "投资",
];

/// Words of what is left when a part is done.
const REST: [&str; 5] = ["其余", "剩余", "余下", "剩下", "其他"];

fn plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// The part right before a rate, which shares a character with it: 已配租1056套，配租率.
fn part<'l>(line: &'l Line, index: usize, stem: &str) -> Option<&'l Quantity> {
    let (at, rate) = (index.checked_sub(1)?, line.quantities.get(index)?);
    let part = line.quantities.get(at).filter(|it| plain(it) && it.sentence == rate.sentence)?;
    let told = line.label(at);
    let named = stem.chars().any(|c| told.contains(c)) && !has(told, &["不", "未", "没", "每", "均"]);
    // 职工医保4.18万人、居民医保28.28万人，参保率97.2%: one of a row is not what the rate is of.
    let first = part.from.saturating_sub(told.chars().count());
    let row = line.char(first.wrapping_sub(1)) == '、';
    (named && !row && rate.from.saturating_sub(part.to) <= 12).then_some(part)
}

/// The part, and the largest number of its sentence that it may be of.
pub(crate) fn pair<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let part = part(line, index, stem)?;
    let at = index - 1;
    // 实际检验4940辆，检验率95%；检验合格4693辆，合格率: of the sentence before, the one that comes nearest.
    let opens = line.nearby(part.from, &['；'], 10) && line.label(at).contains(stem);
    if opens && let Some(whole) = before(line, at, rate) {
        return Some((part, whole));
    }
    let before = (at.saturating_sub(REACH)..at).filter_map(|at| Some((at, line.quantities.get(at)?)));
    let wholes = before.filter(|(at, it)| {
        let own = it.sentence == part.sentence && it.depth == part.depth;
        let other = has(line.label(*at), &OTHER) || is_earlier(line, *at);
        own && plain(it) && it.same_unit(part) && !other && !it.value.is_below(&part.value)
    });
    let whole =
        wholes.map(|(_, it)| it).reduce(|one, it| if one.value.is_below(&it.value) { it } else { one })?;
    let made = part.value.rate(whole.value);
    let slack = Interval::exact(Decimal::from(15));
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    let like = Interval::exact(Decimal::from(30)).is_below(&made);
    (near && like).then_some((part, whole))
}

/// The number of the clause before ；that makes with a part what comes nearest to its rate, and not far from it.
fn before<'l>(line: &'l Line, at: usize, rate: &Quantity) -> Option<&'l Quantity> {
    let part = line.quantities.get(at)?;
    let apart = |it: &Quantity| {
        let made = part.value.rate(it.value);
        let middle = made.low().value()?.checked_add(made.high().value()?)?.checked_div(Decimal::TWO)?;
        Some((middle - rate.printed).abs())
    };
    let near = (at.saturating_sub(REACH)..at).filter_map(|at| {
        let it = line.quantities.get(at)?;
        let own = it.sentence + 1 == part.sentence && it.depth == part.depth && it.same_unit(part);
        let other = has(line.label(at), &OTHER) || is_earlier(line, at);
        (own && plain(it) && !other && !it.value.is_below(&part.value)).then_some((apart(it)?, it))
    });
    let (off, whole) = near.min_by(|one, other| one.0.cmp(&other.0))?;
    (off <= Decimal::from(6)).then_some(whole)
}

/// The part and what is left of the whole behind its rate: 完工31个，完工率73.8%，其余11个.
pub(crate) fn with_rest<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    rest(line, index, rate, part(line, index, stem)?)
}

/// The same of a share of all: 网上卖了19万斤，占总量的20%；剩下的76万斤.
pub(crate) fn share_with_rest<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let of = label.trim_end_matches(['的', '约', '了']).strip_prefix('占')?;
    let all = matches!(of, "" | "总数" | "总量" | "全部" | "总" | "总额" | "总面积" | "总人数" | "总户数");
    let part = index.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(|it| plain(it))?;
    let near = part.sentence == rate.sentence && rate.from.saturating_sub(part.to) <= 10;
    // 占25.3%，其他34件: the others of a list may be only some of those that are left.
    let other = line.label(index + 1).starts_with(['其', '余']) && !line.label(index + 1).starts_with("其余");
    // The second of several shares leaves less than that.
    let first = index.checked_sub(2).and_then(|at| line.quantities.get(at));
    let first = first.is_none_or(|it| !it.is_percent() || it.sentence != rate.sentence);
    (all && near && first && !other).then(|| rest(line, index, rate, part))?
}

/// A part with what is told to be left behind its rate.
fn rest<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    part: &'l Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let rest = line.quantities.get(index + 1).filter(|it| plain(it) && it.same_unit(part))?;
    let label = line.label(index + 1);
    // 其余11个正在施工: but 其他15件 is one of a list.
    let told = REST.iter().any(|word| label.starts_with(word)) && label.chars().count() <= 4;
    let gap = line.text(rate.to, rest.from.max(rate.to));
    let joined = gap.chars().count() <= 6 && gap.starts_with(['，', '；', '。']);
    let made = part.value.rate(part.value + rest.value);
    let slack = Interval::exact(Decimal::from(15));
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    (told && joined && near).then_some((part, rest))
}
