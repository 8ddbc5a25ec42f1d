//! What is done of a year against the time that has passed 序时进度: by the middle of a year 60% of its plan is ten points ahead.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;
use crate::{Findings, Part, Role};

/// What the pace of a year is called.
const PACE: [&str; 4] = ["序时", "时序", "时间进度", "时间节点进度"];
const AHEAD: [&str; 9] = ["超", "快", "高", "领先", "提前", "优于", "多", "早于", "靠前"];
const BEHIND: [&str; 9] = ["慢", "落后", "滞后", "低", "欠", "差", "少", "落下", "不及"];

/// So many paragraphs before may name the time.
const REACH: usize = 40;

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Cell(_) | Role::Footnote) || matches!(line.part, Part::Signature) {
            continue;
        }
        for (index, points) in line.quantities.iter().enumerate().skip(1) {
            if points.unit == "百分点" && points.qualifier.is_none() && !points.range {
                judge(lines, at, index, points, out);
            }
        }
    }
}

/// Whether so many points are told as ahead of the pace or behind it.
fn ahead(line: &Line, points: &Quantity) -> Option<bool> {
    let clause = line.clause(points);
    if !has(clause, &PACE) || has(clause, &["力争", "确保", "争取", "目标", "均", "平均", "全省", "全市"])
    {
        return None;
    }
    match (has(clause, &AHEAD), has(clause, &BEHIND)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn judge(lines: &[Line], at: usize, index: usize, points: &Quantity, out: &mut Findings) {
    let Some(line) = lines.get(at) else { return };
    let Some(ahead) = ahead(line, points) else { return };
    let Some(done) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    let plain = done.is_percent() && done.qualifier.is_none() && !done.range && !done.chinese;
    let near = done.sentence == points.sentence && line.text(done.to, points.from).matches('，').count() == 1;
    let start = line.back(done.from, &['。', '；', '\n'], 80);
    let sentence = line.text(start, done.from);
    let other = has(line.label(index - 1), &PACE)
        || has(sentence, &["三年", "五年", "两年", "十四五", "十五五", "累计任务"]);
    // 目标95%，半年完成48%: the whole of the year is another number.
    let aims = line.quantities_in(start, done.from).iter().any(Quantity::is_percent)
        && sentence.contains(['目', '任', '计']);
    // Of the whole of some years it is another pace.
    let whole = sentence.contains("总投资") && !sentence.contains("年度");
    if !plain || !near || other || aims || whole {
        return;
    }
    let told = passed(line, done.from);
    let Some(passed) = told.or_else(|| elsewhere(lines, at)) else { return };
    let (Some(pace), Some(claimed)) = (
        passed.share(),
        if ahead {
            done.printed.checked_sub(points.printed)
        } else {
            done.printed.checked_add(points.printed)
        },
    ) else {
        return;
    };
    let gap = (claimed - pace).abs();
    let holds = gap <= passed.slack();
    // Where the time stands in another paragraph, another one may be meant.
    let fits_another = || {
        (1..=12).filter(|month| *month != passed.month).any(|month| {
            Passed { month, day: None }.share().is_some_and(|it| (claimed - it).abs() <= Decimal::ONE)
        })
    };
    let verdict = match holds {
        true => Verdict::Holds,
        false if told.is_none() && fits_another() => Verdict::Open,
        false => Verdict::Fails,
    };
    let made = (done.printed - pace).round_dp(1).normalize();
    let (rate, pace, shown) = (done.shown(), pace.round_dp(1).normalize(), points.shown());
    let which = if made.is_sign_negative() { ("慢", "behind") } else { ("快", "ahead of") };
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, index - 1),
        to: points.to,
        claim: points,
        called: ("相差的百分点", "points"),
        parts: vec![done],
        verdict,
        reason: format!("{rate} - {pace} = {made}"),
    }
    .tell(
        || format!("序时进度是 {pace}%，{rate}% 比它{} {} 个百分点，写的是 {shown}", which.0, made.abs()),
        || {
            format!(
                "the year is {pace} % gone, {rate} % is {} points {} it; {shown} is stated",
                made.abs(),
                which.1
            )
        },
        out,
    );
}

