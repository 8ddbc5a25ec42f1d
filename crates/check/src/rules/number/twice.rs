//! Units written twice, and two numbers run together.

use super::counted::{behind_scale, unit_at};
use crate::chars::is_one_of;
use crate::rules::line::{Digits, Line, is_han, is_numeral};
use crate::{Finding, Findings};

/// Tells of units that stand twice: 万元元, 亩亩, 5%个百分点, 百分之5%.
pub(super) fn twice(line: &Line<'_>, number: &Digits, out: &mut Findings) -> bool {
    let mut at = behind_scale(line, number.to);
    if matches!(line.get(at), '余' | '多') {
        at += 1;
    }
    let tell = |from: usize, to: usize, right: String, out: &mut Findings| {
        let quote = line.text(from, to);
        out.push(
            Finding::warning(
                "number/unit-twice",
                line.span(from, to),
                format!("“{quote}”的单位写了两次，应为“{right}”"),
                format!("the unit of `{quote}` stands twice; write `{right}`"),
            )
            .fix(right, true)
            .source("GB/T 15835-2011 4.1.1"),
        );
        true
    };
    if line.ends(number.from, "百分之") && matches!(line.get(number.to), '%' | '％') {
        let right = format!("{}%", line.text(number.from, number.to));
        return tell(number.from - 3, number.to + 1, right, out);
    }
    if matches!(line.get(at), '%' | '％' | '‰') {
        let rest = ["个百分点", "百分点", "%", "％", "‰"];
        if let Some(again) = line.one_of(at + 1, &rest) {
            let unit = if again.contains('点') { "个百分点" } else { "%" };
            let right = format!("{}{unit}", line.text(number.from, at));
            return tell(number.from, at + 1 + again.chars().count(), right, out);
        }
        return false;
    }
    // ￥300元.
    if matches!(line.back(number.from, 1), '￥' | '¥') && (line.get(at) == '元' || line.starts(at, "万元"))
    {
        let to = if line.get(at) == '元' { at + 1 } else { at + 2 };
        let right = line.text(number.from, to).to_owned();
        return tell(number.from - 1, to, right, out);
    }
    // 5亿万元, 20万万元.
    if matches!(line.text(number.to, number.to + 2), "亿万" | "万万" | "亿亿") {
        let scale = line.get(number.to);
        let rest = usize::from(line.get(number.to + 2) == '元');
        let right =
            format!("{}{scale}{}", line.text(number.from, number.to), if rest == 1 { "元" } else { "" });
        return tell(number.from, number.to + 2 + rest, right, out);
    }
    if let Some((behind, to)) = spelled_twice(line, at) {
        let right = line.text(number.from, behind).to_owned();
        return tell(number.from, to, right, out);
    }
    let Some(unit) = unit_at(line, at) else { return false };
    let length = unit.chars().count();
    let behind = at + length;
    // 126.8万元万元.
    let whole = line.text(number.to, behind);
    if whole.chars().count() > length && line.starts(behind, whole) {
        let right = line.text(number.from, behind).to_owned();
        return tell(number.from, behind + whole.chars().count(), right, out);
    }
    if let Some(to) = mixed(line, unit, behind) {
        let right = line.text(number.from, behind).to_owned();
        return tell(number.from, to, right, out);
    }
    let last: String = unit.chars().last().into_iter().collect();
    let again = if line.starts(behind, unit) { unit } else { last.as_str() };
    if !line.starts(behind, again) || unit == "%" {
        return false;
    }
    // 5个个体户, 3人人均, 3名名师, 12户户均: the second one begins a word.
    let after = line.get(behind + again.chars().count());
    let begins = match again {
        "个" => "体人别性案",
        "人" => "人均员才口民大工居力数社士",
        "名" => "师单优录人医家牌称",
        "户" => "户都均外籍用主型厕",
        "家" => "家庭长禽畜政具电属乡园族风",
        "次" => "要品年日",
        "天" => "气然",
        "年" => "轻度均底初货终末",
        "日" => "常间照用",
        "月" => "均度底初末薪",
        "件" => "",
        "条" => "例款件",
        "处" => "理置罚",
        "场" => "地所馆次",
        "份" => "额",
        "期" => "间限货",
        "头" => "部",
        "位" => "置",
        "支" => "部持出付撑队",
        "对" => "口象",
        "节" => "能水日约目",
        "面" => "积",
        "门" => "店",
        "口" => "",
        "道" => "路德",
        "成" => "员果效立品熟",
        "度" => "假",
        "套" => "餐",
        "项" => "目",
        "本" => "地村镇科年级土",
        "字" => "",
        "张" => "贴",
        "元" => "旦宵素件",
        "米" => "线粉面饭",
        "吨" => "位袋包",
        "斤" => "两",
        "时" => "段间限效候刻常长",
        "所" => "有在",
        "类" => "型别",
        "起" => "步",
        "片" => "区",
        "批" => "准发次",
        "台" => "账阶",
        "册" => "",
        "层" => "级",
        "周" => "边期",
        _ => "",
    };
    if begins.contains(after) || (after == '\0' && again == "人") || matches!(again, "日" | "月") {
        return false;
    }
    let right = line.text(number.from, behind).to_owned();
    tell(number.from, behind + again.chars().count(), right, out)
}

