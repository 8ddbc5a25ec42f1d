//! A whole and its parts: 其中, 包括, 分别为, brackets, colons, and lists whose near miss gives them away.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::clauses::{clauses, interleaved, name, told_apart};
use super::closed::{
    bands, beside, both, coincides, complements, divide, goes_on, is_among, is_slip, is_whole, levels,
    one_ending, outcomes, overlaps,
};
use super::follow::{List, collect};
use super::meant::{exact_sum, includes, is_meant, is_near};
use super::opening::{Opened, apart, composed, opened};
use super::other_whole::{has_other_whole, is_aside, is_part, leaves, names_some, paired, siblings};
use super::states::states;
use super::{crossed, net};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::averages::groups::is_in_row;
use crate::rules::figures::slip;
use crate::rules::figures::statement::{Statement, addition, begins, exceeds, is_within};
use crate::rules::figures::words::{AMONG, VERBS, acts, compares, has};

/// What is done with those who are no longer counted.
const GONE: [&str; 6] = ["取消", "退出", "核减", "注销", "清退", "停发"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let mut behind = 0;
    let mut parted: Option<&Quantity> = None;
    for index in 0..line.quantities.len() {
        let whole = line.quantities.get(index).filter(|it| it.is_amount() && !it.range && !it.quoted);
        let Some(whole) = whole else { continue };
        // An average or a density has no parts: 户均2.61人，其中….
        // 日均426人（城区286人、农村140人）: what is told of a day adds up like any other number.
        let daily = ["日均", "月均", "年均"].iter().any(|word| line.label(index).ends_with(word))
            && line.char(whole.to) == '（';
        if has(line.label(index), &["均", "密度", "单产", "亩产"]) && !daily {
            continue;
        }
        // A part may be a whole in its own bracket.
        // 16项，完成投资9640万元，已完工13项…: between the parts of one whole another one may stand.
        let other = parted.is_some_and(|it| !it.same_unit(whole)) && whole.depth == 0;
        let list = if index >= behind || other || doubled(line, index, whole) {
            list(line, index, whole)
        } else {
            subset(line, index, whole)
        };
        let Some(list) = list else { continue };
        let last = judge(line, index, whole, &list, out);
        if list.opened != Opened::Bare {
            behind = last.map_or(behind, |last| last.max(behind));
            parted = Some(whole).filter(|_| list.opened == Opened::Whole);
        }
    }
}

/// Whether a whole stands right behind another one, in another unit: 412户1386人，其中….
fn doubled(line: &Line, index: usize, whole: &Quantity) -> bool {
    let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    before.is_some_and(|it| {
        whole.from.saturating_sub(it.to) <= 1
            && it.is_amount()
            && !it.same_unit(whole)
            && it.depth == whole.depth
    })
}

/// The list that a whole opens, if it opens one.
fn list(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    states(line, index, whole)
        .or_else(|| subset(line, index, whole))
        .or_else(|| opened_list(line, index, whole))
        .or_else(|| clauses(line, index, whole))
        .or_else(|| interleaved(line, index, whole))
}

/// A bracket that names some of what stands before it: 自建房1900栋（经营性自建房210栋）.
fn subset(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    let part = line.quantities.get(index + 1).filter(|it| it.same_unit(whole) && !it.range && !it.quoted)?;
    let own: Vec<char> = line.label(index).trim_start_matches("其中").chars().collect();
    let name = line.label(index + 1);
    let stem: String = own.get(own.len().checked_sub(2)?..)?.iter().collect();
    let gap = line.text(whole.to, part.from);
    let longer = name.ends_with(&stem) && name.chars().count() > stem.chars().count();
    let plain = gap.starts_with('（') && part.depth == whole.depth + 1 && line.char(part.to) == '）';
    let within = longer || is_among(line.label(index), name);
    (plain && within && !compares(name)).then(|| List {
        opened: Opened::Among,
        parts: vec![index + 1],
        sure: 1,
        bound: true,
    })
}

