//! Averages over time 月均、日均、年均: a year, half of it, a quarter, so many months or years that the sentence tells.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::average_scope::{is_whole_year, meant};
use super::per_one::with_each;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::{acts, has};

/// What an average is made over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Days,
    Months,
    Quarters,
    Years,
}

/// Words of averages over time.
const WORDS: [(Over, &[&str]); 4] = [
    (Over::Days, &["日均", "平均每天", "每天平均", "日平均", "平均每日"]),
    (Over::Months, &["月均", "平均每月", "每月平均", "月平均", "平均每个月", "平均一个月"]),
    (Over::Quarters, &["季均", "平均每个季度", "平均每季度", "每季度平均", "每季平均", "平均每季"]),
    (Over::Years, &["年均", "平均每年", "每年平均", "年平均"]),
];

/// Words of a rise, a difference or an average of another kind.
const OTHER: [&str; 14] =
    ["增长", "递增", "增速", "比", "较", "高", "低", "多", "少", "下降", "人均", "户均", "件均", "亩均"];

/// Words that say that a total is of a whole year, and those of its parts.
const YEAR: [&str; 13] = [
    "全年",
    "一年来",
    "一年接",
    "一年办",
    "一年收",
    "一年共",
    "年度",
    "2020年",
    "2021年",
    "2022年",
    "2023年",
    "2024年",
    "2025年",
];
const PART: [&str; 20] = [
    "月",
    "季度",
    "上半年",
    "下半年",
    "以来",
    "自",
    "累计",
    "截至",
    "投运",
    "开馆",
    "开业",
    "期间",
    "节",
    "暑",
    "寒假",
    "周",
    "旬",
    "至今",
    "旺季",
    "淡季",
];

/// Whether the title of a text says that it is of a year: 2024年度工作总结.
pub(crate) fn is_of_year(lines: &[Line]) -> bool {
    let title = lines.iter().find(|line| !line.chars.is_empty());
    let of_year = |text: &str| has(text, &["年度", "全年"]) && !has(text, &["月", "季", "半年", "上年度"]);
    title.is_some_and(|line| line.chars.len() <= 40 && of_year(line.text(0, line.chars.len())))
}

/// All statements of a paragraph; `year` is whether the text is of a year.
pub(crate) fn run(line: &Line, year: bool, out: &mut Findings) {
    for (index, average) in line.quantities.iter().enumerate() {
        let asked = average.is_amount() && !average.range && line.nearby(average.from, &['均'], 14);
        if !asked {
            continue;
        }
        let label = line.label(index);
        let one = with_each(label);
        let Some((over, of, verb)) = over(one.as_deref().unwrap_or(label)) else { continue };
        let found = whole(line, index, average).or_else(|| whole_behind(line, index, average, over));
        let Some((at, whole)) = found else { continue };
        // 年均新增1800亩 of what was added; else it is a growth.
        let grows = |text: &str| text.contains('增');
        if over == Over::Years && grows(verb) && !grows(line.label(at)) {
            continue;
        }
        let found = match over {
            Over::Years => years(line, at, whole),
            _ => parts_of_year(line, (index, at), over, year).map(|times| (times, since(line, at))),
        };
        if let Some((times, from)) = found {
            judge(line, (index, at), (&times, from), of, out);
        }
    }
}

/// What an average is made over, what stands before the word, and the verb behind it.
fn over(label: &str) -> Option<(Over, &str, &str)> {
    let bare = label.trim_end_matches(['达', '到', '为', '约', '近', '超']);
    let found = WORDS.iter().find_map(|(over, words)| {
        let (of, verb) = words.iter().find_map(|word| bare.split_once(word))?;
        Some((*over, of, verb))
    });
    found.filter(|(_, of, verb)| verb.chars().count() <= 5 && !has(of, &OTHER) && !has(verb, &OTHER))
}

