//! Marks of lists: 、等, （一）、, 1、, 一是：, 、和, ……等, 〔2024〕.

use crate::chars::is_one_of;
use crate::rules::line::{Line, is_han, is_numeral};
use crate::{Finding, Findings, Role, Span};

/// Words that begin with 和, 及, 与 or 或 and are members of a list themselves.
const AND_WORDS: [&str; 31] = [
    "与会",
    "与时俱进",
    "与众",
    "与此",
    "与民",
    "或多或少",
    "或有",
    "或者说",
    "与人为善",
    "和平",
    "和谐",
    "和睦",
    "和美",
    "和解",
    "和田",
    "和县",
    "和顺",
    "和林",
    "和静",
    "和硕",
    "和政",
    "和合",
    "和风",
    "和而不同",
    "和为贵",
    "和气",
    "和龙",
    "和布",
    "及时",
    "及格",
    "和善",
];

/// The first paragraph that begins with an ordinal in digits and its point, as 3.强化宣传: beside it 1、 is not one form either.
pub(super) fn dotted(lines: &[Line<'_>]) -> Option<Span> {
    lines.iter().find_map(|line| {
        let end = line.skip_most(0, 2, |c| c.is_ascii_digit());
        let heads = end > 0 && matches!(line.get(end), '.' | '．') && is_han(line.get(end + 1));
        (heads && !matches!(line.paragraph.role, Role::Cell(_))).then(|| line.span(0, end + 1))
    })
}

pub(super) fn run(line: &Line<'_>, dotted: Option<Span>, out: &mut Findings) {
    for at in line.marks() {
        match line.get(at) {
            '、' => {
                comma(line, at, dotted, out);
                word(line, at, out);
                counted(line, at, out);
            }
            '.' | '．' | '。' => point(line, at, out),
            '，' | '：' | ',' | ':' => {
                ordinal(line, at, out);
                if line.get(at) == '，' {
                    among_names(line, at, out);
                }
            }
            '；' => among_names(line, at, out),
            '…' => ellipsis(line, at, out),
            '（' | '(' | '[' | '［' | '【' => number(line, at, out),
            _ => {}
        }
    }
}

fn tell(line: &Line<'_>, place: (usize, usize), right: &str, why: &str, clause: &str, out: &mut Findings) {
    out.push(found(line, place, right, why, clause));
}

fn found(line: &Line<'_>, place: (usize, usize), right: &str, why: &str, clause: &str) -> Finding {
    let quote = line.text(place.0, place.1);
    Finding::warning(
        "mark/list",
        line.span(place.0, place.1),
        format!("“{quote}”应为“{right}”：{why}"),
        format!("write `{right}` for `{quote}`"),
    )
    .fix(right, true)
    .source(format!("GB/T 15834-2011 {clause}"))
}

/// 、 before 等 and 和, behind an ordinal in brackets or in digits.
fn comma(line: &Line<'_>, at: usize, dotted: Option<Span>, out: &mut Findings) {
    let (before, behind) = (line.back(at, 1), line.get(at + 1));
    if before == '是'
        && is_numeral(line.back(at, 2))
        && matches!(line.back(at, 3), '\0' | '。' | '；' | '：' | ';' | ':')
    {
        tell(line, (at - 2, at + 1), line.text(at - 2, at), "叙述性的序次语后不用标点", "B.3.7", out);
    } else if behind == '等' && !is_one_of!(line.get(at + 2), "级待候效离温腰价") {
        tell(line, (at, at + 2), "等", "“等”前不用顿号", "B.1.2", out);
    } else if conjunction(line, at) {
        let word = line.text(at - 1, at);
        tell(line, (at - 1, at + 1), word, "连词后不用顿号", "4.5", out);
    } else if before == '》' && behind == '《' {
        // 《某法》（2023年修订）、《某条例》 needs it.
        let close = line.skip_most(at + 1, 60, |c| c != '》');
        if line.get(close + 1) != '（' {
            tell(line, (at - 1, at + 2), "》《", "标有书名号的并列成分之间不用顿号", "4.5.3.5", out);
        }
    } else if matches!(before, '）' | ')') {
        let from = (at.saturating_sub(5)..at - 1).rev().find(|place| matches!(line.get(*place), '（' | '('));
        let inner = from.map(|from| line.text(from + 1, at - 1)).unwrap_or_default();
        let ordinal = !inner.is_empty()
            && (inner.chars().all(is_numeral)
                || (inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit())));
        // 第（一）、（二）项 is a list.
        let heads = from.is_some_and(|from| matches!(line.back(from, 1), '\0' | '。' | '；' | '：' | '，'));
        if let (true, true, Some(from)) = (ordinal, heads && !matches!(behind, '（' | '('), from) {
            tell(line, (from, at + 1), line.text(from, at), "带括号的序次语后不用点号", "B.3.4", out);
        }
    } else if before.is_ascii_digit()
        && at <= 2
        && !behind.is_ascii_digit()
        && !matches!(line.paragraph.role, Role::Cell(_))
    {
        if (0..at).all(|place| line.get(place).is_ascii_digit()) {
            let right = format!("{}.", line.text(0, at));
            let finding = found(line, (0, at + 1), &right, "阿拉伯数字的序次语后用下脚点", "B.3.3");
            out.push(match dotted {
                Some(other) => {
                    finding.related("同一篇里写法不同的序号", "an ordinal in the other form", other)
                }
                None => finding,
            });
        }
    } else if is_numeral(before)
        && matches!(line.back(at, 2), '第' | '其')
        && matches!(line.back(at, 3), '\0' | '。' | '；' | '：' | '，')
        && behind != '第'
        && behind != '其'
        && !is_numeral(behind)
    {
        let right = format!("{}{before}，", line.back(at, 2));
        tell(line, (at - 2, at + 1), &right, "“第”“其”字头的序次语后用逗号", "B.3.1", out);
    } else if matches!(behind, '和' | '及' | '或' | '与') {
        let word = match behind {
            '和' => "和",
            '及' => "及",
            '与' => "与",
            _ => "或",
        };
        if line.one_of(at + 1, &AND_WORDS).is_none() && is_han(line.get(at + 2)) {
            tell(line, (at, at + 2), word, "连词前不再用顿号", "4.5", out);
        }
    }
}

