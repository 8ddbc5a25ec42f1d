//! Percentage points 百分点 between rates that do not stand beside each other: lists, two names, a bracket farther off.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::no_points;
use super::subject;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// Words between the name of what is compared and what it is compared with, and whether the first is more.
const BETWEEN: [(&str, bool); 10] = [
    ("高于", true),
    ("快于", true),
    ("高出", true),
    ("超过", true),
    ("超出", true),
    ("低于", false),
    ("慢于", false),
    ("落后于", false),
    ("比", true),
    ("较", true),
];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in line.quantities.iter().enumerate() {
        if claim.unit == "百分点" && !claim.range && claim.qualifier.is_none() {
            let _ = no_points::of_amounts(line, index, claim, out)
                || no_points::of_amount(line, index, claim, out)
                || no_points::of_noun(line, index, claim, out)
                || list(line, index, claim, out)
                || held_against(line, index, claim, out)
                || told_behind(line, index, claim, out)
                || since(line, index, claim, out)
                || short_of(line, index, claim, out)
                || beyond(line, index, claim, out)
                || apart(line, index, claim, out)
                || names(line, index, claim, out)
                || in_row(line, index, claim, out);
        }
    }
}

/// 城镇化率48.2%，距离50%的目标还差1.8个百分点: what is still to come.
fn short_of<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let percent = |at: usize| {
        let it = line.quantities.get(at)?;
        let plain = it.is_percent() && !it.range && it.qualifier.is_none() && it.depth == claim.depth;
        (plain && it.sentence == claim.sentence).then_some(it)
    };
    let Some((at, old)) = index.checked_sub(1).and_then(|at| Some((at, percent(at)?))) else { return false };
    let behind = line.text(old.to, claim.from);
    let left = behind.strip_suffix('了').unwrap_or(behind);
    let said = ["还差", "尚差", "仍差", "相差", "还有", "差"].iter().find_map(|word| left.strip_suffix(word));
    let aimed = said.is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with('的') && rest.chars().count() <= 10 && !rest.contains(['，', '、'])
    });
    let from = line.label(at).starts_with(['距', '离', '与', '和', '同'])
        && has(&format!("{}{behind}", line.label(at)), &["目标", "任务", "要求", "标准", "指标", "水平"]);
    // 48.2%，比上年提高1.1个百分点，距离…; 5.1%，比一季度的3.8%快1.3个百分点，离…: other numbers may stand between.
    let told = |at: &usize| !has(line.label(*at), &["比", "较", "于", "超", "上年", "去年"]);
    let new = (at.saturating_sub(4)..at).rev().filter(told).find_map(percent);
    let Some(new) = new.filter(|_| aimed && from) else { return false };
    Difference { new, old, claimed: claim.printed, more: None }.tell(line, claim, out);
    true
}

/// 失业率5.1%，低于5.5%的控制目标0.4个百分点: the word before the second rate is read as one of its number.
fn beyond(line: &Line, index: usize, claim: &Quantity, out: &mut Findings) -> bool {
    let Some([new, old]) = index.checked_sub(2).and_then(|at| line.quantities.get(at..index)) else {
        return false;
    };
    let ways = [
        ("高于", true),
        ("超过", true),
        ("高出", true),
        ("超出", true),
        ("快于", true),
        ("低于", false),
        ("慢于", false),
    ];
    let Some((_, more)) = ways.into_iter().find(|(word, _)| line.starts(old.from, word)) else {
        return false;
    };
    let behind = line.text(old.to, claim.from);
    let named =
        ["目标", "任务", "水平", "要求", "标准", "指标", "增速", "增幅", "平均", "控制线", "底线", "预期"];
    let aimed = behind.is_empty()
        || behind.strip_prefix('的').is_some_and(|rest| {
            named.iter().any(|word| rest.contains(word))
                && rest.chars().count() <= 10
                && !rest.contains(['，', '、'])
        });
    let rates = new.is_percent() && old.is_percent() && !new.range && !old.range && new.qualifier.is_none();
    let own =
        new.sentence == claim.sentence && new.depth == claim.depth && line.text(new.to, old.from) == "，";
    if !(aimed && rates && own) {
        return false;
    }
    let told = Interval::rounded(old.printed);
    let made = if more { new.value - told } else { told - new.value };
    let (shown, difference) = (claim.shown(), (new.printed - old.printed).abs().normalize());
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, index - 2),
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict: Interval::rounded(claim.printed).equals(made),
        reason: format!("{}、{}：{difference}个百分点", new.shown(), old.shown()),
    }
    .tell(
        || format!("写的是 {shown}个百分点，按前面的数算是 {difference}个百分点"),
        || format!("{shown} is stated, the numbers make {difference}"),
        out,
    );
    true
}

