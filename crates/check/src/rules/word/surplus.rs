//! What is left over in a clause 赘余: a member that a list has twice, a verb said again behind its object, two words of one
//! sense beside each other, letters that the input method left.

use super::doubled::is_word;
use super::pairs::is_known;
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_clause, is_han, is_numeral};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings};

/// Syllables as they are typed. Such as are units or words of other languages are left out.
const SYLLABLES: &str = " ang bai ban bang bao bei beng bian biao bie bin bing bu cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dang dao de dei deng di dian diao die ding diu dong dou du duan dui dun duo en er fa fang fei fen feng fou fu gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo hai han hang hao hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv mai mang mao mei meng mian miao mie min ming miu mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nu nuan nuo nv ou pai pan pang pao pei peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui ruo sai san sang sao se sen seng sha shai shan shang shao she shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo ";

/// Verbs of meetings and campaigns, and how their objects end.
const VERBS: [&str; 6] = ["召开", "举办", "开展", "举行", "组织", "进行"];
const OBJECTS: &str = "会议动训讲赛班查评演课谈";

/// What may stand before the first and behind the last member of a list.
static OPENS: WordSet = WordSet::new(&[
    "其中",
    "包括",
    "涉及",
    "分别是",
    "主要有",
    "主要是",
    "种植",
    "养殖",
    "销售",
    "生产",
    "发展",
    "引进",
    "推广",
    "购置",
    "设置",
    "设立",
    "配备",
    "安装",
    "建设",
    "新建",
    "清理",
    "涵盖",
    "走访",
    "检查",
    "对",
    "为",
    "是",
    "由",
    "有",
]);
const CLOSES: &str = "等占分各共均都是为的";

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 1..line.len() {
            match line.get(at) {
                'a'..='z' => typed(line, at, out),
                '、' => twice(line, at, out),
                '了' if line.back(at, 1) == '的' && line.get(at + 1).is_ascii_digit() => {
                    tell(line, (at - 1, at + 1), "了", "", out);
                }
                '召' | '举' | '开' | '组' | '进' => again(line, at, out),
                '因' | '以' | '将' => joined(line, at, out),
                '等' if line.back(at, 1) == '等' => and_so_on(line, at, out),
                '为' if line.get(at + 1) == '达' || line.get(at + 1) == '共' || line.get(at + 1) == '合' => {
                    amounts(line, at, out)
                }
                '达' if line.get(at + 1).is_ascii_digit() => reached(line, at, out),
                '由' => by_whom(line, at, out),
                '都' => all(line, at, out),
                '同' | '环' if line.get(at + 1) == '比' => against(line, at, out),
                '共' if line.get(at + 1).is_ascii_digit() => counted(line, at, out),
                '计' => totals(line, at, out),
                '有' => stands_out(line, at, out),
                '了' if line.get(at + 1).is_ascii_digit() => finished(line, at, out),
                '了' if line.get(at + 1) == '的' => both(line, at, out),
                '为' if line.get(at + 1) == '了' => aims(line, at, out),
                '的' if line.starts(at, "的发生") => happening(line, at, out),
                '，' | '。' | '；' => tail(line, at, out),
                _ => {}
            }
        }
    }
}

/// 资金zhi 320万元: a syllable in small letters behind a Chinese character.
fn typed(line: &Line<'_>, at: usize, out: &mut Findings) {
    if !is_han(line.back(at, 1)) {
        return;
    }
    let to = line.skip_most(at, 7, |c| c.is_ascii_lowercase());
    let next = line.skip_most(to, 2, |c| c == ' ');
    let stands = is_han(line.get(next)) || (next > to && line.get(next).is_ascii_digit());
    let syllable = line.text(at, to);
    if to - at < 2 || !stands || !SYLLABLES.contains(&format!(" {syllable} ")) {
        return;
    }
    tell(line, (at, to), "", "：像是输入法留下的字母", out);
}

/// 召开推进会召开5次: the verb stands again behind its object.
fn again(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(verb) = line.one_of(at, &VERBS) else { return };
    if !line.get(at + 2).is_ascii_digit() || !OBJECTS.contains(line.back(at, 1)) {
        return;
    }
    let from = line.clause_start(at, 24);
    let first = (from..at.saturating_sub(3)).rev().find(|place| line.starts(*place, verb));
    if first.is_some_and(|first| (first..at).all(|place| is_han(line.get(place)))) {
        tell(line, (at, at + 2), "", "：前面已经说过，句子杂糅", out);
    }
}

