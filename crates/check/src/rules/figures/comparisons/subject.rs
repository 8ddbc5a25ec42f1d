//! Whether a comparison still speaks of the value before it 主语是否已换: 秋粮5.9万吨，总产比上年的9.5万吨… and 净退15户，较年初428户….

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::change::Change;
use super::said::said;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// What may stand between a mark and 比, and names no other thing.
const FILLERS: [&str; 46] = [
    "同比", "总量", "总数", "总额", "数量", "规模", "合计", "累计", "全年", "今年", "本年", "当年", "目前",
    "现在", "实际", "总体", "整体", "均", "都", "也", "又", "则", "已", "但", "而", "并", "虽", "仅", "只",
    "增速", "增幅", "降幅", "涨幅", "跌幅", "比重", "再", "还", "这", "该", "其", "水平", "标准", "人数",
    "户数", "面积", "金额",
];

/// Words of what came or went within a year, of which the stock at its beginning is no earlier value.
const FLOWS: [&str; 26] = [
    "净退",
    "净增",
    "净减",
    "净入",
    "净出",
    "净流",
    "净迁",
    "新增",
    "退出",
    "清退",
    "注销",
    "迁出",
    "迁入",
    "转出",
    "转入",
    "调出",
    "调入",
    "退库",
    "入库",
    "新发展",
    "新纳入",
    "核减",
    "淘汰",
    "销号",
    "化解",
    "新建",
];

/// Whether the two values of a change may be of one thing.
pub(crate) fn is_one(line: &Line, change: &Change) -> bool {
    let Some((old_at, old)) = change.old.and_then(|at| Some((at, line.quantities.get(at)?))) else {
        return true;
    };
    let Some(new) = line.quantities.get(change.new) else { return true };
    let label = line.label(change.new);
    let stock = old_at > change.new && is_flow(label, line.text(new.to, old.from));
    !is_average_of(label, new, old) && !stock && !is_compared_with(label)
}

/// Whether a number is what another is compared with: 降水量比常年1160毫米偏多.
fn is_compared_with(label: &str) -> bool {
    let rest = [label.rfind('比'), label.rfind('较')].into_iter().flatten().max();
    let rest = rest.and_then(|at| label.get(at + '比'.len_utf8()..)).unwrap_or_default();
    matches!(
        rest.trim_end_matches(['的', '为']),
        "常年" | "往年" | "上年" | "去年" | "上年同期" | "去年同期" | "常年同期" | "历年同期"
    )
}

/// Whether the words before 比 or 较 in a gap name another thing than the number before the gap.
pub(crate) fn is_other(label: &str, gap: &str) -> bool {
    let Some(rest) = gap.strip_prefix('，') else { return false };
    let Some(at) = ["比", "较"].iter().filter_map(|word| rest.find(word)).min() else { return false };
    let named = rest.get(..at).unwrap_or_default();
    let bare = FILLERS.iter().fold(named.to_owned(), |named, word| named.replace(word, ""));
    let bare = bare.trim_end_matches(['数', '量', '额', '的']);
    // 服务业税收3.1亿元，税收收入比上年…: what is not in its name is more, or less, or another thing.
    // 油菜66.4%，油菜机械化率较上年…: the name with what is measured of it, which a list tells but once.
    let short = label.trim_start_matches("其中").trim_end_matches(['为', '是', '达']);
    let again = short.chars().count() >= 2 && bare.strip_prefix(short).is_some_and(is_measure);
    bare.chars().count() >= 2 && !label.contains(bare) && !again
}

/// Whether the rest of a name only says what is measured: 机械化率 of 油菜机械化率.
fn is_measure(rest: &str) -> bool {
    rest.chars().count() <= 8
        && ["率", "比例", "占比", "满意度", "知晓度"].iter().any(|word| rest.ends_with(word))
}

/// Whether a number tells what came or went, and a gap names a stock: 退出15户，较年初的428户.
fn is_flow(label: &str, gap: &str) -> bool {
    const STOCKS: [&str; 6] = ["年初", "期初", "上年末", "上年底", "去年底", "去年末"];
    has(gap, &STOCKS) && has(label, &FLOWS) && !has(label, &["增加到", "增至", "存量", "总数", "余额"])
}

/// Whether a number is an average that only stands between a total and what the total is compared with:
/// 收入6450万元，村均30万元，比上年的5375万元增长20%.
fn is_average_of(label: &str, new: &Quantity, old: &Quantity) -> bool {
    const AVERAGES: [&str; 12] =
        ["人均", "户均", "村均", "亩均", "日均", "月均", "次均", "校均", "场均", "笔均", "件均", "平均"];
    has(label, &AVERAGES) && new.value.times(Decimal::from(5)).is_below(&old.value)
}

