//! What is left of a whole when some of it is done 总量减已完成: 受理286件，…。已办结271件，尚有15件正在办理; 任务12亿元，做了10.7亿元，离目标还差
//! 1.3亿元. The whole is a number of the sentence, or of those before it that the digits or a rate point to.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::flow_words::opens;
use super::phrase::tail;
use super::rest_item::Item;
use super::rest_whole;
use super::rest_words::{self, Left};
use crate::Findings;
use crate::quantity::Line;
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, begins, beside, is_base, is_within, printed_in};
use crate::rules::figures::words::has;
use crate::{Part, Role};

/// So many numbers before what is left are looked at.
const REACH: usize = 30;
/// So many numbers of one unit are put together.
const MOST: usize = 7;
/// What is done stands so near to what is left.
const NEAR: usize = 60;
/// What is done stands so near to what names its deed.
const FAR_OFF: usize = 140;
/// So many sentences before it may name the whole.
const SENTENCES: u32 = 4;

/// How many times apart what is left and what was reckoned are at most.
const APART: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// What is so small may be many times as much by one wrong digit; else it is so many times apart at most.
const SMALL: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
const FAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// All statements of a text. What was found since there were `since` is not told again.
pub(crate) fn run(lines: &[Line], since: usize, out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Cell(_) | Role::Footnote) || matches!(line.part, Part::Signature) {
            continue;
        }
        for (index, it) in line.quantities.iter().enumerate() {
            let own = Item { line, index, it };
            // 超0.36万亩 behind an aim says by how much, and not how much at least.
            let beyond = it.qualifier == Some(Qualifier::Exceeding)
                && line.char(it.from) == '超'
                && line.char(it.from.wrapping_sub(1)) == '，'
                && !it.range;
            if !(own.plain() || beyond) {
                continue;
            }
            // Nothing is left of what no number before counts.
            let earlier = line.quantities.get(index.saturating_sub(REACH)..index).unwrap_or_default();
            if !earlier.iter().rev().any(|before| before.same_unit(it)) {
                continue;
            }
            let label = own.lead();
            if !(rest_words::may_tell(label) || rest_whole::attended(label)) {
                continue;
            }
            if rest_whole::attended(label) {
                present(own, out);
                continue;
            }
            let left = rest_words::left(label, tail(line, index));
            let left = left.filter(|_| !beyond);
            let over = left.is_none() && (beyond || rest_words::over(label) || rest_words::saves(label));
            if !(over || left.is_some()) || out.covers(since, line.span(it.from, it.to)) {
                continue;
            }
            match left {
                Some(left) => judge(lines, at, own, left, out),
                None => apart(own, out),
            }
        }
    }
}

/// Whether a number is aimed at, or ought to be: 应造林3600亩.
fn bounds(own: &Item<'_>) -> bool {
    let label = own.lead();
    own.aimed()
        || has(label, &["编制", "限额", "控制数", "定额"])
        || label.contains('应') && !has(label, &["供应", "对应", "相应", "应急", "应用", "反应"])
}

/// The words before a number, without what only holds another against it when it is an aim: 比上级下达的4.5万吨任务还差.
fn held<'l>(own: &Item<'l>) -> &'l str {
    let label = own.lead().trim_start_matches("其中");
    if own.aimed() { label.trim_start_matches(['比', '较']) } else { label }
}

/// By how much an aim was passed, or a sum that was allowed was not spent: 计划2400块，实装2640块，超240块; 送审1260万元，审定1134万元，核减126万元.
fn apart(own: Item<'_>, out: &mut Findings) {
    let near = before(own);
    let level = near.iter().filter(|it| it.it.depth == own.it.depth);
    let mut here = level.clone().filter(|it| it.it.sentence == own.it.sentence);
    let Some(second) = here.next() else { return };
    // 合计2600棵。任务是2400棵，多栽了200棵: what was done is told in the sentence before.
    let told = || {
        let before = level.clone().find(|it| it.it.sentence < own.it.sentence)?;
        let summed = has(before.lead(), &["合计", "共", "总", "累计", "实际", "完成"]);
        (summed && bounds(second) && before.it.sentence + 1 == own.it.sentence).then_some(before)
    };
    let first = here.next();
    let alone = first.is_some() && here.next().is_none();
    let Some(first) = first.or_else(told) else { return };
    let pair = [(*first, *second), (*second, *first)];
    let passed = own.it.qualifier.is_some() || rest_words::over(own.lead());
    let told = pair.into_iter().find(|(aim, real)| match passed {
        true => bounds(aim) && !real.aimed(),
        false => rest_words::saved(own.lead(), aim.lead(), real.lead()),
    });
    let Some((aim, real)) = told else { return };
    let (more, less) = if passed { (real, aim) } else { (aim, real) };
    if passed && less.plain() && more.plain() && real.it.value.is_below(&aim.it.value) && alone {
        contrary(own, aim, real, out);
    }
    // 比预算42万元节约3.4万元: what is allowed is compared with.
    let strange = |it: &Item<'_>| !it.plain() || rest_words::other(held(it));
    if strange(&more) || strange(&less) || !less.it.value.is_below(&more.it.value) {
        return;
    }
    tell(own, more, &[less], alone, out);
}

