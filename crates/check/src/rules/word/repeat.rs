//! What stands twice 重复: 的的, 进一步进一步, a sentence that was there before.

use std::collections::HashMap;

use crate::rules::line::{Line, ends_clause, ends_sentence, is_han};
use crate::{Finding, Findings, Role, Span};

/// Words of one character that never stand twice in a row, with what makes them right before and behind.
const PARTICLES: [(char, &str, &str); 25] = [
    ('的', "目标", "确"),
    ('了', "", "解如结然却"),
    ('在', "存现内实潜所外正自好旨健", "线建校职编岗家册场押所此地"),
    ('是', "还只但于若凡就也", "非"),
    ('和', "总共饱调温缓祥人", "谐平美睦解气好县田顺善"),
    ('与', "参给赋授付", "时其会"),
    ('及', "普以涉提触顾波遍", "时格其早"),
    ('将', "即", "军领士要"),
    ('把', "", "关握手"),
    ('被', "植", ""),
    ('于', "由对关属等至处基在位", ""),
    ('已', "而不", ""),
    ('并', "合兼归吞一", "购网入轨列联"),
    ('们', "", ""),
    ('对', "针面应相绝核校反结配", "口接象策比手照外内应待"),
    ('由', "自理事缘", "于"),
    ('为', "作成认因行以变改列转升设", "民何"),
    ('均', "平人户村", "衡"),
    ('以', "可所予加难得足", "及来上下"),
    ('向', "方导面走去取", "上前好"),
    ('从', "服", "严事"),
    ('使', "即大促", "用命"),
    ('也', "", ""),
    ('我', "自", ""),
    ('要', "重需主必", "求"),
];

/// Fewest characters of a sentence that is told when it stands twice.
const SENTENCE: usize = 16;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut sentences: HashMap<&str, Span> = HashMap::new();
    for line in lines {
        doubled(line, out);
        ending(line, out);
        inside(line, out);
        words(line, out);
        if matches!(line.paragraph.role, Role::Body | Role::Item) {
            repeated(line, &mut sentences, out);
        }
    }
}

/// 的的, 了了.
fn doubled(line: &Line<'_>, out: &mut Findings) {
    for at in 1..line.len() {
        let c = line.get(at);
        if line.back(at, 1) != c {
            continue;
        }
        let Some((_, before, behind)) = PARTICLES.iter().find(|(particle, ..)| *particle == c) else {
            continue;
        };
        if before.contains(line.back(at, 2)) || behind.contains(line.get(at + 1)) {
            continue;
        }
        tell(line, at - 1, at + 1, 1, out);
    }
}

/// Characters that stand twice at the end of a clause and mean it: 收获满满, 户户.
const MEANT: &str = "满人天年月日多累勃济滔洋融绵连重奕彬翩冉悠茫昂赫熠蒸皑巍滚腾沉漫忡惴耿闪点斑历纷频节处户村家事时常种个件样代默深牢紧稳实久早好大远妈爸爷奶叔伯哥姐弟妹姑舅婶婆公宝娃星乖谢看试想走听问说聊谈讲等依楚泱朗琅振咄惺喋草匆惶芊青郁葱萋盈款缓徐渐团圈层步丝条粒颗朵片座排行栋张句字声阵次场期道项员名位区岁往刚仅偏恰明暗细轻慢快高低长短浓淡红绿白黑蓝黄亮圆胖瘦热冷暖凉甜香脆嫩鲜软硬弯直平滑丽婷娜莉佳倩媛莹晶芳圆洋林蕾燕欢乐笑静雯琳玲菲洁萍敏霞梅兰英华军强伟磊鑫森淼转画翻逛读歇瞧瞅用迢灿灼潺泡汩翼鼎霍霏杠茵童艳金猩狒蝈蛐熊袅恹恢喁嗷哈嘻呵嘿";