/// 拆除和、更换: a conjunction right before the mark, not the end of 温和 or 普及.
fn conjunction(line: &Line<'_>, at: usize) -> bool {
    let (before, word) = (line.back(at, 2), line.back(at, 1));
    let other = match word {
        '和' => {
            "温饱缓总平谦柔祥调中暖亲议讲求随共人媾维之协附违应天政太永宽泰仁义元保兴雍安嘉康德长惠万丰庆同顺福昌新清"
        }
        '及' => "普涉触波危顾企埃推遍论提殃",
        '与' => "参给赠授付赋干",
        _ => return false,
    };
    // 仁和、义和 are names: a member of a list that ends in a conjunction is longer.
    let long = (2..4).all(|count| is_han(line.back(at, count)));
    long && !other.contains(before) && is_han(line.get(at + 1))
}

/// Tells of ordinals with the wrong mark behind them: 一是：, 一是，, 首先、, 一，.
fn ordinal(line: &Line<'_>, at: usize, out: &mut Findings) {
    let mark = line.get(at);
    if line.back(at, 1) == '是' && is_numeral(line.back(at, 2)) {
        let head = matches!(line.back(at, 3), '\0' | '。' | '；' | '：' | '，' | ';' | ':' | ',');
        if head {
            tell(line, (at - 2, at + 1), line.text(at - 2, at), "叙述性的序次语后不用标点", "B.3.7", out);
        }
    } else if matches!(mark, '，' | ',') && head_digits(line, at) && is_han(line.get(at + 1)) {
        let right = format!("{}.", line.text(0, at));
        tell(line, (0, at + 1), &right, "阿拉伯数字的序次语后用下脚点", "B.3.3", out);
    } else if matches!(mark, '，' | ',') && at == 1 && is_numeral(line.get(0)) && line.len() > 4 {
        let right = format!("{}、", line.get(0));
        tell(line, (0, 2), &right, "不带括号的汉字序次语后用顿号", "B.3.2", out);
    } else if matches!(line.back(at, 1), '）' | ')')
        && (3..=5).contains(&at)
        && matches!(line.get(0), '（' | '(')
    {
        let inner = line.text(1, at - 1);
        if inner.chars().all(is_numeral) || inner.bytes().all(|b| b.is_ascii_digit()) {
            tell(line, (0, at + 1), line.text(0, at), "带括号的序次语后不用点号", "B.3.4", out);
        }
    }
}

/// Whether a paragraph begins with one digit or two, and nothing else stands before this place.
fn head_digits(line: &Line<'_>, at: usize) -> bool {
    (1..=2).contains(&at) && (0..at).all(|place| line.get(place).is_ascii_digit())
}

/// 首先、, ①、, 1）、: the mark behind an ordinal that is a word or has its own.
fn word(line: &Line<'_>, at: usize, out: &mut Findings) {
    let opens = |from: usize| matches!(line.back(from, 1), '\0' | '。' | '；' | '：' | ';' | ':');
    if let Some(word) = line.one_before(at, &["首先", "其次", "再次", "最后"])
        && opens(at - 2)
    {
        tell(line, (at - 2, at + 1), &format!("{word}，"), "“首先”“其次”一类的序次语后用逗号", "B.3.1", out);
    } else if matches!(line.back(at, 1), '①'..='⑳') && opens(at - 1) {
        tell(line, (at - 1, at + 1), line.text(at - 1, at), "带圈的序次语后不用点号", "B.3.4", out);
    }
}

