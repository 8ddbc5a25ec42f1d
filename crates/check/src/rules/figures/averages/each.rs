//! What a number is said of one by one 单量: 每盏3200元, 每人每月600元, 单价85元, 日供水2万吨, 1200元/亩.

use rust_decimal::Decimal;

use super::per_one::{bare, with_each};
use crate::quantity::{Line, Quantity, unit};
use crate::rules::figures::words::{counts_things, has};

/// One thing by whose count a number is multiplied.
pub(crate) enum Each {
    /// A unit that is measured, as 亩 or 吨, and how many of its base it is.
    Unit(&'static str, Decimal),
    /// A thing that is counted: its measure word, and what stands behind it up to the number.
    Thing(char, String),
    /// A piece of what is sold, of which 单价 is the price.
    Piece,
    /// An hour of work or running time: 每小时.
    Hour,
    /// A month, of which a statement may name several: 每月.
    Month,
    /// A day, 365 of which make a year: 每天, 日均.
    Day,
    /// A year, of which a statement may name several: 每年.
    Year,
}

/// Measure words behind 每 that count things of any name.
const GENERIC: &str = "个名位家所项处条支件种人";

/// Units that are measured and not counted.
const MEASURED: [&str; 7] = ["亩", "米", "公斤", "平方米", "立方米", "千瓦时", "人次"];

/// What is done day by day.
const DAILY: [&str; 12] = [
    "日均",
    "日处理",
    "日供",
    "日产",
    "日加工",
    "日输送",
    "日接待",
    "日生产",
    "日运输",
    "日发送",
    "日销",
    "日收运",
];

/// What the words before a number, or the unit behind it, say it is said of; nothing of a number that stands for itself.
pub(crate) fn each(line: &Line, index: usize) -> Vec<Each> {
    let label = line.label(index);
    let one = with_each(label).or_else(|| bare(label));
    let label = one.as_deref().unwrap_or(label);
    if has(label, &["高出", "多", "少", "比", "较"]) {
        return Vec::new();
    }
    if let Some((_, rest)) = label.split_once('每') {
        return all(rest.split('每'));
    }
    let bare = label.trim_end_matches(['为', '是', '约', '仅', '达']);
    if bare.ends_with("单价") {
        return vec![Each::Piece];
    }
    if DAILY.iter().any(|word| label.rfind(word).is_some_and(|at| label.len() - at <= 24)) {
        return vec![Each::Day];
    }
    // 亩均增收400元; 均 of 平均 and 年均 says nothing of a thing.
    if let Some((thing, _)) = label.rsplit_once('均') {
        let thing =
            thing.char_indices().next_back().map_or("", |(at, _)| thing.get(at..).unwrap_or_default());
        let other = thing.is_empty() || "平年月日天周季".contains(thing);
        return if other { Vec::new() } else { all([thing].into_iter()) };
    }
    let Some(quantity) = line.quantities.get(index).filter(|it| it.unit == "元/") else { return Vec::new() };
    // 1200元/人·年.
    let end = line.ahead(quantity.to + 1, &['，', '。', '、', '的', '标', '给', '）'], 6);
    all(line.text(quantity.to + 1, end).split(['·', '/', '.', '•']))
}

/// All of these things; nothing when one of them is none.
fn all<'t>(words: impl Iterator<Item = &'t str>) -> Vec<Each> {
    words.map(kind).collect::<Option<Vec<Each>>>().unwrap_or_default()
}

/// One thing, from the word behind 每 on.
pub(super) fn kind(rest: &str) -> Option<Each> {
    if rest.starts_with(['百', '千', '万', '股', '周', '季', '逢', '到', '当', '一', '两', '半'])
    {
        return None;
    }
    if rest.starts_with('月') || rest.starts_with("个月") {
        return Some(Each::Month);
    }
    if rest.starts_with('年') {
        return Some(Each::Year);
    }
    if rest.starts_with("小时") {
        return Some(Each::Hour);
    }
    if rest.starts_with(['天', '日']) {
        return Some(Each::Day);
    }
    let chars: Vec<char> = rest.chars().take(8).collect();
    if let Some(found) = unit(&chars).filter(|it| MEASURED.contains(&it.base)) {
        return Some(Each::Unit(found.base, Decimal::new(found.thousandths, 3)));
    }
    let mut chars = rest.chars();
    Some(Each::Thing(chars.next()?, chars.collect()))
}