/// How much of a year has passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Passed {
    month: i64,
    /// The day in the month; none at its end.
    day: Option<i64>,
}

impl Passed {
    /// How much of the year has passed 序时进度, in per cent; a month has 30.4 days.
    fn share(self) -> Option<Decimal> {
        let days = match self.day {
            Some(day) => {
                Decimal::from(self.month - 1) + Decimal::new(day, 0).checked_div(Decimal::new(304, 1))?
            }
            None => Decimal::from(self.month),
        };
        days.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(12))
    }

    /// So far may a pace lie from it: quarters of a year are round.
    fn slack(self) -> Decimal {
        match (self.day, self.month % 3) {
            (Some(_), _) => Decimal::new(15, 1),
            (None, 0) => Decimal::new(55, 2),
            (None, _) => Decimal::new(11, 1),
        }
    }
}

/// The last time that a paragraph names before a place: 上半年, 1—9月, 截至10月底.
fn passed(line: &Line, before: usize) -> Option<Passed> {
    (0..before).rev().find_map(|at| match line.char(at) {
        '年' if line.ends(at, "半") && !line.ends(at, "下半") && !line.ends(at, "每半") => {
            Some(Passed { month: 6, day: None })
        }
        '度' if line.ends(at, "前三季") => Some(Passed { month: 9, day: None }),
        '度' if line.ends(at, "一季") => Some(Passed { month: 3, day: None }),
        '度' if matches!(line.char(at + 1), '末' | '底') && line.ends(at, "二季") => {
            Some(Passed { month: 6, day: None })
        }
        '度' if matches!(line.char(at + 1), '末' | '底') && line.ends(at, "三季") => {
            Some(Passed { month: 9, day: None })
        }
        '月' => month(line, at),
        _ => None,
    })
}

/// The month that stands before 月, when it ends a time: 6月底, 1—6月, 截至6月20日.
fn month(line: &Line, at: usize) -> Option<Passed> {
    let number = |to: usize| -> Option<(i64, usize)> {
        let from =
            (to.saturating_sub(2)..to).find(|at| (*at..to).all(|at| line.char(at).is_ascii_digit()))?;
        Some((line.text(from, to).parse().ok()?, from))
    };
    let (month, from) = number(at)?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let end = (at + 1..at + 3).take_while(|at| line.char(*at).is_ascii_digit()).last().map(|at| at + 1);
    let until = ["截至", "截止", "截止到", "至", "到"]
        .iter()
        .any(|word| line.ends(from, word) || line.ends(from, &format!("{word}目前")));
    if let Some(end) = end {
        let day = line
            .text(at + 1, end)
            .parse()
            .ok()
            .filter(|day| line.char(end) == '日' && (1..=31).contains(day))?;
        return until.then_some(Passed { month, day: if day >= 28 { None } else { Some(day) } });
    }
    let ranged =
        ["1-", "1—", "1～", "1至", "1月至", "1月-", "1月—", "1到"].iter().any(|word| line.ends(from, word));
    let closed = matches!(line.char(at + 1), '底' | '末');
    (ranged || closed || until).then_some(Passed { month, day: None })
}

/// The time that the paragraphs before name, when all of them name the same.
fn elsewhere(lines: &[Line], at: usize) -> Option<Passed> {
    let mut found: Option<Passed> = None;
    for line in
        lines.get(at.saturating_sub(REACH)..at)?.iter().filter(|line| !matches!(line.role, Role::Cell(_)))
    {
        let Some(it) = passed(line, line.chars.len().min(400)) else { continue };
        if found.is_some_and(|found| found != it) {
            return None;
        }
        found = Some(it);
    }
    found
}
