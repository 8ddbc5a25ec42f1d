//! Whether a list of parts behind 其中 is meant to name all of its whole: then it has to make it.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::facts::retold::core;
use crate::rules::figures::statement::{is_within, printed_in, sum_of};
use crate::rules::figures::words::{ATTRIBUTES, MEASURES, REMAINDERS, STAGES, acts, has};
use crate::words::holds;

/// Names of parts that leave nothing over 互补.
const PAIRS: [&[&str]; 67] = [
    &["立即整改", "限期整改"],
    &["立行立改", "限期整改"],
    &["当场整改", "限期整改"],
    &["审批", "核准", "备案"],
    &["天然林", "人工林"],
    &["城镇职工", "城乡居民"],
    &["职工医保", "居民医保"],
    &["一季度", "二季度", "三季度", "四季度"],
    &["结婚", "离婚", "补领"],
    &["在职", "离退休"],
    &["缓刑", "假释", "暂予监外执行"],
    &["伤亡事故", "财产损失事故"],
    &["企业职工", "机关事业", "城乡居民"],
    &["成人", "少儿"],
    &["成年", "未成年"],
    &["在职", "退休"],
    &["本科", "专科"],
    &["住宅", "非住宅"],
    &["农业户", "非农业户"],
    &["党员", "群众"],
    &["约束性", "预期性"],
    &["在编", "编外"],
    &["全日制", "非全日制"],
    &["红色", "橙色", "黄色", "蓝色"],
    &["税收收入", "非税收入"],
    &["企业", "个体", "合作社"],
    &["第一种形态", "第二种形态", "第三种形态", "第四种形态"],
    &["一级", "二级", "三级", "四级"],
    &["省外", "省内县外", "县内"],
    &["省外", "县外", "县内"],
    &["公益林", "商品林"],
    &["脱贫不稳定", "边缘易致贫", "突发严重困难"],
    &["粮食作物", "经济作物"],
    &["重大", "较大", "一般"],
    &["优秀", "良好", "合格", "不合格"],
    &["国有", "非国有"],
    &["城镇居民", "农村居民"],
    &["自有", "租赁"],
    &["一般", "重大"],
    &["省内", "省外"],
    &["市内", "市外"],
    &["县内", "县外"],
    &["国内", "国外"],
    &["境内", "境外"],
    &["公办", "民办"],
    &["规上", "规下"],
    &["规模以上", "规模以下"],
    &["专职", "兼职"],
    &["线上", "线下"],
    &["集中供养", "分散供养"],
    &["早稻", "晚稻"],
    &["早稻", "中稻", "晚稻"],
    &["水田", "旱地"],
    &["夏粮", "秋粮"],
    &["城镇", "农村"],
    &["城市", "农村"],
    &["第一产业", "第二产业", "第三产业"],
    &["一产", "二产", "三产"],
    &["新建", "续建"],
    &["常住", "流动"],
    &["内资", "外资"],
    &["财政", "自筹"],
    &["上半年", "下半年"],
    &["男", "女"],
    &["县级", "镇", "村"],
    &["县级", "乡级", "村级"],
    &["市级", "镇", "村"],
];

/// Whether the names of the parts, or what their whole is called, leave nothing over: 规上…、规下…; 新改建…，其中新建…、改建….
pub(crate) fn complements(called: &str, names: &[&str]) -> bool {
    // 公办园0.69万人、普惠性民办0.46万人: not all of what is not the first.
    let limited = names.iter().any(|name| {
        let limit =
            ["普惠性", "重点", "示范", "优质", "骨干", "达标"].iter().find(|word| name.contains(**word));
        limit.is_some_and(|word| !names.iter().all(|name| name.contains(word)))
    });
    let known = !limited
        && PAIRS.iter().any(|pair| {
            pair.len() == names.len()
                && pair.iter().all(|word| names.iter().filter(|it| holds(it, word)).count() == 1)
        });
    let works = has(called, &["新改建", "新（改）建", "新改扩建", "改扩建", "新建改建", "新建、改", "续建"])
        && names.len() > 1
        && names.iter().all(|name| has(name, &["新建", "改建", "扩建", "改造", "续建", "改扩建"]));
    // 建议和提案36件，其中建议21件、提案15件: the whole is called by the names of both.
    let both = names.len() == 2
        && [
            ["建议", "提案"],
            ["来信", "来访"],
            ["公务员", "事业"],
            ["行政", "事业"],
            ["投诉", "举报"],
            ["任命", "免职"],
        ]
        .iter()
        .any(|pair| {
            pair.iter()
                .all(|word| called.contains(word) && names.iter().filter(|it| holds(it, word)).count() == 1)
        })
        && !has(called, &["议案", "来电", "网", "工勤", "、教师"]);
    // 村（社区）妇联组织262个，其中行政村238个、社区24个.
    let bodies = names.len() == 2
        && has(called, &["村（社区）", "村、社区", "村和社区", "村居", "村社"])
        && names.iter().filter(|name| name.contains("社区") || name.contains('居')).count() == 1
        && names.iter().filter(|name| name.contains('村')).count() == 1;
    // 中共党员72名，非中共人士114名.
    let negated = matches!(names, [one, other] if other.split_once('非').is_some_and(|(_, rest)| {
        let stem: String = rest.chars().take(2).collect();
        stem.chars().count() == 2 && one.contains(&stem) && !one.contains('非')
    }));
    works || known || both || bodies || negated || down_to(called, names)
}

