//! The entries 条目 of a list: numbers with the name of what each is of, 城东片合格率93.1%; 第二产业58.36亿元、增长7.2%.

use std::cell::OnceCell;

use gongwen_core::Interval;

use crate::quantity::{BREAKS, CLAUSES, Line, Quantity};
use crate::rules::figures::words::{has, totals};

/// What kind of number an entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An amount 总量: how much of it there is, or how many.
    Amount,
    /// By how much it changed, in per cent.
    Growth,
    /// Which share it has of a whole.
    Share,
    /// Any other rate of a thing.
    Rate,
}

/// A number with its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'l> {
    pub(super) index: usize,
    pub(super) quantity: &'l Quantity,
    /// What it is of, with a word of what is measured at its end or without: 城东片合格率.
    pub(super) name: &'l str,
    pub(super) kind: Kind,
    /// Its values; a fall is below nought.
    pub(super) value: Interval,
    /// Whether its name stands before another number: 增长7.2%.
    pub(super) lent: bool,
    /// Whether a list of parts begins here: 其中.
    pub(super) among: bool,
    /// Whether it may be held against others of its list: asked of many pairs, answered once.
    pub(super) member: bool,
    /// How many sentences end before it.
    pub(super) stops: usize,
}

/// Words between a name and its number.
const ENDS: [&str; 27] = [
    "达到",
    "仅为",
    "只有",
    "仅有",
    "也达",
    "高达",
    "分别为",
    "为",
    "是",
    "有",
    "达",
    "共",
    "仅",
    "只",
    "也",
    "则",
    "才",
    "约",
    "就",
    "了",
    "到",
    "以",
    "已",
    "又",
    "分别",
    "得",
    "亦",
];

/// Words that may stand before the name of an entry and are no part of it.
const LEADS: [&str; 35] = [
    "即",
    "支出中",
    "收入中",
    "投资中",
    "贷款中",
    "案件中",
    "成本中",
    "资金中",
    "产业中",
    "余额中",
    "总量中",
    "实现",
    "完成",
    "其中",
    "而",
    "但",
    "则",
    "以",
    "仅",
    "其次是",
    "其次为",
    "再次是",
    "再次为",
    "然后是",
    "接着是",
    "随后是",
    "依次是",
    "依次为",
    "分别为",
    "分别是",
    "后面是",
    "紧随其后的是",
    "最后是",
    "最末是",
    "并",
];

/// Words that say what is done or had, and not by whom.
const VERBS: [&str; 37] = [
    "入库",
    "完成",
    "实现",
    "收入",
    "占",
    "接待",
    "办理",
    "受理",
    "收缴",
    "发生",
    "投入",
    "种植",
    "产量",
    "支出",
    "投资",
    "到位",
    "产值",
    "人数",
    "投放",
    "缴纳",
    "上缴",
    "分红",
    "销售",
    "拥有",
    "共有",
    "得分",
    "合格率",
    "完成率",
    "面积",
    "亩产",
    "单价",
    "收缴率",
    "涉及",
    "用电",
    "销量",
    "户均",
    "人均",
];

const ROSE: [&str; 9] = ["增长", "增速", "增幅", "上升", "提高", "增加", "上涨", "涨幅", "提升"];
const FELL: [&str; 6] = ["下降", "减少", "降低", "降幅", "回落", "下滑"];
const SHARES: [&str; 4] = ["占比", "占", "比重", "份额"];

/// Words with which a change is told; they are of no name.
const COMPARED: [&str; 9] = ["同比", "比上年", "较上年", "比去年", "较去年", "环比", "可比", "名义", "平均"];

/// What is no member of a list: a whole, a rest, another time, what it is held against.
const OTHERS: [&str; 27] = [
    "其余", "其他", "其它", "剩余", "平均", "全部", "合计", "上年", "去年", "同期", "目标", "计划", "任务",
    "年初", "以上", "以下", "标准", "相差", "高于", "低于", "多于", "少于", "高出", "相比", "最", "此外",
    "另",
];

impl<'l> Entry<'l> {
    /// Whether it may be held against others of its list.
    pub(super) fn is_member(&self) -> bool {
        self.member
    }

    fn may_be_held(&self) -> bool {
        let name = self.name;
        let whole = name.starts_with(['全', '各', '总', '我', '本', '这', '该']);
        name.chars().count() >= 2
            && !whole
            && (self.kind == Kind::Growth || !totals(name))
            && !has(name, &OTHERS)
            && !self.quantity.range
    }

    /// The same for what a list may begin with: 各科室采用量办公室42条 names one at its end.
    pub(super) fn is_told(&self) -> bool {
        self.is_member()
            || self.name.starts_with(['全', '各']) && self.name.chars().count() > 4 && !totals(self.name)
    }

    /// Whether both have numbers of one kind; a rate in a list of growth need not say so again.
    pub(super) fn alike(&self, other: &Entry<'_>) -> bool {
        self.quantity.same_unit(other.quantity) && self.kind == other.kind
    }
}

