//! Where a text names two values of one thing, an old one and a new one.

use super::against::{by_name, by_name_of_old, difference_first, over_target, past_aims, risen};
use super::change::{Change, pair};
use super::differences;
use super::earlier::is_earlier;
use super::moved::is_one_thing;
use super::said::{is_next_year, said};
use super::sentences::{across, is_told_again};
use super::subject;
use super::ways::{DOWN, UP, Way, more_or_less, same_subject, way};
use crate::chars::is_one_of;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{is_base, joined};
use crate::rules::figures::words::has;

/// The values of one thing that a paragraph names beside each other.
pub(crate) fn changes(line: &Line) -> Vec<Change> {
    let mut found = Vec::new();
    let count = line.quantities.len();
    for index in 0..count {
        let from_to = from_to(line, index);
        let told = from_to
            .or_else(|| compared(line, index))
            .or_else(|| held_against(line, index))
            .or_else(|| in_bracket(line, index))
            .or_else(|| by_difference(line, index))
            .or_else(|| risen(line, index))
            .or_else(|| differences::rate_between(line, index))
            .or_else(|| over_target(line, index))
            .or_else(|| compared_first(line, index))
            .or_else(|| by_years(line, index))
            .or_else(|| past_aims(line, index))
            .or_else(|| by_name(line, index))
            .or_else(|| by_name_of_old(line, index))
            .or_else(|| across(line, index))
            .or_else(|| difference_first(line, index))
            .or_else(|| differences::behind(line, index))
            .or_else(|| differences::beside(line, index))
            .or_else(|| differences::past_rates(line, index))
            .or_else(|| differences::past_share(line, index));
        // 预算12亿元的54%，比上年…: what is compared is what came in.
        // 上年5起，减少2起: of what was before nothing is told but what came of it.
        let of_before = |it: &Change| it.difference.is_some() && is_earlier(line, it.new);
        let told = told
            .filter(|it| !is_base(line, it.new) && !is_change(line, it.new) && !of_before(it))
            .filter(|it| subject::is_one(line, it));
        if let Some(change) = told {
            found.push(change);
        }
    }
    found
}

/// The change of a sentence that names both values with 由 and 到: 由A增长到B, 从2020年的A提高到B.
fn from_to(line: &Line, index: usize) -> Option<Change> {
    let (old, new) = pair(line, index)?;
    // 由98.1%、95.2%提高到99.0%、97.4%: two lists, not the last of one and the first of the other.
    if index.checked_sub(1).is_some_and(|at| joined(line, at)) && joined(line, index + 1) {
        return None;
    }
    let label = line.text(
        old.from.saturating_sub(16).max(line.back(old.from, &['。', '，', '；', '：', '（'], 16)),
        old.from,
    );
    // 分别由A、B提高到C、D: B does not become C.
    let in_row =
        label.contains("分别") && matches!(line.char(old.from.wrapping_sub(1)), '、' | '和' | '与' | '及');
    if in_row {
        return None;
    }
    let gap = line.text(old.to, new.from);
    let moved = ["到", "至", "为", "成"].iter().any(|word| {
        let per = [
            "月均",
            "日均",
            "年均",
            "户均",
            "人均",
            "平均",
            "每亩",
            "每户",
            "每天",
            "每日",
            "每月",
            "每人",
            "每吨",
            "每公斤",
        ];
        let gap = per.iter().find_map(|word| gap.strip_suffix(word)).unwrap_or(gap);
        gap.trim_end_matches(['约', '近', '超', '过', '的', '逾', '了']).ends_with(word)
            || gap.contains(&format!("{word}20"))
            || gap.split_once(word).is_some_and(|(_, time)| is_now(time))
    });
    let opened = has(label, &["由", "从"])
        || has(gap, &["增至", "升至", "降至", "减至"]) && !gap.contains(['，', '、']);
    let way = way(gap);
    let short = gap.chars().count() <= 26 && !gap.contains(['；', '。']) && gap.matches('，').count() <= 1;
    let moved = moved
        && (way.is_some()
            || has(
                gap,
                &[
                    "变", "调整", "延", "添", "放宽", "集中", "归并", "合并", "做", "掉", "滑", "落", "缩",
                    "提", "拉", "推", "抬", "增", "升", "降", "减", "扩", "拓", "加", "涨", "跌", "化解",
                    "消化", "压", "削", "偿还",
                ],
            ));
    // 森林覆盖率由61.4%到62.1%: of rates no verb has to say that they moved.
    let moved = moved
        || old.is_percent() && matches!(gap, "到" | "至" | "，到")
        || old.is_percent() && gap.starts_with('到') && gap.ends_with('的') && gap.chars().count() <= 7;
    let ranks = old.printed_unit == "位" || has(label, &["排名", "名次", "位次", "排位"]);
    // 从2022年的1.2亿元增长到2023年的1.5亿元、2024年的1.8亿元: to the last of them.
    let mut end = index + 1;
    while let (Some(one), Some(next)) = (line.quantities.get(end), line.quantities.get(end + 1)) {
        let joint = line.text(one.to, next.from.max(one.to));
        let year = joint.strip_prefix("、20").is_some_and(|rest| {
            rest.trim_end_matches(['的', '为', '约']).ends_with('年') && rest.chars().count() <= 5
        });
        if !(year && next.same_unit(new)) {
            break;
        }
        end += 1;
    }
    (opened && moved && short && !ranks && !gap.contains("分别")).then_some(Change {
        old: Some(index),
        new: end,
        difference: None,
        way,
        last: end,
    })
}

