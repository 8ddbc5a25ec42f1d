//! Growth: two values and what is said of their difference, in per cent, in times, in percentage points.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::change::Change;
use super::changes::changes;
use super::doubling;
use super::growth_words;
use super::impossible;
use super::said as clause;
use super::series::{self, Scope};
use super::subject;
use super::ways::{DOWN, UP, Way, same_subject, way};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, beside, printed_in};
use crate::rules::figures::words::has;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    impossible::run(line, out);
    let mut judged = Vec::new();
    for change in changes(line) {
        let Some((change, scope)) = series::scope(line, change) else { continue };
        let Some(values) = Values::of(line, &change) else { continue };
        let told = out.count();
        judged.extend(doubled(line, &change, &values, out));
        before(line, &change, &values, out);
        let since = since_january(line, &change, &values);
        for index in change.last + 1..line.quantities.len().min(change.last + 4) {
            let Some(claim) = line.quantities.get(index).filter(|_| change.old != Some(index)) else { break };
            let Some(before) = line.quantities.get(index - 1) else { break };
            let gap = if claim.from >= before.to { line.text(before.to, claim.from) } else { break };
            if claim.sentence != before.sentence
                || !(same_subject(gap) || subject::is_renamed(line, &change, gap))
            {
                break;
            }
            // 比年初增加8.2亿元，同比增长9.8%: since two times.
            let other = if since {
                has(gap, &["同比", "上年同期", "去年同期"])
            } else {
                gap.contains("年初")
            };
            if other {
                break;
            }
            // 比一季度的9.2%收窄4.5个百分点，比去年同期的1.8%…: held against another value.
            let first = index == change.last + 1;
            let before = ["比上年", "较上年", "比去年", "较去年", "比年初", "较年初", "同期"];
            let again = values.unit.is_percent() && claim.is_percent() && !(first && has(gap, &before));
            // 较常年同期（1020毫米）偏多10.2%，较上年同期偏少5%: held against another time, or another place.
            if subject::is_held_elsewhere(line, &change, gap) {
                break;
            }
            // 一年提高3个百分点，三年提高12个百分点: since another time.
            let longer = !first && claim.unit == "年";
            if again && has(gap, &["比", "较"]) || longer {
                break;
            }
            // Behind a mark 到 names a new value, as in 从A增加到B.
            if gap.ends_with(['到', '至']) && !has(gap, &["达到"]) {
                break;
            }
            let start = line.quantities.get(change.last).map_or(claim.from, |it| it.to);
            if scope.has(line.text(start, claim.from.max(start))) {
                judge(line, &change, &values, index, claim, gap, out);
            }
        }
        if scope != Scope::Pair {
            continue;
        }
        between(line, &change, &values, out);
        in_words(line, &change, &values, out);
        // One slip, one finding: a claim that fails has told of the direction too.
        if out.count() == told {
            direction(line, &change, &values, 0, out);
            vaguely(line, change, &values, out);
        }
    }
    doubling::run(line, &judged, out);
}

/// 18.6万人次，同比增长8%，比去年的17.2万人次增加1.4万人次: the rate stands between the two values that it is of.
fn between(line: &Line, change: &Change, values: &Values<'_>, out: &mut Findings) {
    let Some(old) = change.old.filter(|old| *old == change.new + 2 && change.last == *old) else { return };
    let (Some(new), Some(rate), Some(old)) = (
        line.quantities.get(change.new),
        line.quantities.get(change.new + 1).filter(|it| it.is_percent() && !it.range),
        line.quantities.get(old),
    ) else {
        return;
    };
    let gap = line.text(new.to, rate.from.max(new.to));
    let said = line.text(rate.to, old.from.max(rate.to));
    let bare = said.trim_start_matches('，').trim_start_matches(['比', '较']).trim_end_matches(['的', '为']);
    let earlier = matches!(bare, "上年同期" | "去年同期" | "上年" | "去年" | "上年度");
    let grew = gap.starts_with('，') && way(gap).is_some() && same_subject(gap);
    // Added value grows in the prices of one year.
    let priced = has(line.label(change.new), &["生产总值", "GDP", "增加值"]);
    if earlier && grew && !priced && has(gap, &["同比", "上年", "去年"]) {
        judge(line, change, values, change.new + 1, rate, gap, out);
    }
}

