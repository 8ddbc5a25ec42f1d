//! Shares told one by one of one whole 逐项占比: 中央补助3600万元，占60%；省级配套1500万元，占25%；自筹900万元，占15%. Each makes what the whole
//! would be; the one that makes another whole than all the others is wrong.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::division::statement;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::about;
use crate::rules::figures::words::has;

/// How many numbers before a row are asked for its whole.
const REACH: usize = 24;

/// What goes on with something else than the row.
const OTHER: [&str; 14] =
    ["其中", "另", "合计", "共计", "总计", "同比", "上年", "去年", "其余", "按", "每", "均", "在", "增长"];

/// The shares that stand in rows.
#[derive(Default)]
pub(crate) struct Rows {
    /// Those that were told of.
    pub(crate) wrong: Vec<usize>,
    /// Those that make the same whole as the others: whatever stands before them, they are of it.
    pub(crate) right: Vec<usize>,
}

/// All rows of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) -> Rows {
    let mut rows = Rows::default();
    let mut index = 1;
    while index < line.quantities.len() {
        let count = row(line, index);
        if count > 1 {
            judge(line, index, count, &mut rows, out);
        }
        index += (2 * count).saturating_sub(1).max(1);
    }
    rows
}

/// Whether a quantity is the share of the one right before it.
fn is_share(line: &Line, index: usize) -> bool {
    let Some([part, rate]) = index.checked_sub(1).and_then(|at| line.quantities.get(at..=index)) else {
        return false;
    };
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    if !rate.is_percent() || !part.is_amount() || !plain(part) || !plain(rate) || rate.factor != Decimal::ONE
    {
        return false;
    }
    let gap = line.text(part.to, rate.from.max(part.to));
    let bare = gap.trim_start_matches(['，', '、', '（']).trim_end_matches(['为', '达', '到', '的']);
    let of = bare.strip_prefix('占').map(|of| of.trim_end_matches(['比', '重', '例', '的']));
    gap.starts_with('（') && bare.is_empty()
        || bare == "占比"
        || of.is_some_and(|of| of.chars().count() <= 10 && !of.contains(['，', '、', '占', '地', '用']))
}

/// How many shares stand in the row whose first is this one.
fn row(line: &Line, index: usize) -> usize {
    if !is_share(line, index) {
        return 0;
    }
    let joined = |at: usize| {
        let (Some(rate), Some(part)) = (line.quantities.get(at - 2), line.quantities.get(at - 1)) else {
            return false;
        };
        let gap = line.text(rate.to, part.from.max(rate.to)).trim_start_matches('）');
        let alike = line.quantities.get(index - 1).is_some_and(|first| first.same_unit(part));
        let same = line.quantities.get(index).is_some_and(|first| {
            line.quantities.get(at).is_some_and(|it| it.depth == first.depth)
                && (line.label(at) == line.label(index) || matches!(line.label(at), "" | "占" | "占比"))
        });
        let next =
            gap.starts_with(['，', '；', '、']) && gap.matches(['，', '；', '、', '。', '：']).count() == 1;
        alike && same && next && gap.chars().count() <= 20 && !has(gap, &OTHER) && is_share(line, at)
    };
    1 + (index + 2..line.quantities.len()).step_by(2).take_while(|at| joined(*at)).count()
}

/// What the whole of a share would be.
fn implied(part: &Quantity, rate: &Quantity) -> Interval {
    part.value.quotient(rate.value).times(Decimal::ONE_HUNDRED)
}

/// Tells of the only share of a row that does not make the whole of the others.
fn judge(line: &Line, index: usize, count: usize, rows: &mut Rows, out: &mut Findings) {
    let all = (0..count).map(|at| index + 2 * at);
    match apart(line, index, count, out) {
        Some(None) => rows.right.extend(all),
        Some(Some(wrong)) => {
            rows.wrong.push(wrong);
            rows.right.extend(all.filter(|at| *at != wrong));
        }
        None => (),
    }
}

