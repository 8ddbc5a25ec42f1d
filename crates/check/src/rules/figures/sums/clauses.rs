//! Lists that no word opens: clauses that fill the sentence of their whole, and parts of one name with other numbers between them.

use rust_decimal::Decimal;

use super::closed::{complements, compounds, heads, is_level, is_short, is_whole};
use super::crossed;
use super::follow::List;
use super::opening::Opened;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{is_within, sum_of};
use crate::rules::figures::words::{AMONG, COMPLEMENTS, TOTALS, acts, compares, has, totals};

/// The most numbers that a list of parts goes on for; longer ones are no prose.
const MOST_PARTS: usize = 60;

/// Parts of one name with other numbers between them: 1368万元，实施产业类项目12个、投资846万元，…9个、投资522万元.
pub(crate) fn interleaved(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    let end = line.quantities.partition_point(|it| it.sentence <= whole.sentence);
    let rest = index + 1..end.min(index + MOST_PARTS);
    let parts: Vec<usize> =
        rest.clone().filter(|at| line.quantities.get(*at).is_some_and(|it| it.same_unit(whole))).collect();
    let name = line.label(*parts.first()?);
    let first = line.quantities.get(index.wrapping_sub(1)).is_none_or(|it| it.sentence != whole.sentence);
    let alike = parts.iter().all(|at| {
        line.label(*at) == name
            && line.quantities.get(*at).is_some_and(|it| !it.range && it.depth == whole.depth)
    });
    let between = parts.windows(2).all(|pair| matches!(pair, [one, other] if other - one == 2));
    let plain = (2..=4).contains(&name.chars().count()) && !compares(name) && !totals(name);
    (first && alike && between && plain && parts.len() > 1 && rest.len() < 2 * parts.len() + 1)
        .then_some(List { opened: Opened::Bare, sure: parts.len(), bound: false, parts })
}

