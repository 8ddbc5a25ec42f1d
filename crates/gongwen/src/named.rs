//! Numbers in the texts of a draft become figures 指标: named after the words before them, with the relations that hold.

use std::collections::BTreeMap;
use std::ops::Range;

use gongwen_check::quantity::{Quantity, quantities};
use gongwen_check::{Paragraph, Relation, Role, Span, Text, Verdict, check};
use gongwen_core::report::{FigureFile, NumberText, RateFile};
use gongwen_import::{Named, Passage};
use rust_decimal::Decimal;

/// Marks at which the name of a number begins or ends.
const BREAKS: [char; 16] =
    ['。', '；', '！', '？', '，', '：', '、', '（', '）', '“', '”', '《', '》', ',', ';', ' '];

/// Words before a name that do not belong to it.
const LEADS: [&str; 64] = [
    "力争",
    "预计",
    "等",
    "并",
    "来累计",
    "做好",
    "今年以来",
    "全年",
    "今年",
    "年以来",
    "年度",
    "年",
    "目前",
    "截至目前",
    "已经",
    "已",
    "共计",
    "共",
    "累计",
    "我镇",
    "我乡",
    "我县",
    "我村",
    "全镇",
    "全乡",
    "全县",
    "全村",
    "其中",
    "确保",
    "此外",
    "发放",
    "开展",
    "完成",
    "实现",
    "投入",
    "落实",
    "组织",
    "举办",
    "召开",
    "接到",
    "收集",
    "成立",
    "设立",
    "纳入",
    "处理",
    "清理",
    "清除",
    "印发",
    "悬挂",
    "新建",
    "引进",
    "获得",
    "达到",
    "对",
    "为",
    "的",
    "了",
    "有",
    "在",
    "达",
    "约",
    "近",
    "超",
    "推进",
];

/// Words between a name and its number.
const LINKS: [&str; 36] = [
    "突破",
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "不足",
    "高于",
    "低于",
    "至少",
    "增至",
    "升至",
    "降至",
    "仅有",
    "仅",
    "均",
    "共计",
    "合计",
    "总计",
    "达到",
    "累计",
    "共有",
    "超过",
    "分别为",
    "均为",
    "共",
    "达",
    "为",
    "有",
    "约",
    "近",
    "超",
    "逾",
    "的",
    "了",
    "是",
    "至",
];

/// Words that end the noun behind a number.
const ENDS: [&str; 28] = [
    "收入", "不足", "超过", "达到", "的", "平均", "开展", "进行", "基本", "实现", "均", "已", "申请", "参加",
    "参与", "完成", "推进", "组织", "落实", "纳入", "为", "和", "在", "中", "投入", "开工", "全部", "以",
];

/// Verbs that tell nothing of what is counted: the unit does, as in 惠及户数.
const VERBS: [&str; 22] = [
    "惠及", "覆盖", "涉及", "带动", "受益", "服务", "培训", "走访", "帮扶", "救助", "资助", "慰问", "建成",
    "安置", "发展", "表彰", "处置", "排查", "整改", "化解", "调解", "吸纳",
];

/// A number in a passage.
struct Amount {
    passage: usize,
    /// Its bytes in the passage.
    range: Range<usize>,
    /// The number as it is printed, without words around that are no part of an amount.
    literal: String,
    figure: FigureFile,
    name: String,
    /// What the check made of it; none when it has no unit.
    quantity: Option<Quantity>,
    id: String,
    /// Whether it stands in `[figures]`.
    listed: bool,
    /// Whether an earlier number is the same figure.
    again: bool,
}

/// Names the numbers of these passages; with `relations` those that stand in a relation that holds go to `[figures]`.
pub(crate) fn name(passages: &[Passage], relations: bool) -> Option<Named> {
    let paragraphs = passages.iter().map(|it| Paragraph::new(plain(&it.text), Role::Body, 1)).collect();
    let text = Text::new(paragraphs);
    let mut amounts = amounts(passages, &text);
    if amounts.is_empty() {
        return None;
    }
    identify(passages, &mut amounts);
    let mut held = Vec::new();
    if relations {
        let outcome = check(&text, &gongwen_check::Options::arithmetic());
        held = outcome.relations.into_iter().filter(|it| it.verdict == Verdict::Holds).collect();
    }
    relate(&mut amounts, &held);
    Some(written(passages, &amounts))
}

/// A text for the check: one with notation of its own is left alone.
fn plain(text: &str) -> &str {
    if text.contains(['{', '}', '\\', '｛', '｝', '\n']) { "" } else { text }
}

