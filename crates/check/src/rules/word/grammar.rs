//! Slips of form rather than of a word: 的 before a verb with 了, 防止…不再发生.

use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_clause, is_han};
use crate::rules::word_set::WordSet;
use crate::words::has;
use crate::{Finding, Findings};

/// Words that go before a verb with 地.
const ADVERBS: [&str; 34] = [
    "有效",
    "有力",
    "极大",
    "大力",
    "积极",
    "认真",
    "深入",
    "扎实",
    "全面",
    "充分",
    "切实",
    "及时",
    "主动",
    "稳步",
    "有序",
    "顺利",
    "圆满",
    "显著",
    "明显",
    "大幅",
    "大大",
    "逐步",
    "不断",
    "持续",
    "迅速",
    "快速",
    "更好",
    "深刻",
    "严格",
    "科学",
    "准确",
    "妥善",
    "成功",
    "进一步",
];

/// Verbs that are no nouns when 了 follows them.
const VERBS: [&str; 52] = [
    "推动", "促进", "提升", "提高", "遏制", "防止", "保障", "维护", "解决", "改善", "增强", "激发", "调动",
    "落实", "开展", "完成", "推进", "化解", "带动", "保护", "控制", "减少", "降低", "缓解", "优化", "扩大",
    "拓宽", "巩固", "夯实", "凝聚", "支持", "满足", "打击", "震慑", "弘扬", "丰富", "发挥", "体现", "展示",
    "展现", "反映", "查处", "处置", "消除", "杜绝", "避免", "强化", "加强", "增加", "改变", "传达", "学习",
];

/// Words that say that something is to be kept from happening.
const PREVENTS: [&str; 7] = ["防止", "避免", "杜绝", "严防", "谨防", "以防", "切忌"];

/// What says it a second time, and what to write instead.
const AGAIN: [(&str, &str); 14] = [
    ("不要再次发生", "再次发生"),
    ("不要再发生", "再发生"),
    ("不要发生", "发生"),
    ("不要再次出现", "再次出现"),
    ("不要出现", "出现"),
    ("不再发生", "再次发生"),
    ("不再出现", "再次出现"),
    ("不再反弹", "反弹"),
    ("不发生", "发生"),
    ("不出现", "出现"),
    ("不要", ""),
    ("不可", ""),
    ("不能", ""),
    ("不被", "被"),
];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 0..line.len() {
            match line.get(at) {
                '的' | '得' => {
                    particle(line, at, out);
                    if line.get(at) == '的' {
                        adverbial(line, at, out);
                        complement(line, at, out);
                    }
                }
                '地' => attribute(line, at, out),
                '即' => both(line, at, out),
                '既' => again(line, at, out),
                '防' | '避' | '杜' | '严' | '谨' | '以' | '切' => prevention(line, at, out),
                _ => {}
            }
        }
    }
}

/// 有效的推动了…: 地. 得到很好得解决: 的 is looked for by the lexicon.
fn particle(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(adverb) = line.one_before(at, &ADVERBS) else { return };
    let Some(verb) = line.one_of(at + 1, &VERBS) else { return };
    let behind = at + 1 + verb.chars().count();
    if line.get(behind) != '了' || matches!(line.get(behind + 1), '的' | '解') {
        return;
    }
    let from = at - adverb.chars().count();
    // 各项积极的…: an adjective of something named before.
    if matches!(line.back(from, 1), '更' | '最' | '不' | '很') && line.back(from, 2) == '是' {
        return;
    }
    let particle = line.get(at);
    let quote = line.text(from, behind + 1);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, behind + 1),
            format!("“{quote}”：动词前用“地”，不用“{particle}”"),
            format!("`{quote}`: 地 goes before a verb, not {particle}"),
        )
        .fix(format!("{adverb}地{verb}了"), true)
        .source("《现代汉语词典》（第7版）“地”"),
    );
}