/// Whether a whole is of one level and all above it, and its parts are these levels: 县级以上龙头企业, of 国家级, 省级, 市级 and 县级.
fn down_to(called: &str, names: &[&str]) -> bool {
    const LEVELS: [&str; 5] = ["国家级", "省级", "市级", "县级", "乡级"];
    let least = LEVELS.iter().position(|level| {
        called
            .split_once(level)
            .is_some_and(|(_, rest)| rest.starts_with("以上") || rest.starts_with("及以上"))
    });
    let all = |least: usize| {
        names.len() == least + 1 && LEVELS.iter().zip(names).all(|(level, name)| name.contains(level))
    };
    least.is_some_and(|least| least > 0 && all(least))
}

/// Whether a whole is called by the names of its parts one behind the other: 投诉举报, of 投诉 and 举报.
pub(crate) fn compounds(called: &str, names: &[&str]) -> bool {
    let rest = names.iter().rev().try_fold(called, |rest, name| {
        let rest = rest.strip_suffix(*name).filter(|_| name.chars().count() > 1)?;
        Some(rest.trim_end_matches(['、', '和', '与', '及']))
    });
    names.len() > 1 && rest.is_some()
}

/// Whether names part a whole by a known pair and by nothing else: 集中供养…，分散供养….
pub(crate) fn twins(names: &[&str]) -> bool {
    PAIRS.iter().any(|pair| {
        let all = || pair.iter().all(|word| names.iter().any(|name| holds(name, word)));
        if pair.len() != names.len() || !all() {
            return false;
        }
        let rests: Vec<String> = names
            .iter()
            .filter_map(|name| {
                let word = pair.iter().filter(|word| holds(name, word)).max_by_key(|word| word.len())?;
                Some(name.replacen(*word, "", 1))
            })
            .collect();
        rests.len() == names.len()
            && rests.iter().all(|rest| Some(rest) == rests.first() && rest.chars().count() <= 8)
    })
}

/// Whether a whole is of the years of school that all have to go: 小学, 初中.
pub(crate) fn schools(called: &str, names: &[&str]) -> bool {
    called.contains("义务教育")
        && matches!(names, [one, other] if one.starts_with("小学") && other.starts_with("初中"))
}

/// Of how many levels a whole says that it is: 镇村两级干部.
pub(crate) fn levels(called: &str) -> usize {
    let words = [("两级", 2), ("三级", 3), ("四级", 4), ("两类", 2), ("三类", 3), ("四类", 4)];
    words.iter().find(|(word, _)| called.contains(word)).map_or(0, |(_, count)| *count)
}

/// Whether all names end in one word, as 优秀等次、良好等次、一般等次 do: members of one division.
pub(crate) fn one_ending(names: &[&str]) -> bool {
    let tail = |name: &&str| name.chars().rev().take(2).collect::<String>();
    let first = names.first().map(tail).unwrap_or_default();
    names.len() > 1
        && first.chars().count() == 2
        && !first.contains(['的', '有', '了', '率'])
        && names.iter().all(|name| tail(name) == first && name.chars().count() >= 3)
}