/// The share that was told of, if any; nothing where the row is none of one whole.
fn apart(line: &Line, index: usize, count: usize, out: &mut Findings) -> Option<Option<usize>> {
    let shares: Vec<(usize, &Quantity, &Quantity)> = (0..count)
        .filter_map(|at| {
            let at = index + 2 * at;
            Some((at, line.quantities.get(at - 1)?, line.quantities.get(at)?))
        })
        .collect();
    let wholes: Vec<Interval> = shares.iter().map(|(_, part, rate)| implied(part, rate)).collect();
    let others = |at: usize| wholes.iter().enumerate().filter(move |(own, _)| *own != at).map(|(_, it)| it);
    if wholes.iter().all(|one| wholes.iter().all(|other| one.may_equal(other))) {
        return Some(None);
    }
    // 基层84万人次，占60%；县级56万人次，占45%: of two the first is of both of them, so is the second.
    if count == 2 {
        let sum = Interval::sum(shares.iter().map(|(_, part, _)| part.value));
        let fits = |at: usize| wholes.get(at).is_some_and(|it| it.may_equal(&sum));
        let wrong = match (fits(0), fits(1)) {
            (true, false) => 1,
            (false, true) => 0,
            _ => return None,
        };
        return tell(line, shares.get(wrong)?, sum, None, out).map(Some);
    }
    let agree = |at: usize| others(at).all(|one| others(at).all(|other| one.may_equal(other)));
    let mut apart = (0..count).filter(|at| {
        wholes.get(*at).is_some_and(|own| agree(*at) && !others(*at).any(|other| other.may_equal(own)))
    });
    let (wrong, None) = (apart.next()?, apart.next()) else { return None };
    let (_, part, _) = shares.get(wrong)?;
    // A whole that the text has, or that the parts make together, is sure; one that only the others make needs three.
    let is_whole = |value: &Interval| others(wrong).all(|it| it.may_equal(value));
    let sum = Interval::sum(shares.iter().map(|(_, part, _)| part.value));
    let before = || line.quantities.iter().take(index - 1).rev().take(REACH);
    let whole = before().find(|it| it.same_unit(part) && !it.range && is_whole(&it.value));
    let value = match whole {
        Some(whole) => whole.value,
        None if is_whole(&sum) => sum,
        None if count > 3 => {
            others(wrong).copied().reduce(|one, it| if it.is_within(&one) { it } else { one })?
        }
        None => return None,
    };
    tell(line, shares.get(wrong)?, value, whole, out).map(Some)
}

/// Tells of a share that is none of the whole of the others.
fn tell<'l>(
    line: &'l Line,
    &(at, part, rate): &(usize, &'l Quantity, &'l Quantity),
    value: Interval,
    whole: Option<&'l Quantity>,
    out: &mut Findings,
) -> Option<usize> {
    // 住房贷款6.3亿元，占75%: of a number of its own.
    let own = |it: &Quantity| {
        it.same_unit(part)
            && it.from != part.from
            && rate.value.equals(part.value.rate(it.value)) == Verdict::Holds
    };
    let made = part.value.rate(value);
    let double = |one: &Interval, other: &Interval| one.times(Decimal::TWO).is_below(other);
    if rate.value.equals(made) != Verdict::Fails
        || line.around(at, REACH).any(|(_, it)| own(it))
        || double(&made, &rate.value)
        || double(&rate.value, &made)
    {
        return None;
    }
    let factor = Decimal::ONE.checked_div(part.factor).unwrap_or(Decimal::ONE);
    let (shown, made) = (rate.shown(), about(&made, rate.printed.scale().max(1)));
    let reason = format!("{} ÷ {} = {made}%", part.shown(), about(&value.times(factor), 2));
    let parts = vec![part].into_iter().chain(whole).collect();
    statement(line, at, rate, parts, Verdict::Fails, reason).tell(
        || format!("写的是 {shown}%，按其他各项的占比算是 {made}%"),
        || format!("{shown} % is stated, the whole of the other shares makes {made} %"),
        out,
    );
    Some(at)
}
