//! What was begun and what was done 开工和竣工: of one project, over the sentences of a text.

use std::collections::HashMap;

use super::named::Named;
use crate::rules::line::{Line, ends_sentence, is_han};
use crate::words::has;
use crate::{Finding, Findings, Span};

const STARTS: [&str; 11] =
    ["开工", "动工", "启动", "立项", "奠基", "开建", "始建", "招标", "立案", "开幕", "进场施工"];
const ENDS: [&str; 13] = [
    "竣工",
    "完工",
    "建成",
    "验收",
    "投产",
    "交付",
    "通车",
    "投入使用",
    "投用",
    "结案",
    "审结",
    "闭幕",
    "结束",
];

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
const CLOSES: [&str; 13] =
    ["建设", "并", "投入", "交付", "通车", "验收", "运营", "运行", "投用", "投产", "仪式", "以来", "使用"];

/// A date with what happened on it.
#[derive(Clone, Copy)]
struct Event<'t> {
    date: Named,
    span: Span,
    starts: bool,
    word: &'static str,
    /// What it happened to, as far as its clause says it.
    subject: &'t str,
    /// Whether the word ends its clause: 建成, not 建成大棚.
    closes: bool,
}

/// What was begun so far in a text, by what it is called.
#[derive(Default)]
pub(super) struct Works<'t> {
    begun: HashMap<&'t str, Event<'t>>,
}

impl<'t> Works<'t> {
    /// Notes what this paragraph says of the begin and the end of works, and tells of ends before their begin.
    pub(super) fn run(&mut self, line: &Line<'t>, dates: &[Named], out: &mut Findings) {
        let mut sentence: [Option<Event<'t>>; 2] = [None; 2];
        // The subject of the paragraph so far.
        let mut subject = "";
        let mut from = 0;
        for (index, date) in dates.iter().enumerate() {
            if another(line, from, date.from) {
                sentence = [None; 2];
            }
            from = date.to;
            let limit = dates.get(index + 1).map_or(line.len(), |next| next.from);
            let Some(event) = event(line, date, limit) else { continue };
            let own = !SAME.contains(&event.subject);
            if own {
                subject = event.subject;
            }
            let [begun, done] = &mut sentence;
            if event.starts {
                *begun = Some(event)
            } else {
                *done = Some(event)
            }
            let named = subject.chars().count() >= 3;
            if event.starts && named {
                self.begun.insert(subject, event);
            }
            let near = begun.zip(*done).filter(|(begun, done)| {
                (begun.closes || done.closes) && !(own && has(subject, &["期", "标段", "另"]))
            });
            // The same project named again, or told of in the next sentence.
            let far = || self.begun.get(subject).filter(|_| event.closes && !event.starts && named);
            let Some((begun, done)) = near.or_else(|| far().map(|begun| (*begun, event))) else { continue };
            if done.date.is_before(&begun.date) && !to_come(line, &done) {
                told(line, &begun, &done, out);
                sentence = [None; 2];
                self.begun.remove(subject);
            }
        }
    }
}

/// Whether another thing is told of: A桥5月开工、B桥3月完工; 管网更新、外墙保温，3月完工 is on the same one.
fn another(line: &Line<'_>, from: usize, to: usize) -> bool {
    let listed =
        (from..to).rev().take_while(|at| !matches!(line.get(*at), '，' | ',')).any(|at| line.get(at) == '、');
    listed || (from..to).any(|at| ends_sentence(line.get(at)) || matches!(line.get(at), '；' | ';'))
}

/// What happened on a date: behind it, up to the next mark or date.
fn event<'t>(line: &Line<'t>, date: &Named, limit: usize) -> Option<Event<'t>> {
    let limit = limit.min(date.to + 10);
    let stop =
        (date.to..limit).find(|at| matches!(line.get(*at), '，' | '。' | '；' | ',' | '、')).unwrap_or(limit);
    let find = |words: &[&'static str]| {
        (date.to..stop).find_map(|at| line.one_of(at, words).map(|word| (word, at + word.chars().count())))
    };
    // 计划2025年建成 beside 2024年开工 is in order whatever the words between.
    let (starts, (word, to)) = match (find(&STARTS), find(&ENDS)) {
        (Some(found), None) => (true, found),
        (None, Some(found)) => (false, found),
        _ => return None,
    };
    let closes = !is_han(line.get(to)) || line.one_of(to, &CLOSES).is_some();
    let from =
        (line.clause_start(date.from, 30)..date.from).rev().take_while(|at| is_han(line.get(*at))).last();
    let subject = line.text(from.unwrap_or(date.from), date.from);
    let subject = subject.trim_end_matches(['于', '已', '将', '自', '在', '也', '均', '从', '就']);
    let subject =
        ["其中", "同时", "此外"].iter().find_map(|word| subject.strip_prefix(word)).unwrap_or(subject);
    let span = line.span(date.from, date.to);
    Some(Event { date: *date, span, starts, word, subject, closes })
}

/// 5月底前完工, without a year, may be that of the next one.
fn to_come(line: &Line<'_>, done: &Event<'_>) -> bool {
    let clause = line.text(line.clause_start(done.date.from, 20), done.date.to + 10);
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
