//! Fixed frames without the noun at their end 漏了中心语: 提供坚强组织，for 提供坚强组织保障; 为建设现代化新城不懈！ without its verb.

use crate::chars::CharSet;
use crate::rules::line::{Line, is_han};
use crate::words::has;
use crate::{Finding, Findings};

/// Verbs with the qualities that stand before what they take, the words that only stand before its noun, and the noun.
struct Frame {
    verbs: &'static [&'static str],
    qualities: &'static [&'static str],
    /// What kind of a thing it is: none of these is one that is provided or laid.
    kinds: &'static [&'static str],
    noun: &'static str,
}

const FRAMES: [Frame; 6] = [
    Frame {
        verbs: &["提供", "提供了", "强化", "筑牢"],
        qualities: &["坚强", "有力", "坚实", "坚强的", "有力的", "坚实的", "强有力的", "强有力"],
        kinds: &[
            "组织", "政治", "思想", "纪律", "作风", "制度", "法治", "司法", "物质", "智力", "要素", "人才",
            "资金", "技术",
        ],
        noun: "保障”或“支撑",
    },
    Frame {
        verbs: &["奠定", "奠定了", "打下", "打下了", "夯实了"],
        qualities: &["坚实", "良好", "牢固", "坚实的", "良好的", "牢固的"],
        kinds: &["思想", "组织", "物质", "群众", "制度", "政治", "法治", "工作", "产业"],
        noun: "基础",
    },
    Frame {
        verbs: &["营造", "营造了", "创造了", "创造", "形成了", "形成"],
        qualities: &["良好", "浓厚", "良好的", "浓厚的", "优良的", "宽松的"],
        kinds: &["社会", "舆论", "法治", "营商", "发展", "育人", "政治", "市场", "创业", "消费", "学习"],
        noun: "环境”或“氛围",
    },
    Frame {
        verbs: &["注入", "注入了", "增添", "增添了"],
        qualities: &["强劲", "强大", "新的", "强劲的", "强大的"],
        kinds: &["发展", "精神", "改革", "创新", "科技", "文化", "思想"],
        noun: "动力",
    },
    Frame {
        verbs: &["发挥", "发挥了", "起到", "起到了"],
        qualities: &["重要", "积极", "良好", "重要的", "积极的", "良好的"],
        kinds: &["引领", "带动", "支撑", "示范", "桥梁", "推动", "促进", "保障", "示范带动", "示范引领"],
        noun: "作用",
    },
    Frame {
        verbs: &["凝聚", "凝聚起", "汇聚", "汇聚起"],
        qualities: &["强大", "磅礴", "强大的", "磅礴的"],
        kinds: &["精神", "思想", "发展", "奋进", "社会", "攻坚", "工作"],
        noun: "力量",
    },
];

/// The last characters of the kinds.
static LASTS: CharSet =
    CharSet::new("织治想律风度法质力素众业会论商展人场费习神革新技化领动撑范梁进障作坚懈同结才金术");

/// What is striven for at the end of a speech, and how: nothing of this is the striving itself.
const AIMS: [&str; 8] =
    ["为全面建设", "为加快建设", "为建设", "为实现", "为谱写", "为推进", "为推动", "为开创"];
const WAYS: [&str; 4] = ["不懈", "而不懈", "而共同", "而团结"];

/// Words with which the way is a deed: 坚持不懈.
const DEEDS: [&str; 10] = ["坚持", "常抓", "努力", "奋斗", "长抓", "追求", "奋进", "始终", "孜孜", "拼搏"];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        let mut from = 0;
        for at in line.clause_ends() {
            if matches!(line.get(at), '，' | '。' | '；' | '！')
                && at > from + 5
                && LASTS.contains(line.get(at - 1))
                && let Some((start, word, rest)) = headless(line, at).or_else(|| idle(line, from, at))
            {
                tell(line, (start, at), word, rest, out);
            }
            from = at + 1;
        }
    }
}

/// 提供坚强组织，: verb, quality and kind, and the noun is missing.
fn headless(line: &Line<'_>, at: usize) -> Option<(usize, &'static str, &'static str)> {
    FRAMES.iter().find_map(|frame| {
        let kind = line.one_before(at, frame.kinds)?;
        let behind = at - kind.chars().count();
        let quality = line.one_before(behind, frame.qualities)?;
        let to = behind - quality.chars().count();
        let verb = line.one_before(to, frame.verbs)?;
        Some((to - verb.chars().count(), kind, frame.noun))
    })
}

/// 为全面建设社会主义现代化新城不懈！: how, and not what is done.
fn idle(line: &Line<'_>, from: usize, at: usize) -> Option<(usize, &'static str, &'static str)> {
    let opens = line.one_of(from, &AIMS)?;
    let way = line.one_before(at, &WAYS)?;
    let clause = line.text(from + opens.chars().count(), at);
    let plain = clause.chars().all(|c| is_han(c) || matches!(c, '“' | '”'));
    (plain && !has(clause, &DEEDS)).then(|| (at - way.chars().count(), way, "奋斗"))
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), word: &str, rest: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”：“{word}”后面缺“{rest}”"),
            format!("`{quote}` lacks the word at its end"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
