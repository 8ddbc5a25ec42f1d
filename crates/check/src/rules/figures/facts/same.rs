//! One fact that is told twice with two values.

use std::collections::{BTreeMap, BTreeSet};

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::{VERBS, has};
use crate::{Findings, Part, Role, Span};

/// What totals of a place end in: nothing else of one year has the same name.
const NOUNS: [&str; 38] = [
    "优良天数",
    "增加值",
    "营业收入",
    "旅游综合收入",
    "财政收入",
    "财政总收入",
    "公共预算收入",
    "税收收入",
    "生产总值",
    "工业总产值",
    "农业总产值",
    "总产值",
    "固定资产投资",
    "总人口",
    "户籍人口",
    "常住人口",
    "可支配收入",
    "纯收入",
    "集体经济收入",
    "集体经营性收入",
    "耕地面积",
    "种植面积",
    "播种面积",
    "粮食产量",
    "粮食总产量",
    "总产量",
    "零售总额",
    "进出口总额",
    "用电量",
    "贷款余额",
    "存款余额",
    "总户数",
    "党员总数",
    "辖区面积",
    "总面积",
    "覆盖率",
    "参保率",
    "总投资",
];

/// Words that make another fact of it.
const OTHERS: [&str; 26] = [
    "其中",
    "新增",
    "净增",
    "上年",
    "去年",
    "同期",
    "增长",
    "增加",
    "目标",
    "计划",
    "任务",
    "力争",
    "预计",
    "人均",
    "户均",
    "村均",
    "减少",
    "下降",
    "提高",
    "占",
    "比",
    "到20",
    "季度",
    "上半年",
    "月",
    "累计",
];

/// What stands before a name and does not change it.
const LEADS: [&str; 28] = [
    "环境",
    "空气质量",
    "全年",
    "今年",
    "我镇",
    "我乡",
    "我县",
    "我村",
    "全镇",
    "全县",
    "全乡",
    "全村",
    "全市",
    "预计",
    "实现",
    "完成",
    "累计",
    "共",
    "截至目前",
    "目前",
    "现有",
    "拥有",
    "有",
    "辖区",
    "的",
    "为",
    "一年来",
    "地区",
];

/// What makes a fact one: its name, its unit, and whether it is planned.
type Name = (String, String, bool);

/// Where a fact is told: the paragraph, and which of its quantities.
pub(crate) type Fact<'l> = (&'l Line, usize, &'l Quantity);

/// All facts of a text; the numbers that were held against one told before.
pub(crate) fn run(lines: &[Line], out: &mut Findings) -> BTreeSet<Span> {
    let mut judged = BTreeSet::new();
    let year = report_year(lines);
    let mut seen: BTreeMap<Name, Vec<Fact<'_>>> = BTreeMap::new();
    for line in lines.iter().filter(|line| !matches!(line.role, Role::Cell(_) | Role::Footnote)) {
        for (index, quantity) in line.quantities.iter().enumerate() {
            let Some(name) = name(line, index, quantity, year) else { continue };
            let plan = matches!(line.part, Part::Plan | Part::Signature);
            let key = (name, quantity.unit.clone(), plan);
            let facts = seen.entry(key).or_default();
            if let Some((first_line, first, earlier)) = facts.first().filter(|it| of_one_place(it.0, line)) {
                judge((first_line, *first, earlier), (line, index, quantity), true, out);
                judged.insert(quantity.span);
            }
            if facts.len() < 4 {
                facts.push((line, index, quantity));
            }
        }
    }
    judged
}

/// The year that the text is on, as its title says: a fact of it need not name it.
pub(crate) fn report_year(lines: &[Line]) -> &str {
    let titles = lines.iter().take(3).filter(|line| line.role == Role::Title);
    let mut named = titles.flat_map(|line| years(line.text(0, line.chars.len())));
    // A text without a title may begin with its year: 2023年，我镇….
    let opening = || {
        let text = lines.first()?.text(0, 24);
        text.split_once("年，").and_then(|(before, _)| before.get(before.len().checked_sub(4)?..))
    };
    let own = named.next().or_else(opening).filter(|year| year.starts_with("20"));
    own.unwrap_or_default()
}

