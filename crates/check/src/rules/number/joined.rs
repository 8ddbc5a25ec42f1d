//! A sum and how it grew, run together 数后面漏了逗号: 完成投资8.64亿元同比增长12.5%.

use super::bare::DOINGS;
use super::counted::{behind_scale, unit_at};
use crate::rules::line::{Digits, Line, is_han};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings, Role};

/// What a sum is held against, and how it has changed: 同比增长, 较上年增加.
static AGAINST: WordSet = WordSet::new(&[
    "同比",
    "环比",
    "较上年",
    "较上年同期",
    "较去年",
    "较去年同期",
    "比上年",
    "比上年同期",
    "比去年",
    "比去年同期",
    "较年初",
    "比年初",
]);
const CHANGED: [&str; 14] = [
    "增长", "下降", "增加", "减少", "上升", "提高", "降低", "多", "少", "净增", "净减", "回落", "增收",
    "多收",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    // Titles and cells are short on purpose.
    if !matches!(line.paragraph.role, Role::Body | Role::Item) {
        return;
    }
    ordinals(line, out);
    clauses(line, numbers, out);
    outcomes(line, numbers, out);
    for pair in numbers.windows(2) {
        let [number, next] = pair else { continue };
        let scale = behind_scale(line, number.to);
        if scale == number.to && !number.fraction && number.to - number.from < 2 {
            continue;
        }
        let Some(unit) = unit_at(line, scale) else { continue };
        let at = scale + unit.chars().count();
        if at >= next.from || matches!(unit, "年" | "月" | "日" | "期" | "%") {
            continue;
        }
        let Some(against) = AGAINST.at(line, at) else { continue };
        let change = at + against.chars().count();
        // 8.64亿元同比增长的: the clause makes a whole of it.
        if line.one_of(change, &CHANGED).is_none_or(|word| change + word.chars().count() != next.from) {
            continue;
        }
        tell(line, (number.from, at, next.from), "behind the sum", true, out);
    }
}

/// Tells of a comma that is left out at the second of these places.
pub(super) fn tell(
    line: &Line<'_>,
    (from, at, to): (usize, usize, usize),
    place: &str,
    sure: bool,
    out: &mut Findings,
) {
    let (quote, first) = (line.text(from, to), line.text(from, at));
    out.push(
        Finding::warning(
            "number/run-together",
            line.span(from, to),
            format!("“{quote}”：“{first}”后面漏了逗号"),
            format!("`{quote}` lacks the comma {place}"),
        )
        .fix(format!("{first}，{}", line.text(at, to)), sure)
        .source("GB/T 15834-2011 4.4"),
    );
}

/// 收缴率为91.3%三是人员不足: the mark before the next of its ordinals is left out, right behind a quantity.
fn ordinals(line: &Line<'_>, out: &mut Findings) {
    const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let mut last = None;
    for at in 0..line.len() {
        let number = NUMERALS.iter().position(|it| *it == line.get(at) && line.get(at + 1) == '是');
        let Some(number) = number else { continue };
        let before = line.back(at, 1);
        if matches!(before, '\0' | '。' | '；' | '：' | '，' | ';' | ':' | ',') {
            last = Some(number);
            continue;
        }
        let follows = last.is_some_and(|last: usize| last + 1 == number);
        let Some(from) = quantity_before(line, at).filter(|_| follows) else { continue };
        let quote = line.text(from, at + 2);
        out.push(
            Finding::warning(
                "number/run-together",
                line.span(from, at + 2),
                format!("“{quote}”：“{}”前面漏了分号", line.text(at, at + 2)),
                format!("`{quote}` lacks the semicolon before the ordinal"),
            )
            .fix(format!("{}；{}", line.text(from, at), line.text(at, at + 2)), true)
            .source("GB/T 15834-2011 4.6"),
        );
        last = Some(number);
    }
}

/// Where the quantity begins that ends right before a place.
fn quantity_before(line: &Line<'_>, at: usize) -> Option<usize> {
    (1..=3).find_map(|length| {
        let unit = at.checked_sub(length)?;
        let found = unit_at(line, unit).filter(|it| it.chars().count() == length)?;
        let scale = (0..=1).map(|it| unit.saturating_sub(it)).find(|end| line.back(*end, 1).is_ascii_digit());
        let end = scale.filter(|end| behind_scale(line, *end) == unit || found == "%")?;
        (end.saturating_sub(9)..end)
            .rev()
            .take_while(|place| line.get(*place).is_ascii_digit() || line.get(*place) == '.')
            .last()
    })
}

