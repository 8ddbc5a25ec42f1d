//! Ratios that have a definition 有定义的比率: 资产负债率 is 负债 by 资产, 恩格尔系数 食品烟酒支出 by 消费支出, whatever else stands between.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::division::{division, statement};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::{EARLIER, is_earlier};
use crate::rules::figures::statement::about;
use crate::rules::figures::words::has;

/// How many numbers before a ratio are asked for their names, and how many behind it.
const REACH: usize = 12;
const BEHIND: usize = 3;

/// A ratio: the words that it ends with, the names of its part and of its whole, and what is called like them but is another thing.
struct Known {
    words: &'static [&'static str],
    part: &'static [&'static str],
    whole: &'static [&'static str],
    other: &'static [&'static str],
}

const KNOWN: [Known; 14] = [
    Known {
        words: &["资产负债率", "负债率"],
        part: &["负债"],
        whole: &["资产"],
        other: &["净资产", "固定资产", "流动", "无形资产", "资产负债"],
    },
    Known {
        words: &["恩格尔系数"],
        part: &["食品烟酒支出", "食品烟酒", "食品烟酒消费支出", "食品支出", "食品消费支出", "食品烟酒类支出"],
        whole: &["消费支出", "生活支出"],
        other: &[],
    },
    Known {
        words: &["存贷比", "存贷款比", "贷存比"],
        part: &["贷款", "贷款余额"],
        whole: &["存款", "存款余额"],
        other: &["不良", "涉农", "小微", "新增", "储蓄"],
    },
    Known {
        words: &["不良率", "不良贷款率", "不良贷款占比"],
        part: &["不良贷款", "不良"],
        whole: &["贷款"],
        other: &["涉农", "小微", "新增", "发放", "关注"],
    },
    Known {
        words: &["老龄化率", "老龄化程度", "老龄化水平", "老龄化比例"],
        part: &["老年人", "老年人口", "老人", "岁以上", "岁及以上", "岁以上人口", "岁及以上人口", "老龄人口"],
        whole: &["常住人口", "总人口", "户籍人口", "人口"],
        other: &["流动", "80", "70", "90"],
    },
    Known {
        words: &["研发投入强度", "研发经费投入强度", "研发强度", "R&D投入强度"],
        part: &["研发投入", "研发经费", "研发经费投入", "研发费用", "研发支出", "R&D经费", "研发经费支出"],
        whole: &["生产总值", "GDP", "营业收入", "主营业务收入", "销售收入"],
        other: &["人均"],
    },
    Known {
        words: &["自给率"],
        part: &["预算收入", "财政收入"],
        whole: &["支出", "预算支出", "财政支出"],
        other: &["基金", "三公", "民生", "上级", "国有"],
    },
    Known {
        words: &["利润率", "净利率"],
        part: &["利润", "净利润"],
        whole: &["营业收入", "营收", "销售收入", "主营业务收入", "总收入"],
        other: &["其他"],
    },
    Known {
        words: &["产销率"], part: &["销售产值"], whole: &["总产值", "产值"], other: &["增加值"]
    },
    Known {
        words: &["药占比", "药品占比", "药品收入占比"],
        part: &["药品收入"],
        whole: &["医疗收入", "业务收入", "医药收入", "总收入"],
        other: &["服务"],
    },
    Known {
        words: &["漏损率", "产销差率"],
        part: &["漏损水量", "漏损量", "漏损"],
        whole: &["供水量", "供水总量", "供水"],
        other: &["售水"],
    },
    Known {
        words: &["优良率", "优良天数比率", "优良天数比例", "优良天数占比"],
        part: &["优良天数", "优良"],
        whole: &["监测天数", "有效天数", "有效监测", "全年"],
        other: &["目标"],
    },
    Known {
        words: &["债务率"],
        part: &["债务余额", "债务"],
        whole: &["综合财力", "可用财力", "财力"],
        other: &["限额", "新增", "化解"],
    },
    Known {
        words: &["城镇化率"],
        part: &["城镇常住人口", "城镇人口", "城镇", "城镇居民"],
        whole: &["常住人口", "总人口", "人口"],
        other: &["户籍", "新增"],
    },
];

/// What may stand between a name and its number.
const ENDINGS: [char; 11] = ['达', '到', '为', '是', '约', '共', '计', '有', '完', '成', '近'];

/// What a name may go on with: 资产总额, 债务余额.
const TAILS: [&str; 7] = ["总额", "余额", "总计", "合计", "规模", "总量", "金额"];

/// Words of numbers that are none of the ratio.
const OTHER: [&str; 9] = ["增加", "增长", "减少", "比", "较", "目标", "计划", "由", "从"];

