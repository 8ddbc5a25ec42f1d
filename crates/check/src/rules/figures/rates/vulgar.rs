//! Fractions in words 分数: 占储备规模6万吨的三分之一, 其中返乡62人，占三分之一.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::halves;
use super::referred::operands;
use super::spoken::{self, Share};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// The numerals that both numbers of a fraction are written with.
const DIGITS: &str = "一二三四五六七八九十";

/// A fraction as it stands in the text.
struct Fraction {
    from: usize,
    to: usize,
    value: Decimal,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for at in (1..line.chars.len()).filter(|at| line.char(*at) == '分' && line.char(at + 1) == '之') {
        let Some(fraction) = fraction(line, at) else { continue };
        if let Some((part, whole)) = named(line, &fraction).or_else(|| listed(line, &fraction)) {
            judge(line, &fraction, part, whole, out);
        } else {
            spoken(line, &fraction, out);
        }
    }
}

/// 三分之二, of one numeral each; 百分之三 is a rate, and 十二分之一 is no fraction that reports count with.
fn fraction(line: &Line, at: usize) -> Option<Fraction> {
    let digit = |at: usize| DIGITS.chars().position(|c| c == line.char(at)).map(|it| it + 1);
    let (below, above) = (digit(at - 1)?, digit(at + 2)?);
    let alone = at.checked_sub(2).and_then(&digit).is_none() && digit(at + 3).is_none();
    let value = Decimal::from(above).checked_div(Decimal::from(below))?;
    (alone && above < below).then_some(Fraction { from: at - 1, to: at + 3, value })
}

/// What may be a part or a whole.
fn plain(it: &&Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// 轮换1.5万吨，占储备规模6万吨的三分之一: the whole stands within the words of the share.
fn named<'l>(line: &'l Line, fraction: &Fraction) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = line.index_at(fraction.from).checked_sub(1)?;
    let whole = line.quantities.get(at).filter(plain)?;
    let share = line.label(at).rsplit_once('占');
    let scope = share.filter(|(subject, of)| {
        !of.starts_with(['地', '用', '领']) && matches!(*subject, "" | "约" | "就" | "已" | "只" | "仅")
    });
    let given = is_bare(line.text(whole.to, fraction.from).strip_prefix('的')?);
    let part = at.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(plain)?;
    let gap = line.text(part.to, whole.from.max(part.to));
    let own = part.same_unit(whole) && part.sentence == whole.sentence && part.depth == whole.depth;
    let near = gap.matches('，').count() == 1 && !has(line.label(at - 1), &["上年", "去年", "同期"]);
    (scope.is_some() && given && own && near).then_some((part, whole))
}

/// The part and the whole of a fraction when 其中 opens the part: 职工186人，其中返乡62人，占三分之一.
fn listed<'l>(line: &'l Line, fraction: &Fraction) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = line.index_at(fraction.from).checked_sub(1)?;
    let part = line.quantities.get(at).filter(plain)?;
    let whole = at.checked_sub(1).and_then(|at| line.quantities.get(at)).filter(plain)?;
    let said = line.text(part.to, fraction.from);
    let (_, of) = said.split_once('，').filter(|(noun, _)| noun.chars().count() <= 6)?;
    let of = of.strip_prefix("约占").or_else(|| of.strip_prefix('占'))?;
    let rest = ["总数的", "总数", "全部的", "总量的", "总人数的", "其"]
        .iter()
        .find_map(|word| of.strip_prefix(word));
    let own = part.same_unit(whole) && part.sentence == whole.sentence && part.depth == whole.depth;
    let opened = line.label(at).starts_with("其中") && !line.label(at - 1).contains('均');
    (is_bare(rest.unwrap_or(of)) && own && opened).then_some((part, whole))
}

/// The share whose 分之 begins at a place, with its qualifiers.
pub(crate) fn share(line: &Line, at: usize) -> Option<Share> {
    let fraction = (line.char(at + 1) == '之').then(|| fraction(line, at))??;
    let percent = fraction.value * Decimal::ONE_HUNDRED;
    let slack = fraction.value * Decimal::TEN;
    Some(spoken::share(line, (fraction.from, fraction.to), percent, slack))
}

/// 后厨达标的158家，占四分之三; 两项加起来占到三分之二: of what stands farther off, or has to be added first.
fn spoken(line: &Line, fraction: &Fraction, out: &mut Findings) {
    let percent = fraction.value * Decimal::ONE_HUNDRED;
    let slack = fraction.value * Decimal::TEN;
    let share = spoken::share(line, (fraction.from, fraction.to), percent, slack);
    halves::judge(line, &share, operands(line, line.index_at(share.from), &share), out);
}

/// Whether nothing stands before a fraction but that it is no exact one.
fn is_bare(text: &str) -> bool {
    matches!(text, "" | "约" | "近" | "将近" | "接近")
}

/// Fractions in words are told to a tenth, with 约 and 左右 to a quarter.
fn judge(line: &Line, fraction: &Fraction, part: &Quantity, whole: &Quantity, out: &mut Findings) {
    let vague = matches!(line.char(fraction.from - 1), '约' | '近')
        || ["多", "强", "弱", "左右", "以上", "以下", "上下"]
            .iter()
            .any(|word| line.starts(fraction.to, word));
    let (low, high) = if vague { (75, 125) } else { (90, 110) };
    let made = part.value.quotient(whole.value);
    let bound = |hundredths: i64| Interval::exact(fraction.value).times(Decimal::new(hundredths, 2));
    let fails = made.is_below(&bound(low)) || bound(high).is_below(&made);
    let (part_shown, whole_shown) = (printed_in(part, whole), whole.shown());
    let percent = about(&made.times(Decimal::ONE_HUNDRED), 1);
    let index = line.index_at(part.from);
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, index),
        to: fraction.to,
        claim: part,
        called: ("占比", "share"),
        parts: vec![whole],
        verdict: if fails { Verdict::Fails } else { Verdict::Holds },
        reason: format!("{part_shown} ÷ {whole_shown} = {percent}%"),
    }
    .tell(
        || format!("写的是{}，按前面的数算是 {percent}%", line.text(fraction.from, fraction.to)),
        || format!("the numbers make {percent} %, which is no such fraction"),
        out,
    );
}
