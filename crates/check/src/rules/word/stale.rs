//! What was copied from the report of last year with its year 沿用上年文字: 回顾2024年 in a report on 2025, 力争到2025年底 in a
//! plan for 2026.

use crate::rules::line::{Digits, Line, ends_sentence, is_numeral, numeral};
use crate::words::has;
use crate::{Finding, Findings, Role};

/// Words of titles that look back on a year, and of such as look ahead or bear the year of their plan.
const BACK: [&str; 6] = ["总结", "述职", "工作情况", "情况汇报", "工作汇报", "工作报告"];
const AHEAD: [&str; 8] = ["政府工作报告", "方案", "要点", "通知", "预算", "意见", "讲话", "公告"];

/// What a plan is called in headings, behind its year.
const PLANS: [&str; 6] = ["工作打算", "工作计划", "工作思路", "工作安排", "重点工作", "工作谋划"];

/// Words of what is intended, and of what is over or compared.
const INTENDED: [&str; 9] = ["力争", "确保", "争取", "计划", "将", "拟", "预计", "努力", "要"];
const OVER: [&str; 14] =
    ["已", "原", "比", "较", "基础", "以来", "了", "同期", "当年", "规划", "十四五", "任务", "结转", "遗留"];

/// What an occasion is made for.
const OCCASIONS: [&str; 4] = ["为契机", "为抓手", "为起点", "为新起点"];

/// Those without whom an opening sentence does not go.
const LED: [&str; 4] = ["领导下", "指导下", "支持下", "帮助下"];

/// What the title and the last heading say.
struct Years {
    /// The year that the report is on.
    reported: u64,
    /// Whether it is on all of the year.
    whole: bool,
    /// The year of the plan that is being read.
    planned: Option<u64>,
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    sessions(lines, out);
    let Some((title, mut years)) = lines.iter().take(3).find_map(|line| Some((line.index, titled(line)?)))
    else {
        return;
    };
    for line in lines.iter().filter(|line| line.index > title) {
        if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
            continue;
        }
        for number in line.numbers().iter().filter(|it| it.is_year(line) && line.get(it.to) == '年') {
            let Some(year) = number.whole(line) else { continue };
            if number.from <= 6 && line.one_of(number.to + 1, &PLANS).is_some() {
                years.planned = Some(year);
                continue;
            }
            let meant = if looks_back(line, number, year, &years)
                || (line.index == title + 1 && opens(line, number, year, &years))
            {
                years.reported
            } else if looks_ahead(line, number, year, &years) {
                years.reported + 1
            } else if let Some(planned) = years.planned.filter(|planned| is_due(line, number, year, *planned))
            {
                planned
            } else {
                continue;
            };
            tell(line, number, meant, out);
        }
    }
}

/// What meets, with a number of the session behind it.
const CONGRESSES: [(&str, bool); 5] =
    [("人大", true), ("人民代表大会", true), ("政协", false), ("政治协商会议", false), ("全委会", false)];

/// What is said of a session that is to come.
const TO_COME: [&str; 6] = ["筹备", "即将", "将于", "拟于", "将听取", "将审议"];

