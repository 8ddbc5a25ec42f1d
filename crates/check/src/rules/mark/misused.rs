//! Marks in the place of others 标点误用: 3.15, --, ..., 。） within a sentence, a stop behind an opening mark, empty pairs.

use crate::rules::line::{Line, is_han, is_numeral};
use crate::{Finding, Findings, Role};

/// What days of a year that are named by month and day are followed by.
const DAYS: [&str; 24] = [
    "国际",
    "国家",
    "全国",
    "世界",
    "消费者",
    "防灾",
    "宣传",
    "法制",
    "法治",
    "宪法",
    "消防",
    "禁毒",
    "学雷锋",
    "活动",
    "烈士",
    "扶贫",
    "交通",
    "安全",
    "记者",
    "护士",
    "环境",
    "土地",
    "诚信",
    "知识",
];

/// What leads in a sentence.
const LEADS: [&str; 12] = [
    "今年以来",
    "去年以来",
    "截至目前",
    "一年来",
    "半年来",
    "同时",
    "此外",
    "另外",
    "近年来",
    "下一步",
    "与此同时",
    "总的来看",
];

/// What is given and is no work: 《文明村》称号.
const GIVEN: [&str; 6] = ["称号", "荣誉", "奖牌", "奖项", "牌匾", "锦旗"];

/// What a colon stands behind, as it opens what is said.
const OPENINGS: [&str; 9] =
    ["会议指出", "会议强调", "会议认为", "会议要求", "会议提出", "如下", "做法是", "表现在", "特点是"];

/// 会议指出；要…: the mark that opens is a colon or a comma.
fn opening(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line.one_before(at, &OPENINGS).is_some() && is_han(line.get(at + 1)) {
        tell(line, (at, at + 1), "：", "引起下文用冒号，不用分号", "4.7", out);
    }
}

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    let first = line.skip(0, char::is_whitespace);
    if matches!(line.get(first), '，' | '。' | '、' | '；' | '：' | '！' | '？')
        && !matches!(line.paragraph.role, Role::Cell(_))
        && line.len() > first + 4
    {
        tell(line, (first, first + 1), "", "段落开头不能是点号", "B.1", out);
    }
    // Behind the marks of one run.
    let mut end = 0;
    for at in line.marks() {
        if at < end {
            continue;
        }
        let c = line.get(at);
        match c {
            '“' => date(line, at, out),
            '‘' => single(line, at, out),
            '、' => lead(line, at, out),
            '；' => opening(line, at, out),
            '”' | '》' => behind(line, at, out),
            '）' => bracket(line, at, out),
            // 办结率100%. at the end of a paragraph.
            '.' if at + 1 == line.len() && line.back(at, 1) == '%' && at > 12 => {
                tell(line, (at, at + 1), "。", "句末用句号", "4.1", out);
            }
            '-' | '－' | '.' => end = run_of(line, at, c, out),
            '…' if line.get(at + 1) != '…' && line.back(at, 1) != '…' && is_han(line.back(at, 1)) => {
                tell(line, (at, at + 1), "……", "省略号是六个点", "4.11", out);
            }
            _ => {}
        }
        if matches!(c, '“' | '（' | '《') {
            opened(line, at, c, out);
        }
    }
}

fn tell(line: &Line<'_>, place: (usize, usize), right: &str, why: &str, clause: &str, out: &mut Findings) {
    let quote = line.text(place.0, place.1);
    let zh = match right {
        "" => format!("“{quote}”：{why}"),
        right => format!("“{quote}”应为“{right}”：{why}"),
    };
    let finding = Finding::warning(
        "mark/misused",
        line.span(place.0, place.1),
        zh,
        format!("`{quote}` is a mark in the place of another one"),
    )
    .source(format!("GB/T 15834-2011 {clause}"));
    out.push(if right.is_empty() { finding } else { finding.fix(right, false) });
}

