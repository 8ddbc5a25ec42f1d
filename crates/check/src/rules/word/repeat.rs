//! What stands twice 重复: 的的, 进一步进一步, a sentence that was there before.

use crate::chars::is_one_of;
use std::collections::HashMap;

use super::again::{stood, tell};
use super::items::Items;
use super::pairs::is_known;
use crate::rules::line::{Line, ends_sentence, is_han, is_numeral};
use crate::rules::word_set::WordSet;
use crate::{Findings, Role, Span};

/// Words of one character that never stand twice in a row, with what makes them right before and behind.
const PARTICLES: [(char, &str, &str); 34] = [
    ('共', "公中总合一国", "同享建产识计性和治青管鸣用商赢生融进"),
    ('的', "目标", "确"),
    ('比', "对评攀相占同类正反好无百环可朱配价分债", "例较重拼对价值武特皆邻拟亚赛照喻划肩"),
    (
        '有',
        "所国公私没只拥享富占持含具原仅还即如若凡未自",
        "关效机利力偿限序色形线益毒害识待望志余别些条名声轨证心为",
    ),
    ('来', "往过回原越到前起未", "源自往宾函年电临回访看说信料历"),
    ('度', "年季月温", "假过汛夏冬日量"),
    ('着', "跟附沉粘", "力重眼手陆火急装色床落"),
    ('更', "变三五深几", "换新改替名迭"),
    ('不', "得莫无能", ""),
    ('都', "首古帝新京成国大全丰花昌武于", "市城江匀督灵统柏昌安兰护"),
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

/// The same of one with a broken number, which no two things share.
const BROKEN: usize = 12;

/// The same of one without figures in the same paragraph.
const NEAR: usize = 9;

/// The same of one that stands twice in a row.
const SHORT: usize = 5;

/// Fewest characters of two clauses with figures that are told when they stand together twice in a text.
const PASTED: usize = 14;

/// Words that begin what is called for, of which a sentence says each once, and fewest characters of it.
static CALLED: WordSet = WordSet::new(&[
    "必须", "坚持", "加强", "强化", "深化", "推进", "提升", "做好", "抓好", "落实", "聚焦", "突出", "始终",
    "时刻", "牢记", "坚决", "切实", "牢牢", "全力", "积极", "大力", "不断", "持续", "着力", "扎实", "深入",
    "认真", "严格", "紧紧", "紧盯", "紧扣", "围绕", "守住", "守牢", "绷紧", "树牢", "压实", "筑牢", "健全",
    "完善", "优化", "保障", "发挥", "树立", "增强", "巩固", "加大", "加快",
]);
const CALL: usize = 6;

/// Fewest characters of a heading that is told when the next paragraph begins with it.
const HEADING: usize = 8;

/// Fewest characters of a clause that is told when it stands twice in a sentence, of one with a figure, which two
/// subjects may share, and of one with which the clause before ended.
const CLAUSE: usize = 10;
const LONG: usize = 18;
const ENDING: usize = 7;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut sentences: HashMap<&str, Span> = HashMap::new();
    let mut figures: HashMap<&str, Span> = HashMap::new();
    let mut items = Items::default();
    for pair in lines.windows(2) {
        if let [one, other] = pair {
            heading(one, other, out);
        }
    }
    for line in lines {
        particles(line, out);
        ending(line, out);
        words(line, out);
        if matches!(line.paragraph.role, Role::Body | Role::Item) {
            // A clause of a sentence that is told is told with it.
            let told = out.count();
            items.run(line, out);
            repeated(line, &mut sentences, out);
            let sentences_told = out.places(told);
            clauses(line, &sentences_told, out);
            pasted(line, &mut figures, &sentences_told, out);
        }
    }
}

/// A heading alone, and again at the beginning of the paragraph behind it.
fn heading(one: &Line<'_>, other: &Line<'_>, out: &mut Findings) {
    let (title, text) = (one.paragraph.text.as_str(), other.paragraph.text.as_str());
    let short = (HEADING..=40).contains(&one.len()) && one.len() < other.len();
    if short && ends_sentence(one.get(one.len() - 1)) && text.starts_with(title) {
        let span = other.span(0, one.len());
        out.push(stood(span, one.span(0, one.len())));
    }
}