/// Whether a number is a change itself, of which no other change is told: 超收0.3亿元，同比增长8.6%.
fn is_change(line: &Line, at: usize) -> bool {
    let label = line.label(at).trim_end_matches(['了', '约']);
    ["超收", "短收", "超支", "增收", "减收", "净增", "净减", "结余"].iter().any(|word| label.ends_with(word))
}

/// Whether nothing but a time stands between 到 and the new value: 增长到今年的, 增加到目前的.
fn is_now(time: &str) -> bool {
    let times = [
        "今年",
        "本年",
        "去年",
        "上年",
        "目前",
        "现在",
        "如今",
        "当前",
        "年底",
        "年末",
        "今年底",
        "今年末",
        "去年底",
        "期末",
        "本期",
        "今年上半年",
        "本届末",
    ];
    let time = time.trim_end_matches('的');
    // 上升为第四季度的96.1%.
    let named =
        time.chars().count() <= 6 && ["季度", "上半年", "下半年"].iter().any(|word| time.ends_with(word));
    times.contains(&time) || named && !time.contains(['，', '、'])
}

/// Whether a gap says nothing but that a value is of now: ，今年达到, ，目前已增加到.
fn is_by_now(gap: &str) -> bool {
    let rest = gap.strip_prefix('，').unwrap_or_default();
    ["今年", "如今", "目前", "现在", "去年"].iter().any(|word| {
        rest.strip_prefix(word).is_some_and(|rest| {
            rest.chars().count() <= 6
                && rest.chars().all(|c| is_one_of!(c, "底末已经则就做到达为了是有增长加升至提高"))
        })
    })
}