/// Whether what is claimed is the growth of another number of the sentence: 累计1260个，新建310个，比上年950个增长32.6%.
pub(crate) fn grew_another(line: &Line, change: &Change, claim: &Quantity) -> bool {
    let Some(old) = change.old.and_then(|at| line.quantities.get(at)) else { return false };
    line.around(change.new, 6).filter(|(at, _)| *at < change.new && Some(*at) != change.old).any(|(_, it)| {
        let own = it.same_unit(old) && !it.is_percent() && !it.range && it.sentence == old.sentence;
        let grew = Interval::growth(it.value, old.value);
        own && [grew, -grew].iter().any(|made| claim.value.equals(*made) == Verdict::Holds)
    })
}

/// Whether growth is told in the prices of one year 可比价, which the two values in their own prices do not make.
pub(crate) fn is_priced(line: &Line, change: &Change, claim: &Quantity) -> bool {
    let made = has(line.label(change.new), &["生产总值", "GDP", "增加值"]);
    let end = line.ahead(claim.to, &['。', '；', '\n'], 14);
    let from = line.back(claim.from, &['。', '；', '\n'], 30);
    let near = line.text(from, end);
    has(near, &["可比", "不变价"])
        || made && !has(near, &["名义", "现价"]) && is_like_prices(line, change, claim)
}

/// Whether prices may have made the difference between what is claimed and what two values make: four points at most.
fn is_like_prices(line: &Line, change: &Change, claim: &Quantity) -> bool {
    let Some((new, old)) =
        change.old.and_then(|old| Some((line.quantities.get(change.new)?, line.quantities.get(old)?)))
    else {
        return false;
    };
    let slack = Interval::exact(Decimal::from(4));
    let made = Interval::growth(new.value, old.value);
    [made, -made]
        .iter()
        .any(|made| !(*made + slack).is_below(&claim.value) && !(claim.value + slack).is_below(made))
}

/// Whether a net number is of all that came and went, and no growth of what came: 新设2315户，较去年2106户…，净增980户.
pub(crate) fn is_net_of_all(label: &str, gap: &str) -> bool {
    gap.contains('净') && (has(label, &FLOWS) || has(label, &["新设", "新登记", "新开", "注册", "登记"]))
}

/// Whether a gap names again what both values are of, and says how it changed: 单产382公斤，去年371公斤，单产提高了.
pub(crate) fn is_renamed(line: &Line, change: &Change, gap: &str) -> bool {
    let Some(it) = gap.starts_with('，').then(|| said(gap)).flatten() else { return false };
    let names =
        ["数量", "人数", "户数", "数"].iter().find_map(|word| it.name.strip_suffix(word)).unwrap_or(it.name);
    let own = [Some(change.new), change.old].into_iter().flatten().map(|at| line.label(at));
    let named = |label: &str| label.contains(names) && !has(label, &["其中"]);
    let average = ["亩产", "单产"];
    let same = |label: &str| named(label) || average.contains(&names) && has(label, &average);
    names.is_empty() || names.chars().count() >= 2 && own.into_iter().any(same)
}

/// Whether words hold what follows them against another time than the change before, or against another place: 较常年同期（1020毫米）偏多10.2%，较上年同期偏少5%.
pub(crate) fn is_held_elsewhere(line: &Line, change: &Change, gap: &str) -> bool {
    let place = gap.ends_with('（') && has(gap, &["高于", "低于", "快于", "慢于", "高出", "平均"]);
    let old = change.old.and_then(|at| Some((line.label(at), line.clause(line.quantities.get(at)?))));
    let base = || old.and_then(|(label, clause)| time_in(label).or_else(|| time_in(clause)));
    place || compared_with(gap).is_some_and(|time| base().is_some_and(|base| base != time))
}

/// A time that values are held against, as one word for all its names.
fn time_in(words: &str) -> Option<&'static str> {
    let known: [(&str, &[&str]); 5] = [
        ("常年", &["常年", "多年平均", "历年", "往年"]),
        ("年初", &["年初"]),
        ("上期", &["上月", "上个月", "环比", "上季度", "上期", "上周"]),
        ("上半年", &["一季度", "上半年"]),
        ("上年", &["上年", "去年", "同比"]),
    ];
    known.into_iter().find(|(_, names)| has(words, names)).map(|(time, _)| time)
}

/// The time that a gap holds what follows against: ，较上年同期偏少.
fn compared_with(gap: &str) -> Option<&'static str> {
    let (_, said) = gap.rsplit_once(['，', '、', '；'])?;
    time_in(said).filter(|_| said.contains(['比', '较']))
}

/// Whether a subject names what the words before do not tell of: 农村居民消费支出增速 behind incomes.
pub(crate) fn names_other(subject: &str, before: &str) -> bool {
    const MEASURES: [&str; 9] = ["消费", "支出", "收入", "产值", "投资", "税收", "存款", "贷款", "用电"];
    MEASURES.iter().any(|word| subject.contains(word) && !before.contains(word))
}
