//! Steps that are dated in the wrong order 先后颠倒: 竣工 before 开工, 办结 before 受理; of one thing, over the sentences of a text.

use std::collections::HashMap;

use super::named::Named;
use super::steps::{ALARMS, are_of_one, precedes, word_at};
use crate::rules::line::{Line, ends_clause, ends_sentence, is_han};
use crate::words::has;
use crate::{Finding, Findings, Span};

/// What is in the names of other things of the kind: 二期, 原合同, 第二批.
const OTHERS: [&str; 9] = ["期", "标段", "另", "原", "旧", "上一", "上年", "批", "前次"];

/// What is said of a thing that comes round a second time.
const AGAIN: [&str; 8] = ["再", "又", "重新", "另", "第", "轮", "批", "补"];

/// Subjects that say no more than that it is the one before.
const SAME: [&str; 17] = [
    "",
    "项目",
    "工程",
    "该项目",
    "该工程",
    "该桥",
    "该路",
    "该馆",
    "项目主体",
    "整个项目",
    "整个工程",
    "目前",
    "现",
    "全部工程",
    "全部",
    "随后",
    "最终",
];

/// What may follow a word for an event that ends its clause.
const CLOSES: [&str; 34] = [
    "建设", "并", "投入", "交付", "通车", "验收", "运营", "运行", "投用", "投产", "仪式", "以来", "使用",
    "响应", "预警", "防汛", "应急", "施工", "合同", "供水", "供电", "通行", "检修", "实施", "举报", "查处",
    "核查", "调查", "投诉", "通知", "报告", "申请", "交办", "立项",
];

/// A date with what happened on it.
#[derive(Clone, Copy)]
struct Event<'t> {
    date: Named,
    span: Span,
    word: &'static str,
    /// The clause from the date on.
    clause: &'t str,
    /// What it happened to, as far as its clause says it.
    subject: &'t str,
    /// Whether the word ends its clause: 建成, not 建成大棚.
    closes: bool,
}

/// How many steps before one in its sentence are looked at.
const NEAR: usize = 6;

/// What happened so far in a text, by what it happened to.
#[derive(Default)]
pub(super) struct Works<'t> {
    begun: HashMap<&'t str, Event<'t>>,
}

impl<'t> Works<'t> {
    /// Notes what this paragraph says of the steps of things, and tells of steps before those that lead to them.
    pub(super) fn run(&mut self, line: &Line<'t>, dates: &[Named], out: &mut Findings) {
        let mut sentence: Vec<Event<'t>> = Vec::new();
        // The subject of the paragraph so far.
        let mut subject = "";
        let mut from = 0;
        for (index, date) in dates.iter().enumerate() {
            if another(line, from, date.from) {
                sentence.clear();
            }
            from = date.to;
            let limit = dates.get(index + 1).map_or(line.len(), |next| next.from);
            let Some(event) = event(line, date, limit) else { continue };
            let own = !SAME.contains(&event.subject);
            if own {
                subject = event.subject;
            }
            let named = subject.chars().count() >= 3;
            let near = sentence.iter().rev().take(NEAR).find_map(|other| {
                let (first, second) = in_order(other, &event)?;
                let apart = own && (has(subject, &OTHERS) || is_other(other.subject, subject));
                ((first.closes || second.closes) && !apart).then_some((*first, *second))
            });
            // The same thing named again, or told of in the next sentence.
            let far = || self.begun.get(subject).filter(|_| event.closes && named);
            let far = || far().filter(|first| precedes(first.said(), event.said())).copied();
            if let Some((first, second)) = near.or_else(|| far().map(|first| (first, event))) {
                if second.date.is_before(&first.date)
                    && !to_come(line, &second)
                    && !next_year(&first, &second)
                {
                    told(line, &first, &second, out);
                    sentence.clear();
                    self.begun.remove(subject);
                }
            } else if named {
                self.begun.insert(subject, event);
            }
            sentence.push(event);
        }
    }
}