/// 氛围围。: a character that stands twice at the end of a clause.
fn ending(line: &Line<'_>, out: &mut Findings) {
    for at in 2..line.len() {
        let c = line.get(at);
        if c != line.back(at, 1) || !is_han(c) || !is_han(line.back(at, 2)) || MEANT.contains(c) {
            continue;
        }
        // 兢兢业业: both parts stand twice.
        if line.back(at, 2) == line.back(at, 3)
            || line.back(at, 2) == c
            || PARTICLES.iter().any(|(it, ..)| *it == c)
        {
            continue;
        }
        // 2.6亿元元: told with its number.
        let unit = matches!(line.back(at, 2), '万' | '亿') && line.back(at, 3).is_ascii_digit();
        if !unit && matches!(line.get(at + 1), '。' | '，' | '；' | '！' | ',' | '：') {
            tell(line, at - 1, at + 1, 1, out);
        }
    }
}

/// Words of two characters whose second one does not stand twice, with what makes the second one the first of another
/// word: 完成|成果, 推进|进度.
const WORDS: [(&str, &str); 60] = [
    ("设施", "工策行肥教政展"),
    ("热情", "况感节景怀"),
    ("履行", "业为政动程走使文星"),
    ("完成", "果效本立就品功员长熟交套活"),
    ("建设", "施备计立置想防法"),
    ("发展", "示览现开望销品"),
    ("提升", "级学温值任"),
    ("推进", "度展行步一程入出军口"),
    ("落实", "事施际效现体处绩力地物验战"),
    ("加强", "化基势度调力军国省县"),
    ("推动", "能员力态作工植"),
    ("实施", "工策行肥教政"),
    ("开展", "示览现销品演"),
    ("举办", "公理事学法结好"),
    ("保障", "碍"),
    ("治理", "念论解事顺想"),
    ("管理", "念论解事顺想"),
    ("改革", "命新除委"),
    ("生产", "业品值量出能权"),
    ("经济", "济困"),
    ("社会", "议场计员"),
    ("群众", "多志筹人创"),
    ("项目", "标前的录光"),
    ("资金", "融额属"),
    ("问题", "目材"),
    ("环境", "内外"),
    ("质量", "化身"),
    ("体系", "统列数"),
    ("贯彻", "底"),
    ("解决", "定策心议不战"),
    ("提高", "度位标质级铁效山考"),
    ("促进", "度展行步一程入出口"),
    ("深化", "解"),
    ("强化", "解"),
    ("优化", "解"),
    ("巩固", "定本"),
    ("拓展", "示览现开望销"),
    ("完善", "于治待"),
    ("规范", "围例"),
    ("成立", "足项即场"),
    ("召开", "展工放发创"),
    ("部署", "名"),
    ("排查", "处找看办明清实"),
    ("整治", "理安疗"),
    ("化解", "决除放"),
    ("服务", "实工农必"),
    ("支持", "续有久"),
    ("投资", "金源本料产"),
    ("收入", "户手选驻库"),
    ("振兴", "业农国办旺修边"),
    ("制度", "过"),
    ("机制", "度定造约"),
    ("监督", "查促导办察"),
    ("组织", "造就"),
    ("宣传", "统达播承递"),
    ("引导", "向致游"),
    ("学习", "近惯题俗"),
    ("培训", "练"),
    ("监管", "理控道网线护"),
    ("考核", "心实查算定酸"),
];