/// 去年84批，今年压到63批，压减三分之一: by what share it grew or fell, in words.
fn in_words(line: &Line, change: &Change, values: &Values<'_>, out: &mut Findings) {
    let (Some(last), [new, other]) = (line.quantities.get(change.last), values.named.as_slice()) else {
        return;
    };
    let Some((share, way)) = growth_words::behind(line, last.to) else { return };
    if values.unit.is_percent() || new.range || other.range {
        return;
    }
    let signed = |made: Interval| if way == Way::Down { -made } else { made };
    let change = Change {
        old: change.old,
        new: change.new,
        difference: change.difference,
        way: Some(way),
        last: change.last,
    };
    let made = values.growth(&change, signed);
    let Some(claimed) = Interval::between(End::Closed(share.low), End::Closed(share.high)) else { return };
    let fails = made != Interval::UNKNOWN && !claimed.may_equal(&made);
    let (shown, computed) = (line.text(share.from, share.to), about(&made, 1));
    Statement {
        kind: "figures/growth",
        line,
        from: first(line, values),
        to: share.to,
        claim: new,
        called: ("现在的数", "new value"),
        parts: vec![other],
        verdict: if fails { Verdict::Fails } else { Verdict::Holds },
        reason: reason(values, &change, &computed, "%", false),
    }
    .tell(
        || format!("写的是“{shown}”，按前面的数算是 {computed}%"),
        || format!("the numbers make {computed} %, which is not what the words say"),
        out,
    );
}

/// 同比减少18件，由90件降为72件: what is said of it stands before the two values.
fn before(line: &Line, change: &Change, values: &Values<'_>, out: &mut Findings) {
    let Some(old) = change.old else { return };
    let first = old.min(change.new);
    let Some((at, claim)) = first.checked_sub(1).and_then(|at| Some((at, line.quantities.get(at)?))) else {
        return;
    };
    let Some(start) = line.quantities.get(first) else { return };
    let gap = line.text(claim.to, start.from.max(claim.to));
    let label = line.label(at);
    let ends = label.trim_end_matches(['了', '约']);
    let said = UP.iter().chain(&DOWN).any(|word| ends.ends_with(word)) || ends.ends_with("新增");
    let rest = ["，由", "，从", "（由", "（从"].iter().find_map(|word| gap.strip_prefix(word));
    let opened = rest.is_some_and(|rest| {
        rest.is_empty()
            || (rest.chars().count() <= 10
                && rest.trim_end_matches('的').ends_with(['年', '期', '初', '底', '末', '前']))
    });
    if said && opened && claim.sentence == start.sentence {
        judge(line, change, values, at, claim, label, out);
    }
}

/// The values of a change.
struct Values<'l> {
    old: Interval,
    new: Interval,
    named: Vec<&'l Quantity>,
    unit: &'l Quantity,
}