/// Where and when a ratio is told of, without which it has the same name.
const SCOPES: [&str; 22] = [
    "年末",
    "期末",
    "全县",
    "全市",
    "全区",
    "全镇",
    "全乡",
    "我县",
    "我市",
    "我区",
    "公司",
    "集团",
    "企业",
    "居民",
    "财政",
    "常住人口",
    "人口",
    "营业收入",
    "销售",
    "当前",
    "整体",
    "平均",
];

/// Looks whether a percentage is a ratio that has a definition and both of its numbers are told; gives whether it is read.
pub(crate) fn rate(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    // 恩格尔系数降至32%.
    let bare = ["降至", "降到", "升至", "升到", "控制在"].iter().find_map(|word| label.strip_suffix(word));
    let bare = bare.unwrap_or(label).trim_end_matches(ENDINGS);
    if !bare.ends_with(['率', '数', '比', '度', '平', '例']) {
        return false;
    }
    let found = KNOWN.iter().find_map(|it| {
        let word = it.words.iter().filter(|word| bare.ends_with(**word)).max_by_key(|word| word.len())?;
        Some((it, bare.strip_suffix(word)?))
    });
    let Some((known, subject)) = found else { return false };
    if rate.qualifier.is_some()
        || rate.range
        || rate.depth > 0
        || has(subject, &EARLIER)
        || has(subject, &["全国", "全省"])
    {
        return false;
    }
    let subject = SCOPES.iter().fold(subject, |it, scope| it.trim_start_matches(scope));
    let parts = all(line, index, rate, (known.part, known.other));
    let wholes: Vec<&Quantity> = all(line, index, rate, (known.whole, known.other))
        .into_iter()
        .filter(|it| parts.iter().all(|part| part.from != it.from))
        .collect();
    let pairs = || {
        let pairs = parts.iter().flat_map(|part| wholes.iter().map(move |whole| (*part, *whole)));
        pairs.filter(|(part, whole)| part.same_unit(whole))
    };
    let makes = |(part, whole): &(&Quantity, &Quantity)| part.value.rate(whole.value);
    let holds = pairs().find(|pair| rate.value.equals(makes(pair)) == Verdict::Holds);
    let told = |it: &Quantity| line.clause(it).contains(subject);
    let alone = |all: &[&Quantity]| all.windows(2).all(|it| matches!(it, [a, b] if a.value == b.value));
    let only = || {
        let own = alone(&parts) && alone(&wholes);
        pairs().next().filter(|(part, whole)| own && (subject.is_empty() || told(part) || told(whole)))
    };
    let Some(pair) = holds.or_else(only) else {
        // 常住人口城镇化率 is no share of those who are registered.
        return known.other.contains(&"户籍") && !parts.is_empty();
    };
    let (part, whole) = pair;
    let (made, verdict) = (makes(&pair), rate.value.equals(makes(&pair)));
    let share = |hundredths| made.times(Decimal::new(hundredths, 2));
    let like = !rate.value.is_below(&share(50)) && !share(200).is_below(&rate.value);
    if verdict == Verdict::Fails && !like {
        return false;
    }
    let computed = about(&made, rate.printed.scale().max(1));
    let reason = division(part, whole, rate);
    statement(line, index, rate, vec![part, whole], verdict, reason).tell_percent(computed, out);
    true
}

/// The numbers around a ratio that have one of these names, of the same sentence and the two before.
fn all<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    (names, others): (&[&str], &[&str]),
) -> Vec<&'l Quantity> {
    let called = |at: usize| {
        let full = line.label(at);
        let tail = |label: &'l str| TAILS.iter().find_map(|tail| label.strip_suffix(tail));
        let label = full.trim_end_matches(ENDINGS);
        let cut = tail(full).or_else(|| tail(label)).unwrap_or(label);
        let cut = cut.trim_end_matches('总');
        names.iter().any(|name| label.ends_with(name) || cut.ends_with(name))
            && !has(label, others)
            && !has(label, &OTHER)
    };
    (index.saturating_sub(REACH)..=index + BEHIND)
        .filter(|at| *at != index)
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .filter(|(at, it)| {
            let before = *at < index && it.sentence + 2 >= rate.sentence;
            // Days that are told behind a rate need not be those that were measured.
            let own = before || it.sentence == rate.sentence && it.unit != "天";
            let counted = it.is_amount() || it.unit == "天";
            let plain = counted && !it.range && !it.quoted && it.qualifier.is_none();
            own && plain && called(*at) && !is_earlier(line, *at)
        })
        .map(|(_, it)| it)
        .collect()
}
