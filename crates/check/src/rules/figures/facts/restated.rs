//! A fact told again with other digits: two digits changed places, a starting point that is not what was reached, one
//! number of a pair.
//!
//! That two numbers are of one fact is seen from the words around them and from what their digits or their neighbours have
//! in common; what only differs may be two facts.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::exceeded::exceeded;
use super::pointed::{above, covered};
use super::resumed::{is_told_above, points_back, resumed};
use super::retold::{Names, core, definite, named_alike, noun_again, rate_again};
use super::same::{judge, of_one_place, other_year, report_year};
use super::telling::{OTHER_TIME, PAST, Telling, is_exchanged, is_misread, period};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::{VERBS, has};
use crate::{Findings, Part, Role, Span};

/// How many numbers are looked back at: a report has a few hundred, and what is longer must not take the square of its time.
const LOOKED_BACK: usize = 400;

/// Numbers by their unit, what they count in, and their digits in order of size.
type Known<'l> = BTreeMap<(&'l str, Decimal, String), Vec<Telling<'l>>>;

/// Numbers that stand beside each other, by the first one, its unit and the unit of the second.
type Pairs<'l> = BTreeMap<(Decimal, &'l str, &'l str), Vec<[Telling<'l>; 2]>>;

/// All numbers of a text that are told twice, but for those that were judged already.
pub(crate) fn run(lines: &[Line], judged: &BTreeSet<Span>, out: &mut Findings) {
    let (year, period) = (report_year(lines), period(lines));
    let mut rates: Vec<Telling<'_>> = Vec::new();
    let mut swaps: Known<'_> = BTreeMap::new();
    let mut pairs: Pairs<'_> = BTreeMap::new();
    let mut names: Names<'_> = BTreeMap::new();
    let mut all: Vec<Telling<'_>> = Vec::new();
    let mut twice: Vec<[Telling<'_>; 2]> = Vec::new();
    for line in lines.iter().filter(|line| !matches!(line.role, Role::Cell(_) | Role::Footnote)) {
        for (index, quantity) in line.quantities.iter().enumerate() {
            let tells = quantity.is_amount() || quantity.unit == "天";
            let telling = Telling { line, index, quantity, period };
            if quantity.is_percent() && !quantity.range {
                twice.extend(rate_again(telling, &rates, &all, year).map(|first| [first, telling]));
                rates.push(telling);
            }
            if quantity.range || quantity.quoted || quantity.chinese || !tells {
                continue;
            }
            let first = swapped(telling, &mut swaps, year)
                .or_else(|| above(telling, &all))
                .or_else(|| covered(telling, &all))
                .or_else(|| referred(telling, &all, year))
                .or_else(|| named_again(telling, &all, year))
                .or_else(|| named_alike(telling, &mut names, year))
                .or_else(|| definite(telling, &all, year))
                .or_else(|| noun_again(telling, &all, year))
                .or_else(|| resumed(telling, &all, year))
                .or_else(|| exceeded(telling, &all, year))
                .or_else(|| beside(telling, &mut pairs, year));
            twice.extend(first.filter(|_| !judged.contains(&quantity.span)).map(|first| [first, telling]));
            all.push(telling);
        }
    }
    twice.retain(|[first, second]| {
        is_told_above(second) || !difference_told(first, second, &all) && !told_same(second, &all)
    });
    twice.into_iter().for_each(|[first, second]| tell(first, second, out));
}

/// The digits of a printed number, without the zeros at its end; none when they are few.
fn digits(quantity: &Quantity) -> Option<Vec<char>> {
    let printed = quantity.printed.to_string();
    let digits: Vec<char> = printed.chars().filter(char::is_ascii_digit).collect();
    (digits.len() > 2 && printed.len() < 12).then_some(digits)
}

/// 1246 beside 1264: the same digits, two neighbours of them exchanged.
fn swapped<'l>(telling: Telling<'l>, seen: &mut Known<'l>, year: &str) -> Option<Telling<'l>> {
    const MOST: usize = 6;
    let own = digits(telling.quantity)?;
    let mut sorted = own.clone();
    sorted.sort_unstable();
    let key =
        (telling.quantity.unit.as_str(), telling.quantity.factor.normalize(), String::from_iter(&sorted));
    let known = seen.entry(key).or_default();
    let exchanged = |other: &Telling<'_>| {
        let Some(theirs) = digits(other.quantity) else { return false };
        let scale = other.quantity.printed.scale() == telling.quantity.printed.scale();
        let differ: Vec<usize> = own
            .iter()
            .zip(&theirs)
            .enumerate()
            .filter(|(_, (one, two))| one != two)
            .map(|(at, _)| at)
            .collect();
        scale && matches!(differ.as_slice(), [one, two] if one + 1 == *two)
    };
    let found = known.iter().find(|other| {
        let apart =
            other.line.index != telling.line.index || other.quantity.sentence != telling.quantity.sentence;
        // Three digits meet by chance where a text is full of them, unless it speaks of 流转出去的860亩地.
        let again = telling.words()[0].ends_with('的');
        let enough = if own.len() > 3 || again { 1 } else { 2 };
        // 林地中已确权3620亩 is a part of what was told, and so is what is looked at again.
        let ([before, _], [theirs, _]) = (telling.words(), other.words());
        let again =
            ["复查", "抽查", "复核", "回访", "养护", "抽检"].into_iter().find(|word| before.contains(word));
        let part = before.contains('中') || again.is_some_and(|word| !theirs.contains(word));
        apart
            && !part
            && exchanged(other)
            && telling.of_one_year(other, year)
            && (telling.shares(other) >= enough || of_all(telling, **other))
    });
    let found = found.copied();
    if known.len() < MOST {
        known.push(telling);
    }
    found
}

