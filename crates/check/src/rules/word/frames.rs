//! Fixed frames that lack one of their words 固定格式缺成分: 为高质量发展坚实基础, 在县委的领导，…, 以问题导向，, 取得了明显。
//!
//! A frame is told by the words at both its ends. What must stand between them, or behind them, stands there in all right
//! sentences, so each rule asks for the whole frame and for the absence of every word that would fill it.

use crate::chars::CharSet;
use crate::rules::line::{Line, is_han};
use crate::words::has;
use crate::{Finding, Findings};

/// What clauses with a frame end with, by its last character: a cheap question first.
static LASTS: CharSet = CharSet::new(
    "础障撑力献件境围盾基气领导持心助怀手机线向口体点事务重容步到益加致显著极要好实劲大出异的硕分效泛烈厚刻喜定垒范带脚治题先活满了供下责量败产展贫度山作理会想深本民坚一性升高善强化动头",
);

/// What is laid, given or made for something.
const GAINS: [&str; 12] =
    ["基础", "保障", "支撑", "动力", "活力", "贡献", "条件", "环境", "氛围", "后盾", "根基", "力量"];

/// How it is called.
const QUALITIES: [&str; 12] =
    ["坚实", "坚强", "有力", "强大", "良好", "强劲", "积极", "重要", "更大", "应有", "新的", "牢固"];

/// Words that say that it is laid, given or made.
const GIVES: [&str; 48] = [
    "奠定", "打下", "打牢", "夯实", "筑牢", "提供", "注入", "增添", "创造", "营造", "作出", "做出", "做好",
    "积累", "树立", "带来", "赢得", "形成", "凝聚", "汇聚", "构筑", "构建", "建立", "铺", "成为", "打造",
    "供给", "积蓄", "厚植", "激发", "增强", "保持", "发挥", "做", "当", "强化", "巩固", "集聚", "释放", "是",
    "有着", "具有", "献", "筑", "添", "造", "给予", "作",
];

/// Verbs that do the same, right before the quality.
const NEAR: [&str; 62] = [
    "聚集", "争取", "集聚", "汇集", "集中", "送", "带", "添", "蓄", "汇", "输", "储备", "培育", "培植",
    "塑造", "拓展", "开辟", "优化", "改善", "提升", "增加", "扩大", "争得", "换", "守", "留", "播", "埋",
    "打", "开创", "孕育", "催生", "点燃", "注", "增", "植", "铸", "擦亮", "彰显", "加", "补", "扎", "培",
    "展", "献", "落实", "谋", "拓", "出台", "制定", "完善", "健全", "协调", "聚", "探索", "搭", "立", "装",
    "激", "推", "创", "赋",
];

/// Those without whom an opening sentence does not go.
const LEADS: [&str; 9] = ["努力", "领导", "支持", "关心", "指导", "帮助", "带领", "关怀", "配合"];

/// What something is taken as, behind 以…为.
const AIMS: [&str; 10] =
    ["抓手", "契机", "主线", "导向", "突破口", "载体", "着力点", "切入点", "落脚点", "思想指导"];

/// What something is made, behind 把…作为.
const RANKS: [&str; 10] = [
    "重中之重",
    "头等大事",
    "首要任务",
    "重要抓手",
    "突破口",
    "政治任务",
    "中心任务",
    "第一要务",
    "主攻方向",
    "重要内容",
];

/// Words that make it that.
const MAKES: [&str; 18] = [
    "作", "为", "当", "摆", "列", "视", "成", "看", "抓", "定", "入", "是", "放", "围绕", "聚焦", "与", "和",
    "到",
];

/// Verbs that take a thing with its quality, and the qualities behind which the thing is missing.
const TAKES: [(&str, &[&str]); 17] = [
    (
        "取得",
        &[
            "明显",
            "显著",
            "积极",
            "重要",
            "丰硕",
            "可喜",
            "历史性",
            "突破性",
            "阶段性",
            "实质性",
            "决定性",
            "新的",
        ],
    ),
    ("发挥", &["积极", "重要", "充分", "有效", "应有", "关键性"]),
    ("起到", &["积极", "重要", "良好", "明显", "关键性"]),
    ("作出", &["积极", "重要", "突出", "应有", "新的", "更大", "巨大"]),
    ("做出", &["积极", "重要", "突出", "应有", "新的", "更大", "巨大"]),
    ("产生", &["积极", "重要", "深刻", "较大", "广泛", "良好"]),
    ("创造", &["良好", "有利", "新的", "更好"]),
    ("营造", &["良好", "浓厚", "有利"]),
    ("形成", &["良好", "浓厚", "强大", "有力", "新的"]),
    ("奠定", &["坚实", "良好", "牢固"]),
    ("打下", &["坚实", "良好", "牢固"]),
    ("提供", &["有力", "坚实", "坚强", "重要", "良好"]),
    ("注入", &["新的", "强劲", "强大", "新"]),
    ("增添", &["新的", "强劲", "新"]),
    ("得到", &["充分", "有效", "进一步", "广泛", "一致", "高度", "明显", "显著", "大幅", "极大", "全面"]),
    ("赢得", &["一致", "广泛", "高度"]),
    ("受到", &["广泛", "一致", "高度", "充分", "严重", "极大"]),
];

