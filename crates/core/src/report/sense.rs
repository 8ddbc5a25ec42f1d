//! Whether a figure makes sense by itself: shares above the whole, values far from last year's, half people, and fewer than
//! none.

use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use super::{Figure, Relation, unit};

/// So many times as much as last year's value is hardly true.
const TIMES: i64 = 300;

/// So many times less is not either; money for works may well be.
const LESS: i64 = 1000;

/// What a share is called.
const SHARES: [&str; 5] = ["率", "占比", "比重", "比例", "覆盖面"];

/// Rates that may be above 100 %: of growth, of a plan's fulfilment, of debt.
const MORE: [&str; 15] = [
    "增长",
    "增速",
    "增幅",
    "同比",
    "环比",
    "完成",
    "执行",
    "负债",
    "毛入学",
    "回报",
    "收益",
    "利润",
    "产销",
    "周转",
    "赔付",
];

/// A share that is more than its whole.
fn share(figure: &Figure, figures: &[Figure]) -> Option<Diagnostic> {
    if !is_percent(&figure.unit) || figure.value <= Decimal::ONE_HUNDRED {
        return None;
    }
    let label = figure.label.as_str();
    let named = SHARES.iter().any(|word| label.ends_with(word));
    // Of 130 people out of 100, and not of money, which may be compared with less of it.
    let counted = |id: &String| figures.iter().any(|figure| figure.id == *id && unit::counts(&figure.unit));
    let reckoned = matches!(&figure.relation, Some(Relation::Ratio { numerator, denominator })
        if counted(numerator) && counted(denominator));
    if !(named || reckoned) || MORE.iter().any(|word| label.contains(word)) {
        return None;
    }
    let shown = figure.display();
    let message = Message::new(
        format!("{label}是 {shown}，超过了 100%"),
        format!("`{label}` is {shown}, more than 100 %"),
    );
    Some(Diagnostic::warning("figures/over-whole", message).help(Message::new(
        "看看是不是填错了一位，或者分子、分母填反了",
        "see whether a digit is wrong, or both numbers are exchanged",
    )))
}

/// A value far from last year's: another unit, or a digit too many.
fn last_year(figure: &Figure) -> Option<Diagnostic> {
    let (value, previous) = (figure.value, figure.previous?);
    if is_percent(&figure.unit) {
        return None;
    }
    let (now, before) = (value.abs(), previous.abs());
    let (larger, smaller, limit, zh) = match now > before {
        true => (now, before, TIMES, "大"),
        false => (before, now, LESS, "小"),
    };
    if smaller.is_zero() || larger < smaller.checked_mul(Decimal::from(limit))? {
        return None;
    }
    let times = larger.checked_div(smaller)?.round();
    let (label, unit) = (&figure.label, &figure.unit);
    let message = Message::new(
        format!("{label}是 {value}{unit}，比上年的 {previous}{unit} {zh}了大约 {times} 倍"),
        format!("`{label}` is {value}{unit}, last year it was {previous}{unit}: a factor of about {times}"),
    );
    Some(Diagnostic::warning("figures/far-from-last-year", message).help(unit_or_digit()))
}

/// What to look for where a number is far from others of its kind.
pub fn unit_or_digit() -> Message {
    Message::new(
        "看看是不是单位填成了元、万元里的另一种，或者多了、少了几位",
        "is it in another unit, or are there digits too many or too few?",
    )
}

/// What may be less than nothing: money, shares and their differences, and what has no unit.
const BELOW_ZERO: [&str; 6] = ["元", "%", "％", "‰", "百分点", ""];

/// What a label says of a difference, which may be below zero.
const DIFFERENCES: [&str; 7] = ["增", "减", "差", "变", "净", "升", "降"];

/// Less than none of something.
fn below_zero(figure: &Figure) -> Option<Diagnostic> {
    let (label, unit) = (&figure.label, &figure.unit);
    // What few figures are is asked first: a batch asks it of each figure of each row.
    let below = figure.value.is_sign_negative() && !figure.value.is_zero();
    let may = || {
        BELOW_ZERO.contains(&unit::base(unit).trim_start_matches("个"))
            || DIFFERENCES.iter().any(|word| label.contains(word))
    };
    (below && !may()).then(|| {
        let message = Message::new(
            format!("{label}是负数，单位却是“{unit}”"),
            format!("`{label}` is less than zero, its unit is `{unit}`"),
        );
        Diagnostic::warning("figures/negative", message)
            .help(Message::new("检查一下是不是多了一个减号", "see whether there is a minus sign too many"))
    })
}

/// What there are no halves of; a day or a shift has them.
const WHOLE: &str = "人户个件名家所座台辆头只羽口株棵宗起";

/// What a label says of a quotient, which is seldom whole.
const QUOTIENTS: [&str; 11] = ["均", "每", "率", "比", "指数", "系数", "折", "千人", "万人", "百户", "密度"];

/// A part of somebody, as where 万 fell off the unit.
fn broken(figure: &Figure) -> Option<Diagnostic> {
    let (label, unit, value) = (&figure.label, &figure.unit, figure.value);
    // What few figures are is asked first: a batch asks it of each figure of each row.
    let whole = || unit.chars().next().is_some_and(|first| WHOLE.contains(first)) && unit::counts(unit);
    let quotient = || QUOTIENTS.iter().any(|word| label.contains(word));
    (!value.fract().is_zero() && whole() && !quotient()).then(|| {
        let message = Message::new(
            format!("{label}是 {value}{unit}，“{unit}”不会有小数"),
            format!("`{label}` is {value}{unit}, and there are no parts of {unit}"),
        );
        Diagnostic::warning("figures/fraction", message).help(Message::new(
            format!("单位是“万{unit}”的写“万{unit}”；平均数在名称里写明“均”；不然改成整数"),
            format!(
                "write 万{unit} where that is the unit, an average is called 均; else write a whole number"
            ),
        ))
    })
}

/// What makes no sense of a figure, told one by one. A batch asks this of each figure of each row and nearly never hears
/// anything, so no list is made.
pub(super) fn senseless(figure: &Figure, figures: &[Figure], mut tell: impl FnMut(Diagnostic)) {
    share(figure, figures).into_iter().for_each(&mut tell);
    last_year(figure).into_iter().for_each(&mut tell);
    below_zero(figure).into_iter().for_each(&mut tell);
    broken(figure).into_iter().for_each(&mut tell);
}

fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}