/// 任务26万亩，实保24.7万亩，比任务多1.3万亩: it is less, not more.
fn contrary(own: Item<'_>, aim: Item<'_>, real: Item<'_>, out: &mut Findings) {
    let (one, other) = (printed_in(real.it, own.it), printed_in(aim.it, own.it));
    let gap = aim.it.value - real.it.value;
    if rest_words::other(aim.lead()) || rest_words::other(real.lead()) || !gap.may_equal(&own.it.value) {
        return;
    }
    Statement {
        kind: "figures/parts-sum",
        line: own.line,
        from: begins(own.line, aim.index.min(real.index)),
        to: own.it.to,
        claim: own.it,
        called: ("差额", "difference"),
        parts: vec![aim.it, real.it],
        verdict: Verdict::Fails,
        reason: format!("{one} < {other}"),
    }
    .tell(
        || format!("{one} 比 {other} 少，写的是多"),
        || format!("{one} is less than {other}, more is stated"),
        out,
    );
}

/// 应到152人，请假9人，实到143人: who is there, told behind those who are not.
fn present(own: Item<'_>, out: &mut Findings) {
    let near = before(own);
    let here: Vec<Item<'_>> = near.into_iter().take_while(|it| it.it.sentence == own.it.sentence).collect();
    let Some(at) = here.iter().position(bounds) else { return };
    let (Some(absent), Some(whole)) = (here.get(..at), here.get(at)) else { return };
    let apart = |it: &Item<'_>| it.plain() && rest_words::left(it.lead(), "") == Some(Left::Loose);
    let fine = !absent.is_empty() && absent.iter().all(apart) && whole.plain();
    if fine && own.it.value.is_below(&whole.it.value) {
        tell(own, *whole, absent, true, out);
    }
}

/// The numbers of the same unit before one in its paragraph, the nearest first.
fn before<'l>(left: Item<'l>) -> Vec<Item<'l>> {
    let line = left.line;
    let from = left.index.saturating_sub(REACH);
    let items = (from..left.index)
        .rev()
        .filter_map(|index| line.quantities.get(index).map(|it| Item { line, index, it }));
    items
        .filter(|own| own.it.same_unit(left.it) && own.it.sentence + SENTENCES >= left.it.sentence)
        .take(MOST)
        .collect()
}

