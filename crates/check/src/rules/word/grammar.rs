//! Slips of form rather than of a word: 的 before a verb with 了, 防止…不再发生.

use crate::rules::line::{Line, ends_clause, is_han};
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
const AGAIN: [(&str, &str); 8] = [
    ("不再发生", "再次发生"),
    ("不再出现", "再次出现"),
    ("不再反弹", "反弹"),
    ("不发生", "发生"),
    ("不出现", "出现"),
    ("不要", ""),
    ("不可", ""),
    ("不被", "被"),
];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 0..line.len() {
            match line.get(at) {
                '的' | '得' => particle(line, at, out),
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

/// 防止类似事故不再发生 says that it should happen.
fn prevention(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(word) = line.one_of(at, &PREVENTS) else { return };
    let from = at + word.chars().count();
    for place in from..from + 16 {
        let c = line.get(place);
        if ends_clause(c) || c == '、' || !(is_han(c) || "“”《》".contains(c)) {
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
