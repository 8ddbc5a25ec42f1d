//! Parts and the total behind them: 甲3个、乙4个，合计7个.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::crossed;
use crate::Findings;
use crate::chars::is_one_of;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::accounts::flow_lists::OPENING;
use crate::rules::figures::accounts::flow_words::{flows, opens};
use crate::rules::figures::statement::{begins, joined, sum_of, tell_sum};
use crate::rules::figures::words::{AMONG, compares, converts, has};

/// The most parts that a total has; longer lists are no prose.
const MOST_PARTS: usize = 60;

/// Words right before a total.
const WORDS: [&str; 6] = ["合计", "共计", "总计", "总共", "一共", "共"];

/// Words by which some are counted in two parts.
const CROSSED: [&str; 9] = ["交叉", "重复", "重叠", "兼任", "兼职", "扣除", "剔除", "去重", "冲抵"];

/// What makes a number the total of those before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word that can only be of a total: 合计, 总计.
    Sure,
    /// 共, which may also open a fact of its own.
    Loose,
    /// 三个村共: of as many parts as it says.
    Counted,
    /// 总面积: when the sum comes near to it.
    Near,
}

/// Whether a sum misses its total by a fifth at most.
fn is_close(total: &Quantity, sum: &Interval) -> bool {
    let share = |thousandths| total.value.times(rust_decimal::Decimal::new(thousandths, 3));
    !sum.is_below(&share(800)) && !share(1250).is_below(sum)
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, total) in line.quantities.iter().enumerate() {
        if index < 2 || !total.is_amount() || total.range {
            continue;
        }
        let label = line.label(index);
        // 合计占全年诉求260件的71.9%, 合计完成任务260件的七成: a share of another whole.
        if line.starts(total.to, "的")
            && (has(label, &["占", "完成任务"])
                || line
                    .quantities
                    .get(index + 1)
                    .is_some_and(|it| it.from == total.to + 1 && it.is_percent()))
            || has(label, &["合计占", "共计占", "总计占", "共占"])
        {
            continue;
        }
        if heads_list(line, index, total) {
            continue;
        }
        let told = totals(label).or_else(|| of_periods(line, total, label));
        let told = told.or_else(|| of_row(line, index, label));
        let told = told.or_else(|| of_number(line, index, label)).or_else(|| overall(label));
        let Some(sure) = told.or_else(|| together(line, index, label)) else {
            continue;
        };
        let matters = of_matters(line, total);
        let mut parts: Vec<(usize, &Quantity)> = Vec::new();
        let mut next = total;
        let mut parted = false;
        for (at, part) in line.quantities.iter().enumerate().take(index).rev() {
            let gap = line.text(part.to, next.from);
            if parts.len() > MOST_PARTS
                || part.sentence != total.sentence
                || next.from - part.to > 60
                || has(gap, &AMONG)
            {
                // 4个街道，其中东关街道12个小区: what is less than its part is no whole of it.
                parted = has(gap, &AMONG) && !part.value.is_below(&next.value);
                break;
            }
            let again = converts(line.label(at));
            if again || !(part.same_unit(total) || matters && is_matter(part)) || part.depth != total.depth {
                continue;
            }
            let own = line.label(at);
            // 来访86批412人次: who came is counted twice.
            if part.unit == "人次" && !part.same_unit(total) && own.is_empty() {
                continue;
            }
            // 6720人，每人每月100元，上半年403.2万元: what one of them gets is no part.
            if has(own, &["每人", "每户", "每月", "每年"]) {
                continue;
            }
            // 上年结转1.2亿元 is part of what there was to spend.
            let carried = opens(own) && has(own, &["结转", "结余", "滚存"]);
            if part.range || compares(own) && !carried || totals(own).is_some() || has(own, &["其中", "累计"])
            {
                let whole = at.checked_sub(1).and_then(|at| line.quantities.get(at));
                parted = own.contains("其中")
                    && whole.is_none_or(|it| !it.same_unit(part) || !it.value.is_below(&part.value));
                break;
            }
            // 新增28个，使全县总数达到203个，全县村庄共236个: a total of its own is no part, and what it is of is no part either.
            let named = sure == Kind::Loose && label.chars().count() > 2;
            if named && has(own, &["总数", "总量", "总额"]) {
                parted = true;
                break;
            }
            // 总数目标120户，净增14户，总数达到127户: what is aimed at is no part of what there is.
            if own.contains("目标") && !label.contains("目标") {
                break;
            }
            parts.push((at, part));
            next = part;
        }
        parts.reverse();
        // 三类问题共计904处（块）: one of the three is counted by another word.
        let fits = label.ends_with("成的")
            || counted(line, index).is_none_or(|count| count == parts.len() || (sure == Kind::Near));
        // 以及各地的捐助，总计…: some parts have no number. 三等奖的作者共13人: of these alone.
        let behind = parts.last().map(|(_, part)| line.text(part.to, total.from)).unwrap_or_default();
        // 党委班子9人，政府班子7人（交叉任职3人），共13人: some are in both.
        let start = parts.first().map_or(total.from, |(_, part)| part.from);
        // 甲村一个，乙村两个，丙村一个，共4个: one of a thing is no number that is read.
        let single = format!("一{}", total.printed_unit);
        let single = line.text(start, total.from).contains(&single);
        let crossed = single || has(line.text(start, line.ahead(total.to, &['。', '；'], 16)), &CROSSED);
        if behind.starts_with('等')
            || has(behind, &["以及", "等各", "等地", "等单位", "另外", "其他"])
            || crossed
            || (sure == Kind::Loose && label.contains('的'))
        {
            continue;
        }
        // 居前三位的合计139件: of the largest ones.
        if let Some(count) = leading(label) {
            parts.retain(|(at, _)| !has(line.label(*at), &["其他", "其它", "其余"]));
            if count >= parts.len() {
                continue;
            }
            parts.sort_by_key(|(_, it)| std::cmp::Reverse(it.printed));
            parts.truncate(count);
            parts.sort_by_key(|(at, _)| *at);
        }
        let names: Vec<&str> = parts.iter().map(|(at, _)| line.label(*at)).collect();
        // 原有1240盏，新装186盏，拆除52盏，目前共有1374盏: what came and went is no sum.
        if flows(label, &names) && names.first().is_some_and(|name| has(name, &OPENING)) {
            continue;
        }
        // 河长186名，其中县级16名、乡级170名，村级河长268名，共454名: which of them are parts of which nobody knows.
        if parts.len() < 2 || !fits || (parted && counted(line, index).is_none()) {
            continue;
        }
        judge(line, index, total, &parts, sure, out);
    }
}