/// The same by the second character: what makes a common word with it before, and what begins another word with it
/// behind: 夯实|实体, 迈上|上级.
const ENDINGS: [(char, &str, &str); 49] = [
    ('重', "严注尊", "点大要新视申庆量复建心叠"),
    ('上', "迈登线", "级报升下述年月半市任级学海网游善访交缴岗岸门马午世面台涨限行等座空映线方山坡路船车"),
    ('实', "夯压抓切扎充真严做", "事施际效现体处绩力地物验战质行践时名在用例打招习证惠情录务干业打"),
    ('聚', "凝汇集", "集焦力合居会人财餐"),
    ('强', "增加做建", "化基势度调力军国省县镇村企劲有项音弱省烈者"),
    ('大', "扩壮加重", "宗力局会量学众家型小大幅数气道户棚豆米桥坝赛厅楼队面事多部分约概力"),
    ('住', "守稳兜", "房户宅建院所处在址宿"),
    ('牢', "筑守", "记固靠牢"),
    ('持', "坚保支维", "续有久证之平股家"),
    ('绕', "围", "道开不过"),
    ('焦', "聚", "点距作"),
    ('筹', "统", "集措建备资划办"),
    ('调', "协强", "查研度解整动节控处理配适"),
    ('全', "健安", "面市县镇乡村省国区局年力体部民员过程域覆链程时天球新文"),
    ('建', "构新共", "设立成议档制筑材言功造国党"),
    ('造', "打改创", "成林福价就血血"),
    ('新', "创革更", "增建时的型技农能质兴产局任生华开进形材一颖"),
    ('发', "激开", "展放生现挥布改动电展起证出行明言热"),
    ('障', "保", "碍"),
    ('护', "保维爱", "航理林路士栏坡送照"),
    ('进', "引促改", "度展行步一程入出军口村城企校驻"),
    ('升', "提跃晋", "级学温值任降高"),
    ('育', "培教", "人才种苗婴繁肥龄"),
    ('严', "从", "格厉肃重明守密实打禁峻控防查惩"),
    ('效', "成高有见", "果率能益力应"),
    ('力', "能动活合努", "度量争求促推保抓避戒所行"),
    ('平', "水公", "安台均稳等衡方米常时原整凡房坦"),
    ('础', "基", ""),
    ('局', "格布", "长势面部限里机党领"),
    ('势', "优态形趋", "头力必能"),
    ('务', "任政服", "工实农必求业"),
    ('标', "目指达", "准志语杆本签兵识注题"),
    ('责', "职负", "任令成"),
    ('度', "力制程", "过日汛假"),
    ('识', "意认共", "别字"),
    ('神', "精", "圣话情经秘"),
    ('展', "拓", "示览现开望销"),
    ('合', "结融整", "作同力理格计并法适力资规成"),
    ('动', "推带调", "能员力态作工植物机车真迁用"),
    ('善', "完改", "于治待后举款良意"),
    ('续', "持继连", "建约写签航存"),
    ('明', "文鲜透", "确显年天晰白星月"),
    ('策', "政决", "划略应源动"),
    ('镇', "全乡我", "党政村长区域级属人机直干街江政上域"),
    ('县', "全我本", "委政城级域直人区长乡内外乡情域级"),
    ('系', "体联", "统列数"),
    ('理', "办处管治", "念论解事顺想财赔性由"),
    ('查', "检督排", "处找看办明清实出封验漏摆阅"),
    ('心', "核中信", "理灵态得系血声愿中连脏里"),
];

/// 履行行职责: the second character of a common word stands twice within a clause.
fn inside(line: &Line<'_>, out: &mut Findings) {
    for at in 2..line.len() {
        let c = line.get(at);
        let next = line.get(at + 1);
        // At the end of a clause the other rule tells, but of characters that may stand twice there.
        let inside = is_han(next) || (ends_clause(next) && MEANT.contains(c)) || next == '、';
        if c != line.back(at, 1) || !is_han(c) || !inside || next == c {
            continue;
        }
        let word = line.text(at - 2, at);
        // 再上上新台阶, 每年年.
        let again = (c == '上' && line.back(at, 2) == '再') || (c == '年' && line.back(at, 2) == '每');
        if again {
            tell(line, at - 1, at + 1, 1, out);
            continue;
        }
        let known = WORDS.iter().find(|(it, _)| *it == word).map(|(_, behind)| *behind);
        let ended = || {
            // 扎扎实实: both stand twice.
            if line.back(at, 2) == line.back(at, 3) {
                return None;
            }
            let first = line.back(at, 2);
            ENDINGS
                .iter()
                .find(|(second, firsts, _)| *second == c && firsts.contains(first))
                .map(|(.., behind)| *behind)
        };
        if known.or_else(ended).is_some_and(|behind| !behind.contains(line.get(at + 1))) {
            tell(line, at - 1, at + 1, 1, out);
        }
    }
}