/// Things that stand before the verb that takes them.
const THINGS: [&str; 12] =
    ["作用", "优势", "保障", "氛围", "合力", "功能", "效应", "机制", "环境", "服务", "效果", "成效"];

/// What a share is of, without the word for a share: 调解成功达98%.
const SHARES: [(&str, &str); 11] = [
    ("调解成功", "率"),
    ("森林覆盖", "率"),
    ("抽检合格", "率"),
    ("群众满意", "度"),
    ("造林成活", "率"),
    ("苗木成活", "率"),
    ("义务教育巩固", "率"),
    ("绿化覆盖", "率"),
    ("儿童入学", "率"),
    ("按期办结", "率"),
    ("按时办结", "率"),
];

/// Words at the end of a clause that are the beginning of a fixed wording: what must stand before them, and what is missing.
const CUTS: [(&str, &[&str], &str); 60] = [
    ("落实到", &["责任", "整改", "任务", "措施", "推动", "政策"], "位"),
    ("战斗堡垒", &["发挥"], "作用"),
    ("先锋模范", &["发挥"], "作用"),
    ("模范带头", &["发挥"], "作用"),
    ("示范引领", &["充分发挥", "发挥了"], "作用"),
    ("示范带动", &["充分发挥", "发挥了"], "作用"),
    ("出发点和落脚", &[], "点"),
    ("安全政治", &["扛", "履行", "落实", "压实"], "责任"),
    ("企业主体", &["压实", "落实", "履行", "压紧"], "责任"),
    ("党风廉政建设主体", &["压实", "落实", "履行", "扛"], "责任"),
    ("从严治党主体", &["压实", "落实", "履行", "扛"], "责任"),
    ("对一切工作的", &[], "领导"),
    ("日益增长的美好生活", &["满足"], "需要"),
    ("任务圆满", &[], "完成"),
    ("目标圆满", &[], "完成"),
    ("摆在突出", &[], "位置"),
    ("放在突出", &[], "位置"),
    ("摆在首要", &[], "位置"),
    ("放在优先", &[], "位置"),
    ("摆在优先", &[], "位置"),
    ("放在首要", &[], "位置"),
    ("实现高质量", &[], "发展"),
    ("宣传贯彻党的二十大", &[], "精神"),
    ("学习贯彻党的二十大", &[], "精神"),
    ("学习党的二十大", &[], "精神"),
    ("党风廉政建设和反腐败", &[], "斗争"),
    ("推进农村人居环境", &[], "整治"),
    ("开展农村人居环境", &[], "整治"),
    ("人民群众生命财产", &[], "安全"),
    ("人民生命财产", &[], "安全"),
    ("坚持以人民为中心的发展", &[], "思想"),
    ("守住不发生规模性返贫", &[], "底线"),
    ("社会主义核心", &[], "价值观"),
    ("深化农村集体产权制度", &[], "改革"),
    ("推进农村集体产权制度", &[], "改革"),
    ("绿水青山就是金山", &[], "银山"),
    ("稳中求进工作", &[], "总基调"),
    ("共建共治共享的社会治理", &[], "格局"),
    ("共建共治共享的社会", &[], "治理格局"),
    ("切实提高思想", &[], "认识"),
    ("从严治党向纵深", &[], "发展"),
    ("高质量发展首要", &[], "任务"),
    ("立德树人根本", &[], "任务"),
    ("全过程人民", &[], "民主"),
    ("铸牢中华民族共同体", &[], "意识"),
    ("贯彻新发展", &[], "理念"),
    ("构建新发展", &[], "格局"),
    ("巩固拓展脱贫攻坚", &[], "成果"),
    ("同乡村振兴有效", &[], "衔接"),
    ("防范化解重大", &[], "风险"),
    ("形成齐抓共管的", &[], "格局"),
    ("落实各项惠民", &[], "政策"),
    ("落细各项惠民", &[], "政策"),
    ("按照县委统一", &[], "部署"),
    ("按照市委统一", &[], "部署"),
    ("按照省委统一", &[], "部署"),
    ("按照上级统一", &[], "部署"),
    ("国家治理体系和治理", &[], "能力"),
    ("中华民族伟大", &[], "复兴"),
    ("供给侧结构性", &[], "改革"),
];