/// The numbers that can be figures, in order.
fn amounts(passages: &[Passage], text: &Text) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut all = quantities(text).into_iter().peekable();
    for (passage, own) in passages.iter().enumerate() {
        let source = plain(&own.text);
        let mut own: Vec<Amount> = Vec::new();
        while let Some(quantity) = all.next_if(|it| it.span.paragraph == passage) {
            own.extend(amount(passage, source, quantity));
        }
        let bare: Vec<Amount> = bare(passage, source, &own).collect();
        own.extend(bare);
        own.sort_by_key(|it| it.range.start);
        let mut end = 0;
        for mut amount in own {
            if amount.range.start < end {
                continue;
            }
            let before = found.last().filter(|it| it.passage == passage);
            amount.name = name_of(source, end, &amount.range, &amount.figure.unit, before);
            end = amount.range.end;
            found.push(amount);
        }
    }
    found
}

/// The amount of a quantity whose number is in digits, by the longest notation that a figure has.
fn amount(passage: usize, source: &str, quantity: Quantity) -> Option<Amount> {
    let range = quantity.span.start..quantity.span.end;
    let whole = source.get(range.clone())?;
    if quantity.chinese || whole.contains([' ', ',', '，']) {
        return None;
    }
    let digit = whole.find(|c: char| c.is_ascii_digit() || c == '-')?;
    [range.start, range.start + digit].into_iter().find_map(|start| {
        let literal = source.get(start..range.end)?;
        let figure = FigureFile::of_amount(literal)?;
        Some(Amount {
            passage,
            range: start..range.end,
            quantity: Some(quantity.clone()),
            ..empty(literal, figure)
        })
    })
}

fn empty(literal: &str, figure: FigureFile) -> Amount {
    Amount {
        passage: 0,
        range: 0..0,
        literal: literal.to_owned(),
        figure,
        name: String::new(),
        quantity: None,
        id: String::new(),
        listed: false,
        again: false,
    }
}

/// Numbers whose unit is missing, as 203.37万 and 1200余: they are figures all the same.
fn bare<'s>(passage: usize, source: &'s str, known: &[Amount]) -> impl Iterator<Item = Amount> + 's {
    let taken: Vec<Range<usize>> = known.iter().map(|it| it.range.clone()).collect();
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + source.get(at..)?.find(|c: char| c.is_ascii_digit())?;
            let rest = source.get(start..)?;
            let number = rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
            at = start + number;
            let tail: String = rest
                .get(number..)?
                .chars()
                .take_while(|c| matches!(c, '万' | '亿' | '余' | '多'))
                .take(2)
                .collect();
            // 2000多平方 is said for 平方米.
            let behind = rest.get(number + tail.len()..)?;
            let area = ["平方", "立方"].iter().find(|word| {
                behind.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(['米', '公', '千']))
            });
            let range = start..at + tail.len() + area.map_or(0, |word| word.len());
            at = range.end;
            let before = source.get(..start)?.chars().next_back();
            let free = before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-' && c != '.');
            let behind = source.get(range.end..)?.chars().next();
            let word =
                behind.is_some_and(|c| matches!(c, '年' | '月' | '级' | '般' | '数' | '种' | '元' | '分'));
            if (tail.is_empty() && area.is_none())
                || !free
                || word
                || taken
                    .get(taken.partition_point(|own| own.end <= range.start))
                    .is_some_and(|own| own.start < range.end)
            {
                continue;
            }
            let literal = source.get(range.clone())?;
            let Some(figure) = FigureFile::of_amount(literal) else { continue };
            return Some(Amount { passage, range, ..empty(literal, figure) });
        }
    })
}

