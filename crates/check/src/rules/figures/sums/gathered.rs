//! Lists that stand for themselves, and the whole that is told before or behind them in words of any kind: 受理434件次。来访187件次；
//! 来信96件次；网上投诉151件次; 春玉米2.1万亩，夏玉米5.4万亩，玉米全乡就种了7.5万亩.

use crate::chars::is_one_of;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{both, is_slip, is_whole, overlaps};
use super::crossed;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, sum_of, tell_sum};
use crate::rules::figures::words::{acts, compares, has, totals, without};

/// The most parts of a list in prose.
const MOST_PARTS: usize = 40;

/// How far before a list its whole may stand.
const REACH: usize = 120;

/// Words by which a number is what those before it come to.
const TOGETHER: [&str; 21] = [
    "合起来",
    "加起来",
    "加在一起",
    "合在一起",
    "相加",
    "加总",
    "拢共",
    "统共",
    "通共",
    "总和",
    "汇总",
    "归总",
    "算在一起",
    "全算上",
    "凑在一起",
    "凑起来",
    "凑成",
    "一共",
    "总共",
    "共计",
    "大大小小",
];

/// Words that count the parts: 三笔开销, 两项收入, 几样水果.
const COUNTS: &str = "项笔样类组个家户村镇所片块期批种支季地处站队者方班宗门路头";

/// Words by which a number is of all of a place or a year.
const ALL: [&str; 16] = [
    "全镇",
    "全村",
    "全县",
    "全乡",
    "全区",
    "全市",
    "全校",
    "全院",
    "全局",
    "全街道",
    "全社区",
    "全中心",
    "全站",
    "全年",
    "一年",
    "总",
];

/// Words behind which a number is of something else than the list before it.
const OTHERS: [&str; 20] = [
    "其中", "计划", "目标", "任务", "预算", "累计", "新增", "净增", "均", "每", "另", "还", "此外", "占",
    "应", "剩", "余", "未", "可", "需",
];

/// Words of what came and went, and of two times: they are no parts of one whole.
const FLOWS: [&str; 20] = [
    "转入",
    "转出",
    "调入",
    "调出",
    "迁入",
    "迁出",
    "流入",
    "流出",
    "新发展",
    "净",
    "比",
    "较",
    "年初",
    "年末",
    "年底",
    "结转",
    "结余",
    "退",
    "收入",
    "支出",
];

/// Words of what money was paid for.
const SPENT: [&str; 12] = ["修", "建", "买", "购", "支", "用", "发", "慰问", "保洁", "食堂", "工资", "偿还"];

/// All lists of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.len() < 3 {
        return;
    }
    let (since, mut index) = (out.count(), 0);
    while index < line.quantities.len() {
        let items = items(line, index);
        if items.len() > 1 {
            behind(line, &items, out);
        }
        if items.len() > 2 {
            ahead(line, &items, since, out);
            counted(line, &items, since, out);
        }
        index = items.last().map_or(index, |last| *last).max(index) + 1;
    }
}

/// The numbers from here on that stand beside each other, each with a name of its own; shares and what a bracket holds are
/// passed over, and so is what each comes to in another unit.
fn items(line: &Line, index: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(first) = line.quantities.get(index).filter(|it| is_plain(it)) else { return found };
    let opens = matches!(line.char(begins(line, index).wrapping_sub(1)), '。' | '；' | '：' | '，' | '\n');
    if !(opens || begins(line, index) == 0) || !is_lead(line.label(index)) {
        return found;
    }
    found.push(index);
    let mut last = first;
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(3 * MOST_PARTS) {
        let beside = !it.same_unit(first) && line.label(at).is_empty() && it.from <= last.to + 1;
        let share = it.is_percent() && line.label(at).starts_with('占');
        let gap = line.text(last.to, it.from.max(last.to));
        if gap.contains(['。', '！', '？', '\n']) || gap.chars().count() > 40 {
            break;
        }
        if beside || share || it.depth > first.depth {
            continue;
        }
        let mark = line.char(begins(line, at).wrapping_sub(1));
        let alike = it.same_unit(first) && it.depth == first.depth && is_plain(it);
        if !alike
            || !matches!(mark, '、' | '，' | '；')
            || !is_name(line.label(at))
            || found.len() >= MOST_PARTS
        {
            break;
        }
        found.push(at);
        last = it;
    }
    found
}

