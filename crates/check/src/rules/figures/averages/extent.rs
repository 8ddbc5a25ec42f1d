//! Areas and volumes of what is long, wide and deep 长宽高与面积、体积: 全长18.6公里，路面宽7.5米，铺筑面积13.95万平方米. What is laid may be
//! more than that, at crossings, or less; so only a point set wrong or one digit is told of.

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;
use gongwen_core::interval::Verdict;

/// How many numbers before an area its sides may stand.
const REACH: usize = 10;

/// Which way something is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Length,
    Width,
    Height,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if !line.chars.iter().any(|c| matches!(c, '宽' | '高' | '深' | '厚')) {
        return;
    }
    for (index, claim) in line.quantities.iter().enumerate() {
        let solid = match claim.unit.as_str() {
            "平方米" | "亩" => false,
            "立方米" => true,
            _ => continue,
        };
        if !claim.range && !claim.quoted && claim.qualifier.is_none() {
            judge(line, index, claim, solid, out);
        }
    }
}

/// A measured side, in metres as printed.
fn side(line: &Line, at: usize) -> Option<(Side, Decimal)> {
    let it = line.quantities.get(at).filter(|it| !it.range && !it.quoted && it.qualifier.is_none())?;
    let metres = match it.unit.as_str() {
        "米" => Decimal::ONE,
        "厘米" => Decimal::new(1, 2),
        "毫米" => Decimal::new(1, 3),
        _ => return None,
    };
    let label = line.label(at).trim_end_matches(['为', '约', '达', '到', '是', '均', '度', '各']);
    let noun = line.noun(at);
    let side = match label.chars().next_back() {
        Some('宽') => Side::Width,
        Some('高' | '深' | '厚') => Side::Height,
        _ if noun.starts_with('宽') => Side::Width,
        _ if noun.starts_with(['高', '深', '厚']) => Side::Height,
        _ => Side::Length,
    };
    let value = it.printed.checked_mul(it.factor)?.checked_mul(metres)?;
    (!has(line.label(at), &["比", "较", "增", "减", "剩", "超"])).then_some((side, value))
}

fn judge(line: &Line, index: usize, claim: &Quantity, solid: bool, out: &mut Findings) {
    let Some(last) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return };
    // 其中, 另有 and another thing have sides of their own.
    let gap = line.text(last.to, claim.from.max(last.to));
    let own =
        last.sentence == claim.sentence && !gap.contains(['。', '；', '（']) && gap.chars().count() <= 40;
    if !own || side(line, index - 1).is_none() || has(gap, &["其中", "另", "累计", "同比", "每", "均", "比"])
    {
        return;
    }
    let sides: Vec<(usize, Side, Decimal)> = (index.saturating_sub(REACH)..index)
        .filter(|at| line.quantities.get(*at).is_some_and(|it| it.sentence + 2 >= claim.sentence))
        .filter_map(|at| side(line, at).map(|(side, value)| (at, side, value)))
        .collect();
    let of = |wanted: Side| sides.iter().filter(move |(_, side, _)| *side == wanted);
    let (widths, heights): (Vec<_>, Vec<_>) = (of(Side::Width).collect(), of(Side::Height).collect());
    // Of a road its thickness makes no area; of a wall without a width its height does.
    let pairs: Vec<(Vec<usize>, Decimal)> = match (solid, widths.as_slice(), heights.as_slice()) {
        (false, [], heights) => heights.iter().map(|(at, _, value)| (vec![*at], *value)).collect(),
        (false, widths, _) => widths.iter().map(|(at, _, value)| (vec![*at], *value)).collect(),
        (true, [(wide, _, width)], [(high, _, height)]) => {
            width.checked_mul(*height).map(|area| vec![(vec![*wide, *high], area)]).unwrap_or_default()
        }
        _ => return,
    };
    let made: Vec<(Vec<usize>, Decimal)> = of(Side::Length)
        .flat_map(|(at, _, length)| pairs.iter().map(move |(places, other)| (at, places, length, other)))
        .filter_map(|(at, places, length, other)| {
            let product = in_unit(length.checked_mul(*other)?, claim)?;
            Some(([*at].into_iter().chain(places.iter().copied()).collect(), product))
        })
        .collect();
    let Some(stated) = claim.printed.checked_mul(claim.factor) else { return };
    let fits = |made: &Decimal| claim.value.contains(*made) || is_near(stated, *made);
    let verdict = if made.iter().any(|(_, made)| fits(made)) { Verdict::Holds } else { Verdict::Fails };
    let meant = made.iter().find(|(_, made)| match verdict {
        Verdict::Holds => fits(made),
        _ => pairs.len() == 1 && is_slip(claim, *made),
    });
    let Some((places, product)) = meant else { return };
    let parts: Vec<&Quantity> = places.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let first = places.iter().copied().min().unwrap_or(index);
    let unit = &claim.printed_unit;
    let computed = product
        .checked_div(claim.factor)
        .unwrap_or(*product)
        .round_dp(claim.printed.scale().max(2))
        .normalize();
    let shown: Vec<String> = parts.iter().map(|it| format!("{}{}", it.shown(), it.printed_unit)).collect();
    Statement {
        kind: "figures/unit-conversion",
        line,
        from: begins(line, first),
        to: claim.to,
        claim,
        called: if solid { ("体积", "volume") } else { ("面积", "area") },
        parts,
        verdict,
        reason: format!("{} = {computed}{unit}", shown.join(" × ")),
    }
    .tell(
        || format!("写的是 {}{unit}，按长宽高算是 {computed}{unit}", claim.shown()),
        || format!("{} is stated, its sides make {computed}", claim.shown()),
        out,
    );
}

/// Square metres in the base of a claim: 亩 are 2000/3 of them.
fn in_unit(value: Decimal, claim: &Quantity) -> Option<Decimal> {
    match claim.unit.as_str() {
        "亩" => value.checked_mul(Decimal::new(15, 4)),
        _ => Some(value),
    }
}

/// Whether two numbers are the same but for rounding.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let slack = other.checked_mul(Decimal::new(12, 3)).unwrap_or_default();
    (one - other).abs() <= slack
}

/// Whether a number is another one with its point set wrong, or with one digit or two neighbours written wrong.
fn is_slip(claim: &Quantity, made: Decimal) -> bool {
    // Two digits are alike by chance, unless no digit of the product is left out.
    let long = digits(claim.printed).iter().skip_while(|c| **c == '0').count() >= 3;
    let stated = claim.printed.checked_mul(claim.factor);
    let same = |it: Decimal| stated == Some(it) || long && claim.value.contains(it);
    let shifted = (1..=4)
        .map(|power| Decimal::from(10_i64.pow(power)))
        .any(|by| made.checked_mul(by).is_some_and(same) || made.checked_div(by).is_some_and(same));
    let Some(value) = made.checked_div(claim.factor).map(|it| it.round_dp(claim.printed.scale())) else {
        return shifted;
    };
    let (one, other) = (digits(claim.printed), digits(value));
    let differ: Vec<(char, char)> =
        one.iter().copied().zip(other.iter().copied()).filter(|(a, b)| a != b).collect();
    let typed = match differ.as_slice() {
        [_] => true,
        [(a, b), (c, d)] => a == d && b == c,
        _ => false,
    };
    shifted || typed && one.len() == other.len() && one.len() >= 3
}

fn digits(value: Decimal) -> Vec<char> {
    value.to_string().chars().filter(char::is_ascii_digit).collect()
}
