//! Changes that no numbers can have 不可能的增减: 减少两倍, 下降-3%, 一共1200个却比原计划多2000个.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;
use crate::{Finding, Findings};

/// What no numbers are needed for: 减少两倍, 下降-3%.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, quantity) in line.quantities.iter().enumerate() {
        more_than_all(line, index, quantity, out);
        let label = line.label(index);
        let bare = label.trim_end_matches(['了', '约', '近', '超', '过', '达']);
        let falls = ["减少", "下降", "降低", "缩小", "缩短", "减小"].iter().any(|word| bare.ends_with(word));
        let span = line.span(begins(line, index), quantity.to);
        if falls && quantity.unit == "倍" && quantity.printed >= Decimal::ONE {
            out.push(
                Finding::error(
                    "figures/growth",
                    span,
                    format!("减少不能说“{}倍”：减少 1 倍就是 0", quantity.shown()),
                    "nothing falls by whole multiples: once itself leaves nothing",
                )
                .reason("减少 100% = 0"),
            );
        }
        if falls && quantity.is_percent() && !quantity.range {
            let hundred = Interval::exact(Decimal::ONE_HUNDRED);
            if quantity.printed.is_sign_negative() {
                let found = Finding::error(
                    "figures/growth",
                    span,
                    format!("“下降”后面不写负号：下降 {}%", quantity.printed.abs()),
                    "a decline takes no minus sign",
                );
                out.push(found.reason("下降负数就是增长"));
            } else if hundred.is_below(&quantity.value) {
                let found = Finding::error(
                    "figures/growth",
                    span,
                    format!("下降 {}%，比全部还多", quantity.shown()),
                    "a decline of more than all",
                );
                out.push(found.reason(format!("{}% > 100%", quantity.shown())));
            }
        }
    }
}

/// 1200个，比原计划多2000个: what is more by so much is no less than that.
fn more_than_all(line: &Line, index: usize, difference: &Quantity, out: &mut Findings) {
    let Some(whole) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    let gap = line.text(whole.to, difference.from.max(whole.to));
    // 新入规4家，退规1家，较上年净增3家: a net number is of all that came and went.
    let more = ["多", "增加", "增长", "增收", "多出"].iter().find_map(|word| gap.strip_suffix(word));
    let opened = more.and_then(|rest| rest.strip_prefix("，")).is_some_and(|rest| {
        rest.starts_with(['比', '较']) && rest.chars().count() <= 10 && !rest.contains(['，', '、'])
    });
    let alike = whole.same_unit(difference) && whole.is_amount() && whole.sentence == difference.sentence;
    // 超出年度目标（2000人）180人，比上年多280人: the first number is itself a difference.
    let bracket = whole.from.checked_sub(1).is_some_and(|at| line.char(at) == '）');
    if bracket && has(line.clause(whole), &["超", "多", "少", "高", "低", "差", "比", "较"]) {
        return;
    }
    if !opened || !alike || whole.range || difference.range || !whole.value.is_below(&difference.value) {
        return;
    }
    let (all, more) = (printed_in(whole, difference), difference.shown());
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, index - 1),
        to: difference.to,
        claim: difference,
        called: ("变化", "change"),
        parts: vec![whole],
        verdict: Verdict::Fails,
        reason: format!("{more} > {all}"),
    }
    .tell(
        || format!("一共才 {all}，不会多出 {more}"),
        || format!("of {all} there cannot be {more} more than before"),
        out,
    );
}
