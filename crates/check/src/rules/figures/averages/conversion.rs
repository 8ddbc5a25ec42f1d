//! One amount in two units 单位换算: 100公顷（1500亩）, 11.2万千瓦时，即11.2万度; and one amount that is ten times another.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins};
use crate::rules::figures::words::has;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, pair) in line.quantities.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        if other.from >= one.to && other.from - one.to <= 10 {
            conversion(line, index, one, other, out);
        }
    }
    shifted(line, out);
}

/// What is said of a number in another unit.
const SAID: [&str; 17] = [
    "合",
    "折合",
    "折",
    "约合",
    "即",
    "也就是",
    "相当于",
    "折算",
    "折算为",
    "折合为",
    "换算为",
    "等于",
    "约等于",
    "折合约",
    "折约",
    "也即",
    "折成",
];

/// How many numbers before are added at most.
const ROW: usize = 6;

/// One amount in two units.
fn conversion(line: &Line, index: usize, one: &Quantity, other: &Quantity, out: &mut Findings) {
    let gap = line.text(one.to, other.from);
    let bracket = gap.starts_with('（');
    let verb = gap.trim_start_matches(['，', '（']);
    // 亩产550公斤，折合每亩1100斤: what it is told of is said again.
    let again = |each: &str| !each.is_empty() && line.label(index).contains(each);
    let verb = verb.split_once('每').filter(|(_, each)| again(each)).map_or(verb, |it| it.0);
    let told = SAID.contains(&verb);
    let said = told || (bracket && matches!(verb, "" | "约"));
    let heads = has(&one.unit, &["人", "户"]) && (one.unit != other.unit || one.factor == other.factor);
    if !said || one.range || other.range || !one.is_amount() || heads {
        return;
    }
    // （1500亩，…） goes on with another fact, unless a word says that it is the same.
    let alone =
        !bracket || line.char(other.to) == '）' || (told && matches!(line.char(other.to), '，' | '；'));
    if !alone || one.printed_unit == other.printed_unit {
        return;
    }
    let Some(value) = in_unit(one, other) else { return };
    // 户均6万元（2.52亿元）: a total behind its average is no other unit of it.
    let far = {
        let twenty = Decimal::from(20);
        value.times(twenty).is_below(&other.value) || other.value.times(twenty).is_below(&value)
    };
    let each = line.label(index).contains(['均', '每']);
    if !told && one.unit == other.unit && far && (each || digits(one.printed) != digits(other.printed)) {
        return;
    }
    let verdict = other.value.equals(value);
    let made = about(&value.times(Decimal::ONE.checked_div(other.factor).unwrap_or(Decimal::ONE)), 4);
    let (first, second) =
        (format!("{}{}", one.shown(), one.printed_unit), format!("{}{}", other.shown(), other.printed_unit));
    let unit = &other.printed_unit;
    // Who reckons an acre as 667 square metres is right as well.
    let rough = one.unit != other.unit && {
        let share = |thousandths| value.times(Decimal::new(thousandths, 3));
        !other.value.is_below(&share(990)) && !share(1010).is_below(&other.value)
    };
    // 450亩（约45公顷）: 约 stands for what was rounded, not for another number.
    // 一条420米，一条380米，合0.8公里: of all that stand in the row.
    let summed = || {
        let row = line.quantities.get(..index).unwrap_or_default().iter().rev().take(ROW);
        let mut sum = value;
        row.take_while(|it| it.printed_unit == one.printed_unit && it.sentence == one.sentence).any(|it| {
            sum = sum + in_unit(it, other).unwrap_or(Interval::UNKNOWN);
            other.value.equals(sum) == Verdict::Holds
        })
    };
    let about_other = other.qualifier == Some(Qualifier::About) && one.qualifier.is_none() && {
        let printed = Interval::exact(other.printed.checked_mul(other.factor).unwrap_or(other.printed));
        let share = |hundredths| value.times(Decimal::new(hundredths, 2));
        printed.is_below(&share(80)) || share(120).is_below(&printed)
    };
    let verdict = if about_other { Verdict::Fails } else { verdict };
    Statement {
        kind: "figures/unit-conversion",
        line,
        from: begins(line, index),
        to: other.to,
        claim: other,
        called: ("换算", "converted"),
        parts: vec![one],
        verdict: if rough || verdict == Verdict::Fails && summed() { Verdict::Holds } else { verdict },
        reason: format!("{first} = {made}{unit}"),
    }
    .tell(
        || format!("{first} 是 {made}{unit}，不是 {second}"),
        || format!("{first} is {made} {unit}, not {second}"),
        out,
    );
}

