//! Periods of five-year plans 五年规划, and of actions of some years.

use crate::chars::is_one_of;
use crate::rules::line::{Line, numeral};
use crate::{Finding, Findings};

/// Looks at all periods of a paragraph; `this_year` is the one that the text is on, where its beginning names it.
pub(super) fn run(line: &Line<'_>, this_year: Option<i16>, out: &mut Findings) {
    for at in 0..line.len() {
        if line.get(at) == '五' && line.back(at, 1) != '第' {
            plan(line, at, this_year, out);
        }
        if line.get(at) == '年' {
            action(line, at, out);
        }
        if matches!(line.get(at), '年' | '学') && line.back(at, 1).is_ascii_digit() {
            pair(line, at, out);
        }
    }
}

fn tell(line: &Line<'_>, from: usize, to: usize, zh: &str, source: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::error("date/period", line.span(from, to), zh, format!("the years of `{quote}` are others"))
            .source(source),
    );
}

/// Two years with a mark between, and where they end: 2021—2025年.
fn years(line: &Line<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let year = |at: usize| -> Option<u32> {
        let digits = line.text(at, at + 4);
        let whole = !line.get(at + 4).is_ascii_digit() && digits.len() == 4;
        whole.then(|| digits.parse().ok())?.filter(|year| (1950..2100).contains(year))
    };
    let first = year(at)?;
    let mut place = at + 4 + usize::from(line.get(at + 4) == '年');
    let join = line.one_of(place, &["——", "—", "－", "-", "～", "~", "至", "到", "–"])?;
    place += join.chars().count();
    let second = year(place)?;
    Some((first, second, place + 4 + usize::from(line.get(place + 4) == '年')))
}

/// 2025—2021年, 2023—2025学年: the years before a place.
fn pair(line: &Line<'_>, at: usize, out: &mut Findings) {
    let school = line.starts(at, "学年");
    if line.get(at) == '学' && !school {
        return;
    }
    for from in at.saturating_sub(10)..=at.saturating_sub(9) {
        let Some((begins, ends, to)) =
            years(line, from).filter(|(_, _, to)| *to == at + usize::from(!school))
        else {
            continue;
        };
        if ends < begins {
            let quote = line.text(from, to);
            let zh = format!("“{quote}”：截止的年份早于起始的年份");
            let en = format!("the period `{quote}` ends before it begins");
            out.push(Finding::error("date/order", line.span(from, to), zh, en));
        } else if school
            && ends - begins != 1
            && line.one_of(at + 2, &["度第", "第", "上", "下", "春", "秋", "度上", "度下"]).is_some()
        {
            let zh = format!("一个学年跨两个年份：{begins}—{}学年，不是{begins}—{ends}学年", begins + 1);
            tell(line, from, at + 2, &zh, "", out);
        }
        return;
    }
}

/// Which year of a plan the words behind its name mean, that year, and where they end: 规划的收官之年.
fn stage(line: &Line<'_>, after: usize, first: u32) -> Option<(&'static str, u32, usize)> {
    const STAGES: [(&str, u32); 12] = [
        ("开局", 0),
        ("起步之年", 0),
        ("第一年", 0),
        ("首年", 0),
        ("开篇", 0),
        ("收官", 4),
        ("最后一年", 4),
        ("圆满收官", 4),
        ("决胜", 4),
        ("冲刺收官", 4),
        ("中期", 2),
        ("第三年", 2),
    ];
    let mut place = after;
    for word in ["规划", "计划", "时期", "实施", "目标任务", "的", "之"] {
        if line.starts(place, word) {
            place += word.chars().count();
        }
    }
    let (word, years) = STAGES.iter().find(|(word, _)| line.starts(place, word))?;
    Some((word, first + years, place + word.chars().count()))
}

