//! Numbers against the names that are listed: 甲村、乙村、丙村3个村, 两个课题《…》《…》, 三个方面一是…二是….

use rust_decimal::prelude::ToPrimitive;

use super::announced::{headed, ordinals, told_by};
use super::dated::{dated, dates_before};
use super::listed::{all_offices, before_total, in_bracket, measured, names_other};
use super::members::{members, named_behind};
use super::named::{Names, characters, items, joined_last, numbered, quoted_before, tell};
use super::pointed_back::pointed_back;
use super::promised::promised;
use super::slogans::slogans;
use super::told_as::told_as;
use crate::Findings;
use crate::chars::SURNAMES;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;
use crate::rules::figures::sums::kinds::{retold, sent};
use crate::rules::figures::words::has;

/// Units that count what has a name.
const UNITS: [&str; 41] = [
    "块", "本", "枚", "面", "门", "幅", "户", "间", "台", "栋", "份", "张", "套", "道", "支", "区", "省",
    "部门", "场", "期", "处", "座", "件", "大", "个", "项", "类", "种", "家", "所", "条", "人", "篇", "部",
    "村", "镇", "次", "批", "批次", "届", "起",
];

/// What abstract things are called that are listed by name.
const NOUNS: [&str; 35] = [
    "队伍",
    "项目",
    "工程",
    "作物",
    "业务",
    "岗位",
    "功能区",
    "方面",
    "领域",
    "产业",
    "行业",
    "环节",
    "部门",
    "单位",
    "品种",
    "门类",
    "平台",
    "基地",
    "园区",
    "机制",
    "专题",
    "板块",
    "系列",
    "乡镇",
    "村",
    "社区",
    "街道",
    "课题",
    "品牌",
    "活动",
    "片区",
    "小区",
    "企业",
    "学校",
    "合作社",
];

/// All lists of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        slogans(line, out);
        for (index, quantity) in line.quantities.iter().enumerate() {
            let counted = quantity
                .printed
                .to_usize()
                .filter(|count| (1..=40).contains(count) && quantity.printed.scale() == 0);
            let Some(count) = counted.filter(|_| UNITS.contains(&quantity.unit.as_str()) && !quantity.range)
            else {
                continue;
            };
            if quantity.qualifier.is_some() || quantity.factor != rust_decimal::Decimal::ONE {
                continue;
            }
            before(line, index, quantity, count, out);
            members(line, index, quantity, count, out);
            named_behind(line, index, quantity, count, out);
            dates_before(line, index, quantity, count, out);
            if count < 2 {
                continue;
            }
            behind(line, index, quantity, count, out);
            told_as(line, index, quantity, count, out);
            before_total(line, index, quantity, count, out);
            measured(line, index, quantity, count, out);
            retold(line, index, quantity, count, out);
            sent(line, index, quantity, count, out);
            pointed_back(line, index, quantity, count, out);
            ordinals(lines, at, index, quantity, count, out);
            told_by(line, index, quantity, count, out);
            headed(lines, at, index, quantity, count, out);
        }
    }
}