impl Each {
    /// The count of it: the one number of the sentence before, or the one right behind, that counts such things.
    pub(crate) fn count<'l>(&self, line: &'l Line, index: usize) -> Option<(usize, &'l Quantity)> {
        let own = line.quantities.get(index)?;
        let counts = |at: usize| {
            let it = line.quantities.get(at)?;
            let plain =
                it.sentence == own.sentence && !it.range && !it.quoted && it.from.abs_diff(own.from) <= 60;
            (plain && self.is(line, at, it)).then_some((at, it))
        };
        if matches!(self, Each::Piece) {
            return counts(index.checked_sub(1)?).or_else(|| counts(index + 1));
        }
        let found: Vec<(usize, &Quantity)> =
            (index.saturating_sub(6)..index).chain(index + 1..index + 4).filter_map(counts).collect();
        match found.as_slice() {
            [only] => Some(*only),
            // Of several the one right beside it.
            [.., last] if last.0 > index => None,
            [.., (at, it)] if at + 1 == index && own.from - it.to <= 8 => Some((*at, *it)),
            _ => None,
        }
    }

    pub(crate) fn is(&self, line: &Line, at: usize, it: &Quantity) -> bool {
        match self {
            Each::Unit(base, _) => it.unit == *base,
            Each::Hour => it.unit == "小时",
            Each::Month => it.unit == "月",
            Each::Day => matches!(it.unit.as_str(), "天" | "工作日"),
            Each::Year => it.unit == "年",
            Each::Piece => is_piece(&it.unit),
            Each::Thing(measure, rest) => thing(line, at, it, *measure, rest),
        }
    }

    /// Whether the words before a number end with the thing: 岗 of 公益岗120个.
    pub(crate) fn is_named(&self, line: &Line, at: usize, it: &Quantity) -> bool {
        let Each::Thing(measure, _) = self else { return false };
        // 四个保洁员，每人….
        if *measure == '人' && it.unit == "个" {
            return line.noun(at).chars().take(4).any(|c| matches!(c, '员' | '人' | '工' | '师' | '生'));
        }
        !GENERIC.contains(*measure) && is_piece(&it.unit) && line.label(at).ends_with(*measure)
    }

    /// How many of the base of its count it is said of.
    pub(crate) fn scale(&self) -> Decimal {
        match self {
            Each::Unit(_, scale) => *scale,
            _ => Decimal::ONE,
        }
    }
}

/// Whether a number counts things of this measure word: 盏 of 每盏, 个 of 每个村 when villages are counted.
fn thing(line: &Line, at: usize, it: &Quantity, measure: char, rest: &str) -> bool {
    let mut buffer = [0; 4];
    let word: &str = measure.encode_utf8(&mut buffer);
    let noun = line.noun(at);
    let unit = match word {
        "名" | "位" | "生" => "人",
        word => word,
    };
    // 18个村, 8支巡逻队: the word is the end of what is counted.
    if it.unit != unit {
        let within = is_piece(&it.unit) && noun.chars().take(6).any(|c| c == measure);
        return within && !GENERIC.contains(measure) || rest.starts_with(it.unit.as_str());
    }
    if !GENERIC.contains(measure) || measure == '人' {
        return true;
    }
    // 每个网格配备2名 of 46个网格; 每个3元 names no noun.
    let first: String = rest.chars().take(2).collect();
    let second = first.chars().next();
    let named = noun.chars().next().is_some_and(|c| rest.trim_end_matches(['可', '有', '约']).ends_with(c));
    rest.is_empty() || named || noun.chars().next() == second || line.label(at).ends_with(first.as_str())
}

/// Whether a unit counts pieces, which are built, bought or handed out one by one.
fn is_piece(unit: &str) -> bool {
    counts_things(unit, "套盏件株只头份本册块箱袋盒床把羽")
}
