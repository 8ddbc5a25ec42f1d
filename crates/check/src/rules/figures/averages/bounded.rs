//! What each of some has at least and at most, and what all of them have: 8户每户最多四五口人，合起来38人.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::{TOTALS, has};

/// Words before what each has that leave no more of it.
const MOST: [&str; 7] = ["不过", "最多", "至多", "顶多", "不超过", "不多于", "不到"];

/// Words before what all have.
const MADE: [&str; 6] = ["合起来", "加起来", "共", "总", "合", "全部"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.len() < 2 {
        return;
    }
    for (at, _) in line.chars.iter().enumerate().filter(|(_, c)| **c == '每') {
        judge(line, at, out);
    }
}

fn judge(line: &Line, at: usize, out: &mut Findings) {
    let Some((low, high, unit)) = range(line, at) else { return };
    let thing = line.char(at + 1);
    let index = line.index_at(at);
    let counts = |it: &&Quantity| it.printed_unit.starts_with(thing) && it.qualifier.is_none() && !it.range;
    let Some(count) = index.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(counts) else {
        return;
    };
    let all = line.quantities.iter().enumerate().skip(index).take(3);
    let mut all = all.filter(|(_, it)| it.unit == unit && !it.range && it.qualifier.is_none());
    let Some((last, total)) = all.next() else { return };
    let label = line.label(last);
    let said = has(label, &MADE) || has(label, &TOTALS);
    let near = total.sentence == count.sentence
        && at.saturating_sub(count.to) <= 8
        && total.from.saturating_sub(at) <= 24;
    if !said || !near || has(label, &["其中", "另"]) {
        return;
    }
    let (Some(least), Some(most)) = (low.checked_mul(count.printed), high.checked_mul(count.printed)) else {
        return;
    };
    let Some(made) = Interval::between(End::Closed(least), End::Closed(most)) else { return };
    let shown = total.shown();
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, index - 1),
        to: total.to,
        claim: total,
        called: ("总数", "total"),
        parts: vec![count],
        verdict: if total.value.may_equal(&made) { Verdict::Holds } else { Verdict::Fails },
        reason: format!("{least}～{most}"),
    }
    .tell(
        || format!("按每{thing}的数算是 {least} 到 {most}，写的是 {shown}"),
        || format!("what each has makes {least} to {most}, {shown} is stated"),
        out,
    );
}

/// What each has, from 每 on: 四五口人, 4至5人; behind 最多 the lower end is one.
fn range(line: &Line, at: usize) -> Option<(Decimal, Decimal, &'static str)> {
    let numeral = |at: usize| "一二三四五六七八九".chars().position(|c| c == line.char(at)).map(|it| it + 1);
    let end = line.ahead(at, &['，', '。', '；', '、', '\n'], 14);
    let from = (at + 2..end).find(|at| numeral(*at).is_some() || line.char(*at).is_ascii_digit())?;
    let bound = MOST.iter().any(|word| line.ends(from, word));
    let digit = |at: usize| line.char(at).to_digit(10).map(|it| it as usize).filter(|it| *it > 0);
    let (low, high, to) = match (numeral(from), numeral(from + 1)) {
        (Some(low), Some(high)) if low + 1 == high => (low, high, from + 2),
        _ => {
            let joint = matches!(line.char(from + 1), '至' | '到' | '—' | '～' | '-');
            (digit(from)?, digit(from + 2).filter(|_| joint)?, from + 3)
        }
    };
    let people = matches!(line.char(to), '口' | '人' | '名') && line.char(to + 1) != '次';
    let low = if bound { 1 } else { low };
    people.then_some((Decimal::from(low), Decimal::from(high), "人"))
}