/// Words that are hardly anything but adverbs before these verbs.
static MANNERS: WordSet = WordSet::new(&[
    "认真",
    "深入",
    "扎实",
    "全面",
    "切实",
    "及时",
    "主动",
    "稳步",
    "有序",
    "逐步",
    "不断",
    "持续",
    "迅速",
    "严格",
    "积极",
    "有效",
    "有力",
    "大力",
    "自觉",
    "充分",
    "广泛",
    "进一步",
]);

/// Phrases that say how something is done, before these verbs: 如火如荼, 坚持不懈.
static WAYS: WordSet = WordSet::new(&[
    "如火如荼",
    "坚持不懈",
    "持之以恒",
    "坚定不移",
    "毫不动摇",
    "扎扎实实",
    "认认真真",
    "踏踏实实",
    "实实在在",
    "全力以赴",
    "不折不扣",
    "旗帜鲜明",
    "有条不紊",
    "紧锣密鼓",
    "全心全意",
    "聚精会神",
    "一心一意",
    "锲而不舍",
    "驰而不息",
    "义无反顾",
    "毫不犹豫",
    "毫不松懈",
    "毫不放松",
    "轰轰烈烈",
    "循序渐进",
    "因地制宜",
    "实事求是",
    "大刀阔斧",
    "千方百计",
    "想方设法",
    "原原本本",
    "一以贯之",
    "久久为功",
    "善始善终",
    "保质保量",
    "一如既往",
    "始终如一",
    "尽心尽力",
    "兢兢业业",
    "勤勤恳恳",
    "不遗余力",
    "坚持不渝",
    "始终不渝",
    "矢志不渝",
    "一丝不苟",
    "创造性",
    "常态化",
    "高标准",
    "高质量",
    "高效率",
    "满怀信心",
    "积极主动",
    "严肃认真",
    "快速高效",
    "稳妥有序",
    "扎实有效",
    "深入细致",
    "精准有效",
    "及时有效",
    "声势浩大",
    "有板有眼",
    "稳扎稳打",
    "雷厉风行",
    "马不停蹄",
    "夜以继日",
    "争分夺秒",
    "齐心协力",
    "同心协力",
    "真心实意",
    "热火朝天",
    "有声有色",
    "有力有序",
    "有序有力",
    "按部就班",
    "真抓实干",
    "坚决果断",
    "自觉主动",
    "卓有成效",
    "切实有效",
]);

/// Verbs that take what stands behind them.
const ACTIONS: [&str; 54] = [
    "学习", "贯彻", "落实", "开展", "推进", "抓好", "做好", "加强", "完成", "解决", "执行", "履行", "实施",
    "排查", "整改", "化解", "处置", "推动", "提升", "提高", "促进", "维护", "发挥", "调动", "听取", "传达",
    "领会", "遵守", "参加", "配合", "抓实", "抓紧", "抓细", "做实", "做优", "做细", "做大", "干好", "办好",
    "管好", "用好", "守好", "守住", "走好", "讲好", "打好", "坚持", "践行", "深化", "举办", "查处", "回应",
    "建立", "健全",
];

/// What makes a noun of the verb: 积极的推动作用, 认真的学习态度.
const NOMINAL: &str = "形作意影态氛措方机体环条保基支效成能力精手习纪制势局者活标工率的和与及、，。；：）”年过情计时速进水质平程人预途办案路";