/// Whether a second list runs beside this one, in another unit, and makes its whole: 412户1386人，其中…398户1341人，…14户….
pub(crate) fn beside(line: &Line, index: usize, parts: &[usize]) -> bool {
    let joined = |one: usize, other: usize| {
        let (Some(first), Some(second)) = (line.quantities.get(one), line.quantities.get(other)) else {
            return false;
        };
        second.from.saturating_sub(first.to) <= 1 && !first.same_unit(second) && second.is_amount()
    };
    let makes = |step: fn(usize) -> Option<usize>, before: bool| {
        let other = |at: usize| {
            let other = step(at)?;
            let near = if before { joined(other, at) } else { joined(at, other) };
            line.quantities.get(other).filter(|_| near)
        };
        let Some(whole) = other(index) else { return false };
        let all: Option<Vec<&Quantity>> = parts.iter().map(|at| other(*at)).collect();
        let Some(all) = all.filter(|all| all.iter().all(|it| it.same_unit(whole))) else { return false };
        whole.value.equals(sum_of(all.iter().map(|it| it.value))) == Verdict::Holds
    };
    parts.len() > 1 && (makes(|at| at.checked_sub(1), true) || makes(|at| at.checked_add(1), false))
}

/// Whether parts miss their whole by so little, or in such a way, that a slip of the pen is likelier than a part that
/// nobody named: two digits that changed places, one digit that differs, a rest that no part is as small as.
pub(crate) fn is_slip(line: &Line, whole: &Quantity, parts: &[&Quantity], names: &[&str]) -> bool {
    let vague = parts.iter().any(|it| it.qualifier.is_some() || it.range) || whole.qualifier.is_some();
    let last = parts.last().map_or(whole.to, |it| it.to);
    let end = line.ahead(last, &['，', '。', '；', '）'], 12);
    if vague
        || parts.len() < 2
        || line.text(last, end).contains('等')
        // 临时救助286万元，孤儿保障另列: something else is told of.
        || line.text(last, line.ahead(last, &['。', '；', '\n'], 12)).contains('另')
        || names.iter().any(|it| has(it, &["重点", "主要", "含"]))
    {
        return false;
    }
    let printed: Vec<Decimal> = parts.iter().map(|it| printed_in(it, whole)).collect();
    let scale = printed.iter().map(Decimal::scale).max().unwrap_or(0).max(whole.printed.scale());
    let units = |it: &Decimal| -> Option<i64> {
        it.checked_mul(Decimal::from(10_i64.checked_pow(scale)?))?
            .to_i64()
            .filter(|it| (1..1_000_000_000_000).contains(it))
    };
    let (Some(total), Some(parts)) =
        (units(&whole.printed), printed.iter().map(units).collect::<Option<Vec<i64>>>())
    else {
        return false;
    };
    let sum: i64 = parts.iter().sum();
    let gap = total - sum;
    let least = parts.iter().copied().min().unwrap_or(0);
    // All parts as exact as their whole, or more so: a rest of rounding is none.
    let small = gap > 0 && gap < least;
    // Three parts and more of one kind, as 中央资金、省级资金、县级资金: two digits that changed places may leave more.
    let last_two = |name: &&str| name.chars().rev().take(2).collect::<String>();
    let kin = names.len() >= 3 && names.iter().all(|it| Some(last_two(it)) == names.first().map(last_two));
    let swapped = swaps(total).any(|other| other == sum)
        || parts.iter().any(|part| swaps(*part).any(|other| sum - part + other == total));
    let near = gap.saturating_mul(20) <= total;
    let far = parts.len() >= 3 && gap.saturating_mul(2) <= least && gap.saturating_mul(12) <= total;
    let digit = gap % 10 == 0 && total % 10 != 0 && one_digit(gap);
    let single = one_digit(gap) && near && gap.saturating_mul(6) <= least;
    let third = total.saturating_mul(2) <= sum.saturating_mul(3);
    (kin && swapped && gap > 0 && third)
        || small && (swapped || far || single || (digit && (parts.len() >= 3 || gap % 100 == 0)))
}

/// A number of one digit and zeros.
fn one_digit(mut number: i64) -> bool {
    while number > 0 && number % 10 == 0 {
        number /= 10;
    }
    (1..10).contains(&number)
}

