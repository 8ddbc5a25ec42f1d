//! Times of one day in the wrong order 时刻先后颠倒: 16时30分接警，16时20分到达现场.

use crate::rules::line::{Line, ends_sentence};
use crate::words::has;
use crate::{Finding, Findings};

/// What happens when something is reported, in its order.
const STEPS: [&[&str]; 4] = [
    &["接警", "接报", "接到", "报警", "起火", "报案", "发生"],
    &["到达", "抵达", "赶到", "到场"],
    &[
        "扑灭",
        "控制火势",
        "处置完毕",
        "救出",
        "疏散完毕",
        "转移完毕",
        "排除险情",
        "抢通",
        "恢复通行",
        "恢复供电",
    ],
    &["撤离现场", "撤回", "返回驻地"],
];

/// A time of day and the step that it is told of.
struct Told {
    from: usize,
    to: usize,
    minutes: u32,
    step: usize,
}

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    let mut told: Vec<Told> = Vec::new();
    let mut since = 0;
    for at in 1..line.len() {
        let c = line.get(at);
        if ends_sentence(c) || c == '；' {
            told.clear();
            since = at;
        } else if matches!(c, '时' | ':' | '：')
            && let Some(it) = time(line, at)
        {
            let first = told.iter().rev().take(6).find(|first| first.step < it.step);
            if let Some(first) = first.filter(|first| first.minutes > it.minutes) {
                // 次日2时, or another date between.
                let between = line.text(first.to, it.from);
                let night = first.minutes >= 20 * 60 && it.minutes <= 6 * 60;
                let apart = night
                    || has(between, &["日", "凌晨", "号", "夜", "另"])
                    || line.text(since, first.from).contains("分别");
                if !apart {
                    let span = line.span(first.from, it.to);
                    let zh = "后一个时刻早于前一个：先接报，后到场、处置";
                    out.push(Finding::error(
                        "date/order",
                        span,
                        zh,
                        "the second time is before the first one",
                    ));
                    told.clear();
                    continue;
                }
            }
            told.push(it);
        }
    }
}

/// 16时30分接警: the time around this character, with the step behind it.
fn time(line: &Line<'_>, at: usize) -> Option<Told> {
    let from = (at.saturating_sub(2)..at).rev().take_while(|at| line.get(*at).is_ascii_digit()).last()?;
    let hour: u32 = line.text(from, at).parse().ok().filter(|hour| *hour < 24)?;
    if line.back(from, 1).is_ascii_digit() {
        return None;
    }
    let end = line.skip_most(at + 1, 2, |c| c.is_ascii_digit());
    let minute: u32 = if end == at + 1 { 0 } else { line.text(at + 1, end).parse().ok()? };
    let to = end + usize::from(line.get(end) == '分');
    let whole = line.get(at) == '时' || end == at + 3;
    let stop = line.skip_most(to, 8, |c| !matches!(c, '，' | '。' | '；' | '、'));
    let clause = line.text(to, stop);
    let step = STEPS.iter().position(|words| has(clause, words))?;
    (whole && minute < 60).then_some(Told { from, to, minutes: hour * 60 + minute, step })
}