/// Counts the names before a number that says how many they are: 甲村、乙村、丙村等3个村.
fn before(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let mut end = quantity.from;
    let mut more = false;
    // 产业、人才、文化、生态、组织“五大振兴”.
    if quantity.quoted
        && line.ends(end, "“")
        && line.char(line.ahead(quantity.to, &['”', '，', '。'], 6)) == '”'
    {
        end -= 1;
    }
    if line.ends(end, "等") {
        (end, more) = (end - 1, true);
    } else if line.ends(end, "共") {
        end -= 1;
    }
    let noun = line.noun(index);
    // “稳产保供、提质增效”八个字: its characters are counted.
    if noun.starts_with('字') || noun.starts_with("大字") {
        if let Some(names) = characters(line, end).filter(|names| names.count.abs_diff(count) <= 4) {
            tell(line, quantity, count, &names, names.from, out);
        }
        return;
    }
    // “好公婆、好妯娌”12名: a title is no list of those who bear it.
    let titles = matches!(quantity.unit.as_str(), "人" | "户");
    if let Some(names) =
        within_quotes(line, end, more).filter(|names| !titles && names.count.abs_diff(count) <= 3)
    {
        return tell(line, quantity, count, &names, names.from, out);
    }
    if let Some(names) = quoted_before(line, end, more) {
        let most = if more { count } else { count + 3 };
        // “三大支撑”“发展六仗”“八大行动”: one name beside the others, no count of them.
        if quantity.quoted && names.count.abs_diff(count) > 1 {
            return;
        }
        if names.count >= 2 && (count >= 2 || more) && (names.count <= most || more) {
            return tell(line, quantity, count, &names, names.from, out);
        }
        return;
    }
    if count < 2 {
        return;
    }
    let from = line.back(end, &['。', '；', '！', '？', '\n', '，', '：', '（', '）', '”', '“', '》'], 100);
    let text = line.text(from, end);
    let inside = line.quantities_in(from, end).iter().any(|it| it.to <= end);
    // 抓实“双减”、作业、睡眠等“五项管理”: the list begins before the quotation.
    if inside
        || !text.contains('、')
        || text.starts_with(['、', '和', '及', '与'])
        || has(text, &["其中", "分别", "以及其", "等"])
    {
        return;
    }
    // 顶尖人才、“顶青”人才、创业人才四类: a name in marks stands within the list.
    let shut = line.char(from.wrapping_sub(1));
    if let Some(open) = [('”', '“'), ('》', '《'), ('）', '（')].iter().find(|it| it.0 == shut)
        && matches!(line.char(line.back(from - 1, &[open.1], 30).wrapping_sub(2)), '、')
    {
        return;
    }
    let items = items(text);
    let last = items.last().copied().unwrap_or_default();
    // 航空航天与低空经济 may be one of four.
    let tail = |back: usize| items.get(items.len().wrapping_sub(back)).and_then(|item| item.chars().last());
    if text.split('、').count() == count && tail(1) != tail(2) {
        return;
    }
    // 认准山场、水电、旅游三大…: the list may begin behind a verb of a later item; 增进团结、促进两个… names nothing.
    let longest = items.iter().skip(2).map(|item| item.chars().count()).max().unwrap_or(0);
    let later = items.len() == count + 1
        && items.len() > 3
        && items.get(1).is_some_and(|item| item.chars().count() > longest + 1);
    let verbal = matches!(
        last,
        "促进" | "抓好" | "推动" | "加强" | "搞好" | "推进" | "实施" | "开展" | "落实" | "打造"
    );
    if later || verbal {
        return;
    }
    // What is named carries the noun that is counted: 甲村、乙村、丙村3个村.
    let head: Option<char> = last.chars().last();
    let kind: Vec<char> = if quantity.unit == "村" || quantity.unit == "镇" {
        quantity.unit.chars().collect()
    } else {
        noun.chars().take(4).collect()
    };
    let alike = head.is_some_and(|head| {
        kind.contains(&head) && items.iter().all(|item| item.ends_with(head) && item.chars().count() >= 2)
    });
    let near_by: String = noun.chars().take(6).collect();
    let abstract_noun = NOUNS.iter().any(|known| noun.starts_with(known)) || has(&near_by, &NOUNS);
    let short = items.iter().skip(1).all(|item| (2..=8).contains(&item.chars().count())) && items.len() >= 2;
    let near = items.len().abs_diff(count) <= 1;
    let one_ending =
        items.len() >= 3 && head.is_some_and(|head| items.iter().all(|item| item.ends_with(head)));
    // 水稻、油菜、玉米三种作物: kinds of whatever it be. 张某、李某2名同志: names of people.
    let kinds = near
        && items.len() >= 3
        && matches!(quantity.unit.as_str(), "类" | "种" | "大")
        && !last.contains(['的', '为']);
    // 安全生产、防汛抗旱、森林防火3个预案: names of one length are a list.
    let long = |item: &&&str| (2..=6).contains(&item.chars().count());
    let rest: Vec<&&str> = items.iter().skip(1).filter(long).collect();
    let parallel = near
        && items.len() >= 3
        && rest.len() + 1 == items.len()
        && rest.iter().all(|item| item.chars().count() == last.chars().count())
        && items.first().is_some_and(|first| first.chars().count() >= last.chars().count())
        && !last.contains(['的', '为', '等'])
        && matches!(
            quantity.unit.as_str(),
            "个" | "项"
                | "道"
                | "类"
                | "种"
                | "家"
                | "条"
                | "大"
                | "篇"
                | "所"
                | "处"
                | "支"
                | "门"
                | "省"
                | "县"
                | "区"
                | "镇"
                | "村"
        );
    // 甲中心、乙中心、丙所等2个阵地: 等 closes a list that names more than it counts.
    let many = more
        && items.len() > count
        && items.len() - count <= 2
        && items.len() >= 3
        && !noun.is_empty()
        && items.iter().skip(1).all(|item| (2..=12).contains(&item.chars().count()))
        && matches!(
            quantity.unit.as_str(),
            "个" | "项" | "类" | "种" | "家" | "条" | "所" | "处" | "支" | "村" | "镇" | "座" | "人"
        );
    // 发改局、财政局、水利局三部门.
    let offices = near && quantity.unit == "部门" && all_offices(&items);
    // 东、西、南、北四个片区.
    let sides = abstract_noun
        && near
        && items.len() >= 3
        && items.iter().skip(1).all(|item| item.chars().count() == 1);
    let composed = near
        && noun.starts_with("组成")
        && text.contains('由')
        && matches!(quantity.unit.as_str(), "人" | "家" | "个");
    let named = |item: &&str| (2..=3).contains(&item.chars().count());
    let surname = |item: &&str| item.chars().next().is_some_and(|c| SURNAMES.contains(c));
    // 书记、镇长、人大主席3名主要领导.
    let leaders = near
        && quantity.unit == "人"
        && items.len() >= 3
        && ["主要领导", "领导", "负责人", "班子成员", "负责同志"].iter().any(|word| noun.starts_with(word))
        && items.iter().all(|item| (2..=6).contains(&item.chars().count()));
    let people = leaders
        || near
            && quantity.unit == "人"
            && (["同志", "同学", "村民"].iter().any(|word| noun.starts_with(word))
                && items.iter().all(named)
                || items.len() >= 3
                    && items.iter().skip(1).all(|item| named(item) && surname(item))
                    && has(
                        &format!("{noun}，"),
                        &["，", "分别", "负责", "包", "组成", "参加", "任", "均", "到"],
                    ));
    if sides
        || many
        || short
            && (alike
                || offices
                || kinds
                || people
                || composed
                || parallel
                || (abstract_noun && near && one_ending)
                || (abstract_noun
                    && near
                    && matches!(quantity.unit.as_str(), "个" | "类" | "种" | "项" | "大")))
            && !(more && items.len() <= count && !alike)
    {
        let names = Names { count: items.len(), more, from, to: end };
        tell(line, quantity, count, &names, from, out);
    }
}