/// The numbers that two neighbouring digits make when they change places.
fn swaps(number: i64) -> impl Iterator<Item = i64> {
    (0..11_u32).filter_map(move |place| {
        let low = 10_i64.checked_pow(place)?;
        let (right, left) = (number / low % 10, number / low / 10 % 10);
        (right != left && number / low >= 10)
            .then(|| number - (right + left * 10) * low + (left + right * 10) * low)
    })
}

/// What is still to be done of a whole.
const REST: [&str; 28] = [
    "另外",
    "没",
    "还没",
    "暂不",
    "暂未",
    "暂缓",
    "剩余",
    "其余",
    "余下",
    "尚有",
    "仍有",
    "还有",
    "另有",
    "正在",
    "尚未",
    "在建",
    "待建",
    "待开工",
    "在办",
    "持续推进",
    "推进中",
    "正推进",
    "正加快",
    "正有序",
    "有序推进",
    "加快推进",
    "长期坚持",
    "长期推进",
];

/// What was done with some of a whole, told without 已.
const SETTLED: [&str; 16] = [
    "办结", "审结", "结案", "执结", "整改", "化解", "销号", "竣工", "完工", "建成", "解决", "处置", "答复",
    "验收", "兑现", "搬迁",
];

/// What is there, and what is not.
const OPPOSED: [(&str, &str); 21] = [
    ("盈利", "亏损"),
    ("已入住", "空置"),
    ("入住", "空置"),
    ("已出租", "空置"),
    ("已租", "空置"),
    ("已售", "待售"),
    ("在用", "闲置"),
    ("实有", "空"),
    ("实有", "缺"),
    ("实配", "缺"),
    ("在编", "空"),
    ("健在", "去世"),
    ("健在", "病故"),
    ("实到", "请假"),
    ("实到", "缺"),
    ("出席", "缺席"),
    ("出席", "请假"),
    ("在家", "外出"),
    ("外出", "在家"),
    ("完好", "损坏"),
    ("到位", "缺口"),
];

/// Whether a number is of what was settled: 办结, 销号.
pub(crate) fn is_settled(name: &str) -> bool {
    SETTLED.iter().any(|word| name.starts_with(word))
}

/// Whether what a number is called may be the first of a list and no name for all of it: 猪肉产量 beside 牛肉, 羊肉; 水稻面积 beside
/// 玉米, 蔬菜.
pub(crate) fn heads(called: &str, names: &[&str]) -> bool {
    let own = core(called);
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let tail = names.first().and_then(|name| name.chars().last());
    let kin = names.iter().all(|name| name.chars().last() == tail);
    let like = kin && own.chars().take(longest).last() == tail;
    let measured = MEASURES.iter().any(|word| own.ends_with(word) && own.len() > word.len());
    let general = has(own, &["总", "合计", "各类", "粮食", "资金"]) || acts(own);
    both(names) || !general && (like || measured)
}

/// Whether what a number is called is as short as the names behind it: 全乡水稻 beside 玉米, 蔬菜.
pub(crate) fn is_short(called: &str, names: &[&str]) -> bool {
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let own = core(called);
    !own.is_empty() && own.chars().count() <= longest && !acts(called)
}

/// Whether names say that one thing is in two of them, or may be: 两样都养, 规上企业 beside 高新企业.
pub(crate) fn both(names: &[&str]) -> bool {
    const MARKS: [&str; 8] = ["规上", "限上", "高新", "龙头", "示范", "瞪羚", "专精", "独角兽"];
    // 只养羊的34户，两样都养的12户: nobody is in two.
    let only = names.iter().any(|name| name.starts_with(['只', '仅']) || name.contains("专职"));
    !only && names.iter().any(|name| has(name, &["都", "兼", "同时", "既", "超编"]))
        || names.iter().filter(|name| has(name, &MARKS)).count() > 1
}

/// What is done with those that are not so.
const VERBS_OF_OTHERS: [&str; 8] = ["下架", "销毁", "查扣", "没收", "处置", "处理", "召回", "约谈"];

