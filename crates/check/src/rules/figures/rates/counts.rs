//! The two counts that a rate is made of 分子分母, by the words and the places that they have.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// The only two counts of one unit in the sentence before a rate that nearly make it: 登记选民3500人，投票3290人，参选率….
pub(crate) fn two<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let before = line.quantities.get(..index)?;
    let (one, other) = (before.get(index.checked_sub(2)?)?, before.get(index.checked_sub(1)?)?);
    let own = |it: &&Quantity| it.sentence == rate.sentence;
    let plain = |it: &Quantity| {
        it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none() && it.depth == rate.depth
    };
    let apart = rate.from - other.to <= 16
        && other.from - one.to <= 24
        && before.iter().filter(|it| own(it) && it.same_unit(one)).count() == 2;
    let gap = line.text(one.to, rate.from);
    // 完成24.3亿元，低于序时进度，支出进度70%: a clause between tells of something else.
    let apart = apart && line.text(other.to, rate.from).matches('，').count() <= 1;
    // 编制床位320张，开放350张，床位使用率84.7%: of days, when nothing says that they are used.
    let used =
        [index - 1, index - 2].iter().any(|at| line.label(*at).contains(['用', '住', '院', '存', '入']));
    let apart = apart && (used || !matches!(stem, "使用" | "利用") || one.unit != "张");
    if !apart
        || !plain(one)
        || !plain(other)
        || !one.same_unit(other)
        || !own(&one)
        || has(gap, &["分别", "同比"])
        // 洗扫车6台、冲洗车4台，…清扫率: two things beside each other.
        || (gap.starts_with('、') && ![index - 1, index - 2].iter().any(|at| line.label(*at).contains(stem)))
    {
        return None;
    }
    // 户厕1.2万户，完成改造9600户，卫生厕所普及率: of something that neither of them is told of.
    let (kind, _) = line.label(index).rsplit_once(stem).unwrap_or_default();
    let head: String = kind.chars().take(2).collect();
    let told = |at: usize| format!("{}{}", line.label(at), line.noun(at));
    let foreign = kind.chars().count() > 2
        && ![index - 2, index - 1].iter().any(|at| told(*at).contains(&head) || told(*at).contains(stem));
    let foreign = foreign && !told(index - 1).contains("累计");
    if foreign && !line.text(line.back(one.from, &['。', '\n'], 40), one.from).contains(&head) {
        return None;
    }
    nearly(one, other, rate)
}

/// 床位80张，入住47人，入住率…: what is taken and what there is are counted by other words.
pub(crate) fn places<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (whole, part) =
        (line.quantities.get(index.checked_sub(2)?)?, line.quantities.get(index.checked_sub(1)?)?);
    let own = |it: &Quantity| it.sentence == rate.sentence && it.depth == rate.depth && !it.range;
    let counted =
        |it: &Quantity| matches!(it.unit.as_str(), "张" | "套" | "间" | "个" | "床" | "户" | "人" | "家");
    let named = matches!(stem, "入住" | "使用" | "上座" | "利用" | "入驻" | "到岗" | "在岗" | "上岗")
        && (line.label(index - 1).contains(stem)
            || matches!(stem, "到岗" | "在岗" | "上岗") && line.label(index - 1).contains('岗')
            || stem == "使用" && has(line.label(index - 1), &["在院", "住院", "入住", "在住"]));
    let near = part.from.saturating_sub(whole.to) <= 8 && rate.from.saturating_sub(part.to) <= 8;
    let all = !has(line.label(index - 2), &["新增", "新建", "改造", "扩建"]);
    // 12家养老机构入住1043人: houses and who lives in them are not counted alike.
    let like = !whole.value.times(Decimal::TWO).is_below(&part.value);
    (named && all && near && like && own(whole) && own(part) && counted(whole) && counted(part))
        .then_some((part, whole))
}

