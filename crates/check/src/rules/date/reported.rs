//! The time that a report is on 报告期, and what lies behind its end or behind the date of the document.

use jiff::civil::Date;

use super::named::{Named, named};
use crate::rules::line::{Line, ends_sentence};
use crate::words::has;
use crate::{Finding, Findings, Part, Role};

/// What a title says: the year, where it stands there, and the last month that the report is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported {
    year: Option<i16>,
    /// The last month that the text reports on: 12 for a whole year, 6 for 上半年.
    last: i8,
    /// Whether it looks back on what is over, as 总结 does; 情况汇报 may be given on the way.
    over: bool,
}

impl Reported {
    /// The year that the report is on, where the title has it.
    pub(super) fn year(&self) -> Option<i16> {
        self.year
    }
}

/// Parts of a year in titles, and their last month.
const TERMS: [(&str, i8); 9] = [
    ("上半年", 6),
    ("前三季度", 9),
    ("一季度", 3),
    ("二季度", 6),
    ("三季度", 9),
    ("四季度", 12),
    ("下半年", 12),
    ("半年", 6),
    ("年中", 6),
];

/// What is in the title of a report on a part of the year that no term names, or on what is to come.
const OTHER: [&str; 30] = [
    "计划",
    "打算",
    "思路",
    "要点",
    "方案",
    "安排",
    "政府工作报告",
    "建议",
    "通知",
    "春",
    "夏",
    "秋",
    "冬",
    "月",
    "学期",
    "节",
    "防",
    "汛",
    "阶段",
    "活动",
    "培训",
    "专项",
    "行动",
    "期间",
    "会议",
    "讲话",
    "预算",
    "假",
    "意见",
    "以来",
];