/// A difference in percentage points.
pub(crate) struct Difference<'l> {
    pub(crate) new: &'l Quantity,
    pub(crate) old: &'l Quantity,
    /// As it is claimed.
    pub(crate) claimed: Decimal,
    /// Whether the new one is said to be more; nothing when a list does not say it of each.
    pub(crate) more: Option<bool>,
}

impl Difference<'_> {
    fn made(&self) -> Interval {
        let more = self.more.unwrap_or(!self.new.value.is_below(&self.old.value));
        if more { self.new.value - self.old.value } else { self.old.value - self.new.value }
    }

    fn verdict(&self) -> Verdict {
        Interval::rounded(self.claimed).equals(self.made())
    }

    pub(crate) fn tell(&self, line: &Line, claim: &Quantity, out: &mut Findings) {
        // 占八成，上年占64%: of tenths no points are told.
        if self.new.factor != self.old.factor {
            return;
        }
        let from = self.new.from.min(self.old.from).min(claim.from);
        let to = self.new.to.max(self.old.to).max(claim.to);
        let difference = (self.new.printed - self.old.printed).abs();
        let (shown, made) = (self.claimed, difference.normalize());
        Statement {
            kind: "figures/percentage-points",
            line,
            from: begins(line, line.index_at(from)),
            to,
            claim,
            called: ("变化", "change"),
            parts: vec![self.new, self.old],
            verdict: self.verdict(),
            reason: format!("{}、{}：{made}个百分点", self.new.shown(), self.old.shown()),
        }
        .tell(
            || format!("写的是 {shown}个百分点，按前面的数算是 {made}个百分点"),
            || format!("{shown} is stated, the numbers make {made}"),
            out,
        );
    }
}

/// Holds a row of percentage points behind 分别 against as many changes before it: 由90.6%提高到93.1%，由58.4%提高到64.7%，分别提高2.5个和6.3个百分点.
fn list<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let from = line.back(claim.from, &['。', '；', '，', '\n'], 40);
    let Some((_, said)) = line.text(from, claim.to).split_once("分别") else { return false };
    // 分别比上年（97.1%、95.0%）提高…: behind the rates.
    let numbers = numbers(said.rsplit(['%', '）']).next().unwrap_or_default());
    let count = numbers.len();
    let before = |it: &&Quantity| it.is_percent() && it.sentence == claim.sentence && !it.range;
    let at = line.index_at(from).min(index);
    let mut rates: Vec<&Quantity> =
        line.quantities.get(..at).unwrap_or_default().iter().rev().take(12).take_while(before).collect();
    // 分别比上年（97.1%、95.0%）提高…: what stands in the clause itself.
    let inner = line.quantities.get(at..index).unwrap_or_default().iter().filter(before);
    rates.reverse();
    rates.extend(inner);
    if count < 2 || rates.len() != count * 2 {
        return false;
    }
    let gap = |one: usize| match (rates.get(one), rates.get(one + 1)) {
        (Some(one), Some(other)) => line.text(one.to, other.from.max(one.to)),
        _ => "",
    };
    // 合格率98.2%、满意率96.4%: each may have its name.
    let joined = |at: usize| {
        let gap = gap(at);
        gap.starts_with(['、', '和', '及', '与']) && gap.chars().count() <= 8 && !gap.contains('，')
    };
    let moved = |at: usize| has(gap(at), &["到", "至", "为"]) && !gap(at).contains('。');
    let pairs = (0..count).all(|at| moved(at * 2)) && (0..count).all(|at| !joined(at * 2));
    let rows = (0..count * 2 - 1).all(|at| joined(at) == (at + 1 != count));
    for (at, claimed) in numbers.iter().enumerate() {
        let (old, new) = match () {
            () if pairs => (at * 2, at * 2 + 1),
            () if rows => (at, at + count),
            () => return false,
        };
        let (Some(old), Some(new)) = (rates.get(old), rates.get(new)) else { return false };
        Difference { new, old, claimed: *claimed, more: None }.tell(line, claim, out);
    }
    true
}

