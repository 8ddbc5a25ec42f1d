//! An account that is told line by line 逐行列出的收支: 一、上年结余16.4万元。二、本年收入52.8万元。三、本年支出47.6万元。四、年末结余21.6万元。

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::flow_words::{Flow, Said, opens, said};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;
use crate::{Findings, Role};

/// So many lines an account has at most.
const MOST: usize = 7;

/// What came or went, with its line.
type Entry<'l> = (bool, &'l Quantity);

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        let Some((index, opening)) = first(line) else { continue };
        if opens(line.label(index)) && said(line.label(index), false, false) == Said::Flow(Flow::Opening) {
            account(lines.get(at + 1..).unwrap_or_default(), opening, out);
        }
    }
}

/// The first amount of a line, when it is exact.
fn first(line: &Line) -> Option<(usize, &Quantity)> {
    if matches!(line.role, Role::Cell(_) | Role::Footnote) {
        return None;
    }
    let (index, it) = line.quantities.iter().enumerate().find(|(_, it)| it.is_amount())?;
    let plain = !it.range && !it.quoted && it.qualifier.is_none() && it.depth == 0 && it.sentence == 0;
    plain.then_some((index, it))
}

/// Reads the lines behind an opening stock up to what is left, and judges them.
fn account(lines: &[Line], opening: &Quantity, out: &mut Findings) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in lines.iter().take(MOST) {
        let Some((index, it)) = first(line).filter(|(_, it)| it.same_unit(opening)) else { return };
        let both = entries.iter().any(|(came, _)| *came) && entries.iter().any(|(came, _)| !came);
        match said(line.label(index), both, false) {
            Said::Flow(Flow::In) => entries.push((true, it)),
            Said::Flow(Flow::Out) => entries.push((false, it)),
            Said::Flow(Flow::Closing) if both => return judge(line, index, opening, &entries, out),
            _ => return,
        }
    }
}

fn judge(line: &Line, index: usize, opening: &Quantity, entries: &[Entry<'_>], out: &mut Findings) {
    let Some(claim) = line.quantities.get(index) else { return };
    let value = |(came, it): &Entry<'_>| if *came { it.value } else { -it.value };
    let sum = opening.value + Interval::sum(entries.iter().map(value));
    let (mut made, mut shown) = (printed_in(opening, claim), printed_in(opening, claim).to_string());
    for (came, it) in entries {
        let own = printed_in(it, claim);
        made = if *came { made.checked_add(own) } else { made.checked_sub(own) }.unwrap_or(made);
        shown.push_str(if *came { " + " } else { " - " });
        shown.push_str(&own.to_string());
    }
    let (made, stated) = (made.normalize(), claim.shown());
    let verdict = match claim.value.equals(sum) {
        // Parts of an entry may stand on lines of their own.
        Verdict::Fails if !(made > Decimal::ZERO && is_slip(claim.printed, made, &[])) => Verdict::Open,
        verdict => verdict,
    };
    if has(line.label(index), &["其中"]) {
        return;
    }
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, index),
        to: claim.to,
        claim,
        called: ("结余", "balance"),
        parts: [opening].into_iter().chain(entries.iter().map(|(_, it)| *it)).collect(),
        verdict,
        reason: format!("{shown} = {made}"),
    }
    .tell(
        || format!("进出相抵应是 {made}，写的是 {stated}"),
        || format!("what came and went makes {made}, {stated} is stated"),
        out,
    );
}