/// 的的, 了了.
fn particles(line: &Line<'_>, out: &mut Findings) {
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
pub(super) const MEANT: &str = "满人天年月日多累勃济滔洋融绵连重奕彬翩冉悠茫昂赫熠蒸皑巍滚腾沉漫忡惴耿闪点斑历纷频节处户村家事时常种个件样代默深牢紧稳实久早好大远妈爸爷奶叔伯哥姐弟妹姑舅婶婆公宝娃星乖谢看试想走听问说聊谈讲等依楚泱朗琅振咄惺喋草匆惶芊青郁葱萋盈款缓徐渐团圈层步丝条粒颗朵片座排行栋张句字声阵次场期道项员名位区岁往刚仅偏恰明暗细轻慢快高低长短浓淡红绿白黑蓝黄亮圆胖瘦热冷暖凉甜香脆嫩鲜软硬弯直平滑丽婷娜莉佳倩媛莹晶芳圆洋林蕾燕欢乐笑静雯琳玲菲洁萍敏霞梅兰英华军强伟磊鑫森淼转画翻逛读歇瞧瞅用迢灿灼潺泡汩翼鼎霍霏杠茵童艳金猩狒蝈蛐熊袅恹恢喁嗷哈嘻呵嘿";

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
        // 2.6亿元元, 八百六十元元: told with its number.
        let part = |c: char| is_numeral(c) || matches!(c, '百' | '千' | '万' | '亿');
        let last = line.back(at, 3);
        let unit = (matches!(line.back(at, 2), '万' | '亿') && last.is_ascii_digit())
            || (part(line.back(at, 2)) && part(last));
        if !unit && matches!(line.get(at + 1), '。' | '，' | '；' | '！' | ',' | '：') {
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
        let ahead = line.chars().get(at + 2..line.len().min(at + 9)).unwrap_or_default();
        let near = ahead.contains(&line.get(at));
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
    if is_one_of!(first, "一二两三四五六七八九十几每半某越又边有再很非常好大小老多快慢逐各全")
    {
        return false;
    }
    if length > 2 {
        return true;
    }
    // 河逐河逐段: the word after each of them goes with what follows.
    if matches!(second, '逐' | '一' | '各' | '每' | '又' | '不') {
        return false;
    }
    // 研究研究, 商量商量: verbs that are tried; 项目项目化: a word made of the word before.
    let tried = [
        "研究", "讨论", "商量", "了解", "打扫", "考虑", "学习", "锻炼", "休息", "走走", "看看", "谢谢",
        "哈哈",
    ];
    let word = line.text(at, at + 2);
    // 构建|共建|共治, 农业|产业|产值: three words.
    let apart = |from: usize| is_known(line.text(from, from + 2));
    if word == "建共" || at > 0 && apart(at - 1) && apart(at + 1) && apart(at + 3) {
        return false;
    }
    if line.starts(at + 4, "制度") || line.starts(at + 4, "群众") {
        return true;
    }
    if tried.contains(&word) || is_one_of!(line.get(at + 4), "制化法长群区性式费部处局科员书卡生级厅")
    {
        return false;
    }
    first != second
}

/// Parts of sentences that stood before, from one mark that ends a thought to the next.
fn repeated<'t>(line: &Line<'t>, sentences: &mut HashMap<&'t str, Span>, out: &mut Findings) {
    let mut from = 0;
    // What is pasted a second time is one finding, however many sentences it has.
    let mut pasted: Option<(Span, Span)> = None;
    let mut before = "";
    // Sentences of this paragraph alone, of which a shorter one may not stand twice.
    let mut own: HashMap<&str, Span> = HashMap::new();
    for at in line.clause_ends() {
        if !(ends_sentence(line.get(at)) || line.get(at) == '；') {
            continue;
        }
        // 3.94亿元, but no share.
        let broken = at - from >= BROKEN
            && (from..at).any(|at| line.get(at) == '.' && line.get(at + 1).is_ascii_digit())
            && !line.text(from, at).contains('%');
        let sentence = line.text(from, at);
        let whole = sentence == before && sentences.contains_key(sentence);
        if !whole && at_once(before, sentence) {
            let length = before.chars().count();
            // 此项工作率先完成，…: its first words may be added.
            let start = if sentence.starts_with(before) { from } else { at - length };
            out.push(stood(line.span(start, start + length), line.span(from - 1 - length, from - 1)));
        } else if (NEAR..SENTENCE).contains(&(at - from)) && !broken && line.get(at) == '。' {
            let span = line.span(from, at);
            match own.get(sentence).filter(|_| (from..at).all(|at| is_han(line.get(at)))) {
                Some(first) => out.push(stood(span, *first)),
                None => _ = own.insert(sentence, span),
            }
        } else if (at - from >= SENTENCE || broken) && at < line.len() {
            let span = line.span(from, at);
            match sentences.get(sentence) {
                // The sentence before ended with all of this one.
                None if before.ends_with(sentence) && sentence.contains('，') => {
                    let first = line.span(from - 1 - (at - from), from - 1);
                    sentences.insert(sentence, first);
                    out.push(stood(span, first));
                }
                None => _ = sentences.insert(sentence, span),
                Some(first) => match &mut pasted {
                    Some((last, before)) if follows(*last, span) && follows(*before, *first) => {
                        (last.end, before.end) = (span.end, first.end);
                    }
                    _ => {
                        if let Some((span, first)) = pasted.replace((span, *first)) {
                            out.push(stood(span, first));
                        }
                    }
                },
            }
        }
        before = sentence;
        from = at + 1;
    }
    if let Some((span, first)) = pasted {
        out.push(stood(span, first));
    }
}