/// Adverbs that no clause ends with.
const ADVERBS: [(&str, &str); 7] = [
    ("稳步", ""),
    ("逐步", ""),
    ("日益", ""),
    ("更加", ""),
    ("较为", ""),
    ("大力", "出下花使费有强最较巨浩宏斗"),
    ("进一步", "更再前推又深迈跃走退跨先上下远近每"),
];

/// Looks at all clauses.
pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        let mut from = 0;
        for at in 1..line.len() {
            if line.get(at) == '达' {
                share(line, at, out);
            }
            if !matches!(line.get(at), '，' | '。' | '；' | '！') {
                continue;
            }
            if at > from + 4
                && LASTS.contains(line.get(at - 1))
                && let Some((start, zh)) = lacking(line, from, at)
            {
                tell(line, (start, at), &zh, out);
            }
            from = at + 1;
        }
    }
}

/// What a clause lacks, and from where on.
fn lacking(line: &Line<'_>, from: usize, at: usize) -> Option<(usize, String)> {
    let clause = line.text(from, at);
    given(clause)
        .or_else(|| mingled(clause))
        .or_else(|| led(line, clause, from, at))
        .or_else(|| aimed(clause))
        .or_else(|| ranked(clause))
        .map(|zh| (from, zh))
        .or_else(|| taken(line, clause, (from, at)))
        .or_else(|| cut(line, clause, at))
}

/// 为全镇发展坚实基础: not said that it is laid.
fn given(clause: &str) -> Option<String> {
    let rest = clause.strip_prefix("并为").or_else(|| clause.strip_prefix("从而为"));
    let rest = rest.or_else(|| clause.strip_prefix("也为")).or_else(|| clause.strip_prefix('为'))?;
    let gain = GAINS.iter().find(|gain| rest.ends_with(*gain))?;
    let before = rest.strip_suffix(gain)?;
    // 坚强组织保障: the quality stands right before it or before a noun.
    let near: String = before.chars().skip(before.chars().count().saturating_sub(5)).collect();
    let quality = QUALITIES.iter().find(|quality| near.contains(*quality))?;
    let object = before.get(..before.rfind(quality)?)?;
    let last: String = object.chars().skip(object.chars().count().saturating_sub(4)).collect();
    let told = rest.chars().all(is_han)
        && before.chars().count() >= 4
        && !has(before, &GIVES)
        && !has(&last.replace("发展", ""), &NEAR);
    told.then(|| format!("“为…{quality}…{gain}”之间缺动词"))
}

/// 提高了群众收入得到提升: two sentences in one.
fn mingled(clause: &str) -> Option<String> {
    const FIRSTS: [&str; 6] = ["提高了", "提升了", "改善了", "增强了", "加强了", "优化了"];
    const SECONDS: [&str; 9] = [
        "得到提升",
        "得到提高",
        "得到改善",
        "得到增强",
        "得到加强",
        "得到优化",
        "得到了提升",
        "得到了提高",
        "得到了改善",
    ];
    let first = FIRSTS.iter().find(|first| clause.starts_with(*first))?;
    let second = SECONDS.iter().find(|second| clause.ends_with(*second))?;
    Some(format!("“{first}…{second}”：两句混成了一句"))
}

/// 在县委的坚强领导，: 下 is missing, and no clause behind has it.
fn led(line: &Line<'_>, clause: &str, from: usize, at: usize) -> Option<String> {
    let lead = clause.strip_prefix('在').and_then(|_| LEADS.iter().find(|lead| clause.ends_with(*lead)))?;
    let qualified = has(clause, &["坚强", "正确", "大力", "亲切", "精心", "悉心", "有力", "关心", "共同"]);
    let opens = from == 0 || matches!(line.back(from, 1), '。' | '；' | '：');
    let placed = has(clause, &["下", "中", "时", "后", "里", "期间", "方面", "基础", "接受", "争取", "加强"]);
    let next = line.text(at + 1, line.skip_most(at + 1, 60, |c| !matches!(c, '。' | '；')));
    let later = next.contains('下');
    (line.get(at) == '，' && opens && qualified && !placed && !later)
        .then(|| format!("“在…{lead}”后面缺“下”"))
}