/// The numbers of a row that shares one 百分点: 2.5 and 5.3 of 提高2.5个和5.3个百分点.
fn numbers(said: &str) -> Vec<Decimal> {
    let said = said.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = |part: &str| -> Option<Decimal> {
        part.trim_end_matches("百分点").trim_end_matches('个').trim().parse().ok()
    };
    said.split(['、', '和', '及', '与']).map(number).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// 92.6%，比上年提高1.3个百分点，高于全市平均水平（90.9%）1.7个百分点: another difference stands between.
fn held_against<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let percent = |back: usize| -> Option<&'l Quantity> {
        line.quantities
            .get(index.checked_sub(back)?)
            .filter(|it| it.is_percent() && it.sentence == claim.sentence)
    };
    let between =
        index.checked_sub(2).and_then(|at| line.quantities.get(at)).is_some_and(|it| it.unit == "百分点");
    let Some(old) = percent(1) else { return false };
    // 比去年的95.4%提高0.8个百分点，比三年前的91.0%…: what another one is held against is not meant again.
    let new = (2..=5).filter_map(percent).find(|it| {
        it.depth == claim.depth
            && !has(line.label(line.index_at(it.from)), &["比", "较", "于", "超", "上年", "去年"])
    });
    let Some(new) = new else { return false };
    let start = line.back(old.from, &['。', '；', '，', '\n'], 24);
    let text = line.text(start, old.from);
    let Some((word, more)) = BETWEEN.iter().find(|(word, _)| text.starts_with(word)) else { return false };
    let behind = line.text(old.to, claim.from);
    let more = match *word {
        "比" | "较" if behind.ends_with(['高', '快', '多', '出']) => true,
        "比" | "较" if behind.ends_with(['低', '慢', '少']) => false,
        "比" | "较" => return false,
        _ => *more,
    };
    let short = behind.chars().count() <= 6 && !behind.contains(['，', '、']);
    let own = !has(text, &["上年", "去年", "同期"]) && new.qualifier.is_none() && old.qualifier.is_none();
    // 比全省5.5%的增速快: the words for what is compared stand between.
    let bracket = behind.starts_with('）') && matches!(*word, "比" | "较");
    let measured = bracket || has(behind, &["的增速", "的增幅", "的平均"]);
    if !(between || measured) || !short || !own {
        return false;
    }
    Difference { new, old, claimed: claim.printed, more: Some(more) }.tell(line, claim, out);
    true
}

/// 一季度增长4.2%，上半年增长5.6%，比一季度加快1.4个百分点: of an earlier time of the sentence.
fn since<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let rate = |at: usize| {
        line.quantities.get(at).filter(|it| it.is_percent() && it.sentence == claim.sentence && !it.range)
    };
    let Some(new) = index.checked_sub(1).and_then(rate) else { return false };
    let Some(rest) = line.label(index).strip_prefix(['比', '较']) else { return false };
    let ways = [
        ("加快", true),
        ("提高", true),
        ("提升", true),
        ("回升", true),
        ("上升", true),
        ("放缓", false),
        ("回落", false),
        ("下降", false),
    ];
    let Some((time, more)) = ways.iter().find_map(|(word, more)| Some((rest.strip_suffix(word)?, *more)))
    else {
        return false;
    };
    let named = |at: &usize| rate(*at).is_some() && line.label(*at).contains(time);
    let mut found = (index.saturating_sub(8)..index - 1).filter(named);
    let (Some(at), None) = (found.next(), found.next()) else { return false };
    let (Some(old), true) = (rate(at), time.chars().count() >= 2 && !has(time, &["上年", "去年", "同期"]))
    else {
        return false;
    };
    // The same is measured of both times.
    let tail = |at: usize| line.label(at).chars().next_back();
    let plain = [new, old].iter().all(|it| it.qualifier.is_none()) && tail(at) == tail(index - 1);
    if !plain || line.text(new.to, claim.from) != format!("，{}", line.label(index)) {
        return false;
    }
    Difference { new, old, claimed: claim.printed, more: Some(more) }.tell(line, claim, out);
    true
}