/// The time that the title names: 2024年上半年工作总结, 2024年工作总结.
pub(super) fn reported(lines: &[Line<'_>]) -> Option<Reported> {
    lines.iter().take(3).find_map(|line| {
        let title = line.paragraph.role == Role::Title || (line.index == 0 && line.len() <= 40);
        let dates = title.then(|| named(line))?;
        if dates.is_empty() {
            return part_of_year(line.text(0, line.len()), None);
        }
        let date = dates.first().filter(|it| it.own_year && it.month.is_none())?;
        let rest = line.text(date.to, line.len());
        if dates.len() > 1 || matches!(line.back(date.from, 1), '-' | '—' | '～' | '至') {
            return None;
        }
        let year = Some(date.year?);
        if TERMS.iter().any(|(word, _)| rest.contains(word)) {
            return part_of_year(rest, year);
        }
        let annual = has(rest, &["总结", "述职", "工作情况", "工作报告", "汇报"]) && !has(rest, &OTHER);
        annual.then_some(Reported { year, last: 12, over: has(rest, &["总结", "述职"]) })
    })
}

/// A report on a part of a year, as its title says.
fn part_of_year(title: &str, year: Option<i16>) -> Option<Reported> {
    let (_, last) = TERMS.iter().find(|(word, _)| title.contains(word))?;
    let plan = has(title, &["计划", "打算", "要点", "方案", "安排", "通知", "预算"]);
    // Without a year the first words may be those of a sentence.
    let campaign = has(title, &["行动", "攻坚", "专项", "活动", "近半年", "学期", "以来"]);
    let told = year.is_some() || !campaign && !title.contains(['。', '，', '；']);
    (told && (!plan || has(title, &["总结", "工作情况"]))).then_some(Reported {
        year,
        last: *last,
        over: true,
    })
}

/// The year with which the title or one of the first paragraphs begins: 2025年，全县上下要….
pub(super) fn this_year(lines: &[Line<'_>], report: Option<Reported>) -> Option<i16> {
    report.and_then(|it| it.year()).or_else(|| {
        lines.iter().take(2).find_map(|line| {
            let date = named(line).into_iter().next().filter(|it| it.own_year)?;
            let title = line.len() <= 40 && date.month.is_none();
            let opens =
                date.from == line.skip(0, char::is_whitespace) && matches!(line.get(date.to), '，' | '是');
            (title || opens || line.ends(date.from, "截至")).then_some(date.year).flatten()
        })
    })
}

fn tell(line: &Line<'_>, date: &Named, zh: String, en: &str, out: &mut Findings) {
    out.push(Finding::error("date/future", line.span(date.from, date.to), zh, en));
}

/// A report on 2024 that is dated before the end of what it is on.
pub(super) fn signature(
    lines: &[Line<'_>],
    line: &Line<'_>,
    date: &Named,
    report: Reported,
    out: &mut Findings,
) {
    let Some(signed) = date.last() else { return };
    let Some(year) = report.year else { return };
    let early = signed.year() < year
        || (signed.year() == year
            && match report.last {
                // A year is reported on from its last quarter on; one that is told of as a whole is not over in spring.
                12 => {
                    report.over
                        && signed.month() <= 3
                        && lines.iter().any(|it| it.paragraph.text.contains("全年"))
                }
                last => signed.month() < last,
            });
    if early {
        let zh = format!("成文日期（{signed}）早于所报告的时间（{year}年到{}月）", report.last);
        tell(line, date, zh, "the document is dated before the end of what it reports on", out);
    }
}

/// Whether the words before the months of a body are none or but those of the year: 今年1—7月.
fn leads(before: &str) -> bool {
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(before.trim_start(), "" | "今年" | "今年以来，" | "本年")
        || before.trim_start().strip_suffix('年').is_some_and(digits)
}

/// 截至9月底 and 1—9月 in a report of July.
pub(super) fn states(
    line: &Line<'_>,
    dates: &[Named],
    issued: Option<Date>,
    report: Option<Reported>,
    out: &mut Findings,
) {
    let Some(report) = report.filter(|_| !matches!(line.paragraph.part, Part::Plan | Part::Signature)) else {
        return;
    };
    for date in dates.iter().filter(|it| !it.own_year) {
        let Some(month) = date.month else { continue };
        let state = line.one_before(
            date.from,
            &["截至", "截止", "截止到", "截至目前（", "1—", "1-", "1～", "1至", "1月至"],
        );
        let Some(state) = state else { continue };
        // 11—12月.
        if state.starts_with('1') && line.back(date.from, state.chars().count() + 1).is_ascii_digit() {
            continue;
        }
        let from = (date.from.saturating_sub(60)..date.from)
            .rev()
            .find(|at| ends_sentence(line.get(*at)))
            .map_or(date.from.saturating_sub(60), |at| at + 1);
        let end = line.skip_most(date.to, 40, |c| !ends_sentence(c));
        let sentence = line.text(from, end);
        if has(
            sentence,
            &[
                "去年", "上年", "前年", "往年", "历年", "同期", "将", "计划", "预计", "力争", "确保", "拟",
                "前",
            ],
        ) {
            continue;
        }
        let year = date.year.or(report.year);
        let first = year.and_then(|year| Date::new(year, month, date.day.unwrap_or(1)).ok());
        // 1—7月，全镇…: what opens the body of a half-year is the half-year itself.
        let opens = line.index <= 3
            && state.starts_with('1')
            && leads(line.text(0, date.from - state.chars().count()))
            && matches!(line.get(date.to), '，' | '份' | ',')
            && report.last < 12
            && (report.year.is_none() || year == report.year)
            && month > report.last;
        if opens {
            let named = year.map(|year| format!("{year}年")).unwrap_or_default();
            let zh = format!("报告的是{named}到{}月，正文开头写的是“{state}{month}月”", report.last);
            tell(line, date, zh, "the body opens with another time than that of the title", out);
            continue;
        }
        let late = match issued {
            Some(issued) => first.is_some_and(|first| first > issued),
            // A half-year is told of in its last month or the two that follow.
            None => {
                report.year.is_some() && year == report.year && report.last < 12 && month > report.last + 2
            }
        };
        if late {
            let quote = line.text(date.from, date.to);
            let zh = match issued {
                Some(issued) => format!("“{quote}”晚于成文日期（{issued}），还没有到"),
                None => format!("报告的是到{}月，不会有到“{quote}”的数", report.last),
            };
            tell(line, date, zh, "a state is told of a time behind that of the document", out);
        }
    }
}
