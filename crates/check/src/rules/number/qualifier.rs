//! Two qualifiers on one number 约数词重复: 约200余人, 超过90%以上.

use super::counted::{behind_scale, unit_at};
use crate::chars::is_one_of;
use crate::rules::line::{Digits, Line, is_han, is_numeral};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings};

/// Words before a number that say it is not exact: 约, 近, 超.
static BEFORE: WordSet = WordSet::new(&[
    "大约",
    "约",
    "将近",
    "接近",
    "近",
    "超过",
    "超",
    "逾",
    "突破",
    "不足",
    "不下",
    "不下于",
    "不到",
    "至少",
    "最多",
    "不少于",
    "不低于",
    "不超过",
    "高于",
    "低于",
    "大概",
    "约需",
    "约有",
    "约为",
    "约占",
    "约计",
    "约合",
]);

/// Behind a number and its unit.
static BEHIND: WordSet = WordSet::new(&["左右", "上下", "以上", "以下", "以内", "之多", "有余"]);

/// How a figure stands to a bound, and the bounds that are set.
const AGAINST: [&str; 7] = ["高于", "低于", "超过", "优于", "超", "接近", "突破"];
const BOUNDS: [&str; 8] = ["不低于", "不少于", "不超过", "不高于", "不大于", "不小于", "至少", "最多"];

/// What is set by a bound: 高于不低于60%的要求.
const SET: [&str; 14] = [
    "要求", "目标", "标准", "规定", "底线", "红线", "控制", "约束", "门槛", "上限", "下限", "考核", "指标",
    "比例",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for number in numbers {
        look(line, number.from, number.to, out);
    }
    // 近三十余人, 约一百多名.
    let mut at = 0;
    while at < line.len() {
        let number = |c: char| is_numeral(c) || matches!(c, '百' | '千' | '两' | '数' | '几');
        if !number(line.get(at)) {
            at += 1;
            continue;
        }
        let to = line.skip(at, number);
        if to - at > 1 || matches!(line.get(at), '百' | '千') {
            look(line, at, to, out);
        }
        at = to;
    }
}

