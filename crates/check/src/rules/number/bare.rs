//! Counts without a word behind them 数词后面没有量词: 拆迁房屋218，; 改扩建学校5，.

use crate::rules::line::{Digits, Line, is_han};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings};

/// What is measured in metres, and verbs in whose clause a number counts what stands before it.
const LENGTHS: [&str; 6] = ["全长", "总长", "长度", "里程", "长", "宽"];
pub(super) static DOINGS: WordSet = WordSet::new(&[
    "新增",
    "净增",
    "学习传达",
    "传达学习",
    "拆迁",
    "征收",
    "吸纳",
    "转移",
    "服务",
    "印发",
    "制定",
    "出台",
    "收集",
    "征集",
    "处置",
    "立案",
    "建立",
    "设立",
    "增设",
    "设置",
    "配备",
    "购置",
    "采购",
    "更换",
    "维修",
    "打造",
    "创建",
    "认定",
    "选聘",
    "聘请",
    "接待",
    "巡查",
    "出动",
    "投放",
    "播放",
    "推送",
    "刊发",
    "报送",
    "张贴",
    "签订",
    "解决",
    "答复",
    "回复",
    "协调",
    "盘活",
    "流转",
    "复垦",
    "复耕",
    "取缔",
    "关停",
    "淘汰",
    "补植",
    "铺设",
    "架设",
    "加固",
    "搬迁",
    "安置",
    "录用",
    "输送",
    "推荐",
    "处理",
    "发展党员",
    "吸收",
    "梳理",
    "开设",
    "下发",
    "撰写",
    "编发",
    "审批",
    "发展",
    "核查",
    "整治",
    "新培育",
    "培训",
    "发放",
    "新建",
    "建成",
    "走访",
    "化解",
    "排查",
    "整改",
    "改造",
    "改建",
    "安装",
    "栽植",
    "种植",
    "招录",
    "选派",
    "慰问",
    "资助",
    "救助",
    "帮扶",
    "开展",
    "举办",
    "召开",
    "组织",
    "调解",
    "受理",
    "办结",
    "检查",
    "查处",
    "拆除",
    "清理",
    "清运",
    "硬化",
    "修建",
    "修缮",
    "疏浚",
    "引进",
    "落户",
    "培育",
    "表彰",
    "悬挂",
]);

/// Behind these a number stands without a unit: ordinals, values, codes, numbers of tables.
const UNCOUNTED: &str = "之第前列居位名到至为达是超过破近约于数分比值度率号码级版图表件章节条款项页栏类型期届次年月日时点周楼\
    之层栋室路道线座组队区余多和与及或话真栏序满零负正";

/// Nouns that are counted though they end like an ordinal.
const PLACES: [&str; 20] = [
    "服务队",
    "突击队",
    "小分队",
    "巡逻队",
    "工作队",
    "宣讲队",
    "机耕路",
    "产业路",
    "生产路",
    "道路",
    "公路",
    "便道",
    "单位",
    "岗位",
    "床位",
    "学位",
    "车位",
    "泊位",
    "席位",
    "点位",
];

/// Names that bear a number: 神舟20, 任务3.
const NUMBERED: [&str; 27] = [
    "神舟", "长征", "嫦娥", "天宫", "北斗", "天问", "问界", "蛟龙", "任务", "目标", "方案", "方式", "阶段",
    "步骤", "措施", "问题", "案例", "示例", "专栏", "附录", "标段", "热线", "邮编", "电话", "传真", "编号",
    "代码",
];

/// Verbs of what is counted even so: 发现问题86.
const FOUND: [&str; 9] = ["发现", "查摆", "排查", "梳理", "解决", "整改", "反馈", "查出", "收集"];

/// 改扩建学校5，; 购置图书4.2万，: a number right behind a noun, and nothing behind it.
pub(super) fn counts(line: &Line<'_>, number: &Digits, to: usize) -> bool {
    let start = line.clause_start(number.from, 30);
    let from =
        (start..number.from).rev().take_while(|at| is_han(line.get(*at))).last().unwrap_or(number.from);
    let name = line.text(from, number.from);
    let text = line.text(number.from, number.to);
    if has_own(name) || in_row(line, from, to) || taken_over(line, name, from) {
        return false;
    }
    let long = to == number.to && text.len() > 5;
    name.chars().count() >= 2
        && (!name.ends_with(|c| UNCOUNTED.contains(c)) || PLACES.iter().any(|word| name.ends_with(word)))
        && (!NUMBERED.iter().any(|word| name.ends_with(word)) || FOUND.iter().any(|word| name.contains(word)))
        && !text.starts_with('0')
        && !long
        && !number.is_year(line)
        && (PLACES.iter().any(|word| name.ends_with(word))
            || !matches!(
                text,
                "1" | "110" | "119" | "120" | "122" | "12345" | "12315" | "12348" | "12388" | "12389" | "100"
            ))
}