/// “产业、生态、文化”三个方面: the names in one pair of marks.
fn within_quotes(line: &Line, end: usize, more: bool) -> Option<Names> {
    let close = end.checked_sub(1).filter(|at| line.char(*at) == '”')?;
    let open = line.back(close, &['“', '”'], 60);
    let before = open.checked_sub(1).filter(|at| line.char(*at) == '“')?;
    let text = line.text(open, close);
    let alone = !matches!(line.char(before.wrapping_sub(1)), '”' | '、');
    let names = text.split('、').count();
    let plain = names >= 2
        && !text.contains('，')
        && text.split('、').all(|name| (1..=8).contains(&name.chars().count()));
    (plain && alone).then_some(Names { count: names, more, from: before, to: end })
}

/// Counts the names behind a number that says how many they are: 两个课题，分别为《…》《…》, 3个村（甲村、乙村、丙村）.
fn behind(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let stop = line.ahead(quantity.to, &['，', '：', '（', '。', '；', '、', '“', '《', '）', '”', '—'], 16);
    // 成立5个专班——综合、宣传、…: a dash opens a list as a colon does.
    let dash = line.starts(stop, "——");
    let mark = if dash { '：' } else { line.char(stop) };
    let noun = line.text(quantity.to, stop);
    if noun.starts_with('字') || noun.starts_with("大字") {
        return;
    }
    if line.quantities.get(index + 1).is_some_and(|next| next.from < stop) {
        return;
    }
    if quantity.quoted {
        return promised(line, index, quantity, count, out);
    }
    let mut start = stop + 1 + usize::from(dash);
    let opened = [
        "分别位于",
        "分别设在",
        "分别在",
        "分布在",
        "分别为",
        "分别是",
        "依次为",
        "依次是",
        "分别",
        "就是",
        "它们是",
        "他们是",
        "即",
        "包括",
        "主要是",
        "主要包括",
        "主要为",
        "为",
        "是",
    ]
    .iter()
    .find(|word| line.starts(start, word));
    let closed = match (mark, opened) {
        ('：', _) | ('（', _) => true,
        ('，', Some(word)) => {
            start += word.chars().count();
            !word.contains("包括")
        }
        ('，', None) => line.starts(start, "时间"),
        _ => return,
    };
    if mark != '，'
        && let Some(word) = opened
    {
        start += word.chars().count();
    }
    let end = match mark {
        '（' => line.ahead(start, &['）', '。', '\n'], 200),
        _ => line.ahead(start, &['。', '；', '\n', '！'], 300),
    };
    // 三项制度，即甲、乙、丙，设立…: another clause may follow, when it does not go on with the list.
    let cut = line.ahead(start, &['，'], 80).min(end);
    let next = line.text(cut + 1, line.ahead(cut + 1, &['，', '、', '。', '；', '\n'], 20).max(cut + 1));
    let goes_on = next.is_empty() || next.ends_with(line.char(cut - 1));
    let end = match opened {
        Some(&"即") if mark == '，' && cut < end && !goes_on => {
            if line.text(start, cut).matches('、').count() < 2 || line.char(cut - 1) == '等' {
                end
            } else {
                cut
            }
        }
        _ => end,
    };
    let text = line.text(start, end);
    let more = text.contains('等') || !closed;
    if let Some(names) = quoted(line, start, end, more) {
        return tell(line, quantity, count, &names, begins(line, index), out);
    }
    if let Some(names) = dated(line, (start, end), quantity, opened, mark) {
        return tell(line, quantity, count, &names, begins(line, index), out);
    }
    if let Some(names) = named(line, (start, end), count, opened, mark) {
        return tell(line, quantity, count, &names, begins(line, index), out);
    }
    let inside = !line.quantities_in(start, end).is_empty() || text.chars().any(|c| c.is_ascii_digit());
    let list = text.split('，').next().unwrap_or_default();
    if inside
        || !list.contains('、')
        || (mark != '（' && text.contains('，'))
        || has(text, &["一是", "首先", "（一）", "“", "《"])
    {
        return;
    }
    let items = items(list.trim_end_matches('等'));
    if mark == '（' && names_other(&items) {
        return;
    }
    let short = items.iter().all(|item| (2..=10).contains(&item.chars().count()));
    let head = items.first().and_then(|item| item.chars().last());
    let placed = opened.is_some_and(|word| word.ends_with(['于', '在']));
    let alike = head.is_some_and(|head| {
        items.iter().all(|item| item.ends_with(head))
            && (placed || noun.contains(head) || line.label(index).ends_with(head))
    });
    // 6个项目年内竣工，即…: 即 names all of them.
    let same = matches!(opened, Some(&("即" | "分别为" | "分别是")));
    let known = NOUNS.iter().any(|known| noun.ends_with(known) || (same && noun.starts_with(known)));
    let most = if same { 4 } else { 2 };
    // 信息共享和情况通报 may be one of them: nothing but 和 makes them too many.
    let tail = |back: usize| items.get(items.len().wrapping_sub(back)).and_then(|item| item.chars().last());
    if list.split('、').count() == count && tail(1) != tail(2) {
        return;
    }
    if short
        && items.len() >= 2
        && (alike
            || (known && items.len().abs_diff(count) <= most)
            || (mark == '（' && opened.is_none() && in_bracket(line, index, noun, &items, count)))
        && !(more && items.len() <= count)
    {
        let names = Names { count: items.len(), more, from: start, to: end };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}

/// 3家，分别是甲、乙、丙: these words name all of them, whatever they are called. 和 may stand within a name.
fn named(
    line: &Line,
    (start, end): (usize, usize),
    count: usize,
    opened: Option<&&str>,
    mark: char,
) -> Option<Names> {
    let said = matches!(
        opened,
        Some(&("分别为" | "分别是" | "依次为" | "依次是" | "即" | "就是" | "它们是" | "他们是"))
    );
    // 4场，分别在石桥、柳林、东庄: each at a place of its own.
    let placed = matches!(opened, Some(&("分别在" | "分别位于" | "分别设在")));
    let whole = said || placed || (mark == '：' && opened.is_none());
    let to = line.ahead(start, &['，', '。', '；', '）', '\n'], 120).min(end);
    let list = line.text(start, to);
    // 三项措施，即抓宣传、抓排查，抓整改: the clause behind the comma goes on with the list.
    let next = line.text(to + 1, line.ahead(to + 1, &['，', '、', '。', '；', '\n'], 20).max(to + 1));
    let short = next.chars().count() <= 8;
    let parallel = list.split('、').any(|item| item.chars().next() == next.chars().next())
        || list.chars().last() == next.chars().last()
        || next.starts_with(['和', '及', '以']);
    if matches!(opened, Some(&("即" | "就是"))) && line.char(to) == '，' && short && parallel {
        return None;
    }
    // 河东的老邱、县城的兴农公司: each of them with where it is from.
    let owned = list.split(['、', '和', '及', '与']).all(|item| item.matches('的').count() == 1);
    if let Some(count) = numbered(list).filter(|names| whole && *names != count) {
        return Some(Names { count, more: false, from: start, to });
    }
    let plain = whole
        && list.contains('、')
        && (owned || !list.contains('的'))
        && !list.contains(|c: char| c.is_ascii_digit() || matches!(c, '“' | '《' | '（' | '：' | '等'));
    let least = list.split('、').count() + usize::from(joined_last(list));
    // 4个专班：综合协调、宣传引导、…，分片包干: more than are counted stay too many, whatever follows.
    let ends = matches!(line.char(to), '。' | '\n');
    let plain = plain && (mark != '：' || ends || least > count && !parallel && next.chars().count() > 2);
    // 万和药业: 和 behind one character is of a name.
    let joins = |item: &&str| {
        let chars: Vec<char> = item.chars().collect();
        let inner = chars.get(2..chars.len().saturating_sub(2)).unwrap_or_default();
        inner.iter().any(|c| matches!(c, '和' | '及' | '与'))
    };
    let joints = list.split('、').filter(joins);
    let most = least.max(list.split('、').count() + joints.count());
    let short = list.split('、').all(|name| (2..=14).contains(&name.chars().count()));
    let counted = if count < least { least } else { most };
    (plain && short && !(least..=most).contains(&count) && counted.abs_diff(count) <= 2).then_some(Names {
        count: counted,
        more: false,
        from: start,
        to,
    })
}

/// Quoted names that follow each other from here, nothing but joints between them.
fn quoted(line: &Line, start: usize, end: usize, more: bool) -> Option<Names> {
    let mut at = start;
    let mut count = 0;
    while at < end {
        let close = match line.char(at) {
            '“' => '”',
            '《' => '》',
            '、' | '和' | '及' | '与' if count > 0 => {
                at += 1;
                continue;
            }
            _ => break,
        };
        let mut shut = at + 1;
        let mut depth = 0;
        while shut < end && (line.char(shut) != close || depth > 0) {
            depth += i32::from(line.char(shut) == line.char(at)) - i32::from(line.char(shut) == close);
            shut += 1;
        }
        if shut >= end {
            return None;
        }
        count += 1;
        at = shut + 1;
    }
    let rest = line.char(at);
    let whole = matches!(rest, '。' | '；' | '，' | '）' | '\n' | '等') || at >= end;
    (count >= 2 && whole).then_some(Names { count, more: more || rest == '等', from: start, to: at })
}
