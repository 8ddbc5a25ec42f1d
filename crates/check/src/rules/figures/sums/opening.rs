//! What opens a list of parts behind its whole.

use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::{AMONG, VERBS, compares, has};

/// How a list of parts was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opened {
    /// 其中, 包括: not all need be named.
    Among,
    /// 15个村中，: one may be counted several times, unless the parts are all there can be.
    Within,
    /// 分别, a bracket, a colon: all are.
    Whole,
    /// By nothing but a comma.
    Bare,
}

/// What opens the list between a whole and its first part.
pub(crate) fn opened(line: &Line, between: &str, whole: &Quantity, first: &Quantity) -> Option<Opened> {
    let (before, label) = match AMONG.iter().filter_map(|word| Some((between.rfind(word)?, word.len()))).max()
    {
        Some((at, length)) => (between.get(..at)?, between.get(at + length..)?),
        None => {
            return within(between).or_else(|| closed(line, between, whole, first));
        }
    };
    // 节前149万人次，节后（含春节假期）279万人次: a bracket that is closed before the number opens no list.
    if label.matches('）').count() > label.matches('（').count() {
        return within(between).or_else(|| closed(line, between, whole, first));
    }
    let stops = before.matches(['。', '；', '！', '\n']).count();
    let ends = before.trim_end().ends_with(['。', '；', '\n']) || stops == 0;
    // 含 is also a part of words: 含金量.
    let word = between.get(before.len()..).unwrap_or_default();
    if word.starts_with('含') && !before.ends_with(['（', '，', '、']) {
        return None;
    }
    let other = compares(label)
        || label.contains(['。', '；'])
        || label.chars().count() > 24
        || label.contains("累计");
    (stops <= 1 && ends && !other).then_some(Opened::Among)
}

/// How words between a whole and a number open a list of its parts by 中: 15个村中，集体收入10万元以上的6个.
fn within(between: &str) -> Option<Opened> {
    let (noun, label) = between.split_once("中，")?;
    let plain = noun.chars().count() <= 12
        && !noun.contains(['，', '。', '；', '：'])
        && !noun.ends_with(['其', '集', '年', '空', '镇', '之', '高', '初', '期']);
    (plain && label.chars().count() <= 24 && !compares(label)).then_some(Opened::Within)
}

/// Whether words between a whole and its first part sort it by something, so that all parts are named: 按规模分，规上…、
/// 按人员类别分为企业职工…, 按类型分且互不重复，….
fn sorted(between: &str) -> bool {
    let known = ["分，", "分：", "划分，", "划分：", "分为：", "分为", "分别为", "分且", "分类，", "统计，"];
    let cut = known.iter().filter_map(|word| between.rfind(word)).max();
    let clause = cut.and_then(|cut| between.get(..cut)).and_then(|it| it.rsplit(['，', '（', '；']).next());
    // 16个村按照收入高低分为: the noun may stand before it.
    let from = |it: &str| {
        let at =
            it.find(['按', '从']).filter(|at| it.get(..*at).is_some_and(|noun| noun.chars().count() <= 4));
        at.and_then(|at| it.get(at..)).is_some_and(|rest| rest.chars().count() <= 10)
    };
    clause.is_some_and(|it| from(it) && !it.contains("比例"))
}