/// The change of a sentence that sets a value beside last year’s: B，比上年的A…, 上年A，今年B, B（上年A）.
fn compared(line: &Line, index: usize) -> Option<Change> {
    let (one, other) = pair(line, index)?;
    let gap = line.text(one.to, other.from);
    if gap.chars().count() > 24 || gap.contains(['；', '。', '、']) {
        return None;
    }
    let before = line.label(index);
    let earlier = |text: &str| {
        has(
            text,
            &[
                "上年",
                "去年",
                "上一年",
                "上届",
                "同期",
                "年初",
                "期初",
                "年前",
                "常年",
                "往年",
                "前年",
                "上半年",
                "季度",
                "上月",
                "月底",
                "月末",
            ],
        )
    };
    // 是上年（0.5亿元）的3倍.
    let gap = match gap.strip_suffix('（').filter(|rest| rest.contains('是')) {
        Some(rest) if line.starts(other.to, "）的") => rest,
        _ => gap,
    };
    // 846毫米，比常年（720毫米）偏多17.5%.
    let bracket =
        gap.strip_suffix('（').filter(|_| line.char(other.to) == '）' && gap.contains(['比', '较']));
    let bare = bracket.unwrap_or(gap).trim_end_matches(['的', '为', '是', '约']);
    let named = |text: &str| -> Option<u32> {
        let at = text.rfind('年')?;
        text.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (1990..2100).contains(year))
    };
    // Behind 比上年同期的A the text goes on with a word of growth.
    let follows = line.text(other.to, (other.to + 8).min(line.ahead(other.to, &['。', '；'], 8)));
    let leads = ["是", "为", "相当于"].iter().any(|word| gap.trim_start_matches('，').starts_with(word));
    let times = (gap.contains('是') || leads)
        && follows.trim_start_matches('）').starts_with('的')
        && line.quantities.get(index + 2).is_some_and(|it| it.unit == "倍" && it.from <= other.to + 2);
    // 是年度任务2400人次的1.1倍, 为低保标准730元的1.5倍: of any number it is named with.
    let ends = (leads && times && bare.chars().count() <= 14)
        || (earlier(bare) || (bare.contains(['比', '较', '是']) && named(bare).is_some()))
            && bare.chars().count() <= 12
            && [
                "上年",
                "去年",
                "上一年",
                "同期",
                "年",
                "年初",
                "年末",
                "年底",
                "期初",
                "年前",
                "季度",
                "上月",
                "月底",
                "月末",
                "年初预算",
            ]
            .iter()
            .any(|word| bare.ends_with(word));
    // 91%，较上年末83.5%高出7.5%: of rates.
    let apart =
        [("高", Way::Up), ("加快", Way::Up), ("回升", Way::Up), ("低", Way::Down), ("放缓", Way::Down)];
    let apart = apart.into_iter().find(|(word, _)| one.is_percent() && follows.starts_with(word));
    let compared = times
        || (gap.contains(['比', '较'])
            || ["，高于", "，低于", "，多于", "，少于"].iter().any(|word| gap.starts_with(word)))
            && (way(follows).is_some() || follows.starts_with('翻') || apart.is_some());
    let own = !subject::is_other(before, gap);
    if ends && (gap.starts_with('（') || compared) && own {
        return Some(Change {
            old: Some(index + 1),
            new: index,
            difference: None,
            way: apart.map(|(_, way)| way),
            last: index + 1,
        });
    }
    let beside = bare
        .trim_start_matches(['，', '（', '是', '为', '而'])
        .trim_end_matches(['只', '有', '仅', '才', '则', '时']);
    // 2023年，信访总量86件，2022年为100件: the year of the new value may stand a clause before it.
    let start = line.back(one.from, &['。', '；', '！', '？', '\n'], 40);
    let older =
        |old: u32| named(before).or_else(|| named(line.text(start, one.from))).is_some_and(|new| new > old);
    let year = beside.ends_with('年') && beside.chars().count() == 5;
    let plain = [
        "上年同期",
        "去年同期",
        "上年",
        "去年",
        "上一年",
        "前一年",
        "上一届",
        "上届",
        "同期",
        "上年同期数",
        "去年同期数",
        "上年数",
        "上年度",
        "上年末",
        "上年底",
        "去年末",
        "去年底",
        "年初",
    ]
    .contains(&beside)
        || (["上季度", "上一季度", "上月", "上个月", "上期", "前年", "上学期", "上学年"].contains(&beside)
            && !is_earlier(line, index))
        || (year && named(beside).is_some_and(older));
    // 今年发放贷款12.6亿元，去年发放10.5亿元.
    let again =
        ["上年同期", "去年同期", "上年度", "上年", "去年"].iter().find_map(|word| beside.strip_prefix(word));
    let again = again
        .is_some_and(|verb| verb.chars().count() >= 2 && before.contains(verb) && !before.contains("均"));
    if plain || again {
        return Some(Change {
            old: Some(index + 1),
            new: index,
            difference: None,
            way: None,
            last: index + 1,
        });
    }
    // 2021年收入只有12万元，今年做到了60万元.
    // 上年86件，今年少了13件: by how much, not how many.
    let by = way(gap).is_some() && !gap.contains(['到', '至', '为', '达']);
    let now = has(gap, &["今年", "本年", "，现为", "，现有", "，现在", "，目前", "，如今"])
        && earlier(before)
        && !by
        && (!one.is_percent() || is_one_thing(before, gap))
        || (named(before).is_some() && is_by_now(gap) && {
            // 同比 behind it is of the year before, whichever was named.
            let end = line.ahead(other.to, &['。', '；', '\n'], 40);
            !has(line.text(other.to, end), &["同比", "上年", "去年", "环比"])
        });
    let years = named(before).zip(named(gap));
    if now
        || years.is_some_and(|(old, new)| new == old + 1)
            && gap.matches('，').count() == 1
            && (same_after_year(gap) || is_told_again(before, gap))
    {
        return Some(Change {
            old: Some(index),
            new: index + 1,
            difference: None,
            way: None,
            last: index + 1,
        });
    }
    None
}