/// Whether both tell of all households of one place: 全村共有农户426户, 为全村462户农户.
fn of_all(one: Telling<'_>, other: Telling<'_>) -> bool {
    let [own, theirs] = [one, other].map(|it| it.line.label(it.index));
    one.quantity.unit == "户"
        && ["全村", "全镇", "全乡", "全社区"]
            .iter()
            .any(|place| own.contains(place) && theirs.contains(place))
}

/// 从全年查处的64起案件看, 组织全体64名党员, 对这个总投资182万元的项目: words that point back to one number, of which two digits
/// changed places. Even two digits do not meet by chance there.
fn referred<'l>(telling: Telling<'l>, earlier: &[Telling<'l>], year: &str) -> Option<Telling<'l>> {
    let [before, behind] = telling.words();
    let own = telling.line.label(telling.index);
    let done = own.strip_suffix('的').is_some_and(|label| VERBS.iter().any(|verb| label.ends_with(verb)));
    let back =
        done && ["从", "对", "将", "把", "就", "所", "围绕", "巩固"].iter().any(|word| before.contains(word));
    // 在立案查处的64件案件中: all of what was told.
    let back = back || (done && own.starts_with('在') && behind.contains('中'));
    let all = own.ends_with("全体");
    // 总投资6.3亿元的净水厂: the same measure of the same thing.
    let object: String = behind.chars().take(4).collect();
    let thing = object.starts_with('的') && object.chars().count() == 4 && own.chars().count() > 1;
    let this = has(own, &["这个", "这项", "该", "上述"]);
    if !(back || all || this || thing) || has(telling.sentence(), &PAST) {
        return None;
    }
    let same = |it: &&Telling<'_>| {
        let label = it.line.label(it.index);
        let noun: String = behind.chars().take(2).collect();
        let called = match () {
            () if all => label.ends_with(&noun) && noun.chars().count() == 2,
            () if this => own.chars().rev().zip(label.chars().rev()).take_while(|(a, b)| a == b).count() > 2,
            () if thing && !back => {
                let [_, theirs] = it.words();
                let tail = |label: &str| label.chars().rev().take(2).collect::<String>();
                theirs.starts_with(&object) && tail(own) == tail(label)
            }
            () => telling.shares(it) > 1,
        };
        called && it.quantity.same_unit(telling.quantity) && !has(it.sentence(), &PAST)
    };
    let told: Vec<&Telling<'_>> = earlier.iter().rev().take(LOOKED_BACK).filter(same).collect();
    let again = told.iter().any(|it| it.quantity.value == telling.quantity.value);
    let of_one_year =
        |it: &&&Telling<'_>| other_year(it.sentence(), year) == other_year(telling.sentence(), year);
    let exchanged = |it: &&&Telling<'_>| is_exchanged(it.quantity, telling.quantity);
    let found =
        told.iter().find(|it| exchanged(it) && of_one_year(it) && of_one_place(it.line, telling.line));
    found.copied().copied().filter(|_| !again)
}

