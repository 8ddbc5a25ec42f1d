//! The plan and its years: a plan for the year that is over, a deadline before the date of the document.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::named::{Named, named};
use crate::rules::line::{Line, ends_sentence};
use crate::words::has;
use crate::{Finding, Findings, Part, Role, Text};

/// Words that headings of a plan 计划 for the next year have.
const PLANS: [&str; 8] =
    ["工作计划", "工作打算", "工作思路", "工作安排", "工作重点", "工作部署", "工作举措", "工作谋划"];

/// Words of a report on a year that is over.
const REPORTS: [&str; 7] = ["工作总结", "工作情况", "工作回顾", "工作报告", "总结", "工作汇报", "情况的说明"];

/// What is told of a deed that is done, at once behind its date.
const DONE: [&str; 6] = ["成功", "顺利", "圆满", "已", "召开了", "举办了"];

/// Tells of a heading that plans for the year which the report is on: 二、2024年工作打算 in a report on 2024.
pub(super) fn headings(text: &Text, lines: &[Line<'_>], out: &mut Findings) {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    let mut reported = None;
    // A government's report 政府工作报告 bears the year of its plan.
    let government = text.paragraphs.iter().take(12).any(|it| it.text.contains("政府工作报告"));
    for line in lines {
        // A short line without a stop is a heading, marked or not.
        let short = line.len() <= 24 && !line.paragraph.text.contains(['。', '，', '；', '：', '、']);
        let dates = named(line);
        // 2025年工作打算：一要…: the heading stands at the head of its paragraph.
        let lead = dates.first().is_some_and(|it| {
            let plan = it.own_year.then(|| line.one_of(it.to, &PLANS)).flatten();
            let mark = plan.map_or('\0', |word| line.get(it.to + word.chars().count()));
            it.from <= 4 && matches!(mark, '：' | ':' | '。')
        });
        let heading = matches!(line.paragraph.role, Role::Title | Role::Heading(_))
            || (short && line.paragraph.role == Role::Body)
            || lead;
        if !heading {
            if let Some(known) = reported.filter(|_| line.paragraph.part == Part::Plan) {
                intended(line, &dates, known, out);
            }
            if line.paragraph.part == Part::Achievements {
                dates
                    .iter()
                    .filter_map(|it| it.year.filter(|_| it.own_year))
                    .for_each(|year| *counts.entry(year).or_default() += 1);
            }
            continue;
        }
        let planned = dates
            .iter()
            .rev()
            .find(|it| it.own_year && line.one_of(it.to, &PLANS).is_some() || plan_behind(line, it));
        let past = dates.iter().find(|it| it.own_year && report_behind(line, it));
        if let Some(past) = past.filter(|past| planned.is_none_or(|it| it.from != past.from)) {
            reported = reported.or(past.year);
        }
        let Some(planned) = planned else { continue };
        let known = reported.or_else(|| majority(&counts).filter(|_| !government));
        let (Some(year), Some(known)) = (planned.year, known) else { continue };
        let next = known + 1;
        if year < next && text.paragraphs.len() > 1
            || (reported.is_some() && year > next + 4)
            || (past.is_some() && year < next)
        {
            tell(line, planned, known, out);
        }
    }
}

fn tell(line: &Line<'_>, planned: &Named, known: i16, out: &mut Findings) {
    let quote = line.text(planned.from, planned.to);
    let next = known + 1;
    out.push(
        Finding::error(
            "date/plan-year",
            line.span(planned.from, planned.to),
            format!("总结的是{known}年，打算里的“{quote}”应为“{next}年”"),
            format!("the report is on {known}, so its plan is for {next}, not `{quote}`"),
        )
        .fix(format!("{next}年"), false),
    );
}

/// 2024年，我们将…, among what is intended for the year after 2024.
fn intended(line: &Line<'_>, dates: &[Named], known: i16, out: &mut Findings) {
    let led = line.one_of(0, &["下一步，", "下步，"]).map_or(0, |lead| lead.chars().count());
    let Some(date) = dates.first().filter(|it| it.own_year && it.month.is_none() && it.from <= 3 + led)
    else {
        return;
    };
    let end = (date.to..line.len().min(date.to + 60))
        .find(|at| ends_sentence(line.get(*at)))
        .unwrap_or(line.len().min(date.to + 60));
    let sentence = line.text(date.to, end);
    let plans = ["力争", "计划", "要坚持", "要继续", "拟"];
    let meant = has(line.text(date.to, date.to + 10), &["将"]) || has(sentence, &plans);
    if matches!(line.get(date.to), '，' | ',' | '将')
        && date.year.is_some_and(|year| year <= known && year > known - 3)
        && meant
        && !has(sentence, &["原计划", "完成了", "了", "年度计划", "以来"])
    {
        tell(line, date, known, out);
    }
}

/// The year that most dates name, when the others are few.
fn majority(counts: &BTreeMap<i16, usize>) -> Option<i16> {
    let all: usize = counts.values().sum();
    counts.iter().find(|(_, count)| **count * 5 > all * 3 && all > 1).map(|(year, _)| *year)
}

fn plan_behind(line: &Line<'_>, date: &Named) -> bool {
    date.own_year
        && date.month.is_none()
        && (date.to..date.to + 6).any(|at| {
            line.one_of(at, &["工作计划", "工作打算", "工作思路", "工作安排"]).is_some()
                && !line.text(date.to, at).contains(['年', '总', '回'])
        })
}

fn report_behind(line: &Line<'_>, date: &Named) -> bool {
    (date.to..date.to + 14)
        .any(|at| line.one_of(at, &REPORTS).is_some() && !line.text(date.to, at).contains('年'))
        && !plan_behind(line, date)
        && !line.paragraph.text.contains("政府工作报告")
}

/// 2023年12月底前完成 in a document of 2024; 截至2025年3月 in one of 2024.
pub(super) fn deadlines(line: &Line<'_>, dates: &[Named], issued: Option<Date>, out: &mut Findings) {
    let Some(issued) = issued else { return };
    if line.paragraph.part == Part::Signature {
        return;
    }
    for date in dates.iter().filter(|it| it.year.is_some()) {
        let from = (date.from.saturating_sub(120)..date.from)
            .rev()
            .find(|at| ends_sentence(line.get(*at)))
            .map_or(date.from.saturating_sub(120), |at| at + 1);
        let end = (date.to..line.len().min(date.to + 120))
            .find(|at| ends_sentence(line.get(*at)))
            .unwrap_or(line.len().min(date.to + 120));
        let before = line.text(from, date.from);
        let after = line.text(date.to, end.min(date.to + 12));
        let clause = line.text(line.clause_start(date.from, 20), date.from);
        let tell = |zh: String, en: &str, out: &mut Findings| {
            out.push(Finding::error("date/future", line.span(date.from, date.to), zh, en));
        };
        let quote = line.text(date.from, date.to);
        let limit = ["前", "底前", "末前", "日前", "之前", "以前", "底之前", "年底前", "底以前"];
        let to_come = ["将", "拟", "计划", "预计", "力争", "确保", "争取", "务必", "要"];
        let meant = to_come.iter().any(|word| clause.contains(word)) && !before.contains("原计划");
        let due = limit.iter().any(|word| after.starts_with(word))
            && !after.contains('已')
            && !after.contains('了');
        let plan = line.paragraph.part == Part::Plan;
        let done = ["已", "完成了", "原"].iter().any(|word| clause.contains(word));
        if due
            && !done
            && (meant || plan || after.contains("完成") || after.contains("报送"))
            && date.own_year
        {
            if let Some(last) = date.last().filter(|last| *last < issued) {
                let zh = format!("“{quote}”的期限（{last}）早于成文日期（{issued}）");
                tell(zh, "the deadline lies before the date of the document", out);
            }
        } else if date.own_year
            && ["截至", "截止", "截止到"].iter().any(|word| clause.ends_with(word))
            && let Some(first) = date.first().filter(|first| *first > issued)
        {
            let zh = format!("“截至{quote}”（{first}起）晚于成文日期（{issued}）");
            tell(zh, "a state is told of a date behind that of the document", out);
        } else if date.own_year
            && date.day.is_some()
            && !plan
            && !meant
            && has(line.text(date.to, date.to + 4), &DONE)
            && !has(line.text(date.to, end), &["将", "拟", "计划", "预计", "届时"])
            && let Some(first) = date.first().filter(|first| *first > issued)
        {
            let zh = format!("“{quote}”（{first}）做成的事晚于成文日期（{issued}），还没有到");
            tell(zh, "a deed is told of a date behind that of the document", out);
        }
    }
}
