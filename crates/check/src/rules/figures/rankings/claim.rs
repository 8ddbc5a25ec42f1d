//! Of which entries a word of rank is said, and by what they are ordered.

use super::entries::{Entry, Kind, List, around, is_verb, place_of};
use super::kin::{is_kin, named_in};
use crate::quantity::{BREAKS, CLAUSES, Line};
use crate::rules::figures::words::has;
use crate::rules::rank::{Place, Rank};

/// What a word of rank is said of.
pub(super) struct Claim<'l> {
    pub(super) place: Place,
    /// Its first character and the one behind its last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where its word of rank begins.
    pub(super) at: usize,
    /// The thing that is said to have this place.
    pub(super) name: &'l str,
    /// Its numbers that may be meant: what fails has to fail for each.
    pub(super) own: Vec<Entry<'l>>,
}

/// So many entries on either side are looked at.
const REACH: usize = 24;

/// Words with which other things are meant than the numbers of the list.
const OTHER: [&str; 23] = [
    "历", "以来", "之一", "近", "同比", "增加", "增多", "减", "上年", "去年", "单日", "单次", "年内", "连续",
    "名单", "增量", "净增", "分值", "首次", "可能", "目标", "力争", "潜力",
];

/// Measures that any list may have.
const GENERAL: [&str; 20] = [
    "类",
    "类事项",
    "方面",
    "案件",
    "数量",
    "占比",
    "件数",
    "户数",
    "人数",
    "总量",
    "规模",
    "面积",
    "金额",
    "完成",
    "份额",
    "贡献",
    "体量",
    "数",
    "量",
    "最终",
];

/// What may stand behind a word of rank in its clause.
const SCOPES: [&str; 10] = ["全市", "全县", "全省", "全镇", "全区", "全乡", "的位置", "位置", "，", "、"];

/// The units that a measure has.
const UNITS: [(&str, &[&str]); 22] = [
    ("件", &["件"]),
    ("户数", &["户"]),
    ("人数", &["人"]),
    ("人次", &["人次"]),
    ("面积", &["亩", "平方米"]),
    ("金额", &["元"]),
    ("收入", &["元", "元/亩"]),
    ("投资", &["元", "%"]),
    ("产值", &["元"]),
    ("税收", &["元"]),
    ("贷款", &["元"]),
    ("单价", &["元"]),
    ("价格", &["元"]),
    ("率", &["%"]),
    ("度", &["%"]),
    ("亩产", &["公斤"]),
    ("增速", &["%"]),
    ("增幅", &["%"]),
    ("得分", &["分"]),
    ("分数", &["分"]),
    ("销售额", &["元"]),
    ("支出", &["元"]),
];

/// What one word of rank is said of, when its numbers are in the paragraph.
pub(super) fn claim<'l>(line: &'l Line, list: &List<'l>, rank: &Rank) -> Option<Claim<'l>> {
    let from = line.back(rank.from, &CLAUSES, 30);
    // 数量最少（126家）.
    let bracket = line.char(rank.to) == '（';
    let end = if bracket { rank.to } else { line.ahead(rank.to, &CLAUSES, 24) };
    let (before, behind) = (line.text(from, rank.from), line.text(rank.to, end));
    if has(before, &OTHER) || has(behind, &OTHER) {
        return None;
    }
    let next = matches!(rank.place, Place::Next) && line.char(rank.from + 1) == '次';
    let named_behind = next || behind.starts_with(['的', '是', '为']);
    if !named_behind && !behind.is_empty() && !SCOPES.contains(&behind) {
        return None;
    }
    let entries = list.all();
    let (name, own, measure, to) = if named_behind {
        let start = rank.to + name_at(behind);
        let (name, own, to) = behind_word(line, entries, (start, end))?;
        (name, own, before, to)
    } else {
        before_word(line, entries, (from, rank.from, end))?
    };
    // 居全市第二位: of a place among places, and of nothing else.
    let scoped = rank.scoped || !behind.is_empty() && SCOPES.contains(&behind);
    let place =
        name.ends_with(['镇', '乡', '村', '县', '区', '市', '园', '街', '道', '片', '组', '院', '校']);
    let whole = scoped && has(line.text(rank.from, end), &["全", "同类", "省", "市", "国"]);
    if whole && !place {
        return None;
    }
    let mut own = own;
    // 最高的5月2日 is of days.
    if name.contains('日') && name.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let fell = has(measure, &["降幅", "下降", "跌幅"]);
    own.retain(|it| is_measured(line, entries, it, measure, rank, from));
    if fell {
        own.retain(|it| it.kind == Kind::Growth);
    }
    // 占比最大的是养殖业，达31.5%: the number has no word of its own.
    let kind = match () {
        () if has(measure, &["占比", "比重", "份额"]) => Some(Kind::Share),
        () if rank.speed && !has(measure, &["进度", "完成", "支付", "执行"]) => Some(Kind::Growth),
        () => None,
    };
    if let Some((kind, plain)) = kind.zip(own.first().copied().filter(|it| it.kind == Kind::Rate)) {
        own.push(Entry { kind, ..plain });
    }
    let place = if fell { turned(rank.place) } else { rank.place };
    (!own.is_empty()).then_some(Claim { place, from, to, at: rank.from, name, own })
}