/// The year that follows at once, and where it ends: “十四五”收官的2025年, “十四五”最后一年——2025年; behind a comma where the
/// clause before it says what that year is.
fn year_behind(line: &Line<'_>, end: usize, said: bool) -> Option<(u32, usize)> {
    let mut place = end;
    for word in ["之年", "年", "即", "也就是", "，即"] {
        if line.starts(place, word) {
            place += word.chars().count();
        }
    }
    let joint = line.one_of(place, &["的", "——", "，", "（"]).filter(|joint| *joint != "，" || said)?;
    place += joint.chars().count();
    let year: u32 = line.text(place, place + 4).parse().ok()?;
    let whole = line.get(place + 4) == '年' && !line.get(place + 5).is_ascii_digit();
    let day = matches!(line.get(place + 5), '底' | '末' | '初' | '至' | '—' | '以');
    (whole && !day && (1950..2100).contains(&year)).then_some((year, place + 5))
}

/// What leads from a year to the plan that it is a year of.
const LINKS: [&str; 18] = [
    "是国家",
    "是我国",
    "是全面实施",
    "是实施",
    "是推进",
    "是落实",
    "是完成",
    "是执行",
    "既是",
    "也是",
    "又是",
    "正是",
    "将是",
    "作为",
    "是全市",
    "是全县",
    "是",
    "为",
];

/// Holds the years of a five-year plan against its name: “十四五”时期（2021—2025年）, 2025年是“十四五”收官之年.
fn plan(line: &Line<'_>, at: usize, this_year: Option<i16>, out: &mut Findings) {
    let from = (at.saturating_sub(2)..at)
        .rev()
        .take_while(|place| is_one_of!(line.get(*place), "十一二三四五六七八九"))
        .last();
    let Some(from) = from else { return };
    let Some(number) = numeral(line.text(from, at))
        .filter(|number| (1..=19).contains(number) && line.get(from) == '十' || (6..=9).contains(number))
    else {
        return;
    };
    // Between the second plan and the third lay three years.
    let first = 1966 + 5 * (number - 3);
    let last = first + 4;
    let name = line.text(from, at + 1);
    let mut behind = at + 1;
    if line.get(behind) == '”' {
        behind += 1;
    }
    let after = behind;
    for word in ["时期", "期间", "规划", "计划"] {
        if line.starts(behind, word) {
            behind += 2;
        }
    }
    // “十四五”以来（2021—2024年）: up to now.
    let sofar = line.starts(behind, "以来");
    behind += if sofar { 2 } else { 0 };
    // “十四五”前四年（2021—2024年）.
    let (part, behind) = match line.get(behind) {
        '前' if line.get(behind + 2) == '年' => (numeral(line.text(behind + 1, behind + 2)), behind + 3),
        _ => (None, behind),
    };
    let (name, end) = match part.filter(|count| (2..5).contains(count)) {
        Some(count) => (line.text(from, behind).replace('”', ""), first + count - 1),
        None => (name.to_owned(), last),
    };
    // “十四五”前三年，即2021年至2023年.
    let behind = behind + usize::from(line.starts(behind, "，即"));
    let bracket = matches!(line.get(behind), '（' | '(' | '即');
    if bracket && let Some((begins, ends, to)) = years(line, behind + 1) {
        if begins != first || (ends != end && !(sofar && ends < end)) {
            let zh = format!("“{name}”是{first}—{end}年，不是{begins}—{ends}年");
            tell(line, behind + 1, to, &zh, "国民经济和社会发展五年规划的起止年份", out);
        }
        return;
    }
    // The year before: 2024年是“十四五”规划的收官之年.
    let quote = usize::from(line.back(from, 1) == '“');
    let mut head = from - quote;
    // 到2025年末，即“十四五”末.
    let end_of = ["末", "期末", "规划期末"].iter().any(|word| line.starts(after, word));
    if end_of && let Some(open) = (after + 1..after + 5).find(|at| line.get(*at) == '（') {
        let year: Option<u32> = line.text(open + 1, open + 5).parse().ok();
        let year = year.filter(|year| line.starts(open + 5, "年）") && (1950..2100).contains(year));
        if let Some(year) = year.filter(|year| *year != last) {
            let zh = format!("“{name}”末是{last}年，不是{year}年");
            tell(line, open + 1, open + 6, &zh, "国民经济和社会发展五年规划的起止年份", out);
            return;
        }
    }
    if end_of
        && let Some(joint) = line.one_before(
            head,
            &["末，即", "底，即", "年，即", "末即", "（即", "末（", "底，也就是", "末，也就是", "年，也就是"],
        )
    {
        let at = head - joint.chars().count();
        let at = if line.back(at, 1) == '年' { at - 1 } else { at };
        let year: Option<u32> = at.checked_sub(4).and_then(|begin| line.text(begin, at).parse().ok());
        if let Some(year) = year.filter(|year| (1950..2100).contains(year) && *year != last) {
            let zh = format!("“{name}”末是{last}年，不是{year}年");
            tell(line, at - 4, after + 1, &zh, "国民经济和社会发展五年规划的起止年份", out);
        }
        return;
    }
    if let Some(link) = line.one_before(head, &LINKS) {
        head -= link.chars().count();
    }
    let linked = head < from - quote;
    head -= usize::from(line.back(head, 1) == '，');
    // 2026年，“十五五”规划收官之年: without a link the words behind have to say that it is the year.
    let apposed = !linked && line.get(head) == '，';
    let Some((word, right, end)) = stage(line, after, first) else { return };
    let told = |year: u32| format!("“{name}”是{first}—{last}年，{word}的年份是{right}年，不是{year}年");
    if let Some((year, to)) = year_behind(line, end, line.one_before(from - quote, &["作为"]).is_some())
        .filter(|(year, _)| *year != right)
    {
        tell(line, from, to, &told(year), "国民经济和社会发展五年规划的起止年份", out);
        return;
    }
    if !linked && !apposed {
        return;
    }
    let this = line.one_before(head, &["今年"]).is_some();
    let year = match this {
        true => this_year.and_then(|year| u32::try_from(year).ok()),
        false if line.back(head, 1) == '年' => {
            head.checked_sub(5).and_then(|at| line.text(at, at + 4).parse::<u32>().ok())
        }
        false => None,
    };
    let Some(year) = year.filter(|year| (1950..2100).contains(year)) else { return };
    let named = line.one_of(end, &["之年", "年"]).map(|word| word.chars().count());
    let said =
        !apposed || (named.is_some() || word.ends_with('年')) && line.get(end + named.unwrap_or(0)) != '后';
    // A text on one year may have been written in the next one.
    let near = this && year.abs_diff(right) <= 1;
    if word == "决胜" || year == right || near || !said {
        return;
    }
    tell(
        line,
        head - if this { 2 } else { 5 },
        end,
        &told(year),
        "国民经济和社会发展五年规划的起止年份",
        out,
    );
}

