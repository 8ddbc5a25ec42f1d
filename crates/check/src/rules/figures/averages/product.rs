//! Products 单量乘以数量: 260盏，每盏3200元，共需83.2万元; what is said of each, how many there are, and what they make.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::average_scope::is_counterpart;
use super::each::{Each, each};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, about_as, begins, printed_in};
use crate::rules::figures::words::{TOTALS, has};

/// Words by which a number says that it is what the others make; 全年 and 可 of what is made in a year.
const MADE: [&str; 6] = ["全年", "一年", "年可", "年供", "总", "计"];

/// Words behind which more than the product is told, or another time.
const MORE: [&str; 18] = [
    "其中", "同比", "上年", "去年", "另", "含", "连同", "加上", "结余", "新增", "年均", "以来", "比", "剩",
    "核减", "扣", "三档", "分档",
];

/// Looks whether a number is said of each of something and its product is told; gives whether it is.
pub(crate) fn run(line: &Line, index: usize, one: &Quantity, out: &mut Findings) -> bool {
    if one.range || one.quoted || one.is_percent() {
        return false;
    }
    let each = each(line, index);
    if !(1..=3).contains(&each.len()) {
        return false;
    }
    Product::of(line, index, one, &each).is_some_and(|it| it.tell(line, index, out))
}

/// What is said of each, by what it is multiplied, and what that makes.
struct Product<'l> {
    one: &'l Quantity,
    /// The numbers of the text by which it is multiplied.
    counts: Vec<&'l Quantity>,
    /// What they make with the months or days of a year.
    by: Interval,
    made: &'l Quantity,
    /// Whether a word says that it is the total.
    sure: bool,
    /// Whether nothing says so: 每口12亩，水面4320亩.
    bare: bool,
}

impl<'l> Product<'l> {
    fn of(line: &'l Line, index: usize, one: &'l Quantity, each: &[Each]) -> Option<Product<'l>> {
        let found: Vec<Option<(usize, &Quantity)>> = each.iter().map(|it| it.count(line, index)).collect();
        let places = found.iter().flatten().map(|(at, _)| *at);
        let (first, last) = (places.clone().fold(index, usize::min), places.fold(index, usize::max));
        let behind = line.quantities.get(last + 1).filter(|it| is_total(line, last, it, index, one));
        let said = behind.or_else(|| ahead(line, index, first, one));
        let beside = || line.quantities.get(last + 1).filter(|it| is_beside(line, last, it, one));
        let made = said.or_else(beside)?;
        let (mut by, mut counts) = (Interval::exact(Decimal::ONE), Vec::new());
        for (kind, count) in each.iter().zip(found) {
            by = by
                * match count {
                    Some((_, it)) => {
                        counts.push(it);
                        it.value.times(Decimal::ONE.checked_div(kind.scale())?)
                    }
                    None => in_a_year(line, index, kind, made)?,
                };
        }
        // Without any number of its own a product is told of the days of a year alone.
        let told = !counts.is_empty() || matches!(each, [Each::Day]);
        let gap = line.quantities.get(last).map_or("", |it| line.text(it.to, made.from.max(it.to)));
        let sure = has(gap, &TOTALS) || has(gap, &MADE);
        let bare = said.is_none();
        told.then_some(Product { one, counts, by, made, sure, bare })
    }

    fn tell(self, line: &Line, index: usize, out: &mut Findings) -> bool {
        let Product { one, counts, by, made, sure, bare } = self;
        // 每个网格配备专职网格员2名，兼职网格员共计41名: of others.
        if is_counterpart(line.label(index), line.label(line.index_at(made.from))) {
            return false;
        }
        // Then only a point set wrong shows what was meant.
        if bare && !is_shifted(line, index, one, &counts, made) {
            return false;
        }
        let value = said(line, index, one);
        // 现有孤儿86人，全年发放…: of those who are there now, who may have been others in the months before.
        let now = |it: &&Quantity| has(line.label(line.index_at(it.from)), &["现有", "目前", "年末", "年底"]);
        let yearly = counts.iter().any(now) && each(line, index).iter().any(|it| matches!(it, Each::Month));
        let verdict = |made: &Quantity| match value.equals(made.value.quotient(by)) {
            Verdict::Fails if yearly => Verdict::Open,
            verdict => verdict,
        };
        let told = |it: &Quantity| it.sentence == made.sentence && it.from != one.from && alike(it, one);
        let other = line.around(index, 12).any(|(_, it)| told(it) && verdict(it) == Verdict::Holds);
        let product = value * by;
        // 护河员420名，其中脱贫人口260名，人均1.5公里，共630公里: an average of all, not of those told last.
        let all = counts.iter().find_map(|it| all_of(line, it)).filter(|_| line.label(index).contains('均'));
        if !other && all.is_some_and(|all| is_like(made, &(value * all.value), sure)) {
            return false;
        }
        if !other && !is_like(made, &product, sure) {
            return false;
        }
        let places = counts.iter().copied().chain([one, made]);
        let first = places.clone().map(|it| it.from).min().unwrap_or(one.from);
        let last = places.map(|it| it.to).max().unwrap_or(made.to);
        let (shown, computed) = (made.shown(), about_as(&product, made, 2));
        let unit = &made.printed_unit;
        Statement {
            kind: "figures/average",
            line,
            from: begins(line, line.index_at(first)),
            to: last,
            claim: made,
            called: ("总数", "total"),
            parts: [one].into_iter().chain(counts).collect(),
            verdict: if other { Verdict::Holds } else { verdict(made) },
            reason: format!("{} × {} = {computed}", printed_in(one, made), about(&by, 2)),
        }
        .tell(
            || format!("写的是 {shown}{unit}，单个的数乘出来是 {computed}{unit}"),
            || format!("{shown} is stated, so many of each make {computed}"),
            out,
        );
        true
    }
}