/// 一.加强, 1.、加强, 2。加强 at the head of a paragraph.
fn point(line: &Line<'_>, at: usize, out: &mut Findings) {
    if !(1..=2).contains(&at) || matches!(line.paragraph.role, Role::Cell(_)) {
        return;
    }
    let behind = line.get(at + 1);
    if line.get(at) != '。' && (0..at).all(|place| is_numeral(line.get(place))) && is_han(behind) {
        let right = format!("{}、", line.text(0, at));
        tell(line, (0, at + 1), &right, "不带括号的汉字序次语后用顿号", "B.3.2", out);
    } else if head_digits(line, at) {
        let right = format!("{}.", line.text(0, at));
        if line.get(at) == '。' && is_han(behind) {
            tell(line, (0, at + 1), &right, "阿拉伯数字的序次语后用下脚点", "B.3.3", out);
        } else if matches!(behind, '、' | '，') {
            tell(line, (0, at + 2), &right, "序次语后只用一个点号", "B.3.3", out);
        }
    }
}

/// Tells of an ellipsis beside 等, which says the same: ……等.
fn ellipsis(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line.get(at + 1) == '等' && line.back(at, 1) == '…' {
        tell(line, (at - 1, at + 2), "等", "省略号与“等”不并用", "4.11", out);
    } else if line.back(at, 1) == '等' && line.get(at + 1) == '…' {
        let from = if line.back(at, 2) == '等' { at - 2 } else { at - 1 };
        tell(line, (from, at + 2), line.text(from, at), "省略号与“等”不并用", "4.11", out);
    }
}

/// （2024）12号, [2024]12号: 〔〕 around the year of a document number.
fn number(line: &Line<'_>, at: usize, out: &mut Findings) {
    let year = line.text(at + 1, at + 5);
    let close = line.get(at + 5);
    if !matches!(close, '）' | ')' | ']' | '］' | '】')
        || year.len() != 4
        || !year.bytes().all(|b| b.is_ascii_digit())
    {
        return;
    }
    let from = at + 6 + usize::from(line.get(at + 6) == '第');
    let end = line.skip(from, |c| c.is_ascii_digit());
    if end == from || line.get(end) != '号' || !is_han(line.back(at, 1)) {
        return;
    }
    let right = format!("〔{year}〕");
    let quote = line.text(at, at + 6);
    out.push(
        Finding::warning(
            "mark/document-number",
            line.span(at, at + 6),
            format!("发文字号的年份用六角括号：“{right}”，不用“{quote}”"),
            format!("the year of a document number stands in {right}, not in `{quote}`"),
        )
        .fix(right, true)
        .source("GB/T 9704-2012 7.2.5"),
    );
}

/// 举办家政服务、手工编织、培训班96期: the mark before the noun that the list is of. Tells only where no member is held itself as
/// courses and meetings are.
fn counted(line: &Line<'_>, at: usize, out: &mut Findings) {
    const HELD: [&str; 26] = [
        "班", "会", "讲", "课", "赛", "展", "演", "坛", "营", "培训", "讲座", "活动", "演练", "研讨", "交流",
        "考察", "调研", "宣传", "咨询", "指导", "检查", "宣讲", "教育", "辅导", "论坛", "沙龙",
    ];
    let Some(noun) = line.one_of(at + 1, &["培训班", "培训会", "培训"]) else { return };
    let end = at + 1 + noun.chars().count();
    if !line.get(end).is_ascii_digit() {
        return;
    }
    let from = line.clause_start(at, 40);
    let head = (from..at).find_map(|place| {
        line.one_of(place, &["举办", "开办", "开展", "组织"]).map(|verb| place + verb.chars().count())
    });
    let Some(head) = head else { return };
    let mut begin = head;
    let mut count = 0;
    for place in head..=at {
        let c = line.get(place);
        if c == '、' {
            if place - begin < 2 || line.one_before(place, &HELD).is_some() {
                return;
            }
            (begin, count) = (place + 1, count + 1);
        } else if !is_han(c) {
            return;
        }
    }
    if count > 1 {
        let right = format!("等{noun}");
        let why = format!("“{noun}”不是并列的一项");
        tell(line, (at, end), &right, &why, "4.5", out);
    }
}

/// 4处：南门书房；文昌阁书房、滨河书房: one semicolon or comma in a list of names that all end alike.
fn among_names(line: &Line<'_>, at: usize, out: &mut Findings) {
    const MOST: usize = 10;
    let is_end = |c: char| matches!(c, '，' | '。' | '；' | '：' | '\0');
    let start = at - (0..at).rev().take_while(|place| !is_end(line.get(*place))).count();
    let stop = line.skip(at + 1, |c| !is_end(c));
    // One of the two sides is a single name: two groups are written with more.
    let single = |from: usize, to: usize| !line.text(from, to).contains('、');
    if line.back(start, 1) != '：'
        || line.get(stop) == '；'
        || single(start, at) == single(at + 1, stop)
        || (line.get(at) == '，' && !single(start, at))
        || at < 2
    {
        return;
    }
    let noun = line.text(at - 2, at);
    let named = |name: &str| {
        let count = name.chars().count();
        (3..=MOST).contains(&count) && name.chars().all(is_han) && name.ends_with(noun)
    };
    if line.text(start, at).split('、').all(named) && line.text(at + 1, stop).split('、').all(named) {
        let why = "并列的名称之间用顿号";
        tell(line, (at - 2, at + 1), &format!("{noun}、"), why, "4.5", out);
    }
}
