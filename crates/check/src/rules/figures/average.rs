//! Averages 人均、户均、村均、亩产: any pair of numbers around may make them.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::statement::{Statement, about, begins, printed_in};
use super::words::has;
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// What an average is of: the words before it, and the unit of what it is divided by.
const KINDS: [(&str, &str); 27] = [
    ("平均每公斤", "公斤"),
    ("平均每吨", "公斤"),
    ("生均", "人"),
    ("每平方公里", "亩"),
    ("每公里", "米"),
    ("人均", "人"),
    ("每人", "人"),
    ("户均", "户"),
    ("每户", "户"),
    ("村均", "村"),
    ("每村", "村"),
    ("每个村", "村"),
    ("亩均", "亩"),
    ("每亩", "亩"),
    ("亩产", "亩"),
    ("单产", "亩"),
    ("每个项目", "个"),
    ("项目平均", "个"),
    ("单个", "个"),
    ("场均", "场"),
    ("每场", "场"),
    ("次均", "次"),
    ("每次", "次"),
    ("校均", "所"),
    ("每所", "所"),
    ("平均每家", "家"),
    ("每家", "家"),
];

/// Averages that statistics make, of numbers that are not in the sentence.
const STATISTICS: [&str; 8] = ["可支配", "纯收入", "生产总值", "GDP", "寿命", "预期", "公园", "住房"];

/// All statements of a paragraph.
pub(super) fn run(line: &Line, _all: &[Line], out: &mut Findings) {
    for (index, average) in line.quantities.iter().enumerate() {
        if !line.nearby(average.from, &['均', '每', '产', '单'], 40) {
            continue;
        }
        over_time(line, index, average, out);
        if !average.is_amount() || average.range {
            continue;
        }
        let label = line.label(index);
        let known =
            KINDS.iter().find(|(word, _)| label.contains(word)).map(|(_, divisor)| (*divisor, String::new()));
        let Some((divisor, noun)) = each(label).or(known) else { continue };
        if has(label, &STATISTICS)
            || label.contains("增")
            || label.contains("标准")
            || label.contains("补助") && label.contains("每")
        {
            continue;
        }
        // The unit of what it is divided by, in its base: a kilometre is 1000 metres.
        let scale = match () {
            () if label.contains("每平方公里") => 1500,
            () if label.contains("每公里") || label.contains("平均每吨") => 1000,
            () => 1,
        };
        judge(line, index, average, (divisor, &noun), scale.into(), out);
    }
}

/// 平均每名干部, 平均每个网格: the measure word and the noun of what it is divided by.
fn each(label: &str) -> Option<(&'static str, String)> {
    const MEASURES: [(char, &str); 26] = [
        ('期', "期"),
        ('批', "批"),
        ('次', "次"),
        ('座', "座"),
        ('处', "处"),
        ('件', "件"),
        ('栋', "栋"),
        ('支', "支"),
        ('组', "组"),
        ('班', "班"),
        ('起', "起"),
        ('项', "项"),
        ('头', "头"),
        ('株', "株"),
        ('名', "人"),
        ('位', "人"),
        ('个', "个"),
        ('家', "家"),
        ('所', "所"),
        ('条', "条"),
        ('户', "户"),
        ('村', "村"),
        ('亩', "亩"),
        ('场', "场"),
        ('台', "台"),
        ('辆', "辆"),
    ];
    // 每名网格员平均服务85户.
    let rest = label.split_once("平均每").map(|(_, rest)| rest);
    let rest = rest.or_else(|| label.strip_prefix('每').filter(|rest| rest.contains("平均")))?;
    let first = rest.chars().next()?;
    let (_, unit) = MEASURES.iter().find(|(c, _)| *c == first)?;
    // 每户, 每村 name what they count themselves.
    if matches!(first, '户' | '村' | '亩' | '场' | '期' | '批' | '次') {
        return Some((*unit, String::new()));
    }
    let noun: String = rest.chars().skip(1).take(2).collect();
    if noun == "平均" {
        return Some((*unit, String::new()));
    }
    // 平均每条投入15万元 names no noun.
    if [
        "投入", "投资", "补助", "补贴", "奖励", "造价", "资金", "约", "达", "为", "增收", "获得", "安排",
        "联系", "服务",
    ]
    .iter()
    .any(|verb| rest.chars().skip(1).collect::<String>().starts_with(verb))
    {
        return Some((*unit, String::new()));
    }
    if noun.is_empty() {
        return Some((*unit, noun));
    }
    (noun.chars().count() == 2).then_some((*unit, noun))
}