/// 常住人口12.6万, 点击量56万, 得票326: the noun says what is counted.
fn has_own(name: &str) -> bool {
    const NOUNS: [&str; 22] = [
        "人口",
        "量",
        "粉丝",
        "会员",
        "得票",
        "人次",
        "户籍",
        "客流",
        "订单",
        "流量",
        "票数",
        "总人口",
        "点击",
        "浏览",
        "阅读",
        "点赞",
        "日活",
        "月活",
        "播放",
        "转发",
        "收藏",
        "关注",
    ];
    let name = name.trim_end_matches(['近', '约', '达', '超', '共', '计', '已', '有']);
    NOUNS.iter().any(|noun| name.ends_with(noun))
}

/// 优秀17，称职68，基本称职2: one of a row of numbers without units, as in a table.
fn in_row(line: &Line<'_>, from: usize, to: usize) -> bool {
    let is_mark = |at: usize| matches!(line.get(at), '，' | '、' | '；' | '。');
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let next = line.skip_most(to + 1, 8, is_han);
    let end = line.skip_most(next, 8, digit);
    if next > to + 1 && end > next && is_mark(end) {
        return true;
    }
    let Some(mark) = from.checked_sub(1).filter(|at| is_mark(*at) && line.get(*at) != '。') else {
        return false;
    };
    let least = mark.saturating_sub(8);
    let begin = (least..mark).rev().take_while(|at| digit(line.get(*at))).last();
    begin.is_some_and(|begin| is_han(line.back(begin, 1)) && line.back(begin, 1) != '第')
}

/// 诊疗人次23.4万，同比增加1.8万: the change of a number that stands bare as well.
fn taken_over(line: &Line<'_>, name: &str, from: usize) -> bool {
    let changes = ["增加", "减少", "净增", "净减", "多", "少", "增", "减", "降", "升", "上升", "回落"];
    if !changes.iter().any(|word| name.ends_with(word)) {
        return false;
    }
    // The number at the end of the clause before.
    let Some(mark) = from.checked_sub(1).filter(|at| line.get(*at) == '，') else { return false };
    matches!(line.back(mark, 1), '万' | '亿') || line.back(mark, 1).is_ascii_digit()
}

/// 硬化村道长5.6，; 培训种植能手320，: a clause that does something to a number of things, and no word behind the number.
pub(super) fn measured(line: &Line<'_>, number: &Digits, to: usize, out: &mut Findings) {
    let start = line.clause_start(number.from, 16);
    let before = line.text(start, number.from);
    let han = before.chars().all(is_han);
    let count = before.chars().count();
    let next = matches!(line.get(to), '，' | '。' | '；' | ';');
    let verb = ["清淤", "疏浚", "植树", "造林", "新修", "硬化", "修路", "架线"].contains(&before);
    // 总长度达到8.6，: the word that links it aside, where no thing is counted in fractions.
    let linked = ["达到", "达", "约", "为", "共"].iter().find_map(|link| before.strip_suffix(link));
    let sized = linked.filter(|_| number.fraction).unwrap_or(before);
    let length = LENGTHS
        .iter()
        .find(|word| sized.ends_with(**word))
        .filter(|word| count >= 3 || (number.fraction && sized == **word));
    let ends_in = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let bare = ["全年", "累计", "共", "先后", "已", "新", "再"]
        .iter()
        .find_map(|lead| before.strip_prefix(lead).filter(|rest| rest.chars().count() >= 4))
        .unwrap_or(before);
    let done = DOINGS.words().iter().find(|word| {
        let least = word.chars().count() + 2;
        (before.starts_with(**word) && count >= least)
            || (bare.starts_with(**word) && bare.chars().count() >= least)
    });
    let next = next || (line.get(to) == '、' && is_han(line.get(to + 1)));
    if next && counts(line, number, to) && !(han && count <= 14) {
        return lacking(line, before, line.text(number.from, to), (number.from, to), "个", out);
    }
    if !han
        || !next
        || count > 14
        || (length.is_none() || sized == before)
            && ends_in(&[
                "第", "为", "是", "到", "达", "数", "比", "分", "码", "号", "指", "值", "率", "度", "于",
            ])
    {
        return;
    }
    let unit = match (length, done) {
        (Some(_), _) => "公里”或“米",
        (None, _) if verb && !number.is_year(line) => "公里”或“亩",
        (None, Some(_)) if !number.fraction && !number.is_year(line) => "个",
        _ if counts(line, number, to) => "个",
        _ => return,
    };
    lacking(line, before, line.text(number.from, to), (number.from, to), unit, out);
}

fn lacking(
    line: &Line<'_>,
    before: &str,
    quote: &str,
    (from, to): (usize, usize),
    unit: &str,
    out: &mut Findings,
) {
    out.push(
        Finding::warning(
            "number/unit-missing",
            line.span(from, to),
            format!("“{before}{quote}”后面缺少单位或量词（如“{unit}”）"),
            format!("`{before}{quote}` lacks its unit, as `{unit}`"),
        )
        .source("GB/T 15835-2011 4.1.1"),
    );
}