/// Whether a number is stated as it is.
fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && it.qualifier.is_none() && !it.range && !it.quoted
}

/// Whether words may be the name of a part, and say nothing of all parts or of another time.
fn is_name(label: &str) -> bool {
    (1..=12).contains(&label.chars().count())
        && !compares(label)
        && !totals(label)
        && !has(label, &TOGETHER)
        && !has(label, &ALL)
        && !has(label, &["其中", "包括", "平均", "人均", "户均", "每"])
        && !has(label, &FLOWS)
}

/// Whether words may be the name of the first part, with those that lead to it: 食堂一年用掉大米.
fn is_lead(label: &str) -> bool {
    const LONGEST: usize = 16;
    let bare = without(label, &ALL);
    let start = bare.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    is_name(label)
        || bare.chars().count() <= LONGEST && bare.get(start..).is_some_and(is_name) && !totals(&bare)
}

/// What makes a number behind a list its total.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Words that leave no other reading: 两项合起来.
    Together,
    /// A count of as many parts as there are: 三笔开销.
    Counted,
    /// Of all of a place or a year, which the list may fill.
    All,
}

/// The total behind a list, and beside it what it comes to in the other unit that each part has.
fn behind(line: &Line, items: &[usize], out: &mut Findings) {
    let Some(last) = items.last().and_then(|at| line.quantities.get(*at)) else { return };
    let next = line.quantities.iter().enumerate().skip(items.last().map_or(0, |at| at + 1)).take(3);
    let mut next =
        next.filter(|(at, it)| it.same_unit(last) && it.depth == last.depth && !line.label(*at).is_empty());
    let Some((at, total)) = next.next() else { return };
    let (label, gap) = (line.label(at), line.text(last.to, total.from.max(last.to)));
    let stops = gap.matches('。').count();
    // 乱堆乱放288处、违规广告牌165块，三类共计865处（块）: what lies between is one of them in another unit.
    let single =
        line.text(first_from(line, items), total.from).contains(&format!("一{}", total.printed_unit));
    let foreign = (items.last().map_or(at, |last| last + 1)..at)
        .any(|at| line.quantities.get(at).is_some_and(|it| it.is_amount() && !line.label(at).is_empty()));
    let counted = has(label, &["两", "三", "四", "五", "六", "七", "八", "几", "以上", "上述"]);
    // 受灾的3个村中，上湾村…，受灾农户累计182户: as many parts as were counted before them.
    let announced = is_announced(line, items);
    let periods = of_periods(line, items, label) && stops == 0;
    // 东村120人、西村80人、南村60人；东村、西村参加体检，共186人: of those that are named again.
    let named = |at: &&usize| line.label(**at).chars().count() > 1 && gap.contains(line.label(**at));
    let again = items.iter().filter(named).count();
    if again > 0 && again < items.len()
        || !is_plain(total)
        || gap.chars().count() > 30
        || gap.starts_with('等')
        || stops > usize::from(counted)
        || single
        || foreign && !counts(gap, items.len())
        || line.char(total.to) == '（'
            && !line.char(total.to + 1).is_ascii_digit()
            && line.char(total.to + 2) == '）'
        || has(gap, &["其他", "以及", "另"])
        || compares(label)
        || has(&label.replace("公共预算", ""), &OTHERS) && !periods && !(announced && label.contains("累计"))
        || has(line.text(last.from, total.to), &["交叉", "重复", "重叠", "兼", "扣除", "剔除"])
        || line.starts(total.to, "的")
    {
        return;
    }
    let of_all = ALL.iter().any(|word| label.contains(word));
    let far = last.sentence != total.sentence
        || items.iter().any(|it| line.quantities.get(*it).is_some_and(|it| it.sentence != total.sentence));
    let told = if periods || has(label, &TOGETHER) || far && totals(label) && stops == 0 {
        Told::Together
    } else if of_all && sums(line, items, total) {
        return beside(line, items, at, out);
    } else if items.first().is_some_and(|at| !is_name(line.label(*at))) && !totals(label) {
        return;
    } else if stops == 0
        && (counts(gap, items.len()) || announced && (totals(label) || label.contains("累计")))
    {
        Told::Counted
    } else if items.len() > 2 && ALL.iter().any(|word| label.contains(word)) && stops == 0 {
        Told::All
    } else if totals(label) {
        return beside(line, items, at, out);
    } else {
        return;
    };
    judge(line, items, at, told, out);
    beside(line, items, at, out);
}

