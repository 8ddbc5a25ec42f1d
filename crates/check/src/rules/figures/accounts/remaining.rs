//! What is left of what was told before: 安排项目126个，完工119个 … 对126个项目中尚未完工的7个.

use std::collections::BTreeMap;

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::sums::closed::is_settled;
use crate::rules::figures::words::{compares, ends_with_noun, has};
use crate::{Findings, Part, Role};

/// So many numbers before what is done are asked for its whole.
const REACH: usize = 6;
/// No more wholes of one deed are kept.
const MOST: usize = 4;

/// Words before what is not done: the verb stands behind them.
const NOT: [&str; 9] = ["尚未", "还未", "仍未", "暂未", "没有", "还没有", "未能", "还没", "未"];

/// Words behind a verb that say that its deed came to an end.
const ENDS: [&str; 6] = ["到位", "完毕", "完成", "完结", "结束", "到底"];

/// Words for what is left, whose verb nobody names again.
const LEFT: [&str; 8] = ["尚余", "剩余", "余下", "剩下", "余下的", "剩下的", "剩余的", "尚余的"];

/// What was done of a whole.
#[derive(Clone)]
struct Done<'l> {
    line: &'l Line,
    /// The numbers before it of which it may be.
    wholes: Vec<&'l Quantity>,
    done: &'l Quantity,
}

impl Done<'_> {
    /// Whether its only whole counts what has this noun: 隐患563处, of 32处隐患.
    fn of_noun(&self, noun: &str) -> bool {
        let [whole] = self.wholes.as_slice() else { return false };
        // 合格512批次 leaves what is not so: nothing is left of it to be done.
        let label = self.line.label(self.line.index_at(self.done.from));
        if !(has(label, &["已", "完成"]) || is_settled(label)) {
            return false;
        }
        let at = self.line.index_at(whole.from);
        let stem = noun.char_indices().nth(2).map_or(noun, |(at, _)| noun.get(..at).unwrap_or(noun));
        let alike = ends_with_noun(self.line.label(at), noun) || self.line.noun(at).starts_with(stem);
        stem.chars().count() == 2 && alike
    }
}

/// What is done, by its verb and its unit.
type Known<'l> = BTreeMap<(&'l str, &'l str), Vec<Done<'l>>>;

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    let mut known: Known<'_> = BTreeMap::new();
    // The last deed of each unit: what is left is left of it.
    let mut last: BTreeMap<&str, Done<'_>> = BTreeMap::new();
    let prose = lines.iter().filter(|line| {
        !matches!(line.role, Role::Cell(_) | Role::Footnote) && !matches!(line.part, Part::Signature)
    });
    for line in prose {
        for (index, quantity) in line.quantities.iter().enumerate() {
            if !quantity.is_amount() || quantity.range || quantity.quoted || quantity.qualifier.is_some() {
                continue;
            }
            if is_left(line, index) {
                let told = last.get(quantity.unit.as_str()).filter(|it| it.of_noun(line.noun(index)));
                told.into_iter()
                    .for_each(|told| judge(line, index, quantity, std::slice::from_ref(told), out));
            } else if let Some(verb) = undone(line, index) {
                let told = known.get(&(verb, quantity.unit.as_str()));
                told.into_iter().for_each(|told| judge(line, index, quantity, told, out));
            } else if let Some((verb, done)) = done(line, index, quantity) {
                last.insert(quantity.unit.as_str(), done.clone());
                let told = known.entry((verb, quantity.unit.as_str())).or_default();
                again(line, index, &done, told, out);
                if told.len() < MOST {
                    told.push(done);
                }
            }
        }
    }
}

/// The verb of two characters that ends the words before a number of what is done: 完工119个, 已整改462处.
fn done<'l>(line: &'l Line, index: usize, done: &'l Quantity) -> Option<(&'l str, Done<'l>)> {
    let label = line.label(index).trim_end_matches('了');
    let short = label.chars().count() <= 8 && !compares(label) && !has(label, &["应", "新", "计划", "累计"]);
    let (at, _) = label.char_indices().rev().nth(1).filter(|_| short)?;
    let verb = label.get(at..)?;
    let before = (index.saturating_sub(REACH)..index).rev();
    let own = before.filter_map(|at| line.quantities.get(at)).take_while(|it| it.sentence == done.sentence);
    let more =
        |it: &&Quantity| it.same_unit(done) && it.depth == done.depth && done.value.is_below(&it.value);
    let wholes: Vec<&Quantity> = own.filter(more).collect();
    let plain = !wholes.is_empty() && wholes.iter().all(|it| it.qualifier.is_none() && !it.range);
    plain.then_some((verb, Done { line, wholes, done }))
}

