//! Figures and arithmetic with them.

use handlebars::JsonValue;
use rust_decimal::Decimal;

use super::call::Call;
use crate::view::undefined_figure;
use gongwen_core::report::number::{change as changed, round_half_up};
use gongwen_core::report::unit;
use gongwen_document::Message;

/// The helper `{{figure "id" part="value"}}`: a figure 指标 by its id, or the part of it that is asked for.
pub(super) fn figure(call: &Call<'_, '_>) -> Result<String, Message> {
    let argument = call.argument(0)?;
    let Some(figure) = figure_of(call, argument) else { return Err(not_a_figure(call, argument)) };
    let part = match call.option("part")? {
        None => "text",
        Some(part @ ("value" | "amount" | "unit" | "label" | "previous" | "growth" | "target" | "rate")) => {
            part
        }
        Some(part) => {
            return Err(call.fail(
                format!("part 不能是 {part}，可以是 value、amount、unit、label、previous、growth、target、rate"),
                format!(
                    "`part` cannot be {part}; it can be value, amount, unit, label, previous, growth, target, rate"
                ),
            ));
        }
    };
    match text(figure, part) {
        Some(text) => Ok(text.to_owned()),
        None => Err(call.fail(format!("这个指标没有 {part}"), format!("the figure has no {part}"))),
    }
}

/// `{{convert "id" to="亿元" digits=2}}`
pub(super) fn convert(call: &Call<'_, '_>) -> Result<String, Message> {
    let number = number(call, call.argument(0)?)?;
    let from = call.option("from")?.unwrap_or(number.unit);
    let Some(to) = call.option("to")? else {
        return Err(call.fail("缺 to，如 to=\"亿元\"", "`to` is missing, as to=\"亿元\""));
    };
    let value = converted(call, number.value, from, to)?;
    let value = match call.digits()? {
        Some(digits) => round_half_up(value, digits),
        None => value.normalize(),
    };
    Ok(format!("{value}{to}"))
}

/// `{{percent part whole digits=1}}`
pub(super) fn percent(call: &Call<'_, '_>) -> Result<String, Message> {
    let part = number(call, call.argument(0)?)?;
    let whole = number(call, call.argument(1)?)?;
    let whole_value = if whole.unit == part.unit || whole.unit.is_empty() || part.unit.is_empty() {
        whole.value
    } else {
        converted(call, whole.value, whole.unit, part.unit)?
    };
    let share = part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|value| value.checked_div(whole_value));
    let Some(share) = share else { return Err(call.fail("不能除以 0", "division by zero")) };
    Ok(format!("{}%", round_half_up(share, call.digits()?.unwrap_or(1))))
}

/// `{{change number previous digits=1 prefix="较上年"}}`
pub(super) fn change(call: &Call<'_, '_>) -> Result<String, Message> {
    let prefix = call.option("prefix")?.unwrap_or("同比");
    let alone = call.count() == 1;
    if let Some(figure) = figure_of(call, call.argument(0)?).filter(|_| alone) {
        // As prose prints it; only who asks for other digits or another unit has it computed anew.
        let as_it_is = call.digits()?.is_none() && call.option("unit")?.is_none();
        if let Some(growth) = text(figure, "growth").filter(|_| as_it_is) {
            return Ok(format!("{prefix}{growth}"));
        }
        if text(figure, "previous").is_some() && text(figure, "amount") != text(figure, "value") {
            return Err(call
                .fail("这个指标不是确数，算不出同比", "the figure is not exact: there is no exact change"));
        }
    }
    let now = number(call, call.argument(0)?)?;
    let previous = if !alone {
        let previous = number(call, call.argument(1)?)?;
        let same = previous.unit == now.unit || previous.unit.is_empty() || now.unit.is_empty();
        if same { previous.value } else { converted(call, previous.value, previous.unit, now.unit)? }
    } else {
        let figure = figure_of(call, call.argument(0)?);
        let previous = figure.and_then(|figure| decimal(text(figure, "previous")?));
        match previous {
            Some(previous) => previous,
            None => return Err(call.fail("没有上年的数", "there is no number for last year")),
        }
    };
    let unit = call.option("unit")?.unwrap_or(now.unit);
    let digits = call.digits()?.unwrap_or(1);
    match changed(now.value, previous, unit, digits) {
        Some(change) => Ok(change.text(prefix)),
        None => Err(call.fail("上年的数不大于 0，比不出增长", "last year's number is not above 0")),
    }
}

