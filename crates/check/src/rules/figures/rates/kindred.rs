//! The whole of a rate by what stands beside it 同类比率的分母: 民商事案件2546件…。民商事案件调解撤诉1349件，调撤率 is of what its part is called with,
//! and 集中供水39.84万人，集中供水率96%；自来水入户37.35万人，普及率90% are of one population.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::words::has;

/// How many numbers before are asked.
const REACH: usize = 10;

/// What a whole of people and homes is called.
const ALL: [&str; 9] = ["总", "共", "应", "人口", "常住", "适龄", "全县", "全镇", "户"];

fn plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// Whether what two numbers make is so many per cent from a rate at most.
fn is_near(part: &Quantity, whole: &Quantity, rate: &Quantity, slack: i64) -> bool {
    let (made, slack) = (part.value.rate(whole.value), Interval::exact(Decimal::from(slack)));
    let high = Interval::exact(Decimal::from(30)).is_below(&made);
    high && !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made)
}

/// The part right before a rate and the number before it with whose whole name its own begins.
pub(crate) fn by_subject<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = index.checked_sub(1)?;
    let part = line.quantities.get(at).filter(|it| plain(it) && it.sentence == rate.sentence)?;
    let label = line.label(at);
    let related = stem.chars().all(|c| label.contains(c)) && !has(label, &["不", "未", "没", "每", "均"]);
    if !related || rate.from.saturating_sub(part.to) > 12 {
        return None;
    }
    // 全院受理民事案件1800件 ends with what 民事案件调解撤诉 begins with.
    let cuts: Vec<usize> = label.char_indices().map(|(at, _)| at).skip(2).take(8).collect();
    let rest = |at: usize| {
        let whole = line.label(at).trim_start_matches("其中").trim_end_matches(['共', '有', '为']);
        let ends = |cut: &&usize| {
            let name = label.get(..**cut).unwrap_or_default();
            whole == name || whole.ends_with(name) && name.chars().count() > 2
        };
        cuts.iter().rev().find(ends).and_then(|cut| label.get(*cut..))
    };
    let mut found = (at.saturating_sub(REACH)..at).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| plain(it) && it.same_unit(part))?;
        let rest = rest(at)?;
        let own =
            it.sentence + 2 >= part.sentence && !it.value.is_below(&part.value) && !is_earlier(line, at);
        (own && stem.chars().any(|c| rest.contains(c))).then_some(it)
    });
    let whole = found.next()?;
    (found.next().is_none() && is_near(part, whole, rate, 15)).then_some((part, whole))
}

/// The two numbers of the kind that a rate names: 食用油120批次、不合格6批次，肉制品…，食用油不合格率.
pub(crate) fn by_kind<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (kind, _) = label.rsplit_once(stem)?;
    let (kind, not) = kind.strip_suffix('不').map_or((kind, false), |kind| (kind, true));
    let kind = kind.trim_start_matches("其中");
    if kind.chars().count() < 2 {
        return None;
    }
    let state = |at: usize| line.label(at).contains(stem) && line.label(at).contains('不') == not;
    let mut found = (index.saturating_sub(REACH * 2)..index.saturating_sub(1)).filter_map(|at| {
        let (whole, part) = (line.quantities.get(at)?, line.quantities.get(at + 1)?);
        let own = plain(whole) && plain(part) && whole.same_unit(part) && whole.sentence == part.sentence;
        let near = part.from.saturating_sub(whole.to) <= 10 && part.sentence + 3 >= rate.sentence;
        let named = line.label(at).ends_with(kind) || line.label(at).starts_with(kind);
        let all =
            !line.label(at).contains(stem) && !whole.value.is_below(&part.value) && !is_earlier(line, at);
        // 总投资3.2亿元，完成2.4亿元…；另一项目总投资2860万元，投资完成率: of what was told last.
        let last = || (at + 2..index).all(|at| !line.label(at).contains(kind));
        (own && near && named && all && state(at + 1) && last()).then_some((part, whole))
    });
    let pair = found.next()?;
    found.next().is_none().then_some(pair).filter(|(part, whole)| {
        let share = |hundredths| part.value.rate(whole.value).times(Decimal::new(hundredths, 2));
        !rate.value.is_below(&share(50)) && !share(200).is_below(&rate.value)
    })
}