/// 4.36万亩，比规划目标4.2万亩多1600亩: held against another number, and by how much it is more.
fn held_against(line: &Line, index: usize) -> Option<Change> {
    // 2.36亿元，同比增长4.4%，比去年同期的2.26亿元增加0.1亿元: the rate between them is told by itself.
    let rated = line.quantities.get(index + 1).is_some_and(Quantity::is_percent)
        && line.quantities.get(index).is_some_and(|it| !it.is_percent());
    let at = index + 1 + usize::from(rated);
    let (new, old) = match rated {
        true => (line.quantities.get(index)?, line.quantities.get(at)?),
        false => pair(line, index)?,
    };
    if rated && !(new.same_unit(old) && new.sentence == old.sentence && new.is_amount()) {
        return None;
    }
    let points = |it: &Quantity| new.is_percent() && it.unit == "百分点";
    // 12.6万元，比全市平均10.5万元高出20%.
    let share = |it: &Quantity| it.is_percent() && new.is_amount();
    let difference = line
        .quantities
        .get(at + 1)
        .filter(|it| (it.same_unit(new) || points(it) || share(it)) && !it.range)?;
    let said = line.quantities.get(at - 1).map_or(new.to, |it| it.to).max(new.to);
    let (gap, behind) = (line.text(said, old.from), line.text(old.to, difference.from.max(old.to)));
    let opened = ["，比", "，较", "，虽比", "，虽较", "，但比", "，仍比", "，还比", "比", "较"]
        .iter()
        .find_map(|word| gap.strip_prefix(word));
    let plain = |opened: Option<&str>| {
        opened.is_some_and(|rest| rest.chars().count() <= 12 && !rest.contains(['，', '、']))
    };
    // 下降3.6%，超过3%的年度目标0.6个百分点.
    let above = ["，高于", "，高出", "，超过", "，超"].iter().find_map(|word| gap.strip_prefix(word));
    let below = ["，低于"].iter().find_map(|word| gap.strip_prefix(word));
    let short = behind.chars().count() <= 8 && !behind.contains(['，', '、', '；']);
    if points(difference) && short && (plain(above) || plain(below)) && new.sentence == difference.sentence {
        let way = if plain(above) { Way::Up } else { Way::Down };
        return Some(Change { old: Some(at), new: index, difference: None, way: Some(way), last: at });
    }
    let plain = plain(opened);
    let way = match behind.trim_end_matches('了') {
        "多" | "高" | "高出" | "多出" | "增加" | "增长" | "超出" | "多收" | "多支" | "多拨" | "多投" => {
            Way::Up
        }
        "少" | "低" | "减少" | "下降" | "少收" | "少支" | "少花" | "少用" => Way::Down,
        _ => return None,
    };
    let exact = !new.range && !old.range && new.qualifier.is_none() && old.qualifier.is_none();
    (plain && exact && (!new.is_percent() || points(difference))).then_some(Change {
        old: Some(at),
        new: index,
        difference: None,
        way: Some(way),
        last: at,
    })
}

