//! A whole that is parted by a sentence of its own: 受理386件。按渠道分，来信47件、来访126件…; 分税种看，….

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{bands, coincides, is_slip, is_whole, one_ending, overlaps};
use super::crossed;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, sum_of, tell_sum};
use crate::rules::figures::words::{compares, has, totals};

/// The most parts of a partition in prose.
const MOST_PARTS: usize = 30;
/// The whole stands among so many numbers before its parts.
const REACH: usize = 40;
/// Units of matters that come in: one whole counts them all, 386件（批）.
const MATTERS: [&str; 6] = ["件", "批", "起", "封", "次", "件次"];

/// What a clause that sorts ends in: 按渠道分, 从年龄看, 按岗位算.
const ENDS: [&str; 12] = ["分", "看", "分类", "统计", "算", "讲", "说", "论", "排", "归类", "而言", "归口"];

/// How a sentence of parts is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    /// Sorted by something, so that all parts are named: 按渠道分，从行业看，分税种看.
    Sorted,
    /// Opened with 其中，, so that some parts may be left unnamed.
    Among,
    /// 受理的案件中，: of what was told of before.
    Of,
    /// 这些村里，, 他们当中，: of those that were told of last.
    Back,
}

/// All partitions of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (number, line) in lines.iter().enumerate() {
        let mut last = 0;
        for index in 0..line.quantities.len() {
            let from = begins(line, index);
            if index < last {
                continue;
            }
            let Some(opened) = opening(line, from) else { continue };
            let found =
                parts(line, index).or_else(|| bounded(line, from).filter(|_| opened == Opened::Sorted));
            let Some(parts) = found else { continue };
            last = parts.last().map_or(index, |at| at + 1);
            judge(lines, number, index, &parts, opened, out);
            // What each part comes to beside it: 种植类21户5.2万元、养殖类19户4.4万元.
            let second: Vec<usize> = parts.iter().map(|at| at + 1).filter(|at| glued(line, *at)).collect();
            if second.len() == parts.len() && of_one_unit(line, &second) {
                judge(lines, number, index + 1, &second, opened, out);
            }
        }
    }
}

/// Whether a number stands right behind another one, in another unit.
fn glued(line: &Line, at: usize) -> bool {
    let pair =
        at.checked_sub(1).and_then(|before| Some((line.quantities.get(before)?, line.quantities.get(at)?)));
    pair.is_some_and(|(one, other)| one.to == other.from && !one.same_unit(other) && other.is_amount())
}

/// Whether all of these numbers have one unit, and none is vague.
fn of_one_unit(line: &Line, parts: &[usize]) -> bool {
    let all = || parts.iter().filter_map(|at| line.quantities.get(*at));
    all().all(|it| it.qualifier.is_none() && !it.range)
        && all().zip(all().skip(1)).all(|(one, other)| one.same_unit(other))
}

/// Whether the clause that ends before this character sorts what follows: 按渠道分，从行业看，分税种看.
pub(crate) fn opens(line: &Line, from: usize) -> bool {
    opening(line, from) == Some(Opened::Sorted)
}

fn opening(line: &Line, from: usize) -> Option<Opened> {
    let mark = from.checked_sub(1)?;
    if !matches!(line.char(mark), '，' | '：') {
        return None;
    }
    let start = line.back(mark, &['。', '；', '，', '：', '！', '\n'], 24);
    let clause = line.text(start, mark);
    // 分片区看（全县共三个片区），…
    let clause =
        clause.split_once('（').filter(|_| clause.ends_with('）')).map_or(clause, |(clause, _)| clause);
    if clause == "其中" {
        return Some(Opened::Among);
    }
    // 这些村里，强村58个、…; 他们当中，….
    let back = ["这些", "他们", "她们", "上述", "以上"].iter().any(|word| clause.starts_with(word));
    if back && clause.ends_with(['中', '里', '内']) && clause.chars().count() <= 10 {
        return Some(Opened::Back);
    }
    // 受理的案件中，刑事案件412件、….
    let of = clause.strip_suffix('中').is_some_and(|name| {
        name.chars().count() >= 3
            && !name.ends_with(['其', '集', '年', '空', '镇', '之', '高', '初', '期', '程', '作', '当'])
    });
    if of && !clause.contains(|c: char| c.is_ascii_digit() || c == '、') {
        return Some(Opened::Of);
    }
    // 建议按内容分，…: what is sorted may be named before.
    let by = clause.split_once('按').filter(|(noun, _)| noun.chars().count() <= 8);
    let sorts = (clause.starts_with(['按', '从', '分']) || by.is_some())
        && ENDS.iter().any(|word| clause.ends_with(word))
        && clause.chars().count() >= 3
        && !clause.contains(|c: char| c.is_ascii_digit() || c == '、');
    sorts.then_some(Opened::Sorted)
}

/// What the clause before a list speaks of: 受处分人员 of 受处分人员中，….
fn subject(line: &Line, index: usize) -> &str {
    let mark = begins(line, index).saturating_sub(1);
    let start = line.back(mark, &['。', '；', '，', '：', '！', '\n'], 16);
    line.text(start, mark).trim_end_matches('中')
}

