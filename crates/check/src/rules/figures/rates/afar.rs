//! Shares whose whole has its name somewhere else in the text 分母在别处: 早稻播种面积2.35万亩 in one paragraph, 机插秧1.41万亩，占早稻面积的60% in another.

use crate::chars::is_one_of;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::wholes::{core, part};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::EARLIER;
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::{VERBS, has};
use crate::{Findings, Relation};

/// How many numbers before a share are asked for their name.
const REACH: usize = 160;

/// How many behind it, where none before has the name.
const REACH_BEHIND: usize = 40;

/// What a name may end with, when another word stands between its two halves: 早稻面积, 早稻播种面积.
const TAILS: [&str; 18] = [
    "总面积",
    "面积",
    "人口",
    "总人数",
    "总户数",
    "人数",
    "户数",
    "总数",
    "总量",
    "总额",
    "投资",
    "收入",
    "支出",
    "产量",
    "产值",
    "企业",
    "贷款",
    "存款",
];

/// What may stand between a name and its number.
const ENDINGS: [char; 14] =
    ['达', '到', '为', '是', '约', '共', '计', '有', '完', '成', '实', '现', '近', '了'];

/// Numbers that are not what there is now.
const OTHER: [&str; 16] = [
    "计划", "目标", "任务", "预算", "新增", "由", "从", "均", "每", "比", "较", "增加", "减少", "同比", "占",
    "预计",
];

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    let shares: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, line)| (0..line.quantities.len()).map(move |index| (at, index)))
        .filter(|(at, index)| lines.get(*at).is_some_and(|line| is_share(line, *index)))
        .collect();
    if shares.is_empty() {
        return;
    }
    let judged = out.judged("figures/rate");
    for (at, index) in shares {
        let Some(line) = lines.get(at) else { continue };
        let Some(rate) = line.quantities.get(index).filter(|it| !judged.contains(&it.span)) else { continue };
        if let Some(share) = Share::of(line, index, rate) {
            share.judge(lines, at, out);
        }
    }
}

/// Whether a percentage is a share of something with a name: 占早稻面积的, 相当于户籍人口的.
fn is_share(line: &Line, index: usize) -> bool {
    let percent = |it: &Quantity| it.is_percent() && !it.range && it.qualifier.is_none();
    let label = || line.label(index);
    line.quantities.get(index).is_some_and(percent) && (label().contains('占') || label().contains("相当于"))
}

/// A share, and of what it is said to be one.
struct Share<'l> {
    line: &'l Line,
    index: usize,
    rate: &'l Quantity,
    part: &'l Quantity,
    /// The name of the whole, and the name that its number may have: of 教师总数 it is that of 教师.
    wanted: &'l str,
    /// Where it is the share of, when the words say so.
    of: &'l str,
}