impl<'t> Event<'t> {
    fn said(&self) -> (&'static str, &'t str) {
        (self.word, self.clause)
    }
}

/// Two events as they follow each other in the course of a thing. Works may be told of from their end; other things come
/// round again: an alarm is called off and another one given.
fn in_order<'e, 't>(one: &'e Event<'t>, other: &'e Event<'t>) -> Option<(&'e Event<'t>, &'e Event<'t>)> {
    if precedes(one.said(), other.said()) {
        return Some((one, other));
    }
    let close = one.closes && other.closes;
    let again = has(other.subject, &AGAIN) || has(other.clause, &AGAIN);
    (are_of_one(one.word, other.word, close) && !again && precedes(other.said(), one.said()))
        .then_some((other, one))
}

/// Whether the clauses name two things.
fn is_other(one: &str, other: &str) -> bool {
    !SAME.contains(&one) && one != other && !one.ends_with(other) && !other.ends_with(one)
}

/// 11月受理，2月办结: of the year before and of this one.
fn next_year(first: &Event<'_>, second: &Event<'_>) -> bool {
    let months = first.date.month.zip(second.date.month);
    let winter = months.is_some_and(|(first, second)| first >= 9 && second <= 4);
    // 9月播种，5月收割.
    let sown = matches!(first.word, "播种" | "移栽" | "插秧");
    !first.date.own_year && !second.date.own_year && (winter || sown)
}

/// Whether another thing is told of: A桥5月开工、B桥3月完工; 管网更新、外墙保温，3月完工 is on the same one.
fn another(line: &Line<'_>, from: usize, to: usize) -> bool {
    let listed =
        (from..to).rev().take_while(|at| !matches!(line.get(*at), '，' | ',')).any(|at| line.get(at) == '、');
    listed || (from..to).any(|at| ends_sentence(line.get(at)) || matches!(line.get(at), '；' | ';'))
}

/// What happened on a date: behind it, up to the next mark or date.
fn event<'t>(line: &Line<'t>, date: &Named, limit: usize) -> Option<Event<'t>> {
    let mark = |from: usize| {
        (from..limit.min(from + 24))
            .find(|at| matches!(line.get(*at), '，' | '。' | '；' | ',' | '、'))
            .unwrap_or(limit.min(from + 24))
    };
    // 7月10日2时，县防指将应急响应提升至Ⅱ级: the date stands as a clause of its own.
    let own = mark(date.to);
    let alone = own <= date.to + 6
        && line.get(own) == '，'
        && date.day.is_some()
        && (date.to..own).all(|at| line.get(at).is_ascii_digit() || HOURS.contains(line.get(at)));
    let clause = if alone { mark(own + 1) } else { own };
    let stop = if alone { clause } else { own.min(date.to + 10) };
    let (word, to) = dated(line, date).or_else(|| {
        let mut words = (date.to..stop).filter_map(|at| word_at(line, at).map(|word| (word, at)));
        let (word, at) = words.next()?;
        // 4月移送的线索已办结: the date is that of another deed.
        if line.text(date.to, at).contains('的') {
            return None;
        }
        // Two steps on one date: 启动并完成 tells of no order.
        let rest =
            words.any(|(other, _)| precedes((word, ""), (other, "")) || precedes((other, ""), (word, "")));
        (!rest).then_some((word, at + word.chars().count()))
    })?;
    // 立案2起 counts things of a kind.
    let counts = line.get(to).is_ascii_digit() || line.get(to) == '了' && line.get(to + 1).is_ascii_digit();
    if counts {
        return None;
    }
    // 启动选址, 结束公示: of anything, where it is not said to be of the works. 4月印发的方案: another deed.
    let vague = matches!(word, "启动" | "结束") && is_han(line.get(to));
    let works = line.one_of(to, &CLOSES).is_some() || has(line.text(to, clause), &WORKS);
    if vague && !works && !has(line.text(date.to, clause), &ALARMS) || line.get(to) == '的' {
        return None;
    }
    // 签订框架协议 comes before everything.
    if word == "签订" && !line.text(to, clause).contains("合同") {
        return None;
    }
    // Of a date that stands alone more is said than one step: it has to end its clause, or to be of an alarm.
    if alone && is_han(line.get(to)) && !has(line.text(own, clause), &ALARMS) {
        return None;
    }
    let closes = !is_han(line.get(to)) || line.one_of(to, &CLOSES).is_some();
    let from = (line.clause_start(date.from, 30)..date.from)
        .rev()
        .take_while(|at| line.get(*at).is_alphabetic())
        .last();
    let subject = line.text(from.unwrap_or(date.from), date.from);
    let subject = NAMED.iter().find_map(|word| subject.strip_suffix(word)).map_or(subject, |_| "");
    let subject =
        subject.trim_end_matches(['于', '已', '将', '自', '在', '也', '均', '从', '就', '又', '再']);
    let subject = YEARS.iter().find_map(|word| subject.strip_suffix(word)).unwrap_or(subject);
    let subject =
        ["其中", "同时", "此外"].iter().find_map(|word| subject.strip_prefix(word)).unwrap_or(subject);
    let subject = match alone && subject.is_empty() {
        true => line.text(own + 1, to - word.chars().count()),
        false => subject,
    };
    let span = line.span(date.from, date.to);
    Some(Event { date: *date, span, word, clause: line.text(date.to, clause), subject, closes })
}