/// A value in the unit of another quantity: 亩 are 2000/3 平方米.
fn in_unit(one: &Quantity, other: &Quantity) -> Option<Interval> {
    let (two_thousand, three) = (Decimal::from(2000), Decimal::from(3));
    match (one.unit.as_str(), other.unit.as_str()) {
        (own, wanted) if own == wanted => Some(one.value),
        ("亩", "平方米") => Some(one.value.times(two_thousand.checked_div(three)?)),
        ("平方米", "亩") => Some(one.value.times(three.checked_div(two_thousand)?)),
        _ => None,
    }
}

/// 概算总投资9.87亿元 and 占总投资9870万元的60%: one name, the same digits, ten times as much.
fn shifted(line: &Line, out: &mut Findings) {
    let digits: Vec<i128> = line.quantities.iter().map(|it| digits(it.printed)).collect();
    for (index, (other, own)) in line.quantities.iter().zip(&digits).enumerate() {
        // Two digits are alike by chance.
        if *own < 100 || !other.is_amount() || other.range {
            continue;
        }
        let least = index.saturating_sub(12);
        let earlier = line.quantities.iter().zip(&digits).enumerate().take(index).skip(least);
        let alike = earlier.filter(|(_, (one, theirs))| {
            *theirs == own && one.same_unit(other) && !one.range && !one.value.may_equal(&other.value)
        });
        for (at, (one, _)) in alike {
            if !same_name(line.label(at), line.label(index)) {
                continue;
            }
            // Of several projects that have a 总投资 each, two may be alike by chance.
            let called = |it: &usize| same_name(line.label(*it), line.label(index));
            if (0..line.quantities.len()).filter(called).take(3).count() > 2 {
                continue;
            }
            let (first, second) = (
                format!("{}{}", one.shown(), one.printed_unit),
                format!("{}{}", other.shown(), other.printed_unit),
            );
            Statement {
                kind: "figures/unit-conversion",
                line,
                from: begins(line, at),
                to: one.to,
                claim: one,
                called: ("同一个数", "same number"),
                parts: vec![other],
                verdict: Verdict::Fails,
                reason: format!("{first} ≠ {second}"),
            }
            .tell(
                || format!("前面写 {first}，后面写 {second}：数字一样，大小差了十倍或更多"),
                || format!("{first} and {second} have the same digits and are ten or more times apart"),
                out,
            );
            return;
        }
    }
}

/// The digits of a number without the zeros at its end.
fn digits(value: Decimal) -> i128 {
    let mut digits = value.mantissa().abs();
    while digits > 0 && digits % 10 == 0 {
        digits /= 10;
    }
    digits
}

/// Whether two labels end in one name of three characters or more, and none of them speaks of another time or of each.
fn same_name(one: &str, other: &str) -> bool {
    let bare = |label: &str| -> Vec<char> {
        label
            .trim_end_matches(['达', '到', '为', '是', '约', '共', '计', '有'])
            .chars()
            .rev()
            .take(3)
            .collect()
    };
    let (name, again) = (bare(one), bare(other));
    let apart = ["另", "一期", "二期", "每", "均", "单", "各", "年", "去", "增", "减", "到"];
    name.len() == 3 && name == again && !has(one, &apart) && !has(other, &apart)
}