/// Words of one sense beside each other, with what makes another word of the second, and the verbs it needs.
const JOINED: [(&str, &str, &str, &[&str]); 5] = [
    ("由于", "因", "果公病灾残学素此地事材人时工婚特势循应缘", &[]),
    ("因为", "由于", "", &[]),
    ("为了", "以", "", &AIMS),
    ("把", "将", "军要领来士近至到满被", &[]),
    ("随着", "因", "素", &[]),
];

/// Verbs that say what is wanted.
const AIMS: [&str; 16] = [
    "破解",
    "确保",
    "推动",
    "促进",
    "解决",
    "加强",
    "保障",
    "防止",
    "避免",
    "满足",
    "加快",
    "实现",
    "进一步",
    "巩固",
    "便于",
    "规范",
];

/// 住建、城管等等部门: before the noun of a list 等 stands once.
fn and_so_on(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 60);
    let listed = (from..at - 1).any(|place| matches!(line.get(place), '、' | '”'));
    let noun = is_word(line.get(at + 1), line.get(at + 2)) || is_known(line.text(at + 1, at + 3));
    if listed && noun && !is_one_of!(line.get(at + 1), "候待级效于离") && line.get(at - 2) != '等' {
        tell(line, (at - 1, at + 1), "等", "：列举之后有总称，只用一个“等”", out);
    }
}

/// 知晓率为达到98%: two verbs of one sense between the name of a figure and its value.
fn amounts(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(verb) = line.one_of(at + 1, &["达到", "达", "共计", "合计", "共"]) else { return };
    let named = is_one_of!(line.back(at, 1), "率比额量数值积度入款金费资本速均重约");
    if named && line.get(at + 1 + verb.chars().count()).is_ascii_digit() {
        tell(line, (at, at + 1), "", "：后面已经有动词", out);
    }
}

/// 达到了达98%: the verb stands again before its number.
fn reached(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line
        .one_before(at, &["达到了", "达到", "提高到", "增加到", "提升到", "提升至", "提高至", "增至", "升至"])
        .is_some()
    {
        tell(line, (at, at + 1), "", "：前面已经有动词", out);
    }
}

/// 由县财政由统筹解决: who does it is led in twice.
fn by_whom(line: &Line<'_>, at: usize, out: &mut Findings) {
    const DOES: [&str; 8] = ["统筹", "负责", "牵头", "承担", "解决", "组织", "安排", "实施"];
    if line.one_of(at + 1, &DOES).is_none() {
        return;
    }
    let from = line.clause_start(at, 14);
    let first = (from..at.saturating_sub(2)).find(|place| line.get(*place) == '由');
    // 由分散管理改为由镇里统筹: each of them leads in its own.
    let plain = line.back(at, 1) != '为'
        && first.is_some_and(|first| {
            !is_one_of!(line.back(first, 1), "自理缘事") && !is_one_of!(line.get(first + 1), "于此衷来")
        });
    if plain && first.is_some_and(|first| (first..at).all(|place| is_han(line.get(place)))) {
        tell(line, (at, at + 1), "", "：前面已经有“由”", out);
    }
}

/// 全部都全部整改到位: one word before 都 and behind it.
fn all(line: &Line<'_>, at: usize, out: &mut Findings) {
    let word = line.text(at.saturating_sub(2), at);
    let two = word.chars().count() == 2 && word.chars().all(is_han) && line.back(at, 1) != line.back(at, 2);
    if two && line.starts(at + 1, word) && is_known(word) {
        tell(line, (at + 1, at + 3), "", "：前面已经说过", out);
    }
}

/// 比上年同期同比增加, 同比较上年: what it is held against is named twice.
fn against(line: &Line<'_>, at: usize, out: &mut Findings) {
    const YEARS: [&str; 8] =
        ["上年同期", "去年同期", "上年", "去年", "上年同月", "去年同月", "上月", "上季度"];
    // 比上年同比增速高: the growth is held against that of the year before.
    let rate = line.one_of(at + 2, &["增速", "增幅", "降幅", "口径", "数据", "例", "重"]).is_some();
    let before = line
        .one_before(at, &YEARS)
        .filter(|word| matches!(line.back(at - word.chars().count(), 1), '比' | '较'));
    let year = |at| line.one_of(at, &YEARS).map(|word| at + word.chars().count());
    let behind = matches!(line.get(at + 2), '比' | '较') && year(at + 3).is_some()
        || year(at + 2).is_some_and(|to| line.starts(to, "相比"));
    if (before.is_some() || behind) && !rate {
        tell(line, (at, at + 2), "", "：与“比上年”一个意思，用一个就够", out);
    }
}

