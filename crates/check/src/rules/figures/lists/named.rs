//! A number of things 个数 against a list of their names.

use gongwen_core::interval::Verdict;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::Statement;
use crate::{Finding, Findings};

/// What a list of names holds.
pub(crate) struct Names {
    /// How many names it has.
    pub(crate) count: usize,
    /// Whether 等 leaves some out.
    pub(crate) more: bool,
    /// Where it begins, in characters of its line.
    pub(crate) from: usize,
    /// The character of its paragraph behind the last one of the name.
    pub(crate) to: usize,
}

/// Holds a stated number of things against the names that are listed.
pub(crate) fn tell(
    line: &Line,
    quantity: &Quantity,
    count: usize,
    names: &Names,
    from: usize,
    out: &mut Findings,
) {
    let wrong = if names.more { names.count > count } else { names.count != count };
    let verdict = match (wrong, names.more) {
        (true, _) => Verdict::Fails,
        (false, true) if names.count < count => Verdict::Open,
        _ => Verdict::Holds,
    };
    let listed = names.count;
    Statement {
        kind: "figures/count-vs-list",
        line,
        from: from.min(names.from),
        to: names.to.max(quantity.to),
        claim: quantity,
        called: ("个数", "count"),
        parts: Vec::new(),
        verdict,
        reason: format!("写 {count}，列了 {listed}"),
    }
    .tell(
        || format!("写的是 {count}，列出来的是 {listed}"),
        || format!("{count} is stated, {listed} are listed"),
        out,
    );
}

/// The characters within the quotations right before a number of them: “稳”“进”“好”三个字.
pub(crate) fn characters(line: &Line, end: usize) -> Option<Names> {
    let (mut at, mut count) = (end, 0);
    while at > 0 && line.char(at - 1) == '”' {
        let from = line.back(at - 1, &['“', '”'], 60);
        if from == 0 || line.char(from - 1) != '“' {
            return None;
        }
        count += (from..at - 1).filter(|at| line.char(*at).is_alphanumeric()).count();
        at = from - 1;
        if matches!(line.char(at.wrapping_sub(1)), '、' | '和' | '与') && line.char(at.wrapping_sub(2)) == '”'
        {
            at -= 1;
        }
    }
    (count > 0).then_some(Names { count, more: false, from: at, to: end })
}

/// The items of a list in one clause: parted by 、, the last one by 和 or 及 as well.
pub(crate) fn items(text: &str) -> Vec<&str> {
    let mut items: Vec<&str> = text.split('、').collect();
    if let Some(last) = items.pop() {
        let joint = ["以及", "和", "及", "与"].iter().find_map(|joint| {
            let (one, other) = last.split_once(joint)?;
            let alike = one.chars().last() == other.chars().last();
            (one.chars().count() >= 2 && other.chars().count() >= 2 && (alike || one.chars().count() <= 4))
                .then_some((one, other))
        });
        match joint {
            Some((one, other)) => items.extend([one, other]),
            None => items.push(last),
        }
    }
    items
}

/// Whether 和 joins the last two of a list, as what stands before it is the whole name of a place: 清江湿地公园和白沙洲.
pub(crate) fn joined_last(list: &str) -> bool {
    const PLACES: [char; 14] =
        ['园', '村', '馆', '寨', '镇', '乡', '院', '校', '厂', '司', '社', '场', '库', '站'];
    let last = list.rsplit('、').next().unwrap_or_default();
    // 大坪村、石桥村、柳湾村和上河村: all of them are of one kind.
    let kind = last.chars().last();
    let alike = list.contains('、') && list.split(['、', '和']).all(|name| name.chars().last() == kind);
    last.split_once('和').is_some_and(|(one, other)| {
        (one.chars().count() >= 4 || alike && one.chars().count() >= 2)
            && (alike || one.ends_with(PLACES))
            && other.chars().count() >= 2
            && !other.starts_with(['平', '谐', '睦', '顺', '美', '田', '县'])
    })
}

/// “甲”“乙”、“丙” or 《甲》《乙》 right before a number.
pub(crate) fn quoted_before(line: &Line, end: usize, more: bool) -> Option<Names> {
    let close = line.char(end.wrapping_sub(1));
    let open = match close {
        '”' => '“',
        '》' => '《',
        _ => return None,
    };
    let (mut at, mut count) = (end, 0);
    while at > 0 && line.char(at - 1) == close {
        let from = line.back(at - 1, &[open], 40);
        if from == 0 || line.char(from - 1) != open {
            break;
        }
        count += 1;
        at = from - 1;
        if matches!(line.char(at.wrapping_sub(1)), '、' | '和' | '及' | '与')
            && line.char(at.wrapping_sub(2)) == close
        {
            at -= 1;
        }
    }
    (count > 0).then_some(Names { count, more, from: at, to: end })
}

/// Tells that a list has another length than its number says; `said` is where the number stands.
pub(crate) fn miscounted(
    line: &Line,
    (from, to): (usize, usize),
    (count, said): (usize, (usize, usize)),
    listed: usize,
    out: &mut Findings,
) {
    out.push(
        Finding::error(
            "figures/count-vs-list",
            line.span(from, to),
            format!("写的是 {count}，列出来的是 {listed}"),
            format!("{count} is stated, {listed} are listed"),
        )
        .reason(format!("写 {count}，列了 {listed}"))
        .related("个数", "count", line.span(said.0, said.1)),
    );
}

/// How many names a list has that are nothing but a number and a word: 301路、305路和308路, K12次、K15次.
pub(crate) fn numbered(list: &str) -> Option<usize> {
    const KINDS: [char; 10] = ['路', '线', '号', '次', '栋', '幢', '班', '期', '标', '段'];
    let names: Vec<&str> = list.split(['、', '和', '及', '与']).collect();
    let kind = names.first()?.chars().last().filter(|kind| KINDS.contains(kind))?;
    let plain = |name: &&str| {
        let number = name.trim_end_matches(kind);
        name.ends_with(kind)
            && (1..=6).contains(&number.chars().count())
            && number.contains(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric())
    };
    (names.len() > 1 && names.iter().all(plain)).then_some(names.len())
}