/// 进一步进一步: two to eight characters that stand again at once.
fn words(line: &Line<'_>, out: &mut Findings) {
    let mut at = 0;
    while at + 3 < line.len() {
        if !is_han(line.get(at)) {
            at += 1;
            continue;
        }
        // Most characters do not stand again near by: nothing more is looked at.
        let first = line.get(at);
        let near = (2..=8).rev().any(|length| line.get(at + length) == first);
        let run = if near { line.skip_most(at, 16, is_han) } else { at };
        let length = (2..=8).rev().find(|length| at + 2 * length <= run && again(line, at, *length));
        match length {
            // A unit that stands twice is told by number/unit-twice.
            Some(length) if line.back(at, 1).is_ascii_digit() => at += length,
            Some(length) if meant(line, at, length) => {
                tell(line, at, at + 2 * length, length, out);
                at += 2 * length;
            }
            Some(length) => at += length,
            None => at += 1,
        }
    }
}

/// Whether the characters from here on stand again at once.
fn again(line: &Line<'_>, at: usize, length: usize) -> bool {
    let first = line.get(at);
    let all_one = (at..at + length).all(|place| line.get(place) == first);
    !all_one && (0..length).all(|index| line.get(at + index) == line.get(at + length + index))
}

/// Whether a repetition is a slip: 一步一步, 研究研究, 重点项目|项目化 are none.
fn meant(line: &Line<'_>, at: usize, length: usize) -> bool {
    let (first, second) = (line.get(at), line.get(at + 1));
    if "一二两三四五六七八九十几每半某越又边有再很非常好大小老多快慢".contains(first)
    {
        return false;
    }
    if length > 2 {
        return true;
    }
    // 研究研究, 商量商量: verbs that are tried; 项目项目化: a word made of the word before.
    let tried = [
        "研究", "讨论", "商量", "了解", "打扫", "考虑", "学习", "锻炼", "休息", "走走", "看看", "谢谢",
        "哈哈",
    ];
    let word = line.text(at, at + 2);
    if line.starts(at + 4, "制度") {
        return true;
    }
    if tried.contains(&word) || "制化法长群区性式费部处局科员书卡".contains(line.get(at + 4))
    {
        return false;
    }
    first != second
}

fn tell(line: &Line<'_>, from: usize, to: usize, length: usize, out: &mut Findings) {
    let quote = line.text(from, to);
    let once = line.text(from, from + length);
    out.push(
        Finding::warning(
            "word/repeat",
            line.span(from, to),
            format!("“{once}”连写了两次"),
            format!("`{once}` stands twice in `{quote}`"),
        )
        .fix(once, true)
        .source("《图书编校质量差错认定细则》"),
    );
}

/// Sentences that stood before.
fn repeated<'t>(line: &Line<'t>, sentences: &mut HashMap<&'t str, Span>, out: &mut Findings) {
    let mut from = 0;
    for at in 0..=line.len() {
        if !ends_sentence(line.get(at)) {
            continue;
        }
        if at - from >= SENTENCE && at < line.len() {
            let sentence = line.text(from, at);
            let span = line.span(from, at);
            match sentences.get(sentence) {
                None => _ = sentences.insert(sentence, span),
                Some(first) => out.push(
                    Finding::warning(
                        "word/repeat",
                        span,
                        "这句话前面已经写过，一字不差",
                        "this sentence stands in the text before, word by word",
                    )
                    .related("前一处", "first time", *first)
                    .source("《图书编校质量差错认定细则》"),
                ),
            }
        }
        from = at + 1;
    }
}