/// The numbers from here to the end of the sentence that are its parts, when all of it is a list of them; shares and rates
/// between them are passed over.
fn parts(line: &Line, index: usize) -> Option<Vec<usize>> {
    let first = line.quantities.get(index).filter(|it| it.is_amount())?;
    let end = end_of(line, first.from);
    let matter = MATTERS.contains(&first.unit.as_str());
    let mut parts: Vec<usize> = Vec::new();
    for (at, it) in line.quantities.iter().enumerate().skip(index).take(4 * MOST_PARTS) {
        if it.from >= end {
            break;
        }
        if it.depth > first.depth || !it.is_amount() {
            continue;
        }
        // 种植类21户5.2万元: the same part in another unit.
        if !it.same_unit(first) && glued(line, at) {
            continue;
        }
        let alike = it.same_unit(first) || (matter && MATTERS.contains(&it.unit.as_str()));
        let label = line.label(at);
        let last = parts.last().and_then(|at| line.quantities.get(*at)).map_or(it.from, |it| it.to);
        let mark = line.char(begins(line, at).wrapping_sub(1));
        // 三类问题占70%: what the list comes to is no part of it.
        let other = !alike
            || it.range
            || it.qualifier.is_some()
            || it.depth != first.depth
            || !(1..=14).contains(&label.chars().count())
            || compares(label)
            || totals(label)
            || has(label, &["其中", "主要"])
            || !matches!(mark, '、' | '，' | '；' | '：' | '）')
            || it.from.saturating_sub(last) > 40;
        // 35岁以下8名，36至59岁的22名，60岁以上的19名；女党员12名: behind ； the list does not go on.
        let joined = |at: &usize| line.char(begins(line, *at).wrapping_sub(1)) != '；';
        if mark == '；' && parts.len() > 2 && parts.iter().skip(1).all(joined) {
            break;
        }
        if other {
            // Another number behind a list is another fact, but one of the same kind makes all of it doubtful.
            let rest = line.quantities.iter().skip(at).take_while(|it| it.from < end);
            let doubtful = rest.clone().any(|it| it.same_unit(first) && it.depth == first.depth);
            return (!doubtful && parts.len() > 2).then_some(parts);
        }
        parts.push(at);
        if parts.len() > MOST_PARTS {
            return None;
        }
    }
    // 新增就业人员中高校毕业生743人，…（两类人员有交叉）: one may be counted twice.
    let among = line.label(index).split_once('中').is_some_and(|(name, _)| name.chars().count() > 2);
    if among || has(line.text(first.from, (end + 1).min(line.chars.len())), &["交叉", "重复", "重叠", "兼有"])
    {
        return None;
    }
    let last = parts.last().and_then(|at| line.quantities.get(*at))?;
    let stop = line.ahead(last.to, &['，', '。', '；'], 12);
    (parts.len() > 1 && !line.text(last.to, stop).contains('等')).then_some(parts)
}

/// Where a sentence of parts ends: at its stop, or where it is sorted once more: 从学历看，…；从年龄看，….
fn end_of(line: &Line, from: usize) -> usize {
    let end = line.ahead(from, &['。', '\n', '！'], 400);
    let again = |at: &usize| {
        line.char(*at) == '；' && matches!(line.char(at + 1), '按' | '从' | '分') && {
            let mark = line.ahead(at + 1, &['，', '：', '；', '。'], 16);
            line.char(mark) == '，' && matches!(line.char(mark - 1), '看' | '分')
        }
    };
    (from..end).find(again).unwrap_or(end)
}

/// Bands as parts, the last number of each clause: 50万元以上的4个村，30万至50万元的7个村，30万元以下的3个村.
fn bounded(line: &Line, from: usize) -> Option<Vec<usize>> {
    let end = end_of(line, from);
    let (mut parts, mut at): (Vec<usize>, usize) = (Vec::new(), from);
    while at < end && parts.len() <= MOST_PARTS {
        let mark = line.ahead(at, &['，', '、', '；', '。', '\n'], 60).min(end);
        let index = line.quantities.partition_point(|it| it.to <= mark).checked_sub(1)?;
        let Some(part) = line.quantities.get(index).filter(|it| it.from > at) else { break };
        let band = has(line.text(at, part.from), &["以上", "以下", "以内", "不足", "至", "—", "～", "到"]);
        let first = parts.first().and_then(|at| line.quantities.get(*at));
        if !band
            || !part.is_amount()
            || part.range
            || first.is_some_and(|first| !first.same_unit(part) || first.depth != part.depth)
        {
            break;
        }
        parts.push(index);
        at = mark + 1;
    }
    (parts.len() > 1).then_some(parts)
}