fn judge(lines: &[Line], at: usize, left: Item<'_>, kind: Left, out: &mut Findings) {
    let items = before(left);
    let within = |own: &&Item<'_>, most: usize| {
        own.it.depth == left.it.depth
            && !rest_words::other(held(own))
            && left.it.from.saturating_sub(own.it.to) <= most
            && own.it.sentence + 1 >= left.it.sentence
    };
    // 已结109件，其中调解73件、裁决27件；未结18件: of its own deed rather than of what stands nearest.
    let own_deed =
        items.iter().find(|own| within(own, FAR_OFF) && rest_words::undoes(left.lead(), own.lead()));
    let Some(done) = own_deed.or_else(|| items.iter().find(|own| within(own, NEAR))) else { return };
    let rated = by_rate(lines, at, left, *done).filter(|_| rest_whole::is_rated(*done));
    let said = rated.is_some() || rest_words::done(done.lead(), tail(done.line, done.index));
    // The name of what is left turns the deed round: 猜中247条，没猜中的还有53条.
    let said = said || rest_words::undoes(left.lead(), done.lead());
    // 完成7.2亿元，占年度计划9亿元的80%，剩余1.8亿元: the whole stands behind what is done of it.
    // 财力18.6亿元，支出需21.4亿元，收支缺口2.8亿元.
    let needed =
        kind == Left::Sure && (done.lead().ends_with('需') || has(done.lead(), &["需要", "共需", "需求"]));
    let spent = rest_whole::spent(&items, *done);
    let (done, named) = match (done.aimed() || needed, said) {
        _ if spent.is_some() => match spent {
            Some((real, whole)) => (real, Some(whole)),
            None => return,
        },
        (true, _) => {
            let Some(real) = items.iter().find(|own| {
                own.it.from < done.it.from
                    && own.it.sentence == done.it.sentence
                    && (needed
                        || is_base(own.line, done.index)
                        || kind == Left::Sure
                            && own.index + 1 == done.index
                            && done.lead().starts_with(['比', '较'])
                        || rest_words::done(own.lead(), tail(own.line, own.index)))
                    && !own.aimed()
                    && !rest_words::other(own.lead())
            }) else {
                return;
            };
            (*real, Some(*done))
        }
        (false, true) => (*done, None),
        (false, false)
            if kind == Left::Sure && !done.lead().is_empty() && done.it.sentence == left.it.sentence =>
        {
            (*done, None)
        }
        (false, false) => return,
    };
    let based = named.is_none().then(|| rest_whole::base(&items, done)).flatten();
    // 距目标15家还差6家: it says itself of what.
    let told = based.is_some() || named.is_some_and(|it| it.aimed() && left.aimed());
    // 支出9.5万元，结余2.7万元: right behind what was done nothing else is left of another number.
    let direct = (kind == Left::Sure && done.index + 1 == left.index && done.it.sentence == left.it.sentence)
        .then_some(done);
    if !done.plain() || !told && fits(left, &items, direct) {
        return;
    }
    // What there was at first is the business of accounts.
    let lacks = has(left.lead(), &["缺", "差", "短"]);
    if !lacks
        && based.or(rated).is_none()
        && items.iter().any(|own| own.it.depth <= left.it.depth && opens(own.lead()) && !own.aimed())
    {
        return;
    }
    if let Some((whole, parts)) = all_done(left, kind, &items) {
        return tell(left, whole, parts, false, out);
    }
    // 86个，其中开工62个，…；未开工24个: of what stands right before.
    let among = done.lead().starts_with("其中");
    let parted = items.iter().find(|own| own.it.from < done.it.from && done.it.value.is_below(&own.it.value));
    let found = named
        .or(based)
        .map(|it| (it, true))
        .or_else(|| by_rate(lines, at, left, done).map(|it| (it, true)))
        .or_else(|| match among {
            true => parted.map(|own| (*own, false)),
            false => by_place(left, done, &items),
        });
    let Some((whole, certain)) = found.filter(|(whole, _)| whole.plain()) else { return };
    // 尚缺资金0.9亿元: money that is lacking is not what is left to be done.
    let money = left.lead().contains("资金") && left.lead().contains(['缺', '欠']);
    if money && !has(whole.lead(), &["资金", "经费", "需"]) {
        return;
    }
    // 距汛限水位还差320万立方米: the distance to something else.
    let distant = has(left.lead(), &["距", "离"])
        && !left.lead().contains(['满', '全'])
        && !left.aimed()
        && !whole.aimed();
    // 储备2400吨，已调运1850吨，还需调运750吨: what is needed is left of what was aimed at only.
    let needs = has(left.lead(), &["还需", "尚需", "仍需", "还要", "需再", "还得"]);
    let meant = whole.aimed() || rest_words::whole(whole.lead()) || based.is_some();
    if distant || needs && !meant || shared(left, whole, done) {
        return;
    }
    // 还有6个村正在规划: some more of a few may be of anything.
    let hundred = Decimal::ONE_HUNDRED;
    if kind == Left::Bare
        && !certain
        && !rest_whole::is_rest_of(left, done, whole)
        && (left.it.printed < hundred || left.it.value.is_below(&Interval::exact(hundred)))
    {
        return;
    }
    // 原有2480个，新增360个，缺口360个: what was there and what came.
    let also: Vec<Item<'_>> = items
        .iter()
        .filter(|own| {
            own.it.from > whole.it.from
                && own.it.from <= done.it.from
                && own.it.sentence == done.it.sentence
                && own.it.depth == done.it.depth
                && rest_words::done(own.lead(), tail(own.line, own.index))
                && !rest_words::other(own.lead())
        })
        .copied()
        .collect();
    let lacks = lacks && also.len() > 1 && also.iter().all(Item::plain);
    let done = if lacks { also.as_slice() } else { &[done] };
    tell(left, whole, done, certain && kind == Left::Sure, out);
}