/// Units of matters that come in.
fn is_matter(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "件" | "件次" | "批" | "批次" | "起" | "封" | "次" | "人次")
}

/// Whether a total says that it adds matters that are counted by several words: 1818件（批）次, 769件（批次）.
fn of_matters(line: &Line, total: &Quantity) -> bool {
    let behind = line.text(total.to, total.to + 4);
    is_matter(total)
        && (behind.starts_with('（') && has(behind, &["批", "次", "封", "起", "件"])
            || ["批次", "批、", "次、", "起、", "封、"].iter().any(|word| behind.starts_with(word)))
}

/// 三个片区分别免疫生猪6240头、5380头、6180头，累计免疫18800头: a row behind 分别 and what the same verb comes to. 累计 with another
/// verb may count what was before.
fn of_row(line: &Line, index: usize, label: &str) -> Option<Kind> {
    let verb = label.strip_prefix("累计").or_else(|| label.strip_prefix('共'))?;
    let verb = verb.trim_end_matches(['为', '达', '到', '计', '有']);
    let (before, total) = (index.checked_sub(1)?, line.quantities.get(index)?);
    let last = line.quantities.get(before)?;
    let first = (0..before).rev().take_while(|at| joined(line, *at)).last()?;
    let from = line.back(line.quantities.get(first)?.from, &['，', '。', '；', '：', '、'], 30);
    let clause = line.text(from, line.quantities.get(first)?.from);
    let (_, told) = clause.split_once("分别")?;
    let same = match verb {
        "" | "表彰" | "评选" | "奖励" => matches!(told, "为" | "是"),
        _ => told.contains(verb) && !has(verb, &["新增", "新建"]),
    };
    let near = line.text(last.to, total.from.max(last.to)).chars().count() <= label.chars().count() + 1;
    (same && near).then_some(Kind::Near)
}