/// A list that words or a mark open.
fn opened_list(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    // 3256万元，为年初预算3100万元的…，比上年增收186万元。其中：税收收入…: what it is held against is no part.
    let aside = |at: usize| {
        let label = line.label(at);
        let apart =
            has(label, &["比", "较", "增收", "减收", "预算", "计划", "任务", "目标"]) || averages(label);
        apart && !has(label, &AMONG) && !label.contains("预算内")
    };
    let mut follow = line.quantities.iter().enumerate().skip(index + 1).take(7);
    let (at, first) = follow.find(|(at, it)| it.same_unit(whole) && !aside(*at))?;
    let skipped = (index + 1..at).any(|at| line.quantities.get(at).is_some_and(|it| it.same_unit(whole)));
    // 党员12680人，比上年净增126人，其中发展386人、减少260人: the net number is parted, not the one before it.
    let net = skipped
        && (index + 1..at).any(|at| line.label(at).ends_with(['增', '减']) && line.label(at).contains('净'));
    if net || skipped && !has(line.text(whole.to, first.from), &["其中"]) {
        return None;
    }
    if first.from - whole.to > if skipped { 120 } else { 80 } || first.range || first.quoted {
        return None;
    }
    let between = line.text(whole.to, first.from);
    let opened = opened(line, between, whole, first)?;
    // 比上年增收186万元。其中：…: what came on top is not what is parted.
    let risen = has(line.label(index), &["增收", "减收", "比上年", "较上年", "同比"]);
    if risen && between.contains(['。', '；']) || of_average(line, index, whole) {
        return None;
    }
    // 118名，四个支部分别有36名、…: so many as there are groups.
    let groups = opened == Opened::Whole && at == index + 2 && has(between, &["分别", "依次"]);
    // 今年取消36户，其中整户取消39户: one verb says to which whole the part belongs.
    let deed =
        |text: &str| text.char_indices().rev().nth(1).and_then(|(at, _)| text.get(at..).map(str::to_owned));
    let own = deed(line.label(index).trim_end_matches('了'));
    let bound = at == index + 1
        && own.is_some_and(|deed| {
            (VERBS.contains(&deed.as_str()) || GONE.contains(&deed.as_str()))
                && line.label(at).ends_with(deed.as_str())
        });
    let mut list = List { opened, parts: vec![at], sure: 1, bound };
    collect(line, at, first, whole, &mut list);
    if between.contains("分别") && (paired(line, index, &list.parts) || siblings(line.label(index), between))
    {
        return None;
    }
    if opened == Opened::Whole && names_some(line, between, whole, &list.parts) {
        return None;
    }
    // 1246户2387人——城市318户552人，农村928户1853人: the second unit of each.
    let seconds = opened == Opened::Whole
        && doubled(line, index, whole)
        && list
            .parts
            .iter()
            .all(|part| line.quantities.get(*part).is_some_and(|it| doubled(line, *part, it)));
    if at > index + 1 && !groups && !seconds && !matches!(opened, Opened::Among | Opened::Within) {
        // 企业128家，产值超10亿元的6家、…、1亿元以下的41家: bands name all, the numbers in them are no parts.
        let parts: Vec<&Quantity> = list.parts.iter().filter_map(|part| line.quantities.get(*part)).collect();
        list.opened = Opened::Whole;
        return bands(line, whole, &parts).then_some(list);
    }
    if composed(line, between, &list.parts) {
        list.opened = Opened::Whole;
    }
    if opened == Opened::Bare && list.parts.len() < 2 {
        return None;
    }
    Some(list)
}

/// Whether words tell of an average, which is no part of what it is an average of: 9546万元，户均3万元，其中….
fn averages(label: &str) -> bool {
    ["人均", "户均", "亩均", "村均", "次均", "件均", "日均", "月均", "平均每", "平均", "均价"]
        .iter()
        .any(|word| label.starts_with(word))
}

/// Whether a number tells of an average that stands before it, which has no parts: 人均可支配收入26840元，增加1709元.
fn of_average(line: &Line, index: usize, whole: &Quantity) -> bool {
    if is_in_row(line, index) {
        return true;
    }
    if !has(line.label(index), &["增加", "减少", "增长", "提高", "增收", "比", "较", "净增"]) {
        return false;
    }
    let mut earlier = (index.saturating_sub(6)..index)
        .filter_map(|at| Some((at, line.quantities.get(at).filter(|it| it.sentence == whole.sentence)?)));
    earlier.any(|(at, it)| {
        it.same_unit(whole) && has(line.label(at), &["人均", "户均", "亩均", "村均", "平均", "单价", "均价"])
    })
}