/// 三年行动（2023—2026年）: the years are as many as it says.
fn action(line: &Line<'_>, at: usize, out: &mut Findings) {
    let count = match line.back(at, 1) {
        c if c.is_ascii_digit() && !line.back(at, 2).is_ascii_digit() => c.to_digit(10),
        '两' => Some(2),
        c => "一二三四五六七八九"
            .chars()
            .position(|digit| digit == c)
            .and_then(|at| u32::try_from(at + 1).ok()),
    };
    let Some(count) = count.filter(|count| *count > 1 && !is_one_of!(line.back(at, 2), "十〇零第"))
    else {
        return;
    };
    // 近三年（2022—2024年）: the brackets follow at once.
    let recent = matches!(line.back(at, 2), '近' | '去' | '前' | '这');
    let open = at + 1 + usize::from(line.get(at + 1) == '来');
    let recent = recent && matches!(line.get(open), '（' | '(');
    if !recent && line.one_of(at + 1, &["行动", "规划", "计划", "攻坚", "建设"]).is_none() {
        return;
    }
    let from = if recent { open } else { at + 3 };
    let Some(open) = (from..at + 12).find(|place| matches!(line.get(*place), '（' | '(')) else { return };
    let Some((begins, ends, to)) = years(line, open + 1) else { return };
    let span = ends.checked_sub(begins);
    if span.is_none_or(|span| span + 1 != count && span != count) {
        let zh = match span {
            None => format!("{begins}—{ends}年：截止年份早于起始年份"),
            Some(span) => format!("{begins}—{ends}年是{}年，与“{count}年”不符", span + 1),
        };
        tell(line, open + 1, to, &zh, "", out);
    }
}