/// 增长6.2%，高于全市平均水平0.7个百分点，全市增长5.5%: what it is held against is told behind.
fn told_behind<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let rates = |at: usize| {
        line.quantities.get(at).filter(|it| it.is_percent() && !it.range && it.qualifier.is_none())
    };
    // 98.5%，比上年提高3个百分点，比全市平均水平高2个百分点（全市为96.5%）: another difference stands between.
    let Some((at, before)) = index.checked_sub(1).and_then(|at| Some((at, line.quantities.get(at)?))) else {
        return false;
    };
    let back = if before.unit == "百分点" { at.checked_sub(1) } else { Some(at) };
    let (Some(new), Some(old)) = (back.and_then(rates), rates(index + 1)) else { return false };
    let label = line.label(index);
    let bare = ["增速", "增幅"].iter().find_map(|word| label.strip_prefix(word)).unwrap_or(label);
    let found = BETWEEN.iter().find_map(|(word, more)| Some((bare.strip_prefix(word)?, *word, *more)));
    let Some((name, word, more)) = found else { return false };
    // 比城镇居民快: the word for the direction stands behind the name.
    let (name, more) = match (word, name.trim_end_matches(['出', '了'])) {
        ("比" | "较", name) => {
            let cut = |words: &[&str]| {
                let found = words.iter().filter_map(|word| name.strip_suffix(word));
                found.min_by_key(|rest| rest.len()).filter(|name| !has(name, &["上年", "去年", "同期"]))
            };
            let up = ["快", "高", "多", "提高", "提升", "上升", "加快"];
            match (cut(&up), cut(&["慢", "低", "少", "下降", "回落", "降低"])) {
                (Some(name), _) => (name, true),
                (_, Some(name)) => (name, false),
                _ => return false,
            }
        }
        (_, name) => (name, more),
    };
    let tails = ["平均水平", "平均增速", "平均", "水平", "增速", "增幅"];
    let name = tails.iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name).trim_end_matches('的');
    let again = line.label(index + 1).trim_start_matches("其中").trim_start_matches("同期");
    let rest =
        again.strip_prefix(name).map(|rest| rest.trim_start_matches("平均").trim_start_matches("水平"));
    let told = rest.is_some_and(|rest| {
        matches!(rest, "" | "为" | "是" | "增长" | "增速" | "增速为" | "增幅为" | "同期增长")
    });
    // 高于农村居民收入增速2.3个百分点，后者为7.7%.
    let told = told || matches!(again, "后者" | "后者为" | "后者是" | "后者增长");
    let near = new.sentence == claim.sentence && old.sentence == claim.sentence && old.from - claim.to <= 16;
    if !(told
        && near
        && name.chars().count() >= 2
        && line.text(before.to, claim.from) == format!("，{label}"))
    {
        return false;
    }
    Difference { new, old, claimed: claim.printed, more: Some(more) }.tell(line, claim, out);
    true
}

/// 甲类97.8%，乙类95.2%，二者相差2.6个百分点: of two rates there is one difference.
fn apart<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    if !matches!(
        line.label(index),
        "相差"
            | "差"
            | "差了"
            | "两者差"
            | "二者差"
            | "两个相差"
            | "二者相差"
            | "两者相差"
            | "差距"
            | "差距为"
            | "差距达"
            | "两项相差"
    ) {
        return false;
    }
    let before = line.quantities.get(..index).unwrap_or_default().iter().rev();
    let own: Vec<&Quantity> =
        before.take_while(|it| it.sentence == claim.sentence).filter(|it| it.is_percent()).collect();
    let [new, old] = own.as_slice() else { return false };
    if [new, old].iter().any(|it| it.range || it.qualifier.is_some()) {
        return false;
    }
    Difference { new, old, claimed: claim.printed, more: None }.tell(line, claim, out);
    true
}