impl<'l> Values<'l> {
    fn of(line: &'l Line, change: &Change) -> Option<Values<'l>> {
        let new = line.quantities.get(change.new)?;
        let other = line.quantities.get(change.old.or(change.difference)?)?;
        let (value, beside) = beside(new, other);
        let old = match (change.old, change.way) {
            (Some(_), _) => beside,
            (None, Some(Way::Down)) => value + beside,
            (None, _) => value - beside,
        };
        Some(Values { old, new: value, named: vec![new, other], unit: new })
    }

    /// The growth in per cent. Of a value and its difference it is computed from their quotient: the old value of
    /// 42, 7 more than before, has no digits of its own.
    fn growth(&self, change: &Change, signed: impl Fn(Interval) -> Interval) -> Interval {
        let (Some(difference), None) = (self.named.get(1), change.old) else {
            return signed(Interval::growth(self.new, self.old));
        };
        let quotient = self.new.quotient(difference.value);
        let one = Interval::exact(Decimal::ONE);
        let old = if change.way == Some(Way::Down) { quotient + one } else { quotient - one };
        one.quotient(old).times(Decimal::ONE_HUNDRED)
    }

    fn from(&self) -> usize {
        self.named.iter().map(|it| it.from).min().unwrap_or(0)
    }
}

/// Whether a change is told since the beginning of the year 年初.
fn since_january(line: &Line, change: &Change, values: &Values<'_>) -> bool {
    let from = line.back(values.from(), &['。', '；', '，', '\n'], 16);
    let last = line.quantities.get(change.last).map_or(from, |it| it.from);
    line.text(from, last.max(from)).contains("年初")
}

/// Behind a claim, and behind its values where it stands before them.
fn last(values: &Values<'_>, claim: &Quantity) -> usize {
    let behind = claim.from < values.from();
    values.named.iter().map(|it| it.to).filter(|_| behind).max().unwrap_or(claim.to)
}

fn first(line: &Line, values: &Values<'_>) -> usize {
    let from = values.from();
    begins(line, line.index_at(from))
}

/// 31.2万人，上年31.9万人，参保人数有所增加: which way, and not by how much.
fn vaguely(line: &Line, change: Change, values: &Values<'_>, out: &mut Findings) {
    const HOW: [&str; 9] = ["有所", "略有", "稍有", "有了明显", "有明显", "明显", "大幅", "小幅", "稳步"];
    let Some(last) = line.quantities.get(change.last).filter(|_| change.way.is_none()) else { return };
    let end = line.ahead(last.to + 1, &['，', '。', '；', '、', '\n'], 16);
    let clause = line.text(last.to, end);
    let cut = HOW.iter().find_map(|how| clause.split_once(how));
    let Some((named, verb)) = cut.filter(|_| line.index_at(last.to) == line.index_at(end)) else { return };
    let named = named.trim_start_matches('，');
    let own = named.is_empty() || subject::is_renamed(line, &change, &format!("，{named}增加"));
    let plain =
        ["增加", "增长", "提高", "提升", "上升", "增多", "减少", "下降", "降低", "回落"].contains(&verb);
    if own && plain && clause.starts_with('，') {
        direction(line, &Change { way: way(verb), ..change }, values, end, out);
    }
}

/// Tells of a word of growth or decline that says the opposite of its two values: 由50件上升到40件.
fn direction(line: &Line, change: &Change, values: &Values<'_>, end: usize, out: &mut Findings) {
    let (Some(said), Some(_)) = (change.way, change.old) else { return };
    let (Some(new), Some(old)) = (values.named.first(), values.named.get(1)) else { return };
    let wrong = match said {
        Way::Up => values.new.is_below(&values.old),
        Way::Down => values.old.is_below(&values.new),
    };
    let verdict = if wrong { Verdict::Fails } else { Verdict::Holds };
    let (from, to) = (old.shown(), printed_in(new, old).to_string());
    let sign = if wrong == (said == Way::Up) { ">" } else { "<" };
    Statement {
        kind: "figures/growth",
        line,
        from: first(line, values),
        to: new.to.max(old.to).max(end),
        claim: new,
        called: ("现在的数", "new value"),
        parts: vec![old],
        verdict,
        reason: format!("{from} {sign} {to}"),
    }
    .tell(
        || format!("说的是{}，从 {from} 到 {to} 却相反", if said == Way::Up { "增加" } else { "减少" }),
        || format!("from {from} to {to} is the other way than the words say"),
        out,
    );
}

/// 翻番, 翻一番, 翻两番 behind the two values; gives the place of what was judged.
fn doubled(line: &Line, change: &Change, values: &Values<'_>, out: &mut Findings) -> Option<usize> {
    let last = line.quantities.get(change.last)?;
    let end = line.ahead(last.to, &['。', '；', '！', '？', '\n'], 24);
    // 2022年21万元，2023年34万元，2024年43万元，两年翻了一番: of a series it is told of its first.
    let series = change.old.and_then(|old| old.min(change.new).checked_sub(1)).is_some_and(|at| {
        let before = line.quantities.get(at).filter(|it| it.same_unit(last) && it.sentence == last.sentence);
        before.is_some() && line.label(at).contains('年')
    });
    if series {
        return None;
    }
    // 三年翻了一番: a time is no other value.
    let mut others = line.quantities.iter().skip(change.last + 1).filter(|it| it.unit != "年");
    let end = others.next().map_or(end, |next| end.min(next.from));
    let at = (last.to..end).find(|at| line.char(*at) == '翻')?;
    let times = doubling::times(line, at)?;
    let told = doubling::told(line, last.to, at)?;
    let claim = (times, told);
    let from = first(line, values);
    doubling::judge(line, (from, at + 2), claim, (values.new, values.old), &values.named, out);
    Some(at)
}

#[allow(clippy::too_many_arguments)]
fn judge(
    line: &Line,
    change: &Change,
    values: &Values<'_>,
    index: usize,
    claim: &Quantity,
    gap: &str,
    out: &mut Findings,
) {
    let told = way(gap).or_else(|| clause::said(gap).filter(|_| !gap.ends_with("新增")).map(|it| it.way));
    let said = told.or(change.way);
    let percent = values.unit.is_percent();
    let signed = |made: Interval| if said == Some(Way::Down) { -made } else { made };
    let yearly = has(gap, &["年均", "平均每年", "每年平均"]);
    let (kind, made, unit) = match claim.unit.as_str() {
        "%" if yearly => {
            let years = years(line, values, claim);
            let Some(made) = nearest(values, &years, claim) else {
                return open(line, values, claim, out);
            };
            ("figures/growth", made, "%")
        }
        "%" if percent => {
            let points = signed(values.new - values.old);
            let growth = signed(Interval::growth(values.new, values.old));
            if growth.may_equal(&claim.value) && !points.may_equal(&claim.value) {
                ("figures/growth", growth, "%")
            } else if points.may_equal(&claim.value) {
                return misnamed(line, values, claim, out);
            } else {
                ("figures/percentage-points", points, "个百分点")
            }
        }
        // 达到…亿元，较…增加4374.4亿元，增长33.6%: what is made is reckoned in the prices of one year.
        "%" if change.last + 1 < index && has(line.label(change.new), &["生产总值", "GDP", "增加值"]) =>
        {
            return open(line, values, claim, out);
        }
        "%" => ("figures/growth", values.growth(change, signed), "%"),
        "百分点" if percent && yearly => return open(line, values, claim, out),
        "百分点" if percent => ("figures/percentage-points", signed(values.new - values.old), "个百分点"),
        "倍" if way(gap).is_some() && said == Some(Way::Up) => {
            ("figures/growth", Interval::growth(values.new, values.old).times(Decimal::new(1, 2)), "倍")
        }
        "倍" if gap.ends_with('的') => ("figures/growth", values.new.quotient(values.old), "倍"),
        unit if unit == values.unit.unit
            && change.difference.is_none()
            && !subject::is_net_of_all(line.label(change.new), gap)
            && (told.is_some()
                || (gap.ends_with("新增") && !has_left(line, index, gap))
                || gap.contains("超额")
                || (said.is_some() && gap.ends_with(['多', '少', '高', '低', '出'])))
            && !percent
            && !yearly =>
        {
            let factor = Decimal::ONE.checked_div(claim.factor).unwrap_or(Decimal::ONE);
            ("figures/growth", signed(values.new - values.old).times(factor), claim.printed_unit.as_str())
        }
        _ => return,
    };
    let factor =
        if matches!(claim.unit.as_str(), "%" | "百分点" | "倍") { Decimal::ONE } else { claim.factor };
    let mut stated = claim.value.times(Decimal::ONE.checked_div(factor).unwrap_or(Decimal::ONE));
    if claim.printed.is_sign_negative() && way(gap) == Some(Way::Up) && said == Some(Way::Up) {
        // 增长-3% is a decline.
        stated = claim.value;
    }
    let verdict = if made == Interval::UNKNOWN { Verdict::Open } else { stated.equals(made) };
    let other = || subject::grew_another(line, change, claim) || subject::is_priced(line, change, claim);
    if verdict == Verdict::Fails && claim.is_percent() && !yearly && other() {
        return open(line, values, claim, out);
    }
    let digits = claim.printed.scale().max(1);
    let (shown, made) = (claim.shown(), about(&made, digits));
    let reason = reason(values, change, &made, unit, yearly);
    Statement {
        kind,
        line,
        from: first(line, values).min(begins(line, line.index_at(claim.from))),
        to: last(values, claim),
        claim,
        called: ("变化", "change"),
        parts: values.named.clone(),
        verdict,
        reason,
    }
    .tell(
        || format!("写的是 {shown}{unit}，按前面的数算是 {made}{unit}"),
        || format!("{shown} is stated, the numbers make {made}"),
        out,
    );
    let _ = index;
}

/// Whether 新增 counts all that came, of which some left again: 由243家增加到268家，年内新增37家，退出12家.
fn has_left(line: &Line, index: usize, gap: &str) -> bool {
    let Some(claim) = line.quantities.get(index) else { return false };
    let end = line.ahead(claim.to, &['。', '\n'], 40);
    let gone = [
        "退出", "注销", "减少", "淘汰", "核减", "核销", "清退", "退库", "吊销", "流失", "转出", "出列",
        "撤销",
    ];
    has(gap, &["年内", "当年", "全年", "累计", "共新增", "本年"]) || has(line.text(claim.to, end), &gone)
}

fn reason(values: &Values<'_>, change: &Change, made: &str, unit: &str, yearly: bool) -> String {
    let (Some(new), Some(other)) = (values.named.first(), values.named.get(1)) else { return String::new() };
    let (new, other) = (new.shown(), printed_in(other, new));
    match (change.old, unit) {
        _ if yearly => format!("从 {other} 到 {new}，年均 {made}%"),
        (Some(_), "%") => format!("({new} - {other}) ÷ {other} = {made}%"),
        (Some(_), _) => format!("{new}、{other}：{made}{unit}"),
        (None, _) if change.way == Some(Way::Down) => format!("{other} ÷ ({new} + {other}) = {made}%"),
        (None, _) => format!("{other} ÷ ({new} - {other}) = {made}%"),
    }
}

/// A growth of which too little is told.
fn open(line: &Line, values: &Values<'_>, claim: &Quantity, out: &mut Findings) {
    let parts = values.named.clone();
    let (from, to, verdict, reason) = (first(line, values), claim.to, Verdict::Open, String::new());
    Statement {
        kind: "figures/growth",
        line,
        from,
        to,
        claim,
        called: ("变化", "change"),
        parts,
        verdict,
        reason,
    }
    .tell(String::new, String::new, out);
}

/// Percentages that rise by per cent where percentage points are meant.
fn misnamed(line: &Line, values: &Values<'_>, claim: &Quantity, out: &mut Findings) {
    let shown = claim.shown();
    let reason = match (values.named.first(), values.named.get(1)) {
        (Some(new), Some(old)) => format!("{} - {} = {shown}个百分点", new.shown(), old.shown()),
        _ => String::new(),
    };
    Statement {
        kind: "figures/percentage-points",
        line,
        from: first(line, values).min(begins(line, line.index_at(claim.from))),
        to: last(values, claim),
        claim,
        called: ("变化", "change"),
        parts: values.named.clone(),
        verdict: Verdict::Fails,
        reason,
    }
    .tell(
        || format!("两个百分数相减，写“{shown}个百分点”"),
        || format!("percentages differ by {shown} percentage points, not per cent"),
        out,
    );
}

/// The yearly growth over one of so many years that makes a claim, else over the first.
fn nearest(values: &Values<'_>, years: &[u32], claim: &Quantity) -> Option<Interval> {
    let made: Vec<Interval> = years.iter().map(|years| yearly_growth(values, *years)).collect();
    made.iter().find(|made| claim.value.equals(**made) == Verdict::Holds).or(made.first()).copied()
}

/// From which year to which: 从2020年的A增加到2023年的B; else 三年来, which may count its first year or not.
fn years(line: &Line, values: &Values<'_>, claim: &Quantity) -> Vec<u32> {
    let start = line.back(values.from(), &['。', '；', '！', '？', '\n'], 60);
    let text = line.text(start, claim.from);
    let named: Vec<u32> = text
        .match_indices('年')
        .filter_map(|(at, _)| {
            text.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (1949..2100).contains(year))
        })
        .collect();
    if let (Some(first), Some(last)) = (named.iter().min(), named.iter().max())
        && first < last
    {
        return Some(last - first).filter(|years| *years <= 40).into_iter().collect();
    }
    if !named.is_empty() {
        return Vec::new();
    }
    let spans = [("两", 2), ("三", 3), ("四", 4), ("五", 5), ("十", 10)];
    let words = ["年来", "年间", "年时间"];
    let count = spans
        .iter()
        .find(|(count, _)| words.iter().any(|word| text.contains(&format!("{count}{word}"))))
        .map(|(_, years)| *years);
    let plan = has(text, &["“十三五”时期", "“十四五”时期", "“十三五”期间", "“十四五”期间"]).then_some(5);
    count.or(plan).map_or(Vec::new(), |years| vec![years, years - 1])
}