/// 全年发电3650万千瓦时，日均12万千瓦时: the days or months of a year, of which there are always as many.
fn over_time(line: &Line, index: usize, average: &Quantity, out: &mut Findings) {
    let label = line.label(index);
    let bare = label.trim_end_matches(['达', '到', '为', '约', '近', '超']);
    // 日均处理1000吨: a verb may stand between.
    let opens = |words: &[&str]| {
        words.iter().any(|word| bare.split_once(word).is_some_and(|(_, verb)| verb.chars().count() <= 3))
    };
    let most: i64 = match () {
        () if opens(&["日均", "平均每天", "每天平均", "日平均"]) => 366,
        () if opens(&["月均", "平均每月", "每月平均", "月平均"]) => 12,
        () => return,
    };
    let Some(whole) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    let before = line.text(line.back(whole.from, &['。', '；', '！', '\n'], 60), whole.from);
    let year =
        has(before, &["全年", "一年来", "年度", "2020年", "2021年", "2022年", "2023年", "2024年", "2025年"]);
    let part = has(
        before,
        &["月", "季度", "上半年", "下半年", "以来", "自", "累计", "截至", "投运", "开馆", "开业"],
    );
    let alike =
        whole.same_unit(average) && whole.sentence == average.sentence && average.from - whole.to <= 16;
    if !year || part || !alike || !average.is_amount() || average.range || whole.range {
        return;
    }
    let least = if most == 366 { 365 } else { most };
    let made = |by: i64| whole.value.quotient(Interval::exact(by.into()));
    let verdicts = [average.value.equals(made(least)), average.value.equals(made(most))];
    let verdict =
        if verdicts.contains(&Verdict::Holds) { Verdict::Holds } else { average.value.equals(made(least)) };
    let factor = Decimal::ONE.checked_div(average.factor).unwrap_or(Decimal::ONE);
    let digits = average.printed.scale().max(2);
    let shown = average.shown();
    let computed = about(&made(least).times(factor), digits);
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, index - 1),
        to: average.to,
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole],
        verdict,
        reason: format!("{} ÷ {least} = {computed}", printed_in(whole, average)),
    }
    .tell(
        || format!("写的是 {shown}{}，按全年算是 {computed}", average.printed_unit),
        || format!("{shown} is stated, the year makes {computed}"),
        out,
    );
}

fn counts(line: &Line, index: usize, quantity: &Quantity, (divisor, noun): (&str, &str)) -> bool {
    if !noun.is_empty() && !line.label(index).contains(noun) && !line.noun(index).contains(noun) {
        return false;
    }
    // 临时救助218人次，人均1500元.
    if divisor == "人" && quantity.unit == "人次" {
        return true;
    }
    match divisor {
        "村" => quantity.unit == "村" || (quantity.unit == "个" && has(line.noun(index), &["村", "社区"])),
        _ => quantity.unit == divisor,
    }
}

fn judge(
    line: &Line,
    index: usize,
    average: &Quantity,
    divisor: (&str, &str),
    scale: Decimal,
    out: &mut Findings,
) {
    let around: Vec<(usize, &Quantity)> = line
        .around(index, 24)
        .filter(|(at, it)| {
            *at != index && !it.range && it.is_amount() && it.from.abs_diff(average.from) <= 300
        })
        .collect();
    let wholes: Vec<&Quantity> = around
        .iter()
        .filter(|(at, it)| {
            let divides = !divisor.1.is_empty() && counts(line, *at, it, divisor);
            it.same_unit(average) && !divides && !has(line.label(*at), &["人均", "户均", "村均", "亩均"])
        })
        .map(|(_, it)| *it)
        .collect();
    let divisors: Vec<&Quantity> =
        around.iter().filter(|(at, it)| counts(line, *at, it, divisor)).map(|(_, it)| *it).collect();
    let mut near: Option<(&Quantity, &Quantity)> = None;
    for whole in &wholes {
        for by in divisors.iter().filter(|by| by.from != whole.from) {
            if average.value.equals(whole.value.quotient(by.value).times(scale)) == Verdict::Holds {
                return tell(line, index, average, (whole, by), scale, Verdict::Holds, out);
            }
            near = near.or(Some((whole, by)));
        }
    }
    let same = |it: &&&Quantity| it.sentence == average.sentence;
    let (own_wholes, own_divisors) =
        (wholes.iter().filter(same).collect::<Vec<_>>(), divisors.iter().filter(same).collect::<Vec<_>>());
    let Some(pair) = near else { return };
    match (own_wholes.as_slice(), own_divisors.as_slice()) {
        ([whole], [by])
            if whole.from != by.from
                && ((whole.from < average.from) == (by.from < average.from)
                    || line.label(line.index_at(by.from)).starts_with('按')) =>
        {
            let computed = whole.value.quotient(by.value).times(scale);
            tell(line, index, average, (whole, by), scale, average.value.equals(computed), out);
        }
        _ => match beside(index, &around, &wholes, &divisors)
            .or_else(|| alone(index, &around, &wholes, &divisors))
        {
            // 其中公益林2万亩，护林员30名: of a part nothing is known.
            Some((whole, by))
                if is_like(average, whole, by, scale)
                    && !line.label(line.index_at(whole.from)).contains("其中") =>
            {
                let computed = whole.value.quotient(by.value).times(scale);
                tell(line, index, average, (whole, by), scale, average.value.equals(computed), out);
            }
            _ => tell(line, index, average, pair, scale, Verdict::Open, out),
        },
    }
}