/// The number of all, when a count is of some of them: 其中脱贫人口260名.
fn all_of<'l>(line: &'l Line, count: &Quantity) -> Option<&'l Quantity> {
    let at = line.index_at(count.from);
    let whole = at.checked_sub(1).and_then(|at| line.quantities.get(at))?;
    let within = whole.same_unit(count) && whole.sentence == count.sentence;
    (within && line.label(at).starts_with("其中") && count.value.is_below(&whole.value)).then_some(whole)
}

/// The months or days of a year, when a total is said to be of one.
fn in_a_year(line: &Line, index: usize, kind: &Each, made: &Quantity) -> Option<Interval> {
    let one = line.quantities.get(index)?;
    let from = line.back(one.from, &['。', '；', '！', '？', '\n'], 60);
    let text = line.text(from, made.from.max(from));
    let behind = line.text(one.to, made.from.max(one.to));
    let part = has(text, &["月份", "季度", "上半年", "下半年", "以来", "投运", "开业", "截至"]);
    let year = |text: &str| has(text, &["全年", "一年", "年度"]) && !part;
    // What can be done in a year is done on each day; of what was done each day may have had its own number.
    let full = has(text, &["满负荷", "满产", "年可", "365天"]);
    let able = full || !line.label(index).contains("能力");
    match kind {
        Each::Month if year(text) => Some(Interval::exact(12.into())),
        Each::Year if !part => Some(Interval::exact(Decimal::ONE)),
        // Without such a word only working days may be meant.
        Each::Day if year(behind) && able => {
            Interval::between(End::Closed(if full { 365 } else { 245 }.into()), End::Closed(366.into()))
        }
        _ => None,
    }
}

/// 83.2万元（260盏，每盏3200元）: the total right before the count and what is said of each.
fn ahead<'l>(line: &'l Line, index: usize, first: usize, one: &Quantity) -> Option<&'l Quantity> {
    let (made, count) = (line.quantities.get(first.checked_sub(1)?)?, line.quantities.get(first)?);
    let near = first + 1 == index && count.from.saturating_sub(made.to) <= 12;
    let bare = line.label(index).chars().count() <= 3;
    let own = made.sentence == one.sentence
        && alike(made, one)
        && !has(line.label(first - 1), &["每", "均", "单价"]);
    (near && bare && own).then_some(made)
}

/// The value of what is said of each: a price or a rule is exact, an average is rounded.
fn said(line: &Line, index: usize, one: &Quantity) -> Interval {
    let exact = one.qualifier.is_none() && !line.label(index).contains('均');
    one.printed.checked_mul(one.factor).filter(|_| exact).map_or(one.value, Interval::exact)
}

/// Whether two numbers are of one unit; 人次 are counted as 人.
pub(super) fn alike(one: &Quantity, other: &Quantity) -> bool {
    let people = |it: &Quantity| matches!(it.unit.as_str(), "人" | "人次");
    let bare = |it: &'_ Quantity| it.unit.trim_end_matches('/').to_owned();
    !one.range && !other.range && (bare(one) == bare(other) || (people(one) && people(other)))
}