/// Tells of the point within a day’s name: “3.15”消费者权益日 takes ·, as “九·一八” has.
fn date(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(end) = (at + 1..at + 8).find(|place| line.get(*place) == '”') else { return };
    let inner = line.text(at + 1, end);
    let named = line.one_of(end + 1, &DAYS).is_some();
    let parts = inner.split_once(['.', '．', '。', '-', '、']);
    let number = |part: &str, most: u8| part.parse().is_ok_and(|value: u8| (1..=most).contains(&value));
    if let Some((month, day)) = parts
        && number(month, 12)
        && number(day, 31)
        && named
    {
        let why = "用月、日标志的节日和事件，阿拉伯数字之间用间隔号";
        tell(line, (at + 1, end), &format!("{month}·{day}"), why, "4.14.3.4", out);
    }
    // Only 一月, 十一月 and 十二月 need the mark: “一二·九”, “五四”.
    if let Some((month, day)) = inner.split_once('·')
        && !month.is_empty()
        && month.chars().chain(day.chars()).all(is_numeral)
        && !matches!(month, "一" | "一一" | "一二" | "十一" | "十二")
    {
        let why = "汉字的月、日之间，只有一月、十一月、十二月用间隔号";
        tell(line, (at + 1, end), &format!("{month}{day}"), why, "4.14.3.4", out);
    }
    if inner == "一二九" {
        tell(line, (at + 1, end), "一二·九", "十二月的月、日之间用间隔号", "4.14.3.4", out);
    }
}

/// ‘抓落实’ outside of “ ”: the outer marks are double.
fn single(line: &Line<'_>, at: usize, out: &mut Findings) {
    let outer =
        (0..at).rev().take(200).map(|place| line.get(place)).find(|c| matches!(c, '“' | '”' | '‘' | '’'));
    let close =
        (at + 1..line.len().min(at + 60)).find(|place| matches!(line.get(*place), '’' | '“' | '”' | '‘'));
    let Some(close) = close.filter(|place| line.get(*place) == '’' && is_han(line.get(at + 1))) else {
        return;
    };
    let free = outer.is_none_or(|c| c == '”');
    if free && !(close..line.len().min(close + 60)).any(|place| line.get(place) == '”') {
        let right = format!("“{}”", line.text(at + 1, close));
        tell(line, (at, close + 1), &right, "外面一层引号用双引号", "4.8", out);
    }
}

/// 截至目前、全镇…: a comma stands behind what leads in a sentence.
fn lead(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_before(at, &LEADS) else { return };
    let from = at - word.chars().count();
    if matches!(line.back(from, 1), '\0' | '。' | '；') && is_han(line.get(at + 1)) {
        // 目前、今后: two times side by side.
        if line.one_of(at + 1, &["今后", "以后", "未来", "去年", "今年", "明年", "此后"]).is_none()
        {
            tell(line, (at, at + 1), "，", "句首的状语后用逗号", "4.4", out);
        }
    }
}

/// Tells of stops on both sides of a closing mark or at the end of a name in it, and of book marks around what is no book:
/// “抓落实。”。, “零上访，”工作, 《文明村》称号.
fn behind(line: &Line<'_>, at: usize, out: &mut Findings) {
    let (before, after) = (line.back(at, 1), line.get(at + 1));
    if line.get(at) == '”'
        && matches!(before, '。' | '，' | '；' | '、')
        && matches!(after, '。' | '，' | '；' | '、')
    {
        let right = format!("”{after}");
        tell(line, (at - 1, at + 2), &right, "后引号里外都有点号，只留一个", "B.2", out);
    }
    if line.get(at) == '”' && before == '，' && is_han(after) {
        // “零上访，”工作: a name of some characters, not something that somebody says.
        let open = (at.saturating_sub(10)..at).rev().find(|place| line.get(*place) == '“');
        let speech = line
            .one_of(at + 1, &["他", "她", "我", "说", "谈", "大家", "一位", "在", "村民", "老"])
            .is_some();
        let name = open.is_some_and(|open| (open + 1..at - 1).all(|place| is_han(line.get(place))));
        if name && !speech {
            tell(line, (at - 1, at + 1), "”", "引号里的词语末尾多了逗号", "4.8", out);
        }
    }
    if line.get(at) == '》' && matches!(before, '，' | '、' | '；') {
        tell(line, (at - 1, at + 1), "》", "书名号末尾多了点号", "4.15", out);
    }
    if line.get(at) == '》' && line.one_of(at + 1, &GIVEN).is_some() {
        let from = (at.saturating_sub(20)..at).rev().find(|place| line.get(*place) == '《');
        if let Some(from) = from {
            let right = format!("“{}”", line.text(from + 1, at));
            tell(line, (from, at + 1), &right, "称号、奖项不是作品，不用书名号", "4.15", out);
        }
    }
}