fn turned(place: Place) -> Place {
    match place {
        Place::Top(nth) => Place::Bottom(nth),
        Place::Bottom(nth) => Place::Top(nth),
        Place::Next => place,
    }
}

/// How many characters stand before the name behind a word of rank: 的是, 的村是, 的.
fn name_at(behind: &str) -> usize {
    const LONGEST: usize = 5;
    let verb = behind.chars().take(LONGEST).position(|c| matches!(c, '是' | '为'));
    verb.map_or(usize::from(behind.starts_with('的')), |at| at + 1)
}

/// 最高的是河西片93.2%, 最高的是甲村，达到86万元, 最高的是一组: its name, its numbers, where the statement ends.
fn behind_word<'l>(
    line: &'l Line,
    entries: &[Entry<'l>],
    (start, end): (usize, usize),
) -> Option<(&'l str, Vec<Entry<'l>>, usize)> {
    let index = line.index_at(start);
    let entry = |index: usize| entries.get(place_of(entries, index)?).copied();
    if let Some(quantity) = line.quantities.get(index).filter(|it| it.from < end) {
        let own = entry(index)?;
        return (!own.lent && own.name.chars().count() > 1).then(|| (own.name, vec![own], quantity.to));
    }
    let name = line.text(start, end);
    if let Some(own) = line.quantities.get(index).and_then(|_| told_next(line, &entry(index)?, end)) {
        return Some((name, vec![own], own.quantity.to));
    }
    let (name, own, rest) = named_in(line, entries, name, start)?;
    rest.is_empty().then_some((name, own, end))
}

/// The number that the next clause begins with, of what the one before names: 甲村，达到86万元.
fn told_next<'l>(line: &'l Line, own: &Entry<'l>, end: usize) -> Option<Entry<'l>> {
    const LONGEST: usize = 6;
    let label = line.text(end + 1, own.quantity.from);
    let near = matches!(line.char(end), '，' | '（') && own.quantity.from <= end + 1 + LONGEST;
    let label = label.trim_end_matches(['为', '达', '有', '到', '是', '了', '共']);
    let plain = is_verb(label)
        || matches!(label, "平均" | "占" | "占比" | "增长" | "增幅" | "增速" | "下降")
        || label.starts_with('每');
    (near && plain).then_some(*own)
}

/// 甲村86户，居首位; 甲村最多; 建材业最大，入库2960万元: the name, its numbers, what it is measured by, where the statement ends.
fn before_word<'l>(
    line: &'l Line,
    entries: &[Entry<'l>],
    (from, at, end): (usize, usize, usize),
) -> Option<(&'l str, Vec<Entry<'l>>, &'l str, usize)> {
    let last = line.index_at(at).checked_sub(1);
    let said = line.text(from, at);
    if let Some(quantity) = last.and_then(|it| line.quantities.get(it)) {
        let gap = line
            .text(quantity.to, at)
            .trim_matches(['，', '、', '仍', '稳', '高', '也', '均', '）', '继', '续', '，']);
        let near = !quantity.chinese || quantity.is_percent();
        if gap.is_empty() && near {
            let here = place_of(entries, last?)?;
            let told = entries.get(here.saturating_sub(REACH)..=here)?;
            let first = told.iter().rposition(|it| !it.lent)?;
            let own = told.get(first..)?.to_vec();
            let name = own.first()?.name;
            return (name.chars().count() > 1).then_some((name, own, "", end));
        }
    }
    let next = line.quantities.get(line.index_at(end));
    let told = next.and_then(|next| {
        let own = entries.get(place_of(entries, line.index_at(end))?)?;
        told_next(line, own, end).map(|own| (own, next))
    });
    if let Some((own, next)) = told {
        // The name ends as those of its list do: 建材业贡献 beside 商贸业.
        let here = place_of(entries, own.index)?;
        let kin = |it: &Entry<'_>| {
            let last = it.name.chars().last()?;
            let at = said.char_indices().skip(1).find(|(_, c)| *c == last)?.0;
            said.get(..at + last.len_utf8())
        };
        let near = around(entries, here, REACH).iter();
        let mut near =
            near.filter(|it| it.index != own.index && it.quantity.same_unit(own.quantity) && it.is_member());
        // 合作社数量 beside 家庭农场: without what any list may count.
        let plain = || GENERAL.iter().find_map(|word| said.strip_suffix(word)).unwrap_or(said);
        let name = near.find_map(kin).unwrap_or_else(plain);
        let measure = said.get(name.len()..)?;
        // 成本中人工费占比: of which whole it is.
        let name = ["中", "里", "内"].iter().find_map(|mark| Some(name.split_once(mark)?.1)).unwrap_or(name);
        let own = Entry { name, ..own };
        return is_kin(name, name).then_some((name, vec![own], measure, next.to));
    }
    let (name, own, measure) = named_in(line, entries, said, at)?;
    Some((name, own, measure, line.ahead(at, &BREAKS, 12).max(end)))
}