/// The part right before a rate and the whole of the rate before it, when both are told of in clauses of one form.
pub(crate) fn beside<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    // Only rates of what people have are of all of them alike.
    let common =
        ["普及", "入户", "覆盖", "通水", "接种", "参保", "受益", "使用", "通电", "到位", "建档", "签约"];
    let [whole, first, before, part] = line.quantities.get(index.checked_sub(4)?..index)? else {
        return None;
    };
    let alike =
        plain(part) && plain(first) && plain(whole) && part.same_unit(first) && first.same_unit(whole);
    let rated = before.is_percent() && before.qualifier.is_none() && line.label(index - 2).contains('率');
    let holds = || before.value.equals(first.value.rate(whole.value)) == Verdict::Holds;
    let gap = line.text(before.to, part.from.max(before.to));
    let next = gap.starts_with(['，', '；'])
        && gap.chars().count() <= 14
        && gap.matches(['，', '；', '、']).count() == 1;
    let near = rate.from.saturating_sub(part.to) <= 8 && before.from.saturating_sub(first.to) <= 10;
    let of_all =
        has(line.label(index - 4), &ALL) && has(&whole.unit, &["人", "户"]) && !is_earlier(line, index - 4);
    let other = has(gap, &["其中", "另", "新增", "合格", "同比", "未", "不", "应"]);
    (common.contains(&stem) && alike && rated && near && next && of_all && !other && holds())
        .then_some((part, whole))
        .filter(|_| is_near(part, whole, rate, 6))
}

/// Things that each of a kind has one of, by their units: 常住人口28460人，建立健康档案26754份，建档率.
pub(crate) fn of_kinds<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let [whole, part] = line.quantities.get(index.checked_sub(2)?..index)? else { return None };
    let one_each =
        ["建档", "持证", "发证", "颁证", "办证", "发放", "发卡", "制卡", "就业", "床位使用", "使用", "入住"];
    let units = match part.unit.as_str() {
        "份" | "本" | "张" | "卡" => has(&whole.unit, &["人", "户"]) && whole.unit != "人次",
        "人" => matches!(whole.unit.as_str(), "人次" | "张" | "床"),
        _ => false,
    };
    let own =
        plain(part) && plain(whole) && part.sentence == rate.sentence && whole.sentence + 1 >= part.sentence;
    let near = rate.from.saturating_sub(part.to) <= 8 && part.from.saturating_sub(whole.to) <= 30;
    let told = has(line.label(index - 1), &["建", "发", "颁", "办", "制", "就业", "住", "占用", "领"]);
    (one_each.contains(&stem) && units && own && near && told && !part.same_unit(whole))
        .then_some((part, whole))
        .filter(|_| is_near(part, whole, rate, 12))
}

/// 核定床位60张，…年末入住46人，床位使用率: those who live there are told last, and beds only once.
pub(crate) fn of_beds<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = index.checked_sub(1)?;
    let part = line.quantities.get(at).filter(|it| plain(it) && it.unit == "人")?;
    let lives = has(line.label(at), &["入住", "在住", "托养", "供养", "收住", "在院"]);
    let named = matches!(stem, "使用" | "入住") && line.label(index).contains("床位");
    let near = part.sentence == rate.sentence && rate.from.saturating_sub(part.to) <= 8;
    let mut beds = (at.saturating_sub(REACH)..at).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| plain(it) && matches!(it.unit.as_str(), "张" | "床"))?;
        let all = !has(line.label(at), &["其中", "新增", "护理型", "家庭", "改造", "更换"]);
        (it.sentence + 1 >= part.sentence && all).then_some(it)
    });
    let whole = beds.next().filter(|_| lives && named && near)?;
    (beds.next().is_none() && is_near(part, whole, rate, 15)).then_some((part, whole))
}

/// 建成探头5860路，其中…，在线率97.6%（在线5719路）: the part stands in a bracket behind its rate.
pub(crate) fn in_bracket<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let part = line.quantities.get(index + 1).filter(|it| plain(it))?;
    let gap = line.text(rate.to, part.from.max(rate.to)).strip_prefix('（')?;
    let named = gap.contains(stem)
        && gap.chars().count() <= 8
        && line.char(part.to) == '）'
        && !has(gap, &["未", "不"]);
    let before = (index.saturating_sub(REACH)..index).filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| plain(it) && it.same_unit(part))?;
        (it.sentence == rate.sentence && !is_earlier(line, at)).then_some(it)
    });
    let whole = before.reduce(|one, it| if one.value.is_below(&it.value) { it } else { one })?;
    (named && is_near(part, whole, rate, 10)).then_some((part, whole))
}

/// 签约712户，签约率97.5%，尚余18户未签，应签730户: what was due stands behind the rate.
pub(crate) fn due_behind<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    const BEHIND: usize = 3;
    let part = line.quantities.get(index.checked_sub(1)?).filter(|it| plain(it))?;
    let near = part.sentence == rate.sentence && rate.from.saturating_sub(part.to) <= 10;
    let done = line.label(index - 1).ends_with(stem);
    let mut due = line.quantities.iter().enumerate().skip(index + 1).take(BEHIND).filter_map(|(at, it)| {
        let named = line.label(at).strip_prefix('应').is_some_and(|deed| {
            deed.chars().count() <= 4 && deed.chars().next().is_some_and(|c| stem.contains(c))
        });
        let own = it.sentence == rate.sentence && it.same_unit(part) && !it.value.is_below(&part.value);
        (named && own && plain(it)).then_some(it)
    });
    let whole = due.next().filter(|_| near && done)?;
    (due.next().is_none() && is_near(part, whole, rate, 15)).then_some((part, whole))
}