/// Whether behind the year of the second value stands nothing but 达到 or 为: the same thing is meant.
fn same_after_year(gap: &str) -> bool {
    let rest = gap.rsplit('年').next().unwrap_or_default();
    rest.trim_matches(['为', '达', '到', '是', '约', '增', '长', '加']).is_empty()
}

/// B，比上年提高2.1个百分点（上年为A）, B，比去年多D，去年为A: the old value stands behind the claim.
fn in_bracket(line: &Line, index: usize) -> Option<Change> {
    let new = line.quantities.get(index)?;
    let claim = line.quantities.get(index + 1)?;
    let old = line.quantities.get(index + 2)?;
    let gap = line.text(claim.to, old.from);
    let plain = new.same_unit(old) && !old.quoted && !new.quoted && !old.range && !new.range;
    // 亩均产量500公斤，较上年增产820吨（上年3.4万吨）: of the whole.
    let apart = new.printed_unit != old.printed_unit && has(line.label(index), &["均", "亩产", "单产"]);
    // 笔数较上年减少48笔，下降12%（上年400笔）: the first number is no value, but the change of one.
    let moves = new.is_amount() && said(line.label(index)).is_some_and(|it| it.since.is_some());
    if !plain
        || apart
        || moves
        || new.depth > claim.depth
        || old.sentence != new.sentence
        || !gap.starts_with(['（', '，'])
        || gap.chars().count() > 24
    {
        return None;
    }
    let bare = gap
        .trim_start_matches(['（', '，'])
        .trim_start_matches('而')
        .trim_end_matches("基数")
        .trim_end_matches(['的', '为', '是', '约', '数', '值', '有']);
    let known =
        ["上年同期", "去年同期", "上年度", "上年末", "上一年度", "上年", "去年", "上一年", "同期", "年初"];
    // （上年合格率为97.2%） names it again.
    let label = line.label(index);
    let again = known.iter().filter_map(|word| bare.strip_prefix(word));
    let earlier = again
        .map(|rest| rest.trim_start_matches('的'))
        .any(|rest| rest.is_empty() || (rest.chars().count() >= 2 && label.contains(rest)));
    let earlier =
        earlier || (bare.ends_with('年') && bare.chars().count() == 5 && bare.starts_with(['1', '2']));
    if !earlier {
        return None;
    }
    let before = line.text(new.to, claim.from);
    let times = claim.unit == "倍" && before.ends_with('的') && before.contains('是');
    let speed = || before.ends_with("增速").then_some(Way::Up);
    let way = way(before).or_else(|| more_or_less(before)).or_else(speed);
    let claimed = matches!(claim.unit.as_str(), "%" | "百分点" | "倍") || claim.same_unit(new);
    let one_thing = (same_subject(before) || same_subject(before.trim_end_matches(['多', '少'])))
        && (way.is_some() || times);
    (claimed && one_thing).then_some(Change {
        old: Some(index + 2),
        new: index,
        difference: None,
        way,
        last: index,
    })
}