/// 累计共计发放: two words for the whole beside each other.
fn totals(line: &Line<'_>, at: usize, out: &mut Findings) {
    const TOTALS: [&str; 4] = ["累计", "共计", "总计", "合计"];
    let Some(word) = line.one_before(at + 1, &TOTALS) else { return };
    let next = line.one_of(at + 1, &TOTALS).filter(|next| *next != word);
    if let Some(next) = next
        && (is_han(line.get(at + 3)) || line.get(at + 3).is_ascii_digit())
    {
        tell(line, (at - 1, at + 3), next, "：两个词一个意思，用一个就够", out);
    }
}

/// 共办理提案共46件: 共 before the verb and again before the number.
fn counted(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 14);
    let first = (from..at.saturating_sub(3)).find(|place| line.get(*place) == '共');
    let Some(first) = first.filter(|first| (*first..at).all(|place| is_han(line.get(place)))) else { return };
    // 公共, 中共, 共享, 共同: parts of words.
    let before = line.back(first, 1);
    let behind = line.text(first + 1, first + 3);
    let word = is_one_of!(before, "公中总一")
        || is_one_of!(line.get(first + 1), "享同建识产有和治青鸣赢生用管商融度计");
    let verb = is_word(line.get(first + 1), line.get(first + 2)) || is_known(behind);
    if verb && !word {
        tell(line, (at, at + 1), "", "：前面已经有“共”", out);
    }
}

/// 突出问题突出有三个: the quality is said again behind its noun.
fn stands_out(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_before(at, &["突出", "典型", "明显"]) else { return };
    let from = line.clause_start(at, 12);
    let first = (from..at.saturating_sub(4)).find(|place| line.starts(*place, word));
    if first.is_some_and(|first| (first..at).all(|place| is_han(line.get(place)))) {
        tell(line, (at - 2, at), "", "：前面已经说过", out);
    }
}

/// 由于因连续降雨, 为了以破解难题, 把将服务列入目录: the second word says what the first one has said.
fn joined(line: &Line<'_>, at: usize, out: &mut Findings) {
    let found = JOINED.iter().find(|(first, second, other, verbs)| {
        let to = at + second.chars().count();
        line.starts(at, second)
            && line.ends(at, first)
            && is_han(line.get(to))
            && !other.contains(line.get(to))
            && (verbs.is_empty() || line.one_of(to, verbs).is_some())
    });
    let Some((first, second, ..)) = found else { return };
    let from = at - first.chars().count();
    // 火把将: a word that ends so.
    if first.chars().count() == 1
        && matches!(line.back(at, 2), '火' | '拖' | '车' | '一' | '几' | '大' | '手')
    {
        return;
    }
    tell(line, (from, at + second.chars().count()), first, "：两个词一个意思，用一个就够", out);
}

/// Verbs whose object stands behind 了, as in 提出了方案.
const MADE: [&str; 22] = [
    "提出", "形成", "制定", "开展", "组织", "建立", "实施", "采取", "召开", "印发", "取得", "发放", "推进",
    "落实", "出台", "举办", "编制", "设立", "签订", "推出", "收到", "办理",
];

/// 提出了的防治方案: 了 and 的 were both written where one was meant.
fn both(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line.one_before(at, &MADE).is_some() && is_han(line.get(at + 2)) {
        tell(line, (at, at + 2), "了", "：“了”“的”只用一个", out);
    }
}

/// 为了进一步提高为了获得感: the aim is named twice in a clause.
fn aims(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 16);
    let first = (from..at.saturating_sub(3)).find(|place| line.starts(*place, "为了"));
    let plain = !matches!(
        line.back(at, 1),
        '是' | '也' | '更' | '又' | '而' | '都' | '全' | '和' | '与' | '、' | '”'
    );
    if first.is_some_and(|first| plain && (first..at).all(|place| is_han(line.get(place)))) {
        tell(line, (at, at + 2), "", "：前面已经有“为了”", out);
    }
}

