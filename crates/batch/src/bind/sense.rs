//! Whether a row makes sense: shares above the whole, values far from last year's, spaces inside names.

use gongwen_core::report::{Figure, Relation};
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use super::value::is_percent;

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
pub(super) fn share(figure: &Figure) -> Option<Diagnostic> {
    if !is_percent(&figure.unit) || figure.value <= Decimal::ONE_HUNDRED {
        return None;
    }
    let label = figure.label.as_str();
    let named = SHARES.iter().any(|word| label.ends_with(word));
    let reckoned = matches!(figure.relation, Some(Relation::Ratio { .. }));
    if !(named || reckoned) || MORE.iter().any(|word| label.contains(word)) {
        return None;
    }
    let shown = figure.display();
    let message = Message::new(
        format!("{label}是 {shown}，超过了 100%"),
        format!("`{label}` is {shown}, more than 100 %"),
    );
    Some(Diagnostic::warning("rows/over-whole", message).help(Message::new(
        "看看是不是填错了一位，或者分子、分母填反了",
        "see whether a digit is wrong, or both numbers are exchanged",
    )))
}

/// A value far from last year's: another unit, or a digit too many.
pub(super) fn last_year(figure: &Figure, value: Decimal, previous: Decimal) -> Option<Diagnostic> {
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
    Some(Diagnostic::warning("rows/far-from-last-year", message).help(unit_or_digit()))
}

pub(crate) fn unit_or_digit() -> Message {
    Message::new(
        "看看是不是单位填成了元、万元里的另一种，或者多了、少了几位",
        "is it in another unit, or are there digits too many or too few?",
    )
}

/// A name with spaces between its characters: `锦 河 村`, `张　家村`.
pub(super) fn spaced(text: &str, label: &str) -> Option<Diagnostic> {
    const NAMES: [&str; 8] = ["名", "村", "镇", "乡", "社区", "街道", "组", "局"];
    if text.is_ascii() || !text.contains(char::is_whitespace) {
        return None;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let chinese = plain.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let name = [label, plain.as_str()].iter().any(|text| NAMES.iter().any(|word| text.ends_with(word)));
    if !chinese || !name || plain.chars().count() > 12 {
        return None;
    }
    let message = Message::new(
        format!("“{text}”中间有空格，会照样印出来"),
        format!("there are spaces inside `{text}`, they are printed as well"),
    );
    Some(
        Diagnostic::warning("rows/inner-space", message)
            .help(Message::new(format!("删去空格，写“{plain}”"), format!("write `{plain}`"))),
    )
}