/// Whether names part a whole in two or three: what is done and what is not, men and women.
pub(crate) fn divide(names: &[&str]) -> bool {
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return false };
    let rest = REST.iter().any(|word| last.starts_with(word)) || (names.len() > 2 && last.starts_with('未'));
    // 办结1209件，尚有81件; 建成29部、在建13部.
    let done = has(first, &["已", "完成"]) || (is_settled(first) && rest);
    let not = last.split_once(['未', '不']).is_some_and(|(before, stem)| {
        // 下架不合格产品126批次 is a deed of its own.
        if before.chars().count() > 1 && VERBS_OF_OTHERS.iter().any(|word| before.ends_with(word)) {
            return false;
        }
        let stem: String = stem.chars().take(2).collect();
        stem.chars().count() == 2 && first.contains(&stem)
    });
    let opposed = names.len() == 2
        && OPPOSED.iter().any(|(one, other)| first.starts_with(one) && last.starts_with(other));
    let sexes = names.len() == 2 && first.starts_with('男') && last.starts_with('女');
    let others = ["剩余", "剩下", "其余", "余下", "其他", "其它"].iter().any(|word| last.starts_with(word));
    // 高级402名、中级763名、初级及以下575名.
    let below = names.len() >= 3 && last.contains("及以下");
    (rest && done) || others || not || sexes || opposed || below
}

/// Whether the numbers behind a list that seems to end go on with it and make its whole: 46件，办结39件，剩余4件在办、3件移交.
pub(crate) fn goes_on(line: &Line, last: &Quantity, whole: &Quantity, named: Interval) -> bool {
    let behind = line.quantities.iter().skip(line.index_at(last.from) + 1).take(4);
    let own =
        behind.filter(|it| it.same_unit(whole) && it.sentence == last.sentence && it.depth == last.depth);
    let sums = own.scan(named, |sum, it| {
        *sum = *sum + it.value;
        Some(*sum)
    });
    sums.into_iter().any(|sum| whole.value.equals(sum) == Verdict::Holds)
}

/// Whether a part names what is left: then all parts are named. 已整改18起、未整改2起, 男…女….
pub(crate) fn is_whole(names: &[&str]) -> bool {
    let any = |words: &[&str]| names.iter().any(|name| has(name, words));
    names.len() > 1
        && ((names.len() > 2 && any(&["及以下"]))
            || any(&REMAINDERS)
            || (any(&["男"]) && any(&["女"]))
            || (any(&["上半年"]) && any(&["下半年"])))
}

/// Whether parts are all the ways in which a review ends, and their whole is of those that ended: 审结55件，其中维持31件、撤销7件、….
pub(crate) fn outcomes(called: &str, names: &[&str]) -> bool {
    const WAYS: [&str; 10] = ["维持", "撤销", "变更", "确认", "责令", "驳回", "终止", "调解", "和解", "不予"];
    let told = |word: &str| names.iter().any(|name| name.trim_start_matches("其中").starts_with(word));
    let known = |name: &&str| WAYS.iter().any(|word| name.trim_start_matches("其中").starts_with(word));
    names.len() > 3
        && has(called, &["审结", "办结", "结案"])
        && ["维持", "撤销", "终止"].into_iter().all(told)
        && names.iter().all(known)
}

/// Whether the parts are bands without a gap, an open one at each end: 50万元以上的…, 20万至50万元的…, 20万元以下的….
pub(crate) fn bands(line: &Line, whole: &Quantity, parts: &[&Quantity]) -> bool {
    let mut behind = whole.to;
    let names: Vec<&str> = parts
        .iter()
        .map(|part| {
            let from = line.back(part.from, &['，', '、', '；', '：', '\n'], 40).max(behind.min(part.from));
            behind = part.to;
            line.text(from, part.from)
        })
        .collect();
    let ends = |words: &[&str]| names.iter().filter(|name| has(name, words)).count() == 1;
    names.len() > 1
        && ends(&["以上", "超"])
        && (ends(&["以下", "以内", "不足"]) || names.first().is_some_and(|name| from_nought(name)))
        && names
            .iter()
            .all(|name| name.contains(|c: char| c.is_ascii_digit() || matches!(c, '十' | '百' | '千' | '万')))
}

/// Whether a band begins with nought: 0至14岁.
fn from_nought(name: &str) -> bool {
    let digits = name.trim_start_matches("其中").trim_start_matches(['，', '：', '（']);
    digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(['至', '—', '-', '～', '到']))
}

/// Whether a part is called by the level that gives it: 省级, 县财政, 乡镇配套.
pub(crate) fn is_level(name: &str) -> bool {
    const LEVELS: [&str; 9] = ["中央", "省", "市", "县", "区", "乡镇", "镇", "乡", "村"];
    const GIVERS: [&str; 11] =
        ["", "级", "级财政", "财政", "资金", "级资金", "配套", "级配套", "补助", "级补助", "财政资金"];
    LEVELS.iter().any(|level| name.strip_prefix(level).is_some_and(|rest| GIVERS.contains(&rest)))
}