/// 收益27.6万元，工资用去15.2万元，公益用去8.9万元，还剩3.5万元: what begins the sentence, and all that was done of it behind.
fn all_done<'i, 'l>(left: Item<'l>, kind: Left, items: &'i [Item<'l>]) -> Option<(Item<'l>, &'i [Item<'l>])> {
    let own = items.iter().take_while(|own| own.it.sentence == left.it.sentence).count();
    let (whole, parts) = items.get(..own)?.split_last()?;
    let fine = |own: &Item<'_>| {
        own.plain()
            && own.it.depth == left.it.depth
            && own.it.value.is_below(&whole.it.value)
            && !rest_words::other(own.lead())
            && !own.aimed()
            && (kind == Left::Sure || rest_words::done(own.lead(), tail(own.line, own.index)))
    };
    let some = Interval::sum(parts.iter().map(|own| own.it.value));
    let all = whole.plain() && parts.iter().all(fine) && some.is_below(&whole.it.value);
    (parts.len() > 1 && all).then_some((*whole, parts))
}

/// Tells of a number that is not what one number is more than others. It may be farther from it when these are `certain`.
fn tell(left: Item<'_>, whole: Item<'_>, done: &[Item<'_>], certain: bool, out: &mut Findings) {
    let printed = printed_in(whole.it, left.it);
    let less: Vec<Decimal> = done.iter().map(|own| printed_in(own.it, left.it)).collect();
    let made = less.iter().fold(printed, |made, it| made.checked_sub(*it).unwrap_or(made)).normalize();
    let some = Interval::sum(done.iter().map(|own| beside(own.it, whole.it).0));
    let all = done.first().map_or(whole.it.value, |own| beside(whole.it, own.it).0);
    if left.it.value.equals(all - some) != Verdict::Fails || made <= Decimal::ZERO {
        return;
    }
    // 1100 and 200 differ in one digit as well, and tell of two things.
    let like = made < SMALL || left.it.printed <= made * FAR && made <= left.it.printed * FAR;
    let slip = like && is_slip(left.it.printed, made, &[]);
    let near = is_within(whole.it, &(some + left.it.value), Decimal::new(75, 2), Decimal::new(130, 2))
        && left.it.printed <= made * APART
        && made <= left.it.printed * APART;
    if !(slip || certain && near) {
        return;
    }
    let (shown, minus) =
        (left.it.shown(), less.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" - "));
    let own = done.iter().chain([&whole]).filter(|it| it.line.index == left.line.index);
    let first = own.map(|it| it.index).min().unwrap_or(left.index);
    Statement {
        kind: "figures/parts-sum",
        line: left.line,
        from: begins(left.line, first),
        to: left.it.to,
        claim: left.it,
        called: ("差额", "difference"),
        parts: [whole.it].into_iter().chain(done.iter().map(|own| own.it)).collect(),
        verdict: Verdict::Fails,
        reason: format!("{printed} - {minus} = {made}"),
    }
    .tell(
        || format!("{printed} - {minus} = {made}，写的是 {shown}"),
        || format!("{printed} - {minus} = {made}, {shown} is stated"),
        out,
    );
}

/// Whether what is left is told in several numbers: 参加118名，请假18名，另有6名线上参加.
fn shared(left: Item<'_>, whole: Item<'_>, done: Item<'_>) -> bool {
    let behind = left.line.quantities.iter().skip(left.index + 1).take(4);
    let mut rest = whole.it.value - done.it.value - left.it.value;
    behind.filter(|it| it.same_unit(left.it) && it.sentence == left.it.sentence).any(|it| {
        rest = rest - it.value;
        rest.may_equal(&Interval::exact(Decimal::ZERO))
    })
}