/// Whether two paragraphs may speak of one place: not when they begin with two names, 清溪村 and 青溪村.
pub(crate) fn of_one_place(one: &Line, other: &Line) -> bool {
    match (place(one), place(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The place with whose name a paragraph begins.
fn place(line: &Line) -> Option<&str> {
    place_at(line, 0)
}

/// The place whose name begins here.
fn place_at(line: &Line, from: usize) -> Option<&str> {
    const LONGEST: usize = 5;
    const KINDS: [char; 6] = ['村', '镇', '乡', '县', '区', '市'];
    let at = (from + 2..from + LONGEST).find(|at| KINDS.contains(&line.char(*at)))?;
    let name = line.text(from, at + 1);
    let own = name.starts_with(['全', '我', '本', '各', '该']) || has(name, &["年", "，", "、", "。"]);
    (!own).then_some(name)
}

/// The last year that a sentence names, unless it is that of the text.
pub(crate) fn other_year<'t>(sentence: &'t str, report_year: &str) -> &'t str {
    years(sentence).last().filter(|year| *year != report_year).unwrap_or_default()
}

fn years(text: &str) -> impl Iterator<Item = &str> {
    let years = text.match_indices('年').filter_map(|(at, _)| text.get(at.checked_sub(4)?..at));
    years.filter(|it| it.starts_with("20"))
}

/// The name of a fact, when it is one that has one value only.
fn name(line: &Line, index: usize, quantity: &Quantity, report_year: &str) -> Option<String> {
    if quantity.range || quantity.quoted || quantity.depth > 0 {
        return None;
    }
    // 总投资8.6亿元的产业园: of this one thing.
    if line.char(quantity.to) == '的' {
        return thing_behind(line, index, quantity).map(|thing| format!("{thing}总投资"));
    }
    let label = line.label(index);
    if quantity.unit == "微克/立方米" {
        return concentration(line, quantity, report_year);
    }
    // Most numbers have no name that one value only has: they are done with at once.
    let ends =
        ['达', '到', '为', '是', '约', '近', '超', '过', '了', '有', '已', '逾', '完', '成', '实', '现'];
    let bare = label.trim_end_matches(ends);
    if !label.contains(['全', '辖']) && !NOUNS.iter().any(|noun| bare.ends_with(noun)) {
        return None;
    }
    let clause = line.clause(quantity);
    let from = line.back(quantity.from, &['。', '；', '！', '？', '\n'], 60);
    let sentence = line.text(from, quantity.from);
    if has(clause, &OTHERS) || has(sentence, &["其中", "上半年", "月，", "季度", "目标", "力争", "计划"])
    {
        return None;
    }
    // A year in the sentence that is not the report's would make another fact; the year belongs to the name.
    let year = other_year(sentence, report_year);
    if let Some(place) = counted(label, quantity, line.noun(index)) {
        return Some(format!("{year}{place}"));
    }
    let mut name =
        label.trim_end_matches(['达', '到', '为', '是', '约', '近', '超', '过', '了', '有', '已', '逾']);
    for done in ["完成", "实现", "达到"] {
        name = name.strip_suffix(done).unwrap_or(name);
    }
    let mut cut = true;
    while cut {
        cut = false;
        for lead in LEADS {
            if let Some(rest) = name.strip_prefix(lead) {
                (name, cut) = (rest, true);
            }
        }
        if let Some((_, rest)) =
            name.split_once('年').filter(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()))
        {
            (name, cut) = (rest, true);
        }
    }
    // 引进项目86个、总投资12亿元: of these projects, as is 产业园占地80亩，总投资12亿元 of what its sentence began with.
    let begins = quantity.from.saturating_sub(label.chars().count());
    let within = begins > from;
    let thing = if name == "总投资" && within { thing(line.text(from, begins))? } else { "" };
    // 柳湾村种植面积3200亩，总产量1480吨: of the place that its sentence began with.
    let place = place_at(line, from).filter(|_| within).unwrap_or(thing);
    // 参保率 alone does not say of what.
    let known = NOUNS.iter().any(|noun| name.ends_with(noun)) && !matches!(name, "参保率" | "覆盖率");
    // 污水处理厂扩建工程总投资: the verbs are of the name.
    let work = name.strip_suffix("总投资").is_some_and(|it| {
        it.chars().count() >= 6 && ["工程", "项目", "产业园"].iter().any(|end| it.ends_with(end))
    });
    (known && name.chars().count() <= 16 && (work || !has(name, &VERBS)))
        .then(|| format!("{year}{place}{name}"))
}