/// 八百六十元元, 七百斤公斤: the same behind numbers in characters.
pub(super) fn spelled(line: &Line<'_>, out: &mut Findings) {
    let part = |c: char| is_numeral(c) || matches!(c, '百' | '千' | '万' | '亿' | '零' | '两');
    let mut at = 0;
    while at < line.len() {
        let from = at;
        at = line.skip_most(from, 12, part).max(from + 1);
        // 千家家户户, 十里: a number of its own has a digit and a place.
        let counts =
            at - from >= 2 && is_numeral(line.get(from)) && !matches!(line.back(from, 1), '第' | '分' | '之');
        if counts && (from..at).any(|place| matches!(line.get(place), '十' | '百' | '千' | '万')) {
            twice(line, &Digits { from, to: at, fraction: false, grouped: false }, out);
        }
    }
}

/// Units that are written in more than one way, longer ones before those that begin them.
const SPELLINGS: [&[&str]; 17] = [
    &["立方米", "m³", "m3", "M³", "立方", "方"],
    &["平方米", "㎡", "m²", "m2", "M²", "平米", "平方"],
    &["平方公里", "平方千米", "km²", "km2", "k㎡"],
    &["公里", "千米", "km", "KM", "Km"],
    &["公斤", "千克", "kg", "KG", "Kg", "㎏"],
    &["公顷", "hm²", "hm2", "ha"],
    &["千瓦时", "kWh", "KWh", "kwh", "KWH", "度"],
    &["兆瓦时", "MWh"],
    &["千瓦", "kW", "KW", "kw"],
    &["兆瓦", "MW"],
    &["摄氏度", "℃", "°C", "度"],
    &["毫米", "mm", "MM", "㎜"],
    &["厘米", "cm", "CM", "㎝"],
    &["米", "m", "M"],
    &["吨", "t", "T"],
    &["毫升", "ml", "mL", "ML"],
    &["元", "￥", "¥", "RMB"],
];

/// 120万立方米m³, 36公里km: one unit in two spellings; where the first one ends, and the second.
fn spelled_twice(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    SPELLINGS.iter().find_map(|unit| {
        let one = unit.iter().find(|one| line.starts(at, one))?;
        let behind = at + one.chars().count();
        let other = unit.iter().find(|other| *other != one && line.starts(behind, other))?;
        let to = behind + other.chars().count();
        // 立方米方量, 30米m12: the second one begins a word.
        let next = line.get(to);
        let (letter, han) = (other.chars().next_back().unwrap_or_default(), is_han(next));
        let whole = match other.chars().count() {
            1 if is_han(letter) => !han,
            _ => !(letter.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()),
        };
        whole.then_some((behind, to))
    })
}

/// Units of one kind that do not stand behind each other, whatever follows 名人次, 月个月.
const ALIKE: [(&str, &[&str]); 15] = [
    ("名", &["人次", "位"]),
    ("位", &["人次", "名"]),
    ("户", &["人次"]),
    ("月", &["个月"]),
    ("天", &["个工作日", "日"]),
    ("日", &["个工作日", "天"]),
    ("年", &["个年头"]),
    ("元", &["人民币元", "万元", "亿元", "块钱", "块"]),
    ("个小时", &["小时", "时"]),
    ("小时", &["个小时"]),
    ("分钟", &["分"]),
    ("个月", &["月"]),
    ("人次", &["批次", "户次", "场次", "名", "人"]),
    ("场次", &["场", "人次"]),
    ("批次", &["批", "件次"]),
];

/// Measures of one kind, which are no two.
const MEASURES: [&[&str]; 3] = [
    &["公里", "千米", "米", "厘米", "毫米", "华里"],
    &["亩", "公顷", "平方米", "平方公里"],
    &["吨", "公斤", "千克", "斤", "克"],
];

