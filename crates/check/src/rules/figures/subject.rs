//! Whether a comparison still speaks of the value before it 主语是否已换: 秋粮5.9万吨，总产比上年的9.5万吨… and 净退15户，较年初428户….

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::change::Change;
use super::words::has;
use crate::quantity::{Line, Quantity};

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

/// Whether the words before 比 or 较 in a gap name another thing than the number before the gap.
pub(super) fn is_other(label: &str, gap: &str) -> bool {
    let Some(rest) = gap.strip_prefix('，') else { return false };
    let Some(at) = ["比", "较"].iter().filter_map(|word| rest.find(word)).min() else { return false };
    let named = rest.get(..at).unwrap_or_default();
    let bare = FILLERS.iter().fold(named.to_owned(), |named, word| named.replace(word, ""));
    let chars: Vec<char> = bare.chars().collect();
    let again = chars.windows(2).any(|pair| label.contains(&pair.iter().collect::<String>()));
    chars.len() >= 2 && !again
}

/// Whether a number tells what came or went, and a gap names a stock: 退出15户，较年初的428户.
pub(super) fn is_flow(label: &str, gap: &str) -> bool {
    const STOCKS: [&str; 6] = ["年初", "期初", "上年末", "上年底", "去年底", "去年末"];
    has(gap, &STOCKS) && has(label, &FLOWS) && !has(label, &["增加到", "增至", "存量", "总数", "余额"])
}

/// Whether a number is an average that only stands between a total and what the total is compared with:
/// 收入6450万元，村均30万元，比上年的5375万元增长20%.
pub(super) fn is_average_of(label: &str, new: &Quantity, old: &Quantity) -> bool {
    const AVERAGES: [&str; 12] =
        ["人均", "户均", "村均", "亩均", "日均", "月均", "次均", "校均", "场均", "笔均", "件均", "平均"];
    has(label, &AVERAGES) && new.value.times(Decimal::from(5)).is_below(&old.value)
}

/// Whether what is claimed is the growth of another number of the sentence: 累计1260个，新建310个，比上年950个增长32.6%.
pub(super) fn grew_another(line: &Line, change: &Change, claim: &Quantity) -> bool {
    let Some(old) = change.old.and_then(|at| line.quantities.get(at)) else { return false };
    line.around(change.new, 6).filter(|(at, _)| *at < change.new).any(|(_, it)| {
        let own = it.same_unit(old) && !it.is_percent() && !it.range && it.sentence == old.sentence;
        let grew = Interval::growth(it.value, old.value);
        own && [grew, -grew].iter().any(|made| claim.value.equals(*made) == Verdict::Holds)
    })
}
