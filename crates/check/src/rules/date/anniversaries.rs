//! Anniversaries 周年 against their year: 2025年是中国共产党成立103周年, 今年庆祝新中国成立75周年 in a report on 2025.

use super::named::Named;
use super::reported::Reported;
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_sentence, numeral};
use crate::words::has;
use crate::{Finding, Findings};

/// What is celebrated, and since which year.
const SINCE: [(&str, i16); 17] = [
    ("中国共产党成立", 1921),
    ("建党", 1921),
    ("中华人民共和国成立", 1949),
    ("新中国成立", 1949),
    ("建国", 1949),
    ("中国人民解放军建军", 1927),
    ("建军", 1927),
    ("抗日战争胜利", 1945),
    ("抗战胜利", 1945),
    ("反法西斯战争胜利", 1945),
    ("改革开放", 1978),
    ("红军长征胜利", 1936),
    ("长征胜利", 1936),
    ("香港回归", 1997),
    ("澳门回归", 1999),
    ("抗美援朝出国作战", 1950),
    ("五四运动", 1919),
];

/// Looks at all anniversaries of a paragraph.
pub(super) fn run(line: &Line<'_>, dates: &[Named], report: Option<Reported>, out: &mut Findings) {
    for at in (0..line.len()).filter(|at| line.starts(*at, "周年")) {
        anniversary(line, at, dates, report, out);
    }
}

fn anniversary(line: &Line<'_>, at: usize, dates: &[Named], report: Option<Reported>, out: &mut Findings) {
    let digit = |place: &usize| {
        line.get(*place).is_ascii_digit() || is_one_of!(line.get(*place), "一二三四五六七八九十百")
    };
    let Some(from) = (at.saturating_sub(5)..at).rev().take_while(digit).last() else { return };
    let written = line.text(from, at);
    let count = written.parse().ok().or_else(|| numeral(written).and_then(|it| i16::try_from(it).ok()));
    let Some(count) = count else { return };
    let found = SINCE.iter().filter(|(name, _)| line.ends(from, name)).max_by_key(|(name, _)| name.len());
    let Some((name, since)) = found else { return };
    let name_from = from - name.chars().count();
    let begin = (name_from.saturating_sub(40)..name_from)
        .rev()
        .find(|place| ends_sentence(line.get(*place)) || line.get(*place) == '；')
        .map_or(name_from.saturating_sub(40), |place| place + 1);
    let sentence = line.text(begin, name_from);
    // The year that stands nearest before it, or the one that the report is on.
    let near = dates.get(dates.partition_point(|it| it.from < begin)..).unwrap_or_default();
    let told = near.iter().take_while(|it| it.to <= name_from).filter(|it| it.own_year).last();
    let other = has(sentence, &["去年", "明年", "上年", "前年", "来年", "自", "以来", "迎接", "将", "筹备"]);
    let this_year = has(sentence, &["今年"]);
    let year = match told {
        Some(date) if !other => date.year,
        None if this_year && !other => report.and_then(|it| it.year()),
        _ => None,
    };
    let Some(right) = year.map(|year| year - since).filter(|right| *right != count && *right > 0) else {
        return;
    };
    let quote = line.text(name_from, at + 2);
    out.push(
        Finding::error(
            "date/period",
            line.span(from, at + 2),
            format!("{}年是{name}{right}周年，不是{count}周年", right + since),
            format!("`{quote}` does not fit its year"),
        )
        .fix(format!("{right}周年"), false),
    );
}