/// 城区PM2.5平均浓度: of one place and a whole year.
fn concentration(line: &Line, quantity: &Quantity, report_year: &str) -> Option<String> {
    const PART: [&str; 16] = [
        "冬", "夏", "春", "秋", "月", "季", "旬", "点", "站", "最高", "最低", "力争", "目标", "控制", "点位",
        "以上",
    ];
    let from = line.back(quantity.from, &['。', '；', '！', '？', '\n'], 60);
    let (sentence, clause) = (line.text(from, quantity.from), line.clause(quantity));
    let (before, _) = clause.split_once("平均浓度").or_else(|| clause.split_once("年均浓度"))?;
    let kind = ["PM2.5", "PM10"].into_iter().find(|kind| before.ends_with(kind))?;
    let places = ["城区", "全县", "全市", "全区"].into_iter();
    let (_, place) = places.filter_map(|place| Some((sentence.rfind(place)?, place))).max()?;
    let year = other_year(sentence, report_year);
    (!has(sentence, &PART) && !has(clause, &OTHERS)).then(|| format!("{year}{place}{kind}"))
}

/// The one thing that a sentence begins with: 精密轴承产业园 of 精密轴承产业园于3月开工，占地126亩，.
fn thing(said: &str) -> Option<&str> {
    const KINDS: [char; 15] =
        ['园', '厂', '路', '桥', '站', '库', '场', '馆', '院', '校', '线', '楼', '渠', '港', '城'];
    let clause = said.split('，').next()?;
    let clause =
        ["特别是", "尤其是", "其中", "如"].iter().find_map(|it| clause.strip_prefix(it)).unwrap_or(clause);
    let name = clause.split(['于', '占', '位', '已', '正', '项', '工']).next()?;
    let plain = (4..=14).contains(&name.chars().count()) && !name.contains(|c: char| c.is_ascii_digit());
    (plain && name.ends_with(KINDS)).then_some(name)
}

/// The one thing whose total stands before it: 总投资3.6亿元的柳溪污水处理厂扩建工程.
fn thing_behind<'l>(line: &'l Line, index: usize, quantity: &Quantity) -> Option<&'l str> {
    const SHORTEST: usize = 6;
    if line.label(index) != "总投资" {
        return None;
    }
    let from = quantity.to + 1;
    let end = line.ahead(from, &['，', '。', '、', '；', '“', '（', '\n'], 24);
    let to = (from + SHORTEST..=end)
        .rev()
        .find(|to| line.ends(*to, "工程") || line.ends(*to, "项目") || line.ends(*to, "产业园"))?;
    let name = line.text(from, to);
    let plain = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '个' | '的'));
    (plain && line.quantities_in(from, to).is_empty()).then_some(name)
}

/// 全镇13个行政村: the place and the noun are the name.
fn counted(label: &str, quantity: &Quantity, noun: &str) -> Option<String> {
    let place = ["全镇", "全县", "全乡", "全村", "全街道", "全区", "辖"]
        .iter()
        .find(|place| label.contains(**place))?;
    let rest = label.split(place).last().unwrap_or_default();
    let plain = matches!(
        rest,
        "" | "共" | "共有" | "有" | "现有" | "辖" | "下辖" | "共辖" | "区" | "区有" | "区内有"
    );
    let nouns =
        ["行政村", "村民小组", "自然村", "社区", "村", "党支部", "党员", "建制村", "居委会", "村（居）"];
    // 全镇共有行政村13个 names it before its number.
    let named = nouns.iter().find(|known| rest.ends_with(**known) && noun.is_empty());
    let (noun, plain) = match named {
        Some(known) => {
            let rest = rest.strip_suffix(known).unwrap_or_default();
            (known, matches!(rest, "" | "共" | "共有" | "有" | "现有" | "辖" | "下辖" | "共辖" | "辖区有"))
        }
        None => (nouns.iter().find(|known| noun.starts_with(**known))?, plain),
    };
    let ends = quantity.unit == "个" || quantity.unit == "人";
    (plain && ends).then(|| format!("全辖{noun}"))
}

/// Holds a fact against what was told of it before. Where its name alone says that it is one fact, a difference is an error;
/// else the numbers only suggest it, and a warning is enough.
pub(crate) fn judge(one: Fact<'_>, other: Fact<'_>, named: bool, out: &mut Findings) {
    let ((first_line, _, first), (line, index, second)) = (one, other);
    let verdict = second.value.equals(first.value);
    let (earlier, shown) = (
        format!("{}{}", first.shown(), first.printed_unit),
        format!("{}{}", second.shown(), second.printed_unit),
    );
    let before = first_line.index + 1;
    let statement = Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, index),
        to: second.to,
        claim: second,
        called: ("这里", "here"),
        parts: vec![first],
        verdict,
        reason: format!("{earlier} ≠ {shown}"),
    };
    let zh = || format!("第 {before} 段写的是 {earlier}，这里写的是 {shown}");
    let en = || format!("paragraph {before} has {earlier}, here it is {shown}");
    match named {
        true => statement.tell(zh, en, out),
        false => statement.suspect(zh, en, out),
    }
}
