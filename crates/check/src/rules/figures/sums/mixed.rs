//! Sums of things that are counted by different measure words 异量词合计: 单页2.4万份、海报1860张，共计2.586万份（张）.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins};

/// The most parts of one sum.
const MOST: usize = 6;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in line.quantities.iter().enumerate().skip(2) {
        let units = || bracketed(line, claim);
        let label = line.label(index).trim_end_matches(['为', '约', '达']);
        let total =
            matches!(label, "共计" | "合计" | "总计" | "共" | "总共" | "两项合计" | "累计" | "两者共");
        let plain = claim.is_amount() && !claim.range && claim.qualifier.is_none();
        if total
            && plain
            && let Some(units) = units()
        {
            judge(line, index, claim, &units, out);
        }
    }
}

/// The other measure words of a total, each in the bracket behind it: 张 of 2.586万份（张）, 张 and 条 of 份（张、条）.
fn bracketed(line: &Line, claim: &Quantity) -> Option<Vec<String>> {
    let (open, close) = match line.char(claim.to) {
        '（' => (claim.to + 1, line.ahead(claim.to, &['）'], 8)),
        '/' => (claim.to + 1, line.ahead(claim.to, &['，', '。', '；'], 4)),
        _ => return None,
    };
    let inner = line.text(open, close.max(open));
    let short = inner.split(['、', '/']).all(|unit| (1..=2).contains(&unit.chars().count()));
    short.then(|| inner.split(['、', '/']).map(str::to_owned).collect())
}

/// Holds a total against the row before it.
fn judge(line: &Line, index: usize, claim: &Quantity, units: &[String], out: &mut Findings) {
    let mut parts: Vec<&Quantity> = Vec::new();
    let mut next = claim.from;
    for it in line.quantities.get(..index).unwrap_or_default().iter().rev().take(MOST) {
        let known = it.same_unit(claim) || units.iter().any(|unit| it.printed_unit.ends_with(unit.as_str()));
        let gap = line.text(it.to, next.max(it.to));
        let joined = gap.chars().count() <= 16 && gap.matches(['，', '、', '；', '。']).count() <= 1;
        if !known || !joined || it.range || it.qualifier.is_some() || it.sentence != claim.sentence {
            break;
        }
        next = begins(line, line.index_at(it.from));
        parts.insert(0, it);
    }
    let all = units.iter().all(|unit| parts.iter().any(|it| it.printed_unit.ends_with(unit.as_str())));
    let (Some(first), true) = (parts.first(), all && parts.iter().any(|it| it.same_unit(claim))) else {
        return;
    };
    let sum = Interval::sum(parts.iter().map(|it| it.value));
    let factor = Decimal::ONE.checked_div(claim.factor).unwrap_or(Decimal::ONE);
    let made = about(&sum.times(factor), 4);
    let shown: Vec<String> = parts.iter().map(|it| format!("{}{}", it.shown(), it.printed_unit)).collect();
    let (stated, unit) = (claim.shown(), &claim.printed_unit);
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, line.index_at(first.from)),
        to: claim.to,
        claim,
        called: ("合计", "total"),
        parts: parts.clone(),
        verdict: claim.value.equals(sum),
        reason: format!("{} = {made}{unit}", shown.join(" + ")),
    }
    .tell(
        || format!("写的是 {stated}{unit}，各项加起来是 {made}{unit}"),
        || format!("{stated} {unit} is stated, the parts make {made}"),
        out,
    );
}