/// 6840人，占总人口的19.0%（总人口3.6万人）: the whole stands in a bracket behind.
pub(crate) fn in_bracket<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    of: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (part, whole) = (line.quantities.get(index.checked_sub(1)?)?, line.quantities.get(index + 1)?);
    let gap = line.text(rate.to, whole.from.max(rate.to));
    let bracket = gap.starts_with('（');
    let name = gap.strip_prefix(['（', '，'])?.trim_end_matches(['为', '共', '有', '约', '达', '是']);
    let counted = part.is_amount() || part.unit == "天";
    let alike = part.same_unit(whole) && counted && !part.range && !whole.range;
    let near = rate.from.saturating_sub(part.to) <= 16 && part.sentence == rate.sentence;
    let of = of.trim_end_matches('的');
    // 占财政收入的70%，财政收入9亿元: without a bracket it has to have the same name.
    let named = if bracket { of.contains(name) || name.contains(of) } else { name == of };
    (alike && near && name.chars().count() >= 2 && named).then_some((part, whole))
}

/// 受灾2.4万亩，成灾面积0.9万亩，…成灾面积占受灾面积的…: both are called by their names again.
pub(crate) fn called<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    of: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let part = label.split_once('占')?.0;
    let whole = of.trim_end_matches(['比', '重', '的', '例']);
    let own = |name: &str| {
        // 工业投资占固定资产投资比重为45%，其中工业投资20.7亿元，固定资产投资46亿元: or they stand behind.
        let mut found = (index.saturating_sub(8)..index + 3).filter(|at| {
            let it = line.quantities.get(*at);
            it.is_some_and(|it| it.sentence == rate.sentence && it.is_amount() && !it.range)
                && line.label(*at).trim_start_matches("其中") == name
        });
        let only = found.next()?;
        found.next().is_none().then(|| line.quantities.get(only)).flatten()
    };
    let (part, whole) = (own(part)?, own(whole)?);
    (part.from != whole.from && part.same_unit(whole)).then_some((part, whole))
}

/// 满意度98.2%，在参与测评的500人中，有491人…: the counts stand behind.
pub(crate) fn among_behind<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (whole, part) = (line.quantities.get(index + 1)?, line.quantities.get(index + 2)?);
    let gap = line.text(whole.to, part.from.max(whole.to));
    // 参保率96.2%，未参保的63人中有41人…: of those it is not of.
    let said = matches!(gap, "中，有" | "中有" | "中，" | "中") && !has(line.label(index + 1), &["不", "未"]);
    let alike = part.same_unit(whole) && part.is_amount() && part.sentence == rate.sentence;
    (said && alike && !part.range && !whole.range && whole.from - rate.to <= 16).then_some((part, whole))
}

/// The same behind the rate: 预算执行率95%，其中预算数2000万元，支出1900万元.
pub(crate) fn two_behind<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (one, other) = (line.quantities.get(index + 1)?, line.quantities.get(index + 2)?);
    let own = |it: &&Quantity| it.sentence == rate.sentence;
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let alone = line.quantities.iter().filter(own).count() == 3 && own(&one) && own(&other);
    let near = one.from - rate.to <= 16 && other.from - one.to <= 16;
    (alone && near && plain(one) && plain(other) && one.same_unit(other)).then(|| nearly(one, other, rate))?
}

/// The part before the rate and its whole behind: 支出1350万元，支出进度90%，年度预算1500万元.
pub(crate) fn two_around<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (one, other) = (line.quantities.get(index.checked_sub(1)?)?, line.quantities.get(index + 1)?);
    let own = |it: &&Quantity| it.sentence == rate.sentence;
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let alone = line.around(index, 4).filter(|(_, it)| it.sentence == rate.sentence).count() == 3;
    let near = rate.from - one.to <= 12 && other.from - rate.to <= 12;
    // 已签约547户，签约率97%，腾房531户: what has the name of the rate is no whole of it.
    let whole = if other.value.is_below(&one.value) { index - 1 } else { index + 1 };
    let done =
        line.label(whole).contains(stem) && !has(line.label(whole), &["应", "需", "计划", "总", "任务"]);
    (alone && !done && own(&one) && own(&other) && near && plain(one) && plain(other) && one.same_unit(other))
        .then(|| nearly(one, other, rate))?
}

/// Two counts, the smaller one first, when their quotient comes so near to a rate that it can only be meant.
fn nearly<'l>(
    one: &'l Quantity,
    other: &'l Quantity,
    rate: &Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (part, whole) = if other.value.is_below(&one.value) { (other, one) } else { (one, other) };
    let made = part.value.rate(whole.value);
    let (low, high) = (made.low().value()?, made.high().value()?);
    let near = low - rate.printed <= Decimal::TEN && rate.printed - high <= Decimal::TEN;
    (near && low >= Decimal::from(50)).then_some((part, whole))
}