/// Says what is to be said of a list; gives the quantity behind which the next whole may stand.
fn judge(line: &Line, index: usize, whole: &Quantity, list: &List, out: &mut Findings) -> Option<usize> {
    let mut all: Vec<&Quantity> = list.parts.iter().filter_map(|part| line.quantities.get(*part)).collect();
    if list.opened == Opened::Among {
        all.truncate(before_other(line, whole, &all));
    }
    let sum = |count: usize| exact_sum(whole, all.get(..count).unwrap_or(&all));
    let tight = list.opened == Opened::Among
        && all
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if line.text(one.to, other.from).starts_with('、')));
    let least = if tight { all.len().max(2) } else { 2 };
    let whole_is = (least..=all.len()).find(|count| whole.value.equals(sum(*count)) == Verdict::Holds);
    let count = whole_is.unwrap_or(match list.opened {
        Opened::Among | Opened::Within => list.sure.clamp(1, all.len().max(1)),
        Opened::Whole | Opened::Bare => all.len(),
    });
    let parts: Vec<&Quantity> = all.iter().take(count).copied().collect();
    let named = sum(count);
    let names: Vec<&str> = list.parts.iter().take(count).map(|part| name(line, *part)).collect();
    let every: Vec<&str> = list.parts.iter().map(|part| name(line, *part)).collect();
    // 结余1.24亿元。其中，企业养老收入2.86亿元、支出2.31亿元: what came and what went are no parts of one whole.
    // 超额完成1.6亿元，其中省外资金9.2亿元: of all that was done, and not of what is more.
    let came = every.iter().any(|it| it.ends_with("收入")) || line.label(index).ends_with("补助");
    if came && every.iter().any(|it| it.ends_with("支出")) || line.label(index).starts_with("超额") {
        return None;
    }
    if net::is_net(line, index, &every) {
        net::judge(line, index, whole, &all, &every, out);
        return list.parts.last().copied();
    }
    let more = whole.value.is_below(&named);
    let misses = !whole.value.may_equal(&named);
    let called = format!("{}{}", line.label(index), line.noun(index));
    if whole_is.is_none()
        && list.opened == Opened::Bare
        && !is_meant(line, index, whole, &parts, &named, &names)
    {
        return None;
    }
    if whole_is.is_none() && list.opened == Opened::Whole && !is_near(whole, &named) {
        return None;
    }
    // 种稻820亩、玉米390亩，另有油茶140亩: some more of them are told of behind the list.
    let another = parts.last().is_some_and(|it| line.starts(it.to, "，另有") || line.starts(it.to, "，还有"));
    if whole_is.is_none() && list.opened == Opened::Bare && another && !more {
        return None;
    }
    // 50577.04亩 of fields added up elsewhere: 0.06亩 is no slip.
    let trifle = is_within(whole, &named, Decimal::new(9999, 4), Decimal::new(10001, 4));
    let banded = bands(line, whole, &parts);
    let closed = is_whole(&names)
        || banded
        || (list.opened == Opened::Within && divide(&names))
        || (list.opened == Opened::Within
            && parts.len() > 2
            && !overlaps(&names, &called)
            && more
            && !names.iter().any(|name| acts(name) || name.contains(['已', '有', '的']))
            && is_within(whole, &named, Decimal::ONE, Decimal::new(106, 2)))
        || (list.opened == Opened::Within
            && one_ending(&names)
            && !overlaps(&names, &called)
            && is_within(whole, &named, Decimal::new(80, 2), Decimal::new(125, 2)))
        || (levels(&called) == names.len() && one_ending(&names))
        || (!trifle
            && (complements(&called, &names)
                // 村（社区）妇联组织262个: what is called before a bracket belongs to it.
                || line.clause(whole).contains('村') && complements(line.clause(whole), &names)))
        || parts.first().is_some_and(|it| apart(line.text(whole.to, it.from.max(whole.to))))
        || ((more || list.opened == Opened::Bare) && parts.last().is_some_and(|it| told_apart(line, it.to)))
        || beside(line, index, list.parts.get(..count).unwrap_or_default());
    let all_named = count == all.len() && parts.len() > 1;
    if list.opened == Opened::Within && !closed {
        // 8600名老人中，完成第一针8200人、完成第二针8730人: no part is more than its whole.
        let tight = |it: &&Quantity| {
            let twice = whole.value.times(Decimal::TWO);
            whole.value.is_below(&it.value) && !twice.is_below(&it.value)
        };
        let joined = parts
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if line.text(one.to, other.from).starts_with('、')));
        let counted = parts.len() > 1 && matches!(whole.unit.as_str(), "人" | "户" | "亩");
        if let Some(part) = parts.iter().copied().find(tight).filter(|_| joined && counted) {
            exceeds(line, begins(line, index), whole, part, ("总数", "whole"), out);
        }
        return None;
    }
    // 其中 that misses its whole by so little that nothing else can have been left out.
    let slipped = list.opened == Opened::Among
        && !more
        && misses
        && !closed
        && all_named
        && !trifle
        && (is_slip(line, whole, &parts, &names)
            || includes(line, whole, &parts, &named)
            || outcomes(&called, &names) && is_within(whole, &named, Decimal::new(95, 2), Decimal::ONE));
    // 教师216名，其中校长18名、骨干教师95名、普通教师113名: some may be counted twice, but hardly so that one digit is wrong.
    let crossing =
        whole.unit != "元" && overlaps(&names, &called) && !closed && !coincides(whole, &named, &names);
    let hardly = crossing
        && list.opened == Opened::Among
        && more
        && parts.len() > 2
        && whole.printed >= Decimal::ONE_HUNDRED
        && is_within(whole, &named, Decimal::ONE, Decimal::new(106, 2))
        && slip::is_slip(whole.printed, addition(&parts, whole).1, &[]);
    let slipped = slipped || hardly;
    let wrong = match list.opened {
        Opened::Bare | Opened::Whole => misses,
        Opened::Among | Opened::Within => more || (misses && all_named && (closed || slipped)),
    };
    // 共4个大项，其中小项40个: ten times its whole is no part of it.
    let other = list.opened == Opened::Among
        && !matches!(whole.unit.as_str(), "元" | "亩" | "米" | "公斤" | "平方米" | "立方米")
        && whole.value.times(Decimal::from(8)).is_below(&named)
        || parts.len() > 1 && whole.value.times(Decimal::ONE_HUNDRED).is_below(&named);
    // 每人每月补贴1200元，其中…，全年发放135万元: what is said of each is no whole of what all get.
    let each = line.label(index).contains('每') && whole.value.times(Decimal::TWO).is_below(&named);
    let first = parts.first().copied();
    let aside = first.is_some_and(|it| it.sentence != whole.sentence && is_aside(line, whole, &named));
    // 通双车道98个，还有6个村正在规划产业路: some more of the same noun, when the sum is far from the whole.
    let further = || {
        let last =
            names.last().is_some_and(|it| ["还有", "另有", "仍有"].iter().any(|word| it.starts_with(word)));
        let sum = addition(&parts, whole).1;
        last && !slip::is_slip(whole.printed, sum, &[])
            && !is_within(whole, &named, Decimal::new(93, 2), Decimal::new(107, 2))
    };
    // 完工14条，占计划18条的大头，剩余4条: what is aimed at is no part.
    let aims = list.parts.iter().any(|at| {
        let label = line.label(*at);
        label.contains("超额") || label.starts_with(['占', '为']) && has(label, &["计划", "任务", "目标"])
    });
    // 新增86家，其中外资12家，注销61家，净增25家: what went, and what came less what went, is no part of what came.
    let gone = ["注销", "退出", "退库", "支出", "迁出", "转出", "流出", "核减", "清退", "净", "盈余", "相抵"];
    let goes = list.opened == Opened::Among
        && has(&called, &["新", "增", "入", "收"])
        && names.iter().skip(1).any(|it| gone.iter().any(|word| it.starts_with(word)));
    // 上级补助30万元，其中专项20万元，项目支出38.5万元: nor is what was paid.
    let goes = goes
        || list.opened == Opened::Among
            && !called.contains("支出")
            && names.first().is_some_and(|it| !it.contains("支出"))
            && names.iter().skip(1).any(|it| it.ends_with("支出") || it.ends_with("结余"));
    // 到位13.6亿元，超额完成1.6亿元，其中省外资金9.2亿元: of all that came, not of what is more than was due.
    let beyond =
        || {
            has(line.label(index), &["超额", "超过", "增加", "多", "净增"])
                && line.quantities.iter().take(index).rev().take(3).any(|it| {
                    it.same_unit(whole) && it.sentence == whole.sentence && !it.value.is_below(&named)
                })
        };
    // 累计结余3.17亿元。其中，职工收入3.92亿元、支出3.55亿元: what came and went makes no balance by itself.
    let turnover = has(&called, &["结余", "余额"])
        && ["收入", "支出"].iter().all(|word| names.iter().any(|name| name.contains(word)));
    let doubtful = || {
        other
            || (list.opened == Opened::Among && !more && !is_near(whole, &named))
            || is_part(line, index, whole, &named)
            || (names.last().is_some_and(|it| it.starts_with(['尚', '还', '仍', '剩', '其', '余']))
                && parts.last().is_some_and(|it| leaves(line, index, whole, it)))
            || turnover
            || goes
            || beyond()
            || parts.last().is_some_and(|it| line.starts(it.to, "另行"))
            || aims
            || further()
            || each
            || aside
            || (!banded && parts.last().is_some_and(|it| crossed::is_nested(line, whole, it)))
            || crossed::fills_otherwise(line, whole, &all, parts.last().copied())
            || (more
                && parts.last().is_some_and(|it| {
                    crossed::is_told(line, whole.from, it.to)
                        || crossed::is_shared(line, whole, &named, it.to)
                }))
            || (more && both(&names))
            || (crossing && !hardly)
            || (!list.bound && has_other_whole(line, index, whole, &named))
    };
    // 54名，其中女性23名、工人61名: one may be counted twice, but no part is more than its whole.
    let first = first.map_or(whole.to, |it| it.to);
    let single = parts.iter().copied().find(|it| {
        let gap = line.text(first, it.from.max(first));
        // 培训214人，其中取得证书188人，推荐就业316人: behind a comma a fact of its own may begin.
        // 其中35岁以下31名、女性19名，接收转正52名: the mark right before it counts.
        let fresh = gap.rfind('，') > gap.rfind('、') && !line.label(line.index_at(it.from)).contains('女');
        whole.value.is_below(&it.value)
            && !gap.contains('；')
            && !fresh
            && !acts(line.label(line.index_at(it.from)))
    });
    if let Some(part) = single.filter(|_| {
        parts.len() > 1 && wrong && whole_is.is_none() && !other && overlaps(&names, &called) && !closed
    }) && !has_other_whole(line, index, whole, &part.value)
    {
        exceeds(line, begins(line, index), whole, part, ("合计", "whole"), out);
        return list.parts.get(count.saturating_sub(1)).copied();
    }
    let verdict = match wrong {
        _ if whole_is.is_some() => Verdict::Holds,
        true if doubtful() => Verdict::Open,
        true if parts.last().is_some_and(|last| goes_on(line, last, whole, named)) => Verdict::Open,
        true => Verdict::Fails,
        false => Verdict::Open,
    };
    if parts.len() == 1 && list.opened == Opened::Whole {
        return None;
    }
    let (reason, computed) = addition(&parts, whole);
    let to = parts.last().map_or(whole.to, |part| part.to);
    let shown = whole.shown();
    let kind = if parts.len() > 1 { "figures/parts-sum" } else { "figures/parts-excess" };
    let sign = if more { ">" } else { "≤" };
    let reason = if parts.len() > 1 { reason } else { format!("{computed} {sign} {shown}") };
    let statement = Statement {
        kind,
        line,
        from: begins(line, index),
        to,
        claim: whole,
        called: ("合计", "whole"),
        parts,
        verdict,
        reason,
    };
    match kind {
        "figures/parts-sum" if slipped => statement.suspect(
            || format!("各项之和 {computed} 与总数 {shown} 只差一点：若已列全，其中有一个数写错"),
            || format!("the parts make {computed}, the whole is {shown}: if all are named, one is wrong"),
            out,
        ),
        "figures/parts-sum" => statement.tell(
            || format!("分项之和 {computed} 与合计 {shown} 不符"),
            || format!("the parts make {computed}, the whole is {shown}"),
            out,
        ),
        _ => statement.tell(
            || format!("其中的 {computed} 比总数 {shown} 还大"),
            || format!("a part of {computed} is larger than its whole, {shown}"),
            out,
        ),
    }
    list.parts.get(count.saturating_sub(1)).copied()
}

/// How many parts there are before one that only a comma joins and that is far more than the whole: 求职者826人，其中毕业生168人，线上投递2140人
/// tells of others.
fn before_other(line: &Line, whole: &Quantity, parts: &[&Quantity]) -> usize {
    let most = whole.value.times(Decimal::new(14, 1));
    let mut listed = false;
    let other = parts.windows(2).position(|pair| {
        let [before, part] = pair else { return false };
        let gap = line.text(before.to, part.from.max(before.to));
        let comma = gap.contains('，') && !gap.contains('、');
        // 其中A路31件、B路19件，移交外县52件: where 、 gives way to a comma the list is over, as what is more than its whole shows.
        let over = listed && whole.value.is_below(&part.value);
        listed |= gap.contains('、');
        comma && (over || most.is_below(&part.value))
    });
    other.map_or(parts.len(), |at| at + 1)
}
