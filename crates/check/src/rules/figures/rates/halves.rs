//! Shares in words 约数占比: 占了一半以上, 近两成, 七成多, 不足三分之一, 超过半数; and what such words leave room for.

use crate::chars::is_one_of;
use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::referred::{Operands, of_behind, of_stem, of_words_behind, operands};
use super::spoken::{Share, half, share};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, addition, begins};

/// All statements of a paragraph that no other rule has judged.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if !line.chars.iter().any(|c| matches!(c, '半' | '成')) {
        return;
    }
    let tenths = line.quantities.iter().any(|it| it.printed_unit == "成");
    let judged = if tenths { out.judged_in(line.index) } else { Vec::new() };
    for (index, it) in line.quantities.iter().enumerate().filter(|_| tenths) {
        if it.printed_unit != "成" || it.range || !it.chinese || judged.binary_search(&it.span).is_ok() {
            continue;
        }
        let Some(end) = (it.from..it.to).find(|at| line.char(*at) == '成') else { continue };
        let start = (it.from..end).find(|at| is_one_of!(line.char(*at), "一二两三四五六七八九"));
        // 三成半, 三成三.
        let tail = usize::from(is_one_of!(line.char(end + 1), "半一二三四五六七八九") && end + 1 < it.to);
        let slack = Decimal::from(if tail == 0 { 5 } else { 3 });
        let percent = it.printed * Decimal::TEN;
        let share = share(line, (start.unwrap_or(end), end + 1 + tail), percent, slack);
        judge(line, &share, operands(line, index, &share).or_else(|| of_words_behind(line, &share)), out);
    }
    for at in (1..line.chars.len()).filter(|at| line.char(*at) == '半') {
        let Some(share) = half(line, at) else { continue };
        let index = line.index_at(share.from);
        judge(line, &share, operands(line, index, &share).or_else(|| of_words_behind(line, &share)), out);
    }
}

/// 领取待遇12650人，…80岁以上的1771人，占20%; 亏损企业21家，亏损面12.5%: a percentage whose numbers no other form names.
pub(crate) fn percent(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let half = Decimal::new(5, rate.printed.scale() + 1);
    let (low, high) = (rate.printed - half, rate.printed + half);
    if rate.printed_unit == "成" || rate.qualifier.is_some() {
        return false;
    }
    let share = Share { from: rate.from, to: rate.to, low, high, plain: true };
    let face = label.trim_end_matches(['为', '达', '到', '是', '约']).strip_suffix('面');
    let operands = match face {
        Some(stem) => of_stem(line, index, stem),
        None => operands(line, index, &share).or_else(|| of_behind(line, index)),
    };
    let told = operands.is_some();
    judge(line, &share, operands, out);
    told
}

/// Holds a share in words against what its numbers make.
pub(crate) fn judge(line: &Line, share: &Share, operands: Option<Operands<'_>>, out: &mut Findings) {
    let Some(Operands { parts, wholes, whole }) = operands else { return };
    let part = Interval::sum(parts.iter().map(|it| it.value));
    let ends = (End::Closed(share.low), End::Closed(share.high));
    let Some(claimed) = Interval::between(ends.0, ends.1) else { return };
    let fits = |whole: &Interval| claimed.may_equal(&part.rate(*whole));
    let holds = fits(&whole.value) || wholes.iter().any(fits);
    let made = part.rate(whole.value);
    // What is of quite another size is not of these numbers.
    let least = Interval::exact(share.low).times(Decimal::new(5, 1));
    let most = Interval::exact(share.high).times(Decimal::new(18, 1));
    if !holds && (made.is_below(&least) || most.is_below(&made)) {
        return;
    }
    let Some(first) = parts.first() else { return };
    let (sum, total) = addition(&parts, whole);
    let percent = about(&made, 1);
    let shown = line.text(share.from, share.to);
    let added = if parts.len() > 1 { format!("{sum}，") } else { String::new() };
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, line.index_at(first.from))
            .min(begins(line, line.index_at(share.from)))
            .min(share.from),
        to: parts.iter().map(|it| it.to).fold(share.to, usize::max),
        claim: first,
        called: ("占比", "share"),
        parts: parts.iter().skip(1).copied().chain([whole]).collect::<Vec<&Quantity>>(),
        verdict: if holds { Verdict::Holds } else { Verdict::Fails },
        reason: format!("{added}{total} ÷ {} = {percent}%", whole.shown()),
    }
    .tell(
        || format!("写的是“{shown}”，按前面的数算是 {percent}%"),
        || format!("the numbers make {percent} %, which is not what the words say"),
        out,
    );
}