/// Whether a number is of the measure that a statement names.
fn is_measured(
    line: &Line,
    entries: &[Entry<'_>],
    own: &Entry<'_>,
    measure: &str,
    rank: &Rank,
    from: usize,
) -> bool {
    // The number stands with the word of rank: 满意度最高的是河西片93.2%.
    let beside = own.quantity.from > rank.from && own.quantity.from < rank.to + 24;
    let grows = has(measure, &["增速", "增幅", "增长", "涨幅", "降幅", "下降"]);
    if grows {
        return own.kind == Kind::Growth;
    }
    if beside {
        return true;
    }
    if rank.speed {
        return own.kind == Kind::Growth && !has(measure, &["进度", "完成"])
            || own.kind == Kind::Rate && has(measure, &["进度", "支付", "完成"]);
    }
    let measure = measure_of(measure);
    if measure.is_empty() {
        return own.kind != Kind::Growth || rank.from < own.quantity.to + 3;
    }
    if own.kind == Kind::Growth {
        return false;
    }
    if own.kind == Kind::Share || measure.contains("占比") || measure.contains("比重") {
        return has(measure, &["占比", "比重", "份额", "占"]);
    }
    let core = measure.trim_end_matches(['量', '数', '总']);
    if let Some((word, units)) =
        UNITS.iter().find(|(word, _)| measure.ends_with(word) || core.ends_with(word))
    {
        if !units.contains(&own.quantity.unit.as_str()) {
            return false;
        }
        // 办件量 of numbers with 件.
        if units.contains(word) {
            return true;
        }
    }
    if own.quantity.is_percent() && !measure.ends_with(['率', '度', '例', '重']) {
        return false;
    }
    GENERAL.contains(&measure) || is_told(line, entries, own, measure, from)
}

/// What is measured, without the whole: 优秀率全镇, 投诉量为三个月中.
fn measure_of(said: &str) -> &str {
    let mut measure =
        said.trim_start_matches("其中").trim_start_matches(['以', '的', '里', '中', '，', '得']);
    if let Some((before, rest)) =
        measure.split_once('为').filter(|(_, rest)| rest.ends_with(['中', '里', '内']))
    {
        measure = if rest.contains(['年', '史']) { measure } else { before };
    }
    let scope = ["全年", "全镇", "全县", "全区", "全市", "全乡", "全村", "全局", "全校"];
    let cut = scope.iter().find_map(|word| measure.strip_suffix(word)).unwrap_or(measure);
    cut.trim_end_matches(['在', '为', '是'])
}

/// Whether two characters of a measure stand in the list or before it.
fn is_told(line: &Line, entries: &[Entry<'_>], own: &Entry<'_>, measure: &str, claim: usize) -> bool {
    let here = place_of(entries, own.index).unwrap_or_default();
    let near = around(entries, here, REACH / 2).iter().filter(|it| it.alike(own));
    let first = near.clone().map(|it| it.quantity.from).min().unwrap_or(own.quantity.from);
    let last = near.map(|it| it.quantity.to).max().unwrap_or(own.quantity.to);
    let begin = line.back(first, &['。', '\n'], 60);
    let text = if last <= claim { line.text(begin, last) } else { line.text(begin.min(claim), claim) };
    // 种得最多 of what was 种了.
    let mut chars: Vec<char> = measure.chars().collect();
    if let [deed, '得'] = chars.as_slice() {
        return text.contains(*deed);
    }
    chars.retain(|c| *c != '得');
    chars.windows(2).any(|pair| text.contains(&String::from_iter(pair)))
}