/// The entries of a paragraph, read when they are first asked for: few words of rank are of a list.
pub(super) struct List<'l> {
    line: &'l Line,
    entries: OnceCell<Vec<Entry<'l>>>,
}

impl<'l> List<'l> {
    pub(super) fn new(line: &'l Line) -> List<'l> {
        List { line, entries: OnceCell::new() }
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> &[Entry<'l>] {
        self.entries.get_or_init(|| entries(self.line))
    }
}

/// All entries of a paragraph.
fn entries(line: &Line) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry<'_>> = Vec::with_capacity(line.quantities.len());
    // Names that stand before all their numbers, and the first of these.
    let mut shared: Option<(usize, Vec<&str>)> = None;
    for (index, quantity) in line.quantities.iter().enumerate() {
        let counts =
            quantity.is_amount() || quantity.is_percent() || matches!(quantity.unit.as_str(), "分" | "天");
        if !counts || quantity.quoted {
            continue;
        }
        shared = respectively(line, index).or(shared);
        let (label, among) = label(line, index);
        let (mut name, mut kind, fell) = read(label, quantity);
        if bracket(line, index).is_some() {
            kind = read(line.label(index), quantity).1;
        }
        let before = found.last().copied();
        let near = before.filter(|it| it.quantity.sentence == quantity.sentence && it.index + 1 == index);
        let lent = name.is_empty() && near.is_some();
        if let Some(before) = near {
            if lent {
                // 接待31.5万人次，日均6.3万人次: of two numbers of one unit the second is another measure.
                name =
                    if before.quantity.same_unit(quantity) && kind == before.kind { "" } else { before.name };
            } else if kind == Kind::Rate
                && before.kind == Kind::Growth
                && !name.ends_with(['率', '度'])
                && joined(line, before.quantity, quantity)
            {
                // 东陵区增速7.8%、河西县7.1%.
                kind = Kind::Growth;
            }
        }
        if let Some(own) = shared.as_ref().and_then(|(first, names)| names.get(index.checked_sub(*first)?)) {
            name = own;
        }
        let value = if fell { -quantity.value } else { quantity.value };
        let last = before.map_or((0, 0), |it| (it.stops, it.quantity.from));
        let stops = last.0 + ends(line, last.1, quantity.from);
        let entry = Entry { index, quantity, name, kind, value, lent, among, member: false, stops };
        found.push(Entry { member: entry.may_be_held(), ..entry });
    }
    found
}

/// How many sentences end between two characters.
pub(super) fn ends(line: &Line, from: usize, to: usize) -> usize {
    let text = line.chars.get(from.min(to)..to.max(from)).unwrap_or_default();
    text.iter().filter(|c| matches!(c, '。' | '\n')).count()
}

/// 甲村、乙村、丙村分别流转土地860亩、1240亩、930亩: the names, in the order of the numbers.
fn respectively(line: &Line, index: usize) -> Option<(usize, Vec<&str>)> {
    const LONGEST: usize = 60;
    const MOST: usize = 12;
    let quantity = line.quantities.get(index)?;
    let (before, _) = line.label(index).rsplit_once("分别")?;
    let label = quantity.from.checked_sub(line.label(index).chars().count())?;
    let end = label + before.chars().count();
    let said = line.text(line.back(label, &CLAUSES, LONGEST), end);
    let said = said.rsplit_once('的').map_or(said, |(names, _)| names);
    // 四个季度接待量: each of them.
    let quarters = said.strip_prefix("全年").unwrap_or(said).starts_with("四个季度");
    if let Some(months) = months(said).filter(|_| !quarters) {
        let rest = line.quantities.get(index..)?;
        let like = |pair: &[Quantity]| matches!(pair, [one, other] if one.same_unit(other) && line.text(one.to, other.from) == "、");
        let count = 1 + rest.windows(2).take(months.len()).take_while(|pair| like(pair)).count();
        return (count == months.len()).then(|| (index, months.to_vec()));
    }
    let said = if quarters { "一季度、二季度、三季度、四季度" } else { said };
    let mut names: Vec<&str> = said.split(['、', '和', '与', '及']).collect();
    let joined = |pair: &[Quantity]| match pair {
        [one, other] => one.same_unit(other) && matches!(line.text(one.to, other.from), "、" | "和" | "，"),
        _ => false,
    };
    let rest = line.quantities.get(index..)?;
    let count = 1 + rest.windows(2).take(MOST).take_while(|pair| joined(pair)).count();
    // 丙村土地: the last name ends as the others do.
    let kind = names.first()?.chars().last()?;
    if let Some(last) = names.last_mut() {
        let end = last.char_indices().skip(1).find(|(_, c)| *c == kind).map(|(at, c)| at + c.len_utf8());
        *last = end.and_then(|end| last.get(..end)).unwrap_or(last);
    }
    let plain = names.iter().all(|name| (2..=10).contains(&name.chars().count()));
    (count > 1 && names.len() == count && plain).then_some((index, names))
}

/// 1—6月投诉量, 上半年各月: the months from the first on, each of which has a number.
fn months(said: &str) -> Option<&'static [&'static str]> {
    const MONTHS: [&str; 12] =
        ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];
    let rest = said.strip_prefix('1')?.strip_prefix(['—', '-', '至', '～', '到'])?;
    let (last, _) = rest.split_once('月')?;
    MONTHS.get(..last.parse::<usize>().ok()?)
}