fn look(line: &Line<'_>, from: usize, to: usize, out: &mut Findings) {
    let mut at = behind_scale(line, to);
    let mut inner = None;
    if matches!(line.get(at), '余' | '多' | '来') {
        // 200余多处 has two of them inside.
        let both = matches!(line.get(at + 1), '余' | '多');
        if both {
            let unit = unit_at(line, at + 2).unwrap_or_default();
            tell_two(line, from, (at, at + 2 + unit.chars().count()), out);
            return;
        }
        inner = Some(line.text(at, at + 1));
        at = behind_scale(line, at + 1);
    }
    // 上百余名: 上 says already that there are more. 网上百余家 and 县级以上百余项 are other words.
    let above = line.back(from, 1) == '上' && matches!(line.get(from), '百' | '千' | '万') && to == from + 1;
    if above && inner.is_some() && !is_han(line.back(from, 2)) {
        let unit = unit_at(line, at).unwrap_or_default();
        return tell_two(line, from - 1, (at, at + unit.chars().count()), out);
    }
    // 数十余次, 几百多名: the number says already that it is about so many.
    if inner.is_some() && matches!(line.get(from), '数' | '几') && to - from > 1 {
        let unit = unit_at(line, at).unwrap_or_default();
        return tell_two(line, from, (at, at + unit.chars().count()), out);
    }
    let unit = unit_at(line, at).unwrap_or_default();
    let mut end = at + unit.chars().count();
    let mut nothing = 0;
    if inner.is_none() && matches!(line.get(end), '余' | '多') && !unit.is_empty() && unit != "元" {
        // 30公里多, 12个多月.
        let more = line.get(end) == '余'
            || (matches!(unit, "倍" | "公里" | "吨" | "亩" | "米")
                && matches!(line.get(end + 1), '，' | '。' | '；' | '、' | '）' | '的'));
        if !is_one_of!(line.get(end + 1), "少数样次种年位元") && more {
            inner = Some(line.text(end, end + 1));
            end += 1;
        }
    }
    // 300余亩余, 860余万元多: behind the unit once more, where it begins no word as 余粮, 多次.
    let again = match line.get(end) {
        '余' => !is_one_of!(line.get(end + 1), "少数样次种年位元粮款料热额量缺地田"),
        '多' => !is_han(line.get(end + 1)) || line.get(end + 1) == '的',
        _ => false,
    };
    if inner.is_some() && again && !unit.is_empty() {
        return tell_two(line, from, (at, end + 1), out);
    }
    let time = matches!(unit, "年" | "月" | "日" | "天" | "周" | "岁" | "个月")
        || line.starts(at, "个月")
        || line.starts(at, "个多月");
    // 规模以上, 县级以上 stand behind no number; 左右两侧 is a place.
    let mut behind = BEHIND.at(line, end);
    if behind.is_none() && !unit.is_empty() {
        // 200名党员以上: a noun of two characters between.
        let far = BEHIND.at(line, end + 2).filter(|_| {
            // 3000多名中层以上: 以上 belongs to a rank.
            let rank = is_one_of!(line.get(end + 1), "级层师团局科处县乡镇村岁届");
            !rank && line.text(end, end + 2).chars().all(|c| c.is_alphanumeric())
        });
        if far.is_some_and(|far| matches!(far, "左右" | "以上")) {
            (behind, nothing) = (far, 2);
        }
    }
    let place = behind.map_or(end, |word| end + nothing + word.chars().count());
    if behind == Some("左右") && is_one_of!(line.get(place), "两侧岸江手边逢摇为邻") {
        behind = None;
    }
    if behind.is_some_and(|word| word == "以上" || word == "以下") && unit == "年" && nothing > 0 {
        behind = None;
    }
    let mut before = BEFORE.before(line, from);
    if before == Some("近")
        && (time || line.one_before(from, &["最近", "附近", "邻近", "靠近", "临近", "就近"]).is_some())
    {
        before = None;
    }
    if before == Some("约")
        && line.one_before(from, &["节约", "公约", "签约", "履约", "预约", "集约", "条约"]).is_some()
    {
        before = None;
    }
    if before == Some("超") && line.one_before(from, &["赶超", "反超"]).is_some() {
        before = None;
    }
    // 约有近300人, 98%以上左右: two on one side.
    let start = from - before.map_or(0, |word| word.chars().count());
    let twice = before.and_then(|_| BEFORE.before(line, start)).filter(|word| match *word {
        "超" => false,
        // 近约2万元; 最近约5年 is a time.
        "近" => !time && !is_one_of!(line.back(start, 2), "最附邻临靠就远亲接将新相"),
        _ => true,
    });
    if before.is_some_and(|near| is_quoted(line, near, twice, place)) {
        return;
    }
    // 3200家以上多: 多 and 余 with nothing behind that they could begin.
    let more = |word: &&str| line.starts(place, word) && !is_han(line.get(place + 1));
    let again = behind.and_then(|_| BEHIND.at(line, place).or_else(|| ["多", "余"].into_iter().find(more)));
    if let Some(word) = twice.filter(|word| !(before == Some("近") && *word == "接近")) {
        return tell_two(line, start - word.chars().count(), (start, end), out);
    }
    if let Some(word) = again {
        return tell_two(line, from, (place, place + word.chars().count()), out);
    }
    // 至少需要资金50万元以上: the first one stands some words before.
    if before.is_none() && inner.is_none() && behind.is_some() {
        let clause = line.clause_start(from, 8);
        let far = (clause..from).find(|at| {
            let word = line
                .one_of(*at, &["至少", "最少", "不低于", "不少于", "大约", "大概", "差不多", "约莫"])
                .is_some();
            // 约投入80万元左右; 约谈, 约见 and 节约 are other words.
            let about = line.get(*at) == '约'
                && !is_one_of!(line.back(*at, 1), "节签履预集条公契制大要邀相违失特誓盟合解租续")
                && !is_one_of!(line.get(at + 1), "谈见访请定束好会法")
                && matches!(behind, Some("左右" | "上下"));
            word || about
        });
        if let Some(far) =
            far.filter(|far| !line.text(*far, from).contains(|c: char| c.is_ascii_digit() || c == '、'))
        {
            return tell_two(line, far, (from, place), out);
        }
    }
    let words: Vec<&str> = [before, inner, behind].into_iter().flatten().collect();
    if words.len() < 2 {
        return;
    }
    let stop = if behind.is_some() { place } else { end };
    let quote = line.text(start, stop);
    let right = match before {
        Some(word) if inner.is_some() || behind.is_some() => {
            let tail = line.text(at, end);
            let number = line.text(from, behind_scale(line, to));
            let scale = line.text(behind_scale(line, to) + usize::from(inner.is_some()), at);
            format!("{word}{number}{scale}{}", tail.trim_end_matches(['余', '多']))
        }
        _ => line.text(start, end).to_owned(),
    };
    out.push(
        Finding::warning(
            "number/qualifier",
            line.span(start, stop),
            format!("“{quote}”：“{}”用在同一个数上，只留一个", words.join("”和“")),
            format!("`{quote}` bears two qualifiers; keep one"),
        )
        .fix(right, false)
        .source("GB/T 15835-2011 4.2.2；《图书编校质量差错认定细则》"),
    );
}

/// 高于不低于60%的要求, 低于5%以内的控制目标: the figure is held against a bound that is quoted as it was set.
fn is_quoted(line: &Line<'_>, near: &str, far: Option<&str>, to: usize) -> bool {
    let against = match far {
        Some(far) => BOUNDS.contains(&near) && AGAINST.contains(&far),
        None => matches!(near, "高于" | "低于" | "优于"),
    };
    let of = to + usize::from(line.get(to) == '的');
    // 的年度考核要求, 的省定标准: a word or two before what is set.
    let set = (of..line.skip_most(of, 6, is_han))
        .find_map(|at| line.one_of(at, &SET).map(|word| at + word.chars().count()));
    against && is_set(line, set)
}

/// Whether what is set ends its clause, so that nothing is done to it: 超过90%以上的任务已完成.
fn is_set(line: &Line<'_>, end: Option<usize>) -> bool {
    end.is_some_and(|end| (end..end + 3).any(|at| !is_han(line.get(at))))
}

/// Two qualifiers on one side of a number.
fn tell_two(line: &Line<'_>, from: usize, place: (usize, usize), out: &mut Findings) {
    let quote = line.text(from, place.1);
    out.push(
        Finding::warning(
            "number/qualifier",
            line.span(from, place.1),
            format!("“{quote}”：同一个数用了两个约数词，只留一个"),
            format!("`{quote}` bears two qualifiers; keep one"),
        )
        .source("GB/T 15835-2011 4.2.2；《图书编校质量差错认定细则》"),
    );
}