/// A list of clauses that fill the sentence of their whole: 全镇耕地4.2万亩，水田2.6万亩，旱地1.6万亩.
pub(crate) fn clauses(line: &Line, index: usize, whole: &Quantity) -> Option<List> {
    // 3批共280人: a count of the parts may stand right before their whole.
    let leads = index == 0
        || line.quantities.get(index - 1).is_none_or(|it| {
            it.sentence != whole.sentence
                || !it.is_amount()
                || (whole.from.saturating_sub(it.to) <= 2 && line.char(whole.from.wrapping_sub(1)) == '共')
                || whole.from == it.to
        });
    let own: Vec<usize> = (index + 1..line.quantities.len())
        .take_while(|at| line.quantities.get(*at).is_some_and(|it| it.sentence == whole.sentence))
        .take(MOST_PARTS)
        .collect();
    // 12起26人，第一批3起6人，第二批4起8人: what is told beside each of them in another unit.
    let beside = |at: usize| {
        let Some(it) = line.quantities.get(at).filter(|it| !it.same_unit(whole)) else { return false };
        [at.wrapping_sub(1), at + 1]
            .iter()
            .filter_map(|at| line.quantities.get(*at))
            .any(|other| other.same_unit(whole) && (other.to == it.from || other.from == it.to))
    };
    // 1860张，总院980张，东院区460张，西院区430张，使用率92%: behind the parts another fact may be told.
    let alike = |at: &usize| line.quantities.get(*at).is_some_and(|it| it.same_unit(whole)) || beside(*at);
    let count = own.iter().rposition(&alike).map_or(0, |last| last + 1);
    let trails = count < own.len();
    let own = own.get(..count)?;
    let last = line.quantities.get(*own.last()?)?;
    let rest: Vec<usize> = own.iter().copied().filter(|at| !beside(*at)).collect();
    let ends = line.ahead(last.to, &['。', '；', '！', '\n', '，', '、', '）'], 8);
    // 哪一户也没有重着算: nobody is in two of them.
    let distinct = told_apart(line, last.to);
    // 12所敬老院住着368位老人，全自理的196位，…: where they are counts other things.
    let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    let first = leads || rest.len() > 2 && before.is_some_and(|it| !it.same_unit(whole));
    if !first || rest.len() < 2 || whole.depth > 0 {
        return None;
    }
    let names: Vec<&str> = rest.iter().map(|at| name(line, *at)).collect();
    // 能立即整改的284处，限期整改的52处: what is done with each is told of all.
    let paired = rest.len() < 6 && complements("", &names);
    let over = (trails && rest.len() > 2 || paired)
        && line.char(ends) == '，'
        && !line.text(last.to, ends).contains('等');
    let closed = over || matches!(line.char(ends), '。' | '；' | '\n') || distinct;
    if !closed {
        return None;
    }
    let before = std::iter::once(index).chain(rest.iter().copied());
    let plain = rest.iter().zip(&names).zip(before).all(|((at, name), before)| {
        let Some((part, before)) = line.quantities.get(*at).zip(line.quantities.get(before)) else {
            return false;
        };
        let gap = line.text(before.to, part.from);
        part.same_unit(whole)
            && part.depth == whole.depth
            && !part.range
            && gap.matches(['，', '、']).count() == 1
            && (1..=10).contains(&name.chars().count())
            && !(acts(name) && !paired || name.starts_with("取得") || name.starts_with("获得"))
            && !compares(name)
            && !totals(name)
            && !has(name, &AMONG)
            && !has(gap, &["其中", "目标", "计划", "任务"])
    });
    // 险情186处，已销号171处，重大险情12处，已销号8处: two facts of one form.
    let twice = names.iter().enumerate().any(|(at, name)| names.iter().skip(at + 1).any(|it| it == name));
    let last = |name: &&str| name.chars().last();
    let opening = |name: &str| name.chars().next();
    let own = line.label(index);
    // 耕地补贴620万元，农机补贴286万元，稻谷补贴380万元: the first of a list is no whole of the others.
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let stem = own.char_indices().rev().nth(1).and_then(|(at, _)| own.get(at..)).unwrap_or(own);
    let named =
        has(own, &["全", "共", "总", "现", "有", "各"]) || names.iter().all(|name| name.ends_with(own));
    let short = own.chars().count() == 2 && names.iter().any(|name| name.contains(stem));
    let member = own.chars().count() <= longest + 1 && !named && !short;
    let alike = !member
        && (names.iter().all(|name| last(name).is_some() && last(name) == names.first().and_then(last))
            || names.iter().all(|name| opening(name).is_some() && opening(name) == opening(own)));
    let divides = |pair: &[&str]| {
        pair.len() == names.len() && names.iter().zip(pair).all(|(name, word)| name.contains(word))
    };
    let known = paired || COMPLEMENTS.iter().any(|pair| divides(pair)) || compounds(own, &names);
    // 医护人员486人，医生186人，护士252人，医技人员58人: three and more that come so near fill it.
    let fills = || {
        let sum = sum_of(rest.iter().filter_map(|at| line.quantities.get(*at)).map(|it| it.value));
        // 队伍26支，机关9支、企业11支、学校7支: no more of them than there are.
        let tight = rest.windows(2).all(|pair| {
            let [one, other] = pair else { return false };
            let pair = line.quantities.get(*one).zip(line.quantities.get(*other));
            pair.is_some_and(|(one, other)| line.text(one.to, other.from.max(one.to)).contains('、'))
        });
        let most = match (leads && !heads(own, &names) && !is_short(own, &names), tight) {
            (false, _) => 103,
            (true, false) => 108,
            (true, true) => 112,
        };
        rest.len() > 2 && is_within(whole, &sum, Decimal::new(97, 2), Decimal::new(most, 2))
    };
    // 整合资金1.86亿元，中央0.92亿元，省级0.46亿元，县级0.38亿元; 排查出的214处隐患，立改136处，限期整改64处，…; 其他60张.
    let told = line.label(index);
    let whole_list = rest.len() > 2
        && (names.iter().all(|name| is_level(name))
            || told.ends_with("出的")
            || has(told, &TOTALS) && distinct
            || ["共", "合计", "共计", "总计"].iter().any(|word| told.ends_with(word))
            || (is_whole(&names) && (has(told, &TOTALS) || has(told, &["全", "现有", "共"]))));
    (plain && !twice && (alike || known || fills() || whole_list)).then_some(List {
        opened: Opened::Bare,
        sure: rest.len(),
        bound: false,
        parts: rest,
    })
}

/// What a part is called; 镇（街道） is called by what stands before its bracket, 第一批3起6人 by what stands before both.
pub(crate) fn name(line: &Line, at: usize) -> &str {
    let label = line.label(at);
    let beside = at.checked_sub(1).filter(|before| {
        line.quantities
            .get(at)
            .zip(line.quantities.get(*before))
            .is_some_and(|(it, other)| it.from == other.to)
    });
    if let Some(before) = beside.filter(|_| label.is_empty()) {
        return line.label(before);
    }
    let Some(part) = line.quantities.get(at).filter(|it| label.is_empty() && line.ends(it.from, "）"))
    else {
        return label;
    };
    let open = line.back(part.from, &['（'], 16).saturating_sub(1);
    line.text(line.back(open, &['，', '、', '；', '：', '。', '\n'], 16), open).trim_start_matches("其中")
}

/// Whether the clause behind a list says that nobody is counted twice: 三类家庭互不重叠.
pub(crate) fn told_apart(line: &Line, from: usize) -> bool {
    let end = line.ahead(from, &['。', '；', '\n'], 24);
    crossed::denies(line.text(from, end))
}