/// Whether three parts and more come so near to their whole that nobody can have been counted twice. Who is of a sex, an
/// age or a party may still be.
pub(crate) fn coincides(whole: &Quantity, named: &Interval, names: &[&str]) -> bool {
    const KINDS: [&str; 10] =
        ["残疾", "脱贫", "低保", "退役", "返乡", "留守", "独居", "老年", "儿童", "妇女"];
    let telling = |name: &&&str| has(name, &ATTRIBUTES);
    let marked = names.iter().filter(telling).count();
    let kinds = names.iter().filter(telling).all(|name| {
        let bare = KINDS.iter().fold((*name).to_owned(), |name, word| name.replace(word, ""));
        !has(&bare, &ATTRIBUTES)
    });
    let most = if marked == 1 { 106 } else { 103 };
    names.len() > 2 && kinds && is_within(whole, named, Decimal::new(97, 2), Decimal::new(most, 2))
}

/// Ranks, the highest first: who is of a higher one is of 某级以上.
const RANKS: [&[&str]; 5] = [
    &["博士", "硕士", "本科", "大专"],
    &["正高", "副高", "高级", "中级"],
    &["国家级", "省级", "市级", "县级"],
    &["高级技师", "技师", "高级工", "中级工"],
    &["特等", "一等", "二等", "三等"],
];

/// What some of a group of people are, whatever the group is.
const SOME: [&str; 10] =
    ["女性", "女职工", "女党员", "女", "少数民族", "党员", "中共党员", "预备党员", "残疾人", "脱贫户"];

/// Whether a name in a bracket is of some of those before it: 硕士以上56人（博士12人）, 代表86名（女31名）.
pub(crate) fn is_among(called: &str, name: &str) -> bool {
    let ranked = called.contains("以上")
        && RANKS.iter().any(|ranks| {
            let rank = |text: &str| ranks.iter().position(|rank| text.contains(rank));
            let least = ranks.iter().position(|rank| {
                [
                    format!("{rank}以上"),
                    format!("{rank}及以上"),
                    format!("{rank}学历以上"),
                    format!("{rank}学历及以上"),
                ]
                .iter()
                .any(|word| called.contains(word))
            });
            least.zip(rank(name)).is_some_and(|(least, own)| own < least)
        });
    ranked
        || SOME.contains(&name) && !called.contains(name) && !called.contains('男') && !called.contains('女')
}

/// Whether one member may be counted in several parts: 党员5人、女性8人. What the whole is called, or all parts are, tells
/// nobody apart.
pub(crate) fn overlaps(names: &[&str], called: &str) -> bool {
    // 开工5个、投产3个 of 6: a project is both, unless a part is what is not yet so.
    let rest = names
        .iter()
        .any(|name| has(name, &["未", "待", "正在", "在建", "在办", "续建", "其余", "剩余", "其他"]));
    let staged = STAGES.iter().any(|row| {
        let mut stages = names.iter().filter_map(|name| row.iter().position(|stage| name.contains(stage)));
        stages.next().is_some_and(|first| stages.any(|other| other != first))
    });
    if staged && !rest {
        return true;
    }
    let sexes = names.len() == 2
        && names.iter().any(|name| name.contains('男'))
        && names.iter().any(|name| name.contains('女'));
    let telling = ATTRIBUTES
        .iter()
        .filter(|word| !called.contains(**word) && !names.iter().all(|name| name.contains(**word)));
    // 一般居民 and all others: nobody is both.
    let ordinary = names.len() == 2 && names.iter().any(|name| has(name, &["一般", "普通", "其他", "其余"]));
    // 硕士, 本科: one has one highest degree.
    let degrees = ["博士", "硕士", "研究生", "本科", "大专", "专科", "中专"];
    if names.iter().all(|name| has(name, &degrees)) {
        return false;
    }
    // 优秀党员, 先进青年: titles that one bears once.
    let title = |name: &&str| has(name, &["优秀", "先进", "模范", "最美", "十佳", "标兵", "能手"]);
    let marked = telling.into_iter().any(|word| names.iter().any(|name| name.contains(word) && !title(name)));
    marked && !sexes && !ordinary && names.len() > 1
}