/// The clause as it should read when 以…为 lacks its 为: 以问题导向.
fn aimed(clause: &str) -> Option<String> {
    let heads = ["坚持以", "始终以", "紧紧以", "以"];
    let rest = heads.iter().find_map(|head| clause.strip_prefix(head))?;
    let aim = AIMS.iter().find(|aim| rest.ends_with(*aim))?;
    let free =
        !has(rest, &["为", "作", "做", "是", "按", "将", "把", "用", "、", "及", "来", "破", "找", "抓住"]);
    let before = rest.strip_suffix(aim)?;
    (free && before.chars().count() >= 2).then(|| format!("“以…{aim}”之间缺“为”"))
}

/// The clause as it should read when 把…作为 lacks its 作为: 把产业发展重中之重.
fn ranked(clause: &str) -> Option<String> {
    let rest = ["坚持把", "始终把", "把", "将"].iter().find_map(|head| clause.strip_prefix(head))?;
    let rank = RANKS.iter().find(|rank| rest.ends_with(*rank))?;
    let before = rest.strip_suffix(rank)?;
    (before.chars().count() >= 2 && !has(before, &MAKES)).then(|| format!("“把…{rank}”之间缺“作为”"))
}

/// A clause whose verb has a quality for its object and no noun behind it: 取得了明显。
fn taken(line: &Line<'_>, clause: &str, (from, at): (usize, usize)) -> Option<(usize, String)> {
    let (verb, place, quality) = TAKES.iter().find_map(|(verb, qualities)| {
        let quality = qualities.iter().find(|quality| {
            clause.ends_with(*quality) || clause.strip_suffix('的').is_some_and(|it| it.ends_with(*quality))
        })?;
        let place = clause.rfind(verb)?;
        let between = clause.get(place + verb.len()..)?;
        let between = between.get(..between.rfind(quality)?)?;
        let bare = between.strip_prefix('了').or_else(|| between.strip_prefix('出'));
        // 作用发挥充分: the thing stands before its verb.
        let before = clause.get(..place)?;
        if bare.is_none() && between.is_empty() && THINGS.iter().any(|thing| before.ends_with(thing)) {
            return None;
        }
        let between = bare.unwrap_or(between);
        let people =
            matches!(*verb, "得到" | "受到" | "赢得") && matches!(*quality, "一致" | "广泛" | "高度");
        let fits = between.is_empty()
            || (between.ends_with('的') && between.chars().all(is_han))
            || (people && between.chars().count() <= 8 && between.chars().all(is_han));
        fits.then_some((*verb, place, *quality))
    })?;
    let start = from + clause.get(..place)?.chars().count();
    // 发挥得更充分, 没有得到充分: qualities may end a clause behind 得 and in comparisons.
    let apart = matches!(line.get(start + verb.chars().count()), '得') || line.get(at) == '、';
    (!apart).then(|| (start, format!("“{verb}…{quality}”后面缺名词或者动词")))
}

/// 发挥党组织战斗堡垒，, 人居环境更加，: the rest of a fixed wording is missing.
fn cut(line: &Line<'_>, clause: &str, at: usize) -> Option<(usize, String)> {
    if let Some((word, _, rest)) = CUTS
        .iter()
        .find(|(word, needs, _)| clause.ends_with(word) && (needs.is_empty() || has(clause, needs)))
    {
        return Some((at - word.chars().count(), format!("“{word}”后面缺“{rest}”")));
    }
    let (word, apart) = ADVERBS.iter().find(|(word, _)| clause.ends_with(word))?;
    let start = at - word.chars().count();
    let before = line.back(start, 1);
    (is_han(before) && !apart.contains(before)).then(|| (start, format!("“{word}”后面缺谓语")))
}

/// 调解成功达98%: the word for a share is missing.
fn share(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some((word, rest)) = SHARES.iter().find(|(word, _)| line.ends(at, word)) else { return };
    let number = line.skip_most(at + 1, 1, |c| c == '到');
    let to = line.skip_most(number, 6, |c| c.is_ascii_digit() || c == '.');
    if to > number && matches!(line.get(to), '%' | '％') {
        let from = at - word.chars().count();
        tell(line, (from, at), &format!("“{word}”后面缺“{rest}”"), out);
    }
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), zh: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”：{zh}"),
            format!("`{quote}` lacks a word of its frame"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
