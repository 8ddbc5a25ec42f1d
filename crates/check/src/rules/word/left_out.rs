//! What is left out where a number must stand 漏写的数: 新建公厕座，; 利用率达到，较上年提高2.1个百分点.

use crate::rules::line::{Line, is_han, is_numeral};
use crate::{Finding, Findings};

/// Verbs of works and purchases that are counted.
const WORKS: [&str; 16] = [
    "新建", "改建", "扩建", "建成", "建设", "修建", "添置", "购置", "改造", "安装", "设置", "新增", "整修",
    "维修", "配备", "完成",
];

/// Measures that a thing cannot end with, with what makes a noun of them.
const MEASURES: [(&str, &str); 7] = [
    ("座", "讲插底星基支卖满灯举在就落客专宝茶王雅"),
    ("盏", ""),
    ("个", "这那每各整几多数某逐半好些全单两"),
    ("公里", "每百千万"),
    ("平方米", "每百千万"),
    ("万元", "每百千"),
    ("万亩", "每百千"),
];

/// What a figure is compared with behind the verb it is left out of.
const COMPARED: [&str; 7] = ["较上年", "比上年", "同比", "较去年", "比去年", "较年初", "环比"];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 2..line.len() {
            match line.get(at) {
                '，' | '、' | '。' | '；' => {
                    measured(line, at, out);
                    reached(line, at, out);
                }
                _ => {}
            }
        }
    }
}

/// 新建公厕座，: a verb of works, what is built, and a measure at the end of the clause without any number.
fn measured(line: &Line<'_>, at: usize, out: &mut Findings) {
    let found = MEASURES.iter().find(|(measure, _)| line.ends(at, measure));
    let Some((measure, other)) = found else { return };
    let to = at - measure.chars().count();
    let from = line.clause_start(at, 14);
    let thing = from + 4..to + 1;
    let opens = line.one_of(from, &WORKS).is_some() && thing.contains(&to);
    let plain = (from..to).all(|place| is_han(line.get(place)) && !is_numeral(line.get(place)));
    if opens
        && plain
        && !other.contains(line.back(to, 1))
        && !"几数若多百千万亿余两半这那每各整首单该本来".contains(line.back(to, 1))
    {
        tell(line, (from, at), &format!("“{measure}”前面缺数"), out);
    }
}

/// 达到，较上年提高2.1个百分点: nothing stands where it says how much.
fn reached(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(verb) = line.one_before(at, &["达到", "提高到", "增加到", "下降到", "降至", "增至"])
    else {
        return;
    };
    if line.get(at) == '，' && line.one_of(at + 1, &COMPARED).is_some() {
        let from = line.clause_start(at, 20);
        tell(line, (from, at), &format!("“{verb}”后面缺数"), out);
    }
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), zh: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”：{zh}"),
            format!("`{quote}` lacks a number"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