/// The two numbers right before an average: 种植优质稻1.25万亩，总产6875吨，亩产….
fn beside<'l>(
    index: usize,
    around: &[(usize, &'l Quantity)],
    wholes: &[&'l Quantity],
    divisors: &[&'l Quantity],
) -> Option<(&'l Quantity, &'l Quantity)> {
    let before = |back: usize| around.iter().find(|(at, _)| at + back == index).map(|(_, it)| *it);
    let (one, other) = (before(2)?, before(1)?);
    let own = one.sentence == other.sentence;
    let among = |all: &[&Quantity], it: &Quantity| all.iter().any(|own| own.from == it.from);
    let pair = match () {
        () if among(divisors, one) && among(wholes, other) => (other, one),
        () if among(wholes, one) && among(divisors, other) => (one, other),
        () => return None,
    };
    own.then_some(pair)
}

/// 156个村…，放映1872场，平均每村12场: the number right before it, and the only one of the paragraph to divide by.
fn alone<'l>(
    index: usize,
    around: &[(usize, &'l Quantity)],
    wholes: &[&'l Quantity],
    divisors: &[&'l Quantity],
) -> Option<(&'l Quantity, &'l Quantity)> {
    let before = around.iter().find(|(at, _)| at + 1 == index).map(|(_, it)| *it)?;
    // The first of several, when it is as large as any: the others are its parts.
    let first = |all: &[&'l Quantity]| {
        let first = all.first().copied()?;
        all.iter().all(|it| !first.value.is_below(&it.value)).then_some(first)
    };
    let by = first(divisors)?;
    if by.from < before.from && wholes.iter().any(|it| it.from == before.from) {
        return Some((before, by));
    }
    // 林地18.6万亩，…聘用护林员124名，人均管护1500亩: of the total.
    let whole = first(wholes)?;
    (by.from == before.from && divisors.len() == 1 && wholes.len() == 1 && whole.from < by.from)
        .then_some((whole, by))
}

/// Whether an average is so near to what two numbers make that it can only have been meant to be it.
fn is_like(average: &Quantity, whole: &Quantity, by: &Quantity, scale: Decimal) -> bool {
    let made = whole.value.quotient(by.value).times(scale);
    let share = |hundredths| average.value.times(Decimal::new(hundredths, 2));
    // Or so far from it as a point that was set wrong.
    let shifted = [Decimal::TEN, Decimal::new(1, 1)];
    (!made.is_below(&share(50)) && !share(200).is_below(&made))
        || shifted.iter().any(|by| average.value.equals(made.times(*by)) == Verdict::Holds)
}

fn tell(
    line: &Line,
    index: usize,
    average: &Quantity,
    (whole, by): (&Quantity, &Quantity),
    scale: Decimal,
    verdict: Verdict,
    out: &mut Findings,
) {
    let factor = scale.checked_div(average.factor).unwrap_or(Decimal::ONE);
    let made: Interval = whole.value.quotient(by.value).times(factor);
    let digits = average.printed.scale().max(2);
    let (shown, made) = (average.shown(), about(&made, digits));
    let unit = &average.printed_unit;
    let from = whole.from.min(by.from);
    let at = line.index_at(from);
    let reason = format!(
        "{} ÷ {} = {made}",
        printed_in(whole, average),
        by.printed
            .checked_mul(by.factor)
            .and_then(|it| it.checked_div(scale))
            .unwrap_or(by.printed)
            .normalize()
    );
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, at).min(begins(line, index)),
        to: average.to.max(whole.to).max(by.to),
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict,
        reason,
    }
    .tell(
        || format!("写的是 {shown}{unit}，按前面的数算是 {made}{unit}"),
        || format!("{shown} is stated, the numbers make {made}"),
        out,
    );
}