/// The growth of a year that makes the new value of the old one in so many years: the n-th root.
fn yearly_growth(values: &Values<'_>, years: u32) -> Interval {
    let ratio = values.new.quotient(values.old);
    let (Some(low), Some(high)) = (ratio.low().value(), ratio.high().value()) else {
        return Interval::UNKNOWN;
    };
    let percent = |value: Decimal, up: bool| -> Option<Decimal> {
        let root = root(value, years, up)?;
        root.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
    };
    match (percent(low, false), percent(high, true)) {
        (Some(low), Some(high)) => {
            Interval::between(End::Closed(low), End::Closed(high)).unwrap_or(Interval::UNKNOWN)
        }
        _ => Interval::UNKNOWN,
    }
}

/// The n-th root to six digits, rounded to one side: halving, exact at each step.
fn root(value: Decimal, n: u32, up: bool) -> Option<Decimal> {
    if value <= Decimal::ZERO || n == 0 {
        return None;
    }
    let (mut low, mut high) = (Decimal::ZERO, value.max(Decimal::ONE));
    for _ in 0..60 {
        let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?.round_dp(8);
        let mut power = Decimal::ONE;
        for _ in 0..n {
            power = power.checked_mul(middle)?.round_dp(10);
        }
        if power <= value { low = middle } else { high = middle }
    }
    Some(if up { high } else { low })
}