/// 三个村共投入…: a total of as many parts as are counted right before it.
fn of_number(line: &Line, index: usize, label: &str) -> Option<Kind> {
    let sums = ["总产", "总收", "总面积", "总量", "总数", "总长", "总产值"];
    let joined = (has(label, &["共", "合计", "总计", "总投资", "总额", "累计"]) || has(label, &sums))
        && !has(label, &["公共", "共同", "共建", "共享", "共青"]);
    (joined && label.chars().count() <= 12 && counted(line, index).is_some()).then_some(Kind::Counted)
}

/// The small number in the clause of a total, right before its words.
fn counted(line: &Line, index: usize) -> Option<usize> {
    let (count, total) = (line.quantities.get(index.checked_sub(1)?)?, line.quantities.get(index)?);
    let near = count.sentence == total.sentence && total.from >= count.to && total.from - count.to <= 12;
    let plain = !line.text(count.to, total.from).contains(['，', '、', '：', '（', '）']);
    let number = count.printed.to_string().parse().ok().filter(|number| (2..=12).contains(number))?;
    (near && plain && count.qualifier.is_none() && !count.range).then_some(number)
}

/// 总价值, 总面积, 总人数: a total only when the parts come near to it.
fn overall(label: &str) -> Option<Kind> {
    // 隐患总数325条 behind its kinds.
    let bare = label.trim_end_matches(['为', '达', '到', '是', '约']);
    if ["总数", "总量", "总额"].iter().any(|word| bare.ends_with(word)) && bare.chars().count() <= 8 {
        return Some(Kind::Near);
    }
    // 道路总里程75公里 behind 已硬化… and 未硬化….
    let (lead, rest) = label.split_once('总')?;
    if lead.chars().count() > 4
        || (!lead.is_empty()
            && !rest.starts_with(['里', '面', '人', '户', '长', '规', '造', '成', '费', '花', '库', '装']))
    {
        return None;
    }
    let nouns = [
        "规模", "价值", "金额", "面积", "长", "里程", "人数", "户数", "产量", "额", "数", "量", "投入",
        "收入", "支出", "造价", "成本", "费用", "花费", "库容", "装机", "资金",
    ];
    (nouns.iter().any(|noun| rest.starts_with(noun)) && rest.chars().count() <= 6).then_some(Kind::Near)
}