/// Whether some numbers before make what is left: one less one, two or three others.
fn fits(left: Item<'_>, items: &[Item<'_>], direct: Option<Item<'_>>) -> bool {
    let of_done = |whole: &Item<'_>, own: &Item<'_>| {
        let here = whole.it.sentence == left.it.sentence && own.it.sentence == left.it.sentence;
        direct.is_none_or(|done| here || own.index == done.index)
    };
    let value = |own: &Item<'_>| own.it.value;
    let less = |whole: &Item<'_>, parts: &[&Item<'_>]| {
        let sum = Interval::sum(parts.iter().map(|own| own.it.value));
        left.it.value.may_equal(&(value(whole) - sum))
    };
    items.iter().any(|whole| {
        let others: Vec<&Item<'_>> = items
            .iter()
            .filter(|own| own.it.from != whole.it.from && own.it.value.is_below(&value(whole)))
            .collect();
        let one = others.iter().filter(|own| of_done(whole, own)).any(|own| {
            let (all, some) = beside(whole.it, own.it);
            left.it.value.may_equal(&(all - some))
        });
        let near: Vec<&Item<'_>> =
            others.into_iter().filter(|own| own.it.sentence == left.it.sentence).collect();
        one || near.iter().enumerate().any(|(at, one)| {
            near.iter().enumerate().skip(at + 1).any(|(next, two)| {
                less(whole, &[one, two])
                    || near.iter().skip(next + 1).any(|three| less(whole, &[one, two, three]))
            })
        })
    })
}

/// The whole of which a rate right behind what is done is told: 支付2631万元，支付进度92%, of the only number before that makes it.
fn by_rate<'l>(lines: &'l [Line], at: usize, left: Item<'l>, done: Item<'l>) -> Option<Item<'l>> {
    let line = left.line;
    let rate =
        (done.index + 1..left.index).filter_map(|index| Some((index, line.quantities.get(index)?))).find(
            |(index, it)| it.is_percent() && !has(line.label(*index), &["同比", "增", "降", "比上年", "较"]),
        )?;
    let rate = rate.1;
    let here = (0..done.index).rev().take(REACH).map(|index| (line, index));
    let there = lines.get(at.saturating_sub(4)..at)?.iter().rev();
    let there = there.flat_map(|line| (0..line.quantities.len()).rev().map(move |index| (line, index)));
    let mut found: Option<Item<'l>> = None;
    for (line, index) in here.chain(there).take(2 * REACH) {
        let Some(it) = line.quantities.get(index) else { continue };
        let own = Item { line, index, it };
        let makes = it.same_unit(left.it)
            && own.plain()
            && done.it.value.is_below(&it.value)
            && rate.value.equals(done.it.value.rate(it.value)) == Verdict::Holds;
        if makes {
            // Two numbers that make it: nobody knows which it is of.
            if found.is_some_and(|found| found.it.value != it.value) {
                return None;
            }
            found = found.or(Some(own));
        }
    }
    found
}

/// The whole by where it stands: the only larger number of the sentence, or one of those before that what is left misses by
/// a digit. Also gives whether it is certain.
fn by_place<'l>(left: Item<'l>, done: Item<'l>, items: &[Item<'l>]) -> Option<(Item<'l>, bool)> {
    let larger: Vec<Item<'l>> = items
        .iter()
        .filter(|own| {
            own.it.from < done.it.from
                && own.plain()
                && own.it.depth == done.it.depth
                && done.it.value.is_below(&own.it.value)
                && !rest_words::other(own.lead())
        })
        .copied()
        .collect();
    let mut near: Vec<Item<'l>> =
        larger.iter().filter(|own| own.it.sentence == done.it.sentence).copied().collect();
    // 应拆96户，签约96户: one number told twice is one whole.
    if let Some(last) = near.last().copied()
        && near.iter().all(|own| own.it.value == last.it.value)
    {
        near = vec![last];
    }
    let aims: Vec<Item<'l>> = near.iter().filter(|own| own.aimed()).copied().collect();
    if let [only] = aims.as_slice() {
        return Some((*only, true));
    }
    let wholes: Vec<Item<'l>> = near.iter().filter(|own| rest_words::whole(own.lead())).copied().collect();
    if let [only] = wholes.as_slice() {
        return Some((*only, near.len() == 1));
    }
    if let [only] = near.as_slice() {
        return Some((*only, rest_words::whole(only.lead())));
    }
    let all = if near.is_empty() { larger } else { near };
    let slips = all.iter().filter(|own| {
        let made = printed_in(own.it, left.it).checked_sub(printed_in(done.it, left.it));
        made.is_some_and(|made| is_slip(left.it.printed, made, &[]))
    });
    let mut slips = slips.copied();
    slips.next().filter(|_| slips.next().is_none()).map(|own| (own, false))
}