/// `{{sum "a" "b" unit="万元"}}`
pub(super) fn sum(call: &Call<'_, '_>) -> Result<String, Message> {
    let mut numbers = Vec::new();
    for index in 0..call.count().max(1) {
        match call.argument(index)? {
            JsonValue::Array(list) => {
                for value in list {
                    numbers.push(number(call, value)?);
                }
            }
            value => numbers.push(number(call, value)?),
        }
    }
    let first = numbers.iter().map(|number| number.unit).find(|unit| !unit.is_empty()).unwrap_or_default();
    let unit = call.option("unit")?.unwrap_or(first);
    let mut total = Decimal::ZERO;
    for number in numbers {
        let from = if number.unit.is_empty() { unit } else { number.unit };
        let sum = total.checked_add(converted(call, number.value, from, unit)?);
        let Some(sum) = sum else { return Err(call.fail("数太大", "the numbers are too large")) };
        total = sum;
    }
    let total = match call.digits()? {
        Some(digits) => round_half_up(total, digits),
        None => total.normalize(),
    };
    Ok(format!("{total}{unit}"))
}

struct Number<'c> {
    value: Decimal,
    unit: &'c str,
}

/// A number, the digits of one, the id of a figure, or a figure.
fn number<'c>(call: &Call<'c, '_>, argument: &'c JsonValue) -> Result<Number<'c>, Message> {
    let bare = match argument {
        JsonValue::Number(number) => decimal(&number.to_string()),
        JsonValue::String(digits) => decimal(digits),
        _ => None,
    };
    if let Some(value) = bare {
        return Ok(Number { value, unit: "" });
    }
    let Some(figure) = figure_of(call, argument) else { return Err(not_a_figure(call, argument)) };
    let Some(value) = text(figure, "value").and_then(decimal) else {
        return Err(call.fail("范围不能计算", "a range cannot be calculated with"));
    };
    Ok(Number { value, unit: text(figure, "unit").unwrap_or_default() })
}

fn decimal(digits: &str) -> Option<Decimal> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if plain { Decimal::from_str_exact(digits).ok() } else { None }
}

/// The figure that this is, or that has this id.
fn figure_of<'c>(call: &Call<'c, '_>, argument: &'c JsonValue) -> Option<&'c JsonValue> {
    match argument {
        JsonValue::Object(_) => Some(argument),
        JsonValue::String(id) => {
            let figures = call.root.get("figures").and_then(JsonValue::as_array)?;
            figures.iter().find(|figure| text(figure, "id") == Some(id))
        }
        _ => None,
    }
}

fn text<'c>(figure: &'c JsonValue, part: &str) -> Option<&'c str> {
    figure.get(part).and_then(JsonValue::as_str)
}

fn not_a_figure(call: &Call<'_, '_>, argument: &JsonValue) -> Message {
    match argument.as_str() {
        Some(id) => {
            let message = undefined_figure(id);
            call.fail(message.zh, message.en)
        }
        None => call.fail("要一个数或者指标", "it takes a number or a figure"),
    }
}

fn converted(call: &Call<'_, '_>, value: Decimal, from: &str, to: &str) -> Result<Decimal, Message> {
    if from == to {
        return Ok(value);
    }
    unit::convert(value, from, to).ok_or_else(|| {
        call.fail(format!("“{from}”不能换算成“{to}”"), format!("`{from}` cannot be converted to `{to}`"))
    })
}