fn closed(line: &Line, between: &str, whole: &Quantity, first: &Quantity) -> Option<Opened> {
    // 共计32680人，任务分解为：东街村8620人、….
    let told = ["为：", "如下：", "是："].iter().find_map(|word| between.rsplit_once(*word));
    let parted =
        ["分解", "分配", "安排", "分布", "构成", "组成", "各村", "分别", "划分", "细分", "任务", "来源"];
    if let Some((before, label)) = told
        && has(before, &parted)
        && first.depth == whole.depth
        && before.chars().count() <= 16
        && label.chars().count() <= 12
        && !between.contains(['。', '；', '\n'])
    {
        return Some(Opened::Whole);
    }
    if between.contains(['。', '；', '！', '？', '\n'])
        || compares(between)
        || has(between, &["目标", "计划", "任务", "累计", "比", "占"])
    {
        return None;
    }
    if first.depth > whole.depth {
        let (noun, label) = between.split_once('（')?;
        let near = noun.chars().count() <= 12 && !noun.contains('，') && label.chars().count() <= 16;
        return near.then_some(Opened::Whole);
    }
    if first.depth < whole.depth {
        return None;
    }
    if sorted(between) {
        return Some(Opened::Whole);
    }
    // 235个村划分为引领村35个、提升村120个、…; 12亿元分年安排3亿元、5亿元、4亿元: words that part it stand right behind it.
    const PARTING: [&str; 10] = [
        "划分为",
        "细分为",
        "分解为",
        "拆分为",
        "分成",
        "分为",
        "构成为",
        "分年安排",
        "分年度安排",
        "分期安排",
    ];
    if let Some((noun, label)) = PARTING.iter().find_map(|word| between.split_once(word))
        && noun.trim_end_matches('，').chars().count() <= 8
        && !noun.trim_end_matches('，').contains(['，', '、', '按'])
        && label.chars().count() <= 10
        && !label.contains(['，', '：', '每', '各'])
    {
        let known = whole.qualifier.is_none() && first.qualifier.is_none();
        return known.then_some(Opened::Whole);
    }
    // 在册1246户——城市318户，农村928户: a dash opens as a colon does.
    // 153万元，按“上级补一点、本级出一点”，分别为42万元、…: what is quoted names the ways.
    let unquoted = between.split_once('“').and_then(|(before, rest)| {
        let (_, behind) = rest.split_once('”')?;
        Some(before.to_owned() + behind.trim_start_matches(['，', '的']))
    });
    let between = unquoted.filter(|it| it.contains("分别")).map_or(between.into(), std::borrow::Cow::from);
    let between = between.as_ref();
    let dash = between.split_once("——").filter(|(noun, _)| !noun.contains(['，', '：']));
    let (noun, label) = dash.or_else(|| between.split_once(['，', '：']))?;
    let colon = between.get(noun.len()..).is_some_and(|rest| rest.starts_with(['：', '—']));
    if noun.chars().count() > 12 || label.chars().count() > 20 {
        return None;
    }
    if let Some((_, after)) = ["分别", "分为", "依次"].iter().find_map(|word| between.split_once(word))
    {
        let open = whole.qualifier.is_some() || first.qualifier.is_some() || has(between, &["人均", "户均"]);
        // 31项业务实现“一窗通办”，下沉乡镇、村事项分别为17项、8项: the whole was told of, what follows is another fact.
        let told = noun.contains("实现") || VERBS.iter().any(|verb| noun.contains(verb));
        if told && first.qualifier.is_none() {
            return Some(Opened::Bare);
        }
        return (!open && after.chars().count() <= 12).then_some(Opened::Whole);
    }
    if colon && !label.contains('，') {
        return Some(Opened::Whole);
    }
    let plain = !label.contains('，') && !noun.contains('、') && !line.ends(whole.from, "、");
    plain.then_some(Opened::Bare)
}

/// Whether a list is said to be all that its whole is made of: 由一般债券2.1亿元、专项债券4.6亿元两块构成.
pub(crate) fn composed(line: &Line, between: &str, parts: &[usize]) -> bool {
    let Some(last) = parts.last().and_then(|at| line.quantities.get(*at)) else { return false };
    let end = line.ahead(last.to, &['，', '。', '；', '\n'], 10);
    let said = ["构成", "组成"].iter().any(|word| line.ends(end, word));
    said && between.trim_start_matches('，').starts_with('由') && parts.len() > 1
}

/// Whether words that open a list say that nothing is in two of its parts: 按类型分且互不重复, 按人员类别分为.
pub(crate) fn apart(between: &str) -> bool {
    has(between, &["不重复", "不交叉", "不重叠"])
        || (sorted(between) && has(between, &["类别", "类型", "性质", "形式", "方式", "来源", "渠道"]))
}