/// Whether parts are all times of a longer one: 一季度, 二季度 of 上半年; 1—10月, 11月, 12月 of 全年.
fn of_periods(line: &Line, items: &[usize], label: &str) -> bool {
    let names: Vec<&str> = items.iter().map(|at| line.label(*at)).collect();
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return false };
    let whole = |word: &str| label.contains(word) && !has(label, &["计划", "目标", "任务"]);
    let months =
        first.contains('月') && ["1—", "1-", "1至", "1～", "1到"].iter().any(|word| first.starts_with(word));
    whole("上半年") && names.len() == 2 && first.contains("一季度") && last.contains("二季度")
        || whole("全年") && months && last.starts_with("12月")
        || whole("全年") && names.len() == 2 && first.contains("前三季度") && last.contains("四季度")
}

/// Whether a number right before a list counts as many things as it has parts.
fn is_announced(line: &Line, items: &[usize]) -> bool {
    let first = items
        .first()
        .and_then(|at| Some((line.quantities.get(at.checked_sub(1)?)?, line.quantities.get(*at)?)));
    first.is_some_and(|(count, first)| {
        let gap = line.text(count.to, first.from.max(count.to));
        !count.same_unit(first)
            && count.printed == Decimal::from(items.len())
            && count.qualifier.is_none()
            && gap.chars().count() <= 16
            && gap.matches(['，', '：']).count() == 1
            && !gap.contains(['。', '；', '、'])
    })
}

/// Whether the numbers of a list make a total.
fn sums(line: &Line, items: &[usize], total: &Quantity) -> bool {
    let parts = items.iter().filter_map(|at| line.quantities.get(*at)).map(|it| it.value);
    total.value.equals(sum_of(parts)) == Verdict::Holds
}

/// Whether words between a list and a number count as many parts as the list has.
fn counts(gap: &str, parts: usize) -> bool {
    let gap = gap.trim_start_matches(['，', '；', '。']);
    let mut chars = gap.chars();
    let number = chars.next().and_then(|c| "两三四五六七八九十".chars().position(|own| own == c));
    let said = chars.next().is_some_and(|c| COUNTS.contains(c));
    let several = ["几", "这几", "以上几", "上述几"].iter().any(|word| {
        gap.strip_prefix(word).and_then(|rest| rest.chars().next()).is_some_and(|c| COUNTS.contains(c))
    });
    several || said && number.is_some_and(|it| it + 2 == parts) && !gap.contains('，')
}

/// Where the first of a list stands.
fn first_from(line: &Line, items: &[usize]) -> usize {
    items.first().and_then(|at| line.quantities.get(*at)).map_or(0, |it| it.from)
}

/// 212户348人，…876户1530人，合计1088户1878人: the second unit of each part and of their total.
fn beside(line: &Line, items: &[usize], total: usize, out: &mut Findings) {
    let second = |at: usize| {
        let (one, other) = (line.quantities.get(at)?, line.quantities.get(at + 1)?);
        let gap = line.text(one.to, other.from.max(one.to));
        let near = matches!(gap, "" | "、" | "，" | "共") && is_plain(other) && !one.same_unit(other);
        near.then_some(at + 1)
    };
    let seconds: Option<Vec<usize>> = items.iter().map(|at| second(*at)).collect();
    let (Some(seconds), Some(total)) = (seconds, second(total)) else { return };
    let all = || seconds.iter().filter_map(|at| line.quantities.get(*at));
    if line.quantities.get(total).is_some_and(|total| all().all(|it| it.same_unit(total))) {
        judge(line, &seconds, total, Told::Together, out);
    }
}