/// Whether the text says how far two numbers are apart: then they are two.
fn difference_told(one: &Telling<'_>, other: &Telling<'_>, all: &[Telling<'_>]) -> bool {
    let apart = one.quantity.printed.checked_sub(other.quantity.printed).map(|it| it.abs());
    // 8个党支部中，有2个…: some of these are no difference.
    let some = |it: &Telling<'_>| {
        let own = other.quantity;
        let next = it.line.index == other.line.index && it.index == other.index + 1;
        next && other.line.text(own.to, it.quantity.from.max(own.to)).contains("中，")
    };
    all.iter()
        .rev()
        .take(LOOKED_BACK)
        .any(|it| it.quantity.same_unit(one.quantity) && Some(it.quantity.printed) == apart && !some(it))
}

/// Whether a number was told before as it is, with a word of what it is about: then it is that one.
fn told_same(second: &Telling<'_>, all: &[Telling<'_>]) -> bool {
    let place = |it: &Telling<'_>| (it.line.index, it.quantity.from);
    let before = all.get(..all.partition_point(|it| place(it) < place(second))).unwrap_or_default();
    // 复核为123处。对123处…: the nearest number that counts like things is this one.
    let like = |it: &&Telling<'_>| it.quantity.same_unit(second.quantity);
    if before
        .iter()
        .rev()
        .take(LOOKED_BACK)
        .find(like)
        .is_some_and(|it| it.quantity.value == second.quantity.value)
    {
        return true;
    }
    before.iter().rev().take(LOOKED_BACK).any(|it| {
        it.quantity.same_unit(second.quantity)
            && it.quantity.value == second.quantity.value
            && second.shares(it) > 0
    })
}

/// 在今年完成11户农村危房改造的基础上, 对全年盘活的14宗资产: it speaks of what was told before.
fn named_again<'l>(telling: Telling<'l>, earlier: &[Telling<'l>], year: &str) -> Option<Telling<'l>> {
    let [before, behind] = telling.words();
    let end = telling.quantity.to + behind.chars().count();
    let based = (behind.contains("的基础上") || telling.line.starts(end, "的基础上"))
        && before.contains('在')
        && has(before, &["今年", "全年", "现有", "已"]);
    // 岗位人员中的62人 are some of them.
    let known = before.ends_with('的')
        && !before.ends_with("中的")
        && has(before, &["对全年", "对今年", "全年", "对新", "对转移", "对已"]);
    if !based && !known {
        return None;
    }
    // What a plan starts from is of this year, whatever year the plan is for.
    let timely = |it: &Telling<'_>| match based {
        true => !has(it.sentence(), &OTHER_TIME) && other_year(it.sentence(), year).is_empty(),
        false => telling.of_one_year(it, year),
    };
    let of_it =
        |it: &&Telling<'_>| it.quantity.same_unit(telling.quantity) && telling.shares(it) > 1 && timely(it);
    let of_it: Vec<&Telling<'_>> = earlier.iter().rev().take(LOOKED_BACK).filter(of_it).collect();
    // Of two that it may mean nobody knows which.
    let one = of_it.len() == 1 || based;
    let told = of_it.iter().any(|it| it.quantity.value == telling.quantity.value);
    of_it.into_iter().filter(|_| one && !told).max_by_key(|it| telling.shares(it)).copied()
}