/// What may be the whole: the numbers of the same unit that stand before, the nearest first.
fn wholes<'l>(lines: &'l [Line], number: usize, index: usize, units: &[&str]) -> Vec<(&'l Line, usize)> {
    let Some(own) = lines.get(number) else { return Vec::new() };
    let earlier = lines.get(number.saturating_sub(3)..number).unwrap_or_default().iter().rev();
    let here = (0..index).rev().map(|at| (own, at));
    let all = here.chain(earlier.flat_map(|line| (0..line.quantities.len()).rev().map(move |at| (line, at))));
    all.take(REACH)
        .filter(|(line, at)| {
            line.quantities.get(*at).is_some_and(|it| {
                let stop = line.ahead(it.to, &['，', '。', '；', '、'], 4);
                // 386件（批）: all of its kinds.
                let plain = units.len() == 1 || units.iter().all(|unit| matches!(*unit, "件" | "件次"));
                let both = plain || line.char(it.to) == '（' && has(line.text(it.to, stop), units);
                it.is_amount() && units.contains(&it.unit.as_str()) && both && !it.range && !it.quoted
            })
        })
        .collect()
}

fn judge(lines: &[Line], number: usize, index: usize, parts: &[usize], opened: Opened, out: &mut Findings) {
    let Some(line) = lines.get(number) else { return };
    let all: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let names: Vec<&str> = parts.iter().map(|at| line.label(*at)).collect();
    let sum = sum_of(all.iter().map(|it| it.value));
    let mut units: Vec<&str> = all.iter().map(|it| it.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let candidates = wholes(lines, number, index, &units);
    if candidates.iter().any(|(line, at)| line.quantities.get(*at).is_some_and(|it| it.value.may_equal(&sum)))
    {
        return;
    }
    let banded = |whole: &Quantity| opened == Opened::Sorted && bands(line, whole, &all);
    // 受理1268件次，按渠道分，…、电话112件次: all but the last make it, and yet it stands in the list.
    let others = match all.as_slice() {
        [parts @ .., before, last] if opened == Opened::Sorted && parts.len() > 1 => {
            let listed = line.text(before.to, last.from.max(before.to)).starts_with('、');
            listed.then(|| sum_of(parts.iter().chain([before]).map(|it| it.value)))
        }
        _ => None,
    };
    let subject = subject(line, index);
    // The nearest number that the parts come near to; what is told of another year is none.
    let near = candidates.iter().find(|(line, at)| {
        let Some(whole) = line.quantities.get(*at) else { return false };
        let share = |thousandths: i64| whole.value.times(Decimal::new(thousandths, 3));
        // 给予处分159人 … 受处分人员中，…，其他人员17人: by its name it is the whole, and what is left is named.
        let filled = opened == Opened::Of && is_whole(&names) && kin(line.label(*at), &[subject]);
        // 审结7018件。审结案件中，刑事498件，…，执行2727件: three and more of them that are a little more than what is named.
        let named = opened == Opened::Of
            && all.len() > 2
            && kin(line.label(*at), &[subject])
            && is_within(whole, &sum, Decimal::ONE, Decimal::new(103, 2));
        let (low, high) = match opened {
            Opened::Sorted if banded(whole) => (800, 1250),
            Opened::Sorted => (920, 1080),
            Opened::Of if filled => (850, 1150),
            Opened::Back if all.len() > 2 => (950, 1120),
            Opened::Of | Opened::Back => (950, 1060),
            Opened::Among => (970, 1030),
        };
        let label = line.label(*at);
        let listed = others.is_some_and(|others| whole.value.equals(others) == Verdict::Holds);
        let near = !sum.is_below(&share(low)) && !share(high).is_below(&sum);
        (near || listed)
            && !compares(label)
            && whole.qualifier.is_none()
            && (opened != Opened::Of || filled || named || one_ending(&names))
            && (filled
                || named
                || opened == Opened::Back
                || opened == Opened::Sorted
                || kin(&format!("{label}{}", line.noun(*at)), &names))
    });
    let Some((home, at)) = near else { return };
    let Some(whole) = home.quantities.get(*at) else { return };
    // The rule of wholes and parts in one sentence has judged what it opens.
    let own = std::ptr::eq(*home, line);
    let first = all.first().map_or(whole.to, |it| it.from);
    let adjacent = own
        && opened != Opened::Back
        && *at + 1 == index
        && (opened == Opened::Among || !line.text(whole.to, first.max(whole.to)).contains('。'))
        && (opened != Opened::Sorted || out.covers(0, line.span(whole.from, first)));
    let more = whole.value.is_below(&sum);
    let called = format!("{}{}", home.label(*at), home.noun(*at));
    let closed = more || is_whole(&names) || banded(whole) || is_slip(line, whole, &all, &names);
    if adjacent
        || !closed
        || (more && !banded(whole) && overlaps(&names, &called) && !coincides(whole, &sum, &names))
    {
        return;
    }
    if more && crossed::is_told(line, begins(line, index), all.last().map_or(0, |it| it.to)) {
        return;
    }
    tell_sum(
        line,
        (begins(line, index), all.last().map_or(0, |it| it.to)),
        whole,
        all,
        whole.value.equals(sum),
        out,
    );
}

/// Whether parts are called by what their whole is called: 在校学生, 小学在校生, 初中在校生.
fn kin(called: &str, names: &[&str]) -> bool {
    let chars: Vec<char> = called.chars().collect();
    chars.windows(2).any(|pair| {
        let word: String = pair.iter().collect();
        2 * names.iter().filter(|name| name.contains(&word)).count() > names.len()
    })
}