/// Holds a total against the list before it, or against the last parts of it.
fn judge(line: &Line, items: &[usize], at: usize, told: Told, out: &mut Findings) {
    let Some(total) = line.quantities.get(at) else { return };
    let parts: Vec<&Quantity> = items.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let names: Vec<&str> = items.iter().map(|at| line.label(*at)).collect();
    let sum = |from: usize| sum_of(parts.iter().skip(from).map(|it| it.value));
    let made =
        (0..=parts.len().saturating_sub(2)).find(|from| total.value.equals(sum(*from)) == Verdict::Holds);
    let all = sum(0);
    let label = format!("{}{}", line.label(at), line.noun(at));
    let more = total.value.is_below(&all);
    let least = parts.iter().all(|it| it.value.is_below(&total.value));
    let near = |low, high| is_within(total, &all, Decimal::new(low, 2), Decimal::new(high, 2));
    let meant = match told {
        Told::Together => near(67, 150) && least,
        Told::Counted => near(85, 118) && least && !overlaps(&names, &label),
        Told::All if more => {
            near(100, 112)
                && least
                && !both(&names)
                && !overlaps(&names, &label)
                && !names.iter().any(|it| acts(it))
        }
        Told::All if shared(&names, line.label(at)) => near(80, 100),
        Told::All => near(93, 100) && is_slip(line, total, &parts, &names) && kin(&names, line.label(at)),
    };
    if made.is_none() && (!meant || total.value.may_equal(&all)) {
        return;
    }
    let more = made.is_none() && more;
    if more && crossed::is_told(line, first_from(line, items), total.to) {
        return;
    }
    let from = made.unwrap_or(0);
    let used: Vec<&Quantity> = parts.into_iter().skip(from).collect();
    let first = items.get(from).copied().unwrap_or(at);
    let verdict = if made.is_some() { Verdict::Holds } else { Verdict::Fails };
    tell_sum(line, (begins(line, first), total.to), total, used, verdict, out);
}

/// Whether a total is called by the character that all of its parts end in, or by nothing of its own: 玉米全乡 of 早稻, 中稻.
fn kin(names: &[&str], label: &str) -> bool {
    let tail = names.first().and_then(|name| name.chars().last());
    let alike = names.iter().all(|name| name.chars().last() == tail);
    let bare = ALL.iter().find_map(|word| label.strip_prefix(word)).is_some_and(|rest| {
        rest.chars().all(|c| is_one_of!(c, "就共有是为了总计一达到约做办搞种收开建修请"))
    });
    bare || alike && tail.is_some_and(|tail| label.contains(tail))
}

/// Whether all names end in two characters that the total has as well: 春玉米, 夏玉米, 玉米全乡.
fn shared(names: &[&str], label: &str) -> bool {
    let stem =
        names.first().and_then(|name| name.char_indices().rev().nth(1).and_then(|(at, _)| name.get(at..)));
    stem.is_some_and(|stem| {
        label.contains(stem) && names.iter().all(|name| name.ends_with(stem) && *name != stem)
    })
}