/// The total: the number right before, or the one before a rate.
fn whole<'l>(line: &'l Line, index: usize, average: &Quantity) -> Option<(usize, &'l Quantity)> {
    let before = index.checked_sub(1)?;
    let last = line.quantities.get(before)?;
    let at = if last.is_percent() { before.checked_sub(1)? } else { before };
    let it = line.quantities.get(at)?;
    // 日均服务1260人次，单点日均70人次: one average is no total of another.
    let total = !has(line.label(at), &["均", "每", "其中", "计划", "目标"]);
    let near = average.from.saturating_sub(last.to) <= 18 && average.from.saturating_sub(it.to) <= 30;
    let own = total && near && it.same_unit(average) && it.sentence == average.sentence && !it.range;
    // 日均504件（按250个工作日算）.
    let worked = line.text(average.to, average.to + 16).contains("工作日");
    (own && !worked).then_some((at, it))
}

/// The total of a year right behind an average of months: 平均每月开庭18次，全年共开庭216次.
fn whole_behind<'l>(
    line: &'l Line,
    index: usize,
    average: &Quantity,
    over: Over,
) -> Option<(usize, &'l Quantity)> {
    let it = line.quantities.get(index + 1)?;
    let label = line.label(index + 1);
    let joined = line.text(average.to, it.from.max(average.to)).strip_prefix('，') == Some(label);
    let said =
        ["全年", "一年"].iter().any(|word| label.starts_with(word)) && !has(label, &["均", "每", "其中"]);
    let own = it.same_unit(average) && it.sentence == average.sentence && !it.range;
    (over == Over::Months && joined && said && own && label.chars().count() <= 8).then_some((index + 1, it))
}

/// Years that are told before a total: 五年累计, 2021年至2023年, “十四五”期间.
fn years(line: &Line, at: usize, whole: &Quantity) -> Option<(Vec<i64>, usize)> {
    let told = |gap: &str| {
        has(gap, &["累计", "共", "总", "合计", "完成", "争取", "投入", "新", "实施", "建", "来"])
            && !gap.contains('均')
    };
    let counted = || {
        // 五年来累计脱贫1260户4860人: another number may stand between.
        let before = (at.saturating_sub(2)..at).rev().filter_map(|at| Some((at, line.quantities.get(at)?)));
        let (at, it) = before.into_iter().find(|(_, it)| it.unit == "年")?;
        let count = i64::try_from(it.printed).ok().filter(|it| (2..=10).contains(it))?;
        let gap = line.text(it.to, whole.from.max(it.to));
        let exact = it.qualifier.is_none() || it.qualifier == Some(Qualifier::About);
        let own = it.unit == "年" && !it.range && exact && it.sentence == whole.sentence;
        let behind = has(gap, &["前", "以上", "中", "内"]);
        (own && told(gap) && !behind && gap.chars().count() <= 20).then_some((count, at))
    };
    let since = line.back(whole.from, &['。', '；', '！', '\n'], 40);
    let dated = || dated(line.text(since, whole.from)).map(|years| (years, at));
    // From 2020 to 2023 some count four years, some three.
    let dated = || dated().map(|(years, from)| (vec![years, years - 1], from));
    counted().map(|(years, from)| (vec![years], from)).or_else(dated)
}

/// How many years a text names by the first and the last of them: 2021年至2023年累计, 2021—2023年共.
fn dated(text: &str) -> Option<i64> {
    let at = text.find("20")?;
    let year = |text: &str| text.get(..4)?.parse::<i64>().ok();
    let (first, rest) = (year(text.get(at..)?)?, text.get(at + 4..)?);
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let rest = rest.strip_prefix(['至', '到', '—', '-', '～'])?.trim_start_matches(['—', '-']);
    let last = year(rest)?;
    let said = rest.get(4..)?.strip_prefix('年')?;
    let plain = !said.contains(['，', '月', '均']) || said.starts_with('，') && !said.contains("月");
    let many = last - first + 1;
    (plain && !said.contains("20") && (2..=10).contains(&many)).then_some(many)
}