/// 人工造林…、封山育林…，共完成营造林…: 共 with a verb, and a noun whose last word stands in those of its parts.
fn together(line: &Line, index: usize, label: &str) -> Option<Kind> {
    // 城关镇420亩，…，全县共完成1060亩.
    let all =
        ["全县", "全镇", "全乡", "全村", "全市", "全区"].iter().find_map(|word| label.strip_prefix(word));
    if all.is_some_and(|rest| rest.starts_with('共') && rest.chars().count() <= 6) {
        let place = |back: usize| {
            index
                .checked_sub(back)
                .is_some_and(|at| line.label(at).ends_with(['镇', '乡', '村', '区', '组', '道']))
        };
        return (1..=2).all(place).then_some(Kind::Near);
    }
    // 一组栽了120亩，二组栽了86亩，三组栽了74亩，全村新栽280亩: all that the parts of a place did, by the verb of each.
    if let Some(rest) = all.filter(|rest| (2..=6).contains(&rest.chars().count()) && index > 2) {
        let does = |back: usize| {
            let own = index.checked_sub(back).map(|at| line.label(at)).unwrap_or_default();
            let (place, deed) = own.split_at(own.rfind(['镇', '乡', '村', '区', '组', '道']).unwrap_or(0));
            let mut deed = deed.chars().skip(1).filter(|c| !is_one_of!(*c, "了共已计有为"));
            !place.is_empty() && deed.next().is_some_and(|verb| rest.contains(verb)) && deed.count() < 3
        };
        if (1..=3).all(does) && !has(rest, &["累计", "总", "现有", "共有"]) {
            return Some(Kind::Near);
        }
    }
    // 男生526人，女生488人，全校学生1014人.
    let sexes = index.checked_sub(2).is_some_and(|at| line.label(at).starts_with('男'))
        && line.label(index - 1).starts_with('女');
    if sexes && label.starts_with(['全', '共', '总']) && label.chars().count() <= 6 {
        return Some(Kind::Near);
    }
    // 第一期62人、第二期58人、第三期46人，共培训166人.
    let ordinal =
        |back: usize| index.checked_sub(back).map(|at| line.label(at)).filter(|it| it.starts_with('第'));
    let numbered = (1..=2).all(|back| ordinal(back).is_some_and(|it| (2..=6).contains(&it.chars().count())));
    if numbered && label.starts_with('共') && label.chars().count() <= 4 {
        return Some(Kind::Near);
    }
    let noun = label.strip_prefix('共')?;
    let tail = noun.chars().last()?;
    // Of the last two parts, and all that there are of three.
    let kin = (1..=2).all(|back| index.checked_sub(back).is_some_and(|at| line.label(at).contains(tail)));
    (kin && (3..=8).contains(&noun.chars().count()) && index > 1).then_some(Kind::Near)
}

/// 上半年…，下半年…，全年共完成…: the year is the total of its parts.
fn of_periods(line: &Line, total: &Quantity, label: &str) -> Option<Kind> {
    let from = line.back(total.from, &['。', '；', '！', '\n'], 120);
    let sentence = line.text(from, total.from);
    let whole = label.starts_with("全年") && !has(label, &["同比", "计划", "目标", "任务"]);
    let halves = sentence.contains("上半年") && sentence.contains("下半年");
    let quarters = has(sentence, &["四个季度", "四季度"]) && !has(sentence, &["前三季度"]);
    // 春季植树12.6万株，秋季植树8.9万株，全年共植树….
    let season = |words: &[&str]| has(sentence, words);
    let seasons = season(&["春季", "春播", "春茶"])
        && season(&["秋季", "秋播", "秋茶"])
        && has(label, &["共", "累计", "合计"]);
    if whole && (halves || quarters || seasons) {
        return Some(Kind::Sure);
    }
    // 争取上级资金…，自筹资金…，总投资….
    let money = label.starts_with("总投资") || label.ends_with("共投资") || label.ends_with("共投入");
    (money && sentence.matches("资金").count() >= 2 && total.unit == "元").then_some(Kind::Sure)
}

/// Whether these words before a number make it a total, and whether no other reading is left: 合计, 共计评选先进典型,
/// 三村共有农户.
fn totals(label: &str) -> Option<Kind> {
    let bare = label.trim_end_matches(['为', '是', '达', '有', '到', '约', '近', '超', '过', '逾']);
    if let Some(word) = WORDS.iter().find(|word| bare.ends_with(**word)) {
        let before = bare.strip_suffix(word).unwrap_or_default();
        return (before.chars().count() <= 6 && !has(before, &["累计", "其中"]))
            .then_some(if *word == "共" { Kind::Loose } else { Kind::Sure });
    }
    let opened = ["合计", "共计", "总计", "总共", "一共"].iter().any(|word| label.starts_with(word));
    // 由镇级1支、村级18支组成的19支队伍.
    if matches!(label, "组成的" | "构成的") {
        return Some(Kind::Sure);
    }
    let joint =
        ["合计", "共计", "总计", "共", "累计"].iter().find(|word| label.contains(**word)).unwrap_or(&"共");
    let several = label.split_once(joint).is_some_and(|(before, _)| {
        let counts = before.starts_with(['两', '三', '四', '五', '六', '七', '八', '九', '十', '各']);
        counts
            && before.chars().count() == 2
            && before
                .ends_with(['村', '项', '者', '家', '地', '类', '镇', '组', '年', '所', '季', '期', '批'])
    });
    ((opened || several) && label.chars().count() <= 14).then_some(Kind::Sure)
}

