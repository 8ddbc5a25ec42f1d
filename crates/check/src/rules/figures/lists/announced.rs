//! A number that is announced 三个方面、四个抓手 against the ordinals and paragraphs that follow it.

use super::named::{Names, tell};
use crate::Findings;
use crate::chars::is_one_of;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;

/// No more things are announced at once.
const MOST_LISTED: usize = 20;
/// Their ordinals stand within so many characters.
const REACH: usize = 2000;

/// 六项措施：（一）…；（二）…: the words by which so many are told, from the form of the first.
pub(crate) fn spelled(line: &Line, from: usize) -> Option<fn(usize) -> String> {
    let forms: [fn(usize) -> String; 9] = [
        |number| format!("{}、", numeral(number)),
        |number| format!("（{}）", numeral(number)),
        |number| format!("{number}."),
        |number| char::from_u32(0x245F + u32::try_from(number).unwrap_or(0)).unwrap_or('①').to_string(),
        |number| format!("第{}，", numeral(number)),
        |number| format!("（{number}）"),
        |number| format!("{}要", numeral(number)),
        |number| format!("其{}，", numeral(number)),
        |number| format!("第{}是", numeral(number)),
    ];
    forms.into_iter().find(|form| line.starts(from, &form(1)))
}

fn numeral(number: usize) -> &'static str {
    const NUMERALS: [&str; 21] = [
        "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
        "十五", "十六", "十七", "十八", "十九", "二十",
    ];
    NUMERALS.get(number).copied().unwrap_or("?")
}

/// How many ordinals of a form follow each other from here, and where the last one ends. Each is looked for up to where
/// `reach` says, from the end of the one before.
pub(crate) fn run_of(
    line: &Line,
    mut from: usize,
    reach: impl Fn(usize) -> usize,
    form: impl Fn(usize) -> String,
) -> (usize, Option<usize>) {
    let (mut listed, mut to) = (0, None);
    while listed < MOST_LISTED {
        let word = form(listed + 1);
        let Some(found) = (from..reach(from)).find(|at| line.starts(*at, &word)) else { break };
        listed += 1;
        from = found + word.chars().count();
        to = Some(from);
    }
    (listed, to)
}