/// The number with which what is told of a total begins: the months before it, else itself.
fn since(line: &Line, at: usize) -> usize {
    let months = at.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(|it| it.unit == "月");
    let own = months.zip(line.quantities.get(at)).is_some_and(|(it, whole)| it.sentence == whole.sentence);
    if own { at - 1 } else { at }
}

/// Days, months or quarters of the part of a year that a sentence tells.
fn parts_of_year(line: &Line, (index, at): (usize, usize), over: Over, year: bool) -> Option<Vec<i64>> {
    let whole = line.quantities.get(at)?;
    let since = line.back(whole.from, &['。', '；', '！', '\n'], 60);
    let before = if at > index { line.label(at) } else { line.text(since, whole.from) };
    // 全年12个月累计检测864份, 前8个月共….
    let months = || {
        let it = line
            .quantities
            .get(at.checked_sub(1)?)
            .filter(|it| it.unit == "月" && it.printed.is_integer())?;
        let gap = line.text(it.to, whole.from.max(it.to)).trim_start_matches('，');
        let own = it.sentence == whole.sentence && !it.range && it.qualifier.is_none();
        let alone =
            !gap.contains(['，', '、', '内', '前', '后']) && !line.label(at - 1).contains(['第', '月']);
        let many = i64::try_from(it.printed).ok().filter(|it| (2..=12).contains(it))?;
        (own && alone && gap.chars().count() <= 12).then_some(many)
    };
    if over == Over::Months
        && at < index
        && let Some(many) = months()
    {
        return Some(vec![many]);
    }
    // A title says it of what is counted month by month; what is done day by day may be done on working days.
    let of_year = has(before, &YEAR) || year && over != Over::Days;
    // 全年开放312天，接待2.5万人次，日均80人次: of the days that are told.
    let days = |it: &Quantity| {
        it.unit == "天"
            && it.sentence == whole.sentence
            && it.printed < Decimal::from(365)
            && it.printed > Decimal::from(28)
    };
    let told = over == Over::Days && line.quantities.iter().take(at).rev().take(3).any(days);
    let full = of_year && !told && !has(before, &PART);
    // 全年召开会议12次，开展主题党日36次: a verb of its own opens another fact of the year.
    let first = whole.from.saturating_sub(line.label(at).chars().count());
    let opens = || over == Over::Months && line.char(first.wrapping_sub(1)) == '，' && acts(line.label(at));
    if full && (at > index || is_whole_year(line, at, since) || opens()) {
        return Some(match over {
            Over::Days if has(before, &["窗口", "大厅", "办件", "中心"]) => {
                [365, 366].into_iter().chain(245..=253).collect()
            }
            Over::Days => vec![365, 366],
            Over::Months => vec![12],
            _ => vec![4],
        });
    }
    if over != Over::Months {
        return None;
    }
    // Only the part of the year that stands at the beginning of its own clause, and nothing of another time.
    let clause = line.clause(whole);
    let other = has(before, &["以来", "自", "截至", "其中", "期间", "投运", "开业", "去年", "上年", "同期"]);
    let opened =
        |words: &[&str]| words.iter().any(|word| clause.starts_with(word) || before.starts_with(word));
    let found = match () {
        () if other => None,
        () if opened(&["前三季度", "前三个季度"]) => Some(9),
        () if opened(&[
            "一季度",
            "第一季度",
            "二季度",
            "第二季度",
            "三季度",
            "第三季度",
            "四季度",
            "第四季度",
        ]) =>
        {
            Some(3)
        }
        () if opened(&["上半年", "下半年", "半年来"]) => Some(6),
        () => until(before),
    };
    let lone = is_whole_year(line, at, since) && !before.contains("月份");
    found.filter(|_| lone).map(|it| vec![it])
}

