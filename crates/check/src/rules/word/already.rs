//! 已 written as 以, which sounds like it: 以完成核查209户, 均以到位.

use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_clause, is_han, is_numeral};
use crate::rules::word_set::WordSet;
use crate::words::has;
use crate::{Finding, Findings};

/// What is over when it is said to be so.
static OVER: WordSet = WordSet::new(&[
    "完成", "达到", "办结", "到位", "建成", "整改", "开工", "竣工", "投产", "启动", "签约", "拨付", "发放",
    "兑付", "化解", "清理", "拆除", "修复", "立案", "查处", "移交", "归集", "流转", "收割", "播种", "安装",
    "铺设", "硬化", "验收", "交付", "入库", "销号", "申报", "培训", "脱贫", "落地", "投用", "落实", "实现",
    "取得", "突破", "超过",
]);

/// Words that 已 stands behind and 以 does not.
const SOON: [&str; 9] = ["均", "现", "目前", "大多", "全部", "基本", "大部分", "绝大部分", "绝大多数"];

/// Words that say by what something is to be reached.
const AIMS: [&str; 12] =
    ["通过", "采取", "措施", "努力", "力争", "争取", "确保", "加", "强", "用", "提高", "推进"];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 0..line.len() {
            if line.get(at) == '以' {
                reached(line, at, out);
            }
        }
    }
}

/// 站点以达到9个。: 已, where no clause says by what it is to be reached. 共214户，以完成核查209户。: as many of the same.
fn reached(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(verb) = OVER.at(line, at + 1) else { return };
    let to = at + 1 + verb.chars().count();
    let from = line.clause_start(at, 14);
    let before = line.back(at, 1);
    // 难以达到, 可以达到: 以 ends another word.
    if is_one_of!(before, "可难足得用予何借赖所加给处致是")
        || has(line.text(from, at), &AIMS)
        || is_one_of!(line.get(to), "为率度后的日作来前量值时")
    {
        return;
    }
    let end = line.skip_most(to, 24, |c| !ends_clause(c));
    if !ends_clause(line.get(end)) {
        return;
    }
    let behind = line.text(to, end);
    if has(behind, &["为", "的", "率", "作", "来", "告", "论", "换", "促", "带动", "目标的", "情况", "资金"])
    {
        return;
    }
    let object = line.skip_most(to, 6, |c| is_han(c) && !is_numeral(c));
    let number = line.skip_most(object, 9, |c| c.is_ascii_digit() || c == '.');
    let unit = line.text(number, line.skip_most(number, 2, is_han));
    let counted = number > object && end <= number + 4;
    let same = || {
        // The same unit stands behind a number in the clauses before.
        let before = line.text(at.saturating_sub(40), at);
        unit.chars().next().is_some_and(|unit| {
            before.match_indices(unit).any(|(place, _)| {
                before.get(..place).is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()))
            })
        })
    };
    let told_so = line.one_before(at, &SOON).is_some()
        || (counted && if at == from { same() } else { is_han(before) && at >= from + 2 });
    if !told_so {
        return;
    }
    let quote = line.text(at, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(at, to),
            format!("“{quote}”应为“已{verb}”"),
            format!("`{quote}` should be `已{verb}`"),
        )
        .fix(format!("已{verb}"), true)
        .source("《现代汉语词典》（第7版）“已”"),
    );
}