/// Whether nothing but a name stands between two numbers of a list.
fn joined(line: &Line, one: &Quantity, other: &Quantity) -> bool {
    one.same_unit(other)
        && line
            .text(one.to, other.from.max(one.to))
            .chars()
            .filter(|c| matches!(c, '，' | '；' | '、'))
            .count()
            == 1
}

/// Where the entry of a quantity stands among all.
pub(super) fn place_of(entries: &[Entry<'_>], index: usize) -> Option<usize> {
    entries.binary_search_by_key(&index, |it| it.index).ok()
}

/// The entries around one of them.
pub(super) fn around<'e, 'l>(entries: &'e [Entry<'l>], place: usize, reach: usize) -> &'e [Entry<'l>] {
    let end = (place + reach).min(entries.len());
    entries.get(place.saturating_sub(reach).min(end)..end).unwrap_or_default()
}

/// The words of which a name is cut: those right before a number, or before the bracket that it stands in; whether a list of
/// parts begins there.
fn label(line: &Line, index: usize) -> (&str, bool) {
    let mut text = line.label(index);
    if let Some(from) = bracket(line, index) {
        let before = index.checked_sub(1).and_then(|it| line.quantities.get(it)).map_or(0, |it| it.to);
        text = line.text(line.back(from, &BREAKS, 24).max(before.min(from)), from);
    }
    let among = text.starts_with("其中");
    // 最高的是河西片, 排名第一的是, 倒数第一是: what stands behind.
    for word in ["的是", "的为", "第一是", "第一为", "分别为", "分别是", "依次为", "依次是"]
    {
        text = text.rsplit_once(word).map_or(text, |(_, rest)| rest);
    }
    if let Some((_, rest)) = text.rsplit_once('最') {
        text = rest.split_once('的').map_or(text, |(_, rest)| rest.trim_start_matches(['是', '为']));
    }
    while let Some(rest) =
        LEADS.iter().find_map(|word| text.strip_prefix(word)).filter(|rest| !rest.is_empty())
    {
        text = rest;
    }
    (text, among)
}

/// The bracket that a number opens, with nothing before it that names something: 看病（占36.2%）.
fn bracket(line: &Line, index: usize) -> Option<usize> {
    let (text, quantity) = (line.label(index), line.quantities.get(index)?);
    let from = quantity.from.checked_sub(text.chars().count() + 1)?;
    (line.char(from) == '（' && (is_verb(text) || read(text, quantity).0.is_empty())).then_some(from)
}

/// The name, the kind of the number, and whether it tells of a fall.
fn read<'l>(label: &'l str, quantity: &Quantity) -> (&'l str, Kind, bool) {
    let mut name = trimmed(label);
    if !quantity.is_percent() {
        return (bare(name), Kind::Amount, false);
    }
    let cut = |name: &'l str, words: &[&str]| words.iter().find_map(|word| name.strip_suffix(word));
    if let Some(rest) = cut(name, &FELL) {
        return (compared(rest), Kind::Growth, true);
    }
    if let Some(rest) = cut(name, &ROSE) {
        name = compared(rest);
        return (name, Kind::Growth, false);
    }
    if let Some(rest) = cut(name, &SHARES) {
        return (rest, Kind::Share, false);
    }
    // 占全县的, 占投资总额.
    if name.starts_with('占') || matches!(name, "占") {
        return ("", Kind::Share, false);
    }
    (bare(name), Kind::Rate, false)
}

fn trimmed(mut name: &str) -> &str {
    while let Some(rest) = ENDS.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest;
    }
    name
}

/// A name without the words of a change: 第二产业同比.
fn compared(name: &str) -> &str {
    let mut name = trimmed(name);
    while let Some(rest) = COMPARED.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest;
    }
    name
}

/// A name without what is done or had: 甲村只收缴; nothing, when it is only that.
fn bare(name: &str) -> &str {
    if is_verb(name) {
        return "";
    }
    // 宋庄村以人均收入, 新城社区每平方公里: what it is measured by stands apart.
    for mark in ["以", "每", "平均", "人均", "户均", "亩均"] {
        let cut = name.split_once(mark).filter(|(before, _)| before.chars().count() > 1);
        if let Some((before, _)) = cut {
            return before;
        }
    }
    // 线上实现销售: two of them.
    let mut name = name;
    for _ in 0..2 {
        let rest = VERBS.iter().filter_map(|verb| name.strip_suffix(verb)).min_by_key(|rest| rest.len());
        name = rest.map_or(name, trimmed);
    }
    name
}

/// Whether a text says what is done or had, and not by whom.
pub(super) fn is_verb(text: &str) -> bool {
    let text =
        text.trim_start_matches(['仅', '只', '共', '已', '才', '也', '就', '均', '全', '年', '实', '际']);
    text.is_empty() || VERBS.contains(&text)
}