/// What a number is called: the words before it in its clause, else the noun behind it, else what the number before is called.
fn name_of(source: &str, least: usize, range: &Range<usize>, unit: &str, before: Option<&Amount>) -> String {
    let left = source.get(least..range.start).unwrap_or_default();
    let left = left.rsplit(BREAKS).next().unwrap_or_default();
    let left = left.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let name = trimmed(left);
    // 茶叶总产值1.2亿元，同比增长8.6%: the growth of what stands before it.
    if let Some((of, change)) = before.and_then(|before| Some((&before.name, change(name, unit)?)))
        && of.chars().count() <= 10
        && !["增幅", "降幅"].iter().any(|word| of.ends_with(word))
    {
        return format!("{of}{change}");
    }
    if VERBS.contains(&name) && counted(unit) != "数" {
        return format!("{name}{}", counted(unit));
    }
    if (2..=14).contains(&name.chars().count()) {
        return name.to_owned();
    }
    // What is called so far behind is no name any more.
    let far = source.floor_char_boundary(range.end.saturating_add(90));
    let right = source.get(range.end..far).unwrap_or_default();
    let right = right.split(BREAKS).next().unwrap_or_default();
    let right = right.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let end = ENDS.iter().filter_map(|word| right.find(word)).min().unwrap_or(right.len());
    let noun: String = right.get(..end).unwrap_or_default().chars().filter(|c| is_name(*c)).take(8).collect();
    if noun.chars().count() >= 2 {
        return noun;
    }
    // 有3个村，: 村数.
    if ["村", "户", "镇", "乡", "县", "组", "队"].contains(&noun.as_str()) {
        return format!("{noun}数");
    }
    if name.chars().count() > 14 {
        let all: Vec<char> = name.chars().collect();
        return all.get(all.len() - 10..).unwrap_or_default().iter().collect();
    }
    match before {
        Some(before) => before.name.clone(),
        None => {
            if name.is_empty() {
                // 9期 of nothing that is named: 期数.
                let plain = unit.chars().count() == 1 && unit.chars().all(|c| !c.is_ascii());
                if plain && counted(unit) == "数" { format!("{unit}数") } else { "数量".to_owned() }
            } else {
                name.to_owned()
            }
        }
    }
}

/// What a percentage is that only a word of growth stands before.
fn change(name: &str, unit: &str) -> Option<&'static str> {
    let bare = ["同比", "比上年", "较上年", "比去年", "较去年", "年均", "环比"]
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .unwrap_or(name);
    match bare {
        "增长" | "增加" | "提高" | "上升" if unit == "%" => Some("增幅"),
        "下降" | "减少" | "降低" if unit == "%" => Some("降幅"),
        _ => None,
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric()
}

