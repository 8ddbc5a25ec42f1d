//! What was meant for those who wrote the text 起草时的批注: （此数待核实后更新）, XX户.

use crate::rules::line::{Line, is_han};
use crate::words::has;
use crate::{Finding, Findings, Role};

/// Most characters of a note in brackets.
const MOST: usize = 30;

/// What is to be done with the text, in brackets.
const TODO: [&str; 30] = [
    "待核实",
    "待核对",
    "待核定",
    "待确认",
    "待补充",
    "待补",
    "待更新",
    "待定稿",
    "待统计",
    "待填",
    "待查",
    "待提供",
    "待完善",
    "核实后更新",
    "核实后填",
    "核准后",
    "此数",
    "此处",
    "此段",
    "此句",
    "此条",
    "数据为预估",
    "请补充",
    "请核实",
    "请核对",
    "请确认",
    "需补充",
    "需核实",
    "略写",
    "可删",
];

/// What somebody is asked for: （请统计局核实）.
const ASKED: [&str; 8] = ["核实", "核对", "补充", "提供", "确认", "把关", "修改", "审定"];

/// Words of notes that belong to the text: what is told of works and cases, not of the draft.
const OTHER: [&str; 10] = ["线索", "项目", "资金", "案件", "问题", "隐患", "户", "人", "不含", "含"];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    // A text that keeps back its names and figures has many of them.
    let (mut blanks, mut first) = (0, None);
    for line in lines {
        if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
            continue;
        }
        for at in 0..line.len() {
            let c = line.get(at);
            match c {
                '（' | '(' | '【' | '［' | '[' => note(line, at, out),
                'X' | 'x' | '×' | '*' | '＊' | '_' | '＿' | '□' | '△' if line.back(at, 1) != c => {
                    blanks += 1;
                    first = first.or_else(|| blank(line, at).map(|to| (line, at, to)));
                }
                '某' => blanks += 2,
                _ => {}
            }
        }
    }
    if let Some((line, at, to)) = first.filter(|_| blanks == 1) {
        tell(line, (at, to), "是没有填上的空", out);
    }
}

/// （此数待运检部核实后更新）.
fn note(line: &Line<'_>, at: usize, out: &mut Findings) {
    let end = line.skip_most(at + 1, MOST, |c| !matches!(c, '）' | ')' | '】' | '］' | ']' | '。' | '（'));
    if !matches!(line.get(end), '）' | ')' | '】' | '］' | ']') {
        return;
    }
    let text = line.text(at + 1, end);
    let of_draft =
        has(text, &["此数", "此处", "此段", "此句", "此条", "数据", "数字", "文字", "请", "后更新"]);
    let asked = text.starts_with('请') && ASKED.iter().any(|word| text.ends_with(word));
    let todo = has(text, &TODO) && (of_draft || (end <= at + 8 && !has(text, &OTHER)));
    if asked || todo {
        tell(line, (at, end + 1), "像是起草时的批注，定稿时应删去", out);
    }
}

/// 走访XX户, 投入资金××万元: where a number that was to be filled in ends.
fn blank(line: &Line<'_>, at: usize) -> Option<usize> {
    let mark = line.get(at);
    let to = line.skip_most(at, 6, |c| c == mark);
    let unit = [
        "万元", "亿元", "户", "人", "个", "家", "公里", "亩", "%", "％", "项", "次", "场", "件", "处", "名",
        "万", "月", "日", "年", "元",
    ];
    let behind = line.one_of(to, &unit).map(|unit| to + unit.chars().count());
    // XX人民医院: a name that is kept back.
    let counted = behind.is_some_and(|behind| !is_han(line.get(behind)));
    (to >= at + 2 && is_han(line.back(at, 1)) && counted).then_some(to)
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), zh: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/repeat",
            line.span(from, to),
            format!("“{quote}”{zh}"),
            format!("`{quote}` is left from the draft"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