/// 13个村中的12个，覆盖率…: the words between two numbers say that one is of the other, and no other number stands
/// before the rate.
pub(crate) fn among<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = index.checked_sub(1)?;
    let (part, whole) = (line.quantities.get(at)?, line.quantities.get(at.checked_sub(1)?)?);
    let gap = line.text(whole.to, part.from);
    let said = gap.split_once('中').is_some_and(|(noun, rest)| {
        noun.chars().count() <= 6
            && !noun.contains(['，', '。', '其', '集', '年', '、'])
            && (matches!(rest, "" | "的" | "有" | "，有" | "，已有" | "已有")
                || (rest.starts_with("已") && rest.chars().count() <= 6 && !rest.contains(['，', '、']))
                || (rest.starts_with('，') && rest.ends_with("的有") && rest.chars().count() <= 8))
    });
    let alike = part.same_unit(whole) && part.sentence == rate.sentence && whole.sentence == rate.sentence;
    (said && alike && !part.range && !whole.range && rate.from - part.to <= 24).then_some((part, whole))
}

/// 12个行政村中有9个村收入超20万元，占75%: what stands between the part and its share is of another unit. `of` is what the share
/// is said to be of.
pub(crate) fn among_far<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    of: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let whole_share = of.is_empty() || has(of, &["总数", "全部"]);
    let own: Vec<&Quantity> = line
        .quantities
        .get(..index)?
        .iter()
        .rev()
        .take_while(|it| it.sentence == rate.sentence)
        .take(4)
        .collect();
    let [between @ .., part, whole] = own.as_slice() else { return None };
    let gap = line.text(whole.to, part.from);
    let said = gap.split_once('中').is_some_and(|(noun, rest)| {
        noun.chars().count() <= 6
            && !noun.contains(['，', '。', '其', '集', '年', '、'])
            && rest.chars().count() <= 3
    });
    let other = !between.is_empty() && between.iter().all(|it| !it.same_unit(part) && !it.is_percent());
    (whole_share && said && other && part.same_unit(whole) && rate.from - part.to <= 40)
        .then_some((part, whole))
}

/// 一级2106人、二级4418人、三级…，重度（一、二级）占38.7%: whether some that stand beside each other make the share of what stands
/// before them.
pub(crate) fn several(line: &Line, index: usize, rate: &Quantity) -> bool {
    let own: Vec<&Quantity> = line
        .quantities
        .get(..index)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(10)
        .take_while(|it| it.sentence == rate.sentence && it.is_amount() && !it.range)
        .collect();
    let Some((whole, parts)) = own.split_last() else { return false };
    let alike = parts.len() > 2 && parts.iter().all(|it| it.same_unit(whole));
    alike
        && (2..parts.len()).any(|count| {
            parts.windows(count).any(|some| {
                let sum = Interval::sum(some.iter().map(|it| it.value));
                rate.value.equals(sum.rate(whole.value)) == Verdict::Holds
            })
        })
}

/// 全县202个村（社区）中，零案件191个，占94.6%；零上访183个，占90.6%: all of a row are of what is told with 中 before it.
pub(crate) fn among_all<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let last = index.checked_sub(1)?;
    let part =
        line.quantities.get(last).filter(|it| it.is_amount() && !it.range && it.qualifier.is_none())?;
    let direct = rate.from.saturating_sub(part.to) <= 6 && line.label(index).starts_with('占');
    let whole = (last.saturating_sub(6)..last).rev().find_map(|at| {
        let it = line.quantities.get(at).filter(|it| it.same_unit(part) && !it.range)?;
        let end = line.ahead(it.to, &['，', '。', '；', '、'], 10);
        let own = it.sentence + 1 >= part.sentence && line.char(end) == '，';
        (own && line.text(it.to, end).ends_with('中') && !it.value.is_below(&part.value)).then_some(it)
    })?;
    let made = part.value.rate(whole.value);
    let like = |hundredths| rate.value.times(Decimal::new(hundredths, 2));
    let near = !made.is_below(&like(60)) && !like(160).is_below(&made);
    (direct && near && !has(line.label(last), &["其中", "均", "每"])).then_some((part, whole))
}