/// 12座个，: another measure word of things or people stands behind the first, and nothing behind it; or one that never does.
/// Where the second one ends.
fn mixed(line: &Line<'_>, unit: &str, behind: usize) -> Option<usize> {
    let ends = |at: usize| !is_han(line.get(at)) && !line.get(at).is_ascii_alphanumeric();
    let alike =
        ALIKE.iter().find(|(one, _)| *one == unit).and_then(|(_, others)| line.one_of(behind, others));
    if let Some(other) = alike {
        let to = behind + other.chars().count();
        // 名位子, 人人次 … only where nothing goes on: 38名位于, 3天日均, 200元块状.
        let always = matches!(other, "人次" | "个月" | "个工作日" | "人民币元" | "个小时" | "小时");
        return (always || ends(to)).then_some(to);
    }
    // 36公里米，: two measures of one kind.
    let kin = MEASURES.iter().find(|kind| kind.contains(&unit));
    if let Some(other) = kin.and_then(|kind| line.one_of(behind, kind)) {
        let to = behind + other.chars().count();
        return (other != unit && ends(to)).then_some(to);
    }
    let things = "座处家条个项名户场件起份台辆套间栋棵株所人位只";
    let one = unit.chars().next().filter(|c| unit.chars().count() == 1 && things.contains(*c))?;
    let other = line.get(behind);
    let to = behind + 1;
    // 12台套 are sets, 3个人 and 5口人 people; 名家 and 名人 who are known.
    let word = matches!(
        (one, other),
        ('个' | '户' | '家', '人')
            | ('人', '家' | '位')
            | ('个' | '座', '位')
            | ('件', '套')
            | ('台', '套' | '件')
            | ('套' | '条', '件')
            | ('处' | '场', '所')
    );
    let marked = matches!(line.get(to), '，' | '。' | '、' | '；' | '）');
    let other = marked && one != other && !word && is_one_of!(other, "座个家条名户起栋棵辆所台处件位人株");
    other.then_some(to)
}

/// Tells of two numbers run into one: 新建5处3处, 12.3.4, 20242025年.
pub(super) fn run_together(
    line: &Line<'_>,
    number: &Digits,
    next: Option<&Digits>,
    out: &mut Findings,
) -> bool {
    let tell = |from: usize, to: usize, out: &mut Findings| {
        let quote = line.text(from, to);
        out.push(
            Finding::error(
                "number/run-together",
                line.span(from, to),
                format!("“{quote}”像是两个数字连在了一起，中间缺少标点或文字"),
                format!("`{quote}` looks like two numbers run together"),
            )
            .source("GB/T 15835-2011 5.1"),
        );
        true
    };
    let length = number.to - number.from;
    let whole = !number.fraction && !number.grouped;
    // 20242025年: two years.
    if whole && length == 8 && line.get(number.to) == '年' {
        return tell(number.from, number.to + 1, out);
    }
    let Some(next) = next else { return false };
    // 12.3.4: no version, date or heading.
    if number.fraction && line.get(number.to) == '.' && next.from == number.to + 1 {
        let version = line.get(next.to) == '.' || number.from == 0 || !is_han(line.back(number.from, 1));
        let date = line.text(number.from, number.to).starts_with("20") && length > 5;
        let section =
            line.one_before(number.from, &["第", "条", "款", "见", "表", "图", "节", "版本", "版"]).is_some();
        if !version && !date && !section && unit_or_scale(line, next.to) {
            return tell(number.from, next.to, out);
        }
        return false;
    }
    let mut at = behind_scale(line, number.to);
    let scale = line.text(number.to, at);
    let unit = unit_at(line, at).unwrap_or_default();
    if unit.is_empty() && scale.is_empty() {
        return false;
    }
    at += unit.chars().count();
    if next.from != at || matches!(unit, "年" | "月" | "日" | "度") {
        return false;
    }
    let behind = behind_scale(line, next.to);
    let again = unit_at(line, behind).unwrap_or_default();
    let same = !unit.is_empty() && unit == again && scale == line.text(next.to, behind);
    // 3万5000元 is one number; 3万5万元 is none.
    let scales = unit.is_empty() && scale == line.text(next.to, behind) && behind > next.to;
    if (same || scales) && !exceeds(line, number) {
        return tell(number.from, behind + again.chars().count(), out);
    }
    false
}

/// 超出年度任务140户16户, 比上年86件多12件: the first number is what the second one goes beyond.
fn exceeds(line: &Line<'_>, number: &Digits) -> bool {
    const SET: [&str; 14] = [
        "任务",
        "目标",
        "任务数",
        "目标数",
        "计划",
        "计划数",
        "指标",
        "要求",
        "标准",
        "上年",
        "去年",
        "同期",
        "上年度",
        "全年任务",
    ];
    let mut at = number.from;
    if let Some(link) = line.one_before(at, &["的", "为", "数", "量"]) {
        at -= link.chars().count();
    }
    let clause = line.text(line.clause_start(number.from, 20), at);
    line.one_before(at, &SET).is_some() && clause.contains(['超', '比', '较', '多', '少', '差', '高', '低'])
}

fn unit_or_scale(line: &Line<'_>, at: usize) -> bool {
    behind_scale(line, at) > at || unit_at(line, at).is_some()
}