impl<'l> Share<'l> {
    fn of(line: &'l Line, index: usize, rate: &'l Quantity) -> Option<Share<'l>> {
        let label = line.label(index);
        let (subject, of) = label.rsplit_once('占').or_else(|| label.rsplit_once("相当于"))?;
        let of = of.trim_end_matches(['为', '达', '约', '了', '近']);
        let named = core(of);
        let wanted = ["总数", "总量", "数"].iter().find_map(|word| named.strip_suffix(word)).unwrap_or(named);
        let whole = of.starts_with("全部") || of.starts_with('总') || wanted != named;
        // 本区高新技术企业58家，占全市的15.0%: of what has the same name in the whole city.
        let tail = line.label(index.checked_sub(1)?).trim_end_matches(ENDINGS);
        let tail = tail.char_indices().rev().nth(3).and_then(|(at, _)| tail.get(at..));
        let there = matches!(of.trim_end_matches('的'), "全市" | "全县" | "全区" | "全镇" | "全乡" | "全州");
        let (wanted, whole) = match tail.filter(|_| there) {
            Some(tail) => (tail, true),
            None => (wanted, whole),
        };
        let long = wanted.chars().count() >= if whole { 2 } else { 3 };
        if !long || has(of, &["上年", "去年", "全国", "全省", "同期", "同类", "地"]) && !of.contains("地区")
        {
            return None;
        }
        let part = part(line, index, rate)?;
        let own = subject.is_empty() || line.label(index - 1).contains(subject);
        let now = !has(line.label(index - 1), &EARLIER);
        (own && now).then_some(Share { line, index, rate, part, wanted, of })
    }

    /// Whether a number is called what the share is of.
    fn is_called(&self, line: &Line, at: usize) -> bool {
        let label = line.label(at);
        let there = self.of.trim_end_matches('的');
        if core(there).is_empty() && !label.contains(there) {
            return false;
        }
        if has(label, &OTHER) {
            return false;
        }
        let name = core(label.trim_start_matches("其中").trim_end_matches(ENDINGS));
        // 进出口总额 is no 出口总额.
        let ends = name.strip_suffix(self.wanted).is_some_and(|before| before.chars().count() != 1);
        if ends || line.noun(at).starts_with(self.wanted) {
            return true;
        }
        // 新签约亿元以上项目43个, of 签约总数: by the verb that says how they came.
        let all = core(there) != self.wanted && self.wanted.chars().count() == 2;
        let near = line.index <= self.line.index && line.index + 2 >= self.line.index;
        let clause = line.quantities.get(at).map_or("", |it| line.clause(it));
        let fresh = clause.trim_start_matches(['新', '共', '已']).trim_start_matches("累计");
        if all
            && near
            && VERBS.contains(&self.wanted)
            && fresh.strip_prefix(self.wanted).is_some_and(|noun| !noun.contains(['、', '，']))
        {
            return true;
        }
        let Some((head, tail)) = TAILS.iter().find_map(|tail| Some((self.wanted.strip_suffix(tail)?, *tail)))
        else {
            return false;
        };
        let Some((_, rest)) = name.split_once(head).filter(|_| head.chars().count() >= 2) else {
            return false;
        };
        // 完成小麦播种24.8万亩: the unit says that it is an area.
        let sown = ["", "播种", "种植", "栽植", "栽插", "移栽", "种"];
        let area = tail == "面积" && self.part.unit == "亩" && sown.contains(&rest);
        let total = matches!(tail, "总额" | "总量" | "总数" | "总人数" | "总户数") && name == head;
        area || total || rest.strip_suffix(tail).is_some_and(|between| between.chars().count() <= 4)
    }

    fn judge<'a>(&self, lines: &'a [Line], at: usize, out: &mut Findings) {
        let before = lines.iter().take(at + 1).rev().flat_map(|line| {
            let most = if line.index == self.line.index { self.index } else { line.quantities.len() };
            (0..most).rev().map(move |index| (line, index))
        });
        let named = |(line, index): (&'a Line, usize)| {
            let it = line.quantities.get(index)?;
            let plain = it.same_unit(self.part) && !it.range && !it.quoted && it.span != self.part.span;
            let whole = plain && !it.value.is_below(&self.part.value) && self.is_called(line, index);
            whole.then_some((line, index, it))
        };
        let mut found: Vec<(&Line, usize, &Quantity)> = before.take(REACH).filter_map(named).collect();
        if found.is_empty() {
            let behind = lines.iter().skip(at).flat_map(|line| {
                let least = if line.index == self.line.index { self.index + 1 } else { 0 };
                (least..line.quantities.len()).map(move |index| (line, index))
            });
            found = behind.take(REACH_BEHIND).filter_map(named).collect();
        }
        let Some((whole_line, whole_at, whole)) = found.first().copied() else { return };
        let made = self.part.value.rate(whole.value);
        let fits = |it: &Quantity| self.rate.value.equals(self.part.value.rate(it.value)) == Verdict::Holds;
        let holds = found.iter().any(|(_, _, it)| fits(it));
        // Two numbers of one name may be of two times, and what is of another place is no whole.
        let only = found.iter().all(|(_, _, it)| it.value.may_equal(&whole.value));
        let share = |hundredths| self.rate.value.times(Decimal::new(hundredths, 2));
        let like = !made.is_below(&share(60)) && !share(160).is_below(&made);
        let sure = || only && like && whole.qualifier.is_none() && self.is_of_one_place(whole_line, whole_at);
        if !(holds || sure()) {
            return;
        }
        let verdict = if holds { Verdict::Holds } else { self.rate.value.equals(made) };
        let (shown, made) = (self.rate.shown(), about(&made, self.rate.printed.scale().max(1)));
        let reason = format!("{} ÷ {} = {made}%", printed_in(self.part, whole), whole.shown());
        let line = self.line;
        if verdict != Verdict::Fails {
            let (kind, claim, parts) = ("figures/rate", self.rate.span, vec![self.part.span, whole.span]);
            let span = line.span(self.part.from, self.rate.to);
            return out.relation(Relation { kind, verdict, span, claim, parts, reason });
        }
        Statement {
            kind: "figures/rate",
            line,
            from: begins(line, self.index - 1),
            to: self.rate.to,
            claim: self.rate,
            called: ("占比", "share"),
            parts: vec![self.part, whole],
            verdict,
            reason,
        }
        .tell(
            || format!("写的是 {shown}%，按文中的数算是 {made}%"),
            || format!("{shown} % is stated, the numbers of the text make {made} %"),
            out,
        );
    }

    /// Whether nothing says that the part and the whole are of two places.
    fn is_of_one_place(&self, line: &Line, at: usize) -> bool {
        let clause = |line: &Line, at: usize| {
            line.quantities.get(at).map_or(Vec::new(), |it| {
                let from = line.back(it.from, &['。', '；', '\n'], 40);
                places(line.text(from, it.from))
            })
        };
        let (own, whole, of) = (clause(self.line, self.index - 1), clause(line, at), places(self.of));
        let general = |place: &String| place.starts_with(['全', '我', '本']);
        let one = |some: &[String], other: &[String]| match (some, other) {
            ([], rest) | (rest, []) => rest.iter().all(general),
            (some, other) => some.iter().any(|place| other.contains(place)),
        };
        (one(&own, &whole) || core(self.of).is_empty())
            && (of.is_empty() || one(&of, &whole) && !whole.is_empty())
    }
}

/// The places that a text names, each by its last two characters: 全镇, 花镇 of 桃花镇; 农村 and 城镇 are none.
fn places(text: &str) -> Vec<String> {
    const NONE: [&str; 22] = [
        "农村", "城镇", "乡镇", "乡村", "城乡", "城市", "城区", "地区", "园区", "山区", "灾区", "景区",
        "社区", "小区", "库区", "校区", "片区", "牧区", "林区", "辖区", "超市", "上市",
    ];
    let chars: Vec<char> = text.chars().collect();
    let behind =
        |at: usize| chars.get(at + 2).is_none_or(|c| !is_one_of!(*c, "级域场委直政属办长培内外里民道际本"));
    let named = chars.windows(2).enumerate().filter(|(at, pair)| {
        matches!(pair, [_, '镇' | '乡' | '村' | '县' | '区' | '市' | '省']) && behind(*at)
    });
    named
        .map(|(_, pair)| pair.iter().collect::<String>())
        .filter(|place| !NONE.contains(&place.as_str()))
        .collect()
}