/// 未发生一起安全事故的发生: it happens twice.
fn happening(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 24);
    let before = (from..at).any(|place| line.one_of(place, &["未发生", "没有发生", "不发生"]).is_some());
    if before && ends_clause(line.get(at + 3)) {
        tell(line, (at, at + 3), "", "：前面已经有“发生”", out);
    }
}

/// 专题会议会，: the first character of a word again behind it, where none begins with it.
fn tail(line: &Line<'_>, at: usize, out: &mut Findings) {
    let (first, second, third) = (line.back(at, 3), line.back(at, 2), line.back(at, 1));
    let word = |one, other| is_word(one, other) || is_known(&String::from_iter([one, other]));
    if first != third
        || first == second
        || is_numeral(first)
        || is_one_of!(first, "化人天年月日")
        || !is_han(first)
        || !is_han(second)
        || at < 5
        || !is_han(line.back(at, 4))
        || !word(first, second)
        || word(second, third)
        || word(line.back(at, 4), first)
    {
        return;
    }
    tell(line, (at - 1, at), "", "：像是删改时留下的字", out);
}

/// What verbs of a count are done to.
const COUNTED: [&str; 24] = [
    "主体", "企业", "群众", "农户", "党员", "会议", "活动", "问题", "道路", "学校", "商户", "单位", "家庭",
    "居民", "村民", "老人", "学生", "对象", "线索", "案件", "隐患", "车辆", "项目", "门店",
];

/// 走访了商户了1240家: 了 behind the verb and again behind its object.
fn finished(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line.one_before(at, &COUNTED).is_none() {
        return;
    }
    let from = line.clause_start(at, 14);
    let first = (from + 2..at.saturating_sub(2)).rev().find(|place| line.get(*place) == '了');
    let verb = first.is_some_and(|first| !matches!(line.back(first, 1), '为' | '除' | '到'));
    if first.is_some_and(|first| verb && (first..at).all(|place| is_han(line.get(place)))) {
        tell(line, (at, at + 1), "", "：动词后面已经有“了”", out);
    }
}

/// 家电、汽车、家电: from the first mark of a list, a member that stands twice.
fn twice(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 16);
    if (from..at).any(|place| line.get(place) == '、') {
        return;
    }
    let end = (at..at + 200).find(|place| ends_clause(line.get(*place))).unwrap_or(at + 200);
    let mut members: Vec<(usize, usize)> = vec![(from, at)];
    let mut start = at + 1;
    for place in at + 1..=end {
        if line.get(place) == '、' || place == end {
            members.push((start, place));
            start = place + 1;
        }
    }
    let [first, inner @ .., last] = members.as_slice() else { return };
    // The first one behind words that open a list, the last one before such as close it.
    let opened = (first.0..first.1.saturating_sub(1))
        .rev()
        .find(|place| OPENS.before(line, *place).is_some())
        .unwrap_or(first.0);
    let closed = (last.0 + 2..last.1).find(|place| CLOSES.contains(line.get(*place))).unwrap_or(last.1);
    let all = std::iter::once((opened, first.1))
        .chain(inner.iter().copied())
        .chain(std::iter::once((last.0, closed)));
    let mut seen: Vec<&str> = Vec::new();
    // 设置|检查站: a verb before the first member.
    if opened == first.0
        && first.1 >= first.0 + 5
        && (is_word(line.get(first.0), line.get(first.0 + 1)) || is_known(line.text(first.0, first.0 + 2)))
    {
        seen.push(line.text(first.0 + 2, first.1));
    }
    for (from, to) in all.take(24) {
        let member = line.text(from, to);
        let named = (2..=8).contains(&(to.saturating_sub(from))) && (from..to).all(|at| is_han(line.get(at)));
        // 主要领导|亲自部署: the first member may have its subject before it.
        let led = to - from >= 4 && from > first.1 && line.ends(first.1, member);
        if named && (seen.contains(&member) || led) {
            tell(line, (from, to), "", "：同一项并列了两次", out);
            return;
        }
        // Behind a member of another kind another list may begin.
        if named {
            seen.push(member);
        } else {
            seen.clear();
        }
    }
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), right: &str, why: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/repeat",
            line.span(from, to),
            format!("“{quote}”是多出来的{why}"),
            format!("`{quote}` is left over"),
        )
        .fix(right, false)
        .source("《图书编校质量差错认定细则》"),
    );
}