/// A name without the words around it.
fn trimmed(text: &str) -> &str {
    let mut name = text.trim_matches(|c: char| !is_name(c));
    loop {
        let shorter = LINKS.iter().find_map(|word| name.strip_suffix(word));
        let shorter = shorter.or_else(|| {
            let rest =
                LEADS.iter().filter_map(|word| name.strip_prefix(word)).min_by_key(|rest| rest.len())?;
            (rest.chars().count() >= 2 || rest.is_empty()).then_some(rest)
        });
        match shorter {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// Gives each an id of its own: its name, with its area before it where another has it, with a number where that is not enough.
/// A number that stands twice under one name is one figure.
fn identify(passages: &[Passage], amounts: &mut [Amount]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..amounts.len() {
        let (done, rest) = amounts.split_at_mut(at);
        let Some(amount) = rest.first_mut() else { return };
        let name: String = amount.name.chars().filter(|c| is_name(*c)).collect();
        let area = passages.get(amount.passage).and_then(|it| it.area.as_deref()).unwrap_or_default();
        let area: String = area.chars().filter(|c| is_name(*c)).take(8).collect();
        // 辐射面积 needs no second 面积.
        let unit = counted(&amount.figure.unit);
        let told_apart = (!name.ends_with(unit)).then(|| format!("{name}{unit}"));
        let of_area = (!area.is_empty()).then(|| format!("{area}{name}"));
        let known = numbers.entry(name.clone()).or_insert(1_usize);
        let mut candidates = [name.clone()].into_iter().chain(told_apart).chain(of_area);
        loop {
            let id = candidates.next().unwrap_or_else(|| {
                *known += 1;
                format!("{name}{known}")
            });
            match taken.get(&id).and_then(|first| done.get_mut(*first)) {
                Some(first) if first.literal == amount.literal && name.chars().count() >= 4 => {
                    (first.listed, amount.again) = (true, true);
                    amount.id = id;
                    break;
                }
                Some(_) => {}
                None => {
                    taken.insert(id.clone(), at);
                    amount.id = id;
                    break;
                }
            }
        }
    }
}

/// What tells two numbers of one name apart: 人数, 户数.
fn counted(unit: &str) -> &'static str {
    match unit {
        "人" | "名" | "人次" => "人数",
        "户" => "户数",
        "亩" | "平方米" | "公顷" => "面积",
        "公里" | "米" => "长度",
        "%" => "比率",
        unit if unit.ends_with('元') => "金额",
        _ => "数",
    }
}

/// Writes the relations that hold into their figures.
fn relate(amounts: &mut [Amount], held: &[Relation]) {
    let find = |amounts: &[Amount], span: &Span| {
        let at = amounts.partition_point(|it| (it.passage, it.range.end) <= (span.paragraph, span.start));
        let found = amounts.get(at)?;
        (found.passage == span.paragraph && found.range.start < span.end && !found.again).then_some(at)
    };
    for relation in held {
        let Some(claim) = find(amounts, &relation.claim) else { continue };
        let parts: Option<Vec<usize>> = relation.parts.iter().map(|part| find(amounts, part)).collect();
        let Some(parts) = parts.filter(|parts| !parts.is_empty() && !parts.contains(&claim)) else {
            continue;
        };
        let ids: Vec<String> =
            parts.iter().filter_map(|at| amounts.get(*at)).map(|it| it.id.clone()).collect();
        let (mut listed, mut previous) = (parts.clone(), None);
        let Some(own) = amounts.get(claim) else { continue };
        let free =
            own.figure.sum_of.is_none() && own.figure.rate_of.is_none() && own.figure.qualifier.is_none();
        let mut figure = own.figure.clone();
        match (relation.kind, ids.as_slice()) {
            ("figures/parts-sum", [_, _, ..]) if free => figure.sum_of = Some(ids),
            ("figures/rate", [numerator, denominator]) if free && is_ratio(amounts, own, &parts) => {
                figure.rate_of =
                    Some(RateFile { numerator: numerator.clone(), denominator: denominator.clone() });
            }
            ("figures/growth" | "figures/percentage-points", [_, _]) => {
                previous = older(amounts, own, &parts);
                listed.truncate(1);
            }
            _ => continue,
        }
        match previous {
            Some(value) => {
                if let Some(new) = parts.first().and_then(|at| amounts.get_mut(*at)) {
                    (new.figure.previous, new.listed) = (Some(value), true);
                }
            }
            None if figure == own.figure => {}
            None => {
                for at in listed.into_iter().chain([claim]) {
                    amounts.get_mut(at).into_iter().for_each(|it| it.listed = true);
                }
                amounts.get_mut(claim).into_iter().for_each(|it| it.figure = figure.clone());
            }
        }
    }
}

/// Whether a percentage is the first number of the second.
fn is_ratio(amounts: &[Amount], claim: &Amount, parts: &[usize]) -> bool {
    let value = |at: Option<&usize>| Some(amounts.get(*at?)?.quantity.as_ref()?.value);
    let (Some(part), Some(whole)) = (value(parts.first()), value(parts.get(1))) else { return false };
    claim.quantity.as_ref().is_some_and(|it| it.value.equals(part.rate(whole)) == Verdict::Holds)
}

/// The value of a year before 上年 of which a growth was claimed; none when the second number is a difference.
fn older(amounts: &[Amount], claim: &Amount, parts: &[usize]) -> Option<NumberText> {
    let quantity = |at: Option<&usize>| amounts.get(*at?)?.quantity.as_ref();
    let (new, old, claim) = (quantity(parts.first())?, quantity(parts.get(1))?, claim.quantity.as_ref()?);
    let plain = new.qualifier.is_none() && old.qualifier.is_none() && new.printed_unit == old.printed_unit;
    let growth = (new.printed - old.printed).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old.printed)?;
    let near = (growth.abs() - claim.printed.abs()).abs() <= Decimal::ONE;
    (plain && claim.unit == "%" && near).then(|| NumberText(old.printed.to_string()))
}

/// The passages with their figures, and those that stand in `[figures]`.
fn written(passages: &[Passage], amounts: &[Amount]) -> Named {
    let mut named = Named::default();
    for amount in amounts.iter().filter(|it| it.listed && !it.again) {
        let figure = FigureFile { label: amount.id.clone(), ..amount.figure.clone() };
        named.figures.push((amount.id.clone(), figure));
    }
    let mut rest = amounts.iter().peekable();
    for (passage, own) in passages.iter().enumerate() {
        let (mut text, mut at) = (String::new(), 0);
        while let Some(amount) = rest.next_if(|it| it.passage == passage) {
            text.push_str(own.text.get(at..amount.range.start).unwrap_or_default());
            if amount.listed || amount.again {
                text.push_str(&format!("{{{{{}}}}}", amount.id));
            } else {
                named.born += 1;
                text.push_str(&format!("{{{{{}={}}}}}", amount.id, amount.literal));
            }
            at = amount.range.end;
        }
        text.push_str(own.text.get(at..).unwrap_or_default());
        named.texts.push(text);
    }
    named
}