/// The whole in the sentence before a list that fills a sentence of its own.
fn ahead(line: &Line, items: &[usize], since: usize, out: &mut Findings) {
    let parts: Vec<&Quantity> = items.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let names: Vec<&str> = items.iter().map(|at| line.label(*at)).collect();
    let (Some(first), Some(last)) = (items.first().copied(), parts.last()) else { return };
    let (from, end) = (begins(line, first), line.ahead(last.to, &['。', '；', '，', '！', '\n'], 10));
    // What 、 joins is over where a comma follows.
    let tight = parts
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if line.text(one.to, other.from.max(one.to)).contains('、')));
    let stop = matches!(line.char(end), '。' | '\n') || tight && line.char(end) == '，';
    let closed = stop && !line.text(last.to, end).contains('等');
    let opened = from > 0 && line.char(from - 1) == '。';
    if !(opened && closed) || both(&names) || names.iter().any(|name| acts(name)) {
        return;
    }
    let before = line.back(from - 1, &['。', '\n'], REACH);
    let sum = sum_of(parts.iter().map(|it| it.value));
    let told: Vec<(usize, &Quantity)> = (0..first)
        .rev()
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .take_while(|(_, it)| it.from >= before)
        .filter(|(_, it)| it.same_unit(last) && it.depth == last.depth && is_plain(it))
        .collect();
    // What two numbers make together, or what one of them is more than another, may be parted as well.
    let made = told.iter().enumerate().any(|(at, (_, one))| {
        one.value.may_equal(&sum)
            || told.iter().skip(at + 1).any(|(_, other)| {
                [one.value + other.value, one.value - other.value, other.value - one.value]
                    .iter()
                    .any(|it| it.may_equal(&sum))
            })
    });
    if made {
        return;
    }
    let most = if last.unit == "元" { 105 } else { 112 };
    let whole = told.iter().rev().find(|(at, it)| {
        let label = line.label(*at);
        let excess = it.value.is_below(&sum) && is_within(it, &sum, Decimal::ONE, Decimal::new(most, 2));
        let short = sum.is_below(&it.value)
            && is_within(it, &sum, Decimal::new(90, 2), Decimal::ONE)
            && (is_whole(&names) || parts.len() > 4 && is_slip(line, it, &parts, &names));
        (excess || short) && !compares(label) && !has(label, &OTHERS)
    });
    let Some((at, whole)) = whole else { return };
    let called = format!("{}{}", line.label(*at), line.noun(*at));
    let span = line.span(from, last.to);
    // What came in is not parted by what was paid for.
    let spent = called.contains("收入") && names.iter().any(|name| has(name, &SPENT));
    if overlaps(&names, &called) || spent || out.covers(since, span) {
        return;
    }
    let to = last.to;
    tell_sum(line, (begins(line, *at), to), whole, parts, Verdict::Fails, out);
}

/// 种树13.6万株，四个片区：东片3.2万株，西片4.1万株，…: as many parts as are counted between them and their whole.
fn counted(line: &Line, items: &[usize], since: usize, out: &mut Findings) {
    let parts: Vec<&Quantity> = items.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let (Some(first), Some(last)) = (items.first().copied(), parts.last()) else { return };
    let Some(count) = first.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    if !is_announced(line, items) {
        return;
    }
    // 187户、612口人，分四个小组，一组46户，…: what they come to in another unit may stand between.
    let before = (first.saturating_sub(3)..first - 1).rev();
    let mut before = before.filter_map(|at| Some((at, line.quantities.get(at)?)));
    let Some((before, whole)) = before.find(|(_, it)| it.same_unit(last)) else { return };
    let label = line.label(before);
    let names: Vec<&str> = items.iter().map(|at| line.label(*at)).collect();
    let called = format!("{label}{}", line.noun(before));
    let near = count.from.saturating_sub(whole.to) <= 16
        && !line.text(whole.to, count.from.max(whole.to)).contains('。');
    let sum = sum_of(parts.iter().map(|it| it.value));
    let plain = is_plain(whole) && whole.same_unit(last) && whole.depth == last.depth;
    if !(near && plain)
        || compares(label)
        || has(label, &OTHERS)
        || overlaps(&names, &called)
        || both(&names)
        || whole.value.may_equal(&sum)
        || !is_within(whole, &sum, Decimal::new(85, 2), Decimal::new(115, 2))
        || out.covers(since, line.span(begins(line, first), last.to))
    {
        return;
    }
    let to = last.to;
    tell_sum(line, (begins(line, before), to), whole, parts, Verdict::Fails, out);
}