/// 十八届人大五次会议筹备情况, below a title that names the sixth session.
fn sessions(lines: &[Line<'_>], out: &mut Findings) {
    let Some(title) = lines.first().filter(|line| line.len() <= 50) else { return };
    let Some(named) = session(title, 0) else { return };
    for line in lines.iter().skip(1) {
        let mut at = 0;
        while let Some(other) = session(line, at) {
            at = other.to;
            let same = other.people == named.people && other.number != named.number;
            if same && line.one_of(other.to, &TO_COME).is_some() {
                let quote = line.text(other.from, other.to);
                out.push(
                    Finding::warning(
                        "word/outdated",
                        line.span(other.from, other.to),
                        format!("标题里是第{}次会议，这里的“{quote}”像是沿用了上次的文字", named.number),
                        format!("the title names another session than `{quote}`"),
                    )
                    .related("标题", "title", title.span(named.from, named.to))
                    .source("《党政机关公文处理工作条例》第十九条"),
                );
            }
        }
    }
}

/// A session as it is named: 人大五次会议, 人民代表大会第五次会议.
struct Session {
    from: usize,
    to: usize,
    number: u32,
    /// Whether it is one of the people's congress.
    people: bool,
}

fn session(line: &Line<'_>, at: usize) -> Option<Session> {
    (at.max(3)..line.len()).filter(|at| line.get(*at) == '次').find_map(|at| {
        let to = line.starts(at, "次会议").then_some(at + 3)?;
        let digits = (at - 2..at).rev().take_while(|at| is_numeral(line.get(*at))).last()?;
        let number = numeral(line.text(digits, at))?;
        let from = digits - usize::from(line.back(digits, 1) == '第');
        let names = CONGRESSES.map(|(name, _)| name);
        let name = line.one_before(from, &names)?;
        let people = CONGRESSES.iter().any(|(it, people)| *it == name && *people);
        Some(Session { from: from - name.chars().count(), to, number, people })
    })
}

/// The years of a title: 2025年工作总结和2026年工作打算.
fn titled(line: &Line<'_>) -> Option<Years> {
    let is_title = line.paragraph.role == Role::Title || (line.index == 0 && line.len() <= 40);
    let text = &line.paragraph.text;
    if !is_title || !has(text, &BACK) || has(text, &AHEAD) {
        return None;
    }
    let numbers = line.numbers();
    let years: Vec<u64> = numbers
        .iter()
        .filter(|it| it.is_year(line) && matches!(line.get(it.to), '年'))
        .filter_map(|it| it.whole(line))
        .collect();
    let [reported, rest @ ..] = years.as_slice() else { return None };
    // 2021年至2025年: a report on some years.
    let planned = rest.first().copied();
    if has(text, &["以来", "近年"]) || planned.is_some_and(|next| next != reported + 1 || !has(text, &PLANS))
    {
        return None;
    }
    let part = has(text, &["半年", "季度", "月", "春", "夏", "秋", "冬"]);
    Some(Years { reported: *reported, whole: !part, planned: None })
}

/// Whether a year is one of the two before another one.
fn before(year: u64, other: u64) -> bool {
    year < other && year + 2 >= other
}

/// 回顾2024年，我们深刻体会到; 我县将以2024年活动为契机.
fn looks_back(line: &Line<'_>, number: &Digits, year: u64, years: &Years) -> bool {
    let behind = number.to + 1;
    if !before(year, years.reported) {
        return false;
    }
    let from = line.clause_start(number.from, 24);
    if line.ends(number.from, "回顾") {
        return from + 4 >= number.from && line.one_of(behind, &["，", "工作", "的工作", "全年"]).is_some();
    }
    let end = line.skip_most(behind, 24, |c| !crate::rules::line::ends_clause(c));
    line.back(number.from, 1) == '以'
        && has(line.text(from, number.from), &["将", "要", "继续", "下一步", "下步"])
        && has(line.text(behind, end), &OCCASIONS)
}

/// 展望2025年 at the end of a report on it.
fn looks_ahead(line: &Line<'_>, number: &Digits, year: u64, years: &Years) -> bool {
    let next = matches!(line.get(number.to + 1), '，' | '的');
    years.whole && year == years.reported && line.ends(number.from, "展望") && next
}

/// 2024年，在县委的坚强领导下…: the first sentence below the title of a report on 2025.
fn opens(line: &Line<'_>, number: &Digits, year: u64, years: &Years) -> bool {
    let end = line.skip_most(number.to, 120, |c| !ends_sentence(c));
    let sentence = line.text(number.to, end);
    number.from == 0
        && year + 1 == years.reported
        && years.whole
        && line.get(number.to + 1) == '，'
        && has(sentence, &LED)
        && !has(sentence, &[years.reported.to_string().as_str(), "今年", "本年"])
}

/// 力争到2025年底新建…, among what is planned for 2026.
fn is_due(line: &Line<'_>, number: &Digits, year: u64, planned: u64) -> bool {
    if !before(year, planned) || line.one_of(number.to + 1, &["底", "末", "内"]).is_none() {
        return false;
    }
    let from = line.clause_start(number.from, 24);
    let end = line.skip_most(number.to, 40, |c| !crate::rules::line::ends_clause(c));
    let ahead = line.text(from, number.from);
    has(ahead, &INTENDED) && !has(line.text(from, end), &OVER)
}

fn tell(line: &Line<'_>, number: &Digits, meant: u64, out: &mut Findings) {
    let quote = line.text(number.from, number.to + 1);
    out.push(
        Finding::warning(
            "word/outdated",
            line.span(number.from, number.to + 1),
            format!("这里说的是{meant}年，“{quote}”像是沿用了上年的文字"),
            format!("`{quote}` looks like last year's text; {meant} is meant"),
        )
        .fix(format!("{meant}年"), false)
        .source("《党政机关公文处理工作条例》第十九条"),
    );
}