/// 64件，已办结61件 … 64件中已办结58件: as many of one whole are done.
fn again(line: &Line, index: usize, own: &Done<'_>, told: &[Done<'_>], out: &mut Findings) {
    let timed = |line: &Line, it: &Quantity| {
        let from = line.back(it.from, &['。', '；', '\n'], 60);
        has(
            line.text(from, it.from),
            &["月", "季度", "上半年", "首批", "第", "日前", "中旬", "计划", "目标", "上年", "去年"],
        )
    };
    let [only] = told else { return };
    let ([whole], [same]) = (only.wholes.as_slice(), own.wholes.as_slice()) else { return };
    let apart = only.line.index != line.index || only.done.sentence != own.done.sentence;
    let of_one = whole.value == same.value && whole.printed > Decimal::TEN;
    if !apart
        || !of_one
        || own.done.value.may_equal(&only.done.value)
        || timed(only.line, only.done)
        || timed(line, own.done)
    {
        return;
    }
    let (one, other) = (only.done.shown(), own.done.shown());
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, index),
        to: own.done.to,
        claim: own.done,
        called: ("这里", "here"),
        parts: vec![*whole, only.done],
        verdict: Verdict::Fails,
        reason: format!("{one} ≠ {other}"),
    }
    .suspect(
        || format!("前文同一批里办了的是 {one}，这里写的是 {other}"),
        || format!("{one} were done of these before, here it is {other}"),
        out,
    );
}

/// Whether a number says how many are left, told in a clause that begins with it: 剩余32处隐患, 对余下的32处隐患.
fn is_left(line: &Line, index: usize) -> bool {
    let label = line.label(index).trim_start_matches(['对', '将', '把']);
    LEFT.contains(&label)
}

/// The verb of what is not done, of which a number tells: 尚未完工的9个, 未办结的27件.
fn undone(line: &Line, index: usize) -> Option<&str> {
    let label = line.label(index);
    let verb = label.strip_suffix('的')?;
    let (word, at) =
        NOT.iter().filter_map(|word| Some((word, verb.rfind(word)?))).max_by_key(|(_, at)| *at)?;
    let verb = verb.get(at + word.len()..)?.trim_start_matches(['能', '有', '曾']);
    // 尚未整改到位的, 尚未完成整改的: of the deed itself.
    let verb = ENDS.iter().find_map(|end| verb.strip_suffix(end)).filter(|it| !it.is_empty()).unwrap_or(verb);
    let verb = verb.strip_prefix("完成").filter(|it| !it.is_empty()).unwrap_or(verb);
    (verb.chars().count() == 2).then_some(verb)
}

fn judge(line: &Line, index: usize, left: &Quantity, told: &[Done<'_>], out: &mut Findings) {
    // 126个项目中尚未完工的: of this whole, else of the only one.
    let before = index.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(|it| {
        it.same_unit(left)
            && it.sentence == left.sentence
            && line.text(it.to, left.from.max(it.to)).contains('中')
    });
    let of: Vec<&Done<'_>> = told
        .iter()
        .filter(|it| before.is_none_or(|whole| it.wholes.iter().any(|it| it.value == whole.value)))
        .filter(|it| it.line.index != line.index || it.done.sentence != left.sentence)
        .collect();
    let [only] = of.as_slice() else { return };
    let fits = only.wholes.iter().any(|whole| left.value.may_equal(&(whole.value - only.done.value)));
    let named = before.and_then(|whole| only.wholes.iter().find(|it| it.value == whole.value));
    // Of several wholes the one that is named again.
    let whole = match (named, only.wholes.as_slice()) {
        (Some(whole), _) | (None, [whole]) => *whole,
        _ => return,
    };
    // What is not named again and comes to another size may be left of something else.
    let rest = whole.value - only.done.value;
    let like = !left.value.is_below(&rest.times(Decimal::new(5, 1)))
        && !rest.times(Decimal::TWO).is_below(&left.value);
    if fits || (named.is_none() && !like) {
        return;
    }
    let related = vec![whole, only.done];
    let (whole, done) = (printed_in(whole, left), printed_in(only.done, left));
    let (made, shown) = (whole.checked_sub(done).unwrap_or(whole).normalize(), left.shown());
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, index),
        to: left.to,
        claim: left,
        called: ("余下的数", "rest"),
        parts: related,
        verdict: Verdict::Fails,
        reason: format!("{whole} - {done} = {made}"),
    }
    .tell(
        || format!("前文 {whole} 中已办 {done}，应余 {made}，这里写的是 {shown}"),
        || format!("{done} of {whole} are done, so {made} are left; {shown} is stated"),
        out,
    );
}