/// What is begun when works are.
const WORKS: [&str; 6] = ["建设", "施工", "改造", "工程", "项目", "修缮"];

/// The characters of an hour behind a day: 上午9时30分.
const HOURS: &str = "上下午凌晨早中晚夜间时点分许整半当日";

/// Words for the year of a date.
const YEARS: [&str; 8] = ["同年", "当年", "次年", "翌年", "今年", "去年", "上年", "明年"];

/// What leads from the name of a date to it: 开工日期为2024年6月12日.
const NAMED: [&str; 6] = ["日期为", "时间为", "日期是", "时间是", "日期", "时间"];

/// A step before its date.
fn dated(line: &Line<'_>, date: &Named) -> Option<(&'static str, usize)> {
    let colon = usize::from(line.back(date.from, 1) == '：');
    let lead = line.one_before(date.from - colon, &NAMED)?;
    let to = date.from - colon - lead.chars().count();
    let word = (2..=4).rev().find_map(|length| {
        let from = to.checked_sub(length)?;
        word_at(line, from).filter(|word| word.chars().count() == length)
    })?;
    Some((word, date.to))
}

/// 5月底前完工, without a year, may be that of the next one.
fn to_come(line: &Line<'_>, done: &Event<'_>) -> bool {
    let end = line.skip_most(done.date.to, 10, |c| !ends_clause(c));
    let clause = line.text(line.clause_start(done.date.from, 20), end);
    done.date.year.is_none() && has(clause, &["前", "将", "计划", "预计", "力争", "拟", "确保", "可"])
}

fn told(line: &Line<'_>, begun: &Event<'_>, done: &Event<'_>, out: &mut Findings) {
    let message = (format!("{}的日期早于{}的日期", done.word, begun.word), "the work ends before it begins");
    let near = begun.span.paragraph == line.index
        && !another(line, begun.date.to.min(done.date.to), begun.date.from.max(done.date.from));
    if near {
        let span =
            Span::new(line.index, begun.span.start.min(done.span.start), begun.span.end.max(done.span.end));
        out.push(Finding::error("date/order", span, message.0, message.1));
    } else {
        let finding = Finding::error("date/order", done.span, message.0, message.1);
        out.push(finding.related(begun.word, "begun here", begun.span));
    }
}