/// Verbs that begin a clause on what a sum came to.
pub(super) static CAME_TO: WordSet = WordSet::new(&[
    "罚没", "罚款", "处罚", "涉及", "惠及", "稳定", "覆盖", "受益", "带动", "服务", "新增", "培训", "吸纳",
    "减免", "兑现", "发放", "救助", "整治", "规范", "增加", "减少", "挽回", "节约", "实现", "追回", "劝导",
    "查扣", "暂扣", "查获",
]);

/// 返还资金2860万元涉及企业1430家稳定岗位3.9万个: three quantities in a row, a verb right behind each of the first two.
fn clauses(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    let verb = |number: &Digits, next: &Digits| {
        let scale = behind_scale(line, number.to);
        let at = scale + unit_at(line, scale)?.chars().count();
        let verb = CAME_TO.at(line, at).or_else(|| DOINGS.at(line, at))?;
        let thing = at + verb.chars().count();
        // 受益1430户, 涉及企业1430家: a noun at most between the verb and its number.
        let near = thing <= next.from && next.from - thing <= 6;
        (near && (thing..next.from).all(|place| is_han(line.get(place)))).then_some(at)
    };
    for three in numbers.windows(3) {
        let [first, second, third] = three else { continue };
        let (Some(one), Some(two)) = (verb(first, second), verb(second, third)) else { continue };
        let quote = line.text(first.from, third.from);
        out.push(
            Finding::warning(
                "number/run-together",
                line.span(first.from, third.from),
                format!("“{quote}”：几个数连写，中间漏了逗号或顿号"),
                format!("`{quote}` runs quantities together without a mark"),
            )
            .fix(
                format!(
                    "{}，{}，{}",
                    line.text(first.from, one),
                    line.text(one, two),
                    line.text(two, third.from)
                ),
                false,
            )
            .source("GB/T 15834-2011 4.4"),
        );
    }
}

/// Verbs that say what a work brought about, and words of clauses in which a sum is the means or the rate of it.
const BROUGHT: [&str; 7] = ["增加", "减少", "挽回", "节约", "节省", "追回", "实现"];
pub(super) const MEANS: [&str; 26] = [
    "投入", "投资", "安排", "每", "按", "以", "使", "用", "由", "从", "比", "较", "通过", "依托", "利用",
    "借助", "盘活", "带动", "发展", "流转", "引导", "帮助", "组织", "支持", "扶持", "占地",
];

/// 管网总长426公里其中干管86公里: what says more of a quantity begins a clause of its own.
fn says_more(line: &Line<'_>, (number, unit): (&Digits, &str), at: usize, next: &Digits) -> bool {
    let work = line.text(line.clause_start(number.from, 24), number.from);
    let subject =
        work.chars().count() >= 2 && work.chars().all(is_han) && !work.ends_with(['每', '各', '第']);
    let things = !matches!(
        unit,
        "户" | "人" | "名" | "家" | "个" | "年" | "月" | "日" | "天" | "%" | "个月" | "期" | "级" | "位"
    );
    let mean = line
        .one_of(at, &["户均", "人均", "日均", "月均", "件均", "笔均", "亩均", "平均每"])
        .is_some_and(|word| word == "平均每" || at + word.chars().count() == next.from);
    let among = line.starts(at, "其中")
        && next.from - at <= 12
        && is_han(line.get(at + 2))
        && line.get(at + 2) != '的';
    subject && (among || things && mean)
}

/// Verbs of a work of its own behind a thing that is counted: 隐患点15处|增设减速带22条.
static ANEW: WordSet = WordSet::new(&[
    "新增", "新建", "新设", "增设", "加装", "安装", "改造", "改建", "扩建", "修复", "修缮", "维修", "更换",
    "铺设", "敷设", "整改", "办结", "结案", "查处", "下发", "发出", "印发", "制发", "收集", "收缴", "没收",
    "追缴", "追回", "扣押", "查扣", "移送", "立案", "处罚", "罚款", "罚没", "腾出", "清理", "清运", "拆除",
    "疏散", "劝返", "发放", "张贴", "解决", "化解", "发现", "整治", "消除", "注销", "吊销", "取缔", "关停",
    "新修", "开通", "配备",
]);

/// Verbs with which a clause on what was found or checked begins: its count belongs to them and does nothing itself.
static FOUND: WordSet = WordSet::new(&[
    "抓获",
    "查处",
    "查封",
    "查获",
    "破获",
    "打掉",
    "捣毁",
    "刑拘",
    "批捕",
    "逮捕",
    "处罚",
    "责令停产",
    "责令整改",
    "责令停业",
    "责令关闭",
    "关停",
    "取缔",
    "约谈",
    "走访",
    "排查",
    "检查",
    "巡查",
    "督查",
    "受理",
    "接待",
    "检出",
    "收治",
    "抽检",
    "核查",
    "管控",
    "暗访",
    "随访",
    "普查",
    "筛查",
    "曝光",
    "侦破",
]);