/// Tells of a stop at the end of brackets within a sentence: （其中女性12人。），.
fn bracket(line: &Line<'_>, at: usize, out: &mut Findings) {
    let before = line.back(at, 1);
    if matches!(before, '，' | '、' | '；') {
        tell(line, (at - 1, at + 1), "）", "括号末尾多了点号", "4.9", out);
        return;
    }
    if before != '。' || !matches!(line.get(at + 1), '，' | '。' | '、' | '；') && !is_han(line.get(at + 1))
    {
        return;
    }
    let open = (at.saturating_sub(60)..at).rev().find(|place| line.get(*place) == '（');
    let inside = |open: usize| (open + 1..at - 1).any(|place| line.get(place) == '。');
    // A bracket behind a whole sentence holds one of its own.
    if let Some(open) = open.filter(|open| {
        let head = line.back(*open, 1);
        (is_han(head) || head.is_ascii_digit() || matches!(head, '%' | '”' | '》')) && !inside(*open)
    }) && open > 0
    {
        tell(line, (at - 1, at + 1), "）", "句内括号的末尾不用句号", "4.9.3", out);
    }
}

/// Tells of an opening mark with a stop or its closing one right behind it: “，, （、, “”, （）.
fn opened(line: &Line<'_>, at: usize, c: char, out: &mut Findings) {
    let next = line.get(at + 1);
    // “四风“，: the mark was meant to close, and that is told.
    let closes = || {
        let before = (at.saturating_sub(40)..at).rev().map(|place| line.get(place));
        before.into_iter().find(|c| matches!(c, '“' | '”')) == Some('“')
    };
    if matches!(next, '，' | '。' | '、' | '；') && !(c == '“' && closes()) {
        tell(line, (at, at + 2), &c.to_string(), "前引号、前括号后面不用点号", "5.1.3", out);
    }
    let close = match c {
        '“' => '”',
        '（' => '）',
        _ => '》',
    };
    if next == close && is_han(line.back(at, 1)) && !matches!(line.paragraph.role, Role::Cell(_)) {
        tell(line, (at, at + 2), "", "里面没有内容", "4.8、4.9、4.15", out);
    }
}

/// -- for a dash, ... for an ellipsis; where the run ends.
fn run_of(line: &Line<'_>, at: usize, c: char, out: &mut Findings) -> usize {
    let end = line.skip(at, |other| other == c);
    let (before, behind) = (line.back(at, 1), line.get(end));
    let count = end - at;
    let chinese = is_han(before) || matches!(before, '”' | '》' | '）');
    if c == '.' && count >= 3 && chinese {
        tell(line, (at, end), "……", "省略号不用下脚点", "4.11", out);
    } else if c != '.' && count == 2 && chinese && (is_han(behind) || behind == '“') {
        tell(line, (at, end), "——", "破折号不用两个连字符", "4.10", out);
    } else if c != '.' && count == 2 && before.is_ascii_digit() && behind.is_ascii_digit() {
        tell(line, (at, end), "—", "数值、时间的起止用一字线或者浪纹线", "4.13", out);
    }
    end
}