/// Whether the number behind all others says that it is what they make.
fn is_total(line: &Line, last: usize, made: &Quantity, index: usize, one: &Quantity) -> bool {
    let Some(before) = line.quantities.get(last) else { return false };
    let gap = line.text(before.to, made.from.max(before.to));
    // 全年按365天计算供水730万吨.
    let reckoned = gap.starts_with('计') && line.label(last).ends_with('按');
    // 6期，每期80人，培训480人.
    let bare = line.label(index).chars().count() <= 3 && is_counted(&one.unit);
    let brief = bare && gap.starts_with('，') && gap.chars().count() <= 5;
    // 每吨补贴120元，共收购3200吨，发放补贴38.4万元: the same is told of all.
    let told = |text: &str| -> Vec<char> {
        text.trim_end_matches(['为', '达', '约']).chars().rev().take(2).collect()
    };
    let again = !bare && told(gap).len() == 2 && told(gap) == told(line.label(index));
    // 每年安排500万元，五年累计投入2600万元: not each year with all.
    let verb = gap.rsplit(['共', '计']).next().unwrap_or_default();
    if line.label(index).contains("每年")
        && line.quantities.get(last).is_some_and(|it| it.unit == "年")
        && !line.label(index).contains(verb)
    {
        return false;
    }
    // 共需140万株（含补植）.
    if has(line.text(made.to, made.to + 8), &["（含", "，含", "（包括", "（其中", "，部分"]) {
        return false;
    }
    let said = has(gap, &TOTALS) || has(gap, &MADE) || reckoned || brief || again;
    let plain = gap.chars().count() <= 20 && !gap.contains(['。', '；', '每', '均']) && !has(gap, &MORE);
    // 每个网格2名网格员，…共有志愿者96名: others are counted.
    let noun = |index: usize| line.noun(index).trim_start_matches('的').chars().next();
    let same = match (noun(index), noun(last + 1)) {
        (Some(noun), Some(other)) => noun == other || !is_counted(&one.unit),
        _ => true,
    };
    let grows = |text: &str| text.contains('增');
    let same = same && grows(gap) == grows(line.label(index));
    // 每村补助5万元，重点村再补助3万元，…共…: what is said of some is added.
    let others = line.quantities.get(index + 1..last + 1).unwrap_or_default();
    let parts = line.label(index + 1).starts_with("其中");
    let alone = parts || others.iter().all(|it| !alike(it, one) || it.from == before.from);
    said && plain
        && same
        && alone
        && alike(made, one)
        && made.sentence == one.sentence
        && made.depth == before.depth
}

/// Whether a number of the same unit stands behind the count and each, and nothing says that it is of another thing.
fn is_beside(line: &Line, last: usize, made: &Quantity, one: &Quantity) -> bool {
    let Some(before) = line.quantities.get(last) else { return false };
    let gap = line.text(before.to, made.from.max(before.to));
    let plain = gap.chars().count() <= 12
        && gap.matches('，').count() <= 1
        && !gap.contains(['。', '；', '、', '每', '均', '（']);
    plain
        && !has(gap, &["其余", "其他", "其它", "还", "尚"])
        && !has(gap, &MORE)
        && alike(made, one)
        && made.sentence == one.sentence
        && made.depth == before.depth
}

/// Whether a number has the digits of a product and not its size; each of a thing is told as it is, not rounded.
fn is_shifted(line: &Line, index: usize, one: &Quantity, counts: &[&Quantity], made: &Quantity) -> bool {
    let exact =
        |it: &Quantity| it.printed.checked_mul(it.factor).filter(|_| it.qualifier.is_none() && !it.range);
    let each = each(line, index);
    let scale = each.iter().map(Each::scale).try_fold(Decimal::ONE, |all, it| all.checked_mul(it));
    let product = counts.iter().try_fold(exact(one), |all, it| Some(all?.checked_mul(exact(it)?)));
    let product = product.flatten().zip(scale).and_then(|(all, scale)| all.checked_div(scale));
    let (Some(product), Some(made)) = (product, exact(made)) else { return false };
    let digits = made.normalize().mantissa().abs().to_string().trim_end_matches('0').len();
    counts.len() == each.len()
        && digits >= 2
        && [10, 100, 1000]
            .into_iter()
            .map(Decimal::from)
            .any(|by| made.checked_mul(by) == Some(product) || product.checked_mul(by) == Some(made))
}

/// Whether a total is so near to a product that it can only have been meant to be it, or so far as a point set wrong.
pub(super) fn is_like(made: &Quantity, product: &Interval, sure: bool) -> bool {
    let (low, high) = if sure { (60, 170) } else { (80, 125) };
    let (low, high) = (Decimal::new(low, 2), Decimal::new(high, 2));
    let near = !made.value.is_below(&product.times(low)) && !product.times(high).is_below(&made.value);
    let shifted = [Decimal::TEN, Decimal::new(1, 1), Decimal::ONE_HUNDRED, Decimal::new(1, 2)];
    near || shifted.iter().any(|by| made.value.equals(product.times(*by)) == Verdict::Holds)
}

/// Whether a unit counts things, which have names that tell them apart.
fn is_counted(unit: &str) -> bool {
    !matches!(unit, "元" | "亩" | "公斤" | "米" | "平方米" | "立方米" | "千瓦时" | "千瓦")
}