/// 农村居民收入增速快于城镇居民1.6个百分点: two names, each with one rate of the paragraph.
fn names<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let from = line.back(claim.from, &['。', '；', '，', '：', '\n', '（'], 40);
    if line.index_at(from) != index {
        return false;
    }
    let clause = line.text(from, claim.from);
    let found = BETWEEN.iter().find_map(|(word, more)| Some((clause.split_once(word)?, word, more)));
    let Some(((one, other), word, more)) = found else { return false };
    let bare = other.trim_end_matches(['了', '出']);
    let (other, more) = match *word {
        "比" | "较" => match bare.strip_suffix(['高', '快', '多']) {
            Some(name) => (name, true),
            None => match bare.strip_suffix(['低', '慢', '少']) {
                Some(name) => (name, false),
                None => return false,
            },
        },
        _ => (other, *more),
    };
    if subject::names_other(one, line.text(from.saturating_sub(240), from)) {
        return false;
    }
    let rates: Vec<(usize, &Quantity)> = line
        .around(index, 16)
        .filter(|(at, it)| *at < index && it.is_percent() && !it.range && claim.from - it.to <= 240)
        .collect();
    // What is said from the rate before to this one, or from the last full stop.
    let subject = |at: usize, it: &Quantity| {
        let before = rates.iter().rev().find(|(own, _)| *own < at).map_or(0, |(_, it)| it.to);
        line.text(before.max(line.back(it.from, &['。', '；', '\n'], 80)), it.from)
    };
    let named = |name: &str, not: &str| -> Option<&'l Quantity> {
        let mut it = rates.iter().filter(|(at, it)| {
            let subject = subject(*at, it);
            subject.contains(name) && !subject.contains(not)
        });
        let only = it.next()?;
        it.next().is_none().then(|| line.quantities.get(only.0)).flatten()
    };
    let prefix = |name: &str, count: usize| -> Option<String> {
        let prefix: String = name.chars().take(count).collect();
        (prefix.chars().count() == count).then_some(prefix)
    };
    // The longest beginnings of both names that are found.
    let pair = (2..=6).rev().find_map(|count| {
        let (one, other) = (prefix(one, count)?, prefix(other, count)?);
        (one != other).then(|| Some((named(&one, &other)?, named(&other, &one)?)))?
    });
    let Some((new, old)) = pair.filter(|(new, old)| new.from != old.from) else { return false };
    let called = |it: &Quantity| line.label(line.index_at(it.from));
    let measure = |it: &Quantity| called(it).chars().next_back();
    // 甲乡参保率98.2%，乙乡96.5%: what is measured is said once.
    let once = called(old) == other || called(new) == one;
    if (measure(new) != measure(old) && !once) || new.qualifier.is_some() || old.qualifier.is_some() {
        return false;
    }
    let difference = Difference { new, old, claimed: claim.printed, more: Some(more) };
    // Any two rates that make it may be meant.
    let other = rates.iter().any(|(_, one)| {
        rates.iter().any(|(_, other)| claim.value.equals(one.value - other.value) == Verdict::Holds)
    });
    if difference.verdict() == Verdict::Holds || !other {
        difference.tell(line, claim, out);
    }
    true
}

/// 甲、乙、丙三镇满意率分别为92%、88%、95%，丙比乙高7个百分点: two of a row, by their places in it.
fn in_row<'l>(line: &'l Line, index: usize, claim: &'l Quantity, out: &mut Findings) -> bool {
    let label = line.label(index);
    let Some((one, rest)) = label.split_once(['比', '较']) else { return false };
    let ways = ["快", "高", "多", "低", "慢", "少"];
    let bare = rest.trim_end_matches(['出', '了']).trim_end_matches("加").trim_end_matches("提");
    let found = ways.iter().find_map(|word| Some((bare.strip_suffix(word)?, *word)));
    let Some((other, word)) = found else { return false };
    let other = other.trim_end_matches(['加', '提', '偏']);
    let more = matches!(word, "快" | "高" | "多");
    let Some(start) = (index.saturating_sub(8)..index).rev().find(|at| line.label(*at).contains("分别"))
    else {
        return false;
    };
    let row = line.quantities.get(start..index).unwrap_or_default();
    let joined = row.windows(2).all(|pair| {
        matches!(pair, [one, other] if matches!(line.text(one.to, other.from.max(one.to)), "、" | "和" | "，"))
    });
    let plain = |it: &Quantity| it.is_percent() && !it.range && it.qualifier.is_none();
    let Some(first) = row.first().filter(|it| joined && it.sentence == claim.sentence) else { return false };
    let from = line.back(first.from, &['。', '；', '，', '：', '\n'], 60);
    let names: Vec<&str> = line.text(from, first.from).split(['、', '和', '与']).collect();
    let place = |name: &str| {
        let mut found = names.iter().enumerate().filter(|(_, it)| it.starts_with(name) || it.ends_with(name));
        let at = found.next().filter(|_| !name.is_empty())?.0;
        found.next().is_none().then(|| row.get(at)).flatten()
    };
    let (Some(new), Some(old)) = (place(one), place(other)) else { return false };
    if names.len() != row.len() || !row.iter().all(plain) || new.from == old.from {
        return false;
    }
    Difference { new, old, claimed: claim.printed, more: Some(more) }.tell(line, claim, out);
    true
}