/// Words that may stand before such a verb.
static FOUND_AFTER: WordSet = WordSet::new(&[
    "共",
    "累计",
    "全年",
    "今年",
    "已",
    "临时",
    "依法",
    "年内",
    "先后",
    "重点",
    "集中",
    "逐户",
    "全面",
    "上门",
    "执法检查中",
    "联合",
    "期间",
    "行动中",
    "开展以来",
    "本年",
    "上半年",
    "全县",
    "全市",
    "全区",
    "全镇",
    "全乡",
    "专项",
    "实地",
]);

/// Words of clauses in which what is counted is the place, the means or the actor of what follows.
const DOER: [&str; 18] = [
    "出动", "派出", "抽调", "动员", "发动", "聘请", "选派", "整合", "争取", "对", "在", "为", "给", "向",
    "于", "将", "把", "腾退",
];

/// 抓获嫌疑人47名追缴赃款128万元: a thing with its count behind it, and another work with its own.
fn anew(line: &Line<'_>, (number, unit): (&Digits, &str), at: usize, next: &Digits) -> bool {
    const THINGS: [&str; 30] = [
        "处", "次", "座", "条", "起", "份", "场", "期", "盏", "根", "套", "台", "块", "宗", "公里", "批",
        "口", "辆", "扇", "幢", "栋", "间", "项", "场次", "批次", "件", "具", "张", "面", "棵",
    ];
    let Some(verb) = ANEW.at(line, at) else { return false };
    let noun =
        line.text(at + verb.chars().count(), next.from).trim_end_matches(['约', '近', '达', '共', '超']);
    let start = line.clause_start(number.from, 24);
    let work = line.text(start, number.from);
    let named = work.chars().count() >= 4
        && work.chars().all(is_han)
        && !work.ends_with([
            '各', '每', '等', '余', '近', '约', '达', '共', '的', '第', '有', '县', '市', '区', '镇', '村',
        ])
        && ANEW.before(line, number.from).is_none();
    // 全年查封18家.
    let mut first = start;
    while let Some(word) = FOUND_AFTER.at(line, first).filter(|_| first < number.from) {
        first += word.chars().count();
    }
    let found = FOUND.at(line, first).is_some();
    let counted = match unit {
        "名" | "人" | "家" | "户" | "个" => found,
        "万户" => found,
        _ => THINGS.contains(&unit) && (named || found),
    };
    counted
        && (noun.is_empty() || noun.chars().count() >= 2)
        && noun.chars().count() <= 8
        && noun.chars().all(is_han)
        && !noun.contains(['的', '后'])
        && !noun.starts_with(['到', '至', '为', '了', '率'])
        && !MEANS.iter().chain(&DOER).any(|word| work.contains(word))
}

/// Two quantities without a mark between, of which the second one begins a clause of its own.
fn outcomes(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for pair in numbers.windows(2) {
        let [number, next] = pair else { continue };
        let scale = behind_scale(line, number.to);
        let shot = line.get(scale) == '发';
        let Some(unit) = unit_at(line, scale).or(shot.then_some("发")) else { continue };
        let at = scale + unit.chars().count();
        if !brings(line, (number, unit), at, next)
            && !anew(line, (number, unit), at, next)
            && !says_more(line, (number, unit), at, next)
        {
            continue;
        }
        tell(line, (number.from, at, next.from), "between its two quantities", false, out);
    }
}

/// 发射增雨弹420发增加降水约800万立方米: a work and what it brought about. People and homes may bring it about themselves.
fn brings(line: &Line<'_>, (number, unit): (&Digits, &str), at: usize, next: &Digits) -> bool {
    let Some(verb) = line.one_of(at, &BROUGHT) else { return false };
    let noun =
        line.text(at + verb.chars().count(), next.from).trim_end_matches(['约', '近', '达', '共', '超']);
    let start = line.clause_start(number.from, 24);
    let work = line.text(start, number.from);
    (2..=8).contains(&noun.chars().count())
        && !matches!(
            unit,
            "年" | "月" | "日" | "天" | "%" | "个月" | "百分点" | "个百分点" | "户" | "人" | "名" | "家"
        )
        && noun.chars().all(is_han)
        && !noun.starts_with(['到', '至', '为', '了'])
        && work.chars().count() >= 4
        && work.chars().all(is_han)
        && !MEANS.iter().any(|word| work.contains(word))
}