/// 养老机构11家、床位1180张, later 11家养老机构1080张床位: of two numbers that belong together one stayed.
fn beside<'l>(telling: Telling<'l>, seen: &mut Pairs<'l>, year: &str) -> Option<Telling<'l>> {
    const NEAREST: usize = 12;
    const NEAR: usize = 16;
    const MOST: usize = 6;
    let line = telling.line;
    let index = telling.index.checked_sub(1)?;
    let before = line.quantities.get(index)?;
    let between = line.text(before.to, telling.quantity.from);
    let near = telling.quantity.from.saturating_sub(before.to) <= NEAR
        && !between.contains(['。', '；', '：', '（']);
    // 重点项目42个，完成投资18.6亿元: in a clause of its own it has to be told with the same words.
    let apart = between.contains('，') || between.chars().count() > NEAREST;
    let whole = before.is_amount() && !before.range && before.printed > Decimal::TEN;
    if !near || !whole || before.same_unit(telling.quantity) {
        return None;
    }
    let anchor = Telling { line, index, quantity: before, period: telling.period };
    let key = (before.printed.normalize(), before.unit.as_str(), telling.quantity.unit.as_str());
    let known = seen.entry(key).or_default();
    // A text without a year in its title names that of its facts once.
    let unnamed = |second: &Telling<'_>| {
        let [own, theirs] = [telling.sentence(), second.sentence()];
        year.is_empty()
            && other_year(own, year).is_empty()
            && of_one_place(line, second.line)
            && !has(own, &OTHER_TIME)
            && !has(theirs, &OTHER_TIME)
            && same_words(second, &telling)
    };
    let differs = |[first, second]: &&[Telling<'_>; 2]| {
        let same = first.line.index == line.index && first.quantity.sentence == before.sentence;
        !same
            && second.quantity.value != telling.quantity.value
            && anchor.shares(first) > 0
            && match apart || parted(second) {
                true => same_words(second, &telling),
                false => telling.shares(second) > 1 || same_words(second, &telling),
            }
            && (telling.of_one_year(second, year) || unnamed(second))
    };
    let found = known.iter().find(differs).map(|[_, second]| *second);
    if known.len() < MOST {
        known.push([anchor, telling]);
    }
    found
}

/// Whether another number begins a clause of its own behind the one before it.
fn parted(telling: &Telling<'_>) -> bool {
    let before = telling.index.checked_sub(1).and_then(|at| telling.line.quantities.get(at));
    before.is_some_and(|it| telling.line.text(it.to, telling.quantity.from.max(it.to)).contains('，'))
}

/// Whether both stand behind the same words, 完成投资, and one was misread for the other.
fn same_words(one: &Telling<'_>, other: &Telling<'_>) -> bool {
    let [own, theirs] = [one, other].map(|it| core(it.line.label(it.index)));
    // 42个重点项目完成投资: the noun stands between.
    let same = own.ends_with(theirs) || theirs.ends_with(own);
    own.chars().count().min(theirs.chars().count()) > 1 && same && is_misread(one.quantity, other.quantity)
}

fn tell(first: Telling<'_>, second: Telling<'_>, out: &mut Findings) {
    if matches!(first.line.part, Part::Plan) != matches!(second.line.part, Part::Plan)
        && !second.words().iter().any(|text| has(text, &["基础上", "今年已", "全年", "针对"]))
        && !points_back(&second)
    {
        return;
    }
    let [one, other] = [first, second].map(|it| (it.line, it.index, it.quantity));
    judge(one, other, false, out);
}
