//! Periods 起止时间 that end before they begin.

use super::named::Named;
use crate::rules::line::Line;
use crate::{Finding, Findings};

pub(super) fn run(line: &Line<'_>, dates: &[Named], out: &mut Findings) {
    for pair in dates.windows(2) {
        let [first, second] = pair else { continue };
        period(line, first, second, out);
    }
    for date in dates {
        day_only(line, date, out);
    }
}

/// 5月16日至12日: the month stands once.
fn day_only(line: &Line<'_>, first: &Named, out: &mut Findings) {
    let joints = ["至", "到", "——", "—", "-", "～", "~", "－"];
    let Some(joint) = line.one_of(first.to, &joints) else { return };
    let from = first.to + joint.chars().count();
    let to = line.skip_most(from, 3, |c| c.is_ascii_digit());
    let day: Option<i8> = line.text(from, to).parse().ok();
    let (Some(begins), Some(ends)) = (first.day, day) else { return };
    if !matches!(line.get(to), '日' | '号') || ends >= begins {
        return;
    }
    let quote = line.text(first.from, to + 1);
    tell(
        line,
        first.from,
        to + 1,
        &format!("“{quote}”：截止的日期早于起始的日期"),
        &format!("the period `{quote}` ends before it begins"),
        out,
    );
}

fn tell(line: &Line<'_>, from: usize, to: usize, zh: &str, en: &str, out: &mut Findings) {
    out.push(Finding::error("date/order", line.span(from, to), zh, en));
}

/// 正月十三演到正月十五: a verb of one character, of what lasts.
fn lasted(between: &str) -> bool {
    let verb = between
        .strip_suffix('到')
        .or_else(|| between.strip_suffix('至'))
        .map(|it| it.strip_suffix("一直").unwrap_or(it));
    let mut chars = verb.unwrap_or_default().chars();
    chars.next().is_some_and(|c| crate::chars::is_one_of!(c, "演排忙干唱办展住耍闹守值放休晒播"))
        && chars.next().is_none()
}

/// Tells of a span of time that ends before it begins: 2024年9月至2024年3月.
fn period(line: &Line<'_>, first: &Named, second: &Named, out: &mut Findings) {
    let joined =
        ["至", "到", "—", "——", "-", "～", "~", "－", "起至"].contains(&line.text(first.to, second.from));
    let joined = joined
        || [
            "持续到",
            "持续至",
            "延续到",
            "延续至",
            "一直到",
            "截止到",
            "开始，至",
            "起，至",
            "启动，至",
            "开始至",
            "开始，到",
            "起，到",
            "开始到",
            "开始，于",
        ]
        .contains(&line.text(first.to, second.from));
    // 5月上旬持续到6月下旬.
    let between = line.text(first.to, second.from);
    let parts = ["份", "上旬", "中旬", "下旬", "初", "底", "末"];
    let plain = parts.iter().find_map(|part| between.strip_prefix(part));
    let joined = joined
        || plain.is_some_and(|rest| {
            ["至", "到", "持续到", "持续至", "延续到", "开始，到", "开始到", "一直到", "—", "～", "-"]
                .contains(&rest)
        });
    let joined = joined || lasted(between);
    // 5月20日至5月12日: no year would mend it.
    let one_month = first.month.is_some() && first.month == second.month && !second.own_year;
    let days = matches!((first.day, second.day), (Some(from), Some(to)) if to < from);
    // 5月10日至4月10日: within one year, as nobody works from spring to the next one; 11月至次年3月 is.
    let months = match (first.month, second.month) {
        // From autumn on it may be the next year, but not the same days of it nearly.
        (Some(from), Some(to)) => {
            let days = first.day.is_some() && second.day.is_some();
            // From 1 October to 30 September: a year of its own kind.
            let whole = first.day == Some(1) && !first.own_year;
            to < from && (from <= 8 || days && !whole && from - to <= 2)
        }
        _ => false,
    };
    let next_year =
        line.ends(second.from, "次年") || line.ends(second.from, "明年") || line.ends(second.from, "翌年");
    let days_too = first.day.is_some() == second.day.is_some();
    let back = months && days_too && !second.own_year && !next_year;
    if joined && (back || one_month && days || second.own_year && second.is_before(first)) {
        let quote = line.text(first.from, second.to);
        tell(
            line,
            first.from,
            second.to,
            &format!("“{quote}”：截止的日期早于起始的日期"),
            &format!("the period `{quote}` ends before it begins"),
            out,
        );
    }
}