/// 较2021年的240家，规上企业增加到300家: what it is compared with stands first.
fn compared_first(line: &Line, index: usize) -> Option<Change> {
    let (old, new) = pair(line, index)?;
    let label = line.label(index);
    let gap = line.text(old.to, new.from);
    let opened = label.starts_with(['比', '较', '与']) && label.ends_with(['的', '年', '期']);
    let when = has(label, &["年", "同期"]) && label.chars().count() <= 12;
    let moved = ["到", "至", "为"].iter().any(|word| gap.ends_with(word)) && way(gap).is_some();
    // 与上年同期的17.5亿元相比，工业投资18.9亿元.
    let beside =
        gap.strip_prefix("相比，").is_some_and(|rest| rest.chars().count() <= 10 && way(rest).is_none());
    let joined = gap.starts_with('，') && moved || beside;
    (opened && when && joined && gap.matches(['，', '、']).count() == 1).then_some(Change {
        old: Some(index),
        new: index + 1,
        difference: None,
        way: way(gap),
        last: index + 1,
    })
}

/// 2023年、2024年接待游客分别为A、B: two years, two values.
fn by_years(line: &Line, index: usize) -> Option<Change> {
    let (one, other) = pair(line, index)?;
    let gap = line.text(one.to, other.from);
    let from = line.back(one.from, &['。', '；', '，', '：', '\n'], 60);
    let clause = line.text(from, one.from);
    let years: Vec<u32> = clause
        .match_indices('年')
        .filter_map(|(at, _)| clause.get(at.checked_sub(4)?..at)?.parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect();
    let told = matches!(gap, "、" | "和") && clause.contains("分别");
    let next = line
        .quantities
        .get(index + 2)
        .is_some_and(|it| it.same_unit(one) && matches!(line.text(other.to, it.from), "、" | "和"));
    match years.as_slice() {
        [old, new] if told && !next && new == &(old + 1) => {
            Some(Change { old: Some(index), new: index + 1, difference: None, way: None, last: index + 1 })
        }
        _ => None,
    }
}

/// The change of a sentence that names a value and by how much it grew: B，比上年增加D，增长….
fn by_difference(line: &Line, index: usize) -> Option<Change> {
    let (new, difference) = pair(line, index)?;
    let gap = line.text(new.to, difference.from);
    let more = [("多", Way::Up), ("少", Way::Down)]
        .into_iter()
        .find(|(word, _)| gap.trim_end_matches('了').ends_with(word));
    let way = way(gap).or(more.map(|(_, way)| way))?;
    // 亩均产量500公斤，较上年增产820吨: what grew is another thing.
    if new.printed_unit != difference.printed_unit && has(line.label(index), &["均", "亩产", "单产"]) {
        return None;
    }
    // 1.24亿元，增收0.13亿元，增长11.7%: the rate behind it says that the year before is meant.
    let rated = || {
        let Some(rate) = line.quantities.get(index + 2).filter(|it| it.is_percent()) else { return false };
        let said = line.text(difference.to, rate.from.max(difference.to));
        matches!(gap, "，增收" | "，增加" | "，净增" | "，增产" | "，减少" | "，减收" | "，减产")
            && matches!(
                said,
                "，增长"
                    | "、增长"
                    | "，增幅"
                    | "，增幅为"
                    | "，增幅达"
                    | "，下降"
                    | "、下降"
                    | "，降幅"
                    | "，降幅为"
                    | "，降幅达"
            )
    };
    // 2021年8.2万人，2022年比上年增加0.3万人: the value is the earlier one.
    let older = is_next_year(line.label(index), gap);
    let compares = !older && has(gap, &["同比", "上年", "去年", "同期", "较年初", "比年初"]) || rated();
    let bare = gap.trim_end_matches(['了', '约', '近', '超', '过', '逾']);
    let ends =
        UP.iter().chain(&DOWN).any(|word| bare.ends_with(word) || gap.ends_with(word)) || more.is_some();
    let other = has(gap, &["计划", "目标", "平均", "到", "至", "预期", "全国", "全省"]);
    let noun_free = gap.find('，').is_some_and(|at| gap.get(..at).unwrap_or_default().chars().count() <= 8);
    (compares
        && ends
        && noun_free
        && !other
        && same_subject(gap)
        && !new.is_percent()
        && new.unit != "百分点")
        .then_some(Change {
            old: None,
            new: index,
            difference: Some(index + 1),
            way: Some(way),
            last: index + 1,
        })
}