/// Of how many of the largest ones a total says that it is: 居前三位的合计, 前五名共计.
fn leading(label: &str) -> Option<usize> {
    let (_, rest) = label.split_once('前')?;
    let mut chars = rest.chars();
    let count = chars.next().and_then(|c| "二三四五六七八九十".chars().position(|own| own == c))?;
    chars.next().is_some_and(|c| matches!(c, '位' | '名' | '类' | '项' | '个' | '大')).then_some(count + 2)
}

fn first_of<'l>(parts: &[(usize, &'l Quantity)]) -> Option<&'l Quantity> {
    parts.first().map(|(_, it)| *it)
}

/// Whether a list says that it goes on with what stands in a sentence before: 收入完成23.86亿元。加上级补助38.42亿元、…，收入总计….
fn begun(line: &Line, total: &Quantity, parts: &[(usize, &Quantity)]) -> bool {
    let Some(first) = first_of(parts) else { return false };
    let from = line.back(first.from, &['。', '；', '！', '\n'], 60);
    let opening = line.text(from, first.from);
    let more = ["加", "另加", "再加", "连同", "算上", "外加"].iter().any(|word| opening.starts_with(word))
        && !["加快", "加强", "加大", "加工", "加密", "加固", "加装", "加入"]
            .iter()
            .any(|word| opening.starts_with(word));
    more && line.quantities.iter().any(|it| it.same_unit(total) && it.to <= from)
}

/// Whether a number and the next one are told of together by the words of a total: 合计58公顷的新供和21公顷的盘活, 共新增3台、更新2台.
fn heads_list(line: &Line, index: usize, total: &Quantity) -> bool {
    let Some(next) = line.quantities.get(index + 1).filter(|it| it.same_unit(total)) else { return false };
    let gap = line.text(total.to, next.from.max(total.to));
    let more = gap.chars().count() <= 12
        && gap.contains(['和', '、', '与', '及'])
        && !gap.contains(['，', '。', '；', '（']);
    more && (gap.starts_with('的') || line.label(index).chars().count() > 2)
}

fn judge(
    line: &Line,
    index: usize,
    total: &Quantity,
    parts: &[(usize, &Quantity)],
    kind: Kind,
    out: &mut Findings,
) {
    let count = parts.len();
    let sum = |from: usize| sum_of(parts.iter().skip(from).map(|(_, part)| part.value));
    let from = (0..=count - 2).find(|from| total.value.equals(sum(*from)) == Verdict::Holds);
    let used: Vec<&Quantity> = parts.iter().skip(from.unwrap_or(0)).map(|(_, part)| *part).collect();
    let all = sum(0);
    let near = |value: &Interval| {
        let half = total.value.times(rust_decimal::Decimal::new(5, 1));
        let twice = total.value.times(rust_decimal::Decimal::TWO);
        !value.is_below(&half) && !twice.is_below(value)
    };
    let verdict = match from {
        Some(_) => Verdict::Holds,
        None if begun(line, total, parts) => return,
        None if total.value.is_below(&all)
            && crossed::is_told(line, first_of(parts).map_or(total.from, |it| it.from), total.to) =>
        {
            Verdict::Open
        }
        None if kind == Kind::Near && (!is_close(total, &all) || total.value.may_equal(&all)) => return,
        None if !total.value.may_equal(&all) && near(&all) => Verdict::Fails,
        None => Verdict::Open,
    };
    let first = parts.get(from.unwrap_or(0)).map_or(index, |(at, _)| *at);
    tell_sum(line, (begins(line, first), total.to), total, used, verdict, out);
}