/// 要认真的学习领会会议精神: at the beginning of a clause, or behind 要, before a verb with what it is done to.
fn adverbial(line: &Line<'_>, at: usize, out: &mut Findings) {
    let way = WAYS.before(line, at);
    let Some(adverb) = way.or_else(|| MANNERS.before(line, at)) else { return };
    let Some(first) = line.one_of(at + 1, &ACTIONS) else { return };
    let mut to = at + 1 + first.chars().count();
    if let Some(second) = line.one_of(to, &ACTIONS) {
        to += second.chars().count();
    }
    let from = at - adverb.chars().count();
    let before = line.back(from, 1);
    let opens = ends_clause(before)
        || matches!(before, '要' | '须' | '应' | '将')
        || (way.is_some() && is_one_of!(before, "、们局委府镇乡县市区村部党会员志校院司心下队组站体"));
    let next = line.get(to);
    let object = (from..line.len())
        .skip(to - from)
        .take(40)
        .take_while(|place| is_han(line.get(*place)) || is_one_of!(line.get(*place), "“”《》"));
    // Told by the verb with 了.
    if next == '了' {
        return;
    }
    let end = object.last().map_or(to, |place| place + 1);
    let noun = [
        "态度", "氛围", "作风", "措施", "作用", "保障", "机制", "体系", "精神", "方式", "方法", "环境",
        "意义",
    ];
    if !opens
        || end < to + 2
        || NOMINAL.contains(next)
        || (end <= to + 3 && noun.iter().any(|noun| line.ends(end, noun)))
    {
        return;
    }
    told(line, (from, at, to), '地', "动词前用“地”", out);
}

/// Verbs of work, and what is said of how they went.
const WORKS: [&str; 17] = [
    "做", "抓", "干", "办", "落实", "完成", "开展", "推进", "执行", "贯彻", "进展", "进行", "组织", "配合",
    "发挥", "发展", "宣传",
];
const RESULTS: [&str; 25] = [
    "不够到位",
    "扎实有效",
    "不够",
    "很好",
    "较好",
    "不错",
    "有声有色",
    "井井有条",
    "有条不紊",
    "红红火火",
    "如火如荼",
    "扎扎实实",
    "很不够",
    "还不够",
    "非常好",
    "十分顺利",
    "非常顺利",
    "很顺利",
    "比较顺利",
    "比较好",
    "更加扎实",
    "更好",
    "更实",
    "不到位",
    "不实",
];

/// 工作做的扎实有效, 落实的不够: 得 stands between a verb and how it went.
fn complement(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(verb) = line.one_before(at, &WORKS) else { return };
    let Some(result) = line.one_of(at + 1, &RESULTS) else { return };
    let to = at + 1 + result.chars().count();
    let from = at - verb.chars().count();
    let next = line.get(to);
    // 做的更好服务; 所做的不够.
    let ends = ends_clause(next) || matches!(next, '、' | '）' | '的');
    if !ends || matches!(line.back(from, 1), '所' | '有' | '能') {
        return;
    }
    told(line, (from, at, to), '得', "说做得怎样，用“得”", out);
}

/// People and bodies that something belongs to, and what belongs to them.
const OWNERS: [&str; 28] = [
    "任务", "形势", "部门", "单位", "学生", "老人", "职工", "代表", "队伍", "班子", "市场", "产业", "群众",
    "干部", "企业", "人民", "我们", "他们", "百姓", "政府", "党员", "农民", "居民", "村民", "同志", "工作",
    "项目", "会议",
];
const OWNED: [&str; 26] = [
    "获得感",
    "幸福感",
    "安全感",
    "满意度",
    "积极性",
    "主动性",
    "创造性",
    "利益",
    "需求",
    "诉求",
    "生活",
    "意见",
    "建议",
    "问题",
    "困难",
    "能力",
    "水平",
    "作用",
    "精神",
    "要求",
    "任务",
    "目标",
    "成效",
    "成果",
    "意识",
    "素质",
];

/// 群众地获得感: 的 stands before a noun.
fn attribute(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(owner) = line.one_before(at, &OWNERS) else { return };
    let Some(owned) = line.one_of(at + 1, &OWNED) else { return };
    let (from, to) = (at - owner.chars().count(), at + 1 + owned.chars().count());
    told(line, (from, at, to), '的', "名词前用“的”", out);
}