/// 办结37件。办结37件。: a short sentence again at once; and a longer one before what it goes on to say.
fn at_once(before: &str, sentence: &str) -> bool {
    let long = before.len() >= SENTENCE * '。'.len_utf8() && before.contains('，');
    if long && sentence.len() > before.len() && sentence.ends_with(before) {
        return true;
    }
    let rest = sentence.strip_prefix(before).filter(|_| before.len() >= SHORT * '。'.len_utf8());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('，') && before.chars().count() >= CLAUSE)
}

/// Whether one mark alone stands between two parts of a paragraph.
fn follows(one: Span, other: Span) -> bool {
    one.paragraph == other.paragraph && one.end + '。'.len_utf8() == other.start
}

/// Clauses that stand twice in a sentence: at once, or long ones further on.
/// What is told as a whole sentence, which is given from the left, is not told again.
fn clauses<'t>(line: &Line<'t>, told: &[Span], out: &mut Findings) {
    let mut told = told.iter().peekable();
    let mut before: HashMap<&'t str, (usize, usize)> = HashMap::new();
    let (mut from, mut last) = (0, (0, 0));
    for at in line.clause_ends() {
        // 要加强监管；…；加强监管.
        from += usize::from(is_one_of!(line.get(from), "要将应须") && CALLED.at(line, from + 1).is_some());
        let (clause, length) = (line.text(from, at), at - from);
        let previous = line.text(last.0, last.1);
        // 截至目前，截至目前已开工: the next clause says it at once.
        let link = ["其中", "同时", "此外", "目前", "另外"].contains(&previous);
        let at_once = (last.1 - last.0 >= 4 || link)
            && last.1 + 1 == from
            && line.get(last.1) == '，'
            && clause.starts_with(previous)
            && (last.0..last.1).all(|at| is_han(line.get(at)));
        // 全年未发生事故，未发生事故: it says again how the one before ended.
        let ending = last.1 + 1 == from && length >= ENDING && previous.ends_with(clause);
        let least = match clause.bytes().any(|byte| byte.is_ascii_digit()) {
            // 全年召开例会12次 says of what it is true.
            true if line.one_of(from, &["全年", "今年", "半年来", "年初以来"]).is_some() => {
                CLAUSE - 1
            }
            true => LONG,
            false if CALLED.at(line, from).is_some() => CALL,
            // 与上年同期持平, 位居全市第一: of several subjects.
            false
                if !is_one_of!(line.get(from), "与比较居位同均增分其完超占排都也有未没无")
                    && line.one_before(at, &["负责", "牵头", "配合", "承办"]).is_none() =>
            {
                CLAUSE - 2
            }
            false => CLAUSE,
        };
        let first = if at_once || ending {
            Some(last)
        } else {
            before.get(clause).copied().filter(|_| length >= least)
        };
        if let Some(first) = first {
            let end = if at_once { from + last.1 - last.0 } else { at };
            let span = line.span(from, end);
            while told.next_if(|it| it.end <= span.start).is_some() {}
            if !told.peek().is_some_and(|it| it.overlaps(&span)) {
                out.push(stood(span, line.span(first.0, first.1)));
            }
        }
        if length >= least.min(CLAUSE) {
            before.entry(clause).or_insert((from, at));
        }
        if ends_sentence(line.get(at)) {
            before.clear();
        }
        last = (from, at);
        from = at + 1;
    }
}

/// 铺设管网9.6公里，建设人工湿地4处, of what was told in another paragraph: two clauses with figures, word by word.
fn pasted<'t>(line: &Line<'t>, figures: &mut HashMap<&'t str, Span>, told: &[Span], out: &mut Findings) {
    let (mut from, mut last) = (0, None);
    // Where the last pair that was told ends.
    let mut behind = 0;
    for at in line.clause_ends() {
        let figure = (from..at).any(|place| line.get(place).is_ascii_digit());
        // 偿还债券本息3.94亿元。: a clause that is a sentence of its own this time.
        let alone = (from..at).any(|at| line.get(at) == '.' && line.get(at + 1).is_ascii_digit())
            && at - from >= BROKEN
            && !line.text(from, at).contains('%');
        let sentence = line.get(at) == '。' && from > 0 && ends_sentence(line.get(from - 1));
        if alone && !sentence {
            figures.entry(line.text(from, at)).or_insert(line.span(from, at));
        }
        let start = match last.filter(|start| figure && at - start >= PASTED) {
            None if alone && sentence && figures.contains_key(line.text(from, at)) => Some(from),
            start => start,
        };
        if let Some(start) = start {
            let span = line.span(start, at);
            let first = *figures.entry(line.text(start, at)).or_insert(span);
            let seen = start < behind || told.iter().any(|it| it.overlaps(&span));
            if first.paragraph != span.paragraph && !seen {
                out.push(stood(span, first));
                behind = at;
            }
        }
        last = Some(from).filter(|_| figure && line.get(at) == '，');
        from = at + 1;
    }
}
