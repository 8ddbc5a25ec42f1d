//! An aim within the words that say by how much it was passed 目标夹在差额之前: 2180人，超出年度目标（2000人）180人; 1340户，超出年度目标1000户340户.

use super::rest_words;
use crate::Findings;
use crate::quantity::{BREAKS, Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;

/// How the aim is opened, and whether more was done.
const OPENED: [(&str, bool); 11] = [
    ("超出", true),
    ("超过", true),
    ("超额完成", true),
    ("超", true),
    ("高出", true),
    ("高于", true),
    ("多于", true),
    ("低于", false),
    ("少于", false),
    ("不足", false),
    ("欠", false),
];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in line.quantities.iter().enumerate().skip(2) {
        let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted;
        let Some([real, aim]) = line.quantities.get(index - 2..index) else { continue };
        let alike = aim.same_unit(claim) && real.same_unit(claim) && real.sentence == claim.sentence;
        if !alike || !plain(claim) || !plain(aim) || !plain(real) || real.depth != claim.depth {
            continue;
        }
        if let Some(more) = passed(line, aim, claim)
            && real.qualifier.is_none()
            && !rest_words::aimed(line.label(index - 2))
            && !rest_words::other(line.label(index - 2))
        {
            judge(line, (real, aim, claim), more, out);
        }
    }
}

/// Whether the words around an aim say that it was passed, or missed, by the number right behind it.
fn passed(line: &Line, aim: &Quantity, claim: &Quantity) -> Option<bool> {
    let gap = line.text(aim.to, claim.from.max(aim.to));
    // The word before a number is read as part of it: 超过1000户.
    let words = match gap {
        "）" if line.char(aim.from.checked_sub(1)?) == '（' => {
            let paren = aim.from - 1;
            line.text(line.back(paren, &BREAKS, 16), paren)
        }
        "" => line.text(line.back(aim.from, &BREAKS, 16), aim.from),
        _ => return None,
    };
    let (rest, more) = OPENED.iter().find_map(|(word, more)| Some((words.strip_prefix(word)?, *more)))?;
    let ends = rest.trim_end_matches(['数', '的', '为']);
    let named = ["目标", "任务", "计划", "预算", "指标", "目标任务"].iter().any(|word| ends.ends_with(word));
    (named && !has(rest, &["上年", "去年", "全市", "全省"])).then_some(more)
}

fn judge(line: &Line, (real, aim, claim): (&Quantity, &Quantity, &Quantity), more: bool, out: &mut Findings) {
    let (large, small) = if more { (real, aim) } else { (aim, real) };
    let (one, other) = (printed_in(large, claim), printed_in(small, claim));
    let (shown, made) = (claim.shown(), (one - other).normalize());
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, line.index_at(real.from)),
        to: claim.to,
        claim,
        called: ("差额", "difference"),
        parts: vec![real, aim],
        verdict: claim.value.equals(large.value - small.value),
        reason: format!("{one} - {other} = {made}"),
    }
    .tell(
        || format!("写的是 {shown}，目标和完成数相差 {made}"),
        || format!("{shown} is stated, what was done and the target are {made} apart"),
        out,
    );
}
