//! Two to four numbers behind a whole whose names say that together they are all 状态并列: 已整改38个，正在整改9个; 男15人，女9人.

use rust_decimal::Decimal;

use super::closed::{both, divide, is_settled, schools, twins};
use super::follow::List;
use super::opening::Opened;
use super::partition;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_base, is_within, sum_of};
use crate::rules::figures::words::{compares, converts, has};

/// What is done with some of a part, so that the others are left of it: 其中省级补助860万元，拨付620万元，其余240万元.
const DONE: [&str; 12] =
    ["拨付", "支付", "支出", "使用", "开工", "到位", "发放", "缴纳", "签约", "入住", "交付", "投产"];

/// Things of one measure word that are no parts of each other.
const KINDS: [&str; 8] = ["村", "社区", "乡镇", "街道", "项目", "企业", "小区", "部门"];

/// The list of states that a whole opens, if it opens one.
pub(crate) fn states(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    // 获批17个，总投资6840万元，已开工14个，未开工3个: other units between are skipped.
    let follow = line.quantities.iter().enumerate().skip(index + 1).take(9);
    let same: Vec<usize> = follow
        .take_while(|(_, it)| it.sentence == whole.sentence && it.depth == whole.depth && !it.range)
        .filter(|(at, it)| it.same_unit(whole) && !is_base(line, *at) && !converts(line.label(*at)))
        .map(|(at, _)| at)
        .collect();
    // 4520项，整改4475项，其中重大23项，尚未整改45项: what is told among a part is none of the whole.
    let lead = same.first().and_then(|at| line.quantities.get(*at));
    let inner = |at: usize| {
        let part = line.quantities.get(at).filter(|it| line.char(it.to) != '、');
        let less = part.zip(lead).is_some_and(|(it, lead)| it.value.is_below(&lead.value));
        less && line.label(at).starts_with("其中")
    };
    let same: Vec<usize> = same.into_iter().filter(|at| !inner(*at)).collect();
    let first = same.first().and_then(|at| line.quantities.get(*at)).filter(|it| it.from - whole.to <= 30)?;
    // 设施维护11万元、慰问2万元、其他7万元: the first of a list is no whole of the others.
    // 分别接访26批和19批，其余19批: nor is it in a row.
    let listed = line.text(whole.to, first.from.max(whole.to)).starts_with(['、', '和', '及', '与']);
    // 结案方式：判决781件，调解1074件，剩余98件是其他方式: nor is the first behind a colon.
    let begun = line.char(begins(line, index).wrapping_sub(1)) == '：';
    for count in [4, 3, 2] {
        let Some(parts) = same.get(..count) else { continue };
        // 行政32人、事业54人、工勤22人: none of a list is left out.
        let last = parts.last().and_then(|at| line.quantities.get(*at));
        let next = same.get(count).and_then(|at| line.quantities.get(*at));
        // 已完成38项，正在推进6项，2项因故取消: what has no words before it is one of them.
        let goes_on = last.zip(next).is_some_and(|(last, next)| {
            let gap = line.text(last.to, next.from);
            let label = line.label(line.index_at(next.from));
            let state = ["暂", "尚", "未", "另", "还", "其余", "待", "不", "因"]
                .iter()
                .any(|word| label.starts_with(word));
            // 剩余4件正在办理、3件移交上级.
            let beside = gap.ends_with('、') && label.is_empty() && next.from - last.to <= 8;
            beside || gap.starts_with('、') || (gap.ends_with('，') && next.from - last.to <= 12) || state
        });
        // 133个村，…，尚有6个社区: other things. 还有一期200人的班: a number of something else.
        let noun = last.map_or("", |it| line.noun(line.index_at(it.from)));
        let own = line.noun(index);
        let other = last.is_some_and(|it| line.char(it.to) == '的')
            || whole.unit == "个"
                && KINDS.contains(&own)
                && KINDS.iter().any(|kind| *kind != own && noun.starts_with(kind));
        if goes_on || other {
            continue;
        }
        let among = line.label(*parts.first()?).starts_with("其中");
        let names: Vec<&str> = parts.iter().map(|at| line.label(*at).trim_start_matches("其中")).collect();
        // 梳理项目1042个，发现问题317个，已整改309个，其余8个: the first is the whole of the others.
        if count > 2 && leads(line, whole, parts) && divide(names.get(1..).unwrap_or_default()) {
            return None;
        }
        // 分税种看，增值税5.12亿元，个人所得税…，其他各税…: the first of a list is no whole of the others.
        let rests = ["剩余", "剩下", "余下"];
        let others = names
            .last()
            .is_some_and(|it| it.starts_with('其') || begun && rests.iter().any(|word| it.starts_with(word)));
        // 环保类86场，助老类124场，文明类76场，其他46场: the second of a list is no whole of what follows either.
        let member = || {
            // 用火不慎34起，占24.6%；遗留火种21起，…: a share stands behind each of them.
            let shares = line.quantities.iter().take(index).rev().take_while(|it| it.is_percent()).count();
            let before = index.checked_sub(shares + 1).and_then(|at| line.quantities.get(at));
            before.is_some_and(|it| {
                let gap = line.text(it.to, whole.from.max(it.to));
                it.same_unit(whole)
                    && !gap.contains('。')
                    && gap.chars().count() <= 12 + 8 * shares
                    && gap.matches(['，', '、', '；']).count() == 1 + shares
                    && !has(gap, &["其中", "共", "总", "合计"])
            })
        };
        // 其中中央补助5728万元，居民出资477万元，其余3341万元: what is one part itself is no whole of its neighbours.
        let part = || {
            line.label(index).starts_with("其中")
                && line.char(whole.to) != '（'
                && names.first().is_some_and(|name| {
                    !has(name, &["已", "完成"]) && !is_settled(name) && !DONE.contains(name)
                })
        };
        if others
            && (member()
                || listed
                || begun
                || part()
                || partition::opens(line, begins(line, index))
                || siblings(line.label(index), &names))
        {
            return None;
        }
        // 检查企业240家，整改206家，还有12家停业: not all that was looked at has something to settle.
        let looked = has(line.label(index), &["检查", "走访", "巡查", "抽查", "监测"])
            && names.first().is_some_and(|name| !has(name, &["已", "完成"]) && is_settled(name));
        if names.iter().all(|name| name.chars().count() <= 12 && !name.contains("其中"))
            && !looked
            && !both(&names)
            && (divide(&names) || twins(&names) || schools(line.label(index), &names))
            && !names.iter().any(|name| compares(name))
        {
            // 其中已整改297处，正在整改70处; 办结98件，另有12件移送: others may have been left out.
            let some = among || names.last().is_some_and(|name| name.starts_with("另"));
            let opened = if some { Opened::Among } else { Opened::Whole };
            return Some(List { opened, parts: parts.to_vec(), sure: count, bound: false });
        }
    }
    None
}

/// Whether the first of some numbers is nearly what the others make, and all of them come to nothing like their whole.
fn leads(line: &Line, whole: &Quantity, parts: &[usize]) -> bool {
    let all: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let Some((first, rest)) = all.split_first() else { return false };
    let (tenth, over) = (Decimal::new(90, 2), Decimal::new(110, 2));
    let made = sum_of(rest.iter().map(|it| it.value));
    is_within(first, &made, tenth, over) && !is_within(whole, &(made + first.value), tenth, over)
}

/// Whether a name is of the same kind as those behind it, and no name for all of them: 增值税, 个人所得税, 其他各税; but 农户,
/// 脱贫户, 其他农户.
fn siblings(name: &str, others: &[&str]) -> bool {
    let tail = |name: &str| name.chars().last();
    let stem: String = name.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    tail(name).is_some()
        && others.iter().all(|it| tail(it) == tail(name))
        && !others.last().is_some_and(|it| it.contains(&stem))
}
