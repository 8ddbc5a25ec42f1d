//! Whether a list belongs to another whole than the number right before it: to an earlier one, to several together, or to
//! none, as each of its numbers goes with one before.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::meant::exact_sum;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::is_within;
use crate::rules::figures::words::has;

/// Whether a row has as many numbers as stand before it, so that each goes with one of them: 约束性11项，预期性19项，分别达标9项和13项.
pub(crate) fn paired(line: &Line, index: usize, parts: &[usize]) -> bool {
    let Some(first) = (index + 1).checked_sub(parts.len()) else { return false };
    let before = line.quantities.get(first..=index).unwrap_or_default();
    parts.len() > 1
        && before.iter().zip(before.iter().skip(1)).all(|(one, other)| {
            one.same_unit(other)
                && one.sentence == other.sentence
                && other.from.saturating_sub(one.to) <= 20
                && !has(line.text(one.to, other.from.max(one.to)), &["其中", "中有", "共", "比"])
        })
}

/// Whether a row behind 分别 names its subjects and makes nothing like the number before it, so that others may have been left
/// out: 预算3.6亿元，教育、卫生分别安排1.2亿元、0.6亿元.
pub(crate) fn names_some(line: &Line, between: &str, whole: &Quantity, parts: &[usize]) -> bool {
    let named = between.split_once("分别").is_some_and(|(before, _)| before.contains('、'));
    named && {
        let parts: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
        !is_within(whole, &exact_sum(whole, &parts), Decimal::new(85, 2), Decimal::new(125, 2))
    }
}

/// Whether the subjects that a row has are of the kind of what stands before them, beside it and no parts of it:
/// 小学在校生1200人，初中、高中在校生分别为700人、580人.
pub(crate) fn siblings(called: &str, between: &str) -> bool {
    let subjects = between.split("分别").next().unwrap_or_default();
    let subjects = subjects.rsplit('，').next().unwrap_or_default();
    let noun =
        |text: &str| text.char_indices().rev().nth(1).and_then(|(at, _)| text.get(at..).map(str::to_owned));
    let own = noun(called).filter(|noun| subjects.ends_with(noun.as_str()));
    let kind = own.and_then(|noun| called.strip_suffix(noun.as_str()));
    subjects.contains(['、', '和', '与'])
        && kind.is_some_and(|kind| {
            !kind.is_empty() && !has(kind, &["全", "总", "共", "各", "现有", "新增", "在校", "累计"])
        })
}

/// Whether a number is told beside what its sentence is about, of which the parts behind its stop can be:
/// 收入12亿元，…；上年有一次性收入0.6亿元，…。其中税收8亿元.
pub(crate) fn is_aside(line: &Line, whole: &Quantity, named: &Interval) -> bool {
    let start = line.back(whole.from, &['。', '\n', '！'], 200);
    let subject =
        |it: &&Quantity| it.same_unit(whole) && it.depth == whole.depth && !it.value.is_below(named);
    line.quantities_in(start, whole.from).iter().any(|it| subject(&it))
}

/// Whether a number is a part itself of one before, as its own parts are: 意愿93部。通电58部，在装22部，其余13部.
pub(crate) fn is_part(line: &Line, index: usize, whole: &Quantity, named: &Interval) -> bool {
    let all = whole.value + *named;
    let earlier = line.quantities.iter().take(index).rev().take(6);
    earlier.filter(|it| it.same_unit(whole) && it.sentence + 1 >= whole.sentence).any(|it| it.value == all)
}

/// Whether a number is what is left of one before when a whole is taken from it: 总投资1.28亿元。到位1.02亿元，完成0.97亿元，尚有0.26亿元未到位.
pub(crate) fn leaves(line: &Line, index: usize, whole: &Quantity, left: &Quantity) -> bool {
    let all = whole.value + left.value;
    let earlier = line.quantities.iter().take(index).rev().take(12);
    earlier.filter(|it| it.same_unit(whole)).any(|it| it.value.may_equal(&all))
}

/// Whether the parts may belong to another whole of this sentence: to an earlier one, or to several together.
pub(crate) fn has_other_whole(line: &Line, index: usize, whole: &Quantity, named: &Interval) -> bool {
    // 尚余16个，其中…: what is left is parted, and nothing before it.
    let left = ["尚", "剩", "余", "其余", "还", "未"].iter().any(|word| line.label(index).starts_with(word));
    if left && is_within(whole, named, Decimal::new(75, 2), Decimal::new(115, 2)) {
        return false;
    }
    let mut together = whole.value;
    // What comes within a thirtieth of its own whole is no part of it and others together.
    let own = is_within(whole, named, Decimal::new(97, 2), Decimal::new(103, 2));
    let mut listed = !own && !has(line.label(index), &["总", "累计", "合计", "达"]);
    let mut next = whole;
    let earlier = line.quantities.iter().take(index).rev().take_while(|it| it.sentence == whole.sentence);
    for other in earlier.filter(|it| it.same_unit(whole)).take(6) {
        together = together + other.value;
        // 新建20个、改建15个，其中…: both are parted. Behind a comma a fact of its own begins.
        // 由11条调整到14条，其中…: what there was is no part of it either.
        let gap = line.text(other.to, next.from);
        // 14个单位中有9个未报，占64.3%；其中12个…: both may be parted.
        if gap.contains('中') && !gap.contains("其中") && !other.value.is_below(named) {
            return true;
        }
        listed &= !gap.contains(['，', '到', '至', '中']);
        next = other;
        // 耕地4.2万亩，水田2.6万亩，旱地1.6万亩，其中流转1.8万亩: of what both make.
        if other.value.may_equal(&(together - other.value)) && !other.value.is_below(named) {
            return true;
        }
        if other.value.may_equal(named) || together.may_equal(named) || (listed && !together.is_below(named))
        {
            return true;
        }
    }
    false
}