/// One particle written for another.
fn told(line: &Line<'_>, (from, at, to): (usize, usize, usize), right: char, why: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    let wrong = line.get(at);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”：{why}，不用“{wrong}”"),
            format!("`{quote}`: {right} is right here, not {wrong}"),
        )
        .fix(format!("{}{right}{}", line.text(from, at), line.text(at + 1, to)), false)
        .source("《现代汉语词典》（第7版）“的”“地”“得”"),
    );
}

/// Words that stand behind both 既 and 又.
const TAKEN_UP: [&str; 8] = ["注重", "要", "抓", "讲", "解决", "能", "重", "管"];

/// 即要管好，又要服务好: 既 goes with 又.
fn both(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_of(at + 1, &TAKEN_UP) else { return };
    if matches!(line.back(at, 1), '立' | '随' | '当' | '亦' | '意' | '旋' | '若' | '如' | '迅' | '触')
    {
        return;
    }
    let end = line.skip_most(at + 1, 20, |c| !ends_clause(c));
    let again = format!("又{word}");
    if line.get(end) != '，' || !(line.starts(end + 1, &again)) {
        return;
    }
    let to = at + 1 + word.chars().count();
    let quote = line.text(at, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(at, to),
            format!("“{quote}…又{word}”：用“既”，不用“即”"),
            format!("`{quote}`: 既 goes with 又"),
        )
        .fix(format!("既{word}"), false)
        .source("《现代汉语词典》（第7版）“既”"),
    );
}

/// 既抓生产有抓安全: 又 goes with 既, and the word behind it stands behind both.
fn again(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_of(at + 1, &TAKEN_UP) else { return };
    let length = word.chars().count();
    let from = at + 1 + length;
    let place = (from + 2..from + 16).find(|place| line.get(*place) == '有' && line.starts(place + 1, word));
    let Some(place) = place else { return };
    // One mark may part the two, and 又 stands nowhere between them.
    let between = line.text(from, place);
    let parted = between.chars().filter(|c| !is_han(*c)).collect::<String>();
    // 既要有抓手，也有抓法: another word takes it up. 没有, 所有 are words.
    let other = has(between, &["又", "也", "还", "有"])
        || is_one_of!(line.back(place, 1), "没所具还只未拥富享含占惟唯仅更共现都");
    if other
        || !matches!(parted.as_str(), "" | "，" | "、")
        || is_one_of!(line.get(place + 1 + length), "手力求理究点护大解")
    {
        return;
    }
    let quote = line.text(at, place + 1 + length);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(at, place + 1 + length),
            format!("“{quote}”：“既”与“又”呼应，不用“有”"),
            format!("`{quote}`: 又 goes with 既"),
        )
        .fix(format!("{}又{word}", line.text(at, place)), false)
        .source("《现代汉语词典》（第7版）“既”"),
    );
}

/// 防止类似事故不再发生 says that it should happen.
fn prevention(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_of(at, &PREVENTS) else { return };
    let from = at + word.chars().count();
    for place in from..from + 16 {
        let c = line.get(place);
        if ends_clause(c) || c == '、' || !(is_han(c) || is_one_of!(c, "“”《》")) {
            return;
        }
        let Some((again, instead)) = AGAIN.iter().find(|(again, _)| line.starts(place, again)) else {
            continue;
        };
        // 切忌不可 stands at once; 防止不发生 only behind what shall not happen.
        if word == "切忌" && place != from {
            return;
        }
        if word != "切忌" && (instead.is_empty() || (place == from + 1)) {
            continue;
        }
        let end = place + again.chars().count();
        let quote = line.text(at, end);
        out.push(
            Finding::warning(
                "word/slip",
                line.span(at, end),
                format!("“{quote}”：“{word}”和“不”两次否定，意思反了"),
                format!("`{quote}` denies twice and says the opposite"),
            )
            .fix(format!("{}{instead}", line.text(at, place)), false)
            .source("《现代汉语词典》（第7版）；否定不当"),
        );
        return;
    }
}