/// 1—9月, 1至9月: so many months.
fn until(text: &str) -> Option<i64> {
    // 今年1至8月.
    let at = text
        .find("1至")
        .or_else(|| text.find("1—"))
        .or_else(|| text.find("1-"))
        .or_else(|| text.find("1月至"))?;
    let opened = text.get(..at)?.ends_with(['年', '，', '，']) || at == 0;
    let rest = text.get(at..).filter(|_| opened)?;
    let rest = rest.strip_prefix('1').map(|it| it.strip_prefix('月').unwrap_or(it))?;
    let rest = rest.strip_prefix(['至', '到', '—', '-', '～'])?.trim_start_matches(['—', '-']);
    let (number, behind) = rest.split_once('月')?;
    let months = number.parse::<i64>().ok().filter(|it| (2..=12).contains(it))?;
    (!behind.contains('月')).then_some(months)
}

/// Holds an average against a total and the times it may be divided by; `first` is the first number of the statement.
fn judge(
    line: &Line,
    (index, at): (usize, usize),
    (times, first): (&[i64], usize),
    of: &str,
    out: &mut Findings,
) {
    let Some((average, whole)) = line.quantities.get(index).zip(line.quantities.get(at)) else { return };
    let exact = |by: i64| Interval::exact(by.into());
    // 支部平均每月开展1次: of each of those that are counted by the name before the word.
    let counted = members(line, index, of);
    if of.contains('每') && counted.is_none() {
        return;
    }
    let each = counted.filter(|_| of.contains('每'));
    let by = |times: i64, members: Option<&Quantity>| match members {
        Some(it) => it.value * exact(times),
        None => exact(times),
    };
    let ways: Vec<Option<&Quantity>> = match (each, counted) {
        (Some(each), _) => vec![Some(each)],
        (None, Some(it)) => vec![Some(it), None],
        (None, None) => vec![None],
    };
    let value = meant(average);
    let quotient = |times: i64, way: Option<&Quantity>| whole.value.quotient(by(times, way));
    let pairs = || ways.iter().flat_map(|way| times.iter().map(move |times| (*times, *way)));
    let fits =
        |&(times, way): &(i64, Option<&Quantity>)| value.equals(quotient(times, way)) == Verdict::Holds;
    let Some((many, way)) = pairs().find(fits).or_else(|| pairs().next()) else { return };
    let made = quotient(many, way);
    let verdict = value.equals(made);
    let like = pairs().any(|(times, way)| {
        let made = quotient(times, way);
        !made.times(Decimal::TWO).is_below(&average.value)
            && !average.value.times(Decimal::TWO).is_below(&made)
            || [10, 100].iter().map(|it| Decimal::from(*it)).any(|by| {
                average.value.times(by).may_equal(&made) || average.value.may_equal(&made.times(by))
            })
    });
    if verdict == Verdict::Fails && !like {
        return;
    }
    let computed = about_as(&made, average, 2);
    let by = way.map_or(many.to_string(), |it| format!("{} ÷ {many}", it.shown()));
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, first.min(index)),
        to: average.to.max(whole.to),
        claim: average,
        called: ("平均数", "average"),
        parts: [whole].into_iter().chain(way).collect(),
        verdict,
        reason: format!("{} ÷ {by} = {computed}", printed_in(whole, average)),
    }
    .tell_made(computed, out);
}

/// The count of what an average names before its time: 党支部3个 of 支部平均每月.
fn members<'l>(line: &'l Line, index: usize, of: &str) -> Option<&'l Quantity> {
    let name = of.trim_start_matches(['各', '每', '个', '名', '家', '所']).trim_end_matches("平均");
    if name.chars().count() < 2 {
        return None;
    }
    let mut found = line.around(index, 12).filter(|(at, it)| {
        let named = line.label(*at).ends_with(name) || line.noun(*at).starts_with(name);
        *at < index && named && it.is_amount() && !it.range && it.qualifier.is_none()
    });
    let (_, it) = found.next()?;
    found.next().is_none().then_some(it)
}