/// 三个方面：（一）…；（二）…. in one paragraph, as many as are announced right before.
pub(crate) fn told_by(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let colon = line.ahead(quantity.to, &['：', '。', '\n', '，', '“'], 14);
    let Some(form) = spelled(line, colon + 1).filter(|_| line.char(colon) == '：') else { return };
    if line.quantities.get(index + 1).is_some_and(|it| it.from < colon) || quantity.quoted {
        return;
    }
    let reach = line.chars.len().min(colon + REACH);
    let (listed, to) = run_of(line, colon + 1, |_| reach, form);
    // ①…②…④: an ordinal that is left out is a fault of its own; the count may be right.
    let behind = to.unwrap_or(reach);
    if (listed + 2..=count.max(listed + 2)).any(|number| {
        let word = form(number);
        (behind..reach).any(|at| line.starts(at, &word))
    }) {
        return;
    }
    // ①…；②…；（3）…: the next one may be written in another way.
    if listed < count && otherwise(line, (behind, reach), listed + 1) {
        return;
    }
    let end = line.ahead(to.unwrap_or(quantity.to), &['。', '；', '，', '\n'], 30);
    if listed >= 2 {
        let names = Names { count: listed, more: false, from: quantity.from, to: end };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}

/// Whether an ordinal stands between two characters in a bracket or with a point.
pub(crate) fn otherwise(line: &Line, (from, to): (usize, usize), number: usize) -> bool {
    let words = [format!("（{number}）"), format!("{number}."), format!("（{}）", numeral(number))];
    words.iter().any(|word| line.text(from, to).contains(word.as_str()))
}

/// 围绕“四个抓手”，做好以下工作。 and paragraphs behind it that begin with （一）, 1. or 抓…，以…: as many as are announced.
pub(crate) fn headed(
    lines: &[Line],
    at: usize,
    index: usize,
    quantity: &Quantity,
    count: usize,
    out: &mut Findings,
) {
    let Some(line) = lines.get(at) else { return };
    let noun = line.noun(index);
    let announces = ["抓手", "方面", "重点", "工程", "行动", "任务", "举措", "措施", "工作", "提升", "突破"];
    let last = index + 1 == line.quantities.len();
    // The announcement ends its paragraph: nothing but its own clause stands behind it.
    let rest = line.text(quantity.to, line.chars.len());
    let ends =
        rest.ends_with(['：', '。']) && rest.matches(['。', '；']).count() <= 1 && rest.chars().count() <= 24;
    if !last || !ends || !(2..=12).contains(&count) || !announces.iter().any(|word| noun.contains(word)) {
        return;
    }
    let follow = lines.get(at + 1..).unwrap_or_default();
    let Some(first) = follow.first() else { return };
    let lever = |line: &Line| line.char(0) == '抓' && line.text(0, 40).contains("，以");
    let point: fn(usize) -> String = |number| format!("{}是", numeral(number));
    let points = first.starts(0, "一是");
    let form = spelled(first, 0).or_else(|| points.then_some(point));
    let listed = match form {
        Some(form) => {
            let mut listed = 0;
            for line in follow.iter().take(400) {
                if line.starts(0, &form(listed + 1)) {
                    listed += 1;
                } else if line.starts(0, &form(1)) {
                    break;
                }
                // 三是…；四是… in one paragraph.
                while points && line.text(0, REACH).contains(&format!("；{}", form(listed + 1))) {
                    listed += 1;
                }
            }
            listed
        }
        None => follow.iter().take_while(|line| lever(line)).count(),
    };
    // 五是…；七是…: an ordinal that is left out is a fault of its own; as many as are announced may be there.
    let numbered = |line: &&Line| is_one_of!(line.char(0), "一二三四五六七八九十") && line.char(1) == '是';
    if points && follow.iter().take(400).filter(numbered).count() == count {
        return;
    }
    if listed < 2 || listed.abs_diff(count) > 2 {
        return;
    }
    let names = Names { count: listed, more: false, from: quantity.from, to: quantity.to };
    tell(line, quantity, count, &names, begins(line, index), out);
}

/// 三个方面：一是…二是…, in the paragraph or as its own items.
pub(crate) fn ordinals(
    lines: &[Line],
    at: usize,
    index: usize,
    quantity: &Quantity,
    count: usize,
    out: &mut Findings,
) {
    let Some(line) = lines.get(at) else { return };
    let noun = line.noun(index);
    let announces = [
        "方面",
        "点",
        "个方面",
        "问题",
        "不足",
        "环节",
        "举措",
        "措施",
        "工作",
        "任务",
        "重点",
        "建议",
        "抓手",
        "要求",
        "原因",
        "机制",
        "行动",
        "工程",
        "聚焦",
        "坚持",
        "强化",
        "突出",
        "注重",
        "着力",
        "到位",
        "深化",
        "关口",
        "转变",
        "结合",
        "关键",
        "短板",
        "步骤",
        "难题",
        "挑战",
        "瓶颈",
        "优势",
        "特点",
        "亮点",
        "体会",
        "启示",
        "经验",
        "防线",
    ]
    .iter()
    .any(|word| noun.contains(word))
        || matches!(noun, "事" | "硬仗" | "文章")
        // 承诺的四件实事都有了着落：一是….
        // 推出四类：一是….
        // 资金来源有三个，一是…，二是….
        || noun.is_empty()
            && matches!(quantity.unit.as_str(), "个" | "条" | "样" | "类" | "项" | "种")
            && line.label(index).ends_with('有')
            && (line.starts(quantity.to, "，一是") || line.starts(quantity.to, "：一是"))
        || noun.is_empty() && matches!(quantity.unit.as_str(), "类" | "项" | "种" | "条") && line.starts(quantity.to, "：一是")
        || ["大事", "实事", "好事", "事情", "民生实事"].iter().any(|word| noun.starts_with(word));
    let stop = line.ahead(quantity.to, &['：', '。', '\n'], 24);
    // 办了四件事，一是…: a comma may open the list as well.
    let colon = (quantity.to..stop).find(|at| line.char(*at) == '，' && line.starts(at + 1, "一是"));
    let colon = colon.unwrap_or(stop);
    if !announces
        || count > MOST_LISTED
        || quantity.quoted && !noun.starts_with('”') && line.char(colon) != '：'
    {
        return;
    }
    // No other number may stand between the announcement and the first ordinal, and the colon must be its own.
    let opened = matches!(line.char(colon), '：' | '。' | '，') && line.starts(colon + 1, "一是");
    if !opened || line.quantities.get(index + 1).is_some_and(|it| it.from < colon) {
        return;
    }
    // An ordinal that stands twice is a fault of its own; the count may be right.
    let reach = (colon + REACH).min(line.chars.len());
    let opened: usize = (colon + 1..reach)
        .filter(|at| {
            line.char(*at) == '是'
                && is_one_of!(line.char(at - 1), "一二三四五六七八九十")
                && matches!(line.char(at.saturating_sub(2)), '：' | '；' | '。' | '，')
        })
        .count();
    if opened == count {
        return;
    }
    let reach = |from: usize| line.chars.len().min(from + REACH);
    let (listed, to) = run_of(line, colon, reach, |number| format!("{}是", numeral(number)));
    // 三是…；五是…: an ordinal that is left out is a fault of its own as well.
    let behind = to.unwrap_or(colon);
    let sentence = line.text(behind, line.ahead(behind, &['\n'], 400));
    let left_out = (listed + 2..=count).any(|number| sentence.contains(&format!("；{}是", numeral(number))));
    if left_out {
        return;
    }
    let last = line.ahead(to.unwrap_or(quantity.to), &['。', '；', '，', '\n'], 30);
    let names = Names { count: listed, more: false, from: quantity.from, to: last };
    // 十件实事全面完成。一是…；二是…；三是…: behind a stop some of them may be told of.
    let near = line.char(colon) != '。' || listed.abs_diff(count) <= 3;
    if listed >= 2 && near {
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}
